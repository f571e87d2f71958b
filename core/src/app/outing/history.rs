//! Who changed what about the places of an outing: every claim, number and decision that the log had, those that others took the
//! place of too.

use ekin_i18n::{Date, Time};
use ekin_protocol::id::{ObjectId, Ord, SpaceId};

use super::{organises, plan};
use crate::app::device::Device;
use crate::app::error::AppError;
use crate::app::fact::head_of;
use crate::app::query::moment;
use crate::app::space::called::Devices;
use crate::app::space::one_space;
use crate::domain::fact::{Capacity, Claim, Decision};
use crate::domain::seats::{Places, Said};

/// One step, in the order of the log; what waits comes last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The device.
    pub by: Ord,
    /// What it is called.
    pub named: Option<String>,
    /// Its clock then, ms since 1970.
    pub at_ms: u64,
    /// The same in the space's zone.
    pub when: Option<(Date, Time)>,
    /// It is only on this device, or with a phone that was met.
    pub pending: bool,
    /// What it did.
    pub what: What,
}

/// What somebody did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// Said how many places there are.
    Capacity(Said),
    /// Asked for places, or for others than before.
    Asked {
        /// The claim.
        claim: ObjectId,
        /// What the party is called.
        party: String,
        /// What it asks for.
        demand: Places,
    },
    /// Took a claim back.
    Withdrew {
        /// The claim.
        claim: ObjectId,
        /// What the party is called.
        party: String,
    },
    /// Decided on a claim.
    Decided {
        /// The claim.
        claim: ObjectId,
        /// What the party is called.
        party: String,
        /// Accepted or declined; none when an earlier decision was taken back.
        accepts: Option<bool>,
        /// Why.
        because: Option<String>,
    },
}

impl Device {
    /// Who changed what about the places of an outing, oldest first.
    ///
    /// # Errors
    /// [`AppError::NoOuting`], [`AppError::SeveralOutings`].
    pub fn seat_history(&self, space: SpaceId, outing: Option<&str>) -> Result<Vec<Step>, AppError> {
        self.store().read(|read| {
            let space = one_space(read, space)?;
            let (plan, _) = plan(read, &space, outing)?;
            let members = read.membership(space.sp)?.ok_or(AppError::NotAMember)?;
            let devices = Devices::of(read, &space)?;
            let capacity = Capacity::object(&space.id, &plan);
            let mut parties = std::collections::BTreeMap::new();
            let mut steps = Vec::new();
            for (object, head) in read.fact_history(space.sp)? {
                let head = head_of(read, &space, head)?;
                let what = if let Ok(claim) = head.read::<Claim>() {
                    if claim.plan != plan {
                        continue;
                    }
                    let party = claim.party.as_str().to_owned();
                    parties.insert(object, party.clone());
                    match claim.withdrawn {
                        Some(true) => What::Withdrew { claim: object, party },
                        _ => What::Asked {
                            claim: object,
                            party,
                            demand: claim.demand(),
                        },
                    }
                } else if !organises(&members, head.by, head.place) {
                    continue;
                } else if let Ok(said) = head.read::<Capacity>() {
                    if object != capacity {
                        continue;
                    }
                    What::Capacity(said.said())
                } else if let Ok(decision) = head.read::<Decision>() {
                    let Some(party) = parties.get(&decision.claim) else {
                        continue;
                    };
                    What::Decided {
                        claim: decision.claim,
                        party: party.clone(),
                        accepts: decision.accepts,
                        because: decision.because.map(|because| because.as_str().to_owned()),
                    }
                } else {
                    continue;
                };
                steps.push(Step {
                    by: head.by,
                    named: devices.name(head.by).map(str::to_owned),
                    at_ms: head.at_ms,
                    when: moment(i64::try_from(head.at_ms).unwrap_or(i64::MAX), space.zone),
                    pending: head.place.is_none(),
                    what,
                });
            }
            Ok(steps)
        })
    }
}

#[cfg(test)]
mod tests {
    use ekin_protocol::id::OrgId;
    use ekin_protocol::membership::Role;

    use super::*;
    use crate::app::document::Kind;
    use crate::app::house::House;
    use crate::app::outing::seats::NewClaim;
    use crate::domain::language::LanguageTag;

    #[test]
    fn who_accepted_and_took_it_back_is_known_on_every_device() {
        let mut house = House::new();
        let plan = ["title=Museum", "start=2026-12-05T14:00", "seats=2"].map(ToOwned::to_owned);
        let owner = house.owner.device.clone();
        owner
            .new_document(house.space, Kind::Outing, &plan, LanguageTag::FR)
            .unwrap();
        house.sync_owner();
        let ane = house.member(Role::Educator, OrgId([5; 16]));
        let claim = NewClaim {
            party: "Etxe Alaia".into(),
            demand: Places::seats(2),
            ..NewClaim::default()
        };
        let id = ane.device.claim_places(house.space, None, &claim).unwrap();
        house.sync(&ane);
        house.sync_owner();
        // Two decisions that never were apart, and one that came later.
        for accepts in [Some(true), None] {
            owner
                .decide_claim(house.space, &id.to_string(), accepts, None)
                .unwrap();
        }
        house.sync_owner();
        owner
            .decide_claim(house.space, &id.to_string(), Some(false), Some("full"))
            .unwrap();
        house.sync_owner();
        house.fold(&ane);
        let decided = |step: &Step| match &step.what {
            What::Decided { accepts, party, .. } => Some((step.by, party.clone(), *accepts)),
            _ => None,
        };
        let expected = [Some(true), None, Some(false)].map(|accepts| (0, "Etxe Alaia".to_owned(), accepts));
        for device in [&owner, &ane.device] {
            let steps = device.seat_history(house.space, None).unwrap();
            assert!(matches!(&steps[0].what, What::Asked { party, .. } if party == "Etxe Alaia"));
            assert_eq!(steps[0].by, 1);
            let decisions: Vec<_> = steps.iter().filter_map(decided).collect();
            assert_eq!(decisions, expected);
            assert!(steps.iter().all(|step| !step.pending));
        }
    }
}
