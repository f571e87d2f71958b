//! The house: which ones this device belongs to, and the outings of today.

use ekin_core::app::error::AppError;
use ekin_core::app::ids::SpaceId;
use ekin_core::app::outing::lines;
use ekin_core::app::says;
use ekin_core::app::space::Kind;
use ekin_core::domain::kind::choices;
use ekin_i18n::{Date, Time, time_hm};

use crate::failure::Failure;
use crate::handle::{Asked, Ekin};
use crate::state::Wording;
use crate::words;

/// A house on this device.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct House {
    /// Its space, 64 hexadecimal digits.
    pub space: String,
    /// What people call it.
    pub name: String,
    /// This device's role in words; none while it waits to be let in.
    pub role: Option<String>,
    /// Own commands that its log has not come back with.
    pub waiting: u64,
}

/// An outing in a list.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct OutingLine {
    /// Its space.
    pub space: String,
    /// What people call the space.
    pub house: String,
    /// Its plan.
    pub plan: String,
    /// Title.
    pub title: Wording,
    /// When, in words.
    pub when: Option<String>,
    /// Where to.
    pub place: Option<String>,
    /// Whether it is under way or takes place today.
    pub today: bool,
    /// Moments at which heads are counted.
    pub legs: Vec<LegLine>,
    /// Persons who are expected.
    pub expected: u32,
}

/// A moment at which heads are counted.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct LegLine {
    /// To name it by.
    pub row: String,
    /// What it is, with its hour, in words.
    pub words: String,
}

#[uniffi::export]
impl Ekin {
    /// The houses of this device.
    ///
    /// # Errors
    /// Those of the store.
    pub fn houses(&self) -> Result<Vec<House>, Failure> {
        self.ask(|asked| {
            let spaces = asked.device.private_spaces()?.into_iter();
            let houses = spaces.filter(|space| matches!(space.kind, Kind::Home | Kind::Staff));
            Ok(houses
                .map(|space| House {
                    space: space.space.to_string(),
                    name: space.name,
                    role: space.role.map(|role| asked.say(&says::role(role))),
                    waiting: space.out.pending + space.out.sent + space.out.received,
                })
                .collect())
        })
    }

    /// Outings that are not over, the nearest first.
    ///
    /// # Errors
    /// Those of the store.
    pub fn outings(&self) -> Result<Vec<OutingLine>, Failure> {
        self.ask(|asked| {
            let lines = asked.device.outing_lines()?;
            Ok(lines.iter().map(|line| outing(asked, line)).collect())
        })
    }
}

fn outing(asked: &Asked, line: &lines::OutingLine) -> OutingLine {
    let original = None;
    let title = words::of_texts(asked, &line.title, original).unwrap_or_else(|| Wording {
        text: line.house.clone(),
        language: asked.words.language().tag().to_owned(),
        other: None,
    });
    let when = line.start.map(|(day, time)| of_day(asked, day, time, line.end));
    OutingLine {
        space: line.space.to_string(),
        house: line.house.clone(),
        plan: line.plan.to_string(),
        title,
        when,
        place: (!line.place.is_empty()).then(|| line.place.clone()),
        today: line.today,
        legs: line.legs.iter().map(|leg| self::leg(asked, leg)).collect(),
        expected: u32::try_from(line.expected).unwrap_or(u32::MAX),
    }
}

/// A day as people name it, with the hours.
fn of_day(asked: &Asked, day: Date, start: Time, end: Option<(Date, Time)>) -> String {
    let language = asked.words.language();
    let today = asked.device.today(None).unwrap_or(day);
    let day_words = words::capital(ekin_i18n::relative_day(language, today, day));
    let hours = match end {
        Some((last, end)) if last == day => ekin_i18n::time_range(language, start, end),
        _ => time_hm(language, start),
    };
    format!("{day_words}, {hours}")
}

pub(crate) fn leg(asked: &Asked, leg: &lines::LegLine) -> LegLine {
    let what = words::capital(asked.say(&says::document::word(choices::LEG, &leg.what)));
    let hour = leg.at.map(|(_, time)| time_hm(asked.words.language(), time));
    LegLine {
        row: leg.row.clone(),
        words: match hour {
            Some(hour) => format!("{what}, {hour}"),
            None => what,
        },
    }
}

/// A space by its 64 digits.
pub(crate) fn space_of(text: &str) -> Result<SpaceId, AppError> {
    text.parse().map_err(|_| AppError::UnknownSpace {
        name: Some(text.chars().take(64).collect()),
    })
}
