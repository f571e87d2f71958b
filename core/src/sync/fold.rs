//! The fold: what a device makes of the log, entry by entry. The same checks as the relay's, at the same
//! place. What does not count is set aside whole and never stops the log; a log that contradicts itself, or
//! what a publisher saw, stops it.

mod private;

use std::collections::BTreeMap;
use std::sync::Arc;

use ed25519_dalek::VerifyingKey;
use ekin_protocol::admission::{self, Chain, Tip};
use ekin_protocol::code::Code;
use ekin_protocol::entry::Entry;
use ekin_protocol::envelope::{EnvelopeError, Frame, View, view16};
use ekin_protocol::head::{EntryKind, Head};
use ekin_protocol::heal::Link;
use ekin_protocol::id::{Incarnation, Ord, R, RecordId, Short, SignKey, SpaceId};
use ekin_protocol::live::LiveTree;
use ekin_protocol::membership::{Body, Membership, MembershipError, SignedRecord, verifying_key};

use super::port::{Logged, Position, SpaceTx};
use crate::record::ledger::{self, Place};

/// Why a log, or a pack, cannot be what it claims.
#[derive(Debug, thiserror::Error)]
pub enum FoldError<E> {
    /// The store failed; nothing was applied.
    #[error("the store failed")]
    Store(#[source] E),
    /// A place is missing, doubled, or its time goes back.
    #[error("the log jumps at place {seq}")]
    Gap {
        /// The place that was expected.
        seq: u64,
    },
    /// An entry that cannot be read, so that the running hash cannot go on.
    #[error("entry {seq} cannot be read")]
    Damaged {
        /// Its place.
        seq: u64,
        /// What is wrong with it.
        #[source]
        source: EnvelopeError,
    },
    /// The first record does not make this space, or the membership does not verify.
    #[error("the membership does not verify")]
    Membership(#[source] MembershipError),
    /// The relay's head is not signed by the key that the space has pinned.
    #[error("the head is not signed by the space's relay")]
    HeadSignature,
    /// The running hash is not the one that the relay signed, or that a pack promised.
    #[error("the log up to place {seq} is not the one that was signed")]
    OtherLog {
        /// The place.
        seq: u64,
    },
    /// A publisher saw another history.
    #[error("a publisher saw another history at place {seq}")]
    TwoHistories {
        /// The place that the publisher named.
        seq: u64,
    },
    /// The pack does not give the live root that it promises.
    #[error("the pack is not what it claims")]
    OtherPack,
}

/// State of one space's log on this device.
#[derive(Clone, Debug)]
pub struct Fold {
    /// The space.
    pub space: SpaceId,
    /// Who may do what; none before the first contact.
    pub members: Option<Arc<Membership>>,
    /// How far the log was folded.
    pub position: Position,
    /// The newest place that a publisher's view confirmed.
    pub confirmed: Option<u64>,
    base_seq: u64,
    /// Place of the log's first notice that its relay was restored.
    notice: Option<u64>,
    tips: BTreeMap<(Ord, Incarnation), Tip>,
    newest: BTreeMap<Ord, Incarnation>,
    told: BTreeMap<(Ord, Incarnation), u64>,
    /// The relay's key that an owner has named and the log does not hold yet.
    pub awaited: Option<SignKey>,
    tree: Option<LiveTree>,
    /// Records fetched ahead of the log, by the place that they are said to have there.
    ahead: BTreeMap<u64, (RecordId, u64)>,
}

/// What folding some entries did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Folded {
    /// Entries taken.
    pub entries: u64,
    /// Of these, how many did not count.
    pub not_counted: u64,
    /// Whether the log now stands at the head that came with them.
    pub at_head: bool,
}

impl Fold {
    /// Reads the state from the store.
    pub fn load<T: SpaceTx>(tx: &mut T, space: SpaceId) -> Result<Self, FoldError<T::Error>> {
        let stored = tx.stored().map_err(FoldError::Store)?;
        let mut fold = Self {
            space,
            members: None,
            position: stored.position,
            confirmed: stored.confirmed,
            base_seq: stored.base_seq,
            notice: stored.notice,
            tips: BTreeMap::new(),
            newest: BTreeMap::new(),
            told: stored
                .told
                .into_iter()
                .map(|(ord, life, seq)| ((ord, life), seq))
                .collect(),
            awaited: stored.awaited,
            tree: None,
            ahead: BTreeMap::new(),
        };
        for (seq, t_ms, record) in &stored.records {
            fold.append(record, (*seq, *t_ms), false)
                .map_err(FoldError::Membership)?;
        }
        let mut latest: BTreeMap<Ord, u64> = BTreeMap::new();
        for tip in stored.tips {
            // A private space's pack names every chain's end.
            let exact = tip.seq > stored.base_seq || stored.base_seq == 0 || fold.is_private();
            let known = Tip {
                dev_seq: tip.dev_seq,
                last: tip.last,
                exact,
            };
            fold.tips.insert((tip.ord, tip.incarnation), known);
            if latest.get(&tip.ord).is_none_or(|seq| *seq < tip.seq) {
                latest.insert(tip.ord, tip.seq);
                fold.newest.insert(tip.ord, tip.incarnation);
            }
        }
        Ok(fold)
    }

