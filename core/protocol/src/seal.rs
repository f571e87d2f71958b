//! Keys and ciphers of private spaces (protocol 2 and 7). Composed of HPKE (RFC 9180, base mode: X25519, HKDF-SHA256,
//! ChaCha20-Poly1305), HKDF-SHA256 and XChaCha20-Poly1305; nothing here is a cipher of our own.

mod key;
mod pad;

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{Key, XChaCha20Poly1305, XNonce};
use hpke::{Deserializable, Kem as _, OpModeR, OpModeS, Serializable};
use rand_core::CryptoRng;
use zeroize::Zeroizing;

pub use key::{DerivedKey, EpochKey, UnitKey, Use};
pub use pad::{is_padded, open_padded, pad, padme};

use x25519_dalek::{PublicKey, StaticSecret};

use crate::hash::h;
use crate::id::{Ord, SealKey, SpaceId};

type Kem = hpke::kem::X25519HkdfSha256;
type Kdf = hpke::kdf::HkdfSha256;
type Cipher = hpke::aead::ChaCha20Poly1305;

/// Bytes of an XChaCha20 nonce.
pub const NONCE: usize = 24;
/// Bytes of an HPKE encapsulated key.
pub const ENCAPSULATED: usize = 32;
/// Bytes of an authentication tag.
pub const TAG: usize = 16;

/// Why something could not be sealed or opened. It says nothing of the content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// Too short to be sealed bytes, or padded wrongly.
    #[error("not sealed bytes")]
    Form,
    /// The key, or what the bytes are bound to, is another.
    #[error("the key does not fit")]
    Key,
    /// A public key that no key agreement is possible with.
    #[error("not a key to seal to")]
    Recipient,
}

/// nonce24 || XChaCha20-Poly1305.
pub fn encrypt(
    key: &[u8; 32],
    aad: &[u8],
    plain: &[u8],
    random: &mut dyn CryptoRng,
) -> Result<Vec<u8>, SealError> {
    let mut nonce = [0; NONCE];
    random.fill_bytes(&mut nonce);
    let cipher = XChaCha20Poly1305::new(&Key::from(*key));
    let sealed = cipher.encrypt(&XNonce::from(nonce), Payload { msg: plain, aad });
    let sealed = sealed.map_err(|_| SealError::Form)?;
    Ok([nonce.as_slice(), &sealed].concat())
}

/// The inverse of [`encrypt`].
pub fn decrypt(key: &[u8; 32], aad: &[u8], sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, SealError> {
    let (nonce, text) = sealed.split_first_chunk::<NONCE>().ok_or(SealError::Form)?;
    let cipher = XChaCha20Poly1305::new(&Key::from(*key));
    let plain = cipher.decrypt(&XNonce::from(*nonce), Payload { msg: text, aad });
    plain.map(Zeroizing::new).map_err(|_| SealError::Key)
}

/// enc || ciphertext: HPKE base mode, single shot, to a sealing key; `info` says what it is for.
pub fn seal_to(
    to: &SealKey,
    info: &[u8],
    plain: &[u8],
    random: &mut dyn CryptoRng,
) -> Result<Vec<u8>, SealError> {
    let to = <Kem as hpke::Kem>::PublicKey::from_bytes(&to.0).map_err(|_| SealError::Recipient)?;
    let (enc, sealed) = hpke::single_shot_seal_with_rng::<Cipher, Kdf, Kem>(
        &OpModeS::Base,
        &to,
        info,
        plain,
        &[],
        &mut Source(random),
    )
    .map_err(|_| SealError::Recipient)?;
    Ok([enc.to_bytes().as_slice(), &sealed].concat())
}

/// The inverse of [`seal_to`], with the secret of the sealing key.
pub fn open_with(secret: &[u8; 32], info: &[u8], sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, SealError> {
    let (enc, text) = sealed
        .split_first_chunk::<ENCAPSULATED>()
        .ok_or(SealError::Form)?;
    let secret = <Kem as hpke::Kem>::PrivateKey::from_bytes(secret).map_err(|_| SealError::Key)?;
    let enc = <Kem as hpke::Kem>::EncappedKey::from_bytes(enc).map_err(|_| SealError::Form)?;
    hpke::single_shot_open::<Cipher, Kdf, Kem>(&OpModeR::Base, &secret, &enc, info, text, &[])
        .map(Zeroizing::new)
        .map_err(|_| SealError::Key)
}

/// The public sealing key of a secret.
pub fn seal_key(secret: &[u8; 32]) -> SealKey {
    let public = <Kem as hpke::Kem>::PrivateKey::from_bytes(secret)
        .map(|secret| Kem::sk_to_pk(&secret).to_bytes().into())
        .unwrap_or([0; 32]);
    SealKey(public)
}

/// Whether anything can be sealed to this key: it is no point of small order.
pub fn is_seal_key(key: &SealKey) -> bool {
    StaticSecret::from([0x77; 32])
        .diffie_hellman(&PublicKey::from(key.0))
        .was_contributory()
}

/// The secret of a catalogue's inbox sealed to who moderates: HPKE with info = H("inbox", space_id, u32 ord).
///
/// # Errors
/// [`SealError::Recipient`].
pub fn grant_inbox(
    secret: &[u8; 32],
    space: &SpaceId,
    ord: Ord,
    to: &SealKey,
    random: &mut dyn CryptoRng,
) -> Result<Vec<u8>, SealError> {
    seal_to(to, &inbox_info(space, ord), secret, random)
}

/// The inverse of [`grant_inbox`], with the secret of the member's sealing key.
///
/// # Errors
/// [`SealError::Key`] when it was sealed to somebody else, or for another place.
pub fn open_inbox_grant(
    space: &SpaceId,
    ord: Ord,
    secret: &[u8; 32],
    sealed: &[u8],
) -> Result<Zeroizing<[u8; 32]>, SealError> {
    let opened = open_with(secret, &inbox_info(space, ord), sealed)?;
    let opened: &[u8; 32] = opened.as_slice().try_into().map_err(|_| SealError::Form)?;
    Ok(Zeroizing::new(*opened))
}

fn inbox_info(space: &SpaceId, ord: Ord) -> [u8; 32] {
    h("inbox", &[&space.0, &ord.to_be_bytes()])
}

/// Randomness behind a reference, for a library that takes it by type.
struct Source<'a>(&'a mut dyn CryptoRng);

impl rand_core::TryRng for Source<'_> {
    type Error = core::convert::Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Self::Error> {
        Ok(self.0.next_u32())
    }

    fn try_next_u64(&mut self) -> Result<u64, Self::Error> {
        Ok(self.0.next_u64())
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Self::Error> {
        self.0.fill_bytes(bytes);
        Ok(())
    }
}

impl rand_core::TryCryptoRng for Source<'_> {}
