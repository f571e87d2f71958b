//! Vectors of blobs, and of what the relay's pages beside the log take and give.

use super::{Case, file, hex};
use ekin_protocol::blob::{BlobAddress, BlobKey, BlobRef};
use ekin_protocol::cbor::Writer;
use ekin_protocol::hash::sha256;
use ekin_protocol::limits;
use ekin_protocol::pages::{BlobState, ChunkList, Right, Slot, Ticket, TicketRequest};
use serde_json::{Value, json};

/// Key of the blob of these vectors.
const KEY: [u8; 32] = [0xb1; 32];
/// Size of a blob of two chunks.
const TWO: u64 = limits::BLOB_CHUNK as u64 + 5;

pub fn blobs() -> Value {
    let mut cases = chunks();
    cases.extend(addresses());
    cases.extend(references());
    cases.extend(pages());
    file(
        "Chunks of blobs, addresses, how a media record names a blob; slots, chunk lists, states, tickets.",
        cases,
    )
}

fn key() -> BlobKey {
    BlobKey::new(KEY)
}

/// The sealed chunks of a blob of zeros that ends with `kaixo`.
fn two() -> [Vec<u8>; 2] {
    let first = key().seal(TWO, 0, &vec![0; limits::BLOB_CHUNK]).unwrap();
    [first, key().seal(TWO, 1, b"kaixo").unwrap()]
}

fn chunks() -> Vec<Value> {
    let seal = |name: &str, why: &str, size: u64, at: u32, plain: &[u8]| {
        Case::new("blob-seal", name, why)
            .with("key", hex(KEY))
            .with("size", size)
            .with("at", at)
            .bytes(plain)
    };
    let open = |name: &str, why: &str, size: u64, at: u32, sealed: &[u8]| {
        Case::new("blob-open", name, why)
            .with("key", hex(KEY))
            .with("size", size)
            .with("at", at)
            .bytes(sealed)
    };
    let [first, last] = two();
    let alone = key().seal(5, 0, b"kaixo").unwrap();
    let empty = key().seal(0, 0, b"").unwrap();
    let mut changed = last.clone();
    changed[3] ^= 1;
    vec![
        seal(
            "a first chunk",
            "full, and not the last",
            TWO,
            0,
            &vec![0; limits::BLOB_CHUNK],
        )
        .gives(hex(sha256(&first))),
        seal("a last chunk", "shorter", TWO, 1, b"kaixo").gives(hex(sha256(&last))),
        seal("an empty blob", "one empty chunk", 0, 0, b"").gives(hex(sha256(&empty))),
        seal(
            "a chunk of another length",
            "a last chunk has what is left",
            TWO,
            1,
            b"kaix",
        )
        .refused("size"),
        seal(
            "a blob that is too large",
            "1024 chunks at most",
            limits::BLOB + 1,
            0,
            b"",
        )
        .refused("size"),
        open("the last chunk", "nonce: 19 zeros, its place, 1", TWO, 1, &last).gives(hex(b"kaixo")),
        open("a blob of one chunk", "place 0, and the last", 5, 0, &alone).gives(hex(b"kaixo")),
        open("the empty blob", "a tag alone", 0, 0, &empty).gives(""),
        open("at another place", "the place is in the nonce", 5, 0, &last).refused("key"),
        open("cut", "one byte lacks", TWO, 1, &last[1..]).refused("size"),
        open("changed", "one bit", TWO, 1, &changed).refused("key"),
        open("behind the end", "no such chunk", TWO, 2, &last).refused("size"),
    ]
}

fn addresses() -> Vec<Value> {
    let hashes = two().map(|chunk| sha256(&chunk));
    let address = hex(BlobAddress::of(&hashes).0);
    let case = |name: &str, why: &str, size: u64, hashes: &[[u8; 32]]| {
        Case::new("blob-address", name, why)
            .with("size", size)
            .with("hashes", hashes.iter().map(hex).collect::<Vec<_>>())
            .with("address", address.clone())
    };
    vec![
        case("of two chunks", "H(\"blob\", hashes)", TWO, &hashes).gives(true),
        case("swapped", "in another order", TWO, &[hashes[1], hashes[0]]).refused("address"),
        case("one lacks", "as many as the size has", TWO, &hashes[..1]).refused("size"),
        case("one too many", "as many as the size has", 5, &hashes).refused("size"),
    ]
}

