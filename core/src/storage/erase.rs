//! Erasure (protocol 11): keys of units, rows and envelopes of objects, blobs, and the marks by which none of it comes back.
//!
//! What a unit's key sealed stays where it is, unreadable for ever. What lay open goes with its rows; an envelope that held it is
//! not handed on any more: its signature covers hashes, and still verifies.

use std::collections::BTreeSet;

use ekin_protocol::envelope::{Items, content_id, write_items};
use ekin_protocol::id::ObjectId;
use ekin_protocol::item::{Item, ItemType, kind};
use ekin_protocol::membership::Erase;
use rusqlite::{OptionalExtension, params};
use zeroize::Zeroizing;

use super::error::{Result, StoreError};
use super::store::{Read, Sp, Tx};
use super::unit::UnitId;
use crate::domain::person::PersonId;
use crate::domain::trace::{Mention, mention};

/// What is forgotten.
struct Gone {
    objects: BTreeSet<ObjectId>,
    units: BTreeSet<UnitId>,
    /// Whose units they are, as far as this device knows.
    people: BTreeSet<PersonId>,
}

/// An envelope whose items are here.
struct Kept {
    en: i64,
    own: bool,
    logged: bool,
    refused: bool,
    items: Items,
}

impl Read<'_> {
    /// Whether an object was erased here: what comes of it is passed over.
    pub fn is_object_erased(&self, sp: Sp, object: &ObjectId) -> Result<bool> {
        self.is_marked(sp, &object.0)
    }

    /// Whether a blob was erased here: it is neither sent nor fetched.
    pub fn is_blob_erased(&self, sp: Sp, address: &[u8; 32]) -> Result<bool> {
        self.is_marked(sp, address)
    }

    fn is_marked(&self, sp: Sp, id: &[u8]) -> Result<bool> {
        let mut find = self
            .db
            .prepare_cached("SELECT 1 FROM erased WHERE sp = ? AND id = ?")?;
        Ok(find.exists((sp.0, id))?)
    }

    /// Items of an object in envelopes that are here, logged or not, as they travelled.
    pub fn items_of(&self, sp: Sp, object: &ObjectId) -> Result<Vec<Vec<u8>>> {
        let mut found = Vec::new();
        for kept in self.kept_envelopes(sp)? {
            for bytes in kept.items.bytes() {
                if Item::read(bytes)?.object == *object {
                    found.push(bytes.to_vec());
                }
            }
        }
        Ok(found)
    }

    /// Envelopes of a space whose items are here, logged or not.
    fn kept_envelopes(&self, sp: Sp) -> Result<Vec<Kept>> {
        let mut find = self.db.prepare_cached(
            "SELECT e.en, e.own, e.seq IS NOT NULL, coalesce(o.state, 0) = 3, e.items
             FROM entry e LEFT JOIN outbox o ON o.en = e.en WHERE e.sp = ? AND e.items IS NOT NULL",
        )?;
        let mut rows = find.query([sp.0])?;
        let mut kept = Vec::new();
        while let Some(row) = rows.next()? {
            kept.push(Kept {
                en: row.get(0)?,
                own: row.get(1)?,
                logged: row.get(2)?,
                refused: row.get(3)?,
                items: Items::read(row.get(4)?).map_err(|_| StoreError::Row { table: "entry" })?,
            });
        }
        Ok(kept)
    }
}

