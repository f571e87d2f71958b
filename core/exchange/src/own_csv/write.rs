//! Drafts to Ekin's own table.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{AFTER_TEXTS, BEFORE_TEXTS, SEPARATOR, guard, read};
use crate::Export;
use crate::draft::{Answer, Draft};
use crate::loss::{At, Ledger, LossReason, Unit};
use crate::overlay;

/// Texts that have a column per language.
const TEXTS: [&str; 3] = ["title", "summary", "body"];

/// Writes RFC 4180, UTF-8, CRLF, one row per draft.
pub(crate) fn write(drafts: &[Draft]) -> Export {
    let mut ledger = Ledger::default();
    let names = names(drafts);
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    // Writing to memory does not fail.
    let _ = writer.write_record(&names);
    for (index, draft) in drafts.iter().enumerate() {
        ledger.go(At::nth(Unit::Listing, index));
        let _ = writer.write_record(row(draft, &names, &mut ledger));
    }
    Export {
        bytes: writer.into_inner().unwrap_or_default(),
        losses: ledger.into_losses(),
    }
}

fn names(drafts: &[Draft]) -> Vec<String> {
    let mut names: Vec<String> = BEFORE_TEXTS.iter().map(|n| (*n).to_owned()).collect();
    for field in TEXTS {
        let languages: BTreeSet<&String> = drafts.iter().flat_map(|d| texts(d, field).keys()).collect();
        names.extend(languages.into_iter().map(|tag| format!("{field}:{tag}")));
    }
    names.extend(AFTER_TEXTS.iter().map(|n| (*n).to_owned()));
    names
}

fn texts<'a>(draft: &'a Draft, field: &str) -> &'a crate::draft::Texts {
    match field {
        "title" => &draft.title,
        "summary" => &draft.summary,
        _ => &draft.body,
    }
}

fn row(draft: &Draft, names: &[String], ledger: &mut Ledger) -> Vec<String> {
    let draft = Draft {
        about: None,
        ..draft.clone()
    };
    let mut cells: Vec<String> = names.iter().map(|name| guard(&cell(&draft, name))).collect();
    // What a reader makes of these cells alone; the difference goes into the last one.
    let alone = crate::row::Row::of(names, &cells);
    let base = read::draft(alone, &mut Ledger::default()).unwrap_or_default();
    let own = overlay::diff(&base, &draft, None);
    for (name, value) in &own {
        if !value.is_null() {
            ledger.part(name, LossReason::OnlyForEkin, None);
        }
    }
    if let (false, Some(last)) = (own.is_empty(), cells.last_mut()) {
        *last = Value::Object(own).to_string();
    }
    cells
}

fn cell(draft: &Draft, name: &str) -> String {
    if let Some((field, tag)) = name.split_once(':') {
        return texts(draft, field).get(tag).cloned().unwrap_or_default();
    }
    let place = draft.place.as_ref();
    let timing = draft.timings.first();
    let source = draft.source.as_ref();
    let price = draft.price.as_ref();
    let text = |t: Option<&String>| t.cloned().unwrap_or_default();
    let number = |n: Option<String>| n.unwrap_or_default();
    match name {
        "ekin_id" => text(draft.id.as_ref()),
        "source_scheme" => text(source.map(|s| &s.scheme)),
        "source_id" => text(source.map(|s| &s.id)),
        "source_name" => text(source.and_then(|s| s.name.as_ref())),
        "source_url" => text(source.and_then(|s| s.url.as_ref())),
        "type" => code(&draft.listing_type),
        "status" => code(&draft.status),
        "original" => text(draft.original.as_ref()),
        "organiser" => text(draft.organiser.as_ref().map(|o| &o.name)),
        "organiser_url" => text(draft.organiser.as_ref().and_then(|o| o.url.as_ref())),
        "place" => text(place.map(|p| &p.name)),
        "address" => text(place.map(|p| &p.address)),
        "postcode" => text(place.map(|p| &p.postcode)),
        "town" => text(place.map(|p| &p.town)),
        "country" => text(place.and_then(|p| p.country.as_ref())),
        "lat" => number(place.and_then(|p| p.lat).map(|n| n.to_string())),
        "lon" => number(place.and_then(|p| p.lon).map(|n| n.to_string())),
        "online" => text(place.and_then(|p| p.online.as_ref())),
        "start" => text(timing.map(|t| &t.start)),
        "end" => text(timing.and_then(|t| t.end.as_ref())),
        "zone" => text(timing.and_then(|t| t.tz.as_ref())),
        "rule" => text(timing.and_then(|t| t.rrule.as_ref())),
        "free" => {
            if price.is_some_and(|p| p.free) {
                "yes".to_owned()
            } else {
                String::new()
            }
        }
        "price_from" => number(price.and_then(|p| p.from_cents).map(euros)),
        "price_to" => number(price.and_then(|p| p.to_cents).map(euros)),
        "age_min" => number(draft.ages.and_then(|a| a.min).map(|n| n.to_string())),
        "age_max" => number(draft.ages.and_then(|a| a.max).map(|n| n.to_string())),
        "answer" => {
            let ways: Vec<&str> = draft
                .answer
                .iter()
                .map(|a| match a {
                    Answer::Url(v) | Answer::Phone(v) | Answer::Email(v) => v.as_str(),
                })
                .collect();
            ways.join(SEPARATOR)
        }
        "tags" => draft.tags.join(SEPARATOR),
        "image" => text(draft.images.first().map(|i| &i.url)),
        "licence" => text(draft.licence.as_ref()),
        "updated" => text(draft.updated.as_ref()),
        _ => String::new(),
    }
}

fn code(value: &impl serde::Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(Value::String(code)) => code,
        _ => String::new(),
    }
}

fn euros(cents: u32) -> String {
    format!("{}.{:02}", cents / 100, cents % 100)
}
