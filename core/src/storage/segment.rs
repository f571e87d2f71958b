//! Segments of a pack: rows in bulk, prepared by worker threads. What is here already is only told where it lies in
//! the pack; what is no longer in the pack is dead.
//!
//! A first sync commits its first segment alone, so that a screen has something, then the others together. What
//! was committed is remembered, so that an interrupted download resumes at the segment.

use std::collections::HashSet;

use ekin_protocol::id::{Incarnation, ItemHash, ObjectId, SegmentHash};
use ekin_protocol::manifest::{Manifest, SegmentRef};
use rusqlite::params;

use super::column::{int, size};
use super::connection::CACHE_KIB;
use super::entry::Logged;
use super::error::Result;
use super::listing::Stamp;
use super::store::{Read, Sp, Tx};
use crate::record::ledger::Ledger;
use crate::record::projection::PreparedRow;

/// How FTS5 merges the parts of its index: whether with what is written (`automerge`, from how many parts of one size),
/// when there is no putting off (`crisismerge`), and from how many dead of a hundred in a part (`deletemerge`).
type Merging = [(&'static str, i64); 3];

/// While rows come in bulk, the index is not merged: what is written afterwards does that.
const LOADING: Merging = [("automerge", 0), ("crisismerge", 64), ("deletemerge", 40)];
/// By FTS5's own numbers (4, 16, 10) a phone wrote its whole index anew on most mornings, for a twentieth that had changed.
const AT_REST: Merging = [("automerge", 16), ("crisismerge", 64), ("deletemerge", 40)];
/// Rows in bulk come in order of time, and their ids in none: the indexes of ids want their pages at hand.
const LOADING_CACHE_KIB: i64 = 16_000;

impl Read<'_> {
    /// The segments whose rows are here.
    pub fn held_segments(&self, sp: Sp) -> Result<HashSet<SegmentHash>> {
        let mut find = self.db.prepare_cached("SELECT hash FROM segment WHERE sp = ?")?;
        let rows = find.query_map([sp.0], |row| row.get(0).map(SegmentHash))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

impl Tx<'_> {
    /// Stores one segment: `entries` by place, `rows` in order of the segment, one for each of its items. Rows that
    /// the manifest says are dead are left out.
    pub fn load_segment(
        &self,
        sp: Sp,
        segment: &SegmentRef,
        entries: &[Logged<'_>],
        rows: &[PreparedRow],
    ) -> Result<()> {
        self.tune_index(LOADING)?;
        self.set_cache(LOADING_CACHE_KIB)?;
        self.db
            .prepare_cached("INSERT INTO segment(sp, hash) VALUES(?, ?) ON CONFLICT DO NOTHING")?
            .execute((sp.0, segment.hash.0))?;
        let mut find = self
            .db
            .prepare_cached("SELECT sg FROM segment WHERE sp = ? AND hash = ?")?;
        let sg: i64 = find.query_row((sp.0, segment.hash.0), |row| row.get(0))?;
        let own = self.own_lives(sp)?;
        let mut numbers = Vec::with_capacity(entries.len());
        let mut settled = Vec::new();
        for entry in entries {
            let mine = match own.contains(&entry.incarnation) {
                true => self.find_own(
                    sp,
                    (entry.ord, &entry.incarnation),
                    entry.dev_seq,
                    &entry.content_id,
                )?,
                false => None,
            };
            let en = match mine {
                Some(en) => {
                    settled.push((en, entry.seq, entry.t_ms));
                    en
                }
                None => self.add_entry(sp, entry)?,
            };
            numbers.push((entry.seq, en));
        }
        let mut fresh: Vec<(&PreparedRow, i64)> = Vec::with_capacity(rows.len());
        for (ix, row) in rows.iter().enumerate() {
            if segment.is_dead(ix) {
                // Kept in the pack for what it names: a record that may be logged yet is dead on arrival.
                let mut ledger = self.ledger(sp, row.ord, None);
                row.names
                    .iter()
                    .try_for_each(|name| ledger.add_dangling(&row.object, name))?;
                continue;
            }
            let en = numbers.binary_search_by_key(&row.seq, |(seq, _)| *seq).ok();
            let en = en.and_then(|at| numbers.get(at)).map(|(_, en)| *en);
            if let Some(rid) = self.load_record(sp, row, en, sg, ix)? {
                fresh.push((row, rid));
            }
        }
        self.load_listings(sp, fresh)?;
        settled
            .into_iter()
            .try_for_each(|(en, seq, t_ms)| self.settle(en, seq, t_ms))
    }

    /// Gives the number of a new row; none when the record was here.
    fn load_record(
        &self,
        sp: Sp,
        row: &PreparedRow,
        en: Option<i64>,
        sg: i64,
        ix: usize,
    ) -> Result<Option<i64>> {
        let added = self
            .db
            .prepare_cached(
                "INSERT INTO record(sp, object, item_hash, kind, seq, t_ms, ord, en, n, sg, ix, head, body)
                 VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT(sp, object, item_hash) DO NOTHING",
            )?
            .execute(params![
                sp.0,
                row.object.0,
                row.hash.0,
                row.kind,
                int(row.seq),
                int(row.t_ms),
                row.ord,
                en,
                size(row.n),
                sg,
                size(ix),
                row.fields,
                row.body
            ])?;
        if added == 1 {
            return Ok(Some(self.db.last_insert_rowid()));
        }
        let key = (sp.0, row.object.0, row.hash.0);
        self.db
            .prepare_cached("UPDATE record SET sg = ?, ix = ? WHERE sp = ? AND object = ? AND item_hash = ?")?
            .execute((sg, size(ix), key.0, key.1, key.2))?;
        let logged = self
            .db
            .prepare_cached(
                "UPDATE record SET seq = ?, t_ms = ? WHERE sp = ? AND object = ? AND item_hash = ? AND seq IS NULL",
            )?
            .execute((int(row.seq), int(row.t_ms), key.0, key.1, key.2))?;
        if logged > 0 {
            self.mark_dirty(sp, &row.object);
        }
        Ok(None)
    }

    fn load_listings(&self, sp: Sp, mut fresh: Vec<(&PreparedRow, i64)>) -> Result<()> {
        let rank = |row: &PreparedRow| row.listing.as_ref().map(|listing| listing.rank);
        fresh.sort_unstable_by_key(|(row, _)| rank(row));
        let rev = if fresh.is_empty() { 0 } else { self.new_rev()? };
        for (row, rid) in fresh {
            // A tombstone, an object met before, or one that only the whole of its heads can show.
            let stored = match &row.listing {
                Some(listing) => {
                    let stamp = Stamp::new(rid, &row.hash, row.ord, listing.status, rev);
                    self.put_listing(sp, &row.object, listing, &stamp)?
                }
                None => false,
            };
            if !stored {
                self.mark_dirty(sp, &row.object);
            }
        }
        Ok(())
    }

    /// The lives in which this device wrote what is not logged yet.
    fn own_lives(&self, sp: Sp) -> Result<HashSet<Incarnation>> {
        let mut find = self.db.prepare_cached(
            "SELECT DISTINCT incarnation FROM entry INDEXED BY entry_unlogged
             WHERE sp = ? AND own = 1 AND seq IS NULL",
        )?;
        let rows = find.query_map([sp.0], |row| row.get(0).map(Incarnation))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// An own envelope is in the log at this place, and what lives of it is stored as such; what does not is gone.
    pub fn settle(&self, en: i64, seq: u64, t_ms: u64) -> Result<()> {
        self.forget_rows(en)?;
        self.db
            .prepare_cached("DELETE FROM pending_name WHERE rid IN (SELECT rid FROM record WHERE en = ?)")?
            .execute([en])?;
        self.db
            .prepare_cached("UPDATE entry SET seq = ?, t_ms = ? WHERE en = ?")?
            .execute((int(seq), int(t_ms), en))?;
        self.db
            .prepare_cached("DELETE FROM outbox WHERE en = ?")?
            .execute([en])?;
        Ok(())
    }

    /// All segments of a manifest are here: records up to its place N that none of them holds, or that it names
    /// dead, are dead. Gives those, for the tree. Segments that it does not name are forgotten.
    pub fn finish_pack(&self, sp: Sp, manifest: &Manifest) -> Result<Vec<(ObjectId, ItemHash)>> {
        let mut dead = Vec::new();
        let mut find = self
            .db
            .prepare_cached("SELECT sg, hash FROM segment WHERE sp = ?")?;
        let held = find.query_map([sp.0], |row| {
            Ok((row.get::<_, i64>(0)?, SegmentHash(row.get(1)?)))
        })?;
        for (sg, hash) in held.collect::<rusqlite::Result<Vec<_>>>()? {
            match manifest.segments.iter().find(|segment| segment.hash == hash) {
                Some(segment) => self.collect_dead(sp, sg, segment, &mut dead)?,
                None => {
                    self.collect(
                        "SELECT object, item_hash FROM record WHERE sp = ? AND sg = ? AND seq <= ?",
                        params![sp.0, sg, int(manifest.seq)],
                        &mut dead,
                    )?;
                    self.db
                        .prepare_cached("DELETE FROM segment WHERE sg = ?")?
                        .execute([sg])?;
                }
            }
        }
        self.collect(
            "SELECT object, item_hash FROM record WHERE sp = ? AND sg IS NULL AND seq <= ?",
            params![sp.0, int(manifest.seq)],
            &mut dead,
        )?;
        let mut ledger = self.ledger(sp, 0, None);
        for (object, hash) in &dead {
            ledger.kill(object, hash)?;
        }
        self.tune_index(AT_REST)?;
        self.set_cache(CACHE_KIB)?;
        Ok(dead)
    }

    fn collect_dead(
        &self,
        sp: Sp,
        sg: i64,
        segment: &SegmentRef,
        dead: &mut Vec<(ObjectId, ItemHash)>,
    ) -> Result<()> {
        let bits = segment.dead.len().saturating_mul(8);
        for ix in (0..bits).filter(|ix| segment.is_dead(*ix)) {
            self.collect(
                "SELECT object, item_hash FROM record WHERE sp = ? AND sg = ? AND ix = ?",
                params![sp.0, sg, size(ix)],
                dead,
            )?;
        }
        Ok(())
    }

    fn collect(
        &self,
        sql: &str,
        params: impl rusqlite::Params,
        into: &mut Vec<(ObjectId, ItemHash)>,
    ) -> Result<()> {
        let mut find = self.db.prepare_cached(sql)?;
        let rows = find.query_map(params, |row| Ok((ObjectId(row.get(0)?), ItemHash(row.get(1)?))))?;
        for row in rows {
            into.push(row?);
        }
        Ok(())
    }

    /// Bounds the pages that this connection keeps.
    fn set_cache(&self, kib: i64) -> Result<()> {
        Ok(self.db.pragma_update(None, "cache_size", -kib)?)
    }

    fn tune_index(&self, options: Merging) -> Result<()> {
        let [(_, wanted), ..] = options;
        if self.number("store.automerge")? == Some(wanted) {
            return Ok(());
        }
        for (name, value) in options {
            self.db.execute(
                "INSERT INTO listing_fts(listing_fts, rank) VALUES(?, ?)",
                (name, value),
            )?;
            self.db.execute(
                "INSERT INTO title_fts(title_fts, rank) VALUES(?, ?)",
                (name, value),
            )?;
        }
        self.set_number("store.automerge", wanted)
    }
}
