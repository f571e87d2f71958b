//! Keys of private spaces: opened out of the membership, handed to members who lack them, made new when a member goes.

use ekin_protocol::code::Code;
use ekin_protocol::envelope::Frame;
use ekin_protocol::id::{Ord, SpaceId};
use ekin_protocol::membership::{Body, Epoch, Member, Membership, Remove};
use ekin_protocol::seal::EpochKey;

use super::{WorkError, inbox, intent};
use crate::app::keys::DeviceKeys;
use crate::app::surroundings::Surroundings;
use crate::storage::{Sp, StoreError, Tx};

/// Opens the keys that the membership holds for this device: those sealed to it, and by each the one before. Says
/// whether there were new ones.
pub fn learn(tx: &Tx<'_>, sp: Sp, members: &Membership, keys: &DeviceKeys) -> Result<bool, StoreError> {
    match members.by_key(&keys.sign_key()) {
        Some(me) => learn_by(tx, sp, members, me.ord, keys.seal_secret()),
        None => Ok(false),
    }
}

/// The same with the secret of one member's sealing key: this device's, or that of a recovery code.
pub fn learn_by(
    tx: &Tx<'_>,
    sp: Sp,
    members: &Membership,
    ord: Ord,
    secret: &[u8; 32],
) -> Result<bool, StoreError> {
    let mut learned = false;
    for n in 1..=members.epoch() {
        let known = tx.epoch_key(sp, n)?;
        // An older key that is here came by the present one, or was right when it was the present one.
        if known.is_some() && n < members.epoch() {
            continue;
        }
        // What does not open, or does not open the key before it, is not this epoch's, whatever it says: the next epoch
        // brings the right one.
        let opened = members
            .grant(n, ord)
            .and_then(|sealed| EpochKey::open_grant(&members.space, n, ord, secret, sealed).ok())
            .filter(|key| fits(members, n, key));
        match (known, opened) {
            (known, Some(opened)) if known.as_ref() != Some(&opened) => {
                // The log's word stands above that of a link.
                tx.put_epoch_key(sp, n, &opened)?;
                open_again(tx, sp, n, &opened)?;
                learned = true;
            }
            (Some(known), None) if !fits(members, n, &known) => tx.forget_epoch_key(sp, n)?,
            _ => {}
        }
    }
    for n in (2..=members.epoch()).rev() {
        let Some(key) = tx.epoch_key(sp, n)? else { continue };
        let before = members
            .prev(n)
            .and_then(|sealed| key.open_prev(&members.space, n, sealed).ok());
        let Some(before) = before else { continue };
        let known = tx.epoch_key(sp, n - 1)?;
        // A key that is here gives way to another that opens what it does not.
        let better = match &known {
            None => true,
            Some(known) => *known != before && open_again(tx, sp, n - 1, &before)?,
        };
        if better {
            tx.put_epoch_key(sp, n - 1, &before)?;
            learned = true;
        }
    }
    Ok(learned)
}

/// Whether a key can be that of an epoch: it opens the key before it. The first has none before it.
fn fits(members: &Membership, n: u32, key: &EpochKey) -> bool {
    members
        .prev(n)
        .is_none_or(|sealed| key.open_prev(&members.space, n, sealed).is_ok())
}

/// What did not count because another key was here for its epoch waits to be opened once more; says whether there was any.
fn open_again(tx: &Tx<'_>, sp: Sp, n: u32, key: &EpochKey) -> Result<bool, StoreError> {
    let space = tx.space(sp)?.id;
    let mut any = false;
    for (hash, sealed) in tx.void_envelopes(sp, Code::BadForm)? {
        let frame = Frame::read(&sealed.frame).ok().filter(|frame| frame.epoch == n);
        if frame.is_some_and(|frame| frame.open_sealed(&space, key).is_ok()) {
            tx.release(&hash)?;
            tx.stage(sp, &sealed)?;
            any = true;
        }
    }
    Ok(any)
}

