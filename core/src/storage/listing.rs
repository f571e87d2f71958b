//! Rows of the read model: one listing with its occurrences, its point and its words.

use ekin_protocol::id::{ItemHash, ObjectId, Ord};
use rusqlite::{OptionalExtension, params};

use super::column::first8;
use super::error::Result;
use super::store::{Read, Sp, Tx};
use crate::record::projection::{self, ListingRow};

/// Status of a row whose listing was withdrawn; the others are severities.
pub(super) const WITHDRAWN: u8 = 6;
/// Status of a row whose records this version cannot read.
pub(super) const UNREADABLE: u8 = 7;

/// What a row says beside what its payload makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    pub rid: i64,
    pub shown: i64,
    pub pending: Option<i64>,
    pub status: u8,
    pub conflict: bool,
    pub ord: Ord,
    pub first_rev: i64,
    pub rev: i64,
    pub status_rev: i64,
}

impl Stamp {
    /// Of a record that is the only head of its object and has just come.
    pub fn new(rid: i64, hash: &ItemHash, ord: Ord, status: u8, rev: i64) -> Self {
        Self {
            rid,
            shown: first8(hash),
            pending: None,
            status,
            conflict: false,
            ord,
            first_rev: rev,
            rev,
            status_rev: rev,
        }
    }
}

/// The row of an object as it is now.
#[derive(Clone, Debug)]
pub(super) struct Stored {
    pub rank: i64,
    pub stamp: Stamp,
    pub pv: i64,
}

const INSERT: &str =
    "INSERT INTO listing(rank, sp, object, rid, shown, pending, type, status, conflict, flags,
    titles, original, place, town, organiser, lat, lon, org, ord, source, start_ms, end_ms, all_day, due_ms,
    first_rev, rev, status_rev, pv)
    VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT DO NOTHING";

impl Read<'_> {
    pub(super) fn stored(&self, sp: Sp, object: &ObjectId) -> Result<Option<Stored>> {
        let mut find = self.db.prepare_cached(
            "SELECT rank, rid, shown, pending, status, conflict, ord, first_rev, rev, status_rev, pv
             FROM listing WHERE object = ? AND sp = ?",
        )?;
        let found = find.query_row((object.0, sp.0), |row| {
            Ok(Stored {
                rank: row.get(0)?,
                stamp: Stamp {
                    rid: row.get(1)?,
                    shown: row.get(2)?,
                    pending: row.get(3)?,
                    status: row.get(4)?,
                    conflict: row.get(5)?,
                    ord: row.get(6)?,
                    first_rev: row.get(7)?,
                    rev: row.get(8)?,
                    status_rev: row.get(9)?,
                },
                pv: row.get(10)?,
            })
        });
        Ok(found.optional()?)
    }
}

