use super::*;
use crate::domain::kind::{Kind, Shape, choices};
use chrono_tz::Europe::Paris;
use proptest::prelude::*;

fn read(scalar: Scalar, text: &str) -> Result<Plain, &'static str> {
    scalar
        .parse(text, Paris)
        .map(|written| written.value)
        .map_err(|problem| problem.code())
}

#[test]
fn people_write_money_durations_and_hours_in_their_own_way() {
    for (text, cents) in [
        ("5", 500),
        ("5,5", 550),
        ("5.50", 550),
        ("5,50 €", 550),
        ("0", 0),
        ("12€", 1_200),
    ] {
        assert_eq!(read(Scalar::Cents, text), Ok(Plain::Int(cents)), "{text}");
    }
    for (text, minutes) in [
        ("90", 90),
        ("90 min", 90),
        ("1h30", 90),
        ("1 h 30", 90),
        ("2h", 120),
        ("2 ordu", 120),
        ("1h30min", 90),
    ] {
        assert_eq!(
            read(Scalar::Minutes(1_000), text),
            Ok(Plain::Int(minutes)),
            "{text}"
        );
    }
    for (text, days) in [
        ("14", 14),
        ("14 jours", 14),
        ("2 aste", 14),
        ("3 meses", 90),
        ("1 an", 365),
        ("7 egun", 7),
    ] {
        assert_eq!(read(Scalar::Days(400), text), Ok(Plain::Int(days)), "{text}");
    }
    for (text, minute) in [
        ("14:30", 870),
        ("14 h 30", 870),
        ("9h", 540),
        ("0:00", 0),
        ("23:59", 1_439),
    ] {
        assert_eq!(read(Scalar::Clock, text), Ok(Plain::Int(minute)), "{text}");
    }
    for (text, yes) in [
        ("oui", true),
        ("BAI", true),
        ("sí", true),
        ("Non", false),
        ("ez", false),
        ("no", false),
    ] {
        assert_eq!(read(Scalar::YesNo, text), Ok(Plain::Bool(yes)), "{text}");
    }
}

#[test]
fn what_is_not_meant_is_not_guessed() {
    for (scalar, bad) in [
        (Scalar::Cents, "5,"),
        (Scalar::Cents, "5,505"),
        (Scalar::Cents, "-5"),
        (Scalar::Cents, "€"),
        (Scalar::Minutes(1_000), "1h3x"),
        (Scalar::Minutes(1_000), "h"),
        (Scalar::Minutes(1_000), "2 jours"),
        (Scalar::Days(400), "2 h"),
        (Scalar::Days(400), ""),
        (Scalar::Clock, "24:00"),
        (Scalar::Clock, "14:"),
        (Scalar::Clock, "14"),
        (Scalar::YesNo, "peut-être"),
        (Scalar::Day, "2026-11-28T14:00"),
        (Scalar::Day, "28/11/2026"),
        (Scalar::Moment, "28/11/2026"),
        (Scalar::Person, "ane"),
        (Scalar::Picture, "00"),
        (Scalar::Pictogram, "Bus!"),
        (Scalar::Row("legs"), "Premier"),
        (Scalar::Latitude, "nord"),
        (Scalar::Language, "français"),
        (Scalar::Country, "France"),
        (Scalar::Phone, "appelez"),
        (Scalar::Email, "ane"),
        (Scalar::Web, "ekin.eus"),
    ] {
        assert_eq!(read(scalar, bad), Err("form"), "{scalar:?} {bad}");
    }
    assert_eq!(read(Scalar::Zone, "Europe/Baiona"), Err("unknown_zone"));
    assert_eq!(read(Scalar::Choice(choices::LEG), "siesta"), Err("choice"));
    assert_eq!(
        read(Scalar::Choice(choices::LEG), "Pick-up"),
        Ok(Plain::from("pick_up"))
    );
    assert_eq!(read(Scalar::Line(3), "abcd"), Err("too_long"));
    assert_eq!(read(Scalar::Line(9), "a\u{202e}b"), Err("control_character"));
    assert_eq!(read(Scalar::Number { min: 1, max: 50 }, "0"), Err("out_of_range"));
    assert_eq!(read(Scalar::Latitude, "91"), Err("out_of_range"));
    assert_eq!(read(Scalar::Days(30), "31"), Err("out_of_range"));
}

