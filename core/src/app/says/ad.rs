//! Words about ads and answers to them.

use ekin_exchange::draft::Draft;
use ekin_i18n::{Message, Value, msg};

use super::inbox::letter_state;
use crate::app::ad::{AdError, AdState};
use crate::app::answer::AnswerError;
use crate::app::answer::house::Became;
use crate::app::words::listing_type;

use super::error::Said;
use super::outing;
use crate::domain::response::{Response, Says};

/// How far a draft has come.
pub fn state(given: &AdState) -> Message {
    match given {
        AdState::Writing => msg::ad_writing(),
        AdState::Submitted(Some(state)) => msg::ad_submitted(letter_state(*state)),
        AdState::Submitted(None) => msg::ad_submitted_elsewhere(),
        AdState::Published(_) => msg::ad_published(),
        AdState::Refused => msg::ad_refused(),
        AdState::Contested => msg::verdict_contested_author(),
        AdState::Withdrawn => msg::ad_withdrawn(),
    }
}

/// What sort of listing an ad would become.
pub fn sort(ad: &Draft) -> Message {
    super::listing_type(&listing_type(ad.listing_type))
}

/// Words that may name a diagnosis or somebody's care, for who is to publish.
pub fn care(words: &[&'static str]) -> Message {
    msg::ad_care_marked(quoted(words))
}

/// What somebody answers, without the words beside it: what, who, how many places.
pub fn response(given: &Response) -> Vec<Message> {
    let mut lines = vec![says(given.says)];
    if let Some(by) = &given.by {
        lines.push(match given.house {
            true => msg::answer_by_house(&**by),
            false => msg::answer_by(&**by),
        });
    }
    if !given.wanted().is_none() {
        lines.push(outing::demand(given.wanted()));
    }
    lines
}

/// What somebody answers.
pub fn says(given: Says) -> Message {
    match given {
        Says::Yes => msg::answer_yes(),
        Says::Maybe => msg::answer_maybe(),
        Says::NotToday => msg::answer_not_today(),
        Says::Words => msg::answer_message(),
        Says::Other(_) => msg::answer_other(),
    }
}

fn quoted(words: &[&'static str]) -> Vec<Value> {
    words
        .iter()
        .map(|word| msg::outcome_words(*word).into())
        .collect()
}

pub(super) fn error(error: &AdError) -> Said {
    match error {
        AdError::NoAd { id } => Said::new("no-ad", msg::error_no_ad(id)),
        AdError::NamesCare { words } => Said::new("names-care", msg::error_names_care(quoted(words))),
        AdError::Kept { field } => Said::new("kept-field", msg::error_ad_kept(field)),
        AdError::Submitted => Said::new("ad-submitted", msg::error_ad_submitted()),
        AdError::NothingRecurs => Said::new("nothing-recurs", msg::error_nothing_recurs()),
        AdError::NoSuchDay { given } => Said::new("no-such-day", msg::error_no_such_day(given)),
        AdError::NotAProject => Said::new("not-a-project", msg::error_not_a_project()),
    }
}

/// What became of what somebody of a house answered.
pub fn became(given: &Became) -> Vec<Message> {
    match given {
        Became::Waiting => vec![msg::asked_waiting()],
        Became::Passed {
            by,
            state,
            reply,
            reply_text,
        } => {
            let mut lines = vec![msg::asked_passed(by.to_string())];
            if reply.is_none() && reply_text.is_none() {
                lines.extend(state.map(letter_state));
            }
            lines.extend(reply.map(|reply| msg::asked_reply(super::inbox::canned(reply))));
            lines.extend(reply_text.as_ref().map(msg::outcome_words));
            lines
        }
        Became::Kept { by, because } => {
            let mut lines = vec![msg::asked_kept(by.to_string())];
            lines.extend(because.as_ref().map(msg::outcome_words));
            lines
        }
    }
}

pub(super) fn answer_error(error: &AnswerError) -> Said {
    match error {
        AnswerError::NoInbox { ways } if ways.is_empty() => {
            Said::new("no-way-to-answer", msg::error_no_way())
        }
        AnswerError::NoInbox { ways } => {
            let ways: Vec<Value> = ways.iter().map(Value::from).collect();
            Said::new("no-way-to-answer", msg::error_other_ways(ways))
        }
        AnswerError::NoName => Said::new("no-name", msg::error_no_name()),
        AnswerError::NamesPerson => Said::new("names-person", msg::error_names_person()),
        AnswerError::ThroughHouse => Said::new("through-house", msg::error_through_house()),
        AnswerError::Passed => Said::new("passed-already", msg::error_passed_already()),
        AnswerError::NotAsked { id } => Said::new("not-asked", msg::error_not_asked(id)),
    }
}
