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
