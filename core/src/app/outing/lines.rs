//! The outings of this device, as a screen lists them.

use ekin_i18n::{Date, Time};
use ekin_protocol::id::{ObjectId, SpaceId};

use super::heads::roster;
use crate::app::device::Device;
use crate::app::document::{Kind, contents, every};
use crate::app::error::AppError;
use crate::app::query::{day_at, moment};
use crate::domain::kind::{Contents, View};
use crate::domain::text::Texts;
use crate::storage::{Read, Space};

/// How long after its end an outing is still listed, in ms: people come home late.
const LATE_MS: i64 = 12 * 3_600_000;

/// An outing in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutingLine {
    /// Its space.
    pub space: SpaceId,
    /// What people call the space.
    pub house: String,
    /// Its plan.
    pub plan: ObjectId,
    /// Titles.
    pub title: Texts,
    /// Where it goes.
    pub place: String,
    /// When it begins, ms since 1970.
    pub start_ms: i64,
    /// The same in the space's zone.
    pub start: Option<(Date, Time)>,
    /// When it ends.
    pub end: Option<(Date, Time)>,
    /// Whether it is under way or takes place today.
    pub today: bool,
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
}

impl Device {
    /// Outings that are not over, in all private spaces, the nearest first.
    ///
    /// # Errors
    /// Those of the store.
    pub fn outing_lines(&self) -> Result<Vec<OutingLine>, AppError> {
        self.store().read(|read| {
            let mut lines = Vec::new();
            for space in read.private_spaces()? {
                of_space(read, &space, &mut lines)?;
            }
            lines.sort_by_key(|line| (line.start_ms, line.plan));
            Ok(lines)
        })
    }
}

fn of_space(read: &Read<'_>, space: &Space, lines: &mut Vec<OutingLine>) -> Result<(), AppError> {
    for row in every(read, space, Some(Kind::Outing))? {
        let plan = contents(read, space, &row)?;
        lines.extend(line(space, row.object, &plan, read.now_ms));
    }
    Ok(())
}

fn line(space: &Space, plan: ObjectId, contents: &Contents, now_ms: i64) -> Option<OutingLine> {
    let view = contents.view();
    let start_ms = view.int("start")?;
    let end_ms = view.int("end").unwrap_or(start_ms).max(start_ms);
    if end_ms.saturating_add(LATE_MS) < now_ms || view.text("outing_status") == Some("closed") {
        return None;
    }
    let at = |ms| moment(ms, space.zone);
    let day = |ms| day_at(ms, space.zone);
    Some(OutingLine {
        space: space.id,
        house: space.name.clone(),
        plan,
        title: view.texts("title"),
        place: view.text("place").unwrap_or_default().to_owned(),
        start_ms,
        start: at(start_ms),
        end: view.int("end").and_then(at),
        today: day(start_ms) == day(now_ms) || (start_ms <= now_ms && now_ms <= end_ms),
        legs: legs(&view, space),
        expected: roster(contents).len(),
    })
}

/// Moments in the order of their hours, those without one last, by name.
fn legs(view: &View<'_>, space: &Space) -> Vec<LegLine> {
    let mut rows: Vec<(i64, LegLine)> = view
        .rows("legs")
        .into_iter()
        .map(|row| {
            let at = row.int("at");
            let leg = LegLine {
                row: row.name().to_owned(),
                what: row.text("what").unwrap_or_default().to_owned(),
                at: at.and_then(|ms| moment(ms, space.zone)),
            };
            (at.unwrap_or(i64::MAX), leg)
        })
        .collect();
    rows.sort_by(|(a, one), (b, other)| (a, &one.row).cmp(&(b, &other.row)));
    rows.into_iter().map(|(_, leg)| leg).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::house::House;
    use crate::domain::language::LanguageTag;

    fn plan(house: &House, fields: &[&str]) {
        let fields: Vec<String> = fields.iter().map(|field| (*field).to_owned()).collect();
        let device = &house.owner.device;
        device
            .new_document(house.space, Kind::Outing, &fields, LanguageTag::FR)
            .unwrap();
    }

    #[test]
    fn outings_come_by_their_hour_and_what_is_over_is_gone() {
        let house = House::new();
        plan(&house, &["title=Later", "start=2026-12-05T14:00"]);
        plan(
            &house,
            &["title=Over", "start=2026-11-20T14:00", "end=2026-11-20T16:00"],
        );
        plan(
            &house,
            &["title=Closed", "start=2026-11-27T14:00", "outing_status=closed"],
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
        let lines = house.owner.device.outing_lines().unwrap();
        let titles: Vec<_> = lines
            .iter()
            .map(|line| line.title.get(LanguageTag::FR).unwrap())
            .collect();
        assert_eq!(titles, ["Today", "Later"]);
        assert_eq!((lines[0].today, lines[1].today), (true, false));
        let legs: Vec<_> = lines[0].legs.iter().map(|leg| leg.row.as_str()).collect();
        assert_eq!(legs, ["z", "a", "b"]);
    }
}
