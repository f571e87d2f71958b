//! Typographic rules of each language, on a text with its plural forms written out.

use crate::catalogue::VARIABLE;

const NO_BREAK: char = '\u{A0}';

/// Words that Ekin never says: forms of address that it does not use, calques, words that hurt or that
/// claim more than is known. `*` stands for any ending.
const NEVER: [(&str, &[&str]); 3] = [
    (
        "fr",
        &[
            "synchronis*",
            "erreur*",
            "oups",
            "usager*",
            "handicapé*",
            "tu",
            "toi",
            "tes",
            "surbook*",
        ],
    ),
    (
        "eu",
        &[
            "mesedez",
            "ezgai*",
            "klikatu*",
            "kontutan",
            "burutu*",
            "suportatu*",
            "aplikatu*",
            "minusbaliatu*",
            "elbarri*",
            "erresidente*",
            "exportatu*",
            "berorri*",
            "errore*",
            "sinkroniza*",
        ],
    ),
    (
        "es",
        &[
            "tu",
            "tus",
            "tú",
            "ti",
            "tienes",
            "puedes",
            "quieres",
            "debes",
            "vosotros",
            "vuestro*",
            "reportar*",
            "remover*",
            "minusválid*",
            "error*",
            "sincroniza*",
            "todxs",
            "tod@s",
        ],
    ),
];

/// What is wrong with the characters and words of one form of a text in the language `tag`.
pub fn faults(tag: &str, form: &str) -> Vec<String> {
    let chars: Vec<char> = form.chars().collect();
    let mut found = Vec::new();
    for (at, &c) in chars.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|i| chars.get(i)).copied();
        let after = chars.get(at + 1).copied();
        if c != VARIABLE && !is_drawable(c) {
            found.push(format!("U+{:04X} is not in the font of Ekin", u32::from(c)));
        }
        if c == '\'' {
            found.push("write the apostrophe ’, not '".to_owned());
        }
        if c == '.' && before == Some('.') {
            found.push("write … as one character".to_owned());
        }
        if c == '«' && after != Some(NO_BREAK) || c == '»' && before != Some(NO_BREAK) {
            found.push("put U+00A0 inside « »".to_owned());
        }
        let ends = after.is_none_or(|a| a.is_whitespace() || matches!(a, '?' | '!' | VARIABLE | '»' | ')'));
        // Inside `https://`, `14:30` or `A=1;B=2` these are not punctuation.
        let sign = matches!(c, '!' | '?') || matches!(c, ':' | ';') && ends;
        let doubled = matches!(before, Some('!' | '?'));
        if sign && tag == "fr" && before != Some(NO_BREAK) && !doubled {
            found.push(format!("put U+00A0 before « {c} » in French"));
        }
        if sign && tag != "fr" && before.is_some_and(char::is_whitespace) {
            found.push(format!("no space stands before « {c} » in this language"));
        }
        if c == VARIABLE && tag == "eu" {
            let touches = |n: Option<char>| n.is_some_and(|n| n.is_alphabetic());
            if touches(before) || touches(after) || matches!(after, Some('-' | '(' | ')')) {
                found.push(
                    "a letter, hyphen or parenthesis touches a variable: a variable never carries a case in Basque"
                        .to_owned(),
                );
            }
        }
    }
    if tag == "es" {
        for (open, close) in [('¿', '?'), ('¡', '!')] {
            if form.matches(open).count() != form.matches(close).count() {
                found.push(format!("{open} and {close} go together in Spanish"));
            }
        }
    }
    let never = NEVER
        .iter()
        .find(|(language, _)| *language == tag)
        .map_or(&[][..], |(_, words)| words);
    for word in form.split(|c: char| !(c.is_alphanumeric() || c == '@')) {
        let word = word.to_lowercase();
        if never.iter().any(|w| {
            w.strip_suffix('*')
                .map_or(word == **w, |stem| word.starts_with(stem))
        }) {
            found.push(format!(
                "« {word} » is a word that Ekin never says: choose another"
            ));
        }
    }
    found
}

/// Whether the bundled font draws the character: Latin letters of the three languages and the signs that
/// Ekin uses. It lacks U+202F, U+2011, arrows and ticks.
pub fn is_drawable(c: char) -> bool {
    matches!(c, ' '..='~' | '\n' | NO_BREAK | '¡' | '¿' | '«' | '»' | '·' | 'À'..='ÿ' | 'œ' | 'Œ' | '’' | '…' | '–' | '€' | '²' | '°')
}
