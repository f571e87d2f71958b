//! What the engine hears and what it asks for.

use ed25519_dalek::SigningKey;
use ekin_protocol::code::Code;
use ekin_protocol::entry::Entry;
use ekin_protocol::head::{Backed, Head, Receipt, Refusal};
use ekin_protocol::heal::Link;
use ekin_protocol::id::{Instance, R, RecordId, SegmentHash, SignKey, SpaceId};
use ekin_protocol::manifest::{Manifest, SegmentRef};

use super::errand::Errand;
use super::left::LeftWork;
use super::mail::{MailOutcome, MailWork};

pub use super::notice::{Lie, Notice};
pub use super::request::{Method, Reply, Request};

/// Time in ms; only differences matter.
pub type Millis = u64;

/// Number of a request or of a piece of work, given back with its outcome.
pub type Id = u64;

/// What the engine needs to know of a space; the store's word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpaceView {
    /// The space.
    pub space: SpaceId,
    /// Addresses of its relay, best first; never empty.
    pub urls: Vec<String>,
    /// Last place of the log that this device has; 0 before the first sync.
    pub seq: u64,
    /// Running hash there.
    pub r: R,
    /// Place of the last membership record that this device has.
    pub member_seq: u64,
    /// The relay's key, once a `relay` record is known.
    pub relay: Option<SignKey>,
    /// The relay's key that an owner has named and the log does not hold here yet.
    pub awaited: Option<SignKey>,
    /// The key that signs manifests now.
    pub packer: Option<SignKey>,
    /// Segments that this device has loaded in a load that is not finished.
    pub held: Vec<SegmentHash>,
    /// Whether its log is served to members alone, in a session, and its bodies are sealed.
    pub private: bool,
    /// Whether the membership that is known names this device.
    pub known: bool,
    /// Whether this device was never in, as far as it knows: what the relay does not show was not taken from it.
    pub outside: bool,
    /// The key of the invitation, or recovery code, by which this device is about to join.
    pub joining: Option<SigningKey>,
    /// Whether this device may write now.
    pub writes: bool,
    /// Whether this device made the space and no relay holds it yet.
    pub unfounded: bool,
    /// Whether envelopes wait to be sent.
    pub outbox: bool,
    /// Whether a membership change waits to be sent.
    pub intents: bool,
    /// Whether keys or blobs wait to go either way, beside the log.
    pub errands: bool,
    /// The relay's instance as last seen.
    pub instance: Option<Instance>,
    /// Whether the relay lost something that is here and may be brought back now.
    pub lost: bool,
    /// The relay's newest head that this device's log reached.
    pub head: Option<Head>,
    /// Whether this device left it: nothing is read, and only what the relay lost is brought.
    pub left: bool,
}

impl SpaceView {
    /// Whether the relay with this key is the space's, as far as is known here: until a key is known, any is.
    pub fn trusts(&self, relay: &SignKey) -> bool {
        self.awaited.as_ref() == Some(relay) || self.relay.as_ref().is_none_or(|pinned| pinned == relay)
    }
}

/// A part of the chain of a lost log, and the head to which it leads where it ends.
pub type Proof = (Vec<Link>, Option<Head>);

/// What comes next of what a relay lost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Heal {
    /// A membership record.
    Record {
        /// Its number.
        last: i64,
        /// The signed record.
        record: Vec<u8>,
    },
    /// Frames, in the order of the lost log.
    Frames {
        /// Number of the last.
        last: i64,
        /// The frames.
        frames: Vec<Vec<u8>>,
    },
    /// Nothing more, or nothing that may be sent yet.
    Nothing,
}

/// What happened.
#[derive(Debug)]
pub enum Event {
    /// A round of sync is wanted now.
    Sync,
    /// A command changed something locally.
    Changed,
    /// The time asked for by [`Effect::Wake`] has come.
    Tick,
    /// Answer to [`Effect::Http`].
    Http {
        /// Its number.
        id: Id,
        /// The answer, or none when the relay could not be reached.
        reply: Option<Reply>,
    },
    /// Outcome of [`Effect::Work`].
    Done {
        /// Its number.
        id: Id,
        /// What came of it.
        outcome: Outcome,
    },
    /// Something on the session with a relay.
    Socket {
        /// The relay's address.
        url: String,
        /// What.
        event: SocketEvent,
    },
}

