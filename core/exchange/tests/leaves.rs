//! Every value of an input is mapped or listed as left out: counted here by another reader than the importers'.

// The functions that tests share are tests too; clippy only knows those that bear the attribute.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr)]

use std::path::{Path, PathBuf};

use ekin_exchange::{Context, Draft, ExportFormat, How, Import, Limits, Mapping, export, import};
use serde_json::Value;

fn context() -> Context {
    Context {
        territory_zone: chrono_tz::Europe::Paris,
        default_language: "fr".into(),
    }
}

/// The folder of real files, where it is present.
fn shared() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
    if folder.is_dir() {
        return Some(folder);
    }
    eprintln!(
        "SKIPPED: {} is not there; only our own samples were read",
        folder.display()
    );
    None
}

fn own() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data")
}

fn text(bytes: &[u8]) -> String {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => bytes.iter().map(|b| char::from(*b)).collect(),
    }
}

fn json_leaves(value: &Value) -> u64 {
    let mut open = vec![value];
    let mut count = 0;
    while let Some(value) = open.pop() {
        match value {
            Value::Array(a) if !a.is_empty() => open.extend(a),
            Value::Object(o) if !o.is_empty() => open.extend(o.values()),
            _ => count += 1,
        }
    }
    count
}

/// Cells below the header, by a state machine over the characters.
fn csv_leaves(text: &str) -> u64 {
    let separator = [',', ';', '\t']
        .into_iter()
        .max_by_key(|s| text.lines().next().unwrap().matches(*s).count())
        .unwrap();
    let (mut rows, mut cells, mut any, mut quoted) = (0_u64, 0_u64, false, false);
    let mut count = 0;
    for c in text.chars().chain(['\n']) {
        match c {
            '"' => {
                quoted = !quoted;
                any = true;
            }
            '\n' | '\r' if !quoted => {
                if any || cells > 0 {
                    if rows > 0 {
                        count += cells + 1;
                    }
                    rows += 1;
                }
                (cells, any) = (0, false);
            }
            c if c == separator && !quoted => cells += 1,
            _ => any = true,
        }
    }
    count
}

/// Property lines of a calendar: unfolded, not blank, and neither BEGIN nor END of a component.
fn ics_leaves(text: &str) -> u64 {
    let mut lines: Vec<String> = Vec::new();
    for raw in text.split(['\n', '\r']) {
        match raw.strip_prefix([' ', '\t']) {
            Some(rest) if !lines.is_empty() => lines.last_mut().unwrap().push_str(rest),
            _ if raw.is_empty() => {}
            _ => lines.push(raw.to_owned()),
        }
    }
    let frame = |l: &str| {
        let upper = l.trim().to_ascii_uppercase();
        upper.starts_with("BEGIN:") || upper.starts_with("END:")
    };
    lines.iter().filter(|l| !l.trim().is_empty() && !frame(l)).count() as u64
}

fn check(path: &Path, mapping: Option<&Mapping>, expected: impl Fn(&str) -> u64) -> Import {
    let bytes = std::fs::read(path).unwrap();
    let name = path.file_name().unwrap().to_str();
    let import = import(
        &bytes,
        How {
            format: None,
            file_name: name,
            mapping,
        },
        &context(),
        &Limits::default(),
    );
    let import = import.unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let total = expected(&text(&bytes));
    assert_eq!(
        import.leaves.mapped + import.leaves.left_out,
        total,
        "{}: {:?}",
        path.display(),
        import.leaves
    );
    let listed: u64 = import.losses.iter().map(|l| l.leaves).sum();
    assert_eq!(listed, import.leaves.left_out, "{}", path.display());
    import
}

fn json(text: &str) -> u64 {
    json_leaves(&serde_json::from_str(text).unwrap())
}

fn fibre() -> Mapping {
    Mapping::parse(include_str!("../maps/fibre-64.toml")).unwrap()
}

#[test]
fn the_real_agenda() {
    let Some(folder) = shared() else { return };
    let import = check(&folder.join("openagenda/albi-events.json"), None, json);
    assert_eq!(import.drafts.len(), 75);
    assert!(
        import
            .drafts
            .iter()
            .all(|e| !e.draft.timings.is_empty() && e.draft.place.is_some())
    );
    let unknown: std::collections::BTreeSet<_> = import
        .losses
        .iter()
        .filter(|l| l.reason.code() == "unknown-field")
        .map(|l| l.path.as_str())
        .collect();
    assert_eq!(
        unknown,
        [
            "categories",
            "detail-des-conditions",
            "types-de-manifestation",
            "types-de-publics"
        ]
        .into()
    );
}

