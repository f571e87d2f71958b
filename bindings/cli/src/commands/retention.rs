//! `retention show|run`: how long a house keeps things, and what goes when.

use clap::{ArgMatches, Command};
use ekin_core::app::rights::retention::Due;
use ekin_core::app::says;
use ekin_core::domain::retention::{KINDS, rule};
use ekin_i18n::{Catalog, Value, msg};

use super::space::{named, which};
use crate::args;
use crate::failure::Failure;
use crate::json;
use crate::lines::short_id;
use crate::output::Output;
use crate::session::Session;

/// Lines of the list.
const LIMIT: usize = 200;

/// `ekin retention`
pub fn command(words: Catalog) -> Command {
    let of = |name, about| args::command(words, name, &about).arg(which(words));
    args::command(words, "retention", &msg::cli_retention())
        .subcommand_required(true)
        .subcommand(of("show", msg::cli_retention_show()))
        .subcommand(of("run", msg::cli_retention_run()))
}

/// Does it.
pub fn run(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    match matches.subcommand() {
        Some(("show", matches)) => show(session, matches, out),
        Some((_, matches)) => forget(session, matches, out),
        None => Err(Failure::Missing("show")),
    }
}

fn show(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let device = session.look()?;
    let found = device.retention(named(&device, matches)?, LIMIT)?;
    for kind in KINDS {
        if let Some(rule) = rule(kind, &found.keep) {
            let days = u64::try_from(rule.days).unwrap_or(0);
            out.say(&msg::retention_rule(says::rights::kind(kind), days));
        }
    }
    out.say(&msg::retention_by_law());
    if found.due.is_empty() {
        out.say(&msg::retention_none());
    }
    for due in &found.due {
        describe(out, due);
    }
    out.answer(&json::Retention::of(&found))
}

fn describe(out: &mut Output, due: &Due) {
    let title = match due.title.is_empty() {
        true => short_id(due.object),
        false => due.title.clone(),
    };
    let day = due
        .goes
        .map_or_else(|| Value::from(""), |(day, _)| Value::Day(day));
    let kind = says::rights::kind(due.kind);
    out.say(&match due.is_due {
        true => msg::retention_due(kind, title, day),
        false => msg::retention_goes(kind, title, day),
    });
}

fn forget(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let device = session.open_known("retention run")?;
    let erased = device.run_retention(named(&device, matches)?)?;
    out.say(&msg::retention_ran(erased as u64));
    out.answer(&json::RetentionRun { erased })
}
