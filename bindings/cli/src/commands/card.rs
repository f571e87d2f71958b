//! `card open|log`: the emergency card of a person, and who looked at it.

use clap::{ArgMatches, Command};
use ekin_core::app::says;
use ekin_core::app::territory::NewTerritory;
use ekin_core::domain::emergency::Reason;
use ekin_core::domain::place::Country;
use ekin_i18n::{Catalog, msg};

use super::outing::named;
use super::space::which;
use crate::args;
use crate::failure::Failure;
use crate::json;
use crate::output::Output;
use crate::session::Session;

/// `ekin card`
pub fn command(words: Catalog) -> Command {
    let of = |name, about| {
        args::command(words, name, &about).arg(which(words)).arg(
            args::positional(words, "person", &msg::cli_value_name(), &msg::cli_seat_person()).required(true),
        )
    };
    let reason = args::choice(
        words,
        "reason",
        &msg::cli_value_name(),
        &msg::cli_card_reason(),
        Reason::ALL.map(Reason::word),
    );
    args::command(words, "card", &msg::cli_card())
        .subcommand_required(true)
        .subcommand(
            of("open", msg::cli_card_open())
                .arg(reason.required(true))
                .arg(args::option(
                    words,
                    "country",
                    &msg::cli_value_name(),
                    &msg::cli_card_country(),
                )),
        )
        .subcommand(of("log", msg::cli_card_log()))
}

/// Does it.
pub fn run(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    match matches.subcommand() {
        Some(("open", matches)) => open(session, matches, out),
        Some((_, matches)) => log(session, matches, out),
        None => Err(Failure::Missing("open")),
    }
}

fn open(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let country = args::text(matches, "country");
    let country = country
        .map(|code| {
            let wrong = |_| Failure::value_as("--country", code, msg::problem_form_country(code));
            Country::parse(code).map_err(wrong)
        })
        .transpose()?;
    let device = session.open_known("card open")?;
    device.set_country(country);
    let space = named(&device, matches)?;
    let reason = Reason::from_word(args::required(matches, "reason")?).ok_or(Failure::Missing("reason"))?;
    let card = device.open_card(space, args::required(matches, "person")?, reason)?;
    let nobody = |_| None;
    let reader = says::document::Reader {
        zone: NewTerritory::DEFAULT_ZONE,
        name: &nobody,
    };
    for line in says::outing::card(&card, reader) {
        out.say(&line);
    }
    out.say(&msg::card_noted());
    out.answer(&json::Card::of(&card))
}

fn log(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let device = session.look()?;
    let openings = device.card_openings(named(&device, matches)?, args::required(matches, "person")?)?;
    if openings.is_empty() {
        out.say(&msg::card_never());
    }
    for opening in &openings {
        out.say(&says::outing::opening(opening));
    }
    let openings: Vec<_> = openings.iter().map(json::Opening::of).collect();
    out.answer(&openings)
}
