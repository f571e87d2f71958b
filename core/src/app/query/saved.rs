//! The listings that a person keeps for later: a list of this device, told to nobody.

use ekin_protocol::cbor::{self, Writer};
use ekin_protocol::id::{ObjectId, SpaceId};

use super::alerts::follow;
use crate::app::device::Device;
use crate::app::error::AppError;
use crate::app::publish::find;
use crate::app::territory::one_territory;
use crate::storage::{Read, StoreError};

/// Setting that holds the list, what was kept last first.
const SAVED: &str = "saved";
/// Most listings on it.
const MANY: usize = 1_000;
const WHAT: &str = "saved listings";

pub(super) type Saved = Vec<(SpaceId, ObjectId)>;

/// The list.
pub(super) fn saved(read: &Read<'_>) -> Result<Saved, StoreError> {
    let Some(bytes) = read.setting(SAVED)? else {
        return Ok(Vec::new());
    };
    let pair = |bytes| {
        let [space, object] = cbor::tuple(bytes, WHAT)?;
        Ok((cbor::fixed(space, WHAT)?, cbor::fixed(object, WHAT)?))
    };
    let pairs: cbor::Result<Saved> = cbor::elements(&bytes, WHAT, MANY)?
        .into_iter()
        .map(pair)
        .collect();
    Ok(pairs?)
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
            let mut list = saved(tx)?;
            list.retain(|entry| *entry != (space.id, object));
            if keep {
                list.insert(0, (space.id, object));
            }
            list.truncate(MANY);
            let mut w = Writer::new();
            w.array(list.len());
            for (space, object) in &list {
                w.array(2).bytes(&space.0).bytes(&object.0);
            }
            tx.set_setting(SAVED, &w.finish())?;
            follow(tx, space.sp, &object, keep)?;
            Ok(object)
        })
    }
}
