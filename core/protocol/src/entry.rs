//! Entries of the log as they travel, and the blocks that HTTP serves.

use crate::cbor::{self, CborError, Fields, Result, Writer};
use crate::envelope::{EnvelopeError, Frame};
use crate::hash::h;
use crate::head::{EntryKind, Head};
use crate::id::{Instance, R, SpaceId};
use crate::limits;
use crate::membership::SignedRecord;

const ENTRY: &str = "log entry";
const BLOCK: &str = "log block";
const NOTICE: &str = "notice";

/// One place of the log: `[seq, t_ms, kind, body]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Place, from 1, gapless.
    pub seq: u64,
    /// The relay's time in ms since 1970; never goes back.
    pub t_ms: u64,
    /// What it is.
    pub kind: EntryKind,
    /// A frame, a signed membership record, or a notice, as they travelled.
    pub body: Vec<u8>,
}

impl Entry {
    /// The id that the running hash covers: of the envelope, the record or the notice.
    pub fn id(&self, space: &SpaceId) -> std::result::Result<[u8; 32], EnvelopeError> {
        Ok(match self.kind {
            EntryKind::Envelope | EntryKind::HealedEnvelope => Frame::read(&self.body)?.id(space).0,
            EntryKind::Membership | EntryKind::HealedMembership => SignedRecord::read(&self.body)?.id().0,
            EntryKind::Notice => Notice::id(&self.body),
        })
    }

    /// Running hash after this entry.
    pub fn next_r(&self, space: &SpaceId, before: &R) -> std::result::Result<R, EnvelopeError> {
        Ok(before.next(self.seq, self.t_ms, self.kind, &self.id(space)?))
    }

    /// Appends its bytes.
    pub fn write_to(&self, w: &mut Writer) {
        w.array(4)
            .u64(self.seq)
            .u64(self.t_ms)
            .u64(self.kind.code().into())
            .bytes(&self.body);
    }

    /// Reads an entry from bytes that passed [`cbor::check`].
    pub fn read(bytes: &[u8]) -> Result<Self> {
        let [seq, t_ms, kind, body] = cbor::tuple(bytes, ENTRY)?;
        let kind = cbor::u64(kind, ENTRY)?;
        Ok(Self {
            seq: cbor::u64(seq, ENTRY)?,
            t_ms: cbor::u64(t_ms, ENTRY)?,
            kind: EntryKind::from_code(kind).ok_or(CborError::Newer {
                what: ENTRY,
                key: kind,
            })?,
            body: cbor::bytes(body, ENTRY)?.to_vec(),
        })
    }
}

/// A notice of the relay: its instance from this place on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// The new instance.
    pub instance: Instance,
}

impl Notice {
    /// Its bytes: `{0: 1, 1: instance}`.
    pub fn write(&self) -> Vec<u8> {
        Writer::new()
            .map(2)
            .u64(0)
            .u64(1)
            .u64(1)
            .bytes(&self.instance.0)
            .finish()
    }

    /// Reads a notice.
    pub fn read(bytes: &[u8]) -> Result<Self> {
        cbor::check(bytes)?;
        let mut fields = Fields::read(bytes, NOTICE)?;
        match cbor::u64(fields.required(0)?, NOTICE)? {
            1 => {}
            key => return Err(CborError::Newer { what: NOTICE, key }),
        }
        let notice = Self {
            instance: cbor::fixed(fields.required(1)?, NOTICE)?,
        };
        fields.end()?;
        Ok(notice)
    }

    /// `H("notice", bytes)`.
    pub fn id(bytes: &[u8]) -> [u8; 32] {
        h("notice", &[bytes])
    }
}

/// A block of the log: `{0: [entries], 1: head?}`. It ends at 256 entries or 512 KiB and then never changes;
/// the open one carries the signed head.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Block {
    /// Entries, gapless.
    pub entries: Vec<Entry>,
    /// The signed head, in the open block.
    pub head: Option<Head>,
}

impl Block {
    /// Its bytes.
    pub fn write(&self) -> Vec<u8> {
        let mut w = Writer::new();
        w.map(1 + usize::from(self.head.is_some()));
        w.u64(0).raw(&write_entries(&self.entries));
        if let Some(head) = &self.head {
            w.u64(1).raw(&head.write());
        }
        w.finish()
    }

    /// Reads a block; that its entries follow one another is for the reader of the log to check.
    pub fn read(bytes: &[u8]) -> Result<Self> {
        if bytes.len() > limits::BLOCK_MAX {
            return Err(CborError::TooLarge {
                what: BLOCK,
                max: limits::BLOCK_MAX,
            });
        }
        cbor::check(bytes)?;
        let mut fields = Fields::read(bytes, BLOCK)?;
        let block = Self {
            entries: read_entries(fields.required(0)?)?,
            head: fields.optional(1).map(Head::read).transpose()?,
        };
        fields.end()?;
        Ok(block)
    }
}

/// CBOR array of entries.
pub fn write_entries(entries: &[Entry]) -> Vec<u8> {
    let mut w = Writer::new();
    w.array(entries.len());
    for entry in entries {
        entry.write_to(&mut w);
    }
    w.finish()
}

/// Reads an array of at most [`limits::BLOCK_ENTRIES`] entries.
pub fn read_entries(bytes: &[u8]) -> Result<Vec<Entry>> {
    cbor::elements(bytes, BLOCK, limits::BLOCK_ENTRIES)?
        .into_iter()
        .map(Entry::read)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_reads_back() {
        let notice = Notice {
            instance: Instance([1; 16]),
        };
        let entry = Entry {
            seq: 4,
            t_ms: 9,
            kind: EntryKind::Notice,
            body: notice.write(),
        };
        let block = Block {
            entries: vec![entry.clone()],
            head: None,
        };
        assert_eq!(Block::read(&block.write()), Ok(block));
        assert_eq!(Notice::read(&entry.body), Ok(notice));
        assert_eq!(entry.id(&SpaceId([0; 32])).unwrap(), Notice::id(&entry.body));
    }
}
