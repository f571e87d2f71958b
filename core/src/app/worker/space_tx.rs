//! The fold's port over one transaction of the store.

use ekin_protocol::code::Code;
use ekin_protocol::envelope::{Frame, write_items};
use ekin_protocol::hash::sha256;
use ekin_protocol::head::Head;
use ekin_protocol::heal::Link;
use ekin_protocol::id::{Incarnation, ItemHash, ObjectId, Ord, R, Short};
use ekin_protocol::item::{Item, ItemType};
use ekin_protocol::live::LiveTree;
use ekin_protocol::membership::{Body, Checkpoint, Membership, SignedRecord};
use ekin_protocol::seal::EpochKey;

use super::documents::{Change, Documents, Judged};
use super::healing::Keeping;
use super::units::Units;
use super::{carrying, checkpoint, documents, epoch, intent, outgoing};
use crate::app::keys::DeviceKeys;
use crate::document::Lane;
use crate::record::ledger::{self, Ledger, Place};
use crate::record::right;
use crate::storage::{self, Cursor, MemberRecord, Quarantined, Sp, StoreError, Tx};
use crate::sync::port::{Logged, Opened, Position, Sealed, SpaceTx, Stored};

/// One space in one transaction.
pub struct OneSpace<'t, 'c> {
    tx: &'t Tx<'c>,
    sp: Sp,
    keys: &'t DeviceKeys,
    documents: Documents,
    units: Units,
    /// Author and number of the envelope whose items are being taken.
    ord: Ord,
    en: Option<i64>,
    /// What is kept for the relay, once the first entry was taken.
    keeping: Option<Keeping>,
}

impl<'t, 'c> OneSpace<'t, 'c> {
    /// The space with this number.
    pub fn new(tx: &'t Tx<'c>, sp: Sp, keys: &'t DeviceKeys) -> Self {
        Self {
            tx,
            sp,
            keys,
            documents: Documents::new(Lane::Logged),
            units: Units::default(),
            ord: 0,
            en: None,
            keeping: None,
        }
    }
}

impl Ledger for OneSpace<'_, '_> {
    type Error = StoreError;

    fn find_live(&mut self, object: &ObjectId, name: &Short) -> Result<Option<ItemHash>, StoreError> {
        self.tx.ledger(self.sp, self.ord, self.en).find_live(object, name)
    }

    fn take_dangling(&mut self, object: &ObjectId, name: &Short) -> Result<bool, StoreError> {
        self.tx
            .ledger(self.sp, self.ord, self.en)
            .take_dangling(object, name)
    }

    fn add_dangling(&mut self, object: &ObjectId, name: &Short) -> Result<(), StoreError> {
        self.tx
            .ledger(self.sp, self.ord, self.en)
            .add_dangling(object, name)
    }

    fn insert(&mut self, item: &Item<'_>, hash: &ItemHash, place: Place) -> Result<(), StoreError> {
        self.tx
            .ledger(self.sp, self.ord, self.en)
            .insert(item, hash, place)
    }

    fn kill(&mut self, object: &ObjectId, hash: &ItemHash) -> Result<(), StoreError> {
        self.tx.ledger(self.sp, self.ord, self.en).kill(object, hash)
    }

    fn tombstones_before(&mut self, t_ms: u64) -> Result<Vec<(ObjectId, ItemHash)>, StoreError> {
        self.tx.ledger(self.sp, self.ord, self.en).tombstones_before(t_ms)
    }
}

impl SpaceTx for OneSpace<'_, '_> {
    fn stored(&mut self) -> Result<Stored, StoreError> {
        let space = self.tx.space(self.sp)?;
        let logged = |r: MemberRecord| r.seq.map(|seq| (seq, r.t_ms, r.record));
        Ok(Stored {
            position: Position {
                seq: space.cursor.seq,
                r: space.cursor.r,
                t_ms: space.cursor.t_ms,
            },
            base_seq: space.base.map_or(0, |base| base.seq),
            records: self
                .tx
                .member_records(self.sp)?
                .into_iter()
                .filter_map(logged)
                .collect(),
            tips: self.tx.tips(self.sp)?,
            confirmed: space.confirmed_seq,
            notice: self.tx.first_notice(self.sp)?,
            told: self.tx.told(self.sp)?,
            awaited: self.tx.awaited_relay(self.sp)?,
        })
    }

