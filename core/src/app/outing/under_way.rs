//! The outing that is under way: what whoever leads one has before their eyes all the time, and where its people are counted now.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use ekin_protocol::id::ObjectId;
use ekin_protocol::membership::Role;

use super::heads;
use super::lines::{LegLine, OutingLine, line};
use crate::app::device::Device;
use crate::app::document::{Kind, every, shown};
use crate::app::error::AppError;
use crate::app::territory::role_here;
use crate::storage::DocumentRow;

/// How long before it begins an outing is under way: people are got ready, in ms.
const BEFORE_MS: i64 = 2 * 3_600_000;
/// How long before its hour people are counted for a moment: they gather, in ms.
const GATHER_MS: i64 = 30 * 60_000;

/// An outing under way, and how many are there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnderWay {
    /// The outing.
    pub line: OutingLine,
    /// The moment at which people are counted now; none where the plan has none.
    pub leg: Option<LegLine>,
    /// There, of those who are expected.
    pub present: usize,
    /// Expected.
    pub expected: usize,
    /// Persons of whom two say different things.
    pub disputed: usize,
}

/// What decides whether a plan is under way, as read from one state of it.
#[derive(Clone, Copy, Debug)]
struct Hours {
    /// That state: the revision that changed it last, its generation, and the one that is readable here.
    state: (i64, u32, u32),
    start_ms: Option<i64>,
    /// From then on it is over; from ever, where it was closed.
    over_ms: Option<i64>,
}

/// The hours of plans that were opened: a house keeps hundreds that are long over, and the bar asks at each change.
#[derive(Debug, Default)]
pub(in crate::app) struct KnownHours(Mutex<HashMap<ObjectId, Hours>>);

impl Hours {
    fn of(row: &DocumentRow, line: &OutingLine) -> Self {
        Self {
            state: state(row),
            start_ms: line.start_ms,
            over_ms: line.over_ms,
        }
    }

    fn is_under_way(&self, now_ms: i64) -> bool {
        let begins = self.start_ms.is_some_and(|start| start - BEFORE_MS <= now_ms);
        begins && self.over_ms.is_none_or(|over| over >= now_ms)
    }
}

impl KnownHours {
    /// Whether a plan, in this state, is known not to be under way at a time; else it has to be opened.
    fn rules_out(&self, row: &DocumentRow, now_ms: i64) -> bool {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let hours = known.get(&row.object).filter(|hours| hours.state == state(row));
        hours.is_some_and(|hours| !hours.is_under_way(now_ms))
    }

    fn note(&self, row: &DocumentRow, hours: Hours) {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(row.object, hours);
    }
}

fn state(row: &DocumentRow) -> (i64, u32, u32) {
    (row.rev, row.generation, row.saved)
}

