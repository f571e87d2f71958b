//! A log read again from its first entry, with no code of admission: running hash, who wrote, what lives.

use std::collections::{HashMap, HashSet};

use ekin_protocol::entry::Entry;
use ekin_protocol::envelope::{Frame, verify, view16};
use ekin_protocol::head::EntryKind;
use ekin_protocol::id::{ItemHash, ObjectId, R, Short, SpaceId};
use ekin_protocol::item::{Item, kind};
use ekin_protocol::limits::TOMBSTONE_DAYS;
use ekin_protocol::live::LiveTree;
use ekin_protocol::membership::{Membership, SignedRecord};

/// What a log led to so far.
pub(crate) struct Replay {
    space: SpaceId,
    /// Last place.
    pub(crate) seq: u64,
    /// Running hash there.
    pub(crate) r: R,
    t_ms: u64,
    /// Who belongs to the space.
    pub(crate) members: Option<Membership>,
    /// What lives.
    pub(crate) tree: LiveTree,
    ever: HashMap<(ObjectId, Short), (ItemHash, bool)>,
    awaited: HashSet<(ObjectId, Short)>,
    tombstones: Vec<(u64, ObjectId, ItemHash)>,
}

impl Replay {
    /// Before the first entry.
    pub(crate) fn new(space: SpaceId) -> Self {
        Self {
            space,
            seq: 0,
            r: R::start(&space),
            t_ms: 0,
            members: None,
            tree: LiveTree::new(),
            ever: HashMap::new(),
            awaited: HashSet::new(),
            tombstones: Vec::new(),
        }
    }

    /// Begins where a checkpoint stands for what was before: with the membership of then.
    pub(crate) fn begin_at(&mut self, records: &[Entry], upto: u64, r: R) -> Result<(), &'static str> {
        for record in records {
            (self.seq, self.t_ms) = (record.seq, record.t_ms);
            self.record(&record.body, record.kind == EntryKind::HealedMembership)?;
        }
        (self.seq, self.r) = (upto, r);
        Ok(())
    }

    fn is_public(&self) -> bool {
        self.members
            .as_ref()
            .is_none_or(|members| members.kind.is_public())
    }

    /// The view at the last entry; of a private space it is made with 32 zero bytes.
    pub(crate) fn view(&mut self) -> Short {
        match self.is_public() {
            true => view16(&self.r, &self.tree.root()),
            false => view16(&self.r, &[0; 32]),
        }
    }

    /// Takes the next entry; says what is wrong with it.
    pub(crate) fn take(&mut self, entry: &Entry) -> Result<(), &'static str> {
        if entry.seq != self.seq + 1 || entry.t_ms < self.t_ms {
            return Err("the order");
        }
        self.r = entry.next_r(&self.space, &self.r).map_err(|_| "the form")?;
        (self.seq, self.t_ms) = (entry.seq, entry.t_ms);
        self.let_go();
        match entry.kind {
            EntryKind::Notice => Ok(()),
            EntryKind::Membership => self.record(&entry.body, false),
            EntryKind::HealedMembership => self.record(&entry.body, true),
            EntryKind::Envelope | EntryKind::HealedEnvelope => self.envelope(&entry.body),
        }
    }

    fn record(&mut self, body: &[u8], again: bool) -> Result<(), &'static str> {
        let void = "a membership record";
        let signed = SignedRecord::read(body).map_err(|_| void)?;
        match &mut self.members {
            Some(members) if again => members
                .append_again(&signed, self.seq, self.t_ms)
                .map(drop)
                .map_err(|_| void),
            Some(members) => members.append(&signed, self.seq, self.t_ms).map_err(|_| void),
            None => {
                let members = Membership::start(self.space, &signed, self.seq).map_err(|_| void)?;
                self.members = Some(members);
                Ok(())
            }
        }
    }

    fn envelope(&mut self, body: &[u8]) -> Result<(), &'static str> {
        let frame = Frame::read(body).map_err(|_| "the form")?;
        let author = self
            .members
            .as_ref()
            .and_then(|members| members.member(frame.statement.ord))
            .ok_or("the author")?;
        if !verify(&author.key, &frame.id(&self.space).0, &frame.sig) {
            return Err("the signature");
        }
        if !self.is_public() {
            let members = self.members.as_ref();
            return match members.is_some_and(|members| members.epoch_at(self.seq) == frame.epoch) {
                true => Ok(()),
                false => Err("the epoch"),
            };
        }
        let (items, hashes) = frame.open_hashed().map_err(|_| "the content")?;
        for (item, hash) in items.iter().zip(hashes) {
            self.item(&item.map_err(|_| "the form")?, hash);
        }
        Ok(())
    }

    fn item(&mut self, item: &Item<'_>, hash: ItemHash) {
        let at = (item.object, hash.short());
        if self.ever.contains_key(&at) {
            return;
        }
        for name in &item.meta.supersedes {
            match self.ever.get_mut(&(item.object, *name)) {
                Some((dead, live)) => {
                    *live = false;
                    self.tree.remove(&item.object, dead);
                }
                None => {
                    self.awaited.insert((item.object, *name));
                }
            }
        }
        let live = !self.awaited.remove(&at);
        self.ever.insert(at, (hash, live));
        if live {
            self.tree.insert(&item.object, hash);
            if item.meta.kind == kind::TOMBSTONE {
                self.tombstones.push((self.t_ms, item.object, hash));
            }
        }
    }

    /// Tombstones live for 400 days of log time.
    fn let_go(&mut self) {
        let Some(before) = self.t_ms.checked_sub(TOMBSTONE_DAYS * 86_400_000) else {
            return;
        };
        let (tree, ever) = (&mut self.tree, &mut self.ever);
        self.tombstones.retain(|(t_ms, object, hash)| {
            if *t_ms < before {
                tree.remove(object, hash);
                if let Some((_, live)) = ever.get_mut(&(*object, hash.short())) {
                    *live = false;
                }
            }
            *t_ms >= before
        });
    }
}
