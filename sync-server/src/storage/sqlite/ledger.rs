//! What admission asks and says, in SQL.

use ekin_protocol::id::{EnvelopeId, Incarnation, ItemHash, ObjectId, Ord, RecordId, Short};
use rusqlite::{OptionalExtension, Row, Transaction, params};

use super::column::{bits, id, int, key, seq_of, uint};
use crate::admit::{Change, Held, Ledger, Logged, SpaceState, Step};
use crate::storage::{Result, StorageError};

/// One space inside a transaction.
pub(super) struct Shelf<'t> {
    tx: &'t Transaction<'t>,
    sid: i64,
}

impl<'t> Shelf<'t> {
    /// The space with this local number.
    pub(super) fn new(tx: &'t Transaction<'t>, sid: i64) -> Self {
        Self { tx, sid }
    }

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

    fn change(&self, step: &Step, change: &Change) -> Result<()> {
        match change {
            Change::Insert {
                object,
                hash,
                n,
                kind,
                live,
            } => {
                self.run(
                    "INSERT INTO record (sid, object, item_hash, seq, n, kind, t_ms, live)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                    params![
                        self.sid,
                        object.0,
                        hash.0,
                        int(step.seq),
                        n,
                        kind,
                        int(step.t_ms),
                        live
                    ],
                )?;
                if *live {
                    Ok(())
                } else {
                    self.mark_dead(step.t_ms, (step.seq, *n))
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
                    "UPDATE record SET live = 0 WHERE sid = ?1 AND object = ?2 AND item_hash = ?3",
                    params![self.sid, object.0, hash.0],
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
        self.one(
            "SELECT last_seq, last16 FROM chain WHERE sid = ?1 AND ord = ?2 AND incarnation = ?3",
            params![self.sid, ord, life.0],
            |row| Ok((uint(row.get(0)?), id(blob(row, 1)?, "chain")?)),
        )
    }

    fn newest(&mut self, ord: Ord) -> Result<Option<Incarnation>> {
        self.one(
            "SELECT incarnation FROM chain WHERE sid = ?1 AND ord = ?2 ORDER BY seen_seq DESC LIMIT 1",
            params![self.sid, ord],
            |row| id(blob(row, 0)?, "chain"),
        )
    }

    fn view(&mut self, seq: u64) -> Result<Option<Short>> {
        self.one(
            "SELECT view16 FROM log WHERE k = ?1",
            [key(self.sid, seq)],
            |row| id(blob(row, 0)?, "view"),
        )
    }

    fn record(&mut self, object: &ObjectId, name: &Short) -> Result<Option<Held>> {
        let from = [name.0, [0; 16]].concat();
        let to = [name.0, [255; 16]].concat();
        self.one(
            "SELECT item_hash, seq, n, live FROM record
             WHERE sid = ?1 AND object = ?2 AND item_hash BETWEEN ?3 AND ?4",
            params![self.sid, object.0, from, to],
            read_held,
        )
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
        let mut query = self.tx.prepare_cached(
            "SELECT item_hash, seq, n, live, object FROM record
             WHERE sid = ?1 AND kind = 44 AND live = 1 AND t_ms < ?2 ORDER BY object, item_hash",
        )?;
        let mut rows = query.query(params![self.sid, int(t_ms)])?;
        let mut old = Vec::new();
        while let Some(row) = rows.next()? {
            old.push((id(blob(row, 4)?, "record")?, read_held(row)?));
        }
        Ok(old)
    }

    fn oldest_tombstone(&mut self) -> Result<Option<u64>> {
        let oldest: Option<i64> = self
            .tx
            .prepare_cached("SELECT min(t_ms) FROM record WHERE sid = ?1 AND kind = 44 AND live = 1")?
            .query_row([self.sid], |row| row.get(0))
            .optional()?
            .flatten();
        Ok(oldest.map(uint))
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
            self.run(
                "INSERT INTO chain (sid, ord, incarnation, last_seq, last16, seen_seq)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)
                 ON CONFLICT DO UPDATE SET last_seq = ?4, last16 = ?5, seen_seq = ?6",
                params![
                    self.sid,
                    author.ord,
                    author.incarnation.0,
                    int(author.dev_seq),
                    author.content_id.short().0,
                    int(step.seq),
                ],
            )?;
            self.run(
                "INSERT INTO life (k, items, bytes, dead, kept) VALUES (?1, ?2, ?3, 0, 0)",
                params![k, step.items, step.body.len() as i64],
            )?;
        }
        step.changes
            .iter()
            .try_for_each(|change| self.change(step, change))
    }
}

fn read_held(row: &Row<'_>) -> Result<Held> {
    Ok(Held {
        hash: id::<ItemHash>(blob(row, 0)?, "record")?,
        seq: uint(row.get(1)?),
        n: row.get(2)?,
        live: row.get(3)?,
    })
}
