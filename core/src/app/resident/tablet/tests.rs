use ekin_i18n::{Catalog, Language};
use ekin_protocol::id::OrgId;
use ekin_protocol::membership::Role;

use super::*;
use crate::app::document::Kind;
use crate::app::house::{House, Phone};
use crate::app::resident::wish::NewAnswer;
use crate::app::says::aloud::{self, Sentence};
use crate::app::says::tablet as says;
use crate::domain::feeling::{Face, Moment};
use crate::domain::language::LanguageTag;
use crate::domain::tablet::Tile;
use crate::domain::wish::Says;

const OTHERS: OrgId = OrgId([5; 16]);
const MAIALEN: PersonId = PersonId([1; 16]);

fn owned(fields: &[&str]) -> Vec<String> {
    fields.iter().map(|field| (*field).to_owned()).collect()
}

fn new(phone: &Phone, house: &House, kind: Kind, fields: &[&str]) -> String {
    let made = phone
        .device
        .new_document(house.space, kind, &owned(fields), LanguageTag::FR);
    made.unwrap().to_string()
}

/// Maialen and Joseph live there, Ane is of the team; a museum today, a beach another day.
fn house() -> (House, Phone, String) {
    let mut house = House::new();
    let owner = house.owner.clone();
    for (n, name, part) in [
        (1, "Maialen", "resident"),
        (2, "Ane", "educator"),
        (3, "Joseph", "resident"),
    ] {
        let person = format!("person={}", PersonId([n; 16]));
        new(
            &owner,
            &house,
            Kind::Profile,
            &[&person, &format!("name={name}"), &format!("part={part}")],
        );
    }
    let ane = format!("leaders={}", PersonId([2; 16]));
    let museum = new(
        &owner,
        &house,
        Kind::Outing,
        &[
            "title.fr=Le musée",
            "start=2026-11-27T14:30",
            "place=Bayonne",
            "transport=bus",
            &ane,
            "easy.fr=On regarde des tableaux. On est assis.",
        ],
    );
    new(
        &owner,
        &house,
        Kind::Outing,
        &[
            "title.fr=La plage",
            "start=2026-12-05T10:00",
            "outing_status=cancelled",
        ],
    );
    house.sync_owner();
    let tablet = house.member(Role::Resident, OTHERS);
    house.errands(&tablet);
    house.sync(&tablet);
    (house, tablet, museum)
}

fn choices(house: &House, person: PersonId, tiles: &[Tile]) -> Choices {
    Choices {
        space: house.space.to_string(),
        person: person.to_string(),
        tiles: tiles.to_vec(),
        reads_first: true,
        step_ms: Some(1_500),
        secret: None,
    }
}

fn heard(sentences: Vec<Sentence>) -> Vec<String> {
    let words = Catalog::new(Language::Fr);
    let said = sentences.into_iter().map(|one| match one {
        Sentence::Ours(message) => words.format(&message).replace('\u{a0}', " "),
        Sentence::Theirs(_, text) => text,
    });
    said.collect()
}

#[test]
fn a_tablet_is_for_whom_a_carer_chose_in_their_order_and_begins_with_a_code() {
    let (house, tablet, _) = house();
    let device = &tablet.device;
    let names = |tablet: &Tablet| {
        tablet
            .dwellers
            .iter()
            .map(|one| one.name.clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        names(&device.tablet().unwrap()),
        ["Joseph", "Maialen"],
        "the team is not among them"
    );
    let begun = device.set_simple(true);
    assert!(matches!(begun, Err(AppError::Tablet(TabletError::NoPin))));
    device.set_pin("120987").unwrap();
    let begun = device.set_simple(true);
    assert!(matches!(begun, Err(AppError::Tablet(TabletError::Choices(_)))));

    let both = [
        choices(&house, MAIALEN, &[Tile::Outings, Tile::Photos]),
        choices(&house, PersonId([3; 16]), &Tile::ALL),
    ];
    device.set_tablet(&both).unwrap();
    device.set_simple(true).unwrap();
    let tablet = tablet.restart();
    let shown = tablet.device.tablet().unwrap();
    assert!(shown.on && shown.has_pin);
    assert_eq!(names(&shown), ["Maialen", "Joseph"]);
    assert_eq!(shown.dwellers.first().unwrap().choices.as_ref(), both.first());
    tablet.device.set_simple(false).unwrap();
    assert!(!tablet.device.tablet().unwrap().on);
}

#[test]
fn a_day_says_what_there_is_in_simple_words_and_what_became_of_a_wish() {
    let (mut house, tablet, museum) = house();
    let day = |phone: &Phone| {
        let zone = chrono_tz::Tz::Europe__Paris;
        phone.device.resident_day(house.space, "Maialen", zone).unwrap()
    };
    let first = day(&tablet);
    let ids: Vec<String> = first.outings.iter().map(|one| one.object.to_string()).collect();
    assert_eq!(
        ids,
        std::slice::from_ref(&museum),
        "what does not take place is not offered"
    );
    let outing = &first.outings[0];
    assert!(outing.asks && !outing.mine && outing.wish.is_none());
    assert_eq!(
        heard(aloud::outing(outing, &first.names, &[LanguageTag::FR])),
        [
            "Le musée",
            "Le jour : vendredi 27 novembre 2026.",
            "L’heure : 14 heures 30.",
            "Le lieu : Bayonne.",
            "Comment : en bus.",
            "Avec : Ane.",
            "On regarde des tableaux.",
            "On est assis.",
            "Vous pouvez dire : je veux y aller.",
        ]
    );
    assert_eq!(
        heard(says::day(&first, &[LanguageTag::FR])).last().unwrap(),
        "Pas de sortie aujourd’hui."
    );

    let wish = tablet
        .device
        .wish(house.space, "Maialen", &museum, Says::Yes)
        .unwrap();
    let noted = heard(aloud::outing(
        &day(&tablet).outings[0],
        &first.names,
        &[LanguageTag::FR],
    ));
    assert_eq!(noted.last().unwrap(), "C’est noté. On le dit à l’équipe.");
    tablet
        .device
        .feel(
            house.space,
            "Maialen",
            &museum,
            (Moment::Before, Face::Good),
            None,
        )
        .unwrap();
    house.sync(&tablet);
    house.sync_owner();
    let yes = NewAnswer {
        accepts: Some(true),
        ..NewAnswer::default()
    };
    let owner = house.owner.clone();
    owner
        .device
        .answer_wish(house.space, &wish.to_string(), &yes)
        .unwrap();
    house.sync_owner();
    house.sync(&tablet);

    let zone = chrono_tz::Tz::Europe__Paris;
    let after = tablet.device.resident_day(house.space, "Maialen", zone).unwrap();
    let outing = &after.outings[0];
    assert!(outing.mine && outing.wants());
    assert_eq!(outing.faces.get(&Moment::Before).unwrap().face, Some(Face::Good));
    assert_eq!(
        heard(says::day(&after, &[LanguageTag::FR])),
        [
            "Bonjour Maialen",
            "Nous sommes le vendredi 27 novembre 2026.",
            "Aujourd’hui : Le musée. L’heure : 14 heures 30.",
        ]
    );
    let joseph = tablet.device.resident_day(house.space, "Joseph", zone).unwrap();
    assert!(
        joseph
            .outings
            .iter()
            .all(|one| !one.mine && one.wish.is_none() && one.faces.is_empty())
    );
}
