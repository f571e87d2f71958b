//! What a membership log says of checkpoints: where history ends, who looked, and what they found.

use super::body::{Checkpoint, PackAt};
use super::{Membership, MembershipError, Role, SignedRecord};
use crate::hash::first16;
use crate::id::{ObjectId, Ord, R, RecordId};
use crate::limits;

/// One checkpoint with what was said of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpointed {
    /// Its record.
    pub id: RecordId,
    /// The record's place in the log: one past [`Checkpointed::upto`] where it stands.
    pub seq: u64,
    /// Log time of the record in ms.
    pub t_ms: u64,
    /// Who made it.
    pub by: Ord,
    /// Place N.
    pub upto: u64,
    /// Running hash at N.
    pub r: R,
    /// Digest of the state there.
    pub digest: [u8; 32],
    /// The pack.
    pub pack: PackAt,
    /// The epoch under whose key the pack is.
    pub epoch: u32,
    /// Who found the same state.
    pub attested: Vec<Ord>,
    /// Who found another.
    pub disputed: Vec<Ord>,
}

impl Checkpointed {
    /// The name under which the relay keeps its pack: the first 16 bytes of its record's id.
    pub fn pack_name(&self) -> ObjectId {
        ObjectId(first16(&self.id.0))
    }

    /// Whether it stands right behind what it sums up. One that a restored relay lost and that was admitted again (protocol 10)
    /// stands elsewhere: its epoch and its new generations count, and it sums up nothing.
    pub fn stands(&self) -> bool {
        self.upto.checked_add(1) == Some(self.seq)
    }

    fn has_spoken(&self, ord: Ord) -> bool {
        self.attested.contains(&ord) || self.disputed.contains(&ord)
    }
}

impl Membership {
    /// The last checkpoint that sums up the log before it.
    pub fn checkpoint(&self) -> Option<&Checkpointed> {
        self.checkpoints
            .iter()
            .rev()
            .find(|checkpoint| checkpoint.stands())
    }

    /// All checkpoints, oldest first.
    pub fn checkpoints(&self) -> &[Checkpointed] {
        &self.checkpoints
    }

    /// The place of the last checkpoint's record before a place; 0 where there is none. An author has seen this one before
    /// anything is taken from them there.
    pub fn checkpoint_before(&self, seq: u64) -> u64 {
        let before = self.checkpoints.iter().rev().map(|checkpoint| checkpoint.seq);
        before.into_iter().find(|at| *at < seq).unwrap_or(0)
    }

    /// The device that stands for the person behind a device: itself, or, where a recovery code brought it back, the one
    /// whose paper that was.
    pub fn person(&self, ord: Ord) -> Ord {
        let mut ord = ord;
        // Whose paper a device came by has a smaller ord, so this ends.
        while let Some(of) = self
            .member(ord)
            .and_then(|member| member.same_as.or(member.recovery))
        {
            if of >= ord {
                break;
            }
            ord = of;
        }
        ord
    }

    /// Whether the log up to a checkpoint may go at a time of the log: nobody found another state, and another person's
    /// device found the same, or [`limits::UNDISPUTED_MS`] went by. The pack has to be there besides, which the log does not
    /// know.
    pub fn may_cut(&self, checkpoint: &Checkpointed, t_ms: u64) -> bool {
        let author = self.person(checkpoint.by);
        let another = checkpoint.attested.iter().any(|ord| self.person(*ord) != author);
        let old = t_ms.saturating_sub(checkpoint.t_ms) >= limits::UNDISPUTED_MS;
        checkpoint.stands() && checkpoint.disputed.is_empty() && (another || old)
    }

    pub(super) fn check_checkpoint(
        &self,
        checkpoint: &Checkpoint,
        (ord, role): (Ord, Role),
        t_ms: u64,
    ) -> Result<(), MembershipError> {
        if !role.is_staff() || self.kind.is_public() {
            return Err(MembershipError::NotAllowed { ord });
        }
        let entitled: Vec<Ord> = self.entitled(None, t_ms).map(|member| member.ord).collect();
        self.epochs.check_bare(&checkpoint.epoch, &entitled)
    }

    /// Whoever may read all of the space speaks once of its last checkpoint, if it is not their own.
    pub(super) fn check_vote(&self, of: &RecordId, (ord, role): (Ord, Role)) -> Result<(), MembershipError> {
        let speaks = |last: &&Checkpointed| last.id == *of && last.by != ord && !last.has_spoken(ord);
        match role != Role::Pending && self.checkpoints.last().is_some_and(|last| speaks(&last)) {
            true => Ok(()),
            false => Err(MembershipError::NotAllowed { ord }),
        }
    }

