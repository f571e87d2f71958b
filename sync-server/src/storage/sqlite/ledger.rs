//! What admission asks and says, in SQL.

use std::collections::BTreeSet;

use ekin_protocol::entry::Notice;
use ekin_protocol::id::{EnvelopeId, Incarnation, Instance, ObjectId, Ord, RecordId, Short};
use ekin_protocol::item::kind;
use rusqlite::{OptionalExtension, Row, Transaction, params};

use super::column::{bits, id, int, key, seq_of, uint};
use super::names::{self, Names};
use crate::admit::{Change, Held, Ledger, Logged, SpaceState, Step};
use crate::storage::chains::{Chains, End};
use crate::storage::{Result, StorageError};

/// One space inside a transaction.
pub(super) struct Shelf<'t> {
    pub(super) tx: &'t Transaction<'t>,
    pub(super) sid: i64,
    pub(super) names: &'t mut Names,
    pub(super) chains: &'t mut Chains,
    /// Chains whose rows are written when the batch is.
    pub(super) longer: &'t mut BTreeSet<(Ord, Incarnation)>,
}

impl Shelf<'_> {
    fn one<T>(
        &self,
        sql: &str,
        params: impl rusqlite::Params,
        read: impl FnOnce(&Row<'_>) -> Result<T>,
    ) -> Result<Option<T>> {
        let mut query = self.tx.prepare_cached(sql)?;
        let mut rows = query.query(params)?;
        rows.next()?.map(read).transpose()
    }

    fn run(&self, sql: &str, params: impl rusqlite::Params) -> Result<()> {
        self.tx.prepare_cached(sql)?.execute(params)?;
        Ok(())
    }

    fn mark_dead(&self, t_ms: u64, (seq, n): (u64, u8)) -> Result<()> {
        let k = key(self.sid, seq);
        self.run(
            "UPDATE life SET dead = dead | ?2 WHERE k = ?1",
            params![k, bits(1 << n)],
        )?;
        self.run(
            "INSERT OR IGNORE INTO due (t_ms, k, n) VALUES (?1, ?2, ?3)",
            params![int(t_ms), k, n],
        )
    }

    /// The object and the hash of item `n` of the envelope at `seq`, and whether it lives.
    pub(super) fn item(&self, seq: u64, n: u8) -> Result<Option<(ObjectId, Held)>> {
        let found = self.one(
            "SELECT dead, names FROM life WHERE k = ?1",
            [key(self.sid, seq)],
            |row| {
                let live = row.get::<_, i64>(0)? >> n & 1 == 0;
                let item = names::read(blob(row, 1)?)?.nth(usize::from(n));
                Ok(item.map(|(object, hash)| (object, Held { hash, seq, n, live })))
            },
        )?;
        Ok(found.flatten())
    }

    fn change(&mut self, step: &Step, change: &Change) -> Result<()> {
        match change {
            Change::Insert {
                hash, n, kind, live, ..
            } => {
                self.names.insert(hash, step.seq, *n);
                match (*live, *kind) {
                    (true, kind::TOMBSTONE) => self.run(
                        "INSERT INTO tombstone (k, n, sid, t_ms) VALUES (?1, ?2, ?3, ?4)",
                        params![key(self.sid, step.seq), n, self.sid, int(step.t_ms)],
                    ),
                    (true, _) => Ok(()),
                    (false, _) => self.mark_dead(step.t_ms, (step.seq, *n)),
                }
            }
            Change::Copy { object, hash, n } => {
                self.run(
                    "INSERT INTO copy (sid, object, item_hash, seq, n) VALUES (?1, ?2, ?3, ?4, ?5)",
                    params![self.sid, object.0, hash.0, int(step.seq), n],
                )?;
                self.run(
                    "UPDATE life SET dead = dead | ?2 WHERE k = ?1",
                    params![key(self.sid, step.seq), bits(1 << n)],
                )
            }
            Change::Kill { object, hash, seq, n } => {
                self.run(
                    "DELETE FROM tombstone WHERE k = ?1 AND n = ?2",
                    params![key(self.sid, *seq), n],
                )?;
                self.run(
                    "INSERT OR IGNORE INTO due (t_ms, k, n)
                     SELECT ?4, ?5 | seq, n FROM copy WHERE sid = ?1 AND object = ?2 AND item_hash = ?3",
                    params![self.sid, object.0, hash.0, int(step.t_ms), key(self.sid, 0)],
                )?;
                self.mark_dead(step.t_ms, (*seq, *n))
            }
            Change::Dangle { object, name, n } => {
                self.run(
                    "INSERT OR IGNORE INTO dangling (sid, object, name, seq, n) VALUES (?1, ?2, ?3, ?4, ?5)",
                    params![self.sid, object.0, name.0, int(step.seq), n],
                )?;
                self.run(
                    "UPDATE life SET kept = kept | ?2 WHERE k = ?1",
                    params![key(self.sid, step.seq), bits(1 << n)],
                )
            }
            Change::Settle { object, name } => self.settle(object, name),
        }
    }

    /// Forgets a name; who named only it needs not be kept in packs for it.
    fn settle(&self, object: &ObjectId, name: &Short) -> Result<()> {
        let mut query = self
            .tx
            .prepare_cached("SELECT seq, n FROM dangling WHERE sid = ?1 AND object = ?2 AND name = ?3")?;
        let by = query
            .query_map(params![self.sid, object.0, name.0], |row| {
                Ok((row.get::<_, i64>(0)?, row.get::<_, u8>(1)?))
            })?
            .collect::<rusqlite::Result<Vec<_>>>()?;
        self.run(
            "DELETE FROM dangling WHERE sid = ?1 AND object = ?2 AND name = ?3",
            params![self.sid, object.0, name.0],
        )?;
        for (seq, n) in by {
            let still = self.one(
                "SELECT 1 FROM dangling WHERE sid = ?1 AND seq = ?2 AND n = ?3",
                params![self.sid, seq, n],
                |_| Ok(()),
            )?;
            if still.is_none() {
                self.run(
                    "UPDATE life SET kept = kept & ~?2 WHERE k = ?1",
                    params![key(self.sid, uint(seq)), bits(1 << n)],
                )?;
            }
        }
        Ok(())
    }
}

