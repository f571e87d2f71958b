//! The rows of the table: what is compared, in which unit, and what has to be reached.

use super::Sizes;
use super::alike::Told;
use crate::error::Result;
use crate::figure::{Line, Peer as Took, Spread};
use crate::peers::Peer;

pub const FIRST: &str = "first";
pub const FIRST_CPU: &str = "first-cpu";
pub const READY: &str = "ready";
pub const FIRST_PEAK: &str = "first-peak";
pub const SERVER_CPU: &str = "server-cpu";
pub const SERVER_PEAK: &str = "server-peak";
pub const FIRST_DOWN: &str = "first-down";
pub const PRIVATE: &str = "private";
pub const PRIVATE_CPU: &str = "private-cpu";
pub const PRIVATE_PEAK: &str = "private-peak";
pub const PRIVATE_DOWN: &str = "private-down";
pub const AGAIN: &str = "again";
pub const AGAIN_BYTES: &str = "again-bytes";
pub const MONTH: &str = "month";
pub const MONTH_BYTES: &str = "month-bytes";
pub const OPEN: &str = "open";
pub const SEARCH_READY: &str = "search-ready";
pub const SEARCH: &str = "search";
pub const SEARCH_WORST: &str = "search-worst";
pub const EDIT: &str = "edit";
pub const MERGE: &str = "merge";
pub const OFTEN: &str = "often";
pub const OFTEN_BYTES: &str = "often-bytes";
pub const READERS: &str = "readers";
pub const READERS_CPU: &str = "readers-cpu";

/// What a newcomer's job gives.
pub const OF_FIRST: [&str; 11] = [
    FIRST,
    FIRST_CPU,
    READY,
    FIRST_PEAK,
    SERVER_CPU,
    SERVER_PEAK,
    FIRST_DOWN,
    PRIVATE,
    PRIVATE_CPU,
    PRIVATE_PEAK,
    PRIVATE_DOWN,
];

/// The lines that this size has numbers for.
pub fn lines(sizes: Sizes, us: &Told, least: &Told, peers: &[(&Peer, &Told)]) -> Result<Vec<Line>> {
    let mut lines = Vec::new();
    for (row, what, unit) in names(sizes) {
        if us.spread(row).is_none() {
            continue;
        }
        let took = peers.iter().filter_map(|(peer, told)| {
            let (took, why) = (told.spread(row), told.why(row));
            (took.is_some() || why.is_some()).then(|| Took {
                name: peer.name.to_owned(),
                took,
                why,
            })
        });
        let line = match Spread::of(least.runs(row).iter().copied()) {
            None => Line::alone(&what, unit, us.runs(row).iter().copied(), None)?,
            // The limit may have been taken more rarely: its median stands beside each of ours.
            Some(limit) => {
                let at = |n: usize| least.runs(row).get(n).copied().unwrap_or(limit.median);
                let pairs: Vec<_> = us
                    .runs(row)
                    .iter()
                    .enumerate()
                    .map(|(n, ours)| (*ours, at(n)))
                    .collect();
                Line::beside(&what, unit, &pairs, None)?
            }
        };
        lines.push(line.among(took.collect()));
    }
    Ok(lines)
}

fn names(sizes: Sizes) -> Vec<(&'static str, String, &'static str)> {
    let Sizes {
        activities: n,
        edits,
        often,
        readers,
    } = sizes;
    let of = |what: &str| format!("{n} activities: {what}");
    vec![
        (FIRST, of("first sync, stored"), "ms"),
        (READY, of("first sync, stored and searchable"), "ms"),
        (FIRST_CPU, of("first sync, processor time of the device"), "ms"),
        (SERVER_CPU, of("first sync, processor time of the server"), "ms"),
        (FIRST_PEAK, of("first sync, peak memory of the device"), "MiB"),
        (
            SERVER_PEAK,
            of("peak memory of the server, filled and asked"),
            "MiB",
        ),
        (FIRST_DOWN, of("first sync, wire, down, each"), "B"),
        (PRIVATE, of("first sync of a sealed private space"), "ms"),
        (PRIVATE_CPU, of("the same, processor time of the device"), "ms"),
        (PRIVATE_PEAK, of("the same, peak memory of the device"), "MiB"),
        (PRIVATE_DOWN, of("the same, wire, down, each"), "B"),
        (AGAIN, of("reconnect with nothing new"), "ms"),
        (
            AGAIN_BYTES,
            of("reconnect with nothing new, wire, both ways"),
            "B",
        ),
        (MONTH, of("a month offline, one field of a fifth changed"), "ms"),
        (
            MONTH_BYTES,
            of("a month offline, wire, both ways, each that changed"),
            "B",
        ),
        (OPEN, of("open with no network, first page"), "ms"),
        (SEARCH_READY, of("open until it can be searched"), "ms"),
        (SEARCH, of("search as you type, two letters, median"), "ms"),
        (SEARCH_WORST, of("search as you type, two letters, worst"), "ms"),
        (EDIT, "one edit to the other device".to_owned(), "ms"),
        (
            MERGE,
            format!("{edits} edits offline on each of two devices, merged"),
            "ms",
        ),
        (
            OFTEN,
            format!("a document edited {often} times, to a new device"),
            "ms",
        ),
        (
            OFTEN_BYTES,
            format!("a document edited {often} times, wire, down"),
            "B",
        ),
        (
            READERS,
            format!("{readers} readers: memory of the server for each"),
            "KiB",
        ),
        (
            READERS_CPU,
            format!("{readers} readers: processor time of the server for an edit to all"),
            "ms",
        ),
    ]
}
