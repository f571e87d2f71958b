//! What two phones say to each other: each one CBOR array of at most 256 KiB that begins with its number. A space is named
//! by its place in the sender's hello.

use crate::cbor::{self, CborError, Result, Writer};
use crate::envelope::Carried;
use crate::id::{Incarnation, Ord, RecordId};
use crate::limits;
use crate::membership::SignedRecord;

const WHAT: &str = "peer's message";

/// How far the sender has one chain, logged or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Held {
    /// The author.
    pub ord: Ord,
    /// The life.
    pub incarnation: Incarnation,
    /// Its last place that is here.
    pub dev_seq: u64,
}

/// A membership record as another phone tells it. Signature and chain prove who said it; its place and time are the
/// teller's word until the log comes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// Its place in the log.
    pub seq: u64,
    /// Time there in ms since 1970.
    pub t_ms: u64,
    /// The record.
    pub record: SignedRecord,
}

/// One message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Message {
    /// The first: tags of the sender's spaces ([`super::tag`]), ascending, padded with random ones.
    Hello {
        /// Features, a bit set.
        features: u64,
        /// The tags.
        tags: Vec<[u8; 16]>,
    },
    /// The sender's newest membership record of a space that both named.
    Members {
        /// The space's place in the sender's hello.
        space: usize,
        /// Its id.
        head: RecordId,
    },
    /// Membership records that follow the receiver's newest.
    Records {
        /// The space's place in the sender's hello.
        space: usize,
        /// The records, in order.
        records: Vec<Told>,
        /// Whether others follow.
        more: bool,
    },
    /// What the sender has; none when the receiver is no member as far as the sender knows: then nothing follows.
    Chains {
        /// The space's place in the sender's hello.
        space: usize,
        /// The chains.
        chains: Option<Vec<Held>>,
    },
    /// Envelopes that the receiver lacks, in authors' order.
    Envelopes {
        /// The space's place in the sender's hello.
        space: usize,
        /// The envelopes.
        envelopes: Vec<Carried>,
        /// Whether others follow, once these were answered.
        more: bool,
    },
    /// Answer to envelopes.
    Taken {
        /// The space's place in the sender's hello.
        space: usize,
        /// How many of them are new here.
        taken: u64,
    },
    /// The sender has nothing more to say.
    End,
}

impl Message {
    /// Its bytes.
    pub fn write(&self) -> Vec<u8> {
        let mut w = Writer::new();
        match self {
            Self::Hello { features, tags } => {
                w.array(3).u64(0).u64(*features).array(tags.len());
                for tag in tags {
                    w.bytes(tag);
                }
            }
            Self::Members { space, head } => {
                w.array(3).u64(1).u64(*space as u64).bytes(&head.0);
            }
            Self::Records { space, records, more } => {
                w.array(4).u64(2).u64(*space as u64).array(records.len());
                for told in records {
                    w.array(3)
                        .u64(told.seq)
                        .u64(told.t_ms)
                        .bytes(&told.record.write());
                }
                w.bool(*more);
            }
            Self::Chains { space, chains } => {
                w.array(3).u64(3).u64(*space as u64);
                match chains {
                    None => {
                        w.null();
                    }
                    Some(chains) => {
                        w.array(chains.len());
                        for held in chains {
                            w.array(3).u64(held.ord.into()).bytes(&held.incarnation.0);
                            w.u64(held.dev_seq);
                        }
                    }
                }
            }
            Self::Envelopes {
                space,
                envelopes,
                more,
            } => {
                w.array(4).u64(4).u64(*space as u64).array(envelopes.len());
                for envelope in envelopes {
                    w.raw(&envelope.write());
                }
                w.bool(*more);
            }
            Self::Taken { space, taken } => {
                w.array(3).u64(5).u64(*space as u64).u64(*taken);
            }
            Self::End => {
                w.array(1).u64(6);
            }
        }
        w.finish()
    }

    /// Reads a message. Signatures in it are not checked here.
    ///
    /// # Errors
    /// [`CborError`].
    pub fn read(bytes: &[u8]) -> Result<Self> {
        if bytes.len() > limits::MESSAGE {
            return Err(CborError::TooLarge {
                what: WHAT,
                max: limits::MESSAGE,
            });
        }
        cbor::check(bytes)?;
        let parts = cbor::elements(bytes, WHAT, 4)?;
        Ok(match parts.as_slice() {
            [[0], features, tags] => Self::Hello {
                features: cbor::u64(features, WHAT)?,
                tags: cbor::elements(tags, WHAT, limits::PEER_SPACES)?
                    .into_iter()
                    .map(|tag| cbor::bytes(tag, WHAT)?.try_into().map_err(|_| form()))
                    .collect::<Result<_>>()?,
            },
            [[1], space, head] => Self::Members {
                space: place(space)?,
                head: cbor::fixed(head, WHAT)?,
            },
            [[2], space, records, more] => Self::Records {
                space: place(space)?,
                records: cbor::elements(records, WHAT, limits::PEER_RECORDS)?
                    .into_iter()
                    .map(read_told)
                    .collect::<Result<_>>()?,
                more: truth(more)?,
            },
            [[3], space, chains] => Self::Chains {
                space: place(space)?,
                chains: match chains {
                    [0xf6] => None,
                    chains => Some(
                        cbor::elements(chains, WHAT, limits::PEER_CHAINS)?
                            .into_iter()
                            .map(read_held)
                            .collect::<Result<_>>()?,
                    ),
                },
            },
            [[4], space, envelopes, more] => Self::Envelopes {
                space: place(space)?,
                envelopes: cbor::elements(envelopes, WHAT, limits::PEER_ENVELOPES)?
                    .into_iter()
                    .map(Carried::read)
                    .collect::<Result<_>>()?,
                more: truth(more)?,
            },
            [[5], space, taken] => Self::Taken {
                space: place(space)?,
                taken: cbor::u64(taken, WHAT)?,
            },
            [[6]] => Self::End,
            [number, ..] => match cbor::u64(number, WHAT)? {
                0..=6 => return Err(form()),
                key => return Err(CborError::Newer { what: WHAT, key }),
            },
            [] => return Err(form()),
        })
    }
}

fn form() -> CborError {
    CborError::Form { what: WHAT }
}

fn place(bytes: &[u8]) -> Result<usize> {
    let place = usize::try_from(cbor::u64(bytes, WHAT)?).map_err(|_| form())?;
    match place < limits::PEER_SPACES {
        true => Ok(place),
        false => Err(form()),
    }
}

fn truth(bytes: &[u8]) -> Result<bool> {
    match bytes {
        [0xf4] => Ok(false),
        [0xf5] => Ok(true),
        _ => Err(form()),
    }
}

fn read_told(bytes: &[u8]) -> Result<Told> {
    let [seq, t_ms, record] = cbor::tuple(bytes, WHAT)?;
    Ok(Told {
        seq: cbor::u64(seq, WHAT)?,
        t_ms: cbor::u64(t_ms, WHAT)?,
        record: SignedRecord::read(cbor::bytes(record, WHAT)?)?,
    })
}

fn read_held(bytes: &[u8]) -> Result<Held> {
    let [ord, incarnation, dev_seq] = cbor::tuple(bytes, WHAT)?;
    Ok(Held {
        ord: cbor::u32(ord, WHAT)?,
        incarnation: cbor::fixed(incarnation, WHAT)?,
        dev_seq: cbor::u64(dev_seq, WHAT)?,
    })
}
