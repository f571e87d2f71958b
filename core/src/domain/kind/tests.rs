//! What holds for every table of fields, and for documents of every kind.

use std::collections::{BTreeMap, BTreeSet};

use super::schema::{Given, MAX_KEY};
use super::*;
use crate::domain::accessibility::Access;
use crate::domain::language::LanguageTag;
use crate::domain::listing_type::ListingType;
use crate::domain::status::Status;
use chrono_tz::Europe::Paris;

mod laws;
mod reading;
mod rules;

const BY: By = By {
    zone: Paris,
    language: LanguageTag::FR,
};
pub(super) const ID: &str = "000102030405060708090a0b0c0d0e0f";

/// A new document with these assignments.
fn document(kind: Kind, assignments: &[&str]) -> Contents {
    let mut contents = Contents::fresh(kind);
    for text in assignments {
        let edits = assign(kind, text, BY).unwrap_or_else(|error| panic!("{text}: {error}"));
        edits.iter().for_each(|edit| contents.apply(edit));
    }
    contents
}

/// The least that a document of each kind says.
fn least(kind: Kind) -> Vec<String> {
    let title = "title=Le Musée basque".to_owned();
    let start = "start=2026-11-28T14:00".to_owned();
    match kind {
        Kind::Settings => vec![],
        Kind::Outing => vec![title, start],
        Kind::Profile => vec![format!("person={ID}"), "name=Joseph E.".to_owned()],
        Kind::Tournament => vec![title, start, "game=Mus".to_owned()],
        _ => vec![title],
    }
}

fn least_document(kind: Kind) -> Contents {
    let least = least(kind);
    document(kind, &least.iter().map(String::as_str).collect::<Vec<_>>())
}

/// A space in which the kind may live, the strictest first.
fn space(kind: Kind) -> SpaceKind {
    if kind == Kind::Profile {
        SpaceKind::Staff
    } else {
        kind.spaces()[0]
    }
}

fn problems(contents: &Contents, space: SpaceKind) -> Vec<(String, &'static str)> {
    check(contents, space)
        .into_iter()
        .map(|error| (error.path, error.problem.code()))
        .collect()
}

/// Every field and column: its table, and itself.
fn specs() -> Vec<(Kind, &'static str, &'static FieldSpec)> {
    let mut all = Vec::new();
    for kind in Kind::ALL {
        for field in kind.fields() {
            all.push((kind, "", field));
            if let Shape::Table(columns) = field.shape {
                all.extend(columns.iter().map(|column| (kind, field.key, column)));
            }
        }
    }
    all
}

#[test]
fn keys_are_those_of_the_protocol() {
    for (kind, table, field) in specs() {
        let at = format!("{kind:?} {table} {}", field.key);
        let snake = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_';
        assert!(
            field.key.bytes().all(snake) && field.key.as_bytes()[0].is_ascii_lowercase(),
            "{at}"
        );
        // An instant's zone has a key of its own.
        assert!(field.key.len() + "_zone".len() <= MAX_KEY, "{at}");
        // The row, a dot, the column, a dot and the longest tag still fit what a change may carry (protocol 6, rule 9).
        assert!(
            table.is_empty() || 12 + 1 + field.key.len() + 1 + 35 <= 64,
            "{at}"
        );
        assert_ne!(field.key, "v", "{at}");
        assert!(
            !field.translated || matches!(field.shape, Shape::One(Scalar::Line(_) | Scalar::Prose(_))),
            "{at}"
        );
        assert!(
            table.is_empty() || matches!(field.shape, Shape::One(_)),
            "{at}: a cell is a scalar"
        );
        assert!(
            !field.required || field.default.is_none(),
            "{at}: what has a default lacks never"
        );
    }
    for kind in Kind::ALL {
        let mut seen = BTreeSet::new();
        for field in kind.fields() {
            assert!(seen.insert(field.key), "{kind:?} {}", field.key);
            // `start_zone` is the zone of `start`, and nothing else may be called so.
            assert!(!field.key.ends_with("_zone"), "{kind:?} {}", field.key);
        }
    }
}

