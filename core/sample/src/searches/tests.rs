use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use ekin_exchange::Draft;
use unicode_normalization::UnicodeNormalization;

use super::*;
use crate::day::shifted;
use crate::territory::{Sample, sample};

/// Words in lower case without diacritics, split at whatever is neither letter nor digit.
fn fold(text: &str) -> Vec<String> {
    let plain: String = text
        .nfkd()
        .filter(|c| !unicode_normalization::char::is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .flat_map(|c| match c {
            'œ' => vec!['o', 'e'],
            'æ' => vec!['a', 'e'],
            c => vec![c],
        })
        .collect();
    plain
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Folded words of what a search looks through.
fn words(draft: &Draft) -> BTreeSet<String> {
    let mut texts: Vec<&str> = Vec::new();
    for map in [&draft.title, &draft.summary, &draft.body] {
        texts.extend(map.values().map(String::as_str));
    }
    texts.extend(draft.organiser.iter().map(|o| o.name.as_str()));
    texts.extend(
        draft
            .place
            .iter()
            .flat_map(|p| [p.name.as_str(), p.town.as_str()]),
    );
    texts.extend(draft.tags.iter().map(String::as_str));
    texts.into_iter().flat_map(fold).collect()
}

/// Days on which a listing takes place, each first and last.
fn days(draft: &Draft) -> Vec<(NaiveDate, NaiveDate)> {
    let date = |text: &str| text[..10].parse::<NaiveDate>().unwrap();
    let mut days = Vec::new();
    for timing in &draft.timings {
        let times: i64 = timing.rrule.as_deref().map_or(1, |rule| {
            rule.strip_prefix("FREQ=WEEKLY;COUNT=").unwrap().parse().unwrap()
        });
        let start = date(&timing.start);
        let length = (date(timing.end.as_deref().unwrap_or(&timing.start)) - start).num_days();
        for week in 0..times {
            let day = shifted(start, 7 * week);
            if !timing.exdate.iter().any(|left_out| date(left_out) == day) {
                days.push((day, shifted(day, length)));
            }
        }
    }
    days
}

fn kilometres(near: &Near, lat: f64, lon: f64) -> f64 {
    let north = (lat - near.lat) * 111.2;
    let east = (lon - near.lon) * 111.2 * near.lat.to_radians().cos();
    north.hypot(east)
}

fn passes(filters: &Filters, draft: &Draft, today: NaiveDate) -> bool {
    let access = &draft.accessibility;
    let yes = |answer: Option<bool>| answer == Some(true);
    let mut holds = !filters.wheelchair || yes(access.motor) || yes(access.step_free);
    holds &= !filters.quiet || yes(access.quiet);
    holds &= !filters.free || draft.price.as_ref().is_some_and(|price| price.free);
    holds &= filters
        .listing_type
        .is_none_or(|wanted| draft.listing_type == wanted);
    holds &= filters
        .language
        .as_ref()
        .is_none_or(|tag| draft.title.contains_key(tag));
    holds &= filters.near.is_none_or(|near| {
        let place = draft.place.as_ref().unwrap();
        kilometres(&near, place.lat.unwrap(), place.lon.unwrap()) <= near.within_km
    });
    let from = filters.on.or(filters.from).map(|day| day.from(today));
    let to = filters.on.or(filters.to).map(|day| day.from(today));
    if from.is_some() || to.is_some() {
        holds &= days(draft)
            .iter()
            .any(|(first, last)| from.is_none_or(|from| *last >= from) && to.is_none_or(|to| *first <= to));
    }
    holds
}

/// Whether all words are there: each whole but the last, which may be half typed; or each half typed.
fn found(search: &Search, there: &BTreeSet<String>, all_half_typed: bool) -> bool {
    let typed = fold(&search.words);
    typed.iter().enumerate().all(|(i, word)| {
        there.contains(word)
            || ((all_half_typed || i + 1 == typed.len())
                && there.iter().any(|other| other.starts_with(word.as_str())))
    })
}

#[test]
fn a_hundred_searches_in_three_languages_name_listings_that_exist() {
    let all = searches().unwrap();
    assert_eq!(all.len(), 100);
    let today = "2026-11-22".parse().unwrap();
    let keys: BTreeSet<String> = sample(today).unwrap().into_iter().map(|one| one.key).collect();
    let mut languages: BTreeMap<&str, usize> = BTreeMap::new();
    for search in &all {
        *languages.entry(search.lang.as_str()).or_default() += 1;
        for key in search.want.iter().chain(&search.first).chain(&search.not) {
            assert!(keys.contains(key), "{search:?}");
        }
        assert_eq!(search.nothing, search.want.is_empty(), "{search:?}");
        assert!(
            search.first.iter().all(|key| search.want.contains(key)),
            "{search:?}"
        );
        assert!(!search.why.is_empty(), "{search:?}");
    }
    assert_eq!(languages.keys().copied().collect::<Vec<_>>(), ["es", "eu", "fr"]);
    assert!(languages.values().all(|n| *n >= 20), "{languages:?}");
    assert!(all.iter().filter(|search| search.nothing).count() >= 3);
}

/// A month of days, so that each search holds whatever the day of the week.
#[test]
fn a_naive_search_finds_what_is_wanted_and_no_more_than_a_first_page() {
    for ahead in 0..31 {
        let today = shifted("2026-11-22".parse().unwrap(), ahead);
        let territory: Vec<(Sample, BTreeSet<String>)> = sample(today)
            .unwrap()
            .into_iter()
            .map(|one| {
                let words = words(&one.draft);
                (one, words)
            })
            .collect();
        for search in searches().unwrap() {
            let hits = |all_half_typed| -> Vec<&str> {
                territory
                    .iter()
                    .filter(|(one, words)| {
                        found(&search, words, all_half_typed) && passes(&search.filters, &one.draft, today)
                    })
                    .map(|(one, _)| one.key.as_str())
                    .collect()
            };
            let (narrow, wide) = (hits(false), hits(true));
            for key in &search.want {
                assert!(
                    narrow.contains(&key.as_str()),
                    "{today}: {key} not in {narrow:?} for {search:?}"
                );
            }
            for key in &search.not {
                assert!(
                    !wide.contains(&key.as_str()),
                    "{today}: {key} in {wide:?} for {search:?}"
                );
            }
            if let Some(first) = &search.first {
                assert_eq!(wide, [first.as_str()], "{today}: {search:?}");
            }
            assert!(
                !search.nothing || wide.is_empty(),
                "{today}: {wide:?} for {search:?}"
            );
            assert!(wide.len() <= 20, "{today}: {} hits for {search:?}", wide.len());
        }
    }
}

#[test]
fn folding_takes_what_french_basque_and_spanish_need() {
    assert_eq!(fold("L’été, cœur Français"), ["l", "ete", "coeur", "francais"]);
    assert_eq!(
        fold("niño pingüino l'Iruña-Pamplona"),
        ["nino", "pinguino", "l", "iruna", "pamplona"]
    );
}
