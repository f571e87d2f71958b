//! Vectors of items, stubs and content ids.

use super::{Case, file, hex};
use ekin_protocol::cbor::Writer;
use ekin_protocol::hash::{h, sha256};
use ekin_protocol::id::{ItemHash, ListingKey, ObjectId, OrgId, Short, SpaceId};
use ekin_protocol::item::{Item, Meta, kind, write_record};
use ekin_protocol::merkle;
use serde_json::{Value, json};

/// Space of vectors that need no membership.
pub const SPACE: SpaceId = SpaceId([0x11; 32]);
/// An organisation.
pub const ORG: OrgId = OrgId([0xa3; 16]);

/// A listing `n` of an organisation in a space.
pub fn listing(space: &SpaceId, org: OrgId, n: u8, supersedes: Vec<Short>, payload: &[u8]) -> Vec<u8> {
    let key = ListingKey([n; 16]);
    let meta = Meta {
        kind: kind::LISTING,
        supersedes,
        at_ms: 1_795_000_000_000 + u64::from(n),
        listing: Some((org, key)),
        ..Meta::default()
    };
    write_record(&space.listing(&org, &key), &meta, payload)
}

/// `{"v": 1, "title": {"fr": text}}`.
pub fn payload(text: &str) -> Vec<u8> {
    let mut w = Writer::new();
    w.map(2)
        .text("v")
        .u64(1)
        .text("title")
        .map(1)
        .text("fr")
        .text(text);
    w.finish()
}

/// Hash of an item as written.
pub fn hash_of(item: &[u8]) -> ItemHash {
    Item::read(item).unwrap().hash()
}

struct Parts<'a> {
    salt: &'a [u8],
    item_type: u64,
    meta: Vec<u8>,
}

impl Parts<'_> {
    fn item(&self, payload: &[u8]) -> Vec<u8> {
        let mut w = Writer::new();
        w.array(5)
            .bytes(self.salt)
            .u64(self.item_type)
            .bytes(&[9; 16])
            .raw(&self.meta);
        w.bytes(payload).finish()
    }
}

/// A meta of a listing with no more than what must be there, and further keys.
fn meta(more: &[(u64, &[u8])]) -> Vec<u8> {
    let mut w = Writer::new();
    w.map(4 + more.len())
        .u64(0)
        .u64(32)
        .u64(1)
        .array(0)
        .u64(3)
        .u64(7)
        .u64(4)
        .u64(0);
    for (key, value) in more {
        w.u64(*key).raw(value);
    }
    w.finish()
}

