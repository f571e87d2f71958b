//! Words that say what something is about: folded, without those that every sentence has. Two words are one when they begin alike and
//! differ by an ending: *musée* and *musées*, *baloia* and *baloiaren*.

use std::collections::BTreeSet;

use crate::domain::fold::fold;

/// Shortest word that says what something is about; in a script whose letters are words, two do.
const LEAST: usize = 3;
/// Words shorter than this have endings of one letter: *ski* and *skis*, not *jeu* and *jeudi*.
const SHORT: usize = 4;
/// Longest ending by which two forms of a word may differ.
const ENDING: usize = 3;
/// Words of three letters and more that say nothing of what it is about, folded: of sentences in French, Basque and Spanish, and of ads.
const EMPTY: &[&str] = &[
    "ala",
    "and",
    "ari",
    "aux",
    "bai",
    "bat",
    "bon",
    "car",
    "ces",
    "con",
    "del",
    "den",
    "des",
    "dio",
    "dit",
    "dix",
    "dos",
    "dut",
    "edo",
    "ere",
    "esa",
    "ese",
    "eso",
    "est",
    "eta",
    "eux",
    "for",
    "fue",
    "guk",
    "han",
    "hau",
    "hay",
    "hor",
    "ici",
    "ils",
    "las",
    "les",
    "los",
    "lui",
    "mas",
    "mes",
    "mis",
    "moi",
    "mon",
    "muy",
    "nik",
    "nom",
    "non",
    "nor",
    "nos",
    "ont",
    "oso",
    "oui",
    "par",
    "pas",
    "peu",
    "por",
    "que",
    "qui",
    "ser",
    "ses",
    "sin",
    "six",
    "soi",
    "son",
    "soy",
    "sur",
    "sus",
    "tes",
    "toi",
    "ton",
    "tus",
    "une",
    "uno",
    "ver",
    "vos",
    "voy",
    "zer",
    "zuk",
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
            .filter(|word| word.chars().count() >= least(word) && !EMPTY.contains(word));
        words.extend(telling.map(ToOwned::to_owned));
    }
    Words(words)
}

/// Chinese, Japanese and Korean characters say much each.
fn is_ideographic(word: &str) -> bool {
    word.chars().all(|c| c >= '\u{2e80}')
}

fn least(word: &str) -> usize {
    if is_ideographic(word) { LEAST - 1 } else { LEAST }
}

/// The longest ending that a form of a word may have.
fn ending(word: &str) -> usize {
    if word.chars().count() < SHORT && !is_ideographic(word) {
        1
    } else {
        ENDING
    }
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
    let keep = match letters {
        _ if is_ideographic(word) => letters.saturating_sub(ENDING).max(LEAST - 1),
        0..=SHORT => letters.min(LEAST),
        _ => letters.saturating_sub(ENDING).max(SHORT),
    };
    let end = word.char_indices().nth(keep).map_or(word.len(), |(at, _)| at);
    word.get(..end).unwrap_or(word)
}

/// Whether two folded words are forms of one.
pub(super) fn alike(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    long.strip_prefix(short)
        .is_some_and(|rest| rest.chars().count() <= ending(short))
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
            ("ski", "Sortie skis aux pieds"),
            ("un thé", "Le thé de seize heures"),
            ("中文", "中文课程"),
            ("درس", "درس الجيتار"),
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
        assert!(
            words(["Les uns et les autres, pas que moi, con los dos, eta oso bat"])
                .shared(&words(["les dos eta"]))
                .is_empty()
        );
        assert!(words(["jeu"]).shared(&words(["jeudi"])).is_empty());
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
