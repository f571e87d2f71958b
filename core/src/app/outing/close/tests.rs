use std::sync::atomic::Ordering;

use ekin_protocol::id::OrgId;
use ekin_protocol::membership::{Body, Role};

use super::*;
use crate::app::house::{House, NOW, Phone};
use crate::app::outing::heads::NewCheck;
use crate::app::outing::seats::NewClaim;
use crate::app::space::NewPrivateSpace;
use crate::domain::outing::ending::ALONE_MS;
use crate::domain::seats::Said;

const OTHERS: OrgId = OrgId([5; 16]);
const DAY_MS: i64 = 86_400_000;
const PEOPLE: [(&str, PersonId); 3] = [
    ("Joseph", PersonId([1; 16])),
    ("Maialen", PersonId([2; 16])),
    ("Colette", PersonId([3; 16])),
];

fn owned(fields: &[&str]) -> Vec<String> {
    fields.iter().map(|field| (*field).to_owned()).collect()
}

/// A house of a device's own that knows everybody.
fn home(phone: &Phone) -> SpaceId {
    let new = NewPrivateSpace {
        kind: SpaceKind::Home,
        name: "Etxe Alaia".into(),
        relays: vec!["http://relay.test".into()],
        creation_code: None,
    };
    let home = phone.device.create_space(&new).unwrap().space;
    for (name, person) in PEOPLE {
        let fields = owned(&[&format!("person={person}"), &format!("name={name}")]);
        phone
            .device
            .new_document(home, Kind::Profile, &fields, LanguageTag::FR)
            .unwrap();
    }
    home
}

fn outing() -> (House, SpaceId) {
    let mut house = House::of(SpaceKind::Outing);
    let at_home = home(&house.owner);
    let mut plan = owned(&["title=Museum", "start=2026-11-28T14:00", "legs.a.what=departure"]);
    plan.extend(PEOPLE.map(|(_, person)| format!("roster.{person}=-")));
    house
        .owner
        .device
        .new_document(house.space, Kind::Outing, &plan, LanguageTag::FR)
        .unwrap();
    house.sync_owner();
    (house, at_home)
}

fn check(house: &House, phone: &Phone, leg: Option<&str>, name: &str, seen: Seen) {
    let new = NewCheck {
        leg: leg.map(ToOwned::to_owned),
        people: vec![name.to_owned()],
        seen,
        with: None,
        place: None,
    };
    phone.device.check_heads(house.space, None, &new).unwrap();
}

fn past(phone: &Phone) -> BTreeMap<PersonId, Option<Seen>> {
    let mut past = phone.device.past_outings().unwrap();
    assert_eq!(past.len(), 1);
    assert_eq!(past[0].title, "Museum");
    past.remove(0).people
}

fn days_later(house: &House, days: i64) {
    house.clock.store(NOW + days * DAY_MS, Ordering::SeqCst);
}

fn is_here(house: &House, phone: &Phone) -> bool {
    let here = phone.device.private_spaces().unwrap();
    here.iter().any(|space| space.space == house.space)
}

#[test]
fn the_house_keeps_who_came_and_for_whom_there_was_no_place() {
    let (house, _) = outing();
    let owner = &house.owner;
    check(&house, owner, Some("a"), "Joseph", Seen::Present);
    check(&house, owner, None, "Maialen", Seen::Excused);
    let none = Said {
        seats: Some(0),
        ..Said::default()
    };
    owner.device.set_capacity(house.space, None, none).unwrap();
    let claim = |party: &str| NewClaim {
        party: party.into(),
        people: vec!["Colette".into()],
        ..NewClaim::default()
    };
    let asked = owner
        .device
        .claim_places(house.space, None, &claim("Etxe Alaia"))
        .unwrap();
    let closed = owner.device.close_outing(house.space, None, false).unwrap();
    assert_eq!(closed.kept, 3);
    assert!(closed.until.is_some());
    let expected = [Some(Seen::Present), Some(Seen::Excused), None];
    let people = PEOPLE.map(|(_, person)| person);
    assert_eq!(past(owner), people.into_iter().zip(expected).collect());
    // Said twice it is kept once, and what is known is not taken back.
    check(&house, owner, Some("a"), "Joseph", Seen::Absent);
    assert_eq!(
        owner.device.close_outing(house.space, None, false).unwrap().kept,
        0
    );
    // Next time whoever had no place comes first, without having to say so.
    let asked = asked.to_string();
    owner.device.withdraw_claim(house.space, &asked).unwrap();
    owner
        .device
        .claim_places(house.space, None, &claim("Again"))
        .unwrap();
    let seats = owner.device.seats(house.space, None).unwrap();
    let again = seats.claims.iter().find(|claim| claim.party == "Again");
    assert!(again.unwrap().missed);
}

