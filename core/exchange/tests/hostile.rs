//! Whatever bytes come, an importer answers: no panic, no hang, and the account of values still adds up.

#![allow(clippy::unwrap_used)]

use std::time::{Duration, Instant};

use ekin_exchange::draft::{Answer, Draft};
use ekin_exchange::{Context, ExportFormat, Format, How, Limits, Mapping, detect, export, import};
use proptest::prelude::*;

fn context() -> Context {
    Context {
        territory_zone: chrono_tz::Europe::Paris,
        default_language: "fr".into(),
    }
}

const FORMATS: [Format; 6] = [
    Format::OpenAgenda,
    Format::ICalendar,
    Format::MednumCsv,
    Format::MednumJson,
    Format::Ekin,
    Format::EkinCsv,
];
const SAMPLES: [&[u8]; 8] = [
    include_bytes!("data/openagenda.json"),
    include_bytes!("data/calendar.ics"),
    include_bytes!("data/mednum.csv"),
    include_bytes!("data/mednum.json"),
    include_bytes!("data/ekin.json"),
    include_bytes!("data/ekin.csv"),
    include_bytes!("data/survey.csv"),
    include_bytes!("data/latin1.ics"),
];

fn mapping() -> Mapping {
    Mapping::parse(include_str!("data/survey.toml")).unwrap()
}

/// Everything in a draft that a screen may turn into a link.
fn addresses(draft: &Draft) -> impl Iterator<Item = &String> {
    let answers = draft.answer.iter().filter_map(|a| match a {
        Answer::Url(url) => Some(url),
        _ => None,
    });
    let one = [
        draft.organiser.as_ref().and_then(|o| o.url.as_ref()),
        draft.place.as_ref().and_then(|p| p.online.as_ref()),
        draft.source.as_ref().and_then(|s| s.url.as_ref()),
    ];
    answers
        .chain(one.into_iter().flatten())
        .chain(draft.images.iter().map(|i| &i.url))
}

