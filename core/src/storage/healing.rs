//! What a relay may lose, and what it has lost (protocol 10): the log's places that some backup may lack as they travelled, and,
//! once it was restored, what it does not have any more, until the log has come back with it.

use ekin_protocol::head::{EntryKind, Head};
use ekin_protocol::heal::Link;
use ekin_protocol::id::{R, SignKey};
use rusqlite::{OptionalExtension, Row, params};

use super::column::{int, size, uint};
use super::error::{Result, StoreError};
use super::store::{Read, Sp, Tx};

const TABLE: &str = "lost";

/// Bytes of what is kept for relays, of all spaces together.
pub const KEPT_BYTES: u64 = 64 << 20;
/// Bytes to which it is brought down once it is more.
const LEFT_BYTES: u64 = KEPT_BYTES / 16 * 15;

/// One thing that the relay lost and that is still here, as it travelled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LostEntry {
    /// Its number: what came later in the log has a greater one.
    pub lo: i64,
    /// What it was.
    pub kind: EntryKind,
    /// A frame or a membership record.
    pub body: Vec<u8>,
    /// Whether the relay said that it is sealed under an older key.
    pub seal_again: bool,
}

/// What is kept of a space for its relay.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct KeptForRelay {
    /// Entries past the relay's last backup but one.
    pub entries: u64,
    /// Their bytes.
    pub bytes: u64,
    /// Whether some had to go for want of room.
    pub dropped: bool,
    /// Of what the relay lost, how many it does not have again yet.
    pub lost: u64,
}

