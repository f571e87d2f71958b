//! The recovery code on paper: shown once, and worth nothing before it was typed back.

use ekin_core::app::recovery::PaperCode;
use ekin_core::app::recovery::WordLanguage;

use crate::failure::Failure;
use crate::handle::Ekin;
use crate::text::Language;

/// How this device's recovery stands.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Recovery {
    /// A code was shown and not typed back.
    pub shown: bool,
    /// A code was typed back, and counts.
    pub tried: bool,
    /// Where the houses are that it is for: to be kept with the paper, one link for each relay.
    pub sheets: Vec<String>,
}

/// What came of typing a code back.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct RecoveryTried {
    /// Whether it counts from now on; else it did already.
    pub first: bool,
    /// Houses that it covers.
    pub spaces: u32,
}

#[uniffi::export]
impl Ekin {
    /// How this device's recovery stands.
    ///
    /// # Errors
    /// Those of the store.
    pub fn recovery(&self) -> Result<Recovery, Failure> {
        self.ask(|asked| {
            let state = asked.device.recovery()?;
            Ok(Recovery {
                shown: state.shown,
                tried: state.tried,
                sheets: state.sheets,
            })
        })
    }

    /// Draws a code: twelve words in the handle's language, to be written on paper now. They are never shown again, and count for
    /// nothing before [`Ekin::try_recovery`]. Takes up to seconds.
    ///
    /// # Errors
    /// [`Failure::Refused`] with `nothing-to-cover` where this device owns no house.
    pub fn make_recovery(&self) -> Result<Vec<String>, Failure> {
        self.ask(|asked| {
            let code: PaperCode = asked.device.make_recovery()?;
            let language = match asked.words.language().into() {
                Language::Fr => WordLanguage::French,
                Language::Eu => WordLanguage::Basque,
                Language::Es => WordLanguage::Spanish,
            };
            let words = code.words(language);
            Ok(words.iter().map(|word| (*word).to_owned()).collect())
        })
    }

    /// Takes the code that a person typed back from the paper: from now on it counts. Takes up to seconds.
    ///
    /// # Errors
    /// [`Failure::Refused`] with the word that is not right (`recovery-word`, `recovery-check`, …), `other-paper`, `no-paper`.
    pub fn try_recovery(&self, typed: String) -> Result<RecoveryTried, Failure> {
        self.ask(|asked| {
            let tried = asked.device.try_recovery(&typed)?;
            Ok(RecoveryTried {
                first: tried.first,
                spaces: u32::try_from(tried.spaces).unwrap_or(u32::MAX),
            })
        })
    }
}
