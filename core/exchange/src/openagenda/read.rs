//! OpenAgenda to drafts.

use chrono_tz::Tz;
use serde_json::{Map, Value};

use super::fields;
use super::rest::{accessibility, answers, images, labels, origin, own_fields};
use crate::clean::{self, Writing};
use crate::draft::{Ages, Draft, Place, Price, Status, Texts, Timing};
use crate::loss::{At, Entry, Import, Ledger, LossReason, ProblemKind, Unit};
use crate::misfit::Misfit;
use crate::node::{self, Node, leaves, lose_tree, text_of};
use crate::{Context, ImportError, Limits, decode, time};

/// Licence under which OpenAgenda publishes: its conditions of use, licence ouverte.
const LICENCE: &str = "etalab-2.0";
/// Field under which Ekin's own exports keep what OpenAgenda has no field for. Its presence also says that
/// the texts are plain.
pub(super) const OWN: &str = "ekin";

/// Reads `{"events": [...]}`, an array of events, `{"event": {...}}` or one event.
pub(crate) fn read(bytes: &[u8], context: &Context, limits: &Limits) -> Result<Import, ImportError> {
    let mut ledger = Ledger::default();
    let text = decode::decode(bytes, &mut ledger);
    let events = match serde_json::from_str(&text)? {
        Value::Array(events) => events,
        Value::Object(mut map) => match map.remove("events") {
            Some(Value::Array(events)) => {
                // total, sort, after and the like: how the answer was paged.
                if events.is_empty() {
                    ledger.lose("events", LossReason::Empty, 1, None);
                }
                for (name, value) in map {
                    lose_tree(&clean::line(&name), LossReason::Technical, &value, &mut ledger);
                }
                events
            }
            Some(other) => {
                map.insert("events".to_owned(), other);
                vec![Value::Object(map)]
            }
            // One event alone comes in a wrapper, or bare.
            None if map.get("event").is_some_and(Value::is_object) && !map.contains_key("uid") => {
                let event = map.remove("event").unwrap_or_default();
                for (name, value) in map {
                    lose_tree(&clean::line(&name), LossReason::Technical, &value, &mut ledger);
                }
                vec![event]
            }
            None => vec![Value::Object(map)],
        },
        _ => {
            return Err(ImportError::Shape {
                expected: "an OpenAgenda event or a list of them",
            });
        }
    };
    let mut drafts: Vec<Entry> = Vec::new();
    let mut seen = std::collections::BTreeSet::new();
    for (index, value) in events.into_iter().enumerate() {
        ledger.go(At::nth(Unit::Event, index));
        if index >= limits.entries {
            if index == limits.entries {
                ledger.problem(ProblemKind::TooManyEntries {
                    limit: limits.entries as u64,
                });
            }
            lose_tree("*", LossReason::TooMany, &value, &mut ledger);
            continue;
        }
        let Value::Object(map) = value else {
            ledger.problem(ProblemKind::BadEntry {
                misfit: Misfit::no_object(),
            });
            lose_tree("*", LossReason::BadValue, &value, &mut ledger);
            continue;
        };
        let uid = map.get("uid").and_then(node::scalar);
        if let Some(uid) = uid.filter(|u| !u.is_empty())
            && !seen.insert(uid.clone())
        {
            ledger.problem(ProblemKind::SameId {
                id: crate::loss::shorten(&uid).unwrap_or_default(),
            });
            lose_tree("*", LossReason::Superseded, &Value::Object(map), &mut ledger);
            continue;
        }
        if let Some(draft) = event(map, context, limits, &mut ledger) {
            drafts.push(Entry {
                draft,
                at: ledger.at(),
            });
        }
    }
    Ok(ledger.close(drafts))
}

/// Why an event is not for the public, if it is not.
fn hidden(map: &Map<String, Value>) -> Option<(ProblemKind, LossReason)> {
    let number = |name: &str| map.get(name).and_then(node::int_of);
    if number("private").is_some_and(|p| p != 0) {
        return Some((ProblemKind::Private, LossReason::Private));
    }
    // State: 2 published, 1 ready to publish, 0 to moderate, -1 refused.
    let unpublished = number("draft").is_some_and(|d| d != 0)
        || number("removed").is_some_and(|r| r != 0)
        || number("state").is_some_and(|s| s != 2);
    unpublished.then_some((ProblemKind::NotPublished, LossReason::NotPublished))
}