impl Read<'_> {
    /// The newest head of the relay that this device's log reached.
    pub fn relay_head(&self, sp: Sp) -> Result<Option<Head>> {
        let mut find = self
            .db
            .prepare_cached("SELECT head FROM relay_word WHERE sp = ? AND head IS NOT NULL")?;
        let head: Option<Vec<u8>> = find.query_row([sp.0], |row| row.get(0)).optional()?;
        Ok(head.map(|head| Head::read(&head)).transpose()?)
    }

    /// The key of the relay that an owner has named and the log does not hold here yet.
    pub fn awaited_relay(&self, sp: Sp) -> Result<Option<SignKey>> {
        let mut find = self
            .db
            .prepare_cached("SELECT awaited FROM relay_word WHERE sp = ? AND awaited IS NOT NULL")?;
        Ok(find.query_row([sp.0], |row| row.get(0).map(SignKey)).optional()?)
    }

    /// Place of the log's first notice that its relay was restored.
    pub fn first_notice(&self, sp: Sp) -> Result<Option<u64>> {
        let mut find = self
            .db
            .prepare_cached("SELECT notice FROM relay_word WHERE sp = ? AND notice IS NOT NULL")?;
        Ok(find.query_row([sp.0], |row| row.get(0).map(uint)).optional()?)
    }

    /// Place after which entries are kept.
    pub fn kept_after(&self, sp: Sp) -> Result<u64> {
        let mut find = self
            .db
            .prepare_cached("SELECT kept_after FROM relay_word WHERE sp = ?")?;
        let after = find.query_row([sp.0], |row| row.get(0).map(uint)).optional()?;
        Ok(after.unwrap_or(0))
    }

    /// Running hash at a place that is kept.
    pub fn r_at(&self, sp: Sp, seq: u64) -> Result<Option<R>> {
        let mut find = self
            .db
            .prepare_cached("SELECT r FROM log_place WHERE sp = ? AND seq = ?")?;
        Ok(find
            .query_row((sp.0, int(seq)), |row| row.get(0).map(R))
            .optional()?)
    }

    /// Whether the relay lost something of this space that is here and was not found in its log again.
    pub fn is_losing(&self, sp: Sp) -> Result<bool> {
        let mut find = self.db.prepare_cached("SELECT 1 FROM loss WHERE sp = ?")?;
        Ok(find.exists([sp.0])?)
    }

    /// Whether some of it may be sent at a time of the device's clock.
    pub fn may_heal(&self, sp: Sp, now_ms: i64) -> Result<bool> {
        Ok(self.is_losing(sp)? && self.next_lost(sp, 0, now_ms)?.is_some())
    }

    /// The next of it after a number, in the order of the log.
    pub fn next_lost(&self, sp: Sp, after: i64, now_ms: i64) -> Result<Option<LostEntry>> {
        let mut find = self.db.prepare_cached(
            "SELECT lo, kind, body, not_before FROM lost
             WHERE sp = ? AND lo > ? AND body IS NOT NULL AND not_before <= ? ORDER BY lo LIMIT 1",
        )?;
        let mut rows = find.query((sp.0, after, now_ms))?;
        let Some(row) = rows.next()? else { return Ok(None) };
        Ok(Some(LostEntry {
            lo: row.get(0)?,
            kind: kind(row.get(1)?, TABLE)?,
            body: row.get(2)?,
            seal_again: row.get::<_, i64>(3)? < 0,
        }))
    }

    /// The lost logs, oldest first: the chain of each with the head that it leads to, where that is known.
    pub fn losses(&self, sp: Sp) -> Result<Vec<(Vec<Link>, Head)>> {
        let mut find = self
            .db
            .prepare_cached("SELECT n, head FROM loss WHERE sp = ? AND head IS NOT NULL ORDER BY n")?;
        let heads = find
            .query_map([sp.0], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<rusqlite::Result<Vec<(i64, Vec<u8>)>>>()?;
        let mut losses = Vec::with_capacity(heads.len());
        for (n, head) in heads {
            let head = Head::read(&head)?;
            let mut find = self.db.prepare_cached(
                "SELECT seq, t_ms, kind, id FROM lost WHERE sp = ? AND n = ? AND seq <= ? ORDER BY seq",
            )?;
            let mut rows = find.query((sp.0, n, int(head.seq)))?;
            let mut links = Vec::new();
            while let Some(row) = rows.next()? {
                links.push(link(row, TABLE)?);
            }
            losses.push((links, head));
        }
        Ok(losses)
    }

    /// What is kept of a space for its relay.
    pub fn kept_for_relay(&self, sp: Sp) -> Result<KeptForRelay> {
        let mut kept = self.db.prepare_cached(
            "SELECT count(*), coalesce(sum(bytes), 0) FROM log_place WHERE sp = ? AND seq > ? AND body IS NOT NULL",
        )?;
        let after = int(self.kept_after(sp)?);
        let (entries, bytes) =
            kept.query_row((sp.0, after), |row| Ok((uint(row.get(0)?), uint(row.get(1)?))))?;
        let mut dropped = self
            .db
            .prepare_cached("SELECT 1 FROM relay_word WHERE sp = ? AND dropped = 1")?;
        let mut lost = self
            .db
            .prepare_cached("SELECT count(*) FROM lost WHERE sp = ? AND body IS NOT NULL")?;
        Ok(KeptForRelay {
            entries,
            bytes,
            dropped: dropped.exists([sp.0])?,
            lost: uint(lost.query_row([sp.0], |row| row.get(0))?),
        })
    }
}

