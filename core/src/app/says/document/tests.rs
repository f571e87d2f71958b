use super::*;
use crate::domain::kind::{By, Contents, FieldSpec, Plain, assign, check, choices, diff};
use crate::domain::language::LanguageTag;
use chrono_tz::Europe::{Madrid, Paris};
use ekin_i18n::{Catalog, Language};

const ID: &str = "000102030405060708090a0b0c0d0e0f";
const READER: Reader<'_> = Reader {
    zone: Paris,
    name: &|person| (person.0[1] == 1).then(|| "Joseph".to_owned()),
};

fn document(kind: Kind, lines: &[&str]) -> Contents {
    let mut contents = Contents::fresh(kind);
    let by = By {
        zone: Paris,
        language: LanguageTag::FR,
    };
    for line in lines {
        assign(kind, line, by)
            .unwrap()
            .iter()
            .for_each(|edit| contents.apply(edit));
    }
    contents
}

/// The three languages' forms, with `_` for U+00A0 so that it is seen here.
fn all(message: &Message) -> [String; 3] {
    Language::ALL.map(|language| Catalog::new(language).format(message).replace('\u{A0}', "_"))
}

fn fields() -> Vec<&'static FieldSpec> {
    let mut all = Vec::new();
    for field in Kind::ALL.iter().flat_map(|kind| kind.fields()) {
        all.push(field);
        if let Shape::Table(columns) = field.shape {
            all.extend(columns);
        }
    }
    all
}

#[test]
fn every_kind_field_and_word_has_a_name_in_three_languages() {
    // The build refuses a message that lacks in a language; here, that each has one of its own.
    let newer = field_name("newer").key();
    for field in fields() {
        assert_ne!(field_name(field.key).key(), newer, "{}", field.key);
    }
    let other = msg::document_word_other();
    for choice in choices::ALL {
        let mut seen = std::collections::BTreeSet::new();
        for each in choice.words {
            let message = word(choice, each);
            assert_ne!(message, other, "{} {each}", choice.name);
            assert!(seen.insert(message.key()), "{} {each}", choice.name);
        }
        assert_eq!(word(choice, "newer"), other);
    }
    for one in Kind::ALL {
        assert!(Kind::ALL.iter().all(|two| one == *two || kind(one) != kind(*two)));
    }
}

#[test]
fn names_in_one_document_differ() {
    for language in Language::ALL {
        let words = Catalog::new(language);
        let differ = |fields: &'static [FieldSpec]| {
            let mut seen = std::collections::BTreeMap::new();
            for field in fields {
                let name = words.format(&field_name(field.key));
                if let Some(other) = seen.insert(name.clone(), field.key) {
                    panic!("{language:?}: {other} and {} are both « {name} »", field.key);
                }
            }
        };
        for kind in Kind::ALL {
            differ(kind.fields());
        }
        for field in fields() {
            if let Shape::Table(columns) = field.shape {
                differ(columns);
            }
        }
    }
}