/// One event of OpenAgenda; nothing when it is not published or has no title.
pub(super) fn event(
    map: Map<String, Value>,
    context: &Context,
    limits: &Limits,
    ledger: &mut Ledger,
) -> Option<Draft> {
    if let Some((problem, reason)) = hidden(&map) {
        ledger.problem(problem);
        lose_tree("*", reason, &Value::Object(map), ledger);
        return None;
    }
    let own = match map.get(OWN) {
        Some(Value::Object(own)) => Some(own.clone()),
        _ => None,
    };
    let writing = if own.is_some() {
        Writing::Plain
    } else {
        Writing::Web
    };
    if !has_title(&map, writing) {
        ledger.problem(ProblemKind::NoTitle);
        lose_tree("*", LossReason::NoTitle, &Value::Object(map), ledger);
        return None;
    }
    let mut node = Node::new(map, "");
    let mut draft = Draft::default();
    words(&mut node, &mut draft, context, writing, ledger);
    place(&mut node, &mut draft, writing, ledger);
    times(&mut node, &mut draft, context, limits, ledger);
    status(&mut node, &mut draft, ledger);
    accessibility(&mut node, &mut draft, ledger);
    answers(&mut node, &mut draft, writing, ledger);
    images(&mut node, &mut draft, writing, ledger);
    origin(&mut node, &mut draft, writing, ledger);
    draft.licence = Some(LICENCE.to_owned());
    labels(&mut node, &mut draft, context, writing, ledger);
    own_fields(&mut node, own, &mut draft, ledger);
    node.finish(ledger, fields::event);
    Some(draft)
}

fn has_title(map: &Map<String, Value>, writing: Writing) -> bool {
    let says = |v: &Value| node::scalar(v).is_some_and(|t| !clean::clean(&t, writing).0.is_empty());
    let said = |v: Option<&Value>| match v {
        Some(Value::Object(texts)) => texts.values().any(says),
        Some(other) => says(other),
        None => false,
    };
    said(map.get("title")) || said(map.get(OWN).and_then(|e| e.get("title")))
}

fn words(node: &mut Node, draft: &mut Draft, context: &Context, writing: Writing, ledger: &mut Ledger) {
    let language = &context.default_language;
    draft.title = one_line(node.texts("title", language, writing, ledger));
    draft.summary = node.texts("description", language, writing, ledger);
    draft.body = node.texts("longDescription", language, writing, ledger);
    if draft.body.is_empty() {
        // The name of the same field in the older export.
        draft.body = node.texts("freeText", language, writing, ledger);
    }
    let conditions = node.texts("conditions", language, writing, ledger);
    if !conditions.is_empty() {
        draft.price = Some(Price {
            free: crate::price::all_free(&conditions),
            note: conditions,
            ..Price::default()
        });
    }
    keywords(node, draft, writing, ledger);
    if let Some(mut age) = node.node("age", ledger) {
        let mut year = |name: &str, ledger: &mut Ledger| match age.int(name, ledger).map(u8::try_from) {
            Some(Ok(year)) => Some(year),
            Some(Err(_)) => {
                ledger.part("age", LossReason::Approximate, None);
                Some(u8::MAX).filter(|_| name == "max")
            }
            None => None,
        };
        let ages = Ages {
            min: year("min", ledger),
            max: year("max", ledger),
        };
        draft.ages = (ages != Ages::default()).then_some(ages);
        age.finish(ledger, |_| LossReason::UnknownField);
    }
    draft.original = (draft.title.len() == 1)
        .then(|| draft.title.keys().next().cloned())
        .flatten();
}

fn one_line(texts: Texts) -> Texts {
    texts
        .into_iter()
        .map(|(tag, text)| (tag, clean::line(&text)))
        .collect()
}

/// Keywords per language; those of all languages become tags.
fn keywords(node: &mut Node, draft: &mut Draft, writing: Writing, ledger: &mut Ledger) {
    let mut add = |value: &Value, ledger: &mut Ledger| {
        if node::is_empty(value) {
            ledger.lose("keywords", LossReason::Empty, leaves(value), None);
            return;
        }
        if let Some(text) = text_of(value, "keywords", writing, ledger) {
            for word in text.split(',') {
                push_tag(draft, word);
            }
        }
    };
    match node.take("keywords", ledger) {
        Some(Value::Object(languages)) => {
            for (_, value) in languages {
                match value {
                    Value::Array(items) if !items.is_empty() => items.iter().for_each(|v| add(v, ledger)),
                    other => add(&other, ledger),
                }
            }
        }
        Some(Value::Array(items)) => items.iter().for_each(|v| add(v, ledger)),
        Some(other) => add(&other, ledger),
        None => {}
    }
}

/// A tag: one line, lower case, without `#`, once.
pub(crate) fn push_tag(draft: &mut Draft, word: &str) {
    let tag = clean::line(word).trim_start_matches('#').trim().to_lowercase();
    if !tag.is_empty() && !draft.tags.contains(&tag) {
        draft.tags.push(tag);
    }
}

fn place(node: &mut Node, draft: &mut Draft, writing: Writing, ledger: &mut Ledger) {
    let mut place = Place::default();
    if let Some(mut location) = node.node("location", ledger) {
        read_place(&mut location, "name", "city", &mut place, writing, ledger);
        location.finish(ledger, fields::location);
    } else if node.peek("locationName").is_some() {
        read_place(node, "locationName", "city", &mut place, writing, ledger);
    }
    place.online = node.web_url("onlineAccessLink", ledger);
    draft.place = (place != Place::default()).then_some(place);
}

