//! An outing's plan: when and where, who leads, how heads are counted, what to take along, what must be signed before.
//! Seats are records (protocol 12); here stands how many are wanted. Persons are ids: who they are is in their profiles.

use std::collections::BTreeSet;

use super::check::{Found, below};
use super::choices;
use super::problem::Problem;
use super::schema::{FieldSpec, Given, Keys, Scalar, list, map, one, shared, table, texts};
use super::view::View;
use crate::domain::field;
use crate::domain::person::PersonId;
use crate::domain::text::limit;

/// Days after its end for which an outing's space is kept, unless the plan says otherwise (design 2).
pub const KEEP_DAYS: i64 = 14;
/// Most places of one sort.
const MAX_PLACES: i64 = 1_000;

/// How somebody types that a person of the roster is in no group: an empty value takes the person from it.
pub const NO_GROUP: &str = "-";

const PLACES: Scalar = Scalar::Number {
    min: 0,
    max: MAX_PLACES,
};

/// Moments at which heads are counted.
pub const LEGS: &[FieldSpec] = &[
    one("what", Scalar::Choice(choices::LEG)).required(),
    one("at", Scalar::Instant),
    one("place", Scalar::Line(limit::LINE)),
    one("note", Scalar::Line(limit::LINE)),
];

/// Where people are picked up.
pub const PICK_UPS: &[FieldSpec] = &[
    one("place", Scalar::Line(limit::LINE)).required(),
    one("at", Scalar::Instant),
    one("lat", Scalar::Latitude),
    one("lon", Scalar::Longitude),
    one("phone", Scalar::Phone),
];

/// What people travel in.
pub const VEHICLES: &[FieldSpec] = &[
    one("what", Scalar::Choice(choices::TRANSPORT)).required(),
    one("name", Scalar::Line(limit::TAG)),
    one("seats", PLACES),
    one("wheelchair", PLACES),
    one("driver", Scalar::Person),
    // A car that two houses share: the other house's name.
    one("house", Scalar::Line(limit::LINE)),
];

/// Groups, each with who leads it.
pub const GROUPS: &[FieldSpec] = &[
    one("name", Scalar::Line(limit::TAG)).required(),
    one("leader", Scalar::Person),
    one("deputy", Scalar::Person),
];

/// What to take along.
pub const PACKING: &[FieldSpec] = &[
    texts("name", Scalar::Line(limit::TAG)).required(),
    one("pictogram", Scalar::Pictogram),
    one("count", Scalar::Number { min: 1, max: 500 }).or(Given::Int(1)),
    one("packed_for", Scalar::Choice(choices::PACKED_FOR)).or(Given::Word("each")),
    one("packed", Scalar::YesNo).or(Given::YesNo(false)),
];

/// What must be signed, and until when.
pub const AUTHORISATIONS: &[FieldSpec] = &[
    one("what", Scalar::Choice(choices::AUTHORISATION)).required(),
    one("due", Scalar::Instant).required(),
];

