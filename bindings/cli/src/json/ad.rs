//! Drafts of ads, and what people of a house answer to ads.

use std::collections::BTreeMap;

use ekin_core::app::ad::{AdState, AdView};
use ekin_core::app::answer::house::{self, Became};
use ekin_core::app::says;
use ekin_core::domain::canned::Canned;
use ekin_i18n::Catalog;
use serde::Serialize;

use super::inbox::Letter;

/// `ad new`, `ad edit`, `ad publish`, `ad state`, `ad skip`, `ad adopt`
#[derive(Serialize)]
pub struct AdId {
    /// The draft, or the listing.
    pub id: String,
}

/// One line of `ad list`, and `ad show`
#[derive(Serialize)]
pub struct Ad {
    id: String,
    space: String,
    #[serde(rename = "type")]
    listing_type: String,
    title: BTreeMap<String, String>,
    state: &'static str,
    /// In the person's language.
    state_text: String,
    listing: Option<String>,
    conflict: bool,
    /// Words that may name a diagnosis or somebody's care.
    care: Vec<&'static str>,
    /// All its dates are over.
    past: bool,
    letter: Option<Letter>,
}

impl Ad {
    /// Of what the core says.
    pub fn of(one: &AdView, words: Catalog) -> Self {
        let (state, listing) = match &one.state {
            AdState::Writing => ("writing", None),
            AdState::Submitted(_) => ("submitted", None),
            AdState::Published(listing) => ("published", *listing),
            AdState::Refused => ("refused", None),
            AdState::Contested => ("contested", None),
            AdState::Withdrawn => ("withdrawn", None),
        };
        let title = one.listing.title.iter();
        Self {
            id: one.object.to_string(),
            space: one.space_name.clone(),
            listing_type: one.listing.listing_type.as_str().to_owned(),
            title: title
                .map(|text| (text.language.to_string(), text.text.to_owned()))
                .collect(),
            state,
            state_text: words.format(&says::ad::state(&one.state)),
            listing: listing.map(|listing| listing.to_string()),
            conflict: one.conflict,
            care: one.care.clone(),
            past: one.past,
            letter: one.letter.as_ref().map(|letter| Letter::of(letter, words)),
        }
    }
}

/// One line of `answer asked`
#[derive(Serialize)]
pub struct Asked {
    id: String,
    listing: String,
    person: Option<String>,
    says: &'static str,
    text: Option<String>,
    became: &'static str,
    because: Option<String>,
    reply: Option<&'static str>,
    reply_text: Option<String>,
}

impl Asked {
    /// Of what the core says.
    pub fn of(one: &house::Asked) -> Self {
        let (became, because, reply, reply_text) = match &one.became {
            Became::Waiting => ("waiting", None, None, None),
            Became::Passed {
                reply, reply_text, ..
            } => ("passed", None, reply.map(Canned::word), reply_text.clone()),
            Became::Kept { because, .. } => ("kept", because.clone(), None, None),
        };
        Self {
            id: one.object.to_string(),
            listing: one.listing.to_string(),
            person: one.person.map(|person| person.to_string()),
            says: one.says.word(),
            text: one.text.clone(),
            became,
            because,
            reply,
            reply_text,
        }
    }
}
