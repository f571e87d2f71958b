//! Where a reply is left for somebody who has no account: whoever has the 32 bytes writes and reads it, whoever has its
//! id carries it.

use rand_core::CryptoRng;
use zeroize::Zeroizing;

use super::{SIZES, pad_to, unpad};
use crate::hash::{h, h16};
use crate::id::SignKey;
use crate::seal::{NONCE, SealError, TAG, decrypt, encrypt};

/// The secret of a mailbox: 32 random bytes, wiped when dropped and shown to nobody.
#[derive(Clone)]
pub struct Mailbox(Zeroizing<[u8; 32]>);

/// Where the relay keeps it: `H("mailbox", secret)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MailboxId(pub [u8; 32]);

impl std::fmt::Display for MailboxId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&data_encoding::HEXLOWER.encode(&self.0))
    }
}

impl std::fmt::Debug for Mailbox {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Mailbox")
    }
}

impl Mailbox {
    /// The mailbox of these bytes, which must be random.
    pub fn new(secret: [u8; 32]) -> Self {
        Self(Zeroizing::new(secret))
    }

    /// Its secret, for the store and for a sealed message.
    pub fn expose(&self) -> &[u8; 32] {
        &self.0
    }

    /// Its id.
    pub fn id(&self) -> MailboxId {
        MailboxId(h("mailbox", &[self.0.as_slice()]))
    }

    /// What stands for a device among those that reply here: `H16("replier", secret, signing key)`. Whoever reads the
    /// mailbox tells its replies from others'; in another mailbox the same device is somebody else.
    pub fn replier(&self, device: &SignKey) -> [u8; 16] {
        h16("replier", &[self.0.as_slice(), &device.0])
    }

    /// Seals a reply: nonce 24 B || XChaCha20-Poly1305 under `H("mailbox key", secret)`, bound to the id, of exactly one of
    /// [`SIZES`].
    ///
    /// # Errors
    /// [`SealError::Form`] for what no size holds.
    pub fn seal(&self, reply: &[u8], random: &mut dyn CryptoRng) -> Result<Vec<u8>, SealError> {
        let padded = SIZES.iter().find_map(|size| pad_to(reply, size - NONCE - TAG));
        encrypt(&self.key(), &self.id().0, &padded.ok_or(SealError::Form)?, random)
    }

    /// The reply that [`Mailbox::seal`] sealed.
    ///
    /// # Errors
    /// [`SealError::Key`], [`SealError::Form`].
    pub fn open(&self, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, SealError> {
        if !SIZES.contains(&sealed.len()) {
            return Err(SealError::Form);
        }
        let padded = decrypt(&self.key(), &self.id().0, sealed)?;
        unpad(&padded).map(|reply| Zeroizing::new(reply.to_vec()))
    }

    fn key(&self) -> Zeroizing<[u8; 32]> {
        Zeroizing::new(h("mailbox key", &[self.0.as_slice()]))
    }
}
