//! What goes over the pages beside the log: slots, chunk lists, states, tickets.

use ekin_protocol::limits;
use ekin_protocol::pages::{BlobState, ChunkList, Right, Slot, Ticket, TicketRequest};

use super::subjects::{Subject, plain};

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
