//! Vectors of phone to phone: identities, tags, messages.

use super::items::SPACE;
use super::{Case, OWNER, PUBLISHER, file, hex, key, public};
use ekin_protocol::cbor::Writer;
use ekin_protocol::envelope::{Carried, Signed, Statement};
use ekin_protocol::id::{Incarnation, ObjectId, RecordId, Short};
use ekin_protocol::item::{ItemType, Meta, write_private};
use ekin_protocol::membership::{Body, Record, SignedRecord};
use ekin_protocol::peer::{Held, Identity, Message, Side, Told, shared_key, tag};
use serde_json::{Value, json};

/// A static Noise key of these vectors.
const NOISE: [u8; 32] = [0x5a; 32];
/// A handshake's hash.
const HASH: [u8; 32] = [0xab; 32];

pub fn peers() -> Value {
    let mut cases = keys();
    cases.extend(messages());
    file(
        "Phone to phone: the pre-shared key of a code, identities in the handshake, tags of spaces, messages.",
        cases,
    )
}

fn keys() -> Vec<Value> {
    let identity = Identity::sign(&key(OWNER), Side::Initiator, &NOISE);
    let case = |name: &str, why: &str, side: u8, bytes: Vec<u8>| {
        Case::new("peer-identity", name, why)
            .with("side", side)
            .with("noise", hex(NOISE))
            .bytes(bytes)
    };
    let say = |verifies: bool| json!({ "device": hex(public(OWNER).0), "verifies": verifies });
    let other = Identity {
        device: public(PUBLISHER),
        ..identity
    };
    let mut longer = identity.write();
    longer.push(0);
    let named = |name: &str, why: &str, side: Side| {
        Case::new("peer-tag", name, why)
            .with("space", hex(SPACE.0))
            .with("handshake", hex(HASH))
            .with("side", side.code())
            .gives(hex(tag(&SPACE, &HASH, side)))
    };
    vec![
        Case::new("peer-key", "of a secret", "mixed in before the first message")
            .with("secret", "07".repeat(16))
            .gives(hex(shared_key(&[7; 16]))),
        case("of whoever called", "side 0", 0, identity.write()).gives(say(true)),
        case("at the other end", "bound to the side", 1, identity.write()).gives(say(false)),
        case("of another device", "bound to the device", 0, other.write())
            .gives(json!({ "device": hex(public(PUBLISHER).0), "verifies": false })),
        case("longer", "a byte behind it", 0, longer).refused("trailing"),
        named("of whoever called", "side 0", Side::Initiator),
        named("of whoever was called", "side 1", Side::Responder),
    ]
}

fn messages() -> Vec<Value> {
    let record = SignedRecord::sign(
        Record {
            previous: Some(RecordId([3; 32])),
            ord: 0,
            body: Body::Retire,
        },
        &key(OWNER),
    );
    let statement = Statement {
        ord: 1,
        incarnation: Incarnation([0x42; 8]),
        dev_seq: 1,
        prev: Short([0; 16]),
        view: None,
    };
    let meta = Meta {
        kind: 36,
        at_ms: 1_795_000_000_000,
        ..Meta::default()
    };
    // One small item: its body stays raw, since what zstd makes differs with its version.
    let payload = Writer::new().map(1).text("v").u64(1).finish();
    let item = write_private(&[5; 16], ItemType::Record, &ObjectId([0x0b; 16]), &meta, &payload);
    let signed = Signed::sign(&SPACE, &statement, std::slice::from_ref(&item), &key(PUBLISHER)).unwrap();
    let carried = Carried::read(&signed.carry().unwrap()).unwrap();
    let case = |name: &str, why: &str, bytes: Vec<u8>| Case::new("peer-message", name, why).bytes(bytes);
    let hello = Message::Hello {
        features: 0,
        tags: vec![[1; 16], [2; 16]],
    };
    let mut cut = hello.write();
    cut.pop();
    let told = Told {
        seq: 9,
        t_ms: 1_795_000_000_000,
        record: record.clone(),
    };
    vec![
        case("hello", "tags, ascending", hello.write())
            .gives(json!({ "hello": [0, ["01".repeat(16), "02".repeat(16)]] })),
        case(
            "members",
            "the newest record",
            Message::Members {
                space: 3,
                head: RecordId([3; 32]),
            }
            .write(),
        )
        .gives(json!({ "members": [3, "03".repeat(32)] })),
        case(
            "records",
            "place and time are the teller's word",
            Message::Records {
                space: 3,
                records: vec![told],
                more: false,
            }
            .write(),
        )
        .gives(json!({ "records": [3, [[9, 1_795_000_000_000u64, hex(record.write())]], false] })),
        case(
            "chains",
            "how far each is here",
            Message::Chains {
                space: 3,
                chains: Some(vec![Held {
                    ord: 1,
                    incarnation: Incarnation([0x42; 8]),
                    dev_seq: 7,
                }]),
            }
            .write(),
        )
        .gives(json!({ "chains": [3, [[1, "42".repeat(8), 7]]] })),
        case(
            "no chains",
            "no member: nothing follows",
            Message::Chains {
                space: 3,
                chains: None,
            }
            .write(),
        )
        .gives(json!({ "chains": [3, null] })),
        case(
            "envelopes",
            "`[statement, content_id, sig, comp || items]` each",
            Message::Envelopes {
                space: 3,
                envelopes: vec![carried.clone()],
                more: true,
            }
            .write(),
        )
        .gives(json!({ "envelopes": [3, [[hex(carried.id(&SPACE).0), [hex(&item)]]], true] })),
        case(
            "taken",
            "how many are new",
            Message::Taken { space: 3, taken: 2 }.write(),
        )
        .gives(json!({ "taken": [3, 2] })),
        case("end", "nothing more to say", Message::End.write()).gives(json!("end")),
        case("cut", "a byte lacks", cut).refused("truncated"),
        case("of a newer version", "number 7", vec![0x81, 7]).refused("newer"),
        case("hello without tags", "two parts", vec![0x82, 0, 0]).refused("form"),
        case(
            "a place too far",
            "no hello has so many",
            Message::Taken { space: 256, taken: 0 }.write(),
        )
        .refused("form"),
    ]
}
