//! Messages, letters and what became of them.

use ekin_i18n::{Message, msg};
use ekin_protocol::inbox::MessageKind;

use super::sync::code;
use crate::app::inbox::letter::LetterState;
use crate::app::inbox::{Contents, Handled, Outcome, OutcomeKind};
use crate::domain::refusal::Reason;

/// How far a letter has come.
pub fn letter_state(state: LetterState) -> Message {
    match state {
        LetterState::Here => msg::state_on_this_device(),
        LetterState::Sent => msg::state_sent(),
        LetterState::Received => msg::state_received(),
        LetterState::Refused(why) => msg::state_refused(code(why)),
    }
}

/// Why an ad is not published.
pub fn reason(given: Reason) -> Message {
    match given {
        Reason::Duplicate => msg::reason_duplicate(),
        Reason::Elsewhere => msg::reason_elsewhere(),
        Reason::Incomplete => msg::reason_incomplete(),
        Reason::Past => msg::reason_past(),
        Reason::Commercial => msg::reason_commercial(),
        Reason::Personal => msg::reason_personal(),
        Reason::Unclear => msg::reason_unclear(),
        Reason::Harmful => msg::reason_harmful(),
        Reason::Words => msg::reason_words(),
        Reason::Other(_) => msg::reason_other(),
    }
}

/// What became of a message, without the words beside it.
pub fn outcome(given: &Outcome) -> Message {
    match (given.kind, given.reason) {
        (OutcomeKind::Published, _) => msg::outcome_published(),
        (OutcomeKind::Refused, Some(why)) => msg::outcome_refused_because(reason(why)),
        (OutcomeKind::Refused, None) => msg::outcome_refused(),
        (OutcomeKind::Answered, _) => msg::outcome_answered(),
        (OutcomeKind::Newer, _) => msg::outcome_newer(),
    }
}

/// What a message is.
pub fn message_kind(contents: &Contents) -> Message {
    match contents {
        Contents::Ad(_) => msg::inbox_kind_ad(),
        Contents::Words(MessageKind::Answer, _) => msg::inbox_kind_answer(),
        Contents::Words(MessageKind::SpeakUp, _) => msg::inbox_kind_speak_up(),
        Contents::Words(MessageKind::Report, _) => msg::inbox_kind_report(),
        Contents::Words(..) | Contents::Sealed | Contents::Newer => msg::inbox_kind_other(),
    }
}

/// Where a message stands.
pub fn handled(given: &Handled) -> Message {
    match given {
        Handled::Waiting => msg::inbox_waiting(),
        Handled::Published { here: true, .. } => msg::inbox_published_here(),
        Handled::Published { here: false, .. } => msg::inbox_published_other(),
        Handled::Withdrawn(_) => msg::inbox_withdrawn(),
        Handled::Refused { here: true, .. } => msg::inbox_refused_here(),
        Handled::Refused { here: false, .. } => msg::inbox_refused_other(),
        Handled::Closed => msg::inbox_closed(),
    }
}
