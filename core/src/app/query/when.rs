//! Instants as a calendar on the wall shows them.

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, TimeZone, Timelike};
use chrono_tz::Tz;
use ekin_i18n::{Date, Time};

use crate::storage::query::Showing;

/// When something takes place, in its own zone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct When {
    /// First day.
    pub day: Date,
    /// Hour, unless it is given in whole days.
    pub time: Option<Time>,
    /// Last day, included, when it is another one.
    pub last_day: Option<Date>,
    /// Hour of the end.
    pub end_time: Option<Time>,
    /// Zone of these hours.
    pub zone: Tz,
    /// The person's clock shows another hour then.
    pub foreign: bool,
    /// Start, RFC 3339.
    pub start: String,
    /// End, RFC 3339, excluded.
    pub end: String,
}

impl When {
    pub(super) fn of(showing: &Showing, zone: Tz, here: Tz) -> Option<Self> {
        let at = |ms: i64| DateTime::from_timestamp_millis(ms).map(|utc| utc.with_timezone(&zone));
        let (start, end) = (at(showing.start_ms)?, at(showing.end_ms)?);
        let offset = |tz: Tz| {
            use chrono::Offset;
            tz.offset_from_utc_datetime(&start.naive_utc()).fix()
        };
        let day = date(start.date_naive())?;
        let until = match showing.all_day {
            true => end.date_naive().pred_opt().unwrap_or(end.date_naive()),
            false => end.date_naive(),
        };
        let timed = !showing.all_day;
        Some(Self {
            day,
            time: timed.then(|| hour(start.naive_local())).flatten(),
            last_day: date(until).filter(|last| *last > day),
            end_time: (timed && end > start).then(|| hour(end.naive_local())).flatten(),
            zone,
            foreign: timed && offset(zone) != offset(here),
            start: start.to_rfc3339(),
            end: end.to_rfc3339(),
        })
    }
}

/// A day of the calendar.
pub(super) fn date(day: NaiveDate) -> Option<Date> {
    Date::new(
        day.year(),
        u8::try_from(day.month()).ok()?,
        u8::try_from(day.day()).ok()?,
    )
}

fn hour(at: NaiveDateTime) -> Option<Time> {
    Time::new(u8::try_from(at.hour()).ok()?, u8::try_from(at.minute()).ok()?)
}

/// An instant as a day and an hour in a zone.
pub fn moment(ms: i64, zone: Tz) -> Option<(Date, Time)> {
    let local = DateTime::from_timestamp_millis(ms)?
        .with_timezone(&zone)
        .naive_local();
    Some((date(local.date())?, hour(local)?))
}

/// The day of an instant in a zone.
pub fn day_at(ms: i64, zone: Tz) -> Option<Date> {
    moment(ms, zone).map(|(day, _)| day)
}

/// The first instant of a day in a zone, ms since 1970. Where midnight does not exist, the first that does.
pub(super) fn start_of(day: Date, zone: Tz) -> Option<i64> {
    let day = NaiveDate::from_ymd_opt(day.year(), day.month().into(), day.day().into())?;
    (0..=3).find_map(|hour| {
        let local = day.and_hms_opt(hour, 0, 0)?;
        Some(zone.from_local_datetime(&local).earliest()?.timestamp_millis())
    })
}

/// The first instant after a day in a zone.
pub(crate) fn end_of(day: Date, zone: Tz) -> Option<i64> {
    let next = NaiveDate::from_ymd_opt(day.year(), day.month().into(), day.day().into())?.succ_opt()?;
    start_of(date(next)?, zone)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PARIS: Tz = Tz::Europe__Paris;

    #[test]
    fn a_day_of_the_change_of_time_has_23_hours() {
        let day = Date::new(2027, 3, 28).unwrap();
        let length = end_of(day, PARIS).unwrap() - start_of(day, PARIS).unwrap();
        assert_eq!(length, 23 * 3_600_000);
    }

    #[test]
    fn whole_days_end_on_their_last_day_and_hours_name_a_foreign_zone() {
        let start_ms = start_of(Date::new(2026, 11, 22).unwrap(), PARIS).unwrap();
        let showing = |hours: i64, all_day| Showing {
            start_ms,
            end_ms: start_ms + hours * 3_600_000,
            all_day,
        };
        let one = When::of(&showing(24, true), PARIS, Tz::UTC).unwrap();
        assert_eq!((one.last_day, one.time, one.foreign), (None, None, false));
        let two = When::of(&showing(48, true), PARIS, Tz::UTC).unwrap();
        assert_eq!(two.last_day, Date::new(2026, 11, 23));
        let timed = When::of(&showing(2, false), PARIS, Tz::UTC).unwrap();
        assert_eq!(
            (timed.time, timed.end_time, timed.foreign),
            (Time::new(0, 0), Time::new(2, 0), true)
        );
        assert!(
            !When::of(&showing(2, false), PARIS, Tz::Europe__Madrid)
                .unwrap()
                .foreign
        );
    }
}
