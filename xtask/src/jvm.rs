//! The shell on a JVM: Maven builds and tests it against the real library and a real relay. Without Maven or a JDK it is skipped, and
//! said so; where `CI` is set that is a failure.

use crate::bindings;
use crate::cargo::Programs;
use crate::step::{Failure, quietly, say};
use crate::tree;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

/// What has to be there, and how to get it.
pub const HOW: &str =
    "install a JDK (17 or newer) and Maven: `apt-get install openjdk-17-jdk-headless maven`";

/// Tests the shell; says loudly when it cannot.
pub fn test(programs: &Programs) -> Result<(), Failure> {
    if let Some(lacking) = lacking() {
        if std::env::var_os("CI").is_some() {
            return Err(Failure::Form {
                what: "this machine".into(),
                why: format!("{lacking} is not here, so the Android shell cannot be tested; {HOW}"),
            });
        }
        say(&format!(
            "SKIPPED: the Android shell was NOT tested, because {lacking} is not here."
        ));
        say(&format!("         To test it too, {HOW}."));
        return Ok(());
    }
    let started = Instant::now();
    let made = bindings::make()?;
    let mut command = maven(&made);
    command.arg("verify").envs(programs.variables());
    // Its failures are shown at the end, where the tests of the next shell do not push them out of sight.
    let outcome = quietly(&mut command);
    say(&format!(
        "the Android shell's tests took {:.1} s",
        started.elapsed().as_secs_f64()
    ));
    outcome
}

/// Maven on the shell, told where the library and its Kotlin side lie.
pub fn maven(made: &bindings::Made) -> Command {
    let mut command = Command::new("mvn");
    let option = |name: &str, path: &Path| format!("-D{name}={}", path.display());
    command
        .current_dir(tree::root().join("android"))
        .args(["--batch-mode", "--no-transfer-progress", "--quiet"])
        .arg(option("ekin.library", &made.library))
        .arg(option("ekin.bindings", &made.kotlin));
    command
}

/// What is not here.
pub fn lacking() -> Option<&'static str> {
    [("javac", "-version"), ("mvn", "--version")]
        .into_iter()
        .find(|(program, option)| {
            let found = Command::new(program)
                .arg(option)
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .status();
            !found.is_ok_and(|status| status.success())
        })
        .map(|(program, _)| program)
}
