//! Blobs as a person looks at them: a list, one opened.

use std::io::Write;

use ekin_protocol::blob::check_chunk;
use ekin_protocol::id::{ObjectId, Ord, SpaceId};
use ekin_protocol::item::kind;
use ekin_protocol::limits;

use super::Device;
use crate::app::error::AppError;
use crate::app::fact::{FactCursor, object_of};
use crate::app::meant::only;
use crate::app::space::one_space;
use crate::domain::fact::Media;
use crate::storage::{BlobRow, Read, Space};

/// How far a blob of this device's has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlobState {
    /// On this device, and nowhere else.
    OnThisDevice,
    /// The relay has it, or a part of it; not all has been confirmed.
    Sent,
    /// The relay has it whole, and the log its record.
    Received,
    /// Somebody else's, which this device has not seen at the relay yet.
    Announced,
}

/// How much of it is on this device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Held {
    /// Nothing.
    No,
    /// The small picture.
    Preview,
    /// A part: so many bytes.
    Part(u64),
    /// All of it.
    Whole,
}

/// One line of a list of blobs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BlobLine {
    /// Its media record.
    pub object: ObjectId,
    /// What is on it, or what it is called.
    pub title: Option<String>,
    /// Media type; none while its key is not here.
    pub media_type: Option<String>,
    /// Its size, in bytes.
    pub size: u64,
    /// Width and height of a picture, in pixels.
    pub pixels: Option<(u64, u64)>,
    /// The device that added it.
    pub by: Ord,
    /// Its clock then, ms since 1970, for display.
    pub at_ms: i64,
    /// How far it has come.
    pub state: BlobState,
    /// How much of it is here.
    pub held: Held,
    /// Whether it is to be fetched.
    pub wanted: bool,
    /// Whether it stays here.
    pub pinned: bool,
    /// Where the next page begins.
    pub cursor: FactCursor,
}

impl Device {
    /// Blobs of a space, the last added first; at most `limit`, behind a cursor.
    ///
    /// # Errors
    /// [`AppError::UnknownSpace`].
    pub fn blobs(
        &self,
        space: SpaceId,
        behind: Option<FactCursor>,
        limit: u32,
    ) -> Result<Vec<BlobLine>, AppError> {
        let lines = self.facts(space, kind::MEDIA, behind, limit)?;
        self.store().read(|read| {
            let space = one_space(read, space)?;
            let line = |at: &crate::app::fact::FactLine| {
                self.blob_line(read, &space, at.object, at.at_ms, at.cursor)
            };
            lines.iter().map(line).collect()
        })
    }

    /// One blob.
    ///
    /// # Errors
    /// [`AppError::NoBlob`].
    pub fn blob(&self, space: SpaceId, id: &str) -> Result<BlobLine, AppError> {
        self.store().read(|read| {
            let space = one_space(read, space)?;
            self.blob_at(read, &space, find(read, &space, id)?)
        })
    }

    /// The blob of a media record.
    pub(crate) fn blob_at(
        &self,
        read: &Read<'_>,
        space: &Space,
        object: ObjectId,
    ) -> Result<BlobLine, AppError> {
        let missing = || missing(&object.to_string());
        let row = read.fact(space.sp, &object)?.ok_or_else(missing)?;
        self.blob_line(read, space, object, row.at_ms, FactCursor::of(&row))
    }

