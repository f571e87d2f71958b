//! Days said the way a person says them, relative to today: `+6d`, `-3d`, `next saturday`.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, Days, NaiveDate, Weekday};
use serde::{Deserialize, Deserializer};

/// A day relative to today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RelativeDay {
    /// So many days after today (negative: before).
    Offset(i32),
    /// The first such day of the week strictly after today.
    Next(Weekday),
}

/// A day that is neither `+Nd`, `-Nd` nor `next WEEKDAY`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a day is written +6d, -3d or next saturday")]
pub struct NotADay;

impl RelativeDay {
    /// The date meant, seen from `today`; `today` itself where the calendar ends.
    pub fn from(self, today: NaiveDate) -> NaiveDate {
        match self {
            Self::Offset(days) => shifted(today, i64::from(days)),
            Self::Next(weekday) => {
                let ahead = weekday.days_since(today.weekday());
                shifted(today, i64::from(if ahead == 0 { 7 } else { ahead }))
            }
        }
    }
}

/// `date` moved by `days`; unmoved where the calendar ends.
pub(crate) fn shifted(date: NaiveDate, days: i64) -> NaiveDate {
    let by = Days::new(days.unsigned_abs());
    let moved = if days < 0 {
        date.checked_sub_days(by)
    } else {
        date.checked_add_days(by)
    };
    moved.unwrap_or(date)
}

impl FromStr for RelativeDay {
    type Err = NotADay;

    fn from_str(text: &str) -> Result<Self, NotADay> {
        if let Some(weekday) = text.strip_prefix("next ") {
            return weekday.parse().map(Self::Next).map_err(|_| NotADay);
        }
        let number = text.strip_suffix('d').ok_or(NotADay)?;
        if !number.starts_with(['+', '-']) {
            return Err(NotADay);
        }
        number.parse().map(Self::Offset).map_err(|_| NotADay)
    }
}

impl fmt::Display for RelativeDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Offset(days) => write!(f, "{days:+}d"),
            Self::Next(weekday) => write!(f, "next {}", weekday_name(*weekday)),
        }
    }
}

const fn weekday_name(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Mon => "monday",
        Weekday::Tue => "tuesday",
        Weekday::Wed => "wednesday",
        Weekday::Thu => "thursday",
        Weekday::Fri => "friday",
        Weekday::Sat => "saturday",
        Weekday::Sun => "sunday",
    }
}

impl<'de> Deserialize<'de> for RelativeDay {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from)?
            .parse()
            .map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_named_day_is_the_first_strictly_after_today() {
        let saturday = date("2026-11-21");
        let next = |text: &str| text.parse::<RelativeDay>().unwrap().from(saturday);
        assert_eq!(next("next saturday"), date("2026-11-28"));
        assert_eq!(next("next sunday"), date("2026-11-22"));
        assert_eq!(next("next friday"), date("2026-11-27"));
    }

    #[test]
    fn offsets_go_both_ways_and_stop_at_the_ends_of_the_calendar() {
        let today = date("2026-12-30");
        assert_eq!(RelativeDay::Offset(3).from(today), date("2027-01-02"));
        assert_eq!(RelativeDay::Offset(-30).from(today), date("2026-11-30"));
        assert_eq!(RelativeDay::Offset(i32::MAX).from(NaiveDate::MAX), NaiveDate::MAX);
    }

    #[test]
    fn what_is_no_day_is_refused() {
        for text in [
            "",
            "6d",
            "+d",
            "+6",
            "saturday",
            "next",
            "next holiday",
            "+99999999999d",
        ] {
            assert_eq!(text.parse::<RelativeDay>(), Err(NotADay), "{text}");
        }
        for text in ["+6d", "-3d", "+0d", "next monday"] {
            assert_eq!(text.parse::<RelativeDay>().unwrap().to_string(), text);
        }
    }
}