#[test]
fn the_real_places() {
    let Some(folder) = shared() else { return };
    let mapping = fibre();
    let import = check(&folder.join("mednum/fibre-64-places.json"), Some(&mapping), json);
    let unexplained: Vec<_> = import
        .losses
        .iter()
        .filter(|l| ["unknown-field", "bad-value"].contains(&l.reason.code()))
        .collect();
    assert!(unexplained.is_empty(), "{unexplained:#?}");
    let same = import
        .problems
        .iter()
        .filter(|p| p.kind.code() == "same-id")
        .count();
    assert_eq!(import.drafts.len() + same, 61);
    assert!(
        import
            .drafts
            .iter()
            .all(|e| e.draft.place.as_ref().is_some_and(|p| p.lat.is_some()))
    );
    let import = check(&folder.join("mednum/exemple-valide.csv"), None, csv_leaves);
    assert_eq!(import.drafts.len(), 1);
    assert_eq!(import.drafts[0].draft.answer.len(), 6);
}

/// What an import gave, written and read again.
fn again(import: &Import, format: ExportFormat) -> Vec<Draft> {
    let drafts: Vec<Draft> = import.drafts.iter().map(|e| e.draft.clone()).collect();
    let export = export(&drafts, format, &context());
    let name = (format == ExportFormat::ICalendar).then_some("x.ics");
    let how = How {
        file_name: name,
        ..How::default()
    };
    let found = ekin_exchange::import(&export.bytes, how, &context(), &Limits::default()).unwrap();
    found.drafts.into_iter().map(|e| e.draft).collect()
}

#[test]
fn real_listings_come_back_from_every_format() {
    let Some(folder) = shared() else { return };
    let mapping = fibre();
    let mut imports = vec![
        check(&folder.join("openagenda/albi-events.json"), None, json),
        check(&folder.join("mednum/fibre-64-places.json"), Some(&mapping), json),
    ];
    for file in std::fs::read_dir(folder.join("icalendar")).unwrap() {
        imports.push(check(&file.unwrap().path(), None, ics_leaves));
    }
    for import in imports.iter().filter(|i| !i.drafts.is_empty()) {
        let drafts: Vec<Draft> = import.drafts.iter().map(|e| e.draft.clone()).collect();
        assert_eq!(again(import, ExportFormat::OpenAgenda), drafts);
        assert_eq!(again(import, ExportFormat::Csv), drafts);
        let facts = |d: &Draft| {
            (
                d.title.clone(),
                d.timings.clone(),
                d.place.clone(),
                d.status,
                d.source.clone(),
            )
        };
        let calendar: Vec<_> = again(import, ExportFormat::ICalendar).iter().map(facts).collect();
        assert_eq!(calendar, drafts.iter().map(facts).collect::<Vec<_>>());
    }
}

#[test]
fn the_real_calendars() {
    let Some(folder) = shared() else { return };
    let mut files: Vec<_> = std::fs::read_dir(folder.join("icalendar"))
        .unwrap()
        .map(|e| e.unwrap().path())
        .collect();
    files.sort();
    assert_eq!(files.len(), 75);
    let (mut without, mut derived, mut drafts) = (0, 0, 0);
    for file in &files {
        let import = check(file, None, ics_leaves);
        let has_event = text(&std::fs::read(file).unwrap()).contains("BEGIN:VEVENT");
        without += usize::from(!has_event);
        let derives = |e: &ekin_exchange::Entry| e.draft.source.as_ref().is_some_and(|s| s.derived);
        derived += usize::from(import.drafts.iter().any(derives));
        drafts += import.drafts.len();
        if import.drafts.is_empty() {
            assert!(!import.problems.is_empty(), "{}", file.display());
        }
    }
    eprintln!(
        "{} files, {without} without an event, {derived} with an event that has no id, {drafts} listings",
        files.len()
    );
    assert_eq!(without, 14);
}

#[test]
fn our_own_samples() {
    let calendar = check(&own().join("calendar.ics"), None, ics_leaves);
    assert_eq!(calendar.drafts.len(), 6);
    assert_eq!(
        check(&own().join("latin1.ics"), None, ics_leaves).drafts[0]
            .draft
            .title["fr"],
        "Fête d'été"
    );

    let mapping = Mapping::parse(&std::fs::read_to_string(own().join("survey.toml")).unwrap()).unwrap();
    let openagenda = check(&own().join("openagenda.json"), None, json);
    assert_eq!(openagenda.drafts.len(), 3);
    assert_eq!(check(&own().join("mednum.csv"), None, csv_leaves).drafts.len(), 2);
    assert_eq!(check(&own().join("mednum.json"), None, json).drafts.len(), 2);
    assert_eq!(
        check(&own().join("survey.csv"), Some(&mapping), csv_leaves)
            .drafts
            .len(),
        2
    );
    assert_eq!(check(&own().join("ekin.json"), None, json).drafts.len(), 2);
    assert_eq!(check(&own().join("ekin.csv"), None, csv_leaves).drafts.len(), 1);
    assert_eq!(ics_leaves("BEGIN:VEVENT\nSUMMARY:a\n b\nEND:VEVENT\n"), 1);
}
