//! What this device carries for others (protocol 10): envelopes that came from a phone, shown as pending, brought to the
//! relay in the order in which they came, and gone without a trace where the log says otherwise.

use std::collections::BTreeSet;

use ekin_protocol::code::{Class, Code};
use ekin_protocol::envelope::{Items, Signed};
use ekin_protocol::head::Refusal;
use ekin_protocol::id::ObjectId;
use ekin_protocol::item::ItemType;
use ekin_protocol::membership::{Member, Membership, Role};

use super::outgoing::{self, LATER_MS};
use super::{WorkError, documents};
use crate::app::document::open;
use crate::app::surroundings::Surroundings;
use crate::document::scan::scan;
use crate::storage::{CarriedEntry, Sp, Space, StoreError, Tx};
use crate::sync::fold::Fold;
use crate::sync::port::Logged;

/// Frames of what is carried, after a place of the outbox, at most `budget` bytes but at least one: of one author, since
/// what another built on it may go only once it is in the log.
pub fn frames(
    tx: &Tx<'_>,
    space: &Space,
    fold: &Fold,
    around: &Surroundings,
    (after, budget): (u64, usize),
) -> Result<Vec<(u64, Vec<u8>)>, WorkError> {
    let epoch = fold.members.as_ref().map_or(0, |members| members.epoch());
    let carried = tx.carried(space.sp)?;
    let (Some(key), Some(first)) = (tx.epoch_key(space.sp, epoch)?, carried.first()) else {
        return Ok(Vec::new());
    };
    // An own envelope that came between waits for those before it, and those behind wait for it.
    let own = tx
        .unlogged_own(space.sp, 0, 1)?
        .first()
        .map_or(i64::MAX, |own| own.en);
    let (mut out, mut bytes) = (Vec::new(), 0);
    for entry in &carried {
        let waits = (1..=LATER_MS).contains(&entry.not_before.saturating_sub(around.now_ms()));
        if entry.ord != first.ord || entry.en > own || waits {
            break;
        }
        let place = u64::try_from(entry.en).unwrap_or(0);
        if place <= after {
            continue;
        }
        let signed = signed(entry)?;
        let frame = around.with_random(|random| signed.seal(&space.id, epoch, &key, random))?;
        let frame = frame.write();
        bytes += frame.len();
        if bytes > budget && !out.is_empty() {
            break;
        }
        out.push((place, frame));
    }
    Ok(out)
}

fn signed(entry: &CarriedEntry) -> Result<Signed, WorkError> {
    let (statement, items) = (entry.statement.clone(), entry.items.clone());
    Ok(Signed::kept(statement, entry.content_id, entry.sig, items)?)
}

/// The relay refuses what this device carries: later, or never in this form. Its author may bring it again.
pub fn refused(
    tx: &Tx<'_>,
    fold: &Fold,
    sp: Sp,
    refusal: &Refusal,
    around: &Surroundings,
) -> Result<(), WorkError> {
    let carried = tx.carried(sp)?;
    for entry in &carried {
        if signed(entry)?.id(&fold.space) != refusal.id {
            continue;
        }
        match refusal.code {
            // It is sealed again under the newer key.
            Code::EpochStale => {}
            code if code.class() == Class::Later => {
                tx.delay_carried(entry.en, around.now_ms() + LATER_MS)?;
            }
            _ => {
                let follows = |other: &CarriedEntry| {
                    other.incarnation == entry.incarnation && other.dev_seq >= entry.dev_seq
                };
                tx.void_carried_of(sp, entry.ord, follows)?;
            }
        }
    }
    Ok(())
}

