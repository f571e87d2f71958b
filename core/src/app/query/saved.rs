//! The listings that a person keeps for later: a list of this device, told to nobody.

use ekin_protocol::cbor::{self, Writer};
use ekin_protocol::id::{ObjectId, SpaceId};

use super::alerts::follow;
use crate::app::device::Device;
use crate::app::error::AppError;
use crate::app::publish::find;
use crate::app::territory::one_territory;
use crate::storage::{Read, StoreError, Tx};

/// What was kept.
const SAVED: Listed = Listed {
    setting: "saved",
    what: "saved listings",
};
/// Most listings on a list.
const MANY: usize = 1_000;

pub(super) type Saved = Vec<(SpaceId, ObjectId)>;

/// A list of listings that this device keeps as a setting, the last put on it first.
pub(in crate::app) struct Listed {
    /// The setting.
    pub setting: &'static str,
    /// What it is, for the error where it is damaged.
    pub what: &'static str,
}

impl Listed {
    /// The list.
    pub fn read(&self, read: &Read<'_>) -> Result<Vec<(SpaceId, ObjectId)>, StoreError> {
        let Some(bytes) = read.setting(self.setting)? else {
            return Ok(Vec::new());
        };
        let pair = |bytes| {
            let [space, object] = cbor::tuple(bytes, self.what)?;
            Ok((cbor::fixed(space, self.what)?, cbor::fixed(object, self.what)?))
        };
        let pairs = cbor::elements(&bytes, self.what, MANY)?.into_iter().map(pair);
        let pairs: cbor::Result<Vec<_>> = pairs.collect();
        Ok(pairs?)
    }

    /// Puts a listing on it, or takes it off.
    pub fn set(&self, tx: &Tx<'_>, entry: (SpaceId, ObjectId), on: bool) -> Result<(), StoreError> {
        let mut list = self.read(tx)?;
        list.retain(|listed| *listed != entry);
        if on {
            list.insert(0, entry);
        }
        list.truncate(MANY);
        let mut w = Writer::new();
        w.array(list.len());
        for (space, object) in &list {
            w.array(2).bytes(&space.0).bytes(&object.0);
        }
        tx.set_setting(self.setting, &w.finish())
    }
}

/// The list of what was kept.
pub(super) fn saved(read: &Read<'_>) -> Result<Saved, StoreError> {
    SAVED.read(read)
}

impl Device {
    /// Keeps a listing for later, or with `keep` false no more. Gives the listing.
    ///
    /// # Errors
    /// [`AppError::NoListing`], [`AppError::Ambiguous`].
    pub fn save(&self, space: Option<SpaceId>, id: &str, keep: bool) -> Result<ObjectId, AppError> {
        self.store().write(|tx| {
            let space = one_territory(tx, space)?;
            let (object, _) = find(tx, &space, id)?;
            SAVED.set(tx, (space.id, object), keep)?;
            follow(tx, space.sp, &object, keep)?;
            Ok(object)
        })
    }
}
