//! Vectors of the session's messages, both ways, and of the device's proof.

use super::items::SPACE;
use super::{Case, OWNER, RELAY, STRANGER, file, hex, key, public};
use ekin_protocol::code::Code;
use ekin_protocol::entry::{Entry, Notice};
use ekin_protocol::hash::h;
use ekin_protocol::head::{Backed, EntryKind, Head, Receipt, Refusal};
use ekin_protocol::heal::Link;
use ekin_protocol::id::{EnvelopeId, Incarnation, Instance, R, RecordId, Short};
use ekin_protocol::session::{Cursor, Exception, ToDevice, ToRelay, prove};
use serde_json::{Value, json};

pub fn sessions() -> Value {
    let mut cases = to_relay();
    cases.extend(to_device());
    let nonce = [0x4e; 32];
    let proof = prove(&key(OWNER), &public(RELAY), &nonce);
    let case = |name: &str, why: &str, relay: u8, nonce: [u8; 32], device: u8, good: bool| {
        Case::new("proof", name, why)
            .with("relay", hex(public(relay).0))
            .with("nonce", hex(nonce))
            .with("device", hex(public(device).0))
            .with("proof", hex(proof.0))
            .gives(good)
    };
    cases.extend([
        case(
            "a proof",
            "Ed25519 over H(\"hello\", relay key, nonce, device key)",
            RELAY,
            nonce,
            OWNER,
            true,
        ),
        case(
            "to another relay",
            "a relay cannot pass it on",
            STRANGER,
            nonce,
            OWNER,
            false,
        ),
        case(
            "of another challenge",
            "it cannot be said again",
            RELAY,
            [0; 32],
            OWNER,
            false,
        ),
        case("of another device", "not its key", RELAY, nonce, STRANGER, false),
    ]);
    file(
        "Messages of the session, to the relay (numbers 0 to 15) and to a device (16 and on).",
        cases,
    )
}