/// The log took an envelope: of the same author, what is carried and differs from it, and what is of a life that ended
/// with it, will never be logged.
pub fn passed_by(tx: &Tx<'_>, sp: Sp, envelope: &Logged<'_>) -> Result<(), StoreError> {
    let says = &envelope.frame.statement;
    let differs = |entry: &CarriedEntry| match entry.incarnation == says.incarnation {
        true => entry.dev_seq <= says.dev_seq && entry.content_id != envelope.frame.content_id,
        false => says.dev_seq == 1,
    };
    let mut broken = None;
    tx.void_carried_of(sp, says.ord, |entry| {
        let differs = differs(entry);
        if differs && entry.incarnation == says.incarnation {
            broken = Some(entry.dev_seq);
        }
        // What follows in a chain goes with what it follows.
        differs
            || (entry.incarnation == says.incarnation && broken.is_some_and(|first| first < entry.dev_seq))
    })
}

/// Whether a member writes in a private space now, whatever the time.
pub fn writes(member: &Member) -> bool {
    member.role().is_some_and(Role::writes_in_private) && member.recovery.is_none()
}

/// Looks after what became void: authors who write no more, and whatever was built on what will not be. Others' goes too;
/// one's own is written anew when it is sent.
pub fn settle(
    tx: &Tx<'_>,
    sp: Sp,
    members: Option<&Membership>,
    around: &Surroundings,
) -> Result<(), WorkError> {
    if tx.carried_size(sp)?.0 == 0 {
        return Ok(());
    }
    let space = tx.space(sp)?;
    for entry in tx.carried(sp)? {
        let known = members.and_then(|members| members.member(entry.ord));
        // Nor does a device that is no member any more wait for others' words.
        if known.is_some_and(|member| !writes(member)) || space.author.is_none() {
            tx.void_carried_entry(entry.en)?;
        }
    }
    let (mut touched, mut anew) = (BTreeSet::new(), false);
    loop {
        let void = tx.newly_void(sp)?;
        if void.is_empty() {
            break;
        }
        let mut objects = BTreeSet::new();
        for entry in &void {
            objects.extend(documents_in(&entry.items)?);
            tx.settle_void(entry.en)?;
        }
        let orphans = orphans(tx, &space, &objects)?;
        for entry in tx.carried(sp)? {
            if orphans.contains(&entry.en) {
                tx.void_carried_entry(entry.en)?;
            }
        }
        anew |= tx
            .unlogged_own(sp, 0, u32::MAX)?
            .iter()
            .any(|own| orphans.contains(&own.en));
        touched.extend(objects);
    }
    let touched: Vec<ObjectId> = touched.into_iter().collect();
    documents::note_lines(tx, &space, &touched)?;
    match (anew, space.author) {
        (true, Some(author)) => outgoing::leave_life(tx, sp, author, around)?,
        // The own ones that wait may still have been written on top of what is void, as a life that ended before.
        _ if tx.unlogged_own(sp, 0, 1)?.is_empty() => tx.purge_void(sp)?,
        _ => {}
    }
    Ok(())
}

/// The documents that an envelope changes.
fn documents_in(items: &[u8]) -> Result<Vec<ObjectId>, WorkError> {
    let mut objects = Vec::new();
    for item in Items::read(items.to_vec())?.iter() {
        let item = item?;
        if item.item_type == ItemType::Change {
            objects.push(item.object);
        }
    }
    Ok(objects)
}

/// The envelopes that wait with a change which is built on what is not here.
fn orphans(tx: &Tx<'_>, space: &Space, objects: &BTreeSet<ObjectId>) -> Result<BTreeSet<i64>, StoreError> {
    let mut orphans = BTreeSet::new();
    for object in objects {
        let Some(row) = tx.document(space.sp, object)? else {
            continue;
        };
        let document = open::open(tx, space, object, row.generation)?;
        let here: BTreeSet<_> = document.pending().iter().map(|change| change.hash).collect();
        for pending in tx.pending_changes(space.sp, object)? {
            // What does not even scan is in no document.
            if !scan(&pending.change).is_ok_and(|summary| here.contains(&summary.hash)) {
                orphans.insert(pending.en);
            }
        }
    }
    Ok(orphans)
}
