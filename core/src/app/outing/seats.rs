//! Places of an outing: who asked, who decided what, and what that comes to. The rules are those of
//! [`crate::domain::seats`]; here they meet what was said.

use std::collections::BTreeMap;

use ekin_protocol::id::{ObjectId, Ord, SpaceId};
use ekin_protocol::membership::Membership;

#[cfg(doc)]
use super::error::OutingError;
use super::handover::row;
use super::standing::{asked_once, asked_still, is_decided, taken_back};
use super::travel::{self, PickUp, VehicleShown};
use super::{close, must_organise, objects, organises, people, plan};
use crate::app::command::Command;
use crate::app::device::Device;
use crate::app::error::AppError;
use crate::app::fact::{FactHead, FactObject, object_of};
use crate::app::meant::only;
use crate::app::space::called::Devices;
use crate::app::space::one_space;
use crate::domain::fact::value::{Line, Prose};
use crate::domain::fact::{Capacity, Claim, Decision};
use crate::domain::kind::{Contents, outing};
use crate::domain::person::PersonId;
use crate::domain::seats::{self, Places, Priority, Said, Seats, Standing};
use crate::storage::{Read, Space};

/// A party that asks for places.
#[derive(Clone, Debug, Default)]
pub struct NewClaim {
    /// What the party is called; never a resident's name.
    pub party: String,
    /// The places that it asks for.
    pub demand: Places,
    /// Who is in it, each by name or by the beginning of an id.
    pub people: Vec<String>,
    /// A row of the plan's pick-up points.
    pub pick_up: Option<String>,
    /// In which vehicle: a row of the plan, or what it is called.
    pub vehicle: Option<String>,
    /// Who goes with a newcomer, by name or by the beginning of an id.
    pub buddy: Option<String>,
    /// The last time there was no place for them.
    pub missed: bool,
    /// What they wrote.
    pub note: Option<String>,
}

/// What one organiser said of a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decided {
    /// The device.
    pub by: Ord,
    /// Accepted or declined; none when taken back.
    pub accepts: Option<bool>,
    /// Why.
    pub because: Option<String>,
    /// Its clock then, ms since 1970.
    pub at_ms: u64,
}

/// A claim as a list shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimShown {
    /// The claim.
    pub object: ObjectId,
    /// What the party is called.
    pub party: String,
    /// What it asks for.
    pub demand: Places,
    /// Who is in it.
    pub people: Vec<PersonId>,
    /// Where they are picked up: a row of the plan, or words.
    pub pick_up: Option<String>,
    /// In which vehicle: a row of the plan.
    pub vehicle: Option<String>,
    /// Who goes with them.
    pub buddy: Option<PersonId>,
    /// Whoever was to go with them has no place, and is not along otherwise.
    pub alone: bool,
    /// The last time there was no place for them.
    pub missed: bool,
    /// What they wrote.
    pub note: Option<String>,
    /// The device that wrote it.
    pub by: Ord,
    /// Where it stands.
    pub standing: Standing,
    /// Two people wrote different things in it.
    pub conflict: bool,
    /// It is only on this device, or with a phone that was met.
    pub pending: bool,
    /// What organisers decided.
    pub decided: Vec<Decided>,
}

impl ClaimShown {
    /// Whether it asks for places still: neither taken back nor declined.
    pub fn asks(&self) -> bool {
        !matches!(self.standing, Standing::Withdrawn | Standing::Declined)
    }
}

/// The places of an outing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeatsShown {
    /// The plan.
    pub plan: ObjectId,
    /// What all claims come to.
    pub seats: Seats,
    /// What each said of the number of places, with the device; empty where only the plan says it.
    pub said: Vec<(Said, Ord)>,
    /// The claims, in the order in which they are shown.
    pub claims: Vec<ClaimShown>,
    /// Carers that the people with a place need, and those who lead; none where the plan names no ratio.
    pub carers: Option<(usize, usize)>,
    /// Vehicles, each with how full it is.
    pub vehicles: Vec<VehicleShown>,
    /// Where people are picked up, by the rows of the plan.
    pub pick_ups: BTreeMap<String, PickUp>,
    /// What devices are called.
    pub devices: Devices,
}

