//! Checkpoints: what lives of a private space as a pack carries it, what this device found of the last one, and what ended
//! under its feet.

use ekin_protocol::blob::BlobAddress;
use ekin_protocol::checkpoint::{ChainEnd, PackedEnvelope, RecordPlace};
use ekin_protocol::envelope::Items;
use ekin_protocol::id::{Incarnation, ItemHash, ObjectId, Ord, RecordId, Signature};
use ekin_protocol::item;
use ekin_protocol::membership::Checkpointed;
use rusqlite::{OptionalExtension, params};

use super::column::{int, narrow, uint};
use super::document::DocumentRow;
use super::error::{Result, StoreError};
use super::store::{Read, Sp, Tx};

/// What a pack is wanted for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// To begin from it: the log before it is gone, or cannot be opened.
    Begin,
    /// To be looked at, before this device says that it is right.
    Look,
    /// To begin from it once somebody else says that it is right: this device began from a pack of which nobody said so, and has
    /// another state since.
    Doubt,
}

/// The last checkpoint as this device sees it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// Its record; none before the first.
    pub record: Option<RecordId>,
    /// Whether the same state was found here; none where nothing can be said.
    pub same: Option<bool>,
    /// What its pack is wanted for.
    pub wanted: Option<Wanted>,
}

impl Read<'_> {
    /// The last checkpoint as this device sees it.
    pub fn checkpoint_seen(&self, sp: Sp) -> Result<Seen> {
        let mut find = self
            .db
            .prepare_cached("SELECT record, same, wanted FROM checkpoint WHERE sp = ?")?;
        let seen = find.query_row([sp.0], |row| {
            Ok(Seen {
                record: row.get::<_, Option<[u8; 32]>>(0)?.map(RecordId),
                same: row.get(1)?,
                wanted: match row.get::<_, i64>(2)? {
                    1 => Some(Wanted::Begin),
                    2 => Some(Wanted::Look),
                    3 => Some(Wanted::Doubt),
                    _ => None,
                },
            })
        });
        Ok(seen.optional()?.unwrap_or_default())
    }

    /// Where the membership records of a space stand in the log, up to a place.
    pub fn record_places(&self, sp: Sp, upto: u64) -> Result<Vec<RecordPlace>> {
        let all = self.member_records(sp)?.into_iter();
        let logged = all.filter_map(|record| {
            let seq = record.seq.filter(|seq| *seq <= upto)?;
            Some(RecordPlace {
                seq,
                t_ms: record.t_ms,
                id: record.record.id(),
            })
        });
        Ok(logged.collect())
    }

    /// Where every chain ends.
    pub fn chain_ends(&self, sp: Sp) -> Result<Vec<ChainEnd>> {
        let end = |tip: crate::sync::port::StoredTip| ChainEnd {
            ord: tip.ord,
            incarnation: tip.incarnation,
            dev_seq: tip.dev_seq,
            last: tip.last,
            seq: tip.seq,
        };
        Ok(self.tips(sp)?.into_iter().map(end).collect())
    }

    /// The newest place of the log that each chain told.
    pub fn told(&self, sp: Sp) -> Result<Vec<(Ord, Incarnation, u64)>> {
        let mut find = self
            .db
            .prepare_cached("SELECT ord, incarnation, told FROM chain WHERE sp = ? AND told > 0")?;
        let mut rows = find.query([sp.0])?;
        let mut told = Vec::new();
        while let Some(row) = rows.next()? {
            told.push((
                narrow(row.get(0)?, "chain")?,
                Incarnation(row.get(1)?),
                uint(row.get(2)?),
            ));
        }
        Ok(told)
    }

    /// Hands out every document of which the log confirmed something that is here, by id, with its save.
    pub fn each_saved(&self, sp: Sp, mut each: impl FnMut(DocumentRow, Vec<u8>) -> Result<()>) -> Result<()> {
        let mut find = self
            .db
            .prepare("SELECT object FROM document WHERE sp = ? AND save IS NOT NULL ORDER BY object")?;
        let objects = find.query_map([sp.0], |row| row.get(0).map(ObjectId))?;
        for object in objects {
            let object = object?;
            if let (Some(row), Some(save)) = (self.document(sp, &object)?, self.document_save(sp, &object)?) {
                each(row, save)?;
            }
        }
        Ok(())
    }

    /// Hands out every envelope with the records in it that live, in the order of the log.
    ///
    /// # Errors
    /// [`StoreError::Missing`] where what proves a record is not here.
    pub fn each_living_envelope(
        &self,
        sp: Sp,
        mut each: impl FnMut(&PackedEnvelope) -> Result<()>,
    ) -> Result<()> {
        let mut find = self.db.prepare(
            "SELECT r.en, r.n, r.head, r.body, e.seq, e.t_ms, e.statement, e.sig, e.hashes, e.items
             FROM record r JOIN entry e ON e.en = r.en
             WHERE r.sp = ? AND r.seq IS NOT NULL AND e.seq IS NOT NULL ORDER BY e.seq, r.n",
        )?;
        let mut rows = find.query([sp.0])?;
        let mut present: Option<(i64, PackedEnvelope)> = None;
        while let Some(row) = rows.next()? {
            let en: i64 = row.get(0)?;
            let n = narrow(row.get(1)?, "record")?;
            let item = item::assemble(&row.get::<_, Vec<u8>>(2)?, &row.get::<_, Vec<u8>>(3)?);
            match &mut present {
                Some((of, envelope)) if *of == en => envelope.live.push((n, item)),
                _ => {
                    if let Some((_, done)) = present.take() {
                        each(&done)?;
                    }
                    let envelope = PackedEnvelope {
                        seq: uint(row.get(4)?),
                        t_ms: uint(row.get(5)?),
                        statement: row.get(6)?,
                        sig: Signature(row.get(7)?),
                        hashes: hashes(row.get(8)?, row.get(9)?)?,
                        live: vec![(n, item)],
                    };
                    present = Some((en, envelope));
                }
            }
        }
        match present {
            Some((_, last)) => each(&last),
            None => Ok(()),
        }
    }

    /// Whether this device can say of the whole state of a space what it is: nothing waits for an epoch's key, or for that of
    /// a unit in which the log has documents.
    pub fn holds_all_keys(&self, sp: Sp) -> Result<bool> {
        let mut find = self.db.prepare_cached(
            "SELECT NOT EXISTS (SELECT 1 FROM document d JOIN unit u ON u.sp = d.sp AND u.unit = d.unit
                 WHERE d.sp = ?1 AND d.seen = 1 AND u.key IS NULL AND u.erased = 0)",
        )?;
        Ok(find.query_row([sp.0], |row| row.get(0))?)
    }

    /// Marked documents without a conflict; at most `limit`, those changed last first.
    pub fn documents_to_begin(&self, sp: Sp, limit: u32) -> Result<Vec<ObjectId>> {
        let mut find = self.db.prepare_cached(
            "SELECT object FROM document
             WHERE sp = ? AND marked = 1 AND conflict = 0 AND save IS NOT NULL ORDER BY rev DESC LIMIT ?",
        )?;
        let rows = find.query_map((sp.0, limit), |row| row.get(0).map(ObjectId))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Documents whose generation ended while own changes of them waited, as they were.
    pub fn ended(&self, sp: Sp) -> Result<Vec<(ObjectId, u32, Vec<u8>)>> {
        let mut find = self
            .db
            .prepare_cached("SELECT object, generation, save FROM ended WHERE sp = ?")?;
        let mut rows = find.query([sp.0])?;
        let mut ended = Vec::new();
        while let Some(row) = rows.next()? {
            ended.push((ObjectId(row.get(0)?), narrow(row.get(1)?, "ended")?, row.get(2)?));
        }
        Ok(ended)
    }

    /// Whether a blob is a checkpoint's pack.
    pub fn is_pack(&self, sp: Sp, address: &BlobAddress) -> Result<bool> {
        let mut find = self
            .db
            .prepare_cached("SELECT 1 FROM blob WHERE sp = ? AND address = ? AND pack = 1")?;
        Ok(find.exists((sp.0, address.0))?)
    }

    /// Whether the pack of a checkpoint lies whole on this device.
    pub fn pack_is_here(&self, sp: Sp, checkpoint: &Checkpointed) -> Result<bool> {
        let mut find = self
            .db
            .prepare_cached("SELECT 1 FROM blob WHERE sp = ? AND address = ? AND pack = 1 AND here = 1")?;
        Ok(find.exists((sp.0, checkpoint.pack.address.0))?)
    }
}

