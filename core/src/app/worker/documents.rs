//! The documents that a piece of work touches: opened once, judged envelope by envelope, written back before the
//! transaction ends.

use std::collections::BTreeMap;

use ekin_protocol::code::Code;
use ekin_protocol::id::{Incarnation, ObjectId, Ord};
use ekin_protocol::item::{Item, ItemType, Meta};

use super::checkpoint;
use crate::app::document::open;
use crate::document::scan::scan;
use crate::document::{Actor, Document, Incoming, Lane, Verdict};
use crate::storage::{SealedChange, Sp, Space, StoreError, Tx, UnitId};

/// What an envelope's changes come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Judged {
    /// They count.
    Counts,
    /// They follow a change that is not here yet.
    Waits,
    /// They can never count, and nothing of their envelope does.
    Void(Code),
}

/// A change of a document, opened.
pub struct Change<'a> {
    /// The document.
    pub object: ObjectId,
    /// What its item says beside.
    pub meta: &'a Meta,
    /// The raw change.
    pub content: &'a [u8],
}

/// A document in work.
struct InWork {
    document: Document,
    kind: u16,
    generation: u32,
    save: Option<Vec<u8>>,
    at_ms: i64,
    logged_ms: Option<i64>,
}

/// Documents in work.
pub struct Documents {
    lane: Lane,
    open: BTreeMap<ObjectId, InWork>,
    /// Lives of authors whose envelopes the log has: all of one share a quota.
    lives: BTreeMap<Ord, Vec<Incarnation>>,
}

impl Documents {
    /// None yet; what comes is out of the log, or from another phone.
    pub fn new(lane: Lane) -> Self {
        Self {
            lane,
            open: BTreeMap::new(),
            lives: BTreeMap::new(),
        }
    }

