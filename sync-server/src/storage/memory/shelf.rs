//! What is kept of one space: rows in plain maps.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::convert::Infallible;

use ekin_protocol::entry::{Entry, Notice};
use ekin_protocol::head::EntryKind;
use ekin_protocol::id::{
    EnvelopeId, Incarnation, Instance, ItemHash, ObjectId, Ord, R, RecordId, SegmentHash, Short,
};
use ekin_protocol::item::kind;
use ekin_protocol::membership::Erase;

use crate::admit::{Author, Change, Held, Ledger, Logged, SpaceState, Step};
use crate::storage::chains::{Chains, End};
use crate::storage::{Liveness, PackedSegment, Result, erasure};

#[derive(Clone)]
pub(super) struct Row {
    pub(super) entry: Entry,
    pub(super) id: [u8; 32],
    pub(super) r: R,
    pub(super) view: Short,
    pub(super) block: u64,
    pub(super) author: Option<Author>,
    /// Gone at a checkpoint: only its place is left.
    gone: bool,
}

#[derive(Clone)]
pub(super) struct Stored {
    pub(super) seq: u64,
    pub(super) n: u8,
    pub(super) t_ms: u64,
    pub(super) kind: u16,
    live: bool,
}

/// What is kept of one space beside its [`SpaceState`].
#[derive(Clone, Default)]
pub(super) struct Shelf {
    pub(super) log: Vec<Row>,
    pub(super) chains: Chains,
    pub(super) records: BTreeMap<(ObjectId, ItemHash), Stored>,
    pub(super) copies: BTreeMap<(ObjectId, ItemHash), Vec<(u64, u8)>>,
    pub(super) dangling: BTreeMap<(ObjectId, Short), BTreeSet<(u64, u8)>>,
    pub(super) lives: BTreeMap<u64, Liveness>,
    pub(super) due: BTreeSet<(u64, u64, u8)>,
    pub(super) manifest: Option<(u64, Vec<u8>)>,
    pub(super) pack: Vec<PackedSegment>,
    pub(super) segments: HashMap<SegmentHash, (Vec<u8>, Option<u64>)>,
}

fn is_record(kind: EntryKind) -> bool {
    matches!(kind, EntryKind::Membership | EntryKind::HealedMembership)
}

impl Shelf {
    pub(super) fn row(&self, seq: u64) -> Option<&Row> {
        let row = self.log.get(usize::try_from(seq.checked_sub(1)?).ok()?);
        row.filter(|row| !row.gone)
    }

    pub(super) fn after(&self, seq: u64) -> impl Iterator<Item = &Row> {
        let rows = self.log.get(usize::try_from(seq).unwrap_or(usize::MAX)..);
        rows.unwrap_or_default().iter().filter(|row| !row.gone)
    }

    /// Lets envelopes go up to a place; says how many bytes.
    pub(super) fn cut(&mut self, upto: u64) -> u64 {
        let mut bytes = 0;
        let all = usize::try_from(upto).unwrap_or(usize::MAX);
        for row in self.log.iter_mut().take(all).filter(|row| row.author.is_some()) {
            bytes += std::mem::take(&mut row.entry.body).len() as u64;
            (row.author, row.gone) = (None, true);
        }
        bytes
    }

    /// Leaves of the envelopes what proves who wrote them and when.
    pub(super) fn empty(&mut self) {
        for row in self.log.iter_mut().filter(|row| row.author.is_some()) {
            if let Ok(body) = erasure::without_body(&row.entry.body) {
                row.entry.body = body;
            }
        }
    }

    fn mark_dead(&mut self, t_ms: u64, (seq, n): (u64, u8)) {
        if let Some(life) = self.lives.get_mut(&seq) {
            life.dead |= 1 << n;
        }
        self.due.insert((t_ms, seq, n));
    }

    /// Replaces the payloads of dead items of public objects by their hashes.
    pub(super) fn erase(&mut self, erase: &Erase) -> Result<()> {
        let named = |object: &ObjectId| erase.objects.contains(object);
        let records = self.records.iter().filter(|((object, _), _)| named(object));
        let mut places: BTreeSet<(u64, u8)> = records.map(|(_, stored)| (stored.seq, stored.n)).collect();
        let copies = self.copies.iter().filter(|((object, _), _)| named(object));
        places.extend(copies.flat_map(|(_, places)| places));
        let due: Vec<_> = self.due.iter().copied().collect();
        for (t_ms, seq, n) in due.into_iter().filter(|(_, seq, n)| places.contains(&(*seq, *n))) {
            let Some(life) = self.lives.get_mut(&seq).filter(|life| life.kept >> n & 1 == 0) else {
                continue;
            };
            life.erased |= 1 << n;
            self.due.remove(&(t_ms, seq, n));
            self.erase_payload(seq, n)?;
        }
        Ok(())
    }

    /// Replaces the payload of one item by its hash.
    pub(super) fn erase_payload(&mut self, seq: u64, n: u8) -> Result<()> {
        let at = usize::try_from(seq - 1).unwrap_or(usize::MAX);
        if let Some(row) = self.log.get_mut(at) {
            row.entry.body = erasure::without_payloads(&row.entry.body, 1 << n)?;
        }
        Ok(())
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
        Ok(self.chains.end(ord, life).map(|end| (end.dev_seq, end.last)))
    }

    fn newest(&mut self, ord: Ord) -> std::result::Result<Option<Incarnation>, Infallible> {
        Ok(self.chains.newest(ord))
    }

    fn told(&mut self, ord: Ord, life: &Incarnation) -> std::result::Result<u64, Infallible> {
        Ok(self.chains.end(ord, life).map_or(0, |end| end.told))
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

    fn instance(&mut self) -> std::result::Result<Option<Instance>, Infallible> {
        let mut notices = self
            .log
            .iter()
            .rev()
            .filter(|row| row.entry.kind == EntryKind::Notice);
        Ok(notices.find_map(|row| Some(Notice::read(&row.entry.body).ok()?.instance)))
    }

    fn member_record(&mut self, id: &RecordId) -> std::result::Result<Option<u64>, Infallible> {
        let found = self
            .log
            .iter()
            .find(|row| is_record(row.entry.kind) && row.id == id.0);
        Ok(found.map(|row| row.entry.seq))
    }

    fn keep(&mut self, step: &Step, _: &SpaceState) -> std::result::Result<(), Infallible> {
        if let Some(author) = step.author {
            let end = End {
                dev_seq: author.dev_seq,
                last: author.content_id.short(),
                seen: step.seq,
                told: author.told,
            };
            self.chains.put(author.ord, author.incarnation, end);
        }
        if step.items > 0 {
            let life = Liveness {
                seq: step.seq,
                items: step.items,
                bytes: u32::try_from(step.body.len()).unwrap_or(u32::MAX),
                dead: 0,
                kept: 0,
                erased: 0,
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
            gone: false,
        });
        step.changes.iter().for_each(|change| self.change(step, change));
        Ok(())
    }
}
