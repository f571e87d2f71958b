//! Phones that mean harm: strangers, members who lie, members who say two things. None of them harms what is there, and the
//! log has the last word (law 6, equivocation along two paths).

use std::collections::BTreeSet;

use ed25519_dalek::SigningKey;
use ekin_core::app::near::{Exchanged, PipeError, Shelf};
use ekin_core::sync::peer::noise::Pipe;
use ekin_core::sync::peer::{Meeting, MeetingError};
use ekin_protocol::envelope::{Carried, Signed};
use ekin_protocol::id::{RecordId, Short};
use ekin_protocol::item::{ItemType, Meta, write_private};
use ekin_protocol::limits;
use ekin_protocol::membership::{Body, Record, Role, SignedRecord};
use ekin_protocol::peer::{Message, Side, Told};
use ekin_sync_server::storage::memory::MemoryStorage;
use proptest::prelude::*;
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng;

use super::hostile_member::{Member, OBJECT, SECRET, carried, carries, hash, heads, item};
use super::house::House;
use super::raw::push;

#[test]
fn what_an_honest_member_hands_over_is_taken_once() {
    let mut house: House<MemoryStorage> = House::new(1);
    let mut member = Member::of(&mut house, Role::Volunteer);
    let (one, two) = (member.next(&[item(1, OBJECT)]), member.next(&[item(2, OBJECT)]));
    let all = vec![carried(&one), carried(&two)];
    member.gives = vec![all.clone()];
    assert_eq!(member.meets(&house, 0).0.unwrap().taken, 2);
    member.gives = vec![all];
    let again = member.meets(&house, 0).0.unwrap();
    assert_eq!((again.taken, again.left, again.forked), (0, 0, 0));
    assert_eq!(heads(&house, 0).len(), 2);
    // Carried to the relay, with the author's signature.
    house.sync(0);
    assert_eq!((heads(&house, 0).len(), carries(&house, 0)), (2, 0));
}

#[test]
fn what_nobody_signed_ends_the_meeting_and_nothing_of_it_is_taken() {
    let mut house: House<MemoryStorage> = House::new(2);
    let mut member = Member::of(&mut house, Role::Educator);
    let good = member.next(&[item(1, OBJECT)]);
    let mut forged = member.signed_as(member.ord, 2, member.prev, &[item(2, OBJECT)]);
    forged.sig.0[7] ^= 1;
    let owners = member.signed_as(0, 1, Short([0; 16]), &[item(3, OBJECT)]);
    // The items of one under the signature of another.
    let mut swapped = carried(&good).write();
    let other = carried(&member.signed_as(member.ord, 1, Short([0; 16]), &[item(9, OBJECT)])).write();
    // A head, the statement, the content id and the signature with their heads; what is left is the body.
    let split = 1 + good.statement_bytes.len() + 34 + 66;
    swapped.truncate(split);
    swapped.extend_from_slice(&other[split..]);
    let swapped = Carried::read(&swapped).unwrap();
    let before = vec![carried(&good)];
    for (before, lie) in [
        (&before, carried(&forged)),
        (&before, carried(&owners)),
        (&Vec::new(), swapped),
    ] {
        member.gives = vec![before.iter().cloned().chain([lie]).collect()];
        let (ended, _) = member.meets(&house, 0);
        assert!(matches!(ended, Err(MeetingError::Lie)), "{ended:?}");
        assert_eq!(
            (heads(&house, 0).len(), carries(&house, 0)),
            (0, 0),
            "nor what came before it"
        );
    }
}

#[test]
fn what_does_not_follow_or_does_no_good_is_left() {
    let mut house: House<MemoryStorage> = House::new(3);
    let mut member = Member::of(&mut house, Role::Volunteer);
    let (_, second) = (member.next(&[item(1, OBJECT)]), member.next(&[item(2, OBJECT)]));
    // A gap; a change that is none; a listing.
    let gap = carried(&second);

    let meta = Meta {
        kind: 4,
        ..Meta::default()
    };
    let poison = write_private(&[4; 16], ItemType::Change, &OBJECT, &meta, &[0x85; 200]);
    let poison = carried(&member.signed_as(member.ord, 1, Short([0; 16]), &[item(5, OBJECT), poison]));
    let listing = Meta { kind: 32, ..meta };
    let listing = write_private(&[6; 16], ItemType::Record, &OBJECT, &listing, &[0xa0]);
    let listing = carried(&member.signed_as(member.ord, 1, Short([0; 16]), &[listing]));
    for envelope in [gap, poison, listing] {
        member.gives = vec![vec![envelope]];
        let came = member.meets(&house, 0).0.unwrap();
        assert_eq!((came.taken, came.left), (0, 1));
    }
    assert_eq!((heads(&house, 0).len(), carries(&house, 0)), (0, 0));
    // The next honest one is taken.
    member.gives = vec![vec![carried(&member.signed_as(
        member.ord,
        1,
        Short([0; 16]),
        &[item(7, OBJECT)],
    ))]];
    assert_eq!(member.meets(&house, 0).0.unwrap().taken, 1);
}

