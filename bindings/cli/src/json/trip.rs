//! Outings: the plan, who goes along, what must be signed, what is packed, groups that change hands, what a house keeps.

use std::collections::BTreeMap;

use ekin_core::app::outing::authorise::{self, AuthorisationsShown};
use ekin_core::app::outing::close::PastOuting;
use ekin_core::app::outing::handover::HandoverShown;
use ekin_core::app::outing::lines;
use ekin_core::app::outing::packing;
use ekin_core::app::outing::roster::RosterShown;
use ekin_core::app::outing::trip::OutingShown;
use ekin_core::domain::fact::check::word;
use ekin_core::domain::kind::Contents;
use ekin_core::domain::outing::authorisation::{Decides, State};
use ekin_core::domain::outing::handover;
use ekin_core::domain::outing::sight::{Part, sees};
use serde::Serialize;

/// `outing new`
#[derive(Serialize)]
pub struct NewOuting {
    /// Its space.
    pub space: String,
    /// Its plan.
    pub id: String,
}

/// `outing close`
#[derive(Serialize)]
pub struct Closed {
    /// Persons of whom the house keeps whether they came along.
    pub kept: usize,
    /// Whether its space goes now.
    pub now: bool,
}

/// `outing list`
#[derive(Serialize)]
pub struct Outings {
    outings: Vec<OutingLine>,
    past: Vec<Past>,
}

/// An outing in a list.
#[derive(Serialize)]
pub struct OutingLine {
    space: String,
    id: String,
    title: String,
    status: String,
    conflict: bool,
    on_this_device: bool,
}

#[derive(Serialize)]
struct Past {
    space: String,
    outing: String,
    title: String,
    /// Persons: `present`, `excused`, `absent`, or none where there was no place.
    people: BTreeMap<String, Option<&'static str>>,
}

impl Outings {
    /// Of what the core says.
    pub fn of(outings: &[lines::OutingLine], past: &[PastOuting]) -> Self {
        Self {
            outings: outings.iter().map(OutingLine::of).collect(),
            past: past
                .iter()
                .map(|one| Past {
                    space: one.space.to_string(),
                    outing: one.plan.to_string(),
                    title: one.title.clone(),
                    people: one
                        .people
                        .iter()
                        .map(|(person, seen)| (person.to_string(), seen.map(word)))
                        .collect(),
                })
                .collect(),
        }
    }
}

impl OutingLine {
    /// Of what the core says.
    pub fn of(one: &lines::OutingLine) -> Self {
        Self {
            space: one.space.to_string(),
            id: one.plan.object.to_string(),
            title: one.plan.title.clone(),
            status: one.status.clone(),
            conflict: one.plan.conflict,
            on_this_device: one.plan.pending,
        }
    }
}

/// `outing show`
#[derive(Serialize)]
pub struct Outing<'a> {
    #[serde(flatten)]
    line: OutingLine,
    role: Option<&'static str>,
    ready: Ready,
    /// What this device's role sees.
    sees: Vec<&'static str>,
    contents: &'a Contents,
}

#[derive(Serialize)]
struct Ready {
    carers: Option<usize>,
    carers_needed: Option<usize>,
    authorised: Option<usize>,
    to_authorise: Option<usize>,
    packed: usize,
    to_pack: usize,
    places_taken: Option<u32>,
    places_in_vehicles: Option<u32>,
}

impl<'a> Outing<'a> {
    /// Of what the core says.
    pub fn of(shown: &'a OutingShown) -> Self {
        let ready = &shown.ready;
        let role = shown.role;
        Self {
            line: OutingLine::of(&shown.line),
            role: role.map(|role| role.word()),
            ready: Ready {
                carers: ready.carers.map(|(_, there)| there),
                carers_needed: ready.carers.map(|(needed, _)| needed),
                authorised: ready.authorised.map(|(green, _)| green),
                to_authorise: ready.authorised.map(|(_, all)| all),
                packed: ready.packed.0,
                to_pack: ready.packed.1,
                places_taken: ready.vehicles.map(|(taken, _)| taken.people()),
                places_in_vehicles: ready.vehicles.map(|(_, there)| there.people()),
            },
            sees: Part::ALL
                .into_iter()
                .filter(|part| role.is_some_and(|role| sees(role, *part)))
                .map(Part::word)
                .collect(),
            contents: &shown.plan.contents,
        }
    }
}

