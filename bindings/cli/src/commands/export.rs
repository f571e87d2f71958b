//! `export`, `generate`, `schema`, `completions`: what is written for other programs.

use std::io::Write;

use chrono::NaiveDate;
use clap::{ArgMatches, Command};
use clap_complete::Shell;
use ekin_core::app::exchange::{Draft, ExportFormat, Loss};
use ekin_core::app::query::{Exported, day_at};
use ekin_core::app::says;
use ekin_core::app::surroundings::Surroundings;
use ekin_core::app::territory::NewTerritory;
use ekin_i18n::{Catalog, msg};

use super::sample::naive;
use super::search::{ask, day, filters};
use crate::args;
use crate::failure::Failure;
use crate::output::Output;
use crate::session::Session;

/// Ekin's own form beside the foreign ones.
const OWN: &str = "ekin";
const FORMATS: [&str; 5] = ["openagenda", "ical", "schema-org", "csv", OWN];
const SHELLS: [&str; 5] = ["bash", "elvish", "fish", "powershell", "zsh"];

/// The commands of this file.
pub fn commands(words: Catalog) -> Vec<Command> {
    let export = args::command(words, "export", &msg::cli_export())
        .arg(
            args::choice(
                words,
                "format",
                &msg::cli_value_name(),
                &msg::cli_export_format(),
                FORMATS,
            )
            .required(true),
        )
        .arg(args::option(words, "output", &msg::cli_value_file(), &msg::cli_export_output()).short('o'))
        .arg(args::flag(words, "refused", &msg::cli_export_refused()))
        .args(filters(words));
    let generate = args::command(words, "generate", &msg::cli_generate())
        .arg(
            args::positional(
                words,
                "count",
                &msg::cli_value_number(),
                &msg::cli_generate_count(),
            )
            .required(true)
            .value_parser(args::number(0, 1_000_000)),
        )
        .arg(
            args::option(words, "seed", &msg::cli_value_number(), &msg::cli_generate_seed())
                .required(true)
                .value_parser(args::number(0, u64::MAX)),
        )
        .arg(args::option(
            words,
            "today",
            &msg::cli_value_date(),
            &msg::cli_generate_today(),
        ));
    let schema = args::command(words, "schema", &msg::cli_schema());
    let completions = args::command(words, "completions", &msg::cli_completions()).arg(
        args::positional(
            words,
            "shell",
            &msg::cli_value_name(),
            &msg::cli_completions_shell(),
        )
        .required(true)
        .value_parser(SHELLS)
        .hide_possible_values(true),
    );
    vec![export, generate, schema, completions]
}

/// `ekin export`
pub fn export(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let (device, ask) = ask(session, matches)?;
    let space = ask.space;
    let everything = ekin_core::app::query::Ask {
        space,
        ..Default::default()
    };
    let asked = ask != everything;
    let exported = match matches.get_flag("refused") {
        true => device.export_refused(space)?,
        false => device.export(space, asked.then_some(&ask))?,
    };
    let name = args::required(matches, "format")?;
    let format = ExportFormat::ALL.into_iter().find(|one| one.code() == name);
    let (bytes, losses) = match format {
        Some(format) => {
            let file = exported.file(format);
            (file.bytes, file.losses)
        }
        None => (serde_json::to_vec_pretty(&exported.drafts)?, Vec::new()),
    };
    match args::text(matches, "output") {
        Some(path) => {
            write(path, &bytes)?;
            out.warn(&msg::export_done(exported.drafts.len() as u64, path));
        }
        None => out.raw(&bytes),
    }
    said(out, &losses);
    Ok(())
}

/// A whole file or none: written beside, then renamed.
fn write(path: &str, bytes: &[u8]) -> Result<(), Failure> {
    let failed = |why| Failure::File {
        path: path.to_owned(),
        why,
    };
    if std::path::Path::new(path).exists() {
        return Err(Failure::Exists(path.to_owned()));
    }
    let half = format!("{path}.part");
    let mut file = std::fs::File::create(&half).map_err(failed)?;
    file.write_all(bytes)
        .and_then(|()| file.sync_all())
        .map_err(failed)?;
    std::fs::rename(&half, path).map_err(failed)
}

/// What other programs will not find, beside the file.
fn said(out: &Output, losses: &[Loss]) {
    for loss in losses {
        let line = msg::import_loss_line(loss.leaves.max(loss.times), says::loss_reason(loss.reason));
        out.aside(&format!("{} ({})", out.text(&line), loss.path));
    }
}

/// `ekin generate`
pub fn generate(matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let missing = || Failure::Missing("count");
    let (n, seed) = (
        args::count(matches, "count").ok_or_else(missing)?,
        args::count(matches, "seed").ok_or_else(missing)?,
    );
    let today = match day(matches, "today")? {
        Some(day) => naive(day)?,
        None => today()?,
    };
    let drafts: Vec<Draft> = ekin_sample::generate(n, seed, today).collect();
    let file = Exported::of(drafts, NewTerritory::DEFAULT_ZONE, "fr").file(ExportFormat::OpenAgenda);
    out.raw(&file.bytes);
    out.warn(&msg::generate_done(n, seed.to_string()));
    Ok(())
}

fn today() -> Result<NaiveDate, Failure> {
    let around = Surroundings::of_machine().map_err(|error| Failure::App(error.into()))?;
    let day = day_at(around.now_ms(), NewTerritory::DEFAULT_ZONE);
    naive(day.ok_or_else(|| Failure::Usage(vec![msg::error_clock()]))?)
}

/// `ekin schema`
pub fn schema(out: &mut Output) -> Result<(), Failure> {
    let schema = serde_json::to_string_pretty(&schemars::schema_for!(Draft))?;
    out.raw(schema.as_bytes());
    out.raw(b"\n");
    Ok(())
}

/// `ekin completions`
pub fn completions(matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let name = args::required(matches, "shell")?;
    let shell: Shell = name.parse().map_err(|_| Failure::value("SHELL", name))?;
    let mut text = Vec::new();
    clap_complete::generate(shell, &mut super::all(out.words()), "ekin", &mut text);
    out.raw(&text);
    Ok(())
}
