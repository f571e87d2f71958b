//! Drafts to schema.org JSON-LD, for pages that search engines read. Nothing is read in this format.

use chrono_tz::Tz;
use serde_json::{Map, Value, json};

use crate::draft::{Answer, Draft, ListingType, Status, Texts, Timing};
use crate::loss::{At, Ledger, LossReason, Unit};
use crate::{Context, Export, key, recur, time};

/// Writes `{"@context": "https://schema.org", "@graph": [...]}`. `<` is escaped, so that the text can stand
/// inside a page's script element.
pub(crate) fn write(drafts: &[Draft], context: &Context) -> Export {
    let mut ledger = Ledger::default();
    let mut graph = Vec::with_capacity(drafts.len());
    for (index, draft) in drafts.iter().enumerate() {
        ledger.go(At::nth(Unit::Listing, index));
        graph.push(Value::Object(one(draft, context, &mut ledger)));
    }
    let whole = json!({ "@context": "https://schema.org", "@graph": graph });
    let text = format!("{whole:#}\n").replace('<', "\\u003c");
    Export {
        bytes: text.into_bytes(),
        losses: ledger.into_losses(),
    }
}

/// What a listing is in schema.org.
fn type_of(draft: &Draft) -> &'static str {
    match draft.listing_type {
        ListingType::Place => "Place",
        ListingType::Partner => "Organization",
        ListingType::Need => "Demand",
        ListingType::Offer | ListingType::Loan => "Offer",
        ListingType::Practice => "Article",
        ListingType::Project => "Project",
        ListingType::Activity | ListingType::Challenge => "Event",
    }
}

/// One text, or one per language with its tag.
fn words(texts: &Texts) -> Value {
    let mut values: Vec<Value> = texts
        .iter()
        .map(|(tag, text)| json!({ "@language": tag, "@value": text }))
        .collect();
    if values.len() == 1 {
        values.remove(0)
    } else {
        Value::Array(values)
    }
}

fn one(draft: &Draft, context: &Context, ledger: &mut Ledger) -> Map<String, Value> {
    let kind = type_of(draft);
    let mut map = Map::new();
    let mut put = |name: &str, value: Value| {
        let says = match &value {
            Value::Null => false,
            Value::Array(items) => !items.is_empty(),
            Value::Object(map) => !map.is_empty(),
            Value::String(text) => !text.is_empty(),
            _ => true,
        };
        if says {
            map.insert(name.to_owned(), value);
        }
    };
    put("@type", json!(kind));
    put("identifier", json!(key::exported_id(draft, "schema.org")));
    put("name", words(&draft.title));
    let description = if draft.body.is_empty() {
        &draft.summary
    } else {
        &draft.body
    };
    put("description", words(description));
    if !draft.body.is_empty() && !draft.summary.is_empty() {
        put("disambiguatingDescription", words(&draft.summary));
    }
    let source = draft.source.as_ref();
    put("url", json!(source.and_then(|s| s.url.as_ref())));
    put("image", draft.images.iter().map(|i| json!(i.url)).collect());
    let creative = kind == "Article" || kind == "Event";
    if creative {
        put("keywords", json!(draft.tags.join(", ")));
        put("inLanguage", draft.title.keys().map(|tag| json!(tag)).collect());
    }
    match kind {
        "Event" => event(draft, context, ledger, &mut put),
        "Place" => {
            for (name, value) in place(draft) {
                if name != "@type" && name != "name" {
                    put(&name, value);
                }
            }
            put("publicAccess", json!(true));
            put(
                "amenityFeature",
                Value::Array(
                    features(draft)
                        .into_iter()
                        .map(|f| json!({ "@type": "LocationFeatureSpecification", "name": f, "value": true }))
                        .collect(),
                ),
            );
        }
        "Offer" | "Demand" => put("seller", organiser(draft)),
        "Organization" => put("address", place(draft).remove("address").unwrap_or_default()),
        _ => put("author", organiser(draft)),
    }
    let (phone, email) = contact(draft);
    if kind == "Place" || kind == "Organization" {
        put("telephone", json!(phone));
    }
    if kind == "Organization" {
        put("email", json!(email));
    }
    losses(draft, kind, ledger);
    map
}