/// Every importer on these bytes.
fn all(bytes: &[u8]) {
    let (context, limits, mapping) = (context(), Limits::default(), mapping());
    let _ = detect(bytes, None);
    let ways = FORMATS.into_iter().map(|f| How {
        format: Some(f),
        ..How::default()
    });
    let tables = [Format::Csv, Format::Json].map(|f| How {
        format: Some(f),
        mapping: Some(&mapping),
        file_name: None,
    });
    for how in ways.chain(tables).chain([How::default()]) {
        if let Ok(import) = import(bytes, how, &context, &limits) {
            let listed: u64 = import.losses.iter().map(|l| l.leaves).sum();
            assert_eq!(listed, import.leaves.left_out);
            for entry in &import.drafts {
                assert!(!entry.draft.title.is_empty());
                let written = serde_json::to_string(&entry.draft).unwrap();
                assert!(
                    !written.contains(['\u{202e}', '\u{2066}', '\u{200b}', '\u{feff}', '\u{7f}']),
                    "{written}"
                );
                assert!(
                    addresses(&entry.draft).all(|a| a.to_lowercase().starts_with("http")),
                    "{written}"
                );
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        all(&bytes);
    }

    #[test]
    fn any_calendar_lines(lines in proptest::collection::vec(
        "(BEGIN:|END:|DTSTART|DTEND|RRULE|RDATE|EXDATE|DURATION|GEO|ATTACH|TZID|CATEGORIES|SUMMARY|X-EKIN|ORGANIZER)?(;TZID=|;VALUE=DATE|;VALUE=RECUR|;VALUE=PERIOD|;ENCODING=BASE64|;ENCODING=QUOTED-PRINTABLE|;CN=\"|;CHARSET=x)?[:;]?(VEVENT|VTIMEZONE|FREQ=DAILY;COUNT=|[0-9]{8}T[0-9]{6}Z?|P[0-9]{1,20}[DW]|=|,|/|\\PC){0,6}", 0..30)) {
        all(format!("BEGIN:VEVENT\nSUMMARY:a\n{}\nEND:VEVENT\n", lines.join("\n")).as_bytes());
    }

    #[test]
    fn samples_with_bytes_changed(
        sample in 0..SAMPLES.len(), at in any::<prop::sample::Index>(), cut in any::<bool>(),
        by in prop_oneof![
            proptest::collection::vec(any::<u8>(), 0..6),
            Just("\u{202e}javascript:\u{200b}".as_bytes().to_vec()),
            Just(b"99999999999999999999".to_vec()),
            Just(b"\r\nBEGIN:VEVENT\r\n".to_vec()),
        ]) {
        let mut bytes = SAMPLES[sample].to_vec();
        let at = at.index(bytes.len());
        if cut {
            bytes.truncate(at);
            bytes.extend(by);
        } else {
            let end = (at + by.len()).min(bytes.len());
            bytes.splice(at..end, by);
        }
        all(&bytes);
    }
}

/// Runs every importer and says that none took longer than a person would wait.
fn quickly(name: &str, bytes: &[u8]) {
    let start = Instant::now();
    all(bytes);
    assert!(
        start.elapsed() < Duration::from_secs(30),
        "{name}: {:?}",
        start.elapsed()
    );
}

#[test]
fn large_and_deep_inputs_end() {
    quickly("deep lists", &b"[".repeat(1_000_000));
    quickly("deep objects", &b"{\"a\":".repeat(200_000));
    quickly("deep components", &b"BEGIN:VEVENT\n".repeat(100_000));
    quickly("many ends", &b"END:VEVENT\n".repeat(100_000));
    quickly(
        "one long line",
        format!("BEGIN:VEVENT\nSUMMARY:{}\nEND:VEVENT\n", "a,".repeat(500_000)).as_bytes(),
    );
    quickly(
        "folds",
        format!("BEGIN:VEVENT\nSUMMARY:{}\nEND:VEVENT\n", "a\n ".repeat(200_000)).as_bytes(),
    );
    quickly("quotes", "\"".repeat(1_000_000).as_bytes());
    quickly("rows", "ekin_id,title:fr\n,a\n".repeat(20_000).as_bytes());
    quickly(
        "columns",
        format!("ekin_id,title:fr{}\n,a\n", ",title:fr".repeat(20_000)).as_bytes(),
    );
    quickly(
        "scripts",
        format!(
            "[{{\"uid\":1,\"title\":\"{}\"}}]",
            "<script></script><a href='".repeat(20_000)
        )
        .as_bytes(),
    );
    let rule = "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;BYSETPOS=366;COUNT=4294967295";
    quickly(
        "a rule that never comes",
        format!("BEGIN:VEVENT\nSUMMARY:a\nDTSTART:20260101T000000\nRRULE:{rule}\nEND:VEVENT\n").as_bytes(),
    );
    quickly("huge numbers", br#"[{"uid":1e308,"title":"a","age":{"min":-1e300,"max":1e18},"timings":[{"begin":1e18}],"status":99999999999}]"#);
}

#[test]
fn a_series_that_never_comes_is_exported_in_time() {
    let rules = [
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;BYMONTH=4;BYMONTHDAY=31",
        "FREQ=HOURLY;BYYEARDAY=366;BYHOUR=3",
    ];
    let drafts: Vec<Draft> = rules
        .iter()
        .map(|rule| {
            let json = format!(r#"{{"title": {{"fr": "a"}}, "timings": [{{"start": "2026-01-01T10:00", "rrule": "{rule}"}}]}}"#);
            serde_json::from_str(&json).unwrap()
        })
        .collect();
    let start = Instant::now();
    for format in ExportFormat::ALL {
        let export = export(&drafts, format, &context());
        assert!(!export.bytes.is_empty());
    }
    assert!(start.elapsed() < Duration::from_secs(30), "{:?}", start.elapsed());
}

#[test]
fn limits_are_said_and_the_rest_is_read() {
    let limits = Limits {
        bytes: 1 << 20,
        entries: 2,
        dates: 2,
    };
    let json = r#"[{"uid":1,"title":"a"},{"uid":2,"title":"b"},{"uid":3,"title":"c","x":[1,2]}]"#;
    let found = import(json.as_bytes(), How::default(), &context(), &limits).unwrap();
    assert_eq!(found.drafts.len(), 2);
    assert_eq!(found.leaves.mapped + found.leaves.left_out, 8);
    assert!(found.problems.iter().any(|p| p.kind.code() == "too-many-entries"));
    let large = vec![b' '; (1 << 20) + 1];
    assert_eq!(
        import(&large, How::default(), &context(), &limits)
            .unwrap_err()
            .code(),
        "too-large"
    );
    assert_eq!(
        import(b"%PDF-1.4", How::default(), &context(), &limits)
            .unwrap_err()
            .code(),
        "unknown-format"
    );
    assert_eq!(
        import(b"a;b\n1;2\n", How::default(), &context(), &limits)
            .unwrap_err()
            .code(),
        "needs-mapping"
    );
    assert_eq!(
        import(b"{\"a\": ", How::default(), &context(), &limits)
            .unwrap_err()
            .code(),
        "json"
    );
}
