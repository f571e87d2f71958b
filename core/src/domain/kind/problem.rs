//! What can be wrong with a field of a document. No words for people: a code and its data, from which the texts
//! are made in each language.

use super::Kind;
use super::schema::Choice;
use crate::domain::field;
use ekin_protocol::membership::SpaceKind;

/// What is wrong with one field of a document.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{path}: {}", problem.code())]
pub struct FieldError {
    /// Sort of document.
    pub kind: Kind,
    /// The exact place, as the person may write it: `title.eu`, `legs.l1.at`.
    pub path: String,
    /// What is wrong there.
    pub problem: Problem,
}

/// A kind of document that has no place in this sort of space.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a document of kind {} does not live in this sort of space", kind.word())]
pub struct WrongSpace {
    /// Sort of document.
    pub kind: Kind,
    /// Sort of space.
    pub space: SpaceKind,
}

/// Form that a value was expected in, beside those of [`field::Form`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// `YYYY-MM-DDTHH:MM`, with a zone behind when it is another.
    Instant,
    /// `YYYY-MM-DD`.
    Day,
    /// `HH:MM`.
    Clock,
    /// `90`, `1h30`, `2 h`.
    Minutes,
    /// `14`, `2 weeks`, `3 mois`.
    Days,
    /// `5`, `5,50`.
    Money,
    /// Yes or no, in any of the three languages.
    YesNo,
    /// 32 hexadecimal digits.
    Id,
    /// 64 hexadecimal digits.
    Picture,
    /// Name of a pictogram.
    Pictogram,
    /// 1 to 12 small letters, digits and `_`.
    RowName,
    /// `FIELD=VALUE`, `FIELD+=VALUE`, `FIELD-=VALUE`.
    Assignment,
}

/// What can be wrong with a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// What can be wrong with a value of a listing, too.
    Value(field::Problem),
    /// Not in the expected form.
    Form {
        /// What was expected.
        expected: Form,
        /// What was given, cut to 80 characters.
        given: String,
    },
    /// A word that is not among those of the field.
    Choice {
        /// The words.
        choice: &'static Choice,
        /// What was given, cut.
        given: String,
    },
    /// This kind of document has no such field, or the field nothing of that name.
    NoField {
        /// What was given, cut.
        given: String,
    },
    /// The field needs a name below it: `legs.l1.at`, `accessibility.quiet`.
    NeedsBelow,
    /// `+=` and `-=` are for lists alone.
    NotAList,
    /// What is stored there is not what this version expects.
    Unreadable,
    /// An hour that the clocks leave out on that day, or that does not have that offset.
    NoSuchHour {
        /// What was given, cut.
        given: String,
    },
    /// It must not be before another field.
    Before {
        /// Key of the other field.
        other: &'static str,
    },
    /// It must not be after another field.
    After {
        /// Key of the other field.
        other: &'static str,
    },
    /// It must not be more than another field.
    Above {
        /// Key of the other field.
        other: &'static str,
    },
    /// It only makes sense with another field.
    Needs {
        /// Key of the other field.
        other: &'static str,
    },
    /// No row of that name in the table.
    NoRow {
        /// Key of the table.
        table: &'static str,
        /// Name of the row, cut.
        row: String,
    },
    /// The same as another field that must differ.
    Same {
        /// Key of the other field.
        other: &'static str,
    },
    /// It cannot be so beside what another field says.
    Contradicts {
        /// Key of the other field.
        other: &'static str,
    },
    /// About care: not where residents' tablets and readers look.
    CareAtHome,
}

impl Problem {
    /// A value in the wrong form; what was given is cut so that a message stays a message.
    pub fn form(expected: Form, given: &str) -> Self {
        Problem::Form {
            expected,
            given: field::cut(given),
        }
    }

    /// Something that the person must say.
    pub const MISSING: Problem = Problem::Value(field::Problem::Missing);

    /// Stable code, for the texts and for `--json`.
    pub fn code(&self) -> &'static str {
        match self {
            Problem::Value(problem) => problem.code(),
            Problem::Form { .. } => "form",
            Problem::Choice { .. } => "choice",
            Problem::NoField { .. } => "no_field",
            Problem::NeedsBelow => "needs_below",
            Problem::NotAList => "not_a_list",
            Problem::Unreadable => "unreadable",
            Problem::NoSuchHour { .. } => "no_such_hour",
            Problem::Before { .. } => "before",
            Problem::After { .. } => "after",
            Problem::Above { .. } => "above",
            Problem::Needs { .. } => "needs",
            Problem::NoRow { .. } => "no_row",
            Problem::Same { .. } => "same",
            Problem::Contradicts { .. } => "contradicts",
            Problem::CareAtHome => "care_at_home",
        }
    }
}

impl From<field::Problem> for Problem {
    fn from(problem: field::Problem) -> Self {
        Problem::Value(problem)
    }
}
