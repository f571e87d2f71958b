//! What goes from phone to phone: the envelopes that can be handed on, and those of others that came so and are in no log
//! yet. The latter are pending like own ones: rows beside what is confirmed, which go again without a trace.

use ekin_protocol::envelope::Items;
use ekin_protocol::id::{ContentId, Incarnation, ObjectId, Ord, Short, Signature};
use rusqlite::{OptionalExtension, Row, params};

use super::column::{int, narrow, size, uint};
use super::error::{Result, StoreError};
use super::store::{Read, Sp, Tx};
use ekin_protocol::hash::first16;

const TABLE: &str = "carried";

/// An envelope of another member by its place in its chain.
pub(super) const FIND_CARRIED: &str =
    "SELECT e.en FROM entry e INDEXED BY entry_life CROSS JOIN carried c ON c.en = e.en
    WHERE e.sp = ? AND e.ord = ? AND e.incarnation = ? AND e.dev_seq = ? AND e.content_id = ?";

/// Envelopes of others out of the log whose items are kept to be handed on, newest first: with [`KEPT_ITEMS`], 64 MiB.
const KEPT: u32 = 1024;
/// Items of such an envelope, at most, in bytes.
const KEPT_ITEMS: usize = 64 << 10;

/// An envelope that another member signed and that is in no log yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CarriedEntry {
    /// Its number here: what came later has a greater one.
    pub en: i64,
    /// Its author.
    pub ord: Ord,
    /// The author's life.
    pub incarnation: Incarnation,
    /// Its place in that life's chain.
    pub dev_seq: u64,
    /// What was signed for.
    pub content_id: ContentId,
    /// The statement as it travelled.
    pub statement: Vec<u8>,
    /// The author's signature.
    pub sig: Signature,
    /// CBOR array of its items.
    pub items: Vec<u8>,
    /// Not to be sent before this time of the device's clock, ms since 1970.
    pub not_before: i64,
}

/// An envelope that can be handed on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handed {
    /// Its number here.
    pub en: i64,
    /// Its author.
    pub ord: Ord,
    /// The author's life.
    pub incarnation: Incarnation,
    /// Its place in that life's chain.
    pub dev_seq: u64,
    /// What is signed for.
    pub content_id: ContentId,
    /// Statement and signature; none for an own one that never left this device.
    pub signed: Option<(Vec<u8>, Signature)>,
    /// CBOR array of its items.
    pub items: Vec<u8>,
}

/// An envelope that came, checked.
#[derive(Clone, Copy, Debug)]
pub struct NewCarried<'a> {
    /// Its author.
    pub ord: Ord,
    /// The author's life.
    pub incarnation: Incarnation,
    /// Its place in that life's chain.
    pub dev_seq: u64,
    /// What was signed for.
    pub content_id: ContentId,
    /// The statement as it travelled.
    pub statement: &'a [u8],
    /// The author's signature.
    pub sig: Signature,
    /// CBOR array of its items.
    pub items: &'a [u8],
}

/// How far one chain is here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reach {
    /// The author.
    pub ord: Ord,
    /// The life.
    pub incarnation: Incarnation,
    /// Its last place here.
    pub dev_seq: u64,
    /// The content there, shortened.
    pub last: Short,
}

const COLUMNS: &str = "e.en, e.ord, e.incarnation, e.dev_seq, e.content_id, e.statement, e.sig, e.items";
/// Of an own entry: neither refused, nor in a life that is over and will be written anew.
const GOES: &str = "(e.seq IS NOT NULL OR e.own = 0 AND c.state = 0
    OR e.own = 1 AND o.state <> 3 AND e.incarnation = s.incarnation)";
const FROM: &str = "entry e JOIN space s ON s.sp = e.sp LEFT JOIN carried c ON c.en = e.en LEFT JOIN outbox o ON o.en = e.en";