fn event(draft: &Draft, context: &Context, ledger: &mut Ledger, put: &mut impl FnMut(&str, Value)) {
    put(
        "eventStatus",
        json!(match draft.status {
            Status::Cancelled => "https://schema.org/EventCancelled",
            Status::Postponed => "https://schema.org/EventPostponed",
            Status::MovedOnline => "https://schema.org/EventMovedOnline",
            Status::Scheduled | Status::Full => "https://schema.org/EventScheduled",
        }),
    );
    let online = draft.place.as_ref().and_then(|p| p.online.as_ref());
    let spot = place(draft);
    let on_the_spot = !spot.is_empty() && draft.status != Status::MovedOnline;
    put(
        "eventAttendanceMode",
        json!(match (
            online.is_some() || draft.status == Status::MovedOnline,
            on_the_spot
        ) {
            (true, true) => "https://schema.org/MixedEventAttendanceMode",
            (true, false) => "https://schema.org/OnlineEventAttendanceMode",
            _ => "https://schema.org/OfflineEventAttendanceMode",
        }),
    );
    let mut locations = Vec::new();
    if !spot.is_empty() {
        locations.push(Value::Object(spot));
    }
    locations.extend(online.map(|url| json!({ "@type": "VirtualLocation", "url": url })));
    put(
        "location",
        if locations.len() == 1 {
            locations.remove(0)
        } else {
            Value::Array(locations)
        },
    );
    put("organizer", organiser(draft));
    put(
        "isAccessibleForFree",
        draft.price.as_ref().map_or(Value::Null, |p| {
            if p.free {
                json!(true)
            } else if p.from_cents.is_some_and(|c| c > 0) {
                json!(false)
            } else {
                Value::Null
            }
        }),
    );
    put("offers", offers(draft));
    put(
        "accessibilityFeature",
        features(draft).into_iter().map(|f| json!(f)).collect(),
    );
    if let Some(ages) = draft.ages {
        let text = [ages.min.map(|n| n.to_string()), ages.max.map(|n| n.to_string())]
            .map(Option::unwrap_or_default)
            .join("-");
        put("typicalAgeRange", json!(text));
    }
    put(
        "audience",
        if draft.audience.is_empty() {
            Value::Null
        } else {
            json!({ "@type": "Audience", "audienceType": words(&draft.audience) })
        },
    );
    put(
        "maximumAttendeeCapacity",
        json!(
            draft
                .capacity
                .map(|c| u32::from(c.seats) + u32::from(c.wheelchair) + u32::from(c.companion))
        ),
    );
    times(draft, context, ledger, put);
}

fn zone(timing: &Timing, context: &Context) -> Tz {
    timing
        .tz
        .as_ref()
        .and_then(|name| name.parse().ok())
        .unwrap_or(context.territory_zone)
}

/// The first start and the last end; each further date as an event of its own under `subEvent`.
fn times(draft: &Draft, context: &Context, ledger: &mut Ledger, put: &mut impl FnMut(&str, Value)) {
    let mut all = Vec::new();
    for timing in &draft.timings {
        let zone = zone(timing, context);
        let whole_day = time::parse_day(&timing.start).is_some();
        let spans = recur::spans(timing, zone, recur::EXPORTED);
        if spans.more {
            ledger.part("timings", LossReason::Expanded, timing.rrule.as_deref());
        }
        let write = |at| {
            if whole_day {
                time::day(chrono::NaiveDateTime::date(&at))
            } else {
                time::with_offset(at, zone)
            }
        };
        all.extend(
            spans
                .list
                .into_iter()
                .map(|(start, end)| (start, write(start), end.map(write))),
        );
    }
    all.sort();
    all.dedup();
    let Some((_, first, end)) = all.first() else {
        return;
    };
    put("startDate", json!(first));
    if all.len() == 1 {
        put("endDate", json!(end));
        return;
    }
    put(
        "endDate",
        json!(
            all.iter()
                .map(|(at, start, end)| (at, end.as_ref().unwrap_or(start)))
                .max()
                .map(|(_, end)| end)
        ),
    );
    let name = words(&draft.title);
    put(
        "subEvent",
        all.iter()
            .map(|(_, start, end)| {
                let mut map = Map::new();
                map.insert("@type".to_owned(), json!("Event"));
                map.insert("name".to_owned(), name.clone());
                map.insert("startDate".to_owned(), json!(start));
                if let Some(end) = end {
                    map.insert("endDate".to_owned(), json!(end));
                }
                Value::Object(map)
            })
            .collect(),
    );
}

fn place(draft: &Draft) -> Map<String, Value> {
    let mut map = Map::new();
    let Some(place) = &draft.place else { return map };
    let mut address = Map::new();
    let parts = [
        ("streetAddress", &place.address),
        ("postalCode", &place.postcode),
        ("addressLocality", &place.town),
    ];
    for (name, text) in parts
        .into_iter()
        .chain(place.country.as_ref().map(|c| ("addressCountry", c)))
    {
        if !text.is_empty() {
            address.insert(name.to_owned(), json!(text));
        }
    }
    if !place.name.is_empty() {
        map.insert("name".to_owned(), json!(place.name));
    }
    if !address.is_empty() {
        address.insert("@type".to_owned(), json!("PostalAddress"));
        map.insert("address".to_owned(), Value::Object(address));
    }
    if let (Some(lat), Some(lon)) = (place.lat, place.lon) {
        map.insert(
            "geo".to_owned(),
            json!({ "@type": "GeoCoordinates", "latitude": lat, "longitude": lon }),
        );
    }
    if !map.is_empty() {
        map.insert("@type".to_owned(), json!("Place"));
    }
    map
}

