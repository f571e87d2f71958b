//! Erasure units: their keys, what waits for one, and what goes when one is erased (protocol 2, 7, 11).

use ekin_protocol::id::{Incarnation, ObjectId, Ord};
use ekin_protocol::item::Item;
use ekin_protocol::seal::UnitKey;
use rusqlite::{OptionalExtension, params};
use zeroize::Zeroizing;

use super::column::{int, narrow, size, uint};
use super::error::Result;
use super::store::{Read, Sp, Tx};

/// Id of an erasure unit.
pub type UnitId = [u8; 16];

/// A change of a document under a unit's key, at its place in the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SealedChange {
    /// Place of its envelope.
    pub seq: u64,
    /// Its index there.
    pub n: usize,
    /// Its unit.
    pub unit: UnitId,
    /// Its author.
    pub ord: Ord,
    /// In which life.
    pub incarnation: Incarnation,
    /// The item as it travelled.
    pub item: Vec<u8>,
}

impl SealedChange {
    /// Stands for the author of what came with a checkpoint's pack: each change says itself whose it is.
    pub const PACKED: Ord = Ord::MAX;
}

/// What is to be deleted at the relay.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, std::cmp::Ord)]
pub enum Discard {
    /// A slot.
    Slot(UnitId),
    /// A blob that an object needs no longer.
    Blob([u8; 32], ObjectId),
}

