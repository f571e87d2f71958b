//! Deterministic CBOR (RFC 8949, 4.2.1) without floats, tags and indefinite lengths, depth <= 8.
//!
//! [`check`] walks bytes before anything decodes them, because `minicbor` accepts long integers, duplicate
//! and unsorted keys and trailing bytes. [`Writer`] emits only the shortest heads; the order of a map's keys
//! is its caller's duty and is what the tests check.

use minicbor::Decoder;

use crate::limits::CBOR_DEPTH;

/// Why bytes are not what the protocol calls CBOR, or not the structure that was expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CborError {
    /// The bytes end inside an item.
    #[error("cut short at byte {at}")]
    Truncated {
        /// Offset at which more was expected.
        at: usize,
    },
    /// Bytes follow the item.
    #[error("bytes left over from byte {at}")]
    Trailing {
        /// Offset of the first byte too many.
        at: usize,
    },
    /// A float, a tag, an indefinite length, or a long form where a shorter one exists.
    #[error("not deterministic CBOR at byte {at}")]
    NotCanonical {
        /// Offset of the head.
        at: usize,
    },
    /// Map keys that are not in strictly ascending order of their bytes.
    #[error("map keys out of order at byte {at}")]
    KeyOrder {
        /// Offset of the second key.
        at: usize,
    },
    /// Containers nested deeper than [`CBOR_DEPTH`].
    #[error("nested too deep at byte {at}")]
    TooDeep {
        /// Offset of the container.
        at: usize,
    },
    /// A text that is not UTF-8.
    #[error("text is not UTF-8 at byte {at}")]
    Utf8 {
        /// Offset of the text.
        at: usize,
    },
    /// Well formed, but not the structure that was expected.
    #[error("{what} has another form")]
    Form {
        /// Name of the structure.
        what: &'static str,
    },
    /// A field that this version must understand and does not.
    #[error("{what} is of a newer version (field {key})")]
    Newer {
        /// Name of the structure.
        what: &'static str,
        /// The unknown critical key.
        key: u64,
    },
    /// Larger than the protocol allows.
    #[error("{what} is larger than {max}")]
    TooLarge {
        /// Name of the structure.
        what: &'static str,
        /// The limit, in bytes or entries.
        max: usize,
    },
}

/// Result of reading a structure.
pub type Result<T> = std::result::Result<T, CborError>;

/// Checks that `bytes` are exactly one item of deterministic CBOR.
pub fn check(bytes: &[u8]) -> Result<()> {
    let end = walk(bytes, 0, 0)?;
    if end == bytes.len() {
        Ok(())
    } else {
        Err(CborError::Trailing { at: end })
    }
}

/// Walks the one item that starts at `start` inside `depth` containers and returns where it ends.
pub fn walk(bytes: &[u8], start: usize, depth: u8) -> Result<usize> {
    let (major, value, mut at) = head(bytes, start)?;
    match major {
        0 | 1 => Ok(at),
        2 | 3 => {
            let end = usize::try_from(value).ok().and_then(|n| at.checked_add(n));
            let content = end
                .and_then(|end| bytes.get(at..end))
                .ok_or(CborError::Truncated { at })?;
            if major == 3 && std::str::from_utf8(content).is_err() {
                return Err(CborError::Utf8 { at });
            }
            Ok(at + content.len())
        }
        4 | 5 if depth >= CBOR_DEPTH => Err(CborError::TooDeep { at: start }),
        4 => {
            for _ in 0..value {
                at = walk(bytes, at, depth + 1)?;
            }
            Ok(at)
        }
        5 => {
            let mut previous: &[u8] = &[];
            for _ in 0..value {
                let end = walk(bytes, at, depth + 1)?;
                let key = bytes.get(at..end).unwrap_or_default();
                if previous >= key {
                    return Err(CborError::KeyOrder { at });
                }
                previous = key;
                at = walk(bytes, end, depth + 1)?;
            }
            Ok(at)
        }
        7 if (20..=22).contains(&value) => Ok(at),
        _ => Err(CborError::NotCanonical { at: start }),
    }
}

