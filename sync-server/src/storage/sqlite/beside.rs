//! Slots, blobs, inboxes, mailboxes and endpoints as rows.

use ekin_protocol::code::Code;
use ekin_protocol::id::{Ord, SpaceId};
use ekin_protocol::pages::{BlobState, ChunkList, Slot};
use rusqlite::{Connection, OptionalExtension, params};

use super::SqliteStorage;
use super::column::{int, uint};
use super::erase::is_erased;
use super::load;
use crate::storage::beside::{
    Address, Beside, Held, Lane, Message, NAMES, REPLIES, REPLY_MS, SLOTS, UNFINISHED_MS, Verdict, Waiting,
};
use crate::storage::{Result, StorageError};

fn damaged() -> StorageError {
    StorageError::Damaged { what: "blob" }
}

fn count(conn: &Connection, sql: &str, with: impl rusqlite::Params) -> Result<u64> {
    let sum: i64 = conn.prepare_cached(sql)?.query_row(with, |row| row.get(0))?;
    Ok(uint(sum))
}

pub(super) fn bid(conn: &Connection, space: &SpaceId, blob: &Address) -> Result<Option<i64>> {
    let mut query =
        conn.prepare_cached("SELECT bid FROM blob JOIN space USING (sid) WHERE space_id = ?1 AND hash = ?2")?;
    Ok(query
        .query_row(params![space.0, blob], |row| row.get(0))
        .optional()?)
}

/// Forgets a blob and all that belongs to it.
pub(super) fn forget(conn: &Connection, bid: i64) -> Result<()> {
    for table in ["chunk", "blob_name", "blob"] {
        conn.execute(&format!("DELETE FROM {table} WHERE bid = ?1"), [bid])?;
    }
    Ok(())
}

/// Forgets what a space has here.
pub(super) fn delete(conn: &Connection, sid: i64) -> Result<()> {
    for table in ["chunk", "blob_name"] {
        let of = "bid IN (SELECT bid FROM blob WHERE sid = ?1)";
        conn.execute(&format!("DELETE FROM {table} WHERE {of}"), [sid])?;
    }
    for table in ["blob", "slot", "inbox", "push", "erased"] {
        conn.execute(&format!("DELETE FROM {table} WHERE sid = ?1"), [sid])?;
    }
    Ok(())
}

impl SqliteStorage {
    /// Runs `f` with the number of a space in one transaction.
    fn on<T>(
        &self,
        space: &SpaceId,
        f: impl FnOnce(&Connection, i64) -> Result<std::result::Result<T, Code>>,
    ) -> Result<std::result::Result<T, Code>> {
        self.writing(|tx, _| match load::sid(tx, space)? {
            Some(sid) => f(tx, sid),
            None => Ok(Err(Code::NoSpace)),
        })
    }
}

impl Beside for SqliteStorage {
    fn put_slot(&self, space: &SpaceId, slot: &Slot) -> Result<Verdict> {
        self.on(space, |tx, sid| {
            if is_erased(tx, sid, &slot.unit)? {
                return Ok(Err(Code::NotAllowed));
            }
            let others = count(
                tx,
                "SELECT count(*) FROM slot WHERE sid = ?1 AND unit <> ?2",
                params![sid, slot.unit],
            )?;
            if others >= SLOTS {
                return Ok(Err(Code::Quota));
            }
            tx.execute(
                "INSERT INTO slot (sid, unit, epoch, sealed) VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT DO UPDATE SET epoch = ?3, sealed = ?4",
                params![sid, slot.unit, slot.epoch, slot.sealed],
            )?;
            Ok(Ok(()))
        })
    }

    fn slots(&self, space: &SpaceId, after: Option<[u8; 16]>, max: usize) -> Result<Vec<Slot>> {
        self.reading(|conn| {
            let mut query = conn.prepare_cached(
                "SELECT unit, epoch, sealed FROM slot JOIN space USING (sid)
                 WHERE space_id = ?1 AND unit > ?2 ORDER BY unit LIMIT ?3",
            )?;
            // Before the first unit there is only what is shorter.
            let after = after.as_ref().map_or(&[][..], |unit| unit);
            let limit = i64::try_from(max).unwrap_or(i64::MAX);
            let slots = query.query_map(params![space.0, after, limit], |row| {
                Ok(Slot {
                    unit: row.get(0)?,
                    epoch: row.get(1)?,
                    sealed: row.get(2)?,
                })
            })?;
            Ok(slots.collect::<rusqlite::Result<_>>()?)
        })
    }

