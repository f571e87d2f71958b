//! Which format a file is in, by its content; its name only decides between two that could be.

use serde_json::Value;

use crate::decode::decode_silently;

/// A format that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// OpenAgenda JSON: `{"events": [...]}`, an array of events, or one event.
    OpenAgenda,
    /// iCalendar (RFC 5545).
    ICalendar,
    /// La Mednum's standard of places of digital mediation, as CSV.
    MednumCsv,
    /// The same as JSON.
    MednumJson,
    /// Ekin's own draft, or an array of drafts.
    Ekin,
    /// Ekin's own table.
    EkinCsv,
    /// Any other table: needs a mapping.
    Csv,
    /// Any other array of JSON objects: needs a mapping.
    Json,
}

impl Format {
    /// Every format that is read.
    pub const ALL: [Self; 8] = [
        Self::OpenAgenda,
        Self::ICalendar,
        Self::MednumCsv,
        Self::MednumJson,
        Self::Ekin,
        Self::EkinCsv,
        Self::Csv,
        Self::Json,
    ];

    /// Name as a command line takes it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::OpenAgenda => "openagenda",
            Self::ICalendar => "ical",
            Self::MednumCsv => "mednum-csv",
            Self::MednumJson => "mednum-json",
            Self::Ekin => "ekin",
            Self::EkinCsv => "ekin-csv",
            Self::Csv => "csv",
            Self::Json => "json",
        }
    }
}

/// Columns that the standard of La Mednum requires, and that together nobody else has.
const MEDNUM: [&str; 4] = ["code_postal", "date_maj", "nom", "commune"];
/// How much of the beginning is looked at for a calendar or a table.
const HEAD: usize = 64 << 10;

/// The format of a file, or `None` when it is none that can be read.
pub fn detect(bytes: &[u8], file_name_hint: Option<&str>) -> Option<Format> {
    let head = bytes.get(..bytes.len().min(HEAD)).unwrap_or_default();
    let (text, _) = decode_head(head);
    let start = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    if start.starts_with(['{', '[']) {
        let (whole, _) = decode_silently(bytes);
        return json(&serde_json::from_str(&whole).ok()?);
    }
    let upper = start.to_ascii_uppercase();
    let is_calendar = upper.starts_with("BEGIN:V") || upper.starts_with("BEGIN:X-");
    let has_calendar = upper
        .lines()
        .take(50)
        .any(|l| l.trim() == "BEGIN:VCALENDAR" || l.trim() == "BEGIN:VEVENT");
    let extension = file_name_hint
        .and_then(|n| n.rsplit_once('.'))
        .map(|(_, e)| e.to_ascii_lowercase());
    let named = |names: &[&str]| extension.as_deref().is_some_and(|e| names.contains(&e));
    if is_calendar
        || has_calendar
        || (named(&["ics", "ical", "ifb", "icalendar"]) && upper.starts_with("BEGIN:"))
    {
        return Some(Format::ICalendar);
    }
    let start = crate::row::table(start).0;
    let header = start.lines().next().unwrap_or_default();
    let names = header_names(header);
    if names.iter().any(|n| n == crate::detect::OWN_COLUMN) {
        return Some(Format::EkinCsv);
    }
    if MEDNUM.iter().all(|m| names.iter().any(|n| n == m)) {
        return Some(Format::MednumCsv);
    }
    let printable = !start.chars().take(4096).any(|c| c == '\u{0}' || c == '\u{fffd}');
    let looks_like_table = names.len() >= 2 && names.iter().filter(|n| !n.is_empty()).count() >= 2;
    (printable
        && !start.starts_with('<')
        && looks_like_table
        && start.lines().nth(1).is_some()
        && (named(&["csv", "tsv", "txt"]) || is_regular(start)))
    .then_some(Format::Csv)
}

/// The column that only Ekin's own table has.
pub(crate) const OWN_COLUMN: &str = "ekin_id";

fn decode_head(head: &[u8]) -> (String, Option<&'static str>) {
    // A character cut in two at the end of the head is no sign of another encoding.
    let valid = match std::str::from_utf8(head) {
        Err(e) if e.error_len().is_none() => head.get(..e.valid_up_to()).unwrap_or(head),
        _ => head,
    };
    decode_silently(valid)
}

fn header_names(header: &str) -> Vec<String> {
    let separator = [';', '\t', ',']
        .into_iter()
        .max_by_key(|s| header.matches(*s).count())
        .unwrap_or(',');
    header
        .split(separator)
        .map(|n| n.trim().trim_matches('"').trim().to_lowercase())
        .collect()
}

