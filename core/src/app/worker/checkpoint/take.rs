//! A checkpoint's pack, read: to begin from it, or to see whether it is what its record says before this device says so too.
//! Every signature is checked, every change passes the scanner, and what it all comes to is held against the record's digest
//! before anything of it counts.

use std::collections::BTreeSet;

use ekin_protocol::blob::BlobKey;
use ekin_protocol::checkpoint::{ChainEnd, DocumentState, PackReader, PackedDocument, PackedEnvelope, Part};
use ekin_protocol::envelope::view16;
use ekin_protocol::id::ItemHash;
use ekin_protocol::item::{Item, ItemType, Meta, write_private};
use ekin_protocol::limits;
use ekin_protocol::membership::{Checkpointed, Membership};
use ekin_protocol::seal::{EpochKey, TAG, Use};

use super::state::{self, State};
use crate::app::device::Device;
use crate::app::document::open;
use crate::app::worker::WorkError;
use crate::document::scan::scan;
use crate::document::{Actor, Document, Incoming, Lane, Verdict};
use crate::record::ledger::{Ledger, Place};
use crate::storage::{Base, Cursor, Logged, SealedChange, Sp, Space, StoreError, Tx};

/// Whether a pack only is looked at, or becomes what this device has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum For {
    /// It becomes the state.
    Store,
    /// It is judged.
    Look,
}

/// Reads a whole pack from the shelf.
///
/// # Errors
/// [`WorkError::Pack`] when it is not what the record says: then the transaction has to be given up.
pub fn take(
    device: &Device,
    tx: &Tx<'_>,
    sp: Sp,
    (members, checkpoint): (&Membership, &Checkpointed),
    key: &EpochKey,
    what_for: For,
) -> Result<(), WorkError> {
    let mut taking = Taking {
        device,
        tx,
        space: tx.space(sp)?,
        members,
        upto: checkpoint.upto,
        store: what_for == For::Store,
        state: State {
            members: tx.record_places(sp, checkpoint.upto)?,
            ..State::default()
        },
        document: None,
        t_ms: 0,
        sealed: 0,
    };
    let key = BlobKey::new(*key.derive(&members.space, checkpoint.epoch, Use::Pack));
    let pack = &checkpoint.pack;
    let mut reader = PackReader::new();
    for n in 0..ekin_protocol::blob::chunks(pack.size).unwrap_or(0) {
        let at = u64::from(n) * limits::SEALED_CHUNK as u64;
        let rest = pack.size - u64::from(n) * limits::BLOB_CHUNK as u64;
        let length = usize::try_from(rest)
            .unwrap_or(usize::MAX)
            .min(limits::BLOB_CHUNK)
            + TAG;
        let sealed = device.shelf().read(&pack.address, at, length)?;
        reader.push(&key.open(pack.size, n, &sealed).map_err(|_| WorkError::Pack)?);
        while let Some(part) = reader.next_part().map_err(|_| WorkError::Pack)? {
            taking.part(part)?;
        }
    }
    reader.end().map_err(|_| WorkError::Pack)?;
    taking.end_document()?;
    let (t_ms, state) = (taking.t_ms, taking.state);
    let t_ms = state
        .members
        .iter()
        .map(|record| record.t_ms)
        .fold(t_ms, u64::max);
    if state.digest() != checkpoint.digest {
        return Err(WorkError::Pack);
    }
    if what_for == For::Store {
        let instance = tx.space(sp)?.cursor.instance;
        let (seq, r) = (checkpoint.upto, checkpoint.r);
        tx.set_view(sp, seq, &view16(&r, &[0; 32]))?;
        tx.set_cursor(
            sp,
            &Cursor {
                instance,
                seq,
                r,
                t_ms,
            },
        )?;
        tx.set_base(
            sp,
            &Base {
                etag: None,
                seq,
                r,
                live_root: [0; 32],
            },
        )?;
    }
    Ok(())
}

struct Taking<'a, 't, 'c> {
    device: &'a Device,
    tx: &'t Tx<'c>,
    space: Space,
    members: &'a Membership,
    upto: u64,
    store: bool,
    state: State,
    /// The document whose stretches are coming.
    document: Option<PackedDocument>,
    /// The latest time that is known of the log before the checkpoint.
    t_ms: u64,
    /// Changes under units whose keys are not here yet.
    sealed: usize,
}

