//! "I want to go": what a person says of an outing, and what the team answers. A wish is a claim of one person in the home space; that
//! somebody of the team knows of it is a decision that decides nothing yet. A professional carries it on: what leaves the house is
//! the team's own claim or answer.

use ekin_i18n::{Date, Time};
use ekin_protocol::id::{ObjectId, Ord, Short, SpaceId};

use super::aim::{Aim, aimed, known};
use super::whose;
use crate::app::command::Command;
use crate::app::device::Device;
use crate::app::error::AppError;
use crate::app::fact::{FactHead, FactObject, object_of};
use crate::app::meant::only;
use crate::app::outing::people::{self, Names};
use crate::app::outing::{must_organise, objects, organises};
use crate::app::query::{follow, moment};
use crate::app::space::one_space;
use crate::domain::fact::value::Line;
use crate::domain::fact::{Claim, Decision, Fact};
use crate::domain::person::PersonId;
use crate::domain::wish::{Answer, Says, Standing, standing};
use crate::storage::{Read, Space};

/// What the team answers.
#[derive(Clone, Debug, Default)]
pub struct NewAnswer {
    /// Yes, or not this time; none: they know of it.
    pub accepts: Option<bool>,
    /// Why.
    pub because: Option<String>,
    /// Who of the team tells the person, by name or by the beginning of an id.
    pub told_by: Option<String>,
}

/// A wish, as its page shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WishShown {
    /// The wish.
    pub object: ObjectId,
    /// Whose.
    pub person: PersonId,
    /// The outing's plan, or the listing.
    pub about: ObjectId,
    /// What that is.
    pub aim: Aim,
    /// What the person says.
    pub says: Says,
    /// Where it stands.
    pub standing: Standing,
    /// Why not this time; of several answers each.
    pub because: Vec<String>,
    /// Who of the team tells the person.
    pub told_by: Option<PersonId>,
    /// When it was said, by the clock of where it was written down, in the space's zone.
    pub when: Option<(Date, Time)>,
    /// The device where it was written down.
    pub by: Ord,
    /// Two tablets wrote down different words; the later is shown.
    pub conflict: bool,
    /// It is only on this device, or with a phone that was met.
    pub pending: bool,
}

/// Wishes, with the names of whom they are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wishes {
    /// The last said first.
    pub wishes: Vec<WishShown>,
    /// Names of everybody who has a profile on this device.
    pub names: Names,
}

impl Device {
    /// Writes down what a person says of an outing, by the beginning of the id of its plan or listing. The same word twice is said
    /// once; who does not want to any more says so as easily.
    ///
    /// # Errors
    /// [`AppError::NoPerson`], [`AppError::NoProfile`], [`AppError::NoListing`], [`AppError::NotAllowed`].
    pub fn wish(&self, space: SpaceId, person: &str, about: &str, says: Says) -> Result<ObjectId, AppError> {
        self.store().write(|tx| {
            let mut command = Command::begin(self, tx, space)?;
            let here = command.space().clone();
            let (person, ..) = whose(tx, &here, person)?;
            let plan = aimed(tx, &here, about)?;
            let object = Claim::wished(&space, &plan, &person);
            let said = object_of(tx, &here, &object)?;
            if word_of(&said).is_some_and(|(_, claim, before)| before == says && claim.people == [person]) {
                return Ok(object);
            }
            let party = Line::of(&here.name).ok_or(AppError::Words)?;
            let claim = Claim {
                seats: Some(1),
                people: vec![person],
                wish: Line::of(says.word()),
                withdrawn: (says != Says::Yes).then_some(true),
                ..Claim::of(plan, party)
            };
            let unit = command.unit_of(person)?;
            command.put_beside_under(&object, &claim, unit)?;
            command.send()?;
            for catalogue in tx.catalogues()? {
                if tx.listing(catalogue.sp, &plan)?.is_some() {
                    follow(tx, catalogue.sp, &plan, says == Says::Yes)?;
                }
            }
            Ok(object)
        })
    }

