//! Reminders of what is kept on this device, wanted in its houses, or lent: made of the store and the time, for the shell's alarms. The rule is
//! that of [`crate::domain::reminder`].

use chrono::DateTime;
use chrono_tz::Tz;
use ekin_i18n::{Date, Time};
use ekin_protocol::id::ObjectId;

use super::saved::saved;
use super::search::Zones;
use super::when::moment;
use crate::app::device::Device;
use crate::app::error::AppError;
use crate::app::loan;
use crate::app::resident;
use crate::domain::moment::{DAY_MINUTES, day_number};
use crate::domain::occurrence::to_utc_ms;
use crate::domain::reminder::{Coming, Quiet, Sort, Why, reminders};
use crate::domain::status::Status;
use crate::domain::text::Texts;
use crate::domain::wish::{Says, Standing};
use crate::storage::query::Detail;
use crate::storage::{Read, StoreError};

/// Setting that holds the quiet hours.
const QUIET: &str = "quiet";
/// So far ahead reminders are made: a shell makes them again long before.
const AHEAD_MS: i64 = 60 * 86_400_000;

/// A reminder, ready to be said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReminderShown {
    /// When, ms since 1970.
    pub at_ms: i64,
    /// The same on the clock on the person's wall.
    pub at: Option<(Date, Time)>,
    /// Why.
    pub why: Why,
    /// What it is of: a listing, a plan, a loan.
    pub object: ObjectId,
    /// Its titles.
    pub titles: Texts,
    /// When that begins, on the clock on the person's wall; no hour for whole days.
    pub start: Option<(Date, Option<Time>)>,
    /// Something lent is due back.
    pub due: bool,
}

/// One thing that is coming.
struct Source {
    object: ObjectId,
    titles: Texts,
    start_ms: i64,
    sort: Sort,
}

impl Device {
    /// The reminders from now on, the next first; `here` is the zone of the clock on the person's wall.
    ///
    /// # Errors
    /// Those of the store.
    pub fn reminders(&self, here: Tz) -> Result<Vec<ReminderShown>, AppError> {
        let sources = self.store().read(|read| {
            let mut sources = of_saved(read, here)?;
            of_houses(read, here, &mut sources)?;
            of_loans(read, here, self.around().now_ms(), &mut sources)?;
            Ok::<_, AppError>(sources)
        })?;
        let now_ms = self.around().now_ms();
        let near = |one: &Source| one.start_ms < now_ms.saturating_add(AHEAD_MS);
        let sources: Vec<Source> = sources.into_iter().filter(near).collect();
        let coming: Vec<Coming<ObjectId>> = sources
            .iter()
            .map(|one| Coming {
                key: one.object,
                start_ms: one.start_ms,
                sort: one.sort,
            })
            .collect();
        let list = reminders(&coming, now_ms, here, self.quiet_hours()?).into_iter();
        let shown = list.filter_map(|one| {
            let source = sources
                .iter()
                .find(|source| (source.object, source.start_ms) == (one.key, one.start_ms))?;
            let start = moment(one.start_ms, here);
            Some(ReminderShown {
                at_ms: one.at_ms,
                at: moment(one.at_ms, here),
                why: one.why,
                object: one.key,
                titles: source.titles.clone(),
                start: start.map(|(day, time)| (day, (source.sort == Sort::Timed).then_some(time))),
                due: source.sort == Sort::Due,
            })
        });
        Ok(shown.collect())
    }

    /// Hours in which nothing rings.
    ///
    /// # Errors
    /// Those of the store.
    pub fn quiet_hours(&self) -> Result<Quiet, AppError> {
        let bytes = self.store().read(|read| read.setting(QUIET))?;
        let kept: Option<[u8; 4]> = bytes.and_then(|bytes| bytes.try_into().ok());
        Ok(kept.map_or_else(Quiet::default, |[a, b, c, d]| Quiet {
            from: u16::from_be_bytes([a, b]),
            to: u16::from_be_bytes([c, d]),
        }))
    }

