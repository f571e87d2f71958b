//! The device's own keys: made on it, kept in `device.key` beside the store (0600), never in the store. Where the store is
//! encrypted they are sealed, under a key that derives from the store's.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use ed25519_dalek::SigningKey;
use ekin_protocol::cbor::{self, CborError, Fields, Writer};
use ekin_protocol::id::{SealKey, SignKey};
use ekin_protocol::seal;
use hkdf::Hkdf;
use rand_core::CryptoRng;
use sha2::Sha256;
use zeroize::Zeroizing;

use crate::storage::StoreKey;

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
    /// The file is sealed under another key than the one that was handed in, or none was.
    #[error("{path} is sealed under another key")]
    Sealed {
        /// The file.
        path: PathBuf,
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

    /// Reads the keys of a home, or draws them for a new one; sealed where there is a key for the store.
    ///
    /// # Errors
    /// [`KeyError`]; a damaged file is left as it is.
    pub fn load_or_draw(
        path: &Path,
        key: Option<&StoreKey>,
        random: &mut dyn CryptoRng,
    ) -> Result<Self, KeyError> {
        let io = |source| KeyError::Io {
            path: path.into(),
            source,
        };
        match fs::read(path) {
            Ok(bytes) => {
                let bytes = Zeroizing::new(bytes);
                let plain = match bytes.strip_prefix(SEALED) {
                    Some(sealed) => {
                        &open(sealed, key).ok_or_else(|| KeyError::Sealed { path: path.into() })?
                    }
                    None => &bytes,
                };
                Self::read(plain).map_err(|source| KeyError::Damaged {
                    path: path.into(),
                    source,
                })
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                let keys = Self::draw(random);
                keys.save(path, key, random).map_err(io)?;
                Ok(keys)
            }
            Err(error) => Err(io(error)),
        }
    }

    fn read(bytes: &[u8]) -> cbor::Result<Self> {
        cbor::check(bytes)?;
        let mut fields = Fields::read(bytes, WHAT)?;
        let mut seed = |key| -> cbor::Result<Zeroizing<[u8; 32]>> {
            let bytes: &[u8; 32] = cbor::bytes(fields.required(key)?, WHAT)?
                .try_into()
                .map_err(|_| CborError::Form { what: WHAT })?;
            Ok(Zeroizing::new(*bytes))
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
    fn save(&self, path: &Path, key: Option<&StoreKey>, random: &mut dyn CryptoRng) -> std::io::Result<()> {
        let mut w = Writer::new();
        w.map(3)
            .u64(0)
            .bytes(self.sign.as_bytes())
            .u64(1)
            .bytes(&*self.seal)
            .u64(2)
            .bytes(&self.nonce);
        let mut bytes = Zeroizing::new(w.finish());
        if let Some(key) = key {
            let sealed = seal::encrypt(&sealing(key), SEALED, &bytes, random);
            let sealed = sealed.map_err(std::io::Error::other)?;
            bytes = Zeroizing::new([SEALED, &sealed].concat());
        }
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

/// How a sealed file begins; what follows is nonce24 || XChaCha20-Poly1305, bound to it.
const SEALED: &[u8] = b"EKK1";

fn open(sealed: &[u8], key: Option<&StoreKey>) -> Option<Zeroizing<Vec<u8>>> {
    seal::decrypt(&sealing(key?), SEALED, sealed).ok()
}

/// HKDF-SHA256 of the store's key for this use.
fn sealing(key: &StoreKey) -> Zeroizing<[u8; 32]> {
    let mut out = Zeroizing::new([0; 32]);
    // 32 bytes are far below the 8,160 that HKDF-SHA256 gives, the only thing that it refuses.
    let _ = Hkdf::<Sha256>::new(None, key.expose()).expand(b"ekin/1/device key", &mut *out);
    out
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
        let first = DeviceKeys::load_or_draw(&path, None, &mut random).unwrap();
        let second = DeviceKeys::load_or_draw(&path, None, &mut random).unwrap();
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
            DeviceKeys::load_or_draw(&path, None, &mut random),
            Err(KeyError::Damaged { .. })
        ));
        assert_eq!(fs::read(&path).unwrap(), b"nonsense");
    }

    #[test]
    fn with_a_key_for_the_store_they_lie_sealed_and_open_with_that_key_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("device.key");
        let mut random = rand_chacha::ChaCha20Rng::seed_from_u64(1);
        let key = |byte| StoreKey::new(Zeroizing::new([byte; 32]));
        let mut load = |key: Option<&StoreKey>| DeviceKeys::load_or_draw(&path, key, &mut random);
        let first = load(Some(&key(1))).unwrap();
        let bytes = fs::read(&path).unwrap();
        for secret in [first.sign().as_bytes(), first.seal_secret()] {
            assert!(!bytes.windows(32).any(|window| window == secret));
        }
        assert_eq!(load(Some(&key(1))).unwrap().sign_key(), first.sign_key());
        for other in [Some(&key(2)), None] {
            assert!(matches!(load(other), Err(KeyError::Sealed { .. })));
        }
        assert_eq!(fs::read(&path).unwrap(), bytes);
    }
}
