//! *Ma semaine* and reminders: seven days with what takes place, and what a phone is to say when.

use ekin_core::app::error::AppError;
use ekin_core::app::outing::people::Names;
use ekin_core::app::query::{Hit, ReminderShown};
use ekin_core::app::says;
use ekin_i18n::{Date, date_long, day_month, msg};

use crate::catalogue::{Card, cards, plus};
use crate::failure::Failure;
use crate::handle::{Asked, Ekin};
use crate::house::{OutingLine, outing};
use crate::words;

/// Seven days, from Monday to Sunday.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct WeekPage {
    /// The days that it goes over, in words.
    pub title: String,
    /// Its first day, to ask for it again.
    pub first: String,
    /// A day of the week before.
    pub before: String,
    /// A day of the week after.
    pub after: String,
    /// The days, empty ones too.
    pub days: Vec<WeekDay>,
    /// What began before and goes on.
    pub ongoing: Vec<Card>,
    /// There is more than fits on a page.
    pub more: bool,
}

/// A day.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct WeekDay {
    /// In words.
    pub title: String,
    /// Whether it is today.
    pub today: bool,
    /// What this phone's person has to do with: kept, answered, their house's outings.
    pub mine: Vec<WeekRow>,
    /// Outings of the houses of this device.
    pub outings: Vec<OutingLine>,
    /// How much else takes place.
    pub others: u32,
}

/// Something that takes place.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct WeekRow {
    /// The listing.
    pub card: Card,
    /// What was answered to it here, in words.
    pub answer: Option<String>,
}

/// What a phone is to say.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct ReminderLine {
    /// When, ms since 1970: for the platform's alarms.
    pub at_ms: i64,
    /// When, in words.
    pub when: Option<String>,
    /// What is said.
    pub words: String,
    /// What it is of.
    pub object: String,
}

/// Hours in which nothing rings, in minutes of the day; equal ones are none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Record)]
pub struct QuietHours {
    /// From.
    pub from: u16,
    /// To.
    pub to: u16,
}

#[uniffi::export]
impl Ekin {
    /// The week that holds a day, `YYYY-MM-DD`; this week without one.
    ///
    /// # Errors
    /// [`Failure::Refused`] with `clock` beyond the calendar.
    pub fn week(&self, day: Option<String>) -> Result<WeekPage, Failure> {
        self.ask(|asked| {
            let today = asked.device.today(None)?;
            let day = day
                .as_deref()
                .and_then(words::local)
                .map_or(today, |(day, _)| day);
            Ok(week(asked, today, day)?)
        })
    }

    /// What is to be said, the next first: made again whenever something changes, it is the same.
    ///
    /// # Errors
    /// Those of the store.
    pub fn reminders(&self) -> Result<Vec<ReminderLine>, Failure> {
        self.ask(|asked| {
            let all = asked.device.reminders(asked.here)?;
            let line = |one: &ReminderShown| ReminderLine {
                at_ms: one.at_ms,
                when: words::dated(asked, one.at),
                words: asked.say(&says::reminder::reminder(one, Some(asked.tag()))),
                object: one.object.to_string(),
            };
            Ok(all.iter().map(line).collect())
        })
    }

    /// Hours in which nothing rings.
    ///
    /// # Errors
    /// Those of the store.
    pub fn quiet_hours(&self) -> Result<QuietHours, Failure> {
        self.ask(|asked| {
            let quiet = asked.device.quiet_hours()?;
            Ok(QuietHours {
                from: quiet.from,
                to: quiet.to,
            })
        })
    }

    /// Sets them; beyond a day's minutes counts as midnight.
    ///
    /// # Errors
    /// Those of the store.
    pub fn set_quiet_hours(&self, quiet: QuietHours) -> Result<(), Failure> {
        self.ask(|asked| {
            let minute = |minute: u16| minute % (24 * 60);
            Ok(asked.device.set_quiet_hours(ekin_core::domain::reminder::Quiet {
                from: minute(quiet.from),
                to: minute(quiet.to),
            })?)
        })
    }
}

fn week(asked: &Asked, today: Date, day: Date) -> Result<WeekPage, AppError> {
    let language = asked.words.language();
    let shown = asked.device.week(None, day, asked.here)?;
    let outings = asked.device.outings()?;
    let (first, last) = match (shown.days.first(), shown.days.last()) {
        (Some((first, _)), Some((last, _))) => (*first, *last),
        _ => return Err(AppError::Clock),
    };
    let answer = |hit: &Hit| {
        let said: Vec<String> = shown
            .answers
            .iter()
            .filter(|(about, ..)| *about == hit.card.object)
            .flat_map(|(_, name, wish)| {
                let said = says::resident::wish(wish, &Names::new());
                said.into_iter()
                    .map(|line| asked.say(&msg::week_answer(name.as_str(), line)))
            })
            .collect();
        (!said.is_empty()).then(|| said.join(", "))
    };
    let mut days = Vec::new();
    for (on, hits) in &shown.days {
        let mine = |hit: &&Hit| hit.saved || answer(hit).is_some();
        let rows: Vec<Hit> = hits.iter().filter(mine).cloned().collect();
        let answers: Vec<Option<String>> = rows.iter().map(answer).collect();
        let rows = cards(asked, &rows)?.into_iter().zip(answers);
        let rows: Vec<WeekRow> = rows.map(|(card, answer)| WeekRow { card, answer }).collect();
        let that_day = outings
            .iter()
            .filter(|line| line.start.is_some_and(|(start, _)| start == *on));
        days.push(WeekDay {
            title: words::capital(date_long(language, *on)),
            today: *on == today,
            others: u32::try_from(hits.len() - rows.len()).unwrap_or(u32::MAX),
            mine: rows,
            outings: that_day.map(|line| outing(asked, line)).collect(),
        });
    }
    Ok(WeekPage {
        title: asked.say(&msg::week_heading(
            day_month(language, first),
            day_month(language, last),
        )),
        first: iso(first),
        before: iso(plus(first, -7).unwrap_or(first)),
        after: iso(plus(first, 7).unwrap_or(first)),
        days,
        ongoing: cards(asked, &shown.ongoing)?,
        more: shown.more,
    })
}

fn iso(day: Date) -> String {
    format!("{:04}-{:02}-{:02}", day.year(), day.month(), day.day())
}