    fn blob_line(
        &self,
        read: &Read<'_>,
        space: &Space,
        object: ObjectId,
        at_ms: i64,
        cursor: FactCursor,
    ) -> Result<BlobLine, AppError> {
        let heads = object_of(read, space, &object)?;
        let shown = heads.shown().ok_or_else(|| missing(&object.to_string()))?;
        let media = shown.read::<Media>().ok();
        let rows = read.blobs_of(space.sp, &object)?;
        let large = rows.iter().find(|row| !row.thumb);
        let small = rows.iter().any(|row| row.thumb && row.here);
        let came = large.map_or(0, |row| self.shelf().came(&row.address));
        let held = match large {
            Some(row) if row.here => Held::Whole,
            _ if came > 0 => Held::Part(came),
            _ if small => Held::Preview,
            _ => Held::No,
        };
        let all_there = !rows.is_empty() && rows.iter().all(|row| row.relay);
        let state = match (large, shown.out) {
            (Some(row), out) if row.mine => match (all_there, out) {
                (true, None) => BlobState::Received,
                (false, _) if rows.iter().all(|row| !row.relay) => BlobState::OnThisDevice,
                _ => BlobState::Sent,
            },
            (Some(row), _) if row.relay => BlobState::Received,
            _ => BlobState::Announced,
        };
        Ok(BlobLine {
            object,
            title: media
                .as_ref()
                .and_then(|media| Some(media.title.as_ref()?.as_str().to_owned())),
            media_type: media.as_ref().map(|media| media.media_type.as_str().to_owned()),
            size: media.as_ref().map_or(0, |media| media.blob.size),
            pixels: media.as_ref().and_then(|media| media.width.zip(media.height)),
            by: shown.by,
            at_ms,
            state,
            held,
            wanted: large.is_some_and(|row| row.wanted),
            pinned: large.is_some_and(|row| row.pinned),
            cursor,
        })
    }

    /// A blob that is not here is fetched when there is a network for it. Says whether it is here already.
    ///
    /// # Errors
    /// [`AppError::NoBlob`]; [`AppError::NoUnitKey`] while its key is not here.
    pub fn want_blob(&self, space: SpaceId, id: &str) -> Result<bool, AppError> {
        self.store().write(|tx| {
            let space = one_space(tx, space)?;
            let large = large(tx, &space, &find(tx, &space, id)?)?;
            tx.want_blob(large.bl)?;
            tx.use_blob(large.bl)?;
            self.changed();
            Ok(large.here)
        })
    }

    /// Writes a blob, opened and checked chunk by chunk; with `preview`, the small picture of it. Nothing of a chunk that does not fit is
    /// written.
    ///
    /// # Errors
    /// [`AppError::NoBlob`], [`AppError::BlobNotHere`], [`AppError::NoUnitKey`]; [`AppError::BlobDamaged`] when the bytes on
    /// this device are not what was put there; [`AppError::Write`].
    pub fn write_blob(
        &self,
        space: SpaceId,
        id: &str,
        preview: bool,
        out: &mut dyn Write,
    ) -> Result<u64, AppError> {
        let (row, blob) = self.store().read(|read| {
            let space = one_space(read, space)?;
            let object = find(read, &space, id)?;
            let heads = object_of(read, &space, &object)?;
            let media: Media = heads.shown().ok_or_else(|| missing(id))?.read()?;
            crate::app::moment::must_be_visible(read, &space, &media)?;
            let rows = read.blobs_of(space.sp, &object)?;
            let row = rows.into_iter().find(|row| row.thumb == preview && row.here);
            let blob = match preview {
                true => media.thumb,
                false => Some(media.blob),
            };
            row.zip(blob).ok_or(AppError::BlobNotHere)
        })?;
        for (n, hash) in (0u32..).zip(row.hashes.unwrap_or_default()) {
            let at = u64::from(n) * limits::SEALED_CHUNK as u64;
            let sealed = self.shelf().read(&row.address, at, limits::SEALED_CHUNK)?;
            check_chunk(&hash, &sealed).map_err(|_| AppError::BlobDamaged)?;
            let opened = blob.key.open(blob.size, n, &sealed);
            let opened = opened.map_err(|_| AppError::BlobDamaged)?;
            out.write_all(&opened).map_err(AppError::Write)?;
        }
        Ok(blob.size)
    }
}

fn missing(id: &str) -> AppError {
    AppError::NoBlob { id: id.to_owned() }
}

/// The blob whose id begins so.
pub(super) fn find(read: &Read<'_>, space: &Space, id: &str) -> Result<ObjectId, AppError> {
    let id = id.trim().to_lowercase();
    only(read.facts_beginning(space.sp, kind::MEDIA, &id)?, &id, || {
        missing(&id)
    })
}

fn large(read: &Read<'_>, space: &Space, object: &ObjectId) -> Result<BlobRow, AppError> {
    let rows = read.blobs_of(space.sp, object)?;
    rows.into_iter().find(|row| !row.thumb).ok_or(AppError::NoUnitKey)
}
