use ekin_protocol::id::OrgId;
use ekin_protocol::membership::Role;

use super::*;
use crate::app::document::Kind;
use crate::app::house::{House, Phone};
use crate::domain::heads::{Missing, Tally};
use crate::domain::language::LanguageTag;

const OTHERS: OrgId = OrgId([5; 16]);

fn owned(fields: &[&str]) -> Vec<String> {
    fields.iter().map(|field| (*field).to_owned()).collect()
}

/// An outing with these residents, who have profiles.
fn outing(house: &mut House, names: &[&str]) {
    let device = &house.owner.device;
    let mut plan = owned(&[
        "title=Museum",
        "start=2026-12-05T14:00",
        "legs.a.what=departure",
        "legs.b.what=return",
    ]);
    for (n, name) in names.iter().enumerate() {
        let person = PersonId([n as u8 + 1; 16]);
        let fields = owned(&[&format!("person={person}"), &format!("name={name}")]);
        device
            .new_document(house.space, Kind::Profile, &fields, LanguageTag::FR)
            .unwrap();
        plan.push(format!("roster.{person}=-"));
    }
    device
        .new_document(house.space, Kind::Outing, &plan, LanguageTag::FR)
        .unwrap();
    house.sync_owner();
}

fn check(house: &House, phone: &Phone, leg: Option<&str>, people: &[&str], seen: Seen) {
    let new = NewCheck {
        leg: leg.map(ToOwned::to_owned),
        people: owned(people),
        seen,
        with: None,
        place: Some("car park".into()),
    };
    phone.device.check_heads(house.space, None, &new).unwrap();
}

fn heads(house: &House, phone: &Phone) -> HeadsShown {
    phone.device.heads(house.space, None, Some("a")).unwrap()
}

fn person(n: u8) -> PersonId {
    PersonId([n; 16])
}

#[test]
fn two_phones_that_never_met_count_together_once_they_sync() {
    let mut house = House::new();
    outing(&mut house, &["Joseph", "Maialen", "Colette"]);
    let ane = house.member(Role::Educator, OTHERS);
    check(&house, &house.owner, Some("a"), &["joseph"], Seen::Present);
    check(&house, &ane, Some("a"), &["Maialen"], Seen::Present);
    let mine = heads(&house, &house.owner);
    assert_eq!(
        mine.heads.all,
        Tally {
            expected: 3,
            present: 1
        }
    );
    house.sync(&ane);
    house.sync_owner();
    house.fold(&ane);
    for phone in [&house.owner, &ane] {
        let all = heads(&house, phone);
        assert_eq!(all.heads.missing, [(person(3), Missing::NotSeen)]);
        assert_eq!(all.names[&person(3)], "Colette");
        assert_eq!(all.last.len(), 2);
        assert_eq!(all.places[&person(1)].place, "car park");
    }
    assert_eq!(
        house
            .owner
            .device
            .heads(house.space, None, Some("b"))
            .unwrap()
            .heads
            .all,
        Tally {
            expected: 3,
            present: 0
        }
    );
}

#[test]
fn a_wrong_count_is_a_dispute_until_whoever_was_wrong_looks_again() {
    let mut house = House::new();
    outing(&mut house, &["Joseph"]);
    let ane = house.member(Role::Educator, OTHERS);
    check(&house, &house.owner, Some("a"), &["Joseph"], Seen::Absent);
    check(&house, &ane, Some("a"), &["Joseph"], Seen::Present);
    house.sync(&ane);
    house.sync_owner();
    assert_eq!(
        heads(&house, &house.owner).heads.missing,
        [(person(1), Missing::Disputed)]
    );
    check(&house, &house.owner, Some("a"), &["Joseph"], Seen::Present);
    assert!(heads(&house, &house.owner).heads.nobody_is_missing());
}

#[test]
fn who_gave_notice_is_not_expected_and_people_without_a_name_count() {
    let mut house = House::new();
    outing(&mut house, &["Joseph", "Maialen"]);
    check(&house, &house.owner, None, &["Maialen"], Seen::Excused);
    check(&house, &house.owner, Some("a"), &["Joseph"], Seen::Present);
    house
        .owner
        .device
        .count_unnamed(house.space, None, "a", 2)
        .unwrap();
    house
        .owner
        .device
        .count_unnamed(house.space, None, "a", 1)
        .unwrap();
    let all = heads(&house, &house.owner).heads;
    assert!(all.nobody_is_missing());
    assert_eq!((all.unnamed, all.there(), all.guests.len()), (1, 2, 0));
}

#[test]
fn a_leg_and_a_person_that_nobody_knows_are_said() {
    let mut house = House::new();
    outing(&mut house, &["Joseph"]);
    let device = &house.owner.device;
    let error = device.heads(house.space, None, Some("lunch")).unwrap_err();
    assert!(matches!(error, AppError::NoLeg { names, .. } if names == ["a (departure)", "b (return)"]));
    let new = NewCheck {
        leg: Some("a".into()),
        people: vec!["Nobody".into()],
        seen: Seen::Present,
        with: None,
        place: None,
    };
    assert!(matches!(
        device.check_heads(house.space, None, &new),
        Err(AppError::NoPerson { .. })
    ));
}

#[test]
fn a_count_taken_back_leaves_a_person_to_look_for_and_what_others_said() {
    let mut house = House::new();
    outing(&mut house, &["Amaia", "Bixente"]);
    let owner = house.owner.clone();
    check(&house, &owner, Some("a"), &["Amaia", "Bixente"], Seen::Present);
    let taken = owner
        .device
        .take_back_check(house.space, None, Some("a"), "Amaia");
    taken.unwrap();
    let heads = heads(&house, &owner).heads;
    assert_eq!(heads.missing, [(person(1), Missing::NotSeen)]);
    assert_eq!(
        heads.all,
        Tally {
            expected: 2,
            present: 1
        }
    );
    // Counted once more, it stands again.
    check(&house, &owner, Some("a"), &["Amaia"], Seen::Present);
    assert!(self::heads(&house, &owner).heads.nobody_is_missing());
    let never = owner
        .device
        .take_back_check(house.space, None, Some("b"), "Amaia");
    assert!(matches!(never, Err(AppError::NothingToUndo)));
}

#[test]
fn a_moment_is_named_by_its_row_or_by_what_it_is_and_both_are_one() {
    let mut house = House::new();
    outing(&mut house, &["Joseph", "Maite"]);
    check(
        &house,
        &house.owner,
        Some("departure"),
        &["Joseph"],
        Seen::Present,
    );
    check(&house, &house.owner, Some("a"), &["Maite"], Seen::Present);
    let device = &house.owner.device;
    for leg in ["a", "departure", " departure "] {
        let shown = device.heads(house.space, None, Some(leg)).unwrap();
        assert!(shown.heads.nobody_is_missing(), "{leg}: {shown:?}");
        assert_eq!(shown.leg.as_deref(), Some("a"));
    }
    match device.heads(house.space, None, Some("lunch")) {
        Err(AppError::NoLeg { names, .. }) => assert_eq!(names, ["a (departure)", "b (return)"]),
        other => panic!("{other:?}"),
    }
}
