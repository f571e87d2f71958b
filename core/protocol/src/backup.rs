//! What a relay says of a backup of its database: which file it is, and how far each log goes in it. The file is named by its
//! hash, so that whoever keeps a copy elsewhere can tell years later that it is that copy, without the relay.

use ed25519_dalek::{Signer, SigningKey, VerifyingKey};

use crate::cbor::{self, Fields, Result, Writer};
use crate::envelope::verify;
use crate::hash::h;
use crate::head::Backed;
use crate::id::{SignKey, Signature};

const BACKUP: &str = "backup";
/// Spaces of one relay.
const SPACES: usize = 65_536;

/// The relay's word on one backup: `{0: at_ms, 1: bytes, 2: sha256, 3: relay's key, 4: [backed...], 5: signature}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backup {
    /// When it was made, in ms since 1970.
    pub at_ms: u64,
    /// Bytes of the file.
    pub bytes: u64,
    /// SHA-256 of the file.
    pub sha256: [u8; 32],
    /// Whose word this is.
    pub relay: SignKey,
    /// How far each log goes in it.
    pub backed: Vec<Backed>,
    /// The relay's signature over `H("backup", fields 0 to 4)`.
    pub sig: Signature,
}

impl Backup {
    /// Makes a signed statement.
    pub fn sign(key: &SigningKey, at_ms: u64, (bytes, sha256): (u64, [u8; 32]), backed: Vec<Backed>) -> Self {
        let mut backup = Self {
            at_ms,
            bytes,
            sha256,
            relay: SignKey(key.verifying_key().to_bytes()),
            backed,
            sig: Signature([0; 64]),
        };
        backup.sig = Signature(key.sign(&backup.digest()).to_bytes());
        backup
    }

    fn digest(&self) -> [u8; 32] {
        let mut w = Writer::new();
        self.write_fields(w.map(5));
        h("backup", &[&w.finish()])
    }

    fn write_fields<'a>(&self, w: &'a mut Writer) -> &'a mut Writer {
        w.u64(0).u64(self.at_ms).u64(1).u64(self.bytes);
        w.u64(2).bytes(&self.sha256).u64(3).bytes(&self.relay.0);
        w.u64(4).array(self.backed.len());
        for backed in &self.backed {
            w.raw(&backed.write());
        }
        w
    }

    /// Its bytes.
    pub fn write(&self) -> Vec<u8> {
        let mut w = Writer::new();
        self.write_fields(w.map(6)).u64(5).bytes(&self.sig.0);
        w.finish()
    }

    /// Reads a statement; [`Backup::verify`] checks who signed it.
    pub fn read(bytes: &[u8]) -> Result<Self> {
        cbor::check(bytes)?;
        let mut fields = Fields::read(bytes, BACKUP)?;
        let backup = Self {
            at_ms: cbor::u64(fields.required(0)?, BACKUP)?,
            bytes: cbor::u64(fields.required(1)?, BACKUP)?,
            sha256: cbor::bytes(fields.required(2)?, BACKUP)?
                .try_into()
                .map_err(|_| cbor::CborError::Form { what: BACKUP })?,
            relay: cbor::fixed(fields.required(3)?, BACKUP)?,
            backed: cbor::elements(fields.required(4)?, BACKUP, SPACES)?
                .into_iter()
                .map(Backed::read)
                .collect::<Result<_>>()?,
            sig: cbor::fixed(fields.required(5)?, BACKUP)?,
        };
        fields.end()?;
        Ok(backup)
    }

    /// Whether the relay that it names signed it, and each of the words in it.
    pub fn verify(&self) -> bool {
        let Ok(key) = VerifyingKey::from_bytes(&self.relay.0) else {
            return false;
        };
        verify(&key, &self.digest(), &self.sig) && self.backed.iter().all(|backed| backed.verify(&key))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::{R, SpaceId};

    #[test]
    fn a_word_on_a_backup_reads_back_and_shows_what_was_changed() {
        let key = SigningKey::from_bytes(&[5; 32]);
        let backed = vec![Backed::sign(&key, SpaceId([1; 32]), 7, R([2; 32]))];
        let backup = Backup::sign(&key, 1_000, (4096, [3; 32]), backed);
        let back = Backup::read(&backup.write()).unwrap();
        assert!(back == backup && back.verify());
        let other = Backup {
            sha256: [4; 32],
            ..backup.clone()
        };
        assert!(!other.verify());
        let mut longer = backup.clone();
        longer.backed[0].seq = 8;
        assert!(!longer.verify());
        let stranger = SignKey(SigningKey::from_bytes(&[6; 32]).verifying_key().to_bytes());
        assert!(
            !Backup {
                relay: stranger,
                ..backup
            }
            .verify()
        );
    }
}
