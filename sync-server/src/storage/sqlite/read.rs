//! What readers ask.

use ekin_protocol::entry::{Entry, Notice};
use ekin_protocol::head::EntryKind;
use ekin_protocol::id::{Incarnation, Instance, Ord, R, Short, SpaceId};
use rusqlite::{Connection, OptionalExtension, Row, Rows, params};

use super::column::{id, key, seq_of, uint};
use super::load;
use crate::storage::{ENTRY_OVERHEAD, LogHead, Result, SpaceInfo, StorageError, Stretch};

fn blob<'r>(row: &'r Row<'_>, at: usize) -> Result<&'r [u8]> {
    Ok(row.get_ref(at)?.as_blob().unwrap_or_default())
}

/// Reads an entry from `k, t_ms, kind, body`.
fn entry(row: &Row<'_>) -> Result<Entry> {
    let kind: i64 = row.get(2)?;
    Ok(Entry {
        seq: seq_of(row.get(0)?),
        t_ms: uint(row.get(1)?),
        kind: EntryKind::from_code(uint(kind)).ok_or(StorageError::Damaged { what: "log entry" })?,
        body: row.get(3)?,
    })
}

fn all(mut rows: Rows<'_>) -> Result<Vec<Entry>> {
    let mut entries = Vec::new();
    while let Some(row) = rows.next()? {
        entries.push(entry(row)?);
    }
    Ok(entries)
}

/// The spaces whose ids begin so.
pub(super) fn find(conn: &Connection, prefix: &[u8; 8]) -> Result<Vec<SpaceId>> {
    let mut query = conn.prepare_cached("SELECT space_id FROM space WHERE space_id BETWEEN ?1 AND ?2")?;
    let (from, to) = (
        [&prefix[..], &[0; 24]].concat(),
        [&prefix[..], &[255; 24]].concat(),
    );
    let mut rows = query.query([from, to])?;
    let mut spaces = Vec::new();
    while let Some(row) = rows.next()? {
        spaces.push(id(blob(row, 0)?, "space")?);
    }
    Ok(spaces)
}

/// Every space.
pub(super) fn spaces(conn: &Connection) -> Result<Vec<SpaceInfo>> {
    let mut query = conn.prepare_cached(
        "SELECT space_id, head_seq, head_r, head_t, bytes, quota, frozen, healing_until, backed_seq FROM space ORDER BY sid",
    )?;
    let mut rows = query.query([])?;
    let mut spaces = Vec::new();
    while let Some(row) = rows.next()? {
        spaces.push(SpaceInfo {
            space: id(blob(row, 0)?, "space")?,
            head: LogHead {
                seq: uint(row.get(1)?),
                r: id(blob(row, 2)?, "space")?,
                t_ms: uint(row.get(3)?),
            },
            bytes: uint(row.get(4)?),
            quota: uint(row.get(5)?),
            frozen: row.get(6)?,
            healing_until: uint(row.get(7)?),
            backed: uint(row.get(8)?),
        });
    }
    Ok(spaces)
}

/// Entries of a log that were admitted again after a restore.
pub(super) fn healed(conn: &Connection, space: &SpaceId) -> Result<u64> {
    let Some(sid) = load::sid(conn, space)? else {
        return Ok(0);
    };
    let mut query =
        conn.prepare_cached("SELECT count(*) FROM log WHERE k BETWEEN ?1 AND ?2 AND kind IN (3, 4)")?;
    let of = [key(sid, 0), key(sid, u64::MAX)];
    Ok(uint(query.query_row(of, |row| row.get(0))?))
}

/// Entries after a place, as many as fit.
pub(super) fn entries(
    conn: &Connection,
    space: &SpaceId,
    after: u64,
    max_bytes: usize,
    max_entries: usize,
) -> Result<Vec<Entry>> {
    let Some(sid) = load::sid(conn, space)? else {
        return Ok(Vec::new());
    };
    let mut query = conn
        .prepare_cached("SELECT k, t_ms, kind, body FROM log WHERE k > ?1 AND k <= ?2 ORDER BY k LIMIT ?3")?;
    let limit = i64::try_from(max_entries).unwrap_or(i64::MAX);
    let mut rows = query.query(params![key(sid, after), key(sid, u64::MAX), limit])?;
    let (mut entries, mut bytes) = (Vec::new(), 0usize);
    while let Some(row) = rows.next()? {
        bytes = bytes.saturating_add(blob(row, 3)?.len() + ENTRY_OVERHEAD);
        if bytes > max_bytes && !entries.is_empty() {
            break;
        }
        entries.push(entry(row)?);
    }
    Ok(entries)
}

