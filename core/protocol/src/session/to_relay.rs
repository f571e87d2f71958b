//! What a device sends: numbers below 16.

use super::{Cursor, WHAT, open, place, read_head, unknown, write_head};
use crate::cbor::{self, CborError, Result, Writer};
use crate::head::Head;
use crate::heal::{Link, read_links, write_links};
use crate::id::{Incarnation, Instance, Ord, SignKey, Signature};
use crate::limits;

/// Frames of one push.
const FRAMES: usize = 256;

/// What a device sends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ToRelay {
    /// The first message.
    Hello {
        /// Versions of the protocol that the device speaks.
        versions: Vec<u32>,
        /// Features, a bit set.
        features: u64,
        /// Its signing key.
        device: SignKey,
        /// The relay's instance as it last saw it.
        instance: Option<Instance>,
        /// Its spaces.
        cursors: Vec<Cursor>,
    },
    /// `Ed25519(H("hello", relay key, nonce, device key))`.
    Proof(Signature),
    /// Frames of one space, in order of the author's chain.
    Push {
        /// The space's place in hello.
        space: usize,
        /// Frames as they will be signed for and stored.
        frames: Vec<Vec<u8>>,
    },
    /// A membership record, built on the head that the device has.
    PushRecord {
        /// The space's place in hello.
        space: usize,
        /// The signed record.
        record: Vec<u8>,
    },
    /// Asks how far a chain goes.
    AskChain {
        /// The space's place in hello.
        space: usize,
        /// The author.
        ord: Ord,
        /// The life.
        incarnation: Incarnation,
    },
    /// Asks for the membership records after a place: of a space that the device may not read, or not yet.
    AskMembers {
        /// The space's place in hello.
        space: usize,
        /// The place; 0 for all.
        after: u64,
    },
    /// The device is ready for this many more bytes of entries.
    Credit(u64),
    /// Are you there?
    Ping(u64),
    /// The relay contradicts the device's cursor: the last head of it that the device has. From here on the relay sends
    /// nothing of the space: the device takes the log anew, or knows that it is lied to.
    ShowHead {
        /// The space's place in hello.
        space: usize,
        /// The head, where the device kept one.
        head: Option<Head>,
    },
    /// A part of the chain that a restored relay lost, in order; with the head that it leads to, when it ends.
    Lost {
        /// The space's place in hello.
        space: usize,
        /// Places that follow those of the part before.
        links: Vec<Link>,
        /// The head to which they lead.
        head: Option<Head>,
    },
}

impl ToRelay {
    /// Its bytes.
    pub fn write(&self) -> Vec<u8> {
        let mut w = Writer::new();
        match self {
            Self::Hello {
                versions,
                features,
                device,
                instance,
                cursors,
            } => {
                w.array(6).u64(0).array(versions.len());
                for v in versions.iter() {
                    w.u64((*v).into());
                }
                w.u64(*features).bytes(&device.0);
                match instance {
                    Some(instance) => w.bytes(&instance.0),
                    None => w.null(),
                };
                w.array(cursors.len() * 3);
                for c in cursors {
                    w.bytes(&c.space).u64(c.seq).bytes(&c.r);
                }
            }
            Self::Proof(sig) => {
                w.array(2).u64(1).bytes(&sig.0);
            }
            Self::Push { space, frames } => {
                w.array(3).u64(2).u64(*space as u64).array(frames.len());
                for frame in frames.iter() {
                    w.bytes(frame);
                }
            }
            Self::PushRecord { space, record } => {
                w.array(3).u64(3).u64(*space as u64).bytes(record);
            }
            Self::AskChain {
                space,
                ord,
                incarnation,
            } => {
                w.array(4)
                    .u64(4)
                    .u64(*space as u64)
                    .u64((*ord).into())
                    .bytes(&incarnation.0);
            }
            Self::Credit(bytes) => {
                w.array(2).u64(5).u64(*bytes);
            }
            Self::Ping(nonce) => {
                w.array(2).u64(6).u64(*nonce);
            }
            Self::AskMembers { space, after } => {
                w.array(3).u64(7).u64(*space as u64).u64(*after);
            }
            Self::ShowHead { space, head } => {
                w.array(3).u64(8).u64(*space as u64);
                write_head(&mut w, head.as_ref());
            }
            Self::Lost { space, links, head } => {
                w.array(4).u64(9).u64(*space as u64).raw(&write_links(links));
                write_head(&mut w, head.as_ref());
            }
        }
        w.finish()
    }

    /// Reads a message to the relay.
    pub fn read(bytes: &[u8]) -> Result<Self> {
        let parts = open(bytes)?;
        Ok(match parts.as_slice() {
            [[0], versions, features, device, instance, cursors] => Self::Hello {
                versions: cbor::elements(versions, WHAT, 16)?
                    .into_iter()
                    .map(|version| cbor::u32(version, WHAT))
                    .collect::<Result<_>>()?,
                features: cbor::u64(features, WHAT)?,
                device: cbor::fixed(device, WHAT)?,
                instance: match instance {
                    [0xf6] => None,
                    instance => Some(cbor::fixed(instance, WHAT)?),
                },
                cursors: read_cursors(cursors)?,
            },
            [[1], sig] => Self::Proof(cbor::fixed(sig, WHAT)?),
            [[2], space, frames] => Self::Push {
                space: place(space)?,
                frames: cbor::elements(frames, WHAT, FRAMES)?
                    .into_iter()
                    .map(|frame| cbor::bytes(frame, WHAT).map(<[u8]>::to_vec))
                    .collect::<Result<_>>()?,
            },
            [[3], space, record] => Self::PushRecord {
                space: place(space)?,
                record: cbor::bytes(record, WHAT)?.to_vec(),
            },
            [[4], space, ord, incarnation] => Self::AskChain {
                space: place(space)?,
                ord: cbor::u32(ord, WHAT)?,
                incarnation: cbor::fixed(incarnation, WHAT)?,
            },
            [[5], bytes] => Self::Credit(cbor::u64(bytes, WHAT)?),
            [[7], space, after] => Self::AskMembers {
                space: place(space)?,
                after: cbor::u64(after, WHAT)?,
            },
            [[6], nonce] => Self::Ping(cbor::u64(nonce, WHAT)?),
            [[8], space, head] => Self::ShowHead {
                space: place(space)?,
                head: read_head(head)?,
            },
            [[9], space, links, head] => Self::Lost {
                space: place(space)?,
                links: read_links(links)?,
                head: read_head(head)?,
            },
            _ => return Err(unknown(&parts)),
        })
    }
}

fn read_cursors(bytes: &[u8]) -> Result<Vec<Cursor>> {
    let short = |value: &[u8]| -> Result<[u8; 8]> {
        cbor::bytes(value, WHAT)?
            .try_into()
            .map_err(|_| CborError::Form { what: WHAT })
    };
    let flat = cbor::elements(bytes, WHAT, limits::HELLO_SPACES * 3)?;
    flat.chunks(3)
        .map(|cursor| match cursor {
            [space, seq, r] => Ok(Cursor {
                space: short(space)?,
                seq: cbor::u64(seq, WHAT)?,
                r: short(r)?,
            }),
            _ => Err(CborError::Form { what: WHAT }),
        })
        .collect()
}