    /// Judges changes of one envelope by `ord` in its life, logged at `t_ms` if at all, and takes them when all can be.
    pub fn take(
        &mut self,
        tx: &Tx<'_>,
        space: &Space,
        (ord, incarnation): (Ord, Incarnation),
        t_ms: Option<u64>,
        changes: &[Change<'_>],
    ) -> Result<Judged, StoreError> {
        let mut touched: BTreeMap<ObjectId, Vec<&Change<'_>>> = BTreeMap::new();
        for change in changes {
            touched.entry(change.object).or_default().push(change);
        }
        if touched.is_empty() {
            return Ok(Judged::Counts);
        }
        let lives = self.lives_of(tx, space.sp, ord)?;
        let mut done = Vec::new();
        for (object, items) in touched {
            let Some(first) = items.first() else { continue };
            let generation = first.meta.generation;
            let before = match self.open.get(&object) {
                Some(work) => {
                    let saved = (work.generation, generation);
                    checkpoint::begun(tx, space, &object, saved, work.document.clone())?
                }
                None => open_in(tx, space, &object, generation)?,
            };
            let actor = Actor::of(&space.id, &object, generation, ord, &incarnation);
            let earlier: Vec<_> = lives
                .iter()
                .filter(|life| **life != incarnation)
                .map(|life| Actor::of(&space.id, &object, generation, ord, life))
                .collect();
            let batch: Vec<_> = items
                .iter()
                .map(|item| Incoming {
                    // What a checkpoint's pack brought says itself whose it is.
                    actor: match ord {
                        SealedChange::PACKED => scan(item.content).map_or(actor, |change| change.actor),
                        _ => actor,
                    },
                    same_author: &earlier,
                    change: item.content,
                })
                .collect();
            let taken = before.take(self.lane, &batch)?;
            for verdict in &taken.verdicts {
                match verdict {
                    Verdict::Applied(_) | Verdict::Known(_) => {}
                    Verdict::Staged { .. } => return Ok(Judged::Waits),
                    Verdict::Refused(why) => {
                        tracing::debug!(%why, "a change of a document was not taken");
                        return Ok(Judged::Void(Code::BadForm));
                    }
                }
            }
            let at_ms = items.iter().map(|item| item.meta.at_ms).max().unwrap_or(0);
            done.push((
                object,
                first.meta,
                taken,
                i64::try_from(at_ms).unwrap_or(i64::MAX),
            ));
        }
        for (object, meta, taken, at_ms) in done {
            tx.add_document(space.sp, &object, meta)?;
            let earlier = self.open.remove(&object);
            let (save, before_ms) = earlier.map_or((None, None), |work| (work.save, work.logged_ms));
            self.open.insert(
                object,
                InWork {
                    document: taken.document,
                    kind: meta.kind,
                    generation: meta.generation,
                    save: taken.save.or(save),
                    at_ms,
                    logged_ms: before_ms.max(t_ms.and_then(|t_ms| i64::try_from(t_ms).ok())),
                },
            );
        }
        let lives = self.lives.entry(ord).or_default();
        if !lives.contains(&incarnation) {
            lives.push(incarnation);
        }
        Ok(Judged::Counts)
    }

    /// Whether all changes of an envelope say the same of each document, and what is known of it: its kind and its erasure
    /// unit are fixed by whoever made it, a generation by the last checkpoint.
    pub fn fit(&self, tx: &Tx<'_>, sp: Sp, items: &[Item<'_>]) -> Result<bool, StoreError> {
        let mut known: BTreeMap<ObjectId, (u16, u32, Option<UnitId>)> = BTreeMap::new();
        for item in items.iter().filter(|item| item.item_type == ItemType::Change) {
            let said = (item.meta.kind, item.meta.generation, item.meta.unit);
            let fixed = match known.get(&item.object) {
                Some(fixed) => *fixed,
                None => {
                    let row = tx.document(sp, &item.object)?;
                    let fixed = row.map_or(said, |row| (row.kind, row.generation, row.unit));
                    known.insert(item.object, fixed);
                    fixed
                }
            };
            if fixed != said {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn lives_of(&mut self, tx: &Tx<'_>, sp: Sp, ord: Ord) -> Result<Vec<Incarnation>, StoreError> {
        if let Some(lives) = self.lives.get(&ord) {
            return Ok(lives.clone());
        }
        let lives = tx.logged_lives(sp, ord)?;
        self.lives.insert(ord, lives.clone());
        Ok(lives)
    }

    /// Writes what changed.
    pub fn flush(&mut self, tx: &Tx<'_>, sp: Sp) -> Result<(), StoreError> {
        if self.open.is_empty() {
            return Ok(());
        }
        let space = tx.space(sp)?;
        for (object, work) in std::mem::take(&mut self.open) {
            if let Some(save) = &work.save {
                tx.set_document_save(sp, &object, save, work.document.is_marked()?)?;
                tx.set_saved(sp, &object, work.generation)?;
            }
            tx.touch_document(sp, &object, work.at_ms)?;
            if let Some(t_ms) = work.logged_ms {
                tx.log_document(sp, &object, t_ms)?;
            }
            open::note_line(tx, &space, &object, work.kind, &work.document)?;
        }
        Ok(())
    }
}

/// The document as this device has it, brought into a generation that began while the key of its unit was not here.
fn open_in(tx: &Tx<'_>, space: &Space, object: &ObjectId, generation: u32) -> Result<Document, StoreError> {
    let saved = tx.document(space.sp, object)?.map_or(generation, |row| row.saved);
    let document = open::open(tx, space, object, generation)?;
    match saved < generation && tx.document_save(space.sp, object)?.is_some() {
        true => checkpoint::begun(tx, space, object, (saved, generation), document),
        false => Ok(document),
    }
}

/// Changes of an envelope of the log count: of those that were not in the log which the relay lost, a checkpoint that comes back
/// knows nothing.
pub fn note_late(tx: &Tx<'_>, sp: Sp, seq: u64, changes: &[Change<'_>]) -> Result<(), StoreError> {
    if changes.is_empty() || !tx.is_late(sp, seq)? {
        return Ok(());
    }
    for change in changes {
        if let Ok(summary) = scan(change.content) {
            tx.note_late_change(sp, &change.object, &summary.hash.0, seq)?;
        }
    }
    Ok(())
}

/// Pending changes went, or came: the lines that lists show of these documents are made again.
pub fn note_lines(tx: &Tx<'_>, space: &Space, objects: &[ObjectId]) -> Result<(), StoreError> {
    for object in objects {
        if let Some(row) = tx.document(space.sp, object)? {
            let document = open::open(tx, space, object, row.generation)?;
            open::note_line(tx, space, object, row.kind, &document)?;
        }
    }
    Ok(())
}
