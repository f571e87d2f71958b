//! What a relay sends: numbers from 16 on.

use super::{Exception, WHAT, open, place, read_head, unknown, write_head};
use crate::cbor::{self, CborError, Result, Writer};
use crate::code::Code;
use crate::entry::{Entry, read_entries, write_entries};
use crate::head::{Backed, Head, Receipt, Refusal};
use crate::id::{Incarnation, Instance, Ord, RecordId, Short, SignKey};
use crate::limits;

/// What a relay sends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ToDevice {
    /// Prove your key.
    Challenge {
        /// 32 random bytes.
        nonce: [u8; 32],
        /// The relay's key.
        relay: SignKey,
    },
    /// The session stands; spaces not named are on the relay's log.
    Ok {
        /// The relay's instance.
        instance: Instance,
        /// Space's place in hello, and what is different.
        exceptions: Vec<(usize, Exception)>,
        /// The relay's clock in ms since 1970: what it would log now gets no earlier time.
        t_ms: u64,
    },
    /// Entries that follow the device's cursor; with the head when they reach it.
    Entries {
        /// The space's place in hello.
        space: usize,
        /// Entries.
        entries: Vec<Entry>,
        /// The head, when the entries reach it.
        head: Option<Head>,
    },
    /// Envelopes that the relay holds, after its commit.
    Receipt {
        /// The space's place in hello.
        space: usize,
        /// The receipt.
        receipt: Receipt,
    },
    /// One envelope that it refuses.
    Refused {
        /// The space's place in hello.
        space: usize,
        /// The refusal.
        refusal: Refusal,
    },
    /// A membership record that it took, at this place.
    RecordTaken {
        /// The space's place in hello.
        space: usize,
        /// The record.
        record: RecordId,
        /// Its place in the log.
        seq: u64,
    },
    /// A membership record that it refuses.
    RecordRefused {
        /// The space's place in hello.
        space: usize,
        /// The record.
        record: RecordId,
        /// Why.
        code: Code,
    },
    /// How far a chain goes.
    Chain {
        /// The space's place in hello.
        space: usize,
        /// The author.
        ord: Ord,
        /// The life.
        incarnation: Incarnation,
        /// Its last place; 0 when the log has none.
        dev_seq: u64,
        /// The last content id, shortened.
        last: Short,
    },
    /// Membership records after a place, oldest first; as many as fit.
    Members {
        /// The space's place in hello.
        space: usize,
        /// Entries that hold them.
        entries: Vec<Entry>,
    },
    /// The relay's head of a space whose log contradicts the device's: of a newer instance, if it was restored.
    Restored {
        /// The space's place in hello.
        space: usize,
        /// The head.
        head: Head,
    },
    /// How far a backup of the relay holds the log.
    Backed {
        /// The space's place in hello.
        space: usize,
        /// The relay's word.
        backed: Backed,
    },
    /// Yes.
    Pong(u64),
    /// The session ends.
    Failure(Code),
}

impl ToDevice {
    /// Its bytes.
    pub fn write(&self) -> Vec<u8> {
        let mut w = Writer::new();
        match self {
            Self::Challenge { nonce, relay } => {
                w.array(3).u64(16).bytes(nonce).bytes(&relay.0);
            }
            Self::Ok {
                instance,
                exceptions,
                t_ms,
            } => {
                w.array(4).u64(17).bytes(&instance.0).array(exceptions.len());
                for (space, exception) in exceptions {
                    w.array(2).u64(*space as u64);
                    match exception {
                        Exception::Rewind(seq) => w.u64(*seq),
                        Exception::Gone => w.null(),
                        Exception::Behind(seq) => w.array(1).u64(*seq),
                        Exception::Cut(seq) => w.array(2).u64(*seq).null(),
                    };
                }
                w.u64(*t_ms);
            }
            Self::Entries { space, entries, head } => {
                w.array(4).u64(18).u64(*space as u64).raw(&write_entries(entries));
                write_head(&mut w, head.as_ref());
            }
            Self::Receipt { space, receipt } => {
                w.array(3).u64(19).u64(*space as u64).raw(&receipt.write());
            }
            Self::Refused { space, refusal } => {
                w.array(3).u64(20).u64(*space as u64).raw(&refusal.write());
            }
            Self::RecordTaken { space, record, seq } => {
                w.array(4).u64(21).u64(*space as u64).bytes(&record.0).u64(*seq);
            }
            Self::RecordRefused { space, record, code } => {
                w.array(4)
                    .u64(22)
                    .u64(*space as u64)
                    .bytes(&record.0)
                    .u64(code.number().into());
            }
            Self::Chain {
                space,
                ord,
                incarnation,
                dev_seq,
                last,
            } => {
                w.array(6).u64(23).u64(*space as u64).u64((*ord).into());
                w.bytes(&incarnation.0).u64(*dev_seq).bytes(&last.0);
            }
            Self::Pong(nonce) => {
                w.array(2).u64(24).u64(*nonce);
            }
            Self::Failure(code) => {
                w.array(2).u64(25).u64(code.number().into());
            }
            Self::Restored { space, head } => {
                w.array(3).u64(27).u64(*space as u64).raw(&head.write());
            }
            Self::Backed { space, backed } => {
                w.array(3).u64(28).u64(*space as u64).raw(&backed.write());
            }
            Self::Members { space, entries } => {
                w.array(3).u64(26).u64(*space as u64).raw(&write_entries(entries));
            }
        }
        w.finish()
    }

