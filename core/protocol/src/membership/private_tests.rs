use super::*;
use crate::limits;
use crate::link::invitation_key;

const HOME: u64 = 1_000;

fn home() -> Membership {
    let genesis = SignedRecord::sign(
        Record {
            previous: None,
            ord: 0,
            body: Body::Genesis(Genesis {
                space_kind: SpaceKind::Home,
                nonce: [1; 16],
                sign: sign_key(1),
                seal: SealKey([1; 32]),
                org: OrgId([1; 16]),
            }),
        },
        &key(1),
    );
    let mut m = Membership::start(genesis.space().unwrap(), &genesis, 1).unwrap();
    say(&mut m, 0, 1, epoch(1, &[0], false)).unwrap();
    m
}

fn epoch(n: u32, ords: &[Ord], prev: bool) -> Body {
    Body::Epoch(content(n, ords, prev))
}

fn content(n: u32, ords: &[Ord], prev: bool) -> Epoch {
    Epoch {
        n,
        grants: ords.iter().map(|ord| (*ord, vec![0; 80])).collect(),
        prev: prev.then(|| vec![0; 72]),
    }
}

fn invite(m: &mut Membership, seed: u8, role: Role, uses: u32) -> RecordId {
    let invited = invitation_key(&[seed; 16]);
    let body = Body::Invite(Invite {
        key: SignKey(invited.verifying_key().to_bytes()),
        role,
        org: OrgId([1; 16]),
        not_after: HOME,
        uses,
        member_not_after: None,
    });
    say(m, 0, 1, body).unwrap();
    m.head
}

fn join(m: &Membership, invite: RecordId, seed: u8, who: u8) -> Body {
    let invited = invitation_key(&[seed; 16]);
    Body::Join(Join::sign(
        &m.space,
        invite,
        sign_key(who),
        SealKey([who; 32]),
        &invited,
    ))
}

#[test]
fn an_epoch_names_exactly_the_members_and_a_grant_only_further_ones() {
    let mut m = home();
    assert_eq!(
        say(&mut m, 0, 1, epoch(1, &[0], false)),
        Err(MembershipError::Epoch)
    );
    say(&mut m, 0, 1, add(2, Role::Reader)).unwrap();
    assert_eq!(
        say(&mut m, 0, 1, epoch(2, &[0], true)),
        Err(MembershipError::Epoch)
    );
    assert_eq!(
        say(&mut m, 0, 1, epoch(2, &[0, 1], false)),
        Err(MembershipError::Epoch)
    );
    assert_eq!(
        say(&mut m, 0, 1, epoch(3, &[0, 1], true)),
        Err(MembershipError::Epoch)
    );
    assert_eq!(
        say(&mut m, 0, 1, epoch(1, &[1, 2], false)),
        Err(MembershipError::Epoch)
    );
    say(&mut m, 0, 1, epoch(1, &[1], false)).unwrap();
    say(&mut m, 0, 1, epoch(2, &[0, 1], true)).unwrap();
    let began = m.head_seq;
    assert_eq!((m.epoch(), m.epoch_at(began), m.epoch_at(began + 1)), (2, 1, 2));
    assert!(m.has_grant(1, 1) && m.has_grant(2, 1) && !m.has_grant(2, 2));
}

#[test]
fn staff_makes_the_epoch_that_is_due_and_only_that_one() {
    let mut m = home();
    say(&mut m, 0, 1, add(2, Role::Educator)).unwrap();
    say(&mut m, 0, 1, add(3, Role::Volunteer)).unwrap();
    say(&mut m, 0, 1, epoch(1, &[1, 2], false)).unwrap();
    let next = |by: u8, ord| signed(&m, ord, by, epoch(2, &[0, 1, 2], true));
    let began = m.epochs.began_ms().unwrap();
    let due = began + limits::EPOCH_MS;
    let seq = m.head_seq + 1;
    assert!(!m.epoch_is_due(due - 1) && m.epoch_is_due(due));
    let refused = |ord| Err(MembershipError::NotAllowed { ord });
    assert_eq!(m.check(&next(2, 1), seq, due - 1), refused(1));
    assert_eq!(m.check(&next(2, 1), seq, due), Ok(()));
    assert_eq!(m.check(&next(3, 2), seq, due), refused(2), "a volunteer does not");
    assert_eq!(m.check(&next(1, 0), seq, due - 1), Ok(()), "an owner at any time");
    assert_eq!(
        m.check(&signed(&m, 1, 2, add(9, Role::Reader)), seq, due),
        refused(1)
    );
    assert_eq!(
        m.check(&signed(&m, 1, 2, epoch(1, &[1], false)), seq, due),
        refused(1),
        "it grants nothing"
    );
}

