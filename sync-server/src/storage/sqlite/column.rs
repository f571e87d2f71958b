//! How values lie in columns: SQLite's integers are signed, ids are blobs.

use crate::storage::{Result, StorageError};

/// A number as a column holds it.
pub(super) fn int(value: u64) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
}

/// A number as it was written by [`int`].
pub(super) fn uint(value: i64) -> u64 {
    u64::try_from(value).unwrap_or_default()
}

/// A set of bits as a column holds it.
pub(super) fn bits(value: u64) -> i64 {
    value.cast_signed()
}

/// Bits that a place of a log takes.
pub(super) const SEQ_BITS: u32 = 40;

/// The key of a place of a log.
pub(super) fn key(sid: i64, seq: u64) -> i64 {
    (sid << SEQ_BITS) | int(seq.min((1 << SEQ_BITS) - 1))
}

/// The place that a key stands for.
pub(super) fn seq_of(key: i64) -> u64 {
    uint(key & ((1 << SEQ_BITS) - 1))
}

/// An id from a blob.
pub(super) fn id<T: for<'b> TryFrom<&'b [u8]>>(blob: &[u8], what: &'static str) -> Result<T> {
    T::try_from(blob).map_err(|_| StorageError::Damaged { what })
}
