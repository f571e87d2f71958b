use std::sync::atomic::Ordering;

use ekin_exchange::draft::Draft;
use ekin_i18n::Language;

use super::*;
use crate::app::house::{House, NOW};
use crate::app::outing::seats::NewClaim;
use crate::app::territory::NewTerritory;
use crate::domain::language::LanguageTag;
use crate::domain::response::Says;
use crate::domain::text::Texts;

const MINUTE: i64 = 60_000;

/// A territory without a relay on the owner's phone, a listing in it, and the plan of an outing for which this is the desk.
fn with_listing(desk: &str) -> (House, ObjectId) {
    let house = House::new();
    let device = &house.owner.device;
    let made = device.create_territory(&NewTerritory {
        name: "Euskal Herria".into(),
        language: NewTerritory::language_of(Language::Eu),
        relays: vec!["http://relay.test".into()],
        zone: NewTerritory::DEFAULT_ZONE,
        creation_code: None,
    });
    made.unwrap();
    let draft = Draft {
        title: [("fr".to_owned(), "Musée".to_owned())].into(),
        ..Draft::default()
    };
    let listing = device.publish(None, &draft).unwrap();
    let mut plan = vec![
        "title=Musée".to_owned(),
        "start=2026-12-05T14:00".to_owned(),
        "seats=3".to_owned(),
        format!("listing={listing}"),
    ];
    plan.extend((!desk.is_empty()).then(|| format!("desk={desk}")));
    device
        .new_document(house.space, Kind::Outing, &plan, LanguageTag::FR)
        .unwrap();
    (house, listing)
}

fn told(house: &House, listing: &ObjectId) -> Option<u16> {
    let left = house.owner.device.store().read(|read| {
        let space = read.catalogues()?.remove(0);
        let standing = Standing::of(read, space.sp, listing)?.unwrap();
        Ok::<_, AppError>(standing.listing()?.unwrap().left)
    });
    left.unwrap().map(|left| left.seats)
}

fn accept_one(house: &House) {
    let device = &house.owner.device;
    let new = NewClaim {
        party: "Maite".into(),
        demand: crate::domain::seats::Places::seats(1),
        ..NewClaim::default()
    };
    let claim = device.claim_places(house.space, None, &new).unwrap().to_string();
    device
        .decide_claim(house.space, &claim, Some(true), None)
        .unwrap();
}

#[test]
fn free_places_are_told_once_they_changed_and_at_most_each_quarter_of_an_hour() {
    let (house, listing) = with_listing("0");
    let device = &house.owner.device;
    assert!(device.attend().unwrap());
    assert_eq!(told(&house, &listing), Some(3));
    house.clock.store(NOW + 60 * MINUTE, Ordering::SeqCst);
    assert!(!device.attend().unwrap(), "nothing changed");
    accept_one(&house);
    assert!(device.attend().unwrap());
    assert_eq!(told(&house, &listing), Some(2));
    accept_one(&house);
    for minutes in [60, 61, 74] {
        house.clock.store(NOW + minutes * MINUTE, Ordering::SeqCst);
        assert!(!device.attend().unwrap(), "{minutes}");
        assert_eq!(told(&house, &listing), Some(2));
    }
    house.clock.store(NOW + 75 * MINUTE, Ordering::SeqCst);
    assert!(device.attend().unwrap());
    assert_eq!(told(&house, &listing), Some(1));
    // A clock that was ahead and is set right holds nothing back.
    accept_one(&house);
    house.clock.store(NOW, Ordering::SeqCst);
    assert!(device.attend().unwrap());
    assert_eq!(told(&house, &listing), Some(0));
}

#[test]
fn whoever_is_not_the_desk_tells_nobody_and_what_people_wrote_stays() {
    for desk in ["", "1"] {
        let (house, listing) = with_listing(desk);
        assert!(!house.owner.device.attend().unwrap());
        assert_eq!(told(&house, &listing), None);
    }
    let (house, listing) = with_listing("0");
    let device = &house.owner.device;
    device.attend().unwrap();
    device
        .edit(None, &listing.to_string(), &[("title.eu", "Museoa")])
        .unwrap();
    assert_eq!(told(&house, &listing), Some(3), "an edit by hand keeps it");
    accept_one(&house);
    house.clock.store(NOW + 20 * MINUTE, Ordering::SeqCst);
    device.attend().unwrap();
    let shown = device.show(&listing.to_string(), chrono_tz::Tz::UTC).unwrap();
    assert_eq!(shown.draft.title["eu"], "Museoa", "and the desk keeps the edit");
    assert_eq!(told(&house, &listing), Some(2));
}

#[test]
fn a_claim_is_made_of_the_message_alone() {
    let (plan, id) = (ObjectId([1; 16]), MessageId([0xab; 32]));
    let answer = Response {
        says: Says::Yes,
        text: Texts::one(LanguageTag::EU, "Bagoaz"),
        ..Response::default()
    };
    let claim = claim(plan, &id, &answer, answer.wanted()).unwrap();
    assert_eq!((claim.party.as_str(), claim.seats), ("abababab", Some(1)));
    assert_eq!(claim.note.as_ref().map(Prose::as_str), Some("Bagoaz"));
    assert_eq!(super::claim(plan, &id, &answer, answer.wanted()).unwrap(), claim);
    // Whoever opens it names the claim alike.
    assert_eq!(
        of_message(&id.0),
        ObjectId(ekin_protocol::hash::h16("claim", &[&id.0]))
    );
}
