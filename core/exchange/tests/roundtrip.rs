//! What is written comes back: OpenAgenda and our own table as the same drafts, iCalendar with the same title,
//! times, place and status.

#![allow(clippy::unwrap_used)]

use ekin_exchange::draft::{
    Accessibility, Ages, Answer, Capacity, Draft, Image, ListingType, Organiser, Place, Price, Source,
    Status, Texts, Timing,
};
use ekin_exchange::{Context, ExportFormat, How, Limits, export, import};
use proptest::option::of;
use proptest::prelude::*;

fn context() -> Context {
    Context {
        territory_zone: chrono_tz::Europe::Paris,
        default_language: "fr".into(),
    }
}

/// Text that the gate leaves as it is, with all that formats trip over.
fn line() -> impl Strategy<Value = String> {
    "[A-Za-zéñçüÀ€'\"&<>;:,|=+@\\\\#(){}\\[\\]0-9-]{1,8}( [A-Za-zéñç<b>&amp;'=|,;#-]{1,7}){0,4}"
}

fn text() -> impl Strategy<Value = String> {
    (line(), proptest::collection::vec(line(), 0..3))
        .prop_map(|(a, b)| std::iter::once(a).chain(b).collect::<Vec<_>>().join("\n"))
}

fn texts(of: impl Strategy<Value = String>, min: usize) -> impl Strategy<Value = Texts> {
    proptest::collection::btree_map(prop_oneof!["fr", "eu", "es", "gsw-u-sd-chzh"], of, min..3)
}

fn url() -> impl Strategy<Value = String> {
    "https://[a-z]{1,6}\\.example/[a-z0-9?&=%+,;~-]{0,12}"
}

fn moment() -> impl Strategy<Value = String> {
    (2020..2035_i32, 1..13_u32, 1..29_u32, 0..24_u32, 0..60_u32)
        .prop_map(|(y, m, d, h, n)| format!("{y}-{m:02}-{d:02}T{h:02}:{n:02}"))
}

fn timing() -> impl Strategy<Value = Timing> {
    let zone = of(prop_oneof![
        Just("Europe/Paris".to_owned()),
        Just("Europe/Madrid".to_owned()),
        Just("America/New_York".to_owned())
    ]);
    let rule = of(prop_oneof![
        Just("FREQ=WEEKLY;BYDAY=MO,FR".to_owned()),
        Just("FREQ=DAILY;COUNT=3".to_owned()),
        Just("FREQ=MONTHLY;UNTIL=20400101T100000;BYDAY=-1SA".to_owned()),
    ]);
    let dates =
        || proptest::collection::btree_set(moment(), 0..3).prop_map(|s| s.into_iter().collect::<Vec<_>>());
    let clock = (moment(), of(1..48_i64), zone, rule.clone(), dates(), dates()).prop_map(
        |(start, hours, tz, rrule, exdate, rdate)| {
            let first = chrono::NaiveDateTime::parse_from_str(&start, "%Y-%m-%dT%H:%M").unwrap();
            let end = hours.map(|h| {
                (first + chrono::TimeDelta::hours(h))
                    .format("%Y-%m-%dT%H:%M")
                    .to_string()
            });
            Timing {
                start,
                end,
                tz,
                rrule,
                exdate,
                rdate,
            }
        },
    );
    let day = (moment(), of(0..5_i64)).prop_map(|(start, days)| {
        let first = chrono::NaiveDateTime::parse_from_str(&start, "%Y-%m-%dT%H:%M")
            .unwrap()
            .date();
        let end = days.map(|d| (first + chrono::TimeDelta::days(d)).to_string());
        Timing {
            start: first.to_string(),
            end,
            ..Timing::default()
        }
    });
    prop_oneof![3 => clock, 1 => day]
}

fn place() -> impl Strategy<Value = Place> {
    let name = || prop_oneof![Just(String::new()), line()];
    let degrees = of((-89_0000000..89_0000000_i32, -179_0000000..179_0000000_i32));
    (name(), name(), name(), name(), of("[A-Z]{2}"), degrees, of(url())).prop_map(
        |(name, address, postcode, town, country, at, online)| Place {
            name,
            address,
            postcode,
            town,
            country,
            lat: at.map(|(a, _)| f64::from(a) / 1e7),
            lon: at.map(|(_, b)| f64::from(b) / 1e7),
            online,
        },
    )
}

fn source() -> impl Strategy<Value = Source> {
    let scheme = prop_oneof![Just("openagenda"), Just("ical"), Just("mednum"), Just("csv")];
    (
        scheme,
        "[0-9]{1,9}|[a-z/@.|,-]{1,12}",
        of(url()),
        of(line()),
        any::<bool>(),
    )
        .prop_map(|(scheme, id, url, name, derived)| Source {
            scheme: scheme.into(),
            id,
            url,
            name,
            derived,
        })
}

