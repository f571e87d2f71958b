use std::collections::BTreeSet;

use ekin_exchange::draft::{Answer, ListingType, Status, Texts};
use proptest::prelude::*;

use super::*;

/// The one listing that waits for a translation.
const NO_BASQUE: &str = "courses-accompagnees";

fn today() -> NaiveDate {
    "2026-11-22".parse().unwrap()
}

fn all() -> Vec<Sample> {
    sample(today()).unwrap()
}

/// Every map of texts of a listing, named.
fn texts(draft: &Draft) -> Vec<(&'static str, &Texts)> {
    let mut all = vec![
        ("title", &draft.title),
        ("summary", &draft.summary),
        ("body", &draft.body),
        ("hours", &draft.hours),
        ("audience", &draft.audience),
        ("bring", &draft.bring),
    ];
    all.extend(draft.price.iter().map(|price| ("price", &price.note)));
    all.extend(draft.images.iter().map(|image| ("alt", &image.alt)));
    all.retain(|(_, texts)| !texts.is_empty());
    all
}

#[test]
fn every_file_parses_and_every_key_is_a_slug_used_once() {
    let all = all();
    assert!((58..=70).contains(&all.len()), "{} listings", all.len());
    let keys: BTreeSet<&str> = all.iter().map(|one| one.key.as_str()).collect();
    assert_eq!(keys.len(), all.len());
    for key in keys {
        assert!(
            key.bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'),
            "{key}"
        );
    }
    for (file, text) in FILES {
        assert!(text.lines().count() < 500, "{file}");
    }
}

#[test]
fn every_text_is_in_three_languages_but_the_one_that_says_it_waits() {
    for Sample { key, draft } in all() {
        for (field, texts) in texts(&draft) {
            let found: Vec<&str> = texts.keys().map(String::as_str).collect();
            if key == NO_BASQUE {
                assert_eq!(found, ["es", "fr"], "{key}.{field}");
            } else {
                assert_eq!(found, ["es", "eu", "fr"], "{key}.{field}");
            }
            assert!(
                texts.values().all(|text| !text.trim().is_empty()),
                "{key}.{field}"
            );
        }
        assert!(
            !draft.title.is_empty() && !draft.summary.is_empty() && !draft.body.is_empty(),
            "{key}"
        );
        let original = draft.original.as_deref().unwrap();
        assert!(draft.title.contains_key(original), "{key}");
    }
}

#[test]
fn all_types_and_states_and_every_way_of_saying_accessibility_occur() {
    let all = all();
    for wanted in [
        ListingType::Activity,
        ListingType::Need,
        ListingType::Offer,
        ListingType::Loan,
        ListingType::Project,
        ListingType::Challenge,
        ListingType::Practice,
        ListingType::Place,
        ListingType::Partner,
    ] {
        assert!(
            all.iter().filter(|one| one.draft.listing_type == wanted).count() >= 3,
            "{wanted:?}"
        );
    }
    for wanted in [
        Status::Full,
        Status::MovedOnline,
        Status::Postponed,
        Status::Cancelled,
    ] {
        assert!(all.iter().any(|one| one.draft.status == wanted), "{wanted:?}");
    }
    let said = |ask: fn(&Draft) -> Option<bool>, answer: Option<bool>| {
        all.iter().any(|one| ask(&one.draft) == answer)
    };
    for answer in [Some(true), Some(false), None] {
        assert!(said(|draft| draft.accessibility.motor, answer));
        assert!(said(|draft| draft.accessibility.step_free, answer));
        assert!(said(|draft| draft.accessibility.toilets, answer));
        assert!(said(|draft| draft.accessibility.hearing, answer));
    }
    let any = |test: fn(&Draft) -> bool| all.iter().any(|one| test(&one.draft));
    assert!(any(|draft| draft.timings.iter().any(|t| !t.exdate.is_empty())));
    assert!(any(|draft| draft
        .timings
        .iter()
        .any(|t| !t.start.contains('T') && t.end.is_some())));
    assert!(any(|draft| draft.timings.is_empty()));
    assert!(any(|draft| draft.images.len() > 1));
    assert!(any(|draft| draft
        .place
        .as_ref()
        .is_some_and(|p| p.online.is_some())));
}

#[test]
fn places_lie_in_the_basque_country_near_their_town() {
    for Sample { key, draft } in all() {
        let place = draft.place.unwrap();
        let (lat, lon) = (place.lat.unwrap(), place.lon.unwrap());
        let town = towns::towns()
            .iter()
            .find(|town| town.name == place.town)
            .unwrap();
        assert!(
            (41.9..43.6).contains(&lat) && (-3.5..-0.7).contains(&lon),
            "{key}"
        );
        assert!(
            (lat - town.lat).abs() < 0.06 && (lon - town.lon).abs() < 0.06,
            "{key} is far from {}",
            town.key
        );
    }
}

