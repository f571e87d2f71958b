//! Two phones that did not know of each other: what each wrote is told, one of both is chosen, and the choice is told too.

use ekin_protocol::id::{ObjectId, OrgId};
use ekin_protocol::membership::Role;

use super::{Conflict, ConflictOf, Says};
use crate::app::document::Kind;
use crate::app::error::AppError;
use crate::app::house::{House, Phone};
use crate::app::outing::heads::NewCheck;
use crate::app::resident::wish::NewAnswer;
use crate::app::says;
use crate::app::says::document::Reader;
use crate::domain::heads::Seen;
use crate::domain::kind::Plain;
use crate::domain::language::LanguageTag;
use crate::domain::seats::Said;
use crate::domain::wish::Says as Wish;
use ekin_i18n::{Catalog, Language};

const PERSON: &str = "abababababababababababababababab";

fn owned(fields: &[&str]) -> Vec<String> {
    fields.iter().map(|field| (*field).to_owned()).collect()
}

fn make(house: &House, kind: Kind, fields: &[&str]) -> ObjectId {
    let device = &house.owner.device;
    device
        .new_document(house.space, kind, &owned(fields), LanguageTag::FR)
        .unwrap()
}

fn edit(house: &House, phone: &Phone, id: &ObjectId, field: &str) {
    let fields = owned(&[field]);
    phone
        .device
        .edit_document(house.space, &id.to_string(), &fields, LanguageTag::FR)
        .unwrap();
}

fn both() -> (House, Phone) {
    let mut house = House::new();
    let mikel = house.member(Role::Educator, OrgId([5; 16]));
    (house, mikel)
}

fn meet(house: &mut House, mikel: &Phone) {
    for _ in 0..2 {
        house.sync_owner();
        let owner = house.owner.clone();
        house.errands(&owner);
        house.sync(mikel);
        house.errands(mikel);
    }
}

fn all(phone: &Phone) -> Vec<Conflict> {
    phone.device.conflicts(None, 50).unwrap()
}

fn sentence(conflict: &Conflict, language: Language) -> String {
    let nobody = |_| None;
    let reader = Reader {
        zone: chrono_tz::Europe::Paris,
        name: &nobody,
    };
    Catalog::new(language).format(&says::conflict::conflict(conflict, reader))
}

#[test]
fn two_values_of_a_field_are_told_with_who_and_when_and_a_choice_replaces_both() {
    let (mut house, mikel) = both();
    let note = make(&house, Kind::Note, &["title=Réunion"]);
    meet(&mut house, &mikel);
    edit(&house, &house.owner, &note, "title=Réunion à 14 h");
    edit(&house, &mikel, &note, "title=Réunion à 15 h");
    meet(&mut house, &mikel);
    let (here, there) = (all(&house.owner), all(&mikel));
    assert_eq!(here.len(), 1);
    assert_eq!(here[0].of, ConflictOf::Document(Some(Kind::Note)));
    assert_eq!((here[0].at.as_str(), here[0].sides.len()), ("title", 2));
    let said = |conflict: &Conflict| {
        let sides = conflict.sides.iter();
        sides
            .map(|side| (side.version.clone(), side.by, side.at_ms))
            .collect::<Vec<_>>()
    };
    assert_eq!(said(&here[0]), said(&there[0]), "the same on both");
    assert!(
        here[0]
            .sides
            .iter()
            .all(|side| side.by.is_some() && side.when.is_some())
    );
    assert!(here[0].sides.iter().any(|side| side.me) && there[0].sides.iter().any(|side| side.me));
    for language in Language::ALL {
        let text = sentence(&here[0], language);
        assert!(
            text.contains("14 h") && text.contains("15 h") && text.contains('1'),
            "{text}"
        );
    }
    let wanted = here[0].sides.iter().position(
        |side| matches!(&side.says, Says::Value { value: Plain::Str(text), .. } if text.ends_with("14 h")),
    );
    let choice = (wanted.unwrap() + 1).to_string();
    mikel
        .device
        .keep_conflict(&note.to_string()[..8], None, &choice)
        .unwrap();
    assert_eq!(all(&mikel), []);
    meet(&mut house, &mikel);
    for phone in [&house.owner, &mikel] {
        assert_eq!(all(phone), []);
        let shown = phone
            .device
            .show_document(house.space, &note.to_string())
            .unwrap();
        assert_eq!(shown.line.title, "Réunion à 14 h");
        let settled = phone.device.settled_conflicts(None, 9).unwrap();
        assert_eq!(
            (settled.len(), settled[0].by),
            (1, Some(1)),
            "Mikel's phone chose"
        );
    }
}

