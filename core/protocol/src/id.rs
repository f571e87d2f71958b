//! Ids: newtypes over bytes, shown in lower-case hexadecimal.

use crate::hash::{h, h16};

/// A text that is not the hexadecimal form of an id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an id of {bytes} bytes is {} hexadecimal digits", bytes * 2)]
pub struct BadId {
    /// Length of the id in bytes.
    pub bytes: usize,
}

macro_rules! id {
    ($(#[$doc:meta])* $name:ident, $n:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub [u8; $n]);

        impl $name {
            /// Length in bytes.
            pub const LEN: usize = $n;

            /// Its bytes.
            pub fn as_bytes(&self) -> &[u8] {
                &self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self)
            }
        }

        impl std::str::FromStr for $name {
            type Err = BadId;

            fn from_str(text: &str) -> Result<Self, BadId> {
                let bytes = data_encoding::HEXLOWER_PERMISSIVE
                    .decode(text.trim().as_bytes())
                    .map_err(|_| BadId { bytes: $n })?;
                bytes.try_into().map(Self).map_err(|_| BadId { bytes: $n })
            }
        }

        impl TryFrom<&[u8]> for $name {
            type Error = BadId;

            fn try_from(bytes: &[u8]) -> Result<Self, BadId> {
                bytes.try_into().map(Self).map_err(|_| BadId { bytes: $n })
            }
        }
    };
}

id! {
    /// A space: the hash of its genesis record.
    SpaceId, 32
}
id! {
    /// An object of a space.
    ObjectId, 16
}
id! {
    /// An organisation: 16 random bytes given in its first membership record.
    OrgId, 16
}
id! {
    /// What an organisation calls one of its listings: random, or derived from the source of an import.
    ListingKey, 16
}
id! {
    /// One life of a device's chain: drawn anew after a restore, a clone or a final refusal.
    Incarnation, 8
}
id! {
    /// Hash of one item.
    ItemHash, 32
}
id! {
    /// Merkle root of an envelope's item hashes.
    ContentId, 32
}
id! {
    /// Id of an envelope: what its author signs.
    EnvelopeId, 32
}
id! {
    /// Hash of a membership record.
    RecordId, 32
}
id! {
    /// Ed25519 public key.
    SignKey, 32
}
id! {
    /// X25519 public key.
    SealKey, 32
}
id! {
    /// Running hash of a log.
    R, 32
}
id! {
    /// First 16 bytes of a hash, where a chain or a replacement names what came before.
    Short, 16
}
id! {
    /// One life of a relay's database: `u32` ordinal || 12 random bytes.
    Instance, 16
}
id! {
    /// SHA-256 of a segment.
    SegmentHash, 32
}
id! {
    /// Author of the changes of one document in Automerge.
    ActorId, 16
}
id! {
    /// Ed25519 signature.
    Signature, 64
}

/// Index of a device in the membership log of one space.
pub type Ord = u32;

impl ItemHash {
    /// The form in which a later record names this one.
    pub fn short(&self) -> Short {
        Short(crate::hash::first16(&self.0))
    }
}

impl ContentId {
    /// The form in which the author's next statement names this envelope.
    pub fn short(&self) -> Short {
        Short(crate::hash::first16(&self.0))
    }
}

impl Instance {
    /// The ordinal: grows with every new instance of one relay.
    pub fn ordinal(&self) -> u32 {
        let [a, b, c, d, ..] = self.0;
        u32::from_be_bytes([a, b, c, d])
    }
}

impl SpaceId {
    /// The space that a genesis record makes.
    pub fn of_genesis(genesis: &[u8]) -> Self {
        Self(h("space", &[genesis]))
    }

    /// The object of an organisation's listing: `H16("listing", space_id, org, key)`.
    pub fn listing(&self, org: &OrgId, key: &ListingKey) -> ObjectId {
        ObjectId(h16("listing", &[&self.0, &org.0, &key.0]))
    }

    /// The actor of one document, generation and life of a device (protocol 6).
    pub fn actor(&self, object: &ObjectId, generation: u32, ord: Ord, incarnation: &Incarnation) -> ActorId {
        let (generation, ord) = (generation.to_be_bytes(), ord.to_be_bytes());
        ActorId(h16(
            "actor",
            &[&self.0, &object.0, &generation, &ord, &incarnation.0],
        ))
    }

    /// The actor of the one change with which a generation starts at a checkpoint: nobody's.
    pub fn genesis_actor(&self, object: &ObjectId, generation: u32) -> ActorId {
        ActorId(h16(
            "actor",
            &[&self.0, &object.0, &generation.to_be_bytes(), b"genesis"],
        ))
    }

    /// One of the actors that put beside a generation's first change what came late (protocol 8): nobody's either.
    pub fn late_actor(&self, object: &ObjectId, generation: u32, n: u8) -> ActorId {
        ActorId(h16(
            "actor",
            &[&self.0, &object.0, &generation.to_be_bytes(), b"late", &[n]],
        ))
    }

    /// Key of the reserved listing that describes the territory: the first 16 bytes of the space id.
    pub fn territory_key(&self) -> ListingKey {
        ListingKey(crate::hash::first16(&self.0))
    }
}

impl ListingKey {
    /// Key of an imported listing: `H16("import", scheme, 0x00, source id)`. The zero byte keeps
    /// (`ab`, `c`) and (`a`, `bc`) apart.
    pub fn of_import(scheme: &str, source_id: &str) -> Self {
        Self(h16("import", &[scheme.as_bytes(), &[0], source_id.as_bytes()]))
    }
}
