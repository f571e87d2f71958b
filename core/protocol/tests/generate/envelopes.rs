//! Vectors of statements, envelope ids, signatures, frames and bodies.

use super::items::{ORG, SPACE, hash_of, listing, payload};
use super::{Case, PUBLISHER, STRANGER, file, hex, key, public};
use ekin_protocol::cbor::Writer;
use ekin_protocol::envelope::{Frame, Statement, View, content_id, envelope_id, sign, write_items};
use ekin_protocol::id::{ContentId, Incarnation, R, Short, Signature, SpaceId};
use ekin_protocol::{envelope, merkle};
use serde_json::{Value, json};

fn say(statement: &Statement) -> Value {
    json!({
        "ord": statement.ord, "incarnation": hex(statement.incarnation.0), "dev_seq": statement.dev_seq,
        "prev": hex(statement.prev.0), "view": statement.view.map(|v| json!([v.seq, hex(v.view.0)])),
    })
}

/// First statement of a device.
pub fn first(ord: u32) -> Statement {
    Statement {
        ord,
        incarnation: Incarnation([0x42; 8]),
        dev_seq: 1,
        prev: Short([0; 16]),
        view: None,
    }
}

/// A frame whose body is not compressed, so that its bytes are the same for ever.
pub fn frame(space: &SpaceId, statement: &Statement, items: &[Vec<u8>], seed: u8) -> Frame {
    let content_id = content_id(items).unwrap();
    let statement_bytes = statement.write();
    Frame {
        sig: sign(&key(seed), &envelope_id(space, &content_id, &statement_bytes)),
        statement: statement.clone(),
        statement_bytes,
        content_id,
        epoch: 0,
        body: [&[0], write_items(items).as_slice()].concat(),
    }
}

/// A statement with further keys.
fn more(statement: &Statement, fields: &[(u64, &[u8])]) -> Vec<u8> {
    let mut bytes = statement.write();
    if let Some(head) = bytes.first_mut() {
        *head += u8::try_from(fields.len()).unwrap();
    }
    let mut w = Writer::new();
    w.raw(&bytes);
    for (key, value) in fields {
        w.u64(*key).raw(value);
    }
    w.finish()
}

