//! Vectors of the log: running hash, entries, blocks, notices, and the relay's signed words.

use super::items::{ORG, SPACE, listing, payload};
use super::{Case, OWNER, PUBLISHER, RELAY, STRANGER, envelopes, file, hex, key, public};
use ekin_protocol::cbor::Writer;
use ekin_protocol::code::Code;
use ekin_protocol::entry::{Block, Entry, Notice};
use ekin_protocol::hash::h;
use ekin_protocol::head::{EntryKind, Head, Receipt, Refusal};
use ekin_protocol::id::{EnvelopeId, Instance, R, Signature};
use serde_json::{Value, json};

const KINDS: [EntryKind; 5] = [
    EntryKind::Envelope,
    EntryKind::Membership,
    EntryKind::Notice,
    EntryKind::HealedEnvelope,
    EntryKind::HealedMembership,
];

pub fn codes() -> Value {
    let codes: [(u16, &str, &str); 22] = [
        (100, "busy", "later"),
        (101, "quota", "later"),
        (102, "healing", "later"),
        (103, "frozen", "later"),
        (150, "other", "later"),
        (200, "epoch-stale", "renew"),
        (201, "view-stale", "renew"),
        (202, "checkpoint-stale", "renew"),
        (203, "head-moved", "renew"),
        (300, "removed", "final"),
        (301, "not-allowed", "final"),
        (302, "too-large", "final"),
        (303, "bad-form", "final"),
        (304, "fork", "final"),
        (399, "other", "final"),
        (400, "no-space", "request"),
        (401, "creation-code", "request"),
        (403, "bad-proof", "request"),
        (404, "not-found", "request"),
        (405, "version", "request"),
        (500, "other", "final"),
        (65535, "other", "final"),
    ];
    let cases = codes.map(|(number, word, class)| {
        Case::new(
            "code",
            &format!("{number}"),
            "the class of an unknown number is its hundreds; an unknown class is final",
        )
        .with("number", number)
        .gives(json!({ "word": word, "class": class }))
    });
    file("Codes of refusals.", cases.into())
}

fn notice() -> Vec<u8> {
    Notice {
        instance: Instance([0x21; 16]),
    }
    .write()
}

