//! Ekin's own table to drafts.

use serde_json::Value;

use super::unguard;
use crate::clean;
use crate::draft::{Ages, Draft, Image, Organiser, Place, Price, Source, Timing};
use crate::loss::{Entry, Import, Ledger, LossReason, ProblemKind};
use crate::openagenda::answer;
use crate::row::{self, Row};
use crate::{Limits, decode, overlay};

/// Reads the table.
pub(crate) fn read(bytes: &[u8], limits: &Limits) -> Import {
    let mut ledger = Ledger::default();
    let text = decode::decode(bytes, &mut ledger);
    let mut drafts = Vec::new();
    row::from_csv(&text, limits, &mut ledger, |row, ledger| {
        let at = ledger.at();
        if let Some(draft) = draft(row, ledger) {
            drafts.push(Entry { draft, at });
        }
    });
    ledger.close(drafts)
}

struct Cells<'a> {
    row: Row,
    ledger: &'a mut Ledger,
}

impl Cells<'_> {
    fn text(&mut self, column: &str) -> Option<String> {
        self.row
            .one(column, self.ledger)
            .map(|t| clean::lines(unguard(&t)))
            .filter(|t| !t.is_empty())
    }

    fn line(&mut self, column: &str) -> Option<String> {
        self.text(column).map(|t| clean::line(&t))
    }

    fn parsed<T>(&mut self, column: &str, parse: impl Fn(&str) -> Option<T>) -> Option<T> {
        let written = self.line(column)?;
        let value = parse(&written);
        if value.is_none() {
            self.ledger.part(column, LossReason::BadValue, Some(&written));
        }
        value
    }

    fn url(&mut self, column: &str) -> Option<String> {
        let written = self.line(column)?;
        let url = clean::web_url(&written);
        if url.is_none() {
            self.ledger.part(column, LossReason::UnsafeUrl, Some(&written));
        }
        url
    }
}

/// The draft of one row; nothing when it has no title.
pub(super) fn draft(mut row: Row, ledger: &mut Ledger) -> Option<Draft> {
    let own = row
        .peek("ekin")
        .and_then(|text| serde_json::from_str::<Value>(text).ok());
    let titled = own
        .as_ref()
        .and_then(|o| o.get("title"))
        .is_some_and(Value::is_object)
        || row
            .cells
            .iter()
            .any(|c| c.column.starts_with("title:") && !clean::line(unguard(&c.value)).is_empty());
    if !titled {
        ledger.problem(ProblemKind::NoTitle);
        row.finish(ledger, |_| LossReason::NoTitle);
        return None;
    }
    let mut draft = Draft::default();
    let mut cells = Cells { row, ledger };
    words(&mut cells, &mut draft);
    place_and_time(&mut cells, &mut draft);
    facts(&mut cells, &mut draft);
    if let Some(written) = cells.text("ekin") {
        let fields = match own {
            Some(Value::Object(fields)) => overlay::apply(&draft, fields, cells.ledger),
            _ => None,
        };
        match fields {
            Some(whole) => draft = whole,
            None => cells.ledger.part("ekin", LossReason::BadValue, Some(&written)),
        }
    }
    let Cells { mut row, ledger } = cells;
    row.finish(ledger, |_| LossReason::UnknownField);
    Some(draft)
}