#[test]
fn organisers_are_invented_and_no_one_can_be_telephoned() {
    for Sample { key, draft } in all() {
        assert!(draft.id.is_none() && draft.source.is_none(), "{key}");
        for answer in &draft.answer {
            let reserved = match answer {
                Answer::Url(url) => url.starts_with("https://example.org/"),
                Answer::Email(address) => address.ends_with("@example.org"),
                Answer::Phone(_) => false,
            };
            assert!(reserved, "{key}: {answer:?}");
        }
        let organiser = draft.organiser.unwrap();
        assert!(
            organiser.url.unwrap().starts_with("https://example.org/"),
            "{key}"
        );
        for image in &draft.images {
            assert!(image.url.starts_with("https://example.org/"), "{key}");
            assert!(image.credit.is_some() && image.alt.len() == 3, "{key}");
        }
    }
}

#[test]
fn organisations_that_are_listed_as_partners_organise_something() {
    let all = all();
    let partners: Vec<&Sample> = all
        .iter()
        .filter(|one| one.draft.listing_type == ListingType::Partner)
        .collect();
    for partner in partners {
        let others = all.iter().filter(|one| {
            one.draft.listing_type != ListingType::Partner && one.draft.organiser == partner.draft.organiser
        });
        assert!(others.count() >= 1, "{}", partner.key);
    }
}

/// `: ; ! ?` and guillemets as the French texts of Ekin have them, straight quotes and odd spaces nowhere.
fn typography(language: &str, text: &str) -> Result<(), String> {
    let letters: Vec<char> = text.chars().collect();
    let at = |i: usize| letters.get(i).copied().unwrap_or(' ');
    for (i, letter) in letters.iter().enumerate() {
        let before = if i == 0 { ' ' } else { at(i - 1) };
        let fault = match letter {
            '\u{202F}' | '\u{2009}' | '\u{200B}' | '\t' | '\'' | '"' => true,
            c if c.is_control() && *c != '\n' => true,
            ' ' => at(i + 1) == ' ' || i + 1 == letters.len() || i == 0,
            ':' | ';' | '!' | '?' if language == "fr" => before != '\u{A0}',
            '»' if language == "fr" => before != '\u{A0}',
            '«' if language == "fr" => at(i + 1) != '\u{A0}',
            ':' | ';' | '!' | '?' | '»' => before.is_whitespace(),
            _ => false,
        };
        if fault {
            return Err(format!("{letter:?} at {i} of {text}"));
        }
    }
    Ok(())
}

#[test]
fn spaces_and_signs_follow_the_style_of_each_language() {
    for Sample { key, draft } in all() {
        for (field, texts) in texts(&draft) {
            for (language, text) in texts {
                if let Err(fault) = typography(language, text) {
                    panic!("{key}.{field}.{language}: {fault}");
                }
            }
        }
    }
    assert!(typography("fr", "Défi : oui").is_err());
    assert!(typography("fr", "Défi\u{202F}! Oui").is_err());
    assert!(typography("eu", "Erronka : bai").is_err());
    assert!(typography("fr", "«\u{A0}oui\u{A0}»\u{A0}; non").is_ok());
}

#[test]
fn the_same_day_gives_the_same_listings_and_another_day_moves_only_the_dates() {
    assert_eq!(all(), all());
    let later = sample("2027-03-01".parse().unwrap()).unwrap();
    for (one, other) in all().into_iter().zip(later) {
        assert_eq!(one.key, other.key);
        let mut moved = other.draft;
        moved.timings = one.draft.timings.clone();
        moved.updated = one.draft.updated.clone();
        assert_eq!(one.draft, moved);
    }
}

proptest! {
    #[test]
    fn whatever_the_day_all_dates_are_to_come_and_every_exception_is_an_occurrence(days in 0u64..40_000) {
        let today = NaiveDate::from_ymd_opt(1990, 1, 1).unwrap() + chrono::Days::new(days);
        for Sample { key, draft } in sample(today).unwrap() {
            for timing in &draft.timings {
                let date = |text: &str| text[..10].parse::<NaiveDate>().unwrap();
                let start = date(&timing.start);
                prop_assert!(start > today && start <= shifted(today, 60), "{key}");
                if let Some(end) = &timing.end {
                    prop_assert!(end > &timing.start && end.len() == timing.start.len(), "{key}");
                }
                if let Some(times) = timing.rrule.as_deref().and_then(|rule| rule.strip_prefix("FREQ=WEEKLY;COUNT=")) {
                    let times: i64 = times.parse().unwrap();
                    for left_out in &timing.exdate {
                        let weeks = (date(left_out) - start).num_days();
                        prop_assert!(weeks % 7 == 0 && weeks > 0 && weeks / 7 < times, "{key}");
                        prop_assert_eq!(&left_out[10..], &timing.start[10..]);
                    }
                }
            }
            if let Some(updated) = &draft.updated {
                prop_assert!(updated.parse::<NaiveDate>().unwrap() < today);
            }
        }
    }
}
