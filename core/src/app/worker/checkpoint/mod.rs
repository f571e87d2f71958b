//! Checkpoints of private spaces (protocol 8): made by staff when they are due or asked for, looked at by every device that can,
//! and begun from by those that come later.

mod make;
mod pass;
mod state;
mod take;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use ekin_protocol::envelope::Frame;
use ekin_protocol::hash::first16;
use ekin_protocol::id::{ObjectId, RecordId};
use ekin_protocol::membership::{Body, Checkpoint, Checkpointed, Member, Membership, Role, Vote};

use super::space_tx::OneSpace;
use super::{WorkError, again, intent};
use crate::app::device::Device;
use crate::app::keys::DeviceKeys;
use crate::domain::checkpoint::{Due, Since, due};
use crate::storage::{Sp, StoreError, Tx, Wanted};
use crate::sync::fold::Fold;

pub use make::Made;
pub use pass::{catch_up, pass, pass_again};
pub use state::begun;

/// What the log says since the last checkpoint.
fn since(
    tx: &Tx<'_>,
    sp: Sp,
    (members, me): (&Membership, Option<&Member>),
    t_ms: u64,
) -> Result<Since, StoreError> {
    let last = members.checkpoints().last();
    let (at, votes) = last.map_or((0, 0), |last| {
        (last.seq, last.attested.len() + last.disputed.len())
    });
    let erased = members.erased.filter(|(seq, _)| *seq > at);
    Ok(Since {
        // What is said of a checkpoint is no history.
        entries: tx
            .space(sp)?
            .cursor
            .seq
            .saturating_sub(at)
            .saturating_sub(votes as u64),
        lost: last.is_some_and(|last| !last.stands()),
        refuted: match (last, me) {
            (Some(last), Some(me)) => is_refuted(tx, sp, members, me, last)?,
            _ => false,
        },
        marked: !tx.documents_to_begin(sp, 1)?.is_empty(),
        epoch_ms: members
            .epoch_began_ms()
            .map_or(0, |began| t_ms.saturating_sub(began)),
        erased_ms: erased.map(|(_, at_ms)| t_ms.saturating_sub(at_ms)),
    })
}

/// What this device owes the space of checkpoints is queued at the log's head, unless it waits already: staff makes one that is
/// due, and whoever reads says what they found of the last.
pub fn owe(
    tx: &Tx<'_>,
    sp: Sp,
    members: &Membership,
    keys: &DeviceKeys,
    t_ms: u64,
) -> Result<(), StoreError> {
    let me = members.by_key(&keys.sign_key()).filter(|me| !me.is_over(t_ms));
    let Some((me, role)) = me.and_then(|me| Some((me, me.role()?))) else {
        return Ok(());
    };
    if members.kind.is_public() || members.retired || role == Role::Pending || me.recovery.is_some() {
        return Ok(());
    }
    if let Some(last) = members.checkpoint()
        && (lacks(tx, sp, last)? || is_misled(tx, sp, members, last)?)
    {
        tx.want_checkpoint(sp, Some(Wanted::Begin))?;
        return fetch(tx, sp, last);
    }
    vote(tx, sp, members, (me, role))?;
    if role.is_staff() && due(&since(tx, sp, (members, Some(me)), t_ms)?).is_some() {
        intent::owe(tx, sp, &intent::checkpoint(intent::DUE, false))?;
    }
    Ok(())
}

/// The pack of a checkpoint is fetched, unless it was here already and is not what its record says.
fn fetch(tx: &Tx<'_>, sp: Sp, checkpoint: &Checkpointed) -> Result<(), StoreError> {
    let seen = tx.checkpoint_seen(sp)?;
    match seen.record == Some(checkpoint.id) && seen.same == Some(false) {
        true => Ok(()),
        false => tx.fetch_pack(sp, checkpoint),
    }
}

