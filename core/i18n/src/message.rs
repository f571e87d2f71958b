//! A text to say, without a language yet: an id with its arguments, made only by the generated functions
//! of [`msg`], so that an id or an argument cannot lack.

use crate::civil::{Date, Time};

include!(concat!(env!("OUT_DIR"), "/messages.rs"));

/// Type of an argument of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A count, which may choose a plural form.
    Number,
    /// Anything that is shown as it is.
    String,
}

/// A text of Ekin with its arguments. [`Catalog::format`](crate::Catalog::format) puts it into words.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Message {
    key: &'static str,
    arguments: Vec<(&'static str, Value)>,
}

impl Message {
    pub(crate) fn new(key: &'static str, arguments: Vec<(&'static str, Value)>) -> Self {
        Self { key, arguments }
    }

    /// The text of this id, for shells whose typed functions were generated from [`TEXTS`] in another language. None when there is
    /// no such text, or when its arguments are not these.
    #[must_use]
    pub fn named(key: &str, arguments: Vec<(String, Value)>) -> Option<Self> {
        let at = TEXTS.binary_search_by(|(known, _)| (*known).cmp(key)).ok()?;
        let (key, declared) = TEXTS.get(at)?;
        if arguments.len() != declared.len() {
            return None;
        }
        let mut given = Vec::with_capacity(arguments.len());
        for (name, value) in arguments {
            let (name, kind) = declared.iter().find(|(known, _)| *known == name)?;
            if *kind == Kind::Number && !matches!(value, Value::Number(_)) {
                return None;
            }
            given.push((*name, value));
        }
        Some(Self::new(key, given))
    }

    /// Id of the text, `id` or `id.attribute`: stable enough for tests, never shown.
    #[must_use]
    pub fn key(&self) -> &'static str {
        self.key
    }

    /// Its arguments by name.
    #[must_use]
    pub fn arguments(&self) -> &[(&'static str, Value)] {
        &self.arguments
    }
}

/// An argument. Each but [`Value::Text`] is written as the language of the reader wants it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Value {
    /// Shown as it is.
    Text(String),
    /// Another text, in the same language.
    Message(Box<Message>),
    /// A count.
    Number(u64),
    /// A size in bytes.
    Bytes(u64),
    /// A time taken, in milliseconds.
    Milliseconds(u64),
    /// Euro cents.
    Cents(u64),
    /// Hundredths.
    Percent(u64),
    /// A day, in full.
    Day(Date),
    /// An hour of the day.
    Hour(Time),
    /// An hour of the day for a voice, in words.
    Spoken(Time),
    /// A day and an hour.
    Moment(Date, Time),
    /// Several, with commas between.
    List(Vec<Value>),
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<&String> for Value {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<Message> for Value {
    fn from(message: Message) -> Self {
        Self::Message(Box::new(message))
    }
}

impl From<Date> for Value {
    fn from(date: Date) -> Self {
        Self::Day(date)
    }
}

impl<T: Into<Value>> From<Vec<T>> for Value {
    fn from(values: Vec<T>) -> Self {
        Self::List(values.into_iter().map(Into::into).collect())
    }
}
