//! The key of an encrypted home, which the platform's keystore holds. The core makes it; the shell only keeps it.

use std::path::Path;

use ekin_core::app::device::StoreKey;
use ekin_core::app::surroundings::Surroundings;
use zeroize::Zeroizing;

use crate::failure::Failure;

/// Where the shell keeps a secret: Android's Keystore, Apple's Keychain.
#[uniffi::export(with_foreign)]
pub trait KeyStore: Send + Sync {
    /// What was kept; none before [`KeyStore::keep`].
    ///
    /// # Errors
    /// The platform's.
    fn load(&self) -> Result<Option<Vec<u8>>, KeyStoreFailure>;

    /// Keeps 32 bytes. It is called once, before the home is made.
    ///
    /// # Errors
    /// The platform's.
    fn keep(&self, key: Vec<u8>) -> Result<(), KeyStoreFailure>;
}

/// Why a keystore gave nothing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, uniffi::Error)]
pub enum KeyStoreFailure {
    /// The person has to unlock the device first.
    #[error("locked")]
    Locked,
    /// The platform refuses.
    #[error("refused")]
    Refused,
}

impl From<uniffi::UnexpectedUniFFICallbackError> for KeyStoreFailure {
    fn from(_: uniffi::UnexpectedUniFFICallbackError) -> Self {
        Self::Refused
    }
}

/// The key of the home in a folder; made and kept when the home is new.
pub fn key_of(keys: &dyn KeyStore, home: &Path, around: &Surroundings) -> Result<StoreKey, Failure> {
    let failed = |why| Failure::Keys { why };
    let mut key = Zeroizing::new([0; 32]);
    match keys.load().map_err(failed)?.map(Zeroizing::new) {
        Some(kept) => {
            let kept = <&[u8; 32]>::try_from(kept.as_slice()).map_err(|_| Failure::KeyLost)?;
            key.copy_from_slice(kept);
        }
        // A new key would open nothing of what is there.
        None if home.join("ekin.db").exists() => return Err(Failure::KeyLost),
        None => {
            *key = around.random();
            keys.keep(key.to_vec()).map_err(failed)?;
        }
    }
    Ok(StoreKey::new(key))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Mutex;

    #[derive(Default)]
    struct Kept(Mutex<Option<Vec<u8>>>);

    impl KeyStore for Kept {
        fn load(&self) -> Result<Option<Vec<u8>>, KeyStoreFailure> {
            Ok(self.0.lock().unwrap().clone())
        }

        fn keep(&self, key: Vec<u8>) -> Result<(), KeyStoreFailure> {
            *self.0.lock().unwrap() = Some(key);
            Ok(())
        }
    }

    #[test]
    fn a_key_is_made_once_and_never_for_a_home_that_is_there() {
        let home = tempfile::tempdir().unwrap();
        let (keys, around) = (Kept::default(), Surroundings::of_machine().unwrap());
        key_of(&keys, home.path(), &around).unwrap();
        let made = keys.load().unwrap().unwrap();
        assert_eq!(made.len(), 32);
        key_of(&keys, home.path(), &around).unwrap();
        assert_eq!(keys.load().unwrap(), Some(made));

        std::fs::write(home.path().join("ekin.db"), b"sealed").unwrap();
        let lost = key_of(&Kept::default(), home.path(), &around);
        assert!(matches!(lost, Err(Failure::KeyLost)));
        let short = Kept(Mutex::new(Some(vec![1; 31])));
        assert!(matches!(
            key_of(&short, home.path(), &around),
            Err(Failure::KeyLost)
        ));
    }
}
