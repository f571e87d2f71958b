//! Moments as a person looks at them: who is on each, who may see it, what stands in the way.

use std::io::Write;

use ekin_i18n::{Date, Time};
use ekin_protocol::id::{ObjectId, Ord, SpaceId};

use super::{Found, Missing, MomentError, find, masks, share};
use crate::app::blob::{BlobState, Held};
use crate::app::consent::ledger::Consents;
use crate::app::device::Device;
use crate::app::error::AppError;
use crate::app::outing::{objects, people};
use crate::app::query::moment;
use crate::app::space::one_space;
use crate::domain::consent::{Audience, Purpose, Standing};
use crate::domain::fact::{Fact as _, Media};
use crate::domain::person::PersonId;
use crate::storage::{Read, Space, Unshared};

/// How far a moment has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MomentState {
    /// On this device alone.
    Unshared {
        /// How many people on it have no name; none where nobody said who is on it.
        others: Option<u32>,
        /// For each audience, who has not agreed.
        missing: Vec<(Audience, Vec<Missing>)>,
    },
    /// In the space, for others to see.
    Shared {
        /// How far its bytes have come.
        state: BlobState,
        /// How much of it is here.
        held: Held,
    },
    /// It was shared and is hidden: these do not agree any more.
    Hidden(Vec<Missing>),
}

/// One moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MomentLine {
    /// Its id.
    pub object: ObjectId,
    /// What there is to say of it; none while it is hidden.
    pub words: Option<String>,
    /// Who is on it, with the names that are known here.
    pub people: Vec<(PersonId, Option<String>)>,
    /// Who may see it; none while it was not shared.
    pub audience: Option<Audience>,
    /// What for.
    pub purpose: Purpose,
    /// Faces that are covered, or will be when it is shared.
    pub masks: u64,
    /// The device that covered them, where the space knows it.
    pub masked_by: Option<Ord>,
    /// The device that shared it.
    pub by: Option<Ord>,
    /// When it was added or shared, by that device's clock, in the space's zone.
    pub when: Option<(Date, Time)>,
    /// Media type.
    pub media_type: String,
    /// Width and height of a picture, in pixels.
    pub pixels: Option<(u64, u64)>,
    /// How far it has come.
    pub state: MomentState,
}

impl Device {
    /// The moments of a space: those that were not shared first, then the last shared first.
    ///
    /// # Errors
    /// [`AppError::UnknownSpace`].
    pub fn moments(&self, space: SpaceId) -> Result<Vec<MomentLine>, AppError> {
        self.store().read(|read| {
            let look = Look::at(self, read, one_space(read, space)?)?;
            let mut lines = Vec::new();
            for one in read.unshared(look.space.sp)? {
                lines.push(look.unshared(&one, &Media::read(&one.body)?));
            }
            for one in objects::<Media>(read, &look.space)? {
                let media = one.shown().and_then(|head| head.read::<Media>().ok());
                if let Some(media) = media.filter(Media::is_moment) {
                    lines.push(look.shared(&one.object, &media)?);
                }
            }
            Ok(lines)
        })
    }

    /// One moment.
    ///
    /// # Errors
    /// [`MomentError::NoMoment`].
    pub fn moment(&self, space: SpaceId, id: &str) -> Result<MomentLine, AppError> {
        self.store().read(|read| {
            let look = Look::at(self, read, one_space(read, space)?)?;
            match find(read, &look.space, id)? {
                Found::Unshared(one, media) => Ok(look.unshared(&one, &media)),
                Found::Shared(object, media) => look.shared(&object, &media),
            }
        })
    }

    /// Writes a moment for this person to look at: as it is here, with no cover that is not burnt in yet.
    ///
    /// # Errors
    /// [`MomentError::NoMoment`], [`MomentError::Hidden`], [`AppError::BlobNotHere`], [`AppError::Write`].
    pub fn write_moment(&self, space: SpaceId, id: &str, out: &mut dyn Write) -> Result<u64, AppError> {
        let found = self
            .store()
            .read(|read| find(read, &one_space(read, space)?, id))?;
        match found {
            Found::Unshared(_, media) => {
                let bytes = self.opened_blob(&media.blob)?;
                out.write_all(&bytes).map_err(AppError::Write)?;
                Ok(bytes.len() as u64)
            }
            Found::Shared(object, _) => self.write_blob(space, &object.to_string(), false, out),
        }
    }
}

