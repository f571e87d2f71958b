//! Where a person is named: by their id in what a program wrote, by their name in what people wrote. What is found is
//! forgotten with the person, or shown to somebody who puts it right.

use ekin_protocol::cbor;
use ekin_protocol::limits::CBOR_DEPTH;

use super::fold::fold;
use super::kind::{Contents, Plain};
use super::person::PersonId;

/// How a payload has to do with a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mention {
    /// Not at all.
    None,
    /// It names them among other things.
    Among,
    /// It is about them, and about nobody else.
    About,
}

/// A text or bytes of a payload, with the key of the map's entry in which they stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leaf<'a> {
    /// A text.
    Text(&'a str, &'a str),
    /// Bytes: an id, a hash.
    Bytes(&'a str, &'a [u8]),
}

/// Texts and bytes of a payload, whatever its kind and version; none of what is no deterministic CBOR.
pub fn leaves(payload: &[u8]) -> Vec<Leaf<'_>> {
    let mut found = Vec::new();
    if cbor::check(payload).is_ok() {
        let _ = visit(payload, 0, 0, "", &mut found);
    }
    found
}

/// Goes through the one item at `at`; gives where it ends.
fn visit<'a>(
    bytes: &'a [u8],
    at: usize,
    depth: u8,
    key: &'a str,
    found: &mut Vec<Leaf<'a>>,
) -> Option<usize> {
    let (major, n, start) = cbor::head(bytes, at).ok()?;
    match major {
        2 | 3 => {
            let end = start.checked_add(usize::try_from(n).ok()?)?;
            let content = bytes.get(start..end)?;
            found.push(match major {
                3 => Leaf::Text(key, std::str::from_utf8(content).ok()?),
                _ => Leaf::Bytes(key, content),
            });
            Some(end)
        }
        4 | 5 if depth < CBOR_DEPTH => {
            let mut at = start;
            for _ in 0..n {
                let mut under = key;
                if major == 5 {
                    let end = cbor::walk(bytes, at, depth + 1).ok()?;
                    if depth == 0 {
                        under = cbor::text(bytes.get(at..end)?, "key").unwrap_or("");
                    }
                    at = end;
                }
                at = visit(bytes, at, depth + 1, under, found)?;
            }
            Some(at)
        }
        4 | 5 => None,
        _ => Some(start),
    }
}

/// Whether a payload is about a person: `person` says so, or they are the only one in `people`, with no places for others.
pub fn mention(payload: &[u8], person: PersonId) -> Mention {
    let (mut mention, mut people, mut others) = (Mention::None, 0, 0);
    for leaf in leaves(payload) {
        let Leaf::Bytes(key, bytes) = leaf else { continue };
        let them = bytes == person.0;
        match key {
            "person" if them => return Mention::About,
            "people" | "persons" => {
                people += usize::from(them);
                others += usize::from(!them);
            }
            _ if them => mention = Mention::Among,
            _ => {}
        }
    }
    let places = ["seats", "wheelchair", "companions"];
    let places: u64 = places.iter().filter_map(|key| number(payload, key)).sum();
    match (people, others) {
        (0, _) => mention,
        (_, 0) if places <= 1 => Mention::About,
        _ => Mention::Among,
    }
}

/// The whole number under a key of a payload.
fn number(payload: &[u8], wanted: &str) -> Option<u64> {
    let (major, n, mut at) = cbor::head(payload, 0).ok()?;
    if major != 5 {
        return None;
    }
    for _ in 0..n {
        let key = cbor::walk(payload, at, 1).ok()?;
        let value = cbor::walk(payload, key, 1).ok()?;
        if cbor::text(payload.get(at..key)?, "key") == Ok(wanted) {
            return cbor::u64(payload.get(key..value)?, "number").ok();
        }
        at = value;
    }
    None
}

/// How somebody is called, to be looked for in what people write: whatever the case and the accents.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Called(Vec<String>);

