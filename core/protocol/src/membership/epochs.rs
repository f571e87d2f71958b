//! What a membership log says of a private space's keys and invitations.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::MembershipError;
use super::body::{Epoch, Invite};
use crate::id::{Ord, RecordId};

/// One epoch: from where it holds, to whom its key was handed, and the key before it.
#[derive(Clone, Debug)]
struct One {
    /// It holds for what comes after this place.
    from_seq: u64,
    /// Log time in ms at which it began.
    began_ms: u64,
    /// Shared: a membership is cloned more often than it changes.
    grants: Arc<BTreeMap<Ord, Vec<u8>>>,
    prev: Option<Vec<u8>>,
}

/// The epochs of a space, oldest first; none in a public one.
#[derive(Clone, Debug, Default)]
pub struct Epochs(Vec<One>);

/// An invitation and how often it was followed.
#[derive(Clone, Debug)]
pub struct Invitation {
    /// Its record.
    pub id: RecordId,
    /// Who made it.
    pub by: Ord,
    /// What it says.
    pub invite: Invite,
    /// Devices that joined by it.
    pub used: u32,
}

impl Invitation {
    /// Whether a device may still join by it at this time of the log, in ms.
    pub fn is_good(&self, t_ms: u64) -> bool {
        self.used < self.invite.uses && t_ms <= self.invite.not_after
    }
}

impl Epochs {
    /// Number of the present epoch; 0 before the first.
    pub fn current(&self) -> u32 {
        u32::try_from(self.0.len()).unwrap_or(u32::MAX)
    }

    /// The epoch under which an envelope at this place is sealed.
    pub fn at(&self, seq: u64) -> u32 {
        let before = self.0.iter().take_while(|one| one.from_seq < seq).count();
        u32::try_from(before).unwrap_or(u32::MAX)
    }

    fn one(&self, n: u32) -> Option<&One> {
        self.0.get(usize::try_from(n).ok()?.checked_sub(1)?)
    }

    /// The key of an epoch as it was sealed to a member.
    pub fn grant(&self, n: u32, ord: Ord) -> Option<&[u8]> {
        self.one(n)?.grants.get(&ord).map(Vec::as_slice)
    }

    /// The key of the epoch before `n`, sealed under the key of `n`.
    pub fn prev(&self, n: u32) -> Option<&[u8]> {
        self.one(n)?.prev.as_deref()
    }

    /// Log time in ms at which the present epoch began.
    pub fn began_ms(&self) -> Option<u64> {
        self.0.last().map(|one| one.began_ms)
    }

    /// The members to whom the key of the present epoch was handed, ascending.
    pub fn granted(&self) -> impl Iterator<Item = Ord> {
        self.0
            .last()
            .into_iter()
            .flat_map(|one| one.grants.keys().copied())
    }

    /// Checks an epoch, or a grant of the present one. `entitled` are the members, ascending, who may have the key once
    /// the record is in.
    pub(super) fn check(&self, epoch: &Epoch, entitled: &[Ord]) -> Result<(), MembershipError> {
        let named: Vec<Ord> = epoch.grants.iter().map(|(ord, _)| *ord).collect();
        let begins = epoch.n == self.current().saturating_add(1);
        let right = if begins {
            named == entitled && epoch.prev.is_some() == (epoch.n > 1)
        } else {
            epoch.n == self.current()
                && epoch.n > 0
                && !named.is_empty()
                && epoch.prev.is_none()
                && named
                    .iter()
                    .all(|ord| entitled.contains(ord) && self.grant(epoch.n, *ord).is_none())
        };
        if right {
            Ok(())
        } else {
            Err(MembershipError::Epoch)
        }
    }

    /// Checks the epoch of a checkpoint: the next one, for all who may have it, without the key before it.
    pub(super) fn check_bare(&self, epoch: &Epoch, entitled: &[Ord]) -> Result<(), MembershipError> {
        let named = epoch.grants.iter().map(|(ord, _)| ord);
        match epoch.n == self.current().saturating_add(1) && epoch.prev.is_none() && named.eq(entitled) {
            true => Ok(()),
            false => Err(MembershipError::Epoch),
        }
    }

    /// Takes an epoch that was checked, at a place and time of the log.
    pub(super) fn take(&mut self, epoch: &Epoch, (seq, t_ms): (u64, u64)) {
        let grants = epoch.grants.iter().cloned();
        let present = epoch.n == self.current();
        match self.0.last_mut().filter(|_| present) {
            Some(one) => Arc::make_mut(&mut one.grants).extend(grants),
            None => self.0.push(One {
                from_seq: seq,
                began_ms: t_ms,
                grants: Arc::new(grants.collect()),
                prev: epoch.prev.clone(),
            }),
        }
    }
}
