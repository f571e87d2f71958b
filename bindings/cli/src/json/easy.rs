//! What is easy to understand: what is read aloud, pictograms.

use std::collections::BTreeMap;

use ekin_core::app::says::aloud;
use ekin_i18n::Catalog;
use serde::Serialize;

/// A sentence of `show --aloud`.
#[derive(Serialize)]
pub struct Sentence {
    /// BCP 47 tag of the language in which a voice is to read it.
    language: String,
    text: String,
}

impl Sentence {
    /// Of what the core says, in the reader's words.
    pub fn of(sentence: &aloud::Sentence, words: Catalog) -> Self {
        match sentence {
            aloud::Sentence::Ours(message) => Self {
                language: words.language().tag().to_owned(),
                text: words.format(message),
            },
            aloud::Sentence::Theirs(language, text) => Self {
                language: language.to_string(),
                text: text.clone(),
            },
        }
    }

    /// The words.
    pub fn text(&self) -> &str {
        &self.text
    }
}

/// `pictograms`
#[derive(Serialize)]
pub struct Pictograms {
    source: &'static str,
    licence: &'static str,
    pictograms: BTreeMap<&'static str, String>,
}

impl Pictograms {
    /// Names with their words.
    pub fn of(all: Vec<(&'static str, String)>, source: &'static str, licence: &'static str) -> Self {
        Self {
            source,
            licence,
            pictograms: all.into_iter().collect(),
        }
    }
}
