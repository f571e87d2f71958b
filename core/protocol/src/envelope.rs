//! Statements, envelopes and frames: what an author signs and what travels.

mod carried;
mod sealed;

use ed25519_dalek::{Signer, SigningKey, VerifyingKey};

use crate::cbor::{self, CborError, Fields, Writer};
use crate::compress::{self, CompressError};
use crate::hash::{h, h16};
use crate::id::{ContentId, EnvelopeId, Incarnation, ItemHash, Ord, R, Short, Signature, SpaceId};
use crate::item::Item;
use crate::seal::SealError;
use crate::{limits, merkle};

pub use carried::Carried;
pub use sealed::Signed;

const STATEMENT: &str = "statement";
const FRAME: &str = "frame";

/// Suite 1: Ed25519 and SHA-256.
pub const SUITE: u64 = 1;
/// Level at which bodies are compressed.
const LEVEL: i32 = 9;

/// Why a frame could not be read or opened.
#[derive(Debug, thiserror::Error)]
pub enum EnvelopeError {
    /// The bytes are not a frame, a statement or items.
    #[error(transparent)]
    Cbor(#[from] CborError),
    /// The body could not be decompressed.
    #[error("body cannot be opened")]
    Body(#[from] CompressError),
    /// The items do not give the content id that was signed.
    #[error("the items are not those that were signed")]
    Content,
    /// A sealed body that does not open.
    #[error("the body cannot be unsealed")]
    Seal(#[from] SealError),
    /// A body that is sealed, where a public one was expected.
    #[error("the body is sealed")]
    Sealed,
}

/// The author's newest point of the log, and its view of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct View {
    /// Place in the log.
    pub seq: u64,
    /// [`view16`] at that place.
    pub view: Short,
}

/// `H16("view", R_seq || live_root)`; `live_root` is 32 zero bytes in a private space.
pub fn view16(r: &R, live_root: &[u8; 32]) -> Short {
    Short(h16("view", &[&r.0, live_root]))
}

/// What an author says of one envelope: who, which life, which place in its chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// The author's index in the membership log.
    pub ord: Ord,
    /// The author's current life.
    pub incarnation: Incarnation,
    /// Place in the chain of that life, from 1, gapless.
    pub dev_seq: u64,
    /// Content id of the author's previous envelope in this life, shortened; zero for the first.
    pub prev: Short,
    /// The newest log point that the author had, sent when it changed.
    pub view: Option<View>,
}

impl Statement {
    /// Its bytes: what is signed, once the content id is known.
    pub fn write(&self) -> Vec<u8> {
        let mut w = Writer::new();
        w.map(if self.view.is_some() { 6 } else { 5 });
        w.u64(0)
            .u64(SUITE)
            .u64(1)
            .u64(self.ord.into())
            .u64(2)
            .bytes(&self.incarnation.0);
        w.u64(3).u64(self.dev_seq).u64(4).bytes(&self.prev.0);
        if let Some(view) = self.view {
            w.u64(5).array(2).u64(view.seq).bytes(&view.view.0);
        }
        w.finish()
    }

