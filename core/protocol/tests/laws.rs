//! Laws of the protocol as properties: partial Merkle proofs, membership against the simplest model of it, and
//! law 7 for public spaces: a push beside a removal gets the same verdict from the relay, which judges it with
//! what it has, and from a device, which judges it later with the whole log.
#![allow(clippy::unwrap_used, reason = "a test")]

use ed25519_dalek::SigningKey;
use ekin_protocol::admission::{Chain, public_envelope};
use ekin_protocol::code::Code;
use ekin_protocol::envelope::{Frame, Statement};
use ekin_protocol::id::{
    Incarnation, ItemHash, ListingKey, OrgId, RecordId, SealKey, Short, SignKey, SpaceId,
};
use ekin_protocol::item::{Meta, kind, write_record};
use ekin_protocol::membership::{
    Add, Body, Genesis, Membership, Record, Remove, Role, RoleChange, SignedRecord, SpaceKind,
};
use ekin_protocol::merkle;
use proptest::prelude::*;
use sha2::{Digest, Sha256};

fn sha256(parts: &[&[u8]]) -> [u8; 32] {
    let mut h = Sha256::new();
    parts.iter().for_each(|part| h.update(part));
    h.finalize().into()
}

/// RFC 6962, 2.1, word by word.
fn naive_root(items: &[[u8; 32]]) -> [u8; 32] {
    match items {
        [one] => sha256(&[&[0], one]),
        _ => {
            let mut k = 1;
            while k * 2 < items.len() {
                k *= 2;
            }
            sha256(&[&[1], &naive_root(&items[..k]), &naive_root(&items[k..])])
        }
    }
}

proptest! {
    #[test]
    fn a_partial_proof_gives_the_root_and_nothing_else_does(
        n in 1usize..=64,
        mask in any::<u64>(),
        at in any::<prop::sample::Index>(),
        bit in 0usize..256,
    ) {
        let hashes: Vec<[u8; 32]> = (0..n).map(|i| sha256(&[&[i as u8]])).collect();
        let items: Vec<_> = hashes.iter().map(|hash| ItemHash(*hash)).collect();
        let root = naive_root(&hashes);
        prop_assert_eq!(merkle::content_id(&items).0, root);
        let live: Vec<usize> = (0..n).filter(|i| mask >> (i % 64) & 1 == 1).collect();
        let given: Vec<_> = live.iter().map(|i| (*i, items[*i])).collect();
        let dead = merkle::dead(&items, &live);
        prop_assert_eq!(merkle::root_of_live(n, &given, &dead).unwrap().0, root);
        prop_assert!(dead.len() + live.len() <= n, "what is dead costs no more than saying it one by one");

        let mut forged = given.clone();
        if !forged.is_empty() {
            let at = at.index(forged.len());
            forged[at].1.0[bit / 8] ^= 1 << (bit % 8);
            prop_assert_ne!(merkle::root_of_live(n, &forged, &dead).unwrap().0, root);
        }
        let mut other = dead.clone();
        if !other.is_empty() {
            let at = at.index(other.len());
            other[at][bit / 8] ^= 1 << (bit % 8);
            prop_assert_ne!(merkle::root_of_live(n, &given, &other).unwrap().0, root);
            other.remove(at);
            prop_assert_eq!(merkle::root_of_live(n, &given, &other), Err(merkle::BadProof));
        }
        if let Some((_, rest)) = given.split_first() {
            prop_assert_ne!(merkle::root_of_live(n, rest, &dead).map(|id| id.0), Ok(root), "one is dropped");
        }
        if given.len() > 1 {
            let mut exchanged: Vec<_> = given.clone();
            let (first, last) = (exchanged[0].1, exchanged[given.len() - 1].1);
            (exchanged[0].1, exchanged[given.len() - 1].1) = (last, first);
            prop_assert_ne!(merkle::root_of_live(n, &exchanged, &dead).unwrap().0, root);
        }
    }
}

