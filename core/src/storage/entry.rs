//! Entries of the log that hold envelopes: whose, where, and what signs them.

use ekin_protocol::id::{ContentId, Incarnation, Ord, Signature};
use rusqlite::{OptionalExtension, params};

use super::column::{int, narrow, uint};
use super::error::Result;
use super::store::{Read, Sp, Tx};

const TABLE: &str = "entry";

/// An own envelope by its place in its chain.
pub(super) const FIND_OWN: &str = "SELECT en FROM entry INDEXED BY entry_life
    WHERE sp = ? AND ord = ? AND incarnation = ? AND dev_seq = ? AND content_id = ? AND own = 1";

/// An envelope at its place in the log.
#[derive(Clone, Copy, Debug)]
pub struct Logged<'a> {
    /// Its place.
    pub seq: u64,
    /// Its time there, ms since 1970.
    pub t_ms: u64,
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
}

/// What the store keeps of an envelope in the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredEntry {
    /// Its number here.
    pub en: i64,
    /// Its place in the log.
    pub seq: u64,
    /// Its time there, ms since 1970.
    pub t_ms: u64,
    /// Its author.
    pub ord: Ord,
    /// What was signed for.
    pub content_id: ContentId,
    /// The statement as it travelled.
    pub statement: Vec<u8>,
    /// The author's signature.
    pub sig: Signature,
}

impl Read<'_> {
    /// The envelope at a place of the log, when it is here.
    pub fn entry_at(&self, sp: Sp, seq: u64) -> Result<Option<StoredEntry>> {
        let mut find = self.db.prepare_cached(
            "SELECT en, seq, t_ms, ord, content_id, statement, sig FROM entry WHERE sp = ? AND seq = ?",
        )?;
        let mut rows = find.query((sp.0, int(seq)))?;
        let Some(row) = rows.next()? else { return Ok(None) };
        Ok(Some(StoredEntry {
            en: row.get(0)?,
            seq: uint(row.get(1)?),
            t_ms: uint(row.get(2)?),
            ord: narrow(row.get(3)?, TABLE)?,
            content_id: ContentId(row.get(4)?),
            statement: row.get(5)?,
            sig: Signature(row.get(6)?),
        }))
    }

    /// The number of the last envelope that is here: those that come later have greater ones.
    pub fn last_entry(&self) -> Result<i64> {
        let mut find = self.db.prepare_cached("SELECT coalesce(max(en), 0) FROM entry")?;
        Ok(find.query_row([], |row| row.get(0))?)
    }

    /// How many envelopes of others a space's log brought after that number.
    pub fn came_after(&self, sp: Sp, en: i64) -> Result<u64> {
        let mut count = self.db.prepare_cached(
            "SELECT count(*) FROM entry WHERE sp = ? AND en > ? AND own = 0 AND seq IS NOT NULL",
        )?;
        Ok(count.query_row((sp.0, en), |row| row.get(0).map(uint))?)
    }

    /// The lives of every author whose envelopes are here.
    pub fn lives(&self, sp: Sp) -> Result<Vec<(Ord, Incarnation)>> {
        let mut find = self.db.prepare_cached(
            "SELECT ord, incarnation FROM entry WHERE sp = ?1
                 UNION SELECT ord, incarnation FROM chain WHERE sp = ?1",
        )?;
        let mut rows = find.query([sp.0])?;
        let mut lives = Vec::new();
        while let Some(row) = rows.next()? {
            lives.push((narrow(row.get(0)?, TABLE)?, Incarnation(row.get(1)?)));
        }
        Ok(lives)
    }

    /// The lives of one author of which the log has envelopes.
    pub fn logged_lives(&self, sp: Sp, ord: Ord) -> Result<Vec<Incarnation>> {
        let mut find = self.db.prepare_cached(
            "SELECT incarnation FROM entry WHERE sp = ?1 AND ord = ?2 AND seq IS NOT NULL
             UNION SELECT incarnation FROM chain WHERE sp = ?1 AND ord = ?2 AND dev_seq > 0",
        )?;
        let lives = find.query_map((sp.0, ord), |row| row.get(0).map(Incarnation))?;
        Ok(lives.collect::<rusqlite::Result<_>>()?)
    }

    /// How many envelopes of the log are here.
    pub fn logged_entries(&self, sp: Sp) -> Result<u64> {
        let mut count = self
            .db
            .prepare_cached("SELECT count(*) FROM entry WHERE sp = ? AND seq IS NOT NULL")?;
        Ok(count.query_row([sp.0], |row| row.get(0).map(uint))?)
    }
}

impl Tx<'_> {
    /// Stores an envelope of the log, once; gives its number.
    pub fn add_entry(&self, sp: Sp, entry: &Logged<'_>) -> Result<i64> {
        let added = self
            .db
            .prepare_cached(
                "INSERT INTO entry(sp, seq, t_ms, ord, incarnation, dev_seq, content_id, statement, sig)
                 VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
            )?
            .execute(params![
                sp.0,
                int(entry.seq),
                int(entry.t_ms),
                entry.ord,
                entry.incarnation.0,
                int(entry.dev_seq),
                entry.content_id.0,
                entry.statement,
                entry.sig.0
            ])?;
        if added == 1 {
            return Ok(self.db.last_insert_rowid());
        }
        let mut find = self
            .db
            .prepare_cached("SELECT en FROM entry WHERE sp = ? AND seq = ?")?;
        Ok(find.query_row((sp.0, int(entry.seq)), |row| row.get(0))?)
    }

    /// Entries past this place are no longer in the log (the relay was restored): own ones become unlogged and
    /// *once received*, others go with their records. The caller folds the log again from there, or takes a pack.
    pub fn cut_entries(&self, sp: Sp, after: u64) -> Result<()> {
        let mut objects = self
            .db
            .prepare("SELECT DISTINCT object FROM record WHERE sp = ? AND seq > ?")?;
        let mut rows = objects.query((sp.0, int(after)))?;
        while let Some(row) = rows.next()? {
            self.mark_dirty(sp, &ekin_protocol::id::ObjectId(row.get(0)?));
        }
        drop(rows);
        let cut = (sp.0, int(after));
        self.db
            .execute("DELETE FROM record WHERE sp = ? AND seq > ?", cut)?;
        // An own one without its items is in a backup, and so cannot be past the place of a restored relay; were it
        // so all the same, there is nothing left to send.
        self.db.execute(
            "DELETE FROM entry WHERE sp = ? AND seq > ? AND (own = 0 OR items IS NULL)",
            cut,
        )?;
        let mut own = self
            .db
            .prepare("SELECT en FROM entry WHERE sp = ? AND seq > ? ORDER BY en")?;
        let own = own
            .query_map(cut, |row| row.get(0))?
            .collect::<rusqlite::Result<Vec<i64>>>()?;
        for en in own {
            self.unlog(sp, en)?;
        }
        Ok(())
    }

    /// The number of an own envelope, known by its chain and content.
    pub fn find_own(
        &self,
        sp: Sp,
        (ord, incarnation): (Ord, &Incarnation),
        dev_seq: u64,
        content: &ContentId,
    ) -> Result<Option<i64>> {
        let mut find = self.db.prepare_cached(FIND_OWN)?;
        let known = params![sp.0, ord, incarnation.0, int(dev_seq), content.0];
        Ok(find.query_row(known, |row| row.get(0)).optional()?)
    }
}
