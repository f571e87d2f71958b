//! The keys that a paper code opens: Argon2id over its secret, then a signing and a sealing key. The code is all that it
//! takes, with no file and no network, so the salt is fixed and only keeps this use apart; the secret's 108 random bits, not
//! the slowness, are what nobody guesses. Slowness is for a code of which somebody saw some words.

use argon2::{Algorithm, Argon2, Block, Params, Version};
use ed25519_dalek::SigningKey;
use ekin_protocol::id::{SealKey, SignKey};
use hkdf::Hkdf;
use sha2::Sha256;
use zeroize::{Zeroize, Zeroizing};

use super::paper_code::PaperCode;

/// What version 0 of the code costs: 64 MiB, three passes, one lane (the second choice of RFC 9106, 4, for one lane). A
/// phone of 2015 with 1 GiB can spare it for a second or two. Other costs are another version.
const MEMORY_KIB: u32 = 64 << 10;
const PASSES: u32 = 3;
const LANES: u32 = 1;
const SALT: &[u8] = b"ekin/1/recovery/paper/0";

/// Why a code gives no keys on this device.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RecoveryKeyError {
    /// There are not 64 MiB to spare: other programs have to be closed.
    #[error("not enough memory to open the recovery key")]
    Memory,
    /// The function refused its fixed parameters.
    #[error("the recovery key cannot be derived")]
    Derive(#[source] argon2::Error),
}

/// The owner's recovery keys. Wiped when dropped.
pub struct RecoveryKeys {
    sign: SigningKey,
    seal: Zeroizing<[u8; 32]>,
}

impl std::fmt::Debug for RecoveryKeys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("RecoveryKeys").finish_non_exhaustive()
    }
}

impl RecoveryKeys {
    /// Derives the keys. Takes 64 MiB while it works, and up to seconds on an old phone: never on a screen's thread.
    ///
    /// # Errors
    /// [`RecoveryKeyError`].
    pub fn derive(code: &PaperCode) -> Result<Self, RecoveryKeyError> {
        let params = Params::new(MEMORY_KIB, PASSES, LANES, Some(32)).map_err(RecoveryKeyError::Derive)?;
        let mut memory = Zeroizing::new(Vec::new());
        memory
            .try_reserve_exact(params.block_count())
            .map_err(|_| RecoveryKeyError::Memory)?;
        memory.resize(params.block_count(), Block::new());
        let mut seed = Zeroizing::new([0; 32]);
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_into_with_memory(&code.secret(), SALT, &mut *seed, &mut memory[..])
            .map_err(RecoveryKeyError::Derive)?;
        Ok(Self::from_seed(&seed))
    }

    fn from_seed(seed: &[u8; 32]) -> Self {
        let mut sign = key(seed, b"ekin/1/recovery/sign");
        let keys = Self {
            sign: SigningKey::from_bytes(&sign),
            seal: key(seed, b"ekin/1/recovery/seal"),
        };
        sign.zeroize();
        keys
    }

    /// The signing key.
    pub fn sign(&self) -> &SigningKey {
        &self.sign
    }

    /// The secret of the sealing key (X25519).
    pub fn seal(&self) -> &[u8; 32] {
        &self.seal
    }

    /// The public signing key, for the membership record.
    pub fn sign_key(&self) -> SignKey {
        SignKey(self.sign.verifying_key().to_bytes())
    }

    /// The public sealing key, for the membership record.
    pub fn seal_key(&self) -> SealKey {
        let secret = x25519_dalek::StaticSecret::from(*self.seal);
        SealKey(x25519_dalek::PublicKey::from(&secret).to_bytes())
    }
}

/// HKDF-SHA256 of the seed for one use.
fn key(seed: &[u8; 32], info: &[u8]) -> Zeroizing<[u8; 32]> {
    let mut key = Zeroizing::new([0; 32]);
    // 32 bytes are far below the 8,160 that HKDF-SHA256 gives, the only thing that it refuses.
    let _ = Hkdf::<Sha256>::new(None, seed).expand(info, &mut *key);
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hex(bytes: &[u8]) -> String {
        bytes.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// Computed by another implementation (Python: `argon2-cffi`, then HKDF and the curves of `cryptography`).
    #[test]
    fn the_keys_of_a_code_are_what_they_were() {
        let code = PaperCode::from_entropy(b"elkarrekin bzi");
        assert_eq!(
            hex(&code.secret()),
            "0269009e020601b80369015a032601c90361031a0158"
        );
        let keys = RecoveryKeys::derive(&code).unwrap();
        assert_eq!(
            hex(&keys.sign_key().0),
            "4e676df9df95aeabbfd874bdfa79c4e098ffa3838e6fe97107ae2c0f86c19a0e"
        );
        assert_eq!(
            hex(&keys.seal_key().0),
            "b61f7ef5883006f9a6264fb0887740fc7559594cc8943491443e5730e9f0d837"
        );
        assert_eq!(format!("{keys:?}"), "RecoveryKeys { .. }");
    }

    #[test]
    fn the_protocol_s_page_has_the_same_vector() {
        let page =
            std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/protocol.md")).unwrap();
        let code = PaperCode::from_entropy(b"elkarrekin bzi");
        let keys = RecoveryKeys::derive(&code).unwrap();
        let rows = [
            ("words as u16", hex(&code.secret())),
            ("sign key", hex(&keys.sign_key().0)),
            ("seal key", hex(&keys.seal_key().0)),
        ];
        for (name, bytes) in rows {
            let row = format!("| {name} | `{bytes}` |");
            assert!(page.contains(&row), "{row}");
        }
    }

    #[test]
    fn another_code_opens_other_keys() {
        let one = RecoveryKeys::derive(&PaperCode::from_entropy(&[1; 14])).unwrap();
        let other = RecoveryKeys::derive(&PaperCode::from_entropy(&[2; 14])).unwrap();
        assert_ne!(one.sign_key(), other.sign_key());
        assert_ne!(one.seal_key(), other.seal_key());
        assert_ne!(one.sign().as_bytes(), one.seal());
    }
}