const SEEDS: u8 = 5;

fn key(seed: u8) -> SigningKey {
    SigningKey::from_bytes(&[seed + 1; 32])
}

fn sign_key(seed: u8) -> SignKey {
    SignKey(key(seed).verifying_key().to_bytes())
}

fn org(seed: u8) -> OrgId {
    OrgId([seed % 2; 16])
}

fn genesis() -> SignedRecord {
    let body = Body::Genesis(Genesis {
        space_kind: SpaceKind::Catalogue,
        nonce: [1; 16],
        sign: sign_key(0),
        seal: SealKey([0; 32]),
        org: org(0),
    });
    SignedRecord::sign(
        Record {
            previous: None,
            ord: 0,
            body,
        },
        &key(0),
    )
}

const ROLES: [Role; 6] = [
    Role::Owner,
    Role::Admin,
    Role::Moderator,
    Role::Publisher,
    Role::Reader,
    Role::Other(77),
];

/// One thing that happens: somebody says something of the membership, or pushes a listing.
#[derive(Clone, Debug)]
enum Step {
    Add {
        seed: u8,
        role: usize,
        not_after: Option<u64>,
    },
    Role {
        ord: u32,
        role: usize,
        org: Option<u8>,
    },
    Remove {
        ord: u32,
    },
    Retire,
    Push {
        ord: u32,
        seed: u8,
        org: u8,
        at_ms: u64,
    },
}

/// A step with who says it, with which key, on an old head, and how much later.
#[derive(Clone, Debug)]
struct Said {
    step: Step,
    ord: u32,
    forged: bool,
    late: bool,
    pause: u64,
}

fn steps() -> impl Strategy<Value = Vec<Said>> {
    let role = 0..ROLES.len();
    let step = prop_oneof![
        4 => (0..SEEDS, role.clone(), proptest::option::weighted(0.3, 0u64..200))
            .prop_map(|(seed, role, not_after)| Step::Add { seed, role, not_after }),
        3 => (0u32..6, role, proptest::option::of(0u8..2))
            .prop_map(|(ord, role, org)| Step::Role { ord, role, org }),
        3 => (0u32..6).prop_map(|ord| Step::Remove { ord }),
        1 => Just(Step::Retire),
        6 => (0u32..6, 0..SEEDS, 0u8..2, any::<u64>())
            .prop_map(|(ord, seed, org, at_ms)| Step::Push { ord, seed, org, at_ms }),
    ];
    let who = prop_oneof![4 => Just(0u32), 3 => 0u32..6];
    let said = (
        step,
        who,
        proptest::bool::weighted(0.05),
        proptest::bool::weighted(0.05),
        0u64..20,
    )
        .prop_map(|(step, ord, forged, late, pause)| Said {
            step,
            ord,
            forged,
            late,
            pause,
        });
    proptest::collection::vec(said, 1..40)
}

/// The simplest model: devices in a list with what they are *now*, no history.
#[derive(Clone)]
struct Device {
    seed: u8,
    role: Option<Role>,
    org: OrgId,
    not_after: Option<u64>,
}

#[derive(Clone)]
struct Model {
    devices: Vec<Device>,
    retired: bool,
}

impl Model {
    fn active(&self, ord: u32, t_ms: u64) -> Option<&Device> {
        let device = self.devices.get(ord as usize)?;
        let over = device.not_after.is_some_and(|end| t_ms > end);
        (device.role.is_some() && !over).then_some(device)
    }

    fn only_owner(&self, ord: u32) -> bool {
        (0u32..)
            .zip(&self.devices)
            .filter(|(_, d)| d.role == Some(Role::Owner) && d.not_after.is_none())
            .all(|(other, _)| other == ord)
    }

