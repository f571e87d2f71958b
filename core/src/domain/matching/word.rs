//! Words that say what something is about: folded, without those that every sentence has. Two words are one when they begin alike and
//! differ by an ending: *musée* and *musées*, *baloia* and *baloiaren*.

use std::collections::BTreeSet;

use crate::domain::fold::fold;

/// Shortest word that says what something is about.
const LEAST: usize = 4;
/// Longest ending by which two forms of a word may differ.
const ENDING: usize = 3;
/// Words of four letters and more that say nothing of what it is about, folded: of sentences in French, Basque and Spanish, and of ads.
const EMPTY: &[&str] = &[
    "aime",
    "aimerais",
    "ainsi",
    "aller",
    "annonce",
    "apres",
    "aussi",
    "autre",
    "autres",
    "avant",
    "avec",
    "avoir",
    "bien",
    "cette",
    "chaque",
    "cherche",
    "cherchons",
    "comme",
    "dans",
    "depuis",
    "deux",
    "donne",
    "elle",
    "elles",
    "encore",
    "envie",
    "etes",
    "etre",
    "faire",
    "gens",
    "grand",
    "groupe",
    "jour",
    "jours",
    "leur",
    "leurs",
    "mais",
    "meme",
    "moins",
    "nous",
    "notre",
    "petit",
    "personne",
    "personnes",
    "peut",
    "place",
    "places",
    "plus",
    "pour",
    "propose",
    "quelqu",
    "sans",
    "sont",
    "sortie",
    "sorties",
    "tous",
    "tout",
    "toute",
    "toutes",
    "tres",
    "vous",
    "veux",
    "voir",
    "votre",
    "baino",
    "baita",
    "dago",
    "daude",
    "dira",
    "egin",
    "elkarrekin",
    "gara",
    "gure",
    "guztiak",
    "irteera",
    "joan",
    "naiz",
    "nahi",
    "ondoren",
    "oraindik",
    "pertsona",
    "zure",
    "como",
    "cuando",
    "desde",
    "donde",
    "entre",
    "esta",
    "este",
    "hacer",
    "nuestro",
    "para",
    "persona",
    "quiero",
    "salida",
];

/// The words of texts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words(BTreeSet<String>);

/// The words of texts that say what they are about.
pub fn words<'a>(texts: impl IntoIterator<Item = &'a str>) -> Words {
    let mut words = BTreeSet::new();
    for text in texts {
        let folded = fold(text);
        let telling = folded
            .split(' ')
            .filter(|word| word.chars().count() >= LEAST && !EMPTY.contains(word));
        words.extend(telling.map(ToOwned::to_owned));
    }
    Words(words)
}

impl Words {
    /// The words, in the order of the alphabet.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// These words, as far as the others have them in some form.
    pub fn shared(&self, others: &Words) -> Vec<String> {
        let found = self
            .0
            .iter()
            .filter(|word| others.0.iter().any(|other| alike(word, other)));
        found.cloned().collect()
    }
}

/// The part of a folded word that all its forms begin with.
pub fn stem(word: &str) -> &str {
    let letters = word.chars().count();
    let keep = letters.saturating_sub(ENDING).max(LEAST).min(letters);
    let end = word.char_indices().nth(keep).map_or(word.len(), |(at, _)| at);
    word.get(..end).unwrap_or(word)
}

/// Whether two folded words are forms of one.
pub(super) fn alike(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    long.strip_prefix(short)
        .is_some_and(|ending| ending.chars().count() <= ENDING)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn forms_of_a_word_meet_in_three_languages() {
        for (wanted, said) in [
            ("Les musées", "Sortie au Musée basque"),
            ("Futbola", "futbol partida"),
            ("baloia", "Baloiaren eguna"),
            ("Los partidos", "un partido de pelota"),
        ] {
            assert!(
                !words([wanted]).shared(&words([said])).is_empty(),
                "{wanted} / {said}"
            );
        }
    }

    #[test]
    fn words_that_every_sentence_has_match_nothing() {
        assert!(words(["Je veux aller avec vous pour voir cette sortie"]).is_empty());
        assert!(words(["Joan nahi dut zure irteera"]).is_empty());
        assert!(words(["port"]).shared(&words(["portefeuille"])).is_empty());
        assert!(words(["marche"]).shared(&words(["marchandises"])).is_empty());
        assert!(EMPTY.iter().all(|word| fold(word) == *word), "the list is folded");
    }

    proptest! {
        #[test]
        fn what_is_shared_is_shared_both_ways(a in "[a-e]{3,7}( [a-e]{3,7}){0,4}", b in "[a-e]{3,7}( [a-e]{3,7}){0,4}") {
            let (a, b) = (words([a.as_str()]), words([b.as_str()]));
            for word in a.shared(&b) {
                prop_assert!(b.iter().any(|other| other.starts_with(stem(&word))), "{word} is found by its stem");
            }
            prop_assert_eq!(a.shared(&b).is_empty(), b.shared(&a).is_empty());
            prop_assert_eq!(a.shared(&a).len(), a.iter().count());
        }
    }
}
