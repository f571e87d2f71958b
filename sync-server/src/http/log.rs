//! Blocks of the log and membership records.
//!
//! `log/{seq}` gives the entries from `seq` to the end of the block that holds it; a reader that follows asks
//! for the place after its last. A block that ended never changes, but for what a public erasure takes out of
//! it, and may be kept for a week. The open one has the signed head, and an `ETag` that moves with it; one past
//! the head it is empty.

use bytes::Bytes;
use ekin_protocol::code::Code;
use ekin_protocol::entry::{Block, write_entries};
use ekin_protocol::hash::{first8, sha256};
use ekin_protocol::limits;
use http::Request;

use super::Page;
use super::answer::{REVALIDATE, cbor, tagged, unchanged};
use crate::relay::Relay;
use crate::storage::{Snapshot, Storage};

/// A block that ended.
const CLOSED: &str = "public, max-age=604800";

impl<S: Storage> Relay<S> {
    /// The entries from a place to the end of its block.
    pub(super) fn block(&self, request: &Request<Bytes>, snapshot: &Snapshot, seq: &str) -> Page {
        let seq: u64 = seq.parse().map_err(|_| Code::NotFound)?;
        let head = &snapshot.head;
        if seq == 0 || seq > head.seq.saturating_add(1) {
            return Err(Code::NotFound.into());
        }
        if seq < snapshot.open_block {
            let stretch = self
                .storage()
                .stretch(&snapshot.space, seq)?
                .ok_or(Code::NotFound)?;
            let body = Block {
                entries: stretch.entries,
                head: None,
            }
            .write();
            let tag = tag_of(&body);
            return Ok(unchanged(request, &tag, CLOSED).unwrap_or_else(|| tagged(cbor(body, CLOSED), &tag)));
        }
        let tag = format!(
            "\"{:x}-{:x}-{:016x}\"",
            self.instance()?.ordinal(),
            head.seq,
            u64::from_be_bytes(first8(&head.r.0))
        );
        if let Some(response) = unchanged(request, &tag, REVALIDATE) {
            return Ok(response);
        }
        let mut entries = match self.storage().stretch(&snapshot.space, seq)? {
            Some(stretch) => stretch.entries,
            None => Vec::new(),
        };
        // What was committed since the snapshot comes with the next head.
        entries.retain(|entry| entry.seq <= head.seq);
        let head = Some(self.sign_head(&snapshot.space, head)?);
        Ok(tagged(cbor(Block { entries, head }.write(), REVALIDATE), &tag))
    }

    /// Membership records after a place, at most as many as a block has entries: an array of entries.
    pub(super) fn members(&self, request: &Request<Bytes>, snapshot: &Snapshot) -> Page {
        let query = request.uri().query().unwrap_or_default();
        let after = query.split('&').find_map(|pair| pair.strip_prefix("after="));
        let after: u64 = match after {
            Some(seq) => seq.parse().map_err(|_| Code::BadForm)?,
            None => 0,
        };
        let tag = format!("\"{:x}-{}\"", snapshot.members.head_seq, snapshot.members.head);
        if let Some(response) = unchanged(request, &tag, REVALIDATE) {
            return Ok(response);
        }
        let mut entries = self
            .storage()
            .member_entries(&snapshot.space, after, limits::BLOCK_ENTRIES)?;
        // A record may be as large as a private space's epoch: a page ends where a block of the log would.
        let mut bytes = 0;
        entries.retain(|entry| {
            let fits = bytes < limits::BLOCK;
            bytes += entry.body.len();
            fits && entry.seq <= snapshot.head.seq
        });
        Ok(tagged(cbor(write_entries(&entries), REVALIDATE), &tag))
    }
}

/// A tag from the bytes themselves.
pub(super) fn tag_of(body: &[u8]) -> String {
    format!("\"{:016x}\"", u64::from_be_bytes(first8(&sha256(body))))
}