    /// Reads a message to a device. Signatures in it are not checked here.
    pub fn read(bytes: &[u8]) -> Result<Self> {
        let parts = open(bytes)?;
        Ok(match parts.as_slice() {
            [[16], nonce, relay] => Self::Challenge {
                nonce: cbor::bytes(nonce, WHAT)?
                    .try_into()
                    .map_err(|_| CborError::Form { what: WHAT })?,
                relay: cbor::fixed(relay, WHAT)?,
            },
            [[17], instance, exceptions, t_ms] => Self::Ok {
                instance: cbor::fixed(instance, WHAT)?,
                exceptions: cbor::elements(exceptions, WHAT, limits::HELLO_SPACES)?
                    .into_iter()
                    .map(read_exception)
                    .collect::<Result<_>>()?,
                t_ms: cbor::u64(t_ms, WHAT)?,
            },
            [[18], space, entries, head] => Self::Entries {
                space: place(space)?,
                entries: read_entries(entries)?,
                head: read_head(head)?,
            },
            [[19], space, receipt] => Self::Receipt {
                space: place(space)?,
                receipt: Receipt::read(receipt)?,
            },
            [[20], space, refusal] => Self::Refused {
                space: place(space)?,
                refusal: Refusal::read(refusal)?,
            },
            [[21], space, record, seq] => Self::RecordTaken {
                space: place(space)?,
                record: cbor::fixed(record, WHAT)?,
                seq: cbor::u64(seq, WHAT)?,
            },
            [[22], space, record, code] => Self::RecordRefused {
                space: place(space)?,
                record: cbor::fixed(record, WHAT)?,
                code: Code::from_number(cbor::u16(code, WHAT)?),
            },
            [[23], space, ord, incarnation, dev_seq, last] => Self::Chain {
                space: place(space)?,
                ord: cbor::u32(ord, WHAT)?,
                incarnation: cbor::fixed(incarnation, WHAT)?,
                dev_seq: cbor::u64(dev_seq, WHAT)?,
                last: cbor::fixed(last, WHAT)?,
            },
            [[24], nonce] => Self::Pong(cbor::u64(nonce, WHAT)?),
            [[26], space, entries] => Self::Members {
                space: place(space)?,
                entries: read_entries(entries)?,
            },
            [[27], space, head] => Self::Restored {
                space: place(space)?,
                head: Head::read(head)?,
            },
            [[28], space, backed] => Self::Backed {
                space: place(space)?,
                backed: Backed::read(backed)?,
            },
            [[25], code] => Self::Failure(Code::from_number(cbor::u16(code, WHAT)?)),
            _ => return Err(unknown(&parts)),
        })
    }
}

fn read_exception(bytes: &[u8]) -> Result<(usize, Exception)> {
    let [space, what] = cbor::tuple(bytes, WHAT)?;
    let exception = match what {
        [0xf6] => Exception::Gone,
        [0x82, seq @ .., 0xf6] => Exception::Cut(cbor::u64(seq, WHAT)?),
        [0x81, seq @ ..] => Exception::Behind(cbor::u64(seq, WHAT)?),
        seq => Exception::Rewind(cbor::u64(seq, WHAT)?),
    };
    Ok((place(space)?, exception))
}
