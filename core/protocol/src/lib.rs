//! Wire types, ids, log, membership and packs that phone and relay share. No I/O, no clock, no randomness:
//! whatever is random or timed is handed in. `docs/protocol.md` says the same in prose; `vectors/` holds a
//! test vector for every structure.
#![deny(clippy::indexing_slicing)]

pub mod admission;
pub mod backup;
pub mod blob;
pub mod cbor;
pub mod checkpoint;
pub mod code;
pub mod compress;
pub mod entry;
pub mod envelope;
pub mod hash;
pub mod head;
pub mod heal;
pub mod id;
pub mod inbox;
pub mod item;
pub mod limits;
pub mod link;
pub mod live;
pub mod manifest;
pub mod membership;
pub mod merkle;
pub mod pages;
pub mod peer;
pub mod seal;
pub mod segment;
pub mod session;
pub mod validity;

/// Version of the protocol that this crate speaks.
pub const VERSION: u32 = 1;
