//! Choices of whoever uses this device, told to nobody.

use ekin_i18n::Language;

use super::device::Device;
use super::error::AppError;

/// Setting that holds the language of the texts.
const LANGUAGE: &str = "choice.language";

impl Device {
    /// The language that was chosen on this device; none as long as nobody chose.
    ///
    /// # Errors
    /// Those of the store.
    pub fn chosen_language(&self) -> Result<Option<Language>, AppError> {
        let tag = self.store().read(|read| read.setting(LANGUAGE))?;
        Ok(tag.and_then(|tag| Language::parse(std::str::from_utf8(&tag).ok()?)))
    }

    /// Chooses it.
    ///
    /// # Errors
    /// Those of the store.
    pub fn choose_language(&self, language: Language) -> Result<(), AppError> {
        Ok(self
            .store()
            .write(|tx| tx.set_setting(LANGUAGE, language.tag().as_bytes()))?)
    }
}
