//! A new life (protocol 5): what is not logged goes into a chain of its own, in the same order. Records stay as they are;
//! edits of documents are done once more, by path, on what the log has confirmed meanwhile, for their author in them is
//! another now. Where somebody else's value has come there, it stays. So it is where a checkpoint ended the generation of a
//! document in which they were written (protocol 8).

use std::collections::{BTreeMap, BTreeSet};

use ekin_protocol::envelope::Items;
use ekin_protocol::id::{Incarnation, ObjectId, Short};
use ekin_protocol::item::{Item, ItemType, Meta, write_private};
use zeroize::Zeroizing;

use super::{WorkError, documents};
use crate::app::document::open;
use crate::app::surroundings::Surroundings;
use crate::document::scan::scan;
use crate::document::{Actor, ChangeHash, Document, Incoming, Lane};
use crate::storage::{Author, OwnEntry, Sp, Space, StoreError, Tx};
use crate::sync::fold::Fold;

/// Begins a new life with everything that waits: of the same author, or of a device that has just got its number.
pub fn begin(
    tx: &Tx<'_>,
    sp: Sp,
    author: Author,
    waiting: &[OwnEntry],
    around: &Surroundings,
) -> Result<(), WorkError> {
    let old = tx.space(sp)?;
    if old.author.is_some_and(|old| old.is_joining()) {
        tx.own_becomes(sp, author.ord)?;
    }
    let mut next = Author {
        incarnation: Incarnation(around.random()),
        next_dev_seq: 1,
        prev: Short([0; 16]),
        ..author
    };
    let mut redo = match old.kind.is_public() {
        true => None,
        false => Some(Redo::of(tx, &old, next, waiting)?),
    };
    for own in waiting {
        let prev = match &mut redo {
            None => {
                tx.rewrite_own(own.en, &next.incarnation, next.next_dev_seq, false)?;
                own.content_id.short()
            }
            Some(redo) => {
                let items = redo.envelope(tx, own, around)?;
                if items.is_empty() {
                    // Somebody else's values stand where all of it was.
                    tx.drop_pending(own.en)?;
                    continue;
                }
                tx.replace_own(own.en, &next.incarnation, next.next_dev_seq, &items)?
                    .short()
            }
        };
        next.next_dev_seq += 1;
        next.prev = prev;
    }
    tx.set_author(sp, &next)?;
    tx.set_said(sp, 0)?;
    if let Some(redo) = redo {
        let objects: Vec<ObjectId> = redo.new.into_keys().collect();
        documents::note_lines(tx, &tx.space(sp)?, &objects)?;
        // Nothing that waits is built any more on what did not come to be.
        tx.purge_void(sp)?;
    }
    Ok(())
}

/// Documents with own changes that wait are kept as they are, until these are done once more on what a pack brings.
pub fn set_aside(tx: &Tx<'_>, sp: Sp) -> Result<(), StoreError> {
    for object in tx.documents_with_own_changes(sp)? {
        let row = tx.document(sp, &object)?;
        if let (Some(row), Some(save)) = (row, tx.document_save(sp, &object)?) {
            tx.keep_ended(sp, &object, row.saved, &save)?;
        }
    }
    Ok(())
}

/// What waits of documents whose generation ended is done once more, in a new life; where a relay lost some of it, once that is back
/// as it was.
pub fn replay(tx: &Tx<'_>, sp: Sp, fold: &Fold, around: &Surroundings) -> Result<(), WorkError> {
    let Some(author) = tx.space(sp)?.author.filter(|author| !author.is_joining()) else {
        return Ok(());
    };
    if tx.may_heal(sp, around.now_ms())? {
        return Ok(());
    }
    let mut waiting = tx.unlogged_own(sp, 0, u32::MAX)?;
    // A pack does not show which of one's own envelopes are in the log: the end of the chain does, and what it follows.
    let tip = fold.chain(author.ord, author.incarnation).tip;
    let logged = tip.filter(|tip| {
        waiting.iter().any(|own| {
            own.incarnation == author.incarnation
                && (own.dev_seq, own.content_id.short()) == (tip.dev_seq, tip.last)
        })
    });
    if let Some(tip) = logged {
        for own in &waiting {
            if own.incarnation == author.incarnation && own.dev_seq <= tip.dev_seq {
                tx.drop_pending(own.en)?;
            }
        }
        waiting = tx.unlogged_own(sp, 0, u32::MAX)?;
    }
    if !tx.ended(sp)?.is_empty() && !waiting.is_empty() {
        begin(tx, sp, author, &waiting, around)?;
    }
    Ok(tx.forget_ended(sp)?)
}

/// A document in one generation.
type Of = (ObjectId, u32);

/// The documents that waiting envelopes change, as they were in the old life and as they become in the new one.
struct Redo {
    space: Space,
    old: BTreeMap<Of, Document>,
    new: BTreeMap<ObjectId, Document>,
    /// The generation in which each goes on.
    generations: BTreeMap<ObjectId, u32>,
}

