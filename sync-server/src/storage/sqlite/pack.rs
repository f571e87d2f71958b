//! What the packer reads and writes.

use ekin_protocol::id::{SegmentHash, SpaceId};
use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};

use super::column::{id, int, key, seq_of, uint};
use super::load;
use crate::storage::{Liveness, LogHead, NewPack, PackInputs, PackedSegment, Result, StorageError};

fn blob<'r>(row: &'r Row<'_>, at: usize) -> Result<&'r [u8]> {
    Ok(row.get_ref(at)?.as_blob().unwrap_or_default())
}

/// One consistent look at a space.
pub(super) fn inputs(conn: &mut Connection, space: &SpaceId) -> Result<Option<PackInputs>> {
    let tx = conn.transaction()?;
    let Some(sid) = load::sid(&tx, space)? else {
        return Ok(None);
    };
    let mut query = tx.prepare_cached(
        "SELECT head_seq, head_r, head_t, live_root, live_count, packed_seq, bytes FROM space WHERE sid = ?1",
    )?;
    let mut rows = query.query([sid])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    let mut inputs = PackInputs {
        head: LogHead {
            seq: uint(row.get(0)?),
            r: id(blob(row, 1)?, "space")?,
            t_ms: uint(row.get(2)?),
        },
        live_root: row.get(3)?,
        live_count: uint(row.get(4)?),
        packed_seq: uint(row.get(5)?),
        log_bytes: uint(row.get(6)?),
        segments: segments(&tx, sid)?,
        envelopes: Vec::new(),
    };
    let mut one = tx.prepare_cached("SELECT k, items, bytes, dead, kept, erased FROM life WHERE k = ?1")?;
    for (seq, _) in inputs.segments.iter().flat_map(|segment| &segment.contents) {
        inputs
            .envelopes
            .extend(one.query_row([key(sid, *seq)], life).optional()?);
    }
    let mut tail = tx.prepare_cached(
        "SELECT k, items, bytes, dead, kept, erased FROM life WHERE k > ?1 AND k <= ?2 ORDER BY k",
    )?;
    let mut rows = tail.query([key(sid, inputs.packed_seq), key(sid, inputs.head.seq)])?;
    while let Some(row) = rows.next()? {
        inputs.envelopes.push(life(row)?);
    }
    Ok(Some(inputs))
}

fn life(row: &Row<'_>) -> rusqlite::Result<Liveness> {
    Ok(Liveness {
        seq: seq_of(row.get(0)?),
        items: row.get(1)?,
        bytes: row.get(2)?,
        dead: row.get::<_, i64>(3)?.cast_unsigned(),
        kept: row.get::<_, i64>(4)?.cast_unsigned(),
        erased: row.get::<_, i64>(5)?.cast_unsigned(),
    })
}

fn segments(conn: &Connection, sid: i64) -> Result<Vec<PackedSegment>> {
    let mut query = conn.prepare_cached(
        "SELECT hash, length(body), contents FROM segment WHERE sid = ?1 AND place IS NOT NULL ORDER BY place",
    )?;
    let mut rows = query.query([sid])?;
    let mut segments = Vec::new();
    while let Some(row) = rows.next()? {
        segments.push(PackedSegment {
            hash: id(blob(row, 0)?, "segment")?,
            bytes: uint(row.get(1)?),
            contents: read_contents(blob(row, 2)?)?,
        });
    }
    Ok(segments)
}

fn read_contents(bytes: &[u8]) -> Result<Vec<(u64, u64)>> {
    const DAMAGED: StorageError = StorageError::Damaged { what: "segment" };
    let (words, rest) = bytes.as_chunks::<8>();
    let (pairs, odd) = words.as_chunks::<2>();
    if !rest.is_empty() || !odd.is_empty() {
        return Err(DAMAGED);
    }
    Ok(pairs
        .iter()
        .map(|[seq, items]| (u64::from_be_bytes(*seq), u64::from_be_bytes(*items)))
        .collect())
}

/// Puts a new pack in the place of the last.
pub(super) fn put(tx: &Transaction<'_>, sid: i64, new: &NewPack, now_ms: u64) -> Result<()> {
    tx.execute(
        "UPDATE segment SET place = NULL, dropped = coalesce(dropped, ?2) WHERE sid = ?1",
        params![sid, int(now_ms)],
    )?;
    for (place, (segment, bytes)) in (0i64..).zip(&new.segments) {
        match bytes {
            Some(bytes) => {
                let contents: Vec<u8> = segment
                    .contents
                    .iter()
                    .flat_map(|(seq, items)| [seq.to_be_bytes(), items.to_be_bytes()])
                    .flatten()
                    .collect();
                tx.execute(
                    "INSERT OR REPLACE INTO segment (sid, hash, place, dropped, contents, body)
                     VALUES (?1, ?2, ?3, NULL, ?4, ?5)",
                    params![sid, segment.hash.0, place, contents, bytes],
                )?;
            }
            None => {
                tx.execute(
                    "UPDATE segment SET place = ?3, dropped = NULL WHERE sid = ?1 AND hash = ?2",
                    params![sid, segment.hash.0, place],
                )?;
            }
        }
    }
    tx.execute(
        "UPDATE space SET manifest = ?2, packed_seq = ?3, packed_bytes = ?4 WHERE sid = ?1",
        params![sid, new.manifest, int(new.seq), int(new.log_bytes)],
    )?;
    Ok(())
}

/// The manifest of the last pack.
pub(super) fn manifest(conn: &Connection, space: &SpaceId) -> Result<Option<(u64, Vec<u8>)>> {
    let mut query = conn.prepare_cached("SELECT packed_seq, manifest FROM space WHERE space_id = ?1")?;
    let found: Option<(i64, Option<Vec<u8>>)> = query
        .query_row([space.0], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    Ok(found.and_then(|(seq, manifest)| Some((uint(seq), manifest?))))
}

/// A segment's bytes.
pub(super) fn segment(conn: &Connection, space: &SpaceId, hash: &SegmentHash) -> Result<Option<Vec<u8>>> {
    let mut query = conn.prepare_cached(
        "SELECT body FROM segment WHERE sid = (SELECT sid FROM space WHERE space_id = ?1) AND hash = ?2",
    )?;
    Ok(query.query_row([space.0, hash.0], |row| row.get(0)).optional()?)
}