pub fn logs() -> Value {
    let ids: Vec<[u8; 32]> = (0..5u8).map(|i| h("vector", &[&[i]])).collect();
    let times = [
        1_795_000_000_000u64,
        1_795_000_000_000,
        1_795_000_000_500,
        0xffff_ffff_ffff,
        u64::MAX,
    ];
    let mut r = R::start(&SPACE);
    let mut chain = Vec::new();
    let mut entries = Vec::new();
    for (n, ((id, t_ms), kind)) in ids.iter().zip(times).zip(KINDS).enumerate() {
        r = r.next(n as u64 + 1, t_ms, kind, id);
        entries.push(json!([t_ms, kind.code(), hex(id)]));
        chain.push(hex(r.0));
    }
    let record = super::members::genesis(OWNER);
    let frame = envelopes::frame(
        &SPACE,
        &envelopes::first(1),
        &[listing(&SPACE, ORG, 1, vec![], &payload("Bat"))],
        PUBLISHER,
    );
    let before = R([6; 32]);
    let entry = |name: &str, why: &str, kind: EntryKind, body: Vec<u8>, id: [u8; 32]| {
        let entry = Entry {
            seq: 300,
            t_ms: 1_795_000_000_000,
            kind,
            body,
        };
        let mut w = Writer::new();
        entry.write_to(&mut w);
        Case::new("entry", name, why)
            .with("space", hex(SPACE.0))
            .with("before", hex(before.0))
            .bytes(w.finish())
            .gives(json!({
                "seq": 300, "t_ms": entry.t_ms, "kind": kind.code(), "body": hex(&entry.body), "id": hex(id),
                "r": hex(before.next(300, entry.t_ms, kind, &id).0),
            }))
    };
    let plain = |name: &str, why: &str, bytes: Vec<u8>| {
        Case::new("entry", name, why)
            .with("space", hex(SPACE.0))
            .with("before", hex(before.0))
            .bytes(bytes)
    };
    let tuple = |kind: u64| {
        let mut w = Writer::new();
        w.array(4).u64(1).u64(2).u64(kind).bytes(&notice());
        w.finish()
    };
    let id = frame.id(&SPACE).0;
    let notice_case = |name: &str, why: &str, bytes: Vec<u8>| Case::new("notice", name, why).bytes(bytes);
    let map = |pairs: &[(u64, &[u8])]| {
        let mut w = Writer::new();
        w.map(pairs.len());
        for (key, value) in pairs {
            w.u64(*key).raw(value);
        }
        w.finish()
    };
    let sixteen = [&[0x50u8][..], &[0x21; 16]].concat();
    let mut cases = vec![
        Case::new("log", "five entries", "R_0 = space_id; each kind once, equal times, the greatest time")
            .with("space", hex(SPACE.0)).with("entries", entries).gives(chain),
        entry("an envelope", "the id is the envelope's", EntryKind::Envelope, frame.write(), id),
        entry("an envelope admitted again", "kind 3: the same id, another running hash", EntryKind::HealedEnvelope, frame.write(), id),
        entry("a membership record", "the id is the record's", EntryKind::Membership, record.write(), record.id().0),
        entry("a membership record admitted again", "kind 4", EntryKind::HealedMembership, record.write(), record.id().0),
        entry("a notice", "the id is H(\"notice\", bytes)", EntryKind::Notice, notice(), h("notice", &[&notice()])),
        plain("kind 5", "newer", tuple(5)).refused("newer"),
        plain("three elements", "four", Writer::new().array(3).u64(1).u64(2).u64(0).finish()).refused("form"),
        plain("a body that is no frame", "the place stays, the id cannot be had", Writer::new().array(4).u64(1).u64(2).u64(0).bytes(&[0x80]).finish()).refused("form"),
        notice_case("a new instance", "{0: 1, 1: instance}", notice()).gives(json!({ "instance": "21".repeat(16), "id": hex(h("notice", &[&notice()])) })),
        notice_case("with key 64", "ignored, but in the id", map(&[(0, &[1]), (1, &sixteen), (64, &[1])]))
            .gives(json!({ "instance": "21".repeat(16), "id": hex(h("notice", &[&map(&[(0, &[1]), (1, &sixteen), (64, &[1])])])) })),
        notice_case("notice 2", "newer", map(&[(0, &[2]), (1, &sixteen)])).refused("newer"),
        notice_case("with key 2", "newer", map(&[(0, &[1]), (1, &sixteen), (2, &[1])])).refused("newer"),
    ];
    let entry = Entry {
        seq: 1,
        t_ms: 2,
        kind: EntryKind::Notice,
        body: notice(),
    };
    let say = json!([1, 2, 2, hex(notice())]);
    let head = Head::sign(&key(RELAY), SPACE, Instance([0x21; 16]), 1, R([6; 32]), 2);
    let block = |name: &str, why: &str, bytes: Vec<u8>| Case::new("block", name, why).bytes(bytes);
    let closed = Block {
        entries: vec![entry.clone()],
        head: None,
    };
    let open = Block {
        entries: vec![entry.clone()],
        head: Some(head.clone()),
    };
    cases.extend([
        block("closed", "256 entries or 512 KiB: never changes", closed.write())
            .gives(json!({ "entries": [say], "head": null })),
        block("open", "with the signed head", open.write())
            .gives(json!({ "entries": [say], "head": hex(head.write()) })),
        block("empty", "nothing yet", Block::default().write()).gives(json!({ "entries": [], "head": null })),
        block(
            "257 entries",
            "at most 256",
            Block {
                entries: vec![entry; 257],
                head: None,
            }
            .write(),
        )
        .refused("too-large"),
        block("key 2", "newer", map(&[(0, &[0x80]), (2, &[1])])).refused("newer"),
        block("key 64", "ignored", map(&[(0, &[0x80]), (64, &[1])]))
            .gives(json!({ "entries": [], "head": null })),
        block(
            "oversized",
            "refused by its size alone",
            vec![0; (705 << 10) + 4097],
        )
        .refused("too-large"),
    ]);
    file("The running hash R, entries, notices and blocks.", cases)
}

