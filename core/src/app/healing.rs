//! What this device keeps for relays that may lose it, and what it brings back to one that was restored (protocol 10).

use ekin_protocol::id::SpaceId;

use super::device::Device;
use super::error::AppError;
pub use crate::storage::KeptForRelay;

impl Device {
    /// What is kept of a space for its relay.
    ///
    /// # Errors
    /// [`AppError::UnknownSpace`]; those of the store.
    pub fn kept_for_relay(&self, space: SpaceId) -> Result<KeptForRelay, AppError> {
        self.store().read(|read| {
            let sp = read.find_space(&space)?.ok_or_else(|| AppError::UnknownSpace {
                name: Some(space.to_string()),
            })?;
            Ok(read.kept_for_relay(sp)?)
        })
    }
}
