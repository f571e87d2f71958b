//! What is dropped into inboxes and mailboxes, and how it is fetched (protocol 13).

use super::form;
use crate::cbor::{self, Fields, Result, Writer};
use crate::inbox::TerritoryCode;

const WHAT: &str = "message";
/// Messages of one page.
const MESSAGES: usize = 1024;

/// A message with the work done for it: `{0 challenge as bytes, 1 number that solves it, 2 sealed message, 3 territory code?}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// The challenge, as it came.
    pub challenge: Vec<u8>,
    /// The number that solves it for this message.
    pub number: u64,
    /// The sealed message, of one of [`crate::inbox::SIZES`] bytes.
    pub sealed: Vec<u8>,
    /// The territory's code, for the lane that it keeps free.
    pub code: Option<TerritoryCode>,
}

impl Letter {
    /// Its bytes.
    pub fn write(&self) -> Vec<u8> {
        let mut w = Writer::new();
        w.map(3 + usize::from(self.code.is_some()));
        w.u64(0).bytes(&self.challenge).u64(1).u64(self.number);
        w.u64(2).bytes(&self.sealed);
        if let Some(code) = self.code {
            w.u64(3).bytes(&code.to_bytes());
        }
        w.finish()
    }

    /// Reads what was dropped.
    ///
    /// # Errors
    /// [`cbor::CborError`].
    pub fn read(bytes: &[u8]) -> Result<Self> {
        cbor::check(bytes)?;
        let mut f = Fields::read(bytes, WHAT)?;
        let challenge = cbor::bytes(f.required(0)?, WHAT)?.to_vec();
        let number = cbor::u64(f.required(1)?, WHAT)?;
        let sealed = cbor::bytes(f.required(2)?, WHAT)?.to_vec();
        let code = f.optional(3).map(|code| {
            let code = cbor::bytes(code, WHAT)?;
            TerritoryCode::from_bytes(code).ok_or_else(|| form(WHAT))
        });
        let code = code.transpose()?;
        f.end()?;
        Ok(Self {
            challenge,
            number,
            sealed,
            code,
        })
    }
}

/// A message that waits in an inbox: `[place, by the reserved lane?, ms since 1970, sealed message]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// Its place in the inbox, by which it is asked for and taken away.
    pub place: u64,
    /// Whether its sender showed the territory's code.
    pub reserved: bool,
    /// When the relay took it.
    pub at_ms: u64,
    /// The sealed message.
    pub sealed: Vec<u8>,
}

/// An array of messages.
pub fn write_waiting(messages: &[Waiting]) -> Vec<u8> {
    let mut w = Writer::new();
    w.array(messages.len());
    for message in messages {
        w.array(4).u64(message.place).bool(message.reserved);
        w.u64(message.at_ms).bytes(&message.sealed);
    }
    w.finish()
}

/// Reads the same.
///
/// # Errors
/// [`cbor::CborError`].
pub fn read_waiting(bytes: &[u8]) -> Result<Vec<Waiting>> {
    cbor::check(bytes)?;
    let messages = cbor::elements(bytes, WHAT, MESSAGES)?.into_iter();
    messages
        .map(|message| {
            let [place, reserved, at_ms, sealed] = cbor::tuple(message, WHAT)?;
            Ok(Waiting {
                place: cbor::u64(place, WHAT)?,
                reserved: cbor::bool(reserved, WHAT)?,
                at_ms: cbor::u64(at_ms, WHAT)?,
                sealed: cbor::bytes(sealed, WHAT)?.to_vec(),
            })
        })
        .collect()
}

/// An array of sealed replies.
pub fn write_replies(replies: &[Vec<u8>]) -> Vec<u8> {
    let mut w = Writer::new();
    w.array(replies.len());
    for reply in replies {
        w.bytes(reply);
    }
    w.finish()
}

/// Reads the same.
///
/// # Errors
/// [`cbor::CborError`].
pub fn read_replies(bytes: &[u8]) -> Result<Vec<Vec<u8>>> {
    cbor::check(bytes)?;
    let replies = cbor::elements(bytes, WHAT, MESSAGES)?.into_iter();
    replies
        .map(|reply| Ok(cbor::bytes(reply, WHAT)?.to_vec()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_dropped_and_what_waits_read_back() {
        let letter = Letter {
            challenge: vec![1; 90],
            number: 7,
            sealed: vec![2; 4096],
            code: Some(TerritoryCode::new([3; 8])),
        };
        assert_eq!(Letter::read(&letter.write()).unwrap(), letter);
        let open = Letter { code: None, ..letter };
        assert_eq!(Letter::read(&open.write()).unwrap(), open);
        let waiting = [Waiting {
            place: 5,
            reserved: true,
            at_ms: 9,
            sealed: vec![4; 64],
        }];
        assert_eq!(read_waiting(&write_waiting(&waiting)).unwrap(), waiting);
        let replies = [vec![1; 4], vec![2; 5]];
        assert_eq!(read_replies(&write_replies(&replies)).unwrap(), replies);
    }
}
