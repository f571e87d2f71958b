//! The three languages and how a device's locale names them.

use unic_langid::LanguageIdentifier;

use crate::message::REVIEWED;

/// A language of Ekin's own texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Language {
    /// French.
    Fr,
    /// Basque (euskara batua).
    Eu,
    /// Spanish.
    Es,
}

impl Language {
    /// All of them, in the order in which a person is offered them.
    pub const ALL: [Language; 3] = [Language::Fr, Language::Eu, Language::Es];

    /// Reads a BCP 47 tag (`fr-FR`) or a POSIX locale (`eu_ES.UTF-8`, `es_ES@euro`); `None` for a
    /// language that Ekin does not speak, for `C` and for `POSIX`.
    ///
    /// ```
    /// use ekin_i18n::Language;
    /// assert_eq!(Language::parse("eu_ES.UTF-8"), Some(Language::Eu));
    /// ```
    #[must_use]
    pub fn parse(locale: &str) -> Option<Self> {
        let primary = locale.split(['_', '-', '.', '@']).next().unwrap_or_default();
        match primary.to_ascii_lowercase().as_str() {
            "fr" | "fra" | "fre" => Some(Self::Fr),
            "eu" | "eus" | "baq" => Some(Self::Eu),
            "es" | "spa" => Some(Self::Es),
            _ => None,
        }
    }

    /// The first language of a list such as the `LANGUAGE` variable (`oc:eu:es`) or an
    /// `Accept-Language` header (`oc, eu;q=0.8`; its order counts, not its weights) that Ekin speaks.
    #[must_use]
    pub fn first_of(list: &str) -> Option<Self> {
        list.split([':', ','])
            .find_map(|one| Self::parse(one.split(';').next().unwrap_or_default().trim()))
    }

    /// Tag of the language: `fr`, `eu`, `es`.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Fr => "fr",
            Self::Eu => "eu",
            Self::Es => "es",
        }
    }

    /// Name of the language in itself, for a choice that its own speakers must find.
    #[must_use]
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::Fr => "Français",
            Self::Eu => "Euskara",
            Self::Es => "Español",
        }
    }

    /// Whether a speaker has re-read the texts: no file of the language bears the mark that nobody has.
    #[must_use]
    pub fn reviewed(self) -> bool {
        REVIEWED.get(self.index()).copied().unwrap_or(false)
    }

    pub(crate) const fn index(self) -> usize {
        match self {
            Self::Fr => 0,
            Self::Eu => 1,
            Self::Es => 2,
        }
    }

    pub(crate) fn identifier(self) -> LanguageIdentifier {
        self.tag().parse().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn locales_of_both_writings_are_read() {
        for (locale, language) in [
            ("fr-FR", Some(Language::Fr)),
            ("FR", Some(Language::Fr)),
            ("eu_ES.UTF-8", Some(Language::Eu)),
            ("eu-FR", Some(Language::Eu)),
            ("baq", Some(Language::Eu)),
            ("es_ES@euro", Some(Language::Es)),
            ("es-419", Some(Language::Es)),
            ("C", None),
            ("C.UTF-8", None),
            ("POSIX", None),
            ("", None),
            ("est", None),
            ("fry_NL", None),
        ] {
            assert_eq!(Language::parse(locale), language, "{locale}");
        }
    }

    #[test]
    fn the_first_known_language_of_a_list_wins() {
        assert_eq!(Language::first_of("oc:eu_ES:es"), Some(Language::Eu));
        assert_eq!(Language::first_of("oc, es-ES;q=0.8, fr"), Some(Language::Es));
        assert_eq!(Language::first_of("en:de"), None);
    }

    #[test]
    fn tags_are_read_back_and_index_the_catalogues() {
        for (at, language) in Language::ALL.into_iter().enumerate() {
            assert_eq!(Language::parse(language.tag()), Some(language));
            assert_eq!(language.index(), at);
            assert_eq!(crate::catalogue::LANGUAGES[at], language.tag());
            assert_eq!(language.identifier().to_string(), language.tag());
        }
    }

    #[test]
    fn basque_and_spanish_say_that_nobody_has_re_read_them() {
        assert!(Language::Fr.reviewed());
        assert!(!Language::Eu.reviewed());
        assert!(!Language::Es.reviewed());
    }
}
