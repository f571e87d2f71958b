//! What is wrong with a story, or with how it went: where, and in words.

use ekin_core::app::says::Said;
use ekin_i18n::{Message, msg};

use super::story::Place;

/// What is wrong with a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It is longer than a story may be: bytes.
    TooLong(usize),
    /// It is no text in UTF-8.
    NoText,
    /// It is no TOML here; what stands there.
    NoToml(String),
    /// A key that is none here, and those that are.
    UnknownKey(String, &'static [&'static str]),
    /// A key that lacks.
    Lacks(&'static str),
    /// A value that is of another sort than wanted.
    Sort(String, Sort),
    /// A name with signs that a name does not have.
    Name(String),
    /// A name that is taken already.
    Twice(String),
    /// A device that the story does not have, and those that it has.
    NoDevice(String, Vec<String>),
    /// A list of names that the story does not have, or a part that it does not have.
    NoList(String),
    /// A value that is none of these.
    NoneOf(String, &'static [&'static str]),
    /// A step that is none, or several at once.
    OneAct(&'static [&'static str]),
    /// A command that is no matter of stories, and what to write instead.
    NotHere(String, &'static str),
    /// An option that the play gives itself.
    Given(String),
    /// A command that a device does after it was lost.
    Lost(String),
    /// A path into an answer that is none.
    Path(String),
    /// A `$name` of which nothing is kept before.
    NotKept(String),
    /// More of something than a story may have.
    TooMany(&'static str, usize),
}

/// Sorts of values, as a person calls them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// A text.
    Text,
    /// `true` or `false`.
    Flag,
    /// A list.
    List,
    /// A table.
    Table,
    /// A number that is not below 0.
    Number,
    /// `+2h`, `-10m`, `+3d`.
    Time,
}

/// What is wrong with a file, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misread {
    /// Where; none for the whole file.
    pub place: Place,
    /// What.
    pub fault: Fault,
}

impl Misread {
    /// For a person.
    pub fn said(&self, file: &str) -> Said {
        let Place { line, column } = self.place;
        Said {
            code: "story",
            text: msg::story_misread(file, line.to_string(), column.to_string(), problem(&self.fault)),
            points: Vec::new(),
        }
    }
}

fn problem(fault: &Fault) -> Message {
    match fault {
        Fault::TooLong(most) => msg::story_too_long(ekin_i18n::Value::Bytes(*most as u64)),
        Fault::NoText => msg::story_no_text(),
        Fault::NoToml(there) => msg::story_no_toml(there),
        Fault::UnknownKey(given, known) => msg::story_unknown_key(given, known.join(", ")),
        Fault::Lacks(key) => msg::story_lacks(*key),
        Fault::Sort(key, sort) => msg::story_sort(key, sort_said(*sort)),
        Fault::Name(given) => msg::story_name(given),
        Fault::Twice(name) => msg::story_twice(name),
        Fault::NoDevice(given, known) => msg::story_no_device(given, known.join(", ")),
        Fault::NoList(given) => msg::story_no_list(given),
        Fault::NoneOf(given, known) => msg::story_none_of(given, known.join(", ")),
        Fault::OneAct(known) => msg::story_one_act(known.join(", ")),
        Fault::NotHere(given, "") => msg::story_not_here(given),
        Fault::NotHere(given, instead) => msg::story_instead(given, *instead),
        Fault::Given(option) => msg::story_given(option),
        Fault::Lost(who) => msg::story_acts_after_loss(who),
        Fault::Path(given) => msg::story_path(given),
        Fault::NotKept(name) => msg::story_not_kept(format!("${name}")),
        Fault::TooMany(what, most) => msg::story_too_many(*what, *most as u64),
    }
}

fn sort_said(sort: Sort) -> Message {
    match sort {
        Sort::Text => msg::story_sort_text(),
        Sort::Flag => msg::story_sort_flag(),
        Sort::List => msg::story_sort_list(),
        Sort::Table => msg::story_sort_table(),
        Sort::Number => msg::story_sort_number(),
        Sort::Time => msg::story_sort_time(),
    }
}

/// Why a play ended before its end.
#[derive(Debug)]
pub enum Stopped {
    /// Something was otherwise than the story says: at a line, and how.
    Differs(Place, Message),
    /// The stage broke: a program, a folder, a socket.
    Stage(crate::failure::Failure),
}

impl From<crate::failure::Failure> for Stopped {
    fn from(failure: crate::failure::Failure) -> Self {
        Self::Stage(failure)
    }
}
