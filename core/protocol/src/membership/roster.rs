//! The state that a membership log leads to, with its history: who could do what at which place of the log.

use ed25519_dalek::VerifyingKey;

use super::body::{Epoch, Join};
use super::epochs::{Epochs, Invitation};
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
    /// An epoch that does not follow, names others than the members, or does not belong in this space.
    #[error("not the epoch that is due")]
    Epoch,
    /// An invitation that is not known, has been used up, or has ended.
    #[error("the invitation is good no longer")]
    Invitation,
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
    /// The role that it asked for when it joined, where somebody has to approve it.
    pub wanted: Option<Role>,
    /// Whose paper it is on, where it is a recovery key and no device.
    pub recovery: Option<Ord>,
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
    /// Invitations, oldest first.
    pub invitations: Vec<Invitation>,
    /// Whether the space has ended.
    pub retired: bool,
    epochs: Epochs,
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
                wanted: None,
                recovery: None,
                history: vec![Standing {
                    from_seq: 0,
                    role: Some(Role::Owner),
                    org: body.org,
                }],
            }],
            relays: Vec::new(),
            packers: Vec::new(),
            invitations: Vec::new(),
            retired: false,
            epochs: Epochs::default(),
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

    /// The index of the next device.
    pub fn next_ord(&self) -> Ord {
        Ord::try_from(self.members.len()).unwrap_or(Ord::MAX)
    }

    /// Number of the present epoch; 0 in a public space.
    pub fn epoch(&self) -> u32 {
        self.epochs.current()
    }

    /// The epoch under which an envelope at this place is sealed.
    pub fn epoch_at(&self, seq: u64) -> u32 {
        self.epochs.at(seq)
    }

    /// The key of an epoch as it was sealed to a member.
    pub fn grant(&self, n: u32, ord: Ord) -> Option<&[u8]> {
        self.epochs.grant(n, ord)
    }

    /// Whether the key of an epoch was handed to a member in the log.
    pub fn has_grant(&self, n: u32, ord: Ord) -> bool {
        self.grant(n, ord).is_some()
    }

    /// The key of the epoch before `n`, sealed under the key of `n`.
    pub fn prev(&self, n: u32) -> Option<&[u8]> {
        self.epochs.prev(n)
    }

    /// The invitation with this key.
    pub fn invitation(&self, key: &SignKey) -> Option<&Invitation> {
        self.invitations
            .iter()
            .rev()
            .find(|invitation| invitation.invite.key == *key)
    }

    /// Members who may have the key, ascending: those who do not wait to be approved, without one who goes.
    fn entitled(&self, without: Option<Ord>) -> Vec<Ord> {
        let entitled = |member: &&Member| member.role().is_some_and(|role| role != Role::Pending);
        let ords = self.members.iter().filter(entitled).map(|member| member.ord);
        ords.filter(|ord| Some(*ord) != without).collect()
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
        if let Body::Join(join) = &record.body {
            return self.check_join(signed, join, t_ms);
        }
        let author = self.member(record.ord).ok_or(MembershipError::Device)?;
        let not_allowed = MembershipError::NotAllowed { ord: record.ord };
        let (role, _) = author.role_at(seq, t_ms).ok_or(not_allowed)?;
        // A paper brings a device back and puts one out, and does nothing else.
        let on_paper = matches!(
            record.body,
            Body::Add(_) | Body::Remove(_) | Body::Epoch(_) | Body::Recovery(_)
        );
        if !role.governs() || (author.recovery.is_some() && !on_paper) {
            return Err(not_allowed);
        }
        self.check_body(record, role == Role::Owner)?;
        if signed.verify(&author.key) {
            Ok(())
        } else {
            Err(MembershipError::Signature)
        }
    }

    fn check_join(&self, signed: &SignedRecord, join: &Join, t_ms: u64) -> Result<(), MembershipError> {
        if self.kind.is_public() || signed.record.ord != self.next_ord() {
            return Err(MembershipError::Device);
        }
        let invitation = self
            .invitations
            .iter()
            .find(|invitation| invitation.id == join.invite && invitation.is_good(t_ms))
            .ok_or(MembershipError::Invitation)?;
        let key = verifying_key(&join.sign)?;
        self.is_new(&join.sign)?;
        if join.verify(&self.space, &invitation.invite.key) && signed.verify(&key) {
            Ok(())
        } else {
            Err(MembershipError::Signature)
        }
    }

    /// A key that no present member has.
    fn is_new(&self, sign: &SignKey) -> Result<(), MembershipError> {
        match self.by_key(sign).is_some_and(|member| member.role().is_some()) {
            true => Err(MembershipError::Device),
            false => Ok(()),
        }
    }

    fn check_epoch(&self, epoch: &Epoch, without: Option<Ord>) -> Result<(), MembershipError> {
        if self.kind.is_public() {
            return Err(MembershipError::Epoch);
        }
        self.epochs.check(epoch, &self.entitled(without))
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
            let owner = |member: &&super::Member| {
                member.role() == Some(Role::Owner) && member.not_after.is_none() && member.recovery.is_none()
            };
            self.members.iter().filter(owner).all(|member| member.ord == ord)
        };
        match &record.body {
            Body::Genesis(_) => Err(MembershipError::Genesis),
            Body::Add(add) => {
                verifying_key(&add.sign)?;
                self.is_new(&add.sign)?;
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
                match &remove.epoch {
                    Some(epoch) if epoch.n == self.epoch().saturating_add(1) => {
                        self.check_epoch(epoch, Some(remove.ord))?;
                    }
                    None if self.kind.is_public() => {}
                    _ => return Err(MembershipError::Epoch),
                }
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
            Body::Invite(_) if self.kind.is_public() => Err(not_allowed),
            Body::Invite(invite) => match invite.role == Role::Owner && !by_owner {
                true => Err(not_allowed),
                false => verifying_key(&invite.key).map(drop),
            },
            Body::Join(_) => Err(MembershipError::Invitation),
            Body::Epoch(epoch) => self.check_epoch(epoch, None),
            Body::Recovery(recovery) => {
                verifying_key(&recovery.sign)?;
                self.is_new(&recovery.sign)?;
                let of = touches_owner(recovery.of)?;
                if of && by_owner && !self.kind.is_public() {
                    Ok(())
                } else {
                    Err(not_allowed)
                }
            }
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
                let new = New {
                    sign: add.sign,
                    seal: add.seal,
                    role: add.role,
                    org: add.org,
                    not_after: add.not_after,
                };
                self.enter(&new, seq)?;
            }
            Body::Join(join) => self.enter_by(join, seq)?,
            Body::Recovery(recovery) => {
                let org = self.member(recovery.of).and_then(Member::org);
                let replaced =
                    |member: &&Member| member.recovery == Some(recovery.of) && member.role().is_some();
                let replaced = self.members.iter().find(replaced).map(|member| member.ord);
                if let Some(ord) = replaced {
                    self.change(ord, seq, None, None)?;
                }
                let new = New {
                    sign: recovery.sign,
                    seal: recovery.seal,
                    role: Role::Owner,
                    org: org.ok_or(MembershipError::Device)?,
                    not_after: None,
                };
                self.enter(&new, seq)?.recovery = Some(recovery.of);
            }
            Body::Invite(invite) => self.invitations.push(Invitation {
                id: signed.id(),
                invite: invite.clone(),
                used: 0,
            }),
            Body::Epoch(epoch) => self.epochs.take(epoch, seq),
            Body::Role(change) => self.change(change.ord, seq, Some(change.role), change.org)?,
            Body::Remove(remove) => {
                self.change(remove.ord, seq, None, None)?;
                if let Some(epoch) = &remove.epoch {
                    self.epochs.take(epoch, seq);
                }
            }
            Body::Relay(relay) => self.relays.push((seq, relay.clone())),
            Body::Packer(key) => self.packers.push(*key),
            Body::Retire => self.retired = true,
            Body::Genesis(_) | Body::Inbox(_) | Body::Kept { .. } => {}
        }
        self.head = signed.id();
        self.head_seq = seq;
        Ok(())
    }

    fn enter(&mut self, new: &New, seq: u64) -> Result<&mut Member, MembershipError> {
        let ord = self.next_ord();
        self.members.push(Member {
            ord,
            sign: new.sign,
            key: verifying_key(&new.sign)?,
            seal: new.seal,
            not_after: new.not_after,
            wanted: None,
            recovery: None,
            history: vec![Standing {
                from_seq: seq,
                role: Some(new.role),
                org: new.org,
            }],
        });
        self.members.last_mut().ok_or(MembershipError::Device)
    }

    fn enter_by(&mut self, join: &Join, seq: u64) -> Result<(), MembershipError> {
        let invitation = self
            .invitations
            .iter_mut()
            .find(|invitation| invitation.id == join.invite)
            .ok_or(MembershipError::Invitation)?;
        invitation.used += 1;
        let invite = invitation.invite.clone();
        // Whoever belongs to the staff is approved by a person first.
        let waits = invite.role.is_staff();
        let new = New {
            sign: join.sign,
            seal: join.seal,
            role: if waits { Role::Pending } else { invite.role },
            org: invite.org,
            not_after: invite.member_not_after,
        };
        self.enter(&new, seq)?.wanted = waits.then_some(invite.role);
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

/// Whoever becomes a member.
struct New {
    sign: SignKey,
    seal: SealKey,
    role: Role,
    org: OrgId,
    not_after: Option<u64>,
}

/// A signing key ready to verify, or the error that says it is none.
pub fn verifying_key(key: &SignKey) -> Result<VerifyingKey, MembershipError> {
    VerifyingKey::from_bytes(&key.0).map_err(|_| MembershipError::Key)
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
