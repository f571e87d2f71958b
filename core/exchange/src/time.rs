//! Instants and local times, as a timing writes them.

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime, Offset, TimeZone, Timelike};
use chrono_tz::Tz;

/// Years that a listing may lie in; others are typing errors or attacks.
pub(crate) const YEARS: std::ops::RangeInclusive<i32> = 1900..=2200;

/// A time as timings write it: `YYYY-MM-DDTHH:MM`, local.
pub(crate) fn local(time: NaiveDateTime) -> String {
    time.format("%Y-%m-%dT%H:%M").to_string()
}

/// A date as timings write it.
pub(crate) fn day(date: NaiveDate) -> String {
    date.format("%Y-%m-%d").to_string()
}

/// Whether a time has more than minutes.
pub(crate) fn is_precise(time: NaiveDateTime) -> bool {
    time.second() != 0
}

pub(crate) fn in_range(date: NaiveDate) -> bool {
    YEARS.contains(&date.year())
}

/// Reads `YYYY-MM-DD`.
pub(crate) fn parse_day(text: &str) -> Option<NaiveDate> {
    (text.len() == 10)
        .then(|| NaiveDate::parse_from_str(text, "%Y-%m-%d").ok())
        .flatten()
        .filter(|d| in_range(*d))
}

/// Reads a local `YYYY-MM-DDTHH:MM`, with or without seconds, `T` or a space.
pub(crate) fn parse_local(text: &str) -> Option<NaiveDateTime> {
    let text = text.trim();
    let (date, time) = text.split_once(['T', 't', ' '])?;
    let time = time.trim();
    let time = ["%H:%M", "%H:%M:%S", "%H:%M:%S%.f", "%Hh%M"]
        .iter()
        .find_map(|form| NaiveTime::parse_from_str(time, form).ok())?;
    Some(parse_day(date)?.and_time(time))
}

/// Reads an instant with an offset, as the local time of `zone`.
pub(crate) fn parse_instant(text: &str, zone: Tz) -> Option<NaiveDateTime> {
    let text = text.trim();
    let instant = DateTime::parse_from_rfc3339(text)
        .or_else(|_| DateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S%.f%z"))
        .or_else(|_| DateTime::parse_from_str(text, "%Y-%m-%dT%H:%M%z"))
        .ok()?;
    let local = instant.with_timezone(&zone).naive_local();
    in_range(local.date()).then_some(local)
}

/// A local time with its offset in `zone`, RFC 3339. In the hour that a clock change skips, the time that a
/// clock which was not changed would show; in the hour that comes twice, the first.
pub(crate) fn with_offset(time: NaiveDateTime, zone: Tz) -> String {
    instant(time, zone).map_or_else(
        || local(time),
        |t| t.to_rfc3339_opts(chrono::SecondsFormat::Secs, false),
    )
}

/// The instant of a local time, by the rule of [`with_offset`].
pub(crate) fn instant(time: NaiveDateTime, zone: Tz) -> Option<DateTime<Tz>> {
    let found = zone.from_local_datetime(&time);
    found.earliest().or_else(|| {
        let before = time.checked_sub_signed(chrono::Duration::hours(3))?;
        let offset = zone
            .offset_from_local_datetime(&before)
            .earliest()?
            .fix()
            .local_minus_utc();
        let utc = time.checked_sub_signed(chrono::Duration::seconds(i64::from(offset)))?;
        Some(zone.from_utc_datetime(&utc))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_become_local_times_across_the_clock_change() {
        let paris = chrono_tz::Europe::Paris;
        let t = |s| parse_instant(s, paris).map(local);
        assert_eq!(
            t("2024-03-31T01:30:00.000+01:00").as_deref(),
            Some("2024-03-31T01:30")
        );
        assert_eq!(t("2024-03-31T01:30:00Z").as_deref(), Some("2024-03-31T03:30"));
        assert_eq!(t("2024-06-01T20:00:00+0200").as_deref(), Some("2024-06-01T20:00"));
        assert_eq!(t("99999-01-01T00:00:00Z"), None);
        assert_eq!(t("0000-01-01T00:00:00Z"), None);
        let skipped = parse_local("2024-03-31T02:30").unwrap();
        assert_eq!(with_offset(skipped, paris), "2024-03-31T03:30:00+02:00");
    }
}
