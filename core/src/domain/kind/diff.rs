//! What changed between two states of a document, place by place: history and "two people edited this" are told so.

use std::collections::BTreeMap;

use super::contents::{Contents, Leaf};

/// One place where two states differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change<'a> {
    /// What stood there; `None` was nothing.
    pub before: Option<Leaf<'a>>,
    /// What stands there; `None` is nothing.
    pub after: Option<Leaf<'a>>,
}

impl Change<'_> {
    /// The place as text.
    pub fn at(&self) -> &str {
        self.after
            .as_ref()
            .or(self.before.as_ref())
            .map_or("", |leaf| &leaf.at)
    }
}

/// The places where two states of one document differ, in the order in which a screen shows them. An instant whose zone
/// alone changed is a change: people meant another hour of the wall clock.
pub fn diff<'a>(before: &'a Contents, after: &'a Contents) -> Vec<Change<'a>> {
    let mut old: BTreeMap<String, Leaf<'a>> = before
        .leaves()
        .into_iter()
        .map(|leaf| (leaf.at.clone(), leaf))
        .collect();
    let mut changes: Vec<Change<'a>> = after
        .leaves()
        .into_iter()
        .filter_map(|leaf| {
            let before = old.remove(&leaf.at);
            (before.as_ref() != Some(&leaf)).then_some(Change {
                before,
                after: Some(leaf),
            })
        })
        .collect();
    changes.extend(old.into_values().map(|leaf| Change {
        before: Some(leaf),
        after: None,
    }));
    changes
}