impl Tx<'_> {
    /// Forgets all of it in a private space, and that for good. Own envelopes that wait go on without it: whoever calls asks
    /// [`Tx::take_torn`] before the transaction ends.
    pub fn erase(&self, sp: Sp, erase: &Erase) -> Result<()> {
        self.erased.set(true);
        let gone = self.gone(sp, erase)?;
        for object in &gone.objects {
            self.mark(sp, &object.0)?;
        }
        self.strip_envelopes(sp, &gone)?;
        for unit in &gone.units {
            self.erase_unit(sp, unit)?;
        }
        for object in &gone.objects {
            self.forget_object(sp, object)?;
        }
        for blob in &erase.blobs {
            self.mark(sp, &blob.0)?;
            self.db
                .prepare_cached("DELETE FROM blob WHERE sp = ? AND address = ?")?
                .execute((sp.0, blob.0))?;
        }
        Ok(())
    }

    /// What is named, and what this device alone knows beside: a phone that comes back may have written of the same person
    /// what nobody else has seen.
    fn gone(&self, sp: Sp, erase: &Erase) -> Result<Gone> {
        let mut gone = Gone {
            objects: erase.objects.iter().copied().collect(),
            units: erase.units.iter().copied().collect(),
            people: BTreeSet::new(),
        };
        for unit in &erase.units {
            let mut find = self
                .db
                .prepare_cached("SELECT person FROM unit WHERE sp = ? AND unit = ? AND person IS NOT NULL")?;
            let person: Option<[u8; 16]> = find.query_row((sp.0, unit), |row| row.get(0)).optional()?;
            if let Some(person) = person.filter(|person| gone.people.insert(PersonId(*person))) {
                gone.units.extend(self.units_of_person(sp, &person)?);
            }
        }
        Ok(gone)
    }

    /// Whether an item that waits is to be forgotten.
    fn goes(&self, sp: Sp, gone: &Gone, item: &Item<'_>) -> Result<bool> {
        if gone.objects.contains(&item.object)
            || item.meta.unit.is_some_and(|unit| gone.units.contains(&unit))
        {
            return Ok(true);
        }
        if item.item_type != ItemType::Record || gone.people.is_empty() {
            return Ok(false);
        }
        let says = self.opened(sp, item)?;
        let about = |says: &Zeroizing<Vec<u8>>| {
            let mentions = gone.people.iter().map(|person| mention(says, *person));
            mentions.max().unwrap_or(Mention::None)
        };
        Ok(match says.as_ref().map(about) {
            Some(Mention::About) => true,
            Some(Mention::Among) => item.meta.kind == kind::MEDIA,
            _ => false,
        })
    }

    /// Whether own envelopes that wait have lost something since this was last asked: their chain is to begin anew.
    pub fn take_torn(&self) -> bool {
        self.torn.take()
    }

    fn mark(&self, sp: Sp, id: &[u8]) -> Result<()> {
        self.db
            .prepare_cached("INSERT OR IGNORE INTO erased(sp, id) VALUES(?, ?)")?
            .execute((sp.0, id))?;
        Ok(())
    }

    fn forget_object(&self, sp: Sp, object: &ObjectId) -> Result<()> {
        self.mark_dirty(sp, object);
        self.forget_media(sp, object)?;
        for sql in [
            "DELETE FROM record WHERE sp = ? AND object = ?",
            "DELETE FROM dangling WHERE sp = ? AND object = ?",
            "DELETE FROM pending_change WHERE sp = ? AND object = ?",
            "DELETE FROM kept WHERE sp = ? AND object = ?",
            "DELETE FROM document WHERE sp = ? AND object = ?",
            "DELETE FROM conflict WHERE sp = ? AND object = ?",
            "DELETE FROM past WHERE sp = ? AND object = ?",
        ] {
            self.db.prepare_cached(sql)?.execute((sp.0, object.0))?;
        }
        Ok(())
    }

    /// What lies open of these objects in envelopes goes; own envelopes that wait go on with the rest.
    fn strip_envelopes(&self, sp: Sp, gone: &Gone) -> Result<()> {
        for kept in self.kept_envelopes(sp)? {
            let mut open = false;
            let mut stays: Vec<Vec<u8>> = Vec::new();
            for bytes in kept.items.bytes() {
                let item = Item::read(bytes)?;
                open |= gone.objects.contains(&item.object);
                if kept.logged || !self.goes(sp, gone, &item)? {
                    stays.push(bytes.to_vec());
                }
            }
            let lost = stays.len() < kept.items.len();
            match (kept.logged, kept.own) {
                (true, _) if open => self.set_items(kept.en, None)?,
                // What others wrote cannot be sent without a part of it: its author will send what is left.
                (false, false) if lost => self.drop_carried(kept.en)?,
                (false, true) if lost => self.strip_own(&kept, &stays)?,
                _ => {}
            }
        }
        Ok(())
    }

    fn strip_own(&self, kept: &Kept, stays: &[Vec<u8>]) -> Result<()> {
        self.torn.set(true);
        if stays.is_empty() {
            return self.drop_pending(kept.en);
        }
        let content = content_id(stays).map_err(|_| StoreError::Row { table: "entry" })?;
        let mut find = self.db.prepare_cached("SELECT sp, ord FROM entry WHERE en = ?")?;
        let (sp, ord) = find.query_row([kept.en], |row| Ok((Sp(row.get(0)?), row.get(1)?)))?;
        self.forget_rows(kept.en)?;
        self.set_items(kept.en, Some(&write_items(stays)))?;
        self.db
            .prepare_cached("UPDATE entry SET content_id = ?, statement = NULL, sig = NULL WHERE en = ?")?
            .execute(params![content.0, kept.en])?;
        self.db
            .prepare_cached("UPDATE outbox SET frame = NULL WHERE en = ?")?
            .execute([kept.en])?;
        match kept.refused {
            true => Ok(()),
            false => self.put_rows(sp, ord, kept.en, stays.iter().map(Vec::as_slice)),
        }
    }

    fn drop_carried(&self, en: i64) -> Result<()> {
        self.forget_rows(en)?;
        for sql in [
            "DELETE FROM carried WHERE en = ?",
            "DELETE FROM entry WHERE en = ?",
        ] {
            self.db.prepare_cached(sql)?.execute([en])?;
        }
        Ok(())
    }

    fn set_items(&self, en: i64, items: Option<&[u8]>) -> Result<()> {
        self.db
            .prepare_cached("UPDATE entry SET items = ? WHERE en = ?")?
            .execute(params![items, en])?;
        Ok(())
    }
}
