//! `outing new|list|show|edit|invite|roster|packing|authorise|close`: an outing, from its preparation to its end.

use clap::{ArgAction, ArgMatches, Command};
use ekin_core::app::device::Device;
use ekin_core::app::ids::{Role, SpaceId};
use ekin_core::app::outing::lines::OutingLine;
use ekin_core::app::outing::trip::NewOuting;
use ekin_core::app::says;
use ekin_core::app::territory::NewTerritory;
use ekin_core::domain::language::LanguageTag;
use ekin_i18n::{Catalog, Value, msg};

use super::outing_lists;
use super::seat::outing;
use super::space::which;
use crate::args;
use crate::failure::Failure;
use crate::json;
use crate::lines::{joined, short_id};
use crate::output::Output;
use crate::session::Session;

const DAY_MS: u64 = 86_400_000;
/// Roles with which one joins an outing.
const ROLES: [&str; 4] = ["volunteer", "educator", "moderator", "admin"];

/// `ekin outing`
pub fn command(words: Catalog) -> Command {
    let of = |name, about| {
        args::command(words, name, &about)
            .arg(which(words))
            .arg(outing(words))
    };
    let fields = || {
        args::positional(words, "field", &msg::cli_value_field(), &msg::cli_doc_field())
            .action(ArgAction::Append)
            .num_args(1..)
            .required(true)
    };
    let new = args::command(words, "new", &msg::cli_trip_new())
        .arg(fields())
        .arg(args::option(
            words,
            "space",
            &msg::cli_value_name(),
            &msg::cli_trip_house(),
        ))
        .arg(
            args::option(words, "relay", &msg::cli_value_address(), &msg::cli_space_relay())
                .action(ArgAction::Append),
        )
        .arg(args::option(
            words,
            "code",
            &msg::cli_value_name(),
            &msg::cli_space_code(),
        ));
    let invite = of("invite", msg::cli_trip_invite())
        .arg(
            args::choice(
                words,
                "role",
                &msg::cli_value_name(),
                &msg::cli_trip_role(),
                ROLES,
            )
            .default_value("volunteer")
            .hide_default_value(true),
        )
        .arg(
            args::option(words, "days", &msg::cli_value_number(), &msg::cli_space_days())
                .value_parser(args::number(1, 365))
                .default_value("7")
                .hide_default_value(true),
        );
    let close = of("close", msg::cli_trip_close()).arg(args::flag(words, "now", &msg::cli_trip_now()));
    args::command(words, "outing", &msg::cli_trip())
        .subcommand_required(true)
        .subcommand(new)
        .subcommand(args::command(words, "list", &msg::cli_trip_list()))
        .subcommand(of("show", msg::cli_trip_show()))
        .subcommand(of("edit", msg::cli_trip_edit()).arg(fields()))
        .subcommand(invite)
        .subcommand(outing_lists::roster(words))
        .subcommand(outing_lists::packing(words))
        .subcommand(outing_lists::authorise(words))
        .subcommand(close)
}

/// The space of the outing that a command is about: the one that is named, or else the only outing's.
pub fn named(device: &Device, matches: &ArgMatches) -> Result<SpaceId, Failure> {
    Ok(device.outing_space(args::text(matches, "space"))?)
}

/// The language in which a person types.
pub fn tongue(out: &Output) -> LanguageTag {
    NewTerritory::language_of(out.words().language())
}

/// Does it.
pub fn run(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    match matches.subcommand() {
        Some(("new", matches)) => new(session, matches, out),
        Some(("show", matches)) => show(session, matches, out),
        Some(("edit", matches)) => edit(session, matches, out),
        Some(("invite", matches)) => invite(session, matches, out),
        Some(("roster", matches)) => outing_lists::run_roster(session, matches, out),
        Some(("packing", matches)) => outing_lists::run_packing(session, matches, out),
        Some(("authorise", matches)) => outing_lists::run_authorise(session, matches, out),
        Some(("close", matches)) => close(session, matches, out),
        _ => list(session, out),
    }
}

fn fields(matches: &ArgMatches) -> Vec<String> {
    let fields = matches.get_many::<String>("field");
    fields.into_iter().flatten().cloned().collect()
}

fn new(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let device = session.open("outing new")?;
    let relays = matches.get_many::<String>("relay").into_iter().flatten();
    let relays: Vec<String> = relays.cloned().collect();
    let house = match (args::text(matches, "space"), relays.is_empty()) {
        (Some(name), _) => Some(device.space_named(Some(name))?),
        // The only house of this device is meant.
        (None, true) => device.only_house()?,
        (None, false) => None,
    };
    let new = NewOuting {
        house,
        relays,
        creation_code: args::text(matches, "code").map(str::to_owned),
        fields: fields(matches),
    };
    let (space, plan) = device.new_outing(&new, tongue(out))?;
    let shown = device.outing(space, None)?;
    out.say(&msg::outing_made(shown.line.plan.title.as_str()));
    warn(out, &shown.line);
    if let Some((day, time)) = shown.line.kept_until {
        out.say(&msg::outing_kept_until(Value::Moment(day, time)));
    }
    out.say(&msg::space_not_yet());
    out.answer(&json::NewOuting {
        space: space.to_string(),
        id: plan.to_string(),
    })
}

