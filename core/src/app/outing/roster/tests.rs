use ekin_protocol::id::OrgId;

use super::*;
use crate::app::house::{House, Phone};
use crate::app::space::NewPrivateSpace;
use crate::domain::language::LanguageTag;

const OTHERS: OrgId = OrgId([5; 16]);
const JOSEPH: PersonId = PersonId([1; 16]);

fn owned(fields: &[&str]) -> Vec<String> {
    fields.iter().map(|field| (*field).to_owned()).collect()
}

/// Another space of the owner's device.
fn space(house: &House, kind: SpaceKind) -> SpaceId {
    let new = NewPrivateSpace {
        kind,
        name: "Etxe Alaia".into(),
        relays: vec!["http://relay.test".into()],
        creation_code: None,
    };
    house.owner.device.create_space(&new).unwrap().space
}

fn document(house: &House, space: SpaceId, kind: Kind, fields: &[&str]) -> ObjectId {
    let device = &house.owner.device;
    device
        .new_document(space, kind, &owned(fields), LanguageTag::FR)
        .unwrap()
}

/// An outing of a house whose home and staff know Joseph.
fn house_with_outing() -> (House, SpaceId, ObjectId) {
    let mut house = House::of(SpaceKind::Outing);
    let (home, staff) = (space(&house, SpaceKind::Home), space(&house, SpaceKind::Staff));
    let person = format!("person={JOSEPH}");
    let at_home = document(
        &house,
        home,
        Kind::Profile,
        &[&person, "name=Joseph", "likes+=football", "speech+=pictures"],
    );
    document(
        &house,
        staff,
        Kind::Profile,
        &[
            &person,
            "name=Joseph",
            "allergies+=arachide",
            "care_notes=dossier",
            "represented=guardian",
        ],
    );
    let plan = ["title=Museum", "start=2026-12-05T14:00", "groups.b.name=Bleus"];
    document(&house, house.space, Kind::Outing, &plan);
    house.sync_owner();
    (house, home, at_home)
}

fn expect(house: &House, group: Option<&str>) -> usize {
    let device = &house.owner.device;
    device
        .expect_people(house.space, None, &owned(&["joseph"]), group)
        .unwrap()
}

/// The copy in the outing's space, whole.
fn copy(house: &House, phone: &Phone) -> Contents {
    phone
        .device
        .store()
        .read(|read| {
            let space = one_space(read, house.space)?;
            Ok::<_, AppError>(of_outing(read, &space)?.remove(&JOSEPH).unwrap().1)
        })
        .unwrap()
}

#[test]
fn what_the_outing_needs_of_both_profiles_is_copied_and_nothing_else() {
    let (mut house, home, at_home) = house_with_outing();
    assert_eq!(expect(&house, Some("bleus")), 1);
    let first = copy(&house, &house.owner);
    let view = first.view();
    assert_eq!(view.lines("allergies"), ["arachide"]);
    assert_eq!(view.lines("speech"), ["pictures"]);
    for stays in ["likes", "care_notes"] {
        assert!(view.raw(stays).is_none(), "{stays}");
    }
    // Brought up to date, in the same group, by saying it once more.
    let name = owned(&["name=Joseph E."]);
    let device = house.owner.device.clone();
    device
        .edit_document(home, &at_home.to_string(), &name, LanguageTag::FR)
        .unwrap();
    device
        .expect_people(house.space, None, &owned(&[&JOSEPH.to_string()]), None)
        .unwrap();
    assert_eq!(copy(&house, &house.owner).view().text("name"), Some("Joseph E."));
    let roster = device.roster(house.space, None).unwrap();
    assert_eq!(roster.people.len(), 1);
    assert_eq!(roster.people[0].group, "Bleus");
    house.sync_owner();
}

#[test]
fn each_role_sees_its_part_and_a_card_is_opened_with_a_reason_alone() {
    let (mut house, ..) = house_with_outing();
    expect(&house, None);
    house.sync_owner();
    let volunteer = house.member(Role::Volunteer, OTHERS);
    house.errands(&house.owner.clone());
    house.sync(&volunteer);
    let reader = house.member(Role::Reader, OTHERS);
    let of = |phone: &Phone| phone.device.roster(house.space, None);
    let shown = of(&volunteer).unwrap().people.remove(0).profile.unwrap();
    assert_eq!(shown.view().text("name"), Some("Joseph"));
    for hidden in ["allergies", "represented"] {
        assert!(shown.view().raw(hidden).is_none(), "{hidden}");
    }
    let staff = of(&house.owner).unwrap().people.remove(0).profile.unwrap();
    assert_eq!(staff.view().text("represented"), Some("guardian"));
    assert!(staff.view().raw("allergies").is_none());
    assert!(matches!(of(&reader), Err(AppError::NotAllowed)));
    // The document itself is no way round the card.
    let lines = house
        .owner
        .device
        .documents(house.space, Some(Kind::Profile), None, 9)
        .unwrap();
    let document = house
        .owner
        .device
        .show_document(house.space, &lines[0].object.to_string())
        .unwrap();
    assert!(document.contents.view().raw("allergies").is_none());
    assert_eq!(document.contents.view().text("name"), Some("Joseph"));
}

#[test]
fn who_is_taken_off_is_not_expected_and_who_has_no_profile_is_said() {
    let (house, ..) = house_with_outing();
    let device = &house.owner.device;
    expect(&house, None);
    let off = || device.expect_no_longer(house.space, None, &owned(&["Joseph"]));
    assert_eq!(off().unwrap(), 1);
    assert!(device.roster(house.space, None).unwrap().people.is_empty());
    assert!(matches!(
        off(),
        Err(AppError::Outing(OutingError::NotExpected { .. }))
    ));
    let own = space(&house, SpaceKind::Personal);
    let other = format!("person={}", PersonId([9; 16]));
    document(&house, own, Kind::Profile, &[&other, "name=Maialen"]);
    let maialen = device.expect_people(house.space, None, &owned(&["Maialen"]), None);
    assert!(matches!(
        maialen,
        Err(AppError::Outing(OutingError::NoProfile { .. }))
    ));
}