/// Hashes of an envelope's items, as they were kept or as the items give them.
fn hashes(kept: Option<Vec<u8>>, items: Option<Vec<u8>>) -> Result<Vec<ItemHash>> {
    if let Some(kept) = kept {
        let (hashes, rest) = kept.as_chunks::<32>();
        return match rest {
            [] => Ok(hashes.iter().map(|hash| ItemHash(*hash)).collect()),
            _ => Err(StoreError::Row { table: "entry" }),
        };
    }
    let items = items.ok_or(StoreError::Missing { table: "entry" })?;
    let items = Items::read(items).map_err(|_| StoreError::Row { table: "entry" })?;
    items.iter().map(|item| Ok(item?.hash())).collect()
}

impl Tx<'_> {
    /// Keeps what proves the records of an envelope of the log.
    pub fn keep_hashes(&self, en: i64, hashes: &[ItemHash]) -> Result<()> {
        let bytes: Vec<u8> = hashes.iter().flat_map(|hash| hash.0).collect();
        self.db
            .prepare_cached("UPDATE entry SET hashes = ? WHERE en = ?")?
            .execute(params![bytes, en])?;
        Ok(())
    }

    /// A chain told that it knows the log up to a place.
    pub fn tell(&self, sp: Sp, (ord, incarnation): (Ord, &Incarnation), told: u64) -> Result<()> {
        self.db
            .prepare_cached(
                "INSERT INTO chain(sp, ord, incarnation, told) VALUES(?1, ?2, ?3, ?4)
                 ON CONFLICT DO UPDATE SET told = max(told, ?4)",
            )?
            .execute(params![sp.0, ord, incarnation.0, int(told)])?;
        Ok(())
    }

    /// Where a chain ends, as a pack says.
    pub fn put_chain_end(&self, sp: Sp, end: &ChainEnd) -> Result<()> {
        self.db
            .prepare_cached(
                "INSERT INTO chain(sp, ord, incarnation, dev_seq, last, seq) VALUES(?1, ?2, ?3, ?4, ?5, ?6)
                 ON CONFLICT DO UPDATE SET dev_seq = ?4, last = ?5, seq = ?6",
            )?
            .execute(params![
                sp.0,
                end.ord,
                end.incarnation.0,
                int(end.dev_seq),
                end.last.0,
                int(end.seq)
            ])?;
        Ok(())
    }

    /// What was found of the last checkpoint.
    pub fn see_checkpoint(&self, sp: Sp, record: &RecordId, same: Option<bool>) -> Result<()> {
        self.db
            .prepare_cached(
                "INSERT INTO checkpoint(sp, record, same) VALUES(?1, ?2, ?3)
                 ON CONFLICT DO UPDATE SET record = ?2, same = ?3",
            )?
            .execute(params![sp.0, record.0, same])?;
        Ok(())
    }

    /// Its pack is wanted for something, or for nothing any more.
    pub fn want_checkpoint(&self, sp: Sp, wanted: Option<Wanted>) -> Result<()> {
        let wanted = match wanted {
            None => 0,
            Some(Wanted::Begin) => 1,
            Some(Wanted::Look) => 2,
            Some(Wanted::Doubt) => 3,
        };
        self.db
            .prepare_cached(
                "INSERT INTO checkpoint(sp, wanted) VALUES(?1, ?2) ON CONFLICT DO UPDATE SET wanted = ?2",
            )?
            .execute((sp.0, wanted))?;
        Ok(())
    }

    /// A pack that was made here lies on the shelf; it is sent once its record is in the log.
    pub fn keep_pack(
        &self,
        sp: Sp,
        name: &ObjectId,
        (address, size): (&BlobAddress, u64),
        hashes: &[[u8; 32]],
    ) -> Result<()> {
        self.db
            .prepare_cached(
                "INSERT INTO blob(sp, address, object, thumb, size, hashes, here, pack) VALUES(?, ?, ?, 1, ?, ?, 1, 1)",
            )?
            .execute(params![sp.0, address.0, name.0, int(size), hashes.concat()])?;
        Ok(())
    }

    /// A checkpoint is in the log: its pack goes to the relay where it was made here, and others are not needed.
    pub fn send_pack(&self, sp: Sp, name: &ObjectId) -> Result<()> {
        self.db
            .prepare_cached("UPDATE blob SET mine = 1 WHERE sp = ? AND object = ? AND pack = 1")?
            .execute((sp.0, name.0))?;
        self.db
            .prepare_cached("DELETE FROM blob WHERE sp = ? AND object <> ? AND pack = 1")?
            .execute((sp.0, name.0))?;
        Ok(())
    }

    /// A pack is to be fetched.
    pub fn fetch_pack(&self, sp: Sp, checkpoint: &Checkpointed) -> Result<()> {
        self.db
            .prepare_cached(
                "INSERT INTO blob(sp, address, object, thumb, size, wanted, pack) VALUES(?, ?, ?, 1, ?, 1, 1)
                 ON CONFLICT(sp, object, thumb) DO NOTHING",
            )?
            .execute(params![
                sp.0,
                checkpoint.pack.address.0,
                checkpoint.pack_name().0,
                int(checkpoint.pack.size)
            ])?;
        Ok(())
    }

    /// No pack of a space is needed here any more.
    pub fn drop_packs(&self, sp: Sp) -> Result<()> {
        self.db
            .prepare_cached("DELETE FROM blob WHERE sp = ? AND pack = 1")?
            .execute([sp.0])?;
        Ok(())
    }

    /// A document as it is now is kept until own changes of it that wait are done once more.
    pub fn keep_ended(&self, sp: Sp, object: &ObjectId, generation: u32, save: &[u8]) -> Result<()> {
        self.db
            .prepare_cached("INSERT INTO ended VALUES(?, ?, ?, ?) ON CONFLICT DO NOTHING")?
            .execute(params![sp.0, object.0, generation, save])?;
        Ok(())
    }

    /// They were.
    pub fn forget_ended(&self, sp: Sp) -> Result<()> {
        self.db
            .prepare_cached("DELETE FROM ended WHERE sp = ?")?
            .execute([sp.0])?;
        Ok(())
    }

    /// The log is in this generation of a document from now on. What is saved is in an older one where `save` is none.
    pub fn begin_generation(&self, sp: Sp, object: &ObjectId, generation: u32) -> Result<()> {
        self.db
            .prepare_cached(
                "UPDATE document SET saved = coalesce(saved, generation), generation = ? WHERE sp = ? AND object = ?",
            )?
            .execute((generation, sp.0, object.0))?;
        Ok(())
    }

    /// The generation that a document's save is in, where that is not the log's.
    pub fn set_saved(&self, sp: Sp, object: &ObjectId, saved: u32) -> Result<()> {
        self.db
            .prepare_cached(
                "UPDATE document SET saved = CASE WHEN generation = ?1 THEN NULL ELSE ?1 END WHERE sp = ?2 AND object = ?3",
            )?
            .execute((saved, sp.0, object.0))?;
        Ok(())
    }

    /// Documents whose save is in an older generation than the log, and of which nothing that waits can be older.
    pub fn documents_behind(&self, sp: Sp) -> Result<Vec<ObjectId>> {
        let mut find = self.db.prepare_cached(
            "SELECT d.object FROM document d WHERE d.sp = ?1 AND d.saved IS NOT NULL AND d.save IS NOT NULL AND d.saved < d.generation
             AND NOT EXISTS (SELECT 1 FROM sealed_change c WHERE c.sp = d.sp AND c.unit = d.unit)",
        )?;
        let rows = find.query_map([sp.0], |row| row.get(0).map(ObjectId))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// What waited in vain at a checkpoint never comes to be: nothing that it follows can be logged any more.
    pub fn drop_orphans(&self, sp: Sp, upto: u64) -> Result<()> {
        self.db
            .prepare_cached(
                "DELETE FROM sealed_change WHERE sp = ?1 AND seq <= ?2 AND EXISTS (
                     SELECT 1 FROM unit u WHERE u.sp = ?1 AND u.unit = sealed_change.unit AND u.key IS NOT NULL)",
            )?
            .execute((sp.0, int(upto)))?;
        Ok(())
    }

    /// Forgets what the log confirmed of a private space, to begin from a pack. Own envelopes that wait stay; so do keys and
    /// membership.
    pub fn forget_confirmed(&self, sp: Sp) -> Result<()> {
        let mut find = self
            .db
            .prepare("SELECT DISTINCT object FROM record WHERE sp = ? AND seq IS NOT NULL")?;
        for object in find.query_map([sp.0], |row| row.get(0).map(ObjectId))? {
            self.mark_dirty(sp, &object?);
        }
        drop(find);
        for sql in [
            "DELETE FROM entry WHERE sp = ? AND seq IS NOT NULL",
            "DELETE FROM sealed_change WHERE sp = ?",
            "DELETE FROM document WHERE sp = ? AND seen = 0 AND NOT EXISTS (
                 SELECT 1 FROM pending_change p WHERE p.sp = document.sp AND p.object = document.object)",
        ] {
            self.db.execute(sql, [sp.0])?;
        }
        self.reset_log(sp)
    }
}

#[cfg(test)]
impl Tx<'_> {
    /// A phone that leaves a document out of what it sums up.
    pub fn hide_document(&self, sp: Sp, object: &ObjectId) -> Result<()> {
        self.db.execute(
            "UPDATE document SET save = NULL WHERE sp = ? AND object = ?",
            (sp.0, object.0),
        )?;
        Ok(())
    }

    /// The pack that was made last goes under the name of another record.
    pub fn name_pack(&self, sp: Sp, record: &RecordId) -> Result<()> {
        let name = ekin_protocol::hash::first16(&record.0);
        self.db.execute(
            "UPDATE blob SET object = ? WHERE sp = ? AND pack = 1",
            (name, sp.0),
        )?;
        Ok(())
    }
}
