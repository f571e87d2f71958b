//! Items: `[salt, type, object_id, meta, payload]`, the smallest thing that is signed for.

use sha2::Digest;

use crate::cbor::{self, CborError, Fields, Result, Writer};
use crate::hash::{hasher, sha256};
use crate::id::{ItemHash, ListingKey, ObjectId, OrgId, Short};
use crate::limits;

const WHAT: &str = "item";
const META: &str = "item meta";

/// Kinds of object (protocol 1): the number that says what sort of object something is. Below 32 documents, from 32 on
/// records; below 1024 ours, from 32768 for private use.
pub mod kind {
    /// What holds for a house.
    pub const SETTINGS: u16 = 1;
    /// The plan of an outing.
    pub const OUTING: u16 = 2;
    /// A person.
    pub const PROFILE: u16 = 3;
    /// A note.
    pub const NOTE: u16 = 4;
    /// A listing before it is published.
    pub const DRAFT: u16 = 5;
    /// A project.
    pub const PROJECT: u16 = 6;
    /// A thing to lend.
    pub const KIT: u16 = 7;
    /// A tournament.
    pub const TOURNAMENT: u16 = 8;
    /// A good practice told with photos.
    pub const STORY: u16 = 9;
    /// A public listing.
    pub const LISTING: u16 = 32;
    /// How many places an outing has.
    pub const CAPACITY: u16 = 33;
    /// Somebody asks for places.
    pub const CLAIM: u16 = 34;
    /// A claim is accepted or declined.
    pub const DECISION: u16 = 35;
    /// A person was counted on a leg.
    pub const CHECK: u16 = 36;
    /// A person's consent.
    pub const CONSENT: u16 = 37;
    /// Something goes from hand to hand.
    pub const HANDOVER: u16 = 38;
    /// A message.
    pub const MESSAGE: u16 = 39;
    /// Something happened.
    pub const INCIDENT: u16 = 40;
    /// A photo, a scan, a sound in a blob.
    pub const MEDIA: u16 = 41;
    /// Who looked at what.
    pub const ACCESS: u16 = 42;
    /// A score of a tournament.
    pub const SCORE: u16 = 43;
    /// The end of an object.
    pub const TOMBSTONE: u16 = 44;
}

/// Which of the two forms an item has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ItemType {
    /// A raw Automerge change.
    Change,
    /// A record: a map of CBOR.
    Record,
}

impl ItemType {
    /// Its number on the wire.
    pub fn code(self) -> u64 {
        match self {
            Self::Change => 1,
            Self::Record => 2,
        }
    }
}

/// What an item says about itself beside its payload.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Meta {
    /// What sort of object.
    pub kind: u16,
    /// First 16 bytes of the item hash of each record that this one replaces.
    pub supersedes: Vec<Short>,
    /// Erasure unit under whose key the payload is.
    pub unit: Option<[u8; 16]>,
    /// The author's clock in ms since 1970, for display alone.
    pub at_ms: u64,
    /// Generation of the document.
    pub generation: u32,
    /// Organisation and key of a listing.
    pub listing: Option<(OrgId, ListingKey)>,
}

impl Meta {
    fn write(&self, w: &mut Writer) {
        w.map(4 + usize::from(self.unit.is_some()) + usize::from(self.listing.is_some()));
        w.u64(0).u64(self.kind.into()).u64(1).array(self.supersedes.len());
        for short in &self.supersedes {
            w.bytes(&short.0);
        }
        if let Some(unit) = &self.unit {
            w.u64(2).bytes(unit);
        }
        w.u64(3).u64(self.at_ms).u64(4).u64(self.generation.into());
        if let Some((org, key)) = &self.listing {
            w.u64(5).array(2).bytes(&org.0).bytes(&key.0);
        }
    }

