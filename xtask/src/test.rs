//! All tests: the two programs are built first, because whole-system tests start them as processes.

use crate::cargo::{Programs, cargo};
use crate::step::{Failure, all_of, openly, say};
use crate::{jvm, simulate, swift};
use std::ffi::OsString;
use std::process::{Command, Stdio};
use std::time::Instant;

/// What `cargo xtask test` takes.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Only tests of this package.
    #[arg(long, short)]
    package: Option<String>,
    /// Only tests whose name holds this.
    name: Option<String>,
    /// Options of the test programs, after `--`: `-- --nocapture`.
    #[arg(last = true)]
    options: Vec<OsString>,
}

/// Stories of the simulation that each run tells for the first time.
const STORIES: u64 = 30;

/// Builds both programs, tells the tests where they lie, and runs the tests.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let started = Instant::now();
    let programs = Programs::build(false)?;
    say(&format!(
        "both programs built in {:.1} s",
        started.elapsed().as_secs_f64()
    ));

    let started = Instant::now();
    let mut command = cargo();
    let fresh = simulate::fresh(STORIES);
    say(&format!(
        "seeds of the simulation told for the first time: {fresh}"
    ));
    // All failures in one run: the next package is not less worth knowing about.
    command.args(["test", "--no-fail-fast"]);
    match &arguments.package {
        Some(package) => command.args(["--package", package]),
        None => command.arg("--workspace"),
    };
    command
        .args(&arguments.name)
        .arg("--")
        .args(&arguments.options)
        .env("EKIN_SEEDS", fresh)
        .envs(programs.variables());
    let outcome = openly(&mut command);
    say(&format!("tests took {:.1} s", started.elapsed().as_secs_f64()));
    let of_core = arguments
        .package
        .as_deref()
        .is_none_or(|package| package == "ekin-core");
    let whole = arguments.name.is_none();
    let mut outcomes = vec![outcome];
    if of_core && whole {
        outcomes.push(encrypted());
    }
    if arguments.package.is_none() && whole {
        outcomes.push(jvm::test(&programs));
        outcomes.push(swift::test(&programs));
    }
    all_of(outcomes)
}

/// The store's and the keys' tests once more on an encrypted store, where OpenSSL's libcrypto can be compiled.
fn encrypted() -> Result<(), Failure> {
    let started = Instant::now();
    for tool in ["perl", "make"] {
        let found = Command::new(tool)
            .arg("--version")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status();
        if !found.is_ok_and(|status| status.success()) {
            say(&format!(
                "SKIPPED: the encrypted store (feature `sqlcipher`) was NOT tested, because {tool} is not here."
            ));
            return Ok(());
        }
    }
    let mut command = cargo();
    command.args([
        "test",
        "--package",
        "ekin-core",
        "--lib",
        "--features",
        "sqlcipher",
    ]);
    command.args(["--", "storage::", "keys::"]);
    let outcome = openly(&mut command);
    say(&format!(
        "the encrypted store's tests took {:.1} s with their build",
        started.elapsed().as_secs_f64()
    ));
    outcome
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Parser;

    #[derive(Debug, Parser)]
    struct Line {
        #[command(flatten)]
        arguments: Arguments,
    }

    #[test]
    fn a_name_and_the_options_of_the_test_programs_are_told_apart() {
        let line = Line::parse_from(["test", "-p", "ekin-core", "heads", "--", "--nocapture"]);
        assert_eq!(line.arguments.package.as_deref(), Some("ekin-core"));
        assert_eq!(line.arguments.name.as_deref(), Some("heads"));
        assert_eq!(line.arguments.options, ["--nocapture"]);
        let line = Line::parse_from(["test", "--", "--list"]);
        assert_eq!(
            (line.arguments.name, line.arguments.options),
            (None, vec!["--list".into()])
        );
    }
}
