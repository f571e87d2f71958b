use ekin_protocol::membership::SpaceKind;

use super::*;
use crate::app::house::House;
use crate::app::outing::error::OutingError;

fn outing() -> House {
    let mut house = House::of(SpaceKind::Outing);
    let plan = ["title=Museum", "start=2026-12-05T14:00"].map(ToOwned::to_owned);
    house
        .owner
        .device
        .new_document(house.space, Kind::Outing, &plan, LanguageTag::FR)
        .unwrap();
    house.sync_owner();
    house
}

fn add(house: &House, name: &str) {
    let new = NewThing {
        name: name.into(),
        ..NewThing::default()
    };
    let device = &house.owner.device;
    device
        .add_to_packing(house.space, None, &new, LanguageTag::FR)
        .unwrap();
}

#[test]
fn a_pictogram_brings_its_word_in_three_languages_and_stands_there_once() {
    let house = outing();
    add(&house, "umbrella");
    add(&house, "umbrella");
    let list = house.owner.device.packing(house.space, None).unwrap();
    assert_eq!(list.len(), 1);
    let words: Vec<_> = list[0].name.iter().map(|text| text.text.to_owned()).collect();
    assert_eq!(words.len(), 3);
    assert!(words.contains(&"le parapluie".to_owned()) && words.contains(&"euritakoa".to_owned()));
    assert_eq!(list[0].pictogram.as_deref(), Some("umbrella"));
}

#[test]
fn things_are_ticked_by_a_word_in_any_language_and_taken_off() {
    let house = outing();
    add(&house, "umbrella");
    add(&house, "Pique-nique");
    let device = &house.owner.device;
    let one = |name: &str| vec![name.to_owned()];
    device
        .set_packed(house.space, None, &one("Paraguas"), true, LanguageTag::FR)
        .unwrap();
    let packed = || device.outing(house.space, None).unwrap().ready.packed;
    assert_eq!(packed(), (1, 2));
    device
        .set_packed(house.space, None, &one("umbrella"), false, LanguageTag::FR)
        .unwrap();
    assert_eq!(packed(), (0, 2));
    device
        .remove_from_packing(house.space, None, &one("pique-nique"), LanguageTag::FR)
        .unwrap();
    assert_eq!(packed(), (0, 1));
    let unknown = device.set_packed(house.space, None, &one("tent"), true, LanguageTag::FR);
    assert!(matches!(
        unknown,
        Err(AppError::Outing(OutingError::NoRow { table: PACKING, .. }))
    ));
}
