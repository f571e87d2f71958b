//! Keys: one an epoch, from which those for each use derive, and one an erasure unit. Wiped when dropped; shown to
//! nobody.

use hkdf::Hkdf;
use rand_core::CryptoRng;
use sha2::Sha256;
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use super::{SealError, decrypt, encrypt, open_with, seal_to};
use crate::hash::h;
use crate::id::{ObjectId, Ord, SealKey, SpaceId};

/// What a key that derives from an epoch's is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Use {
    /// Bodies of envelopes.
    Body,
    /// The pack of a checkpoint.
    Pack,
    /// Keys of erasure units in the relay's slots.
    Unit,
    /// The secret of the space's inbox.
    Inbox,
    /// The key of the epoch before.
    Prev,
}

impl Use {
    fn word(self) -> &'static [u8] {
        match self {
            Self::Body => b"body",
            Self::Pack => b"pack",
            Self::Unit => b"unit",
            Self::Inbox => b"inbox",
            Self::Prev => b"prev",
        }
    }
}

/// A key that derives from another, for one use. Wiped when dropped; compared with nothing; shown to nobody.
pub struct DerivedKey(Zeroizing<[u8; 32]>);

impl std::fmt::Debug for DerivedKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("DerivedKey")
    }
}

impl std::ops::Deref for DerivedKey {
    type Target = [u8; 32];

    fn deref(&self) -> &[u8; 32] {
        &self.0
    }
}

/// The key of one epoch of a private space: 32 random bytes.
#[derive(Clone)]
pub struct EpochKey(Zeroizing<[u8; 32]>);

impl PartialEq for EpochKey {
    /// In the same time wherever they differ.
    fn eq(&self, other: &Self) -> bool {
        self.0.ct_eq(&*other.0).into()
    }
}

impl Eq for EpochKey {}

impl std::fmt::Debug for EpochKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("EpochKey")
    }
}

impl EpochKey {
    /// A key of these bytes, which must be random.
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// Its bytes: for the store, and for an invitation that goes from hand to hand.
    pub fn expose(&self) -> &[u8; 32] {
        &self.0
    }

    /// HKDF-SHA256(salt = space_id, ikm = E_n, info = "ekin/1/" || use || u32 n).
    pub fn derive(&self, space: &SpaceId, n: u32, use_: Use) -> DerivedKey {
        let mut out = Zeroizing::new([0; 32]);
        let info = [b"ekin/1/".as_slice(), use_.word(), &n.to_be_bytes()].concat();
        // 32 bytes are one block of the hash: HKDF has that much.
        let filled = Hkdf::<Sha256>::new(Some(&space.0), self.0.as_slice()).expand(&info, out.as_mut_slice());
        debug_assert!(filled.is_ok());
        DerivedKey(out)
    }

    /// This key sealed to a member: HPKE with info = H("epoch", space_id, u32 n, u32 ord).
    ///
    /// # Errors
    /// [`SealError::Recipient`].
    pub fn grant(
        &self,
        space: &SpaceId,
        n: u32,
        ord: Ord,
        to: &SealKey,
        random: &mut dyn CryptoRng,
    ) -> Result<Vec<u8>, SealError> {
        seal_to(to, &grant_info(space, n, ord), self.0.as_slice(), random)
    }

    /// The key that was granted to the member `ord`, opened with the secret of its sealing key.
    ///
    /// # Errors
    /// [`SealError::Key`] when it was sealed to somebody else, or for another place.
    pub fn open_grant(
        space: &SpaceId,
        n: u32,
        ord: Ord,
        secret: &[u8; 32],
        sealed: &[u8],
    ) -> Result<Self, SealError> {
        Self::of(&open_with(secret, &grant_info(space, n, ord), sealed)?)
    }

    /// The key of the epoch before `n`, sealed under this one, the key of epoch `n`.
    ///
    /// # Errors
    /// None that honest keys meet.
    pub fn seal_prev(
        &self,
        space: &SpaceId,
        n: u32,
        before: &Self,
        random: &mut dyn CryptoRng,
    ) -> Result<Vec<u8>, SealError> {
        encrypt(
            &self.derive(space, n, Use::Prev),
            &space.0,
            before.0.as_slice(),
            random,
        )
    }

