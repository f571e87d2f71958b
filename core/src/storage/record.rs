//! Records: the living ones of the log, and own ones that are not logged yet. The fold that says which live is in
//! [`crate::record::ledger`]; here it meets SQLite.

use std::collections::HashSet;

use ekin_protocol::id::{ItemHash, ObjectId, Ord, Short};
use ekin_protocol::item::{self, Item};
use ekin_protocol::live::LiveTree;
use rusqlite::{OptionalExtension, Row, params};

use super::column::{body, hashes_of, int, narrow, size, uint};
use super::error::{Result, StoreError};
use super::store::{Read, Sp, Tx};
use super::unit::UnitId;
use crate::record::ledger::{self, Ledger, Place};

const TABLE: &str = "record";

/// One head of an object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// Number of its row.
    pub rid: i64,
    /// Hash of its item.
    pub hash: ItemHash,
    /// Kind: a listing or a tombstone.
    pub kind: u16,
    /// Place and time in the log; none while it is own and not logged.
    pub place: Option<(u64, u64)>,
    /// Index in its envelope.
    pub n: usize,
    /// Its author.
    pub ord: Ord,
    /// Number of its envelope, where that is here.
    pub en: Option<i64>,
    /// The erasure unit under whose key the payload is.
    pub unit: Option<UnitId>,
    /// Salt, type, object id and meta as they travelled.
    pub fields: Vec<u8>,
    /// The payload.
    pub body: Vec<u8>,
}

impl Head {
    /// The item as it travelled, to be read with [`Item::read`].
    pub fn item_bytes(&self) -> Vec<u8> {
        item::assemble(&self.fields, &self.body)
    }

    /// Sorts heads by what is displayed: the last one is. Own pending counts as later than any place.
    fn order(&self) -> (bool, u64, i64, usize) {
        match self.place {
            Some((seq, _)) => (false, seq, 0, self.n),
            None => (true, 0, self.en.unwrap_or(0), self.n),
        }
    }
}

