//! Inboxes, and what was written into them from here.

use ekin_core::app::exchange::Draft;
use ekin_core::app::ids::{Code, MessageKind};
use ekin_core::app::inbox::letter::{LetterState, LetterView};
use ekin_core::app::inbox::{self, Contents, Handled, MessageView, OutcomeKind};
use ekin_core::app::says;
use ekin_core::domain::refusal::Reason;
use ekin_i18n::Catalog;
use serde::Serialize;
use std::collections::BTreeMap;

/// `offer FILE`, `offer withdraw`, `message`
#[derive(Serialize)]
pub struct Written {
    /// Numbers on this device.
    pub numbers: Vec<i64>,
}

/// `territory code`, `territory link`
#[derive(Serialize)]
pub struct Poster {
    /// The link, where it was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    /// The code, where this device knows it.
    pub code: Option<String>,
    /// Whether the membership names it.
    pub in_force: bool,
}

#[derive(Serialize)]
struct Said {
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    ad: Option<Box<Draft>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<BTreeMap<String, String>>,
}

impl Said {
    fn of(contents: &Contents) -> Self {
        let (kind, ad, text) = match contents {
            Contents::Sealed => ("sealed", None, None),
            Contents::Newer => ("newer", None, None),
            Contents::Ad(draft) => ("ad", Some(draft.clone()), None),
            Contents::Words(kind, texts) => {
                let kind = match kind {
                    MessageKind::SpeakUp => "speak-up",
                    MessageKind::Report => "report",
                    _ => "answer",
                };
                let texts = texts
                    .iter()
                    .map(|text| (text.language.to_string(), text.text.to_owned()));
                (kind, None, Some(texts.collect()))
            }
        };
        Self { kind, ad, text }
    }
}

/// What became of a message.
#[derive(Serialize)]
struct Outcome {
    outcome: &'static str,
    reason: Option<&'static str>,
    words: Option<String>,
    listing: Option<String>,
    /// In the person's language.
    text: String,
    at_ms: u64,
}

impl Outcome {
    fn of(one: &inbox::Outcome, words: Catalog) -> Self {
        Self {
            outcome: match one.kind {
                OutcomeKind::Published => "published",
                OutcomeKind::Refused => "refused",
                OutcomeKind::Answered => "answered",
                OutcomeKind::Newer => "newer",
            },
            reason: one.reason.map(Reason::word),
            words: one.text.clone(),
            listing: one.listing.map(|listing| listing.to_string()),
            text: words.format(&says::outcome(one)),
            at_ms: one.at_ms,
        }
    }
}

fn state(state: LetterState) -> (&'static str, Option<&'static str>) {
    match state {
        LetterState::Here => ("on-this-device", None),
        LetterState::Sent => ("sent", None),
        LetterState::Received => ("received", None),
        LetterState::Refused(code) => ("refused", Some(code.word())),
    }
}

/// One line of `offer list`
#[derive(Serialize)]
pub struct Letter {
    number: i64,
    to: String,
    #[serde(flatten)]
    said: Said,
    at_ms: u64,
    state: &'static str,
    refused: Option<&'static str>,
    later: Option<&'static str>,
    awaits: bool,
    outcomes: Vec<Outcome>,
}

impl Letter {
    /// Of what the core says.
    pub fn of(one: &LetterView, words: Catalog) -> Self {
        let (state, refused) = state(one.state);
        Self {
            number: one.number,
            to: one.to.clone(),
            said: Said::of(&one.contents),
            at_ms: one.at_ms,
            state,
            refused,
            later: one.later.map(Code::word),
            awaits: one.awaits,
            outcomes: one.outcomes.iter().map(|one| Outcome::of(one, words)).collect(),
        }
    }
}

/// One line of `inbox list`, and `inbox open`
#[derive(Serialize)]
pub struct InboxMessage {
    id: String,
    #[serde(flatten)]
    said: Said,
    at_ms: u64,
    reserved: bool,
    can_reply: bool,
    handled: &'static str,
    /// Whether that was decided on this device.
    here: bool,
    listing: Option<String>,
    why: Option<Outcome>,
    reply: Option<&'static str>,
    others: Vec<Outcome>,
}

impl InboxMessage {
    /// Of what the core says.
    pub fn of(one: &MessageView, words: Catalog) -> Self {
        let (handled, here, listing, why) = match &one.handled {
            Handled::Waiting => ("waiting", false, None, None),
            Handled::Published { object, here, .. } => ("published", *here, Some(object.to_string()), None),
            Handled::Withdrawn(object) => ("withdrawn", false, Some(object.to_string()), None),
            Handled::Refused { here, why } => ("refused", *here, None, Some(Outcome::of(why, words))),
            Handled::Closed => ("closed", true, None, None),
        };
        Self {
            id: one.id.to_string(),
            said: Said::of(&one.contents),
            at_ms: one.at_ms,
            reserved: one.reserved,
            can_reply: one.can_reply,
            handled,
            here,
            listing,
            why,
            reply: one.reply.map(|reply| state(reply).0),
            others: one.others.iter().map(|one| Outcome::of(one, words)).collect(),
        }
    }
}