pub fn statements() -> Value {
    let plain = first(1);
    let later = Statement {
        dev_seq: 2,
        prev: Short([7; 16]),
        ..first(1)
    };
    let view = envelope::view16(&R([3; 32]), &[4; 32]);
    let seeing = Statement {
        view: Some(View { seq: 300, view }),
        ..later.clone()
    };
    let ok = |name: &str, why: &str, bytes: Vec<u8>, s: &Statement| {
        Case::new("statement", name, why).bytes(bytes).gives(say(s))
    };
    let bad = |name: &str, why: &str, bytes: Vec<u8>, word: &str| {
        Case::new("statement", name, why).bytes(bytes).refused(word)
    };
    let mut suite = plain.write();
    suite[2] = 2;
    let never = Statement {
        dev_seq: 0,
        ..first(1)
    };
    let mut short = Writer::new();
    short
        .map(5)
        .u64(0)
        .u64(1)
        .u64(1)
        .u64(0)
        .u64(2)
        .bytes(&[1; 7])
        .u64(3)
        .u64(1)
        .u64(4)
        .bytes(&[0; 16]);
    let mut long_ord = Writer::new();
    long_ord
        .map(5)
        .u64(0)
        .u64(1)
        .u64(1)
        .u64(1 << 32)
        .u64(2)
        .bytes(&[1; 8])
        .u64(3)
        .u64(1)
        .u64(4)
        .bytes(&[0; 16]);
    let mut cases = vec![
        ok(
            "the first of a chain",
            "dev_seq 1, prev zero, no view",
            plain.write(),
            &plain,
        ),
        ok(
            "the second",
            "prev is the start of the content id before",
            later.write(),
            &later,
        ),
        ok(
            "with a view",
            "key 5: place and H16(\"view\", R, live_root)",
            seeing.write(),
            &seeing,
        ),
        ok(
            "with key 64",
            "ignored, kept, and covered by the signature",
            more(&plain, &[(64, &[0x01])]),
            &plain,
        ),
        Case::new("view", "a view", "H16(\"view\", R_seq || live_root)")
            .with("r", "03".repeat(32))
            .with("live_root", "04".repeat(32))
            .gives(hex(view.0)),
        bad(
            "key 6",
            "reserved for an audience: newer",
            more(&plain, &[(6, &[0x01])]),
            "newer",
        ),
        bad(
            "key 63",
            "critical: newer",
            more(&plain, &[(63, &[0x01])]),
            "newer",
        ),
        bad("suite 2", "reserved: newer", suite, "newer"),
        bad("dev_seq 0", "chains start at 1", never.write(), "form"),
        bad("an incarnation of 7 bytes", "8", short.finish(), "form"),
        bad("ord 2^32", "below 2^32", long_ord.finish(), "form"),
        bad(
            "a byte more",
            "trailing",
            [plain.write(), vec![0]].concat(),
            "trailing",
        ),
    ];
    let content = ContentId([0x55; 32]);
    let bytes = plain.write();
    let id = envelope_id(&SPACE, &content, &bytes);
    let sig = sign(&key(PUBLISHER), &id);
    let signed =
        |name: &str, why: &str, space: SpaceId, statement: &[u8], sig: Signature, by: u8, good: bool| {
            Case::new("envelope", name, why)
                .with("space", hex(space.0))
                .with("content_id", hex(content.0))
                .with("statement", hex(statement))
                .with("sig", hex(sig.0))
                .with("key", hex(public(by).0))
                .gives(json!({ "id": hex(envelope_id(&space, &content, statement).0), "verifies": good }))
        };
    let mut flipped = sig;
    flipped.0[0] ^= 1;
    // s + the order of the group: the same equation holds, and only a strict check refuses it.
    let order = data_encoding::HEXLOWER
        .decode(b"edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010")
        .unwrap();
    let mut long = sig;
    let mut carry = 0u16;
    for (to, from) in long.0[32..].iter_mut().zip(order) {
        carry += u16::from(*to) + u16::from(from);
        *to = carry as u8;
        carry >>= 8;
    }
    cases.extend([
        signed(
            "signed",
            "Ed25519 over the id, not over the content",
            SPACE,
            &bytes,
            sig,
            PUBLISHER,
            true,
        ),
        signed(
            "by another key",
            "not the author's",
            SPACE,
            &bytes,
            sig,
            STRANGER,
            false,
        ),
        signed(
            "in another space",
            "the id covers the space",
            SpaceId([0x12; 32]),
            &bytes,
            sig,
            PUBLISHER,
            false,
        ),
        signed(
            "with key 64 added",
            "the bytes that travelled are signed",
            SPACE,
            &more(&plain, &[(64, &[0x01])]),
            sig,
            PUBLISHER,
            false,
        ),
        signed(
            "a flipped bit",
            "not a signature",
            SPACE,
            &bytes,
            flipped,
            PUBLISHER,
            false,
        ),
        signed(
            "s not reduced",
            "verify_strict refuses a second form of a signature",
            SPACE,
            &bytes,
            long,
            PUBLISHER,
            false,
        ),
    ]);
    file(
        "Statements, the view in them, envelope ids and signatures.",
        cases,
    )
}

