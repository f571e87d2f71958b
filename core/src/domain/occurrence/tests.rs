use chrono::DateTime;
use chrono_tz::Europe::{Madrid, Paris};
use proptest::prelude::*;

use super::super::recurrence::Rule;
use super::super::timing::{MAX_TIMINGS, Words, Zone};
use super::*;

fn utc(text: &str) -> i64 {
    DateTime::parse_from_rfc3339(&format!("{text}:00Z"))
        .unwrap()
        .timestamp_millis()
}

fn timing(start: &str, end: Option<&str>, rule: Option<&str>) -> Timing {
    Timing::parse(
        Words {
            start,
            end,
            rule,
            ..Words::default()
        },
        Paris,
    )
    .unwrap()
}

fn year(timings: &[Timing]) -> Vec<Occurrence> {
    occurrences(timings, Paris, utc("2026-01-01T00:00"), utc("2027-01-01T00:00"))
}

fn starts(timings: &[Timing]) -> Vec<i64> {
    year(timings).into_iter().map(|o| o.start_ms).collect()
}

#[test]
fn the_spring_night_moves_forward_and_the_autumn_night_takes_the_first() {
    assert_eq!(
        starts(&[timing("2026-03-29T02:30", None, None)]),
        [utc("2026-03-29T01:30")]
    );
    assert_eq!(
        starts(&[timing("2026-03-29T01:59", None, None)]),
        [utc("2026-03-29T00:59")]
    );
    assert_eq!(
        starts(&[timing("2026-03-29T03:00", None, None)]),
        [utc("2026-03-29T01:00")]
    );
    assert_eq!(
        starts(&[timing("2026-10-25T02:30", None, None)]),
        [utc("2026-10-25T00:30")]
    );
    assert_eq!(
        starts(&[timing("2026-10-25T03:00", None, None)]),
        [utc("2026-10-25T02:00")]
    );
}

#[test]
fn what_comes_again_or_has_no_date_is_never_past() {
    let now = utc("2026-11-27T12:00");
    let past = |timings: &[Timing]| is_past(timings, Paris, now);
    assert!(past(&[timing("2020-01-01T10:00", None, None)]));
    assert!(past(&[timing(
        "2020-01-01T10:00",
        None,
        Some("FREQ=WEEKLY;COUNT=3")
    )]));
    assert!(!past(&[]));
    assert!(!past(&[timing("2020-01-01T10:00", None, Some("FREQ=WEEKLY"))]));
    assert!(!past(&[timing("2031-01-01T10:00", None, None)]));
    let (gone, runs) = ("2026-11-27T09:00", "2026-11-27T12:30");
    assert!(!past(&[timing(gone, Some("2026-11-27T18:00"), None)]), "it is on");
    assert!(!past(&[
        timing("2020-01-01T10:00", None, None),
        timing(runs, None, None)
    ]));
}

#[test]
fn an_end_in_the_gap_never_comes_before_its_start() {
    let night = year(&[timing("2026-03-29T02:45", Some("2026-03-29T03:00"), None)]);
    assert_eq!(
        (night[0].start_ms, night[0].end_ms),
        (utc("2026-03-29T01:45"), utc("2026-03-29T01:45"))
    );
}

#[test]
fn whole_days_are_days_of_the_zone() {
    let days = year(&[timing("2026-03-28", Some("2026-03-29"), None)]);
    assert_eq!(
        (days[0].start_ms, days[0].end_ms),
        (utc("2026-03-27T23:00"), utc("2026-03-29T22:00"))
    );
    assert!(days[0].all_day);
    let mut canary = timing("2026-03-28", None, None);
    canary.zone = Some(Zone::parse("Atlantic/Canary").unwrap());
    assert_eq!(starts(&[canary]), [utc("2026-03-28T00:00")]);
}

#[test]
fn a_weekly_evening_keeps_its_hour_over_the_change() {
    let evenings = starts(&[timing(
        "2026-03-26T20:00",
        Some("2026-03-26T22:00"),
        Some("FREQ=WEEKLY;COUNT=2"),
    )]);
    assert_eq!(evenings, [utc("2026-03-26T19:00"), utc("2026-04-02T18:00")]);
    let nights = starts(&[timing("2026-03-28T02:30", None, Some("FREQ=DAILY;COUNT=3"))]);
    assert_eq!(
        nights,
        [
            utc("2026-03-28T01:30"),
            utc("2026-03-29T01:30"),
            utc("2026-03-30T00:30")
        ]
    );
}

#[test]
fn dates_are_left_out_and_added() {
    let mut evenings = timing("2026-01-05T20:00", None, Some("FREQ=WEEKLY;COUNT=3"));
    evenings.except = vec![Moment::parse("2026-01-12T20:00").unwrap()];
    evenings.added = vec![Moment::parse("2026-01-14T18:00").unwrap()];
    assert_eq!(
        starts(&[evenings.clone()]),
        [
            utc("2026-01-05T19:00"),
            utc("2026-01-14T17:00"),
            utc("2026-01-19T19:00")
        ]
    );
    // A date leaves out whatever begins on it.
    evenings.except = vec![Moment::parse("2026-01-05").unwrap()];
    assert_eq!(starts(&[evenings])[0], utc("2026-01-12T19:00"));
}

