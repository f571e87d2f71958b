//! Messages of the session: one WebSocket for all spaces of a device. Each is one binary message of at most
//! 256 KiB, a CBOR array that begins with its number. Numbers below 16 go to the relay.
//!
//! hello -> challenge -> proof -> ok, then in any order: push, push_record, ask_chain, ask_members, show_head, lost, ping to
//! the relay; entries, receipt, refusal, record_refusal, chain, members, restored, backed, pong, failure to the device. A space is named by its place
//! in hello.

mod to_device;
mod to_relay;

pub use to_device::ToDevice;
pub use to_relay::ToRelay;

use ed25519_dalek::{Signer, SigningKey, VerifyingKey};

use crate::cbor::{self, CborError, Result, Writer};
use crate::envelope::verify;
use crate::hash::{first8, h};
use crate::head::Head;
use crate::id::{R, SignKey, Signature, SpaceId};
use crate::limits;

const WHAT: &str = "session message";

/// A space as hello names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cursor {
    /// First 8 bytes of the space id.
    pub space: [u8; 8],
    /// Last place that the device has.
    pub seq: u64,
    /// First 8 bytes of the running hash there.
    pub r: [u8; 8],
}

impl Cursor {
    /// The cursor of a device that has the log up to `seq`.
    pub fn new(space: &SpaceId, seq: u64, r: &R) -> Self {
        Self {
            space: first8(&space.0),
            seq,
            r: first8(&r.0),
        }
    }
}

/// What is different about one space at the start of a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exception {
    /// The device's cursor is not on this log: the last common place that the relay can name.
    Rewind(u64),
    /// The relay does not hold this space, or the device is no member of it.
    Gone,
    /// The log goes on past the device's cursor, up to this place at least: entries follow.
    Behind(u64),
    /// The log before this place is gone: a checkpoint's pack stands for it, which the membership names.
    Cut(u64),
}

fn proof_digest(relay: &SignKey, nonce: &[u8; 32], device: &SignKey) -> [u8; 32] {
    h("hello", &[&relay.0, nonce, &device.0])
}

/// The device's answer to a challenge.
pub fn prove(key: &SigningKey, relay: &SignKey, nonce: &[u8; 32]) -> Signature {
    let device = SignKey(key.verifying_key().to_bytes());
    Signature(key.sign(&proof_digest(relay, nonce, &device)).to_bytes())
}

/// Whether the device proved its key.
pub fn proves(device: &VerifyingKey, relay: &SignKey, nonce: &[u8; 32], proof: &Signature) -> bool {
    verify(
        device,
        &proof_digest(relay, nonce, &SignKey(device.to_bytes())),
        proof,
    )
}

/// The parts of a message; numbers from 24 on take two bytes, so the first part is cut to its last byte.
fn open(bytes: &[u8]) -> Result<Vec<&[u8]>> {
    if bytes.len() > limits::MESSAGE {
        return Err(CborError::TooLarge {
            what: WHAT,
            max: limits::MESSAGE,
        });
    }
    cbor::check(bytes)?;
    let mut parts = cbor::elements(bytes, WHAT, 8)?;
    if let Some(first @ [0x18, _]) = parts.first_mut() {
        *first = first.get(1..).unwrap_or_default();
    }
    Ok(parts)
}

fn unknown(parts: &[&[u8]]) -> CborError {
    match parts.first() {
        Some([number]) => CborError::Newer {
            what: WHAT,
            key: u64::from(*number),
        },
        _ => CborError::Form { what: WHAT },
    }
}

fn write_head(w: &mut Writer, head: Option<&Head>) {
    match head {
        Some(head) => w.raw(&head.write()),
        None => w.null(),
    };
}

fn read_head(bytes: &[u8]) -> Result<Option<Head>> {
    match bytes {
        [0xf6] => Ok(None),
        head => Head::read(head).map(Some),
    }
}

fn place(bytes: &[u8]) -> Result<usize> {
    Ok(usize::from(cbor::u16(bytes, WHAT)?))
}

#[cfg(test)]
mod tests;
