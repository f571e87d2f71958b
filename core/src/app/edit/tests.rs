use chrono_tz::Europe::Paris;
use ekin_exchange::draft;

use super::*;
use crate::domain::language::LanguageTag;
use crate::domain::listing_type::ListingType;
use crate::domain::source::Source;
use crate::domain::status::Status;

fn territory() -> Territory {
    Territory::new(Texts::one(LanguageTag::FR, "Pays basque"), Paris)
}

fn imported() -> Listing {
    let draft: Draft = serde_json::from_str(
        r#"{"title":{"fr":"Sortie au musée"},"original":"fr","place":{"town":"Bilbao"},"tags":["musée"],
        "timings":[{"start":"2026-03-28T10:00","end":"2026-03-28T12:00"}],"answer":[{"phone":"05 59 00 00 00"}],
        "source":{"scheme":"openagenda","id":"48516406"}}"#,
    )
    .unwrap();
    validate(&draft, &territory()).unwrap()
}

fn set(changes: &[(&str, &str)]) -> (Draft, Vec<Field>) {
    let (edited, fields) = edit(&imported(), changes, &territory()).unwrap();
    (to_draft(&edited), fields)
}

fn refused(path: &str, value: &str) -> (String, &'static str) {
    let error = edit(&imported(), &[(path, value)], &territory())
        .unwrap_err()
        .remove(0);
    (error.path, error.problem.code())
}

#[test]
fn fields_are_set_by_name() {
    let (draft, fields) = set(&[
        ("title.eu", "Museora irteera"),
        ("title", "Visite du musée"),
        ("status", "cancelled"),
        ("type", "project"),
        ("place.town", "Bilbo"),
        ("place.geo", "43.263, -2.935"),
        ("accessibility.quiet", "yes"),
        ("accessibility.motor", "no"),
        ("capacity.seats", "10"),
        ("timings[0].start", "2026-03-28T09:30"),
        ("timings[1].start", "2026-04-04"),
        ("price.from_cents", "500"),
        ("price.note.fr", "goûter compris"),
        ("ages.min", "6"),
        ("answer.email", "ane@etxea.eus"),
        ("answer.phone", ""),
        ("tags", "musée, Art"),
        ("images[0].url", "https://a.example/1.jpg"),
        ("images[0].alt", "L'entrée"),
    ]);
    assert_eq!(draft.title["eu"], "Museora irteera");
    assert_eq!(draft.title["fr"], "Visite du musée");
    assert_eq!(
        (draft.status, draft.listing_type),
        (draft::Status::Cancelled, draft::ListingType::Project)
    );
    let place = draft.place.unwrap();
    assert_eq!(
        (place.town.as_str(), place.lat, place.lon),
        ("Bilbo", Some(43.263), Some(-2.935))
    );
    assert_eq!(
        (draft.accessibility.quiet, draft.accessibility.motor),
        (Some(true), Some(false))
    );
    assert_eq!(draft.timings.len(), 2);
    assert_eq!(draft.timings[0].start, "2026-03-28T09:30");
    assert_eq!(draft.answer, [draft::Answer::Email("ane@etxea.eus".into())]);
    assert_eq!(draft.tags, ["musée", "art"]);
    assert_eq!(draft.images[0].alt["fr"], "L'entrée");
    assert_eq!(fields.len(), 12);
    assert!(draft.hand.contains(&"status".to_string()) && draft.hand.len() == 12);
}

#[test]
fn an_empty_value_takes_back() {
    let (draft, _) = set(&[
        ("timings", ""),
        ("tags", ""),
        ("answer", ""),
        ("place.town", ""),
        ("accessibility.quiet", "unsaid"),
    ]);
    assert!(
        draft.timings.is_empty() && draft.tags.is_empty() && draft.answer.is_empty() && draft.place.is_none()
    );
}