/// Reads the head at `at`: major type, value and where its content starts.
pub fn head(bytes: &[u8], at: usize) -> Result<(u8, u64, usize)> {
    let first = *bytes.get(at).ok_or(CborError::Truncated { at })?;
    let (major, info) = (first >> 5, first & 31);
    let (width, least) = match info {
        0..=23 => return Ok((major, u64::from(info), at + 1)),
        24 => (1, 24),
        25 => (2, 1 << 8),
        26 => (4, 1 << 16),
        27 => (8, 1 << 32),
        _ => return Err(CborError::NotCanonical { at }),
    };
    let content = bytes
        .get(at + 1..at + 1 + width)
        .ok_or(CborError::Truncated { at })?;
    let value = content.iter().fold(0u64, |v, byte| v << 8 | u64::from(*byte));
    if value < least || major == 7 {
        return Err(CborError::NotCanonical { at });
    }
    Ok((major, value, at + 1 + width))
}

/// Appends CBOR to a buffer, shortest heads only.
#[derive(Clone, Debug, Default)]
pub struct Writer(Vec<u8>);

impl Writer {
    /// An empty writer.
    pub fn new() -> Self {
        Self::default()
    }

    fn head(&mut self, major: u8, value: u64) -> &mut Self {
        let major = major << 5;
        match value {
            0..=23 => self.0.push(major | value as u8),
            24..=0xff => self.0.extend([major | 24, value as u8]),
            0x100..=0xffff => {
                self.0.push(major | 25);
                self.0.extend((value as u16).to_be_bytes());
            }
            0x1_0000..=0xffff_ffff => {
                self.0.push(major | 26);
                self.0.extend((value as u32).to_be_bytes());
            }
            _ => {
                self.0.push(major | 27);
                self.0.extend(value.to_be_bytes());
            }
        }
        self
    }

    /// An unsigned integer.
    pub fn u64(&mut self, value: u64) -> &mut Self {
        self.head(0, value)
    }

    /// An integer.
    pub fn i64(&mut self, value: i64) -> &mut Self {
        match u64::try_from(value) {
            Ok(value) => self.head(0, value),
            Err(_) => self.head(1, !value as u64),
        }
    }

    /// A byte string.
    pub fn bytes(&mut self, value: &[u8]) -> &mut Self {
        self.head(2, value.len() as u64).raw(value)
    }

    /// A text.
    pub fn text(&mut self, value: &str) -> &mut Self {
        self.head(3, value.len() as u64).raw(value.as_bytes())
    }

    /// The head of an array of `n` items.
    pub fn array(&mut self, n: usize) -> &mut Self {
        self.head(4, n as u64)
    }

    /// The head of a map of `n` pairs.
    pub fn map(&mut self, n: usize) -> &mut Self {
        self.head(5, n as u64)
    }

    /// True or false.
    pub fn bool(&mut self, value: bool) -> &mut Self {
        self.head(7, if value { 21 } else { 20 })
    }

    /// Null.
    pub fn null(&mut self) -> &mut Self {
        self.head(7, 22)
    }

    /// Bytes that are CBOR already.
    pub fn raw(&mut self, cbor: &[u8]) -> &mut Self {
        self.0.extend_from_slice(cbor);
        self
    }

    /// Length so far.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether nothing was written.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What was written.
    pub fn finish(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.0)
    }
}

/// The elements of an array, each as its own bytes. `bytes` must have passed [`check`] or [`walk`].
pub fn elements<'a>(bytes: &'a [u8], what: &'static str, max: usize) -> Result<Vec<&'a [u8]>> {
    let (major, n, mut at) = head(bytes, 0)?;
    let n = usize::try_from(n).unwrap_or(usize::MAX);
    if major != 4 {
        return Err(CborError::Form { what });
    }
    if n > max {
        return Err(CborError::TooLarge { what, max });
    }
    let mut out = Vec::with_capacity(n.min(bytes.len()));
    for _ in 0..n {
        let end = walk(bytes, at, 1)?;
        out.push(bytes.get(at..end).unwrap_or_default());
        at = end;
    }
    Ok(out)
}

