//! Photos, scans and sounds of private spaces: cleaned before they become blobs, kept sealed on this device, sent and fetched when
//! there is a network for it, removed with their keys.

mod room;
mod show;

use ekin_protocol::blob::{BlobAddress, BlobKey, BlobRef};
use ekin_protocol::hash::sha256;
use ekin_protocol::id::{ObjectId, SpaceId};
use ekin_protocol::limits;

use super::command::Command;
use super::device::Device;
use super::error::AppError;
use crate::domain::fact::Media;
use crate::domain::fact::value::Line;
use crate::media::picture::PictureSize;
use crate::media::{self, MediaNotice, Preview};
use crate::storage::{Sp, Tx};

pub use room::DEFAULT_BUDGET;
pub use show::{BlobLine, BlobState, Held};

/// A file to keep in a space.
#[derive(Clone, Copy, Debug)]
pub struct NewBlob<'a> {
    /// The file.
    pub bytes: &'a [u8],
    /// What is on it, or what it is called.
    pub title: Option<&'a str>,
    /// Whether it is to stay on this device.
    pub pin: bool,
}

/// A file that a space keeps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AddedBlob {
    /// Its media record.
    pub object: ObjectId,
    /// Whether the space had the same clean file already.
    pub known: bool,
    /// What the person should know of it.
    pub notices: Vec<MediaNotice>,
}

/// A blob that was sealed and lies on the shelf.
struct Sealed {
    blob: BlobRef,
    hashes: Vec<[u8; 32]>,
}

/// A file that was sealed with the small picture of it, and what a record says of it so far.
pub(crate) struct SealedMedia {
    pub fact: Media,
    sealed: Vec<Sealed>,
}

impl SealedMedia {
    /// The record of it was written: this device sends what it names. The rows of blobs are made with the record's.
    pub fn own(&self, tx: &Tx<'_>, sp: Sp) -> Result<(), AppError> {
        tx.project_dirty(tx.now_ms)?;
        for sealed in &self.sealed {
            tx.own_blob(sp, &sealed.blob.address, &sealed.hashes)?;
        }
        Ok(())
    }
}

impl Device {
    /// Cleans a file and keeps it: a picture is drawn again without what it says of its place, time and device. The same
    /// clean file twice in a space is one blob.
    ///
    /// # Errors
    /// [`AppError::Media`] for what is no picture, sound or PDF, or too large; [`AppError::Name`] for a title that is too long;
    /// [`AppError::NotAMember`], [`AppError::NotAllowed`].
    pub fn add_blob(&self, space: SpaceId, new: &NewBlob<'_>) -> Result<AddedBlob, AppError> {
        let title = match new.title.map(str::trim).filter(|title| !title.is_empty()) {
            Some(title) => Some(Line::of(title).ok_or(AppError::Name {
                max: crate::domain::text::limit::LINE,
            })?),
            None => None,
        };
        self.store()
            .read(|read| super::command::writable(read, space, self.around()).map(drop))?;
        let clean = media::clean(new.bytes, PictureSize::default())?;
        let sum = sha256(&clean.bytes);
        let known = self.store().write(|tx| {
            let space = super::command::writable(tx, space, self.around())?;
            let known = tx.media_with(space.sp, &sum)?;
            if let (Some(object), true) = (known, new.pin) {
                tx.pin_blob(space.sp, &object, true)?;
            }
            Ok::<_, AppError>(known)
        })?;
        if let Some(object) = known {
            return Ok(AddedBlob {
                object,
                known: true,
                notices: clean.notices,
            });
        }
        let _at_shelf = self.at_shelf();
        let mut sealed = self.seal_media(&clean)?;
        sealed.fact.title = title;
        let object = self.store().write(|tx| {
            let mut command = Command::begin(self, tx, space)?;
            let object = command.new_object();
            let unit = command.new_unit()?;
            command.put_under(&object, &sealed.fact, Some(unit))?;
            let sp = command.space().sp;
            command.send()?;
            sealed.own(tx, sp)?;
            if new.pin {
                tx.pin_blob(sp, &object, true)?;
            }
            self.make_room(tx)?;
            Ok::<_, AppError>(object)
        })?;
        Ok(AddedBlob {
            object,
            known: false,
            notices: clean.notices,
        })
    }