#[test]
fn a_rule_of_a_stranger_that_is_none_leaves_the_start() {
    let mut odd = timing("2026-01-05T20:00", None, None);
    odd.rule = Rule::from_wire("FREQ=SECONDLY");
    assert!(odd.rule.is_some());
    assert_eq!(starts(&[odd]), [utc("2026-01-05T19:00")]);
}

#[test]
fn the_window_is_touched_not_held() {
    let long = timing("2025-12-20", Some("2026-01-10"), None);
    assert_eq!(year(&[long]).len(), 1);
    assert_eq!(year(&[timing("2025-12-30", Some("2025-12-31"), None)]).len(), 0);
    assert_eq!(
        year(&[timing("2000-01-01T10:00", None, Some("FREQ=DAILY"))]).len(),
        365
    );
    let all = occurrences(
        &[timing("2000-01-01T10:00", None, Some("FREQ=DAILY"))],
        Paris,
        utc("2026-01-01T00:00"),
        utc("2030-01-01T00:00"),
    );
    assert_eq!(all.len(), MAX_OCCURRENCES);
}

#[test]
fn what_is_past_or_far_is_still_found() {
    let (from, to) = (utc("2026-01-01T00:00"), utc("2027-01-01T00:00"));
    let start = |t: &[Timing]| nearest_outside(t, Paris, from, to).map(|o| o.start_ms);
    let past = [
        timing("2023-05-01T10:00", None, None),
        timing("2024-05-01T10:00", None, None),
    ];
    assert_eq!(start(&past), Some(utc("2024-05-01T08:00")));
    let far = [past[0].clone(), timing("2030-05-01T10:00", None, None)];
    assert_eq!(start(&far), Some(utc("2030-05-01T08:00")));
    let ended = [timing(
        "2019-12-26T10:00",
        None,
        Some("FREQ=WEEKLY;UNTIL=20200101"),
    )];
    assert_eq!(start(&ended), Some(utc("2019-12-26T09:00")));
    assert_eq!(start(&[]), None);
}

#[test]
fn a_listing_has_a_bounded_number_of_rules() {
    let hostile = vec![
        timing(
            "2026-01-05T20:00",
            None,
            Some("FREQ=MONTHLY;BYMONTHDAY=1;BYDAY=5MO")
        );
        MAX_TIMINGS
    ];
    let begun = std::time::Instant::now();
    assert_eq!(year(&hostile).len(), 1);
    assert!(
        begun.elapsed() < std::time::Duration::from_secs(20),
        "{:?}",
        begun.elapsed()
    );
    let weekly = vec![timing("2026-01-05T20:00", None, Some("FREQ=WEEKLY;COUNT=2")); 2];
    assert_eq!(year(&weekly).len(), 2);
}

#[test]
fn zones_of_both_sides_agree() {
    for local in (0..40_000_000).step_by(10_007) {
        if local > 15 * 525_960 {
            assert_eq!(to_utc_ms(Paris, local), to_utc_ms(Madrid, local), "{local}");
        }
    }
}

/// Printed by `cargo test --release -- --nocapture projection_speed`; the bound is loose because machines are shared.
#[test]
fn projection_speed() {
    let timings: Vec<[Timing; 1]> = (0..10_000)
        .map(|n| {
            let start = Moment {
                day: 20_454 + n % 360,
                minute: Some(600 + (n % 60) as u16),
            };
            let end = Moment {
                minute: start.minute.map(|m| m + 90),
                ..start
            };
            [Timing::once(start, Some(end))]
        })
        .collect();
    let begun = std::time::Instant::now();
    let total: usize = timings.iter().map(|t| year(t).len()).sum();
    let each = begun.elapsed() / 10_000;
    eprintln!("occurrences of a single timing: {each:?}");
    assert!(total > 9_000);
    assert!(each < std::time::Duration::from_micros(200));
}

proptest! {
    #[test]
    fn discover_shows_a_listing_once(days in prop::collection::vec((20_454i32..20_800, 0u16..1400, 1u16..3000), 1..40), at in 0i64..400) {
        let timings: Vec<Timing> = days
            .iter()
            .map(|(day, minute, length)| {
                let start = Moment { day: *day, minute: Some(*minute) };
                Timing::once(start, Moment::from_local_minutes(start.local_minutes() + i64::from(*length)))
            })
            .collect();
        let found = year(&timings);
        let now = utc("2026-01-01T00:00") + at * 86_400_000;
        let shown: Vec<_> = found.iter().filter(|o| o.end_ms > now && now >= o.prev_end_ms).collect();
        let open = found.iter().any(|o| o.end_ms > now);
        prop_assert_eq!(shown.len(), usize::from(open));
        prop_assert!(found.windows(2).all(|w| (w[0].start_ms, w[0].end_ms) < (w[1].start_ms, w[1].end_ms)));
    }
}
