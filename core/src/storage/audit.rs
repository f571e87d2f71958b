//! What a second look at the store needs: its rows as they lie, in order, for `verify` and `doctor`. Nothing here
//! interprets them.

use ekin_protocol::id::{ItemHash, ObjectId, Ord};

use super::column::{narrow, uint};
use super::error::Result;
use super::listing::{UNREADABLE, WITHDRAWN};
use super::schema;
use super::store::{Read, Sp};

/// A stored record as it travelled, with what the store says of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditRecord {
    /// Its object.
    pub object: ObjectId,
    /// The hash under which it is kept.
    pub hash: ItemHash,
    /// Place and time in the log; none while it is own and not logged.
    pub place: Option<(u64, u64)>,
    /// Its author.
    pub ord: Ord,
    /// Number of its envelope, where that is here.
    pub en: Option<i64>,
    /// Index in its envelope.
    pub n: usize,
    /// Salt, type, object id and meta as they travelled.
    pub fields: Vec<u8>,
    /// The payload.
    pub body: Vec<u8>,
}

/// What a list shows of an object, as it lies in its row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditRow {
    /// The object.
    pub object: ObjectId,
    /// Severity of its status; 6 withdrawn, 7 unreadable.
    pub status: u8,
    /// Whether it has several versions.
    pub conflict: bool,
    /// Language, tab, title; a line each.
    pub titles: String,
}

/// How many listings of a space there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ListingCounts {
    /// That readers see.
    pub shown: u64,
    /// Of these, with several versions.
    pub conflicts: u64,
    /// Withdrawn.
    pub withdrawn: u64,
    /// That this version cannot read.
    pub unreadable: u64,
}

impl Read<'_> {
    /// Hands out every stored record of a space, by object.
    pub fn audit_records(&self, sp: Sp, mut take: impl FnMut(AuditRecord)) -> Result<()> {
        let mut find = self.db.prepare(
            "SELECT object, item_hash, seq, t_ms, ord, en, n, head, body FROM record WHERE sp = ? ORDER BY object, rid",
        )?;
        let mut rows = find.query([sp.0])?;
        while let Some(row) = rows.next()? {
            let seq: Option<i64> = row.get(2)?;
            let t_ms: Option<i64> = row.get(3)?;
            take(AuditRecord {
                object: ObjectId(row.get(0)?),
                hash: ItemHash(row.get(1)?),
                place: seq.map(|seq| (uint(seq), uint(t_ms.unwrap_or(0)))),
                ord: narrow(row.get(4)?, "record")?,
                en: row.get(5)?,
                n: narrow(row.get(6)?, "record")?,
                fields: row.get(7)?,
                body: row.get(8)?,
            });
        }
        Ok(())
    }

    /// Hands out the row of every listing of a space.
    pub fn audit_rows(&self, sp: Sp, mut take: impl FnMut(AuditRow)) -> Result<()> {
        let mut find = self
            .db
            .prepare("SELECT object, status, conflict, titles FROM listing WHERE sp = ?")?;
        let mut rows = find.query([sp.0])?;
        while let Some(row) = rows.next()? {
            take(AuditRow {
                object: ObjectId(row.get(0)?),
                status: row.get(1)?,
                conflict: row.get(2)?,
                titles: row.get(3)?,
            });
        }
        Ok(())
    }

    /// How many listings of a space there are.
    pub fn listing_counts(&self, sp: Sp) -> Result<ListingCounts> {
        let mut count = self.db.prepare_cached(
            "SELECT status, sum(conflict), count(*) FROM listing WHERE sp = ? GROUP BY status",
        )?;
        let mut rows = count.query([sp.0])?;
        let mut counts = ListingCounts::default();
        while let Some(row) = rows.next()? {
            let n = uint(row.get(2)?);
            match row.get::<_, u8>(0)? {
                WITHDRAWN => counts.withdrawn += n,
                UNREADABLE => counts.unreadable += n,
                _ => {
                    counts.shown += n;
                    counts.conflicts += uint(row.get(1)?);
                }
            }
        }
        Ok(counts)
    }

    /// How many listings changed after a revision of the store.
    pub fn changed_after(&self, rev: i64) -> Result<u64> {
        let mut count = self
            .db
            .prepare_cached("SELECT count(*) FROM listing WHERE rev > ?")?;
        Ok(count.query_row([rev], |row| row.get(0).map(uint))?)
    }

    /// Schema of the file.
    pub fn schema(&self) -> Result<u32> {
        Ok(schema::found(self.db)?.1)
    }
}