#[test]
fn a_document_is_shown_line_by_line() {
    let plan = document(
        Kind::Outing,
        &[
            "title.eu=Euskal Museoa",
            "start=2026-11-28T14:00",
            "end=2026-11-28T17:00 Europe/Madrid",
            "transport=bus",
            "accessibility.quiet=oui",
            "legs.l1.what=lunch",
            "price=5,50",
            "keep=14",
            &format!("leaders={ID}"),
            "easy_read_on=2026-11-01",
        ],
    );
    let lines = |at: usize| -> Vec<String> {
        plan.leaves()
            .iter()
            .map(|leaf| all(&shown(leaf, READER))[at].clone())
            .collect()
    };
    assert_eq!(
        lines(0),
        [
            "titre, eu_: Euskal Museoa",
            "relu par des personnes concernées, le_: dimanche 1er novembre 2026",
            "début_: samedi 28 novembre 2026, 14_h",
            "fin_: samedi 28 novembre 2026, 17_h, Heure de_: Europe/Madrid",
            "accessibilité, Lieu calme_: oui",
            "étapes, l1, quoi_: au repas",
            "moyen de transport_: en bus",
            "équipe responsable_: Joseph",
            "prix_: 5,50_€",
            "durée de conservation_: 14 jours",
        ]
    );
    assert_eq!(lines(1)[2], "hasiera: 2026ko azaroaren 28a, larunbata, 14:00");
    assert_eq!(lines(2)[4], "accesibilidad, Lugar tranquilo: sí");
    let stranger = "0f0e0d0c0b0a09080706050403020100";
    let roster = [format!("roster.{ID}=-"), format!("roster.{stranger}=-")];
    let roster: Vec<&str> = roster.iter().map(String::as_str).collect();
    let roster = document(Kind::Outing, &roster);
    let names: Vec<String> = roster
        .leaves()
        .iter()
        .map(|leaf| all(&shown(leaf, READER))[0].clone())
        .collect();
    let unknown = format!("liste des participants, {stranger}_: -");
    assert_eq!(names, ["liste des participants, Joseph_: -".to_owned(), unknown]);
    let quiet = document(Kind::Settings, &["quiet_from=21:00"]);
    assert_eq!(
        all(&shown(&quiet.leaves()[0], READER))[0],
        "début des heures calmes_: 21_h"
    );
    let story = document(Kind::Story, &["lasts=1h30"]);
    assert_eq!(all(&shown(&story.leaves()[0], READER))[2], "duración: 90 minutos");
}

#[test]
fn what_a_newer_version_wrote_is_shown_as_other() {
    let values = [
        ("transport", Plain::from("tram")),
        ("mood", Plain::from("gai")),
        ("seats", Plain::Int(-1)),
    ];
    let values = values
        .into_iter()
        .map(|(key, value)| (key.to_owned(), value))
        .collect();
    let plan = Contents::new(Kind::Outing, values);
    let lines: Vec<_> = plan
        .leaves()
        .iter()
        .map(|leaf| all(&shown(leaf, READER))[0].clone())
        .collect();
    assert_eq!(
        lines,
        [
            "moyen de transport_: autre, écrit par un Ekin plus récent",
            "places_: -1",
            "autre champ, écrit par un Ekin plus récent_: mood_: gai",
        ]
    );
}

#[test]
fn a_change_is_told_in_words() {
    let before = document(Kind::Outing, &["start=2026-11-28T14:00", "transport=bus"]);
    let after = document(Kind::Outing, &["start=2026-11-28T14:30", "seats=10"]);
    let changes = diff(&before, &after);
    let told: Vec<_> = changes.iter().map(|each| all(&change(each, READER))).collect();
    assert_eq!(
        told[0],
        [
            "début_: samedi 28 novembre 2026, 14_h_30. Avant_: samedi 28 novembre 2026, 14_h",
            "hasiera: 2026ko azaroaren 28a, larunbata, 14:30. Lehen: 2026ko azaroaren 28a, larunbata, 14:00",
            "comienzo: sábado 28 de noviembre de 2026, 14:30. Antes: sábado 28 de noviembre de 2026, 14:00",
        ]
    );
    assert_eq!(told[1][1], "tokiak, gehituta: 10");
    assert_eq!(told[2][0], "moyen de transport, enlevé. Avant_: en bus");
    assert_eq!(told.len(), 3);
}