    fn each_live(&mut self, each: &mut dyn FnMut(&ObjectId, ItemHash)) -> Result<(), StoreError> {
        self.tx.live_items(self.sp, |object, hash| each(&object, hash))
    }

    fn view_at(&mut self, seq: u64) -> Result<Option<Short>, StoreError> {
        self.tx.view(self.sp, seq)
    }

    fn put_view(&mut self, seq: u64, view: &Short) -> Result<(), StoreError> {
        self.tx.set_view(self.sp, seq, view)
    }

    fn put_record(&mut self, seq: u64, t_ms: u64, record: &SignedRecord) -> Result<(), StoreError> {
        let known = self.tx.member_records(self.sp)?;
        match known.iter().position(|known| known.record.id() == record.id()) {
            Some(k) => self.tx.log_member_record(self.sp, k as u64, seq, t_ms)?,
            None => {
                self.tx.add_member_record(self.sp, Some(seq), t_ms, record)?;
                self.follow(&known, &record.record.body)?;
            }
        }
        match &record.record.body {
            // Of a catalogue a device keeps no payload of what is dead.
            Body::Erase(erase) if !self.tx.space(self.sp)?.kind.is_public() => self.tx.erase(self.sp, erase),
            _ => Ok(()),
        }
    }

    fn put_envelope(&mut self, envelope: &Logged<'_>, tree: &mut LiveTree) -> Result<bool, StoreError> {
        let statement = &envelope.frame.statement;
        self.ord = statement.ord;
        if let Some(en) = self.own(envelope.frame)?.or(self.carried(envelope.frame)?) {
            self.tx.log_pending(en, envelope.seq, envelope.t_ms, tree)?;
            return Ok(true);
        }
        self.en = Some(self.add_entry(envelope.seq, envelope.t_ms, envelope.frame)?);
        Ok(false)
    }

    fn quarantine(&mut self, seq: u64, body: &[u8], code: Code) -> Result<(), StoreError> {
        self.tx.quarantine(&Quarantined {
            hash: sha256(body),
            sp: self.sp,
            seq: Some(seq),
            why: code.word().to_owned(),
            app_version: env!("CARGO_PKG_VERSION").to_owned(),
            bytes: body.to_vec(),
        })
    }

    fn set_position(&mut self, position: &Position) -> Result<(), StoreError> {
        self.open_units()?;
        let instance = self.tx.space(self.sp)?.cursor.instance;
        let cursor = Cursor {
            instance,
            seq: position.seq,
            r: position.r,
            t_ms: position.t_ms,
        };
        self.tx.set_cursor(self.sp, &cursor)
    }

    fn confirm(&mut self, seq: u64) -> Result<(), StoreError> {
        self.tx.set_confirmed(self.sp, seq)
    }

    fn keep(&mut self, link: &Link, r: &R, body: &[u8]) -> Result<(), StoreError> {
        let keeping = match self.keeping {
            Some(keeping) => keeping,
            None => *self.keeping.insert(Keeping::of(self.tx, self.sp)?),
        };
        keeping.keep(self.tx, self.sp, (link, r, body))
    }

    fn keep_head(&mut self, head: &Head) -> Result<(), StoreError> {
        if let Some(keeping) = self.keeping {
            keeping.end(self.tx, self.sp, head)?;
        }
        self.tx.set_relay_head(self.sp, head)
    }

    fn epoch_key(&mut self, n: u32) -> Result<Option<EpochKey>, StoreError> {
        self.tx.epoch_key(self.sp, n)
    }

    fn learn_epochs(&mut self, members: &Membership) -> Result<bool, StoreError> {
        epoch::learn(self.tx, self.sp, members, self.keys)
    }

    fn admit(&mut self, seq: u64, t_ms: u64, frame: &Frame) -> Result<(), StoreError> {
        if self.own(frame)?.is_some() {
            return Ok(());
        }
        match self.carried(frame)? {
            Some(en) => self.tx.admit_carried(en, seq, t_ms),
            None => self.add_entry(seq, t_ms, frame).map(drop),
        }
    }

    fn stage(&mut self, sealed: Sealed) -> Result<(), StoreError> {
        self.tx.stage(self.sp, &sealed)
    }

    fn staged(&mut self, after: u64, limit: u32) -> Result<Vec<Sealed>, StoreError> {
        self.tx.staged(self.sp, after, limit)
    }

    fn unstage(&mut self, seq: u64) -> Result<(), StoreError> {
        self.tx.unstage(self.sp, seq)
    }

