//! Who goes along. Persons are named by their ids; what those on the outing need of a house's profiles is copied into the
//! outing's space, and nothing else ([`crate::domain::outing::roster`]).

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use ekin_protocol::id::{ObjectId, SpaceId};
use ekin_protocol::membership::{Role, SpaceKind};

use super::error::OutingError;
use super::handover::row;
use super::heads::roster;
use super::people::{self, Names};
use super::{edit, organises, plan_row};
use crate::app::command::Command;
use crate::app::device::Device;
use crate::app::document::{Kind, checked, contents, open};
use crate::app::error::AppError;
use crate::app::space::one_space;
use crate::app::territory::role_here;
use crate::document::Document;
use crate::domain::kind::outing::NO_GROUP;
use crate::domain::kind::{Contents, Edit, Plain};
use crate::domain::outing::roster::copy;
use crate::domain::outing::sight;
use crate::domain::person::PersonId;
use crate::storage::{DocumentRow, Read, Space};

/// The field of the plan.
const ROSTER: &str = "roster";

/// Who goes along, as far as this device's role may see it.
#[derive(Clone, Debug)]
pub struct RosterShown {
    /// The plan.
    pub plan: ObjectId,
    /// Everybody, in the order of their ids.
    pub people: Vec<Expected>,
    /// Names of those who have a profile here.
    pub names: Names,
}

/// One person of the roster.
#[derive(Clone, Debug)]
pub struct Expected {
    /// Who.
    pub person: PersonId,
    /// The name of their group; empty for none.
    pub group: String,
    /// What their profile in the outing's space says that needs no reason; none where there is no profile.
    pub profile: Option<Contents>,
}

impl Device {
    /// Puts persons on the roster, in a group or in none; whoever is on it already stays in their group unless one is named. What
    /// those on the outing need of the profiles of this device's houses is copied, and what is copied already is brought up to
    /// date. Gives how many persons that were.
    ///
    /// # Errors
    /// [`AppError::NoPerson`], [`AppError::NotAllowed`] unless this device organises, and those of [`OutingError`].
    pub fn expect_people(
        &self,
        space: SpaceId,
        outing: Option<&str>,
        wanted: &[String],
        group: Option<&str>,
    ) -> Result<usize, AppError> {
        self.store().write(|tx| {
            let here = self.organised(tx, space)?;
            let plan = plan_row(tx, &here, outing)?;
            let contents = contents(tx, &here, &plan)?;
            let group = match group {
                Some(NO_GROUP) => Some(NO_GROUP.to_owned()),
                Some(group) => Some(row(&contents, "groups", group)?),
                None => None,
            };
            let people = who(tx, &contents, wanted)?;
            if here.kind == SpaceKind::Outing {
                let house = of_houses(tx, &people)?;
                let there = of_outing(tx, &here)?;
                for (person, name) in people.iter().zip(wanted) {
                    let mut command = Command::begin(self, tx, space)?;
                    let known = house.get(person).map(Vec::as_slice).unwrap_or_default();
                    copied(tx, &mut command, *person, known, there.get(person), name)?;
                    command.send()?;
                }
            }
            let on_it = roster(&contents);
            let edits: Vec<Edit> = people
                .iter()
                .filter(|person| group.is_some() || !on_it.contains_key(person))
                .map(|person| Edit::Put {
                    root: ROSTER.to_owned(),
                    inner: Some(person.to_string()),
                    value: Plain::from(group.as_deref().unwrap_or(NO_GROUP)),
                })
                .collect();
            let mut command = Command::begin(self, tx, space)?;
            edit(tx, &mut command, &plan, &edits)?;
            command.send()?;
            Ok(people.len())
        })
    }

    /// Takes persons off the roster.
    ///
    /// # Errors
    /// As [`Device::expect_people`]; [`OutingError::NotExpected`].
    pub fn expect_no_longer(
        &self,
        space: SpaceId,
        outing: Option<&str>,
        wanted: &[String],
    ) -> Result<usize, AppError> {
        self.store().write(|tx| {
            let here = self.organised(tx, space)?;
            let plan = plan_row(tx, &here, outing)?;
            let contents = contents(tx, &here, &plan)?;
            let on_it = roster(&contents);
            let mut edits = Vec::new();
            for (person, name) in who(tx, &contents, wanted)?.into_iter().zip(wanted) {
                if !on_it.contains_key(&person) {
                    return Err(OutingError::NotExpected { name: name.clone() }.into());
                }
                edits.push(Edit::Delete {
                    root: ROSTER.to_owned(),
                    inner: Some(person.to_string()),
                });
            }
            let mut command = Command::begin(self, tx, space)?;
            edit(tx, &mut command, &plan, &edits)?;
            command.send()?;
            Ok(edits.len())
        })
    }

