//! What an operator does, and what time does.

use std::collections::HashMap;

use ekin_protocol::id::{Instance, SpaceId};
use ekin_protocol::limits::HEALING_MS;
use rusqlite::{Transaction, params};

use super::column::{id, int, key, uint};
use super::load::{self, States};
use crate::admit;
use crate::storage::{Result, erasure};

/// Sets the instance and writes its notice into every log.
pub(super) fn start_instance(
    tx: &Transaction<'_>,
    states: &mut States,
    instance: &Instance,
    now_ms: u64,
) -> Result<()> {
    tx.execute("UPDATE relay SET instance = ?1 WHERE id = 1", [instance.0])?;
    let ids = tx
        .prepare("SELECT space_id FROM space ORDER BY sid")?
        .query_map([], |row| row.get::<_, Vec<u8>>(0))?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    for space in &ids {
        if let Some(warm) = load::warm(tx, states, &id(space, "space")?)? {
            let (state, mut shelf) = warm.open(tx);
            state.healing_until = now_ms.saturating_add(HEALING_MS);
            admit::notice(state, &mut shelf, *instance, now_ms)?;
            warm.save(tx)?;
        }
    }
    load::set_entries(tx, load::entries(tx)? + ids.len() as u64)
}

/// A space heals no longer.
pub(super) fn finish_healing(tx: &Transaction<'_>, states: &mut States, space: &SpaceId) -> Result<bool> {
    let Some(warm) = load::warm(tx, states, space)? else {
        return Ok(false);
    };
    let (state, _) = warm.open(tx);
    state.healing_until = 0;
    warm.save(tx)?;
    Ok(true)
}

/// Up to this place there is a backup of a log.
pub(super) fn note_backed(
    tx: &Transaction<'_>,
    states: &mut States,
    space: &SpaceId,
    seq: u64,
) -> Result<()> {
    let Some(warm) = load::warm(tx, states, space)? else {
        return Ok(());
    };
    let (state, _) = warm.open(tx);
    state.note_backed(seq);
    warm.save(tx)
}

/// Replaces the payloads of items that died before a time by their hashes.
pub(super) fn erase_dead(tx: &Transaction<'_>, before_ms: u64, max: usize) -> Result<usize> {
    let limit = i64::try_from(max).unwrap_or(i64::MAX);
    let due = tx
        .prepare_cached(
            "SELECT due.t_ms, due.k, due.n FROM due JOIN life USING (k)
             WHERE due.t_ms < ?1 AND life.kept >> due.n & 1 = 0 ORDER BY due.t_ms, due.k, due.n LIMIT ?2",
        )?
        .query_map(params![int(before_ms), limit], |row| {
            Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?, row.get::<_, u8>(2)?))
        })?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    erase_payloads(tx, &due)?;
    Ok(due.len())
}

/// Replaces the payloads of dead items, each by its time, row and index, by their hashes.
pub(super) fn erase_payloads(tx: &Transaction<'_>, due: &[(i64, i64, u8)]) -> Result<()> {
    let mut by_row: HashMap<i64, u64> = HashMap::new();
    for (t_ms, k, n) in due {
        *by_row.entry(*k).or_default() |= 1 << n;
        tx.prepare_cached("DELETE FROM due WHERE t_ms = ?1 AND k = ?2 AND n = ?3")?
            .execute(params![t_ms, k, n])?;
    }
    for (k, which) in by_row {
        let body: Vec<u8> = tx
            .prepare_cached("SELECT body FROM log WHERE k = ?1")?
            .query_row([k], |row| row.get(0))?;
        let erased = erasure::without_payloads(&body, which)?;
        tx.prepare_cached("UPDATE log SET body = ?2 WHERE k = ?1")?
            .execute(params![k, erased])?;
    }
    Ok(())
}

/// Leaves of a log's envelopes what proves who wrote them and when.
pub(super) fn empty(tx: &Transaction<'_>, sid: i64) -> Result<()> {
    let mut query =
        tx.prepare_cached("SELECT k, body FROM log WHERE k BETWEEN ?1 AND ?2 AND ord IS NOT NULL")?;
    let rows = query.query_map([key(sid, 0), key(sid, u64::MAX)], |row| {
        Ok((row.get::<_, i64>(0)?, row.get::<_, Vec<u8>>(1)?))
    })?;
    let mut update = tx.prepare_cached("UPDATE log SET body = ?2 WHERE k = ?1")?;
    for row in rows {
        let (k, body) = row?;
        update.execute(params![k, erasure::without_body(&body)?])?;
    }
    Ok(())
}

/// Lets envelopes go up to a place; says how many bytes.
pub(super) fn cut(tx: &Transaction<'_>, sid: i64, upto: u64) -> Result<u64> {
    let envelopes = "k BETWEEN ?1 AND ?2 AND ord IS NOT NULL";
    let places = [key(sid, 0), key(sid, upto)];
    let bytes: i64 = tx.query_row(
        &format!("SELECT coalesce(sum(length(body)), 0) FROM log WHERE {envelopes}"),
        places,
        |row| row.get(0),
    )?;
    tx.execute(&format!("DELETE FROM log WHERE {envelopes}"), places)?;
    Ok(uint(bytes))
}

/// Forgets a space.
pub(super) fn delete(tx: &Transaction<'_>, space: &SpaceId) -> Result<bool> {
    let Some(sid) = load::sid(tx, space)? else {
        return Ok(false);
    };
    let (from, to) = (key(sid, 0), key(sid, u64::MAX));
    for sql in [
        "DELETE FROM log WHERE k BETWEEN ?1 AND ?2",
        "DELETE FROM life WHERE k BETWEEN ?1 AND ?2",
        "DELETE FROM due WHERE k BETWEEN ?1 AND ?2",
        "DELETE FROM tombstone WHERE k BETWEEN ?1 AND ?2",
    ] {
        tx.execute(sql, [from, to])?;
    }
    super::beside::delete(tx, sid)?;
    for table in ["chain", "copy", "dangling", "segment", "space"] {
        tx.execute(&format!("DELETE FROM {table} WHERE sid = ?1"), [sid])?;
    }
    Ok(true)
}
