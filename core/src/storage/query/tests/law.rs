//! Lists by time against a walk over everything.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::super::super::fixture::*;
use super::super::*;
use super::{ask, holding, words};
use crate::domain::listing::Listing;
use crate::domain::timing::{Timing, Zone};
use crate::record::projection::DAY_MS;

#[derive(Clone, Debug)]
struct Shape {
    start: i64,
    length: i64,
    rule: bool,
    word: usize,
}

fn shape() -> impl Strategy<Value = Shape> {
    (
        -4000i64..4000,
        prop::sample::select(vec![0, 60, 600, 1440, 2880, 9000]),
        any::<bool>(),
        0usize..3,
    )
        .prop_map(|(start, length, rule, word)| Shape {
            start,
            length,
            rule: rule && length < 1440,
            word,
        })
}

fn of(shape: &Shape) -> Listing {
    let title = ["danse", "musique", "danse et musique"][shape.word];
    let mut timing = Timing::once(moment(shape.start), Some(moment(shape.start + shape.length)));
    timing.zone = Some(Zone::Known(chrono_tz::Tz::UTC));
    if shape.rule {
        timing.rule = crate::domain::recurrence::Rule::from_wire("FREQ=DAILY;COUNT=4");
    }
    Listing {
        timings: vec![timing],
        ..listing(title)
    }
}

/// Starts and ends in ms, by start: what the occurrences are, by hand.
fn spans(shape: &Shape) -> Vec<(i64, i64)> {
    let count = if shape.rule { 4 } else { 1 };
    let span = |n: i64| (shape.start + n * 1440, shape.start + n * 1440 + shape.length);
    (0..count)
        .map(span)
        .map(|(a, z)| (NOW + a * 60_000, NOW + z * 60_000))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn lists_by_time_equal_a_walk_over_everything(shapes in prop::collection::vec(shape(), 1..14), at in -3i64..3) {
        let f = holding(&shapes.iter().map(of).collect::<Vec<_>>());
        let ids = |page: Vec<Card>| page.into_iter().map(|card| card.object).collect::<BTreeSet<_>>();
        let expected = |fits: &dyn Fn(&Shape) -> bool| {
            let fitting = (0u16..).zip(&shapes).filter(|(_, shape)| fits(shape));
            fitting.map(|(n, _)| object(n)).collect::<BTreeSet<_>>()
        };
        let discovered = ask(&f, |read| read.discover(None, 99)).items;
        let ongoing = ask(&f, |read| read.ongoing(NOW, None, 99)).items;
        prop_assert!(discovered.is_sorted_by_key(|card| card.when.unwrap().start_ms));
        prop_assert_eq!(discovered.len() + ongoing.len(), ids(discovered.iter().chain(&ongoing).cloned().collect()).len());
        let running = |shape: &Shape| spans(shape).iter().any(|(_, end)| *end > NOW);
        prop_assert_eq!(ids([discovered, ongoing].concat()), expected(&running));
        let dance = |shape: &Shape| running(shape) && shape.word != 1;
        prop_assert_eq!(ids(ask(&f, |read| read.search(&words("dan"), None, 99)).items), expected(&dance));
        let (from, to) = (NOW + at * DAY_MS, NOW + (at + 1) * DAY_MS);
        let then = |shape: &Shape| {
            // Only the window of a recurrence and what is nearest outside it is kept.
            let mut kept: Vec<(i64, i64)> = spans(shape).into_iter().filter(|(_, z)| *z > NOW - DAY_MS).collect();
            if kept.is_empty() {
                kept.extend(spans(shape).last());
            }
            shape.word != 0 && kept.iter().any(|(a, z)| *a < to && *z > from)
        };
        let filters = Filters { from_ms: Some(from), to_ms: Some(to), ..Filters::default() };
        let search = Search { filters, ..words("musique") };
        let mut paged = Vec::new();
        let mut after = None;
        loop {
            let page = ask(&f, |read| read.search(&search, after, 2));
            paged.extend(page.items);
            match page.next {
                Some(next) => after = Some(next),
                None => break,
            }
        }
        prop_assert_eq!(paged.len(), ids(paged.clone()).len());
        prop_assert_eq!(ids(paged), expected(&then));
    }
}
