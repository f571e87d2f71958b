//! A new generation (protocol 8): what a document says now, without how it came to be said.

use std::collections::BTreeSet;

use super::actor::{Actor, ChangeHash, LATE};
use super::difference::{Write, difference};
use super::error::DocumentError;
use super::take::{Incoming, Lane};
use super::{Change, Document};

impl Document {
    /// The confirmed state as the first change of a new generation says it, by nobody, on every device alike. None where it
    /// would say less: people have given a place several values, or the document holds what this version does not write.
    ///
    /// # Errors
    /// What this device stored is damaged.
    pub fn begin(&self, genesis: Actor) -> Result<Option<Self>, DocumentError> {
        let before = self.confirmed_content();
        if !before.rivals.is_empty() {
            return Ok(None);
        }
        let writes = before.values.iter();
        let writes = writes.flat_map(|(key, value)| difference(key, None, Some(value)));
        let begun = match Self::new(genesis).write(writes.collect()) {
            Ok(edited) => edited.document,
            Err(
                DocumentError::Key { .. }
                | DocumentError::TooLong { .. }
                | DocumentError::Nested
                | DocumentError::OtherContainer
                | DocumentError::Own(_),
            ) => return Ok(None),
            Err(error) => return Err(error),
        };
        let begun = Self {
            me: genesis,
            confirmed: begun.shown.clone(),
            shown: begun.shown,
            pending: Vec::new(),
        };
        Ok((begun.confirmed_content() == before).then_some(begun))
    }

    /// The same where the relay had lost the checkpoint and took changes meanwhile which that did not sum up, `late` ones. The
    /// first change is the one that everybody who wrote on top of it knows: it says what stood without them. What they said
    /// is put beside it, so that it merges with what was written since, or stands there as another value.
    ///
    /// # Errors
    /// What this device stored is damaged.
    pub fn begin_again(
        &self,
        genesis: Actor,
        beside: &[Actor; LATE],
        late: &BTreeSet<ChangeHash>,
    ) -> Result<Option<Self>, DocumentError> {
        let all = self.confirmed()?;
        let summed: Vec<&Change> = all.iter().filter(|change| !late.contains(&change.hash)).collect();
        if summed.len() == all.len() {
            return self.begin(genesis);
        }
        let before = Self::new(self.me).take(Lane::Logged, &incoming(summed))?.document;
        let Some(begun) = before.begin(genesis)? else {
            return Ok(None);
        };
        let (was, is) = (before.confirmed_content(), self.confirmed_content());
        let [first, ..] = beside;
        let merged = begun.reincarnate(*first)?.redo(&was, &is)?.edited.changes;
        let merged = begun.take(Lane::Logged, &incoming(&merged))?.document;
        // Where several values stood, each stands again: beside the first change what is under the root, and what is in a map on
        // top of it, all by actors of their own.
        let mut changes: Vec<Change> = Vec::new();
        let (roots, inner) = beside.split_at(LATE / 2);
        for (n, (root, inner)) in roots.iter().zip(inner).enumerate() {
            let mut under = Self::new(*root);
            let mut within = merged.reincarnate(*inner)?;
            for (place, said) in &is.rivals {
                let Some(value) = said.get(n).map(|said| &said.value) else {
                    continue;
                };
                let (document, writes) = match &place.inner {
                    Some(_) => (&mut within, vec![Write::Put(place.clone(), value.clone())]),
                    // The displayed one was merged.
                    None if n == 0 => continue,
                    None => (&mut under, difference(&place.root, None, Some(value))),
                };
                // What this version cannot write was not written by it either.
                if let Ok(edited) = document.write(writes) {
                    changes.extend(edited.changes);
                    *document = edited.document;
                }
            }
        }
        Ok(Some(merged.take(Lane::Logged, &incoming(&changes))?.document))
    }
}

