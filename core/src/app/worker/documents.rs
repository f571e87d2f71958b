//! The documents that a piece of work touches: opened once, judged envelope by envelope, written back before the
//! transaction ends.

use std::collections::BTreeMap;

use ekin_protocol::code::Code;
use ekin_protocol::id::{Incarnation, ObjectId, Ord};
use ekin_protocol::item::{Item, ItemType};

use crate::app::document::open;
use crate::document::{Actor, Document, Incoming, Lane, Verdict};
use crate::storage::{Sp, Space, StoreError, Tx};

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

/// A document in work.
struct InWork {
    document: Document,
    kind: u16,
    save: Option<Vec<u8>>,
    at_ms: i64,
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

    /// Judges the changes of an envelope by `ord` in its life, and takes them when all can be.
    pub fn take(
        &mut self,
        tx: &Tx<'_>,
        space: &Space,
        (ord, incarnation): (Ord, Incarnation),
        items: &[Item<'_>],
    ) -> Result<Judged, StoreError> {
        let mut touched: BTreeMap<ObjectId, Vec<&Item<'_>>> = BTreeMap::new();
        for item in items.iter().filter(|item| item.item_type == ItemType::Change) {
            touched.entry(item.object).or_default().push(item);
        }
        if touched.is_empty() {
            return Ok(Judged::Counts);
        }
        let lives = self.lives_of(tx, space.sp, ord)?;
        let mut done = Vec::new();
        for (object, items) in touched {
            let Some(first) = items.first() else { continue };
            let (kind, generation) = (first.meta.kind, first.meta.generation);
            let known = tx.document(space.sp, &object)?;
            // A kind is fixed by whoever made the document; a generation by the last checkpoint.
            let fits = known.is_none_or(|row| row.kind == kind && row.generation == generation);
            if !fits
                || items
                    .iter()
                    .any(|item| (item.meta.kind, item.meta.generation) != (kind, generation))
            {
                return Ok(Judged::Void(Code::BadForm));
            }
            let before = match self.open.get(&object) {
                Some(work) => work.document.clone(),
                None => open::open(tx, space, &object, generation)?,
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
                    actor,
                    same_author: &earlier,
                    change: item.content().unwrap_or_default(),
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
                kind,
                generation,
                taken,
                i64::try_from(at_ms).unwrap_or(i64::MAX),
            ));
        }
        for (object, kind, generation, taken, at_ms) in done {
            tx.add_document(space.sp, &object, kind, generation)?;
            let earlier = self.open.remove(&object).and_then(|work| work.save);
            self.open.insert(
                object,
                InWork {
                    document: taken.document,
                    kind,
                    save: taken.save.or(earlier),
                    at_ms,
                },
            );
        }
        let lives = self.lives.entry(ord).or_default();
        if !lives.contains(&incarnation) {
            lives.push(incarnation);
        }
        Ok(Judged::Counts)
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
            }
            tx.touch_document(sp, &object, work.at_ms)?;
            open::note_line(tx, &space, &object, work.kind, &work.document)?;
        }
        Ok(())
    }
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
