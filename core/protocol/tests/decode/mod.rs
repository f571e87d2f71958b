//! Decodes one vector from its committed JSON and says what came out, for comparison with what it expects.

mod blobs;
mod checkpoints;
mod inbox;
mod members;
mod packs;
mod peers;
mod sealing;
mod words;

use data_encoding::HEXLOWER;
use ekin_protocol::cbor::CborError;
use ekin_protocol::compress::{self, CompressError};
use ekin_protocol::envelope::{EnvelopeError, Frame, Statement, envelope_id, verify, view16};
use ekin_protocol::hash;
use ekin_protocol::id::{ContentId, ItemHash, ListingKey, R, Signature, SpaceId};
use ekin_protocol::item::{Item, ItemType, Payload};
use ekin_protocol::membership::verifying_key;
use ekin_protocol::merkle;
use serde_json::{Value, json};

/// What came out, or the word of the refusal.
pub type Outcome = Result<Value, &'static str>;

pub fn hex(bytes: impl AsRef<[u8]>) -> String {
    HEXLOWER.encode(bytes.as_ref())
}

pub fn unhex(value: &Value) -> Vec<u8> {
    HEXLOWER.decode(value.as_str().unwrap().as_bytes()).unwrap()
}

/// The bytes of a vector: `bytes`, then `zeros` zero bytes.
pub fn bytes(case: &Value) -> Vec<u8> {
    let mut bytes = unhex(&case["bytes"]);
    bytes.resize(bytes.len() + case["zeros"].as_u64().unwrap_or(0) as usize, 0);
    bytes
}

pub fn id<T: std::str::FromStr>(value: &Value) -> T
where
    T::Err: std::fmt::Debug,
{
    value.as_str().unwrap().parse().unwrap()
}

pub fn word(error: &CborError) -> &'static str {
    match error {
        CborError::Truncated { .. } => "truncated",
        CborError::Trailing { .. } => "trailing",
        CborError::NotCanonical { .. } => "not-canonical",
        CborError::KeyOrder { .. } => "key-order",
        CborError::TooDeep { .. } => "too-deep",
        CborError::Utf8 { .. } => "utf8",
        CborError::Form { .. } => "form",
        CborError::Newer { .. } => "newer",
        CborError::TooLarge { .. } => "too-large",
    }
}

pub fn body_word(error: &CompressError) -> &'static str {
    match error {
        CompressError::Newer { .. } => "newer",
        CompressError::Size { .. } => "size",
        CompressError::Damaged => "damaged",
    }
}

pub fn envelope_word(error: &EnvelopeError) -> &'static str {
    match error {
        EnvelopeError::Cbor(error) => word(error),
        EnvelopeError::Body(error) => body_word(error),
        EnvelopeError::Content => "content",
        EnvelopeError::Sealed => "sealed",
        EnvelopeError::Seal(_) => "seal",
    }
}

