//! Occurrences: what the read model lists of timings, in UTC, inside a window.

use chrono::{Offset, TimeZone};
use chrono_tz::Tz;

use super::moment::{DAY_MINUTES, Moment, calendar};
use super::recurrence::Parts;
use super::timing::{MAX_RULES, Timing};

/// Most occurrences of one listing.
pub const MAX_OCCURRENCES: usize = 400;
/// How long something without an end is taken to last, so that *Discover* still shows it to who comes late.
pub const ASSUMED_MINUTES: i64 = 60;

const MINUTE_MS: i64 = 60_000;

/// One occurrence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Occurrence {
    /// Start, ms UTC.
    pub start_ms: i64,
    /// End, ms UTC, excluded.
    pub end_ms: i64,
    /// Greatest end of the earlier occurrences in the window, or `i64::MIN`: *Discover* shows the occurrence
    /// for which `end_ms > now >= prev_end_ms`, which is one or none at any time.
    pub prev_end_ms: i64,
    /// Given in whole days.
    pub all_day: bool,
}

/// Occurrences that touch the window `from_ms..to_ms`, by start, each once, at most [`MAX_OCCURRENCES`].
/// Timings without a zone, or with one that this version does not know, count in `default`.
pub fn occurrences(timings: &[Timing], default: Tz, from_ms: i64, to_ms: i64) -> Vec<Occurrence> {
    let mut found = Vec::with_capacity(timings.len().min(MAX_OCCURRENCES));
    collect_all(timings, default, from_ms, to_ms, &mut found);
    finish(&mut found);
    found
}

/// For a listing with no occurrence in the window: the first one after it, else the last one before it, so that
/// what is past or far is still found by its date.
pub fn nearest_outside(timings: &[Timing], default: Tz, from_ms: i64, to_ms: i64) -> Option<Occurrence> {
    const FAR_MS: i64 = 300 * 366 * DAY_MINUTES * MINUTE_MS;
    let mut found = Vec::new();
    collect_all(timings, default, to_ms, to_ms.saturating_add(FAR_MS), &mut found);
    let later = found.iter().filter(|o| o.start_ms >= to_ms).min().copied();
    later.or_else(|| {
        found.clear();
        collect_all(
            timings,
            default,
            from_ms.saturating_sub(FAR_MS),
            from_ms,
            &mut found,
        );
        found
            .iter()
            .filter(|o| o.end_ms <= from_ms)
            .max_by_key(|o| (o.end_ms, o.start_ms))
            .copied()
    })
}

/// Whether something has dates, and all of them are over at `now_ms`.
pub fn is_past(timings: &[Timing], default: Tz, now_ms: i64) -> bool {
    let soon = now_ms.saturating_add(366 * DAY_MINUTES * MINUTE_MS);
    if timings.is_empty() || !occurrences(timings, default, now_ms, soon).is_empty() {
        return false;
    }
    nearest_outside(timings, default, now_ms, soon).is_some_and(|last| last.end_ms <= now_ms)
}

/// Start of the occurrence that *Discover* shows at `now_ms`: running, or the next to come.
pub fn next_start(occurrences: &[Occurrence], now_ms: i64) -> Option<i64> {
    occurrences
        .iter()
        .find(|o| o.end_ms > now_ms && now_ms >= o.prev_end_ms)
        .map(|o| o.start_ms)
}

fn finish(found: &mut Vec<Occurrence>) {
    if found.len() > 1 {
        found.sort_unstable();
        found.dedup_by_key(|o| (o.start_ms, o.end_ms));
        found.truncate(MAX_OCCURRENCES);
        let mut end = i64::MIN;
        for occurrence in found {
            occurrence.prev_end_ms = end;
            end = end.max(occurrence.end_ms);
        }
    }
}

/// A rule that never matches costs some ten milliseconds, so a stranger's listing has a bounded number of them.
fn collect_all(timings: &[Timing], default: Tz, from_ms: i64, to_ms: i64, found: &mut Vec<Occurrence>) {
    let mut rules = 0;
    for timing in timings {
        rules += usize::from(timing.rule.is_some());
        collect(timing, default, from_ms, to_ms, rules <= MAX_RULES, found);
    }
}

