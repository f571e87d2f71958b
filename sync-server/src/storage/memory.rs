//! Logs in memory, for simulations and as the model of what a storage does.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::convert::Infallible;
use std::sync::{Arc, Mutex, MutexGuard};

use ekin_protocol::code::Code;
use ekin_protocol::entry::{Entry, Notice};
use ekin_protocol::head::EntryKind;
use ekin_protocol::id::{
    EnvelopeId, Incarnation, Instance, ItemHash, ObjectId, Ord, R, RecordId, SegmentHash, Short, SpaceId,
};
use ekin_protocol::item::kind;
use ekin_protocol::membership::SignedRecord;

use super::{
    Liveness, NewPack, PackInputs, PackedSegment, Result, Snapshot, SpaceInfo, Storage, StorageError,
    Stretch, Write, Written, erasure,
};
use crate::admit::{self, Author, Change, Held, Ledger, Logged, SpaceState, Step};

/// Bytes that a new space may use.
pub const QUOTA: u64 = 4 << 30;

struct Row {
    entry: Entry,
    id: [u8; 32],
    r: R,
    view: Short,
    block: u64,
    author: Option<Author>,
}

struct Stored {
    seq: u64,
    n: u8,
    t_ms: u64,
    kind: u16,
    live: bool,
}

/// What is kept of one space beside its [`SpaceState`].
#[derive(Default)]
struct Shelf {
    log: Vec<Row>,
    chains: BTreeMap<(Ord, Incarnation), (u64, Short, u64)>,
    records: BTreeMap<(ObjectId, ItemHash), Stored>,
    copies: BTreeMap<(ObjectId, ItemHash), Vec<(u64, u8)>>,
    dangling: BTreeMap<(ObjectId, Short), BTreeSet<(u64, u8)>>,
    lives: BTreeMap<u64, Liveness>,
    due: BTreeSet<(u64, u64, u8)>,
    manifest: Option<(u64, Vec<u8>)>,
    pack: Vec<PackedSegment>,
    segments: HashMap<SegmentHash, (Vec<u8>, Option<u64>)>,
}

impl Shelf {
    fn row(&self, seq: u64) -> Option<&Row> {
        self.log.get(usize::try_from(seq.checked_sub(1)?).ok()?)
    }

    fn after(&self, seq: u64) -> &[Row] {
        self.log
            .get(usize::try_from(seq).unwrap_or(usize::MAX)..)
            .unwrap_or_default()
    }

    fn mark_dead(&mut self, t_ms: u64, (seq, n): (u64, u8)) {
        if let Some(life) = self.lives.get_mut(&seq) {
            life.dead |= 1 << n;
        }
        self.due.insert((t_ms, seq, n));
    }

    fn change(&mut self, step: &Step, change: &Change) {
        match *change {
            Change::Insert {
                object,
                hash,
                n,
                kind,
                live,
            } => {
                let stored = Stored {
                    seq: step.seq,
                    n,
                    t_ms: step.t_ms,
                    kind,
                    live,
                };
                self.records.insert((object, hash), stored);
                if !live {
                    self.mark_dead(step.t_ms, (step.seq, n));
                }
            }
            Change::Copy { object, hash, n } => {
                self.copies.entry((object, hash)).or_default().push((step.seq, n));
                if let Some(life) = self.lives.get_mut(&step.seq) {
                    life.dead |= 1 << n;
                }
            }
            Change::Kill { object, hash, seq, n } => {
                if let Some(stored) = self.records.get_mut(&(object, hash)) {
                    stored.live = false;
                }
                self.mark_dead(step.t_ms, (seq, n));
                for (seq, n) in self.copies.get(&(object, hash)).cloned().unwrap_or_default() {
                    self.due.insert((step.t_ms, seq, n));
                }
            }
            Change::Dangle { object, name, n } => {
                self.dangling
                    .entry((object, name))
                    .or_default()
                    .insert((step.seq, n));
                if let Some(life) = self.lives.get_mut(&step.seq) {
                    life.kept |= 1 << n;
                }
            }
            Change::Settle { object, name } => {
                for by in self.dangling.remove(&(object, name)).unwrap_or_default() {
                    let still = self.dangling.values().any(|others| others.contains(&by));
                    if let (false, Some(life)) = (still, self.lives.get_mut(&by.0)) {
                        life.kept &= !(1 << by.1);
                    }
                }
            }
        }
    }
}

