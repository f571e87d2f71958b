//! The payload of a territory's reserved listing: `v`, `box` [south, west, north, east] in 1e-7 degree, `name` texts,
//! `zone` IANA name, `languages` tags. Unknown keys are kept as in a listing.

use std::str::FromStr;

use chrono_tz::Tz;
use ekin_protocol::limits::PUBLIC_PAYLOAD;
use minicbor::Decoder;

use super::wire::{self, PayloadError, entries, read_map};
use crate::domain::language::LanguageTag;
use crate::domain::place::Point;
use crate::domain::territory::{Bounds, MAX_LANGUAGES, Territory};
use crate::domain::text::{Lines, Texts};
use crate::domain::unknown::Unknown;

/// Writes the payload of a territory.
///
/// # Errors
/// [`PayloadError::TooLarge`] only.
pub fn encode(territory: &Territory) -> Result<Vec<u8>, PayloadError> {
    let mut out = entries(&territory.unknown);
    out.key("v").u64(territory.version.into());
    if let Some(bounds) = territory.bounds {
        let corners = out.key("box").array(4);
        for corner in [bounds.south_west(), bounds.north_east()] {
            corners.i64(corner.lat_e7().into()).i64(corner.lon_e7().into());
        }
    }
    out.texts("name", &territory.name);
    out.key("zone").text(territory.zone.name());
    if !territory.languages.is_empty() {
        let list = out.key("languages").array(territory.languages.len());
        for language in &territory.languages {
            list.text(language.as_str());
        }
    }
    let payload = out.finish().finish();
    if payload.len() > PUBLIC_PAYLOAD {
        return Err(PayloadError::TooLarge {
            bytes: payload.len(),
            max: PUBLIC_PAYLOAD,
        });
    }
    Ok(payload)
}

/// Reads the payload of a territory. A zone that this version's tzdb lacks is kept as unknown and `default` is
/// counted in instead.
///
/// # Errors
/// What is no payload, or has neither version nor name.
pub fn decode(payload: &[u8], default: Tz) -> Result<Territory, PayloadError> {
    if payload.len() > PUBLIC_PAYLOAD {
        return Err(PayloadError::TooLarge {
            bytes: payload.len(),
            max: PUBLIC_PAYLOAD,
        });
    }
    let mut territory = Territory {
        version: 0,
        languages: Vec::new(),
        ..Territory::new(Texts::default(), default)
    };
    let mut unknown = Unknown::default();
    let mut d = Decoder::new(payload);
    read_map(&mut d, &mut unknown, |key, d| read_known(&mut territory, key, d))?;
    if d.position() != payload.len() {
        return Err(PayloadError::Trailing);
    }
    if territory.version == 0 {
        return Err(PayloadError::NoVersion);
    }
    if territory.name.is_empty() {
        return Err(PayloadError::NoTitle);
    }
    territory.unknown = unknown;
    Ok(territory)
}

fn read_known(territory: &mut Territory, key: &str, d: &mut Decoder<'_>) -> Option<()> {
    match key {
        "v" => territory.version = d.u32().ok()?,
        "box" => territory.bounds = Some(read_bounds(d)?),
        "name" => territory.name = wire::texts(d, Lines::One)?,
        "zone" => territory.zone = Tz::from_str(d.str().ok()?).ok()?,
        "languages" => {
            let n = wire::array(d, MAX_LANGUAGES).filter(|n| *n > 0)?;
            let read: Option<Vec<_>> = (0..n).map(|_| LanguageTag::from_wire(d.str().ok()?)).collect();
            territory.languages = read?;
        }
        _ => return None,
    }
    Some(())
}

fn read_bounds(d: &mut Decoder<'_>) -> Option<Bounds> {
    wire::array(d, 4).filter(|n| *n == 4)?;
    let mut corner = || Point::from_e7(d.i32().ok()?, d.i32().ok()?);
    Bounds::new(corner()?, corner()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono_tz::Europe::{Madrid, Paris};
    use proptest::prelude::*;

    fn basque_country() -> Territory {
        let mut name = Texts::one(LanguageTag::FR, "Pays basque");
        name.set(LanguageTag::EU, "Euskal Herria".into());
        let corner = |lat, lon| Point::from_degrees(lat, lon).unwrap();
        let bounds = Bounds::new(corner(41.9, -3.5), corner(43.8, -0.7));
        Territory {
            bounds,
            ..Territory::new(name, Madrid)
        }
    }

    #[test]
    fn a_territory_reads_back() {
        let territory = basque_country();
        let payload = encode(&territory).unwrap();
        ekin_protocol::cbor::check(&payload).unwrap();
        assert_eq!(decode(&payload, Paris).unwrap(), territory);
    }

    #[test]
    fn an_unknown_zone_is_kept_and_the_default_counts() {
        let mut territory = basque_country();
        territory.unknown.keep("flag", b"\x81\x05");
        let payload = encode(&territory).unwrap();
        let at = payload.windows(13).position(|w| w == b"Europe/Madrid").unwrap();
        let mut newer = payload.clone();
        newer[at..at + 13].copy_from_slice(b"Europe/Gasteiz"[..13].as_ref());
        let read = decode(&newer, Paris).unwrap();
        assert_eq!(read.zone, Paris);
        assert_eq!(read.unknown.get("flag"), Some(&b"\x81\x05"[..]));
        assert!(read.unknown.get("zone").is_some());
    }

    proptest! {
        #[test]
        fn arbitrary_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..120)) {
            let _ = decode(&bytes, Paris);
        }
    }
}
