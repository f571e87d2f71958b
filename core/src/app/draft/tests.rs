use std::collections::BTreeMap;

use chrono_tz::Europe::Paris;
use proptest::prelude::*;

use super::*;

fn territory() -> Territory {
    Territory::new(Texts::one(LanguageTag::FR, "Pays basque"), Paris)
}

fn texts(list: &[(&str, &str)]) -> draft::Texts {
    list.iter()
        .map(|(tag, text)| (tag.to_string(), text.to_string()))
        .collect()
}

pub fn full() -> Draft {
    Draft {
        listing_type: draft::ListingType::Offer,
        title: texts(&[("fr", "Place dans la voiture"), ("EU", " Lekua autoan ")]),
        summary: texts(&[("fr", "Pour le match")]),
        body: texts(&[("fr", "On part à 14 h.\r\nRetour le soir.")]),
        original: Some("fr".into()),
        organiser: Some(draft::Organiser {
            name: "Ane".into(),
            url: Some("https://ane.example".into()),
        }),
        place: Some(draft::Place {
            town: "Bayonne".into(),
            country: Some("fr".into()),
            lat: Some(43.492_949),
            lon: Some(-1.474_841),
            ..draft::Place::default()
        }),
        timings: vec![draft::Timing {
            start: "2026-03-28T14:00".into(),
            end: Some("2026-03-28T18:00".into()),
            tz: Some("Europe/Paris".into()),
            rrule: Some("RRULE:FREQ=WEEKLY;COUNT=4".into()),
            exdate: vec!["2026-04-11T14:00".into(), "2026-04-04T14:00".into()],
            rdate: Vec::new(),
        }],
        status: draft::Status::Full,
        accessibility: draft::Accessibility {
            motor: Some(true),
            quiet: Some(false),
            ..Default::default()
        },
        price: Some(draft::Price {
            from_cents: Some(250),
            to_cents: Some(500),
            ..Default::default()
        }),
        ages: Some(draft::Ages {
            min: Some(6),
            max: None,
        }),
        capacity: Some(draft::Capacity {
            seats: 3,
            wheelchair: 1,
            companion: 0,
        }),
        answer: vec![
            draft::Answer::Phone("05 59 00 00 00".into()),
            draft::Answer::Email("ane@etxea.eus".into()),
        ],
        tags: vec!["#Sport".into(), "sport".into(), "rugby".into()],
        images: vec![draft::Image {
            url: "https://a.example/1.jpg".into(),
            ..Default::default()
        }],
        source: Some(draft::Source {
            scheme: "csv".into(),
            id: "12".into(),
            ..Default::default()
        }),
        licence: Some("CC0-1.0".into()),
        updated: Some("2026-03-01".into()),
        hand: vec!["title".into()],
        ..Draft::default()
    }
}

fn codes(draft: &Draft) -> BTreeMap<String, &'static str> {
    let errors = validate(draft, &territory()).unwrap_err();
    errors.into_iter().map(|e| (e.path, e.problem.code())).collect()
}

#[test]
fn a_draft_becomes_a_listing_and_comes_back() {
    let listing = validate(&full(), &territory()).unwrap();
    let draft = to_draft(&listing);
    assert_eq!(
        draft.title,
        texts(&[("fr", "Place dans la voiture"), ("eu", "Lekua autoan")])
    );
    assert_eq!(draft.body["fr"], "On part à 14 h.\nRetour le soir.");
    assert_eq!(draft.tags, ["sport", "rugby"]);
    assert_eq!(draft.timings[0].rrule.as_deref(), Some("FREQ=WEEKLY;COUNT=4"));
    assert_eq!(draft.timings[0].exdate, ["2026-04-04T14:00", "2026-04-11T14:00"]);
    assert_eq!(draft.place.as_ref().unwrap().lat, Some(43.492_949));
    assert_eq!(validate(&draft, &territory()).unwrap(), listing);
    let payload = payload::encode(&listing).unwrap();
    assert_eq!(payload::decode(&payload).unwrap(), listing);
}

