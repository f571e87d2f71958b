//! What a checkpoint in the log does to a device that has the log: whether it finds the same state, new generations of documents,
//! and the end of what can never be logged any more.

use std::collections::BTreeSet;

use ekin_protocol::envelope::Frame;
use ekin_protocol::id::{ObjectId, RecordId};
use ekin_protocol::membership::{Checkpoint, Membership};

use super::{begun_from, is_attested, pack_of, state};
use crate::app::document::open;
use crate::document::{Actor, Document};
use crate::storage::{Sp, StoreError, Tx, Wanted};

/// The log has come to a checkpoint's record; everything before it was taken, and nothing after.
pub fn pass(
    tx: &Tx<'_>,
    sp: Sp,
    members: &Membership,
    id: &RecordId,
    checkpoint: &Checkpoint,
) -> Result<(), StoreError> {
    // Whoever began from this very pack has the documents as they are from here on.
    let base = tx.space(sp)?.base.map(|base| base.seq);
    if base == Some(checkpoint.upto) {
        return tx.see_checkpoint(sp, id, None);
    }
    let begins: BTreeSet<ObjectId> = checkpoint.begins.iter().copied().collect();
    let same = match state::is_known(tx, sp)? {
        false => None,
        true => {
            let begins = |object: &ObjectId| begins.contains(object);
            let state = state::of(tx, sp, checkpoint.upto, &begins, |_, _, _, _| Ok(()))?;
            Some(state.digest() == checkpoint.digest)
        }
    };
    drop_orphans(tx, sp, checkpoint.upto)?;
    for object in &begins {
        begin(tx, sp, object, None)?;
    }
    tx.forget_late(sp)?;
    // What others wrote before it and is not logged is written anew by whoever wrote it.
    for carried in tx.carried(sp)? {
        tx.void_carried_entry(carried.en)?;
    }
    // A device whose own beginning nobody vouches for says nothing of what others find.
    let vouched = is_vouched(members, base);
    tx.see_checkpoint(sp, id, same.filter(|_| vouched))?;
    tx.want_checkpoint(sp, (!vouched && same == Some(false)).then_some(Wanted::Doubt))?;
    tx.send_pack(sp, &pack_of(id))
}

/// The log has come to a checkpoint that its relay had lost, admitted again at a place: it sums up nothing, so there is nothing to
/// find out, and what waits may yet come to be. Generations begin as they did in the lost log.
pub fn pass_again(tx: &Tx<'_>, sp: Sp, checkpoint: &Checkpoint, seq: u64) -> Result<(), StoreError> {
    let mut begins = checkpoint.begins.iter();
    begins.try_for_each(|object| begin(tx, sp, object, Some(seq)))
}

/// Whether what this device has is a measure: it read the log from its start, or began from a pack that another person's device found
/// right, and nobody wrong.
fn is_vouched(members: &Membership, base: Option<u64>) -> bool {
    begun_from(members, base).is_none_or(|one| one.disputed.is_empty() && is_attested(members, one))
}

/// A new generation of one document begins, at the place `again` of a checkpoint that was lost, if so. What is not of the log, or
/// was erased, begins nothing.
fn begin(tx: &Tx<'_>, sp: Sp, object: &ObjectId, again: Option<u64>) -> Result<(), StoreError> {
    let Some(row) = tx.document(sp, object)? else {
        return Ok(());
    };
    let save = tx.document_save(sp, object)?;
    if tx.is_object_erased(sp, object)? || (save.is_none() && !row.seen) {
        return Ok(());
    }
    let space = tx.space(sp)?;
    if let Some(save) = &save
        && tx.has_pending_changes(sp, object)?
    {
        tx.keep_ended(sp, object, row.saved, save)?;
    }
    let generation = row.generation.saturating_add(1);
    if let Some(seq) = again {
        tx.note_begun_again(sp, object, generation, seq)?;
    }
    tx.begin_generation(sp, object, generation)?;
    match save {
        Some(save) => settle(tx, &space, object, &save),
        // Its unit's key is not here: it begins when that comes.
        None => Ok(()),
    }
}

/// Brings a document's save into the generation in which the log is.
fn settle(
    tx: &Tx<'_>,
    space: &crate::storage::Space,
    object: &ObjectId,
    save: &[u8],
) -> Result<(), StoreError> {
    let Some(row) = tx.document(space.sp, object)? else {
        return Ok(());
    };
    let old = Document::open(Actor::genesis(&space.id, object, row.saved), save, &[])?;
    let new = state::begun(tx, space, object, (row.saved, row.generation), old)?;
    tx.set_document_save(space.sp, object, &new.save(), new.is_marked()?)?;
    let shown = open::open(tx, space, object, row.generation)?;
    open::note_line(tx, space, object, row.kind, &shown)
}

/// Documents whose keys came after their generation had ended, and of which nothing older waits any more.
pub fn catch_up(tx: &Tx<'_>, sp: Sp) -> Result<(), StoreError> {
    let behind = tx.documents_behind(sp)?;
    if behind.is_empty() {
        return Ok(());
    }
    let space = tx.space(sp)?;
    for object in behind {
        if let Some(save) = tx.document_save(sp, &object)? {
            settle(tx, &space, &object, &save)?;
        }
    }
    Ok(())
}

/// What waits for something that can never be logged any more waits no longer.
fn drop_orphans(tx: &Tx<'_>, sp: Sp, upto: u64) -> Result<(), StoreError> {
    tx.drop_orphans(sp, upto)?;
    let mut after = 0;
    loop {
        let staged = tx.staged(sp, after, 64)?;
        let Some(last) = staged.last() else { return Ok(()) };
        after = last.seq;
        for sealed in staged {
            let epoch = Frame::read(&sealed.frame).map_or(0, |frame| frame.epoch);
            if sealed.seq <= upto && tx.epoch_key(sp, epoch)?.is_some() {
                tx.unstage(sp, sealed.seq)?;
            }
        }
    }
}