#[test]
fn an_error_names_the_field_and_says_what_to_do() {
    let by = By {
        zone: Madrid,
        language: LanguageTag::EU,
    };
    let typed = |kind: Kind, line: &str| all(&field_error(&assign(kind, line, by).unwrap_err()));
    assert_eq!(
        typed(Kind::Outing, "start=demain"),
        [
            "début_: «_demain_» n’est pas un jour avec une heure. Écrivez par exemple 2026-11-28T14:30.",
            "hasiera: «_demain_» ez da egun bat bere orduarekin. Idatzi, adibidez, 2026-11-28T14:30.",
            "Campo: comienzo. «_demain_» no es un día con su hora. Escriba, por ejemplo, 2026-11-28T14:30.",
        ]
    );
    assert_eq!(
        typed(Kind::Outing, "legs=l1")[0],
        "étapes_: dites aussi laquelle, après un point, par exemple_: legs.a.what"
    );
    assert_eq!(
        typed(Kind::Outing, "accessibility=oui")[0],
        "accessibilité_: dites aussi laquelle, après un point, par exemple_: accessibility.quiet"
    );
    assert_eq!(
        typed(Kind::Note, "allergies=arachide")[0],
        "allergies_: Ekin ne connaît pas «_allergies_» dans ce document_: note. Vérifiez le nom."
    );
    assert_eq!(
        typed(Kind::Note, "humeur=gaie")[0],
        "humeur_: Ekin ne connaît pas «_humeur_» dans ce document_: note. Vérifiez le nom."
    );
    assert_eq!(
        typed(Kind::Outing, "packing.a.packed_for=tous")[0],
        "à emporter, a, à préparer pour_: «_tous_» n’est pas accepté. Choisissez parmi_: each, group, carers."
    );
    let plan = document(
        Kind::Outing,
        &["title=Musée", "start=2026-11-28T14:00", "end=2026-11-28T13:00"],
    );
    let found = check(&plan, SpaceKind::Outing);
    assert_eq!(
        all(&field_error(&found[0]))[0],
        "fin_: c’est avant «_début_». Corrigez l’un des deux."
    );
    let refused = Kind::Settings.lives_in(SpaceKind::Catalogue).unwrap_err();
    assert_eq!(
        all(&wrong_space(refused))[0],
        "Cet espace ne garde pas ce document_: réglages. Il a sa place ici_: maison, équipe, cet appareil."
    );
}

#[test]
fn every_problem_has_words_of_its_own() {
    use crate::domain::field;
    let given = || "x".to_owned();
    let other = "start";
    let all_problems = [
        Problem::Value(field::Problem::Missing),
        Problem::Form {
            expected: Form::Instant,
            given: given(),
        },
        Problem::Form {
            expected: Form::Day,
            given: given(),
        },
        Problem::Form {
            expected: Form::Clock,
            given: given(),
        },
        Problem::Form {
            expected: Form::Minutes,
            given: given(),
        },
        Problem::Form {
            expected: Form::Days,
            given: given(),
        },
        Problem::Form {
            expected: Form::Money,
            given: given(),
        },
        Problem::Form {
            expected: Form::YesNo,
            given: given(),
        },
        Problem::Form {
            expected: Form::Id,
            given: given(),
        },
        Problem::Form {
            expected: Form::Picture,
            given: given(),
        },
        Problem::Form {
            expected: Form::Pictogram,
            given: given(),
        },
        Problem::Form {
            expected: Form::RowName,
            given: given(),
        },
        Problem::Form {
            expected: Form::Assignment,
            given: given(),
        },
        Problem::Choice {
            choice: choices::LEG,
            given: given(),
        },
        Problem::NoField { given: given() },
        Problem::NeedsBelow,
        Problem::NotAList,
        Problem::Unreadable,
        Problem::NoSuchHour { given: given() },
        Problem::Before { other },
        Problem::After { other },
        Problem::Above { other },
        Problem::Needs { other },
        Problem::NoRow {
            table: "legs",
            row: given(),
        },
        Problem::Same { other },
        Problem::Contradicts { other },
        Problem::CareAtHome,
    ];
    let mut seen = std::collections::BTreeSet::new();
    for problem in all_problems {
        let error = FieldError {
            kind: Kind::Outing,
            path: "end".into(),
            problem,
        };
        for text in all(&field_error(&error)) {
            assert!(seen.insert(text.clone()), "{text}");
        }
    }
}
