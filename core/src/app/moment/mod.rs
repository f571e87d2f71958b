//! Moments: photos and sounds of people. Each is on this device alone until everybody on it is named and agreed, or is covered,
//! and somebody shares it (`share.rs`); what is shared goes when one of them takes their yes back (`settle.rs`).

mod error;
pub(crate) mod settle;
mod share;
mod show;

use ekin_protocol::id::{ObjectId, SpaceId};
use ekin_protocol::limits;

use super::device::Device;
use super::error::AppError;
use super::meant::only;
use super::outing::{people, plan};
use super::space::one_space;
use crate::domain::consent::Purpose;
use crate::domain::fact::value::{Line, Prose};
use crate::domain::fact::{Fact as _, Media};
use crate::domain::person::PersonId;
use crate::media::picture::{Area, PictureSize};
use crate::media::{self, Format, MediaError, MediaNotice};
use crate::storage::{MASK, Read, Space, Unshared};

pub use error::{Missing, MomentError};
pub use share::SharedMoment;
pub(crate) use show::must_be_visible;
pub use show::{MomentLine, MomentState};

/// A photo or a sound of people.
#[derive(Clone, Debug)]
pub struct NewMoment<'a> {
    /// The file.
    pub bytes: &'a [u8],
    /// What there is to say of it.
    pub words: Option<&'a str>,
    /// Who is on it, each by name or the beginning of an id.
    pub people: Vec<String>,
    /// How many more can be seen or heard on it who have no name here; none while nobody looked.
    pub others: Option<u32>,
    /// The outing, where the space has several.
    pub outing: Option<&'a str>,
    /// What for.
    pub purpose: Purpose,
}

/// A moment that was added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AddedMoment {
    /// Its id.
    pub object: ObjectId,
    /// What the person should know of the file.
    pub notices: Vec<MediaNotice>,
}

impl Device {
    /// Keeps a photo or a sound of people on this device: cleaned, sealed, and queued nowhere.
    ///
    /// # Errors
    /// [`AppError::Media`] for what is not taken, [`MomentError::Paper`] for a PDF; [`AppError::NoPerson`], [`AppError::Words`],
    /// [`AppError::NotAMember`], [`AppError::NotAllowed`].
    pub fn add_moment(&self, space: SpaceId, new: &NewMoment<'_>) -> Result<AddedMoment, AppError> {
        let words = match new.words.map(str::trim).filter(|words| !words.is_empty()) {
            Some(words) => Some(Prose::of(words).ok_or(AppError::Words)?),
            None => None,
        };
        let (people, outing) = self.store().read(|read| {
            let here = super::command::writable(read, space, self.around())?;
            let names = people::names(read)?;
            let people = named(&names, &[], &new.people)?;
            let outing = match plan(read, &here, new.outing) {
                Ok((plan, _)) => Some(plan),
                Err(AppError::NoOuting | AppError::SeveralOutings) if new.outing.is_none() => None,
                Err(other) => return Err(other),
            };
            Ok::<_, AppError>((people, outing))
        })?;
        let clean = media::clean(new.bytes, PictureSize::default())?;
        if clean.format == Format::Pdf {
            return Err(MomentError::Paper.into());
        }
        let object = ObjectId(self.around().random());
        let _at_shelf = self.at_shelf();
        let sealed = self.seal_media(&clean)?;
        let fact = Media {
            people,
            words,
            outing,
            origin: Some(object),
            purpose: Line::of(new.purpose.word()),
            ..sealed.fact
        };
        self.store().write(|tx| {
            let here = super::command::writable(tx, space, self.around())?;
            Ok::<_, AppError>(tx.put_unshared(
                here.sp,
                &Unshared {
                    object,
                    body: fact.write()?,
                    address: fact.blob.address,
                    thumb: fact.thumb.as_ref().map(|thumb| thumb.address),
                    others: new.others,
                    masks: Vec::new(),
                    at_ms: tx.now_ms,
                },
            )?)
        })?;
        Ok(AddedMoment {
            object,
            notices: clean.notices,
        })
    }

    /// Says who is on a moment that was not shared yet: these, and so many who have no name here.
    ///
    /// # Errors
    /// [`MomentError::NoMoment`], [`AppError::NoPerson`].
    pub fn name_moment(
        &self,
        space: SpaceId,
        id: &str,
        people: &[String],
        others: u32,
    ) -> Result<ObjectId, AppError> {
        self.change_unshared(space, id, |names, one, fact| {
            fact.people = named(names, &[], people)?;
            let masked = masks(one).map(|(_, person)| person);
            let masked: Vec<PersonId> = masked.flatten().collect();
            fact.people.retain(|person| !masked.contains(person));
            one.others = Some(others);
            Ok(())
        })
    }