/// Runs a vector.
pub fn run(case: &Value) -> Outcome {
    match case["op"].as_str().unwrap() {
        "cbor" => ekin_protocol::cbor::check(&bytes(case))
            .map(|()| true.into())
            .map_err(|e| word(&e)),
        "h" => {
            let parts: Vec<_> = case["parts"].as_array().unwrap().iter().map(unhex).collect();
            let parts: Vec<_> = parts.iter().map(Vec::as_slice).collect();
            let domain = case["domain"].as_str().unwrap();
            Ok(json!({ "h": hex(hash::h(domain, &parts)), "h16": hex(hash::h16(domain, &parts)) }))
        }
        "listing-object" => {
            let space: SpaceId = id(&case["space"]);
            Ok(hex(space.listing(&id(&case["org"]), &id(&case["key"])).0).into())
        }
        "territory-key" => Ok(hex(id::<SpaceId>(&case["space"]).territory_key().0).into()),
        "import-key" => {
            let text = |name: &str| case[name].as_str().unwrap().to_owned();
            Ok(hex(ListingKey::of_import(&text("scheme"), &text("source")).0).into())
        }
        "space-id" => Ok(hex(SpaceId::of_genesis(&unhex(&case["genesis"])).0).into()),
        "state" => checkpoints::state(case),
        "item" => item(&bytes(case)),
        "content-id" => content_id(case),
        "statement" => statement(&bytes(case)),
        "view" => Ok(hex(view16(
            &id::<R>(&case["r"]),
            &unhex(&case["live_root"]).try_into().unwrap(),
        )
        .0)
        .into()),
        "envelope" => {
            let id_ = envelope_id(
                &id(&case["space"]),
                &id::<ContentId>(&case["content_id"]),
                &unhex(&case["statement"]),
            );
            let verifies = verify(
                &verifying_key(&id(&case["key"])).unwrap(),
                &id_.0,
                &id::<Signature>(&case["sig"]),
            );
            Ok(json!({ "id": hex(id_.0), "verifies": verifies }))
        }
        "frame" => frame(case),
        "open" => {
            let frame = Frame::read(&bytes(case)).map_err(|e| envelope_word(&e))?;
            let items = frame.open().map_err(|e| envelope_word(&e))?;
            Ok(items.bytes().map(hex).collect())
        }
        "body" => {
            let max = case["max"].as_u64().unwrap() as usize;
            compress::open_body(&bytes(case), max)
                .map(|raw| hex(raw).into())
                .map_err(|e| body_word(&e))
        }
        "log" | "entry" | "notice" | "block" | "head" | "receipt" | "refusal" | "code" => words::run(case),
        "to-relay" | "to-device" | "proof" | "link" => words::session(case),
        "record" | "membership" | "validity" | "admission" => members::run(case),
        "blob-seal" | "blob-open" | "blob-address" | "blob-ref" | "slot-page" | "chunk-list"
        | "blob-state" | "ticket-request" | "ticket" => blobs::run(case),
        "epoch-keys" | "padded" | "grant" | "inbox-grant" | "previous" | "slot" | "unit" | "sealed"
        | "actor" => sealing::run(case),
        "territory-code" | "sealed-code" | "message" | "open-message" | "challenge" | "work"
        | "mailbox-id" | "open-reply" | "reply" | "letter" | "waiting" | "replies" => inbox::run(case),
        "live-root" | "manifest" | "segment" => packs::run(case),
        "peer-key" | "peer-tag" | "peer-identity" | "peer-message" => peers::run(case),
        other => panic!("nothing decodes {other}"),
    }
}

fn item(bytes: &[u8]) -> Outcome {
    let item = Item::read(bytes).map_err(|e| word(&e))?;
    let stub = item.stub();
    assert_eq!(
        Item::read(&stub).unwrap().hash(),
        item.hash(),
        "a stub has the hash of its item"
    );
    let (payload, sha256) = match item.payload {
        Payload::Here(payload) => (Some(hex(payload)), hash::sha256(payload)),
        Payload::Erased(hash) => (None, hash),
    };
    Ok(json!({
        "salt": hex(item.salt),
        "type": if item.item_type == ItemType::Change { 1 } else { 2 },
        "object": hex(item.object.0),
        "kind": item.meta.kind,
        "supersedes": item.meta.supersedes.iter().map(|s| hex(s.0)).collect::<Vec<_>>(),
        "unit": item.meta.unit.map(hex),
        "at_ms": item.meta.at_ms,
        "generation": item.meta.generation,
        "listing": item.meta.listing.map(|(org, key)| [hex(org.0), hex(key.0)]),
        "payload": payload,
        "payload_sha256": hex(sha256),
        "hash": hex(item.hash().0),
    }))
}

fn content_id(case: &Value) -> Outcome {
    let live: Vec<(usize, ItemHash)> = case["live"]
        .as_array()
        .unwrap()
        .iter()
        .map(|pair| (pair[0].as_u64().unwrap() as usize, id(&pair[1])))
        .collect();
    let dead: Vec<[u8; 32]> = case["dead"]
        .as_array()
        .unwrap()
        .iter()
        .map(|h| unhex(h).try_into().unwrap())
        .collect();
    let n = case["n"].as_u64().unwrap() as usize;
    match merkle::root_of_live(n, &live, &dead) {
        Ok(root) => Ok(hex(root.0).into()),
        Err(merkle::BadProof) => Err("proof"),
    }
}

fn statement(bytes: &[u8]) -> Outcome {
    let s = Statement::read(bytes).map_err(|e| word(&e))?;
    Ok(json!({
        "ord": s.ord,
        "incarnation": hex(s.incarnation.0),
        "dev_seq": s.dev_seq,
        "prev": hex(s.prev.0),
        "view": s.view.map(|v| json!([v.seq, hex(v.view.0)])),
    }))
}

fn frame(case: &Value) -> Outcome {
    let bytes = bytes(case);
    let frame = Frame::read(&bytes).map_err(|e| envelope_word(&e))?;
    assert_eq!(frame.write(), bytes, "what travelled is what is written again");
    Ok(json!({
        "statement": hex(&frame.statement_bytes),
        "content_id": hex(frame.content_id.0),
        "sig": hex(frame.sig.0),
        "epoch": frame.epoch,
        "body": hex(&frame.body),
        "id": hex(frame.id(&id(&case["space"])).0),
    }))
}
