//! What goes over the pages beside the log: slots, chunk lists, states, tickets; and the record that names a pack there.

use ekin_protocol::blob::BlobAddress;
use ekin_protocol::id::{ObjectId, R};
use ekin_protocol::limits;
use ekin_protocol::membership::{Body, Checkpoint, Epoch, PackAt, Record, SignedRecord};
use ekin_protocol::pages::{BlobState, ChunkList, Right, Slot, Ticket, TicketRequest};

use super::subjects::{Subject, genesis, key, plain};

/// All of them.
pub fn subjects() -> Vec<Subject> {
    let slot = Slot {
        unit: [1; 16],
        epoch: 300,
        sealed: vec![2; limits::SEALED_KEY],
    };
    let list = ChunkList {
        size: 300_000,
        hashes: vec![[1; 32], [2; 32]],
    };
    let state = BlobState {
        list: list.clone(),
        here: vec![true, false],
    };
    let wanted = TicketRequest {
        blob: [5; 32],
        right: Right::Put,
    };
    let ticket = Ticket {
        bytes: vec![7; 77],
        until_ms: 1_795_000_000_000,
    };
    vec![
        plain("slot", slot.write(), |bytes| {
            Some(Slot::read(bytes).ok()?.write())
        }),
        plain("chunk list", list.write(), |bytes| {
            Some(ChunkList::read(bytes).ok()?.write())
        }),
        plain("blob state", state.write(), |bytes| {
            Some(BlobState::read(bytes).ok()?.write())
        }),
        plain("ticket request", wanted.write(), |bytes| {
            Some(TicketRequest::read(bytes).ok()?.write())
        }),
        plain("ticket", ticket.write(), |bytes| {
            Some(Ticket::read(bytes).ok()?.write())
        }),
    ]
}

/// A checkpoint as it is signed.
pub fn checkpointed() -> SignedRecord {
    let body = Body::Checkpoint(Checkpoint {
        upto: 300,
        r: R([1; 32]),
        digest: [2; 32],
        pack: PackAt {
            address: BlobAddress([3; 32]),
            size: 70_000,
        },
        epoch: Epoch {
            n: 2,
            grants: vec![(0, vec![4; 80])],
            prev: None,
        },
        begins: vec![ObjectId([5; 16])],
    });
    let record = Record {
        previous: Some(genesis().id()),
        ord: 0,
        body,
    };
    SignedRecord::sign(record, &key(1))
}
