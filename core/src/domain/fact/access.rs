//! Somebody looked at what is under professional secrecy: a journal that the person concerned may read.

use ekin_protocol::item::kind;

use super::fact;
use super::value::Line;
use crate::domain::person::PersonId;

fact! {
    /// Somebody looked at something of a person.
    Access = kind::ACCESS; {
        /// Whose it is.
        person: PersonId,
        /// What was looked at: `card`.
        what: Line,
        /// Why: a word of [`super::super::emergency::Reason`].
        reason: Line,
        /// What else there is to say.
        note: Option<Line>,
    }
}
