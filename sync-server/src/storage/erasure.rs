//! Public erasure: the payload of what died is replaced by its hash; signatures and the running hash still verify.

use ekin_protocol::compress;
use ekin_protocol::envelope::{Frame, write_items};

use super::{Result, StorageError};

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
