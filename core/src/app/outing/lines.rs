//! An outing as lists show it: the same line for a screen and for a terminal.

use ekin_i18n::{Date, Time};
use ekin_protocol::id::SpaceId;
use ekin_protocol::membership::SpaceKind;

use super::heads::roster;
use crate::app::device::Device;
use crate::app::document::{DocumentLine, Kind, Shown, every, shown};
use crate::app::error::AppError;
use crate::app::query::{day_at, moment};
use crate::domain::kind::{View, outing};
use crate::domain::text::Texts;
use crate::storage::Space;

/// How long after its end an outing is not over yet, in ms: people come home late.
const LATE_MS: i64 = 12 * 3_600_000;

/// An outing in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutingLine {
    /// Where it is.
    pub space: SpaceId,
    /// What people call the space.
    pub name: String,
    /// The plan's line.
    pub plan: DocumentLine,
    /// Titles.
    pub title: Texts,
    /// Where it goes; empty where nobody said.
    pub place: String,
    /// When it begins, ms since 1970; none in a plan that has no hour yet.
    pub start_ms: Option<i64>,
    /// The same in the space's zone.
    pub start: Option<(Date, Time)>,
    /// When it ends.
    pub end: Option<(Date, Time)>,
    /// How far it has come: a word of the plan.
    pub status: String,
    /// Whether it is under way or takes place today.
    pub today: bool,
    /// Whether it was closed, or ended a while ago.
    pub over: bool,
    /// From when on, ms since 1970; from ever where it was closed, none where no hour is known.
    pub over_ms: Option<i64>,
    /// When its space may go; none where the plan is not in a space of its own, or has no hour.
    pub kept_until: Option<(Date, Time)>,
    /// Moments at which heads are counted, in their order.
    pub legs: Vec<LegLine>,
    /// Persons who are expected.
    pub expected: usize,
}

/// A moment at which heads are counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LegLine {
    /// Row of the plan's legs.
    pub row: String,
    /// What it is, a word of the plan's choice `leg`.
    pub what: String,
    /// When.
    pub at: Option<(Date, Time)>,
    /// The same, ms since 1970.
    pub at_ms: Option<i64>,
}

impl Device {
    /// The outings of this device, of all its spaces, by the hour at which they begin; those that are over too.
    ///
    /// # Errors
    /// Those of the store.
    pub fn outings(&self) -> Result<Vec<OutingLine>, AppError> {
        self.store().read(|read| {
            let mut all = Vec::new();
            for space in read.private_spaces()? {
                for row in every(read, &space, Some(Kind::Outing))? {
                    all.push(line(&space, &shown(read, &space, &row)?, read.now_ms));
                }
            }
            all.sort_by_key(|line| (line.start_ms.unwrap_or(i64::MAX), line.plan.object));
            Ok(all)
        })
    }
}

pub(in crate::app) fn line(space: &Space, plan: &Shown, now_ms: i64) -> OutingLine {
    let view = plan.contents.view();
    let start_ms = view.int("start");
    let end_ms = view.int("end").max(start_ms);
    let at = |ms: Option<i64>| ms.and_then(|ms| moment(ms, space.zone));
    let day = |ms| day_at(ms, space.zone);
    let status = view.text("outing_status").unwrap_or_default();
    let under_way = start_ms
        .zip(end_ms)
        .is_some_and(|(start, end)| start <= now_ms && now_ms <= end);
    let over_ms = match status {
        "closed" => Some(i64::MIN),
        _ => end_ms.map(|end| end.saturating_add(LATE_MS)),
    };
    OutingLine {
        space: space.id,
        name: space.name.clone(),
        plan: plan.line.clone(),
        title: view.texts("title"),
        place: view.text("place").unwrap_or_default().to_owned(),
        start_ms,
        start: at(start_ms),
        end: at(view.int("end")),
        status: status.to_owned(),
        today: under_way || start_ms.is_some_and(|start| day(start) == day(now_ms)),
        over: over_ms.is_some_and(|over| over < now_ms),
        over_ms,
        kept_until: at(outing::erased_at(&view)).filter(|_| space.kind == SpaceKind::Outing),
        legs: legs(&view, space),
        expected: roster(&plan.contents).len(),
    }
}

/// Moments in the order of their hours, those without one last, by name.
fn legs(view: &View<'_>, space: &Space) -> Vec<LegLine> {
    let leg = |row: View<'_>| {
        let at_ms = row.int("at");
        LegLine {
            row: row.name().to_owned(),
            what: row.text("what").unwrap_or_default().to_owned(),
            at: at_ms.and_then(|ms| moment(ms, space.zone)),
            at_ms,
        }
    };
    let mut legs: Vec<LegLine> = view.rows("legs").into_iter().map(leg).collect();
    legs.sort_by(|one, other| {
        let hour = |leg: &LegLine| leg.at_ms.unwrap_or(i64::MAX);
        (hour(one), &one.row).cmp(&(hour(other), &other.row))
    });
    legs
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::app::house::House;
    use crate::domain::language::LanguageTag;

    /// The plan of an outing, with these fields.
    pub fn plan(house: &House, fields: &[&str]) {
        let fields: Vec<String> = fields.iter().map(|field| (*field).to_owned()).collect();
        let device = &house.owner.device;
        device
            .new_document(house.space, Kind::Outing, &fields, LanguageTag::FR)
            .unwrap();
    }

    #[test]
    fn outings_come_by_their_hour_and_say_whether_they_are_over() {
        let house = House::new();
        plan(&house, &["title=Later", "start=2026-12-05T14:00"]);
        plan(
            &house,
            &["title=Over", "start=2026-11-20T14:00", "end=2026-11-20T16:00"],
        );
        plan(
            &house,
            &["title=Closed", "start=2026-11-27T09:00", "outing_status=closed"],
        );
        plan(
            &house,
            &[
                "title=Today",
                "start=2026-11-27T14:00",
                "end=2026-11-27T17:00",
                "legs.z.what=departure",
                "legs.z.at=2026-11-27T14:00",
                "legs.a.what=return",
                "legs.a.at=2026-11-27T16:30",
                "legs.b.what=home",
            ],
        );
        let lines = house.owner.device.outings().unwrap();
        let titles: Vec<_> = lines
            .iter()
            .map(|line| (line.plan.title.as_str(), line.over))
            .collect();
        assert_eq!(
            titles,
            [
                ("Over", true),
                ("Closed", true),
                ("Today", false),
                ("Later", false)
            ]
        );
        let lines: Vec<_> = lines.into_iter().filter(|line| !line.over).collect();
        assert_eq!((lines[0].today, lines[1].today), (true, false));
        let legs: Vec<_> = lines[0].legs.iter().map(|leg| leg.row.as_str()).collect();
        assert_eq!(legs, ["z", "a", "b"]);
    }
}
