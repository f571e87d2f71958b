//! Outings of private spaces that are not as the people on this device knew them. Whoever has an outing's plan goes along or prepares
//! it: it is followed as what somebody keeps of a catalogue is. What this device changed itself is known here.

use ekin_protocol::hash::h16;
use ekin_protocol::id::{ObjectId, SpaceId};

use super::alerts::{Alert, Entry, Followed, PLANS, entries, write};
use super::when::moment;
use crate::app::device::Device;
use crate::app::document::{Kind, every, find, shown};
use crate::app::error::AppError;
use crate::app::outing::lines::{OutingLine, line};
use crate::domain::follow::{Known, different};
use crate::domain::kind::View;
use crate::domain::status::Status;
use crate::storage::{Read, Space, Tx};

/// What there is to know of a plan.
fn known(plan: &View<'_>) -> Known {
    let text = |key| plan.text(key).filter(|text| !text.is_empty());
    let ms = |key| plan.int(key).unwrap_or(i64::MIN).to_be_bytes();
    let place: Vec<&str> = ["place", "town", "meeting"]
        .into_iter()
        .filter_map(text)
        .collect();
    Known {
        status: match plan.text("outing_status") {
            Some("cancelled") => Status::Cancelled,
            Some("postponed") => Status::Postponed,
            _ => Status::Scheduled,
        },
        withdrawn: false,
        dates: h16("plan", &[&ms("start"), &ms("end")]),
        start_ms: plan.int("start"),
        place: place.join(", "),
    }
}

/// The plans on this device that are not over, each with what there is to know of it now.
fn plans(read: &Read<'_>) -> Result<Vec<(Space, OutingLine, Known)>, AppError> {
    let mut all = Vec::new();
    for space in read.private_spaces()? {
        for row in every(read, &space, Some(Kind::Outing))? {
            let plan = shown(read, &space, &row)?;
            let line = line(&space, &plan, read.now_ms);
            if !line.over {
                all.push((space.clone(), line, known(&plan.contents.view())));
            }
        }
    }
    Ok(all)
}

/// Plans that are not as they were known.
pub(super) fn alerts(read: &Read<'_>) -> Result<Vec<Alert>, AppError> {
    let before = entries(read, PLANS)?;
    if before.is_empty() {
        return Ok(Vec::new());
    }
    let mut alerts = Vec::new();
    for (space, line, now) in plans(read)? {
        let of = |(in_space, plan, _): &&Entry| (*in_space, *plan) == (space.id, line.plan.object);
        let Some((_, _, known)) = before.iter().find(of) else {
            continue;
        };
        let different = different(known, &now);
        if !different.is_empty() {
            alerts.push(Alert {
                before: known.start_ms.and_then(|ms| moment(ms, space.zone)),
                about: Followed::Outing(Box::new(line)),
                different,
            });
        }
    }
    Ok(alerts)
}

/// All plans are known as they are now; without `anew`, only those that nobody knew yet.
pub(super) fn know(tx: &Tx<'_>, anew: bool) -> Result<(), AppError> {
    let before = entries(tx, PLANS)?;
    let mut after: Vec<Entry> = Vec::new();
    for (space, line, now) in plans(tx)? {
        let of = |(in_space, plan, _): &&Entry| (*in_space, *plan) == (space.id, line.plan.object);
        match before.iter().find(of).filter(|_| !anew) {
            Some(known) => after.push(known.clone()),
            None => after.push((space.id, line.plan.object, now)),
        }
    }
    if after != before {
        tx.set_setting(PLANS, &write(&after))?;
    }
    Ok(())
}

/// This device changed a plan: it knows that.
pub(in crate::app) fn changed_here(tx: &Tx<'_>, space: &Space, plan: &ObjectId) -> Result<(), AppError> {
    let row = find(tx, space, &plan.to_string())?;
    let now = known(&shown(tx, space, &row)?.contents.view());
    let mut all = entries(tx, PLANS)?;
    all.retain(|(in_space, known, _): &(SpaceId, ObjectId, Known)| (*in_space, known) != (space.id, plan));
    all.insert(0, (space.id, *plan, now));
    Ok(tx.set_setting(PLANS, &write(&all))?)
}

impl Device {
    /// Follows the plans that came.
    ///
    /// # Errors
    /// Those of the store.
    pub(in crate::app) fn follow_plans(&self) -> Result<(), AppError> {
        self.store().write(|tx| know(tx, false))
    }
}

#[cfg(test)]
mod tests {
    use ekin_protocol::id::OrgId;
    use ekin_protocol::membership::Role;

    use super::*;
    use crate::app::house::{House, Phone};
    use crate::domain::follow::Different;
    use crate::domain::language::LanguageTag;

    fn edit(house: &House, on: &Phone, plan: &str, fields: &[&str]) {
        let fields: Vec<String> = fields.iter().map(|field| (*field).to_owned()).collect();
        on.device
            .edit_document(house.space, plan, &fields, LanguageTag::FR)
            .unwrap();
    }

    fn told(on: &Phone) -> Vec<Different> {
        on.device.attend().unwrap();
        let alerts = on.device.alerts(chrono_tz::Europe::Paris).unwrap();
        alerts.into_iter().flat_map(|alert| alert.different).collect()
    }

    #[test]
    fn an_outing_that_others_moved_or_cancelled_is_told_until_it_was_seen() {
        let mut house = House::new();
        let mikel = house.member(Role::Educator, OrgId([5; 16]));
        let fields = ["title=Museoa", "start=2026-12-05T14:00", "place=Bilbo"].map(ToOwned::to_owned);
        let plan = house
            .owner
            .device
            .new_document(house.space, Kind::Outing, &fields, LanguageTag::FR)
            .unwrap()
            .to_string();
        let meet = |house: &mut House, mikel: &Phone| {
            for _ in 0..2 {
                house.sync_owner();
                house.sync(mikel);
            }
        };
        meet(&mut house, &mikel);
        for phone in [&house.owner, &mikel] {
            assert_eq!(told(phone), [], "what comes for the first time is no change");
        }
        edit(&house, &house.owner, &plan, &["title=Museo berria"]);
        meet(&mut house, &mikel);
        assert_eq!(told(&mikel), [], "another title is no reason to stay at home");
        edit(
            &house,
            &house.owner,
            &plan,
            &["start=2026-12-06T10:00", "place=Donostia"],
        );
        meet(&mut house, &mikel);
        assert_eq!(told(&house.owner), [], "whoever changed it knows");
        let seen = told(&mikel);
        assert!(
            matches!(&seen[..], [Different::Moved { .. }, Different::Elsewhere { before }] if before == "Bilbo"),
            "{seen:?}"
        );
        assert_eq!(told(&mikel), seen, "until it was seen");
        mikel.device.saw_alerts().unwrap();
        assert_eq!(told(&mikel), []);
        edit(&house, &mikel, &plan, &["outing_status=cancelled"]);
        meet(&mut house, &mikel);
        assert_eq!(told(&mikel), []);
        assert_eq!(told(&house.owner), [Different::Cancelled]);
    }
}
