//! Vectors of live_root and of manifests. Segments are in compressed.json.

use super::items::{SPACE, hashes, object};
use super::{Case, PACKER, STRANGER, file, hex, key, public};
use ekin_protocol::cbor::Writer;
use ekin_protocol::id::{ItemHash, ObjectId, R, SegmentHash};
use ekin_protocol::live::LiveTree;
use ekin_protocol::manifest::{Manifest, SegmentRef};
use serde_json::{Value, json};

pub fn live_roots() -> Value {
    let h = hashes(6);
    let case = |name: &str, why: &str, items: &[(ObjectId, ItemHash)]| {
        let mut tree = LiveTree::new();
        for (object, hash) in items {
            tree.insert(object, *hash);
        }
        let listed: Vec<_> = items
            .iter()
            .map(|(object, hash)| json!([hex(object.0), hex(hash.0)]))
            .collect();
        Case::new("live-root", name, why)
            .with("items", listed)
            .gives(json!({ "root": hex(tree.root()), "count": items.len() }))
    };
    let far = |first: [u8; 2], n: usize| (object(first, 7), h[n]);
    let cases = vec![
        case("nothing", "32 zero bytes", &[]),
        case(
            "one",
            "leaf, then four nodes of which 15 children are zero",
            &[far([0x12, 0x34], 0)],
        ),
        case("one in the last leaf", "bucket ffff", &[far([0xff, 0xff], 0)]),
        case(
            "two under one node",
            "buckets 1234 and 1235",
            &[far([0x12, 0x34], 0), far([0x12, 0x35], 1)],
        ),
        case(
            "two in one bucket",
            "sorted by their hashes, whatever their objects",
            &[(object([0x12, 0x34], 1), h[0]), (object([0x12, 0x34], 2), h[1])],
        ),
        case(
            "the same in another order",
            "the same root",
            &[(object([0x12, 0x34], 2), h[1]), (object([0x12, 0x34], 1), h[0])],
        ),
        case(
            "two heads of one object",
            "a conflict has two leaves of one object",
            &[far([0, 0], 2), far([0, 0], 3)],
        ),
        case(
            "several",
            "far apart",
            &[
                far([0, 0], 0),
                far([0, 1], 1),
                far([0x0f, 0xff], 2),
                far([0x80, 0], 3),
                far([0x80, 0], 4),
                far([0xff, 0xff], 5),
            ],
        ),
    ];
    file(
        "live_root: 16-ary hash tree of depth 4 over the first 16 bits of object ids. The item hash i is H(\"vector\", u8 i).",
        cases,
    )
}

pub fn manifests() -> Value {
    let segment = |n: u8, dead: Vec<u8>, live: u64| SegmentRef {
        hash: SegmentHash([n; 32]),
        bytes: 400_000,
        first: 1,
        last: 900,
        live,
        total: 12,
        dead,
    };
    let manifest = |segments: Vec<SegmentRef>| Manifest {
        space: SPACE,
        seq: 900,
        r: R([6; 32]),
        t_ms: 1_795_000_000_000,
        live_count: 10,
        live_root: [0x33; 32],
        segments,
        tail_bytes: 77,
    };
    let say = |segments: Value, verifies: bool| {
        json!({
            "space": hex(SPACE.0), "seq": 900, "r": "06".repeat(32), "t_ms": 1_795_000_000_000u64, "live_count": 10,
            "live_root": "33".repeat(32), "segments": segments, "tail_bytes": 77, "verifies": verifies,
        })
    };
    let alive = json!({ "hash": "01".repeat(32), "bytes": 400_000, "first": 1, "last": 900, "live": 12, "total": 12, "dead": [] });
    let dying = json!({ "hash": "02".repeat(32), "bytes": 400_000, "first": 1, "last": 900, "live": 10, "total": 12, "dead": [3, 9] });
    let case = |name: &str, why: &str, bytes: Vec<u8>, by: u8| {
        Case::new("manifest", name, why)
            .with("packer", hex(public(by).0))
            .bytes(bytes)
    };
    let signed = |m: &Manifest| m.sign(&key(PACKER));
    let none = manifest(vec![]);
    let two = manifest(vec![segment(1, vec![], 12), segment(2, vec![0b1000, 0b10], 10)]);
    let padded = manifest(vec![segment(2, vec![0b1000, 0b10, 0], 10)]);
    // The signed map starts after the head of the array; its last pair is key 7 and 24, 77.
    let with = |field: u64| {
        let mut bytes = signed(&none);
        let mut map = bytes.drain(1..bytes.len() - 66).collect::<Vec<_>>();
        map[0] += 1;
        let mut w = Writer::new();
        w.raw(&map).u64(field).u64(1);
        let map = w.finish();
        let digest = ekin_protocol::hash::h("manifest", &[&map]);
        let sig = ed25519_dalek::Signer::sign(&key(PACKER), &digest).to_bytes();
        Writer::new().array(2).raw(&map).bytes(&sig).finish()
    };
    let mut changed = signed(&two);
    let at = changed.windows(2).position(|pair| pair == [0x18, 77]).unwrap();
    changed[at + 1] = 78;
    let mut other = say(json!([alive, dying]), false);
    other["tail_bytes"] = 78.into();
    let cases = vec![
        case("no segment", "an empty catalogue", signed(&none), PACKER).gives(say(json!([]), true)),
        case(
            "two segments",
            "one with the set of its dead: bits 3 and 9",
            signed(&two),
            PACKER,
        )
        .gives(say(json!([alive, dying]), true)),
        case("by another key", "not the packer's", signed(&two), STRANGER)
            .gives(say(json!([alive, dying]), false)),
        case(
            "changed",
            "the signature covers every byte of the map",
            changed,
            PACKER,
        )
        .gives(other),
        case("key 64", "ignored and signed for", with(64), PACKER).gives(say(json!([]), true)),
        case("key 8", "newer", with(8), PACKER).refused("newer"),
        case(
            "a set of the dead with a zero byte at its end",
            "trailing zero bytes are left off: one form alone",
            signed(&padded),
            PACKER,
        )
        .refused("form"),
        case("cut", "truncated", signed(&two)[..200].to_vec(), PACKER).refused("truncated"),
        case(
            "oversized",
            "refused by its size alone",
            vec![0; (2 << 20) + 1],
            PACKER,
        )
        .refused("too-large"),
    ];
    file("Manifests `[map, sig]` of public packs.", cases)
}
