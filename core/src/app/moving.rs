//! A relay moves to another address: an owner of each space that it holds says so in the membership (the `relay` record, protocol 10
//! and 15), and whoever reads that goes there from then on. Its key moves with it, and with that everybody's trust. Where the key is
//! lost (protocol 9), an owner names the new one: they had it from whoever runs the relay, by another way than the relay itself.

use std::str::FromStr;

use ekin_protocol::id::{SignKey, SpaceId};
use ekin_protocol::membership::{Body, RelayAt, Role};

use super::device::Device;
use super::error::AppError;
use super::territory::{relay_addresses, role_here};
use crate::app::worker::{owe_intent, write_intent};
use crate::storage::{Space, Tx};

/// The public keys of a relay, as `ekin-sync-server public-keys` shows them: 128 hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RelayKeys {
    /// Signs heads, receipts and refusals.
    pub relay: SignKey,
    /// Signs manifests.
    pub packer: SignKey,
}

impl FromStr for RelayKeys {
    type Err = AppError;

    fn from_str(text: &str) -> Result<Self, AppError> {
        let digits: String = text.split_whitespace().collect();
        let halves = digits
            .split_at_checked(2 * SignKey::LEN)
            .ok_or(AppError::RelayKeys)?;
        let key = |half: &str| half.parse().map_err(|_| AppError::RelayKeys);
        Ok(Self {
            relay: key(halves.0)?,
            packer: key(halves.1)?,
        })
    }
}

/// A space whose relay moves, or has a new key.
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
            for space in at(tx, from)? {
                let members = tx.membership(space.sp)?;
                let key = members.and_then(|members| members.relay_key());
                let said = key.filter(|_| matches!(role_here(tx, space.sp), Ok(Some(Role::Owner))));
                if let Some(key) = said {
                    let urls = elsewhere(&space, from, to);
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

    /// The relay at the address `from` has lost its key and has new ones; it is at `to` from now on, which may be the same. For every
    /// space there of which this device is an owner's, that is believed here at once and queued to be said in the membership, to that
    /// very relay. Of others an owner has to say it; here they only get the address. Gives those spaces, but for what
    /// knows the key already.
    ///
    /// # Errors
    /// [`AppError::RelayAddress`].
    pub fn renew_relay(&self, from: &str, to: &str, keys: RelayKeys) -> Result<Vec<Moved>, AppError> {
        let (from, to) = (from.trim_end_matches('/'), to.trim_end_matches('/'));
        relay_addresses(&[from.to_owned()])?;
        relay_addresses(&[to.to_owned()])?;
        let renewed = self.store().write(|tx| {
            let mut renewed = Vec::new();
            for space in at(tx, from)? {
                let known = tx.membership(space.sp)?.and_then(|members| members.relay_key());
                let urls = elsewhere(&space, from, to);
                tx.set_link(space.sp, &space.name, &urls)?;
                if known.is_none_or(|known| known == keys.relay) {
                    continue;
                }
                let said = matches!(role_here(tx, space.sp), Ok(Some(Role::Owner)));
                if said {
                    tx.await_relay(space.sp, Some(&keys.relay))?;
                    let key = keys.relay;
                    owe_intent(tx, space.sp, &Body::Relay(RelayAt { urls, key }))?;
                    if space.kind.is_public() {
                        owe_intent(tx, space.sp, &Body::Packer(keys.packer))?;
                    }
                }
                renewed.push(Moved {
                    space: space.id,
                    name: space.name,
                    said,
                });
            }
            Ok::<_, AppError>(renewed)
        })?;
        self.changed();
        Ok(renewed)
    }
}

/// The spaces whose relay is at an address, as far as is known here.
fn at(tx: &Tx<'_>, url: &str) -> Result<Vec<Space>, AppError> {
    let mut spaces = tx.spaces()?;
    spaces.retain(|space| space.urls.iter().any(|at| at.trim_end_matches('/') == url));
    Ok(spaces)
}

/// The addresses of a space with one in the place of another.
fn elsewhere(space: &Space, from: &str, to: &str) -> Vec<String> {
    let there = |url: &String| match url.trim_end_matches('/') == from {
        true => to.to_owned(),
        false => url.clone(),
    };
    space.urls.iter().map(there).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_read_as_they_are_written_and_nothing_else() {
        let keys = RelayKeys {
            relay: SignKey([1; 32]),
            packer: SignKey([2; 32]),
        };
        let written = format!("{}{}", keys.relay, keys.packer);
        assert_eq!(written.parse::<RelayKeys>().unwrap(), keys);
        let copied = format!(" {}\n{}", &written[..70].to_uppercase(), &written[70..]);
        assert_eq!(copied.parse::<RelayKeys>().unwrap(), keys);
        for wrong in [
            &written[1..],
            &written[..64],
            "",
            "é".repeat(64).as_str(),
            &format!("{written}00"),
        ] {
            assert!(
                matches!(wrong.parse::<RelayKeys>(), Err(AppError::RelayKeys)),
                "{wrong}"
            );
        }
    }
}
