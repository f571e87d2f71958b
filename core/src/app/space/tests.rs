//! Keys and time in a house without sockets: epochs that are due, whose time is over, and keys that do not fit. Each device
//! has a clock of its own, ten years off.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use ekin_protocol::limits;
use ekin_protocol::membership::{Checkpoint, Epoch, MembershipError, Remove};

use super::*;
use crate::app::command::writable;
use crate::app::document::Kind;
use crate::app::house::{House, NOW, Phone};
use crate::domain::language::LanguageTag;
use crate::storage::MemberRecord;

const HOUR: i64 = 3_600_000;
const DAY: i64 = 24 * HOUR;
const TEN_YEARS: i64 = 3_653 * DAY;

fn clock_off(by: i64) -> Arc<AtomicI64> {
    Arc::new(AtomicI64::new(NOW + by))
}

fn note(house: &House, on: &Phone, title: &str) -> Result<(), AppError> {
    let fields = [format!("title={title}")];
    let made = on
        .device
        .new_document(house.space, Kind::Note, &fields, LanguageTag::FR);
    made.map(drop)
}

fn stands(house: &House, on: &Phone) -> PrivateSpace {
    let spaces = on.device.private_spaces().unwrap();
    spaces.into_iter().find(|one| one.space == house.space).unwrap()
}

fn begun(record: Option<Result<Body, MembershipError>>) -> Option<(u32, Vec<u32>)> {
    match record? {
        Ok(Body::Epoch(Epoch { n, grants, prev })) => {
            assert!(prev.is_some());
            Some((n, grants.iter().map(|(ord, _)| *ord).collect()))
        }
        // With an epoch of ninety days the history ends too.
        Ok(Body::Checkpoint(Checkpoint {
            epoch: Epoch { n, grants, prev },
            ..
        })) => {
            assert!(prev.is_none());
            Some((n, grants.iter().map(|(ord, _)| *ord).collect()))
        }
        other => panic!("{other:?}"),
    }
}

fn waiting(house: &House, on: &Phone) -> usize {
    let (_, waiting) = on.device.members(house.space).unwrap();
    waiting.iter().filter(|change| change.refused.is_none()).count()
}

#[test]
fn the_first_of_the_staff_makes_the_epoch_that_is_due_whatever_the_clocks_say() {
    let mut house = House::new();
    let org = OrgId([5; 16]);
    let end = (NOW + HOUR) as u64;
    let ahead = house.stranger_until(Role::Educator, org, None, clock_off(TEN_YEARS));
    house.grant(&ahead, 1);
    let behind = house.stranger_until(Role::Volunteer, org, Some(end), clock_off(-TEN_YEARS));
    house.grant(&behind, 2);
    let reader = house.stranger_until(Role::Reader, org, None, clock_off(TEN_YEARS));
    house.grant(&reader, 3);
    for phone in [&ahead, &behind, &reader] {
        house.sync(phone);
        house.tell_time(phone);
    }
    assert!(
        house.record(&ahead).is_none(),
        "its own clock is far past the end, the relay's is not"
    );
    note(&house, &behind, "à l’heure").unwrap();

    house.clock.fetch_add(2 * HOUR, Ordering::SeqCst);
    house.tell_time(&reader);
    assert!(house.record(&reader).is_none(), "a reader makes no epoch");
    house.tell_time(&ahead);
    assert_eq!(begun(house.record(&ahead)), Some((2, vec![0, 1, 3])));
    house.fold(&ahead);
    house.tell_time(&ahead);
    assert!(house.record(&ahead).is_none(), "once");
    assert_eq!(waiting(&house, &ahead), 0);

    // Whose time is over neither opens the new key nor begins anything, though its own clock is ten years behind.
    house.fold(&behind);
    house.tell_time(&behind);
    assert!(matches!(
        note(&house, &behind, "trop tard"),
        Err(AppError::TimeOver)
    ));
    let newest = behind.device.store().read(|read| {
        let sp = read.find_space(&house.space)?.unwrap();
        read.newest_epoch(sp)
    });
    assert_eq!(newest.unwrap(), Some(1));

    // Ninety days later another is due, and no day sooner.
    house
        .clock
        .fetch_add(limits::EPOCH_MS as i64 - HOUR, Ordering::SeqCst);
    house.tell_time(&ahead);
    assert!(house.record(&ahead).is_none());
    house.clock.fetch_add(2 * HOUR, Ordering::SeqCst);
    house.tell_time(&ahead);
    assert_eq!(begun(house.record(&ahead)), Some((3, vec![0, 1, 3])));
}

#[test]
fn two_of_the_staff_make_the_epoch_that_is_due_and_one_of_them_counts() {
    let mut house = House::new();
    let org = OrgId([5; 16]);
    let one = house.member(Role::Educator, org);
    let other = house.member(Role::Moderator, org);
    house.fold(&one);
    house.clock.fetch_add(100 * DAY, Ordering::SeqCst);
    for phone in [&one, &other] {
        house.tell_time(phone);
        assert_eq!(
            waiting(&house, phone),
            2,
            "a checkpoint, and an epoch should none be possible"
        );
    }
    assert!(begun(house.record(&one)).is_some());
    house.fold(&other);
    assert!(
        house.record(&other).is_none(),
        "void meanwhile, and nothing to tell anybody"
    );
    assert_eq!(waiting(&house, &other), 0);
}

