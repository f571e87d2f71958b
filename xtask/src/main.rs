//! What a person runs: `cargo xtask COMMAND`, and `cargo xtask help` for the list.
//!
//! One command is one file (or folder) with a `run` function, one line in [`Command`] and one in
//! [`main`]. Steps that a person waits for go through [`step::Steps`], so that every one is timed
//! and a failure shows the output it hid.

mod bench;
mod bindings;
mod cargo;
mod check;
mod demo;
mod desktop;
mod fuzz;
mod icons;
mod jvm;
mod layers;
mod licences;
mod locales;
mod phones;
mod rust_source;
mod scenarios;
mod screens;
mod simulate;
mod size;
mod step;
mod supply;
mod swift;
mod test;
mod torture;
mod tree;

use clap::{Parser, Subcommand};
use std::ffi::OsString;
use std::process::ExitCode;

/// The tasks of the workspace.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", disable_version_flag = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Build both programs, then run every test of the workspace.
    Test(test::Arguments),
    /// Play the main job with real programs: publish, browse offline, cut, conflict, kill, verify.
    Demo(demo::Arguments),
    /// Measure the figures of docs/figures.md, each beside its limit.
    Bench(bench::Arguments),
    /// Play the written stories in many orders, each drawn from a seed.
    Scenarios(scenarios::Arguments),
    /// Kill, restore and attack real relays and phones: nothing acknowledged may be lost.
    #[command(disable_help_flag = true)]
    Torture(torture::Arguments),
    /// Fuzz the parsers of what others send, each for some minutes.
    Fuzz(fuzz::Arguments),
    /// Tell seeded stories of devices, disks, a network and a relay, and check the laws after each.
    Simulate(simulate::Arguments),
    /// Open the app in a window, on a sample territory and a sample house.
    Desktop(desktop::Arguments),
    /// Make the Kotlin and Swift sides of the core, with a typed function for each text.
    Bindings(bindings::Arguments),
    /// Test the shell in Swift on Linux; installs the toolchain where it is not there.
    Swift(swift::Arguments),
    /// Make the icons of the apps from the unpacked package `@phosphor-icons/core`.
    Icons(icons::Arguments),
    /// Make the pictures of the documents from those that the tests compare screens with.
    Screens,
    /// Everything a change must pass besides its tests: format, lints, licences, documents, layers.
    Check,
    /// Test the texts in French, Basque and Spanish.
    Locales,
    /// Check licences and sources of all packages, and our own licence files, with no further tool.
    Licences,
    /// Check the one-way dependencies of the house, in manifests and in sources.
    Layers,
}

/// The words of the command line. `cargo demo` already stands behind a `--`; one more, as for a program of one's own, says nothing.
fn said(words: impl Iterator<Item = OsString>) -> impl Iterator<Item = OsString> {
    words
        .enumerate()
        .filter(|(n, word)| *n != 2 || word != "--")
        .map(|(_, word)| word)
}

fn main() -> ExitCode {
    let outcome = match Arguments::parse_from(said(std::env::args_os())).command {
        Command::Test(arguments) => test::run(&arguments),
        Command::Demo(arguments) => demo::run(&arguments),
        Command::Bench(arguments) => bench::run(&arguments),
        Command::Scenarios(arguments) => scenarios::run(&arguments),
        Command::Torture(arguments) => torture::run(&arguments),
        Command::Fuzz(arguments) => fuzz::run(&arguments),
        Command::Simulate(arguments) => simulate::run(&arguments),
        Command::Desktop(arguments) => desktop::run(&arguments),
        Command::Bindings(arguments) => bindings::run(&arguments),
        Command::Swift(arguments) => swift::run(&arguments),
        Command::Icons(arguments) => icons::run(&arguments),
        Command::Screens => screens::run(),
        Command::Check => check::run(),
        Command::Locales => locales::run(),
        Command::Licences => step::alone("licences", licences::check),
        Command::Layers => step::alone("layers", layers::check),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            step::say_error(&failure);
            ExitCode::FAILURE
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_alias_takes_options_behind_two_dashes() {
        for words in [
            vec!["xtask", "demo", "--", "--outing"],
            vec!["xtask", "demo", "--outing"],
        ] {
            let words = words.into_iter().map(OsString::from);
            let said = Arguments::try_parse_from(said(words)).unwrap();
            assert!(matches!(said.command, Command::Demo(_)));
        }
    }
}
