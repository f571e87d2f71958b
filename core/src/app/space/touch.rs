//! A device that is out of touch locks its private spaces and keeps what it has not sent (protocol 11): a phone that was lost
//! in a drawer, or taken where no removal reaches it, is not read for ever.

use std::collections::BTreeSet;

use crate::app::device::Device;
use crate::app::document;
use crate::app::error::AppError;
use crate::app::surroundings::{Surroundings, Uptime};
use crate::domain::kind::settings;
use crate::storage::{Contact, Read, Sp, Space, StoreError, Tx};

/// Ms of a day.
const DAY: u64 = 86_400_000;
/// A contact that follows another sooner is not written down.
const NEAR_MS: u64 = 60_000;

/// The relay of a space was heard.
pub(crate) fn heard(tx: &Tx<'_>, sp: Sp, around: &Surroundings) -> Result<(), StoreError> {
    let (up, wall_ms) = (around.uptime(), around.now_ms());
    let near = |contact: Contact| {
        up.since(contact.boot, contact.up_ms)
            .is_some_and(|ms| ms < NEAR_MS)
    };
    if tx.contact(sp)?.is_some_and(near) && !tx.is_locked(sp) {
        return Ok(());
    }
    let contact = Contact {
        wall_ms,
        boot: up.boot,
        up_ms: up.ms,
    };
    tx.set_contact(sp, &contact)
}

/// How long ago a contact is: exact while the machine runs. Where it was started anew in between, the clock that a person can
/// set is believed; one that was set back says nothing.
pub(super) fn away_ms(contact: &Contact, up: Uptime, wall_ms: i64) -> u64 {
    up.since(contact.boot, contact.up_ms)
        .unwrap_or_else(|| u64::try_from(wall_ms.saturating_sub(contact.wall_ms)).unwrap_or(0))
}

impl Device {
    /// Locks the private spaces whose relay was not heard for as many days as their house says, and opens the others. A space that
    /// has no relay, or never heard one, is never locked.
    ///
    /// # Errors
    /// Those of the store.
    pub fn lock_out_of_touch(&self) -> Result<(), AppError> {
        let locked = self.store().read(|read| {
            let mut locked = BTreeSet::new();
            // Those that are locked already too: a contact may have come from another process.
            for space in read.spaces()?.into_iter().filter(|space| !space.kind.is_public()) {
                let Some(contact) = read.contact(space.sp)? else {
                    continue;
                };
                let days = away_ms(&contact, self.around().uptime(), self.around().now_ms()) / DAY;
                // The document is opened where it can matter alone.
                if days >= settings::LOCK_FROM && days >= lock_after(read, &space)? {
                    locked.insert(space.sp);
                }
            }
            Ok::<_, AppError>(locked)
        })?;
        self.store().lock_spaces(locked);
        Ok(())
    }
}

/// Days after which a space locks.
fn lock_after(read: &Read<'_>, space: &Space) -> Result<u64, AppError> {
    let said = document::settings(read, space)?.and_then(|said| said.view().int("lock_after"));
    let days = said.unwrap_or(settings::LOCK_AFTER);
    Ok(u64::try_from(days).unwrap_or(0).max(settings::LOCK_FROM))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_machine_s_own_clock_counts_and_the_other_only_after_a_new_start() {
        let contact = Contact {
            wall_ms: 5_000,
            boot: [1; 16],
            up_ms: 100,
        };
        let up = |boot, ms| Uptime { boot: [boot; 16], ms };
        assert_eq!(away_ms(&contact, up(1, 700), i64::MAX), 600, "set forward");
        assert_eq!(away_ms(&contact, up(2, 700), 9_000), 4_000);
        assert_eq!(away_ms(&contact, up(2, 700), 1_000), 0, "set back");
        assert_eq!(away_ms(&contact, up(2, 700), i64::MIN), 0);
    }
}