    fn read(bytes: &[u8]) -> Result<Self> {
        let mut fields = Fields::read(bytes, META)?;
        let meta = Self {
            kind: cbor::u16(fields.required(0)?, META)?,
            supersedes: cbor::elements(fields.required(1)?, META, limits::SUPERSEDES)?
                .into_iter()
                .map(|short| cbor::fixed(short, META))
                .collect::<Result<_>>()?,
            unit: match fields.optional(2) {
                Some(unit) => Some(cbor::bytes(unit, META)?.try_into().map_err(|_| form(META))?),
                None => None,
            },
            at_ms: cbor::u64(fields.required(3)?, META)?,
            generation: cbor::u32(fields.required(4)?, META)?,
            listing: match fields.optional(5) {
                Some(pair) => {
                    let [org, key] = cbor::tuple(pair, META)?;
                    Some((cbor::fixed(org, META)?, cbor::fixed(key, META)?))
                }
                None => None,
            },
        };
        fields.end()?;
        Ok(meta)
    }
}

/// What the payload of an item is: its bytes, or after a public erasure their hash alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Payload<'a> {
    /// The payload.
    Here(&'a [u8]),
    /// SHA-256 of a payload that the relay no longer keeps.
    Erased([u8; 32]),
}

/// One item over the bytes that travelled, which are what is hashed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item<'a> {
    /// 16 bytes in private spaces, empty in public ones.
    pub salt: &'a [u8],
    /// Change or record.
    pub item_type: ItemType,
    /// The object that it belongs to.
    pub object: ObjectId,
    /// What it says about itself.
    pub meta: Meta,
    /// Its content.
    pub payload: Payload<'a>,
    /// `salt, type, object_id, meta` as they travelled, without the head of the array.
    fields: &'a [u8],
}

impl<'a> Item<'a> {
    /// Reads one item, which must be deterministic CBOR. A stub of an erased one is
    /// `[salt, type, object_id, meta, null, sha256]`.
    pub fn read(bytes: &'a [u8]) -> Result<Self> {
        let (major, n, start) = cbor::head(bytes, 0)?;
        if major != 4 || !(5..=6).contains(&n) {
            return Err(form(WHAT));
        }
        // Each part is walked once, which is what makes the whole deterministic CBOR.
        let mut at = start;
        let mut next = || {
            let from = at;
            at = cbor::walk(bytes, from, 1)?;
            Ok::<_, CborError>((bytes.get(from..at).unwrap_or_default(), at))
        };
        let (salt, _) = next()?;
        let (item_type, _) = next()?;
        let (object, _) = next()?;
        let (meta, end) = next()?;
        let (payload, _) = next()?;
        let erased = match n {
            6 => Some(next()?.0),
            _ => None,
        };
        if at != bytes.len() {
            return Err(CborError::Trailing { at });
        }
        let payload = if let Some(hash) = erased {
            if payload != [0xf6] {
                return Err(form(WHAT));
            }
            Payload::Erased(cbor::bytes(hash, WHAT)?.try_into().map_err(|_| form(WHAT))?)
        } else {
            let payload = cbor::bytes(payload, WHAT)?;
            if payload.len() > limits::PAYLOAD {
                return Err(CborError::TooLarge {
                    what: "payload",
                    max: limits::PAYLOAD,
                });
            }
            Payload::Here(payload)
        };
        let salt = cbor::bytes(salt, WHAT)?;
        if !matches!(salt.len(), 0 | 16) {
            return Err(form(WHAT));
        }
        Ok(Self {
            salt,
            item_type: match cbor::u64(item_type, WHAT)? {
                1 => ItemType::Change,
                2 => ItemType::Record,
                key => {
                    return Err(CborError::Newer {
                        what: "item type",
                        key,
                    });
                }
            },
            object: cbor::fixed(object, WHAT)?,
            meta: Meta::read(meta)?,
            payload,
            fields: bytes.get(start..end).unwrap_or_default(),
        })
    }

