//! The payload of an answer to an ad, sealed into the inbox of whoever organises.
//!
//! | key | value |
//! |---|---|
//! | `v` | major version |
//! | `by` | under which name: somebody's own, or a house's |
//! | `to` | id of the listing, 16 bytes |
//! | `say` | 1 yes, 2 maybe, 3 not today; left out for words alone |
//! | `text` | words by language |
//! | `house` | true: a house answers for people who live there |
//! | `places` | [seats, wheelchair, companions] |
//! | `line` | what the answers of one sender to one listing share, 16 bytes: a later one takes the place of an earlier one |
//!
//! Of a resident there is no key: what leaves a house names the house. Unknown keys say nothing to this version and are left
//! alone: a message is read, and never written again.

use minicbor::Decoder;

use super::wire::{self, PayloadError, entries, read_map};
use crate::domain::response::{Response, Says};
use crate::domain::seats::Places;
use crate::domain::text::{Lines, limit};
use crate::domain::unknown::Unknown;
use ekin_protocol::id::ObjectId;

/// Major version that this version writes.
const VERSION: u64 = 1;

/// Writes it.
pub fn encode(response: &Response) -> Vec<u8> {
    let unknown = Unknown::default();
    let mut out = entries(&unknown);
    out.key("v").u64(VERSION);
    out.optional("by", response.by.as_deref());
    if let Some(listing) = &response.listing {
        out.key("to").bytes(&listing.0);
    }
    if response.says.code() != 0 {
        out.key("say").u64(response.says.code().into());
    }
    if let Some(line) = &response.line {
        out.key("line").bytes(line);
    }
    out.texts("text", &response.text);
    if response.house {
        out.key("house").bool(true);
    }
    let places = response.places;
    if !places.is_none() {
        out.key("places")
            .array(3)
            .u64(places.seats.into())
            .u64(places.wheelchair.into())
            .u64(places.companions.into());
    }
    out.finish().finish()
}

/// Reads it.
///
/// # Errors
/// What is no payload, is of a newer version, or says nothing.
pub fn decode(payload: &[u8]) -> Result<Response, PayloadError> {
    let (mut version, mut response) = (None, Response::default());
    read_map(&mut Decoder::new(payload), &mut Unknown::default(), |key, d| {
        known(&mut version, &mut response, key, d)
    })?;
    match version {
        Some(VERSION) if response.says == Says::Words && response.text.is_empty() => {
            Err(PayloadError::NoTitle)
        }
        Some(VERSION) => Ok(response),
        _ => Err(PayloadError::NoVersion),
    }
}

fn known(version: &mut Option<u64>, response: &mut Response, key: &str, d: &mut Decoder<'_>) -> Option<()> {
    match key {
        "v" => *version = Some(d.u64().ok()?),
        "by" => {
            let name = wire::line(d)?;
            if name.chars().count() > limit::LINE {
                return None;
            }
            response.by = Some(name.into());
        }
        "to" => response.listing = Some(ObjectId(d.bytes().ok()?.try_into().ok()?)),
        "say" => response.says = Says::from_code(d.u16().ok()?),
        "text" => response.text = wire::texts(d, Lines::Many)?,
        "line" => response.line = Some(d.bytes().ok()?.try_into().ok()?),
        "house" => response.house = wire::yes(d)?,
        "places" => {
            let mut three = [0u32; 3];
            if wire::array(d, 3)? != 3 {
                return None;
            }
            for one in &mut three {
                *one = d.u32().ok()?;
            }
            let [seats, wheelchair, companions] = three;
            response.places = Places {
                seats,
                wheelchair,
                companions,
            };
        }
        _ => return None,
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::language::LanguageTag;
    use crate::domain::text::Texts;

    fn whole() -> Response {
        Response {
            says: Says::Yes,
            listing: Some(ObjectId([7; 16])),
            by: Some("Etxe Alaia".into()),
            house: true,
            places: Places {
                seats: 2,
                wheelchair: 1,
                companions: 0,
            },
            text: Texts::one(LanguageTag::FR, "Bonjour,\nnous venons."),
            line: Some([9; 16]),
        }
    }

    #[test]
    fn an_answer_reads_back_and_its_bytes_stay_as_they_are() {
        let bytes = encode(&whole());
        assert_eq!(decode(&bytes).unwrap(), whole());
        assert_eq!(
            data_encoding::HEXLOWER.encode(&encode(&Response {
                says: Says::NotToday,
                listing: Some(ObjectId([7; 16])),
                ..Response::default()
            })),
            "a36176016274 6f50 07070707070707070707070707070707 63736179 03".replace(' ', "")
        );
    }

    #[test]
    fn what_says_nothing_or_is_newer_is_refused_and_unknown_keys_are_left_alone() {
        for bad in [
            &b"\xa0"[..],
            b"\x80",
            b"\xa1\x61v\x01",
            b"\xa2\x61v\x02\x63say\x01",
            b"\xa2\x61v\x01\x64text\xa1\x62fr\x61\x07",
        ] {
            assert!(decode(bad).is_err(), "{bad:?}");
        }
        let newer = b"\xa3\x61v\x01\x63new\x05\x63say\x19\x01\x00";
        assert_eq!(decode(newer).unwrap().says, Says::Other(256));
    }

    proptest! {
        #[test]
        fn a_stranger_s_bytes_are_an_answer_or_an_error(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let _ = decode(&bytes);
        }

        #[test]
        fn changed_bytes_never_panic(at in 0usize..60, byte in any::<u8>()) {
            let mut bytes = encode(&whole());
            let at = at % bytes.len();
            bytes[at] = byte;
            let _ = decode(&bytes);
        }
    }
}
