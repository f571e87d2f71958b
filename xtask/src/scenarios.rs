//! `cargo xtask scenarios`: every story of `tests/scenarios`, in as many orders as wanted: by night, more than the tests play.

use crate::cargo::Programs;
use crate::step::{Failure, openly, say};
use crate::tree;
use std::path::PathBuf;
use std::process::Command;
use std::time::Instant;

/// Which orders.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Seeds of the orders, both among them.
    #[arg(long, default_value = "0-199", value_name = "A-B")]
    seeds: String,
    /// Only these stories, by the names of their files without the ending.
    stories: Vec<String>,
    /// Build in release form: more orders in a night.
    #[arg(long)]
    release: bool,
}

/// Plays them all; the first order that goes otherwise ends it, with its seed.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let programs = Programs::build(arguments.release)?;
    for story in stories(&arguments.stories)? {
        let started = Instant::now();
        openly(play(&programs, &story).args(["--seeds", &arguments.seeds]))?;
        say(&format!(
            "{}: seeds {} in {:.1} s",
            story.display(),
            arguments.seeds,
            started.elapsed().as_secs_f64()
        ));
    }
    Ok(())
}

/// The command that plays a story.
pub fn play(programs: &Programs, story: &std::path::Path) -> Command {
    let mut command = Command::new(&programs.device);
    command.arg("scenario").arg(story).envs(programs.variables());
    command
}

fn stories(named: &[String]) -> Result<Vec<PathBuf>, Failure> {
    let folder = tree::root().join("tests/scenarios");
    if !named.is_empty() {
        return Ok(named
            .iter()
            .map(|name| folder.join(format!("{name}.toml")))
            .collect());
    }
    let failed = |source| Failure::Read {
        path: "tests/scenarios".into(),
        source,
    };
    let mut all = Vec::new();
    for entry in std::fs::read_dir(&folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        if path.extension().is_some_and(|ending| ending == "toml") {
            all.push(path);
        }
    }
    all.sort();
    Ok(all)
}
