//! What a field of a fact may hold, and how it stands in the payload.

use ekin_protocol::blob::BlobRef;
use ekin_protocol::cbor::{self, Writer};
use ekin_protocol::id::ObjectId;

use crate::domain::loan::Counted;
use crate::domain::person::PersonId;
use crate::domain::text::{Lines, clean, limit, showable};

/// Most entries of a list in a fact.
pub const MAX_ITEMS: usize = 256;

/// One value.
pub trait Value: Sized {
    /// Reads its CBOR; none for what is not such a value.
    fn read(bytes: &[u8]) -> Option<Self>;
    /// Appends its CBOR.
    fn write_to(&self, w: &mut Writer);
}

/// A field: a value that must be there, one that may be, or several.
pub trait Field: Sized {
    /// Reads what stands under the key, and says whether it was understood; none when the fact cannot do without.
    fn read(bytes: Option<&[u8]>) -> Option<(Self, bool)>;
    /// Its CBOR; none when nothing is to be written.
    fn write(&self) -> Option<Vec<u8>>;
}

impl<T: Value> Field for Option<T> {
    fn read(bytes: Option<&[u8]>) -> Option<(Self, bool)> {
        Some(match bytes {
            None => (None, true),
            Some(bytes) => {
                let value = T::read(bytes);
                let understood = value.is_some();
                (value, understood)
            }
        })
    }

    fn write(&self) -> Option<Vec<u8>> {
        self.as_ref().map(one)
    }
}

impl<T: Value> Field for Vec<T> {
    fn read(bytes: Option<&[u8]>) -> Option<(Self, bool)> {
        let Some(bytes) = bytes else {
            return Some((Vec::new(), true));
        };
        let all = cbor::elements(bytes, "list", MAX_ITEMS).ok();
        let all = all.and_then(|all| all.into_iter().map(T::read).collect::<Option<Vec<T>>>());
        let understood = all.is_some();
        Some((all.unwrap_or_default(), understood))
    }

    fn write(&self) -> Option<Vec<u8>> {
        if self.is_empty() {
            return None;
        }
        let mut w = Writer::new();
        w.array(self.len());
        self.iter().for_each(|value| value.write_to(&mut w));
        Some(w.finish())
    }
}

fn one<T: Value>(value: &T) -> Vec<u8> {
    let mut w = Writer::new();
    value.write_to(&mut w);
    w.finish()
}

/// Values that a fact may be unable to do without.
macro_rules! required {
    ($($of:ty),*) => {
        $(impl Field for $of {
            fn read(bytes: Option<&[u8]>) -> Option<(Self, bool)> {
                Some((<$of as Value>::read(bytes?)?, true))
            }

            fn write(&self) -> Option<Vec<u8>> {
                Some(one(self))
            }
        })*
    };
}

required!(
    u64, i64, bool, Line, Prose, ObjectId, PersonId, [u8; 16], [u8; 32], BlobRef
);

impl Value for u64 {
    fn read(bytes: &[u8]) -> Option<Self> {
        cbor::u64(bytes, "number").ok()
    }

    fn write_to(&self, w: &mut Writer) {
        w.u64(*self);
    }
}

impl Value for i64 {
    fn read(bytes: &[u8]) -> Option<Self> {
        match cbor::head(bytes, 0).ok()? {
            (0, n, end) if end == bytes.len() => n.try_into().ok(),
            (1, n, end) if end == bytes.len() => i64::try_from(n).ok().map(|n| -1 - n),
            _ => None,
        }
    }

    fn write_to(&self, w: &mut Writer) {
        w.i64(*self);
    }
}

impl Value for bool {
    fn read(bytes: &[u8]) -> Option<Self> {
        match bytes {
            [0xf4] => Some(false),
            [0xf5] => Some(true),
            _ => None,
        }
    }

    fn write_to(&self, w: &mut Writer) {
        w.bool(*self);
    }
}

impl<const N: usize> Value for [u8; N] {
    fn read(bytes: &[u8]) -> Option<Self> {
        cbor::bytes(bytes, "bytes").ok()?.try_into().ok()
    }

    fn write_to(&self, w: &mut Writer) {
        w.bytes(self);
    }
}

impl Value for ObjectId {
    fn read(bytes: &[u8]) -> Option<Self> {
        Value::read(bytes).map(Self)
    }

    fn write_to(&self, w: &mut Writer) {
        w.bytes(&self.0);
    }
}

impl Value for PersonId {
    fn read(bytes: &[u8]) -> Option<Self> {
        Value::read(bytes).map(Self)
    }

    fn write_to(&self, w: &mut Writer) {
        w.bytes(&self.0);
    }
}

impl Value for BlobRef {
    fn read(bytes: &[u8]) -> Option<Self> {
        Self::read(bytes).ok()
    }

    fn write_to(&self, w: &mut Writer) {
        Self::write_to(self, w);
    }
}

/// What was counted of a part of a kit: `[row, count, broken]`.
impl Value for Counted {
    fn read(bytes: &[u8]) -> Option<Self> {
        let [part, count, broken] = cbor::tuple(bytes, "part").ok()?;
        Some(Self {
            part: <Line as Value>::read(part)?.as_str().to_owned(),
            count: <u64 as Value>::read(count)?,
            broken: <bool as Value>::read(broken)?,
        })
    }

    fn write_to(&self, w: &mut Writer) {
        w.array(3).text(&self.part).u64(self.count).bool(self.broken);
    }
}

/// A text of so many characters, in one line or in several.
macro_rules! text {
    ($(#[$doc:meta])* $name:ident, $lines:expr, $max:expr) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub struct $name(Box<str>);

        impl $name {
            /// The text as a person wrote it, trimmed; none when it is empty, too long, or has what no screen should show.
            pub fn of(text: &str) -> Option<Self> {
                let clean = clean(text, $max, $lines).ok()?;
                (!clean.is_empty()).then_some(Self(clean))
            }

            /// The text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl Value for $name {
            fn read(bytes: &[u8]) -> Option<Self> {
                let text = cbor::text(bytes, "text").ok()?;
                let fits = !text.is_empty() && text.chars().count() <= $max && showable(text, $lines);
                fits.then(|| Self(text.into()))
            }

            fn write_to(&self, w: &mut Writer) {
                w.text(&self.0);
            }
        }
    };
}

text!(
    /// One line: a title, a name.
    Line,
    Lines::One,
    limit::LINE
);
text!(
    /// Several lines: a message, what happened.
    Prose,
    Lines::Many,
    limit::BODY
);
