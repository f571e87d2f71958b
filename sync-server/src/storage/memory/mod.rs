//! Logs in memory, for simulations and as the model of what a storage does.

mod beside;
mod shelf;

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use ekin_protocol::code::Code;
use ekin_protocol::entry::{Entry, Notice};
use ekin_protocol::head::EntryKind;
use ekin_protocol::id::{Incarnation, Instance, Ord, R, SegmentHash, Short, SpaceId};
use ekin_protocol::limits::HEALING_MS;
use ekin_protocol::membership::{Body, SignedRecord};

use super::{
    NewPack, PackInputs, Result, Snapshot, SpaceInfo, Storage, StorageError, Stretch, Write, Written, erasure,
};
use crate::admit::{self, Ledger, SpaceState};
use beside::{Post, Rooms};
use shelf::{Row, Shelf};

/// Bytes that a new space may use.
pub const QUOTA: u64 = 4 << 30;

#[derive(Clone)]
struct Space {
    state: SpaceState,
    shelf: Shelf,
    rooms: Rooms,
}

impl Space {
    /// Takes a membership record and does what it says beside the log.
    fn take(
        &mut self,
        (signed, lost): (&SignedRecord, bool),
        now_ms: u64,
    ) -> Result<std::result::Result<u64, Code>> {
        let Ok(taken) = admit::record(&mut self.state, &mut self.shelf, (signed, lost), now_ms);
        if let (Ok(_), Body::Erase(erase)) = (&taken, &signed.record.body) {
            self.rooms.erase(erase);
            self.shelf.erase(erase)?;
        }
        Ok(taken)
    }
}

#[derive(Clone)]
struct Inner {
    instance: Instance,
    entries: u64,
    order: Vec<SpaceId>,
    spaces: HashMap<SpaceId, Space>,
    post: Post,
}

/// A relay's storage in memory.
pub struct MemoryStorage {
    inner: Mutex<Inner>,
    quota: u64,
}

impl Clone for MemoryStorage {
    /// All of it as it is now, as a copy of the files would have it.
    fn clone(&self) -> Self {
        let inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner).clone();
        Self {
            inner: Mutex::new(inner),
            quota: self.quota,
        }
    }
}

impl MemoryStorage {
    /// An empty storage.
    pub fn new(instance: Instance) -> Self {
        Self::with_quota(instance, QUOTA)
    }

    /// An empty storage whose spaces may use so many bytes.
    pub fn with_quota(instance: Instance, quota: u64) -> Self {
        let inner = Inner {
            instance,
            entries: 0,
            order: Vec::new(),
            spaces: HashMap::new(),
            post: Post::default(),
        };
        Self {
            inner: Mutex::new(inner),
            quota,
        }
    }

