//! The house: which ones this device belongs to, and the outings of today.

use ekin_core::app::error::AppError;
use ekin_core::app::ids::SpaceId;
use ekin_core::app::inbox::Handled;
use ekin_core::app::outing::lines;
use ekin_core::app::says;
use ekin_core::app::space::{Kind, PrivateSpace, houses};
use ekin_core::domain::kind::choices;
use ekin_i18n::{Date, Time, time_hm};

use crate::failure::Failure;
use crate::handle::{Asked, Ekin};
use crate::state::Wording;
use crate::{wishes, words};

/// Conflicts that are counted: beyond them the number tells a person nothing more.
const CONFLICTS: u32 = 100;

/// A house on this device.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct House {
    /// What everybody of the house sees: its space, 64 hexadecimal digits. The staff's where this device has that alone.
    pub space: String,
    /// What people call it.
    pub name: String,
    /// This device's role there in words; none while it waits to be let in.
    pub role: Option<String>,
    /// Own commands that its logs have not come back with.
    pub waiting: u64,
    /// What is the staff's alone; none where this device does not belong to it.
    pub staff: Option<StaffPart>,
}

/// The part of a house that is the staff's.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct StaffPart {
    /// Its space.
    pub space: String,
    /// This device's role there in words; none while it waits to be let in.
    pub role: Option<String>,
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

/// What waits for this device's person, beside outings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, uniffi::Record)]
pub struct Todo {
    /// Messages to the moderators of a territory.
    pub to_read: u64,
    /// Answers and words to a house.
    pub answers: u64,
    /// Places in which two people wrote.
    pub conflicts: u64,
    /// What residents said of outings, and nobody has looked at.
    #[uniffi(default = 0)]
    pub wishes: u64,
}

#[uniffi::export]
impl Ekin {
    /// What waits for this device's person.
    ///
    /// # Errors
    /// Those of the store.
    pub fn todo(&self) -> Result<Todo, Failure> {
        self.ask(|asked| {
            let device = &asked.device;
            let waits = |space| -> Result<u64, AppError> {
                let messages = device.inbox(Some(space))?;
                let waiting = messages.iter().filter(|one| one.handled == Handled::Waiting);
                Ok(waiting.count() as u64)
            };
            let mut todo = Todo {
                conflicts: device.conflicts(None, CONFLICTS)?.len() as u64,
                ..Todo::default()
            };
            for territory in device.territories()? {
                todo.to_read += waits(territory.space)?;
            }
            for house in device.private_spaces()? {
                if matches!(house.kind, Kind::Home | Kind::Staff) {
                    todo.answers += waits(house.space)?;
                }
                if house.kind == Kind::Home {
                    let all = device.wishes(house.space, None)?.wishes;
                    todo.wishes += all
                        .iter()
                        .filter(|one| wishes::waits(one, device.now_ms()))
                        .count() as u64;
                }
            }
            Ok(todo)
        })
    }

    /// The houses of this device: a house is one, though it is two spaces.
    ///
    /// # Errors
    /// Those of the store.
    pub fn houses(&self) -> Result<Vec<House>, Failure> {
        self.ask(|asked| {
            let houses = asked.device.houses()?.into_iter();
            Ok(houses.filter_map(|one| whole(asked, one)).collect())
        })
    }

    /// Outings that are not over, the nearest first.
    ///
    /// # Errors
    /// Those of the store.
    pub fn outings(&self) -> Result<Vec<OutingLine>, Failure> {
        self.ask(|asked| {
            let lines = asked.device.outings()?.into_iter();
            let ahead = lines.filter(|line| !line.over && line.start_ms.is_some());
            Ok(ahead.map(|line| outing(asked, &line)).collect())
        })
    }
}

fn whole(asked: &Asked, one: houses::House) -> Option<House> {
    let staff = one.staff.as_ref().map(|staff| StaffPart {
        space: staff.space.to_string(),
        role: staff.role.map(|role| asked.say(&says::role(role))),
    });
    let both = [&one.home, &one.staff];
    let waiting = both.into_iter().flatten().map(waiting).sum();
    let shown = one.home.or(one.staff)?;
    Some(House {
        waiting,
        staff,
        ..house(asked, shown)
    })
}

/// A space of a house that was joined: of the other part nothing is known yet.
pub(crate) fn house(asked: &Asked, space: PrivateSpace) -> House {
    House {
        space: space.space.to_string(),
        role: space.role.map(|role| asked.say(&says::role(role))),
        waiting: waiting(&space),
        name: space.name,
        staff: None,
    }
}

fn waiting(space: &PrivateSpace) -> u64 {
    space.out.pending + space.out.sent + space.out.received
}

pub(crate) fn outing(asked: &Asked, line: &lines::OutingLine) -> OutingLine {
    let when = line.start.map(|(day, time)| of_day(asked, day, time, line.end));
    OutingLine {
        space: line.space.to_string(),
        house: line.name.clone(),
        plan: line.plan.object.to_string(),
        title: title(asked, line),
        when,
        place: (!line.place.is_empty()).then(|| line.place.clone()),
        today: line.today,
        legs: line.legs.iter().map(|leg| self::leg(asked, leg)).collect(),
        expected: u32::try_from(line.expected).unwrap_or(u32::MAX),
    }
}

/// The title of an outing; the name of its space where nobody wrote one.
pub(crate) fn title(asked: &Asked, line: &lines::OutingLine) -> Wording {
    words::of_texts(asked, &line.title, None).unwrap_or_else(|| Wording {
        text: line.name.clone(),
        language: asked.words.language().tag().to_owned(),
        other: None,
    })
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
