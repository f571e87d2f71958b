//! Which record may come next: the rules of membership, all on the state before it.

use ed25519_dalek::VerifyingKey;

use super::body::{Epoch, Join};
use super::epochs::Invitation;
use super::{Body, Inbox, Member, Membership, Record, Role, SignedRecord};
use crate::id::{Ord, SealKey, SignKey};
use crate::limits;
use crate::seal::is_seal_key;

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
    /// A private space has as many devices as it may.
    #[error("the space is full")]
    Full,
    /// A key that is no valid point of its curve.
    #[error("a key is not valid")]
    Key,
    /// The space has ended.
    #[error("the space is retired")]
    Retired,
}

impl Membership {
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
        // Staff makes the epoch that is due, and only then: whoever governs may be away for long.
        let due = matches!(&record.body, Body::Epoch(epoch) if epoch.n > self.epoch())
            && role.is_staff()
            && self.epoch_is_due(t_ms);
        // What was found of a checkpoint is said by whoever reads; one is made by the staff.
        let of_history = match &record.body {
            Body::Checkpoint(_) => role.is_staff(),
            Body::Attest(_) | Body::Dispute(_) => true,
            _ => false,
        };
        if !(role.governs() || due || of_history) || (author.recovery.is_some() && !on_paper) {
            return Err(not_allowed);
        }
        match &record.body {
            Body::Checkpoint(checkpoint) => {
                self.check_checkpoint(checkpoint, (record.ord, role), t_ms)?;
            }
            Body::Attest(vote) | Body::Dispute(vote) => {
                self.check_vote(&vote.checkpoint, (record.ord, role))?;
            }
            _ => self.check_body(record, role == Role::Owner, t_ms)?,
        }
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
            .filter(|invitation| self.may_invite(invitation, t_ms))
            .ok_or(MembershipError::Invitation)?;
        let key = verifying_key(&join.sign)?;
        self.may_come(&join.sign, &join.seal)?;
        if join.verify(&self.space, &invitation.invite.key) && signed.verify(&key) {
            Ok(())
        } else {
            Err(MembershipError::Signature)
        }
    }

    /// Whether who invited still may: an invitation falls with the right of who made it.
    fn may_invite(&self, invitation: &Invitation, t_ms: u64) -> bool {
        let inviter = self.member(invitation.by).filter(|member| !member.is_over(t_ms));
        match inviter.and_then(Member::role) {
            Some(Role::Owner) => true,
            Some(role) => role.governs() && invitation.invite.role != Role::Owner,
            None => false,
        }
    }

    /// Whether a device with these keys may become a member: none that is one already has its key, there is room, and
    /// something can be sealed to it, or the space could never have another epoch.
    fn may_come(&self, sign: &SignKey, seal: &SealKey) -> Result<(), MembershipError> {
        if self.by_key(sign).is_some_and(|member| member.role().is_some()) {
            return Err(MembershipError::Device);
        }
        if self.kind.is_public() {
            return Ok(());
        }
        let there = self.members.iter().filter(|member| member.role().is_some());
        if there.count() >= limits::GRANTS {
            return Err(MembershipError::Full);
        }
        match is_seal_key(seal) {
            true => Ok(()),
            false => Err(MembershipError::Key),
        }
    }

    fn check_epoch(&self, epoch: &Epoch, without: Option<Ord>, t_ms: u64) -> Result<(), MembershipError> {
        if self.kind.is_public() {
            return Err(MembershipError::Epoch);
        }
        let entitled: Vec<Ord> = self.entitled(without, t_ms).map(|member| member.ord).collect();
        self.epochs.check(epoch, &entitled)
    }

    /// The secret of a catalogue's inbox is granted to those who moderate alone; a private space's is nobody's to grant.
    fn check_inbox(&self, inbox: &Inbox) -> Result<(), MembershipError> {
        let moderates = |ord| {
            let role = self.member(ord).and_then(Member::role);
            self.kind.is_public() && role.is_some_and(Role::publishes_for_any)
        };
        match inbox.grants.iter().all(|(ord, _)| moderates(*ord)) {
            true if is_seal_key(&inbox.key) => Ok(()),
            true => Err(MembershipError::Key),
            false => Err(MembershipError::Device),
        }
    }

    fn check_body(&self, record: &Record, by_owner: bool, t_ms: u64) -> Result<(), MembershipError> {
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
        let waits = |ord| {
            self.member(ord)
                .is_some_and(|member| member.role() == Some(Role::Pending))
        };
        match &record.body {
            Body::Genesis(_) => Err(MembershipError::Genesis),
            Body::Add(add) => {
                verifying_key(&add.sign)?;
                self.may_come(&add.sign, &add.seal)?;
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
                } else if self
                    .member(change.ord)
                    .is_some_and(|member| member.recovery.is_some())
                {
                    Err(MembershipError::Device)
                } else if change.role == Role::Pending && !self.kind.is_public() && !waits(change.ord) {
                    // Who reads is not made to wait again: what it knows is taken from it by a removal alone.
                    Err(MembershipError::Epoch)
                } else {
                    Ok(())
                }
            }
            Body::Remove(remove) => {
                let was_owner = touches_owner(remove.ord)?;
                match &remove.epoch {
                    Some(epoch) if epoch.n == self.epoch().saturating_add(1) => {
                        self.check_epoch(epoch, Some(remove.ord), t_ms)?;
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
            Body::Checkpoint(_) | Body::Attest(_) | Body::Dispute(_) => Err(not_allowed),
            Body::Epoch(epoch) => self.check_epoch(epoch, None, t_ms),
            Body::Recovery(recovery) => {
                verifying_key(&recovery.sign)?;
                self.may_come(&recovery.sign, &recovery.seal)?;
                let device = self.member(recovery.of).is_some_and(|of| of.recovery.is_none());
                let of = touches_owner(recovery.of)? && device;
                if of && by_owner && !self.kind.is_public() {
                    Ok(())
                } else {
                    Err(not_allowed)
                }
            }
            Body::Inbox(inbox) => self.check_inbox(inbox),
            // Whoever governs; a wrong one destroys, so nobody else does.
            Body::Erase(_) => Ok(()),
            Body::Retire if by_owner => Ok(()),
            Body::Retire => Err(not_allowed),
        }
    }
}

/// A signing key ready to verify, or the error that says it is none.
pub fn verifying_key(key: &SignKey) -> Result<VerifyingKey, MembershipError> {
    VerifyingKey::from_bytes(&key.0).map_err(|_| MembershipError::Key)
}
