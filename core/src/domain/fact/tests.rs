//! A fact goes out and comes back; what is newer or strange is kept, or refused by name.

use ekin_protocol::blob::{BlobAddress, BlobKey, BlobRef};
use ekin_protocol::cbor::{self, Writer};
use ekin_protocol::id::{ObjectId, SpaceId};
use ekin_protocol::item::kind;
use proptest::prelude::*;

use super::value::{Line, Prose};
use super::*;
use crate::domain::person::PersonId;

fact! {
    /// One of each sort of field.
    Sample = kind::CHECK; {
        /// Must be there.
        person: PersonId,
        /// Must be there.
        present: bool,
        /// May be.
        leg: Option<Line>,
        /// May be several.
        counts: Vec<i64>,
        /// May be.
        words: Option<Prose>,
    }
}

fn media(title: Option<&str>) -> Media {
    let blob = |n| BlobRef {
        address: BlobAddress([n; 32]),
        key: BlobKey::new([n; 32]),
        size: 5,
    };
    Media {
        thumb: Some(blob(2)),
        title: title.and_then(Line::of),
        width: Some(2048),
        ..Media::plain(blob(1), Line::of("image/jpeg").unwrap(), [3; 32])
    }
}

fn map(entries: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut sorted = entries.to_vec();
    sorted.sort_by(|(a, _), (b, _)| canonical_order(a, b));
    let mut w = Writer::new();
    w.map(sorted.len());
    for (key, value) in sorted {
        w.text(key).raw(&value);
    }
    w.finish()
}

fn int(n: u64) -> Vec<u8> {
    Writer::new().u64(n).finish()
}

#[test]
fn media_reads_back_and_holds_no_key_in_what_it_shows() {
    for title in [None, Some("Le jardin"), Some("Baratzea 🌿")] {
        let media = media(title);
        let payload = media.write().unwrap();
        cbor::check(&payload).unwrap();
        assert_eq!(Media::read(&payload).unwrap(), media);
    }
    assert!(!format!("{:?}", media(None).blob.key).contains('1'));
}

#[test]
fn what_a_newer_version_says_is_kept_byte_for_byte() {
    let sample = [
        ("person", Writer::new().bytes(&[7; 16]).finish()),
        ("present", Writer::new().bool(true).finish()),
        ("v", int(1)),
        // A value of another type under a known key, and keys that nobody knows.
        ("leg", int(u64::MAX)),
        ("zz", Writer::new().map(1).text("a").bytes(&[9]).finish()),
        ("title.eu", Writer::new().text("kaixo").finish()),
    ];
    let payload = map(&sample);
    let mut read = Sample::read(&payload).unwrap();
    assert_eq!(read.leg, None, "what cannot be read reads as absent");
    assert_eq!(read.write().unwrap(), payload);
    read.leg = Line::of("bus");
    let again = Sample::read(&read.write().unwrap()).unwrap();
    assert_eq!(again.leg, Line::of("bus"), "what is said anew takes its place");
    assert!(again.unknown.get("zz").is_some());
}

#[test]
fn a_greater_schema_is_read_and_never_written() {
    let payload = map(&[("v", int(2))]);
    let read = Tombstone::read(&payload).unwrap();
    assert_eq!(read.version, 2);
    assert_eq!(read.write(), Err(FactError::Newer));
}

#[test]
fn what_lacks_is_named_and_what_is_no_payload_is_refused() {
    let lacks = Sample::read(&map(&[("present", Writer::new().bool(true).finish())]));
    assert_eq!(lacks, Err(FactError::Lacks { key: "person" }));
    for bytes in [&[][..], &[0x80], &[0xa1, 0x01, 0x01], &[0xa0, 0x00]] {
        assert!(Tombstone::read(bytes).is_err(), "{bytes:?}");
    }
    let odd = map(&[("Not a key", int(1))]);
    assert_eq!(Tombstone::read(&odd), Err(FactError::Key));
    let long = Sample {
        person: PersonId([1; 16]),
        present: true,
        leg: None,
        counts: vec![i64::MAX; 9_000],
        words: None,
        version: VERSION,
        unknown: Unknown::default(),
    };
    assert!(matches!(long.write(), Err(FactError::TooLarge { .. })));
}

