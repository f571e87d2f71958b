//! Pieces of a payload map: writing keys in canonical order among the unknown ones, and reading values that a
//! stranger wrote. A reader gives `None` for what it cannot read; its caller then keeps the bytes.

use std::iter::Peekable;

use ekin_protocol::cbor::Writer;
use minicbor::Decoder;

use crate::domain::language::LanguageTag;
use crate::domain::text::{Lines, Texts, limit, showable};
use crate::domain::unknown::{Unknown, canonical_order};

/// Longest key of a payload map, in bytes (protocol, section 1, "Fields").
pub const MAX_KEY: usize = 32;

/// Why a payload cannot be read or written.
#[derive(Debug, thiserror::Error)]
pub enum PayloadError {
    /// Not a map of CBOR.
    #[error("the payload is no map")]
    Cbor(#[from] minicbor::decode::Error),
    /// Larger than a public record may be.
    #[error("the payload takes {bytes} bytes, at most {max} are allowed")]
    TooLarge {
        /// Its size.
        bytes: usize,
        /// The limit.
        max: usize,
    },
    /// A key twice, out of order, or not ASCII snake_case.
    #[error("the payload's keys are not in canonical form")]
    Keys,
    /// Bytes after the map.
    #[error("bytes are left over after the payload")]
    Trailing,
    /// No readable major version.
    #[error("the payload names no version")]
    NoVersion,
    /// Nothing that could stand for it in a list.
    #[error("the payload has no title that can be shown")]
    NoTitle,
}

/// Whether a key has the form of a payload's: ASCII snake_case, at most [`MAX_KEY`] bytes.
pub fn is_key(key: &str) -> bool {
    (1..=MAX_KEY).contains(&key.len())
        && key
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
}

/// Writes a map: known keys, in canonical order as the caller knows it, between the unknown ones.
pub struct Entries<'a, I: Iterator<Item = (&'a str, &'a [u8])>> {
    body: Writer,
    n: usize,
    unknown: Peekable<I>,
}

/// Starts a map that keeps `unknown`.
pub fn entries(unknown: &Unknown) -> Entries<'_, impl Iterator<Item = (&str, &[u8])>> {
    Entries {
        body: Writer::new(),
        n: 0,
        unknown: unknown.iter().peekable(),
    }
}

impl<'a, I: Iterator<Item = (&'a str, &'a [u8])>> Entries<'a, I> {
    /// Begins an entry; its value is to be written next. A value that could not be read gives way to a known one.
    pub fn key(&mut self, key: &str) -> &mut Writer {
        while let Some((name, cbor)) = self
            .unknown
            .next_if(|(name, _)| canonical_order(name, key).is_le())
        {
            if name != key {
                self.body.text(name).raw(cbor);
                self.n += 1;
            }
        }
        self.n += 1;
        self.body.text(key)
    }

    /// A text, unless it is empty.
    pub fn line(&mut self, key: &str, text: &str) {
        if !text.is_empty() {
            self.key(key).text(text);
        }
    }

    /// A text, if there is one.
    pub fn optional(&mut self, key: &str, text: Option<&str>) {
        if let Some(text) = text {
            self.key(key).text(text);
        }
    }

    /// Texts per language, unless there are none.
    pub fn texts(&mut self, key: &str, texts: &Texts) {
        if !texts.is_empty() {
            write_texts(self.key(key), texts);
        }
    }

    /// The map.
    pub fn finish(mut self) -> Writer {
        for (name, cbor) in self.unknown {
            self.body.text(name).raw(cbor);
            self.n += 1;
        }
        let mut map = Writer::new();
        map.map(self.n).raw(&self.body.finish());
        map
    }
}

/// A map of language to text, in canonical order.
pub fn write_texts(writer: &mut Writer, texts: &Texts) {
    writer.map(texts.len());
    for text in texts.iter() {
        writer.text(text.language.as_str()).text(text.text);
    }
}

/// Reads a map: `known` gives `None` for a key or a value that it cannot read, which is then kept in `unknown`.
pub fn read_map<'b>(
    d: &mut Decoder<'b>,
    unknown: &mut Unknown,
    mut known: impl FnMut(&'b str, &mut Decoder<'b>) -> Option<()>,
) -> Result<(), PayloadError> {
    let bytes = d.input();
    let n = d.map()?.ok_or(PayloadError::Keys)?;
    let mut last = "";
    for _ in 0..n {
        let key = d.str()?;
        if canonical_order(last, key).is_ge() || !is_key(key) {
            return Err(PayloadError::Keys);
        }
        last = key;
        let start = d.position();
        if known(key, d).is_none() {
            d.set_position(start);
            d.skip()?;
            unknown.keep(key, bytes.get(start..d.position()).unwrap_or_default());
        }
    }
    Ok(())
}

/// Length of an array of at most `max` items.
pub fn array(d: &mut Decoder<'_>, max: usize) -> Option<usize> {
    let n = usize::try_from(d.array().ok()??).ok()?;
    (n <= max).then_some(n)
}

/// A text of one line that may be shown; an empty one would not have been written.
pub fn line<'b>(d: &mut Decoder<'b>) -> Option<&'b str> {
    let text = d.str().ok()?;
    (!text.is_empty() && showable(text, Lines::One)).then_some(text)
}

/// Texts per language.
pub fn texts(d: &mut Decoder<'_>, lines: Lines) -> Option<Texts> {
    let n = usize::try_from(d.map().ok()??).ok()?;
    if n == 0 || n > limit::LANGUAGES {
        return None;
    }
    let mut texts = Texts::with_capacity(n);
    let mut last = None;
    for _ in 0..n {
        let language = LanguageTag::from_wire(d.str().ok()?)?;
        let text = d.str().ok()?;
        if last.is_some_and(|last| last >= language) || text.is_empty() || !showable(text, lines) {
            return None;
        }
        last = Some(language);
        texts.set(language, text.into());
    }
    Some(texts)
}

/// `true`: a default is never written.
pub fn yes(d: &mut Decoder<'_>) -> Option<bool> {
    d.bool().ok().filter(|yes| *yes)
}

/// An integer or null.
pub fn int_or_null<T: TryFrom<i64>>(d: &mut Decoder<'_>) -> Option<Option<T>> {
    if d.datatype().ok()? == minicbor::data::Type::Null {
        d.null().ok()?;
        return Some(None);
    }
    T::try_from(d.i64().ok()?).ok().map(Some)
}

/// Writes an integer or null.
pub fn write_int_or_null(writer: &mut Writer, value: Option<impl Into<i64>>) {
    match value {
        Some(value) => writer.i64(value.into()),
        None => writer.null(),
    };
}
