//! Vectors of the encoding, of hashing and of derived ids.

use super::{Case, OWNER, file, hex, key};
use ekin_protocol::hash::{h, h16};
use ekin_protocol::id::{ListingKey, OrgId, SpaceId};
use serde_json::Value;

pub fn cbor() -> Value {
    let good = [
        ("zero", "the least integer", "00"),
        ("23", "the last integer of one byte", "17"),
        ("24", "the first integer of two bytes", "1818"),
        ("255", "the last integer of two bytes", "18ff"),
        ("256", "the first integer of three bytes", "190100"),
        ("65535", "the last integer of three bytes", "19ffff"),
        ("65536", "the first integer of five bytes", "1a00010000"),
        ("2^32 - 1", "the last integer of five bytes", "1affffffff"),
        ("2^32", "the first integer of nine bytes", "1b0000000100000000"),
        ("2^64 - 1", "the greatest integer", "1bffffffffffffffff"),
        ("minus one", "a negative integer", "20"),
        (
            "minus 2^64",
            "the least negative integer that CBOR has",
            "3bffffffffffffffff",
        ),
        ("no bytes", "an empty byte string", "40"),
        ("three bytes", "a byte string", "43010203"),
        ("no text", "an empty text", "60"),
        (
            "a text",
            "text outside ASCII is UTF-8 and is not normalised",
            "63c3a961",
        ),
        ("an array", "an array of three", "83010203"),
        ("an empty map", "a map of nothing", "a0"),
        (
            "keys in order of their bytes",
            "10, 100, -1, \"z\", \"aa\": shorter heads sort first",
            "a50a00186400200061 7a0062616100",
        ),
        ("false, true, null", "the only simple values", "83f4f5f6"),
        (
            "depth 8",
            "the deepest nesting that is allowed",
            "8181818181818180",
        ),
    ];
    let bad = [
        ("nothing", "no item at all", "", "truncated"),
        (
            "half an integer",
            "the head says two bytes, one is there",
            "19ff",
            "truncated",
        ),
        (
            "half a byte string",
            "three bytes are said, two are there",
            "430102",
            "truncated",
        ),
        (
            "half an array",
            "three elements are said, one is there",
            "8301",
            "truncated",
        ),
        ("half a map", "the value lacks", "a101", "truncated"),
        (
            "an array of 2^60",
            "a size that nobody may allocate",
            "9b1000000000000000",
            "truncated",
        ),
        (
            "bytes of 2^63",
            "a size that nobody may allocate",
            "5b8000000000000000",
            "truncated",
        ),
        (
            "a byte after the item",
            "trailing bytes are refused",
            "0000",
            "trailing",
        ),
        ("23 in two bytes", "a long form", "1817", "not-canonical"),
        ("255 in three bytes", "a long form", "1900ff", "not-canonical"),
        (
            "65535 in five bytes",
            "a long form",
            "1a0000ffff",
            "not-canonical",
        ),
        (
            "2^32 - 1 in nine bytes",
            "a long form",
            "1b00000000ffffffff",
            "not-canonical",
        ),
        (
            "a long length of bytes",
            "lengths are integers too",
            "580101",
            "not-canonical",
        ),
        (
            "a long length of an array",
            "lengths are integers too",
            "980100",
            "not-canonical",
        ),
        (
            "an array of indefinite length",
            "not deterministic",
            "9fff",
            "not-canonical",
        ),
        (
            "a map of indefinite length",
            "not deterministic",
            "bfff",
            "not-canonical",
        ),
        (
            "bytes of indefinite length",
            "not deterministic",
            "5fff",
            "not-canonical",
        ),
        ("half precision", "there are no floats", "f93c00", "not-canonical"),
        (
            "double precision",
            "there are no floats",
            "fb3ff0000000000000",
            "not-canonical",
        ),
        ("a tag", "there are no tags", "c000", "not-canonical"),
        ("undefined", "null is the only nothing", "f7", "not-canonical"),
        (
            "a simple value of two bytes",
            "only false, true and null",
            "f820",
            "not-canonical",
        ),
        ("a reserved head", "28 to 30 are reserved", "1c", "not-canonical"),
        ("keys not in order", "2 before 1", "a202000100", "key-order"),
        ("a key twice", "duplicate keys", "a201000100", "key-order"),
        (
            "a longer text before a shorter one",
            "\"aa\" sorts after \"z\": the head comes first",
            "a262616100617a00",
            "key-order",
        ),
        (
            "depth 9",
            "one container too deep",
            "818181818181818180",
            "too-deep",
        ),
        (
            "text that is not UTF-8",
            "a lone continuation byte",
            "6180",
            "utf8",
        ),
        (
            "a surrogate in UTF-8",
            "UTF-8 has no surrogates",
            "63eda080",
            "utf8",
        ),
    ];
    let clean = |text: &str| text.replace(' ', "");
    let mut cases: Vec<Value> = good
        .into_iter()
        .map(|(name, why, text)| {
            Case::new("cbor", name, why)
                .with("bytes", clean(text))
                .gives(true)
        })
        .collect();
    cases.extend(bad.into_iter().map(|(name, why, text, word)| {
        Case::new("cbor", name, why)
            .with("bytes", clean(text))
            .refused(word)
    }));
    file(
        "Deterministic CBOR: what is taken and every reason for a refusal.",
        cases,
    )
}