    /// Applies a record, or says that it is void.
    fn say(&mut self, said: &Said, t_ms: u64) -> bool {
        let Some(author) = self.active(said.ord, t_ms) else {
            return false;
        };
        let owner = author.role == Some(Role::Owner);
        let governs = owner || author.role == Some(Role::Admin);
        if self.retired || said.forged || said.late || !governs {
            return false;
        }
        let is = |ord: u32| self.devices.get(ord as usize).and_then(|device| device.role);
        match said.step {
            Step::Add {
                seed,
                role,
                not_after,
            } => {
                let there = self.devices.iter().any(|d| d.seed == seed && d.role.is_some());
                if there || (ROLES[role] == Role::Owner && !owner) {
                    return false;
                }
                self.devices.push(Device {
                    seed,
                    role: Some(ROLES[role]),
                    org: org(seed),
                    not_after,
                });
            }
            Step::Role { ord, role, org } => {
                let Some(was) = is(ord) else { return false };
                let (from, to) = (was == Role::Owner, ROLES[role] == Role::Owner);
                if ((from || to) && !owner) || (from && !to && self.only_owner(ord)) {
                    return false;
                }
                let device = &mut self.devices[ord as usize];
                device.role = Some(ROLES[role]);
                device.org = org.map_or(device.org, |byte| OrgId([byte; 16]));
            }
            Step::Remove { ord } => {
                let Some(was) = is(ord) else { return false };
                if was == Role::Owner && (!owner || self.only_owner(ord)) {
                    return false;
                }
                self.devices[ord as usize].role = None;
            }
            Step::Retire => {
                if !owner {
                    return false;
                }
                self.retired = true;
            }
            Step::Push { .. } => return false,
        }
        true
    }

    /// Who may push what, in the words of the protocol.
    fn admits(&self, ord: u32, seed: u8, org: OrgId, t_ms: u64) -> bool {
        self.active(ord, t_ms).is_some_and(|device| {
            let own = device.role == Some(Role::Publisher) && device.org == org;
            let any = matches!(device.role, Some(Role::Owner | Role::Admin | Role::Moderator));
            device.seed == seed && (own || any)
        })
    }
}

fn record(said: &Said, seed: u8, head: RecordId) -> Option<SignedRecord> {
    let body = match said.step {
        Step::Add {
            seed,
            role,
            not_after,
        } => Body::Add(Add {
            sign: sign_key(seed),
            seal: SealKey([seed; 32]),
            role: ROLES[role],
            org: org(seed),
            not_after,
        }),
        Step::Role { ord, role, org } => Body::Role(RoleChange {
            ord,
            role: ROLES[role],
            org: org.map(|byte| OrgId([byte; 16])),
        }),
        Step::Remove { ord } => Body::Remove(Remove { ord, epoch: None }),
        Step::Retire => Body::Retire,
        Step::Push { .. } => return None,
    };
    let previous = if said.late { RecordId([9; 32]) } else { head };
    let signer = if said.forged { 200 } else { seed };
    Some(SignedRecord::sign(
        Record {
            previous: Some(previous),
            ord: said.ord,
            body,
        },
        &key(signer),
    ))
}

