//! The one way in which Ekin hashes: `H(d, x...)` = SHA-256("ekin/1/" || d || 0x00 || x...).

use sha2::{Digest, Sha256};

/// Starts `H(domain, ...)` for parts that come one after the other.
pub fn hasher(domain: &str) -> Sha256 {
    let mut h = Sha256::new();
    h.update(b"ekin/1/");
    h.update(domain.as_bytes());
    h.update([0]);
    h
}

/// `H(domain, parts...)`: 32 bytes.
pub fn h(domain: &str, parts: &[&[u8]]) -> [u8; 32] {
    let mut hasher = hasher(domain);
    for part in parts {
        hasher.update(part);
    }
    hasher.finalize().into()
}

/// The first 16 bytes of `H(domain, parts...)`.
pub fn h16(domain: &str, parts: &[&[u8]]) -> [u8; 16] {
    first16(&h(domain, parts))
}

/// Plain SHA-256, where the protocol says so: payloads, segment names, Merkle nodes.
pub fn sha256(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

/// The first 16 bytes of a hash.
pub fn first16(hash: &[u8; 32]) -> [u8; 16] {
    let mut out = [0; 16];
    for (to, from) in out.iter_mut().zip(hash) {
        *to = *from;
    }
    out
}

/// The first 8 bytes of a hash.
pub fn first8(hash: &[u8; 32]) -> [u8; 8] {
    let mut out = [0; 8];
    for (to, from) in out.iter_mut().zip(hash) {
        *to = *from;
    }
    out
}