impl Read<'_> {
    /// The heads that are shown of an object, the displayed one last: living logged ones that no own pending
    /// record replaces, and own pending ones.
    pub fn heads(&self, sp: Sp, object: &ObjectId) -> Result<Vec<Head>> {
        let mut find = self.db.prepare_cached(
            "SELECT rid, item_hash, kind, seq, t_ms, n, ord, en, head, body, unit FROM record
             WHERE sp = ? AND object = ?",
        )?;
        let mut rows = find.query((sp.0, object.0))?;
        let mut heads = Vec::new();
        while let Some(row) = rows.next()? {
            heads.push(head(row)?);
        }
        let mut find = self
            .db
            .prepare_cached("SELECT name FROM pending_name WHERE sp = ? AND object = ?")?;
        let names = find.query_map((sp.0, object.0), |row| row.get(0).map(Short))?;
        let names = names.collect::<rusqlite::Result<HashSet<Short>>>()?;
        heads.retain(|head| !names.contains(&head.hash.short()));
        heads.sort_by_key(Head::order);
        Ok(heads)
    }

    /// Every capacity, claim and decision that is known of a private space, in the order of the log, those that others took the
    /// place of too; own ones that wait come last.
    pub fn fact_history(&self, sp: Sp) -> Result<Vec<(ObjectId, Head)>> {
        let mut find = self.db.prepare_cached(
            "SELECT rid, item_hash, kind, seq, t_ms, n, ord, en, head, body, unit, object FROM record
                 WHERE sp = ?1 AND kind IN (33, 34, 35)
             UNION ALL SELECT 0, item_hash, kind, seq, t_ms, n, ord, NULL, head, body, unit, object FROM past WHERE sp = ?1",
        )?;
        let mut rows = find.query([sp.0])?;
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            all.push((ObjectId(row.get(11)?), self::head(row)?));
        }
        all.sort_by_key(|(_, head)| head.order());
        Ok(all)
    }

    /// Every living logged item: what `live_root` is made of.
    pub fn live_items(&self, sp: Sp, mut take: impl FnMut(ObjectId, ItemHash)) -> Result<()> {
        // The index alone is read: pending rows are few, and are taken out by name.
        let mut pending = self.db.prepare_cached(
            "SELECT item_hash FROM record INDEXED BY record_pending WHERE seq IS NULL AND en IS NOT NULL",
        )?;
        let pending = pending
            .query_map([], |row| row.get(0))?
            .collect::<rusqlite::Result<HashSet<[u8; 32]>>>()?;
        let mut find = self
            .db
            .prepare_cached("SELECT object, item_hash FROM record WHERE sp = ?")?;
        let mut rows = find.query([sp.0])?;
        while let Some(row) = rows.next()? {
            let hash: [u8; 32] = row.get(1)?;
            if !pending.contains(&hash) {
                take(ObjectId(row.get(0)?), ItemHash(hash));
            }
        }
        Ok(())
    }

    /// The tree of everything that lives in the log.
    pub fn live_tree(&self, sp: Sp) -> Result<LiveTree> {
        let mut tree = LiveTree::new();
        self.live_items(sp, |object, hash| {
            tree.insert(&object, hash);
        })?;
        Ok(tree)
    }

    /// Author and place of the living logged record that a name stands for.
    pub fn author_of(&self, sp: Sp, object: &ObjectId, name: &Short) -> Result<Option<(Ord, u64)>> {
        let (first, last) = hashes_of(name);
        let mut find = self.db.prepare_cached(
            "SELECT ord, seq FROM record
             WHERE sp = ? AND object = ? AND item_hash BETWEEN ? AND ? AND seq IS NOT NULL LIMIT 1",
        )?;
        let found = find.query_row((sp.0, object.0, first, last), |row| {
            Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?))
        });
        let found = found.optional()?;
        found
            .map(|(ord, seq)| Ok((narrow(ord, TABLE)?, uint(seq))))
            .transpose()
    }

    /// Whether a record is here, logged or not.
    pub fn has_record(&self, sp: Sp, object: &ObjectId, hash: &ItemHash) -> Result<bool> {
        let mut find = self
            .db
            .prepare_cached("SELECT 1 FROM record WHERE sp = ? AND object = ? AND item_hash = ?")?;
        Ok(find.exists((sp.0, object.0, hash.0))?)
    }
}

fn head(row: &Row<'_>) -> Result<Head> {
    let place: (Option<i64>, Option<i64>) = (row.get(3)?, row.get(4)?);
    Ok(Head {
        rid: row.get(0)?,
        hash: ItemHash(row.get(1)?),
        kind: row.get(2)?,
        place: place.0.zip(place.1).map(|(seq, t_ms)| (uint(seq), uint(t_ms))),
        n: narrow(row.get(5)?, TABLE)?,
        ord: narrow(row.get(6)?, TABLE)?,
        en: row.get(7)?,
        fields: row.get(8)?,
        body: row.get(9)?,
        unit: row.get(10)?,
    })
}

/// The records of one space as the fold sees them: logged ones alone.
#[derive(Debug)]
pub struct SpaceLedger<'t, 'c> {
    tx: &'t Tx<'c>,
    sp: Sp,
    ord: Ord,
    en: Option<i64>,
}

impl<'c> Tx<'c> {
    /// The ledger of a space, for records by author `ord` out of the entry `en`.
    pub fn ledger(&self, sp: Sp, ord: Ord, en: Option<i64>) -> SpaceLedger<'_, 'c> {
        SpaceLedger {
            tx: self,
            sp,
            ord,
            en,
        }
    }

    /// Lets tombstones go that are older than 400 days of log time at `t_ms`.
    pub fn expire_tombstones(&self, sp: Sp, tree: &mut LiveTree, t_ms: u64) -> Result<()> {
        ledger::expire_tombstones(&mut self.ledger(sp, 0, None), tree, t_ms)
    }
}