fn to_relay() -> Vec<Value> {
    let cursor = Cursor::new(&SPACE, 300, &R([6; 32]));
    let ok = |name: &str, message: ToRelay, expect: Value| {
        Case::new("to-relay", name, "reads back")
            .bytes(message.write())
            .gives(expect)
    };
    let bad = |name: &str, why: &str, text: &str, word: &str| {
        Case::new("to-relay", name, why).with("bytes", text).refused(word)
    };
    let hello = |instance: Option<Instance>, cursors: Vec<Cursor>| ToRelay::Hello {
        versions: vec![1],
        features: 0,
        device: public(OWNER),
        instance,
        cursors,
    };
    let say = |instance: Value, cursors: Value| json!({ "hello": { "versions": [1], "features": 0, "device": hex(public(OWNER).0), "instance": instance, "cursors": cursors } });
    let place = json!(["11".repeat(8), 300, "06".repeat(8)]);
    vec![
        ok(
            "hello with no space",
            hello(None, vec![]),
            say(Value::Null, json!([])),
        ),
        ok(
            "hello with two spaces",
            hello(Some(Instance([0x21; 16])), vec![cursor, cursor]),
            say("21".repeat(16).into(), json!([place, place])),
        ),
        ok(
            "proof",
            ToRelay::Proof(prove(&key(OWNER), &public(RELAY), &[1; 32])),
            json!({ "proof": hex(prove(&key(OWNER), &public(RELAY), &[1; 32]).0) }),
        ),
        ok(
            "push",
            ToRelay::Push {
                space: 1,
                frames: vec![vec![1, 2], vec![]],
            },
            json!({ "push": [1, ["0102", ""]] }),
        ),
        ok(
            "push record",
            ToRelay::PushRecord {
                space: 0,
                record: vec![9],
            },
            json!({ "push_record": [0, "09"] }),
        ),
        ok(
            "ask chain",
            ToRelay::AskChain {
                space: 0,
                ord: 7,
                incarnation: Incarnation([0x42; 8]),
            },
            json!({ "ask_chain": [0, 7, "42".repeat(8)] }),
        ),
        ok("credit", ToRelay::Credit(1 << 20), json!({ "credit": 1 << 20 })),
        ok("ping", ToRelay::Ping(77), json!({ "ping": 77 })),
        ok(
            "ask members",
            ToRelay::AskMembers { space: 2, after: 3 },
            json!({ "ask_members": [2, 3] }),
        ),
        ok(
            "show head",
            ToRelay::ShowHead {
                space: 1,
                head: Some(signed_head()),
            },
            json!({ "show_head": [1, hex(signed_head().write())] }),
        ),
        ok(
            "show no head",
            ToRelay::ShowHead { space: 1, head: None },
            json!({ "show_head": [1, null] }),
        ),
        ok(
            "lost",
            ToRelay::Lost {
                space: 0,
                links: vec![link(), link()],
                head: Some(signed_head()),
            },
            json!({ "lost": [0, [said_link(), said_link()], hex(signed_head().write())] }),
        ),
        Case::new("to-relay", "4097 links", "at most 4,096 of one message")
            .bytes(
                ToRelay::Lost {
                    space: 0,
                    links: vec![link(); 4097],
                    head: None,
                }
                .write(),
            )
            .refused("too-large"),
        bad("number 10", "newer", "820a00", "newer"),
        bad(
            "a message for a device",
            "16 and on go the other way",
            "82181800",
            "newer",
        ),
        bad("no number", "form", "80", "form"),
        bad("a text for a number", "form", "82616100", "form"),
        bad("not an array", "form", "a0", "form"),
        bad("a long number", "not canonical", "82180600", "not-canonical"),
        bad("cut", "truncated", "8206", "truncated"),
        bad("nine parts", "at most eight", "89000000000000000000", "too-large"),
        Case::new("to-relay", "257 frames", "at most 256 of one push")
            .bytes(
                ToRelay::Push {
                    space: 0,
                    frames: vec![vec![]; 257],
                }
                .write(),
            )
            .refused("too-large"),
        Case::new("to-relay", "257 spaces", "at most 256 of one hello")
            .bytes(hello(None, vec![cursor; 257]).write())
            .refused("too-large"),
        Case::new("to-relay", "oversized", "refused by its size alone")
            .bytes(vec![0; (256 << 10) + 1])
            .refused("too-large"),
    ]
}

fn signed_head() -> Head {
    Head::sign(&key(RELAY), SPACE, Instance([0x21; 16]), 5, R([6; 32]), 9)
}

fn link() -> Link {
    Link {
        seq: 5,
        t_ms: 9,
        kind: EntryKind::HealedEnvelope,
        id: [0x33; 32],
    }
}

fn said_link() -> Value {
    json!([5, 9, 3, "33".repeat(32)])
}

