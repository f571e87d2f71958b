//! What a claim comes to: held, likely, waiting.

use std::collections::BTreeMap;

use ekin_protocol::hash::h;
use ekin_protocol::id::{ObjectId, SpaceId};

use super::claim::Decided;
use super::{Capacity, Claim, Places, Said};

/// Where a claim stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It has its places.
    Held {
        /// One of the last that were accepted, while more is taken than there is. It keeps its places: people decide.
        over: bool,
        /// One organiser accepted it and another declined it.
        contested: bool,
        /// No decision is in the log yet.
        provisional: bool,
    },
    /// Nobody decided, and it fits into what is free.
    Likely,
    /// It waits, as number `n` from 1.
    Waiting {
        /// Its number.
        n: usize,
    },
    /// Declined.
    Declined,
    /// Taken back by who asked.
    Withdrawn,
}

/// Seats of an outing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seats {
    /// Places that there are.
    pub capacity: Capacity,
    /// Places of claims that are held.
    pub used: Places,
    /// Places left.
    pub free: Said,
    /// Places that lack for what is held.
    pub over: Places,
    /// Claims in the order in which they are shown: held ones as they were accepted, then the queue, then declined and
    /// withdrawn ones.
    pub order: Vec<ObjectId>,
    standings: BTreeMap<ObjectId, Standing>,
}

impl Seats {
    /// Where a claim stands, if it is one of these.
    pub fn standing(&self, claim: &ObjectId) -> Option<Standing> {
        self.standings.get(claim).copied()
    }
}

/// Seats of the outing in `space` (protocol 12). The order of `claims` and of their decisions does not matter; of two
/// claims with one object, the last counts.
pub fn seats(space: &SpaceId, capacity: Capacity, claims: &[Claim]) -> Seats {
    let claims: BTreeMap<ObjectId, &Claim> = claims.iter().map(|claim| (claim.object, claim)).collect();
    let mut standings = BTreeMap::new();
    let (mut held, mut queue, mut gone) = (Vec::new(), Vec::new(), Vec::new());
    for claim in claims.values() {
        match claim.decided() {
            _ if claim.withdrawn => gone.push((true, claim.object, Standing::Withdrawn)),
            Decided::Declined => gone.push((false, claim.object, Standing::Declined)),
            Decided::Open => queue.push((turn(space, claim), *claim)),
            Decided::Held {
                contested,
                provisional,
                when,
            } => held.push((when, *claim, contested, provisional)),
        }
    }
    held.sort_unstable_by_key(|(when, claim, ..)| (*when, claim.object));
    queue.sort_unstable_by_key(|(turn, claim)| (*turn, claim.object));
    gone.sort_unstable_by_key(|(withdrawn, object, _)| (*withdrawn, *object));

    let used = held.iter().fold(Places::default(), |used, (_, claim, ..)| {
        used.and(capacity.asked(claim.demand))
    });
    let over = capacity.shortage(used);
    let mut lacking = over;
    for (_, claim, contested, provisional) in held.iter().rev() {
        let asked = capacity.asked(claim.demand);
        let left = lacking.less(asked);
        let flagged = left != lacking;
        lacking = left;
        standings.insert(
            claim.object,
            Standing::Held {
                over: flagged,
                contested: *contested,
                provisional: *provisional,
            },
        );
    }

    let mut taken = used;
    let mut waiting: Vec<Places> = Vec::new();
    for (_, claim) in &queue {
        let asked = capacity.asked(claim.demand);
        let passes = !capacity.said().fill && waiting.iter().any(|before| capacity.compete(*before, asked));
        let standing = if !passes && capacity.fits(taken, asked) {
            taken = taken.and(asked);
            Standing::Likely
        } else {
            waiting.push(asked);
            Standing::Waiting { n: waiting.len() }
        };
        standings.insert(claim.object, standing);
    }
    standings.extend(gone.iter().map(|(_, object, standing)| (*object, *standing)));

    let order = held.iter().map(|(_, claim, ..)| claim.object);
    let order = order.chain(queue.iter().map(|(_, claim)| claim.object));
    let order = order.chain(gone.iter().map(|(_, object, _)| *object)).collect();
    Seats {
        capacity,
        used,
        free: capacity.free(used),
        over,
        order,
        standings,
    }
}

/// A claim's turn: its priority, its place in the log (one that is only here comes last), and a hash that nobody chose.
fn turn(space: &SpaceId, claim: &Claim) -> (super::Priority, u64, [u8; 32]) {
    (
        claim.priority,
        claim.seq.unwrap_or(u64::MAX),
        h("seat", &[&space.0, &claim.object.0]),
    )
}
