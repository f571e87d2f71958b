//! Where a track's samples lie, from its tables `stco` or `co64`, `stsc` and `stsz` (ISO/IEC 14496-12, 8.7).

use std::ops::Range;

use super::{Part, named};

/// The bytes of each chunk of samples. `None` when the tables contradict each other or lead out of the file.
pub(super) fn ranges(file: &[u8], tables: &[Part]) -> Option<Vec<Range<usize>>> {
    let table = |name: &[u8; 4]| {
        let part = tables.iter().find(|part| part.name == *name)?;
        // Behind version and flags.
        file.get(part.body.start + 4..part.body.end)
    };
    let starts = match table(b"stco") {
        Some(body) => counted::<4>(body)?
            .iter()
            .map(|at| u64::from(u32::from_be_bytes(*at)))
            .collect(),
        None => counted::<8>(table(b"co64")?)?
            .iter()
            .map(|at| u64::from_be_bytes(*at))
            .collect::<Vec<u64>>(),
    };
    let (same_size, sizes) = table(b"stsz")?.split_first_chunk::<4>()?;
    let same_size = u32::from_be_bytes(*same_size);
    let (count, sizes) = sizes.split_first_chunk::<4>()?;
    let count = u32::from_be_bytes(*count);
    let mut sizes = sizes
        .as_chunks::<4>()
        .0
        .iter()
        .map(|size| u32::from_be_bytes(*size));
    let runs = counted::<12>(table(b"stsc")?)?;
    let mut ranges = Vec::with_capacity(starts.len());
    let mut left = count;
    for (n, start) in starts.iter().enumerate() {
        let samples = samples_in(runs, n as u64 + 1)?.min(left);
        left -= samples;
        let length = if same_size > 0 {
            u64::from(samples) * u64::from(same_size)
        } else {
            let mut length = 0;
            for _ in 0..samples {
                length += u64::from(sizes.next()?);
            }
            length
        };
        let start = usize::try_from(*start).ok()?;
        let end = start.checked_add(usize::try_from(length).ok()?)?;
        file.get(start..end)?;
        ranges.push(start..end);
    }
    (left == 0 && named(tables, b"stsd").next().is_some()).then_some(ranges)
}

/// Samples in a chunk: runs hold the first chunk that they are about, counted from 1, in order.
fn samples_in(runs: &[[u8; 12]], chunk: u64) -> Option<u32> {
    let first = |run: &[u8; 12]| {
        run.first_chunk::<4>()
            .map_or(0, |first| u64::from(u32::from_be_bytes(*first)))
    };
    let at = runs.partition_point(|run| first(run) <= chunk).checked_sub(1)?;
    Some(u32::from_be_bytes(*runs.get(at)?.get(4..)?.first_chunk()?))
}

/// The entries behind a count, all of which are there.
fn counted<const N: usize>(body: &[u8]) -> Option<&[[u8; N]]> {
    let (count, entries) = body.split_first_chunk::<4>()?;
    entries
        .as_chunks::<N>()
        .0
        .get(..u32::from_be_bytes(*count) as usize)
}
