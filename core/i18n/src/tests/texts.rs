//! Walks every text of every language: it formats with no error, shows its arguments, and uses only
//! characters that the bundled font draws.

use crate::{Catalog, Date, Kind, Language, Message, TEXTS, Time, Value, msg};
use crate::{format, style};

/// A text with `n` as each number and a mark as each string.
fn sample(key: &'static str, arguments: &'static [(&'static str, Kind)], n: u64) -> Message {
    let values = arguments
        .iter()
        .map(|(name, kind)| {
            let value = match kind {
                Kind::Number => Value::Number(n),
                Kind::String => Value::Text(format!("«\u{A0}{name}\u{A0}»")),
            };
            (*name, value)
        })
        .collect();
    Message::new(key, values)
}

#[test]
fn every_text_formats_in_every_language_for_every_plural() {
    for language in Language::ALL {
        let catalog = Catalog::new(language);
        for (key, arguments) in TEXTS {
            for n in [0, 1, 2, 21, 1000, 1_000_000] {
                let text = catalog.format(&sample(key, arguments, n));
                assert!(!text.trim().is_empty(), "{language:?} {key} is empty");
                assert_ne!(&text, key, "{language:?} {key} was not found");
                assert!(
                    !text.contains(['{', '}', '\u{2068}', '\u{2069}']),
                    "{language:?} {key}: {text}"
                );
                for (name, kind) in *arguments {
                    assert!(
                        *kind == Kind::Number || text.contains(name),
                        "{language:?} {key} lost {name}: {text}"
                    );
                }
                if let Some(odd) = text.chars().find(|c| !style::is_drawable(*c)) {
                    panic!(
                        "{language:?} {key}: U+{:04X} is not in the font: {text}",
                        u32::from(odd)
                    );
                }
            }
        }
    }
}

#[test]
fn a_text_is_found_by_its_id_with_its_own_arguments_alone() {
    let made = msg::listing_seats_left(2);
    let given = |name: &str, value| vec![(name.to_owned(), value)];
    assert_eq!(
        Message::named(made.key(), given("n", Value::Number(2))),
        Some(made.clone())
    );
    assert_eq!(
        Message::named(made.key(), given("n", Value::Text("2".into()))),
        None
    );
    assert_eq!(Message::named(made.key(), given("m", Value::Number(2))), None);
    assert_eq!(Message::named(made.key(), Vec::new()), None);
    assert_eq!(
        Message::named("listing-seats-lef", given("n", Value::Number(2))),
        None
    );
}

#[test]
fn dates_numbers_and_sizes_use_characters_of_the_font() {
    for language in Language::ALL {
        for month in 1..=12 {
            for day in [1, 2, 11, 21] {
                let date = Date::new(2026, month, day).expect("a day");
                let time = Time::new(day, 5).expect("an hour");
                let texts = [
                    format::date_long_when(language, date),
                    format::moment(language, date, time),
                    format::time_range(language, time, time),
                    format::number(language, 12_345_678),
                    format::money_cents(language, 1_234_550),
                    format::percent(language, 80),
                    format::bytes_size(language, 1_234_567_890),
                    format::duration_ms(language, 125_000),
                ];
                for text in texts {
                    assert!(text.chars().all(style::is_drawable), "{language:?} {text}");
                }
            }
        }
    }
}

#[test]
fn plurals_of_each_language() {
    let seats = |language: Language| {
        let catalog = Catalog::new(language);
        [0, 1, 2, 21, 10_000].map(|n| catalog.format(&msg::listing_seats_left(n)))
    };
    assert_eq!(
        seats(Language::Fr),
        [
            "Complet",
            "1 place libre",
            "2 places libres",
            "21 places libres",
            "10\u{A0}000 places libres"
        ]
    );
    assert_eq!(
        seats(Language::Eu),
        [
            "Beteta",
            "Toki bat libre",
            "2 toki libre",
            "21 toki libre",
            "10.000 toki libre"
        ]
    );
    assert_eq!(
        seats(Language::Es),
        [
            "Completo",
            "1 plaza libre",
            "2 plazas libres",
            "21 plazas libres",
            "10\u{A0}000 plazas libres"
        ]
    );
    let million = Catalog::new(Language::Fr).format(&msg::listing_seats_left(1_000_000));
    assert_eq!(million, "1\u{A0}000\u{A0}000 places libres");
}

#[test]
fn arguments_are_written_in_the_language_of_the_reader() {
    let date = Date::new(2026, 11, 22).expect("a day");
    let of = |language| Catalog::new(language).format(&msg::listing_updated(date));
    assert_eq!(of(Language::Fr), "À jour au dimanche 22 novembre 2026");
    assert_eq!(
        of(Language::Eu),
        "Azken eguneratzea: 2026ko azaroaren 22a, igandea"
    );
    assert_eq!(of(Language::Es), "Actualizado el domingo 22 de noviembre de 2026");

    let inner = |language| {
        Catalog::new(language).format(&msg::listing_accessibility_unsaid(
            msg::listing_accessibility_quiet(),
        ))
    };
    assert_eq!(inner(Language::Fr), "Lieu calme\u{A0}: on ne sait pas");
    assert_eq!(inner(Language::Eu), "Leku lasaia: ez dakigu");
    assert_eq!(inner(Language::Es), "Lugar tranquilo: no se sabe");

    let price = Catalog::new(Language::Fr).format(&msg::listing_price(Value::Cents(550)));
    assert_eq!(price, "Prix\u{A0}: 5,50\u{A0}€");
    let several = Value::from(vec![msg::field_title(), msg::field_place()]);
    assert_eq!(Catalog::new(Language::Eu).value(&several), "izenburua, lekua");
    let when = Value::Moment(date, Time::new(14, 30).expect("an hour"));
    assert_eq!(
        Catalog::new(Language::Es).value(&when),
        "domingo 22 de noviembre de 2026, 14:30"
    );
}

#[test]
fn what_people_write_is_shown_as_it_is() {
    for hostile in ["{ $n }", "-{", "«\u{A0}a\u{A0}»", "ligne\nligne"] {
        let text = Catalog::new(Language::Fr).format(&msg::listing_organiser(hostile));
        assert_eq!(text, format!("Organisé par\u{A0}: {hostile}"));
    }
}

#[test]
fn languages_are_formatted_side_by_side_from_several_threads() {
    let threads: Vec<_> = (0..6)
        .map(|at| {
            std::thread::spawn(move || {
                let language = Language::ALL[at % 3];
                (0..200)
                    .map(|n| Catalog::new(language).format(&msg::listing_seats_left(n)).len())
                    .sum::<usize>()
            })
        })
        .collect();
    let sums: Vec<usize> = threads.into_iter().map(|t| t.join().expect("no panic")).collect();
    assert_eq!(sums[..3], sums[3..]);
}