    /// The inverse of [`EpochKey::seal_prev`].
    ///
    /// # Errors
    /// [`SealError::Key`], [`SealError::Form`].
    pub fn open_prev(&self, space: &SpaceId, n: u32, sealed: &[u8]) -> Result<Self, SealError> {
        Self::of(&decrypt(&self.derive(space, n, Use::Prev), &space.0, sealed)?)
    }

    fn of(bytes: &[u8]) -> Result<Self, SealError> {
        let bytes: &[u8; 32] = bytes.try_into().map_err(|_| SealError::Form)?;
        Ok(Self::new(*bytes))
    }
}

fn grant_info(space: &SpaceId, n: u32, ord: Ord) -> [u8; 32] {
    h("epoch", &[&space.0, &n.to_be_bytes(), &ord.to_be_bytes()])
}

/// The key of an erasure unit: what is under it is forgotten with it.
#[derive(Clone)]
pub struct UnitKey(Zeroizing<[u8; 32]>);

impl PartialEq for UnitKey {
    /// In the same time wherever they differ.
    fn eq(&self, other: &Self) -> bool {
        self.0.ct_eq(&*other.0).into()
    }
}

impl Eq for UnitKey {}

impl std::fmt::Debug for UnitKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("UnitKey")
    }
}

impl UnitKey {
    /// A key of these bytes, which must be random.
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// Its bytes, for the store.
    pub fn expose(&self) -> &[u8; 32] {
        &self.0
    }

    /// The payload of an item of this unit: nonce24 || XChaCha20-Poly1305, bound to the object.
    ///
    /// # Errors
    /// None that honest bytes meet.
    pub fn seal(
        &self,
        object: &ObjectId,
        plain: &[u8],
        random: &mut dyn CryptoRng,
    ) -> Result<Vec<u8>, SealError> {
        encrypt(&self.0, &object.0, plain, random)
    }

    /// The inverse of [`UnitKey::seal`].
    ///
    /// # Errors
    /// [`SealError::Key`], [`SealError::Form`].
    pub fn open(&self, object: &ObjectId, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, SealError> {
        decrypt(&self.0, &object.0, sealed)
    }

    /// This key as a relay's slot holds it, under the epoch's unit key; bound to the space, the unit and the epoch.
    ///
    /// # Errors
    /// None that honest keys meet.
    pub fn to_slot(
        &self,
        space: &SpaceId,
        n: u32,
        unit: &[u8; 16],
        epoch: &EpochKey,
        random: &mut dyn CryptoRng,
    ) -> Result<Vec<u8>, SealError> {
        encrypt(
            &epoch.derive(space, n, Use::Unit),
            &slot_aad(space, n, unit),
            self.0.as_slice(),
            random,
        )
    }

    /// The inverse of [`UnitKey::to_slot`].
    ///
    /// # Errors
    /// [`SealError::Key`], [`SealError::Form`].
    pub fn from_slot(
        space: &SpaceId,
        n: u32,
        unit: &[u8; 16],
        epoch: &EpochKey,
        sealed: &[u8],
    ) -> Result<Self, SealError> {
        let bytes = decrypt(
            &epoch.derive(space, n, Use::Unit),
            &slot_aad(space, n, unit),
            sealed,
        )?;
        let bytes: &[u8; 32] = bytes.as_slice().try_into().map_err(|_| SealError::Form)?;
        Ok(Self::new(*bytes))
    }
}

fn slot_aad(space: &SpaceId, n: u32, unit: &[u8; 16]) -> Vec<u8> {
    [space.0.as_slice(), unit, &n.to_be_bytes()].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_shown_to_nobody_and_compared_whole() {
        let key = EpochKey::new([0xab; 32]);
        let derived = key.derive(&SpaceId([1; 32]), 1, Use::Body);
        let unit = UnitKey::new([0xab; 32]);
        let shown = format!("{key:?} {derived:?} {unit:?}");
        assert_eq!(shown, "EpochKey DerivedKey UnitKey");
        for at in [0, 31] {
            let mut other = [0xab; 32];
            other[at] ^= 1;
            assert_ne!(EpochKey::new(other), key);
            assert_ne!(UnitKey::new(other), unit);
        }
        assert_eq!((EpochKey::new([0xab; 32]), UnitKey::new([0xab; 32])), (key, unit));
    }
}