    fn drop_slot(&self, space: &SpaceId, unit: &[u8; 16]) -> Result<()> {
        let dropped = self.on(space, |tx, sid| {
            tx.execute(
                "DELETE FROM slot WHERE sid = ?1 AND unit = ?2",
                params![sid, unit],
            )?;
            Ok(Ok(()))
        })?;
        // Where there is no space there is no slot.
        let (Ok(()) | Err(_)) = dropped;
        Ok(())
    }

    fn need_blob(
        &self,
        space: &SpaceId,
        list: &ChunkList,
        name: &[u8; 16],
        quota: u64,
        now_ms: u64,
    ) -> Result<Verdict> {
        let address = list.address().0;
        self.on(space, |tx, sid| {
            if is_erased(tx, sid, &address)? {
                return Ok(Err(Code::NotAllowed));
            }
            let there = bid(tx, space, &address)?;
            let bid = match there {
                Some(bid) => bid,
                None => {
                    let used = count(
                        tx,
                        "SELECT coalesce(sum(size), 0) FROM blob WHERE sid = ?1",
                        [sid],
                    )?;
                    if used.saturating_add(list.size) > quota {
                        return Ok(Err(Code::Quota));
                    }
                    tx.execute(
                        "INSERT INTO blob (sid, hash, size, list, since) VALUES (?1, ?2, ?3, ?4, ?5)",
                        params![sid, address, int(list.size), list.hashes.concat(), int(now_ms)],
                    )?;
                    tx.last_insert_rowid()
                }
            };
            if count(tx, "SELECT count(*) FROM blob_name WHERE bid = ?1", [bid])? >= NAMES {
                return Ok(Err(Code::Quota));
            }
            tx.execute(
                "INSERT INTO blob_name (bid, name) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
                params![bid, name],
            )?;
            Ok(Ok(()))
        })
    }

    fn release_blob(&self, space: &SpaceId, blob: &Address, name: &[u8; 16]) -> Result<()> {
        self.writing(|tx, _| {
            let Some(bid) = bid(tx, space, blob)? else {
                return Ok(());
            };
            tx.execute(
                "DELETE FROM blob_name WHERE bid = ?1 AND name = ?2",
                params![bid, name],
            )?;
            match count(tx, "SELECT count(*) FROM blob_name WHERE bid = ?1", [bid])? {
                0 => forget(tx, bid),
                _ => Ok(()),
            }
        })
    }

    fn blob(&self, space: &SpaceId, blob: &Address) -> Result<Option<BlobState>> {
        self.reading(|conn| {
            let Some(bid) = bid(conn, space, blob)? else {
                return Ok(None);
            };
            let (size, list): (i64, Vec<u8>) = conn
                .prepare_cached("SELECT size, list FROM blob WHERE bid = ?1")?
                .query_row([bid], |row| Ok((row.get(0)?, row.get(1)?)))?;
            let (hashes, []) = list.as_chunks::<32>() else {
                return Err(damaged());
            };
            let mut here = vec![false; hashes.len()];
            let mut query = conn.prepare_cached("SELECT n FROM chunk WHERE bid = ?1")?;
            for n in query.query_map([bid], |row| row.get::<_, i64>(0))? {
                let at = usize::try_from(n?).ok().and_then(|n| here.get_mut(n));
                *at.ok_or_else(damaged)? = true;
            }
            let (size, hashes) = (uint(size), hashes.to_vec());
            let list = ChunkList { size, hashes };
            Ok(Some(BlobState { list, here }))
        })
    }

