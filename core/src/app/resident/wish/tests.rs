use ekin_protocol::id::OrgId;
use ekin_protocol::membership::Role;

use super::*;
use crate::app::document::Kind;
use crate::app::house::{House, Phone};
use crate::app::resident::page::Choice;
use crate::domain::emergency::Reason;
use crate::domain::feeling::{Face, Moment};
use crate::domain::language::LanguageTag;

const OTHERS: OrgId = OrgId([5; 16]);

fn owned(fields: &[&str]) -> Vec<String> {
    fields.iter().map(|field| (*field).to_owned()).collect()
}

/// Maialen and Ane have profiles, and there is a plan; gives the plan's id.
fn museum(house: &mut House) -> String {
    let device = house.owner.device.clone();
    for (n, name) in [(1, "Maialen"), (2, "Ane")] {
        let fields = owned(&[&format!("person={}", PersonId([n; 16])), &format!("name={name}")]);
        device
            .new_document(house.space, Kind::Profile, &fields, LanguageTag::FR)
            .unwrap();
    }
    let plan = owned(&["title.fr=Musée", "start=2026-12-05T14:00"]);
    let plan = device.new_document(house.space, Kind::Outing, &plan, LanguageTag::FR);
    house.sync_owner();
    plan.unwrap().to_string()
}

/// A tablet that has everything.
fn tablet(house: &mut House) -> Phone {
    let tablet = house.member(Role::Resident, OTHERS);
    house.errands(&tablet);
    house.sync(&tablet);
    tablet
}

fn only_wish(device: &Device, space: SpaceId) -> WishShown {
    let mut all = device.wishes(space, Some("Maialen")).unwrap().wishes;
    assert_eq!(all.len(), 1, "{all:?}");
    all.remove(0)
}

#[test]
fn a_wish_goes_from_noted_to_yes_and_is_taken_back_as_easily() {
    let mut house = House::new();
    let plan = museum(&mut house);
    let tablet = tablet(&mut house);
    let (space, team) = (house.space, house.owner.device.clone());
    let id = tablet
        .device
        .wish(space, "maialen", &plan[..8], Says::Yes)
        .unwrap();
    let noted = only_wish(&tablet.device, space);
    assert_eq!((noted.standing, noted.pending), (Standing::Noted, true));
    assert_eq!(noted.aim.titles.get(LanguageTag::FR), Some("Musée"));
    // The same tap again says nothing new.
    tablet.device.wish(space, "Maialen", &plan, Says::Yes).unwrap();
    assert_eq!(house.frames(&tablet).len(), 1);
    house.sync(&tablet);
    house.sync_owner();

    let mut answer = NewAnswer {
        told_by: Some("Ane".into()),
        ..NewAnswer::default()
    };
    team.answer_wish(space, &id.to_string(), &answer).unwrap();
    house.sync_owner();
    house.fold(&tablet);
    let known = only_wish(&tablet.device, space);
    assert_eq!(
        (known.standing, known.told_by),
        (Standing::Known, Some(PersonId([2; 16])))
    );

    answer.accepts = Some(true);
    team.answer_wish(space, &id.to_string(), &answer).unwrap();
    house.sync_owner();
    house.fold(&tablet);
    assert_eq!(only_wish(&tablet.device, space).standing, Standing::Yes);

    tablet.device.wish(space, "Maialen", &plan, Says::NoMore).unwrap();
    house.sync(&tablet);
    house.sync_owner();
    assert_eq!(only_wish(&team, space).standing, Standing::Said(Says::NoMore));
    // What was answered before answers nothing that is asked anew.
    tablet.device.wish(space, "Maialen", &plan, Says::Yes).unwrap();
    house.sync(&tablet);
    house.sync_owner();
    assert_eq!(only_wish(&team, space).standing, Standing::Noted);
}

#[test]
fn not_this_time_says_why_and_only_the_team_answers() {
    let mut house = House::new();
    let plan = museum(&mut house);
    let tablet = tablet(&mut house);
    let (space, team) = (house.space, house.owner.device.clone());
    let id = tablet
        .device
        .wish(space, "Maialen", &plan, Says::Yes)
        .unwrap()
        .to_string();
    house.sync(&tablet);
    house.sync_owner();
    let no = NewAnswer {
        accepts: Some(false),
        because: Some("Le bus est complet".into()),
        told_by: None,
    };
    assert!(matches!(
        tablet.device.answer_wish(space, &id, &no),
        Err(AppError::NotAllowed)
    ));
    team.answer_wish(space, &id, &no).unwrap();
    let shown = only_wish(&team, space);
    assert_eq!(shown.standing, Standing::NotThisTime);
    assert_eq!(shown.because, ["Le bus est complet"]);
    // An outing that does not take place says so before anything else.
    team.edit_document(
        space,
        &plan,
        &owned(&["outing_status=cancelled"]),
        LanguageTag::FR,
    )
    .unwrap();
    assert_eq!(only_wish(&team, space).standing, Standing::Off);
}

