//! Files of other programs: what is read accounts for every value, holds nothing that acts on a screen, and comes back the same from
//! the forms that promise it.

use std::sync::OnceLock;

use ekin_exchange::{Context, Draft, ExportFormat, Format, How, Limits, Mapping, export, import};

/// Formats, as the first byte of an input chooses them; beyond these the content decides, or a mapping.
const FORMATS: [Format; 6] = [
    Format::OpenAgenda,
    Format::ICalendar,
    Format::MednumCsv,
    Format::MednumJson,
    Format::Ekin,
    Format::EkinCsv,
];

fn context() -> Context {
    Context {
        territory_zone: chrono_tz::Europe::Paris,
        default_language: "fr".into(),
    }
}

fn mapping() -> &'static Mapping {
    static MAPPING: OnceLock<Mapping> = OnceLock::new();
    MAPPING.get_or_init(|| {
        Mapping::parse(include_str!("../../../core/exchange/tests/data/survey.toml")).expect("a mapping")
    })
}

/// A file, after a byte that says what it is taken for.
pub fn files(bytes: &[u8]) {
    let Some((way, file)) = bytes.split_first() else {
        return;
    };
    let way = usize::from(way % 9);
    let tables = [Format::Csv, Format::Json];
    let how = How {
        format: FORMATS.iter().chain(&tables).nth(way).copied(),
        mapping: (way == 6 || way == 7).then(mapping),
        file_name: None,
    };
    let Ok(read) = import(file, how, &context(), &Limits::default()) else {
        return;
    };
    let listed: u64 = read.losses.iter().map(|loss| loss.leaves).sum();
    assert_eq!(listed, read.leaves.left_out, "what was left out is counted");
    let drafts: Vec<Draft> = read.drafts.into_iter().map(|entry| entry.draft).collect();
    for draft in &drafts {
        assert!(!draft.title.is_empty());
        let written = serde_json::to_string(draft).expect("a draft is JSON");
        let acts = ['\u{202e}', '\u{2066}', '\u{200b}', '\u{feff}', '\u{7f}'];
        assert!(!written.contains(acts), "{written}");
    }
    for format in ExportFormat::ALL {
        let file = export(&drafts, format, &context()).bytes;
        if format == ExportFormat::Csv {
            let own = How {
                format: Some(Format::EkinCsv),
                ..How::default()
            };
            let again = import(&file, own, &context(), &Limits::default()).expect("our own table");
            let again: Vec<Draft> = again.drafts.into_iter().map(|entry| entry.draft).collect();
            assert_eq!(again, drafts, "our own table gives the same drafts");
        }
    }
}
