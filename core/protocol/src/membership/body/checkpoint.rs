//! Bodies of the kinds by which private history ends (protocol 8): a checkpoint, and what others say of it.

use super::{Epoch, WHAT, form};
use crate::blob::{self, BlobAddress};
use crate::cbor::{self, Fields, Result, Writer};
use crate::id::{ObjectId, R, RecordId};
use crate::limits;

/// Where the sealed pack of a checkpoint lies: a blob under the *pack* key of the checkpoint's epoch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PackAt {
    /// Its address.
    pub address: BlobAddress,
    /// How many bytes it has when it is open.
    pub size: u64,
}

/// Kind 12: what stands at place `upto` is the state from which the space goes on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    /// Place N: the one before this record's own.
    pub upto: u64,
    /// Running hash there.
    pub r: R,
    /// What every device that has all keys computes of the state there ([`crate::checkpoint::state_digest`]).
    pub digest: [u8; 32],
    /// The pack.
    pub pack: PackAt,
    /// The next epoch. Without the key before it: whoever comes later reads no older history.
    pub epoch: Epoch,
    /// Documents of which a new generation begins here, ascending.
    pub begins: Vec<ObjectId>,
}

/// Kinds 13 and 14: of which checkpoint a device has found the same state, or another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Vote {
    /// The checkpoint's record.
    pub checkpoint: RecordId,
}

impl Checkpoint {
    pub(super) fn write(&self, w: &mut Writer) {
        w.map(5 + usize::from(!self.begins.is_empty()))
            .u64(0)
            .u64(self.upto)
            .u64(1)
            .bytes(&self.r.0)
            .u64(2)
            .bytes(&self.digest);
        w.u64(3).array(2).bytes(&self.pack.address.0).u64(self.pack.size);
        self.epoch.write(w.u64(4));
        if !self.begins.is_empty() {
            w.u64(5).array(self.begins.len());
            for object in &self.begins {
                w.bytes(&object.0);
            }
        }
    }

    pub(super) fn read(f: &mut Fields<'_>) -> Result<Self> {
        let [address, size] = cbor::tuple(f.required(3)?, WHAT)?;
        let pack = PackAt {
            address: BlobAddress(hash(address)?),
            size: cbor::u64(size, WHAT)?,
        };
        let begins = match f.optional(5) {
            None => Vec::new(),
            Some(list) => {
                let begins = cbor::elements(list, WHAT, limits::BEGINS)?
                    .into_iter()
                    .map(|object| cbor::fixed(object, WHAT))
                    .collect::<Result<Vec<ObjectId>>>()?;
                match !begins.is_empty() && begins.is_sorted_by(|a, b| a < b) {
                    true => begins,
                    false => return Err(form()),
                }
            }
        };
        let checkpoint = Self {
            upto: cbor::u64(f.required(0)?, WHAT)?,
            r: cbor::fixed(f.required(1)?, WHAT)?,
            digest: hash(f.required(2)?)?,
            pack,
            epoch: super::read_epoch(f.required(4)?)?,
            begins,
        };
        let sized = pack.size > 0 && blob::chunks(pack.size).is_some();
        match sized && checkpoint.upto > 0 && checkpoint.epoch.prev.is_none() {
            true => Ok(checkpoint),
            false => Err(form()),
        }
    }
}

impl Vote {
    pub(super) fn write(&self, w: &mut Writer) {
        w.map(1).u64(0).bytes(&self.checkpoint.0);
    }

    pub(super) fn read(f: &mut Fields<'_>) -> Result<Self> {
        Ok(Self {
            checkpoint: cbor::fixed(f.required(0)?, WHAT)?,
        })
    }
}

fn hash(bytes: &[u8]) -> Result<[u8; 32]> {
    cbor::bytes(bytes, WHAT)?.try_into().map_err(|_| form())
}