impl Taking<'_, '_, '_> {
    fn part(&mut self, part: Part) -> Result<(), WorkError> {
        match part {
            Part::Chains(ends) => ends.into_iter().try_for_each(|end| self.chain(end)),
            Part::Envelopes(envelopes) => envelopes.iter().try_for_each(|envelope| self.envelope(envelope)),
            Part::Documents(documents) => documents.into_iter().try_for_each(|next| self.document(next)),
        }
    }

    fn chain(&mut self, end: ChainEnd) -> Result<(), WorkError> {
        if self.store {
            self.tx.put_chain_end(self.space.sp, &end)?;
        }
        self.state.chains.push(end);
        Ok(())
    }

    fn envelope(&mut self, envelope: &PackedEnvelope) -> Result<(), WorkError> {
        let statement = envelope.verify(&self.members.space, self.members);
        let statement = statement.map_err(|_| WorkError::Pack)?;
        if envelope.seq > self.upto {
            return Err(WorkError::Pack);
        }
        self.t_ms = self.t_ms.max(envelope.t_ms);
        let items = envelope
            .live
            .iter()
            .map(|(n, bytes)| Ok((*n, Item::read(bytes)?)));
        let items = items.collect::<Result<Vec<_>, ekin_protocol::cbor::CborError>>()?;
        if items.iter().any(|(_, item)| item.item_type != ItemType::Record) {
            return Err(WorkError::Pack);
        }
        let hashes: Vec<ItemHash> = items.iter().map(|(_, item)| item.hash()).collect();
        self.state.live.extend(&hashes);
        if !self.store {
            return Ok(());
        }
        let (tx, sp) = (self.tx, self.space.sp);
        let en = tx.add_entry(
            sp,
            &Logged {
                seq: envelope.seq,
                t_ms: envelope.t_ms,
                ord: statement.ord,
                incarnation: statement.incarnation,
                dev_seq: statement.dev_seq,
                content_id: ekin_protocol::merkle::content_id(&envelope.hashes),
                statement: &envelope.statement,
                sig: envelope.sig,
            },
        )?;
        tx.keep_hashes(en, &envelope.hashes)?;
        let mut ledger = tx.ledger(sp, statement.ord, Some(en));
        for ((n, item), hash) in items.iter().zip(&hashes) {
            if let Some(unit) = &item.meta.unit {
                tx.note_unit(sp, unit)?;
            }
            let place = Place {
                seq: envelope.seq,
                t_ms: envelope.t_ms,
                n: *n,
            };
            ledger.insert(item, hash, place)?;
        }
        Ok(())
    }

    /// A document, or the next stretch of the one before.
    fn document(&mut self, next: PackedDocument) -> Result<(), WorkError> {
        match &mut self.document {
            Some(present) if present.object == next.object => {
                present.changes.extend(next.changes);
                Ok(())
            }
            _ => {
                self.end_document()?;
                self.document = Some(next);
                Ok(())
            }
        }
    }

    fn end_document(&mut self) -> Result<(), WorkError> {
        let Some(packed) = self.document.take() else {
            return Ok(());
        };
        self.state.documents.push(DocumentState {
            object: packed.object,
            generation: packed.generation,
            value: packed.value,
        });
        let meta = Meta {
            kind: packed.kind,
            generation: packed.generation,
            unit: packed.unit,
            at_ms: packed.at_ms,
            ..Meta::default()
        };
        let (tx, sp) = (self.tx, self.space.sp);
        if self.store {
            tx.add_document(sp, &packed.object, &meta)?;
            tx.begin_generation(sp, &packed.object, packed.generation)?;
            if packed.logged_ms > 0 {
                let logged_ms = i64::try_from(packed.logged_ms).unwrap_or(i64::MAX);
                tx.log_document(sp, &packed.object, logged_ms)?;
            }
        }
        let Some(changes) = self.opened(&packed)? else {
            return match self.store {
                true => self.put_off(&packed, &meta),
                // Whoever looks has every key.
                false => Err(WorkError::Pack),
            };
        };
        let document = self.built(&packed, &changes)?;
        if state::value_of(&document) != packed.value {
            return Err(WorkError::Pack);
        }
        if self.store {
            if packed.unit.is_some() {
                tx.set_document_seen(sp, &packed.object)?;
            }
            let marked = document.is_marked().map_err(StoreError::from)?;
            tx.set_document_save(sp, &packed.object, &document.save(), marked)?;
            tx.touch_document(
                sp,
                &packed.object,
                i64::try_from(packed.at_ms).unwrap_or(i64::MAX),
            )?;
            let shown = open::open(tx, &self.space, &packed.object, packed.generation)?;
            open::note_line(tx, &self.space, &packed.object, packed.kind, &shown)?;
        }
        Ok(())
    }

    /// The raw changes; none while the key of their unit is not here.
    fn opened(&self, packed: &PackedDocument) -> Result<Option<Vec<Vec<u8>>>, WorkError> {
        let Some(unit) = &packed.unit else {
            return Ok(Some(packed.changes.clone()));
        };
        let Some(key) = self.tx.unit_key(self.space.sp, unit)? else {
            return Ok(None);
        };
        let open = |change: &Vec<u8>| {
            let opened = key.open(&packed.object, change);
            opened.map(|opened| opened.to_vec()).map_err(|_| WorkError::Pack)
        };
        packed
            .changes
            .iter()
            .map(open)
            .collect::<Result<_, _>>()
            .map(Some)
    }

    /// The document that these changes make: all of them, each by somebody who has a chain, or by nobody as the first of a
    /// generation.
    fn built(&self, packed: &PackedDocument, changes: &[Vec<u8>]) -> Result<Document, WorkError> {
        // Each checkpoint begins one generation at most.
        if packed.generation as usize > self.members.checkpoints().len() {
            return Err(WorkError::Pack);
        }
        let space = &self.members.space;
        let chains = &self.state.chains;
        let known: BTreeSet<Actor> = (0..=packed.generation)
            .flat_map(|generation| {
                let by = move |end: &ChainEnd| {
                    Actor::of(space, &packed.object, generation, end.ord, &end.incarnation)
                };
                let first = Actor::genesis(space, &packed.object, generation);
                let beside = Actor::late(space, &packed.object, generation);
                chains.iter().map(by).chain([first]).chain(beside)
            })
            .collect();
        let mut incoming = Vec::with_capacity(changes.len());
        for change in changes {
            let actor = scan(change).map_err(|_| WorkError::Pack)?.actor;
            if !known.contains(&actor) {
                return Err(WorkError::Pack);
            }
            incoming.push(Incoming {
                actor,
                same_author: &[],
                change,
            });
        }
        let me = open::actor(&self.space, &packed.object, packed.generation);
        let taken = Document::new(me).take(Lane::Logged, &incoming);
        let taken = taken.map_err(StoreError::from)?;
        let whole = |verdict: &Verdict| matches!(verdict, Verdict::Applied(_) | Verdict::Known(_));
        match taken.verdicts.iter().all(whole) {
            true => Ok(taken.document),
            false => Err(WorkError::Pack),
        }
    }

    /// Changes under a unit's key wait for it, by the checkpoint's place.
    fn put_off(&mut self, packed: &PackedDocument, meta: &Meta) -> Result<(), WorkError> {
        let (tx, sp) = (self.tx, self.space.sp);
        let Some(unit) = packed.unit else { return Ok(()) };
        tx.note_unit(sp, &unit)?;
        tx.set_document_seen(sp, &packed.object)?;
        for change in &packed.changes {
            let salt = self.device.around().random();
            let item = write_private(&salt, ItemType::Change, &packed.object, meta, change);
            tx.put_sealed_change(
                sp,
                &SealedChange {
                    seq: self.upto,
                    n: self.sealed,
                    unit,
                    ord: SealedChange::PACKED,
                    incarnation: ekin_protocol::id::Incarnation([0; 8]),
                    item,
                },
            )?;
            self.sealed += 1;
        }
        Ok(())
    }
}
