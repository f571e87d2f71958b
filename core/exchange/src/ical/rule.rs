//! A recurrence rule, checked and written as a timing writes it.

use calcard::common::CalendarScale;
use calcard::icalendar::{ICalendarFrequency, ICalendarRecurrenceRule, ICalendarSkip, ICalendarWeekday};
use chrono::NaiveDateTime;
use chrono_tz::Tz;

/// Longest rule that is kept; the longest useful ones have some 200 characters.
const MAX_LENGTH: usize = 500;

fn weekday(day: ICalendarWeekday) -> &'static str {
    match day {
        ICalendarWeekday::Sunday => "SU",
        ICalendarWeekday::Monday => "MO",
        ICalendarWeekday::Tuesday => "TU",
        ICalendarWeekday::Wednesday => "WE",
        ICalendarWeekday::Thursday => "TH",
        ICalendarWeekday::Friday => "FR",
        ICalendarWeekday::Saturday => "SA",
    }
}

fn list<T: ToString>(out: &mut Vec<String>, name: &str, items: impl IntoIterator<Item = T>) {
    let items: Vec<String> = items.into_iter().map(|i| i.to_string()).collect();
    if !items.is_empty() {
        out.push(format!("{name}={}", items.join(",")));
    }
}

/// The rule as text with `UNTIL` in local time, or nothing when Ekin cannot follow it: another calendar than
/// the Gregorian, every minute or second, or parts that were not understood.
pub(super) fn write(rule: &ICalendarRecurrenceRule, raw: &str, zone: Tz, whole_day: bool) -> Option<String> {
    let frequency = match rule.freq {
        ICalendarFrequency::Yearly => "YEARLY",
        ICalendarFrequency::Monthly => "MONTHLY",
        ICalendarFrequency::Weekly => "WEEKLY",
        ICalendarFrequency::Daily => "DAILY",
        ICalendarFrequency::Hourly if !whole_day => "HOURLY",
        _ => return None,
    };
    if !matches!(rule.rscale, None | Some(CalendarScale::Gregorian))
        || !matches!(rule.skip, None | Some(ICalendarSkip::Omit))
    {
        return None;
    }
    if rule
        .bymonth
        .iter()
        .any(|m| m.is_leap() || !(1..=12).contains(&m.month()))
        || rule.count == Some(0)
        || rule.interval == Some(0)
    {
        return None;
    }
    let mut out = vec![format!("FREQ={frequency}")];
    if let Some(until) = &rule.until {
        let moment = super::when::moment(until)?;
        out.push(format!(
            "UNTIL={}",
            if whole_day {
                moment.local(zone).format("%Y%m%d").to_string()
            } else if moment.day_only {
                moment.time.format("%Y%m%dT235959").to_string()
            } else {
                moment.local(zone).format("%Y%m%dT%H%M%S").to_string()
            }
        ));
    }
    list(&mut out, "COUNT", rule.count);
    list(&mut out, "INTERVAL", rule.interval);
    list(&mut out, "BYSECOND", rule.bysecond.iter().filter(|s| **s != 0));
    list(&mut out, "BYMINUTE", &rule.byminute);
    list(&mut out, "BYHOUR", &rule.byhour);
    let days = rule.byday.iter().map(|d| {
        format!(
            "{}{}",
            d.ordwk.map(|n| n.to_string()).unwrap_or_default(),
            weekday(d.weekday)
        )
    });
    list(&mut out, "BYDAY", days);
    list(&mut out, "BYMONTHDAY", &rule.bymonthday);
    list(&mut out, "BYYEARDAY", &rule.byyearday);
    list(&mut out, "BYWEEKNO", &rule.byweekno);
    list(
        &mut out,
        "BYMONTH",
        rule.bymonth.iter().map(calcard::icalendar::ICalendarMonth::month),
    );
    list(&mut out, "BYSETPOS", &rule.bysetpos);
    list(&mut out, "WKST", rule.wkst.map(weekday));
    let text = out.join(";");
    let understood = raw_parts(raw).all(|(name, values)| {
        out.iter().any(|o| {
            o.split_once('=')
                .is_some_and(|(n, v)| n == name && v.split(',').count() == values)
        }) || matches!(name.as_str(), "RSCALE" | "SKIP")
            || (name == "BYSECOND" && values == 1)
    });
    (understood && text.len() <= MAX_LENGTH && follows(&text, zone)).then_some(text)
}

/// Names of the parts that were written, and how many values each has.
fn raw_parts(raw: &str) -> impl Iterator<Item = (String, usize)> {
    raw.split(';').filter(|p| !p.trim().is_empty()).map(|part| {
        let (name, values) = part.split_once('=').unwrap_or((part, ""));
        (name.trim().to_ascii_uppercase(), values.split(',').count())
    })
}

/// Whether the library that will follow the rule takes it.
fn follows(rule: &str, zone: Tz) -> bool {
    let with_zone = crate::recur::rule_until(rule, zone);
    let text = format!(
        "DTSTART;TZID={}:20240101T000000\nRRULE:{}",
        zone.name(),
        with_zone.as_deref().unwrap_or(rule)
    );
    match text.parse::<rrule::RRuleSet>() {
        Ok(_) => true,
        // A rule that ended before our example start is as good as another.
        Err(_) => {
            rule.contains("UNTIL=") && {
                let rest: Vec<&str> = rule.split(';').filter(|p| !p.starts_with("UNTIL=")).collect();
                format!(
                    "DTSTART;TZID={}:20240101T000000\nRRULE:{}",
                    zone.name(),
                    rest.join(";")
                )
                .parse::<rrule::RRuleSet>()
                .is_ok()
            }
        }
    }
}

/// The compact form of a time.
pub(super) fn compact(time: NaiveDateTime, whole_day: bool) -> String {
    time.format(if whole_day { "%Y%m%d" } else { "%Y%m%dT%H%M%S" })
        .to_string()
}
