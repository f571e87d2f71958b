//! A timing written out as single spans, for formats that know no recurrence.

use chrono::{NaiveDateTime, NaiveTime, TimeDelta};
use chrono_tz::Tz;
use rrule::RRuleSet;

use crate::draft::Timing;
use crate::time;

/// Dates of one recurrence that an export writes out: a year of every day.
pub(crate) const EXPORTED: u16 = 366;

/// Local starts and ends.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Spans {
    pub list: Vec<(NaiveDateTime, Option<NaiveDateTime>)>,
    /// Whether the recurrence goes on.
    pub more: bool,
}

/// Reads a time of a timing; a date is its first minute.
fn moment(text: &str) -> Option<NaiveDateTime> {
    time::parse_local(text).or_else(|| time::parse_day(text).map(|d| d.and_time(NaiveTime::MIN)))
}

/// The spans of a timing, at most `limit` of its recurrence. A whole day goes from 00:00 to 23:59.
pub(crate) fn spans(timing: &Timing, zone: Tz, limit: u16) -> Spans {
    let Some(start) = moment(&timing.start) else {
        return Spans::default();
    };
    let whole_day = time::parse_day(&timing.start).is_some();
    let end = match &timing.end {
        Some(end) => moment(end).map(|end| {
            if whole_day {
                end + TimeDelta::minutes(24 * 60 - 1)
            } else {
                end
            }
        }),
        None if whole_day => start.checked_add_signed(TimeDelta::minutes(24 * 60 - 1)),
        None => None,
    };
    let length = end.map(|end| end - start);
    let mut starts = vec![start];
    let mut more = false;
    if let Some(rule) = &timing.rrule
        && let Some((dates, limited)) = occurrences(start, rule, zone, limit)
    {
        starts = dates;
        more = limited;
    }
    starts.extend(timing.rdate.iter().filter_map(|d| moment(d)));
    starts.sort_unstable();
    starts.dedup();
    let left_out: Vec<_> = timing.exdate.iter().filter_map(|d| moment(d)).collect();
    starts.retain(|s| !left_out.contains(s));
    let list = starts
        .into_iter()
        .map(|s| (s, length.and_then(|l| s.checked_add_signed(l))))
        .collect();
    Spans { list, more }
}

fn occurrences(start: NaiveDateTime, rule: &str, zone: Tz, limit: u16) -> Option<(Vec<NaiveDateTime>, bool)> {
    // `UNTIL` is local in a timing, and UTC beside a zone in RFC 5545.
    let until = rule_until(rule, zone);
    let rule = until.as_deref().unwrap_or(rule);
    let text = format!(
        "DTSTART;TZID={}:{}\nRRULE:{rule}",
        zone.name(),
        start.format("%Y%m%dT%H%M%S")
    );
    let set: RRuleSet = text.parse().ok()?;
    let result = set.limit().all(limit);
    Some((
        result.dates.iter().map(|d| d.naive_local()).collect(),
        result.limited,
    ))
}

/// The rule with its local `UNTIL` in UTC; nothing when it has none.
pub(crate) fn rule_until(rule: &str, zone: Tz) -> Option<String> {
    let mut found = false;
    let parts: Vec<String> = rule
        .split(';')
        .map(|part| match part.strip_prefix("UNTIL=") {
            Some(until) => {
                found = true;
                let local = NaiveDateTime::parse_from_str(until, "%Y%m%dT%H%M%S")
                    .ok()
                    .or_else(|| {
                        let day = chrono::NaiveDate::parse_from_str(until, "%Y%m%d").ok()?;
                        day.and_hms_opt(23, 59, 59)
                    });
                let utc = local
                    .and_then(|l| time::instant(l, zone))
                    .map(|t| t.to_utc().format("UNTIL=%Y%m%dT%H%M%SZ").to_string());
                utc.unwrap_or_else(|| part.to_owned())
            }
            None => part.to_owned(),
        })
        .collect();
    found.then(|| parts.join(";"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn timing(start: &str, end: &str, rule: Option<&str>) -> Timing {
        Timing {
            start: start.into(),
            end: Some(end.into()),
            rrule: rule.map(Into::into),
            ..Timing::default()
        }
    }

    #[test]
    fn a_series_is_written_out_in_local_time() {
        let mut t = timing(
            "2024-03-29T18:00",
            "2024-03-29T20:00",
            Some("FREQ=WEEKLY;UNTIL=20240412T235959"),
        );
        t.exdate.push("2024-04-05T18:00".into());
        t.rdate.push("2024-04-07T10:00".into());
        let spans = spans(&t, chrono_tz::Europe::Paris, EXPORTED);
        let starts: Vec<_> = spans.list.iter().map(|(s, _)| time::local(*s)).collect();
        assert_eq!(
            starts,
            ["2024-03-29T18:00", "2024-04-07T10:00", "2024-04-12T18:00"]
        );
        assert!(!spans.more);
    }

    #[test]
    fn an_endless_series_and_a_whole_day() {
        let t = timing("2024-01-01", "2024-01-02", Some("FREQ=DAILY"));
        let spans = spans(&t, chrono_tz::Europe::Paris, 3);
        assert_eq!(spans.list.len(), 3);
        assert!(spans.more);
        assert_eq!(
            spans.list[0].1.map(time::local).as_deref(),
            Some("2024-01-02T23:59")
        );
    }
}
