//! Makes packs: the live envelopes of a public log in immutable segments, and the signed manifest that names
//! them. It works from one consistent look at the space while the writer goes on.

mod build;
mod plan;
mod schedule;

pub use schedule::Schedule;

use std::collections::HashMap;

use ekin_protocol::id::{SegmentHash, SpaceId};
use ekin_protocol::manifest::{Manifest, SegmentRef};
use ekin_protocol::segment::SegmentError;

use crate::relay::Relay;
use crate::storage::{Liveness, NewPack, PackInputs, PackedSegment, Snapshot, Storage, StorageError};

/// How long a segment is kept after a pack left it out, in ms: for downloads in progress.
pub const KEEP_MS: u64 = 24 * 3_600_000;
/// How long after an item died its payload goes, in ms.
pub const ERASE_MS: u64 = 30 * 24 * 3_600_000;

/// Why no pack was made.
#[derive(Debug, thiserror::Error)]
pub enum PackError {
    /// The storage failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
    /// A segment could not be written.
    #[error("a segment could not be written")]
    Segment(#[from] SegmentError),
    /// An envelope that should be in a pack cannot be read.
    #[error("the envelope at place {seq} cannot be read: run `ekin-sync-server check`")]
    Envelope {
        /// Its place.
        seq: u64,
    },
    /// The pack would not hold what lives.
    #[error("the pack holds {packed} living items, the log {live}: run `ekin-sync-server check`")]
    Count {
        /// Living items of the pack.
        packed: u64,
        /// Living items of the log.
        live: u64,
    },
}

/// What a run of the packer did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Packed {
    /// Place N of the manifest.
    pub seq: u64,
    /// Segments that it names.
    pub segments: usize,
    /// Those of them that are new.
    pub written: usize,
    /// Bytes of all its segments.
    pub bytes: u64,
}

/// Packs a space up to its head. None where there is nothing new.
pub fn pack<S: Storage>(relay: &Relay<S>, space: &SpaceId, now_ms: u64) -> Result<Option<Packed>, PackError> {
    let storage = relay.storage();
    // Of a private space nothing can be packed that its members could not make themselves.
    let public = |snapshot: &Snapshot| snapshot.members.kind.is_public();
    if !storage.snapshot(space)?.is_some_and(|snapshot| public(&snapshot)) {
        return Ok(None);
    }
    let Some(inputs) = storage.pack_inputs(space)? else {
        return Ok(None);
    };
    if inputs.head.seq == inputs.packed_seq {
        return Ok(None);
    }
    let lives: HashMap<u64, Liveness> = inputs
        .envelopes
        .iter()
        .map(|envelope| (envelope.seq, *envelope))
        .collect();
    let mut segments: Vec<(PackedSegment, Option<Vec<u8>>)> = Vec::new();
    for part in plan::parts(&inputs, &lives) {
        match part {
            plan::Part::Keep(segment) => segments.push((segment, None)),
            plan::Part::Write(envelopes) => {
                let cold = inputs.head.t_ms.saturating_sub(build::COLD_MS);
                for (segment, bytes) in build::segments(storage, space, &envelopes, cold)? {
                    segments.push((segment, Some(bytes)));
                }
            }
        }
    }
    let log_now = storage.snapshot(space)?.map_or(0, |snapshot| snapshot.bytes);
    let manifest = manifest(space, &inputs, &lives, &segments, log_now)?;
    let packed = Packed {
        seq: inputs.head.seq,
        segments: segments.len(),
        written: segments.iter().filter(|(_, bytes)| bytes.is_some()).count(),
        bytes: manifest.bytes(),
    };
    let pack = NewPack {
        seq: inputs.head.seq,
        log_bytes: inputs.log_bytes,
        manifest: manifest.sign(&relay.keys().packer),
        segments,
    };
    storage.put_pack(space, &pack, now_ms)?;
    Ok(Some(packed))
}

/// What the packer says of the space at the head that it saw.
fn manifest(
    space: &SpaceId,
    inputs: &PackInputs,
    lives: &HashMap<u64, Liveness>,
    segments: &[(PackedSegment, Option<Vec<u8>>)],
    log_now: u64,
) -> Result<Manifest, PackError> {
    let named: Vec<SegmentRef> = segments
        .iter()
        .map(|(segment, _)| reference(segment, lives))
        .collect();
    let packed = named.iter().map(|segment| segment.live).sum();
    if packed != inputs.live_count {
        let live = inputs.live_count;
        return Err(PackError::Count { packed, live });
    }
    Ok(Manifest {
        space: *space,
        seq: inputs.head.seq,
        r: inputs.head.r,
        t_ms: inputs.head.t_ms,
        live_count: inputs.live_count,
        live_root: inputs.live_root,
        segments: named,
        tail_bytes: log_now.saturating_sub(inputs.log_bytes),
    })
}

fn reference(segment: &PackedSegment, lives: &HashMap<u64, Liveness>) -> SegmentRef {
    let mut dead = Vec::new();
    let mut at = 0;
    for (seq, items) in &segment.contents {
        let gone = lives.get(seq).map_or(u64::MAX, |life| life.dead);
        for n in (0..64).filter(|n| items >> n & 1 == 1) {
            if gone >> n & 1 == 1 {
                dead.push(at);
            }
            at += 1;
        }
    }
    let total = segment.total();
    let place = |end: Option<&(u64, u64)>| end.map_or(0, |(seq, _)| *seq);
    SegmentRef {
        hash: segment.hash,
        bytes: segment.bytes,
        first: place(segment.contents.first()),
        last: place(segment.contents.last()),
        live: total.saturating_sub(dead.len() as u64),
        total,
        dead: SegmentRef::dead_set(dead),
    }
}

/// Name of a segment.
fn name(bytes: &[u8]) -> SegmentHash {
    ekin_protocol::segment::hash(bytes)
}

#[cfg(test)]
mod tests;
