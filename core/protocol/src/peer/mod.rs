//! Phone to phone (protocol 10): how two devices prove who they are, find the spaces that they share, and what they then
//! say. Noise_XX over any pipe of bytes, with the secret of a code that one showed to the other mixed in first (ADR 18).

mod message;

pub use message::{Held, Message, Told};

use ed25519_dalek::{Signer, SigningKey};

use crate::cbor::{self, Result, Writer};
use crate::envelope::verify;
use crate::hash::{h, h16};
use crate::id::{SignKey, Signature, SpaceId};
use crate::membership::verifying_key;

const WHAT: &str = "peer's identity";

/// The handshake.
pub const NOISE: &str = "Noise_XXpsk0_25519_ChaChaPoly_SHA256";
/// Bound into the handshake: protocol and version.
pub const PROLOGUE: &[u8] = b"ekin/1/peer";
/// Bytes of the secret in a code that is shown.
pub const SECRET: usize = 16;
/// Tags are padded with random ones to a multiple of this, so that their number tells little.
pub const TAGS: usize = 16;

/// Which end of the pipe.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Speaks first: followed the code.
    Initiator,
    /// Showed the code.
    Responder,
}

impl Side {
    /// Its number, as it is hashed.
    pub fn code(self) -> u8 {
        match self {
            Self::Initiator => 0,
            Self::Responder => 1,
        }
    }

    /// The other end.
    pub fn other(self) -> Self {
        match self {
            Self::Initiator => Self::Responder,
            Self::Responder => Self::Initiator,
        }
    }
}

/// The pre-shared key of a meeting: H("near", secret).
pub fn shared_key(secret: &[u8; SECRET]) -> [u8; 32] {
    h("near", &[secret])
}

/// Payload of the second and third message of the handshake: `[device key, sig]`, where sig = Ed25519(H("peer", side,
/// static Noise key, device key)). Noise proves who holds the static key, which is drawn for one meeting; the signature
/// says whose it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Identity {
    /// The device's signing key.
    pub device: SignKey,
    /// Its word for the static key.
    pub sig: Signature,
}

impl Identity {
    /// Signs for a static key.
    pub fn sign(key: &SigningKey, side: Side, noise: &[u8; 32]) -> Self {
        let device = SignKey(key.verifying_key().to_bytes());
        let sig = key.sign(&digest(side, noise, &device));
        Self {
            device,
            sig: Signature(sig.to_bytes()),
        }
    }

    /// Whether the device signed for this static key, at this end.
    pub fn holds(&self, side: Side, noise: &[u8; 32]) -> bool {
        verifying_key(&self.device)
            .is_ok_and(|key| verify(&key, &digest(side, noise, &self.device), &self.sig))
    }

    /// Its bytes.
    pub fn write(&self) -> Vec<u8> {
        let mut w = Writer::new();
        w.array(2).bytes(&self.device.0).bytes(&self.sig.0).finish()
    }

    /// Reads one; the signature is not checked here.
    ///
    /// # Errors
    /// [`cbor::CborError`].
    pub fn read(bytes: &[u8]) -> Result<Self> {
        cbor::check(bytes)?;
        let [device, sig] = cbor::tuple(bytes, WHAT)?;
        Ok(Self {
            device: cbor::fixed(device, WHAT)?,
            sig: cbor::fixed(sig, WHAT)?,
        })
    }
}

fn digest(side: Side, noise: &[u8; 32], device: &SignKey) -> [u8; 32] {
    h("peer", &[&[side.code()], noise, &device.0])
}

/// How one end names a space to the other: H16("peer-space", space, handshake hash, side). Only who knows the space's id
/// can tell which it is, and only in this meeting.
pub fn tag(space: &SpaceId, handshake: &[u8; 32], side: Side) -> [u8; 16] {
    h16("peer-space", &[&space.0, handshake, &[side.code()]])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_identity_holds_for_one_static_key_at_one_end() {
        let key = SigningKey::from_bytes(&[3; 32]);
        let identity = Identity::sign(&key, Side::Initiator, &[9; 32]);
        let read = Identity::read(&identity.write()).unwrap();
        assert_eq!(read, identity);
        assert!(read.holds(Side::Initiator, &[9; 32]));
        assert!(!read.holds(Side::Responder, &[9; 32]), "the other end");
        assert!(!read.holds(Side::Initiator, &[8; 32]), "another meeting's key");
        let other = Identity {
            device: SignKey(SigningKey::from_bytes(&[4; 32]).verifying_key().to_bytes()),
            ..identity
        };
        assert!(!other.holds(Side::Initiator, &[9; 32]), "somebody else's name");
    }

    #[test]
    fn a_tag_is_of_one_space_one_meeting_and_one_end() {
        let tags = [
            tag(&SpaceId([1; 32]), &[2; 32], Side::Initiator),
            tag(&SpaceId([1; 32]), &[2; 32], Side::Responder),
            tag(&SpaceId([1; 32]), &[3; 32], Side::Initiator),
            tag(&SpaceId([2; 32]), &[2; 32], Side::Initiator),
        ];
        let once: std::collections::BTreeSet<_> = tags.into_iter().collect();
        assert_eq!(once.len(), 4);
    }
}