#[test]
fn a_removal_whose_key_names_one_whose_time_ends_on_the_way_is_made_again() {
    let mut house = House::new();
    let org = OrgId([5; 16]);
    let end = (NOW + HOUR) as u64;
    let volunteer = house.stranger_until(Role::Volunteer, org, Some(end), clock_off(0));
    house.grant(&volunteer, 1);
    let gone = house.member(Role::Educator, org);
    let owner = house.owner.device.clone();
    owner.remove_member(house.space, 2).unwrap();
    let owners = Phone::beside(&house.owner, owner);
    house.tell_time(&owners);
    // The relay's time goes on after it was told.
    house.clock.fetch_add(2 * HOUR, Ordering::SeqCst);
    assert_eq!(house.record(&owners), Some(Err(MembershipError::Epoch)));
    house.tell_time(&owners);
    match house.record(&owners) {
        Some(Ok(Body::Remove(Remove {
            ord: 2,
            epoch: Some(epoch),
        }))) => {
            assert_eq!(epoch.grants.iter().map(|(ord, _)| *ord).collect::<Vec<_>>(), [0]);
        }
        other => panic!("{other:?}"),
    }
    house.fold(&gone);
    assert!(matches!(note(&house, &gone, "non"), Err(AppError::NotAMember)));
}

#[test]
fn a_grant_that_does_not_open_is_said_and_the_next_epoch_mends_it() {
    let mut house = House::new();
    let stranger = house.stranger(Role::Educator, OrgId([5; 16]));
    let other = Phone::unknown(&house, 77);
    // Sealed to another device than the member that it names.
    house.grant(&other, 1);
    house.sync(&stranger);
    note(&house, &house.owner, "Sortie").unwrap();
    house.sync_owner();
    house.sync(&stranger);
    let shown = stands(&house, &stranger);
    assert!(shown.misfit);
    assert_eq!((shown.sealed, shown.quarantined), (1, 0), "kept, not thrown away");
    mend(&mut house, &stranger);
    let titles = stranger.device.documents(house.space, None, None, 9).unwrap();
    assert_eq!(titles[0].title, "Sortie");
}

#[test]
fn a_key_that_only_this_device_was_given_is_found_out_by_the_next_epoch() {
    let mut house = House::new();
    let stranger = house.stranger(Role::Educator, OrgId([5; 16]));
    house.grant_key(&stranger, 1, &EpochKey::new([0x66; 32]));
    house.sync(&stranger);
    note(&house, &house.owner, "Sortie").unwrap();
    house.sync_owner();
    house.sync(&stranger);
    assert_eq!(
        stands(&house, &stranger).quarantined,
        1,
        "it does not open with that key"
    );
    mend(&mut house, &stranger);
    assert_eq!(
        stranger
            .device
            .documents(house.space, None, None, 9)
            .unwrap()
            .len(),
        1
    );

    // From the second epoch on such a key is found out at once: it does not open the one before it.
    let second = house.stranger(Role::Educator, OrgId([5; 16]));
    house.grant_key(&second, 2, &EpochKey::new([0x66; 32]));
    house.sync(&second);
    assert!(stands(&house, &second).misfit);
    mend(&mut house, &second);
}

/// Whoever governs gives a new key, and everything is open and counts.
fn mend(house: &mut House, stranger: &Phone) {
    let owner = house.owner.device.clone();
    owner.renew_key(house.space).unwrap();
    let owners = Phone::beside(&house.owner, owner);
    let n = house.epoch();
    let (made, _) = begun(house.record(&owners)).unwrap();
    assert_eq!(made, n + 1);
    house.sync(stranger);
    let shown = stands(house, stranger);
    assert!(!shown.misfit);
    assert_eq!((shown.sealed, shown.quarantined), (0, 0));
}

