//! Sentences of a text, so that a screen marks the one that a voice reads.

use std::ops::Range;

/// Words that end with a dot and end no sentence, folded to lower case.
const SHORT: [&str; 19] = [
    "m", "mm", "dr", "st", "ste", "no", "art", "etc", "cf", "ex", "av", "bd", "tel", "sr", "sra", "av", "jn",
    "and", "adib",
];

/// The sentences of a text, as ranges of bytes, in order: what is between them is white space. A line is a sentence, or several.
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        split(line, at, &mut found);
        at += line.len();
    }
    found
}

fn split(line: &str, offset: usize, found: &mut Vec<Range<usize>>) {
    let mut start = 0;
    let mut ends = line.char_indices().peekable();
    while let Some((at, c)) = ends.next() {
        if !matches!(c, '.' | '!' | '?' | '…') {
            continue;
        }
        // What closes belongs to the sentence: further signs, quotation marks with the space before them.
        let mut end = at + c.len_utf8();
        while let Some((at, c)) = ends.peek().copied() {
            let closes = matches!(c, '.' | '!' | '?' | '…' | ')' | '”' | '"')
                || (c == '\u{a0}'
                    && line
                        .get(at + c.len_utf8()..)
                        .is_some_and(|rest| rest.starts_with(['!', '?', '»'])))
                || c == '»';
            if !closes {
                break;
            }
            end = at + c.len_utf8();
            ends.next();
        }
        let rest = line.get(end..).unwrap_or_default();
        if begins(rest) && !is_short(line.get(start..at).unwrap_or_default(), c, rest) {
            push(line, start..end, offset, found);
            start = end;
        }
    }
    push(line, start..line.len(), offset, found);
}

/// Whether a sentence may begin here: behind white space, and not in the middle of one.
fn begins(rest: &str) -> bool {
    let next = rest.trim_start();
    let Some(first) = next.chars().next() else {
        return true;
    };
    rest.len() > next.len()
        && (first.is_uppercase()
            || first.is_numeric()
            || matches!(first, '«' | '¿' | '¡' | '(' | '“' | '"' | '–' | '-'))
}

/// Whether a dot ends a short form, an initial or an ordinal, and no sentence.
fn is_short(before: &str, sign: char, rest: &str) -> bool {
    if sign != '.' || rest.trim().is_empty() {
        return false;
    }
    let word = before
        .rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '«' | '’' | '.'))
        .next()
        .unwrap_or_default();
    let letters = word.chars().count();
    let ordinal = !word.is_empty() && letters <= 2 && word.chars().all(|c| c.is_ascii_digit());
    let initial = letters == 1 && word.chars().all(char::is_uppercase);
    ordinal || initial || SHORT.contains(&word.to_lowercase().as_str())
}

fn push(line: &str, range: Range<usize>, offset: usize, found: &mut Vec<Range<usize>>) {
    let part = line.get(range.clone()).unwrap_or_default();
    let start = range.start + (part.len() - part.trim_start().len());
    let end = start + part.trim().len();
    if start < end {
        found.push(offset + start..offset + end);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn of(text: &str) -> Vec<&str> {
        sentences(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn sentences_of_three_languages() {
        assert_eq!(
            of("Le bus part à 14 h. Apportez une veste\u{a0}! On rentre à 17 h."),
            [
                "Le bus part à 14 h.",
                "Apportez une veste\u{a0}!",
                "On rentre à 17 h."
            ]
        );
        assert_eq!(
            of("M. Etcheverry vous attend. Dr. Ibarra aussi."),
            ["M. Etcheverry vous attend.", "Dr. Ibarra aussi."]
        );
        assert_eq!(
            of("Avec J. Etxeberria. Puis le repas."),
            ["Avec J. Etxeberria.", "Puis le repas."]
        );
        assert_eq!(
            of("2. etapa: museoa. Gero bazkaria."),
            ["2. etapa: museoa.", "Gero bazkaria."]
        );
        assert_eq!(
            of("¿Viene? ¡Sí! Nos vemos a las 14:30."),
            ["¿Viene?", "¡Sí!", "Nos vemos a las 14:30."]
        );
        assert_eq!(
            of("Elle dit «\u{a0}oui.\u{a0}» Puis elle part…"),
            ["Elle dit «\u{a0}oui.\u{a0}»", "Puis elle part…"]
        );
        assert_eq!(
            of("Un titre\nSans point\n\nFin"),
            ["Un titre", "Sans point", "Fin"]
        );
        assert_eq!(
            of("www.ekin.eus coûte 3.50 euros."),
            ["www.ekin.eus coûte 3.50 euros."]
        );
        assert!(of(" \n ").is_empty());
    }

    proptest! {
        #[test]
        fn nothing_is_lost_and_nothing_read_twice(text in "[ABab.!?… \\n\u{a0}«»é1]{0,60}") {
            let ranges = sentences(&text);
            let mut end = 0;
            for range in &ranges {
                prop_assert!(range.start >= end && range.start < range.end);
                prop_assert!(text[end..range.start].trim().is_empty(), "only white space is between");
                prop_assert_eq!(text[range.clone()].trim(), &text[range.clone()]);
                end = range.end;
            }
            prop_assert!(text[end..].trim().is_empty());
        }

        #[test]
        fn any_text_is_read(text in any::<String>()) {
            prop_assert!(sentences(&text).iter().all(|range| text.get(range.clone()).is_some()));
        }
    }
}
