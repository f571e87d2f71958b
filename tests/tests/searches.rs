//! The hundred searches over the sample territory: what a person would want is among the first twenty hits.
#![expect(clippy::unwrap_used, reason = "a test")]

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{Datelike, NaiveDate, TimeZone};
use chrono_tz::Tz;
use ekin_core::app::device::{Device, OpenOptions};
use ekin_core::app::query::Ask;
use ekin_core::app::surroundings::Surroundings;
use ekin_core::app::territory::NewTerritory;
use ekin_core::domain::language::LanguageTag;
use ekin_core::domain::listing_type::ListingType;
use ekin_core::domain::place::Point;
use ekin_i18n::Date;
use ekin_sample::Search;
use rand_core::SeedableRng;

/// Hits of a first page.
const PAGE: u32 = 20;

fn day(date: NaiveDate) -> Date {
    let (month, day) = (
        u8::try_from(date.month()).unwrap(),
        u8::try_from(date.day()).unwrap(),
    );
    Date::new(date.year(), month, day).unwrap()
}

fn ask(search: &Search, today: NaiveDate) -> Ask {
    let filters = &search.filters;
    let near = filters
        .near
        .map(|near| (Point::from_degrees(near.lat, near.lon).unwrap(), near.within_km));
    Ask {
        words: search.words.clone(),
        listing_type: filters.listing_type.map(|listing_type| {
            let word = serde_json::to_value(listing_type).unwrap();
            ListingType::known(word.as_str().unwrap()).unwrap()
        }),
        from: filters.on.or(filters.from).map(|date| day(date.from(today))),
        to: filters.on.or(filters.to).map(|date| day(date.from(today))),
        near,
        language: filters
            .language
            .as_deref()
            .map(|tag| LanguageTag::parse(tag).unwrap()),
        wheelchair: filters.wheelchair,
        quiet: filters.quiet,
        free: filters.free,
        limit: PAGE,
        ..Ask::default()
    }
}

/// Runs all searches on one day; gives what is not as a person would want it.
fn faults(today: NaiveDate) -> Vec<String> {
    let home = tempfile::tempdir().unwrap();
    let noon = Tz::Europe__Paris
        .from_local_datetime(&today.and_hms_opt(9, 0, 0).unwrap())
        .unwrap();
    let now_ms = noon.timestamp_millis();
    let around = Surroundings::new(
        Arc::new(move || now_ms),
        rand_chacha::ChaCha20Rng::seed_from_u64(1),
    );
    let device = Device::open(home.path(), OpenOptions::default(), around).unwrap();
    let territory = NewTerritory {
        name: "Euskal Herria".into(),
        language: LanguageTag::FR,
        relays: vec!["http://127.0.0.1:1".into()],
        zone: Tz::Europe__Paris,
        creation_code: None,
    };
    device.create_territory(&territory).unwrap();
    let mut keys = BTreeMap::new();
    for sample in ekin_sample::sample(today).unwrap() {
        let id = device.publish(None, &sample.draft).unwrap();
        keys.insert(id, sample.key);
    }
    let mut faults = Vec::new();
    for search in ekin_sample::searches().unwrap() {
        let found = device.search(&ask(&search, today), Tz::Europe__Paris).unwrap();
        let hits: Vec<&str> = found
            .hits
            .iter()
            .map(|hit| keys[&hit.card.object].as_str())
            .collect();
        let mut fault = |what: &str| {
            faults.push(format!(
                "{} « {} » ({}): {what}; found {hits:?}",
                today, search.words, search.why
            ));
        };
        for want in search.want.iter().filter(|want| !hits.contains(&want.as_str())) {
            fault(&format!("lacks {want}"));
        }
        for not in search.not.iter().filter(|not| hits.contains(&not.as_str())) {
            fault(&format!("has {not}"));
        }
        if search
            .first
            .as_deref()
            .is_some_and(|first| hits.first() != Some(&first))
        {
            fault("another one comes first");
        }
        if search.nothing && !hits.is_empty() {
            fault("something was found");
        }
    }
    faults
}

#[test]
fn a_person_finds_what_they_would_want_on_any_day() {
    let days = [(2026, 11, 22), (2027, 2, 28), (2026, 12, 31), (2027, 7, 14)];
    let faults: Vec<String> = days
        .into_iter()
        .flat_map(|(y, m, d)| faults(NaiveDate::from_ymd_opt(y, m, d).unwrap()))
        .collect();
    assert!(
        faults.is_empty(),
        "{} faults\n{}",
        faults.len(),
        faults.join("\n")
    );
}
