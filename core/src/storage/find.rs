//! Finding by chain, by the beginning of an id, by organisation.

use std::collections::BTreeMap;

use ekin_protocol::id::{Incarnation, ObjectId, Ord, OrgId, Short};

use super::column::{narrow, uint};
use super::error::Result;
use super::query::bounds;
use super::store::{Read, Sp};
use crate::sync::port::StoredTip;

/// Objects found at most by the beginning of an id.
pub(super) const FOUND: u32 = 16;

impl Read<'_> {
    /// The last logged envelope that is here of each chain.
    pub fn tips(&self, sp: Sp) -> Result<Vec<StoredTip>> {
        let mut find = self.db.prepare_cached(
            "SELECT ord, incarnation, dev_seq, last, max(seq) FROM (
                 SELECT ord, incarnation, dev_seq, substr(content_id, 1, 16) AS last, seq FROM entry
                 WHERE sp = ?1 AND seq IS NOT NULL
                 UNION ALL SELECT ord, incarnation, dev_seq, last, seq FROM chain WHERE sp = ?1 AND dev_seq > 0)
             GROUP BY ord, incarnation",
        )?;
        let mut rows = find.query([sp.0])?;
        let mut tips = Vec::new();
        while let Some(row) = rows.next()? {
            tips.push(StoredTip {
                ord: narrow(row.get(0)?, "entry")?,
                incarnation: Incarnation(row.get(1)?),
                dev_seq: uint(row.get(2)?),
                last: Short(row.get(3)?),
                seq: uint(row.get(4)?),
            });
        }
        Ok(tips)
    }

    /// Log time in ms of the newest envelope that is here of each device.
    pub fn last_seen(&self, sp: Sp) -> Result<BTreeMap<Ord, u64>> {
        let mut find = self.db.prepare_cached(
            "SELECT ord, max(t_ms) FROM entry WHERE sp = ? AND seq IS NOT NULL GROUP BY ord",
        )?;
        let rows = find.query_map([sp.0], |row| Ok((row.get(0)?, row.get::<_, i64>(1).map(uint)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Listings whose id begins with these hexadecimal digits; at most a few, in order.
    pub fn objects_beginning(&self, sp: Sp, digits: &str) -> Result<Vec<ObjectId>> {
        let Some((first, last)) = bounds(digits) else {
            return Ok(Vec::new());
        };
        let mut find = self.db.prepare_cached(
            "SELECT DISTINCT object FROM record WHERE sp = ? AND object BETWEEN ? AND ? ORDER BY object LIMIT ?",
        )?;
        let rows = find.query_map((sp.0, first, last, FOUND), |row| row.get(0).map(ObjectId))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The listings of an organisation that readers see.
    pub fn objects_of(&self, sp: Sp, org: &OrgId) -> Result<Vec<ObjectId>> {
        let mut find = self
            .db
            .prepare_cached("SELECT object FROM listing WHERE org = ? AND sp = ?")?;
        let rows = find.query_map((org.0, sp.0), |row| row.get(0).map(ObjectId))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}
