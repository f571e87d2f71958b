//! A checkpoint as staff makes it: the state at the log's head as a pack, sealed onto the shelf under the key of a new epoch, and
//! the record that names it.

use std::collections::BTreeSet;

use ekin_protocol::blob::{BlobAddress, BlobKey};
use ekin_protocol::checkpoint::{PackWriter, PackedDocument};
use ekin_protocol::hash::sha256;
use ekin_protocol::id::ObjectId;
use ekin_protocol::limits;
use ekin_protocol::membership::{Checkpoint, Epoch, Membership, PackAt};
use ekin_protocol::seal::{EpochKey, Use};

use super::state;
use crate::app::device::Device;
use crate::app::worker::{WorkError, epoch};
use crate::document::Document;
use crate::domain::kind::Plain;
use crate::storage::{DocumentRow, Draft, Sp, StoreError, Tx};
use crate::sync::fold::Fold;

/// A checkpoint that was made, and of what chunks its pack is.
pub struct Made {
    /// What its record says.
    pub body: Checkpoint,
    /// SHA-256 of each sealed chunk.
    pub hashes: Vec<[u8; 32]>,
}

/// A pack on its way to the shelf, cut into the chunks of a blob as it grows.
struct Sealer {
    key: BlobKey,
    held: Vec<u8>,
    size: u64,
    draft: Draft,
    hashes: Vec<[u8; 32]>,
}

impl Sealer {
    fn push(&mut self, bytes: &[u8]) -> Result<(), WorkError> {
        self.held.extend_from_slice(bytes);
        self.size += bytes.len() as u64;
        while self.held.len() > limits::BLOB_CHUNK {
            let chunk: Vec<u8> = self.held.drain(..limits::BLOB_CHUNK).collect();
            // Every chunk but the last is sealed alike, whatever the size that the pack will have.
            self.seal(limits::BLOB, &chunk)?;
        }
        Ok(())
    }

    fn seal(&mut self, size: u64, chunk: &[u8]) -> Result<(), WorkError> {
        let at = u32::try_from(self.hashes.len()).unwrap_or(u32::MAX);
        let sealed = self.key.seal(size, at, chunk).map_err(|_| WorkError::PackSize)?;
        self.hashes.push(sha256(&sealed));
        Ok(self.draft.push(&sealed)?)
    }

    fn finish(mut self, device: &Device) -> Result<(PackAt, Vec<[u8; 32]>), WorkError> {
        let (last, size) = (std::mem::take(&mut self.held), self.size);
        self.seal(size, &last)?;
        let address = BlobAddress::of(&self.hashes);
        device.shelf().keep(self.draft, &address)?;
        Ok((PackAt { address, size }, self.hashes))
    }
}

/// A checkpoint of the state as it stands, at the place where the log is; `begins` start a new generation. None where this device
/// cannot make one now: it lacks a key, or its log is behind the membership.
pub fn make(
    device: &Device,
    tx: &Tx<'_>,
    sp: Sp,
    fold: &Fold,
    (members, t_ms): (&Membership, u64),
    begins: BTreeSet<ObjectId>,
) -> Result<Option<Made>, WorkError> {
    let at = fold.position;
    if at.seq == 0 || at.seq < members.head_seq || !state::is_known(tx, sp)? {
        return Ok(None);
    }
    let around = device.around();
    let n = members.epoch().saturating_add(1);
    let key = EpochKey::new(around.random());
    let grants = epoch::grants(&members.space, n, &key, members.entitled(None, t_ms), around)?;
    let mut sealer = Sealer {
        key: BlobKey::new(*key.derive(&members.space, n, Use::Pack)),
        held: Vec::new(),
        size: 0,
        draft: device.shelf().draft(around.random())?,
        hashes: Vec::new(),
    };
    let digest = write(device, tx, sp, at.seq, &begins, &mut sealer)?;
    let (pack, hashes) = sealer.finish(device)?;
    let body = Checkpoint {
        upto: at.seq,
        r: at.r,
        digest,
        pack,
        epoch: Epoch {
            n,
            grants,
            prev: None,
        },
        begins: begins.into_iter().collect(),
    };
    Ok(Some(Made { body, hashes }))
}

