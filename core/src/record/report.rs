//! The payload of a report about a listing: `v`, `about` (the listing's object), `reason` (its code) and `text` by language. Whoever
//! knows no reports reads the text.

use ekin_protocol::cbor::Writer;
use ekin_protocol::id::ObjectId;

use super::wire::PayloadError;
use super::words;
use crate::domain::fact::plain::plain;
use crate::domain::kind::Plain;
use crate::domain::report::Wrong;
use crate::domain::text::Texts;

const VERSION: u64 = 1;

/// A report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// The listing.
    pub about: ObjectId,
    /// What is wrong with it.
    pub reason: Wrong,
    /// In words.
    pub text: Texts,
}

impl Report {
    /// Its payload.
    pub fn encode(&self) -> Vec<u8> {
        let mut w = Writer::new();
        // In the order of deterministic CBOR: the shorter key first, then by its bytes.
        w.map(4)
            .text("v")
            .u64(VERSION)
            .text("text")
            .map(self.text.iter().count());
        let mut texts: Vec<(String, &str)> = Vec::new();
        texts.extend(
            self.text
                .iter()
                .map(|text| (text.language.to_string(), text.text)),
        );
        texts.sort_by(|(a, _), (b, _)| (a.len(), a).cmp(&(b.len(), b)));
        for (language, text) in texts {
            w.text(&language).text(text);
        }
        w.text("about")
            .bytes(&self.about.0)
            .text("reason")
            .u64(self.reason.code().into());
        w.finish()
    }

    /// Reads it.
    ///
    /// # Errors
    /// What names no listing, or says nothing that can be shown.
    pub fn decode(payload: &[u8]) -> Result<Self, PayloadError> {
        let text = words::decode(payload)?;
        let fields = plain(payload);
        let about = match fields.get("about") {
            Some(Plain::Bytes(about)) => about[..].try_into().ok().map(ObjectId),
            _ => None,
        };
        let reason = match fields.get("reason") {
            Some(Plain::Int(code)) => u16::try_from(*code).ok(),
            _ => None,
        };
        Ok(Self {
            about: about.ok_or(PayloadError::NoTitle)?,
            reason: Wrong::from_code(reason.unwrap_or(0)),
            text,
        })
    }
}

#[cfg(test)]
mod tests {
    use ekin_protocol::cbor;
    use proptest::prelude::*;

    use super::*;
    use crate::domain::language::LanguageTag;

    fn report() -> Report {
        let mut text = Texts::default();
        text.set(LanguageTag::FR, "C’est passé".into());
        Report {
            about: ObjectId([2; 16]),
            reason: Wrong::Over,
            text,
        }
    }

    /// The bytes of `docs/protocol.md`.
    #[test]
    fn a_report_reads_back_and_has_these_bytes() {
        let bytes = report().encode();
        cbor::check(&bytes).unwrap();
        assert_eq!(Report::decode(&bytes).unwrap(), report());
        let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(
            hex,
            "a461760164746578 74a16266726e43e280996573742070617373c3a9\
             6561626f75745002020202020202020202020202020202 66726561736f6e01"
                .replace(' ', "")
        );
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let _ = Report::decode(&bytes);
        }
    }
}
