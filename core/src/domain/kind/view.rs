//! Typed reading of a document, or of one row of a table in it. What this version cannot read, or what lies beyond the
//! limits, reads as absent: no screen meets a negative number of seats.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::instant::Instant;
use super::plain::Plain;
use super::scalar::is_row_name;
use super::schema::{FieldSpec, Given, MAX_ITEMS, MAX_ROWS, Scalar, Shape, ZONE, find};
use crate::domain::language::LanguageTag;
use crate::domain::person::PersonId;
use crate::domain::place::Point;
use crate::domain::text::{Texts, limit};
use crate::domain::timing::Zone;

/// A document, or a row, with the fields that it may have.
#[derive(Clone, Debug)]
pub struct View<'a> {
    values: &'a BTreeMap<String, Plain>,
    /// Empty for a document, `row.` for a row.
    prefix: String,
    fields: &'static [FieldSpec],
}

impl<'a> View<'a> {
    /// A document's root.
    pub(super) fn root(values: &'a BTreeMap<String, Plain>, fields: &'static [FieldSpec]) -> Self {
        Self {
            values,
            prefix: String::new(),
            fields,
        }
    }

    /// The fields, or columns, of this version.
    pub fn fields(&self) -> &'static [FieldSpec] {
        self.fields
    }

    /// Name of the row; empty for a document.
    pub fn name(&self) -> &str {
        self.prefix.trim_end_matches('.')
    }

    /// Place of a field, as a person writes it below the table.
    pub(super) fn place(&self, key: &str) -> String {
        format!("{}{key}", self.prefix)
    }

    /// The value under a key as it is, unless it says nothing.
    pub fn raw(&self, key: &str) -> Option<&'a Plain> {
        self.values
            .get(&self.place(key))
            .filter(|value| !value.is_empty())
    }

    fn scalar(&self, key: &str) -> Option<(Option<&'a Plain>, Option<Given>)> {
        let spec = find(self.fields, key)?;
        let Shape::One(scalar) = spec.shape else {
            return None;
        };
        let value = self.raw(key).filter(|value| scalar.accepts(value).is_ok());
        Some((value, spec.default))
    }

    /// A number, of whatever unit.
    pub fn int(&self, key: &str) -> Option<i64> {
        match self.scalar(key)? {
            (Some(Plain::Int(n)), _) => Some(*n),
            (None, Some(Given::Int(n))) => Some(n),
            _ => None,
        }
    }

    /// Yes or no; `None` was not said.
    pub fn flag(&self, key: &str) -> Option<bool> {
        match self.scalar(key)? {
            (Some(Plain::Bool(yes)), _) => Some(*yes),
            (None, Some(Given::YesNo(yes))) => Some(yes),
            _ => None,
        }
    }

    /// A line, prose, a word, an address.
    pub fn text(&self, key: &str) -> Option<&'a str> {
        match self.scalar(key)? {
            (Some(Plain::Str(text)), _) => Some(text),
            (None, Some(Given::Word(word))) => Some(word),
            _ => None,
        }
    }

    /// Prose that several people write.
    pub fn shared(&self, key: &str) -> Option<&'a str> {
        match self.raw(key)? {
            Plain::Text(text) | Plain::Str(text) => Some(text),
            _ => None,
        }
    }

    /// A text in every language that it has.
    pub fn texts(&self, key: &str) -> Texts {
        let mut texts = Texts::default();
        let Some(Shape::One(scalar)) = find(self.fields, key).map(|spec| spec.shape) else {
            return texts;
        };
        for (tag, value) in self.languages(key).take(limit::LANGUAGES) {
            if let (Some(tag), Plain::Str(text), Ok(())) = (tag, value, scalar.accepts(value))
                && !text.is_empty()
            {
                texts.set(tag, text.as_str().into());
            }
        }
        texts
    }

    /// Everything under `key.`, whether its tag can be read or not.
    pub(super) fn languages(&self, key: &str) -> impl Iterator<Item = (Option<LanguageTag>, &'a Plain)> {
        let start = self.place(key) + ".";
        self.values
            .range(start.clone()..)
            .map_while(move |(have, value)| Some((have.strip_prefix(&start)?, value)))
            .map(|(tag, value)| (LanguageTag::from_wire(tag), value))
    }

    /// An instant with its zone; without one that can be read it is shown in UTC.
    pub fn instant(&self, key: &str) -> Option<Instant> {
        let (Some(Plain::Int(ms)), _) = self.scalar(key)? else {
            return None;
        };
        Some(Instant {
            ms: *ms,
            zone: self.zone(key).unwrap_or(Zone::Known(chrono_tz::Tz::UTC)),
        })
    }

    /// Zone beside an instant.
    pub fn zone(&self, key: &str) -> Option<Zone> {
        match self.raw(&format!("{key}{ZONE}"))? {
            Plain::Str(name) => Zone::from_wire(name),
            _ => None,
        }
    }

    /// The 16 bytes of an object's or a person's id.
    pub fn id(&self, key: &str) -> Option<[u8; 16]> {
        match self.scalar(key)? {
            (Some(Plain::Bytes(bytes)), _) => bytes.as_slice().try_into().ok(),
            _ => None,
        }
    }

    /// A person.
    pub fn person(&self, key: &str) -> Option<PersonId> {
        self.id(key).map(PersonId)
    }

    /// Address of a photo.
    pub fn picture(&self, key: &str) -> Option<[u8; 32]> {
        match self.scalar(key)? {
            (Some(Plain::Bytes(bytes)), _) => bytes.as_slice().try_into().ok(),
            _ => None,
        }
    }

    /// A place on the globe: `key_lat` and `key_lon`.
    pub fn point(&self, key: &str) -> Option<Point> {
        let e7 = |suffix: &str| i32::try_from(self.int(&format!("{key}{suffix}"))?).ok();
        Point::from_e7(e7("_lat")?, e7("_lon")?)
    }

    /// Items of a list, those that can be read, each once; the default when there is no list.
    pub fn items(&self, key: &str) -> Vec<Cow<'a, Plain>> {
        let Some(spec) = find(self.fields, key) else {
            return Vec::new();
        };
        let Shape::List(scalar) = spec.shape else {
            return Vec::new();
        };
        let mut seen = BTreeSet::new();
        // An empty list is said; only one that is not there reads as the default.
        match (self.values.get(&self.place(key)), spec.default) {
            (Some(Plain::List(items)), _) => items
                .iter()
                .filter(|item| scalar.accepts(item).is_ok() && seen.insert(*item))
                .take(MAX_ITEMS)
                .map(Cow::Borrowed)
                .collect(),
            (_, Some(given)) => match given.plain() {
                Plain::List(items) => items.into_iter().map(Cow::Owned).collect(),
                _ => Vec::new(),
            },
            _ => Vec::new(),
        }
    }

    /// Items of a list of texts or words.
    pub fn lines(&self, key: &str) -> Vec<String> {
        let text = |item: Cow<'a, Plain>| match item.into_owned() {
            Plain::Str(text) => Some(text),
            _ => None,
        };
        self.items(key).into_iter().filter_map(text).collect()
    }

    /// Items of a list of persons.
    pub fn people(&self, key: &str) -> Vec<PersonId> {
        let person = |item: Cow<'a, Plain>| match item.as_ref() {
            Plain::Bytes(bytes) => PersonId::from_bytes(bytes),
            _ => None,
        };
        self.items(key).into_iter().filter_map(person).collect()
    }

    /// Entries of a map, those that can be read, by key.
    pub fn entries(&self, key: &str) -> Vec<(&'a str, &'a Plain)> {
        let shape = find(self.fields, key).map(|spec| spec.shape);
        match (shape, self.raw(key)) {
            (Some(Shape::Map(_, scalar)), Some(Plain::Map(entries))) => entries
                .iter()
                .filter(|(_, value)| scalar.accepts(value).is_ok())
                .take(MAX_ROWS)
                .map(|(key, value)| (key.as_str(), value))
                .collect(),
            _ => Vec::new(),
        }
    }

    /// Rows of a table: by their first instant, or by `order`, then by name.
    pub fn rows(&self, key: &str) -> Vec<View<'a>> {
        let shape = find(self.fields, key).map(|spec| spec.shape);
        let (Some(Shape::Table(columns)), Some(Plain::Map(cells))) = (shape, self.raw(key)) else {
            return Vec::new();
        };
        let names: BTreeSet<&str> = cells
            .iter()
            .filter(|(_, value)| !value.is_empty())
            .filter_map(|(cell, _)| Some(cell.split_once('.')?.0))
            .filter(|name| is_row_name(name))
            .collect();
        let by = columns
            .iter()
            .find(|column| column.shape == Shape::One(Scalar::Instant) || column.key == "order");
        let mut rows: Vec<View<'a>> = names
            .into_iter()
            // One more than may be, so that a check sees that there are too many.
            .take(MAX_ROWS + 1)
            .map(|name| View {
                values: cells,
                prefix: format!("{name}."),
                fields: columns,
            })
            .collect();
        if let Some(by) = by {
            rows.sort_by_cached_key(|row| row.int(by.key).unwrap_or(i64::MAX));
        }
        rows
    }
}