#[test]
fn a_reader_s_words_are_left_and_a_removed_member_finds_nothing() {
    let mut house: House<MemoryStorage> = House::new(4);
    let note = house.note(0, "Entre nous");
    let mut member = Member::of(&mut house, Role::Reader);
    let envelope = member.next(&[item(1, OBJECT)]);
    member.gives = vec![vec![carried(&envelope)]];
    let came = member.meets(&house, 0).0.unwrap();
    assert_eq!((came.taken, came.left), (0, 1));
    assert!(came.given > 0, "a reader reads");
    let owner = house.world.phones[0].device().clone();
    owner.remove_member(house.space, member.ord).unwrap();
    house.sync(0);
    house.edit(0, &note, "title=Après");
    member.gives = vec![vec![carried(&envelope)]];
    let (ended, over) = member.meets(&house, 0);
    assert_eq!(ended.unwrap(), Exchanged::default());
    assert!(over, "nothing in common, said politely");
}

#[test]
fn a_phone_that_was_told_of_a_removal_speaks_with_the_removed_no_more() {
    let mut house: House<MemoryStorage> = House::new(5);
    let mikel = house.member(Role::Volunteer);
    let mut member = Member::of(&mut house, Role::Volunteer);
    house.sync(mikel);
    let owner = house.world.phones[0].device().clone();
    owner.remove_member(house.space, member.ord).unwrap();
    house.sync(0);
    // Mikel has no network, and meets the owner: the removal is told, not the log.
    let before = house.world.phones[mikel].look(|read, sp| Ok(read.space(sp)?.cursor.seq));
    let [_, told] = house.meet(0, mikel);
    assert!(told.records > 0, "{told:?}");
    let note = house.note(mikel, "Sans la tablette");
    let (ended, _) = member.meets(&house, mikel);
    assert_eq!(ended.unwrap(), Exchanged::default());
    let after = house.world.phones[mikel].look(|read, sp| Ok(read.space(sp)?.cursor.seq));
    assert_eq!(before, after, "hearsay moves no log");
    let waits = house.world.phones[mikel].look(|read, sp| read.newest_epoch(sp));
    assert_eq!(waits, Some(Some(1)), "and hands out no key");
    // The log says the same, and everything goes on.
    house.sync(mikel);
    house.sync(0);
    assert_eq!(
        house.shown(0, &note, "title").as_deref(),
        Some("Sans la tablette")
    );
}

#[test]
fn made_up_records_are_not_heard() {
    let mut house: House<MemoryStorage> = House::new(6);
    let mut member = Member::of(&mut house, Role::Volunteer);
    let body = Body::Retire;
    let record = Record {
        previous: Some(member.head),
        ord: 0,
        body,
    };
    let forged = SignedRecord::sign(record.clone(), &member.key);
    let mine = SignedRecord::sign(
        Record {
            ord: member.ord,
            ..record
        },
        &member.key,
    );
    let told = |record| Told {
        seq: u64::MAX,
        t_ms: u64::MAX,
        record,
    };
    member.tells = vec![told(forged), told(mine)];
    assert_eq!(member.meets(&house, 0).0.unwrap().records, 0);
    let owner = house.world.phones[0].device().clone();
    assert_eq!(owner.members(house.space).unwrap().0.len(), 2);
}

