//! How many places an outing has. One object for each outing; several heads are a conflict that is shown, and the least
//! counts until people settle it.

use ekin_protocol::hash::h16;
use ekin_protocol::id::{ObjectId, SpaceId};
use ekin_protocol::item::kind;

use super::fact;
use crate::domain::seats::Said;

fact! {
    /// How many places an outing has.
    Capacity = kind::CAPACITY; {
        /// Ordinary seats; none said is no limit.
        seats: Option<u64>,
        /// Places for a wheelchair.
        wheelchair: Option<u64>,
        /// Places kept for companions; none said, they take ordinary seats.
        companions: Option<u64>,
        /// A free wheelchair place may serve as a seat.
        flex: Option<bool>,
        /// A later, smaller party may pass a larger one that waits.
        fill: Option<bool>,
    }
}

impl Capacity {
    /// Its object: `H16("capacity", space, plan)`.
    pub fn object(space: &SpaceId, plan: &ObjectId) -> ObjectId {
        ObjectId(h16("capacity", &[&space.0, &plan.0]))
    }

    /// As the rules of seats take it.
    pub fn said(&self) -> Said {
        Said {
            seats: self.seats.map(count),
            wheelchair: self.wheelchair.map_or(0, count),
            companions: self.companions.map(count),
            flex: self.flex == Some(true),
            fill: self.fill == Some(true),
        }
    }
}

impl From<Said> for Capacity {
    fn from(said: Said) -> Self {
        Self {
            seats: said.seats.map(u64::from),
            wheelchair: Some(said.wheelchair.into()),
            companions: said.companions.map(u64::from),
            flex: said.flex.then_some(true),
            fill: said.fill.then_some(true),
            version: super::VERSION,
            unknown: crate::domain::unknown::Unknown::default(),
        }
    }
}

/// A number of places; one that no vehicle has stays at the greatest there is.
pub(super) fn count(places: u64) -> u32 {
    u32::try_from(places).unwrap_or(u32::MAX)
}