#[test]
fn a_removal_brings_a_key_that_the_removed_device_does_not_get() {
    let mut m = home();
    say(&mut m, 0, 1, add(2, Role::Educator)).unwrap();
    let remove = |epoch| Body::Remove(Remove { ord: 1, epoch });
    assert_eq!(say(&mut m, 0, 1, remove(None)), Err(MembershipError::Epoch));
    let with_it = Some(content(2, &[0, 1], true));
    assert_eq!(say(&mut m, 0, 1, remove(with_it)), Err(MembershipError::Epoch));
    let grant = Some(content(1, &[1], false));
    assert_eq!(say(&mut m, 0, 1, remove(grant)), Err(MembershipError::Epoch));
    say(&mut m, 0, 1, remove(Some(content(2, &[0], true)))).unwrap();
    assert!(m.has_grant(2, 0) && !m.has_grant(2, 1));
    let mut public = start();
    say(&mut public, 0, 1, add(2, Role::Educator)).unwrap();
    let with_epoch = Body::Remove(Remove {
        ord: 1,
        epoch: Some(content(1, &[0], false)),
    });
    assert_eq!(say(&mut public, 0, 1, with_epoch), Err(MembershipError::Epoch));
    assert_eq!(
        say(&mut public, 0, 1, epoch(1, &[0, 1], false)),
        Err(MembershipError::Epoch)
    );
}

#[test]
fn an_invitation_lets_so_many_in_and_staff_waits_to_be_approved() {
    let mut m = home();
    let seat = invite(&mut m, 7, Role::Volunteer, 1);
    let staff = invite(&mut m, 8, Role::Educator, 2);
    let forged = join(&m, seat, 9, 2);
    assert_eq!(say(&mut m, 1, 2, forged), Err(MembershipError::Signature));
    let other_ord = join(&m, seat, 7, 2);
    assert_eq!(say(&mut m, 0, 2, other_ord.clone()), Err(MembershipError::Device));
    assert_eq!(
        say(&mut m, 1, 3, other_ord.clone()),
        Err(MembershipError::Signature)
    );
    say(&mut m, 1, 2, other_ord.clone()).unwrap();
    assert_eq!(m.member(1).unwrap().role(), Some(Role::Volunteer));
    assert_eq!(say(&mut m, 2, 2, other_ord), Err(MembershipError::Invitation));
    let second = join(&m, seat, 7, 3);
    assert_eq!(say(&mut m, 2, 3, second), Err(MembershipError::Invitation));
    let educator = join(&m, staff, 8, 3);
    say(&mut m, 2, 3, educator.clone()).unwrap();
    assert_eq!(say(&mut m, 3, 3, educator), Err(MembershipError::Device));
    let waits = m.member(2).unwrap();
    assert_eq!(
        (waits.role(), waits.wanted),
        (Some(Role::Pending), Some(Role::Educator))
    );
    assert_eq!(
        say(&mut m, 0, 1, epoch(1, &[2], false)),
        Err(MembershipError::Epoch)
    );
    let approve = Body::Role(RoleChange {
        ord: 2,
        role: Role::Educator,
        org: None,
    });
    say(&mut m, 0, 1, approve).unwrap();
    say(&mut m, 0, 1, epoch(1, &[1, 2], false)).unwrap();
    let late = join(&m, staff, 8, 4);
    let record = SignedRecord::sign(
        Record {
            previous: Some(m.head),
            ord: 3,
            body: late,
        },
        &key(4),
    );
    assert_eq!(
        m.check(&record, m.head_seq + 1, HOME + 1),
        Err(MembershipError::Invitation)
    );
    assert_eq!(m.check(&record, m.head_seq + 1, HOME), Ok(()));
}