    /// Sets the hours in which nothing rings.
    ///
    /// # Errors
    /// Those of the store.
    pub fn set_quiet_hours(&self, quiet: Quiet) -> Result<(), AppError> {
        let bytes = [quiet.from.to_be_bytes(), quiet.to.to_be_bytes()].concat();
        Ok(self.store().write(|tx| tx.set_setting(QUIET, &bytes))?)
    }
}

fn of_saved(read: &Read<'_>, here: Tz) -> Result<Vec<Source>, StoreError> {
    let mut sources = Vec::new();
    for (space, object) in saved(read)? {
        if let Some(sp) = read.find_space(&space)?
            && let Some(detail) = read.listing(sp, &object)?
        {
            of_listing(read, &detail, here, &mut sources)?;
        }
    }
    Ok(sources)
}

/// Each time of a listing that takes place. A day is that day wherever the phone is.
fn of_listing(
    read: &Read<'_>,
    detail: &Detail,
    here: Tz,
    sources: &mut Vec<Source>,
) -> Result<(), StoreError> {
    let card = &detail.card;
    if card.withdrawn || matches!(card.status, Status::Cancelled | Status::Postponed) {
        return Ok(());
    }
    let zone = Zones::new(read).of(card)?;
    for when in &detail.occurrences {
        let (start_ms, sort) = match when.all_day {
            true => (same_day(when.start_ms, zone, here), Sort::AllDay),
            false => (when.start_ms, Sort::Timed),
        };
        let known = |one: &Source| (one.object, one.start_ms) == (card.object, start_ms);
        if !sources.iter().any(known) {
            sources.push(Source {
                object: card.object,
                titles: card.titles.clone(),
                start_ms,
                sort,
            });
        }
    }
    Ok(())
}

/// The first instant here of the day that an instant is of in another zone.
fn same_day(ms: i64, zone: Tz, here: Tz) -> i64 {
    let day = DateTime::from_timestamp_millis(ms).map(|utc| utc.with_timezone(&zone).date_naive());
    day.map_or(ms, |day| {
        to_utc_ms(here, i64::from(day_number(day)) * DAY_MINUTES)
    })
}

/// What persons of this device's houses want and the team did not decline.
fn of_houses(read: &Read<'_>, here: Tz, sources: &mut Vec<Source>) -> Result<(), AppError> {
    for space in read.private_spaces()? {
        if read.membership(space.sp)?.is_none() {
            continue;
        }
        for wish in resident::wish::wishes_in(read, &space)? {
            let goes = !matches!(
                wish.standing,
                Standing::Said(_) | Standing::Off | Standing::NotThisTime
            );
            if wish.says != Says::Yes || !goes {
                continue;
            }
            let mut listed = false;
            for catalogue in read.catalogues()? {
                if let Some(detail) = read.listing(catalogue.sp, &wish.about)? {
                    of_listing(read, &detail, here, sources)?;
                    listed = true;
                }
            }
            if let (false, Some(start_ms)) = (listed, wish.aim.start_ms) {
                sources.push(Source {
                    object: wish.about,
                    titles: wish.aim.titles,
                    start_ms,
                    sort: Sort::Timed,
                });
            }
        }
    }
    Ok(())
}

/// What is out, for who asked for it, gave it or took it on this device.
fn of_loans(read: &Read<'_>, here: Tz, now_ms: i64, sources: &mut Vec<Source>) -> Result<(), AppError> {
    for space in read.private_spaces()? {
        let Some(me) = space.author.map(|author| author.ord) else {
            continue;
        };
        if read.membership(space.sp)?.is_none() {
            continue;
        }
        for one in loan::loans_in(read, &space, None, now_ms)?.loans {
            let Some(out) = one.out.as_ref().filter(|_| !one.returned) else {
                continue;
            };
            if one.by == me || out.by == me || out.to == Some(me) {
                sources.push(Source {
                    object: one.object,
                    titles: one.titles,
                    start_ms: to_utc_ms(here, i64::from(one.until) * DAY_MINUTES),
                    sort: Sort::Due,
                });
            }
        }
    }
    Ok(())
}