impl Redo {
    fn of(tx: &Tx<'_>, space: &Space, next: Author, waiting: &[OwnEntry]) -> Result<Self, WorkError> {
        // What was refused, or came from others, is not done again, but what follows was written on top of it.
        let own = tx
            .refused_own(space.sp)?
            .into_iter()
            .chain(waiting.iter().cloned());
        let others = tx
            .void_carried(space.sp)?
            .into_iter()
            .chain(tx.carried(space.sp)?);
        let mut all: Vec<(i64, Vec<u8>)> = own.map(|own| (own.en, own.items)).collect();
        all.extend(others.map(|carried| (carried.en, carried.items)));
        all.sort_by_key(|(en, _)| *en);
        let mut changes: BTreeMap<Of, Vec<Zeroizing<Vec<u8>>>> = BTreeMap::new();
        for (_, items) in all {
            for item in Items::read(items)?.iter() {
                let item = item?;
                if item.item_type == ItemType::Change
                    && let Some(change) = tx.opened(space.sp, &item)?
                {
                    let of = (item.object, item.meta.generation);
                    changes.entry(of).or_default().push(change);
                }
            }
        }
        let then = Space {
            author: Some(next),
            ..space.clone()
        };
        let ended = tx.ended(space.sp)?.into_iter();
        let ended: BTreeMap<_, _> = ended.map(|(object, _, save)| (object, save)).collect();
        let (mut old, mut new, mut generations) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        for ((object, generation), changes) in changes {
            let goes_on = tx
                .document(space.sp, &object)?
                .map_or(generation, |row| row.generation);
            let (before, after) = (
                open::actor(space, &object, generation),
                open::actor(&then, &object, goes_on),
            );
            let save = tx.document_save(space.sp, &object)?;
            let save = save.unwrap_or_else(|| Document::new(before).save());
            let was = ended.get(&object).filter(|_| generation < goes_on);
            let changes: Vec<&[u8]> = changes.iter().map(|change| change.as_slice()).collect();
            let opened = |actor, save: &[u8]| Document::open(actor, save, &[]).map_err(StoreError::from);
            let was = opened(before, was.unwrap_or(&save))?;
            old.insert((object, generation), as_written(&was, &changes)?);
            new.insert(object, opened(after, &save)?);
            generations.insert(object, goes_on);
        }
        Ok(Self {
            space: space.clone(),
            old,
            new,
            generations,
        })
    }

    /// The items of one envelope, done once more.
    fn envelope(
        &mut self,
        tx: &Tx<'_>,
        own: &OwnEntry,
        around: &Surroundings,
    ) -> Result<Vec<Vec<u8>>, WorkError> {
        let bytes = Items::read(own.items.clone())?;
        let mut items = Vec::new();
        let mut edits: BTreeMap<ObjectId, (Item<'_>, Vec<ChangeHash>)> = BTreeMap::new();
        for raw in bytes.bytes() {
            let item = Item::read(raw)?;
            if item.item_type != ItemType::Change {
                items.push(raw.to_vec());
                continue;
            }
            // What was under a key that is gone is not written again.
            let Some(change) = tx.opened(self.space.sp, &item)? else {
                continue;
            };
            let Ok(hash) = scan(&change).map(|summary| summary.hash) else {
                continue;
            };
            let (_, hashes) = edits
                .entry(item.object)
                .or_insert_with(|| (item.clone(), Vec::new()));
            hashes.push(hash);
        }
        for (object, (item, hashes)) in edits {
            let of = (object, item.meta.generation);
            let (Some(old), Some(new)) = (self.old.get(&of), self.new.get_mut(&object)) else {
                continue;
            };
            let (before, after) = old.around(&hashes).map_err(StoreError::from)?;
            let redone = new.redo(&before, &after).map_err(StoreError::from)?;
            for kept in &redone.kept {
                // What was to be taken away, and stands, is seen as it stands.
                if let Some(mine) = &kept.mine {
                    tx.keep(self.space.sp, &object, &open::at(&kept.place), mine)?;
                }
            }
            *new = redone.edited.document;
            for change in &redone.edited.changes {
                let payload = match &item.meta.unit {
                    None => change.bytes.to_vec(),
                    Some(unit) => {
                        let key = tx.unit_key(self.space.sp, unit)?.ok_or(WorkError::NoKey)?;
                        around.with_random(|random| key.seal(&object, &change.bytes, random))?
                    }
                };
                let meta = Meta {
                    generation: self
                        .generations
                        .get(&object)
                        .copied()
                        .unwrap_or(item.meta.generation),
                    ..item.meta.clone()
                };
                let salt = around.random();
                items.push(write_private(&salt, ItemType::Change, &object, &meta, &payload));
            }
        }
        Ok(items)
    }
}

/// The document as it was when these own changes were written. Where the log has another change of the same author and
/// number, which a copy of this device wrote, that one and what follows it are left out.
fn as_written(confirmed: &Document, changes: &[&[u8]]) -> Result<Document, StoreError> {
    let named: BTreeSet<(Actor, u64)> = changes
        .iter()
        .filter_map(|change| scan(change).ok())
        .map(|summary| (summary.actor, summary.seq))
        .collect();
    let all = confirmed.confirmed()?;
    let before: Vec<_> = all
        .iter()
        .filter(|change| !named.contains(&(change.actor, change.seq)))
        .collect();
    let base = match before.len() == all.len() {
        true => confirmed.clone(),
        false => {
            let logged: Vec<_> = before
                .iter()
                .map(|change| (change.actor, &*change.bytes))
                .collect();
            Document::new(confirmed.me())
                .take(Lane::Logged, &incoming(&logged))?
                .document
        }
    };
    let own: Vec<_> = changes
        .iter()
        .filter_map(|change| Some((scan(change).ok()?.actor, *change)))
        .collect();
    Ok(base.take(Lane::Pending, &incoming(&own))?.document)
}

fn incoming<'a>(changes: &[(Actor, &'a [u8])]) -> Vec<Incoming<'a>> {
    let one = |(actor, change): &(Actor, &'a [u8])| Incoming {
        actor: *actor,
        same_author: &[],
        change,
    };
    changes.iter().map(one).collect()
}
