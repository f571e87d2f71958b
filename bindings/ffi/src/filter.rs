//! The filter sheet: how many listings there are of what is asked for, before one looks at them.

use ekin_core::app::error::AppError;
use ekin_core::app::query;
use ekin_i18n::Date;

use crate::catalogue::{Ask, plus, question};
use crate::failure::Failure;
use crate::handle::{Asked, Ekin};

/// Days from now on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum Days {
    /// Today.
    Today,
    /// Saturday and Sunday; on a Sunday that day alone.
    Weekend,
    /// Seven days, with today.
    Week,
    /// Thirty days, with today.
    Month,
}

impl Days {
    /// The first and the last of them.
    pub(crate) fn bounds(self, today: Date) -> Option<(Date, Date)> {
        // Saturday is 5, Sunday 6.
        let weekday = i64::from(today.weekday());
        let (from, to) = match self {
            Self::Today => (0, 0),
            Self::Weekend => ((5 - weekday).max(0), 6 - weekday),
            Self::Week => (0, 6),
            Self::Month => (0, 29),
        };
        Some((plus(today, from)?, plus(today, to)?))
    }
}

#[uniffi::export]
impl Ekin {
    /// How many listings there are of what is asked for, and at most 1,000.
    ///
    /// # Errors
    /// [`Failure::Refused`] for a place that nobody knows.
    pub fn how_many(&self, ask: Ask) -> Result<u64, Failure> {
        self.ask(|asked| Ok(count(asked, &ask, &question(asked, &ask)?)?))
    }
}

/// The same of a question that was put already.
pub(crate) fn count(asked: &Asked, ask: &Ask, question: &query::Ask) -> Result<u64, AppError> {
    match ask.fit {
        true => asked.device.count_fitting(question),
        false => asked.device.count(question),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_begin_with_today_and_a_weekend_is_the_next_one() {
        let day = |month, day| Date::new(2026, month, day).unwrap();
        // 2026-11-27 is a Friday.
        let friday = day(11, 27);
        assert_eq!(Days::Today.bounds(friday), Some((friday, friday)));
        assert_eq!(Days::Weekend.bounds(friday), Some((day(11, 28), day(11, 29))));
        assert_eq!(
            Days::Weekend.bounds(day(11, 28)),
            Some((day(11, 28), day(11, 29)))
        );
        assert_eq!(
            Days::Weekend.bounds(day(11, 29)),
            Some((day(11, 29), day(11, 29)))
        );
        assert_eq!(Days::Weekend.bounds(day(11, 30)), Some((day(12, 5), day(12, 6))));
        assert_eq!(Days::Week.bounds(friday), Some((friday, day(12, 3))));
        assert_eq!(Days::Month.bounds(friday), Some((friday, day(12, 26))));
    }
}
