//! Folding of words for search in French, Basque and Spanish: lower case, no diacritics (`ñ` n, `ç` c, `ü` u, `œ` oe,
//! `ß` ss), apostrophes and hyphens split, elided articles dropped (`l'été` is `ete`). Texts and queries fold
//! alike, composed and decomposed Unicode fold to the same; other scripts keep their letters in lower case. What
//! comes out is made of tokens with one space between, for an FTS5 `ascii` tokenizer.

use unicode_normalization::char::{canonical_combining_class, decompose_canonical};

/// Longest token, in bytes; the rest of a longer word is cut off, in texts and queries alike.
pub const MAX_TOKEN: usize = 64;

/// One word of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// The folded word.
    pub text: String,
    /// The person may still be typing it: it matches whatever begins with it.
    pub prefix: bool,
}

/// Folds a query: each word once, the last one a prefix unless the query ends with a space.
pub fn fold_query(query: &str) -> Vec<Token> {
    let folded = fold(query);
    let typing = query.chars().next_back().is_some_and(|c| !c.is_whitespace());
    let count = folded.split(' ').count();
    let mut tokens: Vec<Token> = Vec::new();
    for (n, text) in folded.split(' ').filter(|t| !t.is_empty()).enumerate() {
        let prefix = typing && n + 1 == count;
        match tokens.iter_mut().find(|t| t.text == text && t.prefix == prefix) {
            Some(_) => {}
            None => tokens.push(Token {
                text: text.to_string(),
                prefix,
            }),
        }
    }
    tokens
}

/// Folds a text to its tokens, in order, repeated ones too.
pub fn fold(text: &str) -> String {
    let mut out = Vec::with_capacity(text.len() + 1);
    tokens(text, &mut out, |_, _| true);
    into_text(out)
}

fn into_text(mut tokens: Vec<u8>) -> String {
    tokens.pop();
    // Only whole characters go in, and a token is cut between two.
    String::from_utf8(tokens).unwrap_or_default()
}

/// Appends the tokens of all `parts` to `out`, each token once, with one space between.
pub fn fold_unique<'a>(parts: impl IntoIterator<Item = &'a str>, out: &mut String) {
    Folder::default().unique(parts, out);
}

/// [`fold_unique`] for many rows: keeps its buffer and its table of seen tokens between them.
#[derive(Debug)]
pub struct Folder {
    buffer: Vec<u8>,
    /// Row that filled the slot, and where its token lies in the buffer.
    seen: Vec<(u32, u32, u32)>,
    row: u32,
}

const SLOTS: usize = 4096;
/// Tokens past this many are let through unchecked: a table that is full finds no free slot.
const MOST: usize = 3000;

impl Default for Folder {
    fn default() -> Self {
        Self {
            buffer: Vec::new(),
            seen: vec![(0, 0, 0); SLOTS],
            row: 0,
        }
    }
}

impl Folder {
    /// Appends the tokens of all `parts` to `out`, each token once, with one space between.
    pub fn unique<'a>(&mut self, parts: impl IntoIterator<Item = &'a str>, out: &mut String) {
        self.row = self.row.wrapping_add(1);
        if self.row == 0 {
            self.seen.fill((0, 0, 0));
            self.row = 1;
        }
        let Self { buffer, seen, row } = self;
        buffer.clear();
        let mut count = 0;
        for part in parts {
            tokens(part, buffer, |buffer, start| {
                let new = count >= MOST || is_new(seen, *row, buffer, start);
                count += usize::from(new);
                new
            });
        }
        buffer.pop();
        if !buffer.is_empty() && !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
        out.push_str(std::str::from_utf8(buffer).unwrap_or_default());
    }
}

fn is_new(seen: &mut [(u32, u32, u32)], row: u32, buffer: &[u8], start: usize) -> bool {
    let token = buffer.get(start..).unwrap_or_default();
    let mut at = hash(token) as usize % SLOTS;
    for _ in 0..SLOTS {
        let Some(slot) = seen.get_mut(at) else { return true };
        if slot.0 != row {
            *slot = (row, start as u32, buffer.len() as u32);
            return true;
        }
        if buffer.get(slot.1 as usize..slot.2 as usize) == Some(token) {
            return false;
        }
        at = (at + 1) % SLOTS;
    }
    true
}

