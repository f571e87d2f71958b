//! What the fold of a log asks of the store, within one transaction on one space. The store implements it on
//! SQLite; the property tests and the naive reference on plain maps.

use ekin_protocol::code::Code;
use ekin_protocol::envelope::{Frame, Items};
use ekin_protocol::head::Head;
use ekin_protocol::heal::Link;
use ekin_protocol::id::{Incarnation, ItemHash, ObjectId, Ord, R, Short, SignKey};
use ekin_protocol::live::LiveTree;
use ekin_protocol::membership::{Checkpoint, Membership, SignedRecord};
use ekin_protocol::seal::EpochKey;

use crate::record::ledger::Ledger;

/// How far a device has the log of a space.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// Last place; 0 before anything.
    pub seq: u64,
    /// Running hash there.
    pub r: R,
    /// Time of that entry in ms since 1970.
    pub t_ms: u64,
}

/// Last envelope that is stored of one chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StoredTip {
    /// The author.
    pub ord: Ord,
    /// The life.
    pub incarnation: Incarnation,
    /// Place in the chain.
    pub dev_seq: u64,
    /// Its content id, shortened.
    pub last: Short,
    /// Its place in the log.
    pub seq: u64,
}

/// One envelope that the log holds, with its place.
#[derive(Clone, Copy, Debug)]
pub struct Logged<'a> {
    /// Place in the log.
    pub seq: u64,
    /// Time there.
    pub t_ms: u64,
    /// The envelope.
    pub frame: &'a Frame,
    /// Its items.
    pub items: &'a Items,
}

/// Membership records with their places, and where the log stands, as the store holds them.
#[derive(Clone, Debug)]
pub struct Stored {
    /// Position of the log on this device.
    pub position: Position,
    /// Place of the pack that this device started from; 0 when it has the log from its start.
    pub base_seq: u64,
    /// Membership records in order: place, time, signed record. Empty before the first contact.
    pub records: Vec<(u64, u64, SignedRecord)>,
    /// What is known of the chains.
    pub tips: Vec<StoredTip>,
    /// The newest place that a publisher's view confirmed.
    pub confirmed: Option<u64>,
    /// Place of the log's first notice that its relay was restored.
    pub notice: Option<u64>,
    /// The newest place of the log that each chain told, in a private space.
    pub told: Vec<(Ord, Incarnation, u64)>,
    /// The relay's key that an owner has named and the log does not hold yet.
    pub awaited: Option<SignKey>,
}

/// An envelope of a private space at its place, not opened yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sealed {
    /// Its place in the log.
    pub seq: u64,
    /// Time there in ms since 1970.
    pub t_ms: u64,
    /// The frame as it travelled.
    pub frame: Vec<u8>,
}

/// What became of an opened envelope.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opened {
    /// It counts.
    Counts,
    /// It builds on something that is not here yet.
    Waits,
    /// It can never count.
    Void(Code),
}

/// The transaction.
pub trait SpaceTx: Ledger {
    /// What the store holds of the space.
    fn stored(&mut self) -> Result<Stored, Self::Error>;

    /// Calls `each` for every living logged record.
    fn each_live(&mut self, each: &mut dyn FnMut(&ObjectId, ItemHash)) -> Result<(), Self::Error>;

    /// The view at a place, where it is still kept.
    fn view_at(&mut self, seq: u64) -> Result<Option<Short>, Self::Error>;

    /// Keeps the view at a place.
    fn put_view(&mut self, seq: u64, view: &Short) -> Result<(), Self::Error>;

    /// Keeps a membership record at its place.
    fn put_record(&mut self, seq: u64, t_ms: u64, record: &SignedRecord) -> Result<(), Self::Error>;

    /// Keeps an envelope at its place, before its items are taken. An own one that was pending gets its place
    /// and its items are taken here: then it says true.
    fn put_envelope(&mut self, envelope: &Logged<'_>, tree: &mut LiveTree) -> Result<bool, Self::Error>;

    /// Sets a thing aside that does not count, whole.
    fn quarantine(&mut self, seq: u64, body: &[u8], code: Code) -> Result<(), Self::Error>;

    /// Moves the cursor, in the transaction of the entries that it covers.
    fn set_position(&mut self, position: &Position) -> Result<(), Self::Error>;

    /// Remembers the newest place that a publisher's view confirmed.
    fn confirm(&mut self, seq: u64) -> Result<(), Self::Error>;

    /// Keeps a place of the log with what travelled there, in case the relay loses it.
    fn keep(&mut self, _link: &Link, _r: &R, _body: &[u8]) -> Result<(), Self::Error> {
        Ok(())
    }

    /// Keeps the relay's head that the log has reached.
    fn keep_head(&mut self, _head: &Head) -> Result<(), Self::Error> {
        Ok(())
    }

    /// The key of an epoch of a private space, where this device has it.
    fn epoch_key(&mut self, n: u32) -> Result<Option<EpochKey>, Self::Error>;

    /// Opens the keys that the membership records hold for this device; says whether there were new ones.
    fn learn_epochs(&mut self, members: &Membership) -> Result<bool, Self::Error>;

    /// The log took an envelope whose inside is not taken, or not yet: its author's chain goes on from there.
    fn admit(&mut self, seq: u64, t_ms: u64, frame: &Frame) -> Result<(), Self::Error>;

    /// Sets a sealed envelope aside until its key comes.
    fn stage(&mut self, sealed: Sealed) -> Result<(), Self::Error>;

    /// What waits for a key, after a place, in the order of the log.
    fn staged(&mut self, after: u64, limit: u32) -> Result<Vec<Sealed>, Self::Error>;

    /// It is being opened.
    fn unstage(&mut self, seq: u64) -> Result<(), Self::Error>;

    /// Takes an opened envelope of a private space whole, or nothing of it.
    fn put_sealed(&mut self, envelope: &Logged<'_>, members: &Membership) -> Result<Opened, Self::Error>;

    /// A chain of a private space told that it knows the log up to a place.
    fn tell(&mut self, ord: Ord, incarnation: &Incarnation, seq: u64) -> Result<(), Self::Error>;

    /// The log has come to a checkpoint: everything before it was taken, and what comes behind is of new generations.
    fn end_history(
        &mut self,
        members: &Membership,
        record: &SignedRecord,
        checkpoint: &Checkpoint,
    ) -> Result<(), Self::Error>;

    /// The log has come to a checkpoint that its relay had lost, admitted again at this place: it sums up nothing, and what comes
    /// behind is of new generations all the same.
    fn begin_again(&mut self, checkpoint: &Checkpoint, seq: u64) -> Result<(), Self::Error>;

    /// An envelope at this place came after the relay was restored, and was not in the log that it lost.
    fn note_late(&mut self, seq: u64) -> Result<(), Self::Error>;

    /// A membership record that this device asked for is in the log.
    fn intent_logged(&mut self, record: &SignedRecord) -> Result<(), Self::Error>;
}