#[test]
fn every_default_keeps_its_own_rules_and_is_a_known_word() {
    let mut defaults = 0;
    for (kind, table, field) in specs() {
        let Some(given) = field.default else { continue };
        let at = format!("{kind:?} {table} {}", field.key);
        defaults += 1;
        let scalar = field.scalar().unwrap();
        let values = match (field.shape, given.plain()) {
            (Shape::List(_), Plain::List(items)) => items,
            (Shape::One(_), value) => vec![value],
            _ => panic!("{at}: only values and lists have defaults"),
        };
        for value in &values {
            assert_eq!(scalar.accepts(value), Ok(()), "{at}");
            if let (Scalar::Choice(choice), Plain::Str(word)) = (scalar, value) {
                assert!(choice.knows(word), "{at}");
            }
        }
        if let Given::Words(words) = given {
            assert!(!words.is_empty(), "{at}");
        }
    }
    assert!(defaults > 30);
}

#[test]
fn a_new_document_lacks_only_what_must_be_said_and_then_has_no_problem() {
    for kind in Kind::ALL {
        let missing: BTreeSet<String> = problems(&Contents::fresh(kind), space(kind))
            .into_iter()
            .map(|p| p.0)
            .collect();
        let required: BTreeSet<String> = kind
            .fields()
            .iter()
            .filter(|field| field.required)
            .map(|field| field.key.to_owned())
            .collect();
        assert_eq!(missing, required, "{kind:?}");
        assert_eq!(problems(&least_document(kind), space(kind)), [], "{kind:?}");
        assert_eq!(Contents::fresh(kind).version(), VERSION);
        assert_eq!(Contents::fresh(kind).leaves(), []);
    }
}

#[test]
fn kinds_go_both_ways() {
    for kind in Kind::ALL {
        assert_eq!(Kind::from_number(kind.number()), Some(kind));
        assert_eq!(Kind::from_word(kind.word()), Some(kind));
    }
    // Records, and a kind of a newer version.
    for number in [0, 10, 31, 32, 44, 32_768] {
        assert_eq!(Kind::from_number(number), None);
    }
    assert_eq!(Kind::from_word("claim"), None);
}

#[test]
fn choices_are_those_of_the_listing() {
    let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    let types: Vec<_> = ListingType::ALL.iter().map(|t| t.as_str().to_owned()).collect();
    assert_eq!(words(choices::LISTING_TYPE.words), types);
    let states: Vec<_> = Status::ALL.iter().map(|s| s.as_str().to_owned()).collect();
    assert_eq!(words(choices::LISTING_STATUS.words), states);
    let questions: Vec<_> = Access::ALL.iter().map(|q| q.name().to_owned()).collect();
    assert_eq!(words(choices::ACCESS.words), questions);
    let mut names = BTreeSet::new();
    for choice in choices::ALL {
        assert!(names.insert(choice.name), "{}", choice.name);
        let each: BTreeSet<_> = choice.words.iter().collect();
        assert_eq!(each.len(), choice.words.len(), "{}", choice.name);
        for word in choice.words {
            assert_eq!(Scalar::Choice(choice).accepts(&Plain::from(*word)), Ok(()));
        }
    }
}

