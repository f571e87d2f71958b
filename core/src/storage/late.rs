//! What came into a log after its relay was restored and was not in the log that it lost: a checkpoint that comes back did not sum
//! it up (protocol 8, 10).

use std::collections::BTreeSet;

use ekin_protocol::id::ObjectId;
use rusqlite::OptionalExtension;

use super::column::{int, uint};
use super::error::Result;
use super::store::{Read, Sp, Tx};

impl Read<'_> {
    /// Whether the envelope at a place was not in the log that the relay lost.
    pub fn is_late(&self, sp: Sp, seq: u64) -> Result<bool> {
        let mut find = self
            .db
            .prepare_cached("SELECT 1 FROM late WHERE sp = ? AND seq = ?")?;
        Ok(find.exists((sp.0, int(seq)))?)
    }

    /// The place at which a lost checkpoint was admitted again that began this generation of a document; none where one began
    /// it at its own place.
    pub fn begun_again(&self, sp: Sp, object: &ObjectId, generation: u32) -> Result<Option<u64>> {
        let mut find = self
            .db
            .prepare_cached("SELECT seq FROM begun_again WHERE sp = ? AND object = ? AND generation = ?")?;
        let seq = find.query_row((sp.0, object.0, generation), |row| row.get(0).map(uint));
        Ok(seq.optional()?)
    }

    /// Hashes of a document's changes that came late, before a place.
    pub fn late_changes(&self, sp: Sp, object: &ObjectId, before: u64) -> Result<BTreeSet<[u8; 32]>> {
        let mut find = self
            .db
            .prepare_cached("SELECT hash FROM late_change WHERE sp = ? AND object = ? AND seq < ?")?;
        let rows = find.query_map((sp.0, object.0, int(before)), |row| row.get(0))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

impl Tx<'_> {
    /// The envelope at a place was not in the log that the relay lost.
    pub fn note_late(&self, sp: Sp, seq: u64) -> Result<()> {
        self.db
            .prepare_cached("INSERT OR IGNORE INTO late VALUES(?, ?)")?
            .execute((sp.0, int(seq)))?;
        Ok(())
    }

    /// A change of a document came there.
    pub fn note_late_change(&self, sp: Sp, object: &ObjectId, hash: &[u8; 32], seq: u64) -> Result<()> {
        self.db
            .prepare_cached("INSERT OR IGNORE INTO late_change VALUES(?, ?, ?, ?)")?
            .execute((sp.0, object.0, hash, int(seq)))?;
        Ok(())
    }

    /// A checkpoint that the relay had lost and that was admitted again at a place begins a generation of a document.
    pub fn note_begun_again(&self, sp: Sp, object: &ObjectId, generation: u32, seq: u64) -> Result<()> {
        self.db
            .prepare_cached("INSERT OR REPLACE INTO begun_again VALUES(?, ?, ?, ?)")?
            .execute((sp.0, object.0, generation, int(seq)))?;
        Ok(())
    }

    /// What came late is of the history that a checkpoint sums up: nothing that was lost can come back behind it. Where the key of
    /// a unit lacks, its documents have not begun yet, and it is asked for still.
    pub fn forget_late(&self, sp: Sp) -> Result<()> {
        let mut behind = self.db.prepare_cached(
            "SELECT 1 FROM document INDEXED BY document_behind WHERE sp = ? AND saved IS NOT NULL",
        )?;
        match behind.exists([sp.0])? {
            true => Ok(()),
            false => self.reset_late(sp),
        }
    }

    /// The log is taken anew.
    pub(super) fn reset_late(&self, sp: Sp) -> Result<()> {
        for sql in [
            "DELETE FROM late WHERE sp = ?",
            "DELETE FROM late_change WHERE sp = ?",
            "DELETE FROM begun_again WHERE sp = ?",
        ] {
            self.db.prepare_cached(sql)?.execute([sp.0])?;
        }
        Ok(())
    }
}
