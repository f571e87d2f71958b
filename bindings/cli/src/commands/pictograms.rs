//! `pictograms`: the core set, each with its word, and where the drawings come from.

use clap::Command;
use ekin_core::app::says;
use ekin_core::domain::pictogram::{LICENCE, NAMES, SOURCE};
use ekin_i18n::{Catalog, msg};

use crate::args;
use crate::failure::Failure;
use crate::json;
use crate::output::Output;

/// Columns of a name.
const WIDTH: usize = 20;

/// `ekin pictograms`
pub fn command(words: Catalog) -> Command {
    args::command(words, "pictograms", &msg::cli_pictograms())
}

/// Does it.
pub fn run(out: &mut Output) -> Result<(), Failure> {
    let mut all = Vec::new();
    for name in NAMES {
        let word = says::pictogram(name)
            .map(|word| out.text(&word))
            .unwrap_or_default();
        out.line(&format!("{name:WIDTH$}  {word}"));
        all.push((*name, word));
    }
    out.say(&msg::picto_source(SOURCE, LICENCE));
    out.answer(&json::Pictograms::of(all, SOURCE, LICENCE))
}
