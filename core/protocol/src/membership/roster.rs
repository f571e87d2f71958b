//! The state that a membership log leads to, with its history: who could do what at which place of the log.

use ed25519_dalek::VerifyingKey;

use super::{Body, Record, Role, SignedRecord, SpaceKind};
use crate::id::{Ord, OrgId, RecordId, SealKey, SignKey, SpaceId};

/// Why a membership record is void.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MembershipError {
    /// The first record is no genesis, or gives another space.
    #[error("not the genesis of this space")]
    Genesis,
    /// It does not follow the last record.
    #[error("does not follow the last record")]
    Previous,
    /// Its place in the log is not after the last record's.
    #[error("out of order in the log")]
    Order,
    /// The signature is not its author's.
    #[error("signature does not fit")]
    Signature,
    /// Its author may not say this.
    #[error("not allowed to device {ord}")]
    NotAllowed {
        /// The author.
        ord: Ord,
    },
    /// It names a device that is not there, or is there already.
    #[error("no such device")]
    Device,
    /// The last owner would be gone.
    #[error("the last owner stays")]
    LastOwner,
    /// A key that is no valid point of the curve.
    #[error("a key is not valid")]
    Key,
    /// The space has ended.
    #[error("the space is retired")]
    Retired,
}

/// What a device may do from one place of the log on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// From this place on, this one excluded: a record acts on what comes after it.
    pub from_seq: u64,
    /// Its role; none once removed.
    pub role: Option<Role>,
    /// Its organisation.
    pub org: OrgId,
}

/// One device of the space.
#[derive(Clone, Debug)]
pub struct Member {
    /// Its index.
    pub ord: Ord,
    /// Its signing key.
    pub sign: SignKey,
    /// The same, ready to verify.
    pub key: VerifyingKey,
    /// Its sealing key.
    pub seal: SealKey,
    /// Log time in ms after which it may write no more.
    pub not_after: Option<u64>,
    /// Its history, oldest first; never empty.
    pub history: Vec<Standing>,
}

impl Member {
    /// What it could do at a place of the log.
    pub fn standing_at(&self, seq: u64) -> Option<&Standing> {
        self.history.iter().rev().find(|standing| standing.from_seq < seq)
    }

    /// Its role at a place and time of the log; none before it joined, once removed, or past `not_after`.
    pub fn role_at(&self, seq: u64, t_ms: u64) -> Option<(Role, OrgId)> {
        if self.not_after.is_some_and(|end| t_ms > end) {
            return None;
        }
        let standing = self.standing_at(seq)?;
        Some((standing.role?, standing.org))
    }

    /// Its role now, whatever the time.
    pub fn role(&self) -> Option<Role> {
        self.history.last().and_then(|standing| standing.role)
    }

    /// Its organisation now.
    pub fn org(&self) -> Option<OrgId> {
        self.history.last().map(|standing| standing.org)
    }
}

/// A space's membership, folded from its records.
#[derive(Clone, Debug)]
pub struct Membership {
    /// The space.
    pub space: SpaceId,
    /// Sort of space.
    pub kind: SpaceKind,
    /// Id of the last record.
    pub head: RecordId,
    /// Place of the last record in the log; 0 while the genesis is pending.
    pub head_seq: u64,
    /// Devices by ord.
    pub members: Vec<Member>,
    /// Where the relay is and its key, oldest first with the place of each record.
    pub relays: Vec<(u64, super::RelayAt)>,
    /// Keys that may sign manifests, oldest first; the last one signs now.
    pub packers: Vec<SignKey>,
    /// Whether the space has ended.
    pub retired: bool,
}

impl Membership {
    /// Starts from a genesis record at a place of the log (1, or 0 while it is pending).
    pub fn start(space: SpaceId, genesis: &SignedRecord, seq: u64) -> Result<Self, MembershipError> {
        let Body::Genesis(body) = &genesis.record.body else {
            return Err(MembershipError::Genesis);
        };
        if genesis.space() != Some(space) || genesis.record.ord != 0 {
            return Err(MembershipError::Genesis);
        }
        let key = verifying_key(&body.sign)?;
        if !genesis.verify(&key) {
            return Err(MembershipError::Signature);
        }
        Ok(Self {
            space,
            kind: body.space_kind,
            head: genesis.id(),
            head_seq: seq,
            members: vec![Member {
                ord: 0,
                sign: body.sign,
                key,
                seal: body.seal,
                not_after: None,
                history: vec![Standing {
                    from_seq: 0,
                    role: Some(Role::Owner),
                    org: body.org,
                }],
            }],
            relays: Vec::new(),
            packers: Vec::new(),
            retired: false,
        })
    }

    /// The device with this index.
    pub fn member(&self, ord: Ord) -> Option<&Member> {
        self.members.get(usize::try_from(ord).ok()?)
    }

    /// The device with this signing key.
    pub fn by_key(&self, sign: &SignKey) -> Option<&Member> {
        self.members.iter().rev().find(|member| member.sign == *sign)
    }

    /// The relay's key now.
    pub fn relay_key(&self) -> Option<SignKey> {
        self.relays.last().map(|(_, relay)| relay.key)
    }

