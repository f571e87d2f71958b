//! A moment leaves this device: the rule is asked before anything is queued, and once more in the transaction that queues it.

use std::io::Write;

use ekin_protocol::id::{ObjectId, SpaceId};
use ekin_protocol::membership::SpaceKind;

use super::{Found, Missing, MomentError, find, masks, settle};
use crate::app::command::{Command, writable};
use crate::app::consent::ledger::Consents;
use crate::app::device::Device;
use crate::app::error::AppError;
use crate::app::outing::people;
use crate::app::space::one_space;
use crate::domain::consent::{Audience, Standing};
use crate::domain::fact::value::Line;
use crate::domain::fact::{Access, Fact as _, Media, VERSION};
use crate::domain::unknown::Unknown;
use crate::media;
use crate::media::picture::Area;
use crate::storage::{Read, Space, Tx, Unshared};

/// What the journal of a person calls a moment that left Ekin.
const WHAT: &str = "moment";

/// A moment in a space, for others to see.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SharedMoment {
    /// The space.
    pub space: SpaceId,
    /// Its id there.
    pub object: ObjectId,
}

impl Device {
    /// Shares a moment with an audience to which everybody on it agrees: into the space of its outing for those who were there, into
    /// the house's home for all others. Faces that are to be covered are, and the picture without covers goes from this device
    /// where it was never shared.
    ///
    /// # Errors
    /// [`MomentError::NotNamed`], [`MomentError::NoConsent`] with who has not said yes for what; [`MomentError::NoPlace`],
    /// [`MomentError::SeveralPlaces`]; [`AppError::BlobNotHere`].
    pub fn share_moment(
        &self,
        space: SpaceId,
        id: &str,
        audience: Audience,
        to: Option<SpaceId>,
    ) -> Result<SharedMoment, AppError> {
        let (source, target) = self.store().read(|read| {
            let here = one_space(read, space)?;
            let source = find(read, &here, id)?;
            let target = self.target(read, &here, audience, to)?;
            allowed(read, &target, &source, &ways(&target, audience))?;
            Ok::<_, AppError>((source, target))
        })?;
        let picture = self.as_it_leaves(&source)?;
        let (covered, masked) = covers(&source);
        let media = source.media();
        let at_shelf = self.at_shelf();
        let sealed = self.seal_media(&picture)?;
        let mut fact = Media {
            audience: Line::of(audience.word()),
            purpose: media.purpose.clone(),
            people: media.people.clone(),
            words: media.words.clone(),
            outing: media.outing,
            origin: media.origin,
            masks: (covered > 0).then_some(covered),
            masked_by: masked.then(|| self.keys().sign_key().0).or(media.masked_by),
            ..sealed.fact.clone()
        };
        let shared = self.store().write(|tx| {
            // What was said may have changed while the picture was made.
            let source = find(tx, &one_space(tx, space)?, &source.object().to_string())?;
            fact.until_ms = allowed(tx, &target, &source, &ways(&target, audience))?;
            if let Some(object) = known(tx, &target, &fact)? {
                return Ok(object);
            }
            let mut command = Command::begin(self, tx, target.id)?;
            let object = command.new_object();
            let unit = command.new_unit()?;
            command.put_under(&object, &fact, Some(unit))?;
            command.send()?;
            sealed.own(tx, target.sp)?;
            if let Found::Unshared(one, _) = &source {
                tx.remove_unshared(one_space(tx, space)?.sp, &one.object)?;
            }
            self.make_room(tx)?;
            Ok::<_, AppError>(object)
        });
        drop(at_shelf);
        self.sweep_blobs()?;
        Ok(SharedMoment {
            space: target.id,
            object: shared?,
        })
    }

