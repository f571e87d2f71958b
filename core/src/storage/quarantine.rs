//! What did not count: kept whole by its hash, reported, and not tried again before the program is updated.

use ekin_protocol::code::Code;
use rusqlite::params;

use super::column::{int, uint};
use super::error::Result;
use super::store::{Read, Sp, Tx};
use crate::sync::port::Sealed;

/// One thing that did not count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quarantined {
    /// SHA-256 of its bytes, or the id that the log gives it.
    pub hash: [u8; 32],
    /// Its space.
    pub sp: Sp,
    /// Its place in the log.
    pub seq: Option<u64>,
    /// Why, as a code.
    pub why: String,
    /// Version of the program that judged it.
    pub app_version: String,
    /// The bytes.
    pub bytes: Vec<u8>,
}

impl Read<'_> {
    /// How many things of a space did not count.
    pub fn quarantined(&self, sp: Sp) -> Result<u64> {
        let mut count = self
            .db
            .prepare_cached("SELECT count(*) FROM quarantine WHERE sp = ?")?;
        Ok(count.query_row([sp.0], |row| row.get(0).map(uint))?)
    }

    /// What another version of the program judged, to be tried again by this one; at most `limit`.
    pub fn quarantined_by_others(&self, sp: Sp, app_version: &str, limit: u32) -> Result<Vec<Quarantined>> {
        let mut find = self.db.prepare_cached(
            "SELECT hash, seq, why, app_version, bytes FROM quarantine WHERE sp = ? AND app_version <> ? LIMIT ?",
        )?;
        let rows = find.query_map(params![sp.0, app_version, limit], |row| {
            Ok(Quarantined {
                hash: row.get(0)?,
                sp,
                seq: row.get::<_, Option<i64>>(1)?.map(uint),
                why: row.get(2)?,
                app_version: row.get(3)?,
                bytes: row.get(4)?,
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Envelopes of the log that did not count for this reason, each by its hash.
    pub fn void_envelopes(&self, sp: Sp, why: Code) -> Result<Vec<([u8; 32], Sealed)>> {
        let mut find = self.db.prepare_cached(
            "SELECT q.hash, q.seq, e.t_ms, q.bytes FROM quarantine q
             JOIN entry e ON e.sp = q.sp AND e.seq = q.seq WHERE q.sp = ? AND q.why = ? ORDER BY q.seq",
        )?;
        let rows = find.query_map(params![sp.0, why.word()], |row| {
            let sealed = Sealed {
                seq: uint(row.get(1)?),
                t_ms: uint(row.get(2)?),
                frame: row.get(3)?,
            };
            Ok((row.get(0)?, sealed))
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Why each sort of thing did not count, with how many, for support.
    pub fn quarantine_reasons(&self) -> Result<Vec<(String, u64)>> {
        let mut find = self
            .db
            .prepare("SELECT why, count(*) FROM quarantine GROUP BY why ORDER BY why")?;
        let rows = find.query_map([], |row| Ok((row.get(0)?, uint(row.get(1)?))))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

impl Tx<'_> {
    /// Keeps what did not count.
    pub fn quarantine(&self, what: &Quarantined) -> Result<()> {
        self.db
            .prepare_cached("INSERT OR REPLACE INTO quarantine VALUES(?, ?, ?, ?, ?, ?)")?
            .execute(params![
                what.hash,
                what.sp.0,
                what.seq.map(int),
                what.why,
                what.app_version,
                what.bytes
            ])?;
        Ok(())
    }

    /// It counts after all.
    pub fn release(&self, hash: &[u8; 32]) -> Result<()> {
        self.db
            .prepare_cached("DELETE FROM quarantine WHERE hash = ?")?
            .execute([hash])?;
        Ok(())
    }
}
