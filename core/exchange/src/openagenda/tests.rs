use super::*;
use crate::draft::{Answer, Draft, Status};
use crate::loss::{Import, LossReason};
use crate::{Context, Limits};

fn context() -> Context {
    Context {
        territory_zone: chrono_tz::Europe::Paris,
        default_language: "fr".into(),
    }
}

fn import(json: &str) -> Import {
    read(json.as_bytes(), &context(), &Limits::default()).unwrap()
}

const EVENT: &str = r##"{"uid": 7, "state": 2, "title": {"fr": "Fête <b>du</b> pain", "eu": "Ogiaren besta"}, "description": {"fr": "Court"},
  "longDescription": {"fr": "**Long**\nsuite"}, "conditions": {"fr": "Gratuit"}, "keywords": {"fr": ["Pain", "#Fête"], "eu": ["ogia"]},
  "age": {"min": 6, "max": 300}, "timezone": "Europe/Paris", "timings": [{"begin": "2026-03-28T20:00:00.000+01:00", "end": "2026-03-29T20:00:00.000Z"},
  {"begin": "hier", "end": null}], "status": 4, "attendanceMode": 3, "onlineAccessLink": "https://visio.example/a",
  "accessibility": {"hi": true, "vi": false, "pi": false, "mi": true, "ii": false},
  "registration": [{"type": "link", "value": "www.a.example"}, {"type": "phone", "value": "05 59 00 00 00"}, {"type": "email", "value": "a@b.example"},
  "javascript:alert(1)"], "image": {"base": "https://cdn.example/", "filename": "x.jpg", "variants": [{"filename": "y.jpg"}]}, "imageCredits": "Ane",
  "location": {"name": "Halle", "address": "1 place", "city": "Bayonne", "postalCode": 64100, "countryCode": "fr", "latitude": 43.49, "longitude": "-1,47", "email": "x@y.example"},
  "originAgenda": {"uid": 1, "title": "Agenda"}, "updatedAt": "2026-01-01T00:00:00Z", "contributor": {"name": "Personne"},
  "theme": {"id": 3, "label": {"fr": "Cuisine"}}, "autre": 12}"##;

#[test]
fn every_field_lands_where_it_belongs() {
    let import = import(EVENT);
    let draft = &import.drafts[0].draft;
    assert_eq!(draft.title["fr"], "Fête du pain");
    assert_eq!(draft.title["eu"], "Ogiaren besta");
    assert_eq!(draft.body["fr"], "**Long**\nsuite");
    assert_eq!(draft.timings.len(), 1);
    assert_eq!(draft.timings[0].start, "2026-03-28T20:00");
    assert_eq!(draft.timings[0].end.as_deref(), Some("2026-03-29T22:00"));
    assert_eq!(draft.timings[0].tz.as_deref(), Some("Europe/Paris"));
    assert_eq!(draft.status, Status::Postponed);
    assert_eq!(
        (draft.accessibility.hearing, draft.accessibility.visual),
        (Some(true), None)
    );
    assert_eq!(
        draft.answer,
        [
            Answer::Url("https://www.a.example".into()),
            Answer::Phone("05 59 00 00 00".into()),
            Answer::Email("a@b.example".into())
        ]
    );
    let place = draft.place.as_ref().unwrap();
    assert_eq!(
        (place.postcode.as_str(), place.country.as_deref(), place.lon),
        ("64100", Some("FR"), Some(-1.47))
    );
    assert_eq!(place.online.as_deref(), Some("https://visio.example/a"));
    assert_eq!(draft.images[0].url, "https://cdn.example/x.jpg");
    assert_eq!(draft.tags, ["ogia", "pain", "fête", "cuisine"]);
    assert!(draft.price.as_ref().unwrap().free);
    let source = draft.source.as_ref().unwrap();
    assert_eq!(
        (source.scheme.as_str(), source.id.as_str(), source.name.as_deref()),
        ("openagenda", "7", Some("Agenda"))
    );
    let reason = |path: &str| {
        import
            .losses
            .iter()
            .find(|l| l.path == path && l.leaves > 0)
            .map(|l| l.reason)
    };
    assert_eq!(reason("registration"), None);
    assert_eq!(reason("registration.value"), Some(LossReason::UnsafeUrl));
    assert_eq!(reason("contributor"), Some(LossReason::Private));
    assert_eq!(reason("location.email"), Some(LossReason::Private));
    assert_eq!(reason("accessibility.vi"), Some(LossReason::NotSaid));
    assert_eq!(reason("autre"), Some(LossReason::UnknownField));
    assert_eq!(reason("timings.begin"), Some(LossReason::BadValue));
    assert!(!format!("{:?}", import.losses).contains("Personne"));
}

#[test]
fn what_is_not_published_is_said_and_left() {
    let import = import(
        r#"{"total": 6, "events": [{"uid": 1, "state": 1, "title": {"fr": "a"}}, {"uid": 2, "draft": 1, "title": {"fr": "a"}},
        {"uid": 3, "private": 1, "title": {"fr": "a"}}, {"uid": 4, "removed": true}, 5, {"uid": 6, "title": {"fr": " "}},
        {"uid": 7, "title": "Une langue"}, {"uid": 7, "title": "encore"}]}"#,
    );
    assert_eq!(import.drafts.len(), 1);
    assert_eq!(import.drafts[0].at.to_string(), "event 7");
    let codes: Vec<_> = import.problems.iter().map(|p| p.kind.code()).collect();
    assert_eq!(
        codes,
        [
            "not-published",
            "not-published",
            "private",
            "not-published",
            "bad-entry",
            "no-title",
            "no-date",
            "same-id"
        ]
    );
}

#[test]
fn written_and_read_again_it_is_the_same() {
    let first: Vec<Draft> = import(EVENT).drafts.into_iter().map(|e| e.draft).collect();
    let export = write(&first, &context());
    let again = read(&export.bytes, &context(), &Limits::default()).unwrap();
    assert_eq!(again.drafts[0].draft, first[0]);
    assert_eq!(
        again
            .losses
            .iter()
            .filter(|l| l.reason == LossReason::BadValue)
            .count(),
        0
    );
}

#[test]
fn a_file_that_is_no_agenda_fails_as_a_whole() {
    let read = |s: &str| read(s.as_bytes(), &context(), &Limits::default());
    assert_eq!(read("{").unwrap_err().code(), "json");
    assert_eq!(read("3").unwrap_err().code(), "shape");
    assert_eq!(read(&"[".repeat(100_000)).unwrap_err().code(), "json");
    assert_eq!(import("[]").problems[0].kind.code(), "nothing-found");
}