#[test]
fn of_an_emergency_field_the_more_careful_value_comes_first() {
    let (mut house, mikel) = both();
    let person = format!("person={PERSON}");
    let profile = make(&house, Kind::Profile, &[&person, "name=Ane"]);
    meet(&mut house, &mikel);
    edit(
        &house,
        &mikel,
        &profile,
        "speak_with_me=Lentement, une idée à la fois, et en la regardant",
    );
    edit(&house, &house.owner, &profile, "speak_with_me=Lentement");
    meet(&mut house, &mikel);
    for phone in [&house.owner, &mikel] {
        let all = all(phone);
        assert!(all[0].careful);
        let Says::Value {
            value: Plain::Str(first),
            ..
        } = &all[0].sides[0].says
        else {
            panic!("{all:?}")
        };
        assert!(first.ends_with("regardant"));
    }
}

#[test]
fn two_answers_to_a_wish_say_whose_it_is_and_a_no_is_not_answered() {
    let (mut house, mikel) = both();
    let person = format!("person={PERSON}");
    make(&house, Kind::Profile, &[&person, "name=Łukasz"]);
    let plan = make(&house, Kind::Outing, &["title=Museoa", "start=2026-12-05T14:00"]);
    let (ane, plan) = (&house.owner.device, plan.to_string());
    let wish = ane
        .wish(house.space, "Łukasz", &plan, Wish::Yes)
        .unwrap()
        .to_string();
    meet(&mut house, &mikel);
    let answer = |accepts, because: Option<&str>| NewAnswer {
        accepts: Some(accepts),
        because: because.map(ToOwned::to_owned),
        told_by: None,
    };
    let ane = &house.owner.device;
    ane.answer_wish(house.space, &wish, &answer(true, None)).unwrap();
    let no = answer(false, Some("Autobusa beteta"));
    mikel.device.answer_wish(house.space, &wish, &no).unwrap();
    meet(&mut house, &mikel);
    for phone in [&house.owner, &mikel] {
        let told = all(phone);
        assert_eq!((told.len(), told[0].title.as_str()), (1, "Łukasz · Museoa"));
    }
    let ane = &house.owner.device;
    ane.wish(house.space, "Łukasz", &plan, Wish::NoMore).unwrap();
    let refused = ane.answer_wish(house.space, &wish, &answer(true, None));
    assert!(matches!(refused, Err(AppError::NotWanted)), "{refused:?}");
}

#[test]
fn two_capacities_are_told_the_least_first_and_one_is_kept() {
    let (mut house, mikel) = both();
    make(&house, Kind::Outing, &["title=Museoa", "start=2026-12-05T14:00"]);
    meet(&mut house, &mikel);
    for (phone, seats) in [(&house.owner, 10), (&mikel, 8)] {
        let said = Said {
            seats: Some(seats),
            ..Said::default()
        };
        phone.device.set_capacity(house.space, None, said).unwrap();
    }
    meet(&mut house, &mikel);
    let told = all(&house.owner);
    assert_eq!((told.len(), told[0].sides.len()), (1, 2));
    assert_eq!(
        told[0].sides[0].says,
        Says::Fields(vec![("seats".into(), Plain::Int(8))])
    );
    // Two organisations: an educator of one does not overrule the other's owner.
    let refused = mikel.device.keep_conflict(&told[0].object.to_string(), None, "2");
    assert!(matches!(refused, Err(AppError::NotAllowed)));
    house
        .owner
        .device
        .keep_conflict(&told[0].object.to_string(), None, &told[0].sides[1].version[..8])
        .unwrap();
    meet(&mut house, &mikel);
    for phone in [&house.owner, &mikel] {
        assert_eq!(all(phone), []);
        let seats = phone.device.seats(house.space, None).unwrap();
        assert_eq!(seats.seats.capacity.said().seats, Some(10));
        let settled = phone.device.settled_conflicts(None, 9).unwrap();
        assert_eq!((settled[0].by, settled[0].of), (Some(0), ConflictOf::Fact(33)));
    }
}

