//! Head count: one screen, one call; a tap is one more, which gives the screen anew.

use std::collections::BTreeMap;

use ekin_core::app::error::AppError;
use ekin_core::app::ids::SpaceId;
use ekin_core::app::outing::heads::{HeadsShown, NewCheck};
use ekin_core::app::query::{day_at, moment};
use ekin_core::domain::heads::{self, Missing};
use ekin_core::domain::person::PersonId;

use crate::failure::Failure;
use crate::handle::{Asked, Ekin};
use crate::house::{LegLine, leg, space_of, title};
use crate::state::Wording;
use crate::words;

/// Digits of the id of somebody who has no profile here.
const ID: usize = 8;

/// What somebody saw of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum Seen {
    /// There.
    Here,
    /// Not there.
    NotHere,
    /// Not there, as agreed before.
    Excused,
}

impl From<Seen> for heads::Seen {
    fn from(seen: Seen) -> Self {
        match seen {
            Seen::Here => Self::Present,
            Seen::NotHere => Self::Absent,
            Seen::Excused => Self::Excused,
        }
    }
}

/// Where a person stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum Mark {
    /// Nobody has looked yet.
    ToSee,
    /// There.
    Here,
    /// Not there.
    NotHere,
    /// Not expected, as agreed before.
    Excused,
    /// One says there, another not: this person counts as missing.
    Disputed,
}

/// A row of the head count. The order does not change while people are counted.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct HeadRow {
    /// The person, 32 hexadecimal digits.
    pub person: String,
    /// Name, or the beginning of the id of somebody who has no profile here.
    pub name: String,
    /// Two letters to know them by.
    pub letters: String,
    /// Where they stand.
    pub mark: Mark,
    /// Where they were seen last, in words, while they are missing.
    pub last_place: Option<String>,
}

/// A person of whom two say different things.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Dispute {
    /// The person.
    pub person: String,
    /// Name.
    pub name: String,
    /// What each saw, the latest first.
    pub said: Vec<Seeing>,
}

/// What somebody saw.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Seeing {
    /// Who looked: a device, or nobody where it is this one.
    pub by: Option<String>,
    /// At which hour.
    pub at: Option<String>,
    /// Whether they saw the person.
    pub here: bool,
}

/// Heads at one moment of an outing.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct HeadCount {
    /// The outing's title.
    pub title: Wording,
    /// Its moments.
    pub legs: Vec<LegLine>,
    /// The one that is counted.
    pub leg: String,
    /// There, of those who are expected.
    pub present: u32,
    /// Expected: planned absences are not.
    pub expected: u32,
    /// Everybody on the roster, by name.
    pub rows: Vec<HeadRow>,
    /// Names of those who are missing.
    pub missing: Vec<String>,
    /// Where people disagree.
    pub disputes: Vec<Dispute>,
    /// People without a name here, all counts together.
    pub unnamed: u32,
    /// Persons who are there and not on the roster.
    pub guests: u32,
    /// Nobody is left behind.
    pub everybody: bool,
    /// When each other device last counted, in words.
    pub last_news: Vec<String>,
}

#[uniffi::export]
impl Ekin {
    /// The head count of a moment; of the first one without a `leg`.
    ///
    /// # Errors
    /// [`Failure::Refused`] where there is no such outing or moment.
    pub fn heads(&self, space: String, plan: String, leg: Option<String>) -> Result<HeadCount, Failure> {
        self.ask(|asked| Ok(count(asked, space_of(&space)?, &plan, leg)?))
    }

    /// Says of a person what was seen, or with none takes back what this device said; gives the count anew. `at` is the space, the
    /// plan and the moment.
    ///
    /// # Errors
    /// As [`Ekin::heads`]; [`Failure::Refused`] where this device may not count.
    pub fn check(&self, at: CountedAt, person: String, seen: Option<Seen>) -> Result<HeadCount, Failure> {
        self.ask(|asked| {
            let space = space_of(&at.space)?;
            let (plan, leg) = (Some(at.plan.as_str()), Some(at.leg.as_str()));
            match seen {
                Some(seen) => {
                    let new = NewCheck {
                        leg: Some(at.leg.clone()),
                        people: vec![person],
                        seen: seen.into(),
                        with: None,
                        place: None,
                    };
                    asked.device.check_heads(space, plan, &new)?;
                }
                None => {
                    asked.device.take_back_check(space, plan, leg, &person)?;
                }
            }
            Ok(count(asked, space, &at.plan, Some(at.leg))?)
        })
    }

    /// Says how many people without a name this device counts; gives the count anew.
    ///
    /// # Errors
    /// As [`Ekin::check`].
    pub fn count_unnamed(&self, at: CountedAt, unnamed: u32) -> Result<HeadCount, Failure> {
        self.ask(|asked| {
            let space = space_of(&at.space)?;
            asked
                .device
                .count_unnamed(space, Some(&at.plan), &at.leg, unnamed)?;
            Ok(count(asked, space, &at.plan, Some(at.leg))?)
        })
    }
}

