//! Makes the test vectors. What a vector expects is written from what went into it, never read back from
//! its bytes, so that the test that decodes them checks something.

mod blobs;
mod checkpoints;
pub mod compressed;
mod encoding;
mod envelopes;
mod erasures;
mod inbox;
pub mod items;
mod links;
mod logs;
mod members;
mod packs;
mod peers;
mod rights;
mod rosters;
mod sealing;
mod sessions;

use ed25519_dalek::SigningKey;
use ekin_protocol::id::{SealKey, SignKey};
use serde_json::{Map, Value, json};

/// Lower-case hexadecimal.
pub fn hex(bytes: impl AsRef<[u8]>) -> String {
    data_encoding::HEXLOWER.encode(bytes.as_ref())
}

/// The signing key whose seed is 32 times this byte.
pub fn key(seed: u8) -> SigningKey {
    SigningKey::from_bytes(&[seed; 32])
}

/// Its public key.
pub fn public(seed: u8) -> SignKey {
    SignKey(key(seed).verifying_key().to_bytes())
}

/// The sealing key that stands for a device in these vectors: nothing is sealed to it.
pub fn seal(seed: u8) -> SealKey {
    SealKey([seed | 0x80; 32])
}

/// Seed of the owner's device.
pub const OWNER: u8 = 1;
/// Seed of an admin's device.
pub const ADMIN: u8 = 2;
/// Seed of a publisher's device.
pub const PUBLISHER: u8 = 3;
/// Seed of a stranger's device.
pub const STRANGER: u8 = 7;
/// Seed of the packer key.
pub const PACKER: u8 = 8;
/// Seed of the relay's key.
pub const RELAY: u8 = 9;

/// One vector: an operation, its input, and the result or the refusal that is expected.
pub struct Case(Map<String, Value>);

impl Case {
    /// Starts a vector with its name and the reason why it is here.
    pub fn new(op: &str, name: &str, why: &str) -> Self {
        let mut map = Map::new();
        map.insert("op".into(), op.into());
        map.insert("name".into(), name.into());
        map.insert("why".into(), why.into());
        Self(map)
    }

    /// Adds an input.
    pub fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.0.insert(name.into(), value.into());
        self
    }

    /// Adds the bytes to be read. Many zero bytes at the end are said by their number.
    pub fn bytes(self, bytes: impl AsRef<[u8]>) -> Self {
        let bytes = bytes.as_ref();
        let end = bytes.iter().rposition(|byte| *byte != 0).map_or(0, |at| at + 1);
        match bytes.split_at(end) {
            (start, zeros) if zeros.len() > 256 => self.with("bytes", hex(start)).with("zeros", zeros.len()),
            _ => self.with("bytes", hex(bytes)),
        }
    }

    /// Ends with the result that is expected.
    pub fn gives(self, value: impl Into<Value>) -> Value {
        Value::Object(self.with("expect", value).0)
    }

    /// Ends with the refusal that is expected.
    pub fn refused(self, word: &str) -> Value {
        Value::Object(self.with("refused", word).0)
    }
}

/// One file of vectors.
pub fn file(about: &str, cases: Vec<Value>) -> Value {
    json!({
        "about": about,
        "protocol": 1,
        "keys": "The Ed25519 key pair of a device has as its seed 32 times one byte: owner 01, admin 02, publisher 03, stranger 07, packer 08, relay 09.",
        "cases": cases,
    })
}

/// Every file that can be made again, byte for byte the same: name and content.
pub fn all() -> Vec<(&'static str, Value)> {
    vec![
        ("cbor.json", encoding::cbor()),
        ("ids.json", encoding::ids()),
        ("codes.json", logs::codes()),
        ("item.json", items::items()),
        ("content_id.json", items::content_ids()),
        ("statement.json", envelopes::statements()),
        ("frame.json", envelopes::frames()),
        ("log.json", logs::logs()),
        ("words.json", logs::words()),
        ("record.json", members::records()),
        ("membership.json", rosters::memberships()),
        ("validity.json", rights::validity()),
        ("inbox.json", inbox::inbox()),
        ("sealing.json", sealing::sealing()),
        ("blob.json", blobs::blobs()),
        ("checkpoint.json", checkpoints::checkpoints()),
        ("live_root.json", packs::live_roots()),
        ("manifest.json", packs::manifests()),
        ("link.json", links::links()),
        ("session.json", sessions::sessions()),
        ("peer.json", peers::peers()),
    ]
}