/// The entries from a place to the end of its block.
pub(super) fn stretch(conn: &mut Connection, space: &SpaceId, from: u64) -> Result<Option<Stretch>> {
    let tx = conn.transaction()?;
    let mut query = tx.prepare_cached("SELECT sid, block_first FROM space WHERE space_id = ?1")?;
    let found = query
        .query_row([space.0], |row| {
            Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?))
        })
        .optional()?;
    let Some((sid, open)) = found else { return Ok(None) };
    let mut query = tx.prepare_cached("SELECT block FROM log WHERE k = ?1")?;
    let block: Option<i64> = query.query_row([key(sid, from)], |row| row.get(0)).optional()?;
    let Some(block) = block else { return Ok(None) };
    // A block has at most as many entries as the protocol says, and they are neighbours.
    let mut query = tx.prepare_cached(
        "SELECT k, t_ms, kind, body FROM log WHERE k BETWEEN ?1 AND ?2 AND block = ?3 ORDER BY k",
    )?;
    let last = uint(block).saturating_add(ekin_protocol::limits::BLOCK_ENTRIES as u64);
    let entries = all(query.query(params![key(sid, from), key(sid, last), block])?)?;
    let closed = block < open;
    Ok(Some(Stretch { entries, closed }))
}

/// Membership records after a place.
pub(super) fn member_entries(
    conn: &Connection,
    space: &SpaceId,
    after: u64,
    max_entries: usize,
) -> Result<Vec<Entry>> {
    let Some(sid) = load::sid(conn, space)? else {
        return Ok(Vec::new());
    };
    let mut query = conn.prepare_cached(
        "SELECT k, t_ms, kind, body FROM log INDEXED BY log_member
         WHERE k > ?1 AND k <= ?2 AND kind IN (1, 2, 4) AND kind <> 2 ORDER BY k LIMIT ?3",
    )?;
    let limit = i64::try_from(max_entries).unwrap_or(i64::MAX);
    all(query.query(params![key(sid, after), key(sid, u64::MAX), limit])?)
}

/// Running hash and view at a place.
pub(super) fn mark(conn: &Connection, space: &SpaceId, seq: u64) -> Result<Option<(R, Short)>> {
    let Some(sid) = load::sid(conn, space)? else {
        return Ok(None);
    };
    let mut query = conn.prepare_cached("SELECT r, view16 FROM log WHERE k = ?1")?;
    let mut rows = query.query([key(sid, seq)])?;
    match rows.next()? {
        Some(row) => Ok(Some((id(blob(row, 0)?, "log")?, id(blob(row, 1)?, "log")?))),
        None => Ok(None),
    }
}

/// Last place of a chain.
pub(super) fn chain(
    conn: &Connection,
    space: &SpaceId,
    ord: Ord,
    incarnation: &Incarnation,
) -> Result<Option<(u64, Short)>> {
    let Some(sid) = load::sid(conn, space)? else {
        return Ok(None);
    };
    let mut query = conn.prepare_cached(
        "SELECT last_seq, last16 FROM chain WHERE sid = ?1 AND ord = ?2 AND incarnation = ?3",
    )?;
    let mut rows = query.query(params![sid, ord, incarnation.0])?;
    match rows.next()? {
        Some(row) => Ok(Some((uint(row.get(0)?), id(blob(row, 1)?, "chain")?))),
        None => Ok(None),
    }
}

/// Notices of new instances.
pub(super) fn notices(conn: &Connection, space: &SpaceId) -> Result<Vec<(u64, Instance)>> {
    let Some(sid) = load::sid(conn, space)? else {
        return Ok(Vec::new());
    };
    let mut query = conn.prepare_cached(
        "SELECT k, t_ms, kind, body FROM log INDEXED BY log_member
         WHERE k BETWEEN ?1 AND ?2 AND kind IN (1, 2, 4) AND kind = 2 ORDER BY k",
    )?;
    let notices = all(query.query([key(sid, 0), key(sid, u64::MAX)])?)?;
    notices
        .iter()
        .map(|entry| {
            let notice = Notice::read(&entry.body).map_err(|_| StorageError::Damaged { what: "notice" })?;
            Ok((entry.seq, notice.instance))
        })
        .collect()
}

/// The relay's instance.
pub(super) fn instance(conn: &Connection) -> Result<Instance> {
    let mut query = conn.prepare_cached("SELECT instance FROM relay WHERE id = 1")?;
    let blob: Vec<u8> = query.query_row([], |row| row.get(0))?;
    id(&blob, "instance")
}