#[test]
fn every_problem_is_named_at_once() {
    let mut draft = full();
    draft.title = texts(&[("fr", ""), ("english please", "x"), ("es", "a\u{1b}[31m")]);
    draft.original = Some("oc".into());
    draft.timings[0].end = Some("2026-03-27T18:00".into());
    draft.timings[0].tz = Some("Europe/Baiona".into());
    draft.place.as_mut().unwrap().lon = None;
    draft.price.as_mut().unwrap().free = true;
    draft.ages = Some(draft::Ages {
        min: Some(12),
        max: Some(6),
    });
    draft.answer[0] = draft::Answer::Url("javascript:alert(1)".into());
    draft.source.as_mut().unwrap().scheme = "open agenda".into();
    draft.updated = Some("hier".into());
    draft.hand = vec!["colour".into()];
    draft.tags = vec!["x".repeat(61)];
    let expected = [
        ("title.english please", "form"),
        ("title.es", "control_character"),
        ("timings[0].end", "end_before_start"),
        ("timings[0].tz", "unknown_zone"),
        ("place.lon", "half_point"),
        ("price", "free_with_price"),
        ("ages", "max_below_min"),
        ("answer[0]", "form"),
        ("source.scheme", "form"),
        ("updated", "form"),
        ("hand", "form"),
        ("tags[0]", "too_long"),
    ];
    assert_eq!(
        codes(&draft),
        expected.iter().map(|(p, c)| (p.to_string(), *c)).collect()
    );
}

#[test]
fn what_is_too_large_together_names_the_field_to_shorten() {
    let mut draft = full();
    draft.body = ["fr", "eu", "es"]
        .iter()
        .map(|t| (t.to_string(), "é".repeat(5_000)))
        .collect();
    assert_eq!(
        codes(&draft),
        BTreeMap::from([("body".to_string(), "too_large_together")])
    );
    draft.body = texts(&[("fr", &"é".repeat(12_001))]);
    assert_eq!(codes(&draft)["body.fr"], "too_long");
    assert_eq!(codes(&Draft::default())["title"], "missing");
}

#[test]
fn an_import_loses_a_bad_value_and_not_the_listing() {
    let mut draft = full();
    draft.answer.push(draft::Answer::Phone("demander Peio".into()));
    draft.place.as_mut().unwrap().lat = Some(430.0);
    let (listing, lost) = salvage(&draft, &territory()).unwrap();
    assert_eq!(
        lost.iter().map(|e| e.path.as_str()).collect::<Vec<_>>(),
        ["place", "answer[2]"]
    );
    assert_eq!((listing.answer.len(), listing.place.point), (2, None));
    assert_eq!(&*listing.place.town, "Bayonne");
    // Without any of its dates it would say something else.
    draft.timings[0].start = "soon".into();
    assert!(salvage(&draft, &territory()).is_err());
    // And a list that is too long is cut to what can be read back.
    let mut long = full();
    long.tags = (0..100).map(|n| format!("tag{n}")).collect();
    let (listing, lost) = salvage(&long, &territory()).unwrap();
    assert_eq!((listing.tags.len(), lost.len()), (MAX_TAGS, 1));
    assert_eq!(
        payload::decode(&payload::encode(&listing).unwrap()).unwrap(),
        listing
    );
}

#[test]
fn real_files_become_listings() {
    // Our own sample of a file's text in three languages, as `publish FILE.json` reads it.
    let json = r#"{"type":"loan","title":{"fr":"Prêt d'un ordinateur","eu":"Ordenagailua mailegatzeko","es":"Préstamo de un ordenador"},
        "place":{"town":"Hendaia","lat":43.3586,"lon":-1.7744},"accessibility":{"step_free":true},"price":{"free":true}}"#;
    let draft: Draft = serde_json::from_str(json).unwrap();
    let listing = validate(&draft, &territory()).unwrap();
    assert!(listing.accessibility.wheelchair() && listing.price.free);
    assert_eq!(
        serde_json::to_value(to_draft(&listing)).unwrap()["title"]["eu"],
        "Ordenagailua mailegatzeko"
    );
}

proptest! {
    #[test]
    fn any_texts_give_a_listing_that_reads_back_or_problems(
        title in prop::collection::btree_map("[a-zA-Z-]{2,8}", any::<String>(), 0..3),
        body in any::<String>(), start in any::<String>(), lat in any::<f64>(), rule in "[A-Z0-9=;,]{0,30}", tag in any::<String>(),
    ) {
        let mut draft = full();
        draft.title = title;
        draft.original = None;
        draft.body = texts(&[("fr", &body)]);
        draft.timings.push(draft::Timing { start, rrule: Some(rule), ..Default::default() });
        draft.tags.push(tag);
        draft.place.as_mut().unwrap().lat = Some(lat);
        match salvage(&draft, &territory()) {
            Ok((listing, _)) => {
                let payload = payload::encode(&listing).unwrap();
                ekin_protocol::cbor::check(&payload).unwrap();
                prop_assert_eq!(payload::decode(&payload).unwrap(), listing);
            }
            Err(errors) => prop_assert!(!errors.is_empty()),
        }
    }
}
