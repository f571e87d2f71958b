use std::time::{Duration, Instant};

use chrono_tz::Europe::Paris;
use proptest::prelude::*;

use super::*;

fn moment(text: &str) -> Moment {
    Moment::parse(text).unwrap()
}

fn starts(rule: &str, start: &str, from: &str, to: &str) -> Vec<String> {
    let (from, to) = (moment(from).local_minutes(), moment(to).local_minutes());
    let found = Parts::read(rule)
        .unwrap()
        .starts(moment(start), Paris, from, to, 400);
    found
        .into_iter()
        .map(|m| Moment::from_local_minutes(m).unwrap().to_string())
        .collect()
}

fn problem(rule: &str) -> &'static str {
    let start = moment("2026-01-05T10:00");
    match Parts::read(rule).and_then(|p| p.checked(start, Paris)) {
        Ok(()) => "none",
        Err(problem) => problem.code(),
    }
}

#[test]
fn every_tuesday_keeps_its_hour() {
    assert_eq!(
        starts(
            "FREQ=WEEKLY;BYDAY=TU;COUNT=3",
            "2026-03-24T18:30",
            "2026-01-01",
            "2026-12-31"
        ),
        ["2026-03-24T18:30", "2026-03-31T18:30", "2026-04-07T18:30"]
    );
}

#[test]
fn until_is_included_and_local() {
    let days = |until: &str| {
        starts(
            &format!("FREQ=DAILY;UNTIL={until}"),
            "2026-03-28T10:00",
            "2026-01-01",
            "2026-12-31",
        )
        .len()
    };
    assert_eq!(days("20260330"), 3);
    assert_eq!(days("20260330T100000"), 3);
    assert_eq!(days("20260330T095900"), 2);
    // 08:00 UTC is ten o'clock in summer time.
    assert_eq!(days("20260330T080000Z"), 3);
    assert_eq!(days("20260330T075900Z"), 2);
}

#[test]
fn an_old_rule_is_entered_near_the_window() {
    assert_eq!(
        starts(
            "FREQ=WEEKLY;INTERVAL=2",
            "1999-01-04T09:00",
            "2026-01-01",
            "2026-01-31"
        ),
        starts(
            "FREQ=WEEKLY;INTERVAL=2;COUNT=9999",
            "1999-01-04T09:00",
            "2026-01-01",
            "2026-01-31"
        ),
    );
    assert_eq!(
        starts("FREQ=DAILY;INTERVAL=10", "1999-01-04", "2026-01-01", "2026-01-20"),
        starts(
            "FREQ=DAILY;INTERVAL=10;COUNT=9999",
            "1999-01-04",
            "2026-01-01",
            "2026-01-20"
        ),
    );
}

#[test]
fn the_stated_start_always_counts() {
    assert_eq!(
        starts(
            "FREQ=MONTHLY;BYDAY=2SA;COUNT=2",
            "2026-03-01",
            "2026-01-01",
            "2026-12-31"
        ),
        ["2026-03-01T00:00", "2026-03-14T00:00", "2026-04-11T00:00"]
    );
}

#[test]
fn the_last_friday_and_the_29th_of_february() {
    assert_eq!(
        starts(
            "FREQ=MONTHLY;BYDAY=-1FR",
            "2026-01-30",
            "2026-01-01",
            "2026-04-01"
        ),
        ["2026-01-30T00:00", "2026-02-27T00:00", "2026-03-27T00:00"]
    );
    assert_eq!(
        starts("FREQ=YEARLY", "2024-02-29", "2025-01-01", "2033-01-01"),
        ["2028-02-29T00:00", "2032-02-29T00:00"]
    );
}

#[test]
fn what_cannot_be_used_says_why() {
    for (rule, code) in [
        ("FREQ=WEEKLY", "none"),
        ("RRULE:freq=weekly;byday=mo,we", "none"),
        ("", "rule_syntax"),
        ("WEEKLY", "rule_syntax"),
        ("INTERVAL=2", "rule_syntax"),
        ("FREQ=SECONDLY", "rule_too_fine"),
        ("FREQ=HOURLY;COUNT=4", "rule_too_fine"),
        ("FREQ=WEEKLY;INTERVAL=0", "rule_value"),
        ("FREQ=WEEKLY;INTERVAL=70000", "rule_value"),
        ("FREQ=WEEKLY;COUNT=0", "rule_value"),
        ("FREQ=WEEKLY;COUNT=-1", "rule_value"),
        ("FREQ=WEEKLY;UNTIL=tomorrow", "rule_value"),
        ("FREQ=WEEKLY;UNTIL=20250101", "rule_until_before_start"),
        ("FREQ=WEEKLY;UNTIL=20270101;COUNT=3", "rule_count_and_until"),
        ("FREQ=WEEKLY;BYDAY=2MO,XX", "rule_value"),
        ("FREQ=WEEKLY;BYMONTHDAY=3", "rule_contradiction"),
        ("FREQ=WEEKLY;FREQ=DAILY", "rule_part"),
        ("FREQ=WEEKLY;COLOUR=RED", "rule_part"),
        ("FREQ=YEARLY;BYSECOND=1", "rule_part"),
        ("FREQ=DAILY;BYHOUR=1,2,3,4,5;BYMINUTE=0,10,20,30,40", "rule_value"),
    ] {
        assert_eq!(problem(rule), code, "{rule}");
    }
    assert_eq!(
        problem(&format!("FREQ=YEARLY;BYYEARDAY={}1", "1,".repeat(300))),
        "rule_too_long"
    );
}

