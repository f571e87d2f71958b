//! How those who have a place travel: vehicles, those of other houses too, and stops. The rules are those of
//! [`crate::domain::seats`]; here they meet the plan.

use std::collections::BTreeMap;

use ekin_i18n::{Date, Time};

use super::handover::row;
use super::seats::{ClaimShown, line};
use crate::app::error::AppError;
use crate::app::query::moment;
use crate::domain::fact::value::Line;
use crate::domain::kind::{Contents, View};
use crate::domain::seats::{self, Load, Party, Places, Standing};
use crate::storage::Space;

/// A vehicle, and who travels in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VehicleShown {
    /// Its row of the plan.
    pub row: String,
    /// What it is called; empty where it has no name.
    pub name: String,
    /// The house whose it is, where that is another one.
    pub house: Option<String>,
    /// How full it is.
    pub load: Load,
}

/// A stop of the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PickUp {
    /// Where.
    pub place: String,
    /// When.
    pub at: Option<(Date, Time)>,
}

/// A stop: a row of the plan, or in words where the plan has no stops.
pub(super) fn stop_of(contents: &Contents, stop: &str) -> Result<Line, AppError> {
    match contents.view().rows("pick_ups").is_empty() {
        true => line(stop),
        false => line(&row(contents, "pick_ups", stop)?),
    }
}

/// A claim for the rules.
pub(super) fn party(line: &ClaimShown) -> Party {
    Party {
        object: line.object,
        held: matches!(line.standing, Standing::Held { .. }),
        demand: line.demand,
        people: line.people.clone(),
        vehicle: line.vehicle.clone(),
        buddy: line.buddy,
    }
}

/// The vehicles of a plan, each with how full it is.
pub(super) fn vehicles(contents: &Contents, parties: &[Party]) -> Vec<VehicleShown> {
    let view = contents.view();
    let rows = view.rows("vehicles");
    let count = |n: Option<i64>| n.and_then(|n| u32::try_from(n).ok());
    let there = |row: &View<'_>| {
        count(row.int("seats")).map(|seats| Places {
            wheelchair: count(row.int("wheelchair")).unwrap_or(0),
            ..Places::seats(seats)
        })
    };
    let there = rows
        .iter()
        .map(|row| (row.name().to_owned(), there(row)))
        .collect();
    let loads = seats::loads(&there, parties);
    let shown = |(name, load): (String, Load)| {
        let row = rows.iter().find(|row| row.name() == name);
        let text = |key| row.and_then(|row| row.text(key)).map(ToOwned::to_owned);
        VehicleShown {
            name: text("name").unwrap_or_default(),
            house: text("house"),
            row: name,
            load,
        }
    };
    loads.into_iter().map(shown).collect()
}

/// The stops of a plan.
pub(super) fn pick_ups(space: &Space, contents: &Contents) -> BTreeMap<String, PickUp> {
    let view = contents.view();
    let stop = |row: &View<'_>| {
        let stop = PickUp {
            place: row.text("place")?.to_owned(),
            at: row.int("at").and_then(|ms| moment(ms, space.zone)),
        };
        Some((row.name().to_owned(), stop))
    };
    view.rows("pick_ups").iter().filter_map(stop).collect()
}
