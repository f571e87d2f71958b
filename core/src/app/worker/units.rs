//! What is under the keys of erasure units (protocol 2, 7): noted at its place in the log, opened once the key is here, and
//! judged on its own. A key that never comes stops nothing, and the rest of the envelope counts with and without it.

use std::collections::BTreeMap;

use ekin_protocol::id::{Incarnation, Ord};
use ekin_protocol::item::{Item, ItemType, assemble};

use super::documents::{Change, Documents, Judged, note_late};
use crate::storage::{SealedChange, Sp, StoreError, Tx, UnitId};

/// Changes under units' keys that a piece of the log brought.
#[derive(Default)]
pub struct Units {
    came: Vec<SealedChange>,
}

/// What is judged together: the changes of one envelope under one unit, by its place.
type Groups = BTreeMap<(u64, UnitId), Vec<SealedChange>>;

impl Units {
    /// An envelope counts: its units are known from now on, and what is under them waits to be opened.
    pub fn note(
        &mut self,
        tx: &Tx<'_>,
        sp: Sp,
        (seq, (ord, incarnation)): (u64, (Ord, Incarnation)),
        items: &[Item<'_>],
    ) -> Result<(), StoreError> {
        for (n, item) in items.iter().enumerate() {
            let Some(unit) = item.meta.unit else { continue };
            tx.note_unit(sp, &unit)?;
            if item.item_type == ItemType::Change {
                tx.add_document(sp, &item.object, &item.meta)?;
                tx.set_document_seen(sp, &item.object)?;
                self.came.push(SealedChange {
                    seq,
                    n,
                    unit,
                    ord,
                    incarnation,
                    item: assemble(item.fields(), item.content().unwrap_or_default()),
                });
            }
        }
        Ok(())
    }

    /// Opens what can be opened, in the order of the log; keeps what waits.
    pub fn open(&mut self, tx: &Tx<'_>, sp: Sp, documents: &mut Documents) -> Result<(), StoreError> {
        let mut groups = Groups::new();
        for change in tx.sealed_changes_to_open(sp)? {
            groups.entry((change.seq, change.unit)).or_default().push(change);
        }
        for change in std::mem::take(&mut self.came) {
            if tx.unit_key(sp, &change.unit)?.is_some() {
                groups.entry((change.seq, change.unit)).or_default().push(change);
            } else if !tx.is_erased(sp, &change.unit)? {
                tx.put_sealed_change(sp, &change)?;
            }
        }
        // What one group waits for may be in a later one.
        loop {
            let before = groups.len();
            let mut left = Groups::new();
            for (place, changes) in groups {
                match take(tx, sp, documents, &changes)? {
                    Judged::Waits => {
                        left.insert(place, changes);
                    }
                    judged => done(tx, sp, &changes, judged)?,
                }
            }
            groups = left;
            if groups.is_empty() || groups.len() == before {
                break;
            }
        }
        let mut left = groups.into_values().flatten();
        left.try_for_each(|change| tx.put_sealed_change(sp, &change))
    }
}

/// Takes the changes of one envelope under one unit, all or nothing.
fn take(
    tx: &Tx<'_>,
    sp: Sp,
    documents: &mut Documents,
    changes: &[SealedChange],
) -> Result<Judged, StoreError> {
    let items = changes.iter().map(|change| Item::read(&change.item));
    let items = items.collect::<Result<Vec<_>, _>>()?;
    let opened = items.iter().map(|item| tx.opened(sp, item));
    let opened: Option<Vec<_>> = opened.collect::<Result<_, _>>()?;
    let (Some(first), Some(opened)) = (changes.first(), opened) else {
        return Ok(Judged::Void(ekin_protocol::code::Code::BadForm));
    };
    let changes: Vec<_> = items
        .iter()
        .zip(&opened)
        .map(|(item, content)| Change {
            object: item.object,
            meta: &item.meta,
            content,
        })
        .collect();
    // What a pack brought has its time already.
    let t_ms = match first.ord {
        SealedChange::PACKED => None,
        _ => tx.entry_at(sp, first.seq)?.map(|entry| entry.t_ms),
    };
    let author = (first.ord, first.incarnation);
    let judged = documents.take(tx, &tx.space(sp)?, author, t_ms, &changes)?;
    if judged == Judged::Counts && first.ord != SealedChange::PACKED {
        note_late(tx, sp, first.seq, &changes)?;
    }
    Ok(judged)
}

fn done(tx: &Tx<'_>, sp: Sp, changes: &[SealedChange], judged: Judged) -> Result<(), StoreError> {
    if let Judged::Void(code) = judged {
        tracing::debug!(code = code.word(), "changes under a unit's key do not count");
    }
    let mut all = changes.iter();
    all.try_for_each(|change| tx.remove_sealed_change(sp, change.seq, change.n))
}

#[cfg(test)]
mod tests;
