//! Objects of private spaces that are made of records: one row each, for lists. Made again with every change of the
//! object's heads; one that ended has none.

use std::collections::BTreeSet;

use ekin_protocol::id::ObjectId;
use ekin_protocol::item::{Item, kind};
use rusqlite::{Row, params};

use super::column::{int, narrow, size};
use super::conflict::Sort;
use super::error::Result;
use super::find::FOUND;
use super::query::bounds;
use super::record::Head;
use super::store::{Read, Sp, Tx};
use crate::domain::fact::{Check, Consent, Fact as _};

const TABLE: &str = "fact";
const COLUMNS: &str = "object, kind, place, at_ms, heads";
/// Places of own records that wait: behind all places of a log, in the order of their envelopes.
const WAITS: i64 = 1 << 62;

/// One object as a list shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FactRow {
    /// The object.
    pub object: ObjectId,
    /// Kind of its displayed record.
    pub kind: u16,
    /// Where that stands: greater is later.
    pub place: i64,
    /// Its author's clock, ms since 1970.
    pub at_ms: i64,
    /// How many heads it has.
    pub heads: u32,
}

impl Read<'_> {
    /// One object; none when it is not here, or ended.
    pub fn fact(&self, sp: Sp, object: &ObjectId) -> Result<Option<FactRow>> {
        let mut find = self
            .db
            .prepare_cached(&format!("SELECT {COLUMNS} FROM fact WHERE sp = ? AND object = ?"))?;
        let mut rows = find.query((sp.0, object.0))?;
        rows.next()?.map(read).transpose()
    }

    /// Objects of one kind, the last said first; at most `limit`, before a place and an id.
    pub fn facts(
        &self,
        sp: Sp,
        kind: u16,
        before: Option<(i64, ObjectId)>,
        limit: u32,
    ) -> Result<Vec<FactRow>> {
        let (place, object) = before.map_or((i64::MAX, [0xff; 16]), |(place, object)| (place, object.0));
        let mut find = self.db.prepare_cached(&format!(
            "SELECT {COLUMNS} FROM fact WHERE sp = ?1 AND kind = ?2 AND (place, object) < (?3, ?4)
             ORDER BY place DESC, object DESC LIMIT ?5"
        ))?;
        let mut rows = find.query(params![sp.0, kind, place, object, limit])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(read(row)?);
        }
        Ok(found)
    }

    /// Every object of a space with the kind of its displayed record, by id; at most `limit`, after one.
    pub fn fact_objects(&self, sp: Sp, after: Option<ObjectId>, limit: u32) -> Result<Vec<(ObjectId, u16)>> {
        let mut find = self.db.prepare_cached(
            "SELECT object, kind FROM fact WHERE sp = ? AND object > ? ORDER BY object LIMIT ?",
        )?;
        // Before the first id there is only what is shorter.
        let after = after.as_ref().map_or(&[][..], |object| &object.0);
        let rows = find.query_map(params![sp.0, after, limit], |row| {
            Ok((ObjectId(row.get(0)?), row.get(1)?))
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Objects of a kind whose ids begin with these hexadecimal digits; a few at most.
    pub fn facts_beginning(&self, sp: Sp, kind: u16, digits: &str) -> Result<Vec<ObjectId>> {
        let Some((first, last)) = bounds(digits) else {
            return Ok(Vec::new());
        };
        let mut find = self.db.prepare_cached(
            "SELECT object FROM fact WHERE sp = ? AND kind = ? AND object BETWEEN ? AND ? ORDER BY object LIMIT ?",
        )?;
        let rows = find.query_map(params![sp.0, kind, first, last, FOUND], |row| {
            row.get(0).map(ObjectId)
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// How far the own envelope of a record that waits has come: none once the log has it.
    pub fn out_state_of(&self, head: &Head) -> Result<Option<super::OutState>> {
        let (None, Some(en)) = (head.place, head.en) else {
            return Ok(None);
        };
        Ok(self.own_entry(en)?.map(|own| own.state))
    }
}

impl Tx<'_> {
    /// Whether heads say different things: equal words by two people are no conflict.
    fn differ(&self, sp: Sp, heads: &[Head]) -> Result<bool> {
        if heads.len() < 2 {
            return Ok(false);
        }
        let mut said = BTreeSet::new();
        for head in heads {
            let bytes = head.item_bytes();
            let opened = self.opened(sp, &Item::read(&bytes)?)?;
            said.insert((
                head.kind,
                opened.map_or_else(|| head.body.clone(), |opened| opened.to_vec()),
            ));
        }
        Ok(said.len() > 1)
    }

    /// Makes the row of one object again. A head that is a tombstone ends the object for whoever reads it, and so does the
    /// erasure of its unit.
    pub(super) fn project_fact(&self, sp: Sp, object: &ObjectId) -> Result<()> {
        let heads = self.heads(sp, object)?;
        let unit = heads.last().and_then(|shown| shown.unit);
        let erased = unit.map(|unit| self.is_erased(sp, &unit)).transpose()?;
        let ended = erased == Some(true) || heads.iter().any(|head| head.kind == kind::TOMBSTONE);
        let Some(shown) = heads.last().filter(|_| !ended) else {
            if ended {
                self.forget_media(sp, object)?;
            }
            self.forget_conflict(sp, object, Sort::Fact)?;
            self.db
                .prepare_cached("DELETE FROM fact WHERE sp = ? AND object = ?")?
                .execute((sp.0, object.0))?;
            // Of what was there the heads say nothing any more.
            let by = heads.last().map(|end| -> Result<_> {
                let bytes = end.item_bytes();
                Ok((end.ord, int(Item::read(&bytes)?.meta.at_ms)))
            });
            return self.note_open_heads(sp, by.transpose()?);
        };
        let place = match shown.place {
            Some((seq, _)) => int(seq).min(WAITS - 1),
            None => WAITS.saturating_add(shown.en.unwrap_or(0)),
        };
        let bytes = shown.item_bytes();
        let item = Item::read(&bytes)?;
        let at_ms = int(item.meta.at_ms);
        let counted = match shown.kind {
            kind::CHECK => self
                .opened(sp, &item)?
                .and_then(|payload| Check::read(&payload).ok()),
            _ => None,
        };
        match counted.and_then(|check| check.head()) {
            // What devices say of one head stands in several objects.
            Some(head) => self.note_heads(sp, &head, shown.ord, at_ms)?,
            None => {
                let stands = self.differ(sp, &heads)?;
                self.note_conflict((sp, object), Sort::Fact, stands, || Ok((Some(shown.ord), at_ms)))?;
            }
        }
        let of_people = |head: &Head| matches!(head.kind, kind::CONSENT | kind::MEDIA);
        if heads.iter().any(of_people) {
            self.consents.set(true);
        }
        if shown.kind == kind::CONSENT
            && let (Some(unit), Some(payload)) = (&shown.unit, self.opened(sp, &item)?)
            && let Ok(consent) = Consent::read(&payload)
        {
            // It is forgotten with the person, also where no document of theirs is here.
            self.set_unit_person(sp, unit, &consent.person.0)?;
        }
        if shown.kind == kind::MEDIA {
            // The end that this device said did not come to be.
            self.drop_discards(sp, object)?;
            if let Some(payload) = self.opened(sp, &item)? {
                self.project_media(sp, object, shown.unit, &payload)?;
            }
        }
        self.db
            .prepare_cached(
                "INSERT INTO fact(sp, object, kind, place, at_ms, heads) VALUES(?, ?, ?, ?, ?, ?)
                 ON CONFLICT(sp, object) DO UPDATE SET kind = excluded.kind, place = excluded.place,
                     at_ms = excluded.at_ms, heads = excluded.heads",
            )?
            .execute(params![
                sp.0,
                object.0,
                shown.kind,
                place,
                at_ms,
                size(heads.len())
            ])?;
        Ok(())
    }
}

fn read(row: &Row<'_>) -> Result<FactRow> {
    Ok(FactRow {
        object: ObjectId(row.get(0)?),
        kind: narrow(row.get(1)?, TABLE)?,
        place: row.get(2)?,
        at_ms: row.get(3)?,
        heads: narrow(row.get(4)?, TABLE)?,
    })
}