fn collect(
    timing: &Timing,
    default: Tz,
    from_ms: i64,
    to_ms: i64,
    follow: bool,
    found: &mut Vec<Occurrence>,
) {
    let tz = timing.zone.as_ref().map_or(default, |zone| zone.or(default));
    let length = local_length(timing);
    let all_day = timing.start.minute.is_none();
    let mut push = |local: i64| {
        let start_ms = to_utc_ms(tz, local);
        // A night that loses an hour may turn an end back before its start.
        let end_ms = to_utc_ms(tz, local.saturating_add(length)).max(start_ms);
        if start_ms < to_ms && end_ms > from_ms {
            found.push(Occurrence {
                start_ms,
                end_ms,
                prev_end_ms: i64::MIN,
                all_day,
            });
        }
    };
    if timing.rule.is_none() && timing.added.is_empty() && timing.except.is_empty() {
        push(timing.start.local_minutes());
        return;
    }
    // Zones reach from -12 to +14 hours: a day on each side is enough.
    let from = from_ms
        .div_euclid(MINUTE_MS)
        .saturating_sub(length.saturating_add(DAY_MINUTES));
    let to = to_ms.div_euclid(MINUTE_MS).saturating_add(DAY_MINUTES);
    let excepted = |local: i64| {
        timing.except.iter().any(|e| match e.minute {
            Some(_) if !all_day => e.local_minutes() == local,
            _ => i64::from(e.day) == local.div_euclid(DAY_MINUTES),
        })
    };
    let parts = timing
        .rule
        .as_ref()
        .filter(|_| follow)
        .and_then(|rule| Parts::read(rule.as_str()).ok());
    // Exceptions are taken out afterwards, and up to two days of margin may fall out of the window.
    let cap = MAX_OCCURRENCES + timing.except.len() + 64;
    let regular = match parts {
        Some(parts) => parts.starts(timing.start, tz, from, to, cap),
        None => vec![timing.start.local_minutes()],
    };
    let added = timing.added.iter().map(|moment| match (all_day, moment.minute) {
        (true, _) => i64::from(moment.day) * DAY_MINUTES,
        (false, Some(_)) => moment.local_minutes(),
        (false, None) => Moment {
            day: moment.day,
            minute: timing.start.minute,
        }
        .local_minutes(),
    });
    for local in regular.into_iter().chain(added) {
        if !excepted(local) {
            push(local);
        }
    }
}

/// Length of each occurrence in local minutes; the last of whole days is included.
fn local_length(timing: &Timing) -> i64 {
    let start = timing.start.local_minutes();
    let length = match (timing.start.minute, timing.end) {
        (None, end) => {
            let last = end.map_or(timing.start.day, |end| end.day);
            (i64::from(last) - i64::from(timing.start.day) + 1) * DAY_MINUTES
        }
        (Some(_), Some(Moment { day, minute: None })) => (i64::from(day) + 1) * DAY_MINUTES - start,
        (Some(_), Some(end)) => end.local_minutes() - start,
        (Some(_), None) => ASSUMED_MINUTES,
    };
    length.max(0)
}

/// The instant of a local time. A time that happens twice (clocks go back) is its first; one that does not happen
/// (clocks go forward) is read with the offset before the change, and so moves forward (RFC 5545, 3.3.5).
pub fn to_utc_ms(tz: Tz, local_minutes: i64) -> i64 {
    let offset = |minutes: i64| {
        let found = tz.offset_from_local_datetime(&calendar(minutes)).earliest();
        found.map(|o| i64::from(o.fix().local_minus_utc()))
    };
    // The longest gap on record is the day that Samoa left out in 2011.
    let seconds = offset(local_minutes)
        .or_else(|| (1..=26).find_map(|hours| offset(local_minutes.saturating_sub(hours * 60))))
        .unwrap_or_default();
    local_minutes
        .saturating_mul(MINUTE_MS)
        .saturating_sub(seconds * 1_000)
}

#[cfg(test)]
#[path = "occurrence/tests.rs"]
mod tests;
