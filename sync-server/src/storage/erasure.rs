//! Erasure: the payload of what died in public is replaced by its hash, a retired private space keeps no sealed body. Signatures
//! and the running hash still verify: they cover hashes.

use ekin_protocol::compress;
use ekin_protocol::envelope::{Frame, write_items};
use ekin_protocol::membership::{Body, SignedRecord};

use super::{Result, StorageError};
use crate::admit::SpaceState;

/// Level at which what is left is compressed again.
const LEVEL: i32 = 9;

/// The frame with stubs in the place of the items in `which`.
pub(super) fn without_payloads(frame: &[u8], which: u64) -> Result<Vec<u8>> {
    let damaged = || StorageError::Damaged { what: "envelope" };
    let mut frame = Frame::read(frame).map_err(|_| damaged())?;
    let items = frame.open().map_err(|_| damaged())?;
    let mut kept = Vec::with_capacity(items.len());
    for (n, (item, bytes)) in items.iter().zip(items.bytes()).enumerate() {
        kept.push(match which >> n & 1 {
            1 => item.map_err(|_| damaged())?.stub(),
            _ => bytes.to_vec(),
        });
    }
    frame.body = compress::pack_body(&write_items(&kept), LEVEL).map_err(|_| damaged())?;
    Ok(frame.write())
}

/// The frame without its sealed body.
pub(super) fn without_body(frame: &[u8]) -> Result<Vec<u8>> {
    let mut frame = Frame::read(frame).map_err(|_| StorageError::Damaged { what: "envelope" })?;
    frame.body.clear();
    Ok(frame.write())
}

/// Whether a record that was taken ends a private space: from then on the relay keeps of it what proves its end, and no more.
pub(super) fn ends(state: &SpaceState, record: &SignedRecord) -> bool {
    matches!(record.record.body, Body::Retire) && state.members.retired && !state.members.kind.is_public()
}