#[test]
fn a_paper_brings_a_device_back_and_does_nothing_else() {
    let mut m = home();
    let paper = |n: u8| {
        Body::Recovery(Recovery {
            sign: sign_key(n),
            seal: SealKey([n; 32]),
            of: 0,
        })
    };
    say(&mut m, 0, 1, paper(5)).unwrap();
    say(&mut m, 0, 1, epoch(1, &[1], false)).unwrap();
    let retire = say(&mut m, 1, 5, Body::Retire);
    assert_eq!(retire, Err(MembershipError::NotAllowed { ord: 1 }));
    say(&mut m, 1, 5, add(6, Role::Owner)).unwrap();
    say(&mut m, 0, 1, paper(7)).unwrap();
    assert_eq!(m.member(1).unwrap().role(), None, "the newer paper replaces it");
    let mut alone = home();
    say(&mut alone, 0, 1, paper(5)).unwrap();
    let leave = Body::Remove(Remove {
        ord: 0,
        epoch: Some(content(2, &[1], true)),
    });
    assert_eq!(say(&mut alone, 0, 1, leave), Err(MembershipError::LastOwner));
}

#[test]
fn whose_time_is_over_gets_no_new_key() {
    let mut m = home();
    let Body::Add(until) = add(2, Role::Volunteer) else {
        panic!("add makes an add");
    };
    let not_after = Some(500);
    say(&mut m, 0, 1, Body::Add(Add { not_after, ..until })).unwrap();
    // Records here are said at 1000.
    let with_it = say(&mut m, 0, 1, epoch(2, &[0, 1], true));
    assert_eq!(with_it, Err(MembershipError::Epoch));
    assert_eq!(
        say(&mut m, 0, 1, epoch(1, &[1], false)),
        Err(MembershipError::Epoch)
    );
    say(&mut m, 0, 1, epoch(2, &[0], true)).unwrap();
    let entitled = |t_ms| {
        m.entitled(None, t_ms)
            .map(|member| member.ord)
            .collect::<Vec<_>>()
    };
    assert_eq!((entitled(500), entitled(501)), (vec![0, 1], vec![0]));
}

#[test]
fn no_device_comes_to_which_nothing_can_be_sealed() {
    let mut m = home();
    let mut one = [0; 32];
    one[0] = 1;
    for small in [[0; 32], one] {
        let seal = SealKey(small);
        let Body::Add(new) = add(2, Role::Reader) else {
            panic!("add makes an add");
        };
        let added = say(&mut m, 0, 1, Body::Add(Add { seal, ..new }));
        assert_eq!(added, Err(MembershipError::Key));
        let paper = Recovery {
            sign: sign_key(5),
            seal,
            of: 0,
        };
        assert_eq!(
            say(&mut m, 0, 1, Body::Recovery(paper)),
            Err(MembershipError::Key)
        );
        let seat = invite(&mut m, 7, Role::Reader, 1);
        let join = Join::sign(&m.space, seat, sign_key(2), seal, &invitation_key(&[7; 16]));
        assert_eq!(say(&mut m, 1, 2, Body::Join(join)), Err(MembershipError::Key));
    }
}

#[test]
fn an_invitation_falls_with_the_right_of_who_made_it() {
    let mut m = home();
    say(&mut m, 0, 1, add(2, Role::Admin)).unwrap();
    let invite = |role| {
        Body::Invite(Invite {
            key: SignKey(invitation_key(&[7; 16]).verifying_key().to_bytes()),
            role,
            org: OrgId([1; 16]),
            not_after: HOME,
            uses: 9,
            member_not_after: None,
        })
    };
    let owners = say(&mut m, 1, 2, invite(Role::Owner));
    assert_eq!(owners, Err(MembershipError::NotAllowed { ord: 1 }));
    say(&mut m, 1, 2, invite(Role::Reader)).unwrap();
    let his = m.head;
    let first = join(&m, his, 7, 3);
    say(&mut m, 2, 3, first).unwrap();
    let lowered = Body::Role(RoleChange {
        ord: 1,
        role: Role::Educator,
        org: None,
    });
    say(&mut m, 0, 1, lowered).unwrap();
    let second = join(&m, his, 7, 4);
    assert_eq!(say(&mut m, 3, 4, second), Err(MembershipError::Invitation));
}