#[test]
fn personal_data_stands_in_a_profile_alone() {
    for (kind, table, field) in specs() {
        if table.is_empty() {
            // The id itself says nothing; everything else in a profile is the person's.
            let personal = kind == Kind::Profile && field.key != "person";
            assert_eq!(field.personal, personal, "{kind:?} {}", field.key);
            assert!(!field.care || field.personal, "{kind:?} {}", field.key);
        }
        let reaches = matches!(field.scalar(), Some(Scalar::Email))
            || field.key.contains("born")
            || field.key.contains("allerg");
        let public = kind == Kind::Draft && field.key == "answer_email";
        assert!(
            !reaches || public || kind == Kind::Profile,
            "{kind:?} {}",
            field.key
        );
    }
    let unit = |kind: Kind, field: &str| {
        document(kind, &[&format!("{field}={ID}")])
            .unit()
            .unwrap()
            .to_string()
    };
    assert_eq!(unit(Kind::Profile, "person"), ID);
    assert_eq!(unit(Kind::Note, "about"), ID);
    assert_eq!(least_document(Kind::Note).unit(), None);
    assert_eq!(least_document(Kind::Outing).unit(), None);
}

#[test]
fn no_document_lives_in_public_and_care_not_at_home() {
    for kind in Kind::ALL {
        let refused = WrongSpace {
            kind,
            space: SpaceKind::Catalogue,
        };
        assert_eq!(kind.lives_in(SpaceKind::Catalogue), Err(refused));
        assert_eq!(kind.lives_in(space(kind)), Ok(()));
    }
    assert!(Kind::Settings.lives_in(SpaceKind::Outing).is_err());
    assert!(Kind::Outing.lives_in(SpaceKind::Personal).is_err());
    let mut lines = least(Kind::Profile);
    lines.extend([
        "allergies=arachide".to_owned(),
        "contacts.nora.phone=05 59 00 00 00".to_owned(),
        "contacts.nora.name=Nora".to_owned(),
    ]);
    let profile = document(
        Kind::Profile,
        &lines.iter().map(String::as_str).collect::<Vec<_>>(),
    );
    let care = |space| {
        problems(&profile, space)
            .into_iter()
            .map(|p| p.0)
            .collect::<Vec<_>>()
    };
    assert_eq!(
        care(SpaceKind::Home),
        ["allergies", "contacts.nora.name", "contacts.nora.phone"]
    );
    assert_eq!(care(SpaceKind::Staff), [""; 0]);
    assert_eq!(care(SpaceKind::Outing), [""; 0]);
}

#[test]
fn the_shape_in_json_is_stable() {
    let mut plan = document(
        Kind::Outing,
        &[
            "title=Le Musée basque",
            "title.eu=Euskal Museoa",
            "start=2026-11-28T14:00",
            "place_lat=43.4929",
            "seats=10",
            &format!("roster.{ID}=mendi"),
            &format!("leaders={ID}"),
            "legs.aller.what=departure",
            "legs.aller.at=2026-11-28T13:30 Europe/Madrid",
            "packing.coat.name.eu=Beroki bat",
            "accessibility.quiet=oui",
            "notes=Prendre le bus 8.\nRetour au chaud.",
        ],
    );
    let newer = BTreeMap::from([("k".to_owned(), Plain::Bytes(vec![0xab, 1]))]);
    plan.apply(&Edit::Put {
        root: "mood".into(),
        inner: None,
        value: Plain::Map(newer),
    });
    let expected = serde_json::json!({
        "kind": "outing",
        "version": 1,
        "read_only": false,
        "fields": {
            "title": { "eu": "Euskal Museoa", "fr": "Le Musée basque" },
            "start": { "at": "2026-11-28T13:00:00Z", "zone": "Europe/Paris" },
            "place_lat": 43.4929,
            "accessibility": { "quiet": true },
            "legs": { "aller": {
                "what": "departure",
                "at": { "at": "2026-11-28T12:30:00Z", "zone": "Europe/Madrid" },
            } },
            "seats": 10,
            "leaders": [ID],
            "roster": { ID: "mendi" },
            "packing": { "coat": { "name": { "eu": "Beroki bat" } } },
            "notes": "Prendre le bus 8.\nRetour au chaud.",
        },
        "other": { "mood": { "k": "ab01" } },
    });
    assert_eq!(serde_json::to_value(&plan).unwrap(), expected);
}