pub fn items() -> Value {
    let object = SPACE.listing(&ORG, &ListingKey([1; 16]));
    let text = payload("Sortie à la mer");
    let first = listing(&SPACE, ORG, 1, vec![], &text);
    let replaced = hash_of(&first);
    let second = listing(&SPACE, ORG, 1, vec![replaced.short()], &text);
    let fields = |supersedes: Vec<String>, payload: Value| {
        json!({
            "salt": "", "type": 2, "object": hex(object.0), "kind": 32, "supersedes": supersedes, "unit": null,
            "at_ms": 1_795_000_000_001u64, "generation": 0, "listing": [hex(ORG.0), "01".repeat(16)],
            "payload": payload, "payload_sha256": hex(sha256(&text)),
        })
    };
    let hashed = |mut fields: Value, hash: &ItemHash| {
        fields["hash"] = hex(hash.0).into();
        fields
    };
    let stub = Writer::new()
        .array(6)
        .raw(&first[1..first.len() - text.len() - 2])
        .null()
        .bytes(&sha256(&text))
        .finish();
    let plain = |item_type, meta| Parts {
        salt: &[],
        item_type,
        meta,
    };
    let bare = |fields: &Parts<'_>, more: Value| {
        let bytes = fields.item(&[0xa0]);
        let mut expect = json!({
            "salt": hex(fields.salt), "type": fields.item_type, "object": "09".repeat(16), "kind": 32, "supersedes": [],
            "unit": null, "at_ms": 7, "generation": 0, "listing": null, "payload": "a0",
            "payload_sha256": hex(sha256(&[0xa0])), "hash": hex(hash_of(&bytes).0),
        });
        more.as_object()
            .into_iter()
            .flatten()
            .for_each(|(k, v)| expect[k] = v.clone());
        (bytes, expect)
    };
    let ok = |name: &str, why: &str, (bytes, expect): (Vec<u8>, Value)| {
        Case::new("item", name, why).bytes(bytes).gives(expect)
    };
    let bad = |name: &str, why: &str, bytes: Vec<u8>, word: &str| {
        Case::new("item", name, why).bytes(bytes).refused(word)
    };
    let five = plain(2, meta(&[]));
    let long_object = Writer::new()
        .array(5)
        .bytes(&[])
        .u64(2)
        .bytes(&[9; 17])
        .raw(&meta(&[]))
        .bytes(&[0xa0])
        .finish();
    let four = Writer::new()
        .array(4)
        .bytes(&[])
        .u64(2)
        .bytes(&[9; 16])
        .raw(&meta(&[]))
        .finish();
    let not_null = Writer::new()
        .array(6)
        .bytes(&[])
        .u64(2)
        .bytes(&[9; 16])
        .raw(&meta(&[]))
        .u64(0)
        .bytes(&[0; 32])
        .finish();
    let unsorted = {
        let mut w = Writer::new();
        w.map(4)
            .u64(1)
            .array(0)
            .u64(0)
            .u64(32)
            .u64(3)
            .u64(7)
            .u64(4)
            .u64(0);
        plain(2, w.finish()).item(&[0xa0])
    };
    let no_kind = {
        let mut w = Writer::new();
        w.map(3).u64(1).array(0).u64(3).u64(7).u64(4).u64(0);
        plain(2, w.finish()).item(&[0xa0])
    };
    let too_many = {
        let mut w = Writer::new();
        w.map(4).u64(0).u64(32).u64(1).array(257);
        (0..257).for_each(|_| {
            w.bytes(&[1; 16]);
        });
        w.u64(3).u64(7).u64(4).u64(0);
        plain(2, w.finish()).item(&[0xa0])
    };
    let mut cases = vec![
        ok(
            "a listing",
            "a public record",
            (
                first.clone(),
                hashed(fields(vec![], hex(&text).into()), &replaced),
            ),
        ),
        ok(
            "a listing that replaces one",
            "key 1 names it by the first 16 bytes of its hash",
            (
                second.clone(),
                hashed(
                    fields(vec![hex(replaced.short().0)], hex(&text).into()),
                    &hash_of(&second),
                ),
            ),
        ),
        ok(
            "the stub of a listing",
            "after a public erasure: null and SHA-256(payload), the same item hash",
            (stub, hashed(fields(vec![], Value::Null), &replaced)),
        ),
        ok(
            "key 63 is the last that must be understood, key 64 may be ignored",
            "from 64 on it is kept byte for byte: the hash covers it",
            bare(&plain(2, meta(&[(64, &[0x01])])), json!({})),
        ),
        ok(
            "the same with another value of key 64",
            "another hash",
            bare(&plain(2, meta(&[(64, &[0x02])])), json!({})),
        ),
        ok(
            "keys 64 and 255",
            "any number of them",
            bare(&plain(2, meta(&[(64, &[0xa0]), (255, &[0x80])])), json!({})),
        ),
        ok(
            "a salt",
            "of private spaces",
            bare(
                &Parts {
                    salt: &[5; 16],
                    item_type: 2,
                    meta: meta(&[]),
                },
                json!({}),
            ),
        ),
        ok(
            "a unit",
            "of private spaces: key 2",
            bare(
                &plain(2, {
                    let mut w = Writer::new();
                    w.map(5)
                        .u64(0)
                        .u64(32)
                        .u64(1)
                        .array(0)
                        .u64(2)
                        .bytes(&[6; 16])
                        .u64(3)
                        .u64(7)
                        .u64(4)
                        .u64(0)
                        .finish()
                }),
                json!({ "unit": "06".repeat(16) }),
            ),
        ),
        ok(
            "a change",
            "of private spaces: type 1",
            bare(&plain(1, meta(&[])), json!({})),
        ),
    ];
    for newer in [6u64, 48, 63] {
        cases.push(bad(
            &format!("meta key {newer}"),
            "below 64 and unknown: a newer version wrote it",
            plain(2, meta(&[(newer, &[0x01])])).item(&[0xa0]),
            "newer",
        ));
    }
    for item_type in [0u64, 3, 15] {
        cases.push(bad(
            &format!("type {item_type}"),
            "types 3 to 15 are reserved",
            plain(item_type, meta(&[])).item(&[0xa0]),
            "newer",
        ));
    }
    let mut cut = first.clone();
    cut.pop();
    let mut more = first.clone();
    more.push(0);
    cases.extend([
        bad("cut short", "the last byte lacks", cut, "truncated"),
        bad("a byte more", "trailing", more, "trailing"),
        bad("meta not in order", "not canonical", unsorted, "key-order"),
        bad("no kind", "key 0 of meta must be there", no_kind, "form"),
        bad(
            "a salt of 8 bytes",
            "16 or none",
            Parts {
                salt: &[5; 8],
                item_type: 2,
                meta: meta(&[]),
            }
            .item(&[0xa0]),
            "form",
        ),
        bad("an object of 17 bytes", "16", long_object, "form"),
        bad("four elements", "five, or six in a stub", four, "form"),
        bad(
            "a stub with 0 for null",
            "the fifth element of a stub is null",
            not_null,
            "form",
        ),
        bad("257 replaced items", "at most 256", too_many, "too-large"),
        bad(
            "a payload of 64 KiB and one byte",
            "at most 64 KiB",
            five.item(&vec![0; (64 << 10) + 1]),
            "too-large",
        ),
    ]);
    file(
        "Items `[salt, type, object, meta, payload]`, their stubs and hashes.",
        cases,
    )
}