/// Whether this device found that the last checkpoint lies, somebody says so in the log, and it is for this person to make another:
/// not where its maker says the same of one of theirs, for then a person has to see who is right.
fn is_refuted(
    tx: &Tx<'_>,
    sp: Sp,
    members: &Membership,
    me: &Member,
    last: &Checkpointed,
) -> Result<bool, StoreError> {
    let (maker, mine) = (members.person(last.by), members.person(me.ord));
    if !last.stands() || last.disputed.is_empty() || maker == mine {
        return Ok(false);
    }
    let seen = tx.checkpoint_seen(sp)?;
    if seen.record != Some(last.id) || seen.same != Some(false) {
        return Ok(false);
    }
    let own = members
        .checkpoints()
        .iter()
        .filter(|one| members.person(one.by) == mine);
    let mut disputes = own.flat_map(|one| &one.disputed);
    Ok(!disputes.any(|ord| members.person(*ord) == maker))
}

/// Whether this device began from a pack that turned out to lie, and there is another checkpoint to begin from: by somebody else
/// where the first is disputed, and else one that is not what came of the first, of which another says that it is right.
fn is_misled(tx: &Tx<'_>, sp: Sp, members: &Membership, last: &Checkpointed) -> Result<bool, StoreError> {
    let Some(first) = own_beginning(tx, sp, members)? else {
        return Ok(false);
    };
    if last.upto <= first.upto || !last.disputed.is_empty() {
        return Ok(false);
    }
    let seen = tx.checkpoint_seen(sp)?;
    let other = seen.record == Some(last.id) && seen.wanted == Some(Wanted::Doubt);
    let by_another = members.person(last.by) != members.person(first.by);
    Ok(other && by_another && (!first.disputed.is_empty() || is_attested(members, last)))
}

/// Whether what this device has may be wrong, so that it sums up nothing: it found another state than a later checkpoint says, or began
/// from one that somebody disputes.
fn is_in_doubt(tx: &Tx<'_>, sp: Sp, members: &Membership) -> Result<bool, StoreError> {
    let disputed = own_beginning(tx, sp, members)?.is_some_and(|first| !first.disputed.is_empty());
    Ok(disputed || tx.checkpoint_seen(sp)?.wanted == Some(Wanted::Doubt))
}

/// The checkpoint from whose pack this device began.
fn own_beginning<'m>(
    tx: &Tx<'_>,
    sp: Sp,
    members: &'m Membership,
) -> Result<Option<&'m Checkpointed>, StoreError> {
    Ok(begun_from(members, tx.space(sp)?.base.map(|base| base.seq)))
}

/// The checkpoint from whose pack a device began that has this base.
fn begun_from(members: &Membership, base: Option<u64>) -> Option<&Checkpointed> {
    let mut all = members.checkpoints().iter();
    all.find(|one| Some(one.upto) == base && one.stands())
}

