//! The naive replay: entry by entry, the running hash, admission, and with `reference` what the records say. These
//! two files are all of it, under 300 lines; they share no code with the fold, the ledger or the projection.

use std::collections::BTreeMap;

use ekin_protocol::admission::{self, Chain, Tip};
use ekin_protocol::entry::Entry;
use ekin_protocol::envelope::Frame;
use ekin_protocol::head::EntryKind;
use ekin_protocol::id::{Incarnation, Ord, R, SpaceId};
use ekin_protocol::membership::{Membership, SignedRecord};

use super::reference::Reference;

/// What a replay knows so far.
pub(super) struct Replay {
    space: SpaceId,
    pub seq: u64,
    pub r: R,
    pub t_ms: u64,
    pub members: Option<Membership>,
    tips: BTreeMap<(Ord, Incarnation), Tip>,
    newest: BTreeMap<Ord, Incarnation>,
    pub reference: Reference,
    pub not_counted: u64,
    /// Whether the log said that its relay was restored: only then something is admitted again.
    restored: bool,
}

impl Replay {
    /// Before the log's first entry.
    pub fn of(space: SpaceId) -> Self {
        Self {
            space,
            seq: 0,
            r: R::start(&space),
            t_ms: 0,
            members: None,
            tips: BTreeMap::new(),
            newest: BTreeMap::new(),
            reference: Reference::default(),
            restored: false,
            not_counted: 0,
        }
    }

    /// The entry that comes next; false when the log is none.
    pub fn take(&mut self, entry: &Entry) -> bool {
        if entry.seq != self.seq + 1 || entry.t_ms < self.t_ms {
            return false;
        }
        let Ok(r) = entry.next_r(&self.space, &self.r) else {
            return false;
        };
        let counts = match entry.kind {
            EntryKind::Notice => {
                self.restored = true;
                true
            }
            EntryKind::Membership | EntryKind::HealedMembership => self.record(entry),
            EntryKind::Envelope | EntryKind::HealedEnvelope => self.envelope(entry),
        };
        self.not_counted += u64::from(!counts);
        (self.seq, self.r, self.t_ms) = (entry.seq, r, entry.t_ms);
        true
    }

    fn record(&mut self, entry: &Entry) -> bool {
        match (SignedRecord::read(&entry.body), &mut self.members) {
            (Err(_), _) => false,
            (Ok(record), Some(members)) => match entry.kind {
                EntryKind::HealedMembership if self.restored => {
                    members.append_again(&record, entry.seq, entry.t_ms).is_ok()
                }
                _ => members.append(&record, entry.seq, entry.t_ms).is_ok(),
            },
            (Ok(record), start) => {
                *start = Membership::start(self.space, &record, entry.seq).ok();
                start.is_some()
            }
        }
    }

    fn envelope(&mut self, entry: &Entry) -> bool {
        let (Ok(frame), Some(members)) = (Frame::read(&entry.body), &self.members) else {
            return false;
        };
        let statement = &frame.statement;
        let of = (statement.ord, statement.incarnation);
        let again = entry.kind == EntryKind::HealedEnvelope && self.restored;
        let chain = Chain {
            tip: self.tips.get(&of).copied(),
            newest: self.newest.get(&statement.ord).copied(),
            again,
            seen: 0,
        };
        let Ok(items) = admission::public_envelope(&frame, members, chain, (entry.seq, entry.t_ms)) else {
            return false;
        };
        if !again && statement.view.is_some_and(|view| view.seq >= entry.seq) {
            return false;
        }
        for (n, item) in items.iter().flatten().enumerate() {
            let place = Some((entry.seq, entry.t_ms));
            self.reference.add(&self.space, &item, item.hash(), place, 0, n);
        }
        let tip = Tip {
            dev_seq: statement.dev_seq,
            last: frame.content_id.short(),
            exact: true,
        };
        self.tips.insert(of, tip);
        self.newest.insert(statement.ord, statement.incarnation);
        true
    }
}
