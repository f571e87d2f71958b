//! A draft: a listing before it is published, in a private space, with the listing's own types and rules. What is
//! published of it is [`listing`]; state, origin and notes stay here.

use chrono_tz::Tz;

use super::check::{Found, below};
use super::choices;
use super::problem::Problem;
use super::schema::{FieldSpec, Given, Keys, Scalar, list, map, one, shared, table, texts};
use super::view::View;
use crate::domain::accessibility::{Access, Accessibility};
use crate::domain::answer::{Answer, Email, Phone, WebAddress};
use crate::domain::audience::{Ages, Capacity, MAX_AGE};
use crate::domain::field;
use crate::domain::image::{Image, MAX_IMAGES};
use crate::domain::language::LanguageTag;
use crate::domain::listing::{Listing, MAX_TAGS, Organiser};
use crate::domain::listing_type::ListingType;
use crate::domain::moment::Moment;
use crate::domain::place::{Country, Place};
use crate::domain::price::Price;
use crate::domain::recurrence::MAX_RULE;
use crate::domain::status::Status;
use crate::domain::text::limit;
use crate::domain::timing::{Timing, Words};

const AGE: Scalar = Scalar::Number {
    min: 0,
    max: MAX_AGE as i64,
};
const PLACES: Scalar = Scalar::Number {
    min: 0,
    max: u16::MAX as i64,
};

/// When: as a listing's timings say it, local, because what recurs is no instant.
pub const TIMINGS: &[FieldSpec] = &[
    one("start", Scalar::Moment).required(),
    one("end", Scalar::Moment),
    one("zone", Scalar::Zone),
    one("rule", Scalar::Line(MAX_RULE)),
    // Dates between commas.
    one("except", Scalar::Line(limit::ADDRESS)),
    one("added", Scalar::Line(limit::ADDRESS)),
];

/// Pictures.
pub const IMAGES: &[FieldSpec] = &[
    one("order", Scalar::Number { min: 1, max: 300 }).or(Given::Int(1)),
    // On this device, until it is published; then its address.
    one("photo", Scalar::Picture),
    one("url", Scalar::Web),
    texts("alt", Scalar::Line(limit::ALT)).required(),
    one("credit", Scalar::Line(limit::LINE)),
];

/// The fields.
pub const FIELDS: &[FieldSpec] = &[
    one("listing_type", Scalar::Choice(choices::LISTING_TYPE)).or(Given::Word("activity")),
    texts("title", Scalar::Line(limit::TITLE)).required(),
    texts("summary", Scalar::Prose(limit::SUMMARY)),
    texts("body", Scalar::Prose(limit::BODY)),
    one("original", Scalar::Language),
    one("organiser", Scalar::Line(limit::LINE)),
    one("organiser_url", Scalar::Web),
    one("place", Scalar::Line(limit::LINE)),
    one("address", Scalar::Line(limit::LINE)),
    one("postcode", Scalar::Line(20)),
    one("town", Scalar::Line(limit::LINE)),
    one("country", Scalar::Country),
    one("place_lat", Scalar::Latitude),
    one("place_lon", Scalar::Longitude),
    one("online", Scalar::Web),
    table("timings", TIMINGS),
    texts("hours", Scalar::Prose(limit::NOTE)),
    one("listing_status", Scalar::Choice(choices::LISTING_STATUS)).or(Given::Word("scheduled")),
    map("accessibility", Keys::Words(choices::ACCESS), Scalar::YesNo),
    one("free", Scalar::YesNo),
    one("price_from", Scalar::Cents),
    one("price_to", Scalar::Cents),
    texts("price_note", Scalar::Prose(limit::NOTE)),
    texts("for_whom", Scalar::Prose(limit::NOTE)),
    one("age_min", AGE),
    one("age_max", AGE),
    one("seats", PLACES),
    one("wheelchair", PLACES),
    one("companions", PLACES),
    texts("bring", Scalar::Prose(limit::NOTE)),
    one("answer_url", Scalar::Web),
    one("answer_phone", Scalar::Phone),
    one("answer_email", Scalar::Email),
    list("tags", Scalar::Line(limit::TAG)),
    table("images", IMAGES),
    one("licence", Scalar::Line(64)),
    one("draft_state", Scalar::Choice(choices::DRAFT_STATE)).or(Given::Word("writing")),
    one("listing", Scalar::Object),
    one("adopted_from", Scalar::Object),
    one("origin", Scalar::Line(limit::LINE)),
    shared("notes"),
];

/// Rules between fields: those of a listing.
pub(super) fn rules(draft: &View<'_>, found: &mut Found) {
    let original = draft.text("original").and_then(LanguageTag::from_wire);
    let title = draft.texts("title");
    if original.is_some_and(|original| !title.is_empty() && title.get(original).is_none()) {
        found.push("original", field::Problem::OriginalWithoutTitle);
    }
    if draft.raw("organiser_url").is_some() {
        found.needs("", draft, "organiser_url", "organiser");
    }
    match price(draft).check() {
        Err(field::Problem::MaxBelowMin) => found.push("price_to", field::Problem::MaxBelowMin),
        Err(problem) => found.push("free", problem),
        Ok(()) => {}
    }
    if let Err(problem) = ages(draft).check() {
        found.push("age_max", problem);
    }
    for row in draft.rows("timings") {
        if row.text("start").is_none() {
            continue;
        }
        for (place, problem) in timing(&row, Tz::UTC).err().unwrap_or_default() {
            let column = match place
                .trim_start_matches('.')
                .split('[')
                .next()
                .unwrap_or_default()
            {
                "tz" => "zone",
                "rrule" => "rule",
                "exdate" => "except",
                "rdate" => "added",
                column => column,
            };
            found.push(below("timings", &row, column), problem);
        }
    }
    for (key, max) in [("tags", MAX_TAGS), ("images", MAX_IMAGES)] {
        let len = draft.items(key).len().max(draft.rows(key).len());
        if len > max {
            found.push(key, field::Problem::TooMany { max, len });
        }
    }
    if draft.raw("adopted_from").is_some() {
        found.needs("", draft, "adopted_from", "origin");
    }
    // Published means that there is a listing to look at.
    if draft.text("draft_state") == Some("published") && draft.raw("listing").is_none() {
        found.push("draft_state", Problem::Needs { other: "listing" });
    }
}