fn incoming<'a>(changes: impl IntoIterator<Item = &'a Change>) -> Vec<Incoming<'a>> {
    let one = |change: &'a Change| Incoming {
        actor: change.actor,
        same_author: &[],
        change: &change.bytes,
    };
    changes.into_iter().map(one).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::document::Verdict;
    use crate::domain::kind::{Contents, Edit, Kind, Plain};

    const GENESIS: Actor = Actor([9; 16]);

    fn beside() -> [Actor; LATE] {
        let mut n = 100;
        [(); LATE].map(|()| {
            n += 1;
            Actor([n; 16])
        })
    }

    fn text(text: &str) -> Plain {
        Plain::Text(text.into())
    }

    fn edit(document: &Document, actor: u8, edits: &[(&str, Plain)]) -> Vec<Change> {
        let edits: Vec<Edit> = edits
            .iter()
            .map(|(root, value)| Edit::Put {
                root: (*root).into(),
                inner: None,
                value: value.clone(),
            })
            .collect();
        let own = document.reincarnate(Actor([actor; 16])).unwrap();
        own.edit(Kind::Note, &edits).unwrap().changes
    }

    fn with(document: &Document, changes: &[Change]) -> Document {
        let taken = document.take(Lane::Logged, &incoming(changes)).unwrap();
        let whole = |verdict: &Verdict| matches!(verdict, Verdict::Applied(_));
        assert!(taken.verdicts.iter().all(whole), "{:?}", taken.verdicts);
        taken.document
    }

    fn first() -> Document {
        let values = BTreeMap::from([
            ("title".to_owned(), Plain::Str("Museoa".into())),
            ("text".to_owned(), text("un; deux;")),
        ]);
        let made = Document::create(Actor([1; 16]), &Contents::new(Kind::Note, values)).unwrap();
        with(&Document::new(Actor([1; 16])), &made.changes)
    }

    fn titles(document: &Document) -> BTreeSet<String> {
        let content = document.content();
        let shown = content.values.get("title").cloned();
        let rivals = content.rivals.values().flatten().map(|said| said.value.clone());
        let texts = shown.into_iter().chain(rivals).filter_map(|value| match value {
            Plain::Str(text) => Some(text),
            _ => None,
        });
        texts.collect()
    }

    #[test]
    fn what_came_late_stands_beside_what_was_written_on_top() {
        let before = first();
        let lost = edit(
            &before,
            2,
            &[
                ("text", text("un; perdu; deux;")),
                ("title", Plain::Str("Perdu".into())),
            ],
        );
        let late = [
            edit(
                &before,
                3,
                &[
                    ("text", text("un; deux; tard;")),
                    ("title", Plain::Str("Tard".into())),
                ],
            ),
            edit(
                &before,
                4,
                &[("title", Plain::Str("Aussi".into())), ("note", text("à part"))],
            ),
        ]
        .concat();
        let begun = with(&before, &lost).begin(GENESIS).unwrap().unwrap();
        let on_top = edit(
            &begun,
            5,
            &[
                ("text", text("un; perdu; deux; dessus;")),
                ("title", Plain::Str("Dessus".into())),
            ],
        );
        let hashes: BTreeSet<ChangeHash> = late.iter().map(|change| change.hash).collect();
        let orders = [[&late[..], &lost[..]].concat(), [&lost[..], &late[..]].concat()];
        let again = orders.map(|order| {
            let all = with(&before, &order);
            let again = all.begin_again(GENESIS, &beside(), &hashes).unwrap().unwrap();
            assert!(titles(&all).is_subset(&titles(&again)), "{:?}", titles(&again));
            with(&again, &on_top)
        });
        assert_eq!(
            again[0].heads(),
            again[1].heads(),
            "the same bytes whatever came first"
        );
        let content = again[0].content();
        let Some(Plain::Text(shown)) = content.values.get("text") else {
            panic!("{content:?}")
        };
        for word in ["un;", "perdu;", "deux;", "tard;", "dessus;"] {
            assert_eq!(shown.matches(word).count(), 1, "{shown}");
        }
        assert_eq!(content.values.get("note"), Some(&text("à part")));
        let said = titles(&again[0]);
        assert!(
            ["Dessus", "Tard", "Aussi"]
                .iter()
                .all(|title| said.contains(*title)),
            "{said:?}"
        );
    }

    #[test]
    fn where_nothing_came_late_it_is_the_same_generation() {
        let all = first();
        let again = all
            .begin_again(GENESIS, &beside(), &BTreeSet::new())
            .unwrap()
            .unwrap();
        assert_eq!(again.heads(), all.begin(GENESIS).unwrap().unwrap().heads());
    }

    #[test]
    fn where_the_lost_log_went_on_as_it_was_so_does_this_one() {
        let before = first();
        let rivals = [
            edit(&before, 2, &[("title", Plain::Str("Un".into()))]),
            edit(&before, 3, &[("title", Plain::Str("Deux".into()))]),
        ]
        .concat();
        let late = edit(&before, 4, &[("text", text("un; deux; tard;"))]);
        let all = with(&with(&before, &rivals), &late);
        let hashes = late.iter().map(|change| change.hash).collect();
        assert!(all.begin_again(GENESIS, &beside(), &hashes).unwrap().is_none());
    }
}
