//! Words that are made of data: days, hours, places, distances, texts in the best language.

use std::collections::BTreeMap;

use ekin_core::app::exchange::draft::Place;
use ekin_core::app::query::day_at;
use ekin_core::app::says;
use ekin_core::app::space::called::Devices;
use ekin_core::app::territory::Tz;
use ekin_core::domain::text::Texts;
use ekin_i18n::{Date, Time, choose, msg, relative_day, time_hm, weekday_name};

use crate::handle::Asked;
use crate::state::Wording;

/// An instant as people name it: the hour alone today, the weekday within a week, else the day.
pub fn moment(asked: &Asked, ms: i64, now_ms: i64, zone: Tz) -> Option<String> {
    let language = asked.words.language();
    let (day, time) = ekin_core::app::query::moment(ms, zone)?;
    let today = day_at(now_ms, zone)?;
    let hour = time_hm(language, time);
    Some(match today.days() - day.days() {
        0 => hour,
        2..=6 => format!("{} {hour}", weekday_name(language, day.weekday())),
        _ => format!("{}, {hour}", relative_day(language, today, day)),
    })
}

/// A day and an hour that were read already.
pub fn day_and_hour(asked: &Asked, today: Option<Date>, when: Option<(Date, Time)>) -> Option<String> {
    let language = asked.words.language();
    let (day, time) = when?;
    let hour = time_hm(language, time);
    Some(match today {
        Some(today) if today == day => hour,
        Some(today) => format!("{}, {hour}", relative_day(language, today, day)),
        None => hour,
    })
}

/// A day, and the hour where one stands there, as they are typed: `YYYY-MM-DDTHH:MM` or `YYYY-MM-DD`.
pub fn local(text: &str) -> Option<(Date, Option<Time>)> {
    let (day, hour) = match text.trim().split_once('T') {
        Some((day, hour)) => (day, Some(hour)),
        None => (text.trim(), None),
    };
    let mut parts = day.splitn(3, '-');
    let year = parts.next()?.parse().ok()?;
    let month = parts.next()?.parse().ok()?;
    let date = Date::new(year, month, parts.next()?.parse().ok()?)?;
    let hour = match hour {
        Some(hour) => {
            let (hour, minute) = hour.split_once(':')?;
            Some(Time::new(hour.parse().ok()?, minute.parse().ok()?)?)
        }
        None => None,
    };
    Some((date, hour))
}

/// A day and an hour with nothing known of today: the day in words, then the hour.
pub fn dated(asked: &Asked, when: Option<(Date, Time)>) -> Option<String> {
    let today = asked.device.today(None).ok();
    day_and_hour(asked, today, when).map(capital)
}

/// A device of a space by its name; by its number where nobody gave it one.
pub fn device(asked: &Asked, devices: &Devices, ord: u32) -> String {
    asked.words.value(&says::outing::device(devices.name(ord), ord))
}

/// Metres as people say them.
pub fn distance(asked: &Asked, metres: f64) -> String {
    // On the earth: small, and not negative.
    let kilometres = (metres / 1_000.0).round() as u64;
    asked.say(&msg::listing_distance(kilometres.to_string()))
}

/// Name, street and town in one line, the post code before the town.
pub fn place(place: &Place) -> Option<String> {
    let town = format!("{} {}", place.postcode.trim(), place.town.trim());
    let parts: Vec<&str> = [&place.name, &place.address, &town]
        .into_iter()
        .map(|part| part.trim())
        .filter(|part| !part.is_empty())
        .collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// The words of a draft's map that serve this person best.
pub fn of_map(asked: &Asked, texts: &BTreeMap<String, String>, original: Option<&str>) -> Option<Wording> {
    let own = asked.words.language().tag();
    let tag = choose(texts.keys().map(String::as_str), &[own], original)?;
    Some(wording(asked, tag, texts.get(tag)?))
}

/// The same of texts of the read model.
pub fn of_texts(asked: &Asked, texts: &Texts, original: Option<&str>) -> Option<Wording> {
    let map = texts
        .iter()
        .map(|text| (text.language.to_string(), text.text.to_owned()))
        .collect();
    of_map(asked, &map, original)
}

fn wording(asked: &Asked, tag: &str, text: &str) -> Wording {
    let primary = |tag: &str| tag.split('-').next().unwrap_or_default().to_owned();
    let same = primary(tag) == asked.words.language().tag();
    Wording {
        text: text.to_owned(),
        language: tag.to_owned(),
        other: (!same).then(|| match ekin_i18n::Language::parse(tag) {
            Some(known) => known.own_name().to_owned(),
            None => tag.to_owned(),
        }),
    }
}

/// The same words with a capital at their beginning, for where they stand alone.
pub fn capital(words: String) -> String {
    let mut letters = words.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => words,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_one_line_with_no_comma_between_post_code_and_town() {
        let mut here = Place {
            name: "Musée basque".into(),
            address: "37 quai des Corsaires".into(),
            postcode: "64100".into(),
            town: "Bayonne".into(),
            ..Place::default()
        };
        assert_eq!(
            place(&here).as_deref(),
            Some("Musée basque, 37 quai des Corsaires, 64100 Bayonne")
        );
        here.postcode.clear();
        assert_eq!(
            place(&here).as_deref(),
            Some("Musée basque, 37 quai des Corsaires, Bayonne")
        );
        assert_eq!(place(&Place::default()), None);
    }
}