fn blob<'r>(row: &'r Row<'_>, at: usize) -> Result<&'r [u8]> {
    Ok(row.get_ref(at)?.as_blob().unwrap_or_default())
}

impl Ledger for Shelf<'_> {
    type Error = StorageError;

    fn logged(&mut self, ord: Ord, life: &Incarnation, dev_seq: u64) -> Result<Option<Logged>> {
        // A chain has no gaps: what lies beyond its end is new.
        if self.chains.end(ord, life).is_none_or(|end| dev_seq > end.dev_seq) {
            return Ok(None);
        }
        self.one(
            "SELECT k, id, content_id FROM log
             WHERE k >> 40 = ?1 AND ord = ?2 AND incarnation = ?3 AND dev_seq = ?4",
            params![self.sid, ord, life.0, int(dev_seq)],
            |row| {
                Ok(Logged {
                    seq: seq_of(row.get(0)?),
                    id: id::<EnvelopeId>(blob(row, 1)?, "envelope")?,
                    content_id: id(blob(row, 2)?, "envelope")?,
                })
            },
        )
    }

    fn tip(&mut self, ord: Ord, life: &Incarnation) -> Result<Option<(u64, Short)>> {
        Ok(self.chains.end(ord, life).map(|end| (end.dev_seq, end.last)))
    }

    fn newest(&mut self, ord: Ord) -> Result<Option<Incarnation>> {
        Ok(self.chains.newest(ord))
    }

    fn told(&mut self, ord: Ord, life: &Incarnation) -> Result<u64> {
        Ok(self.chains.end(ord, life).map_or(0, |end| end.told))
    }

    fn view(&mut self, seq: u64) -> Result<Option<Short>> {
        self.one(
            "SELECT view16 FROM log WHERE k = ?1",
            [key(self.sid, seq)],
            |row| id(blob(row, 0)?, "view"),
        )
    }

    fn record(&mut self, object: &ObjectId, name: &Short) -> Result<Option<Held>> {
        for (seq, n) in self.names.places(name) {
            if let Some((of, held)) = self.item(seq, n)?
                && of == *object
                && held.hash.short() == *name
            {
                return Ok(Some(held));
            }
        }
        Ok(None)
    }

    fn dangling(&mut self, object: &ObjectId, name: &Short) -> Result<bool> {
        let found = self.one(
            "SELECT 1 FROM dangling WHERE sid = ?1 AND object = ?2 AND name = ?3",
            params![self.sid, object.0, name.0],
            |_| Ok(()),
        )?;
        Ok(found.is_some())
    }

    fn tombstones_before(&mut self, t_ms: u64) -> Result<Vec<(ObjectId, Held)>> {
        let mut query = self
            .tx
            .prepare_cached("SELECT k, n FROM tombstone WHERE sid = ?1 AND t_ms < ?2")?;
        let places = query
            .query_map(params![self.sid, int(t_ms)], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<rusqlite::Result<Vec<(i64, u8)>>>()?;
        let mut old = Vec::with_capacity(places.len());
        for (k, n) in places {
            old.extend(self.item(seq_of(k), n)?);
        }
        old.sort_unstable_by_key(|(object, held)| (*object, held.hash));
        Ok(old)
    }

    fn oldest_tombstone(&mut self) -> Result<Option<u64>> {
        let oldest: Option<i64> = self
            .tx
            .prepare_cached("SELECT min(t_ms) FROM tombstone WHERE sid = ?1")?
            .query_row([self.sid], |row| row.get(0))
            .optional()?
            .flatten();
        Ok(oldest.map(uint))
    }

    fn instance(&mut self) -> Result<Option<Instance>> {
        self.one(
            "SELECT body FROM log INDEXED BY log_member
             WHERE k BETWEEN ?1 AND ?2 AND kind IN (1, 2, 4) AND kind = 2 ORDER BY k DESC LIMIT 1",
            params![key(self.sid, 0), key(self.sid, u64::MAX)],
            |row| {
                let notice = Notice::read(blob(row, 0)?);
                let notice = notice.map_err(|_| StorageError::Damaged { what: "notice" })?;
                Ok(notice.instance)
            },
        )
    }

    fn member_record(&mut self, record: &RecordId) -> Result<Option<u64>> {
        self.one(
            "SELECT k FROM log INDEXED BY log_member
             WHERE k BETWEEN ?1 AND ?2 AND kind IN (1, 2, 4) AND kind <> 2 AND id = ?3",
            params![key(self.sid, 0), key(self.sid, u64::MAX), record.0],
            |row| Ok(seq_of(row.get(0)?)),
        )
    }

    fn keep(&mut self, step: &Step, _: &SpaceState) -> Result<()> {
        let k = key(self.sid, step.seq);
        let author = step.author.as_ref();
        self.run(
            "INSERT INTO log (k, t_ms, kind, id, r, view16, block, ord, incarnation, dev_seq, content_id, body)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
            params![
                k,
                int(step.t_ms),
                step.kind.code(),
                step.id,
                step.r.0,
                step.view.0,
                int(step.block),
                author.map(|author| author.ord),
                author.map(|author| author.incarnation.0),
                author.map(|author| int(author.dev_seq)),
                author.map(|author| author.content_id.0),
                step.body,
            ],
        )?;
        if let Some(author) = author {
            let end = End {
                dev_seq: author.dev_seq,
                last: author.content_id.short(),
                seen: step.seq,
                told: author.told,
            };
            self.chains.put(author.ord, author.incarnation, end);
            self.longer.insert((author.ord, author.incarnation));
        }
        if step.items > 0 {
            self.run(
                "INSERT INTO life (k, items, bytes, dead, kept, names) VALUES (?1, ?2, ?3, 0, 0, ?4)",
                params![k, step.items, step.body.len() as i64, names::write(&step.changes)],
            )?;
        }
        step.changes
            .iter()
            .try_for_each(|change| self.change(step, change))
    }
}
