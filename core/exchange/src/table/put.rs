//! One value into its field of a draft.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use super::target::Target;
use crate::clean;
use crate::draft::{
    Ages, Capacity, Draft, Image, ListingType, Organiser, Place, Price, Source, Status, Texts,
};
use crate::openagenda::{answer, push_tag};
use crate::{price, time};

/// What is gathered from several columns before it can be put together.
#[derive(Default)]
pub(super) struct Parts {
    pub start: Option<String>,
    pub start_time: Option<String>,
    pub end: Option<String>,
    pub end_time: Option<String>,
    pub zone: Option<String>,
    pub rule: Option<String>,
    pub lat: Option<f64>,
    pub lon: Option<f64>,
}

/// A day, or a time of a day.
#[derive(Clone, Copy)]
pub(super) enum When {
    Day(NaiveDate),
    Time(NaiveDateTime),
}

pub(super) fn moment(date: &str, clock: Option<&str>, form: Option<&str>) -> Option<When> {
    let text = date.trim();
    if let Some(form) = form
        && let Ok(time) = NaiveDateTime::parse_from_str(text, form)
    {
        return time::in_range(time.date()).then_some(When::Time(time));
    }
    let days = [
        form.unwrap_or("%Y-%m-%d"),
        "%Y-%m-%d",
        "%d/%m/%Y",
        "%d.%m.%Y",
        "%d-%m-%Y",
    ];
    let day = days
        .iter()
        .find_map(|form| NaiveDate::parse_from_str(text, form).ok())
        .filter(|d| time::in_range(*d));
    if let Some(day) = day {
        let Some(clock) = clock else {
            return Some(When::Day(day));
        };
        let forms = ["%H:%M", "%H:%M:%S", "%Hh%M"];
        let read = forms
            .iter()
            .find_map(|form| NaiveTime::parse_from_str(clock.trim(), form).ok())?;
        return Some(When::Time(day.and_time(read)));
    }
    let forms = ["%d/%m/%Y %H:%M", "%d/%m/%Y %H:%M:%S", "%d/%m/%Y %Hh%M"];
    let french = forms
        .iter()
        .find_map(|form| NaiveDateTime::parse_from_str(text, form).ok());
    french
        .or_else(|| time::parse_local(text))
        .filter(|t| time::in_range(t.date()))
        .map(When::Time)
}

fn yes(text: &str) -> Option<bool> {
    match text.trim().to_lowercase().as_str() {
        "yes" | "oui" | "bai" | "sí" | "si" | "true" | "vrai" | "1" | "x" => Some(true),
        "no" | "non" | "ez" | "false" | "faux" | "0" => Some(false),
        _ => None,
    }
}

fn cents(text: &str) -> Option<u32> {
    let number: f64 = text
        .trim()
        .trim_end_matches('€')
        .trim()
        .replace(',', ".")
        .parse()
        .ok()?;
    let cents = (number * 100.0).round();
    (0.0..=f64::from(u32::MAX))
        .contains(&cents)
        .then(|| format!("{cents:.0}").parse().ok())
        .flatten()
}

fn add(texts: &mut Texts, language: &str, text: &str, between: &str) {
    let whole = texts.entry(language.to_owned()).or_default();
    if !whole.is_empty() {
        whole.push_str(between);
    }
    whole.push_str(text);
}

fn join(field: &mut String, text: &str, between: &str) {
    if !field.is_empty() {
        field.push_str(between);
    }
    field.push_str(&clean::line(text));
}

