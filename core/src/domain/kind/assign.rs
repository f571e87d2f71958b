//! What a person types to change a field: `title.eu=Museoa`, `start=2026-11-28T14:00`, `tags+=quiet`,
//! `legs.l1.at=2026-11-28T16:30 Europe/Madrid`. An empty value takes the field back.

use chrono_tz::Tz;

use super::Kind;
use super::path::{Below, Path};
use super::plain::Plain;
use super::problem::{FieldError, Form, Problem};
use super::schema::{MAX_ITEMS, MAX_SHARED, Scalar, Shape, ZONE};
use crate::domain::field::{self, cut};
use crate::domain::language::LanguageTag;
use crate::domain::text::{Lines, clean};

/// Who writes: what is meant where nothing is said.
#[derive(Clone, Copy, Debug)]
pub struct By {
    /// Zone of an hour.
    pub zone: Tz,
    /// Language of a text.
    pub language: LanguageTag,
}

/// One step of a change to a document. `root` is a key under the root, `inner` one in the container there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    /// Sets a value.
    Put {
        /// Key under the root.
        root: String,
        /// Key in the map there.
        inner: Option<String>,
        /// A scalar, or prose whole: of prose, only what differs is to be written.
        value: Plain,
    },
    /// Takes a value back.
    Delete {
        /// Key under the root.
        root: String,
        /// Key in the map there.
        inner: Option<String>,
    },
    /// Takes back every entry of a map whose key begins so: a row, or with an empty prefix all of them.
    Clear {
        /// Key under the root.
        root: String,
        /// `row.`, or empty.
        prefix: String,
    },
    /// Makes a list hold these items.
    Fill {
        /// Key under the root.
        root: String,
        /// The items.
        items: Vec<Plain>,
    },
    /// Puts an item at the end of a list, unless it is there.
    Add {
        /// Key under the root.
        root: String,
        /// The item.
        item: Plain,
    },
    /// Takes an item out of a list.
    Remove {
        /// Key under the root.
        root: String,
        /// The item.
        item: Plain,
    },
}

impl Edit {
    /// The key under the root in which it writes.
    pub fn root(&self) -> &str {
        match self {
            Edit::Put { root, .. }
            | Edit::Delete { root, .. }
            | Edit::Clear { root, .. }
            | Edit::Fill { root, .. }
            | Edit::Add { root, .. }
            | Edit::Remove { root, .. } => root,
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Operator {
    Set,
    Add,
    Remove,
}

/// Reads one assignment, for a document of this kind. Rules between fields are for [`super::check`], on the whole.
///
/// # Errors
/// A field that the kind does not have, or a value that it does not take; the path is as the person wrote it.
pub fn assign(kind: Kind, text: &str, by: By) -> Result<Vec<Edit>, FieldError> {
    let error = |path: &str, problem| FieldError {
        kind,
        path: cut(path.trim()),
        problem,
    };
    let Some((path, value)) = text.split_once('=') else {
        return Err(error(text, Problem::form(Form::Assignment, text)));
    };
    let (path, operator) = match (path.strip_suffix('+'), path.strip_suffix('-')) {
        (Some(path), _) => (path, Operator::Add),
        (_, Some(path)) => (path, Operator::Remove),
        _ => (path, Operator::Set),
    };
    edits(kind, path, operator, value, by).map_err(|problem| error(path, problem))
}

fn edits(kind: Kind, path: &str, operator: Operator, value: &str, by: By) -> Result<Vec<Edit>, Problem> {
    let path = Path::read(kind, path)?.or_language(by.language);
    let empty = value.trim().is_empty();
    let root = path.root();
    match (path.field.shape, &path.below) {
        (Shape::List(scalar), _) => list(root, scalar, operator, value, by.zone),
        _ if operator != Operator::Set => Err(Problem::NotAList),
        (Shape::Map(..) | Shape::Table(_), Below::Whole) if empty => Ok(vec![Edit::Clear {
            root,
            prefix: String::new(),
        }]),
        (_, Below::Row(row)) if empty => Ok(vec![Edit::Clear {
            root,
            prefix: format!("{row}."),
        }]),
        (Shape::Map(..) | Shape::Table(_), Below::Whole) | (_, Below::Row(_)) => Err(Problem::NeedsBelow),
        (Shape::Shared, _) => Ok(vec![Edit::Put {
            root,
            inner: None,
            value: Plain::Text(clean(value, MAX_SHARED, Lines::Many)?.into()),
        }]),
        _ => {
            let scalar = path.scalar().ok_or(Problem::NeedsBelow)?;
            one(&path, scalar, value, by.zone)
        }
    }
}

fn one(path: &Path, scalar: Scalar, value: &str, zone: Tz) -> Result<Vec<Edit>, Problem> {
    let (root, inner) = (path.root(), path.inner());
    let (zone_root, zone_inner) = match &inner {
        Some(inner) => (root.clone(), Some(format!("{inner}{ZONE}"))),
        None => (format!("{root}{ZONE}"), None),
    };
    if value.trim().is_empty() {
        let mut edits = vec![Edit::Delete { root, inner }];
        if scalar == Scalar::Instant {
            edits.push(Edit::Delete {
                root: zone_root,
                inner: zone_inner,
            });
        }
        return Ok(edits);
    }
    let written = scalar.parse(value, zone)?;
    let mut edits = vec![Edit::Put {
        root,
        inner,
        value: written.value,
    }];
    if let Some(zone) = written.zone {
        edits.push(Edit::Put {
            root: zone_root,
            inner: zone_inner,
            value: Plain::from(zone.name()),
        });
    }
    Ok(edits)
}

fn list(
    root: String,
    scalar: Scalar,
    operator: Operator,
    value: &str,
    zone: Tz,
) -> Result<Vec<Edit>, Problem> {
    let mut items: Vec<Plain> = Vec::new();
    for item in split_items(value) {
        let value = scalar.parse(&item, zone)?.value;
        if !items.contains(&value) {
            items.push(value);
        }
    }
    if items.len() > MAX_ITEMS {
        return Err(field::Problem::TooMany {
            max: MAX_ITEMS,
            len: items.len(),
        }
        .into());
    }
    Ok(match operator {
        Operator::Set => vec![Edit::Fill { root, items }],
        Operator::Add => items
            .into_iter()
            .map(|item| Edit::Add {
                root: root.clone(),
                item,
            })
            .collect(),
        Operator::Remove => items
            .into_iter()
            .map(|item| Edit::Remove {
                root: root.clone(),
                item,
            })
            .collect(),
    })
}

/// Items between commas; `\,` is a comma inside one.
fn split_items(text: &str) -> Vec<String> {
    let mut items = vec![String::new()];
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        let c = match c {
            '\\' => chars.next().unwrap_or('\\'),
            ',' => {
                items.push(String::new());
                continue;
            }
            c => c,
        };
        if let Some(item) = items.last_mut() {
            item.push(c);
        }
    }
    items.retain(|item| !item.trim().is_empty());
    items
}

/// An item as [`assign`] reads it.
pub fn escape_item(item: &str) -> String {
    item.replace('\\', "\\\\").replace(',', "\\,")
}
