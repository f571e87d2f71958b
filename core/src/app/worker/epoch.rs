//! Keys of private spaces: opened out of the membership, handed to members who lack them, made new when a member goes.

use ekin_protocol::id::{Ord, SpaceId};
use ekin_protocol::membership::{Body, Epoch, Member, Membership, Remove, Role};
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
        if tx.epoch_key(sp, n)?.is_some() {
            continue;
        }
        let sealed = members.grant(n, ord);
        // What does not open was not meant for this device, whatever it says: another grant may come.
        let key = sealed.and_then(|sealed| EpochKey::open_grant(&members.space, n, ord, secret, sealed).ok());
        if let Some(key) = key {
            tx.put_epoch_key(sp, n, &key)?;
            learned = true;
        }
    }
    for n in (2..=members.epoch()).rev() {
        let (Some(key), None) = (tx.epoch_key(sp, n)?, tx.epoch_key(sp, n - 1)?) else {
            continue;
        };
        let before = members
            .prev(n)
            .and_then(|sealed| key.open_prev(&members.space, n, sealed).ok());
        if let Some(before) = before {
            tx.put_epoch_key(sp, n - 1, &before)?;
            learned = true;
        }
    }
    Ok(learned)
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

fn grants<'m>(
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

/// Whoever governs hands the present key to members who lack it: queued, unless that waits already.
pub fn owe_grants(
    tx: &Tx<'_>,
    sp: Sp,
    members: &Membership,
    keys: &DeviceKeys,
    t_ms: u64,
) -> Result<(), WorkError> {
    let governs = members
        .by_key(&keys.sign_key())
        .and_then(Member::role)
        .is_some_and(Role::governs);
    let has_key = tx.epoch_key(sp, members.epoch())?.is_some();
    if members.kind.is_public() || !governs || !has_key || lacking(members, t_ms).next().is_none() {
        return Ok(());
    }
    let owed = intent::write(&intent::owed());
    let waits = tx
        .intents(sp)?
        .iter()
        .any(|waiting| waiting.refused.is_none() && waiting.body == owed);
    if !waits {
        tx.add_intent(sp, &owed)?;
    }
    Ok(())
}