    pub(super) fn take_checkpoint(&mut self, signed: &SignedRecord, body: &Checkpoint, at: (u64, u64)) {
        self.epochs.take(&body.epoch, at);
        self.checkpoints.push(Checkpointed {
            id: signed.id(),
            seq: at.0,
            t_ms: at.1,
            by: signed.record.ord,
            upto: body.upto,
            r: body.r,
            digest: body.digest,
            pack: body.pack,
            epoch: body.epoch.n,
            attested: Vec::new(),
            disputed: Vec::new(),
        });
    }

    pub(super) fn take_vote(&mut self, ord: Ord, same: bool) {
        if let Some(last) = self.checkpoints.last_mut() {
            match same {
                true => last.attested.push(ord),
                false => last.disputed.push(ord),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use ed25519_dalek::SigningKey;

    use super::*;
    use crate::blob::BlobAddress;
    use crate::id::{OrgId, SealKey, SignKey};
    use crate::membership::{Add, Body, Epoch, Genesis, Record, Recovery, SpaceKind, Vote};

    const DAY: u64 = 24 * 60 * 60 * 1_000;

    fn key(seed: u8) -> SigningKey {
        SigningKey::from_bytes(&[seed; 32])
    }

    fn public(seed: u8) -> SignKey {
        SignKey(key(seed).verifying_key().to_bytes())
    }

    /// A house whose device n has the key n + 1: an owner, an educator, a reader.
    fn house() -> Membership {
        let body = Body::Genesis(Genesis {
            space_kind: SpaceKind::Staff,
            nonce: [1; 16],
            sign: public(1),
            seal: SealKey([1; 32]),
            org: OrgId([1; 16]),
        });
        let genesis = Record {
            previous: None,
            ord: 0,
            body,
        };
        let genesis = SignedRecord::sign(genesis, &key(1));
        let mut m = Membership::start(genesis.space().unwrap(), &genesis, 1).unwrap();
        let epoch = Epoch {
            n: 1,
            grants: vec![(0, vec![0; 80])],
            prev: None,
        };
        say(&mut m, 1, 0, Body::Epoch(epoch)).unwrap();
        for (seed, role) in [(2, Role::Educator), (3, Role::Reader)] {
            let add = Add {
                sign: public(seed),
                seal: SealKey([seed; 32]),
                role,
                org: OrgId([1; 16]),
                not_after: None,
            };
            say(&mut m, 1, 0, Body::Add(add)).unwrap();
        }
        m
    }

    fn signed(m: &Membership, seed: u8, ord: Ord, body: Body) -> SignedRecord {
        let record = Record {
            previous: Some(m.head),
            ord,
            body,
        };
        SignedRecord::sign(record, &key(seed))
    }

    fn say(m: &mut Membership, seed: u8, ord: Ord, body: Body) -> Result<(), MembershipError> {
        let (record, seq) = (signed(m, seed, ord, body), m.head_seq + 1);
        m.append(&record, seq, DAY)
    }

    fn checkpoint(m: &Membership, ords: &[Ord]) -> Checkpoint {
        Checkpoint {
            upto: m.head_seq,
            r: R([4; 32]),
            digest: [5; 32],
            pack: PackAt {
                address: BlobAddress([6; 32]),
                size: 9,
            },
            epoch: Epoch {
                n: m.epoch() + 1,
                grants: ords.iter().map(|ord| (*ord, vec![0; 80])).collect(),
                prev: None,
            },
            begins: Vec::new(),
        }
    }

    #[test]
    fn staff_alone_makes_one_right_behind_what_it_sums_up_with_a_key_for_all() {
        let mut m = house();
        let good = |m: &Membership| checkpoint(m, &[0, 1, 2]);
        let body = Body::Checkpoint(good(&m));
        let not_allowed = Err(MembershipError::NotAllowed { ord: 2 });
        assert_eq!(say(&mut m, 3, 2, body), not_allowed, "a reader");
        let early = Body::Checkpoint(Checkpoint {
            upto: m.head_seq - 1,
            ..good(&m)
        });
        let mut elsewhere = m.clone();
        say(&mut elsewhere, 2, 1, early).unwrap();
        assert!(elsewhere.checkpoint().is_none(), "it sums up nothing");
        assert_eq!(elsewhere.checkpoint_before(u64::MAX), elsewhere.head_seq);
        assert!(!elsewhere.may_cut(&elsewhere.checkpoints()[0], u64::MAX));
        let lacking = Body::Checkpoint(checkpoint(&m, &[0, 1]));
        assert_eq!(say(&mut m, 2, 1, lacking), Err(MembershipError::Epoch));
        let mut other = good(&m);
        other.epoch.n += 1;
        assert_eq!(
            say(&mut m, 2, 1, Body::Checkpoint(other)),
            Err(MembershipError::Epoch)
        );
        let body = Body::Checkpoint(good(&m));
        say(&mut m, 2, 1, body).unwrap();
        let (last, at) = (m.checkpoint().unwrap().clone(), m.head_seq);
        assert_eq!((last.by, last.seq, last.epoch, m.epoch()), (1, at, 2, 2));
        assert!(m.has_grant(2, 2) && m.prev(2).is_none());
        assert_eq!((m.checkpoint_before(at), m.checkpoint_before(at + 1)), (0, at));
    }

    #[test]
    fn others_speak_once_of_the_last_and_one_dispute_holds_the_log() {
        let mut m = house();
        let body = Body::Checkpoint(checkpoint(&m, &[0, 1, 2]));
        say(&mut m, 2, 1, body).unwrap();
        let last = m.checkpoint().unwrap().clone();
        let vote = Vote { checkpoint: last.id };
        let not_allowed = |ord| Err(MembershipError::NotAllowed { ord });
        assert_eq!(
            say(&mut m, 2, 1, Body::Attest(vote)),
            not_allowed(1),
            "its own author"
        );
        let of_another = Vote {
            checkpoint: RecordId([9; 32]),
        };
        assert_eq!(say(&mut m, 1, 0, Body::Attest(of_another)), not_allowed(0));
        let cut = |m: &Membership, t_ms| m.may_cut(m.checkpoint().unwrap(), t_ms);
        assert!(!cut(&m, last.t_ms + limits::UNDISPUTED_MS - 1));
        assert!(cut(&m, last.t_ms + limits::UNDISPUTED_MS));
        say(&mut m, 1, 0, Body::Attest(vote)).unwrap();
        assert!(cut(&m, last.t_ms));
        assert_eq!(say(&mut m, 1, 0, Body::Dispute(vote)), not_allowed(0), "once");
        say(&mut m, 3, 2, Body::Dispute(vote)).unwrap();
        assert!(!cut(&m, last.t_ms + 10 * limits::UNDISPUTED_MS), "it stays");
        let next = Body::Checkpoint(checkpoint(&m, &[0, 1, 2]));
        say(&mut m, 1, 0, next).unwrap();
        assert_eq!(
            say(&mut m, 3, 2, Body::Attest(vote)),
            not_allowed(2),
            "of the last alone"
        );
    }

    #[test]
    fn a_device_that_a_paper_brought_back_is_no_other_person() {
        let mut m = house();
        let paper = Recovery {
            sign: public(7),
            seal: SealKey([7; 32]),
            of: 0,
        };
        say(&mut m, 1, 0, Body::Recovery(paper)).unwrap();
        let paper = m.members.last().unwrap().ord;
        let back = Add {
            sign: public(8),
            seal: SealKey([8; 32]),
            role: Role::Owner,
            org: OrgId([1; 16]),
            not_after: None,
        };
        say(&mut m, 7, paper, Body::Add(back)).unwrap();
        let back = m.members.last().unwrap().ord;
        assert_eq!((m.person(back), m.person(paper), m.person(1)), (0, 0, 1));
        let all: Vec<Ord> = m.entitled(None, DAY).map(|member| member.ord).collect();
        let body = Body::Checkpoint(checkpoint(&m, &all));
        say(&mut m, 1, 0, body).unwrap();
        let last = m.checkpoint().unwrap().clone();
        let vote = Vote { checkpoint: last.id };
        assert!(
            say(&mut m, 7, paper, Body::Attest(vote)).is_err(),
            "a paper looks at nothing"
        );
        say(&mut m, 8, back, Body::Attest(vote)).unwrap();
        assert!(!m.may_cut(m.checkpoint().unwrap(), last.t_ms), "the same person");
        say(&mut m, 2, 1, Body::Attest(vote)).unwrap();
        assert!(m.may_cut(m.checkpoint().unwrap(), last.t_ms));
    }
}