#[test]
fn rules_that_never_match_cost_little() {
    for rule in [
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=YEARLY;BYMONTH=2,4;BYMONTHDAY=31",
        "FREQ=MONTHLY;BYMONTHDAY=31;BYDAY=5MO;BYMONTH=2",
        "FREQ=YEARLY;BYWEEKNO=53;BYMONTH=6",
        "FREQ=DAILY;INTERVAL=1000;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO",
        "FREQ=DAILY;BYSETPOS=300;BYDAY=MO",
        "FREQ=YEARLY;BYYEARDAY=366;BYMONTH=1",
        "FREQ=DAILY;COUNT=4000000000",
    ] {
        let begun = Instant::now();
        let found = starts(rule, "2020-01-01T10:00", "2026-01-01", "2027-02-01");
        let spent = begun.elapsed();
        assert!(found.len() <= 400, "{rule}");
        eprintln!("{rule}: {} in {spent:?}", found.len());
        assert!(spent < Duration::from_secs(2), "{rule}: {spent:?}");
    }
}

#[test]
fn possible_rules_are_not_given_up() {
    for rule in [
        "FREQ=YEARLY;BYMONTH=1;BYWEEKNO=53",
        "FREQ=YEARLY;BYMONTH=12;BYWEEKNO=1",
        "FREQ=YEARLY;BYMONTH=1;BYWEEKNO=-53",
        "FREQ=YEARLY;BYMONTH=12;BYWEEKNO=-1",
        "FREQ=YEARLY;BYMONTH=12;BYYEARDAY=-1",
        "FREQ=YEARLY;BYMONTH=3;BYYEARDAY=60",
        "FREQ=YEARLY;BYMONTH=1;BYYEARDAY=-365",
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
        "FREQ=DAILY;BYHOUR=9,10;BYSETPOS=2",
    ] {
        assert!(Parts::read(rule).unwrap().possible(), "{rule}");
    }
    for rule in [
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=YEARLY;BYMONTH=6;BYWEEKNO=53",
        "FREQ=DAILY;BYHOUR=9;BYSETPOS=2",
    ] {
        assert!(!Parts::read(rule).unwrap().possible(), "{rule}");
    }
}

#[test]
fn the_text_of_a_rule_is_one_text() {
    let text = |rule: &str| {
        Rule::from_parts(&Parts::read(rule).unwrap(), Paris)
            .as_str()
            .to_string()
    };
    assert_eq!(
        text("RRULE:byday=MO;freq=weekly;interval=1;wkst=MO"),
        "FREQ=WEEKLY;BYDAY=MO"
    );
    assert_eq!(
        text("FREQ=DAILY;UNTIL=20260330T080000Z"),
        "FREQ=DAILY;UNTIL=20260330T100000"
    );
    assert_eq!(
        text("FREQ=DAILY;UNTIL=20260330;WKST=SU"),
        "FREQ=DAILY;UNTIL=20260330;WKST=SU"
    );
}

fn list(name: &'static str, range: std::ops::RangeInclusive<i32>) -> impl Strategy<Value = String> {
    prop::option::weighted(0.25, prop::collection::vec(range, 1..4)).prop_map(move |list| match list {
        Some(list) => {
            let list: Vec<String> = list.iter().map(i32::to_string).collect();
            format!(";{name}={}", list.join(","))
        }
        None => String::new(),
    })
}

fn any_rule() -> impl Strategy<Value = String> {
    let freq = prop::sample::select(vec!["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]);
    let day = prop::sample::select(vec![
        "",
        ";BYDAY=MO",
        ";BYDAY=-1SU,2TU",
        ";BYDAY=5FR",
        ";BYDAY=-53SA",
    ]);
    let end = prop::sample::select(vec!["", ";COUNT=7", ";UNTIL=20270101", ";UNTIL=20260301T100000Z"]);
    (
        (freq, day, end, 1..50u16),
        list("BYMONTH", 1..=12),
        list("BYMONTHDAY", -31..=31),
        list("BYYEARDAY", -366..=366),
        list("BYWEEKNO", -53..=53),
        list("BYSETPOS", -20..=20),
        list("BYHOUR", 0..=23),
    )
        .prop_map(|((freq, day, end, interval), a, b, c, d, e, f)| {
            format!("FREQ={freq};INTERVAL={interval}{day}{end}{a}{b}{c}{d}{e}{f}")
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn any_rule_ends_soon_and_in_order(rule in any_rule(), day in 0i32..30_000, whole in any::<bool>()) {
        if let Ok(parts) = Parts::read(&rule) {
            let start = Moment { day, minute: (!whole).then_some(600) };
            let begun = Instant::now();
            let from = i64::from(day.max(20_000)) * DAY_MINUTES;
            let found = parts.starts(start, Paris, from, from + 400 * DAY_MINUTES, 400);
            prop_assert!(begun.elapsed() < Duration::from_secs(2), "{rule}");
            prop_assert!(found.len() <= 400 && found.is_sorted());
            prop_assert!(found.iter().all(|m| *m >= from.min(start.local_minutes())));
            let text = parts.text(Paris);
            let again = Parts::read(&text).unwrap();
            prop_assert_eq!(again.text(Paris), text);
        }
    }

    #[test]
    fn what_is_given_up_never_matches(rule in any_rule(), day in 18_000i32..21_000) {
        if let Ok(parts) = Parts::read(&rule) && !parts.possible() {
            let from = i64::from(day) * DAY_MINUTES + 600;
            let first = parts.build(from, from + 28 * 366 * DAY_MINUTES).and_then(|set| set.into_iter().next());
            prop_assert!(first.is_none(), "{rule}: {first:?}");
        }
    }

    #[test]
    fn any_text_is_a_rule_or_a_problem(text in "(FREQ|UNTIL|BYDAY|COUNT|é|[;=,A-Z0-9+-]){0,40}") {
        let _ = Parts::read(&text);
    }
}