impl Read<'_> {
    /// The key of a unit, where it is here.
    pub fn unit_key(&self, sp: Sp, unit: &UnitId) -> Result<Option<UnitKey>> {
        let mut find = self
            .db
            .prepare_cached("SELECT key FROM unit WHERE sp = ? AND unit = ?")?;
        let key = find.query_row((sp.0, unit), |row| {
            Ok(row.get::<_, Option<[u8; 32]>>(0)?.map(Zeroizing::new))
        });
        Ok(key.optional()?.flatten().map(|key| UnitKey::new(*key)))
    }

    /// The content of an item, opened where it is under a unit's key; none when that is not here, or does not fit.
    pub fn opened(&self, sp: Sp, item: &Item<'_>) -> Result<Option<Zeroizing<Vec<u8>>>> {
        let content = item.content().unwrap_or_default();
        let Some(unit) = &item.meta.unit else {
            return Ok(Some(Zeroizing::new(content.to_vec())));
        };
        let key = self.unit_key(sp, unit)?;
        Ok(key.and_then(|key| key.open(&item.object, content).ok()))
    }

    /// Whether a unit was erased on this device.
    pub fn is_erased(&self, sp: Sp, unit: &UnitId) -> Result<bool> {
        let mut find = self
            .db
            .prepare_cached("SELECT 1 FROM unit WHERE sp = ? AND unit = ? AND erased = 1")?;
        Ok(find.exists((sp.0, unit))?)
    }

    /// A unit with its key in which a person's documents are.
    pub fn unit_of_person(&self, sp: Sp, person: &[u8; 16]) -> Result<Option<UnitId>> {
        let mut find = self.db.prepare_cached(
            "SELECT unit FROM unit WHERE sp = ? AND person = ? AND person IS NOT NULL AND key IS NOT NULL
             ORDER BY unit LIMIT 1",
        )?;
        Ok(find.query_row((sp.0, person), |row| row.get(0)).optional()?)
    }

    /// All units in which a person's documents are: two devices that opened a dossier at once made two.
    pub fn units_of_person(&self, sp: Sp, person: &[u8; 16]) -> Result<Vec<UnitId>> {
        let mut find = self.db.prepare_cached(
            "SELECT unit FROM unit WHERE sp = ? AND person = ? AND person IS NOT NULL ORDER BY unit",
        )?;
        let units = find.query_map((sp.0, person), |row| row.get(0))?;
        Ok(units.collect::<rusqlite::Result<_>>()?)
    }

    /// Units whose keys items wait for; at most `limit`.
    pub fn units_wanted(&self, sp: Sp, limit: u32) -> Result<Vec<UnitId>> {
        let mut find = self.db.prepare_cached(
            "SELECT unit FROM unit u WHERE sp = ? AND key IS NULL AND erased = 0
                 AND (EXISTS (SELECT 1 FROM record r WHERE r.sp = u.sp AND r.unit = u.unit)
                      OR EXISTS (SELECT 1 FROM sealed_change c WHERE c.sp = u.sp AND c.unit = u.unit)) LIMIT ?",
        )?;
        let units = find.query_map((sp.0, limit), |row| row.get(0))?;
        Ok(units.collect::<rusqlite::Result<_>>()?)
    }

    /// Units whose keys the relay does not have under this epoch yet; at most `limit`.
    pub fn units_to_tell(&self, sp: Sp, epoch: u32, limit: u32) -> Result<Vec<UnitId>> {
        let mut find = self
            .db
            .prepare_cached("SELECT unit FROM unit WHERE sp = ? AND key IS NOT NULL AND slot < ? LIMIT ?")?;
        let units = find.query_map((sp.0, epoch, limit), |row| row.get(0))?;
        Ok(units.collect::<rusqlite::Result<_>>()?)
    }

    /// Whether the relay has the key of a unit, as far as is known, under whatever epoch.
    pub fn is_told(&self, sp: Sp, unit: &UnitId) -> Result<bool> {
        let mut find = self
            .db
            .prepare_cached("SELECT 1 FROM unit WHERE sp = ? AND unit = ? AND (slot > 0 OR erased = 1)")?;
        Ok(find.exists((sp.0, unit))?)
    }

    /// An object with what is sealed of it under a unit's key, to try a key on.
    pub fn sealed_sample(&self, sp: Sp, unit: &UnitId) -> Result<Option<(ObjectId, Vec<u8>)>> {
        let mut find = self.db.prepare_cached(
            "SELECT object, body FROM record WHERE sp = ? AND unit = ? AND unit IS NOT NULL LIMIT 1",
        )?;
        let record = find.query_row((sp.0, unit), |row| Ok((ObjectId(row.get(0)?), row.get(1)?)));
        if let Some(record) = record.optional()? {
            return Ok(Some(record));
        }
        let mut find = self
            .db
            .prepare_cached("SELECT item FROM sealed_change WHERE sp = ? AND unit = ? LIMIT 1")?;
        let item: Option<Vec<u8>> = find.query_row((sp.0, unit), |row| row.get(0)).optional()?;
        let Some(item) = item else { return Ok(None) };
        let item = Item::read(&item)?;
        Ok(Some((item.object, item.content().unwrap_or_default().to_vec())))
    }

    /// The changes that waited for a key that is here now, in the order of the log.
    pub fn sealed_changes_to_open(&self, sp: Sp) -> Result<Vec<SealedChange>> {
        let mut find = self.db.prepare_cached(
            "SELECT s.seq, s.n, s.unit, s.ord, s.incarnation, s.item FROM sealed_change s
             JOIN unit u ON u.sp = s.sp AND u.unit = s.unit
             WHERE s.sp = ? AND u.key IS NOT NULL ORDER BY s.seq, s.n",
        )?;
        let mut rows = find.query([sp.0])?;
        let mut changes = Vec::new();
        while let Some(row) = rows.next()? {
            changes.push(SealedChange {
                seq: uint(row.get(0)?),
                n: narrow(row.get(1)?, "sealed_change")?,
                unit: row.get(2)?,
                ord: narrow(row.get(3)?, "sealed_change")?,
                incarnation: Incarnation(row.get(4)?),
                item: row.get(5)?,
            });
        }
        Ok(changes)
    }

    /// How many changes wait for the key of their unit.
    pub fn sealed_changes(&self, sp: Sp) -> Result<u64> {
        let mut count = self
            .db
            .prepare_cached("SELECT count(*) FROM sealed_change WHERE sp = ?")?;
        Ok(count.query_row([sp.0], |row| row.get(0).map(uint))?)
    }

    /// What is to be deleted at the relay: of objects whose end the log has.
    pub fn discards(&self, sp: Sp, limit: u32) -> Result<Vec<Discard>> {
        let mut find = self.db.prepare_cached(
            "SELECT what, id, object FROM discard d WHERE sp = ? AND NOT EXISTS (
                 SELECT 1 FROM record r WHERE r.sp = d.sp AND r.object = d.object AND r.seq IS NULL)
             ORDER BY what DESC LIMIT ?",
        )?;
        let mut rows = find.query((sp.0, limit))?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(match row.get::<_, i64>(0)? {
                0 => Discard::Slot(row.get(1)?),
                _ => Discard::Blob(row.get(1)?, ObjectId(row.get(2)?)),
            });
        }
        Ok(found)
    }
}

