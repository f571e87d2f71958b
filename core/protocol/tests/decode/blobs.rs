//! Decodes vectors of blobs and of the pages beside the log.

use super::{Outcome, bytes, hex, unhex, word};
use ekin_protocol::blob::{BlobAddress, BlobError, BlobKey, BlobRef};
use ekin_protocol::cbor;
use ekin_protocol::hash::sha256;
use ekin_protocol::pages::{BlobState, ChunkList, Slot, Ticket, TicketRequest};
use serde_json::{Value, json};

pub fn run(case: &Value) -> Outcome {
    let key = || BlobKey::new(unhex(&case["key"]).try_into().unwrap());
    let number = |name: &str| case[name].as_u64().unwrap();
    let form = |error: cbor::CborError| word(&error);
    let all = |hashes: &[[u8; 32]]| hashes.iter().map(hex).collect::<Vec<_>>();
    match case["op"].as_str().unwrap() {
        "blob-seal" => {
            let sealed = key().seal(number("size"), number("at") as u32, &bytes(case));
            Ok(hex(sha256(&sealed.map_err(|error| blob_word(&error))?)).into())
        }
        "blob-open" => {
            let opened = key().open(number("size"), number("at") as u32, &bytes(case));
            Ok(hex(opened.map_err(|error| blob_word(&error))?).into())
        }
        "blob-address" => {
            let hashes: Vec<[u8; 32]> = case["hashes"]
                .as_array()
                .unwrap()
                .iter()
                .map(|hash| unhex(hash).try_into().unwrap())
                .collect();
            let address = BlobAddress(unhex(&case["address"]).try_into().unwrap());
            let checked = address.check(number("size"), &hashes);
            checked.map(|()| true.into()).map_err(|error| blob_word(&error))
        }
        "blob-ref" => {
            let bytes = bytes(case);
            cbor::check(&bytes).map_err(form)?;
            let blob = BlobRef::read(&bytes).map_err(form)?;
            Ok(json!({ "blob": hex(blob.address.0), "key": hex(blob.key.expose()), "size": blob.size }))
        }
        "slot-page" => {
            let slot = Slot::read(&bytes(case)).map_err(form)?;
            Ok(json!({ "unit": hex(slot.unit), "epoch": slot.epoch, "sealed": hex(slot.sealed) }))
        }
        "chunk-list" => {
            let list = ChunkList::read(&bytes(case)).map_err(form)?;
            let address = hex(list.address().0);
            Ok(json!({ "size": list.size, "hashes": all(&list.hashes), "address": address }))
        }
        "blob-state" => {
            let state = BlobState::read(&bytes(case)).map_err(form)?;
            Ok(json!({ "size": state.list.size, "hashes": all(&state.list.hashes), "here": state.here }))
        }
        "ticket-request" => {
            let asked = TicketRequest::read(&bytes(case)).map_err(form)?;
            Ok(json!({ "blob": hex(asked.blob), "right": asked.right.code() }))
        }
        _ => {
            let ticket = Ticket::read(&bytes(case)).map_err(form)?;
            Ok(json!({ "ticket": hex(ticket.bytes), "until_ms": ticket.until_ms }))
        }
    }
}

fn blob_word(error: &BlobError) -> &'static str {
    match error {
        BlobError::Size => "size",
        BlobError::Chunk => "chunk",
        BlobError::Address => "address",
        BlobError::Key => "key",
    }
}
