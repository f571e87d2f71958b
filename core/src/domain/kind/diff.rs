//! What changed between two states of a document, place by place: history and "two people edited this" are told so.

use std::collections::BTreeMap;

use super::contents::{Contents, Leaf};

/// One place where two states differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change<'a> {
    /// Nothing stood there before.
    Added(Leaf<'a>),
    /// Nothing stands there any more.
    Removed(Leaf<'a>),
    /// Something else stands there.
    Changed {
        /// What stood there.
        before: Leaf<'a>,
        /// What stands there.
        after: Leaf<'a>,
    },
}

impl<'a> Change<'a> {
    /// The place as text.
    pub fn at(&self) -> &str {
        match self {
            Change::Added(leaf) | Change::Removed(leaf) | Change::Changed { after: leaf, .. } => &leaf.at,
        }
    }

    /// What stood there.
    pub fn before(&self) -> Option<&Leaf<'a>> {
        match self {
            Change::Added(_) => None,
            Change::Removed(before) | Change::Changed { before, .. } => Some(before),
        }
    }

    /// What stands there.
    pub fn after(&self) -> Option<&Leaf<'a>> {
        match self {
            Change::Removed(_) => None,
            Change::Added(after) | Change::Changed { after, .. } => Some(after),
        }
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
        .filter_map(|after| match old.remove(&after.at) {
            None => Some(Change::Added(after)),
            Some(before) if before != after => Some(Change::Changed { before, after }),
            Some(_) => None,
        })
        .collect();
    changes.extend(old.into_values().map(Change::Removed));
    changes
}
