//! `incident add|list`: for the staff alone.

use clap::{ArgAction, ArgMatches, Command};
use ekin_core::app::device::Device;
use ekin_core::app::ids::SpaceId;
use ekin_core::app::incident::{IncidentShown, NewIncident, Reported};
use ekin_core::app::says;
use ekin_core::app::territory::NewTerritory;
use ekin_core::domain::kind::Instant;
use ekin_i18n::{Catalog, Value, msg};

use super::space::{named, which};
use crate::args;
use crate::failure::Failure;
use crate::json;
use crate::lines::{joined, short_id};
use crate::output::Output;
use crate::session::Session;

/// `ekin incident`
pub fn command(words: Catalog) -> Command {
    let of = |name, about| args::command(words, name, &about).arg(which(words));
    let text = |name, help: &ekin_i18n::Message| args::option(words, name, &msg::cli_value_words(), help);
    let add = of("add", msg::cli_incident_add())
        .arg(
            args::positional(words, "what", &msg::cli_value_words(), &msg::cli_incident_what())
                .required(true),
        )
        .arg(
            args::option(words, "who", &msg::cli_value_name(), &msg::cli_seat_person())
                .action(ArgAction::Append),
        )
        .arg(args::option(
            words,
            "when",
            &msg::cli_value_date(),
            &msg::cli_incident_when(),
        ))
        .arg(text("measures", &msg::cli_incident_measures()))
        .arg(text("place", &msg::cli_incident_place()));
    args::command(words, "incident", &msg::cli_incident())
        .subcommand_required(true)
        .subcommand(add)
        .subcommand(of("list", msg::cli_incident_list()))
}

/// Does it.
pub fn run(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    match matches.subcommand() {
        Some(("add", matches)) => add(session, matches, out),
        Some((_, matches)) => list(session, matches, out),
        None => Err(Failure::Missing("list")),
    }
}

/// The space that was named, if one was.
fn space(device: &Device, matches: &ArgMatches) -> Result<Option<SpaceId>, Failure> {
    match args::text(matches, "space") {
        Some(_) => Ok(Some(named(device, matches)?)),
        None => Ok(None),
    }
}

fn add(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let when = args::text(matches, "when");
    let when_ms = when
        .map(|text| {
            Instant::parse(text, NewTerritory::DEFAULT_ZONE)
                .map_err(|_| Failure::value_as("--when", text, msg::problem_form_moment(text)))
        })
        .transpose()?
        .map(|instant| instant.ms);
    let device = session.open_known("incident add")?;
    let text = |name| args::text(matches, name).map(ToOwned::to_owned);
    let people = matches.get_many::<String>("who").into_iter().flatten();
    let new = NewIncident {
        what: args::required(matches, "what")?.to_owned(),
        people: people.cloned().collect(),
        when_ms,
        measures: text("measures"),
        place: text("place"),
    };
    let reported = device.report_incident(space(&device, matches)?, &new)?;
    match reported {
        Reported::Sealed { .. } => {
            out.say(&msg::incident_sealed());
            out.say(&msg::state_on_this_device());
        }
        Reported::Kept => out.say(&msg::incident_kept()),
    }
    out.answer(&json::IncidentReported::of(&reported))
}

fn list(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let device = session.look()?;
    let all = device.incidents(space(&device, matches)?)?;
    if all.is_empty() {
        out.say(&msg::incident_none());
    }
    for one in &all {
        show(one, out);
    }
    let all: Vec<_> = all.iter().map(json::Incident::of).collect();
    out.answer(&all)
}

fn show(one: &IncidentShown, out: &mut Output) {
    let when = one.when.map(|(day, time)| out.value(&Value::Moment(day, time)));
    let heading = joined(&[
        one.object.map(short_id).unwrap_or_default(),
        when.unwrap_or_default(),
        match one.object {
            None => out.text(&msg::incident_is_kept()),
            Some(_) => String::new(),
        },
    ]);
    out.line(&heading);
    out.hanging(&one.what, 2);
    let people = one.people.iter();
    let people: Vec<Value> = people
        .map(|(person, name)| says::moment::name(person, name.as_deref()).into())
        .collect();
    if !people.is_empty() {
        out.say(&msg::incident_people(people));
    }
    if let Some(place) = &one.place {
        out.say(&msg::incident_place(place.as_str()));
    }
    if let Some(measures) = &one.measures {
        out.say(&msg::incident_measures(measures.as_str()));
    }
}