#[test]
fn once_its_time_is_over_the_owner_retires_it_and_forgets_it() {
    let (mut house, home) = outing();
    let owner = house.owner.clone();
    check(&house, &owner, Some("a"), "Joseph", Seen::Present);
    house.sync_owner();
    days_later(&house, 14);
    house.tell_time(&owner);
    assert!(
        house.record(&owner).is_none(),
        "it is kept for fourteen days after it"
    );
    days_later(&house, 16);
    owner.device.keep_attendance().unwrap();
    house.tell_time(&owner);
    let record = house.record(&owner).unwrap();
    assert!(matches!(record, Ok(Body::Retire)));
    assert!(is_here(&house, &owner));
    let (ended, _) = owner.device.forget_ended().unwrap();
    assert_eq!(ended.len(), 1);
    assert_eq!((ended[0].space, ended[0].unsent), (house.space, 0));
    assert!(!is_here(&house, &owner));
    assert_eq!(past(&owner)[&PEOPLE[0].1], Some(Seen::Present));
    assert!(
        owner
            .device
            .private_spaces()
            .unwrap()
            .iter()
            .any(|space| space.space == home)
    );
}

#[test]
fn a_device_that_was_away_keeps_what_it_counted_and_forgets_the_rest() {
    let (mut house, _) = outing();
    let ane = house.member(Role::Educator, OTHERS);
    home(&ane);
    check(&house, &ane, Some("a"), "Colette", Seen::Present);
    house.say(Body::Retire);
    days_later(&house, 2);
    assert_eq!(ane.device.keep_attendance().unwrap(), 1);
    house.fold(&ane);
    let (ended, kept) = ane.device.forget_ended().unwrap();
    assert_eq!((ended.len(), ended[0].unsent, kept), (1, 1, 0));
    assert!(!is_here(&house, &ane));
    assert_eq!(past(&ane)[&PEOPLE[2].1], Some(Seen::Present));
}

#[test]
fn where_no_owner_is_left_each_device_forgets_it_alone_a_week_later() {
    let (mut house, _) = outing();
    let ane = house.member(Role::Educator, OTHERS);
    days_later(&house, 16);
    house.tell_time(&ane);
    assert!(house.record(&ane).is_none(), "an owner alone retires");
    ane.device.forget_ended().unwrap();
    assert!(is_here(&house, &ane));
    let week = i64::try_from(ALONE_MS).unwrap() / DAY_MS;
    days_later(&house, 16 + week);
    // By the relay's time, whatever the device's own clock says.
    ane.device.forget_ended().unwrap();
    assert!(is_here(&house, &ane));
    house.tell_time(&ane);
    ane.device.forget_ended().unwrap();
    assert!(!is_here(&house, &ane));
}

#[test]
fn nobody_but_an_owner_ends_it_now_and_nothing_but_an_outing_ends() {
    let (mut house, at_home) = outing();
    let ane = house.member(Role::Educator, OTHERS);
    let now = |phone: &Phone, space| phone.device.close_outing(space, None, true);
    assert!(matches!(now(&ane, house.space), Err(AppError::NotAnOwner)));
    let own = owned(&["title=Walk", "start=2026-11-28T14:00"]);
    let device = house.owner.device.clone();
    device
        .new_document(at_home, Kind::Outing, &own, LanguageTag::FR)
        .unwrap();
    assert!(matches!(
        now(&house.owner, at_home),
        Err(AppError::Outing(OutingError::NotAnOuting))
    ));
    assert_eq!(now(&house.owner, house.space).unwrap().until, None);
    let owner = house.owner.clone();
    house.tell_time(&owner);
    assert!(house.record(&owner).is_none(), "what was written goes first");
    house.sync_owner();
    house.tell_time(&owner);
    assert!(matches!(
        house.record(&house.owner.clone()),
        Some(Ok(Body::Retire))
    ));
}
