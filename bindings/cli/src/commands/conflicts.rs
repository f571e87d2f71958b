//! `conflicts list|keep`: where two people's edits met, and a choice between them.

use clap::{ArgMatches, Command};
use ekin_core::app::conflict::Conflict;
use ekin_core::app::says;
use ekin_core::app::says::document::Reader;
use ekin_core::app::territory::NewTerritory;
use ekin_core::domain::person::PersonId;
use ekin_i18n::{Catalog, msg};

use crate::args;
use crate::failure::Failure;
use crate::json;
use crate::lines::short_id;
use crate::output::Output;
use crate::session::Session;

/// Objects of one page.
const PAGE: u32 = 50;

/// `ekin conflicts`
pub fn command(words: Catalog) -> Command {
    let id = args::positional(words, "id", &msg::cli_value_id(), &msg::cli_conflicts_id());
    let choice = args::positional(
        words,
        "choice",
        &msg::cli_value_number(),
        &msg::cli_conflicts_choice(),
    );
    let field = args::option(
        words,
        "field",
        &msg::cli_value_field(),
        &msg::cli_conflicts_field(),
    );
    let after = args::option(
        words,
        "after",
        &msg::cli_value_words(),
        &msg::cli_conflicts_after(),
    );
    args::command(words, "conflicts", &msg::cli_conflicts())
        .subcommand_required(true)
        .subcommand(
            args::command(words, "list", &msg::cli_conflicts_list())
                .arg(args::flag(words, "settled", &msg::cli_conflicts_settled()))
                .arg(after),
        )
        .subcommand(
            args::command(words, "keep", &msg::cli_conflicts_keep())
                .arg(id.required(true))
                .arg(choice.required(true))
                .arg(field),
        )
}

/// Does it.
pub fn run(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    match matches.subcommand() {
        Some(("list", matches)) if matches.get_flag("settled") => settled(session, matches, out),
        Some(("list", matches)) => list(session, matches, out),
        Some((_, matches)) => keep(session, matches, out),
        None => Err(Failure::Missing("list")),
    }
}

/// Behind which place of the list a page begins.
fn after<T: std::str::FromStr>(matches: &ArgMatches) -> Result<Option<T>, Failure> {
    let after = args::text(matches, "after").map(str::parse);
    after
        .transpose()
        .map_err(|_| Failure::Usage(vec![msg::conflict_bad_cursor()]))
}

fn list(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let device = session.look()?;
    let all = device.conflicts(after(matches)?, PAGE)?;
    let people = device.people()?;
    let name = |person: PersonId| people.get(&person).cloned();
    let reader = Reader {
        zone: NewTerritory::DEFAULT_ZONE,
        name: &name,
    };
    if all.is_empty() {
        out.say(&msg::conflict_none());
    }
    for one in &all {
        describe(out, one, reader);
    }
    let all: Vec<_> = all.iter().map(json::Conflict::of).collect();
    out.answer(&all)
}

fn describe(out: &mut Output, one: &Conflict, reader: Reader<'_>) {
    out.say(&says::conflict::conflict(one, reader));
    for (n, side) in one.sides.iter().enumerate() {
        let side = out.text(&says::conflict::side(one, side, reader));
        out.hanging(&format!("{}. {side}", n + 1), 3);
    }
    if one.careful {
        out.say(&msg::conflict_careful());
    }
    let field = match one.at.is_empty() {
        true => String::new(),
        false => format!("--field {}", one.at),
    };
    let how = out.text(&msg::conflict_how(short_id(one.object), field));
    out.unbroken(how.trim_end());
}

fn settled(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let all = session.look()?.settled_conflicts(after(matches)?, PAGE)?;
    if all.is_empty() {
        out.say(&msg::conflict_none());
    }
    for one in &all {
        out.say(&says::conflict::settled(one));
    }
    let all: Vec<_> = all.iter().map(json::SettledConflict::of).collect();
    out.answer(&all)
}

fn keep(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let device = session.open_known("conflicts keep")?;
    let (id, choice) = (args::required(matches, "id")?, args::required(matches, "choice")?);
    let kept = device.keep_conflict(id, args::text(matches, "field"), choice)?;
    let people = device.people()?;
    let name = |person: PersonId| people.get(&person).cloned();
    let reader = Reader {
        zone: NewTerritory::DEFAULT_ZONE,
        name: &name,
    };
    out.say(&msg::conflict_kept(says::conflict::says(
        &kept.conflict,
        &kept.side,
        reader,
    )));
    out.say(&msg::state_on_this_device());
    out.answer(&json::Conflict::of(&kept.conflict))
}