fn words(cells: &mut Cells<'_>, draft: &mut Draft) {
    draft.id = cells.line("ekin_id");
    let scheme = cells.line("source_scheme");
    let id = cells.line("source_id");
    let (name, url) = (cells.line("source_name"), cells.url("source_url"));
    if let (Some(scheme), Some(id)) = (scheme, id) {
        draft.source = Some(Source {
            scheme,
            id,
            url,
            name,
            derived: false,
        });
    }
    draft.listing_type = cells.parsed("type", parse_code).unwrap_or_default();
    draft.status = cells.parsed("status", parse_code).unwrap_or_default();
    let columns: Vec<String> = cells.row.cells.iter().map(|c| c.column.clone()).collect();
    for column in columns {
        let Some((field, tag)) = column.split_once(':') else {
            continue;
        };
        let (texts, one_line) = match field {
            "title" => (&mut draft.title, true),
            "summary" => (&mut draft.summary, false),
            "body" => (&mut draft.body, false),
            _ => continue,
        };
        if let Some(text) = cells.text(&column) {
            texts.insert(tag.to_owned(), if one_line { clean::line(&text) } else { text });
        }
    }
    draft.original = cells.line("original");
    let organiser = Organiser {
        name: cells.line("organiser").unwrap_or_default(),
        url: cells.url("organiser_url"),
    };
    draft.organiser = (organiser != Organiser::default()).then_some(organiser);
}

fn parse_code<T: serde::de::DeserializeOwned>(code: &str) -> Option<T> {
    serde_json::from_value(Value::String(code.to_owned())).ok()
}

fn place_and_time(cells: &mut Cells<'_>, draft: &mut Draft) {
    let place = Place {
        name: cells.line("place").unwrap_or_default(),
        address: cells.line("address").unwrap_or_default(),
        postcode: cells.line("postcode").unwrap_or_default(),
        town: cells.line("town").unwrap_or_default(),
        country: cells.line("country"),
        lat: cells.parsed("lat", |t| {
            t.replace(',', ".")
                .parse()
                .ok()
                .and_then(|n| clean::degree(n, 90.0))
        }),
        lon: cells.parsed("lon", |t| {
            t.replace(',', ".")
                .parse()
                .ok()
                .and_then(|n| clean::degree(n, 180.0))
        }),
        online: cells.url("online"),
    };
    draft.place = (place != Place::default()).then_some(place);
    let (start, end) = (cells.line("start"), cells.line("end"));
    let (tz, rrule) = (cells.line("zone"), cells.line("rule"));
    if let Some(start) = start {
        draft.timings.push(Timing {
            start,
            end,
            tz,
            rrule,
            ..Timing::default()
        });
    }
}

fn facts(cells: &mut Cells<'_>, draft: &mut Draft) {
    let price = Price {
        free: cells
            .parsed("free", |t| (t == "yes").then_some(true))
            .unwrap_or(false),
        from_cents: cells.parsed("price_from", cents),
        to_cents: cells.parsed("price_to", cents),
        ..Price::default()
    };
    draft.price = (price != Price::default()).then_some(price);
    let ages = Ages {
        min: cells.parsed("age_min", |t| t.parse().ok()),
        max: cells.parsed("age_max", |t| t.parse().ok()),
    };
    draft.ages = (ages != Ages::default()).then_some(ages);
    if let Some(written) = cells.line("answer") {
        for way in written.split('|').map(clean::line).filter(|w| !w.is_empty()) {
            match answer(None, &way) {
                Some(found) => draft.answer.push(found),
                None => cells.ledger.part("answer", LossReason::UnsafeUrl, Some(&way)),
            }
        }
    }
    if let Some(written) = cells.line("tags") {
        draft.tags = written
            .split('|')
            .map(clean::line)
            .filter(|t| !t.is_empty())
            .collect();
    }
    if let Some(url) = cells.url("image") {
        draft.images.push(Image {
            url,
            ..Image::default()
        });
    }
    draft.licence = cells.line("licence");
    draft.updated = cells.line("updated");
}

/// Euros with a point or a comma, as cents, without a detour over binary fractions.
fn cents(text: &str) -> Option<u32> {
    let text = text.replace(',', ".");
    let (euros, rest) = text.split_once('.').unwrap_or((&text, ""));
    let fraction = match rest.len() {
        0 => 0,
        1 => rest.parse::<u32>().ok()?.checked_mul(10)?,
        2 => rest.parse().ok()?,
        _ => return None,
    };
    euros.parse::<u32>().ok()?.checked_mul(100)?.checked_add(fraction)
}