/// Not against an adversary: a row has at most a few thousand tokens, and a bad case costs no more than a scan.
fn hash(token: &[u8]) -> u64 {
    let mix = |h: u64, word: u64| {
        let h = (h ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        h ^ h >> 29
    };
    let (words, rest) = token.as_chunks::<8>();
    let whole = words
        .iter()
        .fold(token.len() as u64, |h, word| mix(h, u64::from_le_bytes(*word)));
    mix(
        whole,
        rest.iter().fold(0, |word, byte| word << 8 | u64::from(*byte)),
    ) >> 20
}

/// Lower case of the ASCII letters and digits; 0 for what separates words.
const LOWER: [u8; 128] = {
    let mut table = [0; 128];
    let mut byte = 0;
    while byte < 128 {
        if (byte as u8).is_ascii_alphanumeric() {
            table[byte] = (byte as u8).to_ascii_lowercase();
        }
        byte += 1;
    }
    table
};

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{2018}' | '\u{02bc}' | '\u{00b4}' | '`')
}

/// Articles and particles that French elides before a vowel.
fn is_elided(token: &[u8]) -> bool {
    matches!(
        token,
        b"l" | b"d" | b"j" | b"m" | b"n" | b"s" | b"t" | b"c" | b"qu"
    )
}

/// Appends the folded tokens of `text`, a space behind each; `keep(out, start)` is asked for each, once it stands
/// at the end of `out`.
fn tokens(text: &str, out: &mut Vec<u8>, mut keep: impl FnMut(&[u8], usize) -> bool) {
    let bytes = text.as_bytes();
    out.reserve(bytes.len() + 1);
    let mut start = out.len();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let separator = match LOWER.get(usize::from(*byte)) {
            Some(0) => {
                at += 1;
                char::from(*byte)
            }
            Some(lower) => {
                at += 1;
                out.push(*lower);
                continue;
            }
            None => {
                let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) else {
                    break;
                };
                at += c.len_utf8();
                if fold_char(c, out) {
                    continue;
                }
                c
            }
        };
        if out.len() > start {
            let elided = is_apostrophe(separator)
                && out.get(start..).is_some_and(is_elided)
                && text
                    .get(at..)
                    .is_some_and(|rest| rest.starts_with(char::is_alphanumeric));
            start = close(out, start, elided, &mut keep);
        }
    }
    if out.len() > start {
        close(out, start, false, &mut keep);
    }
}

/// Ends the token that began at `start` and gives the start of the next.
fn close(
    out: &mut Vec<u8>,
    start: usize,
    elided: bool,
    keep: &mut impl FnMut(&[u8], usize) -> bool,
) -> usize {
    if out.len() - start > MAX_TOKEN {
        let mut end = start + MAX_TOKEN;
        // Back to the first byte of a character.
        while out.get(end).is_some_and(|byte| byte & 0xc0 == 0x80) {
            end -= 1;
        }
        out.truncate(end);
    }
    if elided || !keep(out, start) {
        out.truncate(start);
        return start;
    }
    out.push(b' ');
    out.len()
}

/// Appends the folded form of a character; `false` for one that separates words.
fn fold_char(c: char, out: &mut Vec<u8>) -> bool {
    let folded = match c {
        'à'..='å' | 'À'..='Å' => "a",
        'è'..='ë' | 'È'..='Ë' => "e",
        'ì'..='ï' | 'Ì'..='Ï' => "i",
        'ò'..='ö' | 'Ò'..='Ö' | 'ø' | 'Ø' | 'º' => "o",
        'ù'..='ü' | 'Ù'..='Ü' => "u",
        'ç' | 'Ç' => "c",
        'ñ' | 'Ñ' => "n",
        'ª' => "a",
        'œ' | 'Œ' => "oe",
        'æ' | 'Æ' => "ae",
        'ß' | 'ẞ' => "ss",
        'ý' | 'ÿ' | 'Ý' | 'Ÿ' => "y",
        'đ' | 'Đ' | 'ð' | 'Ð' => "d",
        'þ' | 'Þ' => "th",
        'ł' | 'Ł' => "l",
        'ħ' | 'Ħ' => "h",
        'ŧ' | 'Ŧ' => "t",
        'ı' => "i",
        'ſ' => "s",
        'ς' => "σ",
        // Soft hyphen and joiners say nothing about the word.
        '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' => "",
        // Typography that never is part of a word, met in every French text.
        '\u{a0}' | '«' | '»' | '\u{2010}'..='\u{2027}' | '\u{202f}' => return false,
        _ => return fold_other(c, out),
    };
    out.extend_from_slice(folded.as_bytes());
    true
}

fn fold_other(c: char, out: &mut Vec<u8>) -> bool {
    // A mark belongs to the letter before it and is left out; a sign under a mark is still a sign.
    let mut in_word = canonical_combining_class(c) != 0;
    decompose_canonical(c, |part| {
        if canonical_combining_class(part) != 0 {
            return;
        }
        if part != c && (part.is_ascii_alphanumeric() || !part.is_ascii()) {
            // A letter under its marks: it may be one of the table's (`ǽ` is `æ` with an accent).
            in_word |= fold_char(part, out);
        } else if part.is_alphanumeric() {
            in_word = true;
            for lower in part.to_lowercase() {
                if lower == part || lower.is_ascii() {
                    out.extend_from_slice(lower.encode_utf8(&mut [0; 4]).as_bytes());
                } else {
                    fold_char(lower, out);
                }
            }
        }
    });
    in_word
}

#[cfg(test)]
#[path = "fold/tests.rs"]
mod tests;
