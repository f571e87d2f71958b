//! What the relay of a space last said of the time, and how long ago that is by a clock that nobody sets.

use rusqlite::{OptionalExtension, params};

use super::column::{int, uint};
use super::error::Result;
use super::store::{Read, Sp, Tx};

/// A word of the relay about the time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RelayTime {
    /// Its clock in ms since 1970.
    pub seen_ms: u64,
    /// The start of the machine in which it was heard.
    pub boot: [u8; 16],
    /// Time since that start, in ms, when it was heard.
    pub up_ms: u64,
}

impl Read<'_> {
    /// What the relay of a space last said of the time.
    pub fn relay_time(&self, sp: Sp) -> Result<Option<RelayTime>> {
        let mut find = self
            .db
            .prepare_cached("SELECT seen_ms, boot, up_ms FROM relay_time WHERE sp = ?")?;
        let found = find.query_row([sp.0], |row| {
            Ok(RelayTime {
                seen_ms: uint(row.get(0)?),
                boot: row.get(1)?,
                up_ms: uint(row.get(2)?),
            })
        });
        Ok(found.optional()?)
    }
}

impl Tx<'_> {
    /// Keeps a word of the relay about the time.
    pub fn put_relay_time(&self, sp: Sp, told: &RelayTime) -> Result<()> {
        self.db
            .prepare_cached(
                "INSERT INTO relay_time VALUES(?, ?, ?, ?)
                 ON CONFLICT DO UPDATE SET seen_ms = excluded.seen_ms, boot = excluded.boot, up_ms = excluded.up_ms",
            )?
            .execute(params![sp.0, int(told.seen_ms), told.boot, int(told.up_ms)])?;
        Ok(())
    }
}
