//! The payload of what somebody says with no name: `v`, and `text` by language.

use minicbor::Decoder;

use super::wire::{self, PayloadError, entries, read_map};
use crate::domain::text::{Lines, Texts};
use crate::domain::unknown::Unknown;

/// Major version that this version writes.
const VERSION: u64 = 1;

/// Writes it.
pub fn encode(text: &Texts) -> Vec<u8> {
    let unknown = Unknown::default();
    let mut out = entries(&unknown);
    out.key("v").u64(VERSION);
    out.texts("text", text);
    out.finish().finish()
}

/// Reads it.
///
/// # Errors
/// What is no payload, is of a newer version, or says nothing that can be shown.
pub fn decode(payload: &[u8]) -> Result<Texts, PayloadError> {
    let (mut version, mut text) = (None, None);
    read_map(
        &mut Decoder::new(payload),
        &mut Unknown::default(),
        |key, d| match key {
            "v" => d.u64().ok().map(|v| version = Some(v)),
            "text" => wire::texts(d, Lines::Many).map(|read| text = Some(read)),
            _ => None,
        },
    )?;
    match version {
        Some(VERSION) => text.ok_or(PayloadError::NoTitle),
        _ => Err(PayloadError::NoVersion),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::language::LanguageTag;

    #[test]
    fn a_text_reads_back_and_what_cannot_be_shown_is_refused() {
        let text = Texts::one(LanguageTag::FR, "Bonjour,\nje viens.");
        assert_eq!(decode(&encode(&text)).unwrap(), text);
        for bad in [
            &b"\xa0"[..],
            b"\x80",
            b"\xa1\x61v\x02",
            b"\xa2\x61v\x01\x64text\xa1\x62fr\x61\x07",
        ] {
            assert!(decode(bad).is_err(), "{bad:?}");
        }
    }
}
