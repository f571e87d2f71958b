//! Writes segments of at most 512 KiB.

use ekin_protocol::envelope::Frame;
use ekin_protocol::id::SpaceId;
use ekin_protocol::limits;
use ekin_protocol::segment::{self, LEVEL_COLD, LEVEL_WARM, Source};

use super::{PackError, name};
use crate::storage::{Liveness, PackedSegment, Storage};

/// Log time in ms after which a full segment is compressed as well as can be.
pub(super) const COLD_MS: u64 = 24 * 3_600_000;
/// Bytes of frames for one segment, as a first guess: together they compress better than apart.
const GUESS: u64 = limits::SEGMENT as u64 * 9 / 8;

/// A segment with its bytes.
type Written = (PackedSegment, Vec<u8>);

/// Writes the segments of these envelopes. What is older than `cold_ms` is compressed as well as can be.
pub(super) fn segments<S: Storage>(
    storage: &S,
    space: &SpaceId,
    envelopes: &[(Liveness, u64)],
    cold_ms: u64,
) -> Result<Vec<Written>, PackError> {
    let mut written = Vec::new();
    let mut rest = envelopes;
    while !rest.is_empty() {
        let mut bytes = 0u64;
        let fits = rest
            .iter()
            .take_while(|(life, items)| {
                let share = u64::from(life.bytes) * u64::from(items.count_ones());
                bytes += share / u64::from(life.items.max(1));
                bytes <= GUESS
            })
            .count();
        let (now, later) = rest.split_at(fits.max(1));
        let sources = now
            .iter()
            .map(|(life, items)| source(storage, space, life.seq, *items))
            .collect::<Result<Vec<_>, _>>()?;
        write(space, now, &sources, cold_ms, &mut written)?;
        rest = later;
    }
    Ok(written)
}

/// Writes one segment, or two halves where one would be too large.
fn write(
    space: &SpaceId,
    envelopes: &[(Liveness, u64)],
    sources: &[Source],
    cold_ms: u64,
    written: &mut Vec<Written>,
) -> Result<(), PackError> {
    let cold = sources.last().is_some_and(|last| last.t_ms < cold_ms);
    let bytes = segment::write(space, sources, if cold { LEVEL_COLD } else { LEVEL_WARM })?;
    if bytes.len() > limits::SEGMENT && envelopes.len() > 1 {
        let half = envelopes.len() / 2;
        let ((a, b), (c, d)) = (envelopes.split_at(half), sources.split_at(half));
        write(space, a, c, cold_ms, written)?;
        return write(space, b, d, cold_ms, written);
    }
    let segment = PackedSegment {
        hash: name(&bytes),
        bytes: bytes.len() as u64,
        contents: envelopes.iter().map(|(life, items)| (life.seq, *items)).collect(),
    };
    written.push((segment, bytes));
    Ok(())
}

/// One envelope of the log with the items that are packed.
fn source<S: Storage>(storage: &S, space: &SpaceId, seq: u64, packed: u64) -> Result<Source, PackError> {
    let damaged = || PackError::Envelope { seq };
    let entry = storage.entry(space, seq)?.ok_or_else(damaged)?;
    let frame = Frame::read(&entry.body).map_err(|_| damaged())?;
    let (items, hashes) = frame.open_hashed().map_err(|_| damaged())?;
    let live = items
        .bytes()
        .enumerate()
        .filter(|(n, _)| packed >> n & 1 == 1)
        .map(|(n, bytes)| (n, bytes.to_vec()))
        .collect();
    Ok(Source {
        seq,
        t_ms: entry.t_ms,
        statement: frame.statement_bytes,
        sig: frame.sig,
        hashes,
        live,
    })
}