impl Device {
    /// Says how many places an outing has.
    ///
    /// # Errors
    /// [`AppError::NoOuting`], [`AppError::NotAllowed`] unless this device organises.
    pub fn set_capacity(&self, space: SpaceId, outing: Option<&str>, said: Said) -> Result<(), AppError> {
        self.store().write(|tx| {
            let mut command = Command::begin(self, tx, space)?;
            let (plan, _) = plan(tx, command.space(), outing)?;
            must_organise(tx, command.space())?;
            command.put_beside(&Capacity::object(&space, &plan), &Capacity::from(said))?;
            command.send()
        })
    }

    /// Asks for places. What is said is provisional until the log has it and an organiser decided.
    ///
    /// # Errors
    /// [`AppError::NoOuting`], [`AppError::NoPlaces`], [`AppError::NoPerson`], [`AppError::Words`]; [`OutingError::AskedTwice`].
    pub fn claim_places(
        &self,
        space: SpaceId,
        outing: Option<&str>,
        new: &NewClaim,
    ) -> Result<ObjectId, AppError> {
        self.store().write(|tx| {
            let mut command = Command::begin(self, tx, space)?;
            let (plan, contents) = plan(tx, command.space(), outing)?;
            let claim = claim(tx, plan, &contents, new)?;
            let there = shown(tx, command.space(), plan, &contents)?;
            asked_once(&there, &claim, &people::names(tx)?)?;
            let object = command.new_object();
            command.put(&object, &claim)?;
            command.send()?;
            Ok(object)
        })
    }

    /// Takes a claim back.
    ///
    /// # Errors
    /// [`AppError::NoFact`], [`AppError::NotAllowed`] for another house's; [`OutingError::Withdrawn`].
    pub fn withdraw_claim(&self, space: SpaceId, id: &str) -> Result<ObjectId, AppError> {
        self.store().write(|tx| {
            let mut command = Command::begin(self, tx, space)?;
            let object = one(tx, command.space(), id)?;
            let known = object_of(tx, command.space(), &object)?;
            let shown = known.shown().ok_or_else(|| missing(id))?;
            asked_still(&known)?;
            let claim = Claim {
                withdrawn: Some(true),
                ..shown.read::<Claim>()?
            };
            command.put(&object, &claim)?;
            command.send()?;
            Ok(object)
        })
    }

    /// Decides on a claim: accepts it, declines it, or takes back what was decided. What other organisers said who may not
    /// be corrected stands beside it.
    ///
    /// # Errors
    /// [`AppError::NoFact`], [`AppError::NotAllowed`] unless this device organises; [`OutingError::Withdrawn`] for a claim that was
    /// taken back, [`AppError::NothingToUndo`] where nothing was decided.
    pub fn decide_claim(
        &self,
        space: SpaceId,
        id: &str,
        accepts: Option<bool>,
        because: Option<&str>,
    ) -> Result<ObjectId, AppError> {
        self.store().write(|tx| {
            let mut command = Command::begin(self, tx, space)?;
            must_organise(tx, command.space())?;
            let claim = one(tx, command.space(), id)?;
            match accepts {
                Some(_) => asked_still(&object_of(tx, command.space(), &claim)?)?,
                None if !is_decided(tx, command.space(), &claim)? => return Err(AppError::NothingToUndo),
                None => {}
            }
            let decision = Decision {
                accepts,
                because: because.map(line).transpose()?,
                ..Decision::on(claim)
            };
            command.put_beside(&Decision::object(&space, &claim), &decision)?;
            command.send()?;
            Ok(claim)
        })
    }

    /// Takes back what was done last with a claim: that it was withdrawn, else what was decided. Gives the claim, and whether it
    /// had been withdrawn.
    ///
    /// # Errors
    /// As [`Device::decide_claim`]; [`AppError::NotAllowed`] where another house withdrew it.
    pub fn undo_claim(&self, space: SpaceId, id: &str) -> Result<(ObjectId, bool), AppError> {
        let claim = self.store().write(|tx| {
            let mut command = Command::begin(self, tx, space)?;
            let object = one(tx, command.space(), id)?;
            let Some(claim) = taken_back(&object_of(tx, command.space(), &object)?) else {
                return Ok(None);
            };
            must_organise(tx, command.space())?;
            let again = Claim {
                withdrawn: None,
                ..claim
            };
            command.put(&object, &again)?;
            command.send()?;
            Ok::<_, AppError>(Some(object))
        })?;
        match claim {
            Some(claim) => Ok((claim, true)),
            None => Ok((self.decide_claim(space, id, None, None)?, false)),
        }
    }

