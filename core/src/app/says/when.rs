//! When something takes place.

use ekin_i18n::{Date, Language, date_long, relative_day, time_hm, time_range};

use crate::app::query::When;

/// A time in words: `demain, 14 h – 16 h`, `samedi 28 novembre, 14 h`; the year where it is not that of `today`.
pub fn when(given: &When, today: Date, language: Language) -> String {
    let day = relative_day(language, today, given.day);
    let last = given.last_day.map(|last| match last.year() == today.year() {
        true => relative_day(language, today, last),
        false => date_long(language, last),
    });
    let hour = |time| time_hm(language, time);
    match (given.time, last, given.end_time) {
        (None, None, _) => day,
        (None, Some(last), _) => format!("{day} – {last}"),
        (Some(start), None, Some(end)) => format!("{day}, {}", time_range(language, start, end)),
        (Some(start), None, None) => format!("{day}, {}", hour(start)),
        (Some(start), Some(last), Some(end)) => format!("{day}, {} – {last}, {}", hour(start), hour(end)),
        (Some(start), Some(last), None) => format!("{day}, {} – {last}", hour(start)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ekin_i18n::Time;

    fn of(day: Date, hours: Option<(Time, Time)>, last_day: Option<Date>) -> When {
        When {
            day,
            time: hours.map(|(start, _)| start),
            last_day,
            end_time: hours.map(|(_, end)| end),
            zone: chrono_tz::Tz::Europe__Paris,
            foreign: false,
            start: String::new(),
            end: String::new(),
        }
    }

    #[test]
    fn a_day_is_named_as_people_do_and_a_year_only_where_it_is_another() {
        let day = |day| Date::new(2026, 11, day).unwrap();
        let hours = Time::new(14, 0).zip(Time::new(16, 30));
        let words = |given: &When| when(given, day(27), Language::Fr);
        assert_eq!(
            words(&of(day(27), hours, None)),
            "aujourd’hui, 14\u{A0}h – 16\u{A0}h\u{A0}30"
        );
        assert_eq!(words(&of(day(29), None, None)), "dimanche 29 novembre");
        let next_year = Date::new(2027, 1, 2);
        assert_eq!(
            words(&of(day(30), None, next_year)),
            "lundi 30 novembre – samedi 2 janvier 2027"
        );
    }
}