/// An array of exactly `N` elements.
pub fn tuple<'a, const N: usize>(bytes: &'a [u8], what: &'static str) -> Result<[&'a [u8]; N]> {
    let (major, n, mut at) = head(bytes, 0)?;
    if major != 4 {
        return Err(CborError::Form { what });
    }
    match usize::try_from(n) {
        Ok(n) if n == N => {}
        Ok(n) if n < N => return Err(CborError::Form { what }),
        _ => return Err(CborError::TooLarge { what, max: N }),
    }
    let mut out = [&[][..]; N];
    for element in &mut out {
        let end = walk(bytes, at, 1)?;
        *element = bytes.get(at..end).unwrap_or_default();
        at = end;
    }
    Ok(out)
}

/// A wire structure: a map with integer keys. Takes its fields by key; what is left below 64 makes it
/// *newer*, from 64 on it is ignored here and kept in the bytes that travelled.
#[derive(Debug)]
pub struct Fields<'a> {
    what: &'static str,
    fields: Vec<(u64, &'a [u8])>,
}

impl<'a> Fields<'a> {
    /// Reads a map that has passed [`check`].
    pub fn read(bytes: &'a [u8], what: &'static str) -> Result<Self> {
        let (major, n, mut at) = head(bytes, 0)?;
        if major != 5 || n > 256 {
            return Err(CborError::Form { what });
        }
        let mut fields = Vec::with_capacity(8);
        for _ in 0..n {
            let (key_major, key, value) = head(bytes, at)?;
            if key_major != 0 {
                return Err(CborError::Form { what });
            }
            at = walk(bytes, value, 1)?;
            fields.push((key, bytes.get(value..at).unwrap_or_default()));
        }
        Ok(Self { what, fields })
    }

    /// Takes an optional field.
    pub fn optional(&mut self, key: u64) -> Option<&'a [u8]> {
        let at = self.fields.iter().position(|(k, _)| *k == key)?;
        Some(self.fields.remove(at).1)
    }

    /// Takes a field that must be there.
    pub fn required(&mut self, key: u64) -> Result<&'a [u8]> {
        self.optional(key).ok_or(CborError::Form { what: self.what })
    }

    /// Ends the reading: an unknown critical field is refused.
    pub fn end(self) -> Result<()> {
        match self.fields.iter().find(|(key, _)| *key < 64) {
            Some((key, _)) => Err(CborError::Newer {
                what: self.what,
                key: *key,
            }),
            None => Ok(()),
        }
    }
}

macro_rules! scalar {
    ($(#[$doc:meta])* $name:ident, $t:ty, |$d:ident| $read:expr) => {
        $(#[$doc])*
        pub fn $name<'a>(bytes: &'a [u8], what: &'static str) -> Result<$t> {
            let mut $d: Decoder<'a> = Decoder::new(bytes);
            $read.map_err(|_| CborError::Form { what })
        }
    };
}

scalar! {
    /// An unsigned integer.
    u64, u64, |d| d.u64()
}
scalar! {
    /// An unsigned integer below 2^32.
    u32, u32, |d| d.u32()
}
scalar! {
    /// An unsigned integer below 2^16.
    u16, u16, |d| d.u16()
}
scalar! {
    /// True or false.
    bool, bool, |d| d.bool()
}
scalar! {
    /// A byte string.
    bytes, &'a [u8], |d| d.bytes()
}
scalar! {
    /// A text.
    text, &'a str, |d| d.str()
}

/// A byte string of exactly `N` bytes, as an id.
pub fn fixed<T: for<'b> TryFrom<&'b [u8]>>(value: &[u8], what: &'static str) -> Result<T> {
    T::try_from(bytes(value, what)?).map_err(|_| CborError::Form { what })
}

#[cfg(test)]
mod tests;
