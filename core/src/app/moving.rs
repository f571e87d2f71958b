//! A relay moves to another address: an owner of each space that it holds says so in the membership (the `relay` record, protocol 10
//! and 15), and whoever reads that goes there from then on. Its key moves with it, and with that everybody's trust.

use ekin_protocol::id::SpaceId;
use ekin_protocol::membership::{Body, RelayAt, Role};

use super::device::Device;
use super::error::AppError;
use super::territory::{relay_addresses, role_here};
use crate::app::worker::write_intent;

/// A space whose relay moves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// The space.
    pub space: SpaceId,
    /// What people call it.
    pub name: String,
    /// Whether this device is an owner's, so that it says so at its next sync; of others somebody else has to.
    pub said: bool,
}

impl Device {
    /// Queues for every space that this device knows at the address `from` that its relay is at `to` instead. It is sent to `from`, so
    /// this comes before the move itself. Gives those spaces.
    ///
    /// # Errors
    /// [`AppError::RelayAddress`].
    pub fn move_relay(&self, from: &str, to: &str) -> Result<Vec<Moved>, AppError> {
        let (from, to) = (from.trim_end_matches('/'), to.trim_end_matches('/'));
        relay_addresses(&[from.to_owned()])?;
        relay_addresses(&[to.to_owned()])?;
        let moved = self.store().write(|tx| {
            let mut moved = Vec::new();
            for space in tx.spaces()? {
                if !space.urls.iter().any(|url| url.trim_end_matches('/') == from) {
                    continue;
                }
                let members = tx.membership(space.sp)?;
                let key = members.and_then(|members| members.relay_key());
                let said = key.filter(|_| matches!(role_here(tx, space.sp), Ok(Some(Role::Owner))));
                if let Some(key) = said {
                    let there = |url: &String| match url.trim_end_matches('/') == from {
                        true => to.to_owned(),
                        false => url.clone(),
                    };
                    let urls = space.urls.iter().map(there).collect();
                    tx.add_intent(space.sp, &write_intent(&Body::Relay(RelayAt { urls, key })))?;
                }
                moved.push(Moved {
                    space: space.id,
                    name: space.name,
                    said: said.is_some(),
                });
            }
            Ok::<_, AppError>(moved)
        })?;
        self.changed();
        Ok(moved)
    }
}
