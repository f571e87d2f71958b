//! Claims of places, and what organisers decided of them.

use ekin_protocol::id::{ItemHash, ObjectId};

use super::Places;

/// Who comes first among those who wait. Lower is earlier; the reason is said in words beside the name, and nobody is
/// ranked by anything else.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Priority {
    /// The last time there was no place for them.
    Missed,
    /// As they asked.
    #[default]
    Usual,
}

/// A living decision on a claim, by an organiser's device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decision {
    /// Accepted, or else declined.
    pub accepts: bool,
    /// Its place in the log; none while it is only here.
    pub seq: Option<u64>,
    /// Its record.
    pub hash: ItemHash,
}

/// One party: a claim is taken whole or not at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// The claim's object.
    pub object: ObjectId,
    /// Places that it asks for; of several heads the greatest of each sort.
    pub demand: Places,
    /// All of its heads take it back.
    pub withdrawn: bool,
    /// Its place in the log: the least of its heads; none while it is only here.
    pub seq: Option<u64>,
    /// Whether it comes before others.
    pub priority: Priority,
    /// The living decisions on it, in any order.
    pub decisions: Vec<Decision>,
}

/// What decisions come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Decided {
    /// Nobody decided.
    Open,
    /// Some accept: it is held.
    Held {
        /// Others declined it.
        contested: bool,
        /// No accepting decision is logged yet.
        provisional: bool,
        /// When: the earliest that accepts. Pending ones come last; equal places are told apart by hash.
        when: (bool, u64, ItemHash),
    },
    /// All decline.
    Declined,
}

impl Claim {
    pub(super) fn decided(&self) -> Decided {
        let accepting = self.decisions.iter().filter(|one| one.accepts);
        match accepting.map(when).min() {
            Some(when) => Decided::Held {
                contested: self.decisions.iter().any(|one| !one.accepts),
                provisional: when.0,
                when,
            },
            None if self.decisions.is_empty() => Decided::Open,
            None => Decided::Declined,
        }
    }
}

fn when(decision: &Decision) -> (bool, u64, ItemHash) {
    (
        decision.seq.is_none(),
        decision.seq.unwrap_or(u64::MAX),
        decision.hash,
    )
}
