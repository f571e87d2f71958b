//! When the relay of a space was last heard, and which spaces are locked because that is too long ago.

use std::collections::BTreeSet;
use std::sync::{Mutex, MutexGuard, PoisonError};

use rusqlite::{OptionalExtension, params};

use super::column::{int, uint};
use super::error::Result;
use super::store::{Read, Sp, Store, Tx};

/// When a relay was heard, by both clocks of this device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Contact {
    /// The clock that a person can set, ms since 1970.
    pub wall_ms: i64,
    /// The start of the machine in which it was heard.
    pub boot: [u8; 16],
    /// Time since that start, in ms.
    pub up_ms: u64,
}

/// Spaces that are locked in this run.
#[derive(Debug, Default)]
pub(super) struct Locked(Mutex<BTreeSet<Sp>>);

impl Locked {
    fn all(&self) -> MutexGuard<'_, BTreeSet<Sp>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Store {
    /// From now on queries and commands find these spaces locked, and no others.
    pub fn lock_spaces(&self, spaces: BTreeSet<Sp>) {
        *self.locked.all() = spaces;
    }
}

impl Read<'_> {
    /// Whether a space is locked.
    pub fn is_locked(&self, sp: Sp) -> bool {
        self.locked.all().contains(&sp)
    }

    /// When the relay of a space was last heard.
    pub fn contact(&self, sp: Sp) -> Result<Option<Contact>> {
        let mut find = self
            .db
            .prepare_cached("SELECT wall_ms, boot, up_ms FROM contact WHERE sp = ?")?;
        let found = find.query_row([sp.0], |row| {
            Ok(Contact {
                wall_ms: row.get(0)?,
                boot: row.get(1)?,
                up_ms: uint(row.get(2)?),
            })
        });
        Ok(found.optional()?)
    }
}

impl Tx<'_> {
    /// The relay of a space was heard: it is not locked any more.
    pub fn set_contact(&self, sp: Sp, contact: &Contact) -> Result<()> {
        self.db
            .prepare_cached(
                "INSERT INTO contact VALUES(?, ?, ?, ?)
                 ON CONFLICT DO UPDATE SET wall_ms = excluded.wall_ms, boot = excluded.boot, up_ms = excluded.up_ms",
            )?
            .execute(params![sp.0, contact.wall_ms, contact.boot, int(contact.up_ms)])?;
        self.locked.all().remove(&sp);
        Ok(())
    }
}
