//! The device's own views of a log, from the pack's place N on: what the statements of others are compared with.

use ekin_protocol::id::Short;
use rusqlite::OptionalExtension;

use super::column::{int, uint};
use super::error::Result;
use super::store::{Read, Sp, Tx};

impl Read<'_> {
    /// The view at a place, when it was kept.
    pub fn view(&self, sp: Sp, seq: u64) -> Result<Option<Short>> {
        let mut find = self
            .db
            .prepare_cached("SELECT view FROM view WHERE sp = ? AND seq = ?")?;
        Ok(find
            .query_row((sp.0, int(seq)), |row| row.get(0).map(Short))
            .optional()?)
    }

    /// The newest view that was kept.
    pub fn newest_view(&self, sp: Sp) -> Result<Option<(u64, Short)>> {
        let mut find = self
            .db
            .prepare_cached("SELECT seq, view FROM view WHERE sp = ? ORDER BY seq DESC LIMIT 1")?;
        Ok(find
            .query_row([sp.0], |row| Ok((uint(row.get(0)?), Short(row.get(1)?))))
            .optional()?)
    }
}

impl Tx<'_> {
    /// Keeps the view at a place.
    pub fn set_view(&self, sp: Sp, seq: u64, view: &Short) -> Result<()> {
        self.db
            .prepare_cached("INSERT OR REPLACE INTO view VALUES(?, ?, ?)")?
            .execute((sp.0, int(seq), view.0))?;
        Ok(())
    }

    /// Views before this place are asked for no more.
    pub fn prune_views(&self, sp: Sp, before: u64) -> Result<()> {
        self.db
            .prepare_cached("DELETE FROM view WHERE sp = ? AND seq < ?")?
            .execute((sp.0, int(before)))?;
        Ok(())
    }

    /// Views after this place are void: the relay was restored.
    pub fn cut_views(&self, sp: Sp, after: u64) -> Result<()> {
        self.db
            .prepare_cached("DELETE FROM view WHERE sp = ? AND seq > ?")?
            .execute((sp.0, int(after)))?;
        Ok(())
    }
}
