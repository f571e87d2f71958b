//! Which segments stay and which envelopes are written anew.

use std::collections::HashMap;

use crate::storage::{Liveness, PackInputs, PackedSegment};

/// Below this size in bytes a segment is joined to its neighbour.
const SMALL: u64 = 128 << 10;

/// A part of the new pack, in order of the log.
#[derive(Debug)]
pub(super) enum Part {
    /// A segment that stays as it is.
    Keep(PackedSegment),
    /// Envelopes, each with the set of its items that are packed.
    Write(Vec<(Liveness, u64)>),
}

/// Divides what lives into segments that stay and envelopes that are written anew: those of segments of which
/// more than a tenth is dead, of small neighbours, and of the tail.
pub(super) fn parts(inputs: &PackInputs, lives: &HashMap<u64, Liveness>) -> Vec<Part> {
    let mut parts: Vec<Part> = inputs
        .segments
        .iter()
        .map(|segment| match worn(segment, lives) {
            true => Part::Write(left(segment, lives)),
            false => Part::Keep(segment.clone()),
        })
        .collect();
    let tail = inputs
        .envelopes
        .iter()
        .filter(|life| life.seq > inputs.packed_seq);
    parts.push(Part::Write(
        tail.map(|life| (*life, life.packed()))
            .filter(|(_, items)| *items != 0)
            .collect(),
    ));
    parts.retain(|part| !matches!(part, Part::Write(envelopes) if envelopes.is_empty()));
    join(parts, lives)
}

fn worn(segment: &PackedSegment, lives: &HashMap<u64, Liveness>) -> bool {
    let erased = |(seq, items): &(u64, u64)| lives.get(seq).is_some_and(|life| life.erased & items != 0);
    if segment.contents.iter().any(erased) {
        return true;
    }
    let gone: u64 = segment
        .contents
        .iter()
        .map(|(seq, items)| match lives.get(seq) {
            Some(life) => u64::from((items & !life.packed()).count_ones()),
            None => u64::from(items.count_ones()),
        })
        .sum();
    gone * 10 > segment.total()
}

fn left(segment: &PackedSegment, lives: &HashMap<u64, Liveness>) -> Vec<(Liveness, u64)> {
    let packed = segment.contents.iter().filter_map(|(seq, _)| lives.get(seq));
    packed
        .map(|life| (*life, life.packed()))
        .filter(|(_, items)| *items != 0)
        .collect()
}

/// Joins neighbours that are both written anew, and small segments with what is beside them when that is small
/// too or written anyway.
fn join(parts: Vec<Part>, lives: &HashMap<u64, Liveness>) -> Vec<Part> {
    let mut joined: Vec<Part> = Vec::with_capacity(parts.len());
    for part in parts {
        let both = joined.last().is_some_and(|last| match (last, &part) {
            (Part::Write(_), Part::Write(_)) => true,
            (Part::Keep(a), Part::Keep(b)) => a.bytes < SMALL && b.bytes < SMALL,
            (Part::Keep(segment), Part::Write(_)) | (Part::Write(_), Part::Keep(segment)) => {
                segment.bytes < SMALL
            }
        });
        if both && let Some(last) = joined.pop() {
            let mut envelopes = loosen(last, lives);
            envelopes.extend(loosen(part, lives));
            joined.push(Part::Write(envelopes));
        } else {
            joined.push(part);
        }
    }
    joined
}

fn loosen(part: Part, lives: &HashMap<u64, Liveness>) -> Vec<(Liveness, u64)> {
    match part {
        Part::Keep(segment) => left(&segment, lives),
        Part::Write(envelopes) => envelopes,
    }
}