/// The fields.
pub const FIELDS: &[FieldSpec] = &[
    texts("title", Scalar::Line(limit::TITLE)).required(),
    texts("summary", Scalar::Prose(limit::SUMMARY)),
    // Simple words; the FALC mark only once people concerned have read it again (UNE 153101, Inclusion Europe).
    texts("easy", Scalar::Prose(limit::NOTE)),
    one("easy_read_on", Scalar::Day),
    one("outing_type", Scalar::Choice(choices::OUTING_TYPE)),
    one("outing_status", Scalar::Choice(choices::OUTING_STATUS)).or(Given::Word("planned")),
    one("start", Scalar::Instant).required(),
    one("end", Scalar::Instant),
    one("place", Scalar::Line(limit::LINE)),
    one("address", Scalar::Line(limit::LINE)),
    one("town", Scalar::Line(limit::LINE)),
    // Countries that it touches: their emergency numbers are shown.
    list("countries", Scalar::Country),
    one("place_lat", Scalar::Latitude),
    one("place_lon", Scalar::Longitude),
    one("meeting", Scalar::Line(limit::LINE)),
    one("meeting_lat", Scalar::Latitude),
    one("meeting_lon", Scalar::Longitude),
    map("accessibility", Keys::Words(choices::ACCESS), Scalar::YesNo),
    table("legs", LEGS),
    one("transport", Scalar::Choice(choices::TRANSPORT)),
    table("vehicles", VEHICLES),
    table("pick_ups", PICK_UPS),
    one("seats", PLACES),
    one("wheelchair", PLACES),
    one("companions", PLACES),
    // A later, smaller party may pass a waiting larger one (protocol 12).
    one("fill", Scalar::YesNo).or(Given::YesNo(false)),
    // So many persons to one carer.
    one("ratio", Scalar::Number { min: 1, max: 50 }),
    list("leaders", Scalar::Person),
    table("groups", GROUPS),
    // Who is expected, each with the group, or with none: `-` where it is typed.
    map("roster", Keys::Person, Scalar::Line(12)),
    one("volunteers_until", Scalar::Instant),
    // The device, by its place in the membership log, that writes accepting decisions (protocol 12).
    one(
        "desk",
        Scalar::Number {
            min: 0,
            max: u32::MAX as i64,
        },
    ),
    table("packing", PACKING),
    table("authorisations", AUTHORISATIONS),
    one("answer_by", Scalar::Instant),
    one("price", Scalar::Cents),
    one("emergency_phone", Scalar::Phone),
    texts("plan_b", Scalar::Prose(limit::NOTE)),
    shared("notes"),
    one("photo", Scalar::Picture),
    one("listing", Scalar::Object),
    one("keep", Scalar::Days(365)).or(Given::Int(KEEP_DAYS)),
];

/// Rules between fields.
pub(super) fn rules(plan: &View<'_>, found: &mut Found) {
    found.not_before("", plan, "end", "start");
    found.not_after("", plan, "answer_by", "start");
    let last = if plan.raw("end").is_some() { "end" } else { "start" };
    found.not_before("", plan, "volunteers_until", last);
    let start = plan.int("start");
    for row in plan.rows("authorisations") {
        if let (Some(due), Some(start)) = (row.int("due"), start)
            && due > start
        {
            found.push(
                below("authorisations", &row, "due"),
                Problem::After { other: "start" },
            );
        }
    }
    let end = plan.int("end");
    for row in plan.rows("legs") {
        let at = row.int("at");
        // People are picked up, and come home, on the way: only the moments between are the outing's own.
        let inside = !matches!(
            row.text("what"),
            Some("departure" | "pick_up" | "return" | "home")
        );
        if inside && at.is_some_and(|at| start.is_some_and(|start| at < start)) {
            found.push(below("legs", &row, "at"), Problem::Before { other: "start" });
        }
        if inside && at.is_some_and(|at| end.is_some_and(|end| at > end)) {
            found.push(below("legs", &row, "at"), Problem::After { other: "end" });
        }
    }
    for row in plan.rows("groups") {
        if row.person("leader").is_some() && row.person("leader") == row.person("deputy") {
            found.push(below("groups", &row, "deputy"), Problem::Same { other: "leader" });
        }
    }
    let groups = plan.rows("groups");
    for (person, group) in plan.entries("roster") {
        if let super::Plain::Str(group) = group
            && !matches!(group.as_str(), "" | NO_GROUP)
            && !groups.iter().any(|row| row.name() == group)
        {
            let row = field::cut(group);
            found.push(
                format!("roster.{person}"),
                Problem::NoRow { table: "groups", row },
            );
        }
    }
}

/// Who cares for the others: those who lead the outing, and those who lead its groups.
pub fn carers(plan: &View<'_>) -> BTreeSet<PersonId> {
    let groups = plan.rows("groups");
    let of_groups = groups
        .iter()
        .flat_map(|row| [row.person("leader"), row.person("deputy")])
        .flatten();
    plan.people("leaders").into_iter().chain(of_groups).collect()
}

/// Carers that `people` persons need at `ratio` persons to one: none for nobody, and one for any rest.
pub fn carers_needed(people: usize, ratio: i64) -> usize {
    people.div_ceil(usize::try_from(ratio.max(1)).unwrap_or(1))
}

/// Ms UTC from which on the outing's space may go: its end, or its start, and the days that it is kept.
pub fn erased_at(plan: &View<'_>) -> Option<i64> {
    let last = plan.int("end").max(plan.int("start"))?;
    Some(last + plan.int("keep")? * 86_400_000)
}
