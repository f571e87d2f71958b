//! What a relay keeps beside the logs: slots, blobs, inboxes, mailboxes, where devices are woken. All of it is sealed, or
//! names nobody; it is overwritten and deleted, and no log knows of it.

use ekin_protocol::code::Code;
use ekin_protocol::id::{Ord, SpaceId};
use ekin_protocol::pages::{BlobState, ChunkList, Slot};

use super::Result;

/// Whether something was taken, or why not.
pub type Verdict = std::result::Result<(), Code>;
/// Address of a blob: the hash of its chunks' hashes.
pub type Address = [u8; 32];
/// Hash of a sealed message.
pub type Message = [u8; 32];

/// Slots that a space may have.
pub const SLOTS: u64 = 65_536;
/// Replies that one mailbox holds.
pub const REPLIES: usize = 16;
/// Names under which one blob may be needed.
pub const NAMES: u64 = 1024;
/// How long a blob that lacks chunks is kept, in ms.
pub const UNFINISHED_MS: u64 = 7 * 86_400_000;
/// How long a reply waits in its mailbox, in ms.
pub const REPLY_MS: u64 = 90 * 86_400_000;

/// Which way a message came into an inbox. Each has its own room: whoever floods one leaves the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, std::cmp::Ord)]
pub enum Lane {
    /// From anybody.
    Open,
    /// From whoever has the territory's code.
    Reserved,
}

impl Lane {
    /// Its number, as it is stored and sent.
    pub fn code(self) -> u8 {
        match self {
            Self::Open => 0,
            Self::Reserved => 1,
        }
    }

    /// The lane with this number.
    pub fn from_code(code: u8) -> Self {
        match code {
            1 => Self::Reserved,
            _ => Self::Open,
        }
    }
}

/// A message that waits in an inbox.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// Its place in the inbox: greater than those of all that came before.
    pub place: u64,
    /// The way it came.
    pub lane: Lane,
    /// When, in ms since 1970.
    pub at_ms: u64,
    /// The sealed message.
    pub sealed: Vec<u8>,
}

/// What all spaces together hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Held {
    /// Slots.
    pub slots: u64,
    /// Bytes of blobs, as far as they have come.
    pub blob_bytes: u64,
    /// Messages in inboxes.
    pub messages: u64,
    /// Replies in mailboxes.
    pub replies: u64,
    /// Devices that want to be woken.
    pub endpoints: u64,
}

/// The part of a storage beside the logs. What names a space that is not here changes nothing and gives
/// [`Code::NoSpace`], or none.
pub trait Beside {
    /// Puts a slot in the place of the one before. More than [`SLOTS`] are [`Code::Quota`].
    fn put_slot(&self, space: &SpaceId, slot: &Slot) -> Result<Verdict>;
    /// Slots after a unit, ascending.
    fn slots(&self, space: &SpaceId, after: Option<[u8; 16]>, max: usize) -> Result<Vec<Slot>>;
    /// Forgets a slot.
    fn drop_slot(&self, space: &SpaceId, unit: &[u8; 16]) -> Result<()>;

    /// Says that a blob is needed under a name, and of what it is made. Its whole size counts from now on: beyond `quota`
    /// bytes of all blobs of the space it is [`Code::Quota`].
    fn need_blob(
        &self,
        space: &SpaceId,
        list: &ChunkList,
        name: &[u8; 16],
        quota: u64,
        now_ms: u64,
    ) -> Result<Verdict>;
    /// It is not needed under that name any more; under no name, it goes.
    fn release_blob(&self, space: &SpaceId, blob: &Address, name: &[u8; 16]) -> Result<()>;
    /// How far a blob has come.
    fn blob(&self, space: &SpaceId, blob: &Address) -> Result<Option<BlobState>>;
    /// Keeps a chunk whose hash was checked against the list.
    fn put_chunk(&self, space: &SpaceId, blob: &Address, n: usize, bytes: &[u8]) -> Result<Verdict>;
    /// Sizes of a blob's chunks; none where the blob lacks one.
    fn chunk_sizes(&self, space: &SpaceId, blob: &Address) -> Result<Option<Vec<u64>>>;
    /// One chunk.
    fn chunk(&self, space: &SpaceId, blob: &Address, n: usize) -> Result<Option<Vec<u8>>>;

    /// Keeps a message. The same again changes nothing; beyond `room` bytes of its lane it is [`Code::Quota`].
    fn put_message(
        &self,
        space: &SpaceId,
        lane: Lane,
        id: &Message,
        sealed: &[u8],
        room: u64,
        now_ms: u64,
    ) -> Result<Verdict>;
    /// Messages after a place, oldest first, as many as fit; at least one when there is one.
    fn messages(&self, space: &SpaceId, after: u64, max_bytes: usize) -> Result<Vec<Waiting>>;
    /// Forgets a message.
    fn drop_message(&self, space: &SpaceId, place: u64) -> Result<()>;

    /// Keeps a reply for 90 days. The same again changes nothing; beyond [`REPLIES`] of the mailbox, or `room` bytes of
    /// all, it is [`Code::Quota`].
    fn put_reply(
        &self,
        mailbox: &[u8; 32],
        id: &Message,
        sealed: &[u8],
        room: u64,
        now_ms: u64,
    ) -> Result<Verdict>;
    /// The replies in a mailbox.
    fn replies(&self, mailbox: &[u8; 32], now_ms: u64) -> Result<Vec<Vec<u8>>>;

    /// Where a device is woken; none where it is not any more.
    fn set_endpoint(&self, space: &SpaceId, ord: Ord, address: Option<&str>) -> Result<Verdict>;
    /// Where the devices of a space are woken.
    fn endpoints(&self, space: &SpaceId) -> Result<Vec<(Ord, String)>>;

    /// Lets go what is over: blobs that never came whole, old replies. Says how many.
    fn sweep_beside(&self, now_ms: u64) -> Result<usize>;
    /// What all spaces together hold.
    fn held(&self) -> Result<Held>;
}
