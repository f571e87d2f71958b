use super::*;
use crate::draft::{Accessibility, Place, Price};

fn context() -> Context {
    Context {
        territory_zone: chrono_tz::Europe::Paris,
        default_language: "fr".into(),
    }
}

#[test]
fn an_event_says_what_search_engines_ask_for() {
    let mut draft = Draft {
        title: [
            ("fr".to_owned(), "</script>Sortie".to_owned()),
            ("eu".to_owned(), "Irteera".to_owned()),
        ]
        .into(),
        status: Status::Full,
        price: Some(Price {
            from_cents: Some(250),
            ..Price::default()
        }),
        place: Some(Place {
            name: "Larrun".into(),
            town: "Sara".into(),
            lat: Some(43.3),
            lon: Some(-1.6),
            ..Place::default()
        }),
        accessibility: Accessibility {
            motor: Some(true),
            quiet: Some(false),
            ..Accessibility::default()
        },
        timings: vec![Timing {
            start: "2026-06-06T09:00".into(),
            end: Some("2026-06-06T17:00".into()),
            rrule: Some("FREQ=WEEKLY;COUNT=2".into()),
            ..Timing::default()
        }],
        ..Draft::default()
    };
    let export = write(&[draft.clone()], &context());
    let text = String::from_utf8(export.bytes).unwrap();
    assert!(!text.contains('<'));
    let value: Value = serde_json::from_str(&text).unwrap();
    let event = &value["@graph"][0];
    assert_eq!(event["@type"], "Event");
    assert_eq!(event["startDate"], "2026-06-06T09:00:00+02:00");
    assert_eq!(event["endDate"], "2026-06-13T17:00:00+02:00");
    assert_eq!(event["subEvent"].as_array().unwrap().len(), 2);
    assert_eq!(event["offers"]["availability"], "https://schema.org/SoldOut");
    assert_eq!(event["offers"]["price"], "2.50");
    assert_eq!(event["isAccessibleForFree"], false);
    assert_eq!(event["accessibilityFeature"], json!(["wheelchairAccessible"]));
    assert_eq!(event["inLanguage"], json!(["eu", "fr"]));
    assert_eq!(event["location"]["address"]["addressLocality"], "Sara");
    assert!(export.losses.iter().any(|l| l.path == "accessibility"));
    draft.status = Status::Cancelled;
    draft.listing_type = ListingType::Place;
    let value: Value = serde_json::from_slice(&write(&[draft], &context()).bytes).unwrap();
    assert_eq!(value["@graph"][0]["@type"], "Place");
    assert_eq!(value["@graph"][0]["geo"]["latitude"], 43.3);
}