    fn lock(&self) -> Result<MutexGuard<'_, Inner>> {
        self.inner.lock().map_err(|_| StorageError::Poisoned)
    }

    fn on<T>(&self, space: &SpaceId, f: impl FnOnce(&mut Space) -> T) -> Result<Option<T>> {
        Ok(self.lock()?.spaces.get_mut(space).map(f))
    }

    fn create(&self, inner: &mut Inner, records: &[SignedRecord], now_ms: u64) -> Result<Written> {
        let Some((genesis, rest)) = records.split_first() else {
            return Ok(Written::Created(Err(Code::BadForm)));
        };
        let Some(id) = genesis.space() else {
            return Ok(Written::Created(Err(Code::BadForm)));
        };
        if !inner.spaces.contains_key(&id) {
            let fresh = admit::genesis(genesis, self.quota)
                .and_then(|state| admit::rehearse(&state, rest, now_ms).map(|()| state));
            let state = match fresh {
                Ok(state) => state,
                Err(code) => return Ok(Written::Created(Err(code))),
            };
            let (shelf, rooms) = (Shelf::default(), Rooms::default());
            let space = inner.spaces.entry(id).or_insert(Space { state, shelf, rooms });
            let Ok(_) = admit::first(&mut space.state, &mut space.shelf, genesis, now_ms);
            inner.order.push(id);
        }
        let Some(space) = inner.spaces.get_mut(&id) else {
            return Ok(Written::Created(Err(Code::NoSpace)));
        };
        for signed in rest {
            if let Err(code) = space.take((signed, false), now_ms)? {
                return Ok(Written::Created(Err(code)));
            }
        }
        Ok(Written::Created(Ok(space.state.head)))
    }

    fn one(&self, inner: &mut Inner, write: &Write, now_ms: u64) -> Result<Written> {
        Ok(match write {
            Write::Create(records) => self.create(inner, records, now_ms)?,
            Write::Push { space, frames } => match inner.spaces.get_mut(space) {
                None => Written::no_space(space, frames),
                Some(Space { state, shelf, .. }) => {
                    let mut verdicts = Vec::with_capacity(frames.len());
                    for frame in frames {
                        let Ok(verdict) = admit::envelope(state, shelf, frame, now_ms);
                        verdicts.push(verdict);
                    }
                    let head = Some(state.head);
                    Written::Pushed { verdicts, head }
                }
            },
            Write::Record { space, record, lost } => {
                let taken = match inner.spaces.get_mut(space) {
                    None => Err(Code::NoSpace),
                    Some(space) => {
                        let taken = space.take((record, *lost), now_ms)?;
                        if taken.is_ok() && erasure::ends(&space.state, record) {
                            space.rooms = Rooms::default();
                            space.shelf.empty();
                        }
                        taken
                    }
                };
                Written::Recorded(record.id(), taken)
            }
        })
    }
}

impl Storage for MemoryStorage {
    fn write(&self, batch: &[Write], now_ms: u64) -> Result<Vec<Written>> {
        let mut inner = self.lock()?;
        let total = |inner: &Inner| inner.spaces.values().map(|s| s.state.head.seq).sum::<u64>();
        let before = total(&inner);
        let written = batch
            .iter()
            .map(|write| self.one(&mut inner, write, now_ms))
            .collect::<Result<_>>()?;
        inner.entries += total(&inner) - before;
        Ok(written)
    }

    fn snapshot(&self, space: &SpaceId) -> Result<Option<Arc<Snapshot>>> {
        self.on(space, |space| Arc::new(space.state.snapshot()))
    }

    fn find(&self, prefix: &[u8; 8]) -> Result<Vec<SpaceId>> {
        let inner = self.lock()?;
        let spaces = inner.order.iter().filter(|space| space.0.starts_with(prefix));
        Ok(spaces.copied().collect())
    }

    fn spaces(&self) -> Result<Vec<SpaceInfo>> {
        let inner = self.lock()?;
        let states = inner.order.iter().filter_map(|id| inner.spaces.get(id));
        Ok(states
            .map(|Space { state, .. }| SpaceInfo {
                space: state.space,
                head: state.head,
                bytes: state.bytes,
                quota: state.quota,
                frozen: state.frozen,
                healing_until: state.healing_until,
                backed: state.backed,
            })
            .collect())
    }

    fn read(&self, space: &SpaceId, after: u64, max_bytes: usize, max_entries: usize) -> Result<Vec<Entry>> {
        let entries = self.on(space, |space| {
            let mut bytes = 0usize;
            let fits = |row: &&Row| {
                let first = bytes == 0;
                bytes = bytes.saturating_add(row.entry.body.len() + super::ENTRY_OVERHEAD);
                first || bytes <= max_bytes
            };
            let rows = space.shelf.after(after).take(max_entries).take_while(fits);
            rows.map(|row| row.entry.clone()).collect()
        })?;
        Ok(entries.unwrap_or_default())
    }

