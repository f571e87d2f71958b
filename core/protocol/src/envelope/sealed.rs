//! Envelopes of private spaces: signed first, sealed last (protocol 2). The signature covers the content and not the
//! ciphertext, so that what waits can be sealed again under a newer epoch, or carried by another, with no new
//! signature.

use ed25519_dalek::SigningKey;
use rand_core::CryptoRng;
use zeroize::Zeroizing;

use super::{EnvelopeError, Frame, Items, LEVEL, Statement, content_id, envelope_id, sign, write_items};
use crate::cbor::CborError;
use crate::id::{ContentId, EnvelopeId, Signature, SpaceId};
use crate::seal::{EpochKey, SealError, Use, decrypt, encrypt, open_padded, pad};
use crate::{compress, limits, merkle};

/// A signed envelope that is not sealed yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signed {
    /// The statement.
    pub statement: Statement,
    /// The statement as it is signed.
    pub statement_bytes: Vec<u8>,
    /// What is signed for.
    pub content_id: ContentId,
    /// The author's signature.
    pub sig: Signature,
    /// CBOR array of the items.
    items: Vec<u8>,
}

impl Signed {
    /// Signs the items of one command, each as written by [`crate::item::write_private`] or, in a public space,
    /// [`crate::item::write_record`].
    ///
    /// # Errors
    /// [`EnvelopeError::Cbor`] for none or more than 64 items, or what is no item.
    pub fn sign(
        space: &SpaceId,
        statement: &Statement,
        items: &[impl AsRef<[u8]>],
        key: &SigningKey,
    ) -> Result<Self, EnvelopeError> {
        let content_id = content_id(items)?;
        let statement_bytes = statement.write();
        let sig = sign(key, &envelope_id(space, &content_id, &statement_bytes));
        Ok(Self {
            statement: statement.clone(),
            statement_bytes,
            content_id,
            sig,
            items: write_items(items),
        })
    }

    /// What was signed before, by this device or another, as it was kept: to be sealed now, or handed on.
    ///
    /// # Errors
    /// [`EnvelopeError::Cbor`] for what is no statement.
    pub fn kept(
        statement_bytes: Vec<u8>,
        content_id: ContentId,
        sig: Signature,
        items: Vec<u8>,
    ) -> Result<Self, EnvelopeError> {
        Ok(Self {
            statement: Statement::read(&statement_bytes)?,
            statement_bytes,
            content_id,
            sig,
            items,
        })
    }

    /// Its id in a space.
    pub fn id(&self, space: &SpaceId) -> EnvelopeId {
        envelope_id(space, &self.content_id, &self.statement_bytes)
    }

    /// Seals it under the key of an epoch: nonce24 || XChaCha20-Poly1305(body key, aad = eid || u32 epoch,
    /// PADMÉ(u32 length || comp || items)).
    ///
    /// # Errors
    /// [`CborError::TooLarge`] beyond [`limits::FRAME_BODY`].
    pub fn seal(
        &self,
        space: &SpaceId,
        epoch: u32,
        key: &EpochKey,
        random: &mut dyn CryptoRng,
    ) -> Result<Frame, EnvelopeError> {
        let id = self.id(space);
        let plain = pad(&Zeroizing::new(self.packed()?));
        let key = key.derive(space, epoch, Use::Body);
        self.framed(epoch, encrypt(&key, &aad(&id, epoch), &plain, random)?)
    }

    /// comp || items.
    pub(super) fn packed(&self) -> Result<Vec<u8>, EnvelopeError> {
        Ok(compress::pack_body(&self.items, LEVEL)?)
    }

    /// The frame with this body.
    pub(super) fn framed(&self, epoch: u32, body: Vec<u8>) -> Result<Frame, EnvelopeError> {
        if body.len() > limits::FRAME_BODY {
            return Err(CborError::TooLarge {
                what: "body",
                max: limits::FRAME_BODY,
            }
            .into());
        }
        Ok(Frame {
            statement_bytes: self.statement_bytes.clone(),
            statement: self.statement.clone(),
            content_id: self.content_id,
            sig: self.sig,
            epoch,
            body,
        })
    }
}

