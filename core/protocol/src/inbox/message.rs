//! Messages: what they say, and how they are sealed to an inbox.

use rand_core::CryptoRng;
use zeroize::Zeroizing;

use super::{Mailbox, pad_to, unpad};
use crate::cbor::{self, CborError, Fields, Result, Writer};
use crate::hash::h;
use crate::id::{SealKey, SpaceId};
use crate::seal::{ENCAPSULATED, SealError, TAG, open_with, seal_to};
use crate::validity;

const WHAT: &str = "inbox message";
/// Lengths of sealed messages, in bytes: the least that holds what is said.
pub const SIZES: [usize; 3] = [4 << 10, 16 << 10, 64 << 10];

/// Id of a message: `H("message", sealed)`. The same bytes twice are one message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MessageId(pub [u8; 32]);

impl std::fmt::Display for MessageId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&data_encoding::HEXLOWER.encode(&self.0))
    }
}

impl MessageId {
    /// The id of a sealed message.
    pub fn of(sealed: &[u8]) -> Self {
        Self(h("message", &[sealed]))
    }
}

/// What a message is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MessageKind {
    /// An ad, to be published by a moderator.
    Ad,
    /// An answer to an ad.
    Answer,
    /// Somebody speaks up, with no name.
    SpeakUp,
    /// Somebody finds a listing wrong.
    Report,
    /// Of a newer version: kept, and shown as "other".
    Other(u16),
}

impl MessageKind {
    /// Its number on the wire.
    pub fn code(self) -> u16 {
        match self {
            Self::Ad => 1,
            Self::Answer => 2,
            Self::SpeakUp => 3,
            Self::Report => 4,
            Self::Other(code) => code,
        }
    }

    /// The kind with this number.
    pub fn from_code(code: u16) -> Self {
        match code {
            1 => Self::Ad,
            2 => Self::Answer,
            3 => Self::SpeakUp,
            4 => Self::Report,
            code => Self::Other(code),
        }
    }
}

/// Why a message could not be sealed, or opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MessageError {
    /// What was opened is no message.
    #[error(transparent)]
    Cbor(#[from] CborError),
    /// It does not open, or nothing can be sealed to that key.
    #[error(transparent)]
    Seal(#[from] SealError),
    /// More than 64 KiB hold.
    #[error("the message is too long")]
    TooLong,
    /// A payload that is no map of depth 4.
    #[error("the payload is not a map")]
    Payload,
}

/// A message before it is sealed: `{0 kind, 1 payload as bytes, 2 secret of the mailbox for a reply?, 3 at_ms}`.
#[derive(Clone, Debug)]
pub struct Message {
    /// What it is about.
    pub kind: MessageKind,
    /// A map with text keys, nested to depth 4, as CBOR.
    pub payload: Vec<u8>,
    /// Where a reply is to be left.
    pub reply: Option<Mailbox>,
    /// The sender's clock in ms since 1970, for display alone.
    pub at_ms: u64,
}

impl Message {
    /// Its bytes.
    pub fn write(&self) -> Vec<u8> {
        let mut w = Writer::new();
        w.map(3 + usize::from(self.reply.is_some()));
        w.u64(0).u64(self.kind.code().into()).u64(1).bytes(&self.payload);
        if let Some(reply) = &self.reply {
            w.u64(2).bytes(reply.expose());
        }
        w.u64(3).u64(self.at_ms);
        w.finish()
    }

    /// Reads a message.
    ///
    /// # Errors
    /// [`MessageError::Cbor`], [`MessageError::Payload`].
    pub fn read(bytes: &[u8]) -> std::result::Result<Self, MessageError> {
        let message = Self::read_fields(bytes)?;
        validity::is_map(&message.payload).map_err(|_| MessageError::Payload)?;
        Ok(message)
    }

    fn read_fields(bytes: &[u8]) -> Result<Self> {
        cbor::check(bytes)?;
        let mut f = Fields::read(bytes, WHAT)?;
        let message = Self {
            kind: MessageKind::from_code(cbor::u16(f.required(0)?, WHAT)?),
            payload: cbor::bytes(f.required(1)?, WHAT)?.to_vec(),
            reply: match f.optional(2) {
                Some(secret) => Some(Mailbox::new(
                    cbor::bytes(secret, WHAT)?
                        .try_into()
                        .map_err(|_| CborError::Form { what: WHAT })?,
                )),
                None => None,
            },
            at_ms: cbor::u64(f.required(3)?, WHAT)?,
        };
        f.end()?;
        Ok(message)
    }

    /// Seals it to the inbox of a space: HPKE with info = `H("inbox message", space)`, of exactly one of [`SIZES`].
    ///
    /// # Errors
    /// [`MessageError::TooLong`], [`MessageError::Payload`], [`SealError::Recipient`].
    pub fn seal(
        &self,
        space: &SpaceId,
        to: &SealKey,
        random: &mut dyn CryptoRng,
    ) -> std::result::Result<Vec<u8>, MessageError> {
        validity::is_map(&self.payload).map_err(|_| MessageError::Payload)?;
        let bytes = Zeroizing::new(self.write());
        let padded = SIZES
            .iter()
            .find_map(|size| pad_to(&bytes, size - ENCAPSULATED - TAG))
            .ok_or(MessageError::TooLong)?;
        Ok(seal_to(to, &info(space), &padded, random)?)
    }

    /// Opens what was sealed to the inbox with this secret.
    ///
    /// # Errors
    /// [`MessageError::Seal`] for another key, space or length; [`MessageError::Cbor`], [`MessageError::Payload`].
    pub fn open(
        space: &SpaceId,
        secret: &[u8; 32],
        sealed: &[u8],
    ) -> std::result::Result<Self, MessageError> {
        Self::read(&Self::unseal(space, secret, sealed)?)
    }

    /// The bytes of a message that was sealed to the inbox with this secret, of whatever version they are.
    ///
    /// # Errors
    /// [`SealError::Form`], [`SealError::Key`].
    pub fn unseal(
        space: &SpaceId,
        secret: &[u8; 32],
        sealed: &[u8],
    ) -> std::result::Result<Zeroizing<Vec<u8>>, SealError> {
        if !SIZES.contains(&sealed.len()) {
            return Err(SealError::Form);
        }
        let padded = open_with(secret, &info(space), sealed)?;
        unpad(&padded).map(|bytes| Zeroizing::new(bytes.to_vec()))
    }
}

fn info(space: &SpaceId) -> [u8; 32] {
    h("inbox message", &[&space.0])
}
