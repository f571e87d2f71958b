//! Reminders: when a phone is to say what, made of what a person keeps and of the time. A shell takes the list and hands it to its
//! alarms; made again, it is the same. Nothing rings in the quiet hours: what would is said before them, or after them
//! where that is still in time.

use chrono::{DateTime, NaiveDateTime, Timelike};
use chrono_tz::Tz;

use super::moment::DAY_MINUTES;
use super::occurrence::to_utc_ms;

const MINUTE_MS: i64 = 60_000;
/// The evening before: minute of the day.
const EVENING: i64 = 18 * 60;
/// A day's morning, for what has no hour.
const MORNING: i64 = 10 * 60;
/// So long before it begins.
const LEAD_MS: i64 = 2 * 60 * MINUTE_MS;
/// A reminder later than this before the beginning helps nobody.
const LATEST_MS: i64 = 30 * MINUTE_MS;
/// So many minutes before the quiet hours, what would ring in them is said.
const BEFORE_QUIET: i64 = 5;
/// Most reminders at once: iOS keeps the 64 soonest local notifications of an app, and drops the rest without a word.
pub const MOST: usize = 60;

/// Hours in which nothing rings, by the clock on the wall: from the first minute to before the last. Equal ones are none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quiet {
    /// Minute of the day at which they begin.
    pub from: u16,
    /// Minute of the day at which they end.
    pub to: u16,
}

impl Default for Quiet {
    /// From nine in the evening to eight in the morning.
    fn default() -> Self {
        Self {
            from: 21 * 60,
            to: 8 * 60,
        }
    }
}

impl Quiet {
    /// None at all.
    pub const NONE: Self = Self { from: 0, to: 0 };

    /// Whether a minute of the day is quiet.
    pub fn holds(self, minute: i64) -> bool {
        let (from, to) = (i64::from(self.from), i64::from(self.to));
        match from <= to {
            true => (from..to).contains(&minute),
            false => minute >= from || minute < to,
        }
    }

    /// The same instant, or one before or after the quiet hours that hold it: after them if that is by `latest_ms`.
    fn out_of(self, at_ms: i64, latest_ms: i64, zone: Tz) -> i64 {
        let minutes = local_minutes(at_ms, zone);
        let (day, minute) = (minutes.div_euclid(DAY_MINUTES), minutes.rem_euclid(DAY_MINUTES));
        if !self.holds(minute) {
            return at_ms;
        }
        let (from, to) = (i64::from(self.from), i64::from(self.to));
        let began = if minute >= from { day } else { day - 1 };
        let ends = if minute < to { day } else { day + 1 };
        let after = to_utc_ms(zone, ends * DAY_MINUTES + to);
        match after <= latest_ms {
            true => after,
            false => to_utc_ms(zone, began * DAY_MINUTES + from - BEFORE_QUIET),
        }
    }
}

/// What is coming.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// It begins at an hour.
    Timed,
    /// It goes on for whole days.
    AllDay,
    /// Something lent is due back on that day.
    Due,
}

/// Something that a person kept, answered or borrowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Coming<K> {
    /// Its name for who asks.
    pub key: K,
    /// When it begins, ms since 1970; of whole days their first instant.
    pub start_ms: i64,
    /// What it is.
    pub sort: Sort,
}

/// Why a phone speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Why {
    /// It is soon.
    Soon,
    /// It is today.
    Today,
    /// It is tomorrow.
    Tomorrow,
}

/// A reminder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reminder<K> {
    /// When, ms since 1970.
    pub at_ms: i64,
    /// Of what.
    pub key: K,
    /// When that begins.
    pub start_ms: i64,
    /// Why.
    pub why: Why,
}

