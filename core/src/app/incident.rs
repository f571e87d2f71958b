//! Incidents: for the staff alone. Where no space of a staff is on this device, an incident is kept here, and goes into one as soon
//! as there is: never into a space that others read.

use ekin_i18n::{Date, Time};
use ekin_protocol::id::{ObjectId, Ord, SpaceId};
use ekin_protocol::membership::{Role, SpaceKind};

use super::command::{Command, writable};
use super::device::Device;
use super::error::AppError;
use super::outing::{objects, people};
use super::query::moment;
use super::space::one_space;
use super::territory::role_here;
use crate::domain::fact::value::{Line, Prose};
use crate::domain::fact::{Fact as _, Incident, VERSION};
use crate::domain::person::PersonId;
use crate::domain::unknown::Unknown;
use crate::storage::{DEFAULT_ZONE, Read, Space, Tx};

/// How far clocks of two devices may be apart, in ms, before an hour is taken for one to come.
const CLOCKS_MS: i64 = 3_600_000;

/// An incident to report.
#[derive(Clone, Debug, Default)]
pub struct NewIncident {
    /// What happened.
    pub what: String,
    /// Whom it concerns, each by name or the beginning of an id.
    pub people: Vec<String>,
    /// When, ms since 1970; now where it is not said.
    pub when_ms: Option<i64>,
    /// What was done about it.
    pub measures: Option<String>,
    /// Where, in words.
    pub place: Option<String>,
}

/// What reporting an incident can fail with. Nothing was written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IncidentError {
    /// Others than a staff read the space, or this device is none of its staff.
    #[error("not a space for the staff alone")]
    NotForStaff {
        /// What people call it.
        name: String,
    },
    /// It is said to happen in the future.
    #[error("not yet")]
    NotYet {
        /// When, in the zone of this device's houses.
        when: Option<(Date, Time)>,
    },
}

/// Where an incident is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reported {
    /// In the space of a staff.
    Sealed {
        /// The space.
        space: SpaceId,
        /// Its id there.
        object: ObjectId,
    },
    /// On this device alone, until there is such a space here.
    Kept,
}

/// One incident.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IncidentShown {
    /// Its id; none while it is kept on this device.
    pub object: Option<ObjectId>,
    /// What happened.
    pub what: String,
    /// When, in the zone of its space.
    pub when: Option<(Date, Time)>,
    /// Whom it concerns, with the names that are known here.
    pub people: Vec<(PersonId, Option<String>)>,
    /// What was done about it.
    pub measures: Option<String>,
    /// Where.
    pub place: Option<String>,
    /// The device that reported it; none while it is kept on this one.
    pub by: Option<Ord>,
    /// Whether the log has it.
    pub logged: bool,
}

impl Device {
    /// Reports an incident to the staff: into the space that is named, else the only one of a staff here; with none, it is kept until
    /// there is one.
    ///
    /// # Errors
    /// [`AppError::Words`], [`AppError::NoPerson`]; [`IncidentError`] for a space that others than a staff read, and for an hour
    /// to come; [`AppError::SeveralSpaces`].
    pub fn report_incident(&self, space: Option<SpaceId>, new: &NewIncident) -> Result<Reported, AppError> {
        self.store().write(|tx| {
            let names = people::names(tx)?;
            let mut people = Vec::new();
            for wanted in &new.people {
                let person = people::person(&names, [], wanted)?;
                if !people.contains(&person) {
                    people.push(person);
                }
            }
            let prose = |text: &str| Prose::of(text).ok_or(AppError::Words);
            if let Some(ms) = new.when_ms.filter(|ms| *ms > tx.now_ms.saturating_add(CLOCKS_MS)) {
                let when = moment(ms, DEFAULT_ZONE);
                return Err(IncidentError::NotYet { when }.into());
            }
            let fact = Incident {
                what: prose(&new.what)?,
                when_ms: new.when_ms.unwrap_or(tx.now_ms),
                people,
                measures: new.measures.as_deref().map(prose).transpose()?,
                place: match &new.place {
                    Some(place) => Some(Line::of(place).ok_or(AppError::Words)?),
                    None => None,
                },
                version: VERSION,
                unknown: Unknown::default(),
            };
            match self.staff(tx, space)? {
                Some(staff) => Ok(Reported::Sealed {
                    space: staff.id,
                    object: self.seal_incident(tx, &staff, &fact)?,
                }),
                None => {
                    tx.keep_incident(&fact.write()?)?;
                    Ok(Reported::Kept)
                }
            }
        })
    }

