//! Inboxes, and what was written into them from here.

use ekin_core::app::exchange::Draft;
use ekin_core::app::ids::{Code, MessageKind};
use ekin_core::app::inbox::letter::{LetterState, LetterView};
use ekin_core::app::inbox::{self, Contents, Handled, MessageView, OutcomeKind};
use ekin_core::app::says;
use ekin_core::domain::canned::Canned;
use ekin_core::domain::refusal::Reason;
use ekin_core::domain::response::Response;
use ekin_core::domain::text::Texts;
use ekin_core::domain::verdict;
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
    #[serde(skip_serializing_if = "Option::is_none")]
    answer: Option<Answer>,
}

/// An answer to an ad.
#[derive(Serialize)]
struct Answer {
    says: &'static str,
    listing: Option<String>,
    by: Option<String>,
    /// A house answers for people who live there.
    house: bool,
    /// The places that it asks for.
    seats: u32,
    wheelchair: u32,
    companions: u32,
}

impl Answer {
    fn of(one: &Response) -> Self {
        let wanted = one.wanted();
        Self {
            says: one.says.word(),
            listing: one.listing.map(|listing| listing.to_string()),
            by: one.by.as_deref().map(ToOwned::to_owned),
            house: one.house,
            seats: wanted.seats,
            wheelchair: wanted.wheelchair,
            companions: wanted.companions,
        }
    }
}

fn by_language(texts: &Texts) -> BTreeMap<String, String> {
    let texts = texts.iter();
    texts
        .map(|text| (text.language.to_string(), text.text.to_owned()))
        .collect()
}

impl Said {
    fn of(contents: &Contents) -> Self {
        let bare = |kind| Self {
            kind,
            ad: None,
            text: None,
            answer: None,
        };
        match contents {
            Contents::Sealed => bare("sealed"),
            Contents::Newer => bare("newer"),
            Contents::Ad(draft) => Self {
                ad: Some(draft.clone()),
                ..bare("ad")
            },
            Contents::Answer(answer) => Self {
                text: Some(by_language(&answer.text)),
                answer: Some(Answer::of(answer)),
                ..bare("answer")
            },
            Contents::Words(kind, texts) => Self {
                text: Some(by_language(texts)),
                ..bare(match kind {
                    MessageKind::SpeakUp => "speak-up",
                    MessageKind::Report => "report",
                    _ => "other",
                })
            },
        }
    }
}

/// What all decisions about an ad come to.
#[derive(Serialize)]
struct Verdict {
    verdict: &'static str,
    /// Who published it, as far as they signed.
    published_by: Vec<Option<String>>,
    /// Who refused it, and why.
    refused_by: Vec<Refusal>,
}

#[derive(Serialize)]
struct Refusal {
    name: Option<String>,
    reason: &'static str,
}

impl Verdict {
    fn of(one: &verdict::Verdict) -> Self {
        use verdict::Verdict as Of;
        let (verdict, published, refused): (_, &[verdict::Moderator], &[_]) = match one {
            Of::Waiting => ("waiting", &[], &[]),
            Of::Published(by) => ("published", by, &[]),
            Of::Refused(by) => ("refused", &[], by),
            Of::Contested { published, refused } => ("contested", published, refused),
            Of::Withdrawn => ("withdrawn", &[], &[]),
        };
        Self {
            verdict,
            published_by: published.iter().map(|by| by.name.clone()).collect(),
            refused_by: refused
                .iter()
                .map(|(by, why)| Refusal {
                    name: by.name.clone(),
                    reason: why.word(),
                })
                .collect(),
        }
    }
}

/// What became of a message.
#[derive(Serialize)]
struct Outcome {
    outcome: &'static str,
    reason: Option<&'static str>,
    /// The reply that was chosen rather than written.
    canned: Option<&'static str>,
    /// The name that whoever replied signed with.
    by: Option<String>,
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
                OutcomeKind::Withdrawn => "withdrawn",
                OutcomeKind::Refused => "refused",
                OutcomeKind::Answered => "answered",
                OutcomeKind::Newer => "newer",
            },
            reason: one.reason.map(Reason::word),
            canned: one.canned.map(Canned::word),
            by: one.by.as_ref().and_then(|by| by.name.clone()),
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
    /// Titles of the ad that an answer answers, where it is here.
    #[serde(skip_serializing_if = "Option::is_none")]
    about: Option<BTreeMap<String, String>>,
    at_ms: u64,
    state: &'static str,
    refused: Option<&'static str>,
    later: Option<&'static str>,
    awaits: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    decided: Option<Verdict>,
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
            about: one.about.as_ref().map(|ad| ad.title.clone()),
            at_ms: one.at_ms,
            state,
            refused,
            later: one.later.map(Code::word),
            awaits: one.awaits,
            decided: one.verdict.as_ref().map(Verdict::of),
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
    /// Titles of the ad that an answer answers, where it is here.
    #[serde(skip_serializing_if = "Option::is_none")]
    about: Option<BTreeMap<String, String>>,
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
    /// What all decisions come to.
    decided: Verdict,
    /// Words that may name a diagnosis or somebody's care.
    care: Vec<&'static str>,
    /// All dates of an ad are over.
    past: bool,
    /// Of a report, the listing and what is wrong with it.
    #[serde(skip_serializing_if = "Option::is_none")]
    reported: Option<Reported>,
}

/// What a report is about.
#[derive(Serialize)]
struct Reported {
    listing: String,
    title: BTreeMap<String, String>,
    reason: &'static str,
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
            about: one.about.as_ref().map(|ad| ad.title.clone()),
            at_ms: one.at_ms,
            reserved: one.reserved,
            can_reply: one.can_reply,
            handled,
            here,
            listing,
            why,
            reply: one.reply.map(|reply| state(reply).0),
            others: one.others.iter().map(|one| Outcome::of(one, words)).collect(),
            decided: Verdict::of(&one.verdict),
            care: one.care.clone(),
            past: one.past,
            reported: one.reported.as_ref().map(|reported| Reported {
                listing: reported.listing.to_string(),
                title: by_language(&reported.titles),
                reason: reported.reason.word(),
            }),
        }
    }
}
