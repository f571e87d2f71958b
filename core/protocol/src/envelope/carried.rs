//! Envelopes as one phone hands them to another: `[statement, content_id, sig, comp || items]`. What the author signed,
//! not sealed: the pipe between the two is.

use super::{EnvelopeError, Items, Signed, Statement, envelope_id};
use crate::cbor::{self, CborError, Writer};
use crate::id::{ContentId, EnvelopeId, Signature, SpaceId};
use crate::{compress, limits, merkle};

const WHAT: &str = "carried envelope";

/// An envelope on its way from phone to phone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Carried {
    /// The statement as it travelled.
    pub statement_bytes: Vec<u8>,
    /// The statement.
    pub statement: Statement,
    /// What the author signed for.
    pub content_id: ContentId,
    /// Ed25519 over the envelope's id.
    pub sig: Signature,
    /// comp || items.
    body: Vec<u8>,
}

impl Signed {
    /// Its bytes for another phone.
    ///
    /// # Errors
    /// [`CborError::TooLarge`] beyond [`limits::FRAME_BODY`].
    pub fn carry(&self) -> Result<Vec<u8>, EnvelopeError> {
        let frame = self.framed(0, self.packed()?)?;
        let mut w = Writer::new();
        w.array(4).raw(&frame.statement_bytes).bytes(&frame.content_id.0);
        Ok(w.bytes(&frame.sig.0).bytes(&frame.body).finish())
    }
}

impl Carried {
    /// Reads one; neither signature nor content is checked here.
    ///
    /// # Errors
    /// [`CborError`].
    pub fn read(bytes: &[u8]) -> cbor::Result<Self> {
        cbor::check(bytes)?;
        let [statement, content_id, sig, body] = cbor::tuple(bytes, WHAT)?;
        let body = cbor::bytes(body, WHAT)?;
        if body.len() > limits::FRAME_BODY {
            return Err(CborError::TooLarge {
                what: WHAT,
                max: limits::FRAME_BODY,
            });
        }
        Ok(Self {
            statement_bytes: statement.to_vec(),
            statement: Statement::read(statement)?,
            content_id: cbor::fixed(content_id, WHAT)?,
            sig: cbor::fixed(sig, WHAT)?,
            body: body.to_vec(),
        })
    }

    /// Its bytes.
    pub fn write(&self) -> Vec<u8> {
        let mut w = Writer::new();
        w.array(4).raw(&self.statement_bytes).bytes(&self.content_id.0);
        w.bytes(&self.sig.0).bytes(&self.body).finish()
    }

    /// The envelope's id in a space: what is signed.
    pub fn id(&self, space: &SpaceId) -> EnvelopeId {
        envelope_id(space, &self.content_id, &self.statement_bytes)
    }

    /// The items, checked against the content id, with their CBOR.
    ///
    /// # Errors
    /// [`EnvelopeError`].
    pub fn open(&self) -> Result<(Items, Vec<u8>), EnvelopeError> {
        let raw = compress::open_body(&self.body, limits::FRAME_RAW)?;
        let items = Items::read(raw.clone())?;
        let mut hashes = Vec::with_capacity(items.len());
        for item in items.iter() {
            hashes.push(item?.hash());
        }
        if merkle::content_id(&hashes) != self.content_id {
            return Err(EnvelopeError::Content);
        }
        Ok((items, raw))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::envelope::verify;
    use crate::id::{Incarnation, ObjectId, Short};
    use crate::item::{ItemType, Meta, write_private};
    use ed25519_dalek::SigningKey;

    #[test]
    fn what_is_carried_is_what_was_signed() {
        let (space, key) = (SpaceId([1; 32]), SigningKey::from_bytes(&[7; 32]));
        let meta = Meta {
            kind: 4,
            ..Meta::default()
        };
        let item = |n: u8| write_private(&[n; 16], ItemType::Change, &ObjectId([n; 16]), &meta, b"a change");
        let statement = Statement {
            ord: 1,
            incarnation: Incarnation([2; 8]),
            dev_seq: 1,
            prev: Short([0; 16]),
            view: None,
        };
        let signed = Signed::sign(&space, &statement, &[item(1), item(2)], &key).unwrap();
        let other = Signed::sign(&space, &statement, &[item(3)], &key).unwrap();
        let bytes = signed.carry().unwrap();
        let carried = Carried::read(&bytes).unwrap();
        assert_eq!(carried.write(), bytes);
        assert_eq!(carried.open().unwrap().0.len(), 2);
        assert!(verify(&key.verifying_key(), &carried.id(&space).0, &carried.sig));
        let mut swapped = carried.clone();
        swapped.body = Carried::read(&other.carry().unwrap()).unwrap().body;
        assert!(matches!(swapped.open(), Err(EnvelopeError::Content)));
        let (_, items) = carried.open().unwrap();
        let kept = Signed::kept(carried.statement_bytes, carried.content_id, carried.sig, items).unwrap();
        assert_eq!(kept, signed, "kept and handed on, it is the same");
    }
}