    /// The incidents of a staff's space, the last reported first; those that are kept on this device come before.
    ///
    /// # Errors
    /// [`IncidentError::NotForStaff`].
    pub fn incidents(&self, space: Option<SpaceId>) -> Result<Vec<IncidentShown>, AppError> {
        self.store().read(|read| {
            let names = people::names(read)?;
            let mut shown = Vec::new();
            for (_, body) in read.kept_incidents()?.into_iter().rev() {
                shown.push(line(&names, &Incident::read(&body)?, DEFAULT_ZONE));
            }
            let Some(staff) = self.staff(read, space)? else {
                return Ok(shown);
            };
            for object in objects::<Incident>(read, &staff)? {
                let Some(head) = object.shown() else { continue };
                let Ok(fact) = head.read::<Incident>() else {
                    continue;
                };
                shown.push(IncidentShown {
                    object: Some(object.object),
                    by: Some(head.by),
                    logged: head.place.is_some(),
                    ..line(&names, &fact, staff.zone)
                });
            }
            Ok(shown)
        })
    }

    /// Incidents that were kept go into the space of the staff, if there is one here now. Says how many.
    ///
    /// # Errors
    /// Those of the store.
    pub fn seal_kept_incidents(&self) -> Result<usize, AppError> {
        if self.store().read(|read| read.kept_incidents())?.is_empty() {
            return Ok(0);
        }
        self.store().write(|tx| {
            let Ok(Some(staff)) = self.staff(tx, None) else {
                return Ok(0);
            };
            let kept = tx.kept_incidents()?;
            for (number, body) in &kept {
                self.seal_incident(tx, &staff, &Incident::read(body)?)?;
                tx.remove_kept_incident(*number)?;
            }
            Ok(kept.len())
        })
    }

    fn seal_incident(&self, tx: &Tx<'_>, staff: &Space, fact: &Incident) -> Result<ObjectId, AppError> {
        let mut command = Command::begin(self, tx, staff.id)?;
        let object = command.new_object();
        match fact.people.as_slice() {
            // What concerns one person alone is forgotten with them.
            [person] => command.put_of_person(&object, fact, *person)?,
            _ => {
                let unit = command.new_unit()?;
                command.put_under(&object, fact, Some(unit))?
            }
        };
        command.send()?;
        Ok(object)
    }

    /// The staff's space that is meant, into which this device may write: nobody but a staff reads it.
    fn staff(&self, read: &Read<'_>, space: Option<SpaceId>) -> Result<Option<Space>, AppError> {
        if let Some(space) = space {
            let space = one_space(read, space)?;
            return match self.is_for_staff(read, &space)? {
                true => Ok(Some(space)),
                false => Err(IncidentError::NotForStaff { name: space.name }.into()),
            };
        }
        let mut staff = Vec::new();
        for space in read.private_spaces()? {
            if self.is_for_staff(read, &space)? {
                staff.push(space);
            }
        }
        match staff.len() {
            0 | 1 => Ok(staff.pop()),
            _ => Err(AppError::SeveralSpaces {
                names: staff
                    .iter()
                    .map(|space| format!("{} ({})", space.name, space.id))
                    .collect(),
            }),
        }
    }

    fn is_for_staff(&self, read: &Read<'_>, space: &Space) -> Result<bool, AppError> {
        if space.kind != SpaceKind::Staff || writable(read, space.id, self.around()).is_err() {
            return Ok(false);
        }
        let Some(members) = read.membership(space.sp)? else {
            return Ok(false);
        };
        let mut others = members.members.iter().filter_map(|member| member.role());
        let read_by_others = others.any(|role| matches!(role, Role::Volunteer | Role::Resident));
        Ok(!read_by_others && role_here(read, space.sp)?.is_some_and(|role| role.is_staff()))
    }
}

fn line(names: &people::Names, fact: &Incident, zone: chrono_tz::Tz) -> IncidentShown {
    let named = |person: &PersonId| (*person, names.get(person).cloned());
    IncidentShown {
        object: None,
        what: fact.what.as_str().to_owned(),
        when: moment(fact.when_ms, zone),
        people: fact.people.iter().map(named).collect(),
        measures: fact
            .measures
            .as_ref()
            .map(|measures| measures.as_str().to_owned()),
        place: fact.place.as_ref().map(|place| place.as_str().to_owned()),
        by: None,
        logged: false,
    }
}

#[cfg(test)]
mod tests;