    /// `H("item", CBOR[salt, type, object_id, meta], SHA-256(payload))`.
    pub fn hash(&self) -> ItemHash {
        let payload = match self.payload {
            Payload::Here(payload) => sha256(payload),
            Payload::Erased(hash) => hash,
        };
        let mut h = hasher("item");
        h.update([0x84]);
        h.update(self.fields);
        h.update(payload);
        ItemHash(h.finalize().into())
    }

    /// `salt, type, object_id, meta` as they travelled: with the payload, all of the item ([`assemble`]).
    pub fn fields(&self) -> &'a [u8] {
        self.fields
    }

    /// The payload, where it is still here.
    pub fn content(&self) -> Option<&'a [u8]> {
        match self.payload {
            Payload::Here(payload) => Some(payload),
            Payload::Erased(_) => None,
        }
    }

    /// The item with SHA-256(payload) in the place of the payload: what a public erasure leaves.
    pub fn stub(&self) -> Vec<u8> {
        let hash = match self.payload {
            Payload::Here(payload) => sha256(payload),
            Payload::Erased(hash) => hash,
        };
        Writer::new()
            .array(6)
            .raw(self.fields)
            .null()
            .bytes(&hash)
            .finish()
    }
}

/// The item of which these were the [`Item::fields`] and the payload, byte for byte.
pub fn assemble(fields: &[u8], payload: &[u8]) -> Vec<u8> {
    let mut w = Writer::new();
    w.array(5).raw(fields).bytes(payload);
    w.finish()
}

/// Writes a public record: an item with no salt.
pub fn write_record(object: &ObjectId, meta: &Meta, payload: &[u8]) -> Vec<u8> {
    let mut w = Writer::new();
    w.array(5)
        .bytes(&[])
        .u64(ItemType::Record.code())
        .bytes(&object.0);
    meta.write(&mut w);
    w.bytes(payload);
    w.finish()
}

/// Writes an item of a private space. The salt is random, so that nobody can guess the content from its hash.
pub fn write_private(
    salt: &[u8; 16],
    item_type: ItemType,
    object: &ObjectId,
    meta: &Meta,
    payload: &[u8],
) -> Vec<u8> {
    let mut w = Writer::new();
    w.array(5).bytes(salt).u64(item_type.code()).bytes(&object.0);
    meta.write(&mut w);
    w.bytes(payload);
    w.finish()
}

fn form(what: &'static str) -> CborError {
    CborError::Form { what }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meta() -> Meta {
        Meta {
            kind: kind::LISTING,
            supersedes: vec![Short([3; 16])],
            at_ms: 1_795_000_000_000,
            listing: Some((OrgId([1; 16]), ListingKey([2; 16]))),
            ..Meta::default()
        }
    }

    #[test]
    fn a_record_reads_back_and_its_stub_has_the_same_hash() {
        let bytes = write_record(&ObjectId([9; 16]), &meta(), b"\xa0");
        let item = Item::read(&bytes).unwrap();
        assert_eq!(item.meta, meta());
        assert_eq!(item.content(), Some(&b"\xa0"[..]));
        assert_eq!(assemble(item.fields(), b"\xa0"), bytes);
        let stub = item.stub();
        let stub = Item::read(&stub).unwrap();
        assert_eq!(stub.content(), None);
        assert_eq!(stub.hash(), item.hash());
    }

    #[test]
    fn a_newer_meta_field_is_refused_as_newer_and_an_ignorable_one_is_hashed() {
        let with = |key: u64| {
            let mut w = Writer::new();
            w.array(5).bytes(&[]).u64(2).bytes(&[9; 16]);
            w.map(5)
                .u64(0)
                .u64(32)
                .u64(1)
                .array(0)
                .u64(3)
                .u64(1)
                .u64(4)
                .u64(0)
                .u64(key)
                .u64(1);
            w.bytes(b"\xa0").finish()
        };
        assert_eq!(
            Item::read(&with(48)),
            Err(CborError::Newer { what: META, key: 48 })
        );
        let (a, b) = (with(64), with(65));
        assert_ne!(Item::read(&a).unwrap().hash(), Item::read(&b).unwrap().hash());
    }
}
