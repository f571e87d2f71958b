//! Spaces that this device left, or was removed from and let go (protocol 10): it reads nothing there any more, and brings back
//! what it still has, sealed, should their relay have lost it. What the engine asks of the store for that.

use ekin_protocol::code::Code;
use ekin_protocol::head::Head;
use ekin_protocol::id::{Instance, SpaceId};

/// Work on what is kept of such a space.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LeftWork {
    /// The relay shows its head: give what shows it what it lost, if it says that it was restored. Nothing, if there is nothing to
    /// bring.
    Shown {
        /// The space.
        space: SpaceId,
        /// The relay's head.
        head: Box<Head>,
    },
    /// Hand out what comes next, in the order of the log.
    Next {
        /// The space.
        space: SpaceId,
        /// Only what comes after this place; 0 for all.
        after: i64,
        /// At most this many bytes of frames, but at least one.
        budget: usize,
    },
    /// The relay has answered all of it.
    Done {
        /// The space.
        space: SpaceId,
        /// The relay's life in which it did.
        instance: Instance,
        /// Why it did not take something, the last time that it did not.
        refused: Option<Code>,
    },
}

impl LeftWork {
    /// The space that it is about.
    pub fn space(&self) -> SpaceId {
        match self {
            Self::Shown { space, .. } | Self::Next { space, .. } | Self::Done { space, .. } => *space,
        }
    }
}
