//! The inbox of a space: its secret made, granted to those who open it, learned and forgotten again. Which key it has and
//! who holds the secret stands in the membership; whoever governs puts it right when at the log's head.

use ekin_protocol::id::{Ord, SealKey, SpaceId};
use ekin_protocol::inbox::TerritoryCode;
use ekin_protocol::membership::{Body, Inbox, Member, Membership, Role, SpaceKind};
use ekin_protocol::seal::{SealError, Use, grant_inbox, is_seal_key, open_inbox_grant, seal_key};
use zeroize::Zeroizing;

use super::{WorkError, intent};
use crate::app::keys::DeviceKeys;
use crate::app::surroundings::Surroundings;
use crate::storage::{Sp, StoreError, Tx};

/// How long what was sealed to a key that was replaced can still be opened, in ms: 180 days.
const GRACE_MS: u64 = 180 * 86_400_000;

/// Whether a member opens what strangers send: a moderator of a territory, the staff of an establishment.
pub fn opens(kind: SpaceKind, role: Role) -> bool {
    match kind.is_public() {
        true => role.publishes_for_any(),
        false => role.is_staff(),
    }
}

/// An inbox for a territory, its secret granted to these members.
pub fn of_territory(
    to: impl Iterator<Item = (Ord, SealKey)>,
    (space, secret): (&SpaceId, &[u8; 32]),
    code: Option<TerritoryCode>,
    around: &Surroundings,
) -> Result<Inbox, SealError> {
    let grant = |(ord, seal): (Ord, SealKey)| {
        let sealed = around.with_random(|random| grant_inbox(secret, space, ord, &seal, random))?;
        Ok::<_, SealError>((ord, sealed))
    };
    let sealed = |code: TerritoryCode| around.with_random(|random| code.seal(space, secret, random));
    Ok(Inbox {
        key: seal_key(secret),
        code: code.map(|code| code.hash(space)),
        grants: to.map(grant).collect::<Result<_, _>>()?,
        sealed_code: code.map(sealed).transpose()?,
    })
}

/// Learns the secrets and the code that the membership holds for this device, and forgets what is over. What came sealed
/// to a secret that was not here opens now.
pub fn learn(tx: &Tx<'_>, sp: Sp, members: &Membership, keys: &DeviceKeys) -> Result<(), StoreError> {
    let Some(newest) = members.inbox() else {
        return Ok(());
    };
    tx.expire_inbox_keys(sp)?;
    if let Some((code, true)) = tx.territory_code(sp)?
        && newest.code == Some(code.hash(&members.space))
    {
        tx.set_territory_code(sp, code, false)?;
    }
    let me = members.by_key(&keys.sign_key());
    let Some(me) = me.filter(|me| me.role().is_some_and(|role| opens(members.kind, role))) else {
        return Ok(());
    };
    let records = tx.member_records(sp)?.into_iter();
    let inboxes: Vec<(u64, Inbox)> = records
        .filter_map(|one| match one.record.record.body {
            Body::Inbox(inbox) => Some((one.t_ms, inbox)),
            _ => None,
        })
        .collect();
    let mut learned = false;
    for (n, (_, inbox)) in inboxes.iter().enumerate() {
        let until = inboxes.get(n + 1).map(|(t_ms, _)| t_ms.saturating_add(GRACE_MS));
        let until = until.map(|ms| i64::try_from(ms).unwrap_or(i64::MAX));
        if until.is_some_and(|until| until <= tx.now_ms) {
            continue;
        }
        let secret = match tx.inbox_secret(sp, &inbox.key)? {
            Some(known) => Some(known),
            None => secret_of(tx, sp, members, inbox, (me.ord, keys))?,
        };
        if let Some(secret) = secret {
            learned |= tx.put_inbox_key(sp, &inbox.key, &secret, until)?;
        }
    }
    learn_code(tx, sp, members, newest)?;
    if learned {
        tx.open_messages(sp, &members.space)?;
    }
    Ok(())
}

/// The secret of an inbox, where it was granted to this device, or derives from a key that it holds.
fn secret_of(
    tx: &Tx<'_>,
    sp: Sp,
    members: &Membership,
    inbox: &Inbox,
    (ord, keys): (Ord, &DeviceKeys),
) -> Result<Option<Zeroizing<[u8; 32]>>, StoreError> {
    if members.kind.is_public() {
        let grant = inbox.grants.iter().find(|(to, _)| *to == ord);
        let opened = grant
            .and_then(|(_, sealed)| open_inbox_grant(&members.space, ord, keys.seal_secret(), sealed).ok());
        return Ok(opened.filter(|secret| seal_key(secret) == inbox.key));
    }
    for n in (1..=members.epoch()).rev() {
        let Some(key) = tx.epoch_key(sp, n)? else { continue };
        let secret = key.derive(&members.space, n, Use::Inbox);
        if seal_key(&secret) == inbox.key {
            return Ok(Some(Zeroizing::new(*secret)));
        }
    }
    Ok(None)
}

