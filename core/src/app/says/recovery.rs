//! The recovery code on paper.

use ekin_i18n::{Message, msg};
use ekin_protocol::code::Code;

use super::error::Said;
use super::sync::code;
use crate::domain::paper_code::{Guess, NotTheSame, PaperCodeError, Slip, WordLanguage};
use crate::domain::recovery_key::RecoveryKeyError;

/// Why what was typed is no code.
pub fn paper_code_error(error: &PaperCodeError) -> Said {
    match error {
        PaperCodeError::Count { found } => Said::new("recovery-count", msg::recovery_count(*found as u64)),
        PaperCodeError::Unknown { place, guess } => Said::new(
            "recovery-word",
            match guess {
                Some(Guess(word)) => msg::recovery_word_guess(*place as u64, *word),
                None => msg::recovery_word_unknown(*place as u64),
            },
        ),
        PaperCodeError::TooShort { place } => {
            Said::new("recovery-word-short", msg::recovery_word_short(*place as u64))
        }
        PaperCodeError::OtherLanguage { place, word, others } => Said::new(
            "recovery-other-language",
            msg::recovery_other_language(*place as u64, language(*word), language(*others)),
        ),
        PaperCodeError::Check { slip } => Said::new(
            "recovery-check",
            match slip {
                Some(Slip::Word {
                    place,
                    guess: Guess(word),
                }) => msg::recovery_check_word(*place as u64, *word),
                Some(Slip::Swapped { place }) => {
                    msg::recovery_check_swapped(*place as u64, (*place + 1) as u64)
                }
                None => msg::recovery_check(),
            },
        ),
        PaperCodeError::Newer => Said::new("recovery-newer", msg::recovery_newer()),
    }
}

/// A language of words, inside a sentence.
pub fn language(given: WordLanguage) -> Message {
    match given {
        WordLanguage::French => msg::recovery_language_fr(),
        WordLanguage::Basque => msg::recovery_language_eu(),
        WordLanguage::Spanish => msg::recovery_language_es(),
    }
}

/// Why a code does not open a space; none while its relay was not asked.
pub fn not_recovered(why: Option<Code>) -> Message {
    match why {
        None => msg::recovery_not_asked(),
        Some(Code::NotAllowed | Code::Removed | Code::NoSpace) => msg::recovery_not_this_space(),
        Some(other) => code(other),
    }
}

/// Why the code that was asked back does not count yet.
pub fn not_the_same(error: &NotTheSame) -> Said {
    match error {
        NotTheSame::Count { found } => Said::new("recovery-count", msg::recovery_count(*found as u64)),
        NotTheSame::Words { places } => {
            let list: Vec<String> = places.iter().map(ToString::to_string).collect();
            Said::new("recovery-differ", msg::recovery_differ(list.join(", ")))
        }
    }
}

/// Why a code gives no keys on this device.
pub fn recovery_key_error(error: &RecoveryKeyError) -> Said {
    match error {
        RecoveryKeyError::Memory => Said::new("recovery-memory", msg::recovery_memory()),
        RecoveryKeyError::Derive(_) => Said::internal("recovery-derive"),
    }
}