#[test]
fn whoever_never_ends_is_left_at_a_bound() {
    let mut house: House<MemoryStorage> = House::new(7);
    let mut member = Member::of(&mut house, Role::Volunteer);
    let first = member.next(&[item(1, OBJECT)]);
    member.gives = vec![vec![carried(&first); 64]];
    member.endless = true;
    let (ended, _) = member.meets(&house, 0);
    assert!(
        matches!(ended, Err(MeetingError::Pipe(PipeError::TooMuch))),
        "{ended:?}"
    );
    assert_eq!(
        (heads(&house, 0).len(), carries(&house, 0)),
        (1, 1),
        "what was good stays"
    );
    house.sync(0);
    assert_eq!(carries(&house, 0), 0);
}

/// The two ends of a pipe after the handshake, and the phone's meeting.
fn greeted(house: &House<MemoryStorage>, key: &SigningKey) -> (Pipe, Meeting, Vec<Vec<u8>>) {
    let mut random = ChaCha20Rng::seed_from_u64(10);
    let device = house.world.phones[0].device().clone();
    let mut shelf = Shelf::of(&device);
    let mut pipe = Pipe::new(Side::Initiator, key, &SECRET, &mut random).unwrap();
    let mut ours = device.meeting(Side::Responder, &SECRET).unwrap();
    let mut sent = vec![pipe.begin().unwrap()];
    let second = ours.hear(&sent[0], &mut shelf).unwrap();
    let (third, _) = pipe.hear(&second).unwrap();
    sent.push(third.clone());
    let hello = ours.hear(&third, &mut shelf).unwrap();
    pipe.hear(&hello).unwrap();
    (pipe, ours, sent)
}

#[test]
fn a_recording_opens_nothing_and_a_changed_piece_ends_the_pipe() {
    let mut house: House<MemoryStorage> = House::new(8);
    let member = Member::of(&mut house, Role::Volunteer);
    let (mut pipe, mut ours, recorded) = greeted(&house, &member.key);
    let device = house.world.phones[0].device().clone();
    let mut shelf = Shelf::of(&device);
    // The recording again, to a phone that shows the same code.
    let mut replayed = device.meeting(Side::Responder, &SECRET).unwrap();
    replayed.hear(&recorded[0], &mut shelf).unwrap();
    let ended = replayed.hear(&recorded[1], &mut shelf);
    assert!(
        matches!(ended, Err(MeetingError::Pipe(PipeError::Stranger))),
        "{ended:?}"
    );
    // Another code: not a word.
    let mut other = device.meeting(Side::Responder, &[8; 16]).unwrap();
    let ended = other.hear(&recorded[0], &mut shelf);
    assert!(
        matches!(ended, Err(MeetingError::Pipe(PipeError::Stranger))),
        "{ended:?}"
    );
    // The same piece twice.
    let piece = pipe
        .say(
            &Message::Hello {
                features: 0,
                tags: Vec::new(),
            }
            .write(),
        )
        .unwrap();
    ours.hear(&piece, &mut shelf).unwrap();
    let ended = ours.hear(&piece, &mut shelf);
    assert!(
        matches!(ended, Err(MeetingError::Pipe(PipeError::Broken))),
        "{ended:?}"
    );
}

#[test]
fn a_message_that_is_too_long_ends_the_meeting() {
    let mut house: House<MemoryStorage> = House::new(9);
    let member = Member::of(&mut house, Role::Volunteer);
    let (mut pipe, mut ours, _) = greeted(&house, &member.key);
    let device = house.world.phones[0].device().clone();
    let long = pipe.say(&vec![0; limits::MESSAGE + 1]).unwrap();
    let ended = ours.hear(&long, &mut Shelf::of(&device));
    assert!(
        matches!(ended, Err(MeetingError::Pipe(PipeError::TooMuch))),
        "{ended:?}"
    );
}

#[test]
fn a_copy_of_a_phone_is_told_apart() {
    let mut house: House<MemoryStorage> = House::new(10);
    let twin = house.world.clone_phone(0);
    let (one, two) = house.world.meet(0, twin, None);
    assert!(matches!(one, Err(MeetingError::Pipe(PipeError::Oneself))));
    assert!(two.is_ok_and(|end| end.exchanged().is_empty()));
}

