//! What a document can hold, without the machinery that merges it.

use std::collections::BTreeMap;

/// A value of a document. Containers stand directly under the root and hold scalars alone (protocol 1).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Plain {
    /// Nothing: reads as if the key were not there.
    Null,
    /// Yes or no.
    Bool(bool),
    /// A whole number: a count, cents, 1e-7 degree, ms since 1970, minutes, days.
    Int(i64),
    /// A text that is written whole: of two versions, both are shown.
    Str(String),
    /// An id.
    Bytes(Vec<u8>),
    /// Scalars in order.
    List(Vec<Plain>),
    /// Scalars by key.
    Map(BTreeMap<String, Plain>),
    /// Prose that several people write at once, merged letter by letter.
    Text(String),
}

impl Plain {
    /// Whether it holds no other values and is no shared prose.
    pub fn is_scalar(&self) -> bool {
        !matches!(self, Plain::List(_) | Plain::Map(_) | Plain::Text(_))
    }

    /// Whether it says nothing: null, an empty container, empty prose.
    pub fn is_empty(&self) -> bool {
        match self {
            Plain::Null => true,
            Plain::List(items) => items.is_empty(),
            Plain::Map(entries) => entries.is_empty(),
            Plain::Text(text) => text.is_empty(),
            Plain::Bool(_) | Plain::Int(_) | Plain::Str(_) | Plain::Bytes(_) => false,
        }
    }
}

impl From<&str> for Plain {
    fn from(text: &str) -> Self {
        Plain::Str(text.to_owned())
    }
}
