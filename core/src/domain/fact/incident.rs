//! An incident: what happened, to whom, when, and what was done. For the staff alone, and never rewritten: what comes to be
//! known later is said beside it.

use ekin_protocol::item::kind;

use super::fact;
use super::value::{Line, Prose};
use crate::domain::person::PersonId;

fact! {
    /// Something happened.
    Incident = kind::INCIDENT; {
        /// What happened.
        what: Prose,
        /// When, ms since 1970.
        when_ms: i64,
        /// Whom it concerns.
        people: Vec<PersonId>,
        /// What was done about it.
        measures: Option<Prose>,
        /// Where, in words.
        place: Option<Line>,
    }
}
