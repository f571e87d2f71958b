//! Prose that a compressor finds as hard as real announcements: a phrase grammar over word lists, with coined
//! names, hours and numbers, and the sentences that real announcements repeat.

use rand_core::Rng;

use super::chance::{below, percent, pick};
use super::names::{capitalised, name, organisation, street};
use super::words::{Language, Words};

/// Share of sentences, in a hundred, that are repeated word for word: what tunes the compressed size
/// to that of real announcements, by measure.
const STOCK: u32 = 3;
/// Share of sentences, in a hundred, that hold a coined name.
const NAMED: u32 = 40;
/// Share of complements, in a hundred, that come whole from a list.
const LISTED: u32 = 12;
/// Share of complements of nouns, in a hundred, that are a coined name.
const FROM_SOMEWHERE: u32 = 50;
/// The draw, in a hundred, up to which a place is an invented hamlet; the rest lies beside a thing.
const NEAR: u32 = 72;
/// The draw, in a hundred, up to which a manner is a number of people; the rest is with or for a thing.
const FOR_SO_MANY: u32 = 40;
/// The draw, in a hundred, up to which a thing has a year.
const NUMBERED: u32 = 11;
/// The draw, in a hundred, up to which a thing has a title of its own.
const TITLED: u32 = 23;

/// A short title.
pub(crate) fn title(rng: &mut impl Rng, language: Language) -> String {
    let words = language.words();
    let head = pick(rng, &words.heads);
    let thing = thing(rng, language, words);
    let colon = if language == Language::French {
        "\u{A0}:"
    } else {
        ":"
    };
    if percent(rng, 40) {
        format!("{head}{colon} {thing}, {}", place(rng, language, words))
    } else {
        format!("{head}{colon} {thing}")
    }
}

/// Sentences until they are `bytes` long or a little more.
pub(crate) fn paragraph(rng: &mut impl Rng, language: Language, bytes: usize) -> String {
    let mut text = sentence(rng, language);
    while text.len() < bytes {
        text.push(if percent(rng, 12) { '\n' } else { ' ' });
        text.push_str(&sentence(rng, language));
    }
    text
}

/// One sentence with its full stop.
pub(crate) fn sentence(rng: &mut impl Rng, language: Language) -> String {
    let words = language.words();
    if percent(rng, STOCK) {
        return pick(rng, &words.stock).to_owned();
    }
    let sentence = match language {
        Language::Basque => basque(rng, words),
        _ => romance(rng, language, words),
    };
    capitalised(&sentence)
}

fn romance(rng: &mut impl Rng, language: Language, words: &Words) -> String {
    let french = language == Language::French;
    let (we, and, lends, meet) = if french {
        ("nous ", "et", "prête", "Rendez-vous")
    } else {
        ("", "y", "presta", "Nos vemos")
    };
    let thing = thing(rng, language, words);
    let place = place(rng, language, words);
    let manner = manner(rng, language, words);
    let verb = pick(rng, &words.verbs);
    if percent(rng, NAMED) {
        return match below(rng, 2) {
            0 => format!("{} {lends} {thing} {manner}.", organisation(rng, language)),
            _ => format!("{meet} {place}, {}, {manner}.", street(rng, language)),
        };
    }
    match below(rng, 9) {
        6..9 => programme(
            rng,
            language,
            words,
            if french {
                "Au programme\u{A0}:"
            } else {
                "En el programa:"
            },
            and,
        ),
        0 => format!("{}, {we}{verb} {thing} {place}.", time(rng, language, words)),
        1 => format!("{we}{verb} {thing} {manner}, {place}."),
        2 => format!("{we}{verb} {thing} {and} {}.", self::thing(rng, language, words)),
        3 => format!("{thing} {place}, {manner}."),
        4 => format!(
            "{}, {we}{verb} {thing}, {} {we}{} {}.",
            time(rng, language, words),
            if french { "puis" } else { "y luego" },
            pick(rng, &words.verbs),
            self::thing(rng, language, words)
        ),
        _ => format!("{place}, {we}{verb} {thing} {manner}."),
    }
}

fn basque(rng: &mut impl Rng, words: &Words) -> String {
    let language = Language::Basque;
    let thing = thing(rng, language, words);
    let place = place(rng, language, words);
    let manner = manner(rng, language, words);
    let verb = pick(rng, &words.verbs);
    if percent(rng, NAMED) {
        return match below(rng, 2) {
            0 => format!("Antolatzailea: {}, {manner}.", organisation(rng, language)),
            _ => format!("Bilgunea: {}, {place}.", street(rng, language)),
        };
    }
    match below(rng, 8) {
        5..8 => programme(rng, language, words, "Egitarauan:", "eta"),
        0 => format!("{}, {place} {thing} {verb}.", time(rng, language, words)),
        1 => format!("{place} {thing} {verb}, {manner}."),
        2 => format!("{thing} eta {} {verb}.", self::thing(rng, language, words)),
        3 => format!("{}, {thing} {verb} {manner}.", time(rng, language, words)),
        _ => format!("{manner}, {thing} {verb} {place}."),
    }
}