    fn put_sealed(&mut self, envelope: &Logged<'_>, members: &Membership) -> Result<Opened, StoreError> {
        carrying::passed_by(self.tx, self.sp, envelope)?;
        let opened = self.take_opened(envelope, members)?;
        if let Opened::Void(code) = opened {
            if let Some(en) = self.own(envelope.frame)? {
                outgoing::refuse(self.tx, self.sp, en, code)?;
            }
            if let Some(en) = self.carried(envelope.frame)? {
                self.tx.void_carried_entry(en)?;
            }
        }
        Ok(opened)
    }

    fn tell(&mut self, ord: Ord, incarnation: &Incarnation, seq: u64) -> Result<(), StoreError> {
        self.tx.tell(self.sp, (ord, incarnation), seq)
    }

    fn end_history(
        &mut self,
        members: &Membership,
        record: &SignedRecord,
        body: &Checkpoint,
    ) -> Result<(), StoreError> {
        self.open_units()?;
        checkpoint::pass(self.tx, self.sp, members, &record.id(), body)
    }

    fn begin_again(&mut self, body: &Checkpoint, seq: u64) -> Result<(), StoreError> {
        self.open_units()?;
        checkpoint::pass_again(self.tx, self.sp, body, seq)
    }

    fn note_late(&mut self, seq: u64) -> Result<(), StoreError> {
        self.tx.note_late(self.sp, seq)
    }

    fn intent_logged(&mut self, record: &SignedRecord) -> Result<(), StoreError> {
        let author = self.tx.space(self.sp)?.author;
        if author.is_none_or(|author| author.ord != record.record.ord) {
            return Ok(());
        }
        for waiting in self.tx.intents(self.sp)? {
            let asked = intent::read(&waiting.body)?;
            if intent::is_done_by(&asked, &record.record.body) {
                return self.tx.remove_intent(waiting.it);
            }
        }
        Ok(())
    }
}

