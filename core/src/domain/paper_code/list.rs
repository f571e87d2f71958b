//! The lists: 1,024 words a language, in the order of their folded letters, no two alike.

use std::sync::LazyLock;

use crate::domain::fold::fold;

/// A language that has a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WordLanguage {
    /// French.
    French,
    /// Basque.
    Basque,
    /// Spanish.
    Spanish,
}

impl WordLanguage {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::French, Self::Basque, Self::Spanish];

    /// Its ISO 639-1 tag.
    pub fn tag(self) -> &'static str {
        match self {
            Self::French => "fr",
            Self::Basque => "eu",
            Self::Spanish => "es",
        }
    }

    fn text(self) -> &'static str {
        match self {
            Self::French => include_str!("fr.txt"),
            Self::Basque => include_str!("eu.txt"),
            Self::Spanish => include_str!("es.txt"),
        }
    }
}

/// Where a typed word is in a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// The word itself, or the only one that begins so.
    At(u16),
    /// More than one word begins so.
    Several,
    /// No word begins so.
    Nowhere,
}

/// The words of a language, as they are written and as they are compared.
pub(super) struct List {
    written: Vec<&'static str>,
    folded: Vec<String>,
}

impl List {
    pub(super) fn of(language: WordLanguage) -> &'static Self {
        static LISTS: LazyLock<[List; 3]> = LazyLock::new(|| WordLanguage::ALL.map(List::read));
        let [french, basque, spanish] = &*LISTS;
        match language {
            WordLanguage::French => french,
            WordLanguage::Basque => basque,
            WordLanguage::Spanish => spanish,
        }
    }

    fn read(language: WordLanguage) -> Self {
        let written: Vec<&'static str> = language.text().lines().collect();
        let folded = written.iter().map(|word| fold(word)).collect();
        Self { written, folded }
    }

    /// The word at a place below 1,024.
    pub(super) fn word(&self, index: u16) -> &'static str {
        self.written.get(usize::from(index)).copied().unwrap_or_default()
    }

    /// Looks a folded word up.
    pub(super) fn find(&self, typed: &str) -> Found {
        let at = self.folded.partition_point(|word| word.as_str() < typed);
        let begins = |at: usize| self.folded.get(at).is_some_and(|word| word.starts_with(typed));
        match (self.folded.get(at), u16::try_from(at)) {
            (Some(word), Ok(index)) if word == typed => Found::At(index),
            (Some(_), Ok(index)) if begins(at) && !begins(at + 1) => Found::At(index),
            _ if begins(at) => Found::Several,
            _ => Found::Nowhere,
        }
    }

    /// Words that a folded word may have been meant for, nearest first: at most two changes away, or with the same four
    /// letters first.
    pub(super) fn alike(&self, typed: &str) -> Vec<u16> {
        let first = typed.get(..4);
        let mut near: Vec<(usize, u16)> = (0..)
            .zip(&self.folded)
            .filter_map(|(index, word)| {
                let changes = changes(typed, word);
                let same_start = first.is_some_and(|first| word.starts_with(first));
                (changes <= 2 || same_start).then_some((changes, index))
            })
            .collect();
        near.sort_unstable();
        near.into_iter().map(|(_, index)| index).collect()
    }

    /// The word at a place below 1,024 as it is compared.
    pub(super) fn folded(&self, index: u16) -> &str {
        self.folded.get(usize::from(index)).map_or("", String::as_str)
    }

    #[cfg(test)]
    pub(super) fn all_folded(&self) -> &[String] {
        &self.folded
    }
}

/// How many letters to put in, take out, change or swap with the next to make one word of the other (the optimal string
/// alignment distance).
pub(super) fn changes(a: &str, b: &str) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.bytes().enumerate() {
        let mut next = vec![i + 1];
        for (j, y) in b.bytes().enumerate() {
            let at = |row: &[usize], j: usize| row.get(j).copied().unwrap_or(usize::MAX - 1);
            let mut least = (at(&row, j) + usize::from(x != y))
                .min(at(&row, j + 1) + 1)
                .min(at(&next, j) + 1);
            let swapped =
                i > 0 && j > 0 && a.as_bytes().get(i - 1) == Some(&y) && b.as_bytes().get(j - 1) == Some(&x);
            if swapped {
                least = least.min(at(&before, j - 1) + 1);
            }
            next.push(least);
        }
        before = std::mem::replace(&mut row, next);
    }
    row.last().copied().unwrap_or(0)
}
