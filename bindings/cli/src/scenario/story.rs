//! What a story is, once it was read.

use std::collections::BTreeMap;

use ekin_i18n::Language;

use super::path::Path;
use super::template::Template;

/// A place in a file, both from 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// Line.
    pub line: usize,
    /// Column, in characters.
    pub column: usize,
}

/// A whole story.
#[derive(Debug)]
pub struct Story {
    /// What it is called.
    pub title: String,
    /// The language in which it is told, and in which all devices are asked at its end.
    pub language: Language,
    /// Who plays.
    pub devices: Vec<Player>,
    /// Lists of names, to repeat a step for each.
    pub people: BTreeMap<String, Vec<String>>,
    /// Dates by name, in days after the day of the play.
    pub dates: BTreeMap<String, u32>,
    /// Files that commands read, by name.
    pub files: BTreeMap<String, File>,
    /// What has happened before: always as told.
    pub before: Vec<Step>,
    /// What happens.
    pub steps: Vec<Step>,
    /// What is asked of every device at the end.
    pub end: Vec<Question>,
}

impl Story {
    /// The names of a list.
    pub fn names(&self, each: &Each) -> &[String] {
        let all = self.people.get(&each.list).map_or(&[][..], Vec::as_slice);
        all.get(each.from..each.to).unwrap_or_default()
    }
}

/// A file that commands read.
#[derive(Debug)]
pub enum File {
    /// It stands in the story.
    Text(Template),
    /// It lies beside the story, under this name.
    Beside(String),
}

/// A device.
#[derive(Debug)]
pub struct Player {
    /// Its name: a folder, and how steps call it.
    pub name: String,
    /// How the story calls who holds it.
    pub who: String,
    /// The language in which it speaks.
    pub language: Language,
    /// What it is.
    pub kind: Kind,
}

/// What a device is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A phone.
    Phone,
    /// A tablet.
    Tablet,
    /// A computer.
    Computer,
}

impl Kind {
    /// All.
    pub const ALL: [Self; 3] = [Self::Phone, Self::Tablet, Self::Computer];

    /// How a file writes it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Phone => "phone",
            Self::Tablet => "tablet",
            Self::Computer => "computer",
        }
    }
}

/// A device, by its place in [`Story::devices`].
pub type Who = usize;

/// One thing that happens.
#[derive(Debug)]
pub struct Step {
    /// Where it stands.
    pub place: Place,
    /// How the story tells it, where it does not tell itself.
    pub words: Option<String>,
    /// What happens.
    pub act: Act,
}

/// What happens.
#[derive(Debug)]
pub enum Act {
    /// A command of `ekin`.
    Do(Do),
    /// Devices exchange with the relay, one after the other.
    Sync(Vec<Who>),
    /// Devices lose the network.
    Cut(Vec<Who>),
    /// It is back.
    Mend(Vec<Who>),
    /// Two devices meet, with no relay.
    Meet(Who, Who),
    /// Time passes for all.
    Pass(i64),
    /// One clock is set: by so many ms.
    SetClock(Who, i64),
    /// A device is lost.
    Lose(Who),
    /// A battery is empty, or charged again.
    Battery {
        /// Whose.
        on: Who,
        /// Whether it is empty.
        empty: bool,
    },
    /// Everybody exchanges with the relay until nothing is new: whatever the order, all know all that was said before.
    Together,
}

impl Act {
    /// The device whose own doing it is: its acts keep their order, whatever the network does.
    pub fn owner(&self) -> Option<Who> {
        match self {
            Self::Do(command) => Some(command.on),
            Self::SetClock(on, _) | Self::Lose(on) | Self::Battery { on, .. } => Some(*on),
            _ => None,
        }
    }

    /// Whether all that stands before it comes before it in any order.
    pub fn is_barrier(&self) -> bool {
        matches!(self, Self::Pass(_) | Self::Together)
    }
}

/// A command of `ekin`.
#[derive(Debug)]
pub struct Do {
    /// On which device.
    pub on: Who,
    /// Its arguments.
    pub arguments: Vec<Argument>,
    /// Once for each of these.
    pub each: Option<Each>,
    /// What must come of it, in any order.
    pub expect: Vec<Expectation>,
    /// What must come of it as the story is told.
    pub told: Vec<Expectation>,
    /// Devices whose own steps that stand before it come before it in any order: one person tells another.
    pub after: Vec<Who>,
    /// Whether it may have to wait for something from elsewhere: in a drawn order it is tried again once something came.
    pub waits: bool,
    /// Whether it must fail, and with which code.
    pub fails: Option<String>,
    /// The code with which it may fail in a drawn order.
    pub may_fail: Option<String>,
    /// What of its answer is kept under a name.
    pub keep: Vec<(String, Path)>,
}

/// An argument, or several.
#[derive(Debug)]
pub enum Argument {
    /// One.
    One(Template),
    /// These for each name of a list.
    Each(Each, Vec<Template>),
}

/// A part of a list of names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Each {
    /// The list.
    pub list: String,
    /// The first, from 0.
    pub from: usize,
    /// Behind the last.
    pub to: usize,
}

/// What must be so.
#[derive(Debug)]
pub struct Expectation {
    /// Where it stands.
    pub place: Place,
    /// What must be so.
    pub wanted: Wanted,
}

/// What must be so.
#[derive(Debug)]
pub enum Wanted {
    /// The words hold this.
    Says(Template),
    /// The words do not hold this.
    Silent(Template),
    /// A place in the JSON answer is so.
    At(Path, Test),
}

/// What a place in an answer must be.
#[derive(Debug)]
pub enum Test {
    /// This text.
    Text(Template),
    /// This number.
    Number(i64),
    /// Yes or no.
    Flag(bool),
    /// Nothing: null, or not there.
    Nothing,
    /// Something.
    Something,
    /// A list of so many.
    Count(usize),
}

/// A question to devices at the end.
#[derive(Debug)]
pub struct Question {
    /// Where it stands.
    pub place: Place,
    /// How the story tells it.
    pub words: Option<String>,
    /// The command.
    pub arguments: Vec<Argument>,
    /// Whom it is asked; none for all that are there.
    pub on: Option<Vec<Who>>,
    /// What must be so on each.
    pub expect: Vec<Expectation>,
    /// Whether all must say the same words.
    pub same: bool,
}