#[test]
fn time_for_a_space_is_the_relay_s_word_and_what_has_passed_by_a_clock_that_nobody_sets() {
    use crate::app::relay_time::{about, at_least, hear};
    use crate::app::surroundings::{Surroundings, Uptime};
    use rand_core::SeedableRng;

    let house = House::new();
    let up = Arc::new(AtomicI64::new(1_000));
    let boot = Arc::new(AtomicI64::new(1));
    let wall = clock_off(-TEN_YEARS);
    let (told_up, told_boot, told_wall) = (up.clone(), boot.clone(), wall.clone());
    let around = Surroundings::new(
        Arc::new(move || told_wall.load(Ordering::SeqCst)),
        rand_chacha::ChaCha20Rng::from_seed([1; 32]),
    )
    .with_uptime(move || Uptime {
        boot: [u8::try_from(told_boot.load(Ordering::SeqCst)).unwrap(); 16],
        ms: u64::try_from(told_up.load(Ordering::SeqCst)).unwrap(),
    });
    let told = NOW as u64 + 5 * DAY as u64;
    house
        .owner
        .device
        .store()
        .write(|tx| {
            let sp = tx.find_space(&house.space)?.unwrap();
            let now = |tx: &crate::storage::Tx<'_>| at_least(tx, sp, &around).unwrap().unwrap();
            hear(tx, sp, told, &around)?;
            assert_eq!(now(tx), told);
            up.fetch_add(HOUR, Ordering::SeqCst);
            assert_eq!(now(tx), told + HOUR as u64);
            assert_eq!(about(tx, sp, &around)?, told + HOUR as u64);
            // A relay whose clock goes back takes nothing back.
            hear(tx, sp, told - DAY as u64, &around)?;
            assert_eq!(now(tx), told + HOUR as u64);
            // The machine was started anew: at least what the relay said is past; for a draft the own clock is believed within reason.
            boot.store(2, Ordering::SeqCst);
            up.store(5, Ordering::SeqCst);
            assert_eq!(now(tx), told);
            assert_eq!(about(tx, sp, &around)?, told, "the own clock is behind");
            wall.store(NOW + TEN_YEARS, Ordering::SeqCst);
            assert_eq!(
                about(tx, sp, &around)?,
                told + 400 * DAY as u64,
                "and now far ahead"
            );
            wall.store(NOW + 30 * DAY, Ordering::SeqCst);
            assert_eq!(about(tx, sp, &around)?, (NOW + 30 * DAY) as u64);
            assert_eq!(now(tx), told, "no verdict rests on it");
            Ok::<_, AppError>(())
        })
        .unwrap();
    let read = house
        .owner
        .device
        .store()
        .read(|read| writable(read, house.space, &around).map(drop));
    read.unwrap();
}

#[test]
fn a_device_that_is_out_of_touch_locks_and_keeps_what_it_has_not_sent() {
    let mut house = House::new();
    let mikel = house.member(Role::Educator, OrgId([5; 16]));
    house.tell_time(&mikel);
    note(&house, &mikel, "Gaua").unwrap();
    let (space, clock) = (house.space, house.clock.clone());
    let notes = |on: &Phone| on.device.documents(space, Some(Kind::Note), None, 9);
    clock.fetch_add(29 * DAY, Ordering::SeqCst);
    let mikel = mikel.restart();
    assert_eq!(notes(&mikel).unwrap().len(), 1);
    clock.fetch_add(2 * DAY, Ordering::SeqCst);
    let mikel = mikel.restart();
    let stood = stands(&house, &mikel);
    assert!(stood.is_locked && stood.out.pending == 1);
    assert!(matches!(notes(&mikel), Err(AppError::Locked { .. })));
    assert!(matches!(
        note(&house, &mikel, "Goiza"),
        Err(AppError::Locked { .. })
    ));

    // The relay is heard: it opens, and what waited goes.
    house.tell_time(&mikel);
    assert!(!stands(&house, &mikel).is_locked);
    assert_eq!(notes(&mikel).unwrap().len(), 1);
    house.sync(&mikel);
    house.sync_owner();
    assert_eq!(notes(&house.owner).unwrap().len(), 1);

    // A clock that somebody sets while the machine runs locks nobody out.
    clock.fetch_add(TEN_YEARS, Ordering::SeqCst);
    mikel.device.lock_out_of_touch().unwrap();
    assert!(!stands(&house, &mikel).is_locked);
}

#[test]
fn a_membership_is_folded_once_and_again_where_one_of_its_records_is_another() {
    let mut house = House::new();
    let phone = house.member(Role::Educator, OrgId([5; 16]));
    house.sync(&phone);
    let store = phone.device.store();
    let sp = store.read(|read| read.find_space(&house.space)).unwrap().unwrap();
    let asked = || store.read(|read| read.membership(sp)).unwrap().unwrap();
    let first = asked();
    assert!(Arc::ptr_eq(&first, &asked()), "asked twice, folded once");

    let records = store.read(|read| read.member_records(sp)).unwrap();
    assert!(records.len() > 1);
    let mut seen = None;
    let undone = store.write::<(), AppError>(|tx| {
        tx.replace_member_records(sp, &records[..1])?;
        seen = tx.membership(sp)?.map(|members| members.head);
        Err(AppError::NotAMember)
    });
    assert!(undone.is_err());
    assert_eq!(seen, Some(records[0].record.id()), "a transaction sees its own");
    assert_eq!(asked().head, first.head, "which is gone with it");

    let elsewhere: Vec<_> = records
        .iter()
        .map(|record| MemberRecord {
            seq: record.seq.map(|seq| seq + 7),
            ..record.clone()
        })
        .collect();
    let moved = store.write(|tx| tx.replace_member_records(sp, &elsewhere));
    moved.unwrap();
    assert_eq!(
        asked().head_seq,
        first.head_seq + 7,
        "the same records at other places"
    );
}