impl Ledger for Shelf {
    type Error = Infallible;

    fn logged(
        &mut self,
        ord: Ord,
        life: &Incarnation,
        dev_seq: u64,
    ) -> std::result::Result<Option<Logged>, Infallible> {
        let wanted =
            |author: &Author| (author.ord, author.incarnation, author.dev_seq) == (ord, *life, dev_seq);
        Ok(self.log.iter().rev().find_map(|row| {
            let author = row.author.filter(wanted)?;
            Some(Logged {
                seq: row.entry.seq,
                id: EnvelopeId(row.id),
                content_id: author.content_id,
            })
        }))
    }

    fn tip(&mut self, ord: Ord, life: &Incarnation) -> std::result::Result<Option<(u64, Short)>, Infallible> {
        Ok(self
            .chains
            .get(&(ord, *life))
            .map(|(dev_seq, last, _)| (*dev_seq, *last)))
    }

    fn newest(&mut self, ord: Ord) -> std::result::Result<Option<Incarnation>, Infallible> {
        let lives = self
            .chains
            .range((ord, Incarnation([0; 8]))..=(ord, Incarnation([255; 8])));
        Ok(lives
            .max_by_key(|(_, (_, _, seen))| *seen)
            .map(|((_, life), _)| *life))
    }

    fn view(&mut self, seq: u64) -> std::result::Result<Option<Short>, Infallible> {
        Ok(self.row(seq).map(|row| row.view))
    }

    fn record(&mut self, object: &ObjectId, name: &Short) -> std::result::Result<Option<Held>, Infallible> {
        let mut from = [0; 32];
        let mut to = [255; 32];
        for (at, byte) in name.0.iter().enumerate() {
            (from[at], to[at]) = (*byte, *byte);
        }
        let mut found = self
            .records
            .range((*object, ItemHash(from))..=(*object, ItemHash(to)));
        Ok(found.next().map(|((_, hash), stored)| Held {
            hash: *hash,
            seq: stored.seq,
            n: stored.n,
            live: stored.live,
        }))
    }

    fn dangling(&mut self, object: &ObjectId, name: &Short) -> std::result::Result<bool, Infallible> {
        Ok(self.dangling.contains_key(&(*object, *name)))
    }

    fn tombstones_before(&mut self, t_ms: u64) -> std::result::Result<Vec<(ObjectId, Held)>, Infallible> {
        let old = |stored: &&Stored| stored.live && stored.kind == kind::TOMBSTONE && stored.t_ms < t_ms;
        Ok(self
            .records
            .iter()
            .filter(|(_, stored)| old(stored))
            .map(|((object, hash), stored)| {
                let held = Held {
                    hash: *hash,
                    seq: stored.seq,
                    n: stored.n,
                    live: true,
                };
                (*object, held)
            })
            .collect())
    }

    fn oldest_tombstone(&mut self) -> std::result::Result<Option<u64>, Infallible> {
        let tombstones = self
            .records
            .values()
            .filter(|stored| stored.live && stored.kind == kind::TOMBSTONE);
        Ok(tombstones.map(|stored| stored.t_ms).min())
    }

    fn member_record(&mut self, id: &RecordId) -> std::result::Result<Option<u64>, Infallible> {
        let found = self
            .log
            .iter()
            .find(|row| row.entry.kind == EntryKind::Membership && row.id == id.0);
        Ok(found.map(|row| row.entry.seq))
    }

    fn keep(&mut self, step: &Step, _: &SpaceState) -> std::result::Result<(), Infallible> {
        if let Some(author) = step.author {
            self.chains.insert(
                (author.ord, author.incarnation),
                (author.dev_seq, author.content_id.short(), step.seq),
            );
            let life = Liveness {
                seq: step.seq,
                items: step.items,
                bytes: u32::try_from(step.body.len()).unwrap_or(u32::MAX),
                dead: 0,
                kept: 0,
            };
            self.lives.insert(step.seq, life);
        }
        self.log.push(Row {
            entry: Entry {
                seq: step.seq,
                t_ms: step.t_ms,
                kind: step.kind,
                body: step.body.clone(),
            },
            id: step.id,
            r: step.r,
            view: step.view,
            block: step.block,
            author: step.author,
        });
        step.changes.iter().for_each(|change| self.change(step, change));
        Ok(())
    }
}