proptest! {
    #[test]
    fn a_fact_is_its_payload(
        person: [u8; 16], present: bool, leg in "[a-z ]{0,20}", counts in prop::collection::vec(any::<i64>(), 0..9),
        extra in prop::collection::btree_map("x[a-z_]{1,9}", any::<u64>(), 0..5),
    ) {
        let mut unknown = Unknown::default();
        extra.iter().for_each(|(key, n)| unknown.keep(key, &int(*n)));
        let fact = Sample {
            person: PersonId(person), present, leg: Line::of(&leg), counts, words: Prose::of("a\nb"),
            version: VERSION, unknown,
        };
        let payload = fact.write().unwrap();
        prop_assert!(cbor::check(&payload).is_ok());
        prop_assert_eq!(Sample::read(&payload).unwrap(), fact);
    }

    #[test]
    fn no_bytes_do_harm(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = (Media::read(&bytes), Sample::read(&bytes), Tombstone::read(&bytes));
    }

    #[test]
    fn a_changed_byte_does_no_harm(at in 0..200usize, to: u8) {
        let mut payload = media(Some("x")).write().unwrap();
        let at = at % payload.len();
        payload[at] = to;
        if let Ok(read) = Media::read(&payload) {
            prop_assert!(read.version > VERSION || read.write().is_ok());
        }
    }
}

fn consent(name: Option<&str>) -> Consent {
    let line = |word| Line::of(word).unwrap();
    Consent {
        person: PersonId([5; 16]),
        purpose: line("memory"),
        audience: line("house"),
        answer: line("yes"),
        signer: line("parent"),
        name: name.and_then(Line::of),
        signed_on: Line::of("2026-11-27"),
        until_ms: Some(-1),
        version: VERSION,
        unknown: Unknown::default(),
    }
}

#[test]
fn a_consent_reads_back_and_its_payload_is_known() {
    let payload = consent(Some("Nora")).write().unwrap();
    assert_eq!(Consent::read(&payload).unwrap(), consent(Some("Nora")));
    let hex: String = payload.iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(
        hex,
        concat!(
            "a9617601646e616d65644e6f726166616e737765726379657366706572736f6e50050505050505050505050505050505",
            "05667369676e657266706172656e7467707572706f7365666d656d6f72796861756469656e636565686f75736568756e74696c5f6d7320697369676e65645f6f6e6a323032362d31312d3237",
        )
    );
}

/// The objects of facts that are derived, so that two devices say the same of the same (docs/protocol.md, 12).
#[test]
fn derived_objects_are_the_same_for_everybody() {
    let space = SpaceId([1; 32]);
    let (plan, claim) = (ObjectId([2; 16]), ObjectId([3; 16]));
    let check = |leg, person| check::Counted {
        plan: &plan,
        leg,
        person,
        by: 4,
    };
    let person = Some(PersonId([5; 16]));
    let ids = [
        Capacity::object(&space, &plan),
        Decision::object(&space, &claim),
        claim::of_message(&[6; 32]),
        check(Some("a"), person).object(&space),
        check(Some("a"), None).object(&space),
        check(None, person).object(&space),
        Claim::wished(&space, &plan, &PersonId([5; 16])),
        Feeling {
            outing: plan,
            person: PersonId([5; 16]),
            moment: Line::of("before").unwrap(),
            face: Line::of("good").unwrap(),
            note: None,
            version: VERSION,
            unknown: Unknown::default(),
        }
        .object(&space),
        Handover::answer(&space, &claim, 4),
        check::attendance(&space, &SpaceId([7; 32]), &plan, &PersonId([5; 16])),
        Message::asking(&space, &plan, &PersonId([5; 16])),
        Message::passing(&space, &Message::asking(&space, &plan, &PersonId([5; 16]))),
        consent(Some("Nora")).object(&space),
        consent(None).object(&space),
    ];
    let known = [
        "888d4c4008ef963c475efaf924711790",
        "d0cc47a1cadf43347eae2bdb61d7917d",
        "b6cca90f4425d79c014c21d61259ea15",
        "56be89967dc89599fab78418603c9e5c",
        "9a110593bcbba7676afe99934d7313dd",
        "c4371e50bb1b75a4bf5dd68ba5238adc",
        "41c782f74bfdec061cd5e33f606e39b9",
        "ec4775ae5b7c1d84b1142ed3542c0468",
        "3ea8e2de68abb277ea7a72fed86405aa",
        "8edb9a5ead48d6fbc01c196290713d43",
        "26550657b442de25efe4cfd66b497701",
        "044ac180d568aa2e4021c167d4162ef8",
        "aad6b3e75fa401351baad5e513d21372",
        "cf053960608c4ff708da49cf17b80301",
    ];
    assert_eq!(ids.map(|id| id.to_string()), known);
}