    /// Gives the time at which the record is good: its place's, or an earlier one where it is admitted again.
    fn append(
        &mut self,
        record: &SignedRecord,
        (seq, t_ms): (u64, u64),
        again: bool,
    ) -> Result<u64, MembershipError> {
        let mut good = t_ms;
        match &mut self.members {
            Some(members) if again => good = Arc::make_mut(members).append_again(record, seq, t_ms)?,
            Some(members) => Arc::make_mut(members).append(record, seq, t_ms)?,
            None => self.members = Some(Arc::new(Membership::start(self.space, record, seq)?)),
        }
        if seq > self.position.seq {
            self.ahead.insert(seq, (record.id(), t_ms));
        }
        Ok(good)
    }

    /// Whether an envelope of this kind is admitted again: only in a log that says that its relay was restored.
    fn is_again(&self, kind: EntryKind) -> bool {
        kind == EntryKind::HealedEnvelope && (self.notice.is_some() || self.base_seq > 0)
    }

    /// What the log knows of one chain. After a pack, a chain of which nothing was alive may have gone on unseen.
    pub fn chain(&self, ord: Ord, incarnation: Incarnation) -> Chain {
        let tip = self.tips.get(&(ord, incarnation)).copied();
        let seen = self.told.get(&(ord, incarnation)).copied().unwrap_or(0);
        if tip.is_none() && self.base_seq > 0 && !self.is_private() {
            let unseen = Tip {
                dev_seq: 0,
                last: Short([0; 16]),
                exact: false,
            };
            return Chain {
                tip: Some(unseen),
                newest: Some(incarnation),
                again: false,
                seen,
            };
        }
        Chain {
            tip,
            newest: self.newest.get(&ord).copied(),
            again: false,
            seen,
        }
    }

    /// The newest point of the log and its view, for a statement; none while nothing was folded.
    pub fn view<T: SpaceTx>(&self, tx: &mut T) -> Result<Option<View>, T::Error> {
        let seq = self.position.seq;
        Ok(tx.view_at(seq)?.map(|view| View { seq, view }))
    }

    /// Takes membership records that were fetched ahead of the log. They are checked as a chain; their places
    /// and times are confirmed when the log reaches them.
    pub fn take_members<T: SpaceTx>(
        &mut self,
        tx: &mut T,
        entries: &[Entry],
    ) -> Result<(), FoldError<T::Error>> {
        for entry in entries {
            let known = self.members.as_ref().map_or(0, |members| members.head_seq);
            if entry.seq <= known {
                continue;
            }
            let record = read_record(entry)?;
            let again = entry.kind == EntryKind::HealedMembership;
            let good = self.append(&record, (entry.seq, entry.t_ms), again);
            let t_ms = good.map_err(FoldError::Membership)?;
            tx.put_record(entry.seq, t_ms, &record)
                .map_err(FoldError::Store)?;
        }
        self.learn(tx)
    }

    /// Folds entries that follow the position, and checks them against a head that reaches that far. On an
    /// error the transaction is rolled back and this state is loaded anew.
    pub fn take<T: SpaceTx>(
        &mut self,
        tx: &mut T,
        entries: &[Entry],
        head: Option<&Head>,
    ) -> Result<Folded, FoldError<T::Error>> {
        let mut done = Folded::default();
        self.load_tree(tx)?;
        let known = self.position.seq;
        for entry in entries.iter().filter(|entry| entry.seq > known) {
            let seq = self.position.seq + 1;
            if entry.seq != seq || entry.t_ms < self.position.t_ms {
                return Err(FoldError::Gap { seq });
            }
            let id = entry.id(&self.space);
            let link = Link {
                seq,
                t_ms: entry.t_ms,
                kind: entry.kind,
                id: id.map_err(|source| FoldError::Damaged { seq, source })?,
            };
            let r = link.next_r(&self.position.r);
            done.entries += 1;
            if !self.take_entry(tx, entry)? {
                done.not_counted += 1;
            }
            self.position = Position {
                seq,
                r,
                t_ms: entry.t_ms,
            };
            self.keep_view(tx)?;
            tx.keep(&link, &r, &entry.body).map_err(FoldError::Store)?;
        }
        if done.entries > 0 {
            self.open_waiting(tx)?;
        }
        if let Some(head) = head {
            self.check_head(head)?;
            done.at_head = head.seq == self.position.seq;
            if done.at_head {
                tx.keep_head(head).map_err(FoldError::Store)?;
            }
        }
        tx.set_position(&self.position).map_err(FoldError::Store)?;
        Ok(done)
    }

