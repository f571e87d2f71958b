//! The figures: everything is built in release form, the peers are installed, then `ekin-bench` measures, writes
//! `docs/figures/*.json`, the plots beside them and the page `docs/figures.md`.

use crate::cargo::{Programs, cargo};
use crate::step::{Failure, answer, openly, quietly, say, say_error};
use crate::tree;
use crate::{bindings, jvm};
use std::process::Command;

/// What `cargo xtask bench` takes.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Fewer repeats and smaller sizes: a few minutes.
    #[arg(long)]
    quick: bool,
    /// Measure nothing: say what the figures in docs/figures make worse than the last committed ones.
    #[arg(long)]
    compare: bool,
    /// The most that one job of a peer may take, in seconds (600; 15 when quick): the page says how far it came.
    #[arg(long)]
    peer_limit: Option<u64>,
    /// Only these figures, by the names of their files in docs/figures, in this order.
    figures: Vec<String>,
}

/// Builds, measures, writes.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let folder = tree::root().join("docs");
    if arguments.compare {
        let mut command = bench();
        return openly(command.args(["compare", "--json"]).arg(folder.join("figures")));
    }
    let programs = Programs::build(true)?;
    let packages = ["--package", "ekin-bench", "--package", "ekin-limit"];
    openly(cargo().args(["build", "--release"]).args(packages))?;
    let wants = |figures: &[&str]| {
        let named = &arguments.figures;
        named.is_empty() || named.iter().any(|figure| figures.contains(&figure.as_str()))
    };
    if wants(&PEERS) {
        install_peers();
    }
    if wants(&APP) {
        build_app();
    }
    say("built; a measurement is worth most on a machine that does nothing else");
    let mut command = bench();
    command.arg("run");
    command.arg("--json").arg(folder.join("figures"));
    command.arg("--page").arg(folder.join("figures.md"));
    command.args(["--commit", &commit()?]);
    if arguments.quick {
        command.arg("--quick");
    }
    if let Some(seconds) = arguments.peer_limit {
        command.args(["--peer-limit", &seconds.to_string()]);
    }
    for figure in &arguments.figures {
        command.args(["--figure", figure]);
    }
    openly(command.envs(programs.variables()))
}

/// The program that measures.
fn bench() -> Command {
    let mut command = cargo();
    command.args(["run", "--quiet", "--release", "--package", "ekin-bench", "--"]);
    command
}

/// The figures in which others stand beside us.
const PEERS: [&str; 3] = ["peers", "networks", "size"];

/// The figure for which the app is started.
const APP: [&str; 1] = ["apps"];

/// Builds the app on a JVM with the library in release form. Where it cannot be had that is said loudly, and what needs no JVM is
/// measured.
fn build_app() {
    // By this the bench finds the app. One of an older build is none, and where there is none there is nothing to remove.
    let _ = std::fs::remove_file(tree::root().join("android/desktop/target/classpath"));
    let built = match jvm::lacking() {
        Some(lacking) => Err(Failure::Form {
            what: "this machine".into(),
            why: format!("{lacking} is not here; {}", jvm::HOW),
        }),
        None => bindings::make_released().and_then(|made| {
            let mut package = jvm::maven(&made);
            quietly(package.args(["package", "-DskipTests", "--projects", "desktop", "--also-make"]))
        }),
    };
    if let Err(failure) = built {
        say("\n*** THE APP WILL NOT BE MEASURED: it could not be built. ***");
        say_error(&failure);
    }
}

/// Installs what a team would pick instead, each by its ordinary client and as pinned. What cannot be had is said loudly,
/// and the rest is measured.
fn install_peers() {
    let folder = tree::root().join("tests").join("peers");
    let mut npm = Command::new("npm");
    // As locked, but for an accelerator of one package that not every registry has (`npm ci` would refuse without it). No
    // package's own script runs: what is needed comes built in the packages.
    npm.args([
        "install",
        "--no-save",
        "--ignore-scripts",
        "--no-audit",
        "--no-fund",
    ])
    .current_dir(&folder);
    let mut samod = cargo();
    samod
        .args(["build", "--release", "--locked"])
        .current_dir(folder.join("samod"));
    for (name, command) in [
        ("PouchDB, automerge-repo and Yjs", &mut npm),
        ("samod", &mut samod),
    ] {
        if let Err(failure) = openly(command) {
            say(&format!(
                "\n*** {name} WILL NOT BE MEASURED: they could not be installed. ***"
            ));
            say_error(&failure);
        }
    }
}

/// The commit that is measured, with a mark where the sources differ from it; figures of this run are no sources.
fn commit() -> Result<String, Failure> {
    let git = |arguments: &[&str]| {
        let mut command = Command::new("git");
        command.current_dir(tree::root()).args(arguments);
        answer(&mut command)
    };
    let said = git(&["rev-parse", "--short=8", "HEAD"])?;
    let changed = git(&[
        "status",
        "--porcelain",
        "--untracked-files=no",
        "--",
        ".",
        ":!docs",
    ])?;
    let mark = if changed.is_empty() { "" } else { "+" };
    Ok(String::from_utf8_lossy(&said).trim().to_owned() + mark)
}