    /// The places of an outing.
    ///
    /// # Errors
    /// [`AppError::NoOuting`], [`AppError::SeveralOutings`].
    pub fn seats(&self, space: SpaceId, outing: Option<&str>) -> Result<SeatsShown, AppError> {
        self.store().read(|read| {
            let space = one_space(read, space)?;
            let (object, contents) = plan(read, &space, outing)?;
            shown(read, &space, object, &contents)
        })
    }
}

fn missing(id: &str) -> AppError {
    AppError::NoFact { id: id.to_owned() }
}

/// The claim whose id begins so.
fn one(read: &Read<'_>, space: &Space, id: &str) -> Result<ObjectId, AppError> {
    use crate::domain::fact::Fact;
    let id = id.trim().to_lowercase();
    only(read.facts_beginning(space.sp, Claim::KIND, &id)?, &id, || {
        missing(&id)
    })
}

/// A line that a person wrote.
pub(super) fn line(text: &str) -> Result<Line, AppError> {
    Line::of(text).ok_or(AppError::Words)
}

fn claim(read: &Read<'_>, plan: ObjectId, contents: &Contents, new: &NewClaim) -> Result<Claim, AppError> {
    let names = people::names(read)?;
    let roster: Vec<PersonId> = super::heads::roster(contents).into_keys().collect();
    let person = |wanted: &String| people::person(&names, &roster, wanted);
    let members = new.people.iter().map(person).collect::<Result<Vec<_>, _>>()?;
    let demand = match new.demand.is_none() {
        // Who names people asks for a seat for each.
        true => Places::seats(u32::try_from(members.len()).unwrap_or(u32::MAX)),
        false => new.demand,
    };
    if demand.is_none() {
        return Err(AppError::NoPlaces);
    }
    let some = |places: u32| (places > 0).then_some(u64::from(places));
    Ok(Claim {
        seats: some(demand.seats),
        wheelchair: some(demand.wheelchair),
        companions: some(demand.companions),
        missed: (new.missed || close::missed_last(read, &members)?).then_some(true),
        people: members,
        pick_up: new
            .pick_up
            .as_deref()
            .map(|stop| travel::stop_of(contents, stop))
            .transpose()?,
        vehicle: new
            .vehicle
            .as_deref()
            .map(|vehicle| line(&row(contents, "vehicles", vehicle)?))
            .transpose()?,
        buddy: new.buddy.as_ref().map(person).transpose()?,
        note: match &new.note {
            Some(note) => Some(Prose::of(note).ok_or(AppError::Words)?),
            None => None,
        },
        ..Claim::of(plan, line(&new.party)?)
    })
}

/// The places of an outing, out of its plan.
pub(super) fn shown(
    read: &Read<'_>,
    space: &Space,
    plan: ObjectId,
    contents: &Contents,
) -> Result<SeatsShown, AppError> {
    let members = read.membership(space.sp)?.ok_or(AppError::NotAMember)?;
    let said = capacities(read, space, &plan, &members)?;
    let heads: Vec<Said> = match said.is_empty() {
        true => vec![planned(contents)],
        false => said.iter().map(|(said, _)| *said).collect(),
    };
    let mut lines = Vec::new();
    for object in objects::<Claim>(read, space)? {
        let decision = object_of(read, space, &Decision::object(&space.id, &object.object))?;
        lines.extend(asked(&plan, &members, &object, &decision));
    }
    let claims: Vec<seats::Claim> = lines.iter().map(|(claim, _)| claim.clone()).collect();
    let seats = seats::seats(&space.id, seats::Capacity::of(&heads), &claims);
    let mut claims: Vec<ClaimShown> = lines.into_iter().map(|(_, line)| line).collect();
    for line in &mut claims {
        line.standing = seats.standing(&line.object).unwrap_or(Standing::Withdrawn);
    }
    claims.sort_by_key(|line| seats.order.iter().position(|object| *object == line.object));
    let parties: Vec<seats::Party> = claims
        .iter()
        .filter(|line| line.standing != Standing::Withdrawn)
        .map(travel::party)
        .collect();
    let view = contents.view();
    let carers = outing::carers(&view);
    let along = super::heads::roster(contents)
        .into_keys()
        .chain(carers.iter().copied())
        .collect();
    let alone = seats::without_buddy(&parties, &along);
    for line in &mut claims {
        line.alone = alone.contains(&line.object);
    }
    let held = claims
        .iter()
        .filter(|line| matches!(line.standing, Standing::Held { .. }));
    let seated = held
        .flat_map(|line| &line.people)
        .filter(|person| carers.contains(person));
    let with_a_place = usize::try_from(seats.used.people())
        .unwrap_or(usize::MAX)
        .saturating_sub(seated.count());
    // A house's own outing has a roster and perhaps no claims: whoever is expected is cared for.
    let expected = super::heads::roster(contents).into_keys();
    let expected = expected.filter(|person| !carers.contains(person)).count();
    let carers = view.int("ratio").map(|ratio| {
        (
            outing::carers_needed(with_a_place.max(expected), ratio),
            carers.len(),
        )
    });
    Ok(SeatsShown {
        plan,
        seats,
        said,
        claims,
        carers,
        vehicles: travel::vehicles(contents, &parties),
        pick_ups: travel::pick_ups(space, contents),
        devices: Devices::of(read, space)?,
    })
}

