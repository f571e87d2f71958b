//! `cargo xtask simulate`: seeded stories of devices, disks, a network and a relay, as many as wanted or for as long as wanted.

use crate::cargo::cargo;
use crate::step::{self, Failure, openly, say};
use crate::tree;
use std::process::Command;
use std::time::{Instant, UNIX_EPOCH};

/// Which stories.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Seeds, both ends among them; `N..N` tells one story again. Without it, seeds that were never told.
    #[arg(long, value_name = "A..B", value_parser = range)]
    seeds: Option<(u64, u64)>,
    /// Begins no more stories after so many minutes.
    #[arg(long, value_name = "M")]
    minutes: Option<f64>,
    /// Only stories of a territory, of a house, or of several spaces at once.
    #[arg(long, value_name = "NAME", value_parser = ["territory", "house", "several"])]
    story: Option<String>,
    /// Build without optimising: soon ready, for a handful of stories.
    #[arg(long)]
    debug: bool,
}

/// Stories for the first time, where neither seeds nor minutes are said.
const FRESH: u64 = 1_000;

/// Tells them on every core; each one that fails is shortened and printed with its seed.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let seeds = match (arguments.seeds, arguments.minutes) {
        (Some((first, last)), _) => format!("{first}..{last}"),
        (None, Some(_)) => fresh(u64::MAX / 2),
        (None, None) => fresh(FRESH),
    };
    say(&format!("commit {}", commit()));
    let mut command = cargo();
    command.args(["test", "--package", "ekin-tests", "--test", "simulation"]);
    if !arguments.debug {
        command.args(["--profile", "simulate"]);
    }
    command.args(["--", "--ignored", "--exact", "simulate", "--nocapture"]);
    command.env("EKIN_SEEDS", seeds);
    for (name, value) in [
        (
            "EKIN_MINUTES",
            arguments.minutes.map(|minutes| minutes.to_string()),
        ),
        ("EKIN_STORY", arguments.story.clone()),
    ] {
        match value {
            Some(value) => command.env(name, value),
            None => command.env_remove(name),
        };
    }
    let started = Instant::now();
    let outcome = openly(&mut command);
    let took = started.elapsed().as_secs_f64();
    say(&format!("commit {}, {took:.0} s with the build", commit()));
    outcome
}

/// So many seeds that no run before this one had.
pub fn fresh(stories: u64) -> String {
    let now = UNIX_EPOCH.elapsed().map_or(0, |since| since.as_secs());
    let first = now.saturating_mul(1_000);
    format!("{first}..{}", first.saturating_add(stories - 1))
}

/// What was told: the commit, and whether files differ from it.
fn commit() -> String {
    let git = |arguments: &[&str]| {
        let said = step::answer(Command::new("git").args(arguments).current_dir(tree::root()));
        said.map(|said| String::from_utf8_lossy(&said).trim().to_owned())
    };
    let Ok(commit) = git(&["rev-parse", "--short=12", "HEAD"]) else {
        return "unknown".to_owned();
    };
    match git(&["status", "--porcelain", "--untracked-files=no"]) {
        Ok(changed) if changed.is_empty() => commit,
        _ => format!("{commit} with changes"),
    }
}

fn range(text: &str) -> Result<(u64, u64), String> {
    let (first, last) = text.split_once("..").unwrap_or((text, text));
    let number = |text: &str| {
        text.trim()
            .parse::<u64>()
            .map_err(|_| format!("`{text}` is no number"))
    };
    let (first, last) = (number(first)?, number(last)?);
    match first <= last {
        true => Ok((first, last)),
        false => Err("the last seed comes before the first".to_owned()),
    }
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
    fn seeds_are_a_range_or_one_and_stories_have_names() {
        let line = Line::parse_from([
            "simulate",
            "--seeds",
            "3..9",
            "--minutes",
            "2.5",
            "--story",
            "house",
        ]);
        assert_eq!(line.arguments.seeds, Some((3, 9)));
        assert_eq!(line.arguments.minutes, Some(2.5));
        assert_eq!(range("7"), Ok((7, 7)));
        for wrong in [
            ["simulate", "--seeds", "9..3"],
            ["simulate", "--seeds", "x"],
            ["simulate", "--story", "none"],
        ] {
            assert!(Line::try_parse_from(wrong).is_err(), "{wrong:?}");
        }
    }
}