fn message() -> impl Strategy<Value = Message> {
    let space = || 0usize..20;
    prop_oneof![
        prop::collection::vec(any::<[u8; 16]>(), 0..20).prop_map(|tags| Message::Hello { features: 0, tags }),
        space().prop_map(|space| Message::Members {
            space,
            head: RecordId([1; 32])
        }),
        (space(), any::<bool>()).prop_map(|(space, more)| Message::Records {
            space,
            records: Vec::new(),
            more
        }),
        (space(), any::<bool>()).prop_map(|(space, some)| Message::Chains {
            space,
            chains: some.then(Vec::new)
        }),
        (space(), any::<bool>()).prop_map(|(space, more)| Message::Envelopes {
            space,
            envelopes: Vec::new(),
            more
        }),
        (space(), any::<u64>()).prop_map(|(space, taken)| Message::Taken { space, taken }),
        Just(Message::End),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever a member says, in whatever order: the phone stands, and its house is as it was.
    #[test]
    fn messages_out_of_turn_do_no_harm(said in prop::collection::vec(message(), 1..12), noise in any::<[u8; 40]>()) {
        let mut house: House<MemoryStorage> = House::new(11);
        let note = house.note(0, "Entre nous");
        let member = Member::of(&mut house, Role::Volunteer);
        let (mut pipe, mut ours, _) = greeted(&house, &member.key);
        let device = house.world.phones[0].device().clone();
        let mut shelf = Shelf::of(&device);
        for message in &said {
            let Ok(bytes) = pipe.say(&message.write()) else { break };
            if ours.hear(&bytes, &mut shelf).is_err() {
                break;
            }
        }
        let _ = pipe.say(&noise).map(|bytes| ours.hear(&bytes, &mut shelf).map(drop));
        prop_assert_eq!(house.shown(0, &note, "title"), Some("Entre nous".to_owned()));
        prop_assert_eq!(carries(&house, 0), 0);
    }

    /// Law 6, equivocation along two paths: a member says two things in one place of its chain, each to another phone; the
    /// phones meet, and sync in any order; or the member tells the relay a third. All converge on what was logged.
    #[test]
    fn of_two_contents_for_one_place_the_logged_one_wins(
        first in 0usize..3,
        meets in any::<bool>(),
        third in any::<bool>(),
        follows in any::<bool>(),
    ) {
        let mut house: House<MemoryStorage> = House::new(12);
        let phones = [0, house.member(Role::Volunteer), house.member(Role::Volunteer)];
        let mut member = Member::of(&mut house, Role::Volunteer);
        for phone in phones {
            house.sync(phone);
        }
        let told: Vec<Signed> = (1..=3)
            .map(|n| member.signed_as(member.ord, 1, Short([0; 16]), &[item(n, OBJECT)]))
            .collect();
        // Each phone but the last hears another story, and what goes on from it.
        for (n, phone) in [(0, 1), (1, 2)] {
            let mut story = vec![carried(&told[n])];
            if follows && n == 0 {
                let next = item(10 + n as u8, OBJECT);
                story.push(carried(&member.signed_as(member.ord, 2, told[n].content_id.short(), &[next])));
            }
            member.gives = vec![story];
            let came = member.meets(&house, phone).0.unwrap();
            prop_assert_eq!(came.taken, 1 + u64::from(follows && n == 0));
        }
        if meets {
            let [one, two] = house.meet(1, 2);
            prop_assert_eq!((one.taken, two.taken), (0, 0));
            prop_assert_eq!(two.forked, u64::from(follows), "what goes on from another story");
        }
        if third {
            let (key, now) = (house.world.phones[0].look(|read, sp| read.epoch_key(sp, 1)), house.world.wall());
            let key = key.flatten().unwrap();
            let frame = told[2].seal(&house.space, 1, &key, &mut ChaCha20Rng::seed_from_u64(3)).unwrap();
            push(&house.world.relay, &house.space, &frame, now).unwrap();
        }
        for phone in (0..3).map(|n| phones[(first + n) % 3]).chain(phones).chain(phones) {
            house.sync(phone);
        }
        let expected = match (third, first) {
            (true, _) => 2,
            (false, 2) => 1,
            (false, _) => 0,
        };
        let mut logged = BTreeSet::from([hash(&item(expected as u8 + 1, OBJECT))]);
        if follows && !third && expected == 0 {
            logged.insert(hash(&item(10 + expected as u8, OBJECT)));
        }
        for phone in phones {
            prop_assert_eq!(heads(&house, phone), logged.clone(), "phone {}", phone);
            prop_assert_eq!(carries(&house, phone), 0);
            let space = &house.world.phones[phone].device().private_spaces().unwrap()[0];
            prop_assert_eq!((space.quarantined, space.sealed), (0, 0));
        }
    }
}