fn to_device() -> Vec<Value> {
    let head = Head::sign(&key(RELAY), SPACE, Instance([0x21; 16]), 5, R([6; 32]), 9);
    let id = EnvelopeId(h("vector", &[&[1]]));
    let receipt = Receipt {
        entries: vec![(5, id)],
        head: head.clone(),
    };
    let refusal = Refusal::sign(&key(RELAY), id, Code::Fork);
    let backed = Backed::sign(&key(RELAY), SPACE, 5, R([6; 32]));
    let notice = Notice {
        instance: Instance([0x21; 16]),
    }
    .write();
    let entry = Entry {
        seq: 5,
        t_ms: 9,
        kind: EntryKind::Notice,
        body: notice.clone(),
    };
    let say_entry = json!([5, 9, 2, hex(&notice)]);
    let ok = |name: &str, message: ToDevice, expect: Value| {
        Case::new("to-device", name, "reads back")
            .bytes(message.write())
            .gives(expect)
    };
    let bad = |name: &str, why: &str, text: &str, word: &str| {
        Case::new("to-device", name, why)
            .with("bytes", text)
            .refused(word)
    };
    let record = RecordId(h("vector", &[&[2]]));
    vec![
        ok(
            "challenge",
            ToDevice::Challenge {
                nonce: [1; 32],
                relay: public(RELAY),
            },
            json!({ "challenge": ["01".repeat(32), hex(public(RELAY).0)] }),
        ),
        ok(
            "ok",
            ToDevice::Ok {
                instance: Instance([0x21; 16]),
                exceptions: vec![],
                t_ms: 1_795_000_000_000,
            },
            json!({ "ok": ["21".repeat(16), [], 1_795_000_000_000_u64] }),
        ),
        ok(
            "ok with exceptions",
            ToDevice::Ok {
                instance: Instance([0x21; 16]),
                exceptions: vec![
                    (0, Exception::Rewind(4)),
                    (2, Exception::Gone),
                    (3, Exception::Behind(9)),
                    (4, Exception::Cut(7)),
                ],
                t_ms: 1_795_000_000_000,
            },
            json!({ "ok": ["21".repeat(16), [[0, 4], [2, null], [3, [9]], [4, [7, null]]], 1_795_000_000_000_u64] }),
        ),
        ok(
            "entries",
            ToDevice::Entries {
                space: 0,
                entries: vec![entry.clone()],
                head: None,
            },
            json!({ "entries": [0, [say_entry.clone()], null] }),
        ),
        ok(
            "entries up to the head",
            ToDevice::Entries {
                space: 0,
                entries: vec![entry.clone()],
                head: Some(head.clone()),
            },
            json!({ "entries": [0, [say_entry.clone()], hex(head.write())] }),
        ),
        ok(
            "receipt",
            ToDevice::Receipt {
                space: 3,
                receipt: receipt.clone(),
            },
            json!({ "receipt": [3, hex(receipt.write())] }),
        ),
        ok(
            "refused",
            ToDevice::Refused {
                space: 3,
                refusal: refusal.clone(),
            },
            json!({ "refused": [3, hex(refusal.write())] }),
        ),
        ok(
            "record taken",
            ToDevice::RecordTaken {
                space: 0,
                record,
                seq: 3,
            },
            json!({ "record_taken": [0, hex(record.0), 3] }),
        ),
        ok(
            "record refused",
            ToDevice::RecordRefused {
                space: 0,
                record,
                code: Code::HeadMoved,
            },
            json!({ "record_refused": [0, hex(record.0), 203] }),
        ),
        ok(
            "chain",
            ToDevice::Chain {
                space: 0,
                ord: 1,
                incarnation: Incarnation([0x42; 8]),
                dev_seq: 4,
                last: Short([7; 16]),
            },
            json!({ "chain": [0, 1, "42".repeat(8), 4, "07".repeat(16)] }),
        ),
        ok(
            "members",
            ToDevice::Members {
                space: 2,
                entries: vec![entry],
            },
            json!({ "members": [2, [say_entry]] }),
        ),
        ok("pong", ToDevice::Pong(77), json!({ "pong": 77 })),
        ok(
            "failure",
            ToDevice::Failure(Code::Busy),
            json!({ "failure": 100 }),
        ),
        ok(
            "restored",
            ToDevice::Restored {
                space: 1,
                head: signed_head(),
            },
            json!({ "restored": [1, hex(signed_head().write())] }),
        ),
        ok(
            "backed",
            ToDevice::Backed {
                space: 1,
                backed: backed.clone(),
            },
            json!({ "backed": [1, hex(backed.write())] }),
        ),
        bad("number 29", "newer", "82181d00", "newer"),
        bad("number 64", "newer", "811840", "newer"),
        bad(
            "a message for the relay",
            "below 16 goes the other way",
            "820600",
            "newer",
        ),
        bad("number 256", "form: numbers are below 256", "81190100", "form"),
        bad("pong 1 cut", "truncated", "821818", "truncated"),
    ]
}
