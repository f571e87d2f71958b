//! `ekin-bench`: measures the figures of design 10, each beside its limit in the same run. `cargo xtask bench` builds
//! what it needs and starts it. Each figure is a file of [`figures`]; what is timed runs in processes of its own
//! (`ekin-bench job`, `ekin-limit`, the relay), so that time and memory are theirs alone.

mod catalogue;
mod compare;
mod echo;
mod error;
mod figure;
mod figures;
mod house;
mod http;
mod peers;
mod plot;
mod publisher;
mod report;
mod session;
mod shaped;
mod tap;
mod world;

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use clap::{Parser, Subcommand};

use error::{BenchError, Result};
use report::Measured;
use world::World;

#[derive(Debug, Parser)]
#[command(name = "ekin-bench", about)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Measures figures, writes each as JSON, and the page of all.
    Run {
        /// Fewer repeats and smaller sizes.
        #[arg(long)]
        quick: bool,
        /// The most that one job of a peer may take, s; what is not done by then is said with how far it came.
        #[arg(long)]
        peer_limit: Option<u64>,
        /// Only these figures, in this order.
        #[arg(long)]
        figure: Vec<String>,
        /// Folder of the JSON.
        #[arg(long)]
        json: PathBuf,
        /// The page.
        #[arg(long)]
        page: PathBuf,
        /// Commit of the sources.
        #[arg(long, default_value = "unknown")]
        commit: String,
    },
    /// Says what the figures of a folder make worse than the last committed ones.
    Compare {
        /// Folder of the JSON.
        #[arg(long)]
        json: PathBuf,
    },
    /// One job in a process of its own.
    #[command(hide = true)]
    Job {
        /// Which.
        name: String,
        /// Its description.
        json: String,
    },
}

fn main() -> ExitCode {
    let outcome = match Arguments::parse().command {
        Command::Run {
            quick,
            peer_limit,
            figure,
            json,
            page,
            commit,
        } => {
            let seconds = peer_limit.unwrap_or(if quick { 15 } else { 600 });
            let patience = Duration::from_secs(seconds);
            run(quick, patience, &figure, &json, &page, &commit)
        }
        Command::Compare { json } => report::read_all(&json).map(|all| {
            say_worse(&json, &all);
            true
        }),
        Command::Job { name, json } => job(&name, &json),
    };
    match outcome {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            say_error(&error);
            ExitCode::FAILURE
        }
    }
}

fn job(name: &str, json: &str) -> Result<bool> {
    let reading = match name {
        "first-sync" => figures::new_device(&serde_json::from_str(json)?)?,
        "first-page" => figures::first_page(&serde_json::from_str(json)?)?,
        "search" => figures::search(&serde_json::from_str(json)?)?,
        "documents" => figures::new_member(&serde_json::from_str(json)?)?,
        figures::ARRIVE => figures::arrive(&serde_json::from_str(json)?)?,
        figures::STEP => figures::step(&serde_json::from_str(json)?)?,
        figures::AGAIN => figures::again(&serde_json::from_str(json)?)?,
        figures::MERGE => figures::merge(&serde_json::from_str(json)?)?,
        figures::ACROSS => figures::across(&serde_json::from_str(json)?)?,
        figures::WITHIN => figures::within(&serde_json::from_str(json)?)?,
        figures::CHANGES => figures::changes(&serde_json::from_str(json)?)?,
        figures::OPEN => figures::open_spaces(&serde_json::from_str(json)?)?,
        _ => return Err(BenchError::unexpected(format!("no job {name}"))),
    };
    say(&serde_json::to_string(&reading)?);
    Ok(true)
}

/// Whether every figure that was asked for could be measured; a bar that is missed is no failure of the run.
fn run(
    quick: bool,
    patience: Duration,
    only: &[String],
    json: &std::path::Path,
    page: &std::path::Path,
    commit: &str,
) -> Result<bool> {
    let wanted = wanted(quick, only)?;
    let mut whole = true;
    let mut done = Vec::new();
    for (id, measure) in wanted {
        // A folder of its own, gone when the figure is done.
        let world = World::new(quick, patience)?;
        let (started, load) = (Instant::now(), report::load());
        match measure(&world) {
            Ok(figure) => {
                let measured = Measured {
                    figure,
                    date: world.today().to_string(),
                    commit: commit.to_owned(),
                    machine: report::machine(),
                    quick,
                    took_s: started.elapsed().as_secs_f64(),
                    load,
                };
                say(&format!("\n{} ({:.0} s)", measured.figure.title, measured.took_s));
                for line in &measured.figure.lines {
                    say(&format!("  {}", report::row(line)));
                }
                say(&report::curves(&measured.figure.curves));
                report::write(json, &measured)?;
                done.push(measured);
            }
            Err(error) => {
                whole = false;
                say(&format!("\n{id}: not measured"));
                say_error(&error);
            }
        }
    }
    report::write_page(json, page)?;
    say_worse(json, &done);
    Ok(whole)
}

/// The figures that were named, in that order; else all, of which a quick run leaves out what takes minutes to build.
fn wanted(quick: bool, only: &[String]) -> Result<Vec<figures::Measure>> {
    let all = figures::ALL.iter().copied();
    if only.is_empty() {
        return Ok(all.filter(|(id, _)| !quick || *id != figures::SIZE).collect());
    }
    let named = only.iter().map(|name| {
        let known: Vec<_> = figures::ALL.iter().map(|(id, _)| *id).collect();
        all.clone().find(|(id, _)| id == name).ok_or_else(|| {
            BenchError::unexpected(format!("no figure {name}; there are {}", known.join(", ")))
        })
    });
    named.collect()
}

/// Says what is worse than in the last committed figures by more than their scatter.
fn say_worse(json: &std::path::Path, now: &[Measured]) {
    let mut worse = Vec::new();
    for measured in now {
        match compare::committed(json, &measured.figure.id) {
            Some(before) if before.quick == measured.quick => worse.extend(compare::worse(&before, measured)),
            Some(_) => say(&format!(
                "{}: not compared, as only one of the two was quick",
                measured.figure.id
            )),
            None => say(&format!(
                "{}: not compared, as none is committed",
                measured.figure.id
            )),
        }
    }
    match worse.is_empty() {
        true => say(
            "\nnothing that was compared is worse than in the last committed run by more than the scatter",
        ),
        false => say("\nworse than in the last committed run by more than the scatter:"),
    }
    for line in worse {
        say(&format!("  {line}"));
    }
}

fn say(line: &str) {
    // A closed pipe is no reason to stop measuring.
    let _ = writeln!(std::io::stdout(), "{line}");
}

fn say_error(error: &dyn std::error::Error) {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(deeper) = cause {
        text.push_str(": ");
        text.push_str(&deeper.to_string());
        cause = deeper.source();
    }
    // Nobody else is told when even this cannot be written.
    let _ = writeln!(std::io::stderr(), "{text}");
}
