//! An edit done once more, by path, on a document that has moved since: after a refusal, a restore or a clone
//! (protocol 5), and backwards to undo it. What somebody else wrote meanwhile stays, and is reported.

use std::collections::BTreeSet;

use automerge::ObjType;

use super::Document;
use super::actor::ChangeHash;
use super::content::{Content, Place};
use super::difference::{Splice, Write, items, prose, splices, text_splices};
use super::edit::Edited;
use super::error::DocumentError;
use crate::domain::kind::Plain;

/// A place where another person's value stayed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Where; of lists and texts the whole.
    pub place: Place,
    /// What was to stand there; `None` is nothing.
    pub mine: Option<Plain>,
    /// What stands there; of texts and lists, what stood there before mine was put beside it.
    pub theirs: Option<Plain>,
}

/// A document after an edit was done once more.
pub struct Redone {
    /// The document and its new changes.
    pub edited: Edited,
    /// Where it was not done, or not wholly.
    pub kept: Vec<Kept>,
}

impl Document {
    /// Does the edit that led from one content to another on what is shown now, as this device's actor.
    ///
    /// # Errors
    /// See [`Document::edit`].
    pub fn redo(&self, before: &Content, after: &Content) -> Result<Redone, DocumentError> {
        let now = self.content();
        let mut merge = Merge {
            before,
            now: &now,
            writes: Vec::new(),
            kept: Vec::new(),
        };
        let keys: BTreeSet<&String> = before.values.keys().chain(after.values.keys()).collect();
        for root in keys {
            merge.root(
                root,
                before.values.get(root),
                after.values.get(root),
                now.values.get(root),
            );
        }
        Ok(Redone {
            edited: self.write(merge.writes)?,
            kept: merge.kept,
        })
    }

    /// Takes back changes, which follow one another, by a new change: history only grows.
    ///
    /// # Errors
    /// [`DocumentError::NoSuchChange`], and see [`Document::edit`].
    pub fn undo(&self, changes: &[ChangeHash]) -> Result<Redone, DocumentError> {
        let (before, after) = self.around(changes)?;
        self.redo(&after, &before)
    }
}

struct Merge<'a> {
    before: &'a Content,
    now: &'a Content,
    writes: Vec<Write>,
    kept: Vec<Kept>,
}

impl Merge<'_> {
    fn root(&mut self, root: &str, before: Option<&Plain>, after: Option<&Plain>, now: Option<&Plain>) {
        if before == after || now == after {
            return;
        }
        match after {
            Some(Plain::Map(after)) => {
                let none = Default::default();
                let before = match before {
                    Some(Plain::Map(before)) => before,
                    _ => &none,
                };
                let now = match now {
                    Some(Plain::Map(now)) => now,
                    None => {
                        self.writes.push(Write::Make(root.into(), ObjType::Map));
                        &none
                    }
                    _ => return self.keep(Place::at(root), Some(&Plain::Map(after.clone())), now),
                };
                let keys: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
                for key in keys {
                    self.value(
                        Place::below(root, key),
                        before.get(key),
                        after.get(key),
                        now.get(key),
                    );
                }
            }
            Some(whole @ Plain::List(after)) => {
                let before = match before {
                    Some(Plain::List(before)) => before.as_slice(),
                    _ => &[],
                };
                let items_now: &[Plain] = match now {
                    Some(Plain::List(now)) => now,
                    None => {
                        self.writes.push(Write::Make(root.into(), ObjType::List));
                        &[]
                    }
                    _ => return self.keep(Place::at(root), Some(whole), now),
                };
                let (mine, clash) = moved(&splices(before, after), &splices(before, items_now));
                self.writes.extend(items(root, &mine, after));
                if clash {
                    self.keep(Place::at(root), Some(whole), now);
                }
            }
            Some(whole @ Plain::Text(after)) => {
                let before = match before {
                    Some(Plain::Text(before)) => before.as_str(),
                    _ => "",
                };
                let text_now = match now {
                    Some(Plain::Text(now)) => now.as_str(),
                    None => {
                        self.writes.push(Write::Make(root.into(), ObjType::Text));
                        ""
                    }
                    _ => return self.keep(Place::at(root), Some(whole), now),
                };
                let (mine, clash) = moved(&text_splices(before, after), &text_splices(before, text_now));
                self.writes.extend(prose(root, &mine, after));
                if clash {
                    self.keep(Place::at(root), Some(whole), now);
                }
            }
            _ => self.value(Place::at(root), before, after, now),
        }
    }

    /// A value that is set whole, or a container that goes.
    fn value(&mut self, place: Place, before: Option<&Plain>, after: Option<&Plain>, now: Option<&Plain>) {
        if before == after || now == after {
            return;
        }
        let contested = self.now.rivals.get(&place) != self.before.rivals.get(&place);
        if now != before || contested {
            return self.keep(place, after, now);
        }
        self.writes.push(match after {
            Some(value) => Write::Put(place, value.clone()),
            None => Write::Delete(place),
        });
    }

    fn keep(&mut self, place: Place, mine: Option<&Plain>, theirs: Option<&Plain>) {
        self.kept.push(Kept {
            place,
            mine: mine.cloned(),
            theirs: theirs.cloned(),
        });
    }
}

/// One's own splices of a sequence, placed where they belong after another's splices of the same. Where both touched the
/// same stretch, the other's stays and what one inserted stands behind it; whether that happened.
fn moved(mine: &[Splice], theirs: &[Splice]) -> (Vec<Splice>, bool) {
    let mut clash = false;
    let mut placed = Vec::new();
    for own in mine {
        // Both counted from the front: all lengths that theirs added or took before this place.
        let (mut added, mut taken) = (0, 0);
        let mut behind = None;
        for other in theirs {
            let apart = other.old.end <= own.old.start;
            let meets = other.old.start < own.old.end && own.old.start < other.old.end
                || other.old.is_empty() && own.old.start < other.old.start && other.old.start < own.old.end;
            if !apart && !meets {
                continue;
            }
            added += other.new.len();
            taken += other.old.len();
            if meets {
                behind = Some(other.old.end);
            }
        }
        let old = match behind {
            None => own.old.start + added - taken..own.old.end + added - taken,
            Some(end) => {
                clash = true;
                end + added - taken..end + added - taken
            }
        };
        if !old.is_empty() || !own.new.is_empty() {
            placed.push(Splice {
                old,
                new: own.new.clone(),
            });
        }
    }
    (placed, clash)
}