    /// Answers a wish: that somebody knows of it, yes, or not this time and why. The answer is about what the person says now.
    ///
    /// # Errors
    /// [`AppError::NoFact`], [`AppError::NotAllowed`] unless this device is of the team, [`AppError::NoPerson`],
    /// [`AppError::Words`], [`AppError::NotWanted`].
    pub fn answer_wish(&self, space: SpaceId, id: &str, new: &NewAnswer) -> Result<ObjectId, AppError> {
        self.store().write(|tx| {
            let mut command = Command::begin(self, tx, space)?;
            let here = command.space().clone();
            must_organise(tx, &here)?;
            let id = id.trim().to_lowercase();
            let missing = || AppError::NoFact { id: id.clone() };
            let object = only(tx.facts_beginning(here.sp, Claim::KIND, &id)?, &id, missing)?;
            let said = object_of(tx, &here, &object)?;
            let (head, claim, word) = word_of(&said).ok_or_else(missing)?;
            if new.accepts.is_some() && matches!(word, Says::No | Says::NoMore) {
                return Err(AppError::NotWanted);
            }
            let names = people::names(tx)?;
            let told_by = new.told_by.as_deref();
            let decision = Decision {
                accepts: new.accepts,
                because: match &new.because {
                    Some(because) => Some(Line::of(because).ok_or(AppError::Words)?),
                    None => None,
                },
                about: Some(head.hash.short().0),
                told_by: told_by.map(|name| people::person(&names, [], name)).transpose()?,
                ..Decision::on(object)
            };
            let whose = claim.people.first().ok_or_else(missing)?;
            let unit = command.unit_of(*whose)?;
            command.put_beside_under(&Decision::object(&space, &object), &decision, unit)?;
            command.send()?;
            Ok(object)
        })
    }

    /// Wishes of one person, or of everybody, the last said first.
    ///
    /// # Errors
    /// [`AppError::NoPerson`].
    pub fn wishes(&self, space: SpaceId, person: Option<&str>) -> Result<Wishes, AppError> {
        self.store().read(|read| {
            let space = one_space(read, space)?;
            let names = people::names(read)?;
            let person = person.map(|name| people::person(&names, [], name)).transpose()?;
            let mut wishes = wishes_in(read, &space)?;
            wishes.retain(|wish| person.is_none_or(|person| wish.person == person));
            Ok(Wishes { wishes, names })
        })
    }
}

/// Every wish of a space, the last said first.
pub(in crate::app) fn wishes_in(read: &Read<'_>, space: &Space) -> Result<Vec<WishShown>, AppError> {
    let mut wishes = Vec::new();
    for object in objects::<Claim>(read, space)? {
        wishes.extend(shown(read, space, &object)?);
    }
    Ok(wishes)
}

/// The word of a person that is shown: the last said, in the order of the log.
fn word_of(object: &FactObject) -> Option<(&FactHead, Claim, Says)> {
    let mut words = object.heads.iter().rev().filter_map(|head| {
        let claim = head.read::<Claim>().ok()?;
        let says = Says::from_word(claim.wish.as_ref()?.as_str())?;
        Some((head, claim, says))
    });
    words.next()
}

fn shown(read: &Read<'_>, space: &Space, object: &FactObject) -> Result<Option<WishShown>, AppError> {
    let Some((head, claim, says)) = word_of(object) else {
        return Ok(None);
    };
    let Some(person) = claim.people.first().copied() else {
        return Ok(None);
    };
    let members = read.membership(space.sp)?.ok_or(AppError::NotAMember)?;
    let decided = object_of(read, space, &Decision::object(&space.id, &object.object))?;
    let decisions: Vec<Decision> = decided
        .heads
        .iter()
        .filter(|head| organises(&members, head.by, head.place))
        .filter_map(|head| head.read::<Decision>().ok())
        .collect();
    let word = head.hash.short();
    let of_this = |decision: &&Decision| decision.about.is_none_or(|about| Short(about) == word);
    let answers: Vec<Answer> = decisions
        .iter()
        .map(|decision| Answer {
            accepts: decision.accepts,
            about: decision.about.map(Short),
        })
        .collect();
    let aim = known(read, &claim.plan)?;
    let because = decisions
        .iter()
        .filter(of_this)
        .filter_map(|one| one.because.as_ref());
    Ok(Some(WishShown {
        object: object.object,
        person,
        about: claim.plan,
        says,
        standing: standing(says, word, &answers, aim.off),
        because: because.map(|because| because.as_str().to_owned()).collect(),
        told_by: decisions.iter().rev().filter(of_this).find_map(|one| one.told_by),
        when: moment(i64::try_from(head.at_ms).unwrap_or(i64::MAX), space.zone),
        by: head.by,
        conflict: object.conflict,
        pending: head.place.is_none(),
        aim,
    }))
}

#[cfg(test)]
mod tests;