    /// Reads a statement, which must be deterministic CBOR.
    pub fn read(bytes: &[u8]) -> cbor::Result<Self> {
        cbor::check(bytes)?;
        let mut fields = Fields::read(bytes, STATEMENT)?;
        let suite = cbor::u64(fields.required(0)?, STATEMENT)?;
        if suite != SUITE {
            return Err(CborError::Newer {
                what: "suite",
                key: suite,
            });
        }
        let statement = Self {
            ord: cbor::u32(fields.required(1)?, STATEMENT)?,
            incarnation: cbor::fixed(fields.required(2)?, STATEMENT)?,
            dev_seq: cbor::u64(fields.required(3)?, STATEMENT)?,
            prev: cbor::fixed(fields.required(4)?, STATEMENT)?,
            view: match fields.optional(5) {
                Some(pair) => {
                    let [seq, view] = cbor::tuple(pair, STATEMENT)?;
                    Some(View {
                        seq: cbor::u64(seq, STATEMENT)?,
                        view: cbor::fixed(view, STATEMENT)?,
                    })
                }
                None => None,
            },
        };
        fields.end()?;
        if statement.dev_seq == 0 {
            return Err(CborError::Form { what: STATEMENT });
        }
        Ok(statement)
    }
}

/// `H("envelope", space_id, content_id, statement)`.
pub fn envelope_id(space: &SpaceId, content: &ContentId, statement: &[u8]) -> EnvelopeId {
    EnvelopeId(h("envelope", &[&space.0, &content.0, statement]))
}

/// Signs an envelope.
pub fn sign(key: &SigningKey, id: &EnvelopeId) -> Signature {
    Signature(key.sign(&id.0).to_bytes())
}

/// Checks a signature strictly, the only way that Ekin checks one.
pub fn verify(key: &VerifyingKey, message: &[u8], signature: &Signature) -> bool {
    key.verify_strict(message, &ed25519_dalek::Signature::from_bytes(&signature.0))
        .is_ok()
}

/// One frame: `[1, statement, content_id, sig, epoch, body]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    /// The statement as it travelled.
    pub statement_bytes: Vec<u8>,
    /// The statement.
    pub statement: Statement,
    /// What the author signed for.
    pub content_id: ContentId,
    /// Ed25519 over the envelope's id.
    pub sig: Signature,
    /// Key epoch; 0 in public spaces.
    pub epoch: u32,
    /// comp || items, or sealed.
    pub body: Vec<u8>,
}

impl Frame {
    /// Makes a public envelope of one command: signs the items (each as written by
    /// [`crate::item::write_record`]) and compresses them.
    pub fn public(
        space: &SpaceId,
        statement: &Statement,
        items: &[impl AsRef<[u8]>],
        key: &SigningKey,
    ) -> Result<Self, EnvelopeError> {
        let signed = Signed::sign(space, statement, items, key)?;
        let body = signed.packed()?;
        signed.framed(0, body)
    }

    /// Its bytes.
    pub fn write(&self) -> Vec<u8> {
        let mut w = Writer::new();
        w.array(6)
            .u64(1)
            .raw(&self.statement_bytes)
            .bytes(&self.content_id.0)
            .bytes(&self.sig.0);
        w.u64(self.epoch.into()).bytes(&self.body);
        w.finish()
    }

    /// Reads a frame; the signature is not checked here.
    pub fn read(bytes: &[u8]) -> Result<Self, EnvelopeError> {
        if bytes.len() > limits::FRAME {
            return Err(CborError::TooLarge {
                what: FRAME,
                max: limits::FRAME,
            }
            .into());
        }
        cbor::check(bytes)?;
        let [version, statement, content_id, sig, epoch, body] = cbor::tuple(bytes, FRAME)?;
        match cbor::u64(version, FRAME)? {
            1 => {}
            key => return Err(CborError::Newer { what: FRAME, key }.into()),
        }
        let body = cbor::bytes(body, FRAME)?;
        if body.len() > limits::FRAME_BODY {
            return Err(CborError::TooLarge {
                what: "body",
                max: limits::FRAME_BODY,
            }
            .into());
        }
        Ok(Self {
            statement_bytes: statement.to_vec(),
            statement: Statement::read(statement)?,
            content_id: cbor::fixed(content_id, FRAME)?,
            sig: cbor::fixed(sig, FRAME)?,
            epoch: cbor::u32(epoch, FRAME)?,
            body: body.to_vec(),
        })
    }

    /// The envelope's id in a space.
    pub fn id(&self, space: &SpaceId) -> EnvelopeId {
        envelope_id(space, &self.content_id, &self.statement_bytes)
    }

    /// Opens a public body: the items' bytes, checked against the content id.
    pub fn open(&self) -> Result<Items, EnvelopeError> {
        self.open_hashed().map(|(items, _)| items)
    }

    /// The same, with the items' hashes, which the check needs anyway.
    pub fn open_hashed(&self) -> Result<(Items, Vec<ItemHash>), EnvelopeError> {
        self.open_each(|_, _| ())
    }

