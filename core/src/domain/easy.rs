//! Texts in simple words. They are texts of their own beside the others, under the language's tag with the variant that the registry of BCP 47
//! has for them, `simple`: `fr-simple`. A text that people concerned have read again, as the European rules of easy-to-read and UNE
//! 153101:2018 want it before it may be called so, is under the private tag `x-falc`: `fr-x-falc`. Whoever publishes answers for that word.

use super::language::LanguageTag;
use super::text::{Text, Texts};

/// How far a simple text has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Easy {
    /// In simple words.
    Simple,
    /// People concerned have read it again.
    ReadAgain,
}

impl Easy {
    /// Of a text under this tag; none of one in usual words.
    pub fn of(tag: LanguageTag) -> Option<Self> {
        let mut subtags = tag.as_str().split('-').skip(1);
        let has = |wanted: &str| {
            let mut subtags = tag.as_str().split('-').skip(1);
            subtags.any(|subtag| subtag.eq_ignore_ascii_case(wanted))
        };
        let private = subtags.any(|subtag| subtag.eq_ignore_ascii_case("x"));
        match (private && has("falc"), has("simple")) {
            (true, _) => Some(Easy::ReadAgain),
            (false, true) => Some(Easy::Simple),
            (false, false) => None,
        }
    }
}

/// The simple text in the first of these languages that has one; one that was read again before one that was not.
pub fn easy<'t>(texts: &'t Texts, preferred: &[LanguageTag]) -> Option<(Text<'t>, Easy)> {
    preferred.iter().find_map(|wanted| {
        let of = |how: Easy| {
            let mut texts = texts.iter();
            let found = texts
                .find(|text| text.language.same_language(wanted) && Easy::of(text.language) == Some(how));
            found.map(|text| (text, how))
        };
        of(Easy::ReadAgain).or_else(|| of(Easy::Simple))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(tags: &[&str]) -> Texts {
        let mut texts = Texts::default();
        for tag in tags {
            texts.set(LanguageTag::parse(tag).unwrap(), (*tag).into());
        }
        texts
    }

    #[test]
    fn what_was_read_again_comes_first_and_no_other_language_does() {
        let all = texts(&["fr", "fr-simple", "fr-x-falc", "eu", "es-ES-simple"]);
        let of = |wanted: &[LanguageTag]| easy(&all, wanted).map(|(text, how)| (text.text, how));
        assert_eq!(of(&[LanguageTag::FR]), Some(("fr-x-falc", Easy::ReadAgain)));
        assert_eq!(of(&[LanguageTag::ES]), Some(("es-ES-simple", Easy::Simple)));
        assert_eq!(of(&[LanguageTag::EU]), None);
        assert_eq!(
            of(&[LanguageTag::EU, LanguageTag::ES]),
            Some(("es-ES-simple", Easy::Simple))
        );
    }

    #[test]
    fn usual_words_stay_usual_and_the_usual_text_is_chosen_before_the_simple_one() {
        for usual in ["fr", "fr-FR", "falc", "fr-x-other"] {
            assert_eq!(Easy::of(LanguageTag::parse(usual).unwrap()), None, "{usual}");
        }
        let all = texts(&["fr", "fr-simple"]);
        assert_eq!(all.choose(&[LanguageTag::FR], None).unwrap().text, "fr");
    }
}
