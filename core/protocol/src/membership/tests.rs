use super::*;
use crate::id::{ObjectId, Ord, OrgId, RecordId, SealKey, SignKey, SpaceId};
use ed25519_dalek::SigningKey;

fn key(n: u8) -> SigningKey {
    SigningKey::from_bytes(&[n; 32])
}

fn sign_key(n: u8) -> SignKey {
    SignKey(key(n).verifying_key().to_bytes())
}

fn genesis() -> SignedRecord {
    let body = Body::Genesis(Genesis {
        space_kind: SpaceKind::Catalogue,
        nonce: [1; 16],
        sign: sign_key(1),
        seal: SealKey([0; 32]),
        org: OrgId([1; 16]),
    });
    SignedRecord::sign(
        Record {
            previous: None,
            ord: 0,
            body,
        },
        &key(1),
    )
}

fn start() -> Membership {
    let genesis = genesis();
    Membership::start(genesis.space().unwrap(), &genesis, 1).unwrap()
}

fn add(n: u8, role: Role) -> Body {
    let org = OrgId([n; 16]);
    Body::Add(Add {
        sign: sign_key(n),
        seal: SealKey([n; 32]),
        role,
        org,
        not_after: None,
    })
}

fn signed(m: &Membership, ord: Ord, by: u8, body: Body) -> SignedRecord {
    let record = SignedRecord::sign(
        Record {
            previous: Some(m.head),
            ord,
            body,
        },
        &key(by),
    );
    SignedRecord::read(&record.write()).unwrap()
}

fn say(m: &mut Membership, ord: Ord, by: u8, body: Body) -> Result<(), MembershipError> {
    let record = signed(m, ord, by, body);
    let seq = m.head_seq + 1;
    m.append(&record, seq, 1000)
}

#[test]
fn every_body_reads_back() {
    let bodies = [
        add(2, Role::Admin),
        Body::Role(RoleChange {
            ord: 1,
            role: Role::Publisher,
            org: Some(OrgId([3; 16])),
        }),
        Body::Remove(Remove { ord: 1, epoch: None }),
        Body::Relay(RelayAt {
            urls: vec!["http://127.0.0.1:1".into()],
            key: sign_key(9),
        }),
        Body::Packer(sign_key(8)),
        Body::Retire,
        Body::Erase(Erase {
            objects: vec![ObjectId([4; 16])],
            ..Erase::default()
        }),
        Body::Attest(Vote {
            checkpoint: RecordId([7; 32]),
        }),
        Body::Epoch(Epoch {
            n: 1,
            grants: vec![(0, vec![1; 80])],
            prev: None,
        }),
    ];
    for body in bodies {
        assert_eq!(Body::read(body.kind(), &body.write()), Ok(body));
    }
}

#[test]
fn only_those_who_govern_sign_and_only_owners_touch_owners() {
    let mut m = start();
    say(&mut m, 0, 1, add(2, Role::Admin)).unwrap();
    say(&mut m, 1, 2, add(3, Role::Publisher)).unwrap();
    assert_eq!(
        say(&mut m, 2, 3, add(4, Role::Reader)),
        Err(MembershipError::NotAllowed { ord: 2 })
    );
    assert_eq!(
        say(&mut m, 1, 2, add(4, Role::Owner)),
        Err(MembershipError::NotAllowed { ord: 1 })
    );
    let demote = |ord| {
        Body::Role(RoleChange {
            ord,
            role: Role::Reader,
            org: None,
        })
    };
    assert_eq!(
        say(&mut m, 1, 2, demote(0)),
        Err(MembershipError::NotAllowed { ord: 1 })
    );
    assert_eq!(say(&mut m, 0, 1, demote(0)), Err(MembershipError::LastOwner));
    assert_eq!(
        say(&mut m, 0, 2, add(4, Role::Reader)),
        Err(MembershipError::Signature)
    );
}

#[test]
fn a_removal_acts_from_its_place_on_and_history_stays() {
    let mut m = start();
    say(&mut m, 0, 1, add(2, Role::Publisher)).unwrap();
    let from = m.head_seq;
    say(&mut m, 0, 1, Body::Remove(Remove { ord: 1, epoch: None })).unwrap();
    let member = m.member(1).unwrap();
    assert_eq!(member.role_at(from, 0), None);
    assert_eq!(
        member.role_at(from + 1, 0),
        Some((Role::Publisher, OrgId([2; 16])))
    );
    assert_eq!(member.role_at(from + 2, 0), None);
    say(&mut m, 0, 1, add(2, Role::Publisher)).unwrap();
    assert_eq!(m.by_key(&sign_key(2)).unwrap().ord, 2);
}

#[test]
fn a_lost_race_and_another_genesis_are_void() {
    let mut m = start();
    let late = SignedRecord::sign(
        Record {
            previous: Some(m.head),
            ord: 0,
            body: add(2, Role::Reader),
        },
        &key(1),
    );
    say(&mut m, 0, 1, add(3, Role::Reader)).unwrap();
    assert_eq!(m.append(&late, 9, 0), Err(MembershipError::Previous));
    assert_eq!(
        Membership::start(SpaceId([0; 32]), &genesis(), 1).err(),
        Some(MembershipError::Genesis)
    );
}

#[test]
fn an_owner_whose_time_ends_is_not_the_one_that_stays() {
    let mut m = start();
    let Body::Add(until) = add(2, Role::Owner) else {
        panic!("add makes an add");
    };
    let until = Add {
        not_after: Some(5000),
        ..until
    };
    say(&mut m, 0, 1, Body::Add(until)).unwrap();
    let gone = |ord| Body::Remove(Remove { ord, epoch: None });
    assert_eq!(say(&mut m, 0, 1, gone(0)), Err(MembershipError::LastOwner));
    assert_eq!(say(&mut m, 1, 2, gone(0)), Err(MembershipError::LastOwner));
    say(&mut m, 0, 1, add(3, Role::Owner)).unwrap();
    say(&mut m, 0, 1, gone(0)).unwrap();
    assert_eq!(say(&mut m, 2, 3, gone(2)), Err(MembershipError::LastOwner));
    say(&mut m, 2, 3, gone(1)).unwrap();
}

#[path = "private_tests.rs"]
mod private;