fn draft() -> impl Strategy<Value = Draft> {
    let kind = prop_oneof![
        Just(ListingType::Activity),
        Just(ListingType::Need),
        Just(ListingType::Place)
    ];
    let status = prop_oneof![
        Just(Status::Scheduled),
        Just(Status::Full),
        Just(Status::MovedOnline),
        Just(Status::Postponed),
        Just(Status::Cancelled)
    ];
    let answer = prop_oneof![
        url().prop_map(Answer::Url),
        "\\+?[0-9]{6,10}".prop_map(Answer::Phone),
        "[a-z]{1,5}@[a-z]{1,5}\\.example".prop_map(Answer::Email),
    ];
    let said =
        (of(any::<bool>()), of(any::<bool>()), of(any::<bool>())).prop_map(|(motor, hearing, quiet)| {
            Accessibility {
                motor,
                hearing,
                quiet,
                ..Accessibility::default()
            }
        });
    let price = (
        any::<bool>(),
        of(0..100_000_u32),
        of(any::<u32>()),
        texts(text(), 0),
    )
        .prop_map(|(free, from_cents, to_cents, note)| Price {
            free,
            from_cents,
            to_cents,
            note,
        });
    let words = (
        of("[0-9a-f]{32}"),
        kind,
        texts(line(), 1),
        texts(text(), 0),
        texts(text(), 0),
        of(Just("eu".to_owned())),
    );
    let facts = (
        of((line(), of(url())).prop_map(|(name, url)| Organiser { name, url })),
        of(place()),
        proptest::collection::vec(timing(), 0..4),
        status,
        said,
        of(price),
    );
    let more = (
        of((of(0..100_u8), of(any::<u8>())).prop_map(|(min, max)| Ages { min, max })),
        of((1..100_u16, 0..9_u16).prop_map(|(seats, wheelchair)| Capacity {
            seats,
            wheelchair,
            companion: 0,
        })),
        proptest::collection::vec(answer, 0..4),
        proptest::collection::vec(line(), 0..4),
        proptest::collection::vec(
            (url(), texts(line(), 0), of(line())).prop_map(|(url, alt, credit)| Image { url, alt, credit }),
            0..3,
        ),
        of(source()),
        of(line()),
        of(Just("2026-01-02T03:04:05Z".to_owned())),
        texts(text(), 0),
    );
    (words, facts, more).prop_map(|(words, facts, more)| Draft {
        id: words.0,
        listing_type: words.1,
        title: words.2,
        summary: words.3,
        body: words.4,
        original: words.5,
        organiser: facts.0,
        place: facts.1.filter(|p| *p != Place::default()),
        timings: facts.2,
        status: facts.3,
        accessibility: facts.4,
        price: facts.5,
        ages: more.0,
        capacity: more.1,
        answer: more.2,
        tags: more.3,
        images: more.4,
        source: more.5,
        licence: more.6,
        updated: more.7,
        hours: more.8,
        ..Draft::default()
    })
}

/// Drafts as one file holds them: no two with one id.
fn several() -> impl Strategy<Value = Vec<Draft>> {
    proptest::collection::vec(draft(), 1..4).prop_map(|mut drafts| {
        for (n, draft) in drafts.iter_mut().enumerate() {
            draft.id = draft.id.take().map(|id| format!("{n}{}", &id[1..]));
            if let Some(source) = &mut draft.source {
                source.id = format!("{n}{}", source.id);
            }
            draft.title.insert("fr".into(), format!("n{n}"));
        }
        drafts
    })
}

fn again(drafts: &[Draft], format: ExportFormat) -> (Vec<Draft>, String) {
    let export = export(drafts, format, &context());
    let import = import(&export.bytes, How::default(), &context(), &Limits::default()).unwrap();
    (
        import.drafts.into_iter().map(|e| e.draft).collect(),
        String::from_utf8(export.bytes).unwrap(),
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn openagenda_gives_the_same_drafts(drafts in several()) {
        prop_assert_eq!(again(&drafts, ExportFormat::OpenAgenda).0, drafts);
    }

    #[test]
    fn our_table_gives_the_same_drafts(drafts in several()) {
        prop_assert_eq!(again(&drafts, ExportFormat::Csv).0, drafts);
    }

    #[test]
    fn icalendar_gives_the_same_title_times_place_and_status(drafts in several()) {
        let (read, file) = again(&drafts, ExportFormat::ICalendar);
        prop_assert_eq!(read.len(), drafts.len(), "{}", file);
        for (a, b) in read.iter().zip(&drafts) {
            prop_assert_eq!(&a.title, &b.title);
            prop_assert_eq!(&a.timings, &b.timings, "{}", file);
            prop_assert_eq!(&a.place, &b.place);
            prop_assert_eq!(a.status, b.status);
            prop_assert_eq!(&a.id, &b.id);
        }
    }
}
