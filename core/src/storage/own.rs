//! Own commands: the envelopes that this device wrote, their way into the log, and the way back of what was
//! refused.

use ekin_protocol::code::Code;
use ekin_protocol::envelope::{Items, content_id, write_items};
use ekin_protocol::id::{ContentId, Incarnation, ObjectId, Ord, Signature};
use ekin_protocol::item::{Item, ItemType};
use ekin_protocol::live::LiveTree;
use rusqlite::{Row, params};

use super::column::{body, int, narrow, size, uint};
use super::error::{Result, StoreError};
use super::space::Author;
use super::store::{Read, Sp, Tx};
use crate::record::ledger::{self, Place};

const TABLE: &str = "outbox";

/// How far an own envelope has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OutState {
    /// Waits on this device.
    Pending,
    /// Sent; no answer yet.
    Sent,
    /// The relay gave its receipt; the log has not come back yet.
    Received,
    /// Refused for good.
    Refused(Code),
}

/// An own envelope that is not in the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnEntry {
    /// Its number.
    pub en: i64,
    /// Whose: this device's index in the space.
    pub ord: Ord,
    /// The life it was written in.
    pub incarnation: Incarnation,
    /// Place in the chain of that life.
    pub dev_seq: u64,
    /// What is signed for.
    pub content_id: ContentId,
    /// CBOR array of its items; [`Items::read`] opens it.
    pub items: Vec<u8>,
    /// It was in a log that a restored relay has lost.
    pub once_received: bool,
    /// The very bytes that were first sent.
    pub frame: Option<Vec<u8>>,
    /// How far it has come.
    pub state: OutState,
    /// How often it was sent.
    pub tries: u32,
    /// Not to be sent before this time of the device's clock, ms since 1970.
    pub not_before: i64,
}

/// How many own envelopes are in each state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OutCounts {
    /// On this device.
    pub pending: u64,
    /// Sent.
    pub sent: u64,
    /// Received, not yet seen in the log.
    pub received: u64,
    /// Refused.
    pub refused: u64,
}

const COLUMNS: &str =
    "e.en, e.ord, e.incarnation, e.dev_seq, e.content_id, e.items, e.once_received, o.frame, o.state,
    o.code, o.tries, o.not_before";

impl Read<'_> {
    /// Own envelopes that are to be logged, in order of their chain; at most `limit`, after the entry `after`
    /// (0 for the start).
    pub fn unlogged_own(&self, sp: Sp, after: i64, limit: u32) -> Result<Vec<OwnEntry>> {
        self.own(
            &format!(
                "SELECT {COLUMNS} FROM outbox o JOIN entry e ON e.en = o.en
                 WHERE o.sp = ? AND o.en > ? AND o.state <> 3 ORDER BY o.en LIMIT ?"
            ),
            params![sp.0, after, limit],
        )
    }

    /// Own envelopes that were sent and have no answer yet.
    pub fn sent_own(&self, sp: Sp) -> Result<Vec<OwnEntry>> {
        self.own(
            &format!(
                "SELECT {COLUMNS} FROM outbox o JOIN entry e ON e.en = o.en
                 WHERE o.sp = ? AND o.state = 1 ORDER BY o.en"
            ),
            [sp.0],
        )
    }

    /// Own envelopes that were refused for good, to be handed over or thrown away by the person.
    pub fn refused_own(&self, sp: Sp) -> Result<Vec<OwnEntry>> {
        self.own(
            &format!(
                "SELECT {COLUMNS} FROM outbox o JOIN entry e ON e.en = o.en
                 WHERE o.sp = ? AND o.state = 3 ORDER BY o.en"
            ),
            [sp.0],
        )
    }

    /// One own envelope that is not in the log.
    pub fn own_entry(&self, en: i64) -> Result<Option<OwnEntry>> {
        let found = self.own(
            &format!("SELECT {COLUMNS} FROM outbox o JOIN entry e ON e.en = o.en WHERE o.en = ?"),
            [en],
        )?;
        Ok(found.into_iter().next())
    }

    /// How many own envelopes are in each state.
    pub fn out_counts(&self, sp: Sp) -> Result<OutCounts> {
        let mut counts = OutCounts::default();
        let mut find = self
            .db
            .prepare_cached("SELECT state, count(*) FROM outbox WHERE sp = ? GROUP BY state")?;
        let mut rows = find.query([sp.0])?;
        while let Some(row) = rows.next()? {
            let n = uint(row.get(1)?);
            match row.get::<_, i64>(0)? {
                0 => counts.pending = n,
                1 => counts.sent = n,
                2 => counts.received = n,
                _ => counts.refused = n,
            }
        }
        Ok(counts)
    }

    fn own(&self, sql: &str, params: impl rusqlite::Params) -> Result<Vec<OwnEntry>> {
        let mut find = self.db.prepare_cached(sql)?;
        let mut rows = find.query(params)?;
        let mut entries = Vec::new();
        while let Some(row) = rows.next()? {
            entries.push(read(row)?);
        }
        Ok(entries)
    }
}