/// What is known while moments of one space are looked at.
struct Look<'a> {
    device: &'a Device,
    read: &'a Read<'a>,
    space: Space,
    names: people::Names,
    consents: Consents,
}

impl<'a> Look<'a> {
    fn at(device: &'a Device, read: &'a Read<'a>, space: Space) -> Result<Self, AppError> {
        Ok(Self {
            device,
            read,
            space,
            names: people::names(read)?,
            consents: Consents::all(read)?,
        })
    }

    fn named(&self, mut missing: Vec<Missing>) -> Vec<Missing> {
        for one in &mut missing {
            one.name = self.names.get(&one.person).cloned();
        }
        missing
    }

    fn line(&self, object: ObjectId, media: &Media, state: MomentState) -> MomentLine {
        let named = |person: &PersonId| (*person, self.names.get(person).cloned());
        MomentLine {
            object,
            words: media.words.as_ref().map(|words| words.as_str().to_owned()),
            people: media.people.iter().map(named).collect(),
            audience: media.audience(),
            purpose: media.purpose(),
            masks: media.masks.unwrap_or(0),
            masked_by: None,
            by: None,
            when: None,
            media_type: media.media_type.as_str().to_owned(),
            pixels: media.width.zip(media.height),
            state,
        }
    }

    fn unshared(&self, one: &Unshared, media: &Media) -> MomentLine {
        let missing = Audience::ALL.map(|audience| {
            let may = share::may_leave(&self.consents, &self.space, media, &[audience], self.read.now_ms);
            (audience, self.named(may.err().unwrap_or_default()))
        });
        let state = MomentState::Unshared {
            others: one.others,
            missing: missing.into(),
        };
        let line = self.line(one.object, media, state);
        MomentLine {
            masks: line.masks.saturating_add(masks(one).count() as u64),
            when: moment(one.at_ms, self.space.zone),
            ..line
        }
    }

    fn shared(&self, object: &ObjectId, media: &Media) -> Result<MomentLine, AppError> {
        let members = self.read.membership(self.space.sp)?;
        let masked_by = media.masked_by.map(ekin_protocol::id::SignKey);
        let masked_by = members
            .as_ref()
            .zip(masked_by)
            .and_then(|(members, key)| members.by_key(&key).map(|member| member.ord));
        let hidden = hidden(&self.consents, &self.space, media, self.read.now_ms);
        let blob = self.device.blob_at(self.read, &self.space, *object)?;
        let state = match hidden.is_empty() {
            true => MomentState::Shared {
                state: blob.state,
                held: blob.held,
            },
            false => MomentState::Hidden(self.named(hidden)),
        };
        let line = self.line(*object, media, state);
        Ok(MomentLine {
            words: line
                .words
                .filter(|_| !matches!(line.state, MomentState::Hidden(_))),
            masked_by,
            by: Some(blob.by),
            when: moment(blob.at_ms, self.space.zone),
            ..line
        })
    }
}

/// Whose consent to what was shared ended, as far as is known here. That somebody never said yes here says nothing: whoever shared it
/// asked, and may know what this device does not.
fn hidden(consents: &Consents, space: &Space, media: &Media, now_ms: i64) -> Vec<Missing> {
    let Some(audience) = media.audience() else {
        return Vec::new();
    };
    let Err(mut missing) = share::may_leave(consents, space, media, &share::ways(space, audience), now_ms)
    else {
        return Vec::new();
    };
    let over = media.until_ms.filter(|until| *until <= now_ms);
    for one in &mut missing {
        if let (Standing::NotAsked, Some(until)) = (one.standing, over) {
            one.standing = Standing::Expired(until);
        }
    }
    missing.retain(|one| one.standing.is_no() || matches!(one.standing, Standing::Expired(_)));
    missing
}

/// What is hidden is not opened.
///
/// # Errors
/// [`MomentError::Hidden`].
pub(crate) fn must_be_visible(read: &Read<'_>, space: &Space, media: &Media) -> Result<(), AppError> {
    if !media.is_moment() {
        return Ok(());
    }
    let mut missing = hidden(&Consents::all(read)?, space, media, read.now_ms);
    if missing.is_empty() {
        return Ok(());
    }
    let names = people::names(read)?;
    for one in &mut missing {
        one.name = names.get(&one.person).cloned();
    }
    Err(MomentError::Hidden(missing).into())
}
