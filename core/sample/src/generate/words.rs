//! Word lists of the generator, one file a language, read once.

use std::sync::OnceLock;

/// A language of the generator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Language {
    French,
    Basque,
    Spanish,
}

impl Language {
    /// BCP 47 tag.
    pub(crate) const fn tag(self) -> &'static str {
        match self {
            Self::French => "fr",
            Self::Basque => "eu",
            Self::Spanish => "es",
        }
    }

    /// The words of the language.
    pub(crate) fn words(self) -> &'static Words {
        static WORDS: [OnceLock<Words>; 3] = [const { OnceLock::new() }; 3];
        let [french, basque, spanish] = &WORDS;
        match self {
            Self::French => french.get_or_init(|| Words::read(include_str!("../../data/words-fr.txt"))),
            Self::Basque => basque.get_or_init(|| Words::read(include_str!("../../data/words-eu.txt"))),
            Self::Spanish => spanish.get_or_init(|| Words::read(include_str!("../../data/words-es.txt"))),
        }
    }
}

/// Words by their part in a sentence.
#[derive(Debug, Default)]
pub(crate) struct Words {
    /// Masculine nouns; in Basque all nouns, bare.
    pub(crate) masculine: Vec<&'static str>,
    /// Feminine nouns; none in Basque.
    pub(crate) feminine: Vec<&'static str>,
    /// Adjectives, masculine and feminine form.
    pub(crate) adjectives: Vec<(&'static str, &'static str)>,
    /// Verbs in the first person plural.
    pub(crate) verbs: Vec<&'static str>,
    /// Where, as a complement.
    pub(crate) places: Vec<&'static str>,
    /// With whom or how, as a complement.
    pub(crate) manners: Vec<&'static str>,
    /// When, to open a sentence.
    pub(crate) times: Vec<&'static str>,
    /// What it belongs to, before a Basque noun.
    pub(crate) belongings: Vec<&'static str>,
    /// Sentences that real announcements repeat word for word.
    pub(crate) stock: Vec<&'static str>,
    /// Heads of titles.
    pub(crate) heads: Vec<&'static str>,
    /// What an organisation is.
    pub(crate) organisations: Vec<&'static str>,
    /// What a street is.
    pub(crate) streets: Vec<&'static str>,
}

impl Words {
    /// Sections `# letter: what it holds`, then words parted by commas (sentences, by full stops).
    fn read(text: &'static str) -> Self {
        let mut words = Self::default();
        let mut section = ' ';
        for line in text.lines() {
            if let Some(title) = line.strip_prefix("# ") {
                section = title.chars().next().unwrap_or(' ');
                continue;
            }
            let listed = line.split(',').map(str::trim).filter(|word| !word.is_empty());
            match section {
                'm' => words.masculine.extend(listed),
                'f' => words.feminine.extend(listed),
                'a' => words
                    .adjectives
                    .extend(listed.map(|word| word.split_once('/').unwrap_or((word, word)))),
                'v' => words.verbs.extend(listed),
                'p' => words.places.extend(listed),
                'w' => words.manners.extend(listed),
                't' => words.times.extend(listed),
                'g' => words.belongings.extend(listed),
                's' => words.stock.extend(line.split_inclusive('.').map(str::trim)),
                'k' => words.heads.extend(listed),
                'o' => words.organisations.extend(listed),
                'r' => words.streets.extend(listed),
                _ => {}
            }
        }
        words
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_of_a_sentence_has_words_in_every_language() {
        for language in [Language::French, Language::Basque, Language::Spanish] {
            let words = language.words();
            let nouns = words.masculine.len() + words.feminine.len();
            assert!(nouns > 150, "{language:?}: {nouns} nouns");
            assert!(words.adjectives.len() > 45, "{language:?}");
            assert!(words.verbs.len() > 50, "{language:?}");
            assert!(words.places.len() > 40, "{language:?}");
            assert!(words.manners.len() > 30 && words.times.len() > 30, "{language:?}");
            assert!(words.stock.len() > 25 && words.stock.iter().all(|one| one.ends_with('.')));
            assert!(words.heads.len() > 10 && words.organisations.len() > 8 && words.streets.len() > 5);
            assert_eq!(words.belongings.is_empty(), language != Language::Basque);
        }
    }
}