fn organiser(draft: &Draft) -> Value {
    let Some(organiser) = &draft.organiser else {
        return Value::Null;
    };
    let mut map = json!({ "@type": "Organization", "name": organiser.name });
    if let (Some(url), Some(map)) = (&organiser.url, map.as_object_mut()) {
        map.insert("url".to_owned(), json!(url));
    }
    map
}

/// The price, and where to get a place. Full is an offer that is sold out.
fn offers(draft: &Draft) -> Value {
    let url = draft.answer.iter().find_map(|a| match a {
        Answer::Url(url) => Some(url),
        _ => None,
    });
    let price = draft.price.as_ref();
    let cents = price.and_then(|p| if p.free { Some(0) } else { p.from_cents });
    if url.is_none() && cents.is_none() && draft.status != Status::Full {
        return Value::Null;
    }
    let full = draft.status == Status::Full;
    let mut map = Map::new();
    let highest = price.and_then(|p| p.to_cents).filter(|to| Some(*to) != cents);
    let euros = |cents: u32| format!("{}.{:02}", cents / 100, cents % 100);
    map.insert(
        "@type".to_owned(),
        json!(if highest.is_some() {
            "AggregateOffer"
        } else {
            "Offer"
        }),
    );
    map.insert(
        "availability".to_owned(),
        json!(if full {
            "https://schema.org/SoldOut"
        } else {
            "https://schema.org/InStock"
        }),
    );
    if let Some(cents) = cents {
        map.insert(
            if highest.is_some() { "lowPrice" } else { "price" }.to_owned(),
            json!(euros(cents)),
        );
        map.insert("priceCurrency".to_owned(), json!("EUR"));
    }
    if let Some(highest) = highest {
        map.insert("highPrice".to_owned(), json!(euros(highest)));
        map.insert("priceCurrency".to_owned(), json!("EUR"));
    }
    if let Some(url) = url {
        map.insert("url".to_owned(), json!(url));
    }
    Value::Object(map)
}

fn contact(draft: &Draft) -> (Option<&String>, Option<&String>) {
    let phone = draft
        .answer
        .iter()
        .find_map(|a| if let Answer::Phone(p) = a { Some(p) } else { None });
    let email = draft
        .answer
        .iter()
        .find_map(|a| if let Answer::Email(e) = a { Some(e) } else { None });
    (phone, email)
}

/// What is said to be there. What is said not to be, or not said, has no word in schema.org.
fn features(draft: &Draft) -> Vec<&'static str> {
    let said = &draft.accessibility;
    let all = [
        (said.motor, "wheelchairAccessible"),
        (said.hearing, "hearingImpairmentSupport"),
        (said.visual, "visualImpairmentSupport"),
        (said.psychic, "psychicImpairmentSupport"),
        (said.intellectual, "intellectualImpairmentSupport"),
        (said.step_free, "stepFreeAccess"),
        (said.toilets, "accessibleToilets"),
        (said.parking, "accessibleParking"),
        (said.quiet, "quietPlace"),
    ];
    all.into_iter()
        .filter(|(said, _)| *said == Some(true))
        .map(|(_, name)| name)
        .collect()
}

fn losses(draft: &Draft, kind: &str, ledger: &mut Ledger) {
    let said = &draft.accessibility;
    let no = [
        said.motor,
        said.hearing,
        said.visual,
        said.psychic,
        said.intellectual,
        said.step_free,
        said.toilets,
        said.parking,
        said.quiet,
    ];
    let event = kind == "Event";
    let gone = [
        (
            "accessibility",
            no.contains(&Some(false)) || (!event && kind != "Place" && !features(draft).is_empty()),
        ),
        ("hours", !draft.hours.is_empty()),
        ("bring", !draft.bring.is_empty()),
        (
            "price",
            !event && draft.price.is_some() || draft.price.as_ref().is_some_and(|p| !p.note.is_empty()),
        ),
        ("timings", !event && !draft.timings.is_empty()),
        ("licence", draft.licence.is_some()),
        ("updated", draft.updated.is_some()),
        ("audience", !event && !draft.audience.is_empty()),
        ("ages", !event && draft.ages.is_some()),
        ("capacity", !event && draft.capacity.is_some()),
        (
            "answer",
            draft.answer.len() > 1 || (event && draft.answer.iter().any(|a| !matches!(a, Answer::Url(_)))),
        ),
        (
            "images",
            draft
                .images
                .iter()
                .any(|i| i.credit.is_some() || !i.alt.is_empty()),
        ),
        ("tags", !event && kind != "Article" && !draft.tags.is_empty()),
        ("original", draft.original.is_some() && draft.title.len() > 1),
    ];
    for (name, _) in gone.into_iter().filter(|(_, gone)| *gone) {
        ledger.part(name, LossReason::NoField, None);
    }
}

#[cfg(test)]
mod tests;
