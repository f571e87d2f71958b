//! Whether a document keeps its rules. What a person writes is checked before it goes out; what several people wrote at
//! once may break a rule between two fields all the same, and is then shown with its problem, never undone.

use std::fmt::Display;

use ekin_protocol::membership::SpaceKind;

use super::Kind;
use super::contents::{Contents, Leaf};
use super::path::{Below, Path};
use super::plain::Plain;
use super::problem::{FieldError, Problem};
use super::schema::{FieldSpec, MAX_ITEMS, MAX_ROWS, MAX_SHARED, Scalar, Shape};
use super::view::View;
use crate::domain::field;
use crate::domain::text::{Lines, clean, limit};

/// The problems of one document.
#[derive(Debug)]
pub struct Found {
    kind: Kind,
    errors: Vec<FieldError>,
}

impl Found {
    /// One more.
    pub fn push(&mut self, at: impl Display, problem: impl Into<Problem>) {
        self.errors.push(FieldError {
            kind: self.kind,
            path: at.to_string(),
            problem: problem.into(),
        });
    }

    /// `key` may not be before `other`, of the same document or row, where both are said.
    pub fn not_before(&mut self, table: &str, view: &View<'_>, key: &str, other: &'static str) {
        if order(view, key) < order(view, other) && order(view, key).is_some() {
            self.push(below(table, view, key), Problem::Before { other });
        }
    }

    /// `key` may not be after `other`, of the same document or row, where both are said.
    pub fn not_after(&mut self, table: &str, view: &View<'_>, key: &str, other: &'static str) {
        if order(view, key) > order(view, other) && order(view, other).is_some() {
            self.push(below(table, view, key), Problem::After { other });
        }
    }

    /// The amount `key` may not be above `other`, where both are said.
    pub fn not_above(&mut self, view: &View<'_>, key: &str, other: &'static str) {
        if let (Some(amount), Some(most)) = (view.int(key), view.int(other))
            && amount > most
        {
            self.push(key, Problem::Above { other });
        }
    }

    /// `key` says nothing without `other`, of the same document or row.
    pub fn needs(&mut self, table: &str, view: &View<'_>, key: &str, other: &'static str) {
        if view.raw(other).is_none() {
            self.push(below(table, view, key), Problem::Needs { other });
        }
    }
}

/// Place of a field of the document, or of a row of `table`.
pub fn below(table: &str, view: &View<'_>, key: &str) -> String {
    if table.is_empty() {
        key.to_owned()
    } else {
        format!("{table}.{}", view.place(key))
    }
}

/// What two fields are compared by: a number, or a day, whose text sorts as the calendar does.
fn order<'a>(view: &View<'a>, key: &str) -> Option<(i64, &'a str)> {
    match view.int(key) {
        Some(n) => Some((n, "")),
        None => view.text(key).map(|day| (0, day)),
    }
}

/// Every problem of a document that lives, or is to live, in a space of this sort. Keys and words of a newer version
/// are no problem. Whether the kind may live there at all is [`Kind::lives_in`].
pub fn check(contents: &Contents, space: SpaceKind) -> Vec<FieldError> {
    let mut found = Found {
        kind: contents.kind(),
        errors: Vec::new(),
    };
    let view = contents.view();
    let leaves = contents.leaves();
    required("", &view, &mut found);
    for leaf in &leaves {
        if let Some(path) = &leaf.path {
            check_leaf(&view, leaf, path, &mut found);
            if path.field.care && space == SpaceKind::Home {
                found.push(&leaf.at, Problem::CareAtHome);
            }
        }
    }
    half_points("", &view, &mut found);
    for field in contents.kind().fields() {
        let (max, len) = match field.shape {
            Shape::One(_) => (limit::LANGUAGES, view.languages(field.key).count()),
            Shape::List(_) => (MAX_ITEMS, list_len(&view, field.key)),
            Shape::Table(_) => (MAX_ROWS, view.rows(field.key).len()),
            Shape::Map(..) | Shape::Shared => continue,
        };
        if len > max {
            found.push(field.key, field::Problem::TooMany { max, len });
        }
        let rows = view.rows(field.key);
        for row in &rows {
            required(field.key, row, &mut found);
            half_points(field.key, row, &mut found);
        }
    }
    contents.kind().rules(&view, &mut found);
    found.errors
}

fn list_len(view: &View<'_>, key: &str) -> usize {
    match view.raw(key) {
        Some(Plain::List(items)) => items.len(),
        _ => 0,
    }
}

/// What a document, or a row, cannot do without.
fn required(table: &str, view: &View<'_>, found: &mut Found) {
    for field in view.fields().iter().filter(|field| field.required) {
        let there = match field.translated {
            true => view.languages(field.key).any(|(_, value)| !value.is_empty()),
            false => view.raw(field.key).is_some(),
        };
        if !there {
            found.push(below(table, view, field.key), Problem::MISSING);
        }
    }
}

/// Latitude without longitude, or the other way round.
fn half_points(table: &str, view: &View<'_>, found: &mut Found) {
    let latitudes = |field: &&FieldSpec| field.shape == Shape::One(Scalar::Latitude);
    for field in view.fields().iter().filter(latitudes) {
        let longitude = format!("{}lon", field.key.trim_end_matches("lat"));
        match (view.raw(field.key).is_some(), view.raw(&longitude).is_some()) {
            (true, false) => found.push(below(table, view, &longitude), field::Problem::HalfPoint),
            (false, true) => found.push(below(table, view, field.key), field::Problem::HalfPoint),
            _ => {}
        }
    }
}

fn check_leaf(view: &View<'_>, leaf: &Leaf<'_>, path: &Path, found: &mut Found) {
    let at = &leaf.at;
    let mut value = |scalar: Scalar, value: &Plain| {
        if let Err(problem) = scalar.accepts(value) {
            found.push(at, problem);
        } else if let (Scalar::Row(table), Plain::Str(row)) = (scalar, value)
            && !view.rows(table).iter().any(|have| have.name() == row)
        {
            let row = field::cut(row);
            found.push(at, Problem::NoRow { table, row });
        }
    };
    match (path.field.shape, &path.below, leaf.value) {
        (Shape::List(scalar), _, Plain::List(items)) => {
            items.iter().take(MAX_ITEMS).for_each(|item| value(scalar, item));
        }
        (Shape::Shared, _, Plain::Text(text) | Plain::Str(text)) => {
            if let Err(problem) = clean(text, MAX_SHARED, Lines::Many) {
                found.push(at, problem);
            }
        }
        (Shape::One(_), Below::Whole | Below::Language(_), one)
        | (Shape::Map(..), Below::Entry(_), one)
        | (Shape::Table(_), Below::Cell { .. }, one) => match path.scalar() {
            Some(scalar) => value(scalar, one),
            None => found.push(at, Problem::Unreadable),
        },
        _ => found.push(at, Problem::Unreadable),
    }
}
