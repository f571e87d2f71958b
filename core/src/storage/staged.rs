//! Envelopes of the log that cannot be opened yet, because their key has not come.

use rusqlite::params;

use super::column::{int, uint};
use super::error::Result;
use super::store::{Read, Sp, Tx};
use crate::sync::port::Sealed;

impl Read<'_> {
    /// What waits for a key, in the order of the log; at most `limit`, after a place (0 for the start).
    pub fn staged(&self, sp: Sp, after: u64, limit: u32) -> Result<Vec<Sealed>> {
        let mut find = self.db.prepare_cached(
            "SELECT seq, t_ms, frame FROM staged WHERE sp = ? AND seq > ? ORDER BY seq LIMIT ?",
        )?;
        let rows = find.query_map(params![sp.0, int(after), limit], |row| {
            Ok(Sealed {
                seq: row.get(0).map(uint)?,
                t_ms: row.get(1).map(uint)?,
                frame: row.get(2)?,
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// How many envelopes wait for a key.
    pub fn staged_count(&self, sp: Sp) -> Result<u64> {
        let mut count = self
            .db
            .prepare_cached("SELECT count(*) FROM staged WHERE sp = ?")?;
        Ok(count.query_row([sp.0], |row| row.get(0).map(uint))?)
    }
}

impl Tx<'_> {
    /// Sets an envelope aside until its key comes.
    pub fn stage(&self, sp: Sp, staged: &Sealed) -> Result<()> {
        self.db
            .prepare_cached("INSERT INTO staged VALUES(?, ?, ?, ?) ON CONFLICT DO NOTHING")?
            .execute(params![sp.0, int(staged.seq), int(staged.t_ms), staged.frame])?;
        Ok(())
    }

    /// It was opened.
    pub fn unstage(&self, sp: Sp, seq: u64) -> Result<()> {
        self.db
            .prepare_cached("DELETE FROM staged WHERE sp = ? AND seq = ?")?
            .execute((sp.0, int(seq)))?;
        Ok(())
    }
}