/// What will be seen, one thing after the other.
fn programme(rng: &mut impl Rng, language: Language, words: &Words, opening: &str, and: &str) -> String {
    let mut text = if percent(rng, 10) {
        format!("{opening} {}", thing(rng, language, words))
    } else {
        thing(rng, language, words)
    };
    for _ in 0..1 + below(rng, 4) {
        text.push_str(", ");
        text.push_str(&thing(rng, language, words));
    }
    format!("{text} {and} {}.", thing(rng, language, words))
}

/// Where: a phrase of the list, at an invented hamlet, or beside a thing.
fn place(rng: &mut impl Rng, language: Language, words: &Words) -> String {
    match below(rng, 100) {
        0..LISTED => pick(rng, &words.places).to_owned(),
        LISTED..NEAR => {
            let at: &[&str] = match language {
                Language::French => &[
                    "à",
                    "du côté de",
                    "non loin de",
                    "au hameau de",
                    "entre le bourg et",
                    "chez",
                ],
                Language::Basque => &["auzoan", "aldean", "ondoan", "inguruan", "baserrian", "parean"],
                Language::Spanish => &[
                    "en",
                    "cerca de",
                    "por la zona de",
                    "en el barrio de",
                    "entre el pueblo y",
                ],
            };
            let at = pick(rng, at);
            match language {
                Language::Basque => format!("{} {at}", name(rng)),
                _ => format!("{at} {}", name(rng)),
            }
        }
        _ => beside(
            rng,
            language,
            words,
            &["devant", "derrière", "après", "vers", "face à", "avec"],
            &[
                "baten ondoan",
                "baten aurrean",
                "baten atzean",
                "baten inguruan",
                "baterantz",
            ],
            &["ante", "tras", "junto a", "hacia", "frente a", "con"],
        ),
    }
}

/// How: a phrase of the list, for so many people, or with a thing.
fn manner(rng: &mut impl Rng, language: Language, words: &Words) -> String {
    match below(rng, 100) {
        0..LISTED => pick(rng, &words.manners).to_owned(),
        LISTED..FOR_SO_MANY => {
            let n = 3 + below(rng, 90);
            match language {
                Language::French => format!("pour {n} personnes"),
                Language::Basque => format!("{n} pertsonarentzat"),
                Language::Spanish => format!("para {n} personas"),
            }
        }
        _ => beside(
            rng,
            language,
            words,
            &[
                "avec",
                "pour",
                "sans",
                "contre",
                "comme",
                "grâce à",
                "sans oublier",
            ],
            &["batekin", "baterako", "batik gabe", "bati esker", "bat bezala"],
            &["con", "para", "sin", "por", "como", "gracias a", "sin olvidar"],
        ),
    }
}

/// When: a phrase of the list, a day of a month, or an hour.
fn time(rng: &mut impl Rng, language: Language, words: &Words) -> String {
    match below(rng, 100) {
        0..LISTED => pick(rng, &words.times).to_owned(),
        LISTED..70 => day(rng, language),
        _ => {
            let french = language == Language::French;
            let hour = hour(rng, french);
            match language {
                Language::French => format!("{} {hour}", pick(rng, &["À", "Dès", "Vers", "Avant", "Après"])),
                Language::Basque => format!("Ordua: {hour}"),
                Language::Spanish => format!(
                    "{} las {hour}",
                    pick(rng, &["A", "Desde", "Hacia", "Antes de", "Hasta"])
                ),
            }
        }
    }
}