impl Called {
    /// These names; one of less than three letters is found everywhere and is left out.
    pub fn of<'a>(names: impl IntoIterator<Item = &'a str>) -> Self {
        let folded = names.into_iter().map(fold);
        let mut folded: Vec<String> = folded.filter(|name| name.len() >= 3).collect();
        folded.sort_unstable();
        folded.dedup();
        Self(folded)
    }

    /// Whether a text names them, as whole words.
    pub fn are_in(&self, text: &str) -> bool {
        if self.0.is_empty() {
            return false;
        }
        let text = format!(" {} ", fold(text));
        self.0.iter().any(|name| text.contains(&format!(" {name} ")))
    }

    /// Whether a payload names them in a text: under which key first.
    pub fn in_payload<'a>(&self, payload: &'a [u8]) -> Option<&'a str> {
        leaves(payload).into_iter().find_map(|leaf| match leaf {
            Leaf::Text(key, text) if self.are_in(text) => Some(key),
            _ => None,
        })
    }

    /// Fields of a document that name them, or a person by this id.
    pub fn in_document(&self, contents: &Contents, person: PersonId) -> Vec<String> {
        let hex = person.to_string();
        let leaves = contents.leaves().into_iter();
        leaves
            .filter(|leaf| leaf.at.contains(&hex) || self.are_in_value(leaf.value, person))
            .map(|leaf| leaf.at)
            .collect()
    }

    fn are_in_value(&self, value: &Plain, person: PersonId) -> bool {
        match value {
            Plain::Str(text) | Plain::Text(text) => self.are_in(text),
            Plain::Bytes(bytes) => *bytes == person.0,
            Plain::List(items) => items.iter().any(|item| self.are_in_value(item, person)),
            Plain::Map(entries) => entries.values().any(|value| self.are_in_value(value, person)),
            Plain::Null | Plain::Bool(_) | Plain::Int(_) => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use ekin_protocol::cbor::Writer;
    use proptest::prelude::*;

    use super::*;
    use crate::domain::fact::{Access, Fact, VERSION, value::Line};

    const ANE: PersonId = PersonId([7; 16]);
    const JON: PersonId = PersonId([8; 16]);

    fn party(people: &[PersonId], seats: u64) -> Vec<u8> {
        let mut w = Writer::new();
        w.map(2)
            .text("seats")
            .u64(seats)
            .text("people")
            .array(people.len());
        for person in people {
            w.bytes(&person.0);
        }
        w.finish()
    }

    #[test]
    fn a_party_of_several_is_about_nobody_alone() {
        assert_eq!(mention(&party(&[ANE], 1), ANE), Mention::About);
        assert_eq!(mention(&party(&[ANE, JON], 2), ANE), Mention::Among);
        // Two more come along whose names nobody wrote.
        assert_eq!(mention(&party(&[ANE], 3), ANE), Mention::Among);
        assert_eq!(mention(&party(&[JON], 1), ANE), Mention::None);
        let seen = Access {
            person: ANE,
            what: Line::of("card").unwrap(),
            reason: Line::of("care").unwrap(),
            note: Line::of("for Ané-Marie").ok_or(()).ok(),
            version: VERSION,
            unknown: crate::domain::unknown::Unknown::default(),
        };
        let payload = seen.write().unwrap();
        assert_eq!(mention(&payload, ANE), Mention::About);
        assert_eq!(Called::of(["ane marie"]).in_payload(&payload), Some("note"));
    }

    #[test]
    fn names_are_whole_words_whatever_case_and_accents() {
        let called = Called::of(["Éloïse", "Jo"]);
        assert!(called.are_in("hier, ELOISE a mangé"));
        assert!(!called.are_in("Héloïse, Jo"));
        assert!(!Called::of(["Jo", ""]).are_in("Jo"));
    }

    proptest! {
        #[test]
        fn any_bytes_are_gone_through(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let _ = (leaves(&bytes), mention(&bytes, ANE));
        }

        #[test]
        fn an_id_anywhere_is_found(at in 0usize..3, deep in 0u8..3) {
            let keys = ["about", "by", "with"];
            let mut w = Writer::new();
            w.map(1).text(keys[at]);
            (0..deep).for_each(|_| { w.array(1); });
            w.bytes(&ANE.0);
            let payload = w.finish();
            prop_assert_eq!(mention(&payload, ANE), Mention::Among);
            prop_assert_eq!(mention(&payload, JON), Mention::None);
        }
    }
}