/// What the plan itself says, until somebody says it by a record.
fn planned(contents: &Contents) -> Said {
    let view = contents.view();
    let count = |key| view.int(key).and_then(|n| u32::try_from(n).ok());
    Said {
        seats: count("seats"),
        wheelchair: count("wheelchair").unwrap_or(0),
        companions: count("companions"),
        flex: false,
        fill: view.flag("fill") == Some(true),
    }
}

fn capacities(
    read: &Read<'_>,
    space: &Space,
    plan: &ObjectId,
    members: &Membership,
) -> Result<Vec<(Said, Ord)>, AppError> {
    let object = object_of(read, space, &Capacity::object(&space.id, plan))?;
    let by_organisers = object
        .heads
        .iter()
        .filter(|head| organises(members, head.by, head.place));
    Ok(by_organisers
        .filter_map(|head| Some((head.read::<Capacity>().ok()?.said(), head.by)))
        .collect())
}

/// A claim for the rules, and its line; nothing for another outing's.
fn asked(
    plan: &ObjectId,
    members: &Membership,
    object: &FactObject,
    decision: &FactObject,
) -> Option<(seats::Claim, ClaimShown)> {
    let heads: Vec<(&FactHead, Claim)> = object
        .heads
        .iter()
        .filter_map(|head| Some((head, head.read::<Claim>().ok()?)))
        .filter(|(_, claim)| claim.plan == *plan)
        .collect();
    let (head, shown) = heads.last()?;
    let decisions: Vec<(&FactHead, Decision)> = decision
        .heads
        .iter()
        .filter(|head| organises(members, head.by, head.place))
        .filter_map(|head| Some((head, head.read::<Decision>().ok()?)))
        .collect();
    let demand = heads.iter().fold(Places::default(), |most, (_, claim)| {
        most.greatest(claim.demand())
    });
    let missed = heads.iter().any(|(_, claim)| claim.missed == Some(true));
    let claim = seats::Claim {
        object: object.object,
        demand,
        withdrawn: heads.iter().all(|(_, claim)| claim.withdrawn == Some(true)),
        seq: heads.iter().filter_map(|(head, _)| Some(head.place?.0)).min(),
        priority: if missed { Priority::Missed } else { Priority::Usual },
        decisions: decisions
            .iter()
            .filter_map(|(head, decision)| {
                Some(seats::Decision {
                    accepts: decision.accepts?,
                    seq: head.place.map(|(seq, _)| seq),
                    hash: head.hash,
                })
            })
            .collect(),
    };
    let text = |line: &Option<Line>| line.as_ref().map(|line| line.as_str().to_owned());
    let line = ClaimShown {
        object: object.object,
        party: shown.party.as_str().to_owned(),
        demand,
        people: shown.people.clone(),
        pick_up: text(&shown.pick_up),
        vehicle: text(&shown.vehicle),
        buddy: shown.buddy,
        alone: false,
        missed,
        note: shown.note.as_ref().map(|note| note.as_str().to_owned()),
        by: head.by,
        standing: Standing::Withdrawn,
        conflict: object.conflict,
        pending: head.place.is_none(),
        decided: decisions
            .iter()
            .map(|(head, decision)| Decided {
                by: head.by,
                accepts: decision.accepts,
                because: text(&decision.because),
                at_ms: head.at_ms,
            })
            .collect(),
    };
    Some((claim, line))
}

#[cfg(test)]
mod tests;