/// Whether something before a checkpoint waits for a key that never comes: who came in after it was handed the keys from there on.
fn lacks(tx: &Tx<'_>, sp: Sp, checkpoint: &Checkpointed) -> Result<bool, StoreError> {
    for sealed in tx.staged(sp, 0, FIRST)? {
        let epoch = Frame::read(&sealed.frame).map_or(0, |frame| frame.epoch);
        if sealed.seq <= checkpoint.upto && tx.epoch_key(sp, epoch)?.is_none() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether something that can be opened waits for what the log has not: after a restore somebody may still bring that, and what
/// waits at a checkpoint counts no more.
fn waits(tx: &Tx<'_>, sp: Sp) -> Result<bool, StoreError> {
    let mut after = 0;
    loop {
        let staged = tx.staged(sp, after, FIRST)?;
        let Some(last) = staged.last() else {
            return Ok(!tx.sealed_changes_to_open(sp)?.is_empty());
        };
        after = last.seq;
        for sealed in staged {
            let epoch = Frame::read(&sealed.frame).map_or(0, |frame| frame.epoch);
            if tx.epoch_key(sp, epoch)?.is_some() {
                return Ok(true);
            }
        }
    }
}

/// Waiting envelopes that are looked at at once.
const FIRST: u32 = 8;

/// What is to be said of the last checkpoint: at once where another state was found; where it is the same, after a look at its
/// pack, unless another person's device has done so. Of one that somebody disputes, each of the staff looks at the pack: whoever
/// finds that it lies makes the next.
fn vote(tx: &Tx<'_>, sp: Sp, members: &Membership, (me, role): (&Member, Role)) -> Result<(), StoreError> {
    let seen = tx.checkpoint_seen(sp)?;
    let last = members.checkpoints().last();
    let Some(last) = last.filter(|last| last.stands() && seen.record == Some(last.id)) else {
        return Ok(());
    };
    let spoken = last.attested.contains(&me.ord) || last.disputed.contains(&me.ord);
    if last.by == me.ord || spoken {
        return Ok(());
    }
    let of = Vote { checkpoint: last.id };
    match seen.same {
        Some(false) => intent::owe(tx, sp, &Body::Dispute(of)),
        Some(true) if members.person(last.by) == members.person(me.ord) => Ok(()),
        Some(true) if is_attested(members, last) && (last.disputed.is_empty() || !role.is_staff()) => Ok(()),
        Some(true) if seen.wanted.is_none() => {
            tx.want_checkpoint(sp, Some(Wanted::Look))?;
            tx.fetch_pack(sp, last)
        }
        _ => Ok(()),
    }
}

fn is_attested(members: &Membership, checkpoint: &Checkpointed) -> bool {
    let author = members.person(checkpoint.by);
    let mut attested = checkpoint.attested.iter();
    attested.any(|ord| members.person(*ord) != author)
}

/// The change that ends the history because a person asks for it.
pub fn wanted(prose: bool) -> Body {
    intent::checkpoint(intent::WANTED, prose)
}

/// What comes of a checkpoint that was asked for.
pub enum Ready {
    /// It was made, for the head as it is.
    Made(Box<Made>),
    /// Not now: own envelopes come first, or a key lacks.
    Later,
    /// Nothing is due any more.
    Void,
}

/// Makes the checkpoint that was queued.
pub fn ready(
    device: &Device,
    tx: &Tx<'_>,
    sp: Sp,
    fold: &Fold,
    (members, t_ms): (&Membership, u64),
    asked: &Checkpoint,
) -> Result<Ready, WorkError> {
    let me = members.by_key(&device.keys().sign_key());
    let now = since(tx, sp, (members, me), t_ms)?;
    let reason = due(&now);
    let wanted = asked.epoch.n == intent::WANTED;
    if (now.entries == 0 && !now.lost && !now.refuted) || (reason.is_none() && !wanted) {
        return Ok(Ready::Void);
    }
    let out = tx.out_counts(sp)?;
    if out.pending + out.sent + out.received > 0 || is_in_doubt(tx, sp, members)? {
        return Ok(Ready::Later);
    }
    let prose = intent::with_prose(asked) || reason == Some(Due::Erasure);
    // What the relay lost may be brought back in part only, and later: what is of an old generation goes on until then.
    let last = members.checkpoints().last().map_or(0, |last| last.seq);
    let restored = now.lost || tx.first_notice(sp)?.is_some_and(|notice| notice > last);
    if restored && !wanted && waits(tx, sp)? {
        return Ok(Ready::Later);
    }
    let begins = match restored && !prose {
        true => BTreeSet::new(),
        false => make::chosen(tx, sp, prose)?,
    };
    let made = make::make(device, tx, sp, fold, (members, t_ms), begins)?;
    Ok(made.map_or(Ready::Later, |made| Ready::Made(Box::new(made))))
}

/// The record of a checkpoint that was made here is about to be sent: its pack waits on the shelf under that name.
pub fn keep(tx: &Tx<'_>, sp: Sp, record: &RecordId, made: &Made) -> Result<(), StoreError> {
    tx.drop_packs(sp)?;
    let pack = &made.body.pack;
    tx.keep_pack(sp, &pack_of(record), (&pack.address, pack.size), &made.hashes)
}

/// The name under which the pack of a checkpoint made here waits on the shelf.
fn pack_of(record: &RecordId) -> ObjectId {
    ObjectId(first16(&record.0))
}

/// Whether something may still be said of a checkpoint.
pub fn may_vote(members: &Membership, vote: &Vote) -> bool {
    members
        .checkpoints()
        .last()
        .is_some_and(|last| last.id == vote.checkpoint)
}

/// The log before this device's place is gone, or cannot be opened: it begins from the last checkpoint's pack.
pub fn want(tx: &Tx<'_>, sp: Sp, fold: &Fold) -> Result<(), WorkError> {
    if tx.checkpoint_seen(sp)?.wanted != Some(Wanted::Begin) {
        return Ok(());
    }
    let Some(members) = &fold.members else {
        return Ok(());
    };
    let Some(last) = members.checkpoint() else {
        return Ok(());
    };
    let again = own_beginning(tx, sp, members)?.is_some_and(|first| first.upto < last.upto);
    match last.upto > fold.position.seq || again || lacks(tx, sp, last)? {
        true => Ok(fetch(tx, sp, last)?),
        false => Ok(tx.want_checkpoint(sp, None)?),
    }
}

/// What became of a checkpoint's pack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrived {
    /// None is here.
    Nothing,
    /// It was looked at.
    Looked,
    /// This device began from it, and so many documents are new to it, or newer than it had them.
    Begun(u64),
}

/// A pack may have come: it is looked at, or begun from.
pub fn arrived(device: &Device, tx: &Tx<'_>, sp: Sp, fold: &mut Fold) -> Result<Arrived, WorkError> {
    let mut arrived = Arrived::Looked;
    let Some(wanted) = tx.checkpoint_seen(sp)?.wanted else {
        return Ok(Arrived::Nothing);
    };
    let members = fold.members.clone();
    let Some((members, last)) = members
        .as_deref()
        .and_then(|members| Some((members, members.checkpoint()?)))
    else {
        return Ok(Arrived::Nothing);
    };
    let Some(key) = tx
        .epoch_key(sp, last.epoch)?
        .filter(|_| tx.pack_is_here(sp, last).unwrap_or(false))
    else {
        return Ok(Arrived::Nothing);
    };
    match wanted {
        Wanted::Look => {
            take::take(device, tx, sp, (members, last), &key, take::For::Look)?;
            intent::owe(tx, sp, &Body::Attest(Vote { checkpoint: last.id }))?;
        }
        Wanted::Doubt => return Ok(Arrived::Nothing),
        Wanted::Begin => {
            let known_ms = tx.space(sp)?.cursor.t_ms;
            again::set_aside(tx, sp)?;
            tx.forget_confirmed(sp)?;
            take::take(device, tx, sp, (members, last), &key, take::For::Store)?;
            *fold = Fold::load(&mut OneSpace::new(tx, sp, device.keys()), fold.space)?;
            again::replay(tx, sp, fold, device.around())?;
            tx.project_dirty(device.around().now_ms())?;
            arrived = Arrived::Begun(tx.documents_logged_after(sp, known_ms)?);
        }
    }
    tx.want_checkpoint(sp, None)?;
    tx.drop_packs(sp)?;
    Ok(arrived)
}

/// The pack that came is not what its record says: that anybody can see who has it, and this device says so. Whoever was to begin
/// from it waits for the next checkpoint.
pub fn lied(tx: &Tx<'_>, sp: Sp, fold: &Fold) -> Result<(), WorkError> {
    let wanted = tx.checkpoint_seen(sp)?.wanted;
    let last = fold.members.as_ref().and_then(|members| members.checkpoint());
    if let Some(last) = last {
        intent::owe(tx, sp, &Body::Dispute(Vote { checkpoint: last.id }))?;
        tx.see_checkpoint(sp, &last.id, Some(false))?;
    }
    if wanted == Some(Wanted::Look) {
        tx.want_checkpoint(sp, None)?;
    }
    Ok(tx.drop_packs(sp)?)
}