/// What a queued change needs of keys, made on the members of now: a removal gets a new epoch, and a grant those who
/// lack the present key. None where there is nothing left to do.
pub fn complete(
    tx: &Tx<'_>,
    sp: Sp,
    members: &Membership,
    (around, t_ms): (&Surroundings, u64),
    body: Body,
) -> Result<Option<Body>, WorkError> {
    if let Body::Inbox(_) = body {
        return Ok(inbox::complete(tx, sp, members, (around, t_ms))?.map(Body::Inbox));
    }
    if members.kind.is_public() {
        return Ok(Some(body));
    }
    match body {
        Body::Remove(Remove { ord, .. }) => {
            let epoch = next(tx, sp, members, (around, t_ms), Some(ord))?;
            Ok(Some(Body::Remove(Remove {
                ord,
                epoch: Some(epoch),
            })))
        }
        Body::Epoch(epoch) if epoch.n == intent::DUE || epoch.n == intent::WANTED => {
            let wanted = epoch.n == intent::WANTED || members.epoch_is_due(t_ms);
            match wanted && tx.epoch_key(sp, members.epoch())?.is_some() {
                true => Ok(Some(Body::Epoch(next(tx, sp, members, (around, t_ms), None)?))),
                false => Ok(None),
            }
        }
        Body::Epoch(epoch) if epoch.n == intent::OWED => {
            let n = members.epoch();
            let lacking: Vec<&Member> = lacking(members, t_ms).collect();
            let Some(key) = tx.epoch_key(sp, n)?.filter(|_| !lacking.is_empty()) else {
                return Ok(None);
            };
            let grants = grants(&members.space, n, &key, lacking.into_iter(), around)?;
            Ok(Some(Body::Epoch(Epoch {
                n,
                grants,
                prev: None,
            })))
        }
        other => Ok(Some(other)),
    }
}

/// A new epoch for the members of now, without one of them.
fn next(
    tx: &Tx<'_>,
    sp: Sp,
    members: &Membership,
    (around, t_ms): (&Surroundings, u64),
    without: Option<Ord>,
) -> Result<Epoch, WorkError> {
    let n = members.epoch() + 1;
    let key = EpochKey::new(around.random());
    let stay = members.entitled(without, t_ms);
    let grants = grants(&members.space, n, &key, stay, around)?;
    let before = tx.epoch_key(sp, n - 1)?.ok_or(WorkError::NoKey)?;
    let prev = around.with_random(|random| key.seal_prev(&members.space, n, &before, random))?;
    Ok(Epoch {
        n,
        grants,
        prev: Some(prev),
    })
}

pub(super) fn grants<'m>(
    space: &SpaceId,
    n: u32,
    key: &EpochKey,
    to: impl Iterator<Item = &'m Member>,
    around: &Surroundings,
) -> Result<Vec<(Ord, Vec<u8>)>, WorkError> {
    to.map(|member| {
        let sealed = around.with_random(|random| key.grant(space, n, member.ord, &member.seal, random))?;
        Ok((member.ord, sealed))
    })
    .collect()
}

fn lacking(members: &Membership, t_ms: u64) -> impl Iterator<Item = &Member> {
    let lacks = |member: &&Member| !members.has_grant(members.epoch(), member.ord);
    members.entitled(None, t_ms).filter(lacks)
}

/// What this device owes the space in keys is queued, unless it waits already: whoever governs hands the present one to
/// members who lack it, and the first of the staff at the log's head makes the next one where that is due.
pub fn owe(
    tx: &Tx<'_>,
    sp: Sp,
    members: &Membership,
    keys: &DeviceKeys,
    t_ms: u64,
) -> Result<(), StoreError> {
    let role = members
        .by_key(&keys.sign_key())
        .filter(|me| !me.is_over(t_ms))
        .and_then(Member::role);
    let Some(role) = role.filter(|_| !members.kind.is_public()) else {
        return Ok(());
    };
    if tx.epoch_key(sp, members.epoch())?.is_none() {
        return Ok(());
    }
    if role.is_staff() && members.epoch_is_due(t_ms) {
        intent::owe(tx, sp, &intent::epoch(intent::DUE))?;
    }
    if role.governs() && lacking(members, t_ms).next().is_some() {
        intent::owe(tx, sp, &intent::epoch(intent::OWED))?;
    }
    Ok(())
}

/// The change that makes a next epoch because a person asks for it.
pub fn wanted() -> Body {
    intent::epoch(intent::WANTED)
}