/// A listing of an organisation, by the device `ord` with the key `seed`, whose clock says `at_ms`.
fn push(space: &SpaceId, ord: u32, seed: u8, org: OrgId, at_ms: u64) -> Frame {
    let listing = ListingKey([seed; 16]);
    let meta = Meta {
        kind: kind::LISTING,
        at_ms,
        listing: Some((org, listing)),
        ..Meta::default()
    };
    let item = write_record(&space.listing(&org, &listing), &meta, &[0xa0]);
    let statement = Statement {
        ord,
        incarnation: Incarnation([seed; 8]),
        dev_seq: 1,
        prev: Short([0; 16]),
        view: None,
    };
    Frame::public(space, &statement, &[item], &key(seed)).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// The relay judges each record and push when it comes; the model says what is right; a device judges
    /// again with the whole log.
    #[test]
    fn membership_equals_the_model_and_relay_and_device_agree(said in steps()) {
        let genesis = genesis();
        let space = genesis.space().unwrap();
        let mut relay = Membership::start(space, &genesis, 1).unwrap();
        let first = Device { seed: 0, role: Some(Role::Owner), org: org(0), not_after: None };
        let mut model = Model { devices: vec![first], retired: false };
        let (mut seq, mut t_ms) = (1u64, 0u64);
        let mut log = Vec::new();
        let mut pushes = Vec::new();
        let mut past: Vec<(u64, u64, Model)> = Vec::new();
        for said in &said {
            t_ms += said.pause;
            if let Step::Push { ord, seed, org, at_ms } = said.step {
                let org = OrgId([org; 16]);
                let frame = push(&space, ord, seed, org, at_ms);
                let verdict = public_envelope(&frame, &relay, Chain::default(), (seq + 1, t_ms)).map(|items| items.len());
                prop_assert_eq!(verdict.is_ok(), model.admits(ord, seed, org, t_ms), "{:?} at {}", said, seq + 1);
                pushes.push((seq + 1, t_ms, frame, verdict));
                seq += u64::from(verdict.is_ok());
            } else {
                let seed = model.devices.get(said.ord as usize).map_or(200, |device| device.seed);
                let record = record(said, seed, relay.head).unwrap();
                let record = SignedRecord::read(&record.write()).unwrap();
                let taken = relay.append(&record, seq + 1, t_ms);
                prop_assert_eq!(taken.is_ok(), model.say(said, t_ms), "{:?}: {:?}", said, taken);
                if taken.is_ok() {
                    seq += 1;
                    log.push((seq, t_ms, record));
                }
            }
            past.push((seq + 1, t_ms, model.clone()));
        }
        // A device folds the whole log first, then looks back at every place.
        let mut device = Membership::start(space, &genesis, 1).unwrap();
        for (seq, t_ms, record) in &log {
            device.append(record, *seq, *t_ms).unwrap();
        }
        prop_assert_eq!(device.head, relay.head);
        for (seq, t_ms, frame, verdict) in &pushes {
            let again = public_envelope(frame, &device, Chain::default(), (*seq, *t_ms)).map(|items| items.len());
            prop_assert_eq!(&again, verdict, "place {}", seq);
        }
        for (seq, t_ms, model) in &past {
            for ord in 0..8u32 {
                let then = device.member(ord).and_then(|member| member.role_at(*seq, *t_ms));
                let right = model.active(ord, *t_ms).map(|device| (device.role.unwrap(), device.org));
                prop_assert_eq!(then, right, "ord {} at {}", ord, seq);
            }
        }
    }

    /// Law 7: beside a removal, and at the end of a device's time.
    #[test]
    fn a_push_beside_a_removal_is_admitted_before_or_refused(
        removal in 3u64..1000,
        push_at in 3u64..1000,
        end in 0u64..2000,
        t_ms in 0u64..2000,
        clock in any::<u64>(),
    ) {
        prop_assume!(push_at != removal);
        let genesis = genesis();
        let space = genesis.space().unwrap();
        let mut members = Membership::start(space, &genesis, 1).unwrap();
        let mut say = |step: Step, seq: u64| {
            let said = Said { step, ord: 0, forged: false, late: false, pause: 0 };
            let record = record(&said, 0, members.head).unwrap();
            members.append(&record, seq, 0).unwrap();
            members.clone()
        };
        let before = say(Step::Add { seed: 1, role: 3, not_after: Some(end) }, 2);
        let after = say(Step::Remove { ord: 1 }, removal);
        let frame = push(&space, 1, 1, org(1), clock);
        let judged = |members: &Membership| {
            public_envelope(&frame, members, Chain::default(), (push_at, t_ms)).map(|items| items.len())
        };
        let right = if push_at < removal && t_ms <= end { Ok(1) } else { Err(Code::Removed) };
        // The relay has what was logged before the push; a device, everything.
        prop_assert_eq!(judged(if push_at < removal { &before } else { &after }), right);
        prop_assert_eq!(judged(&after), right);
    }
}
