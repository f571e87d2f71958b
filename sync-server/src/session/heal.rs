//! A log that contradicts a member's: whether this relay was set back, what it lost, and how far its backups go (protocol 10).

use std::collections::{HashMap, HashSet};

use ed25519_dalek::VerifyingKey;
use ekin_protocol::code::Code;
use ekin_protocol::head::{Backed, Head};
use ekin_protocol::heal::{Link, Lost};
use ekin_protocol::id::{R, SignKey, SpaceId};
use ekin_protocol::membership::verifying_key;
use ekin_protocol::session::ToDevice;

use super::{Access, Followed, Out, Session, send};
use crate::relay::Relay;
use crate::storage::{Snapshot, Storage, StorageError};

/// What a device has shown of lost logs, by the space's place in hello.
#[derive(Debug, Default)]
pub(super) struct Healing {
    /// Chains that lead to no head yet.
    open: HashMap<usize, Lost>,
    /// What was in a log that this relay signed for.
    proven: HashMap<usize, HashSet<[u8; 32]>>,
}

impl Healing {
    /// Whether the device has shown that this was in the space's log.
    pub(super) fn names(&self, place: usize, id: &[u8; 32]) -> bool {
        self.proven.get(&place).is_some_and(|ids| ids.contains(id))
    }
}

impl Followed {
    /// A space of which nothing is sent.
    pub(super) fn silent(space: SpaceId) -> Self {
        let (sent, told) = (u64::MAX, u64::MAX);
        Self { space, sent, told }
    }

    /// A backup of which the device was not told, once it has what the backup holds.
    pub(super) fn tell<S: Storage>(
        &mut self,
        relay: &Relay<S>,
        place: usize,
        snapshot: &Snapshot,
        device: &SignKey,
        now_ms: u64,
    ) -> Result<Vec<Out>, StorageError> {
        let seq = snapshot.backed;
        let reads = || Access::of(snapshot, device, now_ms) == Some(Access::Reads);
        if seq <= self.told || seq > self.sent || !reads() {
            return Ok(Vec::new());
        }
        let Some((r, _)) = relay.storage().mark(&self.space, seq)? else {
            return Ok(Vec::new());
        };
        self.told = seq;
        let backed = Backed::sign(&relay.keys().relay, self.space, seq, r);
        Ok(send(&ToDevice::Backed { space: place, backed }))
    }
}

impl Session {
    /// Takes the last head that a device has of a log that contradicts this one's. If this relay signed it and does not
    /// know it any more, its database was set back unnoticed: a new instance starts.
    pub(super) fn shown<S: Storage>(
        &mut self,
        relay: &Relay<S>,
        device: &SignKey,
        place: usize,
        head: Option<&Head>,
        now_ms: u64,
    ) -> Result<Vec<Out>, StorageError> {
        let asked = self.asked(relay, device, place, now_ms)?;
        let Some(asked) = asked.filter(|asked| asked.access == Some(Access::Reads)) else {
            return Ok(self.fail(Code::NoSpace));
        };
        let space = asked.snapshot.space;
        if let Some(head) = head {
            was_set_back(relay, &asked.snapshot, head, now_ms)?;
        }
        let Some(snapshot) = relay.storage().snapshot(&space)? else {
            return Ok(self.fail(Code::NoSpace));
        };
        let head = relay.sign_head(&space, &snapshot.head)?;
        Ok(send(&ToDevice::Restored { space: place, head }))
    }

    /// Takes a part of a lost log's chain. What does not lead from this log to a head that the space's relay signed proves
    /// nothing, and is passed over.
    pub(super) fn lost<S: Storage>(
        &mut self,
        relay: &Relay<S>,
        device: &SignKey,
        (place, links, head): (usize, &[Link], Option<&Head>),
        now_ms: u64,
    ) -> Result<Vec<Out>, StorageError> {
        let asked = self.asked(relay, device, place, now_ms)?;
        let Some(asked) = asked.filter(|asked| asked.access == Some(Access::Reads)) else {
            return Ok(self.fail(Code::NoSpace));
        };
        let snapshot = &asked.snapshot;
        let known = match self.healing.open.remove(&place) {
            Some(lost) => Some(lost),
            None => start(relay, &snapshot.space, links)?,
        };
        let Some(mut lost) = known else {
            return Ok(Vec::new());
        };
        if !lost.follow(links) {
            return Ok(Vec::new());
        }
        match head {
            None => drop(self.healing.open.insert(place, lost)),
            Some(head) => {
                let ids = lost.proven(&snapshot.space, head, &relays(relay, snapshot));
                self.healing
                    .proven
                    .entry(place)
                    .or_default()
                    .extend(ids.unwrap_or_default());
            }
        }
        Ok(Vec::new())
    }
}

/// The chain after the place before its first link, where this log has that place.
fn start<S: Storage>(
    relay: &Relay<S>,
    space: &SpaceId,
    links: &[Link],
) -> Result<Option<Lost>, StorageError> {
    let Some(after) = links.first().and_then(|link| link.seq.checked_sub(1)) else {
        return Ok(None);
    };
    Ok(match after {
        0 => Some(Lost::after(0, R::start(space))),
        _ => relay
            .storage()
            .mark(space, after)?
            .map(|(r, _)| Lost::after(after, r)),
    })
}

/// The keys of this relay and of those that the space's members named before it: the space may have moved.
fn relays<S: Storage>(relay: &Relay<S>, snapshot: &Snapshot) -> Vec<VerifyingKey> {
    let named = snapshot.members.relays.iter().map(|(_, at)| at.key);
    let keys = named.chain([relay.keys().relay_public()]);
    keys.filter_map(|key| verifying_key(&key).ok()).collect()
}

/// Starts a new instance if this relay signed a head that its log does not lead to any more.
fn was_set_back<S: Storage>(
    relay: &Relay<S>,
    snapshot: &Snapshot,
    head: &Head,
    now_ms: u64,
) -> Result<(), StorageError> {
    let mine = verifying_key(&relay.keys().relay_public()).is_ok_and(|key| head.verify(&key));
    if !mine || head.space != snapshot.space || head.seq == 0 {
        return Ok(());
    }
    let here = relay.storage().mark(&head.space, head.seq)?.map(|(r, _)| r);
    let known = relay.instance()?.ordinal() > head.instance.ordinal();
    if here == Some(head.r) || known {
        return Ok(());
    }
    let instance = relay.start_instance_after(head.instance.ordinal(), now_ms)?;
    tracing::warn!(
        instance = instance.ordinal(),
        "a member shows a head that this relay signed and has lost: a new instance starts, members send again"
    );
    Ok(())
}