/// Without a name that says so, a table is believed when its first lines have the same number of separators.
fn is_regular(text: &str) -> bool {
    let separator = [';', '\t', ',']
        .into_iter()
        .max_by_key(|s| text.lines().next().unwrap_or_default().matches(*s).count());
    let Some(separator) = separator else { return false };
    let mut counts = text
        .lines()
        .take(5)
        .filter(|l| !l.trim().is_empty())
        .map(|l| l.matches(separator).count());
    let first = counts.next().unwrap_or(0);
    first > 0 && counts.all(|c| c >= first)
}

fn json(value: &Value) -> Option<Format> {
    match value {
        Value::Object(map) if map.get("events").is_some_and(Value::is_array) => Some(Format::OpenAgenda),
        Value::Object(map)
            if map
                .get("event")
                .and_then(Value::as_object)
                .is_some_and(|event| object(event) == Some(Format::OpenAgenda)) =>
        {
            Some(Format::OpenAgenda)
        }
        Value::Object(map) => object(map).or_else(|| {
            // A wrapper around one array of rows.
            map.values()
                .any(|v| v.as_array().is_some_and(|a| a.iter().any(Value::is_object)))
                .then_some(Format::Json)
        }),
        Value::Array(items) if items.is_empty() => Some(Format::Ekin),
        Value::Array(items) => {
            let objects = items.iter().filter_map(Value::as_object);
            objects
                .take(20)
                .find_map(object)
                .or_else(|| items.iter().any(Value::is_object).then_some(Format::Json))
        }
        _ => None,
    }
}

fn object(map: &serde_json::Map<String, Value>) -> Option<Format> {
    let has = |names: &[&str]| names.iter().all(|n| map.contains_key(*n));
    if has(&["uid"])
        && ["timings", "title", "firstTiming", "removed", "dateRange"]
            .iter()
            .any(|n| map.contains_key(*n))
    {
        return Some(Format::OpenAgenda);
    }
    if has(&["title", "timings"])
        && map
            .get("timings")
            .and_then(Value::as_array)
            .is_some_and(|t| t.iter().any(|x| x.get("begin").is_some()))
    {
        return Some(Format::OpenAgenda);
    }
    if has(&["nom", "commune"]) && (has(&["code_postal"]) || has(&["adresse"])) {
        return Some(Format::MednumJson);
    }
    let own = [
        "type",
        "summary",
        "organiser",
        "timings",
        "status",
        "answer",
        "place",
        "body",
        "source",
        "original",
    ];
    let draft_like = map.get("title").is_some_and(Value::is_object)
        && map
            .keys()
            .all(|k| own.contains(&k.as_str()) || crate::detect::is_draft_field(k));
    draft_like.then_some(Format::Ekin)
}

/// Whether a draft has a field of this name.
pub(crate) fn is_draft_field(name: &str) -> bool {
    const FIELDS: [&str; 24] = [
        "id",
        "type",
        "title",
        "summary",
        "body",
        "original",
        "organiser",
        "place",
        "timings",
        "hours",
        "status",
        "accessibility",
        "price",
        "audience",
        "ages",
        "capacity",
        "bring",
        "answer",
        "tags",
        "images",
        "source",
        "licence",
        "updated",
        "hand",
    ];
    FIELDS.contains(&name) || name == "about"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_decides() {
        let cases: [(&[u8], Option<&str>, Option<Format>); 14] = [
            (b"\xef\xbb\xbfBEGIN:VCALENDAR\r\n", None, Some(Format::ICalendar)),
            (b"\n\nbegin:vevent\n", None, Some(Format::ICalendar)),
            (b"{\"events\": []}", None, Some(Format::OpenAgenda)),
            (b"[{\"uid\": 1, \"title\": {}}]", None, Some(Format::OpenAgenda)),
            (
                b"[{\"nom\": \"a\", \"commune\": \"b\", \"adresse\": \"c\"}]",
                None,
                Some(Format::MednumJson),
            ),
            (
                b"\"id\",\"nom\",\"commune\",\"code_postal\",\"date_maj\"\n",
                None,
                Some(Format::MednumCsv),
            ),
            (b"ekin_id,type\n", None, Some(Format::EkinCsv)),
            (b"{\"title\": {\"fr\": \"x\"}}", None, Some(Format::Ekin)),
            (b"[{\"Ville\": \"Pau\"}]", None, Some(Format::Json)),
            (b"a;b\n1;2\n", Some("x.csv"), Some(Format::Csv)),
            (b"%PDF-1.7\n1 0 obj", Some("x.pdf"), None),
            (b"<html><p>a, b</p></html>\n", Some("x.csv"), None),
            (b"Bonjour tout le monde", None, None),
            (b"{\"a\": ", None, None),
        ];
        for (bytes, name, expected) in cases {
            assert_eq!(
                detect(bytes, name),
                expected,
                "{}",
                String::from_utf8_lossy(bytes)
            );
        }
    }
}
