//! The state that a membership log leads to, with its history: who could do what at which place of the log.

use ed25519_dalek::VerifyingKey;

use super::body::Join;
use super::epochs::{Epochs, Invitation};
use super::{Body, Checkpointed, Inbox, MembershipError, Role, SignedRecord, SpaceKind, verifying_key};
use crate::id::{Ord, OrgId, RecordId, SealKey, SignKey, SpaceId};
use crate::limits;
use crate::seal::is_seal_key;

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
    /// Whose device it stands in for, where a recovery code brought it in.
    pub same_as: Option<Ord>,
    /// Its history, oldest first; never empty.
    pub history: Vec<Standing>,
}

impl Member {
    /// What it could do at a place of the log.
    pub fn standing_at(&self, seq: u64) -> Option<&Standing> {
        self.history.iter().rev().find(|standing| standing.from_seq < seq)
    }

    /// Whether its time is over at a time of the log.
    pub fn is_over(&self, t_ms: u64) -> bool {
        self.not_after.is_some_and(|end| t_ms > end)
    }

    /// Whether it may have the key of an epoch that begins at a time of the log.
    pub fn is_entitled(&self, t_ms: u64) -> bool {
        let reads = self.role().is_some_and(|role| role != Role::Pending);
        reads && !self.is_over(t_ms)
    }

    /// Its role at a place and time of the log; none before it joined, once removed, or past `not_after`.
    pub fn role_at(&self, seq: u64, t_ms: u64) -> Option<(Role, OrgId)> {
        if self.is_over(t_ms) {
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
    /// Inboxes, oldest first with the place of each record; the last one takes messages now.
    pub inboxes: Vec<(u64, Inbox)>,
    /// Invitations, oldest first.
    pub invitations: Vec<Invitation>,
    /// Whether the space has ended.
    pub retired: bool,
    /// Place and log time in ms of the last record that erases.
    pub erased: Option<(u64, u64)>,
    pub(super) epochs: Epochs,
    pub(super) checkpoints: Vec<Checkpointed>,
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
        if !body.space_kind.is_public() && !is_seal_key(&body.seal) {
            return Err(MembershipError::Key);
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
                same_as: None,
                history: vec![Standing {
                    from_seq: 0,
                    role: Some(Role::Owner),
                    org: body.org,
                }],
            }],
            relays: Vec::new(),
            packers: Vec::new(),
            inboxes: Vec::new(),
            invitations: Vec::new(),
            retired: false,
            erased: None,
            epochs: Epochs::default(),
            checkpoints: Vec::new(),
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

    /// Members whom an epoch that begins at a time of the log must name, by ord: those who do not wait to be approved
    /// and whose time is not over, without one who goes.
    pub fn entitled(&self, without: Option<Ord>, t_ms: u64) -> impl Iterator<Item = &Member> {
        let stays = move |member: &&Member| Some(member.ord) != without;
        let members = self.members.iter().filter(stays);
        members.filter(move |member| member.is_entitled(t_ms))
    }

    /// Whether a new epoch is due at a time of the log: the present one is [`limits::EPOCH_MS`] old, or somebody holds its
    /// key who may not any more, because their time is over or another paper stands in their place.
    pub fn epoch_is_due(&self, t_ms: u64) -> bool {
        let old = |began: u64| t_ms.saturating_sub(began) >= limits::EPOCH_MS;
        let gone = |ord: Ord| self.member(ord).is_none_or(|member| !member.is_entitled(t_ms));
        self.epochs.began_ms().is_some_and(old) || self.epochs.granted().any(gone)
    }

    /// Log time in ms at which the present epoch began; none in a public space.
    pub fn epoch_began_ms(&self) -> Option<u64> {
        self.epochs.began_ms()
    }

    /// Where messages to the space are sealed now.
    pub fn inbox(&self) -> Option<&Inbox> {
        self.inboxes.last().map(|(_, inbox)| inbox)
    }

    /// The relay's key now.
    pub fn relay_key(&self) -> Option<SignKey> {
        self.relays.last().map(|(_, relay)| relay.key)
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
                let paper = self.member(signed.record.ord).and_then(|author| author.recovery);
                self.enter(&new, seq)?.same_as = paper;
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
                by: signed.record.ord,
                invite: invite.clone(),
                used: 0,
            }),
            Body::Epoch(epoch) => self.epochs.take(epoch, (seq, t_ms)),
            Body::Role(change) => {
                let member = self.change(change.ord, seq, Some(change.role), change.org)?;
                if change.role != Role::Pending {
                    member.wanted = None;
                }
            }
            Body::Remove(remove) => {
                self.change(remove.ord, seq, None, None)?;
                if let Some(epoch) = &remove.epoch {
                    self.epochs.take(epoch, (seq, t_ms));
                }
            }
            Body::Relay(relay) => self.relays.push((seq, relay.clone())),
            Body::Packer(key) => self.packers.push(*key),
            Body::Retire => self.retired = true,
            Body::Inbox(inbox) => self.inboxes.push((seq, inbox.clone())),
            Body::Checkpoint(checkpoint) => self.take_checkpoint(signed, checkpoint, (seq, t_ms)),
            Body::Attest(_) => self.take_vote(signed.record.ord, true),
            Body::Dispute(_) => self.take_vote(signed.record.ord, false),
            Body::Erase(_) => self.erased = Some((seq, t_ms)),
            Body::Genesis(_) => {}
        }
        self.head = signed.id();
        self.head_seq = seq;
        Ok(())
    }

    /// Appends a record that was in a log which a restored relay lost (protocol 10). Its time then is not told: any not
    /// later than `t_ms`, that of its place now, at which it is good will do. Gives that time.
    pub fn append_again(
        &mut self,
        signed: &SignedRecord,
        seq: u64,
        t_ms: u64,
    ) -> Result<u64, MembershipError> {
        // What is good changes only where somebody's time ends, or an invitation's.
        let ends = self.members.iter().filter_map(|member| member.not_after);
        let invited = self
            .invitations
            .iter()
            .map(|invitation| invitation.invite.not_after);
        let mut times: Vec<u64> = ends.chain(invited).filter(|end| *end < t_ms).chain([0]).collect();
        times.sort_unstable_by_key(|t| std::cmp::Reverse(*t));
        times.dedup();
        let now = self.check(signed, seq, t_ms);
        let good = |t: &u64| self.check(signed, seq, *t).is_ok();
        let then = match now {
            Ok(()) => t_ms,
            Err(error) => times.into_iter().find(good).ok_or(error)?,
        };
        self.append(signed, seq, then)?;
        Ok(then)
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
            same_as: None,
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
        invitation.used = invitation.used.saturating_add(1);
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
    ) -> Result<&mut Member, MembershipError> {
        let member = usize::try_from(ord).ok().and_then(|at| self.members.get_mut(at));
        let member = member.ok_or(MembershipError::Device)?;
        let org = org.or(member.org()).ok_or(MembershipError::Device)?;
        member.history.push(Standing {
            from_seq: seq,
            role,
            org,
        });
        Ok(member)
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