    fn stretch(&self, space: &SpaceId, from: u64) -> Result<Option<Stretch>> {
        let stretch = self.on(space, |space| {
            let block = space.shelf.row(from)?.block;
            let rows = space.shelf.after(from - 1);
            Some(Stretch {
                entries: rows
                    .take_while(|row| row.block == block)
                    .map(|row| row.entry.clone())
                    .collect(),
                closed: block < space.state.block.first,
            })
        })?;
        Ok(stretch.flatten())
    }

    fn member_entries(&self, space: &SpaceId, after: u64, max_entries: usize) -> Result<Vec<Entry>> {
        let entries = self.on(space, |space| {
            let membership =
                |entry: &&Entry| matches!(entry.kind, EntryKind::Membership | EntryKind::HealedMembership);
            let rows = space.shelf.after(after).map(|row| &row.entry);
            rows.filter(membership).take(max_entries).cloned().collect()
        })?;
        Ok(entries.unwrap_or_default())
    }

    fn mark(&self, space: &SpaceId, seq: u64) -> Result<Option<(R, Short)>> {
        let mark = self.on(space, |space| space.shelf.row(seq).map(|row| (row.r, row.view)))?;
        Ok(mark.flatten())
    }

    fn chain(&self, space: &SpaceId, ord: Ord, incarnation: &Incarnation) -> Result<Option<(u64, Short)>> {
        let tip = self.on(space, |space| {
            let Ok(tip) = space.shelf.tip(ord, incarnation);
            tip
        })?;
        Ok(tip.flatten())
    }

    fn notices(&self, space: &SpaceId) -> Result<Vec<(u64, Instance)>> {
        let notices = self.on(space, |space| {
            let notices = space
                .shelf
                .log
                .iter()
                .filter(|row| row.entry.kind == EntryKind::Notice);
            notices
                .filter_map(|row| Some((row.entry.seq, Notice::read(&row.entry.body).ok()?.instance)))
                .collect()
        })?;
        Ok(notices.unwrap_or_default())
    }

    fn instance(&self) -> Result<Instance> {
        Ok(self.lock()?.instance)
    }

    fn start_instance(&self, instance: Instance, now_ms: u64) -> Result<()> {
        let mut inner = self.lock()?;
        inner.instance = instance;
        inner.entries += inner.spaces.len() as u64;
        for Space { state, shelf, .. } in inner.spaces.values_mut() {
            state.healing_until = now_ms.saturating_add(HEALING_MS);
            let Ok(_) = admit::notice(state, shelf, instance, now_ms);
        }
        Ok(())
    }

    fn finish_healing(&self, space: &SpaceId) -> Result<bool> {
        Ok(self.on(space, |space| space.state.healing_until = 0)?.is_some())
    }

    fn healed(&self, space: &SpaceId) -> Result<u64> {
        let again = |entry: &Entry| {
            matches!(
                entry.kind,
                EntryKind::HealedEnvelope | EntryKind::HealedMembership
            )
        };
        let count = self.on(space, |space| {
            space.shelf.log.iter().filter(|row| again(&row.entry)).count() as u64
        })?;
        Ok(count.unwrap_or_default())
    }

    fn note_backed(&self, space: &SpaceId, seq: u64) -> Result<()> {
        self.on(space, |space| space.state.note_backed(seq)).map(drop)
    }

    fn entries_total(&self) -> Result<u64> {
        Ok(self.lock()?.entries)
    }

    fn pack_inputs(&self, space: &SpaceId) -> Result<Option<PackInputs>> {
        self.on(space, |Space { state, shelf, .. }| {
            let packed_seq = state.packed.0;
            let mut wanted: BTreeSet<u64> = shelf
                .pack
                .iter()
                .flat_map(|s| s.contents.iter().map(|(seq, _)| *seq))
                .collect();
            wanted.extend(shelf.lives.range(packed_seq + 1..).map(|(seq, _)| *seq));
            PackInputs {
                head: state.head,
                live_root: state.root,
                live_count: state.tree.live_count(),
                segments: shelf.pack.clone(),
                packed_seq,
                envelopes: wanted
                    .iter()
                    .filter_map(|seq| shelf.lives.get(seq))
                    .copied()
                    .collect(),
                log_bytes: state.bytes,
            }
        })
    }

