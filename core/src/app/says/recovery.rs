//! The recovery code on paper.

use ekin_i18n::msg;

use super::error::Said;
use crate::domain::paper_code::{Guess, NotTheSame, PaperCodeError};
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
        PaperCodeError::Check => Said::new("recovery-check", msg::recovery_check()),
        PaperCodeError::Newer => Said::new("recovery-newer", msg::recovery_newer()),
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
