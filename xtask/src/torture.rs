//! `cargo xtask torture`: real relays and phones are killed, restored and attacked; nothing acknowledged may be lost. What it does is
//! in `tests/torture`; a short slice of it is one of the tests.

use crate::cargo::{Programs, cargo};
use crate::step::{Failure, openly};

/// Options of `ekin-torture`, which tells them itself: `cargo xtask torture --help`.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// What it is to do, and how much of it.
    #[arg(trailing_var_arg = true, allow_hyphen_values = true, value_name = "OPTIONS")]
    options: Vec<String>,
}

/// Builds everything in release form and starts it. It fails when something was lost, doubled, or not alike.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let mut command = cargo();
    command.args(["run", "--quiet", "--package", "ekin-torture"]);
    if arguments.options.iter().any(|option| option == "--help") {
        return openly(command.args(["--", "--help"]));
    }
    let programs = Programs::build(true)?;
    command.args(["--release", "--"]).args(&arguments.options);
    openly(command.envs(programs.variables()))
}