/// A day that is over is mostly a wrong year, and then everything goes within a day.
fn warn(out: &mut Output, line: &OutingLine) {
    if line.over && line.status != "closed" {
        let on = line.end.or(line.start);
        let on = on.map_or_else(|| Value::from(""), |(day, time)| Value::Moment(day, time));
        out.say(&msg::outing_over_already(on));
    }
}

pub(super) fn row(out: &Output, line: &OutingLine) -> String {
    let start = line
        .start
        .map(|(day, time)| out.value(&Value::Moment(day, time)))
        .unwrap_or_default();
    let status = says::document::word(ekin_core::domain::kind::choices::OUTING_STATUS, &line.status);
    let more = match (line.plan.conflict, line.plan.pending) {
        (true, _) => out.text(&msg::doc_two_values()),
        (false, true) => out.text(&msg::doc_pending()),
        (false, false) => String::new(),
    };
    joined(&[
        short_id(line.plan.object),
        line.plan.title.clone(),
        start,
        out.text(&status),
        more,
    ])
}

fn list(session: &Session, out: &mut Output) -> Result<(), Failure> {
    let device = session.look()?;
    let (outings, past) = (device.outings()?, device.past_outings()?);
    if outings.is_empty() {
        out.say(&msg::outing_empty());
    }
    for line in &outings {
        let row = row(out, line);
        out.line(&row);
    }
    if !past.is_empty() {
        out.say(&msg::outing_past_title());
        past.iter().for_each(|one| out.say(&says::trip::past(one)));
    }
    out.answer(&json::Outings::of(&outings, &past))
}

fn show(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let device = session.look()?;
    let space = named(&device, matches)?;
    let shown = device.outing(space, args::text(matches, "outing"))?;
    let devices = device.devices(space)?;
    let names = device.people()?;
    let name = |person| names.get(&person).cloned();
    let reader = says::document::Reader {
        zone: NewTerritory::DEFAULT_ZONE,
        name: &name,
    };
    let heading = row(out, &shown.line);
    out.line(&heading);
    let ready = says::trip::ready(&shown.ready);
    if !ready.is_empty() {
        out.say(&msg::ready_title());
        ready.iter().for_each(|line| out.say(line));
    }
    for leaf in shown.plan.contents.leaves() {
        out.say(&says::document::shown(&leaf, reader));
    }
    super::doc::rivals(&shown.plan, &devices, reader, out);
    out.say(&msg::sight_title());
    says::trip::sight().iter().for_each(|line| out.say(line));
    if let Some((day, time)) = shown.line.kept_until {
        out.say(&msg::outing_kept_until(Value::Moment(day, time)));
    }
    out.answer(&json::Outing::of(&shown))
}

fn edit(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let device = session.open_known("outing edit")?;
    let space = named(&device, matches)?;
    let outing = args::text(matches, "outing");
    let (id, changed) = device.edit_outing(space, outing, &fields(matches), tongue(out))?;
    out.say(&msg::doc_edited(changed as u64));
    let shown = device.outing(space, Some(&id.to_string()))?;
    warn(out, &shown.line);
    out.answer(&json::DocumentId { id: id.to_string() })
}

fn invite(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let device = session.open_known("outing invite")?;
    let word = args::text(matches, "role").unwrap_or("volunteer");
    let role = Role::from_word(word).ok_or_else(|| Failure::value("--role", word))?;
    let space = named(&device, matches)?;
    let valid = args::count(matches, "days").unwrap_or(7) * DAY_MS;
    let link = device.invite_to_outing(space, args::text(matches, "outing"), role, valid)?;
    out.say(&msg::outing_invited());
    out.unbroken(&link);
    out.answer(&json::SpaceLink { link })
}

fn close(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let device = session.open_known("outing close")?;
    let space = named(&device, matches)?;
    let now = matches.get_flag("now");
    let closed = device.close_outing(space, args::text(matches, "outing"), now)?;
    out.say(&msg::outing_closed());
    out.say(&msg::outing_closed_kept(closed.kept as u64));
    if now {
        out.say(&msg::outing_closing_now());
    }
    if let Some((day, time)) = closed.until {
        out.say(&msg::outing_kept_until(Value::Moment(day, time)));
    }
    out.answer(&json::Closed {
        kept: closed.kept,
        now,
    })
}