    /// Seals a clean file, and the small picture of it, onto the shelf. Whoever calls holds [`Device::at_shelf`] until the store
    /// names them.
    pub(crate) fn seal_media(&self, clean: &media::Media) -> Result<SealedMedia, AppError> {
        let preview = clean.picture.as_ref();
        let thumb = preview.map(|preview| self.seal(&preview.thumbnail)).transpose()?;
        let large = self.seal(&clean.bytes)?;
        let size = |of: fn(&Preview) -> u32| preview.map(|preview| u64::from(of(preview)));
        let media_type = Line::of(clean.format.media_type()).ok_or(AppError::Name { max: 0 })?;
        let fact = Media {
            thumb: thumb.as_ref().map(|thumb| thumb.blob.clone()),
            width: size(|preview| preview.width),
            height: size(|preview| preview.height),
            ..Media::plain(large.blob.clone(), media_type, sha256(&clean.bytes))
        };
        Ok(SealedMedia {
            fact,
            sealed: thumb.into_iter().chain([large]).collect(),
        })
    }

    /// A blob whose bytes lie whole on the shelf, opened.
    ///
    /// # Errors
    /// [`AppError::BlobDamaged`] when they are not what was put there.
    pub(crate) fn opened_blob(&self, blob: &BlobRef) -> Result<Vec<u8>, AppError> {
        let mut opened = Vec::new();
        for n in 0..ekin_protocol::blob::chunks(blob.size).unwrap_or(0) {
            let at = u64::from(n) * limits::SEALED_CHUNK as u64;
            let sealed = self.shelf().read(&blob.address, at, limits::SEALED_CHUNK)?;
            let chunk = blob.key.open(blob.size, n, &sealed);
            opened.extend(chunk.map_err(|_| AppError::BlobDamaged)?.iter());
        }
        Ok(opened)
    }

    /// Seals bytes chunk by chunk under a key of their own, onto the shelf.
    fn seal(&self, bytes: &[u8]) -> Result<Sealed, AppError> {
        let key = BlobKey::new(self.around().random());
        let size = bytes.len() as u64;
        let mut draft = self.shelf().draft(self.around().random())?;
        let mut hashes = Vec::new();
        for n in 0..ekin_protocol::blob::chunks(size).unwrap_or(0) {
            let from = n as usize * limits::BLOB_CHUNK;
            let to = bytes.len().min(from + limits::BLOB_CHUNK);
            let sealed = key.seal(size, n, bytes.get(from..to).unwrap_or_default())?;
            hashes.push(sha256(&sealed));
            draft.push(&sealed)?;
        }
        let address = BlobAddress::of(&hashes);
        self.shelf().keep(draft, &address)?;
        Ok(Sealed {
            blob: BlobRef { address, key, size },
            hashes,
        })
    }

    /// Removes a photo, a scan, a sound: its key and its bytes go from this device at once, from the relay and the other devices when
    /// they hear of it.
    ///
    /// # Errors
    /// [`AppError::NoBlob`]; [`AppError::NotAllowed`] for what somebody else added whom this device may not correct.
    pub fn remove_blob(&self, space: SpaceId, id: &str) -> Result<ObjectId, AppError> {
        let object = self.store().write(|tx| {
            let mut command = Command::begin(self, tx, space)?;
            let object = show::find(tx, command.space(), id)?;
            command.end(&object)?;
            command.send()?;
            Ok::<_, AppError>(object)
        })?;
        self.sweep_blobs()?;
        Ok(object)
    }

    /// Keeps a blob on this device, or no longer. What is kept is fetched.
    ///
    /// # Errors
    /// [`AppError::NoBlob`].
    pub fn pin_blob(&self, space: SpaceId, id: &str, pinned: bool) -> Result<ObjectId, AppError> {
        self.store().write(|tx| {
            let space = super::space::one_space(tx, space)?;
            let object = show::find(tx, &space, id)?;
            tx.pin_blob(space.sp, &object, pinned)?;
            if !pinned {
                self.make_room(tx)?;
            }
            self.changed();
            Ok(object)
        })
    }
}

#[cfg(test)]
mod tests;
