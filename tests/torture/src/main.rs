//! `ekin-torture`: see the library. `cargo xtask torture` builds what it needs and starts it.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use clap::Parser;
use ekin_harness::Programs;
use ekin_torture::attacks::{Attack, Strength};
use ekin_torture::error::{Result, TortureError};
use ekin_torture::{Plan, run};

/// Kills, restores and attacks.
#[derive(Debug, Parser)]
#[command(name = "ekin-torture")]
struct Arguments {
    /// Longest time of the kills, and of the restores.
    #[arg(long, default_value_t = 10)]
    minutes: u64,
    /// Seed of the plan; drawn by the clock when it is not given, and printed.
    #[arg(long)]
    seed: Option<u64>,
    /// Kills of phones, and as many of the relay; 0 for none.
    #[arg(long, default_value_t = 100)]
    kills: u64,
    /// Restores of the relay; 0 for none.
    #[arg(long, default_value_t = 20)]
    restores: u64,
    /// Connections that attackers hold at once; 0 for no attacks.
    #[arg(long, default_value_t = 10_000)]
    sockets: u64,
    /// Tiny frames that attackers send.
    #[arg(long, default_value_t = 1_000_000)]
    frames: u64,
    /// Samples of honest users before and during each attack.
    #[arg(long, default_value_t = 100)]
    samples: usize,
    /// Only this attack.
    #[arg(long, value_name = "NAME")]
    attack: Option<Attack>,
    /// Keep everything in this folder; else it goes.
    #[arg(long)]
    keep: Option<PathBuf>,
}

fn main() -> ExitCode {
    match torture(&Arguments::parse()) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            let mut text = format!("could not go on: {error}");
            let mut cause = std::error::Error::source(&error);
            while let Some(error) = cause {
                text.push_str(&format!("\n  because: {error}"));
                cause = error.source();
            }
            say(&text);
            ExitCode::FAILURE
        }
    }
}

fn torture(arguments: &Arguments) -> Result<bool> {
    let seed = arguments.seed.unwrap_or_else(|| u64::from(std::process::id()));
    say(&format!("seed {seed}"));
    let programs = Programs::from_environment()?;
    let temporary = tempfile::tempdir().map_err(TortureError::io("making a folder"))?;
    let folder = arguments.keep.as_deref().unwrap_or(temporary.path());
    let attacks = (arguments.sockets > 0).then_some(Strength {
        sockets: arguments.sockets,
        frames: arguments.frames,
        samples: arguments.samples,
        most: Duration::from_secs(180),
        only: arguments.attack,
    });
    let plan = Plan {
        seed,
        time: Duration::from_secs(arguments.minutes * 60),
        kills: arguments.kills,
        restores: arguments.restores,
        attacks,
    };
    let report = run(&programs, folder, &plan, say)?;
    say(&format!("\n{report}"));
    Ok(report.findings().is_empty())
}

fn say(line: &str) {
    // A closed pipe is no reason to stop.
    let _ = writeln!(std::io::stdout().lock(), "{line}");
}
