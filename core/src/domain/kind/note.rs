//! A note: what one team tells the next, what two people write at once. A note about one person is forgotten with them.

use super::choices;
use super::schema::{FieldSpec, Given, Scalar, list, one, shared};
use crate::domain::text::limit;

/// The fields.
pub const FIELDS: &[FieldSpec] = &[
    one("title", Scalar::Line(limit::TITLE)).required(),
    one("note_type", Scalar::Choice(choices::NOTE_TYPE)).or(Given::Word("memo")),
    shared("text"),
    one("at", Scalar::Instant),
    one("about", Scalar::Person),
    one("outing", Scalar::Object),
    one("remind_at", Scalar::Instant),
    list("for_people", Scalar::Person),
    list("tags", Scalar::Line(limit::TAG)),
    list("photos", Scalar::Picture),
    one("important", Scalar::YesNo).or(Given::YesNo(false)),
    one("done", Scalar::YesNo).or(Given::YesNo(false)),
];