/// A moment of an outing.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct CountedAt {
    /// The outing's space.
    pub space: String,
    /// Its plan.
    pub plan: String,
    /// The moment.
    pub leg: String,
}

fn count(asked: &Asked, space: SpaceId, plan: &str, wanted: Option<String>) -> Result<HeadCount, AppError> {
    let device = &asked.device;
    let outings = device.outings()?;
    let line = outings
        .iter()
        .find(|line| line.space == space && line.plan.object.to_string().starts_with(plan))
        .ok_or(AppError::NoOuting)?;
    let first = line.legs.first().map(|leg| leg.row.clone());
    let chosen = wanted.or(first).ok_or_else(|| AppError::NoLeg {
        given: String::new(),
        names: Vec::new(),
    })?;
    let shown = device.heads(space, Some(plan), Some(&chosen))?;
    let names = Names { asked, shown: &shown };
    let mut rows: Vec<HeadRow> = shown.roster.iter().map(|person| names.row(*person)).collect();
    rows.sort_by_key(|row| (ekin_core::domain::fold::fold(&row.name), row.person.clone()));
    let missing = |row: &&HeadRow| matches!(row.mark, Mark::ToSee | Mark::NotHere | Mark::Disputed);
    Ok(HeadCount {
        title: title(asked, line),
        legs: line.legs.iter().map(|one| leg(asked, one)).collect(),
        leg: chosen,
        present: narrow(shown.heads.all.present),
        expected: narrow(shown.heads.all.expected),
        missing: rows.iter().filter(missing).map(|row| row.name.clone()).collect(),
        rows,
        disputes: names.disputes(),
        unnamed: shown.heads.unnamed,
        guests: narrow(shown.heads.guests.len()),
        everybody: shown.heads.nobody_is_missing() && shown.heads.all.expected > 0,
        last_news: names.last_news(),
    })
}

/// Who is called what.
struct Names<'a> {
    asked: &'a Asked,
    shown: &'a HeadsShown,
}

impl Names<'_> {
    fn of(&self, person: &PersonId) -> String {
        match self.shown.names.get(person) {
            Some(name) => name.clone(),
            None => person.to_string().chars().take(ID).collect(),
        }
    }

    fn row(&self, person: PersonId) -> HeadRow {
        let name = self.of(&person);
        let mark = self.mark(&person);
        let there = matches!(mark, Mark::Here | Mark::Excused);
        let last = self.shown.places.get(&person).filter(|_| !there);
        HeadRow {
            letters: name.chars().take(2).collect(),
            mark,
            last_place: last.map(|last| match self.hour(last.at_ms) {
                Some(hour) => format!("{}, {hour}", last.place),
                None => last.place.clone(),
            }),
            person: person.to_string(),
            name,
        }
    }

    fn mark(&self, person: &PersonId) -> Mark {
        let heads = &self.shown.heads;
        if heads.disputes.contains_key(person) {
            return Mark::Disputed;
        }
        if heads.excused.contains(person) {
            return Mark::Excused;
        }
        let missing: BTreeMap<_, _> = heads.missing.iter().copied().collect();
        match missing.get(person) {
            None => Mark::Here,
            Some(Missing::NotSeen) => Mark::ToSee,
            Some(Missing::Absent) => Mark::NotHere,
            Some(Missing::Disputed) => Mark::Disputed,
        }
    }

    fn disputes(&self) -> Vec<Dispute> {
        let dispute = |(person, said): (&PersonId, &Vec<heads::Check>)| Dispute {
            person: person.to_string(),
            name: self.of(person),
            said: said
                .iter()
                .map(|check| Seeing {
                    by: self.device(check.by),
                    at: self.hour(check.at_ms),
                    here: check.seen == heads::Seen::Present,
                })
                .collect(),
        };
        self.shown.heads.disputes.iter().map(dispute).collect()
    }

    fn last_news(&self) -> Vec<String> {
        let others = self
            .shown
            .last
            .iter()
            .filter(|(ord, _)| Some(**ord) != self.shown.me);
        others
            .filter_map(|(ord, at)| {
                Some(format!(
                    "{}, {}",
                    words::capital(self.device(*ord)?),
                    self.hour(*at)?
                ))
            })
            .collect()
    }

    /// A device, unless it is this one.
    fn device(&self, ord: u32) -> Option<String> {
        (Some(ord) != self.shown.me).then(|| words::device(self.asked, &self.shown.devices, ord))
    }

    fn hour(&self, at_ms: u64) -> Option<String> {
        let ms = i64::try_from(at_ms).ok()?;
        let zone = self.shown.zone;
        let today = day_at(self.asked.device.now_ms(), zone);
        words::day_and_hour(self.asked, today, moment(ms, zone))
    }
}

fn narrow(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
