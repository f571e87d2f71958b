//! A week: seven days, each with what takes place, empty ones too, and what was answered to it in this house. And how old all of
//! this is.

use chrono::NaiveDate;
use chrono_tz::Tz;
use ekin_i18n::{Date, Time};
use ekin_protocol::id::{ObjectId, SpaceId};

use super::search::Hit;
use super::when::{date, moment};
use crate::app::device::Device;
use crate::app::error::AppError;
use crate::app::resident::wish::WishShown;
use crate::domain::wish::Says;

/// Most listings of a week.
const MOST: u32 = 1_000;
/// Most that goes on for longer than a day.
const ONGOING: u32 = 50;
/// From this age on a list is old: people look before they leave.
pub const STALE_MS: u64 = 86_400_000;

/// Seven days.
#[derive(Clone, Debug, PartialEq)]
pub struct Week {
    /// From Monday to Sunday.
    pub days: Vec<(Date, Vec<Hit>)>,
    /// What began before and goes on.
    pub ongoing: Vec<Hit>,
    /// What persons of this device's houses say of a listing, and where that stands, with their names.
    pub answers: Vec<(ObjectId, String, WishShown)>,
    /// There is more than was asked for.
    pub more: bool,
}

/// How old a list is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Freshness {
    /// When everything was last here, in the territory's zone: of several territories the oldest.
    pub when: (Date, Time),
    /// The same, ms since 1970.
    pub at_ms: i64,
    /// It is older than a day.
    pub stale: bool,
}

impl Device {
    /// The week that holds a day: what takes place, each time on its own.
    ///
    /// # Errors
    /// As [`Device::agenda`].
    pub fn week(&self, space: Option<SpaceId>, day: Date, here: Tz) -> Result<Week, AppError> {
        let days = days_of(day).ok_or(AppError::Clock)?;
        let (Some(first), Some(last)) = (days.first().copied(), days.last().copied()) else {
            return Err(AppError::Clock);
        };
        let found = self.agenda(space, first, last, MOST, None, here)?;
        let more = found.next.is_some();
        let mut days: Vec<(Date, Vec<Hit>)> = days.into_iter().map(|day| (day, Vec::new())).collect();
        for hit in found.hits {
            let on = hit.when.as_ref().map(|when| when.day);
            if let Some((_, hits)) = days.iter_mut().find(|(day, _)| Some(*day) == on) {
                hits.push(hit);
            }
        }
        let ongoing = self.ongoing(space, first, ONGOING, here)?.hits;
        Ok(Week {
            days,
            ongoing,
            answers: self.answers()?,
            more,
        })
    }

    /// What persons of this device's houses said of outings, with their names: who does not want to go is left out.
    fn answers(&self) -> Result<Vec<(ObjectId, String, WishShown)>, AppError> {
        let mut answers = Vec::new();
        for space in self.private_spaces()? {
            let all = match self.wishes(space.space, None) {
                // A space that this device is not in yet has nothing to say.
                Err(AppError::NotAMember | AppError::Locked { .. }) => continue,
                all => all?,
            };
            for wish in all.wishes.into_iter().filter(|wish| wish.says == Says::Yes) {
                let name = all.names.get(&wish.person).cloned().unwrap_or_default();
                answers.push((wish.about, name, wish));
            }
        }
        Ok(answers)
    }

    /// How old the listings of a territory are, or of all; none before the first sync.
    ///
    /// # Errors
    /// Those of the store.
    pub fn freshness(&self, space: Option<SpaceId>) -> Result<Option<Freshness>, AppError> {
        self.store().read(|read| {
            let spaces = read.catalogues()?;
            let asked = spaces.iter().filter(|one| space.is_none_or(|id| id == one.id));
            let oldest = asked
                .filter_map(|one| Some((one.synced_ms?, one.zone)))
                .min_by_key(|(ms, _)| *ms);
            Ok(oldest.and_then(|(at_ms, zone)| {
                let age = read.now_ms.saturating_sub(at_ms);
                Some(Freshness {
                    when: moment(at_ms, zone)?,
                    at_ms,
                    stale: u64::try_from(age).is_ok_and(|age| age > STALE_MS),
                })
            }))
        })
    }
}

/// From Monday to Sunday.
fn days_of(day: Date) -> Option<Vec<Date>> {
    let day = NaiveDate::from_ymd_opt(day.year(), day.month().into(), day.day().into())?;
    let week = day.week(chrono::Weekday::Mon);
    let first = week.checked_first_day()?;
    (0..7)
        .map(|n| date(first.checked_add_days(chrono::Days::new(n))?))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_week_goes_from_monday_to_sunday_across_months() {
        for (year, month, day) in [(2026, 11, 30), (2026, 12, 3), (2026, 12, 6)] {
            let days = days_of(Date::new(year, month, day).unwrap()).unwrap();
            assert_eq!((days.len(), days[0]), (7, Date::new(2026, 11, 30).unwrap()));
            assert_eq!((days[6], days[6].weekday()), (Date::new(2026, 12, 6).unwrap(), 6));
        }
        assert!(
            days_of(Date::new(9999, 12, 31).unwrap()).is_none(),
            "beyond the calendar"
        );
    }
}