pub fn ids() -> Value {
    let space = SpaceId([0x11; 32]);
    let (org, listing) = (OrgId([0x22; 16]), ListingKey([0x33; 16]));
    let hashed = |name: &str, why: &str, domain: &str, parts: &[&[u8]]| {
        let texts: Vec<String> = parts.iter().map(hex).collect();
        Case::new("h", name, why)
            .with("domain", domain)
            .with("parts", texts)
            .gives(serde_json::json!({ "h": hex(h(domain, parts)), "h16": hex(h16(domain, parts)) }))
    };
    let import = |name: &str, why: &str, scheme: &str, source: &str| {
        Case::new("import-key", name, why)
            .with("scheme", scheme)
            .with("source", source)
            .gives(hex(ListingKey::of_import(scheme, source).0))
    };
    let genesis = super::members::genesis(OWNER);
    let cases = vec![
        hashed("nothing", "SHA-256(\"ekin/1/\" || \"test\" || 00)", "test", &[]),
        hashed("one part", "the parts follow the zero byte", "test", &[b"abc"]),
        hashed(
            "two parts",
            "parts are joined with nothing between them: the same as one part",
            "test",
            &[b"a", b"bc"],
        ),
        hashed(
            "another domain",
            "the domain keeps hashes apart",
            "tes",
            &[b"tabc"],
        ),
        Case::new(
            "listing-object",
            "a listing",
            "object of a listing: nobody can squat an id",
        )
        .with("space", hex(space.0))
        .with("org", hex(org.0))
        .with("key", hex(listing.0))
        .gives(hex(space.listing(&org, &listing).0)),
        Case::new(
            "territory-key",
            "the territory itself",
            "key of the reserved listing: the first 16 bytes of the space id",
        )
        .with("space", hex(key(5).to_bytes()))
        .gives("05".repeat(16)),
        import("an OpenAgenda event", "scheme and uid", "openagenda", "41294814"),
        import("ab + c", "the zero byte keeps this one", "ab", "c"),
        import("a + bc", "and this one apart", "a", "bc"),
        Case::new(
            "space-id",
            "a genesis",
            "H(\"space\", genesis record without its signature)",
        )
        .with("genesis", hex(&genesis.bytes))
        .gives(hex(SpaceId::of_genesis(&genesis.bytes).0)),
    ];
    file("H, H16 and the ids that are derived with them.", cases)
}