/// Hashes that stand for items: H("vector", u8 index).
pub fn hashes(n: u8) -> Vec<ItemHash> {
    (0..n).map(|i| ItemHash(h("vector", &[&[i]]))).collect()
}

pub fn content_ids() -> Value {
    let texts = |hashes: &[[u8; 32]]| hashes.iter().map(hex).collect::<Vec<_>>();
    let case = |name: &str, why: &str, n: u8, live: &[usize]| {
        let all = hashes(n);
        let given: Vec<Value> = live
            .iter()
            .filter_map(|i| Some(json!([i, hex(all.get(*i)?.0)])))
            .collect();
        Case::new("content-id", name, why)
            .with("n", n)
            .with("live", given)
            .with("dead", texts(&merkle::dead(&all, live)))
    };
    let root = |n: u8| hex(merkle::content_id(&hashes(n)).0);
    let mut cases = Vec::new();
    for n in [1u8, 2, 3, 4, 5, 64] {
        let live: Vec<usize> = (0..usize::from(n)).collect();
        cases.push(
            case(
                &format!("{n} items, all alive"),
                "RFC 6962, 2.1, over item hashes",
                n,
                &live,
            )
            .gives(root(n)),
        );
    }
    for (n, live) in [
        (2u8, vec![0usize]),
        (3, vec![2]),
        (5, vec![1, 4]),
        (5, vec![4]),
        (64, vec![63]),
        (64, vec![0, 17, 40]),
    ] {
        cases.push(
            case(
                &format!("{n} items, alive {live:?}"),
                "what is dead is given by the fewest hashes, from left to right",
                n,
                &live,
            )
            .gives(root(n)),
        );
    }
    let with = |mut case: Value, word: &str, change: &dyn Fn(&mut Value)| {
        if let Some(map) = case.as_object_mut() {
            map.remove("expect");
        }
        change(&mut case);
        case["refused"] = word.into();
        case
    };
    let base = |name: &str, why: &str| case(name, why, 5, &[1, 4]).gives(true);
    cases.push(with(
        base("a hash too many", "every hash that is given must be used"),
        "proof",
        &|case| {
            if let Some(dead) = case["dead"].as_array_mut() {
                dead.push("00".repeat(32).into());
            }
        },
    ));
    cases.push(with(
        base("a hash too few", "the tree has a hole"),
        "proof",
        &|case| {
            if let Some(dead) = case["dead"].as_array_mut() {
                dead.pop();
            }
        },
    ));
    cases.push(with(
        base("indices not ascending", "4 before 1"),
        "proof",
        &|case| {
            if let Some(live) = case["live"].as_array_mut() {
                live.reverse();
            }
        },
    ));
    cases.push(with(
        base("an index beyond the tree", "four items have no item 4"),
        "proof",
        &|case| case["n"] = 4.into(),
    ));
    cases.push(with(
        base("no item", "an envelope has one to 64 items"),
        "proof",
        &|case| case["n"] = 0.into(),
    ));
    file(
        "content_id: the Merkle root of RFC 6962 over item hashes, whole and with dead subtrees. The item hash i is H(\"vector\", u8 i).",
        cases,
    )
}

/// An object id for tests of trees.
pub fn object(first: [u8; 2], rest: u8) -> ObjectId {
    let mut id = [rest; 16];
    id[..2].copy_from_slice(&first);
    ObjectId(id)
}