/// Puts a value into its field; `false` when it does not fit.
pub(super) fn put(
    to: Target,
    text: &str,
    language: &str,
    separator: Option<&str>,
    draft: &mut Draft,
    parts: &mut Parts,
) -> bool {
    let one = clean::line(text);
    match to {
        Target::Title => add(&mut draft.title, language, &one, " "),
        Target::Summary => add(&mut draft.summary, language, text, "\n"),
        Target::Body => add(&mut draft.body, language, text, "\n"),
        Target::Hours => add(&mut draft.hours, language, text, "\n"),
        Target::Bring => add(&mut draft.bring, language, text, "\n"),
        Target::Audience => {
            values(text, separator).for_each(|v| add(&mut draft.audience, language, &v, ", "));
        }
        Target::Original => draft.original = Some(one),
        Target::Licence => draft.licence = Some(one),
        Target::Updated => draft.updated = Some(one),
        Target::Tags => values(text, separator).for_each(|v| push_tag(draft, &v)),
        Target::Answer => {
            return values(text, separator).all(|v| match answer(None, &v) {
                Some(found) => {
                    if !draft.answer.contains(&found) {
                        draft.answer.push(found);
                    }
                    true
                }
                None => false,
            });
        }
        Target::Start => parts.start = Some(one),
        Target::StartTime => parts.start_time = Some(one),
        Target::End => parts.end = Some(one),
        Target::EndTime => parts.end_time = Some(one),
        Target::Zone => parts.zone = Some(one),
        Target::Rule => parts.rule = Some(one),
        Target::Lat => return one.replace(',', ".").parse().map(|v| parts.lat = Some(v)).is_ok(),
        Target::Lon => return one.replace(',', ".").parse().map(|v| parts.lon = Some(v)).is_ok(),
        Target::LatLon => {
            let mut numbers = one
                .split([',', ';', ' '])
                .filter(|n| !n.is_empty())
                .map(|n| n.parse().ok());
            parts.lat = numbers.next().flatten();
            parts.lon = numbers.next().flatten();
            return parts.lat.is_some() && parts.lon.is_some();
        }
        Target::Type | Target::Status => return named(to, &one, draft),
        Target::Organiser | Target::OrganiserUrl => {
            let organiser = draft.organiser.get_or_insert_with(Organiser::default);
            if to == Target::Organiser {
                join(&mut organiser.name, &one, " ");
            } else {
                organiser.url = clean::web_url(&one);
                return organiser.url.is_some();
            }
        }
        Target::Place
        | Target::Address
        | Target::Postcode
        | Target::Town
        | Target::Country
        | Target::Online => {
            return put_place(to, &one, draft.place.get_or_insert_with(Place::default));
        }
        Target::Image => {
            let Some(url) = clean::web_url(&one) else {
                return false;
            };
            draft.images.push(Image {
                url,
                ..Image::default()
            });
        }
        Target::ImageCredit => match draft.images.last_mut() {
            Some(image) => image.credit = Some(one),
            None => return false,
        },
        Target::SourceUrl => {
            let source = draft.source.get_or_insert_with(Source::default);
            source.url = clean::web_url(&one);
            return source.url.is_some();
        }
        Target::SourceName => draft.source.get_or_insert_with(Source::default).name = Some(one),
        _ => return put_fact(to, text, &one, language, draft),
    }
    true
}

fn values(text: &str, separator: Option<&str>) -> impl Iterator<Item = String> {
    let parts: Vec<String> = match separator {
        Some(separator) if !separator.is_empty() => text.split(separator).map(clean::line).collect(),
        _ => vec![clean::line(text)],
    };
    parts.into_iter().filter(|v| !v.is_empty())
}

fn named(to: Target, text: &str, draft: &mut Draft) -> bool {
    let value = serde_json::Value::String(text.trim().to_lowercase().replace('-', "_"));
    match to {
        Target::Type => serde_json::from_value::<ListingType>(value)
            .map(|t| draft.listing_type = t)
            .is_ok(),
        _ => serde_json::from_value::<Status>(value)
            .map(|s| draft.status = s)
            .is_ok(),
    }
}

fn put_place(to: Target, text: &str, place: &mut Place) -> bool {
    match to {
        Target::Place => join(&mut place.name, text, ", "),
        Target::Address => join(&mut place.address, text, ", "),
        Target::Postcode => join(&mut place.postcode, text, " "),
        Target::Town => join(&mut place.town, text, " "),
        Target::Country => place.country = Some(text.to_uppercase()),
        _ => {
            place.online = clean::web_url(text);
            return place.online.is_some();
        }
    }
    true
}

fn put_fact(to: Target, text: &str, one: &str, language: &str, draft: &mut Draft) -> bool {
    let said = &mut draft.accessibility;
    let flag = match to {
        Target::Hearing => &mut said.hearing,
        Target::Visual => &mut said.visual,
        Target::Psychic => &mut said.psychic,
        Target::Motor => &mut said.motor,
        Target::Intellectual => &mut said.intellectual,
        Target::StepFree => &mut said.step_free,
        Target::Toilets => &mut said.toilets,
        Target::Parking => &mut said.parking,
        Target::Quiet => &mut said.quiet,
        Target::AgeMin | Target::AgeMax => {
            let Ok(year) = one.parse::<u8>() else { return false };
            let ages = draft.ages.get_or_insert_with(Ages::default);
            *(if to == Target::AgeMin {
                &mut ages.min
            } else {
                &mut ages.max
            }) = Some(year);
            return true;
        }
        Target::Seats | Target::Wheelchair => {
            let Ok(count) = one.parse::<u16>() else {
                return false;
            };
            let capacity = draft.capacity.get_or_insert_with(Capacity::default);
            *(if to == Target::Seats {
                &mut capacity.seats
            } else {
                &mut capacity.wheelchair
            }) = count;
            return true;
        }
        _ => return put_price(to, text, one, language, draft),
    };
    *flag = yes(one);
    flag.is_some()
}

fn put_price(to: Target, text: &str, one: &str, language: &str, draft: &mut Draft) -> bool {
    let price = draft.price.get_or_insert_with(Price::default);
    match to {
        Target::Price => {
            price.free |= price::is_free(text);
            add(&mut price.note, language, text, "\n");
        }
        Target::Free => match yes(one) {
            Some(free) => price.free = free,
            None => return false,
        },
        _ => {
            let Some(cents) = cents(one) else { return false };
            *(if to == Target::PriceFrom {
                &mut price.from_cents
            } else {
                &mut price.to_cents
            }) = Some(cents);
        }
    }
    true
}