    /// The same, showing each item to `see` as it is read for the check, before it is known to be what was signed.
    pub fn open_each(
        &self,
        mut see: impl FnMut(&Item<'_>, ItemHash),
    ) -> Result<(Items, Vec<ItemHash>), EnvelopeError> {
        if self.epoch != 0 {
            return Err(EnvelopeError::Sealed);
        }
        let items = Items::read(compress::open_body(&self.body, limits::FRAME_RAW)?)?;
        let mut hashes = Vec::with_capacity(items.cuts.len());
        for item in items.iter() {
            let item = item?;
            let hash = item.hash();
            see(&item, hash);
            hashes.push(hash);
        }
        if merkle::content_id(&hashes) != self.content_id {
            return Err(EnvelopeError::Content);
        }
        Ok((items, hashes))
    }
}

/// The items of one envelope over the bytes that travelled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Items {
    raw: Vec<u8>,
    cuts: Vec<(usize, usize)>,
}

impl Items {
    /// Reads a CBOR array of 1 to 64 items.
    pub fn read(raw: Vec<u8>) -> Result<Self, EnvelopeError> {
        let mut cuts = Vec::new();
        for item in cbor::elements(&raw, "items", limits::ITEMS)? {
            let start = item.as_ptr() as usize - raw.as_ptr() as usize;
            cuts.push((start, start + item.len()));
        }
        match cuts.last() {
            None => Err(CborError::Form { what: "items" }.into()),
            Some((_, end)) if *end != raw.len() => Err(CborError::Trailing { at: *end }.into()),
            Some(_) => Ok(Self { raw, cuts }),
        }
    }

    /// Each item's bytes.
    pub fn bytes(&self) -> impl Iterator<Item = &[u8]> {
        self.cuts
            .iter()
            .map(|(start, end)| self.raw.get(*start..*end).unwrap_or_default())
    }

    /// Each item.
    pub fn iter(&self) -> impl Iterator<Item = cbor::Result<Item<'_>>> {
        self.bytes().map(Item::read)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.cuts.len()
    }

    /// Never true: an envelope has an item.
    pub fn is_empty(&self) -> bool {
        self.cuts.is_empty()
    }
}

/// CBOR array of items.
pub fn write_items(items: &[impl AsRef<[u8]>]) -> Vec<u8> {
    let mut w = Writer::new();
    w.array(items.len());
    for item in items {
        w.raw(item.as_ref());
    }
    w.finish()
}

/// Content id over items as written.
pub fn content_id(items: &[impl AsRef<[u8]>]) -> Result<ContentId, EnvelopeError> {
    if items.is_empty() || items.len() > limits::ITEMS {
        return Err(CborError::TooLarge {
            what: "items",
            max: limits::ITEMS,
        }
        .into());
    }
    let hashes = items
        .iter()
        .map(|item| Item::read(item.as_ref()).map(|item| item.hash()))
        .collect::<cbor::Result<Vec<_>>>()?;
    Ok(merkle::content_id(&hashes))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::ObjectId;
    use crate::item::{Meta, write_record};

    #[test]
    fn a_public_frame_travels_and_opens() {
        let key = SigningKey::from_bytes(&[7; 32]);
        let space = SpaceId([1; 32]);
        let items: Vec<_> = (0..5u8)
            .map(|i| write_record(&ObjectId([i; 16]), &Meta::default(), &[0xa0]))
            .collect();
        let statement = Statement {
            ord: 3,
            incarnation: Incarnation([2; 8]),
            dev_seq: 1,
            prev: Short([0; 16]),
            view: Some(View {
                seq: 9,
                view: Short([4; 16]),
            }),
        };
        let frame = Frame::public(&space, &statement, &items, &key).unwrap();
        let back = Frame::read(&frame.write()).unwrap();
        assert_eq!(back, frame);
        assert_eq!(back.open().unwrap().bytes().collect::<Vec<_>>(), items);
        assert!(verify(&key.verifying_key(), &back.id(&space).0, &back.sig));
        assert!(!verify(
            &key.verifying_key(),
            &back.id(&SpaceId([2; 32])).0,
            &back.sig
        ));
        let mut swapped = back.clone();
        swapped.body = Frame::public(&space, &statement, &items[1..], &key).unwrap().body;
        assert!(matches!(swapped.open(), Err(EnvelopeError::Content)));
    }
}