    fn load_tree<T: SpaceTx>(&mut self, tx: &mut T) -> Result<(), FoldError<T::Error>> {
        if self.tree.is_none() && !self.is_private() {
            let mut tree = LiveTree::new();
            tx.each_live(&mut |object, hash| {
                tree.insert(object, hash);
            })
            .map_err(FoldError::Store)?;
            self.tree = Some(tree);
        }
        Ok(())
    }

    fn keep_view<T: SpaceTx>(&mut self, tx: &mut T) -> Result<(), FoldError<T::Error>> {
        if self.is_private() {
            let view = view16(&self.position.r, &[0; 32]);
            return tx.put_view(self.position.seq, &view).map_err(FoldError::Store);
        }
        let Some(tree) = &mut self.tree else { return Ok(()) };
        ledger::expire_tombstones(tx, tree, self.position.t_ms).map_err(FoldError::Store)?;
        tx.put_view(self.position.seq, &view16(&self.position.r, &tree.root()))
            .map_err(FoldError::Store)
    }

    /// Says whether the entry counts.
    fn take_entry<T: SpaceTx>(&mut self, tx: &mut T, entry: &Entry) -> Result<bool, FoldError<T::Error>> {
        let is_record = matches!(entry.kind, EntryKind::Membership | EntryKind::HealedMembership);
        if !is_record && self.ahead.contains_key(&entry.seq) {
            // What was told of the membership before the log came is of another log.
            return Err(FoldError::OtherLog { seq: entry.seq });
        }
        let refused = match entry.kind {
            EntryKind::Notice => {
                self.notice.get_or_insert(entry.seq);
                None
            }
            EntryKind::Membership | EntryKind::HealedMembership => self.take_record(tx, entry)?,
            EntryKind::Envelope | EntryKind::HealedEnvelope => self.take_envelope(tx, entry)?,
        };
        if let Some(code) = refused {
            tx.quarantine(entry.seq, &entry.body, code)
                .map_err(FoldError::Store)?;
        }
        Ok(refused.is_none())
    }

    fn take_record<T: SpaceTx>(
        &mut self,
        tx: &mut T,
        entry: &Entry,
    ) -> Result<Option<Code>, FoldError<T::Error>> {
        let record = read_record(entry)?;
        let again = entry.kind == EntryKind::HealedMembership;
        let lost = again && (self.notice.is_some() || self.base_seq > 0);
        let ahead = self
            .members
            .as_ref()
            .is_some_and(|members| entry.seq <= members.head_seq);
        if ahead {
            // Of what is admitted again, an earlier time is kept than its place has.
            let same = |(id, t_ms)| id == record.id() && (again || t_ms == entry.t_ms);
            if !self.ahead.remove(&entry.seq).is_some_and(same) {
                return Err(FoldError::OtherLog { seq: entry.seq });
            }
        } else {
            let t_ms = match self.append(&record, (entry.seq, entry.t_ms), again) {
                Ok(t_ms) => t_ms,
                Err(error) => {
                    return match self.members {
                        Some(_) => Ok(Some(Code::NotAllowed)),
                        None => Err(FoldError::Membership(error)),
                    };
                }
            };
            self.ahead.remove(&entry.seq);
            tx.put_record(entry.seq, t_ms, &record)
                .map_err(FoldError::Store)?;
        }
        tx.intent_logged(&record).map_err(FoldError::Store)?;
        if let (Body::Checkpoint(checkpoint), Some(members)) = (&record.record.body, self.members.clone()) {
            // Whoever made it saw this log, or the one that the relay lost.
            if !lost && (checkpoint.upto, checkpoint.r) != (self.position.seq, self.position.r) {
                return Err(FoldError::TwoHistories { seq: checkpoint.upto });
            }
            match lost {
                true => tx.begin_again(checkpoint, entry.seq),
                false => tx.end_history(&members, &record, checkpoint),
            }
            .map_err(FoldError::Store)?;
        }
        self.learn(tx)?;
        Ok(None)
    }

