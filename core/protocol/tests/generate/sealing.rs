//! Vectors of what is sealed: an epoch's keys, grants, slots, units, and whole private frames.

use super::items::SPACE;
use super::{Case, OWNER, file, hex, key};
use ekin_protocol::cbor::Writer;
use ekin_protocol::envelope::{Signed, Statement};
use ekin_protocol::id::{Incarnation, ObjectId, Short};
use ekin_protocol::item::{ItemType, Meta, write_private};
use ekin_protocol::seal::{EpochKey, UnitKey, Use, grant_inbox, padme, seal_key};
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;
use serde_json::{Value, json};

const OBJECT: ObjectId = ObjectId([0x0b; 16]);
const UNIT: [u8; 16] = [0x1d; 16];
/// Secret of the sealing key of device 5.
const DEVICE: [u8; 32] = [0x5e; 32];

/// E_n of these vectors: 32 times one byte.
fn epoch(n: u8) -> EpochKey {
    EpochKey::new([0xe0 | n; 32])
}

/// The same each time: these are vectors.
fn random() -> ChaCha20Rng {
    ChaCha20Rng::from_seed([1; 32])
}

fn flipped(mut bytes: Vec<u8>, at: usize) -> Vec<u8> {
    bytes[at] ^= 1;
    bytes
}

pub fn sealing() -> Value {
    let mut cases = derived();
    cases.extend(keys());
    cases.extend(units());
    cases.extend(frames());
    file(
        "Keys of an epoch; keys granted, in slots and under one another; payloads of units; sealed frames. E_n is 32 times the byte 0xe0 + n.",
        cases,
    )
}

fn derived() -> Vec<Value> {
    let mut cases = Vec::new();
    for n in [1, 2] {
        let e = epoch(n);
        let n = u32::from(n);
        let key = |use_| hex(*e.derive(&SPACE, n, use_));
        let public = seal_key(&e.derive(&SPACE, n, Use::Inbox));
        let expect = json!({
            "body": key(Use::Body), "pack": key(Use::Pack), "unit": key(Use::Unit), "inbox": key(Use::Inbox),
            "inbox_public": hex(public.0), "prev": key(Use::Prev),
        });
        let name = format!("epoch {n}");
        let case = Case::new("epoch-keys", &name, "HKDF-SHA256, one info to each use");
        cases.push(
            case.with("space", hex(SPACE.0))
                .with("n", n)
                .with("key", hex(e.expose()))
                .gives(expect),
        );
    }
    for len in [
        0, 1, 256, 257, 272, 273, 1000, 4096, 4097, 65_535, 100_000, 192_512,
    ] {
        let case = Case::new("padded", &format!("{len} bytes"), "PADME, 256 at least");
        cases.push(case.with("len", len).gives(padme(len)));
    }
    let actor = |name: &str, why: &str, of: Value, id: String| {
        Case::new("actor", name, why)
            .with("space", hex(SPACE.0))
            .with("object", hex(OBJECT.0))
            .with("generation", 3)
            .with("of", of)
            .gives(id)
    };
    let incarnation = Incarnation([0x42; 8]);
    cases.push(actor(
        "of a device",
        "one to document, generation and life of a device",
        json!([7, hex(incarnation.0)]),
        hex(SPACE.actor(&OBJECT, 3, 7, &incarnation).0),
    ));
    cases.push(actor(
        "of a genesis change",
        "nobody's: every full device makes the same",
        Value::Null,
        hex(SPACE.genesis_actor(&OBJECT, 3).0),
    ));
    cases.push(actor(
        "of what came late",
        "nobody's either: the second of those that stand beside a genesis change",
        json!([1]),
        hex(SPACE.late_actor(&OBJECT, 3, 1).0),
    ));
    cases
}

