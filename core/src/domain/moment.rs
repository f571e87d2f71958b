//! A local date, or a local date and time of day to the minute: `YYYY-MM-DD`, `YYYY-MM-DDTHH:MM`.

use std::fmt;

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime};

/// Minutes of a day.
pub const DAY_MINUTES: i64 = 1_440;
/// Years that a listing may speak of.
const YEARS: std::ops::RangeInclusive<u32> = 1900..=2199;

/// A local date with or without a time of day. It is no instant: that takes a zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment {
    /// Days since 1970-01-01.
    pub day: i32,
    /// Minute of the day; `None` for a whole day.
    pub minute: Option<u16>,
}

impl Moment {
    /// Reads either form; nothing else is accepted, not even seconds.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        let (date, minute) = match bytes.len() {
            10 => (bytes, None),
            16 => {
                let (date, time) = bytes.split_at_checked(10)?;
                let [b'T', h1, h2, b':', m1, m2] = time else {
                    return None;
                };
                let (hour, minute) = (number(&[*h1, *h2])?, number(&[*m1, *m2])?);
                if hour > 23 || minute > 59 {
                    return None;
                }
                (date, Some(u16::try_from(hour * 60 + minute).ok()?))
            }
            _ => return None,
        };
        let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = date else {
            return None;
        };
        let year = number(&[*y1, *y2, *y3, *y4])?;
        if !YEARS.contains(&year) {
            return None;
        }
        let date = NaiveDate::from_ymd_opt(
            i32::try_from(year).ok()?,
            number(&[*m1, *m2])?,
            number(&[*d1, *d2])?,
        )?;
        Some(Self {
            day: day_number(date),
            minute,
        })
    }

    /// The date of a day number.
    pub fn date(self) -> NaiveDate {
        DateTime::from_timestamp(i64::from(self.day) * 86_400, 0)
            .unwrap_or_default()
            .date_naive()
    }

    /// Minutes since 1970-01-01T00:00, local; midnight for a whole day.
    pub fn local_minutes(self) -> i64 {
        i64::from(self.day) * DAY_MINUTES + i64::from(self.minute.unwrap_or(0))
    }

    /// The moment of that many local minutes, with a time of day.
    pub fn from_local_minutes(minutes: i64) -> Option<Self> {
        let day = i32::try_from(minutes.div_euclid(DAY_MINUTES)).ok()?;
        Some(Self {
            day,
            minute: u16::try_from(minutes.rem_euclid(DAY_MINUTES)).ok(),
        })
    }
}

/// Days since 1970-01-01.
pub fn day_number(date: NaiveDate) -> i32 {
    const EPOCH_FROM_CE: i32 = 719_163;
    date.num_days_from_ce() - EPOCH_FROM_CE
}

/// The calendar's view of local minutes; the epoch for what no calendar holds.
pub fn calendar(local_minutes: i64) -> NaiveDateTime {
    DateTime::from_timestamp(local_minutes.saturating_mul(60), 0)
        .unwrap_or_default()
        .naive_utc()
}

fn number(digits: &[u8]) -> Option<u32> {
    digits.iter().try_fold(0, |n: u32, b| {
        b.is_ascii_digit().then(|| n * 10 + u32::from(b - b'0'))
    })
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let date = self.date();
        write!(f, "{:04}-{:02}-{:02}", date.year(), date.month(), date.day())?;
        match self.minute {
            Some(minute) => write!(f, "T{:02}:{:02}", minute / 60, minute % 60),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn only_the_two_forms_are_read() {
        for good in [
            "1970-01-01",
            "2026-02-28T23:59",
            "2024-02-29",
            "1900-01-01T00:00",
            "2199-12-31",
        ] {
            assert_eq!(Moment::parse(good).unwrap().to_string(), good);
        }
        for bad in [
            "",
            "2026-2-28",
            "2026-02-29",
            "2026-02-28T24:00",
            "2026-02-28 10:00",
            "2026-02-28T10:00:00",
            "2026-02-28T10:00Z",
            "1899-12-31",
            "2200-01-01",
            "+026-02-28",
            "2026-02-28Té:00",
        ] {
            assert_eq!(Moment::parse(bad), None, "{bad}");
        }
        assert_eq!(Moment::parse("1970-01-02T00:01").unwrap().local_minutes(), 1_441);
    }

    proptest! {
        #[test]
        fn text_and_number_agree(day in -25_567i32..84_000, minute in prop::option::of(0u16..1440)) {
            let moment = Moment { day, minute };
            prop_assert_eq!(Moment::parse(&moment.to_string()), Some(moment));
        }

        #[test]
        fn any_text_is_read_or_refused(text in any::<String>()) {
            let _ = Moment::parse(&text);
        }
    }
}