impl Tx<'_> {
    /// Stores an own command that waits: its items become rows, its envelope waits in the outbox. `items` are as
    /// [`ekin_protocol::item::write_record`] wrote them.
    ///
    /// # Errors
    /// [`StoreError::Row`] for what is no envelope's content.
    pub fn put_pending(
        &self,
        sp: Sp,
        ord: Ord,
        incarnation: &Incarnation,
        dev_seq: u64,
        items: &[impl AsRef<[u8]>],
    ) -> Result<i64> {
        let content = content_id(items).map_err(|_| StoreError::Row { table: "entry" })?;
        self.db
            .prepare_cached(
                "INSERT INTO entry(sp, ord, incarnation, dev_seq, content_id, items, own) VALUES(?, ?, ?, ?, ?, ?, 1)",
            )?
            .execute(params![sp.0, ord, incarnation.0, int(dev_seq), content.0, write_items(items)])?;
        let en = self.db.last_insert_rowid();
        self.db
            .prepare_cached("INSERT INTO outbox(sp, en) VALUES(?, ?)")?
            .execute((sp.0, en))?;
        self.put_rows(sp, ord, en, items.iter().map(AsRef::as_ref))?;
        Ok(en)
    }

    pub(super) fn put_rows<'a>(
        &self,
        sp: Sp,
        ord: Ord,
        en: i64,
        items: impl Iterator<Item = &'a [u8]>,
    ) -> Result<()> {
        for (n, bytes) in items.enumerate() {
            let item = Item::read(bytes)?;
            self.mark_dirty(sp, &item.object);
            if item.item_type == ItemType::Change {
                // What was under a key that is gone is shown to nobody.
                let Some(change) = self.opened(sp, &item)? else {
                    continue;
                };
                self.add_document(sp, &item.object, &item.meta)?;
                self.touch_document(sp, &item.object, int(item.meta.at_ms))?;
                self.add_pending_change(sp, &item.object, en, n, &change)?;
                continue;
            }
            let added = self
                .db
                .prepare_cached(
                    "INSERT INTO record(sp, object, item_hash, kind, ord, en, n, unit, head, body)
                     VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT(sp, object, item_hash) DO NOTHING",
                )?
                .execute(params![
                    sp.0,
                    item.object.0,
                    item.hash().0,
                    item.meta.kind,
                    ord,
                    en,
                    size(n),
                    item.meta.unit,
                    item.fields(),
                    body(&item)?
                ])?;
            if added == 0 {
                // The same item is here already: it says nothing new.
                continue;
            }
            let rid = self.db.last_insert_rowid();
            for name in &item.meta.supersedes {
                self.db
                    .prepare_cached("INSERT OR IGNORE INTO pending_name VALUES(?, ?, ?, ?)")?
                    .execute((sp.0, item.object.0, name.0, rid))?;
            }
        }
        Ok(())
    }

    /// The frame of an own envelope as it is about to be sent, to be sent again byte for byte.
    pub fn set_frame(&self, en: i64, statement: &[u8], sig: &Signature, frame: &[u8]) -> Result<()> {
        self.db
            .prepare_cached("UPDATE entry SET statement = ?, sig = ? WHERE en = ?")?
            .execute(params![statement, sig.0, en])?;
        self.db
            .prepare_cached("UPDATE outbox SET frame = ? WHERE en = ?")?
            .execute(params![frame, en])?;
        Ok(())
    }

    /// How far an own envelope has come: waiting, sent or received. For a final refusal see [`Tx::refuse`].
    pub fn set_out_state(&self, en: i64, state: OutState) -> Result<()> {
        let (number, code) = match state {
            OutState::Pending => (0, None),
            OutState::Sent => (1, None),
            OutState::Received => (2, None),
            OutState::Refused(code) => (3, Some(code.number())),
        };
        self.db
            .prepare_cached("UPDATE outbox SET state = ?, code = ? WHERE en = ?")?
            .execute((number, code, en))?;
        Ok(())
    }

    /// It was sent once more, and is not to be sent again before `not_before`.
    pub fn delay(&self, en: i64, not_before: i64) -> Result<()> {
        self.db
            .prepare_cached("UPDATE outbox SET tries = tries + 1, not_before = ?, state = 0 WHERE en = ?")?
            .execute((not_before, en))?;
        Ok(())
    }

    /// A person asks to send now: what was to wait waits no longer.
    pub fn end_delays(&self) -> Result<()> {
        self.db
            .prepare_cached("UPDATE carried SET not_before = 0 WHERE not_before > 0")?
            .execute([])?;
        self.db
            .prepare_cached("UPDATE outbox SET not_before = 0 WHERE not_before > 0")?
            .execute([])?;
        self.end_letter_delays()
    }

    /// An envelope that waited, own or carried, is in the log: its records get their place and go through the ledger. The
    /// changes of documents in it wait no longer; the caller has confirmed them.
    pub fn log_pending(&self, en: i64, seq: u64, t_ms: u64, tree: &mut LiveTree) -> Result<()> {
        let (sp, ord, items) = self.own_items(en)?;
        self.db
            .prepare_cached("UPDATE entry SET seq = ?, t_ms = ? WHERE en = ?")?
            .execute((int(seq), int(t_ms), en))?;
        self.db
            .prepare_cached("DELETE FROM outbox WHERE en = ?")?
            .execute([en])?;
        self.db
            .prepare_cached("DELETE FROM carried WHERE en = ?")?
            .execute([en])?;
        // What waits no longer replaces nothing by itself: the ledger says now.
        self.db
            .prepare_cached(
                "DELETE FROM pending_name WHERE rid IN (SELECT rid FROM record WHERE en = ? AND seq IS NULL)",
            )?
            .execute([en])?;
        let mut ledger = self.ledger(sp, ord, Some(en));
        self.remove_pending_changes(en)?;
        for (n, item) in items.iter().enumerate() {
            let item = item?;
            self.mark_dirty(sp, &item.object);
            if item.item_type == ItemType::Change {
                continue;
            }
            ledger::take(&mut ledger, tree, &item, &item.hash(), Place { seq, t_ms, n })?;
        }
        // A record that was replaced before it was logged never lived.
        self.delete_pending_rows(en)
    }

    /// An own envelope did not come to be: its rows go, as if it had never been written.
    pub fn drop_pending(&self, en: i64) -> Result<()> {
        self.forget_rows(en)?;
        self.db
            .prepare_cached("DELETE FROM outbox WHERE en = ?")?
            .execute([en])?;
        self.db
            .prepare_cached("DELETE FROM entry WHERE en = ? AND seq IS NULL")?
            .execute([en])?;
        Ok(())
    }

    /// An own envelope was refused for good: its rows go, its items stay to be handed over.
    pub fn refuse(&self, en: i64, code: Code) -> Result<()> {
        self.forget_rows(en)?;
        self.set_out_state(en, OutState::Refused(code))
    }

    /// Gives an own envelope its place in a new life: statement and frame are made again when it is sent. With
    /// `again`, rows that a refusal took away come back.
    pub fn rewrite_own(&self, en: i64, incarnation: &Incarnation, dev_seq: u64, again: bool) -> Result<()> {
        self.db
            .prepare_cached(
                "UPDATE entry SET incarnation = ?, dev_seq = ?, statement = NULL, sig = NULL WHERE en = ? AND seq IS NULL",
            )?
            .execute(params![incarnation.0, int(dev_seq), en])?;
        self.db
            .prepare_cached(
                "UPDATE outbox SET frame = NULL, state = 0, code = NULL, tries = 0, not_before = 0 WHERE en = ?",
            )?
            .execute([en])?;
        if again {
            let (sp, ord, items) = self.own_items(en)?;
            self.put_rows(sp, ord, en, items.bytes())?;
        }
        Ok(())
    }

    /// What was written before this device was in is its own under the number that it got.
    pub fn own_becomes(&self, sp: Sp, ord: Ord) -> Result<()> {
        for sql in [
            "UPDATE entry SET ord = ?2 WHERE sp = ?1 AND own = 1 AND seq IS NULL AND ord = ?3",
            "UPDATE record SET ord = ?2 WHERE sp = ?1 AND seq IS NULL AND ord = ?3",
        ] {
            self.db
                .prepare_cached(sql)?
                .execute((sp.0, ord, Author::JOINING))?;
        }
        Ok(())
    }

    /// The same with other items: edits of documents that were done once more. Gives what is to be signed for.
    pub fn replace_own(
        &self,
        en: i64,
        incarnation: &Incarnation,
        dev_seq: u64,
        items: &[impl AsRef<[u8]>],
    ) -> Result<ContentId> {
        let content = content_id(items).map_err(|_| StoreError::Row { table: "entry" })?;
        let (sp, ord, _) = self.own_items(en)?;
        self.forget_rows(en)?;
        self.db
            .prepare_cached("UPDATE entry SET items = ?, content_id = ? WHERE en = ? AND seq IS NULL")?
            .execute(params![write_items(items), content.0, en])?;
        self.rewrite_own(en, incarnation, dev_seq, false)?;
        self.put_rows(sp, ord, en, items.iter().map(AsRef::as_ref))?;
        Ok(content)
    }

    /// An own envelope is no longer in the log of a restored relay, and waits again. Its items must still be here.
    pub(super) fn unlog(&self, sp: Sp, en: i64) -> Result<()> {
        self.db
            .prepare_cached("UPDATE entry SET seq = NULL, t_ms = NULL, once_received = 1 WHERE en = ?")?
            .execute([en])?;
        self.db
            .prepare_cached("INSERT OR IGNORE INTO outbox(sp, en) VALUES(?, ?)")?
            .execute((sp.0, en))?;
        let (_, ord, items) = self.own_items(en)?;
        self.put_rows(sp, ord, en, items.bytes())
    }

    fn own_items(&self, en: i64) -> Result<(Sp, Ord, Items)> {
        let mut find = self
            .db
            .prepare_cached("SELECT sp, ord, items FROM entry WHERE en = ?")?;
        let mut rows = find.query([en])?;
        let row = rows.next()?.ok_or(StoreError::Missing { table: "entry" })?;
        let items: Option<Vec<u8>> = row.get(2)?;
        let items = items.ok_or(StoreError::Missing { table: "entry" })?;
        let items = Items::read(items).map_err(|_| StoreError::Row { table: "entry" })?;
        Ok((Sp(row.get(0)?), narrow(row.get(1)?, "entry")?, items))
    }

    pub(super) fn forget_rows(&self, en: i64) -> Result<()> {
        let mut find = self
            .db
            .prepare_cached("SELECT DISTINCT sp, object FROM record WHERE en = ? AND seq IS NULL")?;
        let mut rows = find.query([en])?;
        while let Some(row) = rows.next()? {
            self.mark_dirty(Sp(row.get(0)?), &ObjectId(row.get(1)?));
        }
        drop(rows);
        for (sp, object) in self.documents_of(en)? {
            self.mark_dirty(sp, &object);
        }
        self.remove_pending_changes(en)?;
        self.delete_pending_rows(en)
    }

    fn delete_pending_rows(&self, en: i64) -> Result<()> {
        // What each of them replaced goes with its row.
        self.db
            .prepare_cached("DELETE FROM record WHERE en = ? AND seq IS NULL")?
            .execute([en])?;
        Ok(())
    }
}

fn read(row: &Row<'_>) -> Result<OwnEntry> {
    let items: Option<Vec<u8>> = row.get(5)?;
    let code: Option<u16> = row.get(9)?;
    Ok(OwnEntry {
        en: row.get(0)?,
        ord: narrow(row.get(1)?, TABLE)?,
        incarnation: Incarnation(row.get(2)?),
        dev_seq: uint(row.get(3)?),
        content_id: ContentId(row.get(4)?),
        items: items.ok_or(StoreError::Row { table: TABLE })?,
        once_received: row.get(6)?,
        frame: row.get(7)?,
        state: match row.get::<_, i64>(8)? {
            0 => OutState::Pending,
            1 => OutState::Sent,
            2 => OutState::Received,
            _ => OutState::Refused(Code::from_number(code.unwrap_or(0))),
        },
        tries: narrow(row.get(10)?, TABLE)?,
        not_before: row.get(11)?,
    })
}
