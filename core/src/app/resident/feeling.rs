//! How a person is before an outing and after it: said by them, seen by them and by who accompanies them. There is no query of
//! several persons' faces together: nobody ranks them, nobody takes a mean.

use std::collections::BTreeMap;

use ekin_i18n::{Date, Time};
use ekin_protocol::id::{ObjectId, Ord, SpaceId};
use ekin_protocol::membership::Role;

use super::aim::{Aim, aimed, known};
use super::whose;
use crate::app::command::Command;
use crate::app::device::Device;
use crate::app::error::AppError;
use crate::app::outing::{objects, people};
use crate::app::query::moment;
use crate::app::space::one_space;
use crate::app::territory::role_here;
use crate::domain::fact::value::Line;
use crate::domain::fact::{Feeling, VERSION};
use crate::domain::feeling::{Face, Moment};
use crate::domain::person::PersonId;
use crate::domain::unknown::Unknown;

/// What a person said of an outing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FeelingsShown {
    /// The outing's plan, or the listing, with what it is.
    pub outings: Vec<(ObjectId, Aim, BTreeMap<Moment, FaceShown>)>,
}

/// One face.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FaceShown {
    /// The face; none for one of a newer version.
    pub face: Option<Face>,
    /// What they said with it.
    pub note: Option<String>,
    /// The device where it was written down.
    pub by: Ord,
    /// When, by its clock, in the space's zone.
    pub when: Option<(Date, Time)>,
    /// Two tablets wrote down different faces; the later is shown.
    pub conflict: bool,
    /// It is only on this device, or with a phone that was met.
    pub pending: bool,
}

impl Device {
    /// Writes down how a person is, before an outing or after it.
    ///
    /// # Errors
    /// [`AppError::NoPerson`], [`AppError::NoProfile`], [`AppError::NoListing`], [`AppError::Words`], [`AppError::NotAllowed`].
    pub fn feel(
        &self,
        space: SpaceId,
        person: &str,
        outing: &str,
        (moment, face): (Moment, Face),
        note: Option<&str>,
    ) -> Result<ObjectId, AppError> {
        self.store().write(|tx| {
            let mut command = Command::begin(self, tx, space)?;
            let here = command.space().clone();
            let (person, ..) = whose(tx, &here, person)?;
            let feeling = Feeling {
                outing: aimed(tx, &here, outing)?,
                person,
                moment: Line::of(moment.word()).ok_or(AppError::Words)?,
                face: Line::of(face.word()).ok_or(AppError::Words)?,
                note: match note {
                    Some(note) => Some(Line::of(note).ok_or(AppError::Words)?),
                    None => None,
                },
                version: VERSION,
                unknown: Unknown::default(),
            };
            let unit = command.unit_of(person)?;
            let object = feeling.object(&space);
            command.put_beside_under(&object, &feeling, unit)?;
            command.send()?;
            Ok(object)
        })
    }

    /// How one person was before and after their outings, the last first.
    ///
    /// # Errors
    /// [`AppError::NoPerson`]; [`AppError::NotAllowed`] for whoever neither lives in the house nor accompanies anybody.
    pub fn feelings(&self, space: SpaceId, person: &str) -> Result<FeelingsShown, AppError> {
        self.store().read(|read| {
            let here = one_space(read, space)?;
            let role = role_here(read, here.sp)?.ok_or(AppError::NotAMember)?;
            if !role.is_staff() && !matches!(role, Role::Resident | Role::Volunteer) {
                return Err(AppError::NotAllowed);
            }
            let names = people::names(read)?;
            let person: PersonId = people::person(&names, [], person)?;
            let mut shown = FeelingsShown::default();
            for object in objects::<Feeling>(read, &here)? {
                let last = object.heads.iter().rev().find_map(|head| {
                    let said = head.read::<Feeling>().ok()?;
                    (said.person == person).then_some((head, said))
                });
                let Some((head, said)) = last else { continue };
                let Some(at) = Moment::from_word(said.moment.as_str()) else {
                    continue;
                };
                let face = FaceShown {
                    face: Face::from_word(said.face.as_str()),
                    note: said.note.map(|note| note.as_str().to_owned()),
                    by: head.by,
                    when: moment(i64::try_from(head.at_ms).unwrap_or(i64::MAX), here.zone),
                    conflict: object.conflict,
                    pending: head.place.is_none(),
                };
                match shown
                    .outings
                    .iter_mut()
                    .find(|(outing, ..)| *outing == said.outing)
                {
                    Some((_, _, faces)) => {
                        faces.insert(at, face);
                    }
                    None => {
                        let aim = known(read, &said.outing)?;
                        shown
                            .outings
                            .push((said.outing, aim, BTreeMap::from([(at, face)])));
                    }
                }
            }
            Ok(shown)
        })
    }
}
