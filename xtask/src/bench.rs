//! The figures: everything is built in release form, then `ekin-bench` measures, writes `docs/figures/*.json` and
//! the page `docs/figures.md`.

use crate::cargo::{Programs, cargo};
use crate::step::{Failure, answer, openly, say};
use crate::tree;
use std::process::Command;

/// What `cargo xtask bench` takes.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Fewer repeats and smaller sizes: a few minutes.
    #[arg(long)]
    quick: bool,
    /// Only these figures, by the names of their files in docs/figures.
    figures: Vec<String>,
}

/// Builds, measures, writes.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let programs = Programs::build(true)?;
    let packages = ["--package", "ekin-bench", "--package", "ekin-limit"];
    openly(cargo().args(["build", "--release"]).args(packages))?;
    say("built; a measurement is worth most on a machine that does nothing else");
    let mut command = cargo();
    command.args([
        "run",
        "--quiet",
        "--release",
        "--package",
        "ekin-bench",
        "--",
        "run",
    ]);
    let folder = tree::root().join("docs");
    command.arg("--json").arg(folder.join("figures"));
    command.arg("--page").arg(folder.join("figures.md"));
    command.args(["--commit", &commit()?]);
    if arguments.quick {
        command.arg("--quick");
    }
    for figure in &arguments.figures {
        command.args(["--figure", figure]);
    }
    openly(command.envs(programs.variables()))
}

/// The commit that is measured, with a mark where the sources differ from it.
fn commit() -> Result<String, Failure> {
    let mut command = Command::new("git");
    command.current_dir(tree::root());
    command.args(["describe", "--always", "--abbrev=8", "--dirty=+"]);
    let said = answer(&mut command)?;
    Ok(String::from_utf8_lossy(&said).trim().to_owned())
}
