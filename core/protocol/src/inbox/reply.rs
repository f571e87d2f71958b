//! What is left in a mailbox: what became of a message.

#[cfg(doc)]
use super::Mailbox;
use super::MessageId;
use crate::cbor::{self, CborError, Fields, Result, Writer};
use crate::id::ObjectId;

const WHAT: &str = "reply";

/// What became of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReplyKind {
    /// It was published as a listing.
    Published,
    /// It was not published.
    Refused,
    /// Somebody answers.
    Answered,
    /// Of a newer version: kept, and shown as "other".
    Other(u16),
}

impl ReplyKind {
    /// Its number on the wire.
    pub fn code(self) -> u16 {
        match self {
            Self::Published => 1,
            Self::Refused => 2,
            Self::Answered => 3,
            Self::Other(code) => code,
        }
    }

    /// The kind with this number.
    pub fn from_code(code: u16) -> Self {
        match code {
            1 => Self::Published,
            2 => Self::Refused,
            3 => Self::Answered,
            code => Self::Other(code),
        }
    }
}

/// Longest name that a reply is signed with, in bytes.
const NAME: usize = 400;

/// A reply before it is sealed to its mailbox: `{0 kind, 1 id of the message, 2 id of the listing?, 3 reason?, 4 text?, 5 at_ms,
/// 6 replier?, 7 name?}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// What became of the message.
    pub kind: ReplyKind,
    /// The message that it answers.
    pub message: MessageId,
    /// The listing that was made of it.
    pub listing: Option<ObjectId>,
    /// Number of what is said, shown in the reader's language: of a refusal the reason, of an answer the canned reply.
    pub reason: Option<u16>,
    /// Words of whoever answers.
    pub text: Option<String>,
    /// The author's clock in ms since 1970, for display alone.
    pub at_ms: u64,
    /// What stands for the device that replies, in this mailbox alone ([`Mailbox::replier`]): of several replies of one, the
    /// last counts.
    pub replier: Option<[u8; 16]>,
    /// The name that whoever replies signs with.
    pub name: Option<String>,
}

impl Reply {
    /// Its bytes.
    pub fn write(&self) -> Vec<u8> {
        let mut w = Writer::new();
        let optional = [
            self.listing.is_some(),
            self.reason.is_some(),
            self.text.is_some(),
            self.replier.is_some(),
            self.name.is_some(),
        ];
        w.map(3 + optional.into_iter().filter(|there| *there).count());
        w.u64(0)
            .u64(self.kind.code().into())
            .u64(1)
            .bytes(&self.message.0);
        if let Some(listing) = &self.listing {
            w.u64(2).bytes(&listing.0);
        }
        if let Some(reason) = self.reason {
            w.u64(3).u64(reason.into());
        }
        if let Some(text) = &self.text {
            w.u64(4).text(text);
        }
        w.u64(5).u64(self.at_ms);
        if let Some(replier) = &self.replier {
            w.u64(6).bytes(replier);
        }
        if let Some(name) = &self.name {
            w.u64(7).text(name);
        }
        w.finish()
    }

    /// Reads a reply.
    ///
    /// # Errors
    /// [`CborError`].
    pub fn read(bytes: &[u8]) -> Result<Self> {
        cbor::check(bytes)?;
        let mut f = Fields::read(bytes, WHAT)?;
        let kind = ReplyKind::from_code(cbor::u16(f.required(0)?, WHAT)?);
        let message = cbor::bytes(f.required(1)?, WHAT)?;
        let reply = Self {
            kind,
            message: MessageId(message.try_into().map_err(|_| CborError::Form { what: WHAT })?),
            listing: f.optional(2).map(|id| cbor::fixed(id, WHAT)).transpose()?,
            reason: f.optional(3).map(|reason| cbor::u16(reason, WHAT)).transpose()?,
            text: f
                .optional(4)
                .map(|text| cbor::text(text, WHAT).map(ToOwned::to_owned))
                .transpose()?,
            at_ms: cbor::u64(f.required(5)?, WHAT)?,
            replier: f
                .optional(6)
                .map(|id| {
                    cbor::bytes(id, WHAT)?
                        .try_into()
                        .map_err(|_| CborError::Form { what: WHAT })
                })
                .transpose()?,
            name: f
                .optional(7)
                .map(|name| match cbor::text(name, WHAT)? {
                    name if name.len() <= NAME => Ok(name.to_owned()),
                    _ => Err(CborError::TooLarge {
                        what: WHAT,
                        max: NAME,
                    }),
                })
                .transpose()?,
        };
        f.end()?;
        Ok(reply)
    }
}
