//! The mapping file: TOML, one `[[column]]` for each column that is used or knowingly left out.
//!
//! ```toml
//! name = "my-survey"        # prefix of the source ids; never change it once published
//! language = "fr"           # of every text that says no other
//! type = "place"            # of every listing
//! id = ["Code"]             # columns that together are the id; none: title, start and place
//! separator = "|"           # between the values of one cell, for tags, audience and ways to answer
//! licence = "etalab-2.0"    # of every listing
//! source = "My survey"      # credit of every listing
//! country = "FR"            # of every place
//! when = "%d/%m/%Y %H:%M"   # how dates are written, where they are not ISO 8601
//!
//! [[column]]
//! from = "Name"             # as in the header, or inner names of JSON joined by `.`
//! to = "title"              # see `Target`
//!
//! [[column]]
//! from = "Wheelchair"
//! to = "accessibility.motor"
//! values = { "X" = "yes", "-" = "" }   # what is written = what is meant; "" says nothing
//! otherwise = "leave-out"              # a value that is not listed: "keep" (default) or "leave-out"
//!
//! [[column]]
//! from = "Audience"
//! to = "body"
//! language = "fr"
//! label = "Public : "       # put before the value; several columns of one text go below each other
//!
//! [[column]]
//! from = "Internal number"
//! ignore = "technical"      # or repeated, private, no-field
//! ```

use std::collections::BTreeMap;

use serde::Deserialize;

use super::target::Target;
use crate::draft::ListingType;
use crate::loss::LossReason;

/// A mapping file, read and checked.
#[derive(Clone, Debug)]
pub struct Mapping {
    pub(super) file: File,
    pub(super) columns: Vec<(String, Use)>,
}

/// What is done with one column.
#[derive(Clone, Debug)]
pub(super) enum Use {
    Take { to: Target, column: Box<Column> },
    Ignore(LossReason),
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    pub name: String,
    pub language: Option<String>,
    #[serde(rename = "type")]
    pub listing_type: Option<ListingType>,
    #[serde(default)]
    pub id: Vec<String>,
    pub separator: Option<String>,
    pub licence: Option<String>,
    pub source: Option<String>,
    pub country: Option<String>,
    pub when: Option<String>,
    #[serde(default)]
    column: Vec<Column>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Column {
    from: String,
    to: Option<String>,
    pub language: Option<String>,
    pub label: Option<String>,
    #[serde(default)]
    pub values: BTreeMap<String, String>,
    #[serde(default)]
    pub otherwise: Otherwise,
    ignore: Option<Ignore>,
}

/// What becomes of a value that the mapping does not list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Otherwise {
    #[default]
    Keep,
    LeaveOut,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Ignore {
    Technical,
    Repeated,
    Private,
    NoField,
}

/// Why a mapping file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum MappingError {
    /// Not TOML, or with keys that a mapping has not.
    #[error("the mapping file cannot be read")]
    Toml(#[from] Box<toml::de::Error>),
    /// A column goes to a field that does not exist.
    #[error("column {column:?}: there is no field {to:?}")]
    UnknownTarget {
        /// The column.
        column: String,
        /// What its `to` says.
        to: String,
    },
    /// A column has neither `to` nor `ignore`, or both.
    #[error("column {column:?} needs either `to` or `ignore`")]
    Undecided {
        /// The column.
        column: String,
    },
    /// The prefix of the ids is empty or has characters that an id must not have.
    #[error("the name {name:?} must be letters, digits, `-`, `_` or `.`")]
    Name {
        /// As written.
        name: String,
    },
    /// No column is the title.
    #[error("no column goes to the title")]
    NoTitle,
}

impl Mapping {
    /// Reads a mapping file.
    ///
    /// # Errors
    /// When it is not TOML, names a field that does not exist, or gives no title.
    pub fn parse(text: &str) -> Result<Self, MappingError> {
        let mut file: File = toml::from_str(text).map_err(Box::new)?;
        let fine = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
        if file.name.is_empty() || file.name.len() > 64 || !file.name.chars().all(fine) {
            return Err(MappingError::Name { name: file.name });
        }
        let mut columns = Vec::new();
        for column in std::mem::take(&mut file.column) {
            let from = crate::clean::line(&column.from);
            let used = match (&column.to, column.ignore) {
                (Some(to), None) => match Target::parse(to) {
                    Some(target) => Use::Take {
                        to: target,
                        column: Box::new(column),
                    },
                    None => {
                        return Err(MappingError::UnknownTarget {
                            column: from,
                            to: to.clone(),
                        });
                    }
                },
                (None, Some(ignore)) => Use::Ignore(match ignore {
                    Ignore::Technical => LossReason::Technical,
                    Ignore::Repeated => LossReason::Repeated,
                    Ignore::Private => LossReason::Private,
                    Ignore::NoField => LossReason::NoField,
                }),
                _ => return Err(MappingError::Undecided { column: from }),
            };
            columns.push((from, used));
        }
        if !columns.iter().any(|(_, u)| {
            matches!(
                u,
                Use::Take {
                    to: Target::Title,
                    ..
                }
            )
        }) {
            return Err(MappingError::NoTitle);
        }
        Ok(Self { file, columns })
    }
}