#[test]
fn the_list_goes_on_behind_a_cursor_and_ends() {
    let (mut house, mikel) = both();
    let notes: Vec<_> = (0..5)
        .map(|n| make(&house, Kind::Note, &[&format!("title=Note {n}")]))
        .collect();
    meet(&mut house, &mikel);
    for note in &notes {
        edit(&house, &house.owner, note, "title=ici");
        edit(&house, &mikel, note, "title=là");
    }
    meet(&mut house, &mikel);
    let (mut behind, mut seen) = (None, Vec::new());
    loop {
        let page = mikel.device.conflicts(behind, 2).unwrap();
        let Some(last) = page.last() else { break };
        assert!(page.len() <= 2);
        behind = Some(last.cursor);
        assert_eq!(last.cursor.to_string().parse(), Ok(last.cursor));
        seen.extend(page.iter().map(|one| one.object));
    }
    seen.sort();
    let mut notes = notes;
    notes.sort();
    assert_eq!(seen, notes);
    assert!(matches!(
        mikel.device.keep_conflict("00000000", None, "1"),
        Err(AppError::NoConflict { .. })
    ));
    let unknown = mikel.device.keep_conflict(&notes[0].to_string(), None, "7");
    assert!(matches!(unknown, Err(AppError::NoConflict { .. })));
}

#[test]
fn heads_that_two_counted_differently_are_told_with_both_and_one_is_kept() {
    let mut house = House::new();
    let org = OrgId([1; 16]);
    let mikel = house.member(Role::Educator, org);
    let person = format!("person={PERSON}");
    make(&house, Kind::Profile, &[&person, "name=Ane"]);
    make(
        &house,
        Kind::Outing,
        &[
            "title=Museoa",
            "start=2026-12-05T14:00",
            "legs.b.what=return",
            &format!("roster.{PERSON}=-"),
        ],
    );
    meet(&mut house, &mikel);
    let check = |house: &House, phone: &Phone, seen, place: &str| {
        let new = NewCheck {
            leg: Some("b".into()),
            people: owned(&["Ane"]),
            seen,
            with: None,
            place: Some(place.into()),
        };
        phone.device.check_heads(house.space, None, &new).unwrap();
    };
    check(&house, &house.owner, Seen::Present, "autobusa");
    assert_eq!(all(&house.owner), []);
    check(&house, &mikel, Seen::Absent, "aparkalekua");
    meet(&mut house, &mikel);
    let told = all(&house.owner);
    assert_eq!((told.len(), told[0].sides.len()), (1, 2), "{told:?}");
    assert_eq!(all(&mikel).len(), 1);
    for (language, words) in [
        (
            Language::Fr,
            ["Désaccord", "Ane · Museoa", "retour", "autobusa", "aparkalekua"],
        ),
        (
            Language::Eu,
            [
                "ez datoz bat",
                "Ane · Museoa",
                "itzultzean",
                "autobusa",
                "aparkalekua",
            ],
        ),
        (
            Language::Es,
            [
                "No hay acuerdo",
                "Ane · Museoa",
                "al volver",
                "autobusa",
                "aparkalekua",
            ],
        ),
    ] {
        let text = sentence(&told[0], language);
        for word in words {
            assert!(text.contains(word), "{word}: {text}");
        }
    }
    // Somebody looked: she is there. The choice stands in what the other phone said, too.
    let there = Says::Fields(vec![
        ("seen".into(), "present".into()),
        ("place".into(), "autobusa".into()),
    ]);
    let side = told[0].sides.iter().position(|side| side.says == there).unwrap();
    let id = told[0].object.to_string();
    house
        .owner
        .device
        .keep_conflict(&id[..8], None, &(side + 1).to_string())
        .unwrap();
    meet(&mut house, &mikel);
    for phone in [&house.owner, &mikel] {
        assert_eq!(all(phone), []);
        let heads = phone.device.heads(house.space, None, Some("b")).unwrap().heads;
        assert!(heads.nobody_is_missing(), "{heads:?}");
        let settled = phone.device.settled_conflicts(None, 9).unwrap();
        assert_eq!((settled.len(), settled[0].by), (1, Some(0)), "{settled:?}");
        assert!(matches!(
            settled[0].of,
            ConflictOf::Heads {
                moment: Some("return"),
                ..
            }
        ));
    }
    // It goes on: who looks again says otherwise, and then takes it back.
    check(&house, &mikel, Seen::Absent, "hondartza");
    meet(&mut house, &mikel);
    assert_eq!(all(&house.owner).len(), 1);
    // Counted again by who chose, in the same words: nobody is overruled by an old choice.
    check(&house, &house.owner, Seen::Present, "autobusa");
    meet(&mut house, &mikel);
    assert_eq!(all(&mikel).len(), 1);
    mikel
        .device
        .take_back_check(house.space, None, Some("b"), "Ane")
        .unwrap();
    meet(&mut house, &mikel);
    for phone in [&house.owner, &mikel] {
        assert_eq!(all(phone), []);
        assert_eq!(phone.device.settled_conflicts(None, 9).unwrap()[0].by, Some(1));
    }
}