/// The reminders from `now_ms` on, the next first; at most [`MOST`]. `zone` is that of the clock on the person's wall.
pub fn reminders<K: Ord + Copy>(
    coming: &[Coming<K>],
    now_ms: i64,
    zone: Tz,
    quiet: Quiet,
) -> Vec<Reminder<K>> {
    let mut reminders: Vec<Reminder<K>> = Vec::new();
    for one in coming {
        let day = local_minutes(one.start_ms, zone).div_euclid(DAY_MINUTES);
        let at = |day: i64, minute: i64| to_utc_ms(zone, day * DAY_MINUTES + minute);
        // What is of a day is still in time on that day; what begins at an hour is not when it has begun.
        let (wanted, latest) = match one.sort {
            Sort::Timed => (
                [
                    (at(day - 1, EVENING), Why::Tomorrow),
                    (one.start_ms - LEAD_MS, Why::Soon),
                ],
                one.start_ms - LATEST_MS,
            ),
            Sort::AllDay => (
                [
                    (at(day - 1, EVENING), Why::Tomorrow),
                    (at(day, MORNING), Why::Today),
                ],
                at(day, EVENING),
            ),
            Sort::Due => (
                [
                    (at(day - 1, MORNING), Why::Tomorrow),
                    (at(day, MORNING), Why::Today),
                ],
                at(day, EVENING),
            ),
        };
        for (at_ms, why) in wanted {
            let at_ms = quiet.out_of(at_ms, latest, zone);
            let rings = !quiet.holds(local_minutes(at_ms, zone).rem_euclid(DAY_MINUTES));
            if rings && at_ms > now_ms && at_ms <= latest {
                // What was moved over midnight says what is true then.
                let away = day - local_minutes(at_ms, zone).div_euclid(DAY_MINUTES);
                let why = match (why, away) {
                    (Why::Soon, _) => Why::Soon,
                    (_, 0) => Why::Today,
                    _ => Why::Tomorrow,
                };
                reminders.push(Reminder {
                    at_ms,
                    key: one.key,
                    start_ms: one.start_ms,
                    why,
                });
            }
        }
    }
    reminders.sort_unstable_by_key(|one| (one.at_ms, one.start_ms, one.key, one.why));
    // Both of one thing may have been moved to one instant: the nearer is said.
    reminders.dedup_by_key(|one| (one.at_ms, one.start_ms, one.key));
    reminders.truncate(MOST);
    reminders
}

/// Minutes since 1970 on the clock on a wall.
fn local_minutes(ms: i64, zone: Tz) -> i64 {
    let local: NaiveDateTime = DateTime::from_timestamp_millis(ms)
        .unwrap_or_default()
        .with_timezone(&zone)
        .naive_local();
    let days = i64::from(super::moment::day_number(local.date()));
    days * DAY_MINUTES + i64::from(local.hour() * 60 + local.minute())
}

#[cfg(test)]
mod tests {
    use chrono_tz::Europe::Paris;
    use proptest::prelude::*;

    use super::*;

    const HOUR_MS: i64 = 60 * MINUTE_MS;

    fn at(text: &str) -> i64 {
        let moment = super::super::moment::Moment::parse(text).unwrap();
        to_utc_ms(Paris, moment.local_minutes())
    }

    fn of(start: &str, sort: Sort, now: &str, quiet: Quiet) -> Vec<(String, Why)> {
        let coming = Coming {
            key: 1,
            start_ms: at(start),
            sort,
        };
        let told = reminders(&[coming], at(now), Paris, quiet).into_iter();
        told.map(|one| {
            let moment = super::super::moment::Moment::from_local_minutes(local_minutes(one.at_ms, Paris));
            (moment.unwrap().to_string(), one.why)
        })
        .collect()
    }

    fn told(all: &[(String, Why)]) -> Vec<(&str, Why)> {
        all.iter().map(|(at, why)| (at.as_str(), *why)).collect()
    }

    #[test]
    fn the_evening_before_and_two_hours_before() {
        let all = of(
            "2026-12-05T14:00",
            Sort::Timed,
            "2026-12-01T09:00",
            Quiet::default(),
        );
        assert_eq!(
            told(&all),
            [
                ("2026-12-04T18:00", Why::Tomorrow),
                ("2026-12-05T12:00", Why::Soon)
            ]
        );
        let late = of(
            "2026-12-05T14:00",
            Sort::Timed,
            "2026-12-05T12:30",
            Quiet::default(),
        );
        assert!(late.is_empty(), "what is past does not ring");
    }

    #[test]
    fn what_would_ring_at_night_is_said_after_it_or_before_it() {
        // Two hours before nine is seven: quiet; eight is in time.
        let all = of(
            "2026-12-05T09:00",
            Sort::Timed,
            "2026-12-04T12:00",
            Quiet::default(),
        );
        assert_eq!(told(&all)[1], ("2026-12-05T08:00", Why::Soon));
        // Before a bus at half past six, only the evening is left.
        let all = of(
            "2026-12-05T06:30",
            Sort::Timed,
            "2026-12-04T12:00",
            Quiet::default(),
        );
        assert_eq!(
            told(&all),
            [
                ("2026-12-04T18:00", Why::Tomorrow),
                ("2026-12-04T20:55", Why::Soon)
            ]
        );
    }

