//! Messages, letters and what became of them.

use ekin_i18n::{Message, Value, msg};
use ekin_protocol::inbox::MessageKind;

use super::sync::code;
use crate::app::inbox::letter::LetterState;
use crate::app::inbox::{Contents, Handled, Outcome, OutcomeKind};
use crate::domain::canned::Canned;
use crate::domain::refusal::Reason;
use crate::domain::verdict::{Moderator, Verdict};

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
        (OutcomeKind::Withdrawn, _) => msg::verdict_withdrawn_author(),
        (OutcomeKind::Refused, Some(why)) => msg::outcome_refused_because(reason(why)),
        (OutcomeKind::Refused, None) => msg::outcome_refused(),
        (OutcomeKind::Answered, _) => match given.canned {
            Some(reply) => msg::outcome_canned(canned(reply)),
            None => msg::outcome_answered(),
        },
        (OutcomeKind::Newer, _) => msg::outcome_newer(),
    }
}

/// A reply that was chosen rather than written.
pub fn canned(given: Canned) -> Message {
    match given {
        Canned::Welcome => msg::canned_welcome(),
        Canned::NoPlace => msg::canned_no_place(),
        Canned::Waiting => msg::canned_waiting(),
        Canned::Later => msg::canned_later(),
        Canned::Call => msg::canned_call(),
        Canned::HowMany => msg::canned_how_many(),
        Canned::Cancelled => msg::canned_cancelled(),
        Canned::Postponed => msg::canned_postponed(),
        Canned::Thanks => msg::canned_thanks(),
        Canned::Other(_) => msg::canned_other(),
    }
}

/// What all decisions about an ad come to, for a moderator: `me` is what stands for their device.
pub fn verdict(given: &Verdict, me: &[u8; 16]) -> Vec<Message> {
    let names = |all: &[Moderator]| -> Vec<Value> {
        let others = all.iter().filter(|one| one.id != *me);
        let named: Vec<Value> = others.map(name).collect();
        match named.is_empty() {
            true => vec![msg::moderator_unnamed().into()],
            false => named,
        }
    };
    let Verdict::Contested { published, refused } = given else {
        return Vec::new();
    };
    let refusers: Vec<Moderator> = refused.iter().map(|(by, _)| by.clone()).collect();
    let mine = |all: &[Moderator]| all.iter().any(|one| one.id == *me);
    let mut lines = vec![match (mine(published), mine(&refusers)) {
        (_, true) => msg::verdict_contested_you_refused(names(published)),
        (true, false) => msg::verdict_contested_you_published(names(&refusers)),
        (false, false) => msg::verdict_contested(names(published), names(&refusers)),
    }];
    lines.extend(
        refused
            .iter()
            .filter(|(by, _)| by.id != *me)
            .map(|(by, why)| msg::verdict_reason(name(by), reason(*why))),
    );
    lines
}

fn name(one: &Moderator) -> Value {
    match &one.name {
        Some(name) => name.as_str().into(),
        None => msg::moderator_unnamed().into(),
    }
}

/// What all decisions about an ad come to, for its author, beside the single replies.
pub fn verdict_for_author(given: &Verdict) -> Option<Message> {
    match given {
        Verdict::Contested { .. } => Some(msg::verdict_contested_author()),
        _ => None,
    }
}

/// What a message is.
pub fn message_kind(contents: &Contents) -> Message {
    match contents {
        Contents::Ad(_) => msg::inbox_kind_ad(),
        Contents::Answer(_) => msg::inbox_kind_answer(),
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