fn keys() -> Vec<Value> {
    let grant = epoch(2)
        .grant(&SPACE, 2, 5, &seal_key(&DEVICE), &mut random())
        .unwrap();
    let open_grant = |name: &str, why: &str, n: u32, ord: u32, sealed: &[u8]| {
        Case::new("grant", name, why)
            .with("space", hex(SPACE.0))
            .with("n", n)
            .with("ord", ord)
            .with("secret", hex(DEVICE))
            .bytes(sealed)
    };
    let inbox = grant_inbox(&[0x1b; 32], &SPACE, 5, &seal_key(&DEVICE), &mut random()).unwrap();
    let open_inbox = |name: &str, why: &str, ord: u32, sealed: &[u8]| {
        Case::new("inbox-grant", name, why)
            .with("space", hex(SPACE.0))
            .with("ord", ord)
            .with("secret", hex(DEVICE))
            .bytes(sealed)
    };
    let previous = epoch(2).seal_prev(&SPACE, 2, &epoch(1), &mut random()).unwrap();
    let open_previous = |name: &str, why: &str, n: u32| {
        Case::new("previous", name, why)
            .with("space", hex(SPACE.0))
            .with("n", n)
            .with("key", hex(epoch(2).expose()))
            .bytes(&previous)
    };
    vec![
        open_grant("to device 5", "HPKE, base mode", 2, 5, &grant).gives(hex(epoch(2).expose())),
        open_grant("as another device's", "bound to the ord", 2, 6, &grant).refused("seal"),
        open_grant("as another epoch's", "bound to n", 3, 5, &grant).refused("seal"),
        open_grant("changed", "one bit", 2, 5, &flipped(grant.clone(), 40)).refused("seal"),
        open_grant("cut", "shorter than a key", 2, 5, &grant[..31]).refused("seal"),
        open_inbox("a catalogue's inbox", "to device 5", 5, &inbox).gives("1b".repeat(32)),
        open_inbox("as another device's", "bound to the ord", 6, &inbox).refused("seal"),
        open_inbox("an epoch's grant", "each has its own info", 5, &grant).refused("seal"),
        open_previous("the key before", "under the prev key of this one", 2).gives(hex(epoch(1).expose())),
        open_previous("of another epoch", "the prev key is bound to n", 3).refused("seal"),
    ]
}

fn units() -> Vec<Value> {
    let unit = UnitKey::new([0xd0; 32]);
    let slot = unit.to_slot(&SPACE, 2, &UNIT, &epoch(2), &mut random()).unwrap();
    let open_slot = |name: &str, why: &str, unit: [u8; 16]| {
        Case::new("slot", name, why)
            .with("space", hex(SPACE.0))
            .with("unit", hex(unit))
            .with("n", 2)
            .with("key", hex(epoch(2).expose()))
            .bytes(&slot)
    };
    let payload = unit.seal(&OBJECT, b"\xa0", &mut random()).unwrap();
    let open_unit = |name: &str, why: &str, object: ObjectId, payload: &[u8]| {
        Case::new("unit", name, why)
            .with("object", hex(object.0))
            .with("key", hex(unit.expose()))
            .bytes(payload)
    };
    vec![
        open_slot("a unit's key", "under the epoch's unit key", UNIT).gives(hex(unit.expose())),
        open_slot("as another unit's", "bound to the unit", [1; 16]).refused("seal"),
        open_unit("a payload", "associated data is the object id", OBJECT, &payload).gives("a0"),
        open_unit(
            "as another object's",
            "bound to the object",
            ObjectId([1; 16]),
            &payload,
        )
        .refused("seal"),
        open_unit("shorter than a nonce", "cut", OBJECT, &[1; 23]).refused("seal"),
    ]
}

/// One small item: its body stays raw, since what zstd makes differs with its version.
fn frames() -> Vec<Value> {
    let meta = Meta {
        kind: 36,
        at_ms: 1_795_000_000_000,
        ..Meta::default()
    };
    let payload = Writer::new().map(1).text("v").u64(1).finish();
    let items = [write_private(
        &std::array::from_fn(|at| at as u8),
        ItemType::Record,
        &ObjectId(std::array::from_fn(|at| 0xb0 + at as u8)),
        &meta,
        &payload,
    )];
    let statement = Statement {
        ord: 0,
        incarnation: Incarnation([0x42; 8]),
        dev_seq: 1,
        prev: Short([0; 16]),
        view: None,
    };
    let signed = Signed::sign(&SPACE, &statement, &items, &key(OWNER)).unwrap();
    let seal = |n: u8| signed.seal(&SPACE, n.into(), &epoch(n), &mut random()).unwrap();
    let case = |name: &str, why: &str, bytes: Vec<u8>| {
        Case::new("sealed", name, why)
            .with("space", hex(SPACE.0))
            .with("keys", json!([hex(epoch(1).expose()), hex(epoch(2).expose())]))
            .bytes(bytes)
    };
    let expect = || items.iter().map(hex).collect::<Vec<_>>();
    let (one, two) = (seal(1), seal(2));
    let mut moved = one.clone();
    moved.epoch = 2;
    let mut cut = one.clone();
    cut.body.pop();
    let mut changed = one.clone();
    changed.body = flipped(changed.body, 200);
    vec![
        case("under epoch 1", "256 bytes after padding", one.write()).gives(expect()),
        case("again under epoch 2", "with the same signature", two.write()).gives(expect()),
        case(
            "under another epoch than it says",
            "bound to the epoch",
            moved.write(),
        )
        .refused("seal"),
        case("cut", "one byte lacks", cut.write()).refused("seal"),
        case("changed", "one bit", changed.write()).refused("seal"),
    ]
}