impl Read<'_> {
    /// Envelopes of others that are in no log yet, in the order in which they came.
    pub fn carried(&self, sp: Sp) -> Result<Vec<CarriedEntry>> {
        self.carried_in(sp, 0)
    }

    /// Those that are void, and that own envelopes which wait may be built on.
    pub fn void_carried(&self, sp: Sp) -> Result<Vec<CarriedEntry>> {
        let mut void = self.carried_in(sp, 1)?;
        void.extend(self.carried_in(sp, 2)?);
        Ok(void)
    }

    /// Those that became void and whose followers were not looked after.
    pub fn newly_void(&self, sp: Sp) -> Result<Vec<CarriedEntry>> {
        self.carried_in(sp, 1)
    }

    fn carried_in(&self, sp: Sp, state: i64) -> Result<Vec<CarriedEntry>> {
        let mut find = self.db.prepare_cached(&format!(
            "SELECT {COLUMNS}, c.not_before FROM carried c JOIN entry e ON e.en = c.en
             WHERE c.sp = ?1 AND c.state = ?2 AND (?2 <> 0 OR e.seq IS NULL) ORDER BY c.en"
        ))?;
        let mut rows = find.query((sp.0, state))?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(read(row)?);
        }
        Ok(found)
    }

    /// How many envelopes of others wait for a log, and the bytes of their items.
    pub fn carried_size(&self, sp: Sp) -> Result<(u64, u64)> {
        let mut count = self
            .db
            .prepare_cached("SELECT count(*), coalesce(sum(bytes), 0) FROM carried WHERE sp = ?")?;
        Ok(count.query_row([sp.0], |row| Ok((uint(row.get(0)?), uint(row.get(1)?))))?)
    }

    /// The oldest envelope of others that waits for a log.
    pub fn first_carried(&self, sp: Sp) -> Result<Option<i64>> {
        let mut find = self.db.prepare_cached(
            "SELECT c.en FROM carried c JOIN entry e ON e.en = c.en
                 WHERE c.sp = ? AND c.state = 0 AND e.seq IS NULL ORDER BY c.en LIMIT 1",
        )?;
        Ok(find.query_row([sp.0], |row| row.get(0)).optional()?)
    }

    /// Whose changes of a document came from a phone and are in no log yet: the last one's author.
    pub fn carried_by(&self, sp: Sp, object: &ObjectId) -> Result<Option<Ord>> {
        let mut find = self.db.prepare_cached(
            "SELECT e.ord FROM pending_change p JOIN entry e ON e.en = p.en
             WHERE p.sp = ? AND p.object = ? AND e.own = 0 ORDER BY p.en DESC LIMIT 1",
        )?;
        let ord = find.query_row((sp.0, object.0), |row| row.get::<_, i64>(0));
        ord.optional()?.map(|ord| narrow(ord, TABLE)).transpose()
    }

    /// The number of an envelope of another member that is in no log yet, known by its chain and content.
    pub fn find_carried(
        &self,
        sp: Sp,
        (ord, incarnation): (Ord, &Incarnation),
        dev_seq: u64,
        content: &ContentId,
    ) -> Result<Option<i64>> {
        let mut find = self.db.prepare_cached(FIND_CARRIED)?;
        let known = params![sp.0, ord, incarnation.0, int(dev_seq), content.0];
        Ok(find.query_row(known, |row| row.get(0)).optional()?)
    }

    /// What is here at a place of a chain, logged or not; what is void does not count.
    pub fn content_at(
        &self,
        sp: Sp,
        (ord, incarnation): (Ord, &Incarnation),
        dev_seq: u64,
    ) -> Result<Option<ContentId>> {
        let mut find = self.db.prepare_cached(&format!(
            "SELECT e.content_id FROM {FROM}
             WHERE e.sp = ? AND e.ord = ? AND e.incarnation = ? AND e.dev_seq = ? AND {GOES} LIMIT 1"
        ))?;
        let place = params![sp.0, ord, incarnation.0, int(dev_seq)];
        Ok(find
            .query_row(place, |row| row.get(0).map(ContentId))
            .optional()?)
    }

    /// How far each chain is here, logged or not; at most `limit`, those with the newest places.
    pub fn reaches(&self, sp: Sp, limit: usize) -> Result<Vec<Reach>> {
        let mut find = self.db.prepare_cached(&format!(
            "SELECT e.ord, e.incarnation, max(e.dev_seq), e.content_id FROM {FROM}
             WHERE e.sp = ? AND {GOES} GROUP BY e.ord, e.incarnation ORDER BY max(e.en) DESC LIMIT ?"
        ))?;
        let mut rows = find.query(params![sp.0, size(limit)])?;
        let mut reaches = Vec::new();
        while let Some(row) = rows.next()? {
            reaches.push(Reach {
                ord: narrow(row.get(0)?, TABLE)?,
                incarnation: Incarnation(row.get(1)?),
                dev_seq: uint(row.get(2)?),
                last: Short(first16(&row.get(3)?)),
            });
        }
        Ok(reaches)
    }

    /// Envelopes that can be handed on, in the order in which they came here; at most `limit`, after a number.
    pub fn handed(&self, sp: Sp, after: i64, limit: u32) -> Result<Vec<Handed>> {
        let mut find = self.db.prepare_cached(&format!(
            "SELECT {COLUMNS} FROM {FROM}
             WHERE e.sp = ? AND e.en > ? AND e.items IS NOT NULL AND {GOES} ORDER BY e.en LIMIT ?"
        ))?;
        let mut rows = find.query(params![sp.0, after, limit])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let statement: Option<Vec<u8>> = row.get(5)?;
            let sig: Option<[u8; 64]> = row.get(6)?;
            found.push(Handed {
                en: row.get(0)?,
                ord: narrow(row.get(1)?, TABLE)?,
                incarnation: Incarnation(row.get(2)?),
                dev_seq: uint(row.get(3)?),
                content_id: ContentId(row.get(4)?),
                signed: statement.zip(sig.map(Signature)),
                items: row.get(7)?,
            });
        }
        Ok(found)
    }

    /// Statement and signature under which an own envelope left this device, if it did.
    pub fn own_signed(&self, en: i64) -> Result<Option<(Vec<u8>, Signature)>> {
        let mut find = self
            .db
            .prepare_cached("SELECT statement, sig FROM entry WHERE en = ? AND statement IS NOT NULL")?;
        let signed = find.query_row([en], |row| Ok((row.get(0)?, Signature(row.get(1)?))));
        Ok(signed.optional()?)
    }
}