#[test]
fn what_cannot_be_set_says_where_and_why() {
    for (path, value, problem) in [
        ("colour", "red", "form"),
        ("place.street", "x", "form"),
        ("status", "maybe", "form"),
        ("accessibility.quiet", "perhaps", "form"),
        ("accessibility.fog", "yes", "form"),
        ("capacity.seats", "70000", "form"),
        ("timings[7].start", "2026-01-01", "out_of_range"),
        ("timings[x].start", "2026-01-01", "form"),
        ("timings[0].end", "2026-03-28T08:00", "end_before_start"),
        ("title.zz!", "x", "form"),
        ("price.from_cents", "5,50", "form"),
        ("source", "x", "not_editable"),
        ("ages.min", "200", "out_of_range"),
    ] {
        let (at, code) = refused(path, value);
        assert_eq!(code, problem, "{path}");
        assert!(at == path || at.starts_with("ages"), "{at}");
    }
    assert_eq!(refused("title.fr", "").1, "missing");
}

#[test]
fn a_field_that_was_not_named_is_not_touched() {
    let mut current = imported();
    current.listing_type = ListingType::Other("swap".into());
    current.status = Status::Other("moved_outside".into());
    current
        .answer
        .push(Answer::Other(b"\xa1\x64chat\x61x"[..].into()));
    current.unknown.keep("colour", b"\x01");
    current.timings[0].unknown.keep("room", b"\x02");
    current.hand = vec!["colour".into()];
    current.accessibility = Accessibility::from_bits(1 << 20, 1 << 20).unwrap();
    let changes = [
        ("timings[0].end", "2026-03-28T13:00"),
        ("answer.phone", "05 59 11 11 11"),
        ("accessibility.quiet", "no"),
    ];
    let (edited, fields) = edit(&current, &changes, &territory()).unwrap();
    assert_eq!(fields, [Field::Timings, Field::Answer, Field::Accessibility]);
    assert_eq!(
        (&edited.listing_type, &edited.status),
        (&current.listing_type, &current.status)
    );
    assert_eq!(edited.unknown, current.unknown);
    assert_eq!(edited.timings[0].unknown, current.timings[0].unknown);
    assert_eq!(edited.answer.len(), 2);
    assert_eq!(edited.accessibility.yes(), 1 << 20);
    assert!(edited.hand.iter().any(|name| &**name == "colour"));
    assert_eq!(
        differing_fields(&current, &edited),
        [Field::Timings, Field::Accessibility, Field::Answer, Field::Hand]
    );
    let (cancelled, _) = edit(&current, &[("status", "cancelled")], &territory()).unwrap();
    assert_eq!(cancelled.status, Status::Cancelled);
    assert_eq!(
        replace(&current, &to_draft(&current), &territory()).unwrap(),
        current
    );
}

#[test]
fn an_import_leaves_alone_what_a_person_edited() {
    let (edited, _) = edit(
        &imported(),
        &[("place.town", "Bilbo"), ("tags", "arte")],
        &territory(),
    )
    .unwrap();
    let mut again = imported();
    again.title.set(LanguageTag::FR, "Sortie au grand musée".into());
    again.place.town = "Bilbao (48)".into();
    again.tags = vec!["arte".into()];
    let (merged, kept) = overlay_import(&edited, &again);
    assert_eq!(kept, [Field::Place]);
    assert_eq!(&*merged.place.town, "Bilbo");
    assert_eq!(merged.title.get(LanguageTag::FR), Some("Sortie au grand musée"));
    assert_eq!(merged.hand, edited.hand);
    // The same file once more changes nothing.
    assert_eq!(overlay_import(&merged, &again).0, merged);
    assert_eq!(overlay_import(&imported(), &imported()), (imported(), vec![]));
}

#[test]
fn a_newer_listing_is_not_edited_here() {
    let newer = Listing {
        version: 2,
        ..imported()
    };
    assert_eq!(
        edit(&newer, &[("tags", "")], &territory()).unwrap_err()[0].problem,
        Problem::ReadOnly
    );
    let mut other = imported();
    other.tags.clear();
    assert_eq!(overlay_import(&newer, &other), (newer, vec![Field::Tags]));
}

#[test]
fn only_what_came_by_import_needs_its_hand() {
    let own = Listing {
        source: None,
        ..imported()
    };
    assert!(
        edit(&own, &[("tags", "x")], &territory())
            .unwrap()
            .0
            .hand
            .is_empty()
    );
    let other = Source {
        scheme: "csv".into(),
        ..imported().source.unwrap()
    };
    assert_eq!(
        differing_fields(
            &imported(),
            &Listing {
                source: Some(other),
                ..imported()
            }
        ),
        [Field::Source]
    );
}
