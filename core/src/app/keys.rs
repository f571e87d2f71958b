//! The device's own keys: made on it, kept in `device.key` beside the store (0600), never in the store.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use ed25519_dalek::SigningKey;
use ekin_protocol::cbor::{self, CborError, Fields, Writer};
use ekin_protocol::id::{SealKey, SignKey};
use rand_core::CryptoRng;
use zeroize::{Zeroize, Zeroizing};

const WHAT: &str = "device key";

/// Why there are no keys.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// The file cannot be read or written.
    #[error("{path} cannot be used")]
    Io {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// The file is not what was written.
    #[error("{path} is damaged")]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        #[source]
        source: CborError,
    },
}

/// Signing key, sealing key, and the nonce that tells a clone from its original. Wiped when dropped.
pub struct DeviceKeys {
    sign: SigningKey,
    seal: Zeroizing<[u8; 32]>,
    nonce: [u8; 16],
}

impl std::fmt::Debug for DeviceKeys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("DeviceKeys").finish_non_exhaustive()
    }
}

impl DeviceKeys {
    /// Draws new keys.
    pub fn draw(random: &mut dyn CryptoRng) -> Self {
        let mut seed = Zeroizing::new([0; 32]);
        let mut seal = Zeroizing::new([0; 32]);
        let mut nonce = [0; 16];
        random.fill_bytes(&mut *seed);
        random.fill_bytes(&mut *seal);
        random.fill_bytes(&mut nonce);
        Self {
            sign: SigningKey::from_bytes(&seed),
            seal,
            nonce,
        }
    }

    /// Reads the keys of a home, or draws them for a new one.
    ///
    /// # Errors
    /// [`KeyError`]; a damaged file is left as it is.
    pub fn load_or_draw(path: &Path, random: &mut dyn CryptoRng) -> Result<Self, KeyError> {
        let io = |source| KeyError::Io {
            path: path.into(),
            source,
        };
        match fs::read(path) {
            Ok(mut bytes) => {
                let keys = Self::read(&bytes);
                bytes.zeroize();
                keys.map_err(|source| KeyError::Damaged {
                    path: path.into(),
                    source,
                })
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                let keys = Self::draw(random);
                keys.save(path).map_err(io)?;
                Ok(keys)
            }
            Err(error) => Err(io(error)),
        }
    }

    fn read(bytes: &[u8]) -> cbor::Result<Self> {
        cbor::check(bytes)?;
        let mut fields = Fields::read(bytes, WHAT)?;
        let mut seed = |key| -> cbor::Result<Zeroizing<[u8; 32]>> {
            let bytes = cbor::bytes(fields.required(key)?, WHAT)?;
            bytes
                .try_into()
                .map(Zeroizing::new)
                .map_err(|_| CborError::Form { what: WHAT })
        };
        let (sign, seal) = (seed(0)?, seed(1)?);
        let nonce = cbor::bytes(fields.required(2)?, WHAT)?;
        let nonce = nonce.try_into().map_err(|_| CborError::Form { what: WHAT })?;
        fields.end()?;
        Ok(Self {
            sign: SigningKey::from_bytes(&sign),
            seal,
            nonce,
        })
    }

    /// `{0: signing seed, 1: sealing seed, 2: clone nonce}`, written whole or not at all.
    fn save(&self, path: &Path) -> std::io::Result<()> {
        let mut w = Writer::new();
        w.map(3)
            .u64(0)
            .bytes(self.sign.as_bytes())
            .u64(1)
            .bytes(&*self.seal)
            .u64(2)
            .bytes(&self.nonce);
        let bytes = Zeroizing::new(w.finish());
        let half = path.with_extension("key.new");
        let mut options = fs::OpenOptions::new();
        options.write(true).create(true).truncate(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(&half)?;
        file.write_all(&bytes)?;
        file.sync_all()?;
        fs::rename(&half, path)
    }

    /// The signing key.
    pub fn sign(&self) -> &SigningKey {
        &self.sign
    }

    /// The public signing key.
    pub fn sign_key(&self) -> SignKey {
        SignKey(self.sign.verifying_key().to_bytes())
    }

    /// The public sealing key.
    pub fn seal_key(&self) -> SealKey {
        let secret = x25519_dalek::StaticSecret::from(*self.seal);
        SealKey(x25519_dalek::PublicKey::from(&secret).to_bytes())
    }

    /// The secret of the sealing key.
    pub(crate) fn seal_secret(&self) -> &[u8; 32] {
        &self.seal
    }

    /// Tells a clone from its original: it is in the store too, and a restored store has another.
    pub fn nonce(&self) -> &[u8; 16] {
        &self.nonce
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand_core::SeedableRng;

    #[test]
    fn keys_stay_the_same_and_only_the_owner_may_read_them() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("device.key");
        let mut random = rand_chacha::ChaCha20Rng::seed_from_u64(1);
        let first = DeviceKeys::load_or_draw(&path, &mut random).unwrap();
        let second = DeviceKeys::load_or_draw(&path, &mut random).unwrap();
        assert_eq!(first.sign_key(), second.sign_key());
        assert_eq!(first.seal_key(), second.seal_key());
        assert_eq!(first.nonce(), second.nonce());
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        }
        fs::write(&path, b"nonsense").unwrap();
        assert!(matches!(
            DeviceKeys::load_or_draw(&path, &mut random),
            Err(KeyError::Damaged { .. })
        ));
        assert_eq!(fs::read(&path).unwrap(), b"nonsense");
    }
}
