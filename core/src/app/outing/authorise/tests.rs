use ekin_protocol::id::OrgId;
use ekin_protocol::membership::SpaceKind;

use super::*;
use crate::app::house::House;

const OTHERS: OrgId = OrgId([5; 16]);

fn owned(fields: &[&str]) -> Vec<String> {
    fields.iter().map(|field| (*field).to_owned()).collect()
}

/// An outing that asks for a signature, with a child and an adult on it.
fn outing(house: &mut House) {
    let device = &house.owner.device;
    let people = [
        ("Joseph", PersonId([1; 16]), "2012-03-01"),
        ("Colette", PersonId([2; 16]), "1950-03-01"),
    ];
    let mut plan = owned(&[
        "title=Pool",
        "start=2026-12-05T14:00",
        "authorisations.a.what=swimming",
        "authorisations.a.due=2026-12-03T10:00",
    ]);
    for (name, person, born) in people {
        let fields = owned(&[
            &format!("person={person}"),
            &format!("name={name}"),
            &format!("born={born}"),
        ]);
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

fn sign(house: &House, what: &str, allowed: bool) -> Result<PersonId, AppError> {
    let new = NewAuthorisation {
        person: "Joseph".into(),
        what: what.into(),
        allowed,
        by: "Nora".into(),
        until: None,
    };
    house
        .owner
        .device
        .authorise(house.space, None, &new, LanguageTag::FR)
}

fn state_of_joseph(house: &House) -> (State, (usize, usize)) {
    let shown = house.owner.device.authorisations(house.space, None).unwrap();
    let line = shown.lines.iter().find(|line| line.person == PersonId([1; 16]));
    (line.unwrap().state, shown.green)
}

#[test]
fn a_child_lacks_a_signature_until_it_is_written_down_and_an_adult_none() {
    let mut house = House::of(SpaceKind::Outing);
    outing(&mut house);
    assert_eq!(state_of_joseph(&house), (State::Open { days: 6 }, (1, 2)));
    let first = house.owner.device.authorisations(house.space, None).unwrap();
    assert_eq!(
        first.lines[0].decides,
        Decides::Parents,
        "what is red comes first"
    );
    assert_eq!(first.lines[1].state, State::NotNeeded);
    sign(&house, "swimming", true).unwrap();
    assert_eq!(state_of_joseph(&house), (State::Signed, (2, 2)));
    let ready = house.owner.device.outing(house.space, None).unwrap().ready;
    assert_eq!(ready.authorised, Some((2, 2)));
    // The same day the parents think better of it: one paper, and it says no.
    sign(&house, "swimming", false).unwrap();
    assert_eq!(state_of_joseph(&house), (State::Refused, (1, 2)));
}

#[test]
fn a_word_that_is_none_is_refused_and_volunteers_see_no_papers() {
    let mut house = House::of(SpaceKind::Outing);
    outing(&mut house);
    assert!(matches!(
        sign(&house, "flying", true),
        Err(AppError::DocumentFields(_))
    ));
    let volunteer = house.member(Role::Volunteer, OTHERS);
    assert!(matches!(
        volunteer.device.authorisations(house.space, None),
        Err(AppError::NotAllowed)
    ));
    let shown = volunteer.device.outing(house.space, None).unwrap();
    assert_eq!(shown.ready.authorised, None);
}