fn references() -> Vec<Value> {
    let written = |size: u64| {
        let mut w = Writer::new();
        BlobRef {
            address: BlobAddress([0xad; 32]),
            key: key(),
            size,
        }
        .write_to(&mut w);
        w.finish()
    };
    let case = |name: &str, why: &str, bytes: &[u8]| Case::new("blob-ref", name, why).bytes(bytes);
    let expect = json!({ "blob": "ad".repeat(32), "key": hex(KEY), "size": 5 });
    let short = Writer::new().map(1).text("key").bytes(&KEY).finish();
    vec![
        case("a reference", "keys in canonical order", &written(5)).gives(expect),
        case(
            "of a blob that is too large",
            "beyond 256 MiB",
            &written(limits::BLOB + 1),
        )
        .refused("too-large"),
        case("without an address", "all three are there", &short).refused("form"),
    ]
}

fn pages() -> Vec<Value> {
    let case = |op: &str, name: &str, why: &str, bytes: Vec<u8>| Case::new(op, name, why).bytes(bytes);
    let slot = Slot {
        unit: [0x1d; 16],
        epoch: 2,
        sealed: vec![0x5e; limits::SEALED_KEY],
    };
    let short = Slot {
        sealed: vec![0x5e; limits::SEALED_KEY - 1],
        ..slot.clone()
    };
    let list = ChunkList {
        size: 262_181,
        hashes: vec![[1; 32], [2; 32]],
    };
    let none = ChunkList {
        size: 1,
        hashes: Vec::new(),
    };
    let large = ChunkList {
        size: 600_000,
        hashes: vec![[1; 32], [2; 32]],
    };
    let state = BlobState {
        list: list.clone(),
        here: vec![false, true],
    };
    let mut bits = state.write();
    bits.pop();
    let hashes = json!([hex([1; 32]), hex([2; 32])]);
    let wanted = TicketRequest {
        blob: [0xad; 32],
        right: Right::Put,
    };
    let unknown = Writer::new()
        .map(2)
        .u64(0)
        .bytes(&[0xad; 32])
        .u64(1)
        .u64(2)
        .finish();
    let ticket = |n: usize| Ticket {
        bytes: vec![0x7e; n],
        until_ms: 1_795_000_000_000,
    };
    vec![
        case(
            "slot-page",
            "a slot",
            "as it is put, and in a page of them",
            slot.write(),
        )
        .gives(json!({ "unit": hex([0x1d; 16]), "epoch": 2, "sealed": hex([0x5e; 72]) })),
        case("slot-page", "a short key", "72 bytes", short.write()).refused("form"),
        case("chunk-list", "two chunks", "size as they travel", list.write())
            .gives(json!({ "size": 262_181, "hashes": hashes, "address": hex(list.address().0) })),
        case("chunk-list", "no chunk", "at least one", none.write()).refused("form"),
        case(
            "chunk-list",
            "more bytes than chunks hold",
            "262160 each",
            large.write(),
        )
        .refused("form"),
        case(
            "blob-state",
            "the second is there",
            "the first is the lowest bit",
            state.write(),
        )
        .gives(json!({ "size": 262_181, "hashes": hashes, "here": [false, true] })),
        case("blob-state", "no bits", "a bit for each", bits).refused("truncated"),
        case("ticket-request", "to put", "right 1", wanted.write())
            .gives(json!({ "blob": "ad".repeat(32), "right": 1 })),
        case("ticket-request", "another right", "0 and 1", unknown).refused("form"),
        case("ticket", "a ticket", "opaque", ticket(4).write())
            .gives(json!({ "ticket": hex([0x7e; 4]), "until_ms": 1_795_000_000_000_u64 })),
        case("ticket", "a long one", "256 bytes at most", ticket(257).write()).refused("form"),
    ]
}