    /// Checks a record that would come next, without appending it. `seq` is its place in the log, `t_ms` its
    /// time.
    pub fn check(&self, signed: &SignedRecord, seq: u64, t_ms: u64) -> Result<(), MembershipError> {
        let record = &signed.record;
        if self.retired {
            return Err(MembershipError::Retired);
        }
        if record.previous != Some(self.head) {
            return Err(MembershipError::Previous);
        }
        if seq <= self.head_seq && self.head_seq != 0 {
            return Err(MembershipError::Order);
        }
        let author = self.member(record.ord).ok_or(MembershipError::Device)?;
        let not_allowed = MembershipError::NotAllowed { ord: record.ord };
        let (role, _) = author.role_at(seq, t_ms).ok_or(not_allowed)?;
        if !role.governs() {
            return Err(not_allowed);
        }
        self.check_body(record, role == Role::Owner)?;
        if signed.verify(&author.key) {
            Ok(())
        } else {
            Err(MembershipError::Signature)
        }
    }

    fn check_body(&self, record: &Record, by_owner: bool) -> Result<(), MembershipError> {
        let not_allowed = MembershipError::NotAllowed { ord: record.ord };
        let touches_owner = |ord| {
            let role = self
                .member(ord)
                .ok_or(MembershipError::Device)?
                .role()
                .ok_or(MembershipError::Device)?;
            Ok::<bool, MembershipError>(role == Role::Owner)
        };
        // An owner whose time ends does not count: when it has ended the space would be nobody's.
        let last_owner = |ord| {
            let owner =
                |member: &&super::Member| member.role() == Some(Role::Owner) && member.not_after.is_none();
            self.members.iter().filter(owner).all(|member| member.ord == ord)
        };
        match &record.body {
            Body::Genesis(_) => Err(MembershipError::Genesis),
            Body::Add(add) => {
                verifying_key(&add.sign)?;
                if self
                    .by_key(&add.sign)
                    .is_some_and(|member| member.role().is_some())
                {
                    return Err(MembershipError::Device);
                }
                if add.role == Role::Owner && !by_owner {
                    Err(not_allowed)
                } else {
                    Ok(())
                }
            }
            Body::Role(change) => {
                let was_owner = touches_owner(change.ord)?;
                if (was_owner || change.role == Role::Owner) && !by_owner {
                    Err(not_allowed)
                } else if was_owner && change.role != Role::Owner && last_owner(change.ord) {
                    Err(MembershipError::LastOwner)
                } else {
                    Ok(())
                }
            }
            Body::Remove(remove) => {
                let was_owner = touches_owner(remove.ord)?;
                if was_owner && !by_owner {
                    Err(not_allowed)
                } else if was_owner && last_owner(remove.ord) {
                    Err(MembershipError::LastOwner)
                } else {
                    Ok(())
                }
            }
            Body::Relay(relay) => verifying_key(&relay.key).map(drop),
            Body::Packer(key) => verifying_key(key).map(drop),
            Body::Inbox(_) | Body::Kept { .. } => Ok(()),
            Body::Retire if by_owner => Ok(()),
            Body::Retire => Err(not_allowed),
        }
    }

    /// Appends the record that comes next.
    pub fn append(&mut self, signed: &SignedRecord, seq: u64, t_ms: u64) -> Result<(), MembershipError> {
        self.check(signed, seq, t_ms)?;
        match &signed.record.body {
            Body::Add(add) => {
                let ord = Ord::try_from(self.members.len()).map_err(|_| MembershipError::Device)?;
                self.members.push(Member {
                    ord,
                    sign: add.sign,
                    key: verifying_key(&add.sign)?,
                    seal: add.seal,
                    not_after: add.not_after,
                    history: vec![Standing {
                        from_seq: seq,
                        role: Some(add.role),
                        org: add.org,
                    }],
                });
            }
            Body::Role(change) => self.change(change.ord, seq, Some(change.role), change.org)?,
            Body::Remove(remove) => self.change(remove.ord, seq, None, None)?,
            Body::Relay(relay) => self.relays.push((seq, relay.clone())),
            Body::Packer(key) => self.packers.push(*key),
            Body::Retire => self.retired = true,
            Body::Genesis(_) | Body::Inbox(_) | Body::Kept { .. } => {}
        }
        self.head = signed.id();
        self.head_seq = seq;
        Ok(())
    }

    fn change(
        &mut self,
        ord: Ord,
        seq: u64,
        role: Option<Role>,
        org: Option<OrgId>,
    ) -> Result<(), MembershipError> {
        let member = usize::try_from(ord).ok().and_then(|at| self.members.get_mut(at));
        let member = member.ok_or(MembershipError::Device)?;
        let org = org.or(member.org()).ok_or(MembershipError::Device)?;
        member.history.push(Standing {
            from_seq: seq,
            role,
            org,
        });
        Ok(())
    }
}

/// A signing key ready to verify, or the error that says it is none.
pub fn verifying_key(key: &SignKey) -> Result<VerifyingKey, MembershipError> {
    VerifyingKey::from_bytes(&key.0).map_err(|_| MembershipError::Key)
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
