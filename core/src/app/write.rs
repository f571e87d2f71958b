//! How a command writes: changed records go into envelopes, their rows and the outbox, in one transaction.

use ekin_protocol::id::{ItemHash, ListingKey, ObjectId, OrgId, SpaceId};
use ekin_protocol::item::{Meta, kind, write_record};
use ekin_protocol::limits;

use super::device::Device;
use super::error::AppError;
use crate::storage::{Author, Head, Sp, Tx};

/// Bytes of items in one envelope, well below what a frame holds.
const ENVELOPE: usize = 160 << 10;

/// One record to write.
#[derive(Clone, Debug)]
pub(crate) struct Change {
    /// The object.
    pub object: ObjectId,
    kind: u16,
    org: OrgId,
    key: ListingKey,
    /// What it replaces.
    supersedes: Vec<ItemHash>,
    payload: Vec<u8>,
}

impl Change {
    /// A new value of a listing.
    pub fn listing(
        space: SpaceId,
        org: OrgId,
        key: ListingKey,
        supersedes: Vec<ItemHash>,
        payload: Vec<u8>,
    ) -> Self {
        Self {
            object: space.listing(&org, &key),
            kind: kind::LISTING,
            org,
            key,
            supersedes,
            payload,
        }
    }

    /// The end of a listing. Its payload is an empty map.
    pub fn tombstone(space: SpaceId, org: OrgId, key: ListingKey, supersedes: Vec<ItemHash>) -> Self {
        let object = space.listing(&org, &key);
        Self {
            object,
            kind: kind::TOMBSTONE,
            org,
            key,
            supersedes,
            payload: vec![0xa0],
        }
    }

    fn write(&self, at_ms: u64) -> Vec<u8> {
        let meta = Meta {
            kind: self.kind,
            supersedes: self
                .supersedes
                .iter()
                .map(ItemHash::short)
                .take(limits::SUPERSEDES)
                .collect(),
            at_ms,
            listing: Some((self.org, self.key)),
            ..Meta::default()
        };
        write_record(&self.object, &meta, &self.payload)
    }
}

/// The hashes that a new value of an object replaces.
pub(crate) fn hashes(heads: &[Head]) -> Vec<ItemHash> {
    heads.iter().map(|head| head.hash).collect()
}

impl Device {
    /// Writes records of one space: as many to an envelope as fit, at most 64.
    pub(crate) fn put(&self, tx: &Tx<'_>, sp: Sp, changes: &[Change]) -> Result<(), AppError> {
        let at_ms = self.around().wire_ms();
        let mut author = Self::author(tx, sp)?;
        let (mut items, mut bytes) = (Vec::new(), 0);
        for change in changes {
            let item = change.write(at_ms);
            if items.len() == limits::ITEMS || bytes + item.len() > ENVELOPE {
                flush(tx, sp, &mut author, &mut items)?;
                bytes = 0;
            }
            bytes += item.len();
            items.push(item);
        }
        flush(tx, sp, &mut author, &mut items)?;
        tx.set_author(sp, &author)?;
        // Whoever hears of it asks the store, which answers once this transaction is done.
        self.changed();
        Ok(())
    }
}

fn flush(tx: &Tx<'_>, sp: Sp, author: &mut Author, items: &mut Vec<Vec<u8>>) -> Result<(), AppError> {
    if !items.is_empty() {
        tx.put_pending(sp, author.ord, &author.incarnation, author.next_dev_seq, items)?;
        author.next_dev_seq += 1;
        items.clear();
    }
    Ok(())
}