#[test]
fn what_two_tablets_wrote_down_differently_is_shown_and_the_later_counts() {
    let mut house = House::new();
    let plan = museum(&mut house);
    let (one, other) = (tablet(&mut house), tablet(&mut house));
    let space = house.space;
    one.device.wish(space, "Maialen", &plan, Says::Yes).unwrap();
    other.device.wish(space, "Maialen", &plan, Says::Unsure).unwrap();
    house.sync(&one);
    house.sync(&other);
    house.sync_owner();
    let shown = only_wish(&house.owner.device, space);
    assert_eq!(
        (shown.standing, shown.conflict),
        (Standing::Said(Says::Unsure), true)
    );
}

#[test]
fn a_wish_and_a_face_are_of_the_unit_of_the_person() {
    let mut house = House::new();
    let plan = museum(&mut house);
    let (space, device) = (house.space, house.owner.device.clone());
    let wish = device.wish(space, "Maialen", &plan, Says::Yes).unwrap();
    let face = device
        .feel(
            space,
            "Maialen",
            &plan,
            (Moment::Before, Face::Good),
            Some("Hâte"),
        )
        .unwrap();
    let units: Vec<_> = [wish, face]
        .map(|object| {
            device.store().read(|read| {
                let sp = read.find_space(&space)?.unwrap();
                let unit = read.heads(sp, &object)?.last().unwrap().unit;
                Ok::<_, AppError>((unit, read.unit_of_person(sp, &[1; 16])?))
            })
        })
        .into_iter()
        .map(Result::unwrap)
        .collect();
    for (unit, of_person) in units {
        assert!(unit.is_some());
        assert_eq!(unit, of_person);
    }
}

#[test]
fn faces_are_shown_to_who_said_them_and_to_who_accompanies_and_to_no_reader() {
    let mut house = House::new();
    let plan = museum(&mut house);
    let tablet = tablet(&mut house);
    let space = house.space;
    let feel = |at, face| {
        tablet
            .device
            .feel(space, "Maialen", &plan, (at, face), None)
            .unwrap()
    };
    feel(Moment::Before, Face::Bad);
    feel(Moment::Before, Face::Fair);
    feel(Moment::After, Face::Good);
    house.sync(&tablet);
    house.sync_owner();
    for device in [&tablet.device, &house.owner.device] {
        let shown = device.feelings(space, "Maialen").unwrap().outings;
        assert_eq!(shown.len(), 1);
        let faces: Vec<_> = shown[0].2.iter().map(|(at, face)| (*at, face.face)).collect();
        assert_eq!(
            faces,
            [
                (Moment::Before, Some(Face::Fair)),
                (Moment::After, Some(Face::Good))
            ]
        );
        assert!(device.feelings(space, "Ane").unwrap().outings.is_empty());
    }
    let reader = house.member(Role::Reader, OTHERS);
    house.errands(&reader);
    house.fold(&reader);
    assert!(matches!(
        reader.device.feelings(space, "Maialen"),
        Err(AppError::NotAllowed)
    ));
}

#[test]
fn a_page_holds_the_person_s_own_words_and_who_looked_at_the_card() {
    let mut house = House::new();
    museum(&mut house);
    let (space, device) = (house.space, house.owner.device.clone());
    let write = |choice, text, keep| device.choose(space, "Maialen", (choice, text), keep).unwrap();
    write(Choice::Want, "Voir la mer, un jour", true);
    write(Choice::Like, "le foot", true);
    write(Choice::Like, "le bruit", true);
    write(Choice::Like, "le bruit", false);
    write(Choice::Speak, "Doucement, avec des images", true);
    device.open_card(space, "Maialen", Reason::Care).unwrap();
    let page = device.page(space, "Maialen").unwrap();
    let of = |wanted| {
        let mut found = page.choices.iter().filter(|(choice, _)| *choice == wanted);
        found.next().unwrap().1.clone()
    };
    assert_eq!(
        of(Choice::Want),
        ["Voir la mer, un jour"],
        "a comma is part of the words"
    );
    assert_eq!(of(Choice::Like), ["le foot"]);
    assert_eq!(of(Choice::Speak), ["Doucement, avec des images"]);
    assert_eq!(page.looked.len(), 1);
    assert_eq!(page.looked[0].1.reason, Some(Reason::Care));
}