impl Tx<'_> {
    /// An item names a unit: from now on its key is wanted, unless it is here or was erased.
    pub fn note_unit(&self, sp: Sp, unit: &UnitId) -> Result<()> {
        self.db
            .prepare_cached("INSERT INTO unit(sp, unit) VALUES(?, ?) ON CONFLICT DO NOTHING")?
            .execute((sp.0, unit))?;
        Ok(())
    }

    /// The key of a unit, once: what is under it is read from now on. An erased unit keeps none.
    pub fn put_unit_key(&self, sp: Sp, unit: &UnitId, key: &UnitKey) -> Result<()> {
        self.note_unit(sp, unit)?;
        self.db
            .prepare_cached(
                "UPDATE unit SET key = ? WHERE sp = ? AND unit = ? AND key IS NULL AND erased = 0",
            )?
            .execute(params![key.expose(), sp.0, unit])?;
        self.mark_unit_dirty(sp, unit)
    }

    /// Under which epoch the relay has the key; 0 when it has none that is good.
    pub fn set_told(&self, sp: Sp, unit: &UnitId, epoch: u32) -> Result<()> {
        self.db
            .prepare_cached("UPDATE unit SET slot = ? WHERE sp = ? AND unit = ?")?
            .execute((epoch, sp.0, unit))?;
        Ok(())
    }

    /// What the relay has of keys and blobs is not known any more: it was restored.
    pub fn forget_what_relay_has(&self, sp: Sp) -> Result<()> {
        self.db
            .execute("UPDATE unit SET slot = 0 WHERE sp = ? AND slot > 0", [sp.0])?;
        self.db.execute(
            "UPDATE blob SET relay = 0, mine = 1 WHERE sp = ? AND here = 1",
            [sp.0],
        )?;
        Ok(())
    }

    /// Whose a unit is.
    pub fn set_unit_person(&self, sp: Sp, unit: &UnitId, person: &[u8; 16]) -> Result<()> {
        self.db
            .prepare_cached("UPDATE unit SET person = ? WHERE sp = ? AND unit = ? AND person IS NOT ?")?
            .execute(params![person, sp.0, unit, person])?;
        Ok(())
    }

    /// The key goes, and with it everything that was under it: nobody reads it again on this device.
    pub fn erase_unit(&self, sp: Sp, unit: &UnitId) -> Result<()> {
        self.erased.set(true);
        self.mark_unit_dirty(sp, unit)?;
        self.db
            .prepare_cached(
                "INSERT INTO unit(sp, unit, erased) VALUES(?, ?, 1)
                 ON CONFLICT DO UPDATE SET key = NULL, person = NULL, slot = 0, erased = 1",
            )?
            .execute((sp.0, unit))?;
        for sql in [
            "DELETE FROM sealed_change WHERE sp = ? AND unit = ?",
            "DELETE FROM past WHERE sp = ? AND unit = ?",
            "DELETE FROM pending_change WHERE (sp, object) IN (
                 SELECT sp, object FROM document WHERE sp = ? AND unit = ?)",
            "DELETE FROM kept WHERE (sp, object) IN (
                 SELECT sp, object FROM document WHERE sp = ? AND unit = ?)",
            "DELETE FROM conflict WHERE (sp, object) IN (
                 SELECT sp, object FROM document WHERE sp = ? AND unit = ?)",
            "UPDATE document SET save = NULL, title = '', conflict = 0 WHERE sp = ? AND unit = ?",
        ] {
            self.db.prepare_cached(sql)?.execute((sp.0, unit))?;
        }
        Ok(())
    }

    fn mark_unit_dirty(&self, sp: Sp, unit: &UnitId) -> Result<()> {
        let mut find = self.db.prepare_cached(
            "SELECT DISTINCT object FROM record WHERE sp = ? AND unit = ? AND unit IS NOT NULL",
        )?;
        let mut rows = find.query((sp.0, unit))?;
        while let Some(row) = rows.next()? {
            self.mark_dirty(sp, &ObjectId(row.get(0)?));
        }
        Ok(())
    }

    /// A change waits for its key, or for what it follows.
    pub fn put_sealed_change(&self, sp: Sp, change: &SealedChange) -> Result<()> {
        self.db
            .prepare_cached("INSERT INTO sealed_change VALUES(?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING")?
            .execute(params![
                sp.0,
                int(change.seq),
                size(change.n),
                change.unit,
                change.ord,
                change.incarnation.0,
                change.item
            ])?;
        Ok(())
    }

    /// It waits no longer.
    pub fn remove_sealed_change(&self, sp: Sp, seq: u64, n: usize) -> Result<()> {
        self.db
            .prepare_cached("DELETE FROM sealed_change WHERE sp = ? AND seq = ? AND n = ?")?
            .execute((sp.0, int(seq), size(n)))?;
        Ok(())
    }

    /// It is to be deleted at the relay.
    pub fn add_discard(&self, sp: Sp, discard: Discard, object: &ObjectId) -> Result<()> {
        let (what, id): (i64, &[u8]) = match &discard {
            Discard::Slot(unit) => (0, unit),
            Discard::Blob(address, _) => (1, address),
        };
        self.db
            .prepare_cached("INSERT INTO discard VALUES(?, ?, ?, ?) ON CONFLICT DO NOTHING")?
            .execute(params![sp.0, what, id, object.0])?;
        Ok(())
    }

    /// It was deleted there.
    pub fn remove_discard(&self, sp: Sp, discard: Discard) -> Result<()> {
        let (what, id): (i64, &[u8]) = match &discard {
            Discard::Slot(unit) => (0, unit),
            Discard::Blob(address, _) => (1, address),
        };
        self.db
            .prepare_cached("DELETE FROM discard WHERE sp = ? AND what = ? AND id = ?")?
            .execute(params![sp.0, what, id])?;
        Ok(())
    }

    /// The end of an object did not come to be: nothing of it is deleted at the relay.
    pub fn drop_discards(&self, sp: Sp, object: &ObjectId) -> Result<()> {
        self.db
            .prepare_cached("DELETE FROM discard WHERE sp = ? AND object = ?")?
            .execute((sp.0, object.0))?;
        Ok(())
    }
}