impl Tx<'_> {
    /// Keeps an envelope that came from a phone: its items become rows that are pending. Gives its number.
    pub fn put_carried(&self, sp: Sp, new: &NewCarried<'_>) -> Result<i64> {
        let items = Items::read(new.items.to_vec()).map_err(|_| StoreError::Row { table: TABLE })?;
        self.db
            .prepare_cached(
                "INSERT INTO entry(sp, ord, incarnation, dev_seq, content_id, statement, sig, items)
                 VALUES(?, ?, ?, ?, ?, ?, ?, ?)",
            )?
            .execute(params![
                sp.0,
                new.ord,
                new.incarnation.0,
                int(new.dev_seq),
                new.content_id.0,
                new.statement,
                new.sig.0,
                new.items
            ])?;
        let en = self.db.last_insert_rowid();
        self.db
            .prepare_cached("INSERT INTO carried(en, sp, bytes) VALUES(?, ?, ?)")?
            .execute((en, sp.0, size(new.items.len())))?;
        self.put_rows(sp, new.ord, en, items.bytes())?;
        Ok(en)
    }

    /// The log took it, and what is inside cannot be taken yet, or never: the chain goes on, the rows stay as they are.
    pub fn admit_carried(&self, en: i64, seq: u64, t_ms: u64) -> Result<()> {
        self.db
            .prepare_cached("UPDATE entry SET seq = ?, t_ms = ? WHERE en = ?")?
            .execute((int(seq), int(t_ms), en))?;
        Ok(())
    }

    /// An own envelope leaves this device for another phone under this statement, and will for the relay.
    pub fn set_signed(&self, en: i64, statement: &[u8], sig: &Signature) -> Result<()> {
        self.db
            .prepare_cached("UPDATE entry SET statement = ?, sig = ? WHERE en = ?")?
            .execute(params![statement, sig.0, en])?;
        Ok(())
    }

    /// An envelope of another member will not come to be: its rows go, its items stay until what was built on it is
    /// looked after ([`Tx::settle_void`], [`Tx::purge_void`]).
    pub fn void_carried_entry(&self, en: i64) -> Result<()> {
        self.forget_rows(en)?;
        self.db
            .prepare_cached("UPDATE carried SET state = 1 WHERE en = ? AND state = 0")?
            .execute([en])?;
        Ok(())
    }

    /// The same for all of an author's that a test picks.
    pub fn void_carried_of(
        &self,
        sp: Sp,
        ord: Ord,
        mut which: impl FnMut(&CarriedEntry) -> bool,
    ) -> Result<()> {
        if self.first_carried(sp)?.is_none() {
            return Ok(());
        }
        for entry in self.carried(sp)? {
            if entry.ord == ord && which(&entry) {
                self.void_carried_entry(entry.en)?;
            }
        }
        Ok(())
    }

    /// What was built on this void envelope was looked after.
    pub fn settle_void(&self, en: i64) -> Result<()> {
        self.db
            .prepare_cached("UPDATE carried SET state = 2 WHERE en = ? AND state = 1")?
            .execute([en])?;
        Ok(())
    }

    /// Nothing that waits is built on void envelopes any more: they go.
    pub fn purge_void(&self, sp: Sp) -> Result<()> {
        self.db
            .prepare_cached(
                "DELETE FROM entry WHERE seq IS NULL AND en IN (SELECT en FROM carried WHERE sp = ? AND state = 2)",
            )?
            .execute([sp.0])?;
        self.db
            .prepare_cached("DELETE FROM carried WHERE sp = ? AND state = 2")?
            .execute([sp.0])?;
        Ok(())
    }

    /// The relay takes it later: not before this time of the device's clock.
    pub fn delay_carried(&self, en: i64, not_before: i64) -> Result<()> {
        self.db
            .prepare_cached("UPDATE carried SET not_before = ? WHERE en = ?")?
            .execute((not_before, en))?;
        Ok(())
    }

    /// Keeps the items of an envelope that another member logged, so that it can be handed on: the newest, not too large.
    pub fn keep_items(&self, sp: Sp, en: i64, items: &[u8]) -> Result<()> {
        if items.len() > KEPT_ITEMS {
            return Ok(());
        }
        self.db
            .prepare_cached("UPDATE entry SET items = ? WHERE en = ? AND own = 0")?
            .execute(params![items, en])?;
        self.db
            .prepare_cached(
                "UPDATE entry SET items = NULL WHERE en IN (SELECT en FROM entry INDEXED BY entry_kept
                 WHERE sp = ? AND own = 0 AND seq IS NOT NULL AND items IS NOT NULL ORDER BY seq DESC LIMIT 1 OFFSET ?)",
            )?
            .execute((sp.0, KEPT))?;
        Ok(())
    }
}

fn read(row: &Row<'_>) -> Result<CarriedEntry> {
    let items: Option<Vec<u8>> = row.get(7)?;
    Ok(CarriedEntry {
        en: row.get(0)?,
        ord: narrow(row.get(1)?, TABLE)?,
        incarnation: Incarnation(row.get(2)?),
        dev_seq: uint(row.get(3)?),
        content_id: ContentId(row.get(4)?),
        statement: row.get(5)?,
        sig: Signature(row.get(6)?),
        items: items.ok_or(StoreError::Row { table: TABLE })?,
        not_before: row.get(8)?,
    })
}