impl Device {
    /// The outing under way of which this device may count the heads: from two hours before it begins until it is closed, or long
    /// over. Of several the one that began last, else the one that begins first.
    ///
    /// # Errors
    /// Those of the store.
    pub fn under_way(&self) -> Result<Option<UnderWay>, AppError> {
        self.store().read(|read| {
            let now = read.now_ms;
            let mut all = Vec::new();
            for space in read.private_spaces()? {
                let role = role_here(read, space.sp)?;
                if !role.is_some_and(|role| role.is_staff() || role == Role::Volunteer) {
                    continue;
                }
                for row in every(read, &space, Some(Kind::Outing))? {
                    if self.plans().rules_out(&row, now) {
                        continue;
                    }
                    let plan = shown(read, &space, &row)?;
                    let line = line(&space, &plan, now);
                    let hours = Hours::of(&row, &line);
                    self.plans().note(&row, hours);
                    if let Some(start) = line.start_ms.filter(|_| hours.is_under_way(now)) {
                        let rank = (start <= now, if start <= now { start } else { -start });
                        all.push((rank, space.clone(), row.object, plan, line));
                    }
                }
            }
            let found = all.into_iter().max_by_key(|(rank, ..)| *rank);
            let Some((_, space, object, plan, line)) = found else {
                return Ok(None);
            };
            let near = |leg: &&LegLine| leg.at_ms.is_some_and(|at| at - GATHER_MS <= now);
            let leg = line.legs.iter().rfind(near).or(line.legs.first()).cloned();
            let row = leg.as_ref().map(|leg| leg.row.as_str());
            let counted = heads::shown(read, &space, object, &plan.contents, row)?.heads;
            Ok(Some(UnderWay {
                line,
                leg,
                present: counted.all.present,
                expected: counted.all.expected,
                disputed: counted.disputes.len(),
            }))
        })
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::Ordering;

    use ekin_protocol::id::OrgId;

    use super::*;
    use crate::app::house::{House, NOW, Phone};
    use crate::app::outing::heads::NewCheck;
    use crate::app::outing::lines::tests::plan;
    use crate::domain::heads::Seen;
    use crate::domain::language::LanguageTag;

    const HOUR: i64 = 3_600_000;

    /// At an hour of the day of the tests, in Paris.
    fn at(house: &House, phone: &Phone, hour: i64) -> Option<(String, Option<String>, usize, usize)> {
        house.clock.store(NOW + (hour - 1) * HOUR, Ordering::SeqCst);
        let found = phone.device.under_way().unwrap()?;
        Some((
            found.line.plan.title,
            found.leg.map(|leg| leg.row),
            found.present,
            found.expected,
        ))
    }

    #[test]
    fn it_is_there_from_two_hours_before_until_it_is_over_and_counts_for_the_moment_that_is_now() {
        let mut house = House::new();
        let (joseph, maialen) = ("11".repeat(16), "22".repeat(16));
        let roster = [format!("roster.{joseph}=-"), format!("roster.{maialen}=-")];
        plan(
            &house,
            &[
                "title=Musée",
                "start=2026-11-27T14:00",
                "end=2026-11-27T17:00",
                "legs.out.what=departure",
                "legs.out.at=2026-11-27T14:00",
                "legs.back.what=return",
                "legs.back.at=2026-11-27T16:30",
                &roster[0],
                &roster[1],
            ],
        );
        plan(&house, &["title=Plage", "start=2026-11-28T14:00"]);
        let owner = house.owner.clone();
        assert_eq!(at(&house, &owner, 11), None);
        let musee = |leg: &str, present| Some(("Musée".to_owned(), Some(leg.to_owned()), present, 2));
        assert_eq!(at(&house, &owner, 12), musee("out", 0));
        let new = NewCheck {
            leg: Some("out".into()),
            people: vec![joseph],
            seen: Seen::Present,
            with: None,
            place: None,
        };
        let outing = owner
            .device
            .under_way()
            .unwrap()
            .unwrap()
            .line
            .plan
            .object
            .to_string();
        owner
            .device
            .check_heads(house.space, Some(&outing), &new)
            .unwrap();
        assert_eq!(at(&house, &owner, 15), musee("out", 1));
        // On the way back they are all to be seen again.
        assert_eq!(at(&house, &owner, 16), musee("back", 0));
        // A resident's tablet counts nobody.
        house.sync_owner();
        let tablet = house.member(Role::Resident, OrgId([7; 16]));
        assert_eq!(at(&house, &tablet, 16), None);
        let close = ["outing_status=closed".to_owned()];
        owner
            .device
            .edit_document(house.space, &outing, &close, LanguageTag::FR)
            .unwrap();
        assert_eq!(at(&house, &owner, 16), None);
    }

    #[test]
    fn of_two_the_one_that_began_last_is_meant_and_one_with_no_moments_is_there_too() {
        let house = House::new();
        plan(
            &house,
            &["title=Foot", "start=2026-11-27T10:00", "end=2026-11-27T18:00"],
        );
        plan(&house, &["title=Musée", "start=2026-11-27T14:00"]);
        let owner = house.owner.clone();
        let shown = |hour| at(&house, &owner, hour).map(|(title, leg, ..)| (title, leg));
        assert_eq!(shown(13), Some(("Foot".to_owned(), None)));
        assert_eq!(shown(14), Some(("Musée".to_owned(), None)));
        assert_eq!(shown(8), Some(("Foot".to_owned(), None)));
    }

    #[test]
    fn a_plan_that_was_ruled_out_is_opened_again_once_its_hours_change() {
        let house = House::new();
        plan(&house, &["title=Plage", "start=2026-12-20T14:00"]);
        let owner = house.owner.clone();
        assert_eq!(at(&house, &owner, 9), None);
        let outing = owner.device.outings().unwrap().remove(0).plan.object.to_string();
        let move_to = |field: &str| {
            owner
                .device
                .edit_document(house.space, &outing, &[field.to_owned()], LanguageTag::FR)
                .unwrap();
        };
        move_to("start=2026-11-27T10:00");
        assert_eq!(
            at(&house, &owner, 9).map(|(title, ..)| title),
            Some("Plage".to_owned())
        );
        move_to("outing_status=closed");
        assert_eq!(at(&house, &owner, 9), None);
        move_to("outing_status=planned");
        assert!(at(&house, &owner, 9).is_some());
    }
}
