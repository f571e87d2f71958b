//! The shell in Swift: the package and its tests on Linux, against the real library and a real relay; and the screens, against
//! stand-ins for Apple's modules. That is a type check of the screens and no more: nothing here builds for iOS.

mod toolchain;

use crate::bindings;
use crate::cargo::Programs;
use crate::step::{Failure, openly, say};
use std::path::Path;
use std::process::Command;
use std::time::Instant;
use toolchain::Toolchain;

/// The package, from the root.
const PACKAGE: &str = "ios";
/// Where it is built, from the root.
const BUILT: &str = "target/swift/build";
/// How to get the toolchain.
const HOW: &str = "`cargo xtask swift --install` installs it into `target/swift` (Debian, as root: 573 MB to download, 2.5 GB on the disk)";

/// What `cargo xtask swift` takes.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Only install the toolchain.
    #[arg(long)]
    install: bool,
    /// Only tests whose name holds this.
    name: Option<String>,
}

/// Installs the toolchain where it is not there, then checks and tests the shell.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let toolchain = Toolchain::install()?;
    if arguments.install {
        return Ok(());
    }
    let programs = Programs::build(false)?;
    check(&toolchain, &programs, arguments.name.as_deref())
}

/// Tests the shell where the toolchain is; says loudly when it is not. Where `CI` is set, that is a failure.
pub fn test(programs: &Programs) -> Result<(), Failure> {
    if let Some(toolchain) = Toolchain::ready() {
        return check(&toolchain, programs, None);
    }
    if std::env::var_os("CI").is_some() {
        return Err(Failure::Form {
            what: "this machine".into(),
            why: format!("Swift is not here, so the shell for iOS cannot be tested; {HOW}"),
        });
    }
    say("SKIPPED: the shell for iOS was NOT tested, because Swift is not here.");
    say(&format!("         To test it too: {HOW}."));
    Ok(())
}

fn check(toolchain: &Toolchain, programs: &Programs, name: Option<&str>) -> Result<(), Failure> {
    let made = bindings::make()?;
    let here = Here {
        toolchain,
        programs,
        library: &made.library,
    };
    let started = Instant::now();
    let mut format = here.command("swift-format")?;
    openly(format.args(["lint", "--strict", "--parallel", "--recursive", PACKAGE]))?;
    // Everything first, so that screens that no test names are checked too.
    openly(&mut here.swift(&["build", "--build-tests"])?)?;
    say(&format!(
        "the screens were type-checked against stand-ins and the package was built in {:.1} s; nothing was built for iOS",
        started.elapsed().as_secs_f64()
    ));
    let started = Instant::now();
    let mut test = here.swift(&["test", "--skip-build", "--disable-xctest"])?;
    if let Some(name) = name {
        test.args(["--filter", name]);
    }
    let outcome = openly(&mut test);
    say(&format!(
        "the Swift tests took {:.1} s",
        started.elapsed().as_secs_f64()
    ));
    outcome
}

/// With what the shell is built and tested.
struct Here<'a> {
    toolchain: &'a Toolchain,
    programs: &'a Programs,
    /// Folder of the built library.
    library: &'a Path,
}

impl Here<'_> {
    fn command(&self, program: &str) -> Result<Command, Failure> {
        let folder = |program: &'_ Path| program.parent().map(Path::to_path_buf).unwrap_or_default();
        let (device, relay) = (folder(&self.programs.device), folder(&self.programs.relay));
        let folders = [self.library, device.as_path(), relay.as_path()];
        self.toolchain
            .command(program, &folders, &self.programs.variables())
    }

    /// SwiftPM on the package, told where the core's library is.
    fn swift(&self, task: &[&str]) -> Result<Command, Failure> {
        let library = self.library.display();
        let mut swift = self.command("swift")?;
        swift
            .args(task)
            .args(["--package-path", PACKAGE, "--scratch-path", BUILT])
            .args([
                "-Xlinker",
                &format!("-L{library}"),
                "-Xlinker",
                "-rpath",
                "-Xlinker",
                &library.to_string(),
            ])
            // Debian's Swift 6.0.3: libswiftObservation wants a function that no library has, and calls it only when a lock fails.
            .args(["-Xlinker", "--allow-shlib-undefined"]);
        Ok(swift)
    }
}