    fn put_chunk(&self, space: &SpaceId, blob: &Address, n: usize, bytes: &[u8]) -> Result<Verdict> {
        self.writing(|tx, _| {
            let Some(bid) = bid(tx, space, blob)? else {
                return Ok(Err(Code::NotFound));
            };
            let n = int(n as u64);
            let here = count(
                tx,
                "SELECT coalesce(sum(length(body)), 0) FROM chunk WHERE bid = ?1 AND n <> ?2",
                params![bid, n],
            )?;
            let size = count(tx, "SELECT size FROM blob WHERE bid = ?1", [bid])?;
            if here.saturating_add(bytes.len() as u64) > size {
                return Ok(Err(Code::TooLarge));
            }
            tx.execute(
                "INSERT INTO chunk (bid, n, body) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING",
                params![bid, n, bytes],
            )?;
            Ok(Ok(()))
        })
    }

    fn chunk_sizes(&self, space: &SpaceId, blob: &Address) -> Result<Option<Vec<u64>>> {
        let Some(state) = self.blob(space, blob)? else {
            return Ok(None);
        };
        if state.here.contains(&false) {
            return Ok(None);
        }
        self.reading(|conn| {
            let mut query = conn.prepare_cached(
                "SELECT length(body) FROM chunk JOIN blob USING (bid) JOIN space USING (sid)
                 WHERE space_id = ?1 AND hash = ?2 ORDER BY n",
            )?;
            let sizes = query.query_map(params![space.0, blob], |row| Ok(uint(row.get(0)?)))?;
            Ok(Some(sizes.collect::<rusqlite::Result<_>>()?))
        })
    }

    fn chunk(&self, space: &SpaceId, blob: &Address, n: usize) -> Result<Option<Vec<u8>>> {
        self.reading(|conn| {
            let Some(bid) = bid(conn, space, blob)? else {
                return Ok(None);
            };
            let mut query = conn.prepare_cached("SELECT body FROM chunk WHERE bid = ?1 AND n = ?2")?;
            let n = int(n as u64);
            Ok(query.query_row(params![bid, n], |row| row.get(0)).optional()?)
        })
    }

    fn put_message(
        &self,
        space: &SpaceId,
        lane: Lane,
        id: &Message,
        sealed: &[u8],
        room: u64,
        now_ms: u64,
    ) -> Result<Verdict> {
        self.on(space, |tx, sid| {
            let there = "SELECT count(*) FROM inbox WHERE sid = ?1 AND id = ?2";
            if count(tx, there, params![sid, id])? > 0 {
                return Ok(Ok(()));
            }
            let used = count(
                tx,
                "SELECT coalesce(sum(length(sealed)), 0) FROM inbox WHERE sid = ?1 AND lane = ?2",
                params![sid, lane.code()],
            )?;
            if used.saturating_add(sealed.len() as u64) > room {
                return Ok(Err(Code::Quota));
            }
            tx.execute(
                "INSERT INTO inbox (sid, id, lane, at, sealed) VALUES (?1, ?2, ?3, ?4, ?5)",
                params![sid, id, lane.code(), int(now_ms), sealed],
            )?;
            Ok(Ok(()))
        })
    }

    fn messages(&self, space: &SpaceId, after: u64, max_bytes: usize) -> Result<Vec<Waiting>> {
        self.reading(|conn| {
            let mut query = conn.prepare_cached(
                "SELECT place, lane, at, sealed FROM inbox JOIN space USING (sid)
                 WHERE space_id = ?1 AND place > ?2 ORDER BY place",
            )?;
            let mut rows = query.query(params![space.0, int(after)])?;
            let (mut waiting, mut bytes) = (Vec::new(), 0);
            while let Some(row) = rows.next()? {
                let sealed: Vec<u8> = row.get(3)?;
                bytes += sealed.len();
                if bytes > max_bytes && !waiting.is_empty() {
                    break;
                }
                waiting.push(Waiting {
                    place: uint(row.get(0)?),
                    lane: Lane::from_code(row.get(1)?),
                    at_ms: uint(row.get(2)?),
                    sealed,
                });
            }
            Ok(waiting)
        })
    }

    fn drop_message(&self, space: &SpaceId, place: u64) -> Result<()> {
        let dropped = self.on(space, |tx, sid| {
            let sql = "DELETE FROM inbox WHERE sid = ?1 AND place = ?2";
            tx.execute(sql, params![sid, int(place)])?;
            Ok(Ok(()))
        })?;
        let (Ok(()) | Err(_)) = dropped;
        Ok(())
    }