/// Writes the pack and gives the state's digest.
fn write(
    device: &Device,
    tx: &Tx<'_>,
    sp: Sp,
    upto: u64,
    begins: &BTreeSet<ObjectId>,
    sealer: &mut Sealer,
) -> Result<[u8; 32], WorkError> {
    let mut pack = PackWriter::new();
    for end in tx.chain_ends(sp)? {
        pack.chain(&end)?;
    }
    // What failed inside is told after: the store's walks know errors of their own alone.
    let mut failed = None;
    let keep = |pack: &mut PackWriter, done: Result<(), WorkError>, sealer: &mut Sealer| {
        done.and_then(|()| sealer.push(&pack.ready()))
    };
    tx.each_living_envelope(sp, |envelope| {
        if failed.is_none() {
            let done = pack.envelope(envelope).map_err(WorkError::from);
            failed = keep(&mut pack, done, sealer).err();
        }
        Ok(())
    })?;
    let state = state::of(
        tx,
        sp,
        upto,
        &|object| begins.contains(object),
        |row, generation, value, document| {
            if failed.is_none() {
                let packed = packed(device, tx, sp, row, document);
                let done = packed.and_then(|(unit_changes, at_ms)| {
                    let document = PackedDocument {
                        object: row.object,
                        kind: row.kind,
                        generation,
                        unit: row.unit,
                        at_ms,
                        logged_ms: row.logged_ms.and_then(|ms| u64::try_from(ms).ok()).unwrap_or(0),
                        value,
                        changes: unit_changes,
                    };
                    Ok(pack.document(&document)?)
                });
                failed = keep(&mut pack, done, sealer).err();
            }
            Ok(())
        },
    )?;
    if let Some(error) = failed {
        return Err(error);
    }
    sealer.push(&pack.finish()?)?;
    Ok(state.digest())
}

/// The changes of a document as a pack carries them, and when it was last changed.
fn packed(
    device: &Device,
    tx: &Tx<'_>,
    sp: Sp,
    row: &DocumentRow,
    document: &Document,
) -> Result<(Vec<Vec<u8>>, u64), WorkError> {
    let changes = document.confirmed().map_err(StoreError::from)?;
    let at_ms = u64::try_from(row.at_ms).unwrap_or(0);
    let Some(unit) = &row.unit else {
        return Ok((
            changes.iter().map(|change| change.bytes.to_vec()).collect(),
            at_ms,
        ));
    };
    let key = tx.unit_key(sp, unit)?.ok_or(WorkError::NoKey)?;
    let seal = |change: &crate::document::Change| {
        let around = device.around();
        around.with_random(|random| key.seal(&row.object, &change.bytes, random))
    };
    let sealed = changes.iter().map(seal).collect::<Result<_, _>>()?;
    Ok((sealed, at_ms))
}

/// The documents of which a checkpoint begins a new generation: marked ones, and with `prose` those in which several people may
/// have written one text, so that what was taken out of it is in no history (protocol 11). Never one with a conflict.
pub fn chosen(tx: &Tx<'_>, sp: Sp, prose: bool) -> Result<BTreeSet<ObjectId>, StoreError> {
    let limit = limits::BEGINS;
    let marked = tx.documents_to_begin(sp, u32::try_from(limit).unwrap_or(u32::MAX))?;
    let mut chosen: BTreeSet<ObjectId> = marked.into_iter().collect();
    if prose {
        let space = tx.space(sp)?.id;
        tx.each_saved(sp, |row, save| {
            if chosen.len() < limit && !chosen.contains(&row.object) {
                let me = crate::document::Actor::genesis(&space, &row.object, row.generation);
                let document = Document::open(me, &save, &[])?;
                let content = document.confirmed_content();
                let text = |value: &Plain| matches!(value, Plain::Text(_));
                let has_history = document.confirmed()?.len() > 1;
                if has_history && content.rivals.is_empty() && content.values.values().any(text) {
                    chosen.insert(row.object);
                }
            }
            Ok(())
        })?;
    }
    Ok(chosen)
}
