use super::*;
use crate::draft::{Draft, Status};
use crate::loss::{Import, LossReason};
use crate::{Context, Limits};

fn context() -> Context {
    Context {
        territory_zone: chrono_tz::Europe::Paris,
        default_language: "fr".into(),
    }
}

fn import(text: &str) -> Import {
    read(text.as_bytes(), &context(), &Limits::default())
}

fn sample() -> Import {
    read(
        include_bytes!("../../tests/data/calendar.ics"),
        &context(),
        &Limits::default(),
    )
}

fn event(lines: &str) -> Draft {
    let import = import(&format!("BEGIN:VEVENT\nUID:1\nSUMMARY:x\n{lines}\nEND:VEVENT\n"));
    import.drafts.into_iter().next().unwrap().draft
}

#[test]
fn a_series_with_its_changed_dates_is_one_listing() {
    let import = sample();
    let draft = &import.drafts[0].draft;
    assert_eq!(
        (draft.title["eu"].as_str(), draft.title["fr"].as_str()),
        ("Asteroko tailerra", "Atelier de la semaine")
    );
    assert_eq!(
        draft.body["fr"],
        "Une ligne, deux lignes\nla suite gras et pliée".replace(" et", "et")
    );
    assert_eq!(draft.timings.len(), 2);
    let series = &draft.timings[0];
    assert_eq!(
        (series.start.as_str(), series.tz.as_deref()),
        ("2026-06-01T18:00", Some("Europe/Paris"))
    );
    assert_eq!(
        series.rrule.as_deref(),
        Some("FREQ=WEEKLY;UNTIL=20260630T180000;BYDAY=MO")
    );
    assert_eq!(
        series.exdate,
        ["2026-06-08T18:00", "2026-06-15T18:00", "2026-06-22T18:00"]
    );
    assert_eq!(draft.timings[1].start, "2026-06-16T19:00");
    let place = draft.place.as_ref().unwrap();
    assert_eq!(
        (place.name.as_str(), place.lat),
        ("Maison des liens, Bayonne", Some(43.49))
    );
    assert_eq!(draft.organiser.as_ref().unwrap().name, "Les liens");
    assert_eq!(
        draft.source.as_ref().unwrap().name.as_deref(),
        Some("Agenda de la maison")
    );
    assert_eq!(draft.images.len(), 1);
    assert!(!format!("{import:?}").contains("privee.example"));
}

#[test]
fn zones_days_and_lengths_are_as_people_mean_them() {
    let import = sample();
    let timing = |n: usize| &import.drafts[n].draft.timings[0];
    assert_eq!(
        (timing(1).start.as_str(), timing(1).end.as_deref()),
        ("2026-07-04", Some("2026-07-05"))
    );
    assert_eq!(import.drafts[1].draft.status, Status::Cancelled);
    assert_eq!(
        (timing(2).end.as_deref(), timing(2).tz.as_deref()),
        (Some("2026-07-04T11:30"), None)
    );
    assert!(import.drafts[2].draft.source.as_ref().unwrap().derived);
    assert_eq!(timing(3).tz.as_deref(), Some("Asia/Tokyo"));
    assert_eq!(
        (timing(4).tz.as_deref(), &timing(4).rrule),
        (Some("Europe/Paris"), &None)
    );
    assert_eq!(timing(5).start, "2026-07-04T12:00");
    let codes: Vec<_> = import.problems.iter().map(|p| p.kind.code()).collect();
    for code in [
        "unknown-zone",
        "bad-recurrence",
        "private",
        "no-title",
        "bad-line",
        "no-id",
    ] {
        assert!(codes.contains(&code), "{code} in {codes:?}");
    }
}

#[test]
fn broken_dates_cost_the_date_and_are_said() {
    let import = import(
        "BEGIN:VEVENT\nUID:1\nSUMMARY:x\nDTSTART:99990101T000000\nEND:VEVENT\nBEGIN:VEVENT\nUID:2\nSUMMARY:y\nDTSTART:20260230\nEND:VEVENT\n",
    );
    assert_eq!(import.drafts.len(), 2);
    assert!(import.drafts.iter().all(|e| e.draft.timings.is_empty()));
    assert_eq!(
        import
            .losses
            .iter()
            .filter(|l| l.reason == LossReason::BadValue)
            .map(|l| l.leaves)
            .sum::<u64>(),
        2
    );
    let late = event("DTSTART:20260101T100000\nDTEND:20260101T090000");
    assert_eq!(late.timings[0].end, None);
    let long = event("DTSTART:20260101T100000\nDURATION:P999999999999999999W");
    assert_eq!(long.timings[0].end, None);
}

