use ekin_protocol::id::OrgId;
use ekin_protocol::membership::Role;

use super::*;
use crate::app::house::House;
use crate::domain::language::LanguageTag;

const OTHERS: OrgId = OrgId([5; 16]);

fn owned(fields: &[&str]) -> Vec<String> {
    fields.iter().map(|field| (*field).to_owned()).collect()
}

/// Joseph, and an outing to Spain. What is under secrecy lives in no home space: the card here has none of it.
fn outing(house: &mut House) {
    let device = &house.owner.device;
    let person = PersonId([1; 16]);
    let profile = owned(&[
        &format!("person={person}"),
        "name=Joseph",
        "speech=pictures",
        "likes=trains",
    ]);
    let plan = owned(&["title=Museum", "start=2026-12-05T14:00", "countries=ES"]);
    for (kind, fields) in [(Kind::Profile, profile), (Kind::Outing, plan)] {
        device
            .new_document(house.space, kind, &fields, LanguageTag::FR)
            .unwrap();
    }
    house.sync_owner();
}

#[test]
fn a_card_opens_without_a_network_and_is_written_down_for_the_person() {
    let mut house = House::new();
    outing(&mut house);
    let card = house
        .owner
        .device
        .open_card(house.space, "joseph", Reason::Emergency)
        .unwrap();
    let shown: Vec<_> = card
        .profile
        .contents
        .leaves()
        .into_iter()
        .map(|leaf| leaf.at)
        .collect();
    assert_eq!(shown, ["name", "speech"], "what they like is on no card");
    assert_eq!(card.numbers[0].1[0].0, "112");
    assert_eq!(card.numbers.len(), 1);
    let mikel = house.member(Role::Educator, OTHERS);
    house.sync_owner();
    house.fold(&mikel);
    let openings = mikel.device.card_openings(house.space, "Joseph").unwrap();
    assert_eq!(openings.len(), 1);
    assert_eq!(
        (openings[0].by, openings[0].reason, openings[0].logged),
        (0, Some(Reason::Emergency), true)
    );
}

#[test]
fn no_card_for_a_tablet_nor_once_the_outing_is_over() {
    let mut house = House::new();
    outing(&mut house);
    let tablet = house.member(Role::Resident, OTHERS);
    let open = |device: &Device| device.open_card(house.space, "Joseph", Reason::Care);
    assert!(matches!(open(&tablet.device), Err(AppError::NotAllowed)));
    assert!(matches!(
        house.owner.device.open_card(house.space, "Nobody", Reason::Care),
        Err(AppError::NoPerson { .. })
    ));
    let plan = house
        .owner
        .device
        .documents(house.space, Some(Kind::Outing), None, 1)
        .unwrap();
    house
        .owner
        .device
        .edit_document(
            house.space,
            &plan[0].object.to_string(),
            &owned(&["outing_status=closed"]),
            LanguageTag::FR,
        )
        .unwrap();
    assert!(matches!(open(&house.owner.device), Err(AppError::CardClosed)));
    assert!(
        house
            .owner
            .device
            .card_openings(house.space, "Joseph")
            .unwrap()
            .is_empty()
    );
}

#[test]
fn an_opening_on_an_outing_is_written_down_at_home_too_where_the_person_reads_it() {
    let mut house = House::of(SpaceKind::Outing);
    outing(&mut house);
    let device = house.owner.device.clone();
    let home = crate::app::space::NewPrivateSpace {
        kind: SpaceKind::Home,
        name: "Etxea".into(),
        relays: vec!["http://relay.test".into()],
        creation_code: None,
    };
    let home = device.create_space(&home).unwrap().space;
    device
        .open_card(house.space, "Joseph", Reason::Preparation)
        .unwrap();
    assert!(
        device.card_openings(home, "Joseph").unwrap().is_empty(),
        "they are not known there"
    );
    let profile = owned(&[&format!("person={}", PersonId([1; 16])), "name=Joseph"]);
    device
        .new_document(home, Kind::Profile, &profile, LanguageTag::FR)
        .unwrap();
    device
        .open_card(house.space, "Joseph", Reason::Emergency)
        .unwrap();
    let at_home = device.card_openings(home, "Joseph").unwrap();
    let reasons: Vec<_> = at_home.iter().map(|opening| opening.reason).collect();
    assert_eq!(reasons, [Some(Reason::Emergency)]);
    assert_eq!(device.card_openings(house.space, "Joseph").unwrap().len(), 2);
}

#[test]
fn a_card_closes_a_day_after_the_outing_and_shows_the_numbers_of_where_the_phone_is_first() {
    let mut house = House::of(SpaceKind::Outing);
    outing(&mut house);
    let device = house.owner.device.clone();
    let plan = device
        .documents(house.space, Some(Kind::Outing), None, 1)
        .unwrap();
    let end = owned(&["end=2026-12-05T18:00"]);
    let plan = plan[0].object.to_string();
    device
        .edit_document(house.space, &plan, &end, LanguageTag::FR)
        .unwrap();
    device.set_country(Country::from_wire("FR"));
    let first = |card: &Card| {
        card.numbers
            .iter()
            .map(|(country, _)| country.as_str().to_owned())
            .collect::<Vec<_>>()
    };
    let open = || device.open_card(house.space, "Joseph", Reason::Emergency);
    assert_eq!(first(&open().unwrap()), ["FR", "ES"]);
    device.set_country(None);
    assert_eq!(first(&open().unwrap()), ["ES"]);
    // 2026-12-05T18:00 in Paris, and 23 hours more; then 25.
    let end = 1_796_490_000_000;
    house
        .clock
        .store(end + 23 * 3_600_000, std::sync::atomic::Ordering::SeqCst);
    open().unwrap();
    house
        .clock
        .store(end + 25 * 3_600_000, std::sync::atomic::Ordering::SeqCst);
    assert!(matches!(open(), Err(AppError::CardClosed)));
}