/// The changes that everybody with the key of the epoch reads.
fn plain<'a>(items: &'a [Item<'a>]) -> Vec<Change<'a>> {
    let plain = |item: &&Item<'_>| item.item_type == ItemType::Change && item.meta.unit.is_none();
    let change = |item: &'a Item<'a>| Change {
        object: item.object,
        meta: &item.meta,
        content: item.content().unwrap_or_default(),
    };
    items.iter().filter(plain).map(change).collect()
}

impl OneSpace<'_, '_> {
    /// The relay is elsewhere from now on. Where it was first is what a link said, which may lead another way to the same place.
    fn follow(&self, known: &[MemberRecord], new: &Body) -> Result<(), StoreError> {
        let was = |record: &MemberRecord| matches!(record.record.record.body, Body::Relay(_));
        match new {
            Body::Relay(at) if known.iter().any(was) => {
                let name = self.tx.space(self.sp)?.name;
                self.tx.set_link(self.sp, &name, &at.urls)
            }
            _ => Ok(()),
        }
    }

    /// Opens what is under the keys of units that are here, and writes back what changed of documents.
    pub fn open_units(&mut self) -> Result<(), StoreError> {
        self.units.open(self.tx, self.sp, &mut self.documents)?;
        self.documents.flush(self.tx, self.sp)?;
        checkpoint::catch_up(self.tx, self.sp)
    }

    /// The number of an own envelope that waits for the log.
    fn own(&self, frame: &Frame) -> Result<Option<i64>, StoreError> {
        let statement = &frame.statement;
        let author = self.tx.space(self.sp)?.author;
        if author.is_none_or(|author| author.ord != statement.ord) {
            return Ok(None);
        }
        let chain = (statement.ord, &statement.incarnation);
        self.tx
            .find_own(self.sp, chain, statement.dev_seq, &frame.content_id)
    }

    /// The number of an envelope of another member that came from a phone and waits for the log.
    fn carried(&self, frame: &Frame) -> Result<Option<i64>, StoreError> {
        // Nothing of a catalogue goes from phone to phone.
        if frame.epoch == 0 {
            return Ok(None);
        }
        let says = &frame.statement;
        let chain = (says.ord, &says.incarnation);
        self.tx
            .find_carried(self.sp, chain, says.dev_seq, &frame.content_id)
    }

    /// Keeps an envelope at its place, without its items.
    fn add_entry(&self, seq: u64, t_ms: u64, frame: &Frame) -> Result<i64, StoreError> {
        let statement = &frame.statement;
        self.tx.add_entry(
            self.sp,
            &storage::Logged {
                seq,
                t_ms,
                ord: statement.ord,
                incarnation: statement.incarnation,
                dev_seq: statement.dev_seq,
                content_id: frame.content_id,
                statement: &frame.statement_bytes,
                sig: frame.sig,
            },
        )
    }

    /// Takes what is inside an envelope, all or nothing.
    fn take_opened(&mut self, envelope: &Logged<'_>, members: &Membership) -> Result<Opened, StoreError> {
        let space = self.tx.space(self.sp)?;
        let all = envelope.items.iter().collect::<Result<Vec<_>, _>>()?;
        // What was erased is passed over, whoever wrote it and whenever.
        let erased = all
            .iter()
            .map(|item| self.tx.is_object_erased(self.sp, &item.object));
        let erased = erased.collect::<Result<Vec<_>, _>>()?;
        let whole = !erased.contains(&true);
        let items: Vec<_> = all
            .into_iter()
            .enumerate()
            .filter(|(n, _)| erased.get(*n) != Some(&true))
            .collect();
        let (ns, items): (Vec<usize>, Vec<Item<'_>>) = items.into_iter().unzip();
        let has_records = items.iter().any(|item| item.item_type == ItemType::Record);
        let statement = &envelope.frame.statement;
        let place = (envelope.seq, envelope.t_ms);
        if !may_replace(self.tx, self.sp, members, (statement.ord, place), &items)? {
            return Ok(Opened::Void(Code::NotAllowed));
        }
        if !self.documents.fit(self.tx, self.sp, &items)? {
            return Ok(Opened::Void(Code::BadForm));
        }
        let author = (statement.ord, statement.incarnation);
        // What is under a unit's key is judged apart: whoever has not the key, or not any more, makes the same of the rest.
        let t_ms = Some(envelope.t_ms);
        match self
            .documents
            .take(self.tx, &space, author, t_ms, &plain(&items))?
        {
            Judged::Counts => {}
            Judged::Waits => return Ok(Opened::Waits),
            Judged::Void(code) => return Ok(Opened::Void(code)),
        }
        documents::note_late(self.tx, self.sp, envelope.seq, &plain(&items))?;
        self.units
            .note(self.tx, self.sp, (envelope.seq, author), &items)?;
        // What lives in a private space makes no tree: its view has no live root.
        let mut tree = LiveTree::new();
        let own = self.put_envelope(envelope, &mut tree)?;
        if has_records {
            // What proves a record when the rest of its envelope is dead.
            let hashes: Vec<ItemHash> = envelope
                .items
                .iter()
                .map(|item| Ok(item?.hash()))
                .collect::<Result<_, StoreError>>()?;
            if let Some(stored) = self.tx.entry_at(self.sp, envelope.seq)? {
                self.tx.keep_hashes(stored.en, &hashes)?;
            }
        }
        if own {
            return Ok(Opened::Counts);
        }
        if let Some(en) = self.en.filter(|_| whole) {
            let bytes: Vec<&[u8]> = envelope.items.bytes().collect();
            self.tx.keep_items(self.sp, en, &write_items(&bytes))?;
        }
        let records = ns
            .into_iter()
            .zip(&items)
            .filter(|(_, item)| item.item_type == ItemType::Record);
        for (n, item) in records {
            let place = Place {
                seq: envelope.seq,
                t_ms: envelope.t_ms,
                n,
            };
            ledger::take(self, &mut tree, item, &item.hash(), place)?;
        }
        Ok(Opened::Counts)
    }
}

/// Whether the author, at a place and time of the log, may replace every record that the items name. A name that nobody here
/// has is of a record that was replaced already.
pub fn may_replace(
    tx: &Tx<'_>,
    sp: Sp,
    members: &Membership,
    (ord, (seq, t_ms)): (Ord, (u64, u64)),
    items: &[Item<'_>],
) -> Result<bool, StoreError> {
    let standing = members.member(ord).and_then(|member| member.role_at(seq, t_ms));
    let Some((role, org)) = standing else {
        return Ok(false);
    };
    for item in items {
        for name in &item.meta.supersedes {
            let Some((of, seq)) = tx.author_of(sp, &item.object, name)? else {
                continue;
            };
            if !right::replaces(members, (ord, role, org), of, seq) {
                return Ok(false);
            }
        }
    }
    Ok(true)
}