/// A preposition and a thing; in Basque a noun and what follows it.
fn beside(
    rng: &mut impl Rng,
    language: Language,
    words: &Words,
    french: &[&'static str],
    basque: &[&'static str],
    spanish: &[&'static str],
) -> String {
    match language {
        Language::French => format!("{} {}", pick(rng, french), thing(rng, language, words)),
        Language::Basque => format!("{} {}", basque_noun(rng, words), pick(rng, basque)),
        Language::Spanish => format!("{} {}", pick(rng, spanish), thing(rng, language, words)),
    }
}

/// A thing, now and then with its year or its catalogue number.
fn thing(rng: &mut impl Rng, language: Language, words: &Words) -> String {
    let thing = described_thing(rng, language, words);
    match below(rng, 100) {
        0..NUMBERED => format!("{thing} ({})", 1_880 + below(rng, 147)),
        NUMBERED..TITLED => format!("{thing} «{0}{1}{0}»", nbsp(language), name(rng)),
        _ => thing,
    }
}

/// What stands inside guillemets: a no-break space in French, nothing elsewhere.
const fn nbsp(language: Language) -> &'static str {
    match language {
        Language::French => "\u{A0}",
        _ => "",
    }
}

/// A noun with its article and, most times, an adjective or what it is for.
fn described_thing(rng: &mut impl Rng, language: Language, words: &Words) -> String {
    let (masculine, feminine) = pick(rng, &words.adjectives);
    let described = percent(rng, 45);
    if language == Language::Basque {
        let noun = basque_noun(rng, words);
        return format!("{noun} {}", if described { masculine } else { "bat" });
    }
    let (noun, is_feminine) = noun(rng, words);
    let ours = percent(rng, 25);
    let article = match (language, is_feminine, ours) {
        (Language::French, _, true) => "notre",
        (Language::French, false, _) => "un",
        (Language::French, true, _) => "une",
        (_, false, true) => "nuestro",
        (_, true, true) => "nuestra",
        (_, false, _) => "un",
        (_, true, _) => "una",
    };
    // A compound ("jus de pomme") leaves no room for an adjective that agrees, nor for another "de".
    if noun.contains(' ') {
        return format!("{article} {noun}");
    }
    if described {
        return format!(
            "{article} {noun} {}",
            if is_feminine { feminine } else { masculine }
        );
    }
    let of = if percent(rng, FROM_SOMEWHERE) {
        name(rng)
    } else {
        self::noun(rng, words).0.to_owned()
    };
    let vowel = of
        .to_lowercase()
        .starts_with(['a', 'e', 'é', 'i', 'o', 'u', 'œ', 'â']);
    if language == Language::French && vowel {
        format!("{article} {noun} d’{of}")
    } else {
        format!("{article} {noun} de {of}")
    }
}

/// A noun of either gender, and whether it is feminine.
fn noun(rng: &mut impl Rng, words: &Words) -> (&'static str, bool) {
    let all = words.masculine.len() + words.feminine.len();
    let at = below(rng, u32::try_from(all).unwrap_or(u32::MAX)) as usize;
    match words.masculine.get(at) {
        Some(noun) => (noun, false),
        None => {
            let feminine = words.feminine.get(at.saturating_sub(words.masculine.len()));
            (feminine.copied().unwrap_or_default(), true)
        }
    }
}

/// A bare Basque noun with what it belongs to, or what it is made of, before it.
fn basque_noun(rng: &mut impl Rng, words: &Words) -> String {
    let noun = pick(rng, &words.masculine);
    match below(rng, 100) {
        0..15 => format!("{} {noun}", pick(rng, &words.belongings)),
        15..38 => format!("{} {noun}", name(rng)),
        38..70 => format!("{} {noun}", pick(rng, &words.masculine)),
        _ => noun.to_owned(),
    }
}

/// A day of a month, as it opens a sentence.
fn day(rng: &mut impl Rng, language: Language) -> String {
    const FRENCH: [&str; 12] = [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ];
    const BASQUE: [&str; 12] = [
        "Urtarrilaren",
        "Otsailaren",
        "Martxoaren",
        "Apirilaren",
        "Maiatzaren",
        "Ekainaren",
        "Uztailaren",
        "Abuztuaren",
        "Irailaren",
        "Urriaren",
        "Azaroaren",
        "Abenduaren",
    ];
    const SPANISH: [&str; 12] = [
        "enero",
        "febrero",
        "marzo",
        "abril",
        "mayo",
        "junio",
        "julio",
        "agosto",
        "septiembre",
        "octubre",
        "noviembre",
        "diciembre",
    ];
    let n = 2 + below(rng, 27);
    match language {
        Language::French => format!("Le {n} {}", pick(rng, &FRENCH)),
        Language::Basque => {
            // The number is read in Basque, and the ending follows what is read.
            let ending = match n {
                5 | 10 | 15 | 21 | 25 => "ean",
                11 => "n",
                _ => "an",
            };
            format!("{} {n}{ending}", pick(rng, &BASQUE))
        }
        Language::Spanish => format!("El {n} de {}", pick(rng, &SPANISH)),
    }
}

fn hour(rng: &mut impl Rng, french: bool) -> String {
    let hour = 9 + below(rng, 11);
    let minutes = pick(rng, &["00", "15", "30", "45"]);
    match (french, minutes) {
        (true, "00") => format!("{hour}\u{A0}h"),
        (true, _) => format!("{hour}\u{A0}h\u{A0}{minutes}"),
        (false, _) => format!("{hour}:{minutes}"),
    }
}