    /// Writes a moment out of Ekin, for an audience to which everybody on it agrees: a picture to print, a sound to play. That it
    /// was handed out, and for whom, is written down for each person on it.
    ///
    /// # Errors
    /// As [`Device::share_moment`]; [`AppError::Write`].
    pub fn hand_out_moment(
        &self,
        space: SpaceId,
        id: &str,
        audience: Audience,
        out: &mut dyn Write,
    ) -> Result<u64, AppError> {
        let source = self.store().read(|read| {
            let here = one_space(read, space)?;
            let source = find(read, &here, id)?;
            allowed(read, &here, &source, &[audience])?;
            Ok::<_, AppError>(source)
        })?;
        let picture = self.as_it_leaves(&source)?;
        self.store().write(|tx| {
            let here = one_space(tx, space)?;
            allowed(tx, &here, &source, &[audience])?;
            let mut command = Command::begin(self, tx, space)?;
            for person in source.media().people.iter().take(ekin_protocol::limits::ITEMS) {
                let fact = Access {
                    person: *person,
                    what: Line::of(WHAT).ok_or(AppError::Words)?,
                    reason: Line::of(audience.word()).ok_or(AppError::Words)?,
                    note: None,
                    version: VERSION,
                    unknown: Unknown::default(),
                };
                let object = command.new_object();
                command.put(&object, &fact)?;
            }
            command.send()?;
            // Last, so that nothing is written of which nothing is written down.
            out.write_all(&picture.bytes).map_err(AppError::Write)
        })?;
        Ok(picture.bytes.len() as u64)
    }

    /// Removes a moment, for everybody: every copy of it that is on this device, its key and its bytes. Anybody who may write may ask
    /// for that.
    ///
    /// # Errors
    /// [`MomentError::NoMoment`].
    pub fn remove_moment(&self, space: SpaceId, id: &str) -> Result<usize, AppError> {
        let gone = self.store().write(|tx| {
            let here = writable(tx, space, self.around())?;
            let source = find(tx, &here, id)?;
            let (object, origin) = (source.object(), source.media().origin);
            let mut gone = 0;
            for space in tx.private_spaces()? {
                let same = |one: &ObjectId, media: &Media| {
                    (*one == object && space.sp == here.sp) || (origin.is_some() && media.origin == origin)
                };
                for (one, media) in settle::moments(tx, &space)? {
                    if same(&one, &media) {
                        settle::end(self, tx, &space, &one)?;
                        gone += 1;
                    }
                }
                for one in tx.unshared(space.sp)? {
                    if Media::read(&one.body).is_ok_and(|media| same(&one.object, &media)) {
                        tx.remove_unshared(space.sp, &one.object)?;
                        gone += 1;
                    }
                }
            }
            Ok::<_, AppError>(gone)
        })?;
        self.sweep_blobs()?;
        Ok(gone)
    }

    /// The moment as one that was not shared: itself, or a copy of what was, to cover more of.
    pub(super) fn unshared_copy(&self, space: SpaceId, id: &str) -> Result<ObjectId, AppError> {
        let source = self.store().read(|read| {
            let here = writable(read, space, self.around())?;
            let source = find(read, &here, id)?;
            super::must_be_visible(read, &here, source.media())?;
            Ok::<_, AppError>(source)
        })?;
        let Found::Shared(..) = &source else {
            return Ok(source.object());
        };
        let picture = self.as_it_leaves(&source)?;
        let media = source.media();
        let _at_shelf = self.at_shelf();
        let sealed = self.seal_media(&picture)?;
        let fact = Media {
            purpose: media.purpose.clone(),
            people: media.people.clone(),
            words: media.words.clone(),
            outing: media.outing,
            origin: media.origin,
            masks: media.masks,
            masked_by: media.masked_by,
            ..sealed.fact
        };
        let object = ObjectId(self.around().random());
        self.store().write(|tx| {
            let one = Unshared {
                object,
                body: fact.write()?,
                address: fact.blob.address,
                thumb: fact.thumb.as_ref().map(|thumb| thumb.address),
                others: Some(0),
                masks: Vec::new(),
                at_ms: tx.now_ms,
            };
            Ok::<_, AppError>(tx.put_unshared(one_space(tx, space)?.sp, &one)?)
        })?;
        Ok(object)
    }

    /// The clean file as it leaves: with its covers, and a small picture made after them.
    fn as_it_leaves(&self, source: &Found) -> Result<media::Media, AppError> {
        let media = source.media();
        if !self.shelf().has(&media.blob.address) {
            return Err(AppError::BlobNotHere);
        }
        let bytes = self.opened_blob(&media.blob)?;
        let areas: Vec<Area> = match source {
            Found::Unshared(one, _) => masks(one).map(|(area, _)| area).collect(),
            Found::Shared(..) => Vec::new(),
        };
        Ok(match areas.is_empty() {
            false => media::mask(&bytes, &areas)?,
            true => media::reread(bytes)?,
        })
    }

