//! Facts: records of private spaces (protocol 1), each kind a struct in a file of its own. `fact!` makes of a struct
//! its payload and back: a deterministic CBOR map whose keys are the names of the fields.
//!
//! A new kind is a list of fields, each of a type of [`value`]: `T` for what the fact cannot do without, `Option<T>` and
//! `Vec<T>` for the rest. What a newer version says beside is kept byte for byte and written again; a greater `v` is read and
//! never written.

pub mod access;
pub mod capacity;
pub mod check;
pub mod claim;
pub mod consent;
pub mod feeling;
pub mod handover;
pub mod incident;
pub mod media;
pub mod message;
pub mod plain;
pub mod tombstone;
pub mod value;

use std::collections::BTreeMap;

use ekin_protocol::cbor::{self, CborError, Writer};
use ekin_protocol::limits;

use super::unknown::{Unknown, canonical_order};

pub use access::Access;
pub use capacity::Capacity;
pub use check::Check;
pub use claim::{Claim, Decision};
pub use consent::Consent;
pub use feeling::Feeling;
pub use handover::Handover;
pub use incident::Incident;
pub use media::Media;
pub use message::Message;
pub use tombstone::Tombstone;

/// Schema that this version writes.
pub const VERSION: u64 = 1;
/// Longest key of a payload map, in bytes (protocol 1).
const MAX_KEY: usize = 32;

/// A fact of one kind.
pub trait Fact: Sized {
    /// Its number (`ekin_protocol::item::kind`).
    const KIND: u16;
    /// The fields of this version.
    const KEYS: &'static [&'static str];

    /// Reads a payload.
    ///
    /// # Errors
    /// [`FactError`].
    fn read(payload: &[u8]) -> Result<Self, FactError>;

    /// Its payload.
    ///
    /// # Errors
    /// [`FactError::Newer`], [`FactError::TooLarge`].
    fn write(&self) -> Result<Vec<u8>, FactError>;
}

/// Why a payload cannot be read, or written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FactError {
    /// Not one map of deterministic CBOR.
    #[error("the payload is no map of CBOR")]
    Cbor(#[from] CborError),
    /// A key that is none of a payload's.
    #[error("a key of the payload is not in its form")]
    Key,
    /// Something that the fact cannot do without.
    #[error("`{key}` lacks, or cannot be read")]
    Lacks {
        /// Its key.
        key: &'static str,
    },
    /// It is under the key of an erasure unit that is not here, or does not fit.
    #[error("the key of its unit is not here")]
    Sealed,
    /// A newer version wrote it: it may be shown, not written again.
    #[error("a newer version wrote it")]
    Newer,
    /// Larger than an item may be.
    #[error("a payload of {bytes} bytes is too large")]
    TooLarge {
        /// Its size.
        bytes: usize,
    },
}

/// A payload map in work: keys with the CBOR of their values.
#[derive(Debug)]
pub struct Entries<'a>(BTreeMap<&'a str, &'a [u8]>);

impl<'a> Entries<'a> {
    /// Reads a map with text keys.
    ///
    /// # Errors
    /// [`FactError::Cbor`], [`FactError::Key`].
    pub fn read(payload: &'a [u8]) -> Result<Self, FactError> {
        cbor::check(payload)?;
        let (major, n, mut at) = cbor::head(payload, 0)?;
        if major != 5 {
            return Err(CborError::Form { what: "payload" }.into());
        }
        let mut entries = BTreeMap::new();
        for _ in 0..n {
            let mut next = || {
                let end = cbor::walk(payload, at, 1)?;
                let part = payload.get(at..end).unwrap_or_default();
                at = end;
                Ok::<_, CborError>(part)
            };
            let key = cbor::text(next()?, "payload").map_err(|_| FactError::Key)?;
            let value = next()?;
            if !is_key(key) {
                return Err(FactError::Key);
            }
            entries.insert(key, value);
        }
        Ok(Self(entries))
    }

