//! What an `erase` record does here (protocol 11), in the transaction in which it is logged.

use std::collections::BTreeSet;

use ekin_protocol::id::SpaceId;
use ekin_protocol::membership::Erase;
use rusqlite::{Connection, OptionalExtension, params};

use super::beside::{self, bid};
use super::column::{bits, key, seq_of};
use super::ledger::Shelf;
use super::operate;
use crate::storage::Result;

/// Whether a unit or a blob was erased in a space.
pub(super) fn is_erased(conn: &Connection, sid: i64, id: &[u8]) -> Result<bool> {
    let mut find = conn.prepare_cached("SELECT 1 FROM erased WHERE sid = ?1 AND id = ?2")?;
    Ok(find.query_row(params![sid, id], |_| Ok(())).optional()?.is_some())
}

impl Shelf<'_> {
    /// Forgets slots and blobs, so that they do not come back; of public objects the payloads of what is dead.
    pub(super) fn erase(&self, space: &SpaceId, erase: &Erase) -> Result<()> {
        let gone = |id: &[u8]| {
            self.tx
                .prepare_cached("INSERT OR IGNORE INTO erased (sid, id) VALUES (?1, ?2)")?
                .execute(params![self.sid, id])
        };
        for unit in &erase.units {
            gone(unit)?;
            self.tx
                .prepare_cached("DELETE FROM slot WHERE sid = ?1 AND unit = ?2")?
                .execute(params![self.sid, unit])?;
        }
        for blob in &erase.blobs {
            gone(&blob.0)?;
            if let Some(bid) = bid(self.tx, space, &blob.0)? {
                beside::forget(self.tx, bid)?;
            }
        }
        self.erase_dead_of(erase)
    }

    fn erase_dead_of(&self, erase: &Erase) -> Result<()> {
        let objects: BTreeSet<_> = erase.objects.iter().collect();
        if objects.is_empty() {
            return Ok(());
        }
        let mut find = self.tx.prepare_cached(
            "SELECT due.t_ms, due.k, due.n FROM due JOIN life USING (k)
             WHERE due.k BETWEEN ?1 AND ?2 AND life.kept >> due.n & 1 = 0",
        )?;
        let due = find
            .query_map([key(self.sid, 0), key(self.sid, u64::MAX)], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?))
            })?
            .collect::<rusqlite::Result<Vec<(i64, i64, u8)>>>()?;
        let mut dead = Vec::new();
        for (t_ms, k, n) in due {
            let item = self.item(seq_of(k), n)?;
            if item.is_some_and(|(object, _)| objects.contains(&object)) {
                self.tx
                    .prepare_cached("UPDATE life SET erased = erased | ?2 WHERE k = ?1")?
                    .execute(params![k, bits(1 << n)])?;
                dead.push((t_ms, k, n));
            }
        }
        operate::erase_payloads(self.tx, &dead)
    }
}
