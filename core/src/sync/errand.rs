//! What is done beside the log of a private space: keys of erasure units into the relay's slots and out of them, blobs either way.
//! An errand is one request. The store knows what is next and what an answer means; here it becomes HTTP.

use data_encoding::HEXLOWER;
use ekin_protocol::blob::BlobAddress;
use ekin_protocol::id::{ObjectId, SpaceId};
use ekin_protocol::limits;
use ekin_protocol::pages::{ChunkList, Right, Slot, TicketRequest};

use super::event::{Method, Request};

/// A ticket for one blob.
pub type TicketBytes = Vec<u8>;

/// One request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Errand {
    /// A page of slots, after a unit.
    Slots {
        /// The unit.
        after: Option<[u8; 16]>,
    },
    /// The slot of one unit.
    Slot {
        /// The unit.
        unit: [u8; 16],
    },
    /// Puts a slot in its place.
    PutSlot(Slot),
    /// A slot is to be forgotten.
    DropSlot {
        /// Its unit.
        unit: [u8; 16],
    },
    /// Leave to move a blob.
    Ticket {
        /// The blob.
        blob: BlobAddress,
        /// What is to be done with it.
        right: Right,
    },
    /// Says of what a blob is made, and that an object needs it.
    Need {
        /// The object.
        name: ObjectId,
        /// Its chunks.
        list: ChunkList,
        /// Leave to put it.
        ticket: TicketBytes,
    },
    /// Puts one chunk.
    Chunk {
        /// The blob.
        blob: BlobAddress,
        /// Its place.
        n: usize,
        /// The sealed chunk.
        bytes: Vec<u8>,
        /// Leave to put it.
        ticket: TicketBytes,
    },
    /// An object needs a blob no longer.
    Release {
        /// The blob.
        blob: BlobAddress,
        /// The object.
        name: ObjectId,
        /// Leave to say so.
        ticket: TicketBytes,
    },
    /// Of what a blob is made, and what of it the relay has.
    State {
        /// The blob.
        blob: BlobAddress,
        /// Leave to get it.
        ticket: TicketBytes,
    },
    /// Bytes of a blob.
    Bytes {
        /// The blob.
        blob: BlobAddress,
        /// The first.
        from: u64,
        /// Behind the last.
        to: u64,
        /// Leave to get it.
        ticket: TicketBytes,
    },
}

/// Bytes of a small answer.
const SMALL: usize = 4096;

impl Errand {
    /// The request for it, to a relay at `base`, in a session with this token.
    pub fn request(&self, base: &str, space: &SpaceId, session: &str) -> Request {
        let base = base.trim_end_matches('/');
        let hex = |bytes: &[u8]| HEXLOWER.encode(bytes);
        let in_space = |method, rest: String, body, max| Request {
            method,
            url: format!("{base}/v1/spaces/{space}/{rest}"),
            session: Some(session.to_owned()),
            body,
            max,
            ..Request::default()
        };
        let of_blob = |method, blob: &BlobAddress, rest: String, ticket: &[u8], body, max| Request {
            method,
            url: format!("{base}/v1/blobs/{}{rest}", hex(&blob.0)),
            ticket: Some(hex(ticket)),
            body,
            max,
            ..Request::default()
        };
        match self {
            Self::Slots { after } => {
                let after = after.map(|unit| format!("?after={}", hex(&unit)));
                let page = limits::SLOTS * 128;
                in_space(
                    Method::Get,
                    format!("slots{}", after.unwrap_or_default()),
                    Vec::new(),
                    page,
                )
            }
            Self::Slot { unit } => in_space(Method::Get, format!("slots/{}", hex(unit)), Vec::new(), SMALL),
            Self::PutSlot(slot) => {
                let rest = format!("slots/{}", hex(&slot.unit));
                in_space(Method::Put, rest, slot.write(), SMALL)
            }
            Self::DropSlot { unit } => {
                in_space(Method::Delete, format!("slots/{}", hex(unit)), Vec::new(), SMALL)
            }
            Self::Ticket { blob, right } => {
                let asked = TicketRequest {
                    blob: blob.0,
                    right: *right,
                };
                in_space(Method::Post, "tickets".to_owned(), asked.write(), SMALL)
            }
            Self::Need { name, list, ticket } => {
                let rest = format!("/names/{name}");
                let (blob, body) = (list.address(), list.write());
                of_blob(Method::Put, &blob, rest, ticket, body, STATE)
            }
            Self::Chunk {
                blob,
                n,
                bytes,
                ticket,
            } => of_blob(Method::Put, blob, format!("/{n}"), ticket, bytes.clone(), SMALL),
            Self::Release { blob, name, ticket } => of_blob(
                Method::Delete,
                blob,
                format!("/names/{name}"),
                ticket,
                Vec::new(),
                SMALL,
            ),
            Self::State { blob, ticket } => {
                of_blob(Method::Get, blob, "/state".to_owned(), ticket, Vec::new(), STATE)
            }
            Self::Bytes {
                blob,
                from,
                to,
                ticket,
            } => Request {
                range: Some((*from, *to)),
                ..of_blob(
                    Method::Get,
                    blob,
                    String::new(),
                    ticket,
                    Vec::new(),
                    usize::try_from(to.saturating_sub(*from)).unwrap_or(usize::MAX),
                )
            },
        }
    }
}

/// Bytes of the state of a blob: its hashes, a bit for each, and what is around them.
const STATE: usize = limits::BLOB_CHUNKS * 33 + 128;
