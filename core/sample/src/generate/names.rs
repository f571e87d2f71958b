//! Names that nobody bears: places, organisations, streets.

use rand_core::Rng;

use super::chance::{below, percent, pick};
use super::words::Language;

/// Share of names, in a hundred, that are made of syllables.
const SYLLABLES: u32 = 85;

const ONSETS: [&str; 24] = [
    "b", "d", "g", "k", "l", "m", "n", "p", "h", "s", "t", "z", "tx", "ts", "tz", "x", "j", "o", "f", "b",
    "g", "et", "iz", "ur",
];
const VOWELS: [&str; 10] = ["a", "e", "i", "o", "u", "ai", "au", "e", "i", "a"];
const CODAS: [&str; 16] = [
    "", "", "n", "r", "l", "s", "z", "rre", "ta", "ga", "ko", "tz", "ain", "oz", "egi", "une",
];
const FIRST: [&str; 44] = [
    "Etxe", "Mendi", "Iturri", "Harri", "Zubi", "Haritz", "Arto", "Sagar", "Itsas", "Elur", "Argi", "Ibai",
    "Baso", "Lore", "Oihan", "Lizar", "Gaztain", "Otso", "Bide", "Larre", "Zelai", "Errota", "Kai", "Ur",
    "Haize", "Egun", "Izar", "Goiz", "Ekhi", "Uhin", "Aran", "Urki", "Gari", "Sute", "Belar", "Erle",
    "Txori", "Untz", "Ardi", "Lapar", "Olha", "Pago", "Sorgin", "Zuhur",
];
const LAST: [&str; 32] = [
    "alde", "ondo", "garai", "berri", "zahar", "gain", "pe", "buru", "eder", "eta", "zelai", "bide", "ko",
    "arte", "aga", "egi", "toki", "une", "lore", "zabal", "gorri", "belz", "txiki", "burua", "iturri", "ena",
    "barren", "mendi", "behere", "olatz", "egia", "xuri",
];

/// A name that nobody bears: two or three Basque roots, or syllables alone.
pub(crate) fn name(rng: &mut impl Rng) -> String {
    if percent(rng, SYLLABLES) {
        return syllables(rng);
    }
    let mut name = pick(rng, &FIRST).to_owned();
    name.push_str(pick(rng, &LAST));
    if percent(rng, 35) {
        name.push_str(pick(rng, &LAST));
    }
    name
}

/// Two to four syllables, as a place's name may sound.
fn syllables(rng: &mut impl Rng) -> String {
    let mut name = String::new();
    let more = 1 + below(rng, 2);
    for _ in 0..more {
        name.push_str(pick(rng, &ONSETS));
        name.push_str(pick(rng, &VOWELS));
        if percent(rng, 30) {
            name.push_str(pick(rng, &["n", "r", "l", "s"]));
        }
    }
    name.push_str(pick(rng, &ONSETS));
    name.push_str(pick(rng, &VOWELS));
    name.push_str(pick(rng, &CODAS));
    capitalised(&name)
}

/// An organisation's name.
pub(crate) fn organisation(rng: &mut impl Rng, language: Language) -> String {
    let what = pick(rng, &language.words().organisations);
    match language {
        Language::Basque => format!("{} {}", name(rng), what.to_lowercase()),
        _ => format!("{what} {}", name(rng)),
    }
}

/// Street and number.
pub(crate) fn street(rng: &mut impl Rng, language: Language) -> String {
    let number = 1 + below(rng, 120);
    let what = pick(rng, &language.words().streets);
    match language {
        Language::French => format!("{number} {what} {}", name(rng)),
        Language::Basque => format!("{} {what} {number}", name(rng)),
        Language::Spanish => format!("{what} {} {number}", name(rng)),
    }
}

/// The sentence or name with a capital.
pub(crate) fn capitalised(sentence: &str) -> String {
    let mut letters = sentence.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}