    fn put_reply(
        &self,
        mailbox: &[u8; 32],
        id: &Message,
        sealed: &[u8],
        room: u64,
        now_ms: u64,
    ) -> Result<Verdict> {
        self.writing(|tx, _| {
            let there = "SELECT count(*) FROM mailbox WHERE id = ?1 AND message = ?2";
            if count(tx, there, params![mailbox, id])? > 0 {
                return Ok(Ok(()));
            }
            let waiting = count(tx, "SELECT count(*) FROM mailbox WHERE id = ?1", [mailbox])?;
            let used = count(tx, "SELECT coalesce(sum(length(sealed)), 0) FROM mailbox", [])?;
            if waiting >= REPLIES as u64 || used.saturating_add(sealed.len() as u64) > room {
                return Ok(Err(Code::Quota));
            }
            tx.execute(
                "INSERT INTO mailbox (id, message, expires, sealed) VALUES (?1, ?2, ?3, ?4)",
                params![mailbox, id, int(now_ms.saturating_add(REPLY_MS)), sealed],
            )?;
            Ok(Ok(()))
        })
    }

    fn replies(&self, mailbox: &[u8; 32], now_ms: u64) -> Result<Vec<Vec<u8>>> {
        self.reading(|conn| {
            let mut query = conn.prepare_cached(
                "SELECT sealed FROM mailbox WHERE id = ?1 AND expires > ?2 ORDER BY expires, message",
            )?;
            let replies = query.query_map(params![mailbox, int(now_ms)], |row| row.get(0))?;
            Ok(replies.collect::<rusqlite::Result<_>>()?)
        })
    }

    fn set_endpoint(&self, space: &SpaceId, ord: Ord, address: Option<&str>) -> Result<Verdict> {
        self.on(space, |tx, sid| {
            match address {
                Some(address) => tx.execute(
                    "INSERT INTO push (sid, ord, endpoint) VALUES (?1, ?2, ?3)
                     ON CONFLICT DO UPDATE SET endpoint = ?3",
                    params![sid, ord, address],
                )?,
                None => tx.execute("DELETE FROM push WHERE sid = ?1 AND ord = ?2", params![sid, ord])?,
            };
            Ok(Ok(()))
        })
    }

    fn endpoints(&self, space: &SpaceId) -> Result<Vec<(Ord, String)>> {
        self.reading(|conn| {
            let mut query = conn.prepare_cached(
                "SELECT ord, endpoint FROM push JOIN space USING (sid) WHERE space_id = ?1 ORDER BY ord",
            )?;
            let endpoints = query.query_map([space.0], |row| Ok((row.get(0)?, row.get(1)?)))?;
            Ok(endpoints.collect::<rusqlite::Result<_>>()?)
        })
    }

    fn sweep_beside(&self, now_ms: u64) -> Result<usize> {
        self.writing(|tx, _| {
            let unfinished = tx
                .prepare_cached(
                    "SELECT bid FROM blob WHERE since < ?1 AND length(list) / 32 >
                       (SELECT count(*) FROM chunk WHERE chunk.bid = blob.bid)",
                )?
                .query_map([int(now_ms.saturating_sub(UNFINISHED_MS))], |row| row.get(0))?
                .collect::<rusqlite::Result<Vec<i64>>>()?;
            for bid in &unfinished {
                forget(tx, *bid)?;
            }
            let replies = tx.execute("DELETE FROM mailbox WHERE expires <= ?1", [int(now_ms)])?;
            Ok(unfinished.len() + replies)
        })
    }

    fn held(&self) -> Result<Held> {
        self.reading(|conn| {
            Ok(Held {
                slots: count(conn, "SELECT count(*) FROM slot", [])?,
                blob_bytes: count(conn, "SELECT coalesce(sum(length(body)), 0) FROM chunk", [])?,
                messages: count(conn, "SELECT count(*) FROM inbox", [])?,
                replies: count(conn, "SELECT count(*) FROM mailbox", [])?,
                endpoints: count(conn, "SELECT count(*) FROM push", [])?,
            })
        })
    }
}