/// The listing that a draft without problems becomes; what could not be read is left out. Hours without a zone are of
/// `zone`, the territory's.
pub fn listing(draft: &View<'_>, zone: Tz) -> Listing {
    let line = |key: &str| draft.text(key).unwrap_or_default().into();
    let web = |key: &str| WebAddress::parse(draft.text(key)?).ok();
    let places = |key: &str| draft.int(key).and_then(|n| u16::try_from(n).ok());
    let capacity = [places("seats"), places("wheelchair"), places("companions")];
    let word = draft.text("listing_type").unwrap_or_default();
    let status = draft.text("listing_status").unwrap_or_default();
    let mut tags: Vec<Box<str>> = Vec::new();
    for tag in draft.lines("tags") {
        let tag = tag.trim_start_matches('#').to_lowercase().into_boxed_str();
        if !tag.is_empty() && !tags.contains(&tag) {
            tags.push(tag);
        }
    }
    Listing {
        listing_type: ListingType::known(word).unwrap_or_else(|| ListingType::Other(word.into())),
        title: draft.texts("title"),
        summary: draft.texts("summary"),
        body: draft.texts("body"),
        original: draft.text("original").and_then(LanguageTag::from_wire),
        organiser: Organiser {
            name: line("organiser"),
            url: web("organiser_url"),
        },
        place: Place {
            name: line("place"),
            address: line("address"),
            postcode: line("postcode"),
            town: line("town"),
            country: draft.text("country").and_then(Country::from_wire),
            point: draft.point("place"),
            online: web("online"),
        },
        timings: draft
            .rows("timings")
            .iter()
            .filter_map(|row| timing(row, zone).ok())
            .collect(),
        hours: draft.texts("hours"),
        status: Status::known(status).unwrap_or_else(|| Status::Other(status.into())),
        accessibility: accessibility(draft),
        price: price(draft),
        audience: draft.texts("for_whom"),
        ages: Some(ages(draft)).filter(|ages| *ages != Ages::default()),
        capacity: capacity.iter().any(Option::is_some).then(|| {
            let [seats, wheelchair, companion] = capacity.map(Option::unwrap_or_default);
            Capacity {
                seats,
                wheelchair,
                companion,
            }
        }),
        bring: draft.texts("bring"),
        answer: [
            web("answer_url").map(Answer::Url),
            draft
                .text("answer_phone")
                .and_then(|text| Phone::parse(text).ok())
                .map(Answer::Phone),
            draft
                .text("answer_email")
                .and_then(|text| Email::parse(text).ok())
                .map(Answer::Email),
        ]
        .into_iter()
        .flatten()
        .collect(),
        tags,
        images: draft.rows("images").iter().filter_map(image).collect(),
        licence: draft.text("licence").map(Into::into),
        ..Listing::default()
    }
}

/// A picture that has an address; one that is only on this device has none yet.
fn image(row: &View<'_>) -> Option<Image> {
    Some(Image {
        url: WebAddress::parse(row.text("url")?).ok()?,
        alt: row.texts("alt"),
        credit: row.text("credit").map(Into::into),
        unknown: Default::default(),
    })
}

fn price(draft: &View<'_>) -> Price {
    let cents = |key: &str| draft.int(key).and_then(|n| u32::try_from(n).ok());
    Price {
        free: draft.flag("free").unwrap_or(false),
        from: cents("price_from"),
        to: cents("price_to"),
        note: draft.texts("price_note"),
    }
}

fn ages(draft: &View<'_>) -> Ages {
    let age = |key: &str| draft.int(key).and_then(|n| u8::try_from(n).ok());
    Ages {
        min: age("age_min"),
        max: age("age_max"),
    }
}

/// What is said about accessibility, of a draft or an outing's plan.
pub fn accessibility(view: &View<'_>) -> Accessibility {
    let mut said = Accessibility::default();
    for (name, value) in view.entries("accessibility") {
        let question = Access::ALL.into_iter().find(|question| question.name() == name);
        if let (Some(question), super::Plain::Bool(yes)) = (question, value) {
            said.set(question, Some(*yes));
        }
    }
    said
}

fn timing(row: &View<'_>, zone: Tz) -> Result<Timing, Vec<(String, field::Problem)>> {
    let start = row.text("start").unwrap_or_default();
    let hour = start.split_once('T').map(|(_, hour)| hour);
    // A day that is left out, or added, has the hour of the series: people write the day.
    let dated = |date: &str| match hour {
        Some(hour) if Moment::parse(date).is_some_and(|day| day.minute.is_none()) => {
            format!("{date}T{hour}")
        }
        _ => date.to_owned(),
    };
    let dates = |key: &str| -> Vec<String> {
        let text = row.text(key).unwrap_or_default();
        let parts = text.split(',').map(str::trim);
        parts.filter(|date| !date.is_empty()).map(dated).collect()
    };
    let words = Words {
        start,
        end: row.text("end"),
        zone: row.text("zone"),
        rule: row.text("rule"),
        except: &dates("except"),
        added: &dates("added"),
    };
    Timing::parse(words, zone)
}