struct Space {
    state: SpaceState,
    shelf: Shelf,
}

struct Inner {
    instance: Instance,
    entries: u64,
    order: Vec<SpaceId>,
    spaces: HashMap<SpaceId, Space>,
}

/// A relay's storage in memory.
pub struct MemoryStorage {
    inner: Mutex<Inner>,
    quota: u64,
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

    fn create(&self, inner: &mut Inner, records: &[SignedRecord], now_ms: u64) -> Written {
        let Some((genesis, rest)) = records.split_first() else {
            return Written::Created(Err(Code::BadForm));
        };
        let Some(id) = genesis.space() else {
            return Written::Created(Err(Code::BadForm));
        };
        if !inner.spaces.contains_key(&id) {
            let fresh = admit::genesis(genesis, self.quota)
                .and_then(|state| admit::rehearse(&state, rest, now_ms).map(|()| state));
            let state = match fresh {
                Ok(state) => state,
                Err(code) => return Written::Created(Err(code)),
            };
            let shelf = Shelf::default();
            let space = inner.spaces.entry(id).or_insert(Space { state, shelf });
            let Ok(_) = admit::first(&mut space.state, &mut space.shelf, genesis, now_ms);
            inner.order.push(id);
        }
        let Some(space) = inner.spaces.get_mut(&id) else {
            return Written::Created(Err(Code::NoSpace));
        };
        for signed in rest {
            let Ok(taken) = admit::record(&mut space.state, &mut space.shelf, signed, now_ms);
            if let Err(code) = taken {
                return Written::Created(Err(code));
            }
        }
        Written::Created(Ok(space.state.head))
    }

    fn one(&self, inner: &mut Inner, write: &Write, now_ms: u64) -> Written {
        match write {
            Write::Create(records) => self.create(inner, records, now_ms),
            Write::Push { space, frames } => match inner.spaces.get_mut(space) {
                None => Written::no_space(space, frames),
                Some(Space { state, shelf }) => {
                    let mut verdicts = Vec::with_capacity(frames.len());
                    for frame in frames {
                        let Ok(verdict) = admit::envelope(state, shelf, frame, now_ms);
                        verdicts.push(verdict);
                    }
                    let head = Some(state.head);
                    Written::Pushed { verdicts, head }
                }
            },
            Write::Record { space, record } => {
                let taken = match inner.spaces.get_mut(space) {
                    None => Err(Code::NoSpace),
                    Some(Space { state, shelf }) => {
                        let Ok(taken) = admit::record(state, shelf, record, now_ms);
                        taken
                    }
                };
                Written::Recorded(record.id(), taken)
            }
        }
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
            .collect();
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
            let rows = space.shelf.after(after).iter().take(max_entries).take_while(fits);
            rows.map(|row| row.entry.clone()).collect()
        })?;
        Ok(entries.unwrap_or_default())
    }

    fn stretch(&self, space: &SpaceId, from: u64) -> Result<Option<Stretch>> {
        let stretch = self.on(space, |space| {
            let block = space.shelf.row(from)?.block;
            let rows = space.shelf.after(from - 1).iter();
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
            let rows = space.shelf.after(after).iter().map(|row| &row.entry);
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
        for Space { state, shelf } in inner.spaces.values_mut() {
            let Ok(_) = admit::notice(state, shelf, instance, now_ms);
        }
        Ok(())
    }

    fn entries_total(&self) -> Result<u64> {
        Ok(self.lock()?.entries)
    }

    fn pack_inputs(&self, space: &SpaceId) -> Result<Option<PackInputs>> {
        self.on(space, |Space { state, shelf }| {
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
        self.on(space, |Space { state, shelf }| {
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
            let due: Vec<_> = old.take(max - erased).copied().collect();
            for (t_ms, seq, n) in due {
                shelf.due.remove(&(t_ms, seq, n));
                let at = usize::try_from(seq - 1).unwrap_or(usize::MAX);
                if let Some(row) = shelf.log.get_mut(at) {
                    row.entry.body = erasure::without_payloads(&row.entry.body, 1 << n)?;
                }
                erased += 1;
            }
        }
        Ok(erased)
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
