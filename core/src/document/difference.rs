//! What must be written so that a document says something else: as little as will do, since every letter that is
//! written anew is one that another person's edit of the same place does not meet.

use std::collections::BTreeSet;
use std::ops::Range;

use automerge::ObjType;

use super::content::Place;
use crate::domain::kind::Plain;

/// One step of an edit. Steps are done in order, places count in what the steps before left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Write {
    /// Sets a scalar.
    Put(Place, Plain),
    /// Takes away what is there.
    Delete(Place),
    /// Makes a container under the root.
    Make(String, ObjType),
    /// Replaces items of a list.
    Items {
        root: String,
        at: usize,
        delete: usize,
        insert: Vec<Plain>,
    },
    /// Replaces characters of a text.
    Prose {
        root: String,
        at: usize,
        delete: usize,
        insert: String,
    },
}

/// A stretch of one sequence that is replaced by a stretch of another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Splice {
    /// In the old sequence.
    pub old: Range<usize>,
    /// In the new one.
    pub new: Range<usize>,
}

/// Most cells of the table in which two sequences are compared; beyond, one stretch is replaced by the other.
const CELLS: usize = 1 << 20;

/// What turns the value under a root key into another.
pub(super) fn difference(root: &str, before: Option<&Plain>, after: Option<&Plain>) -> Vec<Write> {
    if before == after {
        return Vec::new();
    }
    let mut writes = Vec::new();
    match (before, after) {
        (_, None) => writes.push(Write::Delete(Place::at(root))),
        (_, Some(Plain::Map(after))) => {
            let none = Default::default();
            let before = match before {
                Some(Plain::Map(before)) => before,
                _ => {
                    writes.push(Write::Make(root.into(), ObjType::Map));
                    &none
                }
            };
            let keys: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
            for key in keys {
                let place = Place::below(root, key);
                match (before.get(key), after.get(key)) {
                    (before, Some(value)) if before != Some(value) => {
                        writes.push(Write::Put(place, value.clone()))
                    }
                    (Some(_), None) => writes.push(Write::Delete(place)),
                    _ => {}
                }
            }
        }
        (_, Some(Plain::List(after))) => {
            let before = match before {
                Some(Plain::List(before)) => before.as_slice(),
                _ => {
                    writes.push(Write::Make(root.into(), ObjType::List));
                    &[]
                }
            };
            writes.extend(items(root, &splices(before, after), after));
        }
        (_, Some(Plain::Text(after))) => {
            let before = match before {
                Some(Plain::Text(before)) => before.as_str(),
                _ => {
                    writes.push(Write::Make(root.into(), ObjType::Text));
                    ""
                }
            };
            writes.extend(prose(root, &text_splices(before, after), after));
        }
        (_, Some(scalar)) => writes.push(Write::Put(Place::at(root), scalar.clone())),
    }
    writes
}

/// The steps from the last to the first, so that each one's place is where the splice says.
pub(super) fn items(root: &str, splices: &[Splice], after: &[Plain]) -> Vec<Write> {
    let write = |splice: &Splice| Write::Items {
        root: root.into(),
        at: splice.old.start,
        delete: splice.old.len(),
        insert: after.get(splice.new.clone()).unwrap_or_default().to_vec(),
    };
    splices.iter().rev().map(write).collect()
}

/// The same for a text, whose splices count characters.
pub(super) fn prose(root: &str, splices: &[Splice], after: &str) -> Vec<Write> {
    let write = |splice: &Splice| Write::Prose {
        root: root.into(),
        at: splice.old.start,
        delete: splice.old.len(),
        insert: after
            .chars()
            .skip(splice.new.start)
            .take(splice.new.len())
            .collect(),
    };
    splices.iter().rev().map(write).collect()
}

/// What turns one text into another, in characters: whole words are kept or replaced.
pub(super) fn text_splices(before: &str, after: &str) -> Vec<Splice> {
    let (old, new) = (words(before), words(after));
    let start = |words: &[&str]| {
        let mut at = vec![0];
        at.extend(words.iter().scan(0, |at, word| {
            *at += word.chars().count();
            Some(*at)
        }));
        at
    };
    let (old_at, new_at) = (start(&old), start(&new));
    let place = |at: &[usize], range: Range<usize>| {
        let get = |n: usize| at.get(n).copied().unwrap_or_default();
        get(range.start)..get(range.end)
    };
    let characters = |splice: Splice| Splice {
        old: place(&old_at, splice.old),
        new: place(&new_at, splice.new),
    };
    splices(&old, &new).into_iter().map(characters).collect()
}

/// Words, and what is between them character by character.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let end = match first.is_alphanumeric() {
            true => rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len()),
            false => first.len_utf8(),
        };
        let (word, behind) = rest.split_at(end);
        words.push(word);
        rest = behind;
    }
    words
}

/// What turns one sequence into another, in order. The most that both have in common stays.
pub(super) fn splices<T: PartialEq>(before: &[T], after: &[T]) -> Vec<Splice> {
    let front = before.iter().zip(after).take_while(|(a, b)| a == b).count();
    let rest = (
        before.get(front..).unwrap_or_default(),
        after.get(front..).unwrap_or_default(),
    );
    let back = rest
        .0
        .iter()
        .rev()
        .zip(rest.1.iter().rev())
        .take_while(|(a, b)| a == b)
        .count();
    let old = rest.0.get(..rest.0.len() - back).unwrap_or_default();
    let new = rest.1.get(..rest.1.len() - back).unwrap_or_default();
    if old.is_empty() && new.is_empty() {
        return Vec::new();
    }
    let common = match old.len().checked_mul(new.len()) {
        Some(cells) if cells <= CELLS => common(old, new),
        _ => Vec::new(),
    };
    let mut splices = Vec::new();
    let (mut from_old, mut from_new) = (0, 0);
    for (a, b) in common.into_iter().chain([(old.len(), new.len())]) {
        if from_old < a || from_new < b {
            splices.push(Splice {
                old: front + from_old..front + a,
                new: front + from_new..front + b,
            });
        }
        (from_old, from_new) = (a + 1, b + 1);
    }
    splices
}

/// A longest common subsequence, as pairs of places.
fn common<T: PartialEq>(old: &[T], new: &[T]) -> Vec<(usize, usize)> {
    let width = new.len() + 1;
    // Cell (a, b): how much old[a..] and new[b..] have in common.
    let mut table = vec![0u32; (old.len() + 1) * width];
    for (a, left) in old.iter().enumerate().rev() {
        for (b, right) in new.iter().enumerate().rev() {
            let at = a * width + b;
            table[at] = match left == right {
                true => table[at + width + 1] + 1,
                false => table[at + width].max(table[at + 1]),
            };
        }
    }
    let mut pairs = Vec::new();
    let (mut a, mut b) = (0, 0);
    while let (Some(left), Some(right)) = (old.get(a), new.get(b)) {
        let at = a * width + b;
        if left == right {
            pairs.push((a, b));
            (a, b) = (a + 1, b + 1);
        } else if table[at + width] >= table[at + 1] {
            a += 1;
        } else {
            b += 1;
        }
    }
    pairs
}
