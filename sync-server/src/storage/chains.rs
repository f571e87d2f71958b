//! The authors' chains of one space: how far each goes, and which life of a device came last.

use std::collections::BTreeMap;

use ekin_protocol::id::{Incarnation, Ord, Short};

/// End of one chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct End {
    /// Last place of the chain.
    pub(super) dev_seq: u64,
    /// Content id there.
    pub(super) last: Short,
    /// Place of that envelope in the log.
    pub(super) seen: u64,
    /// The newest place of the log that its author told.
    pub(super) told: u64,
}

/// All chains of a space.
#[derive(Clone, Debug, Default)]
pub(super) struct Chains(BTreeMap<(Ord, Incarnation), End>);

impl Chains {
    /// The end of a chain.
    pub(super) fn end(&self, ord: Ord, life: &Incarnation) -> Option<&End> {
        self.0.get(&(ord, *life))
    }

    /// The life of a device of which the log last took something.
    pub(super) fn newest(&self, ord: Ord) -> Option<Incarnation> {
        let lives = (ord, Incarnation([0; 8]))..=(ord, Incarnation([255; 8]));
        let newest = self.0.range(lives).max_by_key(|(_, end)| end.seen);
        newest.map(|((_, life), _)| *life)
    }

    /// A chain goes on.
    pub(super) fn put(&mut self, ord: Ord, life: Incarnation, end: End) {
        self.0.insert((ord, life), end);
    }
}