    /// The schema that the payload names; 1 where it names none.
    pub fn version(&mut self) -> u64 {
        let version = self.0.remove("v");
        version
            .and_then(|v| cbor::u64(v, "v").ok())
            .unwrap_or(VERSION)
            .max(1)
    }

    /// What stands under a key. What cannot be read stays, to be kept.
    ///
    /// # Errors
    /// [`FactError::Lacks`].
    pub fn take<T: value::Field>(&mut self, key: &'static str) -> Result<T, FactError> {
        let (value, understood) = T::read(self.0.get(key).copied()).ok_or(FactError::Lacks { key })?;
        if understood {
            self.0.remove(key);
        }
        Ok(value)
    }

    /// What nobody took.
    pub fn rest(self) -> Unknown {
        let mut unknown = Unknown::default();
        self.0
            .into_iter()
            .for_each(|(key, value)| unknown.keep(key, value));
        unknown
    }
}

/// Whether a key has the form of a payload's: ASCII snake_case.
fn is_key(key: &str) -> bool {
    let small = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_';
    // A text per language has its tag behind a dot (`title.fr`).
    (1..=MAX_KEY).contains(&key.len()) && key.split('.').next().is_some_and(|key| key.bytes().all(small))
}

/// Writes a payload: known entries and those that were kept, in canonical order.
///
/// # Errors
/// [`FactError::Newer`], [`FactError::TooLarge`].
pub fn write(version: u64, known: Vec<(&str, Vec<u8>)>, unknown: &Unknown) -> Result<Vec<u8>, FactError> {
    if version > VERSION {
        return Err(FactError::Newer);
    }
    let v = Writer::new().u64(version).finish();
    let mut entries: Vec<(&str, &[u8])> = vec![("v", &v)];
    entries.extend(known.iter().map(|(key, value)| (*key, &**value)));
    let kept = unknown
        .iter()
        .filter(|(key, _)| *key != "v" && known.iter().all(|(have, _)| have != key));
    entries.extend(kept);
    entries.sort_by(|(a, _), (b, _)| canonical_order(a, b));
    let mut w = Writer::new();
    w.map(entries.len());
    for (key, value) in entries {
        w.text(key).raw(value);
    }
    let payload = w.finish();
    match payload.len() {
        0..=limits::PAYLOAD => Ok(payload),
        bytes => Err(FactError::TooLarge { bytes }),
    }
}

/// Makes a fact of a struct: `fact! { /// What it is. Name = kind::NUMBER { /// A field. key: Type, } }`.
macro_rules! fact {
    ($(#[$doc:meta])* $name:ident = $kind:expr; { $($(#[$about:meta])* $key:ident: $of:ty,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct $name {
            $($(#[$about])* pub $key: $of,)*
            /// Schema that wrote it.
            pub version: u64,
            /// What a newer version says beside.
            pub unknown: $crate::domain::unknown::Unknown,
        }

        impl $crate::domain::fact::Fact for $name {
            const KIND: u16 = $kind;
            const KEYS: &'static [&'static str] = &[$(stringify!($key)),*];

            #[allow(unused_mut, reason = "a fact may have no fields")]
            fn read(payload: &[u8]) -> Result<Self, $crate::domain::fact::FactError> {
                let mut entries = $crate::domain::fact::Entries::read(payload)?;
                let version = entries.version();
                Ok(Self {
                    $($key: entries.take(stringify!($key))?,)*
                    version,
                    unknown: entries.rest(),
                })
            }

            fn write(&self) -> Result<Vec<u8>, $crate::domain::fact::FactError> {
                let known = [
                    $((stringify!($key), $crate::domain::fact::value::Field::write(&self.$key)),)*
                ];
                let known: Vec<(&str, Option<Vec<u8>>)> = known.into();
                let known = known.into_iter().filter_map(|(key, value)| Some((key, value?))).collect();
                $crate::domain::fact::write(self.version, known, &self.unknown)
            }
        }
    };
}

pub(crate) use fact;

#[cfg(test)]
mod tests;
