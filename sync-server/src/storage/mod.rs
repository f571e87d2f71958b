//! Where a relay keeps its logs. One trait with two implementations: [`sqlite`] for a server and [`memory`] for
//! simulations. What is admitted is decided in [`crate::admit`], the same for both; they differ in where bytes lie.

pub mod beside;
mod chains;
mod erasure;
pub mod memory;
pub mod sqlite;

use std::sync::Arc;

use ekin_protocol::admission::Checked;
use ekin_protocol::code::Code;
use ekin_protocol::entry::Entry;
use ekin_protocol::envelope::Frame;
use ekin_protocol::id::{EnvelopeId, Incarnation, Instance, Ord, R, RecordId, SegmentHash, Short, SpaceId};
use ekin_protocol::membership::{Body, Membership, SignedRecord};

/// What can go wrong below the rules.
#[derive(Debug, thiserror::Error)]
pub enum StorageError {
    /// SQLite refused or failed.
    #[error("the database failed")]
    Sqlite(#[from] rusqlite::Error),
    /// A file of the data folder could not be read or written.
    #[error("a file of the data folder could not be read or written")]
    Io(#[from] std::io::Error),
    /// Made by a newer version of the relay.
    #[error(
        "the database is of schema {found}, this version knows up to {known}: start the newer version again"
    )]
    NewerSchema {
        /// Schema of the file.
        found: u32,
        /// The last schema that this version knows.
        known: u32,
    },
    /// Stored bytes that cannot be what was stored.
    #[error("stored {what} is damaged: run `ekin-sync-server check`, then restore a backup")]
    Damaged {
        /// What was read.
        what: &'static str,
    },
    /// A thread panicked while it held the writer.
    #[error("the writer stopped in the middle of a write: start the relay again")]
    Poisoned,
}

/// Result of a call to the storage.
pub type Result<T> = std::result::Result<T, StorageError>;

/// One frame on its way into the log.
#[derive(Clone, Debug)]
pub enum Prepared {
    /// Opened, and its signature checked against the author's key.
    Checked(Box<Checked>),
    /// The author was not known when it arrived; a record before it in the queue may add it.
    Unchecked(Box<Frame>),
    /// It was in the log that this relay lost: a member has shown that.
    Lost(Box<Frame>),
    /// Refused before it reached the log.
    Refused(EnvelopeId, Code),
}

/// Something to write. A batch of them is one transaction, in which one that is refused changes nothing.
#[derive(Clone, Debug)]
pub enum Write {
    /// Makes a space of a genesis and the records that follow it; what is there already is passed over.
    Create(Vec<SignedRecord>),
    /// Frames of one space, in order of their authors' chains.
    Push {
        /// The space.
        space: SpaceId,
        /// The frames.
        frames: Vec<Prepared>,
    },
    /// A membership record, built on the head that it names.
    Record {
        /// The space.
        space: SpaceId,
        /// The record.
        record: Box<SignedRecord>,
        /// Whether it was in the log that this relay lost: a member has shown that.
        lost: bool,
    },
}

impl Write {
    /// Whether it has something erased.
    pub(crate) fn erases(&self) -> bool {
        let erases = |record: &SignedRecord| matches!(record.record.body, Body::Erase(_));
        match self {
            Self::Create(records) => records.iter().any(erases),
            Self::Record { record, .. } => erases(record),
            Self::Push { .. } => false,
        }
    }
}

/// What became of a [`Write`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Written {
    /// Of [`Write::Create`].
    Created(std::result::Result<LogHead, Code>),
    /// Of [`Write::Push`].
    Pushed {
        /// Of each frame, in order: its place in the log with the id that is logged there, or why not.
        verdicts: Vec<(EnvelopeId, std::result::Result<u64, Code>)>,
        /// The head after them; none where there is no such space.
        head: Option<LogHead>,
    },
    /// Of [`Write::Record`]: its place in the log, or why not.
    Recorded(RecordId, std::result::Result<u64, Code>),
}

/// How far a log goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LogHead {
    /// Last place; 0 when the log is empty.
    pub seq: u64,
    /// Running hash there.
    pub r: R,
    /// Time of that entry in ms since 1970.
    pub t_ms: u64,
}

