//! The relay's keys, all from one seed: the key that signs heads, receipts and refusals, the key that signs
//! manifests, and the code with which strangers may make spaces.

use data_encoding::BASE32_NOPAD;
use ed25519_dalek::SigningKey;
use ekin_protocol::id::SignKey;
use ekin_protocol::inbox::ChallengeKey;
use hkdf::Hkdf;
use sha2::Sha256;
use zeroize::{Zeroize, Zeroizing};

/// Bytes of a creation code before they are written as letters.
const CODE_BYTES: usize = 10;

/// The keys of one relay.
pub struct Keys {
    /// Signs heads, receipts, refusals and `backed`.
    pub relay: SigningKey,
    /// Signs manifests.
    pub packer: SigningKey,
    creation: Zeroizing<String>,
    tickets: Zeroizing<[u8; 32]>,
    /// Knows the challenges again that it handed out.
    pub challenges: ChallengeKey,
}

impl Keys {
    /// Derives the keys of a seed.
    pub fn of_seed(seed: &[u8; 32]) -> Self {
        let mut code = [0; CODE_BYTES];
        derive(seed, "ekin/1/creation code", &mut code);
        let creation = Zeroizing::new(BASE32_NOPAD.encode(&code).to_lowercase());
        code.zeroize();
        let mut tickets = Zeroizing::new([0; 32]);
        derive(seed, "ekin/1/tickets", &mut *tickets);
        let mut challenges = Zeroizing::new([0; 32]);
        derive(seed, "ekin/1/challenges", &mut *challenges);
        Self {
            tickets,
            challenges: ChallengeKey::new(*challenges),
            relay: signing(seed, "ekin/1/relay key"),
            packer: signing(seed, "ekin/1/packer key"),
            creation,
        }
    }

    /// The public half of the relay's key.
    pub fn relay_public(&self) -> SignKey {
        SignKey(self.relay.verifying_key().to_bytes())
    }

    /// The public half of the packer's key.
    pub fn packer_public(&self) -> SignKey {
        SignKey(self.packer.verifying_key().to_bytes())
    }

    /// What makes a ticket this relay's: HMAC-SHA256, as HKDF-Extract computes it.
    pub fn ticket_mac(&self, said: &[u8]) -> [u8; 32] {
        Hkdf::<Sha256>::extract(Some(self.tickets.as_slice()), said)
            .0
            .into()
    }

    /// Whether a ticket is this relay's.
    pub fn is_ticket_mac(&self, said: &[u8], mac: &[u8]) -> bool {
        same(mac, &self.ticket_mac(said))
    }

    /// The code that somebody who is not on this machine needs to make a space: 16 letters and digits.
    pub fn creation_code(&self) -> &str {
        &self.creation
    }

    /// Whether a code is the creation code; capital letters, spaces and hyphens do not matter.
    pub fn is_creation_code(&self, code: &str) -> bool {
        let said: Zeroizing<String> = Zeroizing::new(
            code.chars()
                .filter(|c| !matches!(c, ' ' | '-'))
                .map(|c| c.to_ascii_lowercase())
                .take(64)
                .collect(),
        );
        same(said.as_bytes(), self.creation.as_bytes())
    }
}

/// Every byte is compared, so that the time says nothing of where they differ.
fn same(said: &[u8], known: &[u8]) -> bool {
    said.len() == known.len() && said.iter().zip(known).fold(0, |sum, (a, b)| sum | (a ^ b)) == 0
}

fn signing(seed: &[u8; 32], info: &str) -> SigningKey {
    let mut bytes = Zeroizing::new([0; 32]);
    derive(seed, info, &mut *bytes);
    SigningKey::from_bytes(&bytes)
}

fn derive(seed: &[u8; 32], info: &str, out: &mut [u8]) {
    let expanded = Hkdf::<Sha256>::new(None, seed).expand(info.as_bytes(), out);
    debug_assert!(expanded.is_ok(), "HKDF gives up to 8,160 bytes");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_seed_gives_separate_keys_and_a_code() {
        let keys = Keys::of_seed(&[1; 32]);
        assert_ne!(keys.relay_public(), keys.packer_public());
        assert_ne!(Keys::of_seed(&[2; 32]).relay_public(), keys.relay_public());
        let code = keys.creation_code().to_owned();
        assert_eq!(code.len(), 16);
        let (a, b) = code.split_at(8);
        assert!(keys.is_creation_code(&format!("{} - {}", a.to_uppercase(), b)));
        assert!(!keys.is_creation_code(&code[1..]) && !keys.is_creation_code(""));
    }
}