impl Tx<'_> {
    /// Stores a row that the object must not have yet; `false` when it has one.
    pub(super) fn put_listing(
        &self,
        sp: Sp,
        object: &ObjectId,
        row: &ListingRow,
        stamp: &Stamp,
    ) -> Result<bool> {
        let mut rank = row.rank;
        while !self.put_row(sp, object, rank, row, stamp)? {
            if self.stored(sp, object)?.is_some() {
                return Ok(false);
            }
            // Another one has this very place: the next one is as good.
            rank += 1;
        }
        if let Some((lat, lon)) = row.point {
            self.db
                .prepare_cached("INSERT INTO place VALUES(?, ?, ?, ?, ?)")?
                .execute((rank, lat, lat, lon, lon))?;
        }
        if !row.occurrences.is_empty() {
            let mut insert = self
                .db
                .prepare_cached("INSERT INTO occurrence VALUES(?, ?, ?, ?, ?)")?;
            for o in &row.occurrences {
                insert.execute((rank, o.start_ms, o.end_ms, o.prev_end_ms, o.all_day))?;
            }
        }
        self.db
            .prepare_cached("INSERT INTO listing_fts(rowid, text) VALUES(?, ?)")?
            .execute(params![rank, row.text])?;
        self.db
            .prepare_cached("INSERT INTO title_fts(rowid, text) VALUES(?, ?)")?
            .execute(params![rank, row.title_text])?;
        Ok(true)
    }

    /// Stores a row that readers do not see, and that nothing hangs on.
    pub(super) fn put_hidden(
        &self,
        sp: Sp,
        object: &ObjectId,
        row: &ListingRow,
        stamp: &Stamp,
    ) -> Result<()> {
        let mut rank = row.rank;
        while !self.put_row(sp, object, rank, row, stamp)? {
            rank += 1;
        }
        Ok(())
    }

    fn put_row(&self, sp: Sp, object: &ObjectId, rank: i64, row: &ListingRow, stamp: &Stamp) -> Result<bool> {
        let (lat, lon) = row.point.unzip();
        let added = self.db.prepare_cached(INSERT)?.execute(params![
            rank,
            sp.0,
            object.0,
            stamp.rid,
            stamp.shown,
            stamp.pending,
            row.listing_type,
            stamp.status,
            stamp.conflict,
            row.flags,
            row.titles,
            row.original,
            row.place,
            row.town,
            row.organiser,
            lat,
            lon,
            row.org.0,
            stamp.ord,
            row.source,
            row.start_ms,
            row.end_ms,
            row.all_day,
            row.due_ms,
            stamp.first_rev,
            stamp.rev,
            stamp.status_rev,
            projection::VERSION
        ])?;
        Ok(added == 1)
    }

    /// Takes a row away with everything that hangs on it.
    pub(super) fn remove_listing(&self, rank: i64) -> Result<()> {
        self.strip_listing(rank)?;
        self.db
            .prepare_cached("DELETE FROM listing WHERE rank = ?")?
            .execute([rank])?;
        Ok(())
    }

    /// Takes away what hangs on a row.
    fn strip_listing(&self, rank: i64) -> Result<()> {
        if rank >= projection::FIRST_HIDDEN {
            return Ok(());
        }
        for sql in [
            "DELETE FROM place WHERE rank = ?",
            "DELETE FROM occurrence WHERE rank = ?",
            "DELETE FROM listing_fts WHERE rowid = ?",
            "DELETE FROM title_fts WHERE rowid = ?",
        ] {
            self.db.prepare_cached(sql)?.execute([rank])?;
        }
        Ok(())
    }

    /// Hides a row from readers, who cannot find it any more; it stays, so that the news can tell.
    pub(super) fn hide_listing(&self, old: &Stored, object: &ObjectId, stamp: &Stamp) -> Result<()> {
        self.strip_listing(old.rank)?;
        let mut rank = if old.rank >= projection::FIRST_HIDDEN {
            old.rank
        } else {
            projection::hidden_rank(object)
        };
        while rank != old.rank && self.rank_taken(rank)? {
            rank += 1;
        }
        self.db
            .prepare_cached("UPDATE listing SET rank = ?, due_ms = NULL WHERE rank = ?")?
            .execute((rank, old.rank))?;
        self.restamp(rank, stamp, None)
    }

    fn rank_taken(&self, rank: i64) -> Result<bool> {
        Ok(self
            .db
            .prepare_cached("SELECT 1 FROM listing WHERE rank = ?")?
            .exists([rank])?)
    }

    /// Changes what a row says beside its payload.
    pub(super) fn restamp(&self, rank: i64, stamp: &Stamp, flags: Option<i64>) -> Result<()> {
        self.db
            .prepare_cached(
                "UPDATE listing SET rid = ?, shown = ?, pending = ?, status = ?, conflict = ?, ord = ?, first_rev = ?,
                     rev = ?, status_rev = ?, flags = coalesce(?, flags), pv = ? WHERE rank = ?",
            )?
            .execute(params![
                stamp.rid,
                stamp.shown,
                stamp.pending,
                stamp.status,
                stamp.conflict,
                stamp.ord,
                stamp.first_rev,
                stamp.rev,
                stamp.status_rev,
                flags,
                projection::VERSION,
                rank
            ])?;
        Ok(())
    }

    /// Takes away every row of a space.
    pub(super) fn clear_listings(&self, sp: Sp) -> Result<()> {
        let mut find = self.db.prepare("SELECT rank FROM listing WHERE sp = ?")?;
        let ranks = find
            .query_map([sp.0], |row| row.get(0))?
            .collect::<rusqlite::Result<Vec<i64>>>()?;
        ranks.into_iter().try_for_each(|rank| self.remove_listing(rank))
    }
}