impl Frame {
    /// Opens a sealed body with the key of its epoch: the items, checked against the content id that was signed.
    ///
    /// # Errors
    /// [`EnvelopeError::Seal`] where the key does not fit, [`EnvelopeError::Content`] where the items are others.
    pub fn open_sealed(&self, space: &SpaceId, key: &EpochKey) -> Result<Items, EnvelopeError> {
        if self.epoch == 0 {
            return Err(SealError::Form.into());
        }
        let body_key = key.derive(space, self.epoch, Use::Body);
        let plain = decrypt(&body_key, &aad(&self.id(space), self.epoch), &self.body)?;
        let items = Items::read(compress::open_body(open_padded(&plain)?, limits::FRAME_RAW)?)?;
        let mut hashes = Vec::with_capacity(items.len());
        for item in items.iter() {
            hashes.push(item?.hash());
        }
        if merkle::content_id(&hashes) != self.content_id {
            return Err(EnvelopeError::Content);
        }
        Ok(items)
    }
}

fn aad(id: &EnvelopeId, epoch: u32) -> Vec<u8> {
    [id.0.as_slice(), &epoch.to_be_bytes()].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::envelope::verify;
    use crate::id::{Incarnation, ObjectId, Short};
    use crate::item::{ItemType, Meta, write_private};
    use rand_chacha::ChaCha20Rng;
    use rand_core::SeedableRng;

    fn signed(space: &SpaceId, key: &SigningKey) -> Signed {
        let meta = Meta {
            kind: 4,
            ..Meta::default()
        };
        let items: Vec<_> = (0..3u8)
            .map(|i| write_private(&[i; 16], ItemType::Change, &ObjectId([i; 16]), &meta, b"a change"))
            .collect();
        let statement = Statement {
            ord: 1,
            incarnation: Incarnation([2; 8]),
            dev_seq: 1,
            prev: Short([0; 16]),
            view: None,
        };
        Signed::sign(space, &statement, &items, key).unwrap()
    }

    #[test]
    fn one_signature_serves_under_two_epochs_and_only_the_right_key_opens() {
        let (space, key) = (SpaceId([1; 32]), SigningKey::from_bytes(&[7; 32]));
        let mut random = ChaCha20Rng::seed_from_u64(1);
        let signed = signed(&space, &key);
        let (first, second) = (EpochKey::new([3; 32]), EpochKey::new([4; 32]));
        let a = signed.seal(&space, 1, &first, &mut random).unwrap();
        let b = signed.seal(&space, 2, &second, &mut random).unwrap();
        assert_eq!(a.id(&space), b.id(&space));
        for (frame, key_of) in [(&a, &first), (&b, &second)] {
            let back = Frame::read(&frame.write()).unwrap();
            assert!(verify(&key.verifying_key(), &back.id(&space).0, &back.sig));
            assert_eq!(back.open_sealed(&space, key_of).unwrap().len(), 3);
        }
        assert!(a.open_sealed(&space, &second).is_err());
        assert!(a.open_sealed(&SpaceId([2; 32]), &first).is_err());
        let mut moved = a.clone();
        moved.epoch = 2;
        assert!(moved.open_sealed(&space, &first).is_err());
        assert_eq!(a.body.len(), 24 + 16 + 256, "padded");
    }

    #[test]
    fn another_content_under_the_same_signature_is_refused() {
        let (space, key) = (SpaceId([1; 32]), SigningKey::from_bytes(&[7; 32]));
        let mut random = ChaCha20Rng::seed_from_u64(1);
        let epoch = EpochKey::new([3; 32]);
        let honest = signed(&space, &key);
        let mut swapped = honest.clone();
        let meta = Meta::default();
        swapped.items = write_items(&[write_private(
            &[9; 16],
            ItemType::Record,
            &ObjectId([9; 16]),
            &meta,
            &[0xa0],
        )]);
        let frame = swapped.seal(&space, 1, &epoch, &mut random).unwrap();
        assert!(matches!(
            frame.open_sealed(&space, &epoch),
            Err(EnvelopeError::Content)
        ));
    }
}