impl SpaceLedger<'_, '_> {
    /// Whether a living record of the object replaces this one. What came by a pack left no dangling names: the
    /// living record itself is asked.
    fn is_named(&self, object: &ObjectId, name: &Short) -> Result<bool> {
        let mut find = self.tx.db.prepare_cached(
            "SELECT head, body FROM record WHERE sp = ? AND object = ? AND seq IS NOT NULL",
        )?;
        let mut rows = find.query((self.sp.0, object.0))?;
        while let Some(row) = rows.next()? {
            let (fields, body): (Vec<u8>, Vec<u8>) = (row.get(0)?, row.get(1)?);
            let bytes = item::assemble(&fields, &body);
            if Item::read(&bytes)?.meta.supersedes.contains(name) {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

impl Ledger for SpaceLedger<'_, '_> {
    type Error = StoreError;

    fn find_live(&mut self, object: &ObjectId, name: &Short) -> Result<Option<ItemHash>> {
        let (first, last) = hashes_of(name);
        let mut find = self.tx.db.prepare_cached(
            "SELECT item_hash FROM record
             WHERE sp = ? AND object = ? AND item_hash BETWEEN ? AND ? AND seq IS NOT NULL LIMIT 1",
        )?;
        let found = find.query_row((self.sp.0, object.0, first, last), |row| row.get(0).map(ItemHash));
        Ok(found.optional()?)
    }

    fn take_dangling(&mut self, object: &ObjectId, name: &Short) -> Result<bool> {
        let taken = self
            .tx
            .db
            .prepare_cached("DELETE FROM dangling WHERE sp = ? AND object = ? AND name = ?")?
            .execute((self.sp.0, object.0, name.0))?;
        Ok(taken > 0 || self.is_named(object, name)?)
    }

    fn add_dangling(&mut self, object: &ObjectId, name: &Short) -> Result<()> {
        self.tx
            .db
            .prepare_cached("INSERT OR IGNORE INTO dangling VALUES(?, ?, ?)")?
            .execute((self.sp.0, object.0, name.0))?;
        Ok(())
    }

    fn insert(&mut self, item: &Item<'_>, hash: &ItemHash, place: Place) -> Result<()> {
        self.tx.mark_dirty(self.sp, &item.object);
        // An own record that waited has its row already, and now its place.
        self.tx
            .db
            .prepare_cached(
                "INSERT INTO record(sp, object, item_hash, kind, seq, t_ms, ord, en, n, unit, head, body)
                 VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                 ON CONFLICT(sp, object, item_hash) DO UPDATE SET seq = excluded.seq, t_ms = excluded.t_ms,
                     ord = excluded.ord, en = excluded.en, n = excluded.n",
            )?
            .execute(params![
                self.sp.0,
                item.object.0,
                hash.0,
                item.meta.kind,
                int(place.seq),
                int(place.t_ms),
                self.ord,
                self.en,
                size(place.n),
                item.meta.unit,
                item.fields(),
                body(item)?
            ])?;
        Ok(())
    }

    fn kill(&mut self, object: &ObjectId, hash: &ItemHash) -> Result<()> {
        self.tx.mark_dirty(self.sp, object);
        self.tx
            .db
            .prepare_cached(
                "INSERT OR IGNORE INTO past SELECT sp, object, item_hash, kind, seq, t_ms, n, ord, unit, head, body FROM record
                 WHERE sp = ? AND object = ? AND item_hash = ? AND seq IS NOT NULL AND kind IN (33, 34, 35)",
            )?
            .execute((self.sp.0, object.0, hash.0))?;
        self.tx
            .db
            .prepare_cached(
                "DELETE FROM record WHERE sp = ? AND object = ? AND item_hash = ? AND seq IS NOT NULL",
            )?
            .execute((self.sp.0, object.0, hash.0))?;
        Ok(())
    }

    fn tombstones_before(&mut self, t_ms: u64) -> Result<Vec<(ObjectId, ItemHash)>> {
        let mut find = self.tx.db.prepare_cached(
            "SELECT object, item_hash FROM record INDEXED BY record_tombstone
             WHERE sp = ? AND kind = 44 AND seq IS NOT NULL AND t_ms < ?",
        )?;
        let rows = find.query_map((self.sp.0, int(t_ms)), |row| {
            Ok((ObjectId(row.get(0)?), ItemHash(row.get(1)?)))
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}
