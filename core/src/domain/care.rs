//! Words that may name a diagnosis or a person's care. What a person has, or how they are cared for, is health data
//! (Regulation (EU) 2016/679, article 9): it has no place in a public listing. The rule is a warning and no judgement: whoever
//! wrote confirms once, and whoever publishes sees which words it was.
//!
//! The words are data, a list for each language in `care/`. All three are tried on every text, since people mix languages on
//! both sides of the border. A word counts whole, with its grammatical endings and nothing more, so that place names and
//! longer words that begin alike are left in peace.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::fold::fold;
use super::listing::Listing;

const LISTS: [&str; 3] = [
    include_str!("care/fr.txt"),
    include_str!("care/eu.txt"),
    include_str!("care/es.txt"),
];
/// Words named at most: a text that is about nothing else says so with a few.
const MOST: usize = 8;

/// One list, ready to be looked up.
struct Words {
    /// What a word may end with beyond the entry; empty among them.
    endings: Vec<String>,
    /// Entries by their first folded word.
    entries: BTreeMap<String, Vec<Entry>>,
}

/// A word or a phrase of a list.
struct Entry {
    written: &'static str,
    folded: Vec<String>,
    /// A turn of phrase that says nothing about a person.
    harmless: bool,
}

impl Words {
    fn read(list: &'static str) -> Self {
        let mut words = Self {
            endings: vec![String::new()],
            entries: BTreeMap::new(),
        };
        for line in list.lines().map(str::trim) {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            if let Some(endings) = line.strip_prefix('+') {
                words.endings.extend(endings.split_whitespace().map(fold));
                continue;
            }
            let harmless = line.starts_with('!');
            let (stem, shown) = line.split_once('=').unwrap_or((line, line));
            let written = shown.trim_start_matches('!').trim();
            let folded: Vec<String> = fold(stem).split(' ').map(ToOwned::to_owned).collect();
            let Some(first) = folded.first().cloned() else {
                continue;
            };
            words.entries.entry(first).or_default().push(Entry {
                written,
                folded,
                harmless,
            });
        }
        words
    }

    fn is(&self, token: &str, word: &str) -> bool {
        let ending = token.strip_prefix(word);
        ending.is_some_and(|rest| self.endings.iter().any(|ending| ending == rest))
    }

    /// The entries that stand at the beginning of these tokens.
    fn at<'w>(&'w self, tokens: &'w [&'w str]) -> impl Iterator<Item = &'w Entry> {
        let first = tokens.first().copied().unwrap_or_default();
        let stems = self
            .endings
            .iter()
            .filter_map(move |ending| first.strip_suffix(ending.as_str()));
        let entries = stems.filter_map(|stem| self.entries.get(stem)).flatten();
        entries.filter(move |entry| {
            let fits = |(word, token): (&String, &&str)| self.is(token, word);
            entry.folded.len() <= tokens.len() && entry.folded.iter().zip(tokens).all(fits)
        })
    }
}

fn lists() -> &'static [Words] {
    static READ: OnceLock<Vec<Words>> = OnceLock::new();
    READ.get_or_init(|| LISTS.into_iter().map(Words::read).collect())
}

/// The words of these texts that may name a diagnosis or a person's care, as the lists write them, each once, in the order
/// in which they come; at most a few.
pub fn named<'t>(texts: impl IntoIterator<Item = &'t str>) -> Vec<&'static str> {
    let mut found = Vec::new();
    for text in texts {
        let folded = fold(text);
        let tokens: Vec<&str> = folded.split(' ').filter(|token| !token.is_empty()).collect();
        let mut at = 0;
        while let Some(rest) = tokens.get(at..).filter(|rest| !rest.is_empty()) {
            let here: Vec<&Entry> = lists().iter().flat_map(|words| words.at(rest)).collect();
            let longest = here
                .iter()
                .rev()
                .max_by_key(|entry| (entry.folded.len(), entry.harmless));
            let Some(entry) = longest else {
                at += 1;
                continue;
            };
            at += entry.folded.len();
            if !entry.harmless && !found.contains(&entry.written) {
                found.push(entry.written);
            }
            if found.len() == MOST {
                return found;
            }
        }
    }
    found
}

/// The same of a listing: of what its author wrote in words. Names of places, streets and organisers are not looked at.
pub fn named_in(listing: &Listing) -> Vec<&'static str> {
    let texts = [
        &listing.title,
        &listing.summary,
        &listing.body,
        &listing.hours,
        &listing.audience,
        &listing.bring,
        &listing.price.note,
    ];
    let alts = listing.images.iter().map(|image| &image.alt);
    let texts = texts.into_iter().chain(alts).flat_map(|texts| texts.iter());
    named(
        texts
            .map(|text| text.text)
            .chain(listing.tags.iter().map(|tag| &**tag)),
    )
}

#[cfg(test)]
#[path = "care/tests.rs"]
mod tests;
