//! Documents of private spaces: what the log confirmed of each, the own changes that wait, and the line that a list
//! shows. What is in a save is for [`crate::document`] to say.

use ekin_protocol::id::ObjectId;
use ekin_protocol::item::Meta;
use rusqlite::{OptionalExtension, Row, params};

use super::column::{int, narrow, size, uint};
use super::error::Result;
use super::find::FOUND;
use super::query::bounds;
use super::store::{Read, Sp, Tx};
use super::unit::UnitId;

const TABLE: &str = "document";
const COLUMNS: &str = "object, kind, generation, unit, title, conflict, marked, at_ms, rev, logged_ms,
    coalesce(saved, generation), seen";
/// A document of which something can be shown: not all of it waits for the key of its unit, or was erased.
const SHOWN: &str = "(save IS NOT NULL OR EXISTS (
    SELECT 1 FROM pending_change p WHERE p.sp = document.sp AND p.object = document.object))";

/// One document as a list shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentRow {
    /// The object.
    pub object: ObjectId,
    /// What sort of document.
    pub kind: u16,
    /// Its generation.
    pub generation: u32,
    /// The erasure unit under whose key its changes are.
    pub unit: Option<UnitId>,
    /// Its title, or what serves as one; empty where it has none.
    pub title: String,
    /// Whether two people gave a field two values.
    pub conflict: bool,
    /// Whether its history is to end at the next checkpoint.
    pub marked: bool,
    /// When it was last changed, by its author's clock, ms since 1970.
    pub at_ms: i64,
    /// Revision of the store that changed it last.
    pub rev: i64,
    /// When its last change was logged, ms since 1970 by the relay's clock; none while the log has none.
    pub logged_ms: Option<i64>,
    /// The generation that its save is in: an older one while the key of its unit is not here.
    pub saved: u32,
    /// Whether the log has changes of it under a unit's key.
    pub seen: bool,
}

/// A change of a document in an envelope that is not logged, own or carried.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PendingChange {
    /// The envelope.
    pub en: i64,
    /// Its index there.
    pub n: usize,
    /// The raw change.
    pub change: Vec<u8>,
}