#[test]
fn a_value_of_another_type_is_never_read() {
    let values = [
        Plain::Null,
        Plain::Bool(true),
        Plain::Int(i64::MIN),
        Plain::Int(i64::MAX),
        Plain::Str("\u{0}".into()),
        Plain::Bytes(vec![0; 3]),
        Plain::List(vec![]),
        Plain::Map(Default::default()),
        Plain::Text("x".into()),
    ];
    for field in Kind::ALL.iter().flat_map(|kind| kind.fields()) {
        let columns = match field.shape {
            Shape::Table(columns) => columns,
            _ => std::slice::from_ref(field),
        };
        for scalar in columns.iter().filter_map(|column| column.scalar()) {
            for value in &values {
                let right = scalar == Scalar::YesNo && matches!(value, Plain::Bool(_));
                assert_eq!(scalar.accepts(value).is_ok(), right, "{scalar:?} {value:?}");
            }
        }
    }
}

/// Any value that a scalar takes.
fn value_of(scalar: Scalar) -> BoxedStrategy<Plain> {
    let text = |pattern: &'static str| pattern.prop_map(Plain::Str).boxed();
    match scalar {
        Scalar::YesNo => any::<bool>().prop_map(Plain::Bool).boxed(),
        Scalar::Instant => (-30_000_000i64..120_000_000)
            .prop_map(|n| Plain::Int(n * 60_000))
            .boxed(),
        Scalar::Day => text("20[0-9]{2}-0[1-9]-[12][0-8]"),
        Scalar::Moment => text("20[0-9]{2}-0[1-9]-[12][0-8](T1[0-9]:[0-5][0-9])?"),
        Scalar::Line(_) => text("[a-zé,\\\\](.{0,9}[a-z])?")
            .prop_filter("showable", |v| Scalar::Line(40).accepts(v).is_ok())
            .boxed(),
        Scalar::Prose(_) => text("[a-zé](\n?[a-z ]{0,9}[a-z]){0,3}"),
        Scalar::Choice(choice) => prop::sample::select(choice.words.to_vec())
            .prop_map(Plain::from)
            .boxed(),
        Scalar::Person | Scalar::Object => any::<[u8; 16]>().prop_map(|b| Plain::Bytes(b.to_vec())).boxed(),
        Scalar::Picture => any::<[u8; 32]>().prop_map(|b| Plain::Bytes(b.to_vec())).boxed(),
        Scalar::Language => text("(fr|eu-ES|zh-Hant|oc)"),
        Scalar::Zone => text("(Europe/Paris|Europe/Madrid|UTC)"),
        Scalar::Country => text("[A-Z]{2}"),
        Scalar::Phone => text("\\+?[0-9]( ?[0-9]{2}){1,6}"),
        Scalar::Email => text("[a-z]{1,9}@[a-z]{1,9}\\.eus"),
        Scalar::Web => text("https://[a-z]{1,9}\\.eus/[a-z]{0,9}"),
        Scalar::Pictogram => text("[a-z][a-z0-9-]{0,30}"),
        Scalar::Row(_) => text("[a-z][a-z0-9_]{0,11}"),
        _ => {
            let (min, max) = scalar.range().unwrap();
            (min..=max).prop_map(Plain::Int).boxed()
        }
    }
}

/// Every scalar of every table, each once.
fn scalars() -> Vec<Scalar> {
    let mut all = Vec::new();
    for field in Kind::ALL.iter().flat_map(|kind| kind.fields()) {
        let columns = match field.shape {
            Shape::Table(columns) => columns,
            _ => std::slice::from_ref(field),
        };
        for scalar in columns.iter().filter_map(|column| column.scalar()) {
            if !all.contains(&scalar) {
                all.push(scalar);
            }
        }
    }
    all
}

proptest! {
    #[test]
    fn what_is_written_is_read_again((scalar, value) in prop::sample::select(scalars()).prop_flat_map(|s| (Just(s), value_of(s)))) {
        prop_assert_eq!(scalar.accepts(&value), Ok(()));
        let zone = (scalar == Scalar::Instant).then_some(Zone::Known(Tz::Europe__Madrid));
        let written = scalar.write(&value, zone.as_ref());
        prop_assert_eq!(scalar.parse(&written, Paris), Ok(Written { value, zone }), "{}", written);
    }

    #[test]
    fn any_text_is_read_or_refused(scalar in prop::sample::select(scalars()), text in any::<String>()) {
        if let Ok(written) = scalar.parse(&text, Paris) {
            prop_assert_eq!(scalar.accepts(&written.value), Ok(()));
        }
    }
}
