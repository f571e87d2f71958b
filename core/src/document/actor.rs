//! Who writes in a document, and what a change is called.

use std::fmt;

use ekin_protocol::id::{Incarnation, ObjectId, Ord, SpaceId};

/// How many actors put beside a generation's first change what came late: half of them under the root, half in maps.
pub const LATE: usize = 16;

/// An author's name inside one document: one for each document, generation and incarnation (protocol 6). An actor and
/// a sequence number stand for one change, for ever.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, std::cmp::Ord, Hash)]
pub struct Actor(pub [u8; 16]);

impl Actor {
    /// H16("actor", space_id, object_id, u32 generation, u32 ord, incarnation).
    pub fn of(
        space: &SpaceId,
        object: &ObjectId,
        generation: u32,
        ord: Ord,
        incarnation: &Incarnation,
    ) -> Self {
        Self(space.actor(object, generation, ord, incarnation).0)
    }

    /// Who writes the first change of a generation, on every device alike (protocol 8):
    /// H16("actor", space_id, object_id, u32 generation, "genesis").
    pub fn genesis(space: &SpaceId, object: &ObjectId, generation: u32) -> Self {
        Self(space.genesis_actor(object, generation).0)
    }

    /// Who writes beside that first change what came late to a checkpoint that a relay had lost, on every device alike:
    /// H16("actor", space_id, object_id, u32 generation, "late", u8 n).
    pub fn late(space: &SpaceId, object: &ObjectId, generation: u32) -> [Self; LATE] {
        let mut n = 0_u8;
        [(); LATE].map(|()| {
            let actor = Self(space.late_actor(object, generation, n).0);
            n = n.saturating_add(1);
            actor
        })
    }
}

/// SHA-256 of a change.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, std::cmp::Ord, Hash)]
pub struct ChangeHash(pub [u8; 32]);

impl fmt::Debug for Actor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Actor(")?;
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))?;
        f.write_str(")")
    }
}

impl fmt::Display for ChangeHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for ChangeHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ChangeHash({self})")
    }
}
