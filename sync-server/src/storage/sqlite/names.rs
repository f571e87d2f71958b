//! Which records a log holds. Their objects and hashes lie beside each envelope in the order in which they came, and
//! an index in memory finds them: a table by object and hash would be written at as many places as there are records,
//! each a page of the disk.

use std::collections::BTreeSet;

use ekin_protocol::id::{ItemHash, ObjectId, Short};

use crate::admit::Change;
use crate::storage::{Result, StorageError};

/// Bits that the index in an envelope takes.
const N_BITS: u32 = 6;
/// An object and a hash as they lie in a row.
const RECORD: usize = 16 + 32;

/// The index: the first eight bytes of each hash with the place of the item. What is found there is looked up.
#[derive(Debug, Default)]
pub(super) struct Names(BTreeSet<(u64, u64)>);

impl Names {
    /// Item `n` of the envelope at `seq` has this hash.
    pub(super) fn insert(&mut self, hash: &ItemHash, seq: u64, n: u8) {
        self.0.insert((first8(&hash.0), seq << N_BITS | u64::from(n)));
    }

    /// Where items lie whose hash may begin so, oldest first: the same record in a later envelope comes after it.
    pub(super) fn places(&self, name: &Short) -> impl Iterator<Item = (u64, u8)> {
        let first = first8(&name.0);
        let found = self.0.range((first, 0)..=(first, u64::MAX));
        found.map(|(_, at)| (at >> N_BITS, (at & ((1 << N_BITS) - 1)) as u8))
    }
}

fn first8(bytes: &[u8]) -> u64 {
    bytes.first_chunk().map_or(0, |first| u64::from_be_bytes(*first))
}

/// The objects and hashes of an envelope's items, as they lie in its row.
pub(super) fn write(changes: &[Change]) -> Vec<u8> {
    let mut row = Vec::with_capacity(changes.len() * RECORD);
    for change in changes {
        if let Change::Insert { object, hash, .. } | Change::Copy { object, hash, .. } = change {
            row.extend_from_slice(&object.0);
            row.extend_from_slice(&hash.0);
        }
    }
    row
}

/// The objects and hashes of such a row, in order of its items.
pub(super) fn read(row: &[u8]) -> Result<impl Iterator<Item = (ObjectId, ItemHash)>> {
    let (records, rest) = row.as_chunks::<RECORD>();
    if !rest.is_empty() {
        return Err(StorageError::Damaged { what: "names" });
    }
    Ok(records.iter().filter_map(|record| {
        let (object, hash) = record.split_at(16);
        Some((ObjectId(object.try_into().ok()?), ItemHash(hash.try_into().ok()?)))
    }))
}