    #[test]
    fn what_is_lent_is_called_back_the_day_before_and_on_the_day() {
        let all = of("2026-12-05", Sort::Due, "2026-12-01T09:00", Quiet::default());
        assert_eq!(
            told(&all),
            [
                ("2026-12-04T10:00", Why::Tomorrow),
                ("2026-12-05T10:00", Why::Today)
            ]
        );
        let late = Quiet {
            from: 60,
            to: 11 * 60,
        };
        let all = of("2026-12-05", Sort::Due, "2026-12-05T02:00", late);
        assert_eq!(told(&all), [("2026-12-05T11:00", Why::Today)]);
    }

    #[test]
    fn on_the_days_on_which_the_clocks_change_the_hour_on_the_wall_counts() {
        // Two o'clock does not happen; it is three then, and a start at half past four is one real hour and a half later.
        let spring = of("2027-03-28T04:30", Sort::Timed, "2027-03-27T12:00", Quiet::NONE);
        assert_eq!(
            told(&spring),
            [
                ("2027-03-27T18:00", Why::Tomorrow),
                ("2027-03-28T01:30", Why::Soon)
            ]
        );
        let autumn = of(
            "2026-10-25T14:00",
            Sort::Timed,
            "2026-10-24T12:00",
            Quiet::default(),
        );
        assert_eq!(told(&autumn)[1].0, "2026-10-25T12:00");
        assert_eq!(at("2026-10-25T14:00") - at("2026-10-24T18:00"), 21 * HOUR_MS);
    }

    fn zones() -> impl Strategy<Value = Tz> {
        prop::sample::select(vec![
            Paris,
            Tz::Europe__Madrid,
            Tz::America__New_York,
            Tz::Australia__Lord_Howe,
            Tz::Asia__Kathmandu,
            Tz::Pacific__Apia,
        ])
    }

    fn coming() -> impl Strategy<Value = Vec<Coming<u8>>> {
        let sort = prop::sample::select(vec![Sort::Timed, Sort::AllDay, Sort::Due]);
        let one = (0..8u8, 0..60_000i64, sort).prop_map(|(key, quarter, sort)| Coming {
            key,
            // Two years from October 2026 on: four changes of the clocks in Europe.
            start_ms: 1_790_800_000_000 + quarter * 15 * MINUTE_MS,
            sort,
        });
        prop::collection::vec(one, 0..40)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        #[test]
        fn nothing_rings_at_night_nor_too_late_and_the_list_is_the_same_again(
            coming in coming(), from in 0..1440u16, to in 0..1440u16, zone in zones(), quarter in 0..60_000i64,
        ) {
            let now = 1_790_800_000_000 + quarter * 15 * MINUTE_MS;
            let quiet = Quiet { from, to };
            let list = reminders(&coming, now, zone, quiet);
            prop_assert!(list.len() <= MOST);
            for one in &list {
                let minute = local_minutes(one.at_ms, zone).rem_euclid(DAY_MINUTES);
                prop_assert!(!quiet.holds(minute), "{minute} in {quiet:?}");
                prop_assert!(one.at_ms > now);
                prop_assert!(one.at_ms < one.start_ms + 24 * HOUR_MS);
                // One key may be due back and begin at one instant: what it rings for is any of them.
                let mut known = coming.iter().filter(|c| c.key == one.key && c.start_ms == one.start_ms);
                if one.why == Why::Soon {
                    prop_assert!(known.any(|c| c.sort == Sort::Timed));
                    prop_assert!(one.at_ms <= one.start_ms - LATEST_MS);
                } else {
                    prop_assert!(known.next().is_some());
                }
            }
            prop_assert!(list.windows(2).all(|two| two[0].at_ms <= two[1].at_ms));
            // In any order, and with everything twice.
            let mut again: Vec<_> = coming.iter().rev().copied().collect();
            again.extend(coming.iter().copied());
            prop_assert_eq!(&reminders(&again, now, zone, quiet), &list);
            // Later, what has rung is gone and the rest is as it was.
            if let (Some(first), true) = (list.first(), list.len() < MOST) {
                let later = reminders(&coming, first.at_ms, zone, quiet);
                let left: Vec<_> = list.iter().filter(|one| one.at_ms > first.at_ms).copied().collect();
                prop_assert_eq!(later, left);
            }
        }

        #[test]
        fn by_day_everybody_is_told_of_everything_in_time(coming in coming(), zone in zones()) {
            let now = 1_790_000_000_000;
            let list = reminders(&coming, now, zone, Quiet::NONE);
            if list.len() < MOST {
                for one in &coming {
                    prop_assert!(list.iter().any(|r| r.key == one.key && r.start_ms == one.start_ms));
                }
            }
        }
    }
}
