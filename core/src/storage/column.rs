//! Numbers on their way into columns, which are signed and 64 bits wide.

use ekin_protocol::id::{ItemHash, Short};
use ekin_protocol::item::Item;

use super::error::{Result, StoreError};

/// A number of the protocol in a column. Places and times beyond 2^63 do not exist; a forged one stays there.
pub(super) fn int(value: u64) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
}

/// A column that was written by [`int`].
pub(super) fn uint(value: i64) -> u64 {
    u64::try_from(value).unwrap_or_default()
}

/// A size or an index.
pub(super) fn size(value: usize) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
}

/// A narrow column.
pub(super) fn narrow<T: TryFrom<i64>>(value: i64, table: &'static str) -> Result<T> {
    T::try_from(value).map_err(|_| StoreError::Row { table })
}

/// First and last 32-byte hash that a 16-byte name stands for, in the order of BLOBs.
pub(super) fn hashes_of(name: &Short) -> ([u8; 32], [u8; 32]) {
    let (mut first, mut last) = ([0; 32], [0xff; 32]);
    for (n, byte) in name.0.iter().enumerate() {
        if let (Some(a), Some(z)) = (first.get_mut(n), last.get_mut(n)) {
            (*a, *z) = (*byte, *byte);
        }
    }
    (first, last)
}

/// The first 8 bytes of a hash as a number: enough to see whether two are the same.
pub(super) fn first8(hash: &ItemHash) -> i64 {
    i64::from_be_bytes(ekin_protocol::hash::first8(&hash.0))
}

/// The payload of an item that must have one.
pub(super) fn body<'a>(item: &Item<'a>) -> Result<&'a [u8]> {
    item.content().ok_or(StoreError::Row { table: "record" })
}
