//! Words about preparing an outing and ending it: how far it is, who may see what, what must be signed, what is packed, which
//! group changes hands. What lacks is said; what to do about it too.

use ekin_i18n::{Message, Value, msg};
use ekin_protocol::membership::Role;

use super::document;
use super::error::Said;
use super::listing::role;
use super::outing::{device, list, name};
use crate::app::outing::authorise::Line;
use crate::app::outing::close::PastOuting;
use crate::app::outing::error::OutingError;
use crate::app::outing::handover::HandoverShown;
use crate::app::outing::people::Names;
use crate::app::outing::trip::Ready;
use crate::app::space::called::Devices;
use crate::domain::heads::Seen;
use crate::domain::kind::choices;
use crate::domain::outing::authorisation::{Decides, State};
use crate::domain::outing::handover;
use crate::domain::outing::sight::{Part, sees};

/// Roles of whom it is said what they may see.
const ROLES: [Role; 3] = [Role::Educator, Role::Volunteer, Role::Resident];

/// How far an outing is prepared, what is still to do first.
pub fn ready(ready: &Ready) -> Vec<Message> {
    ready_lines(ready).into_iter().map(|(_, line)| line).collect()
}

/// The same, each with whether it is done.
pub fn ready_lines(ready: &Ready) -> Vec<(bool, Message)> {
    let state = |done: bool| {
        if done {
            msg::ready_done()
        } else {
            msg::ready_to_do()
        }
    };
    let mut lines = Vec::new();
    if let Some((needed @ 1.., there)) = ready.carers {
        let done = there >= needed;
        lines.push((done, msg::ready_carers(there as u64, needed as u64, state(done))));
    }
    if let Some((green, all @ 1..)) = ready.authorised {
        let done = green == all;
        lines.push((done, msg::ready_authorised(green as u64, all as u64, state(done))));
    }
    if let (packed, all @ 1..) = ready.packed {
        let done = packed == all;
        lines.push((done, msg::ready_packed(packed as u64, all as u64, state(done))));
    }
    if let Some((taken, there)) = ready.vehicles {
        let done = taken.less(there).is_none();
        let line = msg::ready_vehicles(u64::from(there.people()), u64::from(taken.people()), state(done));
        lines.push((done, line));
    }
    lines.sort_by_key(|(done, _)| *done);
    lines
}

/// Who may see what of an outing.
pub fn sight() -> Vec<Message> {
    let line = |of: Role| {
        let parts = Part::ALL.into_iter().filter(|part| sees(of, *part)).map(part);
        msg::document_shown(role(of), parts.map(Value::from).collect::<Vec<_>>())
    };
    ROLES.into_iter().map(line).collect()
}

fn part(given: Part) -> Message {
    match given {
        Part::Plan => msg::sight_plan(),
        Part::People => msg::sight_people(),
        Part::Card => msg::sight_card(),
        Part::Authorisations => msg::sight_authorisations(),
    }
}

/// One thing that must be signed for one person: how it stands, and whom to ask.
pub fn authorisation(line: &Line, names: &Names) -> Vec<Message> {
    let due = line
        .due
        .map_or_else(|| Value::from(""), |(day, time)| Value::Moment(day, time));
    let state = match line.state {
        State::NotNeeded => msg::authorise_not_needed(),
        State::Signed => msg::authorise_signed(),
        State::Open { days } => msg::authorise_open(due, u64::try_from(days).unwrap_or(0)),
        State::Late => msg::authorise_late(due),
        State::Ended => msg::authorise_ended(),
        State::Refused => msg::authorise_refused(),
    };
    let what = document::word(choices::AUTHORISATION, &line.what);
    let mut lines = vec![msg::authorise_line(name(names, &line.person), what, state)];
    let ask = match line.decides {
        Decides::Alone => None,
        Decides::Parents => Some(msg::authorise_ask_parents()),
        Decides::Service => Some(msg::authorise_ask_service()),
        Decides::Guardian => Some(msg::authorise_ask_guardian()),
        Decides::Curator => Some(msg::authorise_ask_curator()),
        Decides::Supports => Some(msg::authorise_ask_supports()),
        Decides::Unknown => Some(msg::authorise_ask_house()),
    };
    let lacks = matches!(line.state, State::Open { .. } | State::Late | State::Ended);
    lines.extend(ask.filter(|_| lacks));
    lines
}

/// A group that changes hands, and how far that has come.
pub fn handover(given: &HandoverShown, names: &Names, devices: &Devices) -> Message {
    let who = match &given.group {
        Some(group) => vec![Value::from(group.as_str())],
        None => list(names, &given.people),
    };
    let (from, to) = (
        device(devices.name(given.by), given.by),
        device(devices.name(given.to), given.to),
    );
    match given.state {
        handover::State::Offered => msg::handover_offered(who, from, to),
        handover::State::Signed => msg::handover_signed(who, from, to),
        handover::State::Changed => msg::handover_changed(who, from, to),
        handover::State::Refused => msg::handover_refused(who, from, to),
    }
}

/// What a house keeps of an outing that is over.
pub fn past(outing: &PastOuting) -> Message {
    let count = |wanted| outing.people.values().filter(|seen| **seen == wanted).count() as u64;
    let start = outing.start;
    msg::outing_past(
        outing.title.as_str(),
        start.map_or_else(|| Value::from(""), |(day, _)| Value::Day(day)),
        count(Some(Seen::Present)),
        count(Some(Seen::Excused)),
        count(Some(Seen::Absent)),
        count(None),
    )
}

/// What a command about an outing failed with.
pub fn error(error: &OutingError) -> Said {
    match error {
        OutingError::NoRow { table, given, names } => Said::new(
            "no-row",
            match names.as_slice() {
                [] => msg::outing_no_row_yet(given, example(table)),
                names => msg::outing_no_row(given, names.join(", ")),
            },
        ),
        OutingError::Nobody => Said::new("nobody", msg::handover_nobody()),
        OutingError::NotTo { ord } => Said::new("not-to", msg::handover_not_to(ord.to_string())),
        OutingError::NothingHanded => Said::new("nothing-handed", msg::handover_nothing()),
        OutingError::SeveralHanded => Said::new("several-handed", msg::handover_several()),
        OutingError::OthersHandover => Said::new("others-handover", msg::handover_others()),
        OutingError::NoProfile { name } => Said::new("no-profile", msg::roster_no_profile(name)),
        OutingError::NotExpected { name } => Said::new("not-expected", msg::roster_not_expected(name)),
        OutingError::Withdrawn { party } => Said::new("claim-withdrawn", msg::seats_error_withdrawn(party)),
        OutingError::AskedTwice { name, party } => {
            Said::new("asked-twice", msg::seats_error_twice(name, party))
        }
        OutingError::NoHouse => Said::new("no-house", msg::outing_no_house()),
        OutingError::NotAnOuting => Said::new("not-an-outing", msg::outing_not_own_space()),
    }
}

/// What to type for a first row of a table of the plan.
fn example(table: &str) -> String {
    match table {
        "groups" => "groups.a.name=Bleu".to_owned(),
        "pick_ups" => "pick_ups.a.place=Mairie".to_owned(),
        "vehicles" => "vehicles.a.what=minibus vehicles.a.seats=8".to_owned(),
        table => format!("{table}.a.name=…"),
    }
}