    /// The space in which an audience is.
    fn target(
        &self,
        read: &Read<'_>,
        here: &Space,
        audience: Audience,
        to: Option<SpaceId>,
    ) -> Result<Space, AppError> {
        let wanted = match audience {
            Audience::Present => SpaceKind::Outing,
            _ => SpaceKind::Home,
        };
        let none = || MomentError::NoPlace { audience };
        if let Some(to) = to {
            let to = writable(read, to, self.around())?;
            return (to.kind == wanted).then_some(to).ok_or_else(|| none().into());
        }
        if here.kind == wanted {
            return writable(read, here.id, self.around());
        }
        if wanted == SpaceKind::Outing {
            return Err(none().into());
        }
        let mut homes = read.private_spaces()?;
        homes.retain(|space| space.kind == wanted && writable(read, space.id, self.around()).is_ok());
        match homes.len() {
            0 | 1 => Ok(homes.pop().ok_or_else(none)?),
            _ => Err(MomentError::SeveralPlaces {
                names: homes.into_iter().map(|space| space.name).collect(),
            }
            .into()),
        }
    }
}

impl Found {
    /// Its id.
    pub(super) fn object(&self) -> ObjectId {
        match self {
            Self::Unshared(one, _) => one.object,
            Self::Shared(object, _) => *object,
        }
    }

    /// What a record says of it.
    pub(super) fn media(&self) -> &Media {
        match self {
            Self::Unshared(_, media) | Self::Shared(_, media) => media,
        }
    }
}

/// How many areas are covered in all, and whether this device covers some of them now.
fn covers(source: &Found) -> (u64, bool) {
    let before = source.media().masks.unwrap_or(0);
    match source {
        Found::Unshared(one, _) => (
            before.saturating_add(one.masks.len() as u64),
            !one.masks.is_empty(),
        ),
        Found::Shared(..) => (before, false),
    }
}

/// The copy of it that the space has already.
fn known(tx: &Tx<'_>, target: &Space, fact: &Media) -> Result<Option<ObjectId>, AppError> {
    let same = |media: &Media| {
        media.origin.is_some()
            && (media.origin, &media.audience, media.masks) == (fact.origin, &fact.audience, fact.masks)
            && media.people == fact.people
    };
    let all = settle::moments(tx, target)?;
    Ok(all
        .into_iter()
        .find(|(_, media)| same(media))
        .map(|(object, _)| object))
}

/// Whether a moment may be seen by these; until when the first of the consents holds.
fn allowed(
    read: &Read<'_>,
    space: &Space,
    source: &Found,
    audiences: &[Audience],
) -> Result<Option<i64>, AppError> {
    let media = source.media();
    let others = match source {
        Found::Unshared(one, _) => one.others,
        Found::Shared(..) => Some(0),
    };
    if others != Some(0) || media.hides_people() {
        return Err(MomentError::NotNamed { others }.into());
    }
    let names = people::names(read)?;
    let consents = Consents::all(read)?;
    may_leave(&consents, space, media, audiences, read.now_ms).map_err(|mut missing| {
        for one in &mut missing {
            one.name = names.get(&one.person).cloned();
        }
        MomentError::NoConsent(missing).into()
    })
}

/// Who sees what is for an audience in a space: that audience, and those who are in the space.
pub(super) fn ways(target: &Space, audience: Audience) -> Vec<Audience> {
    let own = match target.kind {
        SpaceKind::Outing => Some(Audience::Present),
        SpaceKind::Home => Some(Audience::House),
        _ => None,
    };
    own.filter(|own| *own < audience)
        .into_iter()
        .chain([audience])
        .collect()
}

/// The rule: everybody on it agrees to each of these audiences. Until when the first of the consents holds, or who does not agree.
pub(super) fn may_leave(
    consents: &Consents,
    space: &Space,
    media: &Media,
    audiences: &[Audience],
    now_ms: i64,
) -> Result<Option<i64>, Vec<Missing>> {
    let (mut until, mut missing) = (None::<i64>, Vec::new());
    for audience in audiences.iter().copied() {
        let stand = consents.standings(space.sp, &media.people, (media.purpose(), audience), now_ms);
        for (person, standing) in stand {
            match standing {
                Standing::Given(end) => until = [until, end].into_iter().flatten().min(),
                standing => missing.push(Missing {
                    person,
                    name: None,
                    audience,
                    standing,
                }),
            }
        }
    }
    match missing.is_empty() && !media.hides_people() {
        true => Ok(until),
        false => Err(missing),
    }
}