/// A space as it stood after the last commit.
#[derive(Clone, Debug)]
pub struct Snapshot {
    /// The space.
    pub space: SpaceId,
    /// How far its log goes.
    pub head: LogHead,
    /// First place of the block that is still open.
    pub open_block: u64,
    /// Who belongs to it.
    pub members: Arc<Membership>,
    /// Bytes of its log.
    pub bytes: u64,
    /// Bytes that it may use.
    pub quota: u64,
    /// Whether the operator has frozen it.
    pub frozen: bool,
    /// Bytes of the log when the packer last ran.
    pub packed_bytes: u64,
    /// Place up to which it is packed.
    pub packed_seq: u64,
    /// Until when, in ms since 1970, new membership records wait.
    pub healing_until: u64,
    /// Place up to which there is a backup.
    pub backed: u64,
    /// Place up to which the backup before that goes.
    pub backed_before: u64,
    /// Place up to which the log is gone at a checkpoint; 0 where it is whole.
    pub cut: u64,
}

/// One envelope as the packer sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Liveness {
    /// Place in the log.
    pub seq: u64,
    /// How many items it has.
    pub items: u8,
    /// Bytes of its frame.
    pub bytes: u32,
    /// Items that do not live here: dead, or held by an earlier envelope.
    pub dead: u64,
    /// Items that name a record which the log does not hold: kept in packs even when dead.
    pub kept: u64,
    /// Items whose payload was erased before its time: no segment is to hold them.
    pub erased: u64,
}

impl Liveness {
    /// The items that belong in a pack.
    pub fn packed(&self) -> u64 {
        let all = u64::MAX >> (64 - u32::from(self.items.clamp(1, 64)));
        (!self.dead | self.kept) & all
    }
}

/// One segment as it is stored beside its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackedSegment {
    /// Its name.
    pub hash: SegmentHash,
    /// Its size.
    pub bytes: u64,
    /// Each envelope in it, in order of the log, with the set of its items that the segment holds.
    pub contents: Vec<(u64, u64)>,
}

impl PackedSegment {
    /// How many items it holds.
    pub fn total(&self) -> u64 {
        self.contents
            .iter()
            .map(|(_, items)| u64::from(items.count_ones()))
            .sum()
    }
}

/// What the packer works from: one consistent look at a space.
#[derive(Clone, Debug)]
pub struct PackInputs {
    /// The head at that moment.
    pub head: LogHead,
    /// `live_root` there.
    pub live_root: [u8; 32],
    /// How many items live.
    pub live_count: u64,
    /// The segments of the last pack, oldest first.
    pub segments: Vec<PackedSegment>,
    /// Place up to which they go.
    pub packed_seq: u64,
    /// Every envelope that is in a segment or came after the last pack, by place.
    pub envelopes: Vec<Liveness>,
    /// Bytes of the log at that moment.
    pub log_bytes: u64,
}

/// What the packer made.
#[derive(Clone, Debug)]
pub struct NewPack {
    /// Place N of the manifest.
    pub seq: u64,
    /// Bytes of the log at N.
    pub log_bytes: u64,
    /// The signed manifest.
    pub manifest: Vec<u8>,
    /// All segments of it, oldest first; bytes only of those that are new.
    pub segments: Vec<(PackedSegment, Option<Vec<u8>>)>,
}

/// A row of `space list`, and what metrics say of a space.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpaceInfo {
    /// The space.
    pub space: SpaceId,
    /// How far its log goes.
    pub head: LogHead,
    /// Bytes of its log.
    pub bytes: u64,
    /// Bytes that it may use.
    pub quota: u64,
    /// Whether it is frozen.
    pub frozen: bool,
    /// Until when, in ms since 1970, new membership records wait.
    pub healing_until: u64,
    /// Place up to which there is a backup.
    pub backed: u64,
}

/// A piece of a block of the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// Entries up to the block's end, or to the head.
    pub entries: Vec<Entry>,
    /// Whether the block never changes again.
    pub closed: bool,
}