#[test]
fn who_reads_is_not_made_to_wait_again() {
    let mut m = home();
    say(&mut m, 0, 1, add(2, Role::Reader)).unwrap();
    let wait = Body::Role(RoleChange {
        ord: 1,
        role: Role::Pending,
        org: None,
    });
    assert_eq!(say(&mut m, 0, 1, wait), Err(MembershipError::Epoch));
}

#[test]
fn a_space_is_full_before_its_next_epoch_would_not_fit_a_record() {
    let mut m = home();
    let many = crate::limits::GRANTS as u64;
    for n in 1..many {
        let mut seed = [7; 32];
        seed[..8].copy_from_slice(&n.to_be_bytes());
        let sign = SignKey(SigningKey::from_bytes(&seed).verifying_key().to_bytes());
        let Body::Add(new) = add(2, Role::Reader) else {
            panic!("add makes an add");
        };
        say(&mut m, 0, 1, Body::Add(Add { sign, ..new })).unwrap();
    }
    assert_eq!(
        say(&mut m, 0, 1, add(3, Role::Reader)),
        Err(MembershipError::Full)
    );
    let ords: Vec<Ord> = (0..many as Ord).collect();
    say(&mut m, 0, 1, epoch(2, &ords, true)).unwrap();
}

#[test]
fn the_secret_of_an_inbox_goes_to_who_moderates_in_a_catalogue() {
    let inbox = |key, ords: &[Ord]| {
        Body::Inbox(crate::membership::Inbox {
            key,
            code: None,
            grants: ords.iter().map(|ord| (*ord, vec![1; 80])).collect(),
            sealed_code: None,
        })
    };
    let good = SealKey([9; 32]);
    let mut public = start();
    say(&mut public, 0, 1, add(2, Role::Publisher)).unwrap();
    let to_publisher = say(&mut public, 0, 1, inbox(good, &[0, 1]));
    assert_eq!(to_publisher, Err(MembershipError::Device));
    let small = say(&mut public, 0, 1, inbox(SealKey([0; 32]), &[0]));
    assert_eq!(small, Err(MembershipError::Key));
    say(&mut public, 0, 1, inbox(good, &[0])).unwrap();
    assert_eq!(public.inbox().map(|inbox| inbox.grants.len()), Some(1));
    let mut m = home();
    assert_eq!(say(&mut m, 0, 1, inbox(good, &[0])), Err(MembershipError::Device));
    say(&mut m, 0, 1, inbox(good, &[])).unwrap();
}

#[test]
fn an_inbox_s_sealed_code_has_one_length_and_no_byte_of_the_record_is_a_panic() {
    let body = |length: usize| {
        Body::Inbox(crate::membership::Inbox {
            key: SealKey([9; 32]),
            code: Some([6; 32]),
            grants: vec![(0, vec![1; 80])],
            sealed_code: Some(vec![3; length]),
        })
    };
    let good = body(crate::inbox::TerritoryCode::SEALED);
    assert_eq!(Body::read(7, &good.write()), Ok(good.clone()));
    for length in [0, 47, 49] {
        assert!(Body::read(7, &body(length).write()).is_err(), "{length}");
    }
    for at in 0..good.write().len() {
        assert!(Body::read(7, &good.write()[..at]).is_err(), "cut at {at}");
        for bit in 0..8 {
            let mut bytes = good.write();
            bytes[at] ^= 1 << bit;
            let _ = crate::cbor::check(&bytes).and_then(|()| Body::read(7, &bytes));
        }
    }
}