    fn take_envelope<T: SpaceTx>(
        &mut self,
        tx: &mut T,
        entry: &Entry,
    ) -> Result<Option<Code>, FoldError<T::Error>> {
        let seq = entry.seq;
        let frame = Frame::read(&entry.body).map_err(|source| FoldError::Damaged { seq, source })?;
        let Some(members) = self.members.clone() else {
            return Ok(Some(Code::NotAllowed));
        };
        if self.is_private() {
            return self.take_sealed(tx, entry, &frame, &members);
        }
        let statement = &frame.statement;
        let again = self.is_again(entry.kind);
        let chain = Chain {
            again,
            ..self.chain(statement.ord, statement.incarnation)
        };
        let place = (seq, entry.t_ms);
        let items = match admission::public_envelope(&frame, &members, chain, place) {
            Ok(items) => items,
            Err(code) => return Ok(Some(code)),
        };
        // What its author saw was the log that the relay lost.
        if let Some(view) = statement.view.filter(|_| !again) {
            if view.seq >= seq {
                return Ok(Some(Code::ViewStale));
            }
            self.check_view(tx, view)?;
        }
        let Some(tree) = &mut self.tree else {
            return Ok(None);
        };
        let logged = Logged {
            seq,
            t_ms: entry.t_ms,
            frame: &frame,
            items: &items,
        };
        let own = tx.put_envelope(&logged, tree).map_err(FoldError::Store)?;
        for (n, item) in items.iter().flatten().enumerate().filter(|_| !own) {
            let place = Place {
                seq,
                t_ms: entry.t_ms,
                n,
            };
            ledger::take(tx, tree, &item, &item.hash(), place).map_err(FoldError::Store)?;
        }
        let tip = Tip {
            dev_seq: statement.dev_seq,
            last: frame.content_id.short(),
            exact: true,
        };
        self.tips.insert((statement.ord, statement.incarnation), tip);
        self.newest.insert(statement.ord, statement.incarnation);
        Ok(None)
    }

    /// A publisher's view of a place that this device has folded too must be the same.
    fn check_view<T: SpaceTx>(&mut self, tx: &mut T, view: View) -> Result<(), FoldError<T::Error>> {
        if view.seq == 0 || view.seq < self.base_seq {
            return Ok(());
        }
        match tx.view_at(view.seq).map_err(FoldError::Store)? {
            // What this device knows from a pack is the packer's word: the whole log says who is right.
            Some(ours) if ours != view.view && self.base_seq > 0 && !self.is_private() => {
                Err(FoldError::OtherPack)
            }
            Some(ours) if ours != view.view => Err(FoldError::TwoHistories { seq: view.seq }),
            Some(_) if self.confirmed.is_none_or(|seq| seq < view.seq) => {
                self.confirmed = Some(view.seq);
                tx.confirm(view.seq).map_err(FoldError::Store)
            }
            _ => Ok(()),
        }
    }

    /// Whether the space's relay signed something: with the key that the log names, or the one that it will name.
    pub fn is_relay_s(&self, verifies: impl Fn(&VerifyingKey) -> bool) -> bool {
        let named = self.members.as_ref().and_then(|members| members.relay_key());
        let mut keys = named.into_iter().chain(self.awaited);
        keys.any(|key| verifying_key(&key).is_ok_and(|key| verifies(&key)))
    }

    /// Checks the relay's signed head where this device's log reaches it.
    pub fn check_head<E>(&self, head: &Head) -> Result<(), FoldError<E>> {
        if head.space != self.space || !self.is_relay_s(|key| head.verify(key)) {
            return Err(FoldError::HeadSignature);
        }
        if head.seq == self.position.seq && head.r != self.position.r {
            if self.base_seq > 0 && !self.is_private() {
                return Err(FoldError::OtherPack);
            }
            return Err(FoldError::OtherLog { seq: head.seq });
        }
        Ok(())
    }

    /// Ends the load of a pack: what now lives must give the root that the manifest promises at place `N`.
    pub fn finish_pack<T: SpaceTx>(
        &mut self,
        tx: &mut T,
        at: Position,
        live_root: &[u8; 32],
        live_count: u64,
    ) -> Result<(), FoldError<T::Error>> {
        self.tree = None;
        self.load_tree(tx)?;
        let lives = self.tree.as_mut().map(|tree| (tree.root(), tree.live_count()));
        if lives != Some((*live_root, live_count)) {
            return Err(FoldError::OtherPack);
        }
        tx.put_view(at.seq, &view16(&at.r, live_root))
            .map_err(FoldError::Store)?;
        tx.set_position(&at).map_err(FoldError::Store)
    }

    /// The position before anything: place 0, R_0.
    pub fn start(space: &SpaceId) -> Position {
        Position {
            seq: 0,
            r: R::start(space),
            t_ms: 0,
        }
    }
}

fn read_record<E>(entry: &Entry) -> Result<SignedRecord, FoldError<E>> {
    SignedRecord::read(&entry.body).map_err(|source| FoldError::Damaged {
        seq: entry.seq,
        source: EnvelopeError::Cbor(source),
    })
}
