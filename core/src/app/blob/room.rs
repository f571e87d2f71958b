//! How much room blobs take on this device, and over which network they go.

use super::Device;
use crate::app::error::AppError;
use crate::storage::{Read, StoreError, Tx};

/// Bytes of blobs that stay on a device, unless it is set otherwise.
pub const DEFAULT_BUDGET: u64 = 512 << 20;
/// Settings.
const BUDGET: &str = "blobs.budget";
const WIFI_ONLY: &str = "blobs.wifi_only";

impl Device {
    /// Bytes that blobs may take on this device; what is pinned, small, or nowhere else may take more.
    ///
    /// # Errors
    /// Those of the store.
    pub fn blob_budget(&self) -> Result<u64, AppError> {
        Ok(self.store().read(budget)?)
    }

    /// Sets them, and makes room.
    ///
    /// # Errors
    /// Those of the store.
    pub fn set_blob_budget(&self, bytes: u64) -> Result<(), AppError> {
        self.store().write(|tx| {
            tx.set_setting(BUDGET, &bytes.to_be_bytes())?;
            self.make_room(tx)
        })?;
        Ok(self.sweep_blobs()?)
    }

    /// Bytes that blobs take on this device now.
    ///
    /// # Errors
    /// Those of the store.
    pub fn blob_bytes(&self) -> Result<u64, AppError> {
        Ok(self.store().read(|read| read.blob_bytes())?)
    }

    /// Whether blobs wait for a network that costs nothing: they do, until it is set otherwise.
    ///
    /// # Errors
    /// Those of the store.
    pub fn wifi_only(&self) -> Result<bool, AppError> {
        Ok(self.store().read(wifi_only)?)
    }

    /// Sets it.
    ///
    /// # Errors
    /// Those of the store.
    pub fn set_wifi_only(&self, wifi_only: bool) -> Result<(), AppError> {
        self.store()
            .write(|tx| tx.set_setting(WIFI_ONLY, &[u8::from(wifi_only)]))?;
        self.changed();
        Ok(())
    }

    /// Whether blobs wait now.
    pub(crate) fn holds_blobs_back(&self, read: &Read<'_>) -> Result<bool, StoreError> {
        Ok(self.is_metered() && wifi_only(read)?)
    }

    /// Lets the least lately used blobs go while they take too much; says whether files can be swept.
    pub(crate) fn make_room(&self, tx: &Tx<'_>) -> Result<bool, StoreError> {
        Ok(tx.evict_blobs(budget(tx)?)? > 0)
    }

    /// Takes files from the shelf that nothing here names.
    pub(crate) fn sweep_blobs(&self) -> Result<(), StoreError> {
        let _at_shelf = self.at_shelf();
        self.store()
            .read(|read| self.shelf().sweep(|address| read.needs_blob(address)))
    }
}

fn budget(read: &Read<'_>) -> Result<u64, StoreError> {
    let set = read.setting(BUDGET)?;
    let set = set
        .and_then(|bytes| bytes.try_into().ok())
        .map(u64::from_be_bytes);
    Ok(set.unwrap_or(DEFAULT_BUDGET))
}

fn wifi_only(read: &Read<'_>) -> Result<bool, StoreError> {
    Ok(read.setting(WIFI_ONLY)?.as_deref() != Some(&[0]))
}
