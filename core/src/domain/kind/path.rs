//! Where a value stands in a document, as a person writes it: `title.eu`, `legs.l1.at`, `accessibility.quiet`.

use std::fmt;

use super::Kind;
use super::problem::Problem;
use super::scalar::is_row_name;
use super::schema::{FieldSpec, Keys, Scalar, Shape, find};
use crate::domain::field::{self, cut};
use crate::domain::language::LanguageTag;
use crate::domain::person::PersonId;

/// A place in a document of a kind that this version knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Path {
    /// The field.
    pub field: &'static FieldSpec,
    /// What is meant of it.
    pub below: Below,
}

/// What is meant of a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Below {
    /// All of it.
    Whole,
    /// Its text in one language.
    Language(LanguageTag),
    /// One entry of a map.
    Entry(String),
    /// One row of a table.
    Row(String),
    /// One cell of a table.
    Cell {
        /// Name of the row.
        row: String,
        /// The column.
        column: &'static FieldSpec,
        /// Language of a text.
        language: Option<LanguageTag>,
    },
}

impl Path {
    /// Reads a place of a document of this kind.
    ///
    /// # Errors
    /// [`Problem::NoField`], or a name below the field that it cannot have.
    pub fn read(kind: Kind, text: &str) -> Result<Self, Problem> {
        let text = text.trim();
        let (key, below) = split(text);
        let field = find(kind.fields(), key).ok_or_else(|| no_field(text))?;
        let below = match (field.shape, below) {
            (_, None) => Below::Whole,
            (Shape::One(_), Some(tag)) if field.translated => Below::Language(language(tag)?),
            (Shape::Map(keys, _), Some(name)) => Below::Entry(entry(keys, name)?),
            (Shape::Table(columns), Some(rest)) => {
                let (row, rest) = split(rest);
                if !is_row_name(row) {
                    return Err(Problem::form(super::problem::Form::RowName, row));
                }
                match rest {
                    None => Below::Row(row.to_owned()),
                    Some(rest) => {
                        let (key, tag) = split(rest);
                        let column = find(columns, key).ok_or_else(|| no_field(rest))?;
                        let language = match tag {
                            Some(tag) if column.translated => Some(language(tag)?),
                            Some(_) => return Err(no_field(rest)),
                            None => None,
                        };
                        Below::Cell {
                            row: row.to_owned(),
                            column,
                            language,
                        }
                    }
                }
            }
            (_, Some(below)) => return Err(no_field(below)),
        };
        Ok(Self { field, below })
    }

    /// The same place in one language, where a text is meant and none was named.
    pub fn or_language(mut self, default: LanguageTag) -> Self {
        match &mut self.below {
            Below::Whole if self.field.translated => self.below = Below::Language(default),
            Below::Cell { column, language, .. } if column.translated => {
                language.get_or_insert(default);
            }
            _ => {}
        }
        self
    }

    /// The field or the column whose value stands there.
    pub fn spec(&self) -> &'static FieldSpec {
        match &self.below {
            Below::Cell { column, .. } => column,
            _ => self.field,
        }
    }

    /// The scalar that stands there, or that the list there is made of; `None` for prose, a row, a whole map or table.
    pub fn scalar(&self) -> Option<Scalar> {
        match (&self.below, self.field.shape) {
            (Below::Whole, Shape::Map(..)) | (Below::Row(_), _) => None,
            _ => self.spec().scalar(),
        }
    }

    /// Key under the root.
    pub fn root(&self) -> String {
        match &self.below {
            Below::Language(tag) => format!("{}.{tag}", self.field.key),
            _ => self.field.key.to_owned(),
        }
    }

    /// Key inside the container, where the value stands in one.
    pub fn inner(&self) -> Option<String> {
        match &self.below {
            Below::Whole | Below::Language(_) | Below::Row(_) => None,
            Below::Entry(key) => Some(key.clone()),
            Below::Cell {
                row,
                column,
                language,
            } => Some(match language {
                Some(tag) => format!("{row}.{}.{tag}", column.key),
                None => format!("{row}.{}", column.key),
            }),
        }
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.root())?;
        match (&self.below, self.inner()) {
            (Below::Row(row), _) => write!(f, ".{row}"),
            (_, Some(inner)) => write!(f, ".{inner}"),
            _ => Ok(()),
        }
    }
}

fn split(text: &str) -> (&str, Option<&str>) {
    match text.split_once('.') {
        Some((head, rest)) => (head, Some(rest)),
        None => (text, None),
    }
}

fn no_field(given: &str) -> Problem {
    Problem::NoField { given: cut(given) }
}

fn language(tag: &str) -> Result<LanguageTag, Problem> {
    LanguageTag::parse(tag).ok_or_else(|| field::Problem::form(field::Form::Language, tag).into())
}

fn entry(keys: Keys, name: &str) -> Result<String, Problem> {
    match keys {
        Keys::Person | Keys::Device => match name.parse::<PersonId>() {
            Ok(person) => Ok(person.to_string()),
            Err(_) => Err(Problem::form(super::problem::Form::Id, name)),
        },
        Keys::Words(choice) if choice.knows(name) => Ok(name.to_owned()),
        Keys::Words(choice) => Err(Problem::Choice {
            choice,
            given: cut(name),
        }),
    }
}