/// `outing roster`
#[derive(Serialize)]
pub struct Roster<'a> {
    outing: String,
    people: Vec<Expected<'a>>,
}

#[derive(Serialize)]
struct Expected<'a> {
    person: String,
    name: Option<String>,
    group: Option<&'a str>,
    /// What needs no reason to be seen; none without a profile in the outing's space.
    profile: Option<&'a Contents>,
}

impl<'a> Roster<'a> {
    /// Of what the core says.
    pub fn of(shown: &'a RosterShown) -> Self {
        let people = shown.people.iter().map(|one| Expected {
            person: one.person.to_string(),
            name: shown.names.get(&one.person).cloned(),
            group: Some(one.group.as_str()).filter(|group| !group.is_empty()),
            profile: one.profile.as_ref(),
        });
        Self {
            outing: shown.plan.to_string(),
            people: people.collect(),
        }
    }
}

/// A line of `outing packing`.
#[derive(Serialize)]
pub struct Thing {
    row: String,
    name: BTreeMap<String, String>,
    pictogram: Option<String>,
    count: u64,
    packed_for: String,
    packed: bool,
}

impl Thing {
    /// Of what the core says.
    pub fn of(thing: &packing::Thing) -> Self {
        let texts = thing.name.iter();
        Self {
            row: thing.row.clone(),
            name: texts
                .map(|text| (text.language.as_str().to_owned(), text.text.to_owned()))
                .collect(),
            pictogram: thing.pictogram.clone(),
            count: thing.count,
            packed_for: thing.packed_for.clone(),
            packed: thing.packed,
        }
    }
}

/// `outing authorise`
#[derive(Serialize)]
pub struct Authorisations {
    outing: String,
    green: usize,
    people: usize,
    lines: Vec<Authorisation>,
}

#[derive(Serialize)]
struct Authorisation {
    person: String,
    name: Option<String>,
    what: String,
    decides: &'static str,
    state: &'static str,
    green: bool,
    days_left: Option<i64>,
}

impl Authorisations {
    /// Of what the core says.
    pub fn of(shown: &AuthorisationsShown) -> Self {
        let line = |line: &authorise::Line| Authorisation {
            person: line.person.to_string(),
            name: shown.names.get(&line.person).cloned(),
            what: line.what.clone(),
            decides: decides(line.decides),
            state: state(line.state),
            green: line.state.is_green(),
            days_left: match line.state {
                State::Open { days } => Some(days),
                _ => None,
            },
        };
        Self {
            outing: shown.plan.to_string(),
            green: shown.green.0,
            people: shown.green.1,
            lines: shown.lines.iter().map(line).collect(),
        }
    }
}

fn decides(given: Decides) -> &'static str {
    match given {
        Decides::Alone => "alone",
        Decides::Parents => "parents",
        Decides::Service => "service",
        Decides::Guardian => "guardian",
        Decides::Curator => "curator",
        Decides::Supports => "supports",
        Decides::Unknown => "unknown",
    }
}

fn state(given: State) -> &'static str {
    match given {
        State::NotNeeded => "not_needed",
        State::Signed => "signed",
        State::Open { .. } => "open",
        State::Late => "late",
        State::Ended => "ended",
        State::Refused => "refused",
    }
}

/// A line of `check handovers`.
#[derive(Serialize)]
pub struct Handover {
    id: String,
    leg: Option<String>,
    group: Option<String>,
    people: Vec<String>,
    from: u32,
    to: u32,
    with: Option<String>,
    state: &'static str,
    on_this_device: bool,
    note: Option<String>,
}

impl Handover {
    /// Of what the core says.
    pub fn of(one: &HandoverShown) -> Self {
        Self {
            id: one.object.to_string(),
            leg: one.leg.clone(),
            group: one.group.clone(),
            people: one.people.iter().map(ToString::to_string).collect(),
            from: one.by,
            to: one.to,
            with: one.with.map(|with| with.to_string()),
            state: match one.state {
                handover::State::Offered => "offered",
                handover::State::Signed => "signed",
                handover::State::Changed => "changed",
                handover::State::Refused => "refused",
            },
            on_this_device: one.pending,
            note: one.note.clone(),
        }
    }
}
