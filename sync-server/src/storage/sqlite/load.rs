//! A space between its rows and its state in memory.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use ekin_protocol::head::EntryKind;
use ekin_protocol::id::{Incarnation, Ord, SpaceId};
use ekin_protocol::live::LiveTree;
use ekin_protocol::membership::{Membership, SignedRecord};
use rusqlite::{Connection, OptionalExtension, Transaction, params};

use super::column::{id, int, key, seq_of, uint};
use super::ledger::Shelf;
use super::names::{self, Names};
use crate::admit::{OpenBlock, SpaceState};
use crate::storage::chains::{Chains, End};
use crate::storage::{LogHead, Result, StorageError};

/// A space that the writer holds in memory.
pub(super) struct Warm {
    /// Its local number.
    pub(super) sid: i64,
    /// What admission works on.
    pub(super) state: SpaceState,
    names: Names,
    chains: Chains,
    /// Chains that went on since [`Warm::save`].
    longer: BTreeSet<(Ord, Incarnation)>,
}

/// The spaces in memory.
pub(super) type States = HashMap<SpaceId, Warm>;

/// A space, read when it is not in memory yet; none where there is no such space.
pub(super) fn warm<'s>(
    conn: &Connection,
    states: &'s mut States,
    space_id: &SpaceId,
) -> Result<Option<&'s mut Warm>> {
    if !states.contains_key(space_id) {
        let Some((sid, state)) = space(conn, space_id)? else {
            return Ok(None);
        };
        let mut warm = Warm::new(sid, state);
        warm.read_items(conn)?;
        warm.read_chains(conn)?;
        states.insert(*space_id, warm);
    }
    Ok(states.get_mut(space_id))
}

impl Warm {
    /// A space with nothing in its log.
    pub(super) fn new(sid: i64, state: SpaceState) -> Self {
        Self {
            sid,
            state,
            names: Names::default(),
            chains: Chains::default(),
            longer: BTreeSet::new(),
        }
    }

    /// What admission asks and changes, inside a transaction.
    pub(super) fn open<'t>(&'t mut self, tx: &'t Transaction<'t>) -> (&'t mut SpaceState, Shelf<'t>) {
        let shelf = Shelf {
            tx,
            sid: self.sid,
            names: &mut self.names,
            chains: &mut self.chains,
            longer: &mut self.longer,
        };
        (&mut self.state, shelf)
    }

    /// Every item that the log took: all for the index, the living for the tree.
    fn read_items(&mut self, conn: &Connection) -> Result<()> {
        let mut query =
            conn.prepare("SELECT k, dead, names FROM life WHERE k BETWEEN ?1 AND ?2 ORDER BY k")?;
        let mut rows = query.query([key(self.sid, 0), key(self.sid, u64::MAX)])?;
        while let Some(row) = rows.next()? {
            let (seq, dead) = (seq_of(row.get(0)?), row.get::<_, i64>(1)?);
            let items = names::read(row.get_ref(2)?.as_blob().unwrap_or_default())?;
            for (n, (object, hash)) in (0u8..64).zip(items) {
                self.names.insert(&hash, seq, n);
                if dead >> n & 1 == 0 {
                    self.state.tree.insert(&object, hash);
                }
            }
        }
        match !self.state.members.kind.is_public() || self.state.tree.root() == self.state.root {
            true => Ok(()),
            false => Err(StorageError::Damaged { what: "live items" }),
        }
    }

    fn read_chains(&mut self, conn: &Connection) -> Result<()> {
        let mut query = conn.prepare(
            "SELECT ord, incarnation, last_seq, last16, seen_seq, told_seq FROM chain WHERE sid = ?1",
        )?;
        let mut rows = query.query([self.sid])?;
        while let Some(row) = rows.next()? {
            let blob = |at| Ok::<_, StorageError>(row.get_ref(at)?.as_blob().unwrap_or_default());
            let end = End {
                dev_seq: uint(row.get(2)?),
                last: id(blob(3)?, "chain")?,
                seen: uint(row.get(4)?),
                told: uint(row.get(5)?),
            };
            self.chains.put(row.get(0)?, id(blob(1)?, "chain")?, end);
        }
        Ok(())
    }

    /// Writes what a batch changed of the space and of its chains.
    pub(super) fn save(&mut self, conn: &Connection) -> Result<()> {
        update(conn, self.sid, &self.state)?;
        let mut put = conn.prepare_cached(
            "INSERT INTO chain (sid, ord, incarnation, last_seq, last16, seen_seq, told_seq)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
             ON CONFLICT DO UPDATE SET last_seq = ?4, last16 = ?5, seen_seq = ?6, told_seq = ?7",
        )?;
        while let Some((ord, life)) = self.longer.pop_first() {
            if let Some(end) = self.chains.end(ord, &life) {
                put.execute(params![
                    self.sid,
                    ord,
                    life.0,
                    int(end.dev_seq),
                    end.last.0,
                    int(end.seen),
                    int(end.told)
                ])?;
            }
        }
        Ok(())
    }
}

/// Local number of a space.
pub(super) fn sid(conn: &Connection, space: &SpaceId) -> Result<Option<i64>> {
    let mut query = conn.prepare_cached("SELECT sid FROM space WHERE space_id = ?1")?;
    Ok(query.query_row([space.0], |row| row.get(0)).optional()?)
}