#[test]
fn rules_that_cannot_be_followed_leave_the_first_date() {
    for rule in [
        "RSCALE=HEBREW;FREQ=YEARLY",
        "FREQ=MINUTELY",
        "FREQ=DAILY;COUNT=0",
        "FREQ=DAILY;BYDAY=XX",
        "FREQ=FOO",
        "%n;BYMONTH=",
    ] {
        let draft = event(&format!("DTSTART:20260101T100000\nRRULE:{rule}"));
        assert_eq!(draft.timings[0].rrule, None, "{rule}");
        assert_eq!(draft.timings[0].start, "2026-01-01T10:00");
    }
    let draft = event("DTSTART:20260101T100000\nRRULE:freq=monthly;byday=-1FR;interval=2;wkst=SU");
    assert_eq!(
        draft.timings[0].rrule.as_deref(),
        Some("FREQ=MONTHLY;INTERVAL=2;BYDAY=-1FR;WKST=SU")
    );
}

#[test]
fn a_million_dates_are_bounded() {
    let dates: Vec<String> = (0..1_000_000_u32)
        .map(|n| {
            format!(
                "2026{:02}{:02}T{:02}{:02}00",
                n % 12 + 1,
                n % 28 + 1,
                n % 24,
                n % 60
            )
        })
        .collect();
    let draft = event(&format!("DTSTART:20260101T100000\nRDATE:{}", dates.join(",")));
    assert!(draft.timings[0].rdate.len() <= Limits::default().dates);
}

#[test]
fn exports_fold_and_carry_zone_and_id() {
    let mut draft = event(
        "DTSTART;TZID=Europe/Paris:20260101T100000\nDTEND;TZID=Europe/Paris:20260101T120000\nRRULE:FREQ=DAILY;UNTIL=20260105T100000",
    );
    draft
        .title
        .insert("fr".into(), "é; , \\ ".repeat(40).trim().to_owned());
    draft.source = None;
    draft.id = Some("00112233445566778899aabbccddeeff".into());
    let export = write(&[draft.clone()], &context());
    let text = String::from_utf8(export.bytes.clone()).unwrap();
    assert!(text.split("\r\n").all(|l| l.len() <= 75));
    assert!(!text.replace("\r\n", "").contains(['\r', '\n']));
    for part in [
        "TZID:Europe/Paris",
        "DTSTART;TZID=Europe/Paris:20260101T100000",
        "UNTIL=20260105T090000Z",
        "UID:ekin:0011",
    ] {
        assert!(text.contains(part), "{part}");
    }
    assert!(text.contains("DTSTART:20260329T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200"));
    let again = read(&export.bytes, &context(), &Limits::default());
    assert_eq!(again.drafts[0].draft.title, draft.title);
    assert_eq!(again.drafts[0].draft.timings, draft.timings);
    assert_eq!(again.drafts[0].draft.id, draft.id);
}

#[test]
fn zones_by_the_names_that_programs_give_them() {
    for (name, zone) in [
        ("Romance Standard Time", "Europe/Paris"),
        ("/mozilla.org/20050126_1/Europe/Madrid", "Europe/Madrid"),
        (
            "\"(UTC+01:00) Brussels, Copenhagen, Madrid, Paris\"",
            "Europe/Paris",
        ),
        ("/freeassociation.sourceforge.net/Europe/Lisbon", "Europe/Lisbon"),
        ("posix/Asia/Tokyo", "Asia/Tokyo"),
    ] {
        let draft = event(&format!("DTSTART;TZID={name}:20260601T100000"));
        assert_eq!(draft.timings[0].tz.as_deref(), Some(zone), "{name}");
    }
}

#[test]
fn left_out_dates_of_a_floating_series_may_be_written_in_utc() {
    let draft = event("DTSTART:20260601T010000\nRRULE:FREQ=DAILY;COUNT=5\nEXDATE:20260602T010000Z");
    assert_eq!(draft.timings[0].exdate, ["2026-06-02T01:00"]);
}

#[test]
fn a_series_that_was_moved_in_a_newer_version_is_the_newer() {
    let import = import(
        "BEGIN:VEVENT\nUID:1\nSEQUENCE:1\nSUMMARY:old\nDTSTART:20260601T010000\nEND:VEVENT\n\
         BEGIN:VEVENT\nUID:1\nSEQUENCE:2\nSUMMARY:new\nDTSTART:20260602T010000\nEND:VEVENT\n\
         BEGIN:VEVENT\nUID:2\nCLASS:CONFIDENTIAL\nSUMMARY:secret words\nEND:VEVENT\n",
    );
    assert_eq!(import.drafts.len(), 1);
    assert_eq!(import.drafts[0].draft.title["fr"], "new");
    assert_eq!(import.drafts[0].draft.timings.len(), 1);
    assert!(!format!("{import:?}").contains("secret words"));
}

#[test]
fn what_has_no_date_is_no_event_for_others_and_comes_back() {
    let mut draft = event("X-NOTHING:1\nLOCATION:Larrun");
    draft.timings.clear();
    let export = write(&[draft.clone()], &context());
    let text = String::from_utf8(export.bytes.clone()).unwrap();
    assert!(!text.contains("VEVENT") && text.contains("BEGIN:VJOURNAL"));
    let again = read(&export.bytes, &context(), &Limits::default());
    assert_eq!(again.drafts[0].draft, draft);
    let foreign = import("BEGIN:VJOURNAL\nUID:1\nSUMMARY:a diary\nEND:VJOURNAL\n");
    assert!(foreign.drafts.is_empty());
}