pub fn frames() -> Value {
    let items: Vec<_> = (1..=3)
        .map(|n| listing(&SPACE, ORG, n, vec![], &payload("Bat")))
        .collect();
    let frame = frame(&SPACE, &first(1), &items, PUBLISHER);
    let hashes: Vec<_> = items.iter().map(|item| hash_of(item)).collect();
    let raw = write_items(&items);
    let whole = |frame: &Frame| {
        json!({
            "statement": hex(&frame.statement_bytes), "content_id": hex(frame.content_id.0), "sig": hex(frame.sig.0),
            "epoch": frame.epoch, "body": hex(&frame.body), "id": hex(frame.id(&SPACE).0),
        })
    };
    let read = |name: &str, why: &str, bytes: Vec<u8>| {
        Case::new("frame", name, why)
            .with("space", hex(SPACE.0))
            .bytes(bytes)
    };
    let open = |name: &str, why: &str, frame: &Frame| Case::new("open", name, why).bytes(frame.write());
    let with = |body: Vec<u8>| Frame {
        body,
        ..frame.clone()
    };
    let versioned = |version: u64| {
        let mut w = Writer::new();
        w.array(6)
            .u64(version)
            .raw(&frame.statement_bytes)
            .bytes(&frame.content_id.0)
            .bytes(&frame.sig.0);
        w.u64(0).bytes(&frame.body);
        w.finish()
    };
    let odd = {
        let mut w = Writer::new();
        let statement = more(&first(1), &[(64, &[0x63, b'n', b'e', b'w'])]);
        let content = merkle::content_id(&hashes);
        let sig = sign(&key(PUBLISHER), &envelope_id(&SPACE, &content, &statement));
        w.array(6)
            .u64(1)
            .raw(&statement)
            .bytes(&content.0)
            .bytes(&sig.0)
            .u64(0)
            .bytes(&frame.body);
        let expect = json!({
            "statement": hex(&statement), "content_id": hex(content.0), "sig": hex(sig.0), "epoch": 0,
            "body": hex(&frame.body), "id": hex(envelope_id(&SPACE, &content, &statement).0),
        });
        (w.finish(), expect)
    };
    let sealed = Frame {
        epoch: 3,
        body: vec![9; 300],
        ..frame.clone()
    };
    let mut cut = frame.write();
    cut.truncate(100);
    let huge = with(vec![0; (192 << 10) + 1]);
    let none = with(vec![0, 0x80]);
    let many = with([&[0u8, 0x98, 65][..], &items[0].repeat(65)].concat());
    let body = |name: &str, why: &str, body: &[u8]| Case::new("body", name, why).with("max", 64).bytes(body);
    let cases = vec![
        read(
            "three listings",
            "`[1, statement, content_id, sig, epoch, body]`",
            frame.write(),
        )
        .gives(whole(&frame)),
        read(
            "a sealed body",
            "of a private space: carried, not opened",
            sealed.write(),
        )
        .gives(whole(&sealed)),
        read("key 64 in the statement", "kept byte for byte in the id", odd.0).gives(odd.1),
        read("cut", "truncated", cut).refused("truncated"),
        read("version 2", "newer", versioned(2)).refused("newer"),
        read("five elements", "six", frame_of_five(&frame)).refused("form"),
        read("a byte more", "trailing", [frame.write(), vec![0]].concat()).refused("trailing"),
        read("a body of 192 KiB and one byte", "at most 192 KiB", huge.write()).refused("too-large"),
        read(
            "a frame of 193 KiB and one byte",
            "refused by its size alone, before it is walked",
            vec![0; (193 << 10) + 1],
        )
        .refused("too-large"),
        open("three listings", "content id over the items of the body", &frame)
            .gives(items.iter().map(hex).collect::<Vec<_>>()),
        open(
            "items in another order",
            "another content id than the one signed for",
            &with([&[0], write_items(&[&items[1], &items[0], &items[2]]).as_slice()].concat()),
        )
        .refused("content"),
        open("no item", "an envelope has one to 64", &none).refused("form"),
        open("65 items", "an envelope has one to 64", &many).refused("too-large"),
        open("epoch 3", "sealed", &sealed).refused("sealed"),
        open(
            "a long integer in an item",
            "not canonical, though the outer frame is",
            &with([&[0, 0x81, 0x18, 0x01][..]].concat()),
        )
        .refused("not-canonical"),
        open("an empty body", "comp lacks", &with(vec![])).refused("damaged"),
        body("raw", "comp 0", &[&[0u8], raw.get(..40).unwrap()].concat()).gives(hex(raw.get(..40).unwrap())),
        body("raw, 65 bytes where 64 may be", "size", &[0; 66]).refused("size"),
        body("comp 2", "reserved for a dictionary: newer", &[2, 1, 2, 3]).refused("newer"),
        body("comp 255", "newer", &[255]).refused("newer"),
        body("nothing", "comp lacks", &[]).refused("damaged"),
        body("zstd, no magic", "not a zstd frame", &[1, 1, 2, 3, 4]).refused("size"),
    ];
    file(
        "Frames, how they open, and bodies that need no decompression. Those that do are in compressed.json.",
        cases,
    )
}

fn frame_of_five(frame: &Frame) -> Vec<u8> {
    let mut w = Writer::new();
    w.array(5)
        .u64(1)
        .raw(&frame.statement_bytes)
        .bytes(&frame.content_id.0)
        .bytes(&frame.sig.0)
        .u64(0);
    w.finish()
}