    /// Who goes along, as far as this device's role may see it.
    ///
    /// # Errors
    /// [`AppError::NoOuting`], [`AppError::NotAllowed`] for who may see the plan alone.
    pub fn roster(&self, space: SpaceId, outing: Option<&str>) -> Result<RosterShown, AppError> {
        self.store().read(|read| {
            let space = one_space(read, space)?;
            let role = role_here(read, space.sp)?.ok_or(AppError::NotAMember)?;
            if !sight::sees(role, sight::Part::People) {
                return Err(AppError::NotAllowed);
            }
            let plan = plan_row(read, &space, outing)?;
            let contents = contents(read, &space, &plan)?;
            let mut profiles = of_outing(read, &space)?;
            let people = roster(&contents).into_iter().map(|(person, group)| Expected {
                person,
                group,
                profile: profiles
                    .remove(&person)
                    .map(|(_, profile)| in_lists(role, &profile)),
            });
            Ok(RosterShown {
                plan: plan.object,
                people: people.collect(),
                names: people::names(read)?,
            })
        })
    }

    /// The space, where this device organises what is in it.
    pub(super) fn organised(&self, read: &Read<'_>, space: SpaceId) -> Result<Space, AppError> {
        let here = crate::app::command::writable(read, space, self.around())?;
        let members = read.membership(here.sp)?.ok_or(AppError::NotAMember)?;
        match organises(&members, Device::author(read, here.sp)?.ord, None) {
            true => Ok(here),
            false => Err(AppError::NotAllowed),
        }
    }
}

/// A profile without what a list may not show to this role.
pub(crate) fn in_lists(role: Role, profile: &Contents) -> Contents {
    let values = profile.values().iter();
    let seen = values.filter(|(key, _)| sight::in_lists(role, key));
    Contents::new(
        Kind::Profile,
        seen.map(|(key, value)| (key.clone(), value.clone())).collect(),
    )
}

/// The persons whom somebody means, in the order in which they were named.
fn who(read: &Read<'_>, plan: &Contents, wanted: &[String]) -> Result<Vec<PersonId>, AppError> {
    let names = people::names(read)?;
    let on_it = roster(plan);
    let one = |wanted: &String| people::person(&names, on_it.keys(), wanted);
    wanted.iter().map(one).collect()
}

/// Profiles of persons in the houses of this device: of each, the home's first and then the staff's.
fn of_houses(read: &Read<'_>, people: &[PersonId]) -> Result<BTreeMap<PersonId, Vec<Contents>>, AppError> {
    let mut known = BTreeMap::<PersonId, Vec<Contents>>::new();
    for kind in [SpaceKind::Home, SpaceKind::Staff] {
        for space in read.private_spaces()?.iter().filter(|space| space.kind == kind) {
            people::profiles(read, space, |_, profile| {
                if let Some(person) = profile.unit().filter(|person| people.contains(person)) {
                    known.entry(person).or_default().push(profile.clone());
                }
                ControlFlow::<()>::Continue(())
            })?;
        }
    }
    Ok(known)
}

/// Profiles in a space, by person; of several of one person the one that was changed last.
pub(super) fn of_outing(
    read: &Read<'_>,
    space: &Space,
) -> Result<BTreeMap<PersonId, (DocumentRow, Contents)>, AppError> {
    let mut known = BTreeMap::new();
    people::profiles(read, space, |row, profile| {
        if let Some(person) = profile.unit() {
            known.entry(person).or_insert_with(|| (row, profile.clone()));
        }
        ControlFlow::<()>::Continue(())
    })?;
    Ok(known)
}

/// Copies what is needed of a person's profiles, by a command that is not sent yet.
fn copied(
    read: &Read<'_>,
    command: &mut Command<'_, '_, '_>,
    person: PersonId,
    house: &[Contents],
    there: Option<&(DocumentRow, Contents)>,
    name: &str,
) -> Result<(), AppError> {
    let from: Vec<&Contents> = house.iter().collect();
    match there {
        // What was written for this outing alone is all there is.
        Some(_) if from.is_empty() => Ok(()),
        Some((row, before)) => edit(read, command, row, &copy(&from, before)),
        None if from.is_empty() => Err(OutingError::NoProfile {
            name: name.to_owned(),
        }
        .into()),
        None => {
            let mut contents = Contents::fresh(Kind::Profile);
            copy(&from, &contents.clone())
                .iter()
                .for_each(|edit| contents.apply(edit));
            let space = command.space().clone();
            checked(&contents, &space)?;
            let object = command.new_object();
            let made = Document::create(open::actor(&space, &object, 0), &contents)?;
            let unit = command.unit_of(person)?;
            command.edit(&object, (Kind::Profile.number(), 0, Some(unit)), &made)
        }
    }
}

#[cfg(test)]
mod tests;