impl Tx<'_> {
    fn relay_word(&self, sp: Sp, column: &'static str, value: impl rusqlite::ToSql) -> Result<()> {
        self.db
            .prepare_cached("INSERT OR IGNORE INTO relay_word(sp) VALUES(?)")?
            .execute([sp.0])?;
        self.db
            .prepare_cached(&format!("UPDATE relay_word SET {column} = ? WHERE sp = ?"))?
            .execute(params![value, sp.0])?;
        Ok(())
    }

    /// This device's log reached a head of the relay.
    pub fn set_relay_head(&self, sp: Sp, head: &Head) -> Result<()> {
        self.relay_word(sp, "head", head.write())
    }

    /// An owner has named this key, or, where there is none, the log says itself which it is.
    pub fn await_relay(&self, sp: Sp, key: Option<&SignKey>) -> Result<()> {
        self.relay_word(sp, "awaited", key.map(|key| key.0))
    }

    /// The log says that its relay was restored.
    pub fn note_restored(&self, sp: Sp, seq: u64) -> Result<()> {
        match self.first_notice(sp)? {
            Some(_) => Ok(()),
            None => self.relay_word(sp, "notice", int(seq)),
        }
    }

    /// Keeps a place of the log with what travelled there, and with what an envelope says, whatever its statement.
    pub fn keep_place(
        &self,
        sp: Sp,
        link: &Link,
        r: &R,
        (body, said): (Option<&[u8]>, Option<&[u8]>),
    ) -> Result<()> {
        self.db
            .prepare_cached(
                "INSERT OR IGNORE INTO log_place(sp, seq, t_ms, kind, id, r, bytes, body, said)
                 VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)",
            )?
            .execute(params![
                sp.0,
                int(link.seq),
                int(link.t_ms),
                link.kind.code(),
                link.id,
                r.0,
                size(body.map_or(0, <[u8]>::len)),
                body,
                said
            ])?;
        Ok(())
    }

    /// Lets the oldest of what is kept go where it is more than it may be, of the space that keeps most first.
    pub fn bound_places(&self) -> Result<()> {
        self.bound_places_to(KEPT_BYTES, LEFT_BYTES)
    }

    pub(super) fn bound_places_to(&self, most: u64, left: u64) -> Result<()> {
        let mut sum = self.db.prepare_cached(
            "SELECT sp, sum(bytes) FROM log_place INDEXED BY log_place_body WHERE body IS NOT NULL GROUP BY sp ORDER BY 2 DESC",
        )?;
        let sums = sum
            .query_map([], |row| Ok((Sp(row.get(0)?), uint(row.get(1)?))))?
            .collect::<rusqlite::Result<Vec<_>>>()?;
        let total: u64 = sums.iter().map(|(_, bytes)| bytes).sum();
        if total <= most {
            return Ok(());
        }
        let mut over = total.saturating_sub(left);
        for (sp, _) in sums {
            let mut find = self.db.prepare_cached(
                "SELECT seq, bytes FROM log_place INDEXED BY log_place_body WHERE sp = ? AND body IS NOT NULL ORDER BY seq",
            )?;
            let mut rows = find.query([sp.0])?;
            let mut last = None;
            while over > 0 {
                let Some(row) = rows.next()? else { break };
                last = Some(row.get::<_, i64>(0)?);
                over = over.saturating_sub(uint(row.get(1)?));
            }
            drop(rows);
            if let Some(last) = last {
                self.db
                    .prepare_cached("UPDATE log_place SET body = NULL, bytes = 0 WHERE sp = ? AND seq <= ?")?
                    .execute((sp.0, last))?;
                self.relay_word(sp, "dropped", 1)?;
            }
        }
        Ok(())
    }

    /// The relay has a backup of the log up to here. What is past the one before is kept whatever its age: an operator may have
    /// to take that one.
    pub fn keep_after(&self, sp: Sp, seq: u64) -> Result<()> {
        let before = self.space(sp)?.backed_seq;
        if seq <= before {
            return Ok(());
        }
        self.set_backed(sp, seq, before)?;
        self.relay_word(sp, "kept_after", int(before))?;
        self.relay_word(sp, "dropped", 0)
    }

    /// What two backups have is kept no longer once it is older than any backup. Times never fall along a log: nothing is read
    /// past the first place that is younger.
    pub fn expire_backed(&self, sp: Sp, before_ms: u64) -> Result<()> {
        self.db
            .prepare_cached(
                "DELETE FROM log_place WHERE sp = ?1 AND seq <= ?2 AND seq < coalesce(
                     (SELECT seq FROM log_place WHERE sp = ?1 AND t_ms >= ?3 ORDER BY seq LIMIT 1), ?4)",
            )?
            .execute((sp.0, int(self.kept_after(sp)?), int(before_ms), i64::MAX))?;
        Ok(())
    }

    /// Of a catalogue, what is so old that whatever died meanwhile is to be erased everywhere is kept no longer
    /// (protocol 9).
    pub fn expire_places(&self, sp: Sp, before_ms: u64) -> Result<()> {
        self.db
            .prepare_cached(
                "UPDATE log_place SET body = NULL, bytes = 0 WHERE sp = ?1 AND body IS NOT NULL AND seq < coalesce(
                     (SELECT seq FROM log_place WHERE sp = ?1 AND t_ms >= ?2 AND body IS NOT NULL ORDER BY seq LIMIT 1), ?3)",
            )?
            .execute((sp.0, int(before_ms), i64::MAX))?;
        Ok(())
    }

    /// Nothing that is kept of the space's places is of its log.
    pub fn forget_places(&self, sp: Sp) -> Result<()> {
        self.db
            .prepare_cached("DELETE FROM log_place WHERE sp = ?")?
            .execute([sp.0])?;
        Ok(())
    }

    /// The relay was restored: the places that are kept are those of a log that it may have lost, until they are found in
    /// the one that it has.
    pub fn lose_places(&self, sp: Sp) -> Result<()> {
        let mut next = self
            .db
            .prepare_cached("SELECT coalesce(max(n), 0) + 1 FROM loss WHERE sp = ?")?;
        let n: i64 = next.query_row([sp.0], |row| row.get(0))?;
        let moved = self
            .db
            .prepare_cached(
                "INSERT INTO lost(sp, n, seq, t_ms, kind, id, body, said)
                 SELECT sp, ?2, seq, t_ms, kind, id, body, said FROM log_place WHERE sp = ?1 ORDER BY seq",
            )?
            .execute((sp.0, n))?;
        if moved > 0 {
            self.db
                .prepare_cached(
                    "INSERT INTO loss(sp, n, head) SELECT ?1, ?2, (SELECT head FROM relay_word WHERE sp = ?1)",
                )?
                .execute((sp.0, n))?;
        }
        self.lose_parted(sp, n + 1)?;
        self.db
            .prepare_cached("UPDATE relay_word SET head = NULL, notice = NULL WHERE sp = ?")?
            .execute([sp.0])?;
        self.forget_places(sp)
    }

    /// The log holds this again, or the same under another statement. What was refused is tried again: it may have needed this.
    pub fn find_lost(&self, sp: Sp, id: &[u8; 32], said: Option<&[u8]>) -> Result<()> {
        let found = self
            .db
            .prepare_cached("UPDATE lost SET body = NULL WHERE sp = ? AND id = ? AND body IS NOT NULL")?
            .execute((sp.0, id))?;
        let again = self
            .db
            .prepare_cached("UPDATE lost SET body = NULL WHERE sp = ? AND said = ? AND body IS NOT NULL")?
            .execute((sp.0, said))?;
        if found + again > 0 {
            self.db
                .prepare_cached(
                    "UPDATE lost SET not_before = 0 WHERE sp = ? AND not_before > 0 AND body IS NOT NULL",
                )?
                .execute([sp.0])?;
        }
        Ok(())
    }

    /// Once nothing is missing any more, nothing is kept of what was lost.
    pub fn settle_lost(&self, sp: Sp) -> Result<()> {
        let mut left = self
            .db
            .prepare_cached("SELECT 1 FROM lost INDEXED BY lost_id WHERE sp = ? AND body IS NOT NULL")?;
        match left.exists([sp.0])? {
            true => Ok(()),
            false => self.forget_lost(sp),
        }
    }

    /// This device cannot bring anything back here: it is no member any more.
    pub fn forget_lost(&self, sp: Sp) -> Result<()> {
        for sql in ["DELETE FROM lost WHERE sp = ?", "DELETE FROM loss WHERE sp = ?"] {
            self.db.prepare_cached(sql)?.execute([sp.0])?;
        }
        Ok(())
    }

    /// The relay did not take it: not before this time of the device's clock; with -1, sealed again.
    pub fn delay_lost(&self, sp: Sp, id: &[u8; 32], not_before: i64) -> Result<()> {
        self.db
            .prepare_cached("UPDATE lost SET not_before = ? WHERE sp = ? AND id = ?")?
            .execute((not_before, sp.0, id))?;
        Ok(())
    }
}

/// A place of a log, from its seq, time, kind and id.
pub(super) fn link(row: &Row<'_>, table: &'static str) -> Result<Link> {
    Ok(Link {
        seq: uint(row.get(0)?),
        t_ms: uint(row.get(1)?),
        kind: kind(row.get(2)?, table)?,
        id: row.get(3)?,
    })
}

pub(super) fn kind(code: i64, table: &'static str) -> Result<EntryKind> {
    EntryKind::from_code(uint(code)).ok_or(StoreError::Row { table })
}
