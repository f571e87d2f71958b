//! The page for publishers, `docs/listing.md`, says what the code does.

// The functions that tests share are tests too; clippy only knows those that bear the attribute.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::collections::BTreeSet;
use std::path::Path;

use ekin_exchange::draft::Draft;
use ekin_exchange::{
    Context, ExportFormat, Format, How, Import, Limits, LossReason, Mapping, export, import,
};
use serde_json::Value;

fn page() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/listing.md");
    std::fs::read_to_string(path).unwrap()
}

fn context() -> Context {
    Context {
        territory_zone: chrono_tz::Europe::Paris,
        default_language: "fr".into(),
    }
}

/// What stands between fences of one language.
fn blocks<'a>(page: &'a str, language: &str) -> Vec<&'a str> {
    let fence = format!("```{language}\n");
    page.split(fence.as_str())
        .skip(1)
        .map(|rest| rest.split("\n```").next().unwrap())
        .collect()
}

/// The rows of the first table after a heading, cell by cell.
fn table<'a>(page: &'a str, heading: &str) -> Vec<Vec<&'a str>> {
    let (_, rest) = page
        .split_once(&format!("\n{heading}\n"))
        .unwrap_or_else(|| panic!("no heading {heading}"));
    let lines = rest.lines().skip_while(|line| !line.starts_with('|'));
    lines
        .take_while(|line| line.starts_with('|'))
        .skip(2)
        .map(|line| line.trim_matches('|').split(" | ").map(str::trim).collect())
        .collect()
}

/// What stands in backticks.
fn quoted(text: &str) -> Vec<&str> {
    text.split('`').skip(1).step_by(2).collect()
}

fn read(bytes: &[u8], how: How<'_>) -> Import {
    import(bytes, how, &context(), &Limits::default()).unwrap()
}

#[test]
fn the_examples_are_listings_and_nothing_of_them_is_left_out() {
    let page = page();
    let examples = blocks(&page, "json");
    assert_eq!(examples.len(), 2);
    for example in examples {
        let read = read(example.as_bytes(), How::default());
        assert_eq!(
            (read.drafts.len(), read.losses, read.problems.len()),
            (1, Vec::new(), 0)
        );
        let again = serde_json::to_value(&read.drafts[0].draft).unwrap();
        let Value::Object(said) = serde_json::from_str(example).unwrap() else {
            panic!("no object")
        };
        for (name, value) in said {
            assert_eq!(again[&name], value, "{name}");
        }
    }
}

#[test]
fn the_fields_are_those_of_a_draft() {
    let page = page();
    let named: BTreeSet<String> = table(&page, "### Fields")
        .iter()
        .flat_map(|row| quoted(row[0]))
        .map(str::to_owned)
        .collect();
    let schema = serde_json::to_value(schemars::schema_for!(Draft)).unwrap();
    let known: BTreeSet<String> = schema["properties"]
        .as_object()
        .unwrap()
        .keys()
        .cloned()
        .collect();
    assert_eq!(named, known);
}

#[test]
fn formats_and_reasons_are_the_code_s() {
    let page = page();
    let first = |heading: &str| -> BTreeSet<String> {
        let rows = table(&page, heading);
        rows.iter()
            .flat_map(|row| quoted(row[0]))
            .map(str::to_owned)
            .collect()
    };
    let codes =
        |codes: &[&'static str]| -> BTreeSet<String> { codes.iter().map(|&c| c.to_owned()).collect() };
    assert_eq!(first("## Import"), codes(&Format::ALL.map(Format::code)));
    assert_eq!(
        first("### Why something was left out"),
        codes(&LossReason::ALL.map(LossReason::code))
    );
    assert_eq!(
        first("## Export"),
        codes(&ExportFormat::ALL.map(ExportFormat::code))
    );
}

#[test]
fn the_mapping_reads_its_table_and_each_target_exists() {
    let page = page();
    let example = blocks(&page, "toml")[0];
    let mapping = Mapping::parse(example).unwrap();
    let rows =
        "Code;Name;Wheelchair;Audience;Internal number;Not named\n7;Ludothèque;X;tous;12;x\n8;Foyer;?;;;\n";
    let read = read(
        rows.as_bytes(),
        How {
            mapping: Some(&mapping),
            ..How::default()
        },
    );
    let draft = &read.drafts[0].draft;
    assert_eq!(draft.title["fr"], "Ludothèque");
    assert_eq!(draft.accessibility.motor, Some(true));
    assert_eq!(draft.body["fr"], "Public : tous");
    assert_eq!(read.drafts[1].draft.accessibility.motor, None);
    let left: Vec<_> = read.losses.iter().map(|loss| loss.path.as_str()).collect();
    for column in ["Internal number", "Not named", "Wheelchair"] {
        assert!(left.contains(&column), "{left:?}");
    }
    let (_, targets) = page.split_once("`to` is one of").unwrap();
    let (targets, _) = targets.split_once("`price.from` and").unwrap();
    let rows: Vec<&str> = targets
        .lines()
        .filter(|line| line.starts_with('|'))
        .skip(2)
        .collect();
    let names: Vec<&str> = rows
        .iter()
        .flat_map(|row| quoted(row.split(" | ").nth(1).unwrap()))
        .collect();
    assert!(names.len() > 45, "{}", names.len());
    let all = |names: &[&str]| -> String {
        let columns = names.iter().enumerate();
        let columns = columns.map(|(n, to)| format!("[[column]]\nfrom = \"c{n}\"\nto = \"{to}\"\n"));
        format!("name = \"x\"\n{}", columns.collect::<String>())
    };
    Mapping::parse(&all(&names)).unwrap();
    Mapping::parse(&all(&["title", "colour"])).unwrap_err();
}

#[test]
fn what_comes_back_from_an_export_is_what_the_page_says() {
    let page = page();
    let whole = blocks(&page, "json")[1];
    let mut draft = read(whole.as_bytes(), How::default()).drafts.remove(0).draft;
    draft.hours.insert("fr".into(), "Le soir".into());
    let lost = |format| -> Vec<(String, LossReason)> {
        let export = export(std::slice::from_ref(&draft), format, &context());
        export.losses.into_iter().map(|l| (l.path, l.reason)).collect()
    };
    let agenda = lost(ExportFormat::OpenAgenda);
    for name in ["hours", "bring", "capacity", "organiser", "accessibility"] {
        assert!(
            agenda.contains(&(name.into(), LossReason::OnlyForEkin)),
            "{agenda:?}"
        );
    }
    let csv = lost(ExportFormat::Csv);
    for name in ["hours", "bring", "capacity", "timings"] {
        assert!(csv.contains(&(name.into(), LossReason::OnlyForEkin)), "{csv:?}");
    }
    let ical = lost(ExportFormat::ICalendar);
    for name in ["summary", "bring", "capacity", "answer", "price"] {
        assert!(ical.contains(&(name.into(), LossReason::NoField)), "{ical:?}");
    }
    let schema = lost(ExportFormat::SchemaOrg);
    for name in ["hours", "bring", "price", "licence", "accessibility"] {
        assert!(schema.contains(&(name.into(), LossReason::NoField)), "{schema:?}");
    }
    for format in [ExportFormat::OpenAgenda, ExportFormat::Csv] {
        let bytes = export(std::slice::from_ref(&draft), format, &context()).bytes;
        let mut back = read(&bytes, How::default()).drafts.remove(0).draft;
        back.source = draft.source.clone();
        assert_eq!(back, draft, "{format:?}");
    }
}