/// What happens on a session's connection.
#[derive(Debug)]
pub enum SocketEvent {
    /// The upgrade succeeded.
    Opened,
    /// One binary message.
    Message(Vec<u8>),
    /// It is closed, or never opened.
    Closed,
}

/// What the engine asks its driver for.
#[derive(Debug, PartialEq, Eq)]
pub enum Effect {
    /// An HTTP request.
    Http {
        /// Its number.
        id: Id,
        /// The request.
        request: Request,
    },
    /// Work on the store. Pieces are carried out in the order in which they were asked for.
    Work {
        /// Its number.
        id: Id,
        /// What to do.
        work: Work,
    },
    /// Open a session's connection.
    Open {
        /// The relay's address.
        url: String,
    },
    /// Send one binary message.
    Send {
        /// The relay's address.
        url: String,
        /// The message.
        bytes: Vec<u8>,
    },
    /// Close the connection.
    Close {
        /// The relay's address.
        url: String,
    },
    /// Call again with [`Event::Tick`] at this time.
    Wake(Millis),
    /// Tell the person, or the log.
    Say(Notice),
}

/// Work on the store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Work {
    /// Say how the spaces stand.
    Look,
    /// What concerns inboxes and mailboxes.
    Mail(MailWork),
    /// What is kept of a space that this device left.
    Left(LeftWork),
    /// Make the first records of a space that no relay holds yet, now that its relay is known.
    Found {
        /// The space.
        space: SpaceId,
        /// The relay's signing key.
        relay: SignKey,
        /// The key with which it signs manifests.
        packer: SignKey,
    },
    /// Membership records fetched ahead of the log.
    Members {
        /// The space.
        space: SpaceId,
        /// The records.
        entries: Vec<Entry>,
    },
    /// The whole membership as a relay tells it that has another key than the one that is known: whether an owner has named it.
    Named {
        /// The space.
        space: SpaceId,
        /// Its records, from the first.
        entries: Vec<Entry>,
    },
    /// The log before this device's place is gone: a checkpoint's pack stands for it.
    Cut {
        /// The space.
        space: SpaceId,
    },
    /// Verify and load one segment.
    Segment {
        /// The space.
        space: SpaceId,
        /// What the manifest says of it.
        segment: Box<SegmentRef>,
        /// Its bytes.
        bytes: Vec<u8>,
    },
    /// All segments are there: compare with the manifest and move the cursor.
    FinishPack {
        /// The space.
        space: SpaceId,
        /// The manifest.
        manifest: Box<Manifest>,
    },
    /// Fold entries of the log.
    Fold {
        /// The space.
        space: SpaceId,
        /// The entries.
        entries: Vec<Entry>,
        /// The head that they reach, when they do.
        head: Option<Head>,
    },
    /// Hand out frames to send, made and signed now if they never were.
    Outbox {
        /// The space.
        space: SpaceId,
        /// Only those after this one; 0 for all.
        after: u64,
        /// At most this many bytes, but at least one frame.
        budget: usize,
    },
    /// The relay has told its time, and this device stands in a session with it: what is due by that time is queued.
    Time {
        /// The space.
        space: SpaceId,
        /// The relay's clock in ms since 1970.
        t_ms: u64,
    },
    /// The relay holds envelopes.
    Received {
        /// The space.
        space: SpaceId,
        /// Its word.
        receipt: Box<Receipt>,
    },
    /// The relay refuses an envelope.
    Refused {
        /// The space.
        space: SpaceId,
        /// Its word.
        refusal: Refusal,
    },
    /// Make the oldest waiting membership change into a record on the present head.
    Intent {
        /// The space.
        space: SpaceId,
    },
    /// Make the record by which this device joins, on the present head.
    Join {
        /// The space.
        space: SpaceId,
    },
    /// The relay has taken the record by which this device joins.
    Joined {
        /// The space.
        space: SpaceId,
    },
    /// The relay does not let this device join.
    JoinRefused {
        /// The space.
        space: SpaceId,
        /// Why.
        code: Code,
    },
    /// The relay refuses a membership record.
    IntentRefused {
        /// The space.
        space: SpaceId,
        /// The record.
        record: RecordId,
        /// Why.
        code: Code,
    },
    /// What came of an errand, if one was done; then the next.
    Errand {
        /// The space.
        space: SpaceId,
        /// The errand with its answer.
        came: Option<Box<(Errand, Reply)>>,
    },
    /// The relay's log is another one: forget what it confirmed, keep one's own as unsent.
    Rewind {
        /// The space.
        space: SpaceId,
        /// The relay's instance now, where it was restored.
        instance: Option<Instance>,
        /// Its head, where nobody has checked it yet.
        head: Option<Box<Head>>,
    },
    /// The relay has a backup of the log.
    Backed {
        /// The space.
        space: SpaceId,
        /// Its word.
        backed: Box<Backed>,
    },
    /// Give what shows the relay what it lost.
    Prove {
        /// The space.
        space: SpaceId,
    },
    /// Hand out what the relay lost, in the order of its log.
    Heal {
        /// The space.
        space: SpaceId,
        /// Only what comes after this number; 0 for all.
        after: i64,
        /// At most this many bytes of frames, but at least one.
        budget: usize,
    },
    /// The relay does not take something that it lost.
    LostRefused {
        /// The space.
        space: SpaceId,
        /// The envelope or record.
        id: [u8; 32],
        /// Why.
        code: Code,
    },
}