    fn entry(&self, space: &SpaceId, seq: u64) -> Result<Option<Entry>> {
        let entry = self.on(space, |space| space.shelf.row(seq).map(|row| row.entry.clone()))?;
        Ok(entry.flatten())
    }

    fn put_pack(&self, space: &SpaceId, pack: &NewPack, now_ms: u64) -> Result<()> {
        self.on(space, |Space { state, shelf, .. }| {
            for (_, dropped) in shelf.segments.values_mut() {
                dropped.get_or_insert(now_ms);
            }
            for (segment, bytes) in &pack.segments {
                match bytes {
                    Some(bytes) => {
                        shelf.segments.insert(segment.hash, (bytes.clone(), None));
                    }
                    None => {
                        if let Some((_, dropped)) = shelf.segments.get_mut(&segment.hash) {
                            *dropped = None;
                        }
                    }
                }
            }
            shelf.pack = pack.segments.iter().map(|(segment, _)| segment.clone()).collect();
            shelf.manifest = Some((pack.seq, pack.manifest.clone()));
            state.packed = (pack.seq, pack.log_bytes);
        })?;
        Ok(())
    }

    fn purge_segments(&self, before_ms: u64) -> Result<usize> {
        let mut purged = 0;
        for Space { shelf, .. } in self.lock()?.spaces.values_mut() {
            let had = shelf.segments.len();
            shelf
                .segments
                .retain(|_, (_, dropped)| dropped.is_none_or(|at| at >= before_ms));
            purged += had - shelf.segments.len();
        }
        Ok(purged)
    }

    fn manifest(&self, space: &SpaceId) -> Result<Option<(u64, Vec<u8>)>> {
        Ok(self.on(space, |space| space.shelf.manifest.clone())?.flatten())
    }

    fn segment(&self, space: &SpaceId, hash: &SegmentHash) -> Result<Option<Vec<u8>>> {
        let segment = self.on(space, |space| {
            space.shelf.segments.get(hash).map(|(bytes, _)| bytes.clone())
        })?;
        Ok(segment.flatten())
    }

    fn erase_dead(&self, before_ms: u64, max: usize) -> Result<usize> {
        let mut erased = 0;
        for Space { shelf, .. } in self.lock()?.spaces.values_mut() {
            let old = shelf.due.iter().take_while(|(t_ms, ..)| *t_ms < before_ms);
            let kept = |seq: u64, n: u8| shelf.lives.get(&seq).is_some_and(|life| life.kept >> n & 1 == 1);
            let old = old.filter(|(_, seq, n)| !kept(*seq, *n));
            let due: Vec<_> = old.take(max - erased).copied().collect();
            for (t_ms, seq, n) in due {
                shelf.due.remove(&(t_ms, seq, n));
                shelf.erase_payload(seq, n)?;
                erased += 1;
            }
        }
        Ok(erased)
    }

    fn cut(&self, space: &SpaceId, upto: u64) -> Result<()> {
        self.on(space, |Space { state, shelf, .. }| {
            state.end_at(upto, shelf.cut(upto));
        })?;
        Ok(())
    }

    fn set_quota(&self, space: &SpaceId, quota: u64) -> Result<bool> {
        Ok(self.on(space, |space| space.state.quota = quota)?.is_some())
    }

    fn set_frozen(&self, space: &SpaceId, frozen: bool) -> Result<bool> {
        Ok(self.on(space, |space| space.state.frozen = frozen)?.is_some())
    }

    fn delete(&self, space: &SpaceId) -> Result<bool> {
        let mut inner = self.lock()?;
        inner.order.retain(|id| id != space);
        Ok(inner.spaces.remove(space).is_some())
    }
}
