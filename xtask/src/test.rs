//! All tests: the two programs are built first, because whole-system tests start them as processes.

use crate::cargo::{Programs, cargo};
use crate::step::{Failure, openly, say};
use std::ffi::OsString;
use std::time::Instant;

/// What `cargo xtask test` takes.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Only tests of this package.
    #[arg(long, short)]
    package: Option<String>,
    /// Handed to `cargo test`: a part of a test's name, or options of the test programs after `--`.
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    rest: Vec<OsString>,
}

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
    command.arg("test");
    match &arguments.package {
        Some(package) => command.args(["--package", package]),
        None => command.arg("--workspace"),
    };
    command.args(&arguments.rest).envs(programs.variables());
    let outcome = openly(&mut command);
    say(&format!("tests took {:.1} s", started.elapsed().as_secs_f64()));
    outcome
}