impl Work {
    /// The space that it is about; none for all of them.
    pub fn space(&self) -> Option<SpaceId> {
        match self {
            Self::Look | Self::Mail(_) => None,
            Self::Left(work) => Some(work.space()),
            Self::Found { space, .. }
            | Self::Members { space, .. }
            | Self::Segment { space, .. }
            | Self::FinishPack { space, .. }
            | Self::Fold { space, .. }
            | Self::Outbox { space, .. }
            | Self::Time { space, .. }
            | Self::Received { space, .. }
            | Self::Refused { space, .. }
            | Self::Intent { space }
            | Self::Join { space }
            | Self::Joined { space }
            | Self::JoinRefused { space, .. }
            | Self::IntentRefused { space, .. }
            | Self::Errand { space, .. }
            | Self::Backed { space, .. }
            | Self::Prove { space }
            | Self::Heal { space, .. }
            | Self::LostRefused { space, .. }
            | Self::Cut { space }
            | Self::Named { space, .. }
            | Self::Rewind { space, .. } => Some(*space),
        }
    }
}

/// What came of work.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// Of [`Work::Look`].
    Spaces(Vec<SpaceView>),
    /// Of [`Work::Mail`].
    Mail(MailOutcome),
    /// The space as it stands now.
    Space {
        /// The space.
        view: Box<SpaceView>,
        /// Whether the log stands at the head that came along.
        at_head: bool,
        /// What the person may want to know of it.
        said: Vec<Notice>,
    },
    /// Of [`Work::Found`]: the first records, signed.
    Founding {
        /// The space.
        space: SpaceId,
        /// Genesis first.
        records: Vec<Vec<u8>>,
        /// The operator's creation code, if the person gave one.
        code: Option<String>,
    },
    /// Of [`Work::Outbox`]: place in the outbox and frame.
    Frames {
        /// The space.
        space: SpaceId,
        /// The frames, in order.
        frames: Vec<(u64, Vec<u8>)>,
    },
    /// Of [`Work::Prove`] and [`LeftWork::Shown`].
    Proofs {
        /// The space.
        space: SpaceId,
        /// The parts, in order.
        proofs: Vec<Proof>,
    },
    /// Of [`Work::Heal`] and [`LeftWork::Next`].
    Heal {
        /// The space.
        space: SpaceId,
        /// What comes next.
        next: Heal,
    },
    /// Of [`Work::Intent`] and [`Work::Join`]: a record to push, if one is wanted still.
    Record {
        /// The space.
        space: SpaceId,
        /// The signed record.
        record: Option<Vec<u8>>,
    },
    /// Of [`Work::Errand`]: what is to be done next beside the log, if anything.
    Errand {
        /// The space.
        space: SpaceId,
        /// The errand.
        next: Option<Box<Errand>>,
        /// What the person may want to know.
        said: Vec<Notice>,
    },
    /// The work failed and nothing was changed.
    Failed {
        /// The space.
        space: SpaceId,
        /// Why.
        why: Failure,
    },
}

/// Why work failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The store cannot write; its own error was reported to the person.
    Store,
    /// What the relay sent cannot be: its words contradict each other, or a signature.
    Lie(Lie),
}