pub fn words() -> Value {
    let head = Head::sign(
        &key(RELAY),
        SPACE,
        Instance([0x21; 16]),
        300,
        R([6; 32]),
        1_795_000_000_000,
    );
    let fields = |verifies: bool| {
        json!({
            "space": hex(SPACE.0), "instance": "21".repeat(16), "seq": 300, "r": "06".repeat(32),
            "t_ms": 1_795_000_000_000u64, "verifies": verifies,
        })
    };
    let case = |op: &str, name: &str, why: &str, bytes: Vec<u8>, by: u8| {
        Case::new(op, name, why)
            .with("relay", hex(public(by).0))
            .bytes(bytes)
    };
    let forged = Head {
        sig: Signature([1; 64]),
        ..head.clone()
    };
    let with = |key: u64| {
        let mut bytes = head.write();
        bytes[0] += 1;
        let mut w = Writer::new();
        w.raw(&bytes).u64(key).u64(1).finish()
    };
    let id = EnvelopeId(h("vector", &[&[1]]));
    let receipt = Receipt {
        entries: vec![(299, id), (300, EnvelopeId(h("vector", &[&[2]])))],
        head: head.clone(),
    };
    let refusal = Refusal::sign(&key(RELAY), id, Code::Fork);
    let changed = Refusal {
        code: Code::Removed,
        ..refusal.clone()
    };
    let unknown = Refusal::sign(&key(RELAY), id, Code::Other(199));
    let say = |code: u16, word: &str, verifies: bool| json!({ "id": hex(id.0), "code": code, "word": word, "verifies": verifies });
    let cases = vec![
        case("head", "a head", "signed: H(\"head\", map of the fields 0 to 4)", head.write(), RELAY).gives(fields(true)),
        case("head", "by another relay", "not the key that the space pinned", head.write(), STRANGER).gives(fields(false)),
        case("head", "forged", "not a signature", forged.write(), RELAY).gives(fields(false)),
        case("head", "key 64", "ignored; the signature covers the fields 0 to 4 alone", with(64), RELAY).gives(fields(true)),
        case("head", "key 6", "newer", with(6), RELAY).refused("newer"),
        case("head", "cut", "truncated", head.write()[..90].to_vec(), RELAY).refused("truncated"),
        case("receipt", "two envelopes", "places and ids, then the head after the last", receipt.write(), RELAY).gives(json!({
            "entries": [[299, hex(id.0)], [300, hex(h("vector", &[&[2]]))]], "head": hex(head.write()), "verifies": true,
        })),
        case("receipt", "one element", "form", vec![0x81, 0x80], RELAY).refused("form"),
        case("refusal", "fork", "signed: H(\"refusal\", id, u16 code)", refusal.write(), RELAY).gives(say(304, "fork", true)),
        case("refusal", "another code", "the code is signed for", changed.write(), RELAY).gives(say(300, "removed", false)),
        case("refusal", "an unknown code", "kept, with the class of its hundreds", unknown.write(), RELAY).gives(say(199, "other", true)),
        case("refusal", "code 65536", "below 2^16", Writer::new().array(3).bytes(&id.0).u64(65_536).bytes(&[0; 64]).finish(), RELAY).refused("form"),
    ];
    file("The relay's signed words: head, receipt, refusal.", cases)
}