/// Where logs are kept. Every call is synchronous; a server calls it off its event loop.
pub trait Storage: beside::Beside + Send + Sync + 'static {
    /// Carries out a batch in one transaction, at the relay's time `now_ms`. An error means that nothing of the
    /// batch was kept.
    fn write(&self, batch: &[Write], now_ms: u64) -> Result<Vec<Written>>;

    /// Looks whether another process has changed what is stored.
    fn refresh(&self) -> Result<()> {
        Ok(())
    }

    /// A space as it stood after the last commit.
    fn snapshot(&self, space: &SpaceId) -> Result<Option<Arc<Snapshot>>>;

    /// The spaces whose ids begin so.
    fn find(&self, prefix: &[u8; 8]) -> Result<Vec<SpaceId>>;

    /// Every space, oldest first.
    fn spaces(&self) -> Result<Vec<SpaceInfo>>;

    /// Entries after a place, whole, as many as fit; at least one when there is one.
    fn read(&self, space: &SpaceId, after: u64, max_bytes: usize, max_entries: usize) -> Result<Vec<Entry>>;

    /// The entries from a place to the end of its block; none where the log does not go so far.
    fn stretch(&self, space: &SpaceId, from: u64) -> Result<Option<Stretch>>;

    /// Membership records after a place, oldest first.
    fn member_entries(&self, space: &SpaceId, after: u64, max_entries: usize) -> Result<Vec<Entry>>;

    /// Running hash and view at a place that the log has.
    fn mark(&self, space: &SpaceId, seq: u64) -> Result<Option<(R, Short)>>;

    /// Last place of a chain and the content id there.
    fn chain(&self, space: &SpaceId, ord: Ord, incarnation: &Incarnation) -> Result<Option<(u64, Short)>>;

    /// The notices of new instances in a log.
    fn notices(&self, space: &SpaceId) -> Result<Vec<(u64, Instance)>>;

    /// The relay's instance.
    fn instance(&self) -> Result<Instance>;

    /// Starts a new instance: its notice goes into every log, and every space heals.
    fn start_instance(&self, instance: Instance, now_ms: u64) -> Result<()>;

    /// A space heals no longer: new membership records are taken. Says whether there is such a space.
    fn finish_healing(&self, space: &SpaceId) -> Result<bool>;

    /// Entries of a log that were admitted again after a restore.
    fn healed(&self, space: &SpaceId) -> Result<u64>;

    /// Notes up to which place of a log there is a backup.
    fn note_backed(&self, space: &SpaceId, seq: u64) -> Result<()>;

    /// Entries of all logs together: grows with each, never shrinks.
    fn entries_total(&self) -> Result<u64>;

    /// One consistent look for the packer; none where there is no such space.
    fn pack_inputs(&self, space: &SpaceId) -> Result<Option<PackInputs>>;

    /// The entry at a place.
    fn entry(&self, space: &SpaceId, seq: u64) -> Result<Option<Entry>>;

    /// Puts a new pack in the place of the last. What it no longer names is kept for downloads in progress and
    /// marked as dropped at `now_ms`.
    fn put_pack(&self, space: &SpaceId, pack: &NewPack, now_ms: u64) -> Result<()>;

    /// Deletes segments that were dropped before a time. Says how many.
    fn purge_segments(&self, before_ms: u64) -> Result<usize>;

    /// The signed manifest of the last pack and its place N.
    fn manifest(&self, space: &SpaceId) -> Result<Option<(u64, Vec<u8>)>>;

    /// A segment's bytes.
    fn segment(&self, space: &SpaceId, hash: &SegmentHash) -> Result<Option<Vec<u8>>>;

    /// Replaces the payloads of at most `max` items that died before a time by their hashes. Says how many. An
    /// item that is kept in packs for a name keeps its payload until the name is met: a segment holds items whole.
    fn erase_dead(&self, before_ms: u64, max: usize) -> Result<usize>;

    /// Lets the envelopes of a private log go up to a place, where a checkpoint stands for them. Membership records,
    /// notices and the chains' ends stay.
    fn cut(&self, space: &SpaceId, upto: u64) -> Result<()>;

    /// Sets the bytes that a space may use. Says whether there is such a space.
    fn set_quota(&self, space: &SpaceId, quota: u64) -> Result<bool>;

    /// Freezes a space, or lets it go on. Says whether there is such a space.
    fn set_frozen(&self, space: &SpaceId, frozen: bool) -> Result<bool>;

    /// Forgets a space. Says whether there was one.
    fn delete(&self, space: &SpaceId) -> Result<bool>;
}

/// Bytes that an entry takes beside its body when it travels, at most.
pub(crate) const ENTRY_OVERHEAD: usize = 32;

impl Prepared {
    /// The envelope's id in its space.
    pub fn id(&self, space: &SpaceId) -> EnvelopeId {
        match self {
            Self::Checked(checked) => checked.id,
            Self::Unchecked(frame) | Self::Lost(frame) => frame.id(space),
            Self::Refused(id, _) => *id,
        }
    }
}

impl Written {
    /// Frames for a space that is not here.
    fn no_space(space: &SpaceId, frames: &[Prepared]) -> Self {
        Self::refused(space, frames, Code::NoSpace)
    }

    /// Frames that are all refused for one reason.
    pub(crate) fn refused(space: &SpaceId, frames: &[Prepared], code: Code) -> Self {
        Self::Pushed {
            verdicts: frames.iter().map(|frame| (frame.id(space), Err(code))).collect(),
            head: None,
        }
    }
}

#[cfg(test)]
pub(crate) mod tests;
