//! Records as a multi-value register: which ones live. The fold is pure over a small [`Ledger`], which the
//! store implements on SQLite and the tests on plain maps.
//!
//! *Heads* are the valid records that no valid record supersedes. A name (`supersedes`) that finds no living
//! record is remembered as *dangling*, so that a record that comes after the one that replaces it is dead on
//! arrival: any order gives the same heads.

use ekin_protocol::id::{ItemHash, ObjectId, Short};
use ekin_protocol::item::Item;
use ekin_protocol::limits::TOMBSTONE_DAYS;
use ekin_protocol::live::LiveTree;

/// Log time for which a tombstone lives, in ms.
pub const TOMBSTONE_MS: u64 = TOMBSTONE_DAYS * 86_400_000;

/// Where a logged record stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Place of its envelope in the log.
    pub seq: u64,
    /// Time there in ms since 1970.
    pub t_ms: u64,
    /// Index of the item in its envelope.
    pub n: usize,
}

/// What the fold needs to know and to say of the logged records of one space.
pub trait Ledger {
    /// What can go wrong below.
    type Error;

    /// The living record of an object that a name stands for.
    fn find_live(&mut self, object: &ObjectId, name: &Short) -> Result<Option<ItemHash>, Self::Error>;

    /// Whether a record that is not here is already replaced; forgets it.
    fn take_dangling(&mut self, object: &ObjectId, name: &Short) -> Result<bool, Self::Error>;

    /// A name for which there is no living record.
    fn add_dangling(&mut self, object: &ObjectId, name: &Short) -> Result<(), Self::Error>;

    /// A record lives from now on. Its object's row has to be made again.
    fn insert(&mut self, item: &Item<'_>, hash: &ItemHash, place: Place) -> Result<(), Self::Error>;

    /// A record is dead from now on. Its object's row has to be made again.
    fn kill(&mut self, object: &ObjectId, hash: &ItemHash) -> Result<(), Self::Error>;

    /// Living tombstones logged before a time.
    fn tombstones_before(&mut self, t_ms: u64) -> Result<Vec<(ObjectId, ItemHash)>, Self::Error>;
}

/// Takes one valid record at its place in the log. `tree` follows along.
pub fn take<L: Ledger>(
    ledger: &mut L,
    tree: &mut LiveTree,
    item: &Item<'_>,
    hash: &ItemHash,
    place: Place,
) -> Result<(), L::Error> {
    let (object, name) = (&item.object, hash.short());
    if ledger.find_live(object, &name)?.is_some() {
        return Ok(());
    }
    for replaced in &item.meta.supersedes {
        match ledger.find_live(object, replaced)? {
            Some(dead) => {
                ledger.kill(object, &dead)?;
                tree.remove(object, &dead);
            }
            None => ledger.add_dangling(object, replaced)?,
        }
    }
    if !ledger.take_dangling(object, &name)? {
        ledger.insert(item, hash, place)?;
        tree.insert(object, *hash);
    }
    Ok(())
}

/// Lets tombstones go that are older than 400 days of log time.
pub fn expire_tombstones<L: Ledger>(ledger: &mut L, tree: &mut LiveTree, t_ms: u64) -> Result<(), L::Error> {
    let Some(before) = t_ms.checked_sub(TOMBSTONE_MS) else {
        return Ok(());
    };
    for (object, hash) in ledger.tombstones_before(before)? {
        ledger.kill(&object, &hash)?;
        tree.remove(&object, &hash);
    }
    Ok(())
}
