//! `cargo xtask torture`: real relays and phones are killed, restored and attacked; nothing acknowledged may be lost. What it does is
//! in `tests/torture`; a short slice of it is one of the tests.

use crate::cargo::{Programs, cargo};
use crate::step::{Failure, openly};

/// How much.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Longest time of the kills, and of the restores.
    #[arg(long, default_value_t = 10)]
    minutes: u64,
    /// Seed of what is done and when it is killed; drawn and printed when it is not given.
    #[arg(long)]
    seed: Option<u64>,
    /// Kills of phones while they work, and as many of the relay; 0 for none.
    #[arg(long, default_value_t = 100)]
    kills: u64,
    /// Restores of the relay from a backup; 0 for none.
    #[arg(long, default_value_t = 20)]
    restores: u64,
    /// Connections that attackers hold at once, as many as the machine allows; 0 for no attacks.
    #[arg(long, default_value_t = 10_000)]
    sockets: u64,
}

/// Builds everything in release form and starts it. It fails when something was lost, doubled, or not alike.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let programs = Programs::build(true)?;
    let mut command = cargo();
    command.args(["run", "--quiet", "--release", "--package", "ekin-torture", "--"]);
    let numbers = [
        ("--minutes", arguments.minutes),
        ("--kills", arguments.kills),
        ("--restores", arguments.restores),
        ("--sockets", arguments.sockets),
    ];
    let seed = arguments.seed.map(|seed| ("--seed", seed));
    for (name, number) in numbers.into_iter().chain(seed) {
        command.arg(name).arg(number.to_string());
    }
    openly(command.envs(programs.variables()))
}