fn learn_code(tx: &Tx<'_>, sp: Sp, members: &Membership, inbox: &Inbox) -> Result<(), StoreError> {
    let (Some(sealed), Some(secret)) = (&inbox.sealed_code, tx.inbox_secret(sp, &inbox.key)?) else {
        return Ok(());
    };
    let opened = TerritoryCode::open(&members.space, &secret, sealed).ok();
    let Some(code) = opened.filter(|code| inbox.code == Some(code.hash(&members.space))) else {
        return Ok(());
    };
    match tx.territory_code(sp)? {
        Some((_, true)) => Ok(()),
        Some((known, false)) if known == code => Ok(()),
        _ => tx.set_territory_code(sp, code, false),
    }
}

/// What is to become of an inbox.
enum Due {
    /// That of a staff gets the key of the present epoch.
    Staff(SealKey),
    /// That of a territory is granted anew: with its present secret, or with none, a new one.
    Territory(Option<Zeroizing<[u8; 32]>>),
}

/// Whether the inbox is not as it is to be: a territory's has its secret granted to all who moderate and to nobody else,
/// and the code that somebody wants; that of a staff has the key of the present epoch. Other private spaces have none: whoever
/// reads there holds its key, residents' tablets among them.
fn due(tx: &Tx<'_>, sp: Sp, members: &Membership, t_ms: u64) -> Result<Option<Due>, StoreError> {
    let (space, present) = (&members.space, members.inbox());
    if !members.kind.is_public() {
        let n = members.epoch();
        let key = match members.kind {
            SpaceKind::Staff => tx.epoch_key(sp, n)?,
            _ => None,
        };
        let key = key.map(|key| seal_key(&key.derive(space, n, Use::Inbox)));
        let other = |key: &SealKey| present.is_none_or(|inbox| inbox.key != *key);
        return Ok(key.filter(other).map(Due::Staff));
    }
    let Some(present) = present else {
        return Ok(Some(Due::Territory(None)));
    };
    let stays = |ord: Ord| moderators(members, t_ms).any(|member| member.ord == ord);
    if !present.grants.iter().all(|(ord, _)| stays(*ord)) {
        return Ok(Some(Due::Territory(None)));
    }
    let granted = |member: &Member| present.grants.iter().any(|(ord, _)| *ord == member.ord);
    let other_code = match tx.territory_code(sp)? {
        Some((code, true)) => present.code != Some(code.hash(space)),
        _ => false,
    };
    if !other_code && moderators(members, t_ms).all(granted) {
        return Ok(None);
    }
    // Who lacks the secret cannot grant it: somebody else will.
    let secret = tx.inbox_secret(sp, &present.key)?;
    Ok(secret.map(|secret| Due::Territory(Some(secret))))
}

/// Members to whom the secret of a territory's inbox is granted.
fn moderators(members: &Membership, t_ms: u64) -> impl Iterator<Item = &Member> {
    members.members.iter().filter(move |member| {
        let moderates = member.role().is_some_and(Role::publishes_for_any);
        moderates && !member.is_over(t_ms) && is_seal_key(&member.seal)
    })
}

/// The inbox as it is to be, on the members of now; none where it is so already.
pub fn complete(
    tx: &Tx<'_>,
    sp: Sp,
    members: &Membership,
    (around, t_ms): (&Surroundings, u64),
) -> Result<Option<Inbox>, WorkError> {
    let secret = match due(tx, sp, members, t_ms)? {
        None => return Ok(None),
        Some(Due::Staff(key)) => {
            return Ok(Some(Inbox {
                key,
                code: None,
                grants: Vec::new(),
                sealed_code: None,
            }));
        }
        Some(Due::Territory(secret)) => secret.unwrap_or_else(|| Zeroizing::new(around.random())),
    };
    let code = tx.territory_code(sp)?.map(|(code, _)| code);
    let to = moderators(members, t_ms).map(|member| (member.ord, member.seal));
    let mut inbox = of_territory(to, (&members.space, &secret), code, around)?;
    if code.is_none() {
        inbox.code = members.inbox().and_then(|inbox| inbox.code);
    }
    Ok(Some(inbox))
}

/// Whoever governs puts the inbox right: queued, unless that waits already.
pub fn owe(tx: &Tx<'_>, sp: Sp, members: &Membership, keys: &DeviceKeys, t_ms: u64) -> Result<(), WorkError> {
    let me = members.by_key(&keys.sign_key()).and_then(Member::role);
    if members.retired || !me.is_some_and(Role::governs) || due(tx, sp, members, t_ms)?.is_none() {
        return Ok(());
    }
    want(tx, sp)
}

/// Queues the change that puts the inbox right, unless it waits already.
pub fn want(tx: &Tx<'_>, sp: Sp) -> Result<(), WorkError> {
    Ok(intent::owe(tx, sp, &intent::owed_inbox())?)
}
