//! Drafts to OpenAgenda. What the format has no field for is kept under `ekin`, so that nothing is lost
//! between two territories; other programs ignore it, and the losses say so.

use chrono_tz::Tz;
use serde_json::{Map, Value, json};

use super::read::{OWN, event};
use crate::draft::{Answer, Draft, Status, Texts};
use crate::loss::{At, Ledger, LossReason, Unit};
use crate::{Context, Export, Limits, key, overlay, recur, time};

/// Writes `{"total": n, "events": [...]}`.
pub(crate) fn write(drafts: &[Draft], context: &Context) -> Export {
    let mut ledger = Ledger::default();
    let mut events = Vec::with_capacity(drafts.len());
    for (index, draft) in drafts.iter().enumerate() {
        ledger.go(At::nth(Unit::Listing, index));
        events.push(Value::Object(one(draft, context, &mut ledger)));
    }
    let whole = json!({ "total": events.len(), "events": events });
    Export {
        bytes: format!("{whole:#}\n").into_bytes(),
        losses: ledger.into_losses(),
    }
}

fn one(draft: &Draft, context: &Context, ledger: &mut Ledger) -> Map<String, Value> {
    let mut map = fields(draft, context, ledger);
    map.insert(OWN.to_owned(), json!({}));
    let draft = Draft {
        about: None,
        ..draft.clone()
    };
    // What an importer makes of these fields alone; the difference travels under `ekin`.
    let base = event(map.clone(), context, &Limits::default(), &mut Ledger::default()).unwrap_or_default();
    let own = overlay::diff(&base, &draft, None);
    for (name, value) in &own {
        if !value.is_null() {
            ledger.part(name, LossReason::OnlyForEkin, None);
        }
    }
    map.insert(OWN.to_owned(), Value::Object(own));
    map
}

fn texts(texts: &Texts) -> Value {
    json!(texts)
}

fn fields(draft: &Draft, context: &Context, ledger: &mut Ledger) -> Map<String, Value> {
    let mut map = Map::new();
    let mut put = |name: &str, value: Value| {
        map.insert(name.to_owned(), value);
    };
    let uid = key::exported_id(draft, "openagenda");
    put(
        "uid",
        uid.parse::<u32>().map_or_else(|_| json!(uid), |n| json!(n)),
    );
    put("title", texts(&draft.title));
    put("description", texts(&draft.summary));
    put("longDescription", texts(&draft.body));
    put(
        "conditions",
        draft.price.as_ref().map_or_else(|| json!({}), |p| texts(&p.note)),
    );
    let language = draft.original.as_ref().or_else(|| draft.title.keys().next());
    let language = language.map_or(context.default_language.as_str(), String::as_str);
    put(
        "keywords",
        if draft.tags.is_empty() {
            json!({})
        } else {
            json!({ language: draft.tags })
        },
    );
    put(
        "age",
        json!({ "min": draft.ages.and_then(|a| a.min), "max": draft.ages.and_then(|a| a.max) }),
    );
    let zone = zone(draft, context);
    put("timezone", json!(zone.name()));
    put("timings", Value::Array(timings(draft, zone, context, ledger)));
    put(
        "status",
        json!(match draft.status {
            Status::Scheduled => 1,
            Status::MovedOnline => 3,
            Status::Postponed => 4,
            Status::Full => 5,
            Status::Cancelled => 6,
        }),
    );
    let said = &draft.accessibility;
    let flags = [
        ("hi", said.hearing),
        ("vi", said.visual),
        ("pi", said.psychic),
        ("mi", said.motor),
        ("ii", said.intellectual),
    ];
    put(
        "accessibility",
        flags
            .iter()
            .map(|(flag, said)| ((*flag).to_owned(), json!(*said == Some(true))))
            .collect::<Map<_, _>>()
            .into(),
    );
    let online = draft.place.as_ref().and_then(|p| p.online.as_ref());
    let on_the_spot = draft
        .place
        .as_ref()
        .is_some_and(|p| !(p.name.is_empty() && p.address.is_empty() && p.town.is_empty()));
    put(
        "attendanceMode",
        json!(match (online.is_some(), on_the_spot) {
            (true, false) => 2,
            (true, true) => 3,
            _ => 1,
        }),
    );
    put("onlineAccessLink", json!(online));
    put("location", location(draft));
    let registration = draft.answer.iter().map(|answer| match answer {
        Answer::Url(value) => json!({ "type": "link", "value": value }),
        Answer::Phone(value) => json!({ "type": "phone", "value": value }),
        Answer::Email(value) => json!({ "type": "email", "value": value }),
    });
    put("registration", registration.collect());
    let image = draft.images.first();
    let parts = image.and_then(|i| i.url.rfind('/').map(|at| i.url.split_at(at + 1)));
    put(
        "image",
        parts.map_or(
            Value::Null,
            |(base, filename)| json!({ "base": base, "filename": filename }),
        ),
    );
    put("imageCredits", json!(image.and_then(|i| i.credit.as_ref())));
    put("updatedAt", json!(draft.updated));
    if let Some(source) = &draft.source {
        put("originAgenda", json!({ "title": source.name }));
        put("canonicalUrl", json!(source.url));
    }
    put("state", json!(2));
    map
}

fn location(draft: &Draft) -> Value {
    let Some(place) = &draft.place else {
        return Value::Null;
    };
    json!({
        "name": place.name,
        "address": place.address,
        "postalCode": place.postcode,
        "city": place.town,
        "countryCode": place.country,
        "latitude": place.lat,
        "longitude": place.lon,
    })
}

/// The zone of an event: OpenAgenda has one for all its timings.
fn zone(draft: &Draft, context: &Context) -> Tz {
    let named = draft.timings.iter().find_map(|t| t.tz.as_ref());
    named
        .and_then(|name| name.parse().ok())
        .unwrap_or(context.territory_zone)
}

fn timings(draft: &Draft, zone: Tz, context: &Context, ledger: &mut Ledger) -> Vec<Value> {
    let mut out = Vec::new();
    for timing in &draft.timings {
        let own = timing
            .tz
            .as_ref()
            .and_then(|name| name.parse().ok())
            .unwrap_or(context.territory_zone);
        let spans = recur::spans(timing, own, recur::EXPORTED);
        if spans.more {
            ledger.part("timings", LossReason::Expanded, timing.rrule.as_deref());
        }
        for (start, end) in spans.list {
            // The offset is that of the event's zone where both agree, else the timing's own.
            let write = |t| time::with_offset(t, if own == zone { zone } else { own });
            out.push(json!({ "begin": write(start), "end": write(end.unwrap_or(start)) }));
        }
    }
    out
}