    /// Covers areas of a picture when it is shared, for good: of a person who is named, or of somebody who has no name here. A picture
    /// that is shared already is taken as a copy of its own, which this gives.
    ///
    /// # Errors
    /// [`MomentError::NoMoment`], [`MomentError::NotAPicture`], [`MomentError::NotOnIt`]; [`AppError::Media`] for an area that covers
    /// nothing.
    pub fn mask_moment(
        &self,
        space: SpaceId,
        id: &str,
        area: Area,
        of: Option<&str>,
    ) -> Result<ObjectId, AppError> {
        let object = self.unshared_copy(space, id)?;
        self.change_unshared(space, &object.to_string(), |names, one, fact| {
            let (Some(width), Some(height)) = (fact.width, fact.height) else {
                return Err(MomentError::NotAPicture.into());
            };
            let outside = u64::from(area.x) >= width || u64::from(area.y) >= height;
            if outside || area.width == 0 || area.height == 0 || one.masks.len() == media::picture::MAX_AREAS
            {
                return Err(MediaError::NothingCovered.into());
            }
            let person = match of {
                Some(name) => {
                    let on_it: people::Names = names
                        .iter()
                        .filter(|(person, _)| fact.people.contains(person))
                        .map(|(person, name)| (*person, name.clone()))
                        .collect();
                    let person = people::person(&on_it, &fact.people, name);
                    let person = person.map_err(|_| MomentError::NotOnIt {
                        name: name.to_owned(),
                    })?;
                    fact.people.retain(|one| *one != person);
                    Some(person)
                }
                None => {
                    one.others = one.others.map(|others| others.saturating_sub(1));
                    None
                }
            };
            one.masks.push(mask_bytes(area, person));
            Ok(())
        })
    }

    /// Changes what is said of a moment that was not shared yet.
    fn change_unshared(
        &self,
        space: SpaceId,
        id: &str,
        change: impl FnOnce(&people::Names, &mut Unshared, &mut Media) -> Result<(), AppError>,
    ) -> Result<ObjectId, AppError> {
        self.store().write(|tx| {
            let here = one_space(tx, space)?;
            let names = people::names(tx)?;
            let Found::Unshared(mut one, mut fact) = find(tx, &here, id)? else {
                return Err(MomentError::NoMoment { id: id.to_owned() }.into());
            };
            change(&names, &mut one, &mut fact)?;
            one.body = fact.write()?;
            tx.put_unshared(here.sp, &one)?;
            Ok(one.object)
        })
    }
}

/// A moment of a space.
enum Found {
    /// It is on this device alone.
    Unshared(Box<Unshared>, Box<Media>),
    /// It was shared.
    Shared(ObjectId, Box<Media>),
}

/// The moment whose id begins so.
fn find(read: &Read<'_>, space: &Space, id: &str) -> Result<Found, AppError> {
    let id = id.trim().to_lowercase();
    let missing = || AppError::from(MomentError::NoMoment { id: id.clone() });
    let mut found = read.unshared_beginning(space.sp, &id)?;
    found.extend(read.facts_beginning(space.sp, ekin_protocol::item::kind::MEDIA, &id)?);
    let object = only(found, &id, missing)?;
    if let Some(one) = read.unshared_one(space.sp, &object)? {
        let fact = Media::read(&one.body)?;
        return Ok(Found::Unshared(Box::new(one), Box::new(fact)));
    }
    let heads = super::fact::object_of(read, space, &object)?;
    let media: Media = heads.shown().ok_or_else(missing)?.read()?;
    match media.is_moment() {
        true => Ok(Found::Shared(object, Box::new(media))),
        false => Err(missing()),
    }
}

/// Those whom a person means, each once.
fn named(names: &people::Names, known: &[PersonId], wanted: &[String]) -> Result<Vec<PersonId>, AppError> {
    let mut people = Vec::new();
    for wanted in wanted {
        let person = people::person(names, known, wanted)?;
        if !people.contains(&person) {
            people.push(person);
        }
    }
    match people.len() <= limits::ITEMS * 4 {
        true => Ok(people),
        false => Err(AppError::TooMuchAtOnce),
    }
}

fn mask_bytes(area: Area, person: Option<PersonId>) -> [u8; MASK] {
    let mut bytes = [0; MASK];
    let numbers = [area.x, area.y, area.width, area.height];
    let parts = numbers.iter().flat_map(|n| n.to_be_bytes());
    let parts = parts.chain(person.map_or([0; 16], |person| person.0));
    bytes.iter_mut().zip(parts).for_each(|(byte, part)| *byte = part);
    bytes
}

/// The areas that are to be covered, with who is under each.
fn masks(one: &Unshared) -> impl Iterator<Item = (Area, Option<PersonId>)> {
    one.masks.iter().map(|bytes| {
        let (numbers, person) = bytes.split_at(MASK / 2);
        let mut numbers = numbers.as_chunks::<4>().0.iter().map(|n| u32::from_be_bytes(*n));
        let mut next = || numbers.next().unwrap_or(0);
        let area = Area {
            x: next(),
            y: next(),
            width: next(),
            height: next(),
        };
        let person = PersonId::from_bytes(person).filter(|person| person.0 != [0; 16]);
        (area, person)
    })
}

#[cfg(test)]
mod tests;