impl Read<'_> {
    /// One document.
    pub fn document(&self, sp: Sp, object: &ObjectId) -> Result<Option<DocumentRow>> {
        let mut find = self.db.prepare_cached(&format!(
            "SELECT {COLUMNS} FROM document WHERE sp = ? AND object = ?"
        ))?;
        let mut rows = find.query((sp.0, object.0))?;
        rows.next()?.map(read).transpose()
    }

    /// What the log confirmed of a document; none while nothing of it is logged.
    pub fn document_save(&self, sp: Sp, object: &ObjectId) -> Result<Option<Vec<u8>>> {
        let mut find = self
            .db
            .prepare_cached("SELECT save FROM document WHERE sp = ? AND object = ?")?;
        let save = find.query_row((sp.0, object.0), |row| row.get(0)).optional()?;
        Ok(save.flatten())
    }

    /// Documents of a space, newest change first; of one kind or all; at most `limit`, before a revision and an id.
    pub fn documents(
        &self,
        sp: Sp,
        kind: Option<u16>,
        before: Option<(i64, ObjectId)>,
        limit: u32,
    ) -> Result<Vec<DocumentRow>> {
        let (rev, object) = before.map_or((i64::MAX, [0xff; 16]), |(rev, object)| (rev, object.0));
        let mut find = self.db.prepare_cached(&format!(
            "SELECT {COLUMNS} FROM document
             WHERE sp = ?1 AND (?2 IS NULL OR kind = ?2) AND (rev, object) < (?3, ?4) AND {SHOWN}
             ORDER BY rev DESC, object DESC LIMIT ?5"
        ))?;
        let mut rows = find.query(params![sp.0, kind, rev, object, limit])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(read(row)?);
        }
        Ok(found)
    }

    /// The documents whose ids begin with these hexadecimal digits; a few at most.
    pub fn documents_beginning(&self, sp: Sp, digits: &str) -> Result<Vec<ObjectId>> {
        let Some((first, last)) = bounds(digits) else {
            return Ok(Vec::new());
        };
        let mut find = self.db.prepare_cached(&format!(
            "SELECT object FROM document
             WHERE sp = ? AND object BETWEEN ? AND ? AND {SHOWN} ORDER BY object LIMIT ?"
        ))?;
        let rows = find.query_map((sp.0, first, last, FOUND), |row| row.get(0).map(ObjectId))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Changes of a document that are not logged, own ones and carried ones, in the order in which they came.
    pub fn pending_changes(&self, sp: Sp, object: &ObjectId) -> Result<Vec<PendingChange>> {
        let mut find = self.db.prepare_cached(
            "SELECT en, n, change FROM pending_change WHERE sp = ? AND object = ? ORDER BY en, n",
        )?;
        let mut rows = find.query((sp.0, object.0))?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(PendingChange {
                en: row.get(0)?,
                n: narrow(row.get(1)?, "pending_change")?,
                change: row.get(2)?,
            });
        }
        Ok(found)
    }

    /// The documents of which own changes are not logged.
    pub fn documents_with_own_changes(&self, sp: Sp) -> Result<Vec<ObjectId>> {
        let mut find = self.db.prepare_cached(
            "SELECT DISTINCT p.object FROM pending_change p JOIN entry e ON e.en = p.en
             WHERE p.sp = ? AND e.own = 1",
        )?;
        let rows = find.query_map([sp.0], |row| row.get(0).map(ObjectId))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Whether own changes of a document are not logged.
    pub fn has_pending_changes(&self, sp: Sp, object: &ObjectId) -> Result<bool> {
        let mut find = self.db.prepare_cached(
            "SELECT 1 FROM pending_change p JOIN entry e ON e.en = p.en
             WHERE p.sp = ? AND p.object = ? AND e.own = 1 LIMIT 1",
        )?;
        Ok(find.exists((sp.0, object.0))?)
    }

    /// The documents that an envelope which waits changes.
    pub fn documents_of(&self, en: i64) -> Result<Vec<(Sp, ObjectId)>> {
        let mut find = self
            .db
            .prepare_cached("SELECT DISTINCT sp, object FROM pending_change WHERE en = ? ORDER BY object")?;
        let rows = find.query_map([en], |row| Ok((Sp(row.get(0)?), ObjectId(row.get(1)?))))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// How many documents of a space were logged after a time of its log; 0 for all.
    pub fn documents_logged_after(&self, sp: Sp, t_ms: u64) -> Result<u64> {
        let mut count = self
            .db
            .prepare_cached("SELECT count(*) FROM document WHERE sp = ?1 AND (?2 = 0 OR logged_ms > ?2)")?;
        Ok(count.query_row((sp.0, int(t_ms)), |row| row.get(0).map(uint))?)
    }
}

impl Tx<'_> {
    /// A document is known from now on, with nothing confirmed of it; nothing when it was already.
    pub fn add_document(&self, sp: Sp, object: &ObjectId, meta: &Meta) -> Result<()> {
        self.db
            .prepare_cached(
                "INSERT INTO document(sp, object, kind, generation, unit) VALUES(?, ?, ?, ?, ?)
                 ON CONFLICT(sp, object) DO NOTHING",
            )?
            .execute(params![sp.0, object.0, meta.kind, meta.generation, meta.unit])?;
        Ok(())
    }

    /// The log has changes of it under a unit's key: it is known, whether they can be opened or not.
    pub fn set_document_seen(&self, sp: Sp, object: &ObjectId) -> Result<()> {
        self.db
            .prepare_cached("UPDATE document SET seen = 1 WHERE sp = ? AND object = ?")?
            .execute((sp.0, object.0))?;
        Ok(())
    }

    /// What the log confirms of it now, in the generation in which the log is.
    pub fn set_document_save(&self, sp: Sp, object: &ObjectId, save: &[u8], marked: bool) -> Result<()> {
        self.db
            .prepare_cached(
                "UPDATE document SET save = ?, marked = ?, saved = NULL WHERE sp = ? AND object = ?",
            )?
            .execute(params![save, marked, sp.0, object.0])?;
        Ok(())
    }

    /// What a list shows of it. Its revision moves.
    pub fn set_document_line(&self, sp: Sp, object: &ObjectId, title: &str, conflict: bool) -> Result<()> {
        let rev = self.new_rev()?;
        self.db
            .prepare_cached(
                "UPDATE document SET title = ?, conflict = ?, rev = ? WHERE sp = ? AND object = ?",
            )?
            .execute(params![title, conflict, rev, sp.0, object.0])?;
        Ok(())
    }

    /// When its author changed it, by the author's clock; the latest counts.
    pub fn touch_document(&self, sp: Sp, object: &ObjectId, at_ms: i64) -> Result<()> {
        self.db
            .prepare_cached("UPDATE document SET at_ms = max(at_ms, ?) WHERE sp = ? AND object = ?")?
            .execute(params![at_ms, sp.0, object.0])?;
        Ok(())
    }

    /// When a change of it was logged; the latest counts.
    pub fn log_document(&self, sp: Sp, object: &ObjectId, t_ms: i64) -> Result<()> {
        self.db
            .prepare_cached(
                "UPDATE document SET logged_ms = max(coalesce(logged_ms, 0), ?) WHERE sp = ? AND object = ?",
            )?
            .execute(params![t_ms, sp.0, object.0])?;
        Ok(())
    }

    /// Nothing of it is confirmed, and nothing of one's own waits: it was never there.
    pub fn remove_document_without_content(&self, sp: Sp, object: &ObjectId) -> Result<()> {
        self.db
            .prepare_cached(
                "DELETE FROM document WHERE sp = ?1 AND object = ?2 AND save IS NULL AND seen = 0
                 AND NOT EXISTS (SELECT 1 FROM pending_change WHERE sp = ?1 AND object = ?2)",
            )?
            .execute((sp.0, object.0))?;
        Ok(())
    }

    /// A change in an own envelope that waits.
    pub fn add_pending_change(
        &self,
        sp: Sp,
        object: &ObjectId,
        en: i64,
        n: usize,
        change: &[u8],
    ) -> Result<()> {
        self.db
            .prepare_cached("INSERT INTO pending_change VALUES(?, ?, ?, ?, ?) ON CONFLICT DO NOTHING")?
            .execute(params![en, size(n), sp.0, object.0, change])?;
        Ok(())
    }

    /// The changes of an own envelope wait no longer.
    pub fn remove_pending_changes(&self, en: i64) -> Result<()> {
        self.db
            .prepare_cached("DELETE FROM pending_change WHERE en = ?")?
            .execute([en])?;
        Ok(())
    }
}

fn read(row: &Row<'_>) -> Result<DocumentRow> {
    Ok(DocumentRow {
        object: ObjectId(row.get(0)?),
        kind: narrow(row.get(1)?, TABLE)?,
        generation: narrow(row.get(2)?, TABLE)?,
        unit: row.get(3)?,
        title: row.get(4)?,
        conflict: row.get(5)?,
        marked: row.get(6)?,
        at_ms: row.get(7)?,
        rev: row.get(8)?,
        logged_ms: row.get(9)?,
        saved: narrow(row.get(10)?, TABLE)?,
        seen: row.get(11)?,
    })
}
