//! Messages of the session: one WebSocket for all spaces of a device. Each is one binary message of at most
//! 256 KiB, a CBOR array that begins with its number. Numbers below 16 go to the relay.
//!
//! hello -> challenge -> proof -> ok, then in any order: push, push_record, ask_chain, ping to the relay;
//! entries, receipt, refusal, record_refusal, chain, pong, failure to the device. A space is named by its place
//! in hello.

use ed25519_dalek::{Signer, SigningKey, VerifyingKey};

use crate::cbor::{self, CborError, Result, Writer};
use crate::code::Code;
use crate::entry::{Entry, read_entries, write_entries};
use crate::envelope::verify;
use crate::hash::{first8, h};
use crate::head::{Head, Receipt, Refusal};
use crate::id::{Incarnation, Instance, Ord, R, RecordId, Short, SignKey, Signature, SpaceId};
use crate::limits;

const WHAT: &str = "session message";
/// Frames of one push.
const FRAMES: usize = 256;

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
}

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
    /// The device is ready for this many more bytes of entries.
    Credit(u64),
    /// Are you there?
    Ping(u64),
}

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
    /// Yes.
    Pong(u64),
    /// The session ends.
    Failure(Code),
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
            [[6], nonce] => Self::Ping(cbor::u64(nonce, WHAT)?),
            _ => return Err(unknown(&parts)),
        })
    }
}

impl ToDevice {
    /// Its bytes.
    pub fn write(&self) -> Vec<u8> {
        let mut w = Writer::new();
        match self {
            Self::Challenge { nonce, relay } => {
                w.array(3).u64(16).bytes(nonce).bytes(&relay.0);
            }
            Self::Ok { instance, exceptions } => {
                w.array(3).u64(17).bytes(&instance.0).array(exceptions.len());
                for (space, exception) in exceptions {
                    w.array(2).u64(*space as u64);
                    match exception {
                        Exception::Rewind(seq) => w.u64(*seq),
                        Exception::Gone => w.null(),
                    };
                }
            }
            Self::Entries { space, entries, head } => {
                w.array(4).u64(18).u64(*space as u64).raw(&write_entries(entries));
                match head {
                    Some(head) => w.raw(&head.write()),
                    None => w.null(),
                };
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
            [[17], instance, exceptions] => Self::Ok {
                instance: cbor::fixed(instance, WHAT)?,
                exceptions: cbor::elements(exceptions, WHAT, limits::HELLO_SPACES)?
                    .into_iter()
                    .map(read_exception)
                    .collect::<Result<_>>()?,
            },
            [[18], space, entries, head] => Self::Entries {
                space: place(space)?,
                entries: read_entries(entries)?,
                head: match head {
                    [0xf6] => None,
                    head => Some(Head::read(head)?),
                },
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
            [[25], code] => Self::Failure(Code::from_number(cbor::u16(code, WHAT)?)),
            _ => return Err(unknown(&parts)),
        })
    }
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

fn place(bytes: &[u8]) -> Result<usize> {
    Ok(usize::from(cbor::u16(bytes, WHAT)?))
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

fn read_exception(bytes: &[u8]) -> Result<(usize, Exception)> {
    let [space, what] = cbor::tuple(bytes, WHAT)?;
    let exception = match what {
        [0xf6] => Exception::Gone,
        seq => Exception::Rewind(cbor::u64(seq, WHAT)?),
    };
    Ok((place(space)?, exception))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::EnvelopeId;

    #[test]
    fn messages_to_the_relay_read_back() {
        let cursor = Cursor::new(&SpaceId([1; 32]), 300, &R([2; 32]));
        let messages = [
            ToRelay::Hello {
                versions: vec![1],
                features: 0,
                device: SignKey([3; 32]),
                instance: Some(Instance([4; 16])),
                cursors: vec![cursor; 20],
            },
            ToRelay::Proof(Signature([5; 64])),
            ToRelay::Push {
                space: 1,
                frames: vec![vec![1], vec![2]],
            },
            ToRelay::PushRecord {
                space: 0,
                record: vec![9],
            },
            ToRelay::AskChain {
                space: 0,
                ord: 7,
                incarnation: Incarnation([6; 8]),
            },
            ToRelay::Credit(1 << 20),
            ToRelay::Ping(77),
        ];
        for message in messages {
            assert_eq!(ToRelay::read(&message.write()), Ok(message));
        }
    }

    #[test]
    fn messages_to_a_device_read_back() {
        let key = SigningKey::from_bytes(&[1; 32]);
        let head = Head::sign(&key, SpaceId([1; 32]), Instance([2; 16]), 5, R([3; 32]), 9);
        let receipt = Receipt {
            entries: vec![(5, EnvelopeId([4; 32]))],
            head: head.clone(),
        };
        let messages = [
            ToDevice::Challenge {
                nonce: [1; 32],
                relay: SignKey([2; 32]),
            },
            ToDevice::Ok {
                instance: Instance([1; 16]),
                exceptions: vec![(0, Exception::Rewind(4)), (2, Exception::Gone)],
            },
            ToDevice::Entries {
                space: 0,
                entries: vec![],
                head: Some(head),
            },
            ToDevice::Receipt { space: 0, receipt },
            ToDevice::Refused {
                space: 0,
                refusal: Refusal::sign(&key, EnvelopeId([4; 32]), Code::Fork),
            },
            ToDevice::RecordTaken {
                space: 0,
                record: RecordId([1; 32]),
                seq: 3,
            },
            ToDevice::RecordRefused {
                space: 0,
                record: RecordId([1; 32]),
                code: Code::HeadMoved,
            },
            ToDevice::Chain {
                space: 0,
                ord: 1,
                incarnation: Incarnation([1; 8]),
                dev_seq: 4,
                last: Short([2; 16]),
            },
            ToDevice::Pong(1),
            ToDevice::Failure(Code::Busy),
        ];
        for message in messages {
            assert_eq!(ToDevice::read(&message.write()), Ok(message));
        }
        assert!(matches!(
            ToDevice::read(&[0x81, 0x18, 0x40]),
            Err(CborError::Newer { key: 64, .. })
        ));
    }

    #[test]
    fn a_proof_is_bound_to_relay_and_nonce() {
        let key = SigningKey::from_bytes(&[1; 32]);
        let proof = prove(&key, &SignKey([2; 32]), &[3; 32]);
        assert!(proves(&key.verifying_key(), &SignKey([2; 32]), &[3; 32], &proof));
        assert!(!proves(&key.verifying_key(), &SignKey([2; 32]), &[4; 32], &proof));
        assert!(!proves(&key.verifying_key(), &SignKey([9; 32]), &[3; 32], &proof));
    }
}
