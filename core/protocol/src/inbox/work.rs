//! Work for each message: the relay hands out challenges, keeps none of them, and knows its own again by a MAC.

use hkdf::Hkdf;
use sha2::Sha256;
use zeroize::Zeroizing;

use super::MessageId;
use crate::cbor::{self, CborError, Fields, Result, Writer};
use crate::hash::h;
use crate::id::SpaceId;

const WHAT: &str = "challenge";
/// How long a challenge holds, in ms.
const HOLDS_MS: u64 = 10 * 60 * 1000;
/// Most zero bits that a device works for: some minutes on a slow phone. What asks for more is refused.
const MOST_BITS: u8 = 26;

/// The relay's key for its challenges: 32 random or derived bytes, wiped when dropped.
#[derive(Clone)]
pub struct ChallengeKey(Zeroizing<[u8; 32]>);

impl std::fmt::Debug for ChallengeKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ChallengeKey")
    }
}

impl ChallengeKey {
    /// A key of these bytes.
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// HKDF-Extract is HMAC-SHA256 under the key; 16 bytes of it.
    fn mac(&self, body: &[u8]) -> [u8; 16] {
        let (mac, _) = Hkdf::<Sha256>::extract(Some(self.0.as_slice()), body);
        let mut out = [0; 16];
        out.iter_mut().zip(mac).for_each(|(to, from)| *to = from);
        out
    }
}

/// Why a message's work is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WorkError {
    /// Not a challenge of this relay.
    #[error("not this relay's challenge")]
    Foreign,
    /// Older than 10 minutes: ask for another.
    #[error("the challenge is over")]
    Over,
    /// For another space.
    #[error("for another space")]
    Space,
    /// The nonce does not show the work.
    #[error("the work is not done")]
    Undone,
}

/// A challenge: `{0 space, 1 t_ms, 2 bits, 3 nonce 16 B, 4 MAC 16 B}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Challenge {
    /// The space to whose inbox the message goes.
    pub space: SpaceId,
    /// The relay's time in ms when it was made.
    pub t_ms: u64,
    /// Leading zero bits that are asked for.
    pub bits: u8,
    /// 16 random bytes.
    pub nonce: [u8; 16],
    mac: [u8; 16],
}

impl Challenge {
    /// Made by the relay.
    pub fn new(key: &ChallengeKey, space: SpaceId, t_ms: u64, bits: u8, nonce: [u8; 16]) -> Self {
        let bits = bits.min(MOST_BITS);
        let mac = key.mac(&body(&space, t_ms, bits, &nonce));
        Self {
            space,
            t_ms,
            bits,
            nonce,
            mac,
        }
    }

    /// Its bytes.
    pub fn write(&self) -> Vec<u8> {
        let mut w = Writer::new();
        w.map(5).u64(0).bytes(&self.space.0).u64(1).u64(self.t_ms);
        w.u64(2).u64(self.bits.into()).u64(3).bytes(&self.nonce);
        w.u64(4).bytes(&self.mac).finish()
    }

    /// Reads a challenge; one that asks for more than 26 bits is too large.
    ///
    /// # Errors
    /// [`CborError`].
    pub fn read(bytes: &[u8]) -> Result<Self> {
        cbor::check(bytes)?;
        let mut f = Fields::read(bytes, WHAT)?;
        let form = || CborError::Form { what: WHAT };
        let sixteen = |field| cbor::bytes(field, WHAT)?.try_into().map_err(|_| form());
        let challenge = Self {
            space: cbor::fixed(f.required(0)?, WHAT)?,
            t_ms: cbor::u64(f.required(1)?, WHAT)?,
            bits: u8::try_from(cbor::u16(f.required(2)?, WHAT)?).map_err(|_| form())?,
            nonce: sixteen(f.required(3)?)?,
            mac: sixteen(f.required(4)?)?,
        };
        f.end()?;
        match challenge.bits {
            0..=MOST_BITS => Ok(challenge),
            _ => Err(CborError::TooLarge {
                what: WHAT,
                max: MOST_BITS.into(),
            }),
        }
    }

    /// Whether this number shows the work for a message: so many leading zero bits of `H("work", challenge, message id, u64
    /// number)`.
    pub fn is_solved(&self, message: &MessageId, number: u64) -> bool {
        zeros(&h("work", &[&self.write(), &message.0, &number.to_be_bytes()])) >= self.bits.into()
    }

    /// Looks for the number among so many from `from` on: a slice of the work, so that whoever does it can stop.
    pub fn solve(&self, message: &MessageId, from: u64, tries: u32) -> Option<u64> {
        let challenge = self.write();
        (from..from.saturating_add(tries.into())).find(|number| {
            zeros(&h("work", &[&challenge, &message.0, &number.to_be_bytes()])) >= self.bits.into()
        })
    }

    /// The relay's check of a message: its own challenge, not over, for this space, and solved.
    ///
    /// # Errors
    /// [`WorkError`].
    pub fn check(
        &self,
        key: &ChallengeKey,
        space: &SpaceId,
        now_ms: u64,
        (message, number): (&MessageId, u64),
    ) -> std::result::Result<(), WorkError> {
        let mac = key.mac(&body(&self.space, self.t_ms, self.bits, &self.nonce));
        // Every byte is looked at, so that the time says nothing of where it differs.
        let differs = mac.iter().zip(self.mac).fold(0, |all, (a, b)| all | (a ^ b));
        if differs != 0 {
            Err(WorkError::Foreign)
        } else if self.space != *space {
            Err(WorkError::Space)
        } else if now_ms.saturating_sub(self.t_ms) > HOLDS_MS {
            Err(WorkError::Over)
        } else if !self.is_solved(message, number) {
            Err(WorkError::Undone)
        } else {
            Ok(())
        }
    }
}

/// What the MAC covers, of one length.
fn body(space: &SpaceId, t_ms: u64, bits: u8, nonce: &[u8; 16]) -> Vec<u8> {
    [
        b"ekin/1/challenge".as_slice(),
        &space.0,
        &t_ms.to_be_bytes(),
        &[bits],
        nonce,
    ]
    .concat()
}

fn zeros(hash: &[u8; 32]) -> u32 {
    let whole = hash.iter().take_while(|byte| **byte == 0).count();
    let next = hash.get(whole).map_or(0, |byte| byte.leading_zeros());
    u32::try_from(whole * 8).unwrap_or(u32::MAX) + next
}