fn read_place(
    from: &mut Node,
    name: &str,
    town: &str,
    place: &mut Place,
    writing: Writing,
    ledger: &mut Ledger,
) {
    place.name = from.line(name, writing, ledger).unwrap_or_default();
    place.address = from.line("address", writing, ledger).unwrap_or_default();
    place.postcode = from.line("postalCode", writing, ledger).unwrap_or_default();
    place.town = from.line(town, writing, ledger).unwrap_or_default();
    place.country = from
        .line("countryCode", writing, ledger)
        .map(|c| c.to_uppercase());
    let lat = from.float("latitude", ledger);
    let lon = from.float("longitude", ledger);
    (place.lat, place.lon) = crate::price::position(lat, lon, "location", ledger);
}

fn times(node: &mut Node, draft: &mut Draft, context: &Context, limits: &Limits, ledger: &mut Ledger) {
    let mut zone = None;
    if let Some(name) = node.line("timezone", Writing::Plain, ledger) {
        match name.parse::<Tz>() {
            Ok(found) => zone = Some(found),
            Err(_) => ledger.problem(ProblemKind::UnknownZone {
                name: crate::loss::shorten(&name).unwrap_or_default(),
            }),
        }
    }
    let clock = zone.unwrap_or(context.territory_zone);
    let items = node.list("timings", ledger);
    if items.is_empty() {
        ledger.problem(ProblemKind::NoDate);
    }
    if items.len() > limits.dates {
        ledger.problem(ProblemKind::TooManyDates {
            limit: limits.dates as u64,
        });
    }
    for (index, item) in items.into_iter().enumerate() {
        if index >= limits.dates {
            lose_tree("timings", LossReason::TooMany, &item, ledger);
            continue;
        }
        let Value::Object(map) = item else {
            lose_tree("timings", LossReason::BadValue, &item, ledger);
            continue;
        };
        let mut item = Node::new(map, "timings");
        let (first, last) = if item.peek("begin").is_some() {
            ("begin", "end")
        } else {
            ("start", "end")
        };
        let start = moment(&mut item, first, clock, ledger);
        let end = moment(&mut item, last, clock, ledger);
        item.finish(ledger, |_| LossReason::UnknownField);
        let Some(start) = start else { continue };
        if end.as_ref().is_some_and(|end| *end < start) {
            ledger.problem(ProblemKind::EndBeforeStart);
        }
        let end = end.filter(|end| *end >= start);
        draft.timings.push(Timing {
            start,
            end,
            tz: zone.map(|z| z.name().to_owned()),
            ..Timing::default()
        });
    }
}

fn moment(item: &mut Node, name: &str, clock: Tz, ledger: &mut Ledger) -> Option<String> {
    let path = item.path(name);
    let value = item.take(name, ledger)?;
    let written = node::scalar(&value).unwrap_or_default();
    let read = time::parse_instant(&written, clock).or_else(|| time::parse_local(&written));
    let Some(read) = read else {
        ledger.problem(ProblemKind::BadDate {
            value: crate::loss::shorten(&written).unwrap_or_default(),
        });
        lose_tree(&path, LossReason::BadValue, &value, ledger);
        return None;
    };
    ledger.mapped(1);
    if time::is_precise(read) {
        ledger.part(&path, LossReason::Precision, Some(&written));
    }
    Some(time::local(read))
}

fn status(node: &mut Node, draft: &mut Draft, ledger: &mut Ledger) {
    let code = match node.take("status", ledger) {
        // With labels included, the code is inside an object.
        Some(Value::Object(map)) => {
            let mut inner = Node::new(map, "status");
            let id = inner.int("id", ledger);
            inner.finish(ledger, |_| LossReason::Repeated);
            id
        }
        Some(value) => {
            let id = node::int_of(&value);
            match id {
                Some(_) => ledger.mapped(1),
                None => lose_tree("status", LossReason::BadValue, &value, ledger),
            }
            id
        }
        None => None,
    };
    match code {
        None | Some(1) => {}
        // Rescheduled: the timings are already the new ones.
        Some(2) => ledger.part("status", LossReason::Approximate, Some("2")),
        Some(3) => draft.status = Status::MovedOnline,
        Some(4) => draft.status = Status::Postponed,
        Some(5) => draft.status = Status::Full,
        Some(6) => draft.status = Status::Cancelled,
        Some(other) => ledger.part("status", LossReason::BadValue, Some(&other.to_string())),
    }
    // 1 on the spot, 2 online, 3 both: what matters of it is the address of the online part.
    if let Some(Value::Object(map)) = node.peek("attendanceMode") {
        let map = map.clone();
        let _ = node.take("attendanceMode", ledger);
        Node::new(map, "attendanceMode").finish(ledger, |_| LossReason::Repeated);
    } else if let Some(mode) = node.int("attendanceMode", ledger) {
        let online = draft.place.as_ref().is_some_and(|p| p.online.is_some());
        if mode != 1 && !online {
            ledger.part("attendanceMode", LossReason::Approximate, Some(&mode.to_string()));
        }
    }
}
