use ekin_protocol::id::OrgId;
use ekin_protocol::membership::Role;

use super::*;
use crate::app::document::Kind;
use crate::app::house::{House, Phone};
use crate::app::outing::heads::NewCheck;
use crate::domain::heads::Seen;
use crate::domain::language::LanguageTag;

const OTHERS: OrgId = OrgId([5; 16]);
const JOSEPH: PersonId = PersonId([1; 16]);
const MAIALEN: PersonId = PersonId([2; 16]);
const ANE: PersonId = PersonId([3; 16]);

fn owned(fields: &[&str]) -> Vec<String> {
    fields.iter().map(|field| (*field).to_owned()).collect()
}

/// An outing with two people in a group, one in none, and an educator.
fn outing(house: &mut House) {
    let device = &house.owner.device;
    for (person, name) in [(JOSEPH, "Joseph"), (MAIALEN, "Maialen"), (ANE, "Ane")] {
        let fields = owned(&[&format!("person={person}"), &format!("name={name}")]);
        device
            .new_document(house.space, Kind::Profile, &fields, LanguageTag::FR)
            .unwrap();
    }
    let plan = owned(&[
        "title=Museum",
        "start=2026-12-05T14:00",
        "legs.a.what=departure",
        "groups.b.name=Bleus",
        "groups.v.name=Verts",
        &format!("roster.{JOSEPH}=b"),
        &format!("roster.{MAIALEN}=-"),
    ]);
    device
        .new_document(house.space, Kind::Outing, &plan, LanguageTag::FR)
        .unwrap();
    house.sync_owner();
}

fn group(to: Ord) -> NewHandover {
    NewHandover {
        leg: Some("a".into()),
        group: Some("bleus".into()),
        with: Some("Ane".into()),
        to,
        ..NewHandover::default()
    }
}

fn one(house: &House, phone: &Phone) -> HandoverShown {
    let mut all = phone.device.handovers(house.space, None).unwrap();
    assert_eq!(all.len(), 1);
    all.remove(0)
}

#[test]
fn a_group_changes_hands_once_both_have_signed() {
    let mut house = House::new();
    outing(&mut house);
    let ane = house.member(Role::Educator, OTHERS);
    let here = NewCheck {
        leg: Some("a".into()),
        people: owned(&["Joseph", "Maialen"]),
        seen: Seen::Present,
        with: None,
        place: None,
    };
    house.owner.device.check_heads(house.space, None, &here).unwrap();
    let hand = || {
        house
            .owner
            .device
            .hand_over(house.space, None, &group(1))
            .unwrap()
    };
    assert_eq!(hand(), hand(), "said twice it is one");
    house.sync_owner();
    house.fold(&ane);
    let offered = one(&house, &ane);
    assert_eq!((offered.state, &offered.people), (State::Offered, &vec![JOSEPH]));
    assert_eq!(offered.group.as_deref(), Some("Bleus"));
    let heads = |phone: &Phone| phone.device.heads(house.space, None, Some("a")).unwrap();
    assert!(
        heads(&ane).heads.with.is_empty(),
        "nobody is with Ane before she has signed"
    );
    let taken = ane.device.answer_handover(house.space, None, None, true).unwrap();
    assert_eq!(taken.state, State::Signed);
    assert!(taken.pending);
    house.sync(&ane);
    house.sync_owner();
    for phone in [&ane, &house.owner] {
        let signed = one(&house, phone);
        assert_eq!((signed.state, signed.pending), (State::Signed, false));
        let heads = phone.device.heads(house.space, None, Some("a")).unwrap();
        assert_eq!(heads.heads.with.into_iter().collect::<Vec<_>>(), [(JOSEPH, ANE)]);
    }
}

#[test]
fn nobody_answers_for_another_and_a_no_leaves_the_group_where_it_was() {
    let mut house = House::new();
    outing(&mut house);
    let ane = house.member(Role::Educator, OTHERS);
    let mikel = house.member(Role::Educator, OTHERS);
    let id = house
        .owner
        .device
        .hand_over(house.space, None, &group(1))
        .unwrap();
    house.sync_owner();
    house.fold(&ane);
    house.fold(&mikel);
    let answer = |phone: &Phone, id: Option<&str>| phone.device.answer_handover(house.space, None, id, true);
    assert!(matches!(
        answer(&mikel, None),
        Err(AppError::Outing(OutingError::NothingHanded))
    ));
    assert!(matches!(
        answer(&mikel, Some(&id.to_string()[..6])),
        Err(AppError::Outing(OutingError::OthersHandover))
    ));
    let refused = ane
        .device
        .answer_handover(house.space, None, None, false)
        .unwrap();
    assert_eq!(refused.state, State::Refused);
    house.sync(&ane);
    house.sync_owner();
    assert_eq!(one(&house, &house.owner).state, State::Refused);
}

#[test]
fn a_group_goes_to_another_educator_and_somebody_is_in_it() {
    let mut house = House::new();
    outing(&mut house);
    let volunteer = house.member(Role::Volunteer, OTHERS);
    let hand = |new: NewHandover| house.owner.device.hand_over(house.space, None, &new);
    assert!(matches!(
        hand(group(0)),
        Err(AppError::Outing(OutingError::NotTo { ord: 0 }))
    ));
    assert!(matches!(
        hand(group(1)),
        Err(AppError::Outing(OutingError::NotTo { ord: 1 }))
    ));
    assert!(matches!(
        volunteer.device.hand_over(house.space, None, &group(0)),
        Err(AppError::NotAllowed)
    ));
    house.member(Role::Educator, OTHERS);
    house.sync_owner();
    let hand = |new: NewHandover| house.owner.device.hand_over(house.space, None, &new);
    let other = |group: &str| NewHandover {
        group: Some(group.to_owned()),
        to: 2,
        ..NewHandover::default()
    };
    assert!(matches!(
        hand(other("verts")),
        Err(AppError::Outing(OutingError::Nobody))
    ));
    let unknown = hand(other("rouges"));
    assert!(
        matches!(unknown, Err(AppError::Outing(OutingError::NoRow { names, .. })) if names == ["Bleus", "Verts"])
    );
    hand(other("Bleus")).unwrap();
}