/// Reads a space without its items.
pub(super) fn space(conn: &Connection, space: &SpaceId) -> Result<Option<(i64, SpaceState)>> {
    const DAMAGED: &str = "space";
    let mut query = conn.prepare_cached(
        "SELECT sid, head_seq, head_r, head_t, live_root, block_first, block_entries, block_bytes, bytes, quota,
                frozen, packed_seq, packed_bytes, healing_until, backed_seq, cut_seq, backed_before FROM space WHERE space_id = ?1",
    )?;
    let mut rows = query.query([space.0])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    let sid: i64 = row.get(0)?;
    let size = |value: i64| usize::try_from(value).unwrap_or(usize::MAX);
    let state = SpaceState {
        space: *space,
        members: Arc::new(members(conn, sid, space)?),
        head: LogHead {
            seq: uint(row.get(1)?),
            r: id(row.get_ref(2)?.as_blob().unwrap_or_default(), DAMAGED)?,
            t_ms: uint(row.get(3)?),
        },
        root: row.get(4)?,
        block: OpenBlock {
            first: uint(row.get(5)?),
            entries: size(row.get(6)?),
            bytes: size(row.get(7)?),
        },
        bytes: uint(row.get(8)?),
        quota: uint(row.get(9)?),
        frozen: row.get(10)?,
        packed: (uint(row.get(11)?), uint(row.get(12)?)),
        healing_until: uint(row.get(13)?),
        backed: uint(row.get(14)?),
        cut: uint(row.get(15)?),
        backed_before: uint(row.get(16)?),
        tree: LiveTree::new(),
        any_dangling: conn.query_row(
            "SELECT EXISTS (SELECT 1 FROM dangling WHERE sid = ?1)",
            [sid],
            |row| row.get(0),
        )?,
        oldest_tombstone: conn
            .query_row("SELECT min(t_ms) FROM tombstone WHERE sid = ?1", [sid], |row| {
                row.get::<_, Option<i64>>(0)
            })?
            .map(uint),
    };
    Ok(Some((sid, state)))
}

fn members(conn: &Connection, sid: i64, space: &SpaceId) -> Result<Membership> {
    const WHAT: StorageError = StorageError::Damaged { what: "membership" };
    let mut query = conn.prepare_cached(
        "SELECT k, t_ms, body, kind FROM log INDEXED BY log_member
         WHERE k BETWEEN ?1 AND ?2 AND kind IN (1, 2, 4) AND kind <> 2 ORDER BY k",
    )?;
    let mut rows = query.query([key(sid, 0), key(sid, u64::MAX)])?;
    let mut members: Option<Membership> = None;
    while let Some(row) = rows.next()? {
        let seq = seq_of(row.get(0)?);
        let signed = SignedRecord::read(row.get_ref(2)?.as_blob().unwrap_or_default()).map_err(|_| WHAT)?;
        match &mut members {
            None => members = Some(Membership::start(*space, &signed, seq).map_err(|_| WHAT)?),
            Some(members) => {
                let again = row.get::<_, i64>(3)? == i64::from(EntryKind::HealedMembership.code());
                let t_ms = uint(row.get(1)?);
                match again {
                    true => members.append_again(&signed, seq, t_ms).map(drop),
                    false => members.append(&signed, seq, t_ms),
                }
                .map_err(|_| WHAT)?;
            }
        }
    }
    members.ok_or(WHAT)
}

/// Makes the row of a space that has no entry yet, and returns its local number.
pub(super) fn insert(conn: &Connection, state: &SpaceState) -> Result<i64> {
    conn.execute(
        "INSERT INTO space (space_id, head_seq, head_r, head_t, live_root, live_count, block_first, block_entries,
                            block_bytes, bytes, quota)
         VALUES (?1, 0, ?2, 0, ?3, 0, 1, 0, 0, 0, ?4)",
        params![state.space.0, state.head.r.0, state.root, int(state.quota)],
    )?;
    Ok(conn.last_insert_rowid())
}

fn update(conn: &Connection, sid: i64, state: &SpaceState) -> Result<()> {
    let mut update = conn.prepare_cached(
        "UPDATE space SET head_seq = ?2, head_r = ?3, head_t = ?4, live_root = ?5, live_count = ?6,
                block_first = ?7, block_entries = ?8, block_bytes = ?9, bytes = ?10, quota = ?11, frozen = ?12,
                healing_until = ?13, backed_seq = ?14, cut_seq = ?15, backed_before = ?16
         WHERE sid = ?1",
    )?;
    let size = |value: usize| i64::try_from(value).unwrap_or(i64::MAX);
    update.execute(params![
        sid,
        int(state.head.seq),
        state.head.r.0,
        int(state.head.t_ms),
        state.root,
        int(state.tree.live_count()),
        int(state.block.first),
        size(state.block.entries),
        size(state.block.bytes),
        int(state.bytes),
        int(state.quota),
        state.frozen,
        int(state.healing_until),
        int(state.backed),
        int(state.cut),
        int(state.backed_before),
    ])?;
    Ok(())
}

/// Entries of all logs that ever were.
pub(super) fn entries(conn: &Connection) -> Result<u64> {
    let mut query = conn.prepare_cached("SELECT entries FROM relay WHERE id = 1")?;
    Ok(uint(query.query_row([], |row| row.get(0))?))
}

/// Sets the same.
pub(super) fn set_entries(conn: &Connection, entries: u64) -> Result<()> {
    conn.prepare_cached("UPDATE relay SET entries = ?1 WHERE id = 1")?
        .execute([int(entries)])?;
    Ok(())
}
