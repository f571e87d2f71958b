//! What a person, or a log, may want to know of a sync, and what about a relay's words cannot be.

use ekin_protocol::code::Code;
use ekin_protocol::id::SpaceId;

use super::event::Millis;

/// What about the relay's words cannot be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lie {
    /// A message or file that is not of its form.
    Form,
    /// The log has a gap, or a place that cannot be read.
    Log,
    /// The membership does not verify, or is not this space's.
    Membership,
    /// Signed by another relay than the space's.
    Relay,
    /// A segment whose signatures do not verify, or a pack that is not what it claims.
    Pack,
    /// The log is not the one that was signed for.
    OtherLog,
    /// A publisher saw another history.
    TwoHistories,
    /// Bytes that are not the blob's that was asked for.
    Blob,
}

/// What a person, or a log, may want to know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// A first sync begins.
    First {
        /// The space.
        space: SpaceId,
        /// Bytes to come.
        bytes: u64,
        /// Listings to come.
        listings: u64,
    },
    /// Part of it has come.
    Loaded {
        /// The space.
        space: SpaceId,
        /// Bytes loaded so far.
        bytes: u64,
        /// Of so many.
        of: u64,
    },
    /// A space is up to date with its relay.
    Fresh {
        /// The space.
        space: SpaceId,
    },
    /// The relay holds envelopes of this device: its receipt, and then the log, said so.
    Received {
        /// The space.
        space: SpaceId,
        /// How many.
        envelopes: usize,
    },
    /// The relay refuses something.
    Refused {
        /// The space, unless the whole session is refused.
        space: Option<SpaceId>,
        /// Why.
        code: Code,
    },
    /// The relay cannot be reached; the engine tries again.
    Unreachable {
        /// Its address.
        url: String,
        /// When, in ms from now.
        retry_in: Millis,
    },
    /// The relay was restored: what it lost of this device's is sent again.
    Restored {
        /// The space.
        space: SpaceId,
    },
    /// This device's chain began anew too often: its store is copied or set back.
    ManyLives {
        /// The space.
        space: SpaceId,
        /// How often within a day.
        lives: usize,
    },
    /// The relay's words cannot be. Nothing of them was kept.
    Lied {
        /// The space.
        space: SpaceId,
        /// What.
        lie: Lie,
    },
    /// Photos, scans and sounds went either way.
    Carried {
        /// The space.
        space: SpaceId,
        /// How many the relay has now, of this device's.
        sent: usize,
        /// How many came.
        fetched: usize,
    },
    /// The space of an outing has ended: this device forgot it with its keys and names.
    Ended {
        /// The space.
        space: SpaceId,
        /// What people called it.
        name: String,
        /// Own commands that no log has, and that nobody will have.
        unsent: u64,
    },
    /// What was before a checkpoint came, summed up.
    Began {
        /// The space.
        space: SpaceId,
        /// Documents that are new here, or newer.
        documents: u64,
    },
    /// Photos, scans and sounds wait for a network that costs nothing.
    WaitsForWifi {
        /// The space.
        space: SpaceId,
    },
    /// Everything that could be done is done.
    Settled,
}
