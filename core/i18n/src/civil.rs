//! Days and hours as a calendar on a wall shows them: no zone, no clock.

/// A day of the Gregorian calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Date {
    year: i32,
    month: u8,
    day: u8,
}

impl Date {
    /// A day of the years 1 to 9999; `None` when there is no such day.
    #[must_use]
    pub fn new(year: i32, month: u8, day: u8) -> Option<Self> {
        let last = match month {
            1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
            4 | 6 | 9 | 11 => 30,
            2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
            2 => 28,
            _ => return None,
        };
        ((1..=9999).contains(&year) && (1..=last).contains(&day)).then_some(Self { year, month, day })
    }

    /// Year, 1 to 9999.
    #[must_use]
    pub const fn year(self) -> i32 {
        self.year
    }

    /// Month, 1 to 12.
    #[must_use]
    pub const fn month(self) -> u8 {
        self.month
    }

    /// Day of the month, 1 to 31.
    #[must_use]
    pub const fn day(self) -> u8 {
        self.day
    }

    /// Days since 1970-01-01 (Howard Hinnant, "chrono-compatible low-level date algorithms").
    #[must_use]
    pub fn days(self) -> i64 {
        let month = i64::from(self.month);
        let year = i64::from(self.year) - i64::from(month <= 2);
        let era = year.div_euclid(400);
        let of_era = year.rem_euclid(400);
        let of_year = (153 * (month + if month > 2 { -3 } else { 9 }) + 2) / 5 + i64::from(self.day) - 1;
        era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
    }

    /// Day of the week, 0 for Monday to 6 for Sunday.
    #[must_use]
    pub fn weekday(self) -> u8 {
        // 1970-01-01 was a Thursday.
        u8::try_from((self.days() + 3).rem_euclid(7)).unwrap_or(0)
    }
}

/// An hour of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Time {
    hour: u8,
    minute: u8,
}

impl Time {
    /// Hours 0 to 23, or 24:00 as the end of a day; `None` when there is no such hour.
    #[must_use]
    pub fn new(hour: u8, minute: u8) -> Option<Self> {
        (hour < 24 && minute < 60 || hour == 24 && minute == 0).then_some(Self { hour, minute })
    }

    /// Hour, 0 to 24.
    #[must_use]
    pub const fn hour(self) -> u8 {
        self.hour
    }

    /// Minute, 0 to 59.
    #[must_use]
    pub const fn minute(self) -> u8 {
        self.minute
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_days_that_exist_are_made() {
        assert!(Date::new(2028, 2, 29).is_some());
        assert!(Date::new(2000, 2, 29).is_some());
        for (year, month, day) in [
            (2026, 2, 29),
            (2100, 2, 29),
            (2026, 4, 31),
            (2026, 13, 1),
            (2026, 0, 1),
            (2026, 1, 0),
            (0, 1, 1),
            (10_000, 1, 1),
        ] {
            assert_eq!(Date::new(year, month, day), None, "{year}-{month}-{day}");
        }
    }

    #[test]
    fn weekdays_are_those_of_the_calendar() {
        for (year, month, day, weekday) in [
            (1970, 1, 1, 3),
            (2026, 11, 22, 6),
            (2000, 2, 29, 1),
            (1900, 3, 1, 3),
            (2028, 2, 29, 1),
            (2030, 12, 31, 1),
        ] {
            let date = Date::new(year, month, day).expect("a day");
            assert_eq!(date.weekday(), weekday, "{year}-{month}-{day}");
        }
    }

    #[test]
    fn days_follow_one_another() {
        let mut last = Date::new(1, 1, 1).expect("a day").days() - 1;
        for year in 1..=2400 {
            for month in 1..=12 {
                for date in (1..=31).filter_map(|day| Date::new(year, month, day)) {
                    assert_eq!(date.days(), last + 1);
                    last = date.days();
                }
            }
        }
    }

    #[test]
    fn only_hours_that_exist_are_made() {
        assert!(Time::new(0, 0).is_some() && Time::new(23, 59).is_some() && Time::new(24, 0).is_some());
        assert!(Time::new(24, 1).is_none() && Time::new(12, 60).is_none() && Time::new(25, 0).is_none());
    }
}
