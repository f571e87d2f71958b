//! Figures of our own whose job others did too, at the same size, in the figure of peers: its numbers stand beside them.

use super::Measured;
use crate::figure::Line;
use crate::figures;

/// Rows of a figure, and the row of the peers that is the same job.
const SAME: [(&str, &str, &str); 15] = [
    (
        "first-sync",
        "time",
        "10000 activities: first sync, stored and searchable",
    ),
    (
        "first-sync",
        "processor time",
        "10000 activities: first sync, processor time of the device",
    ),
    (
        "first-sync",
        "peak memory",
        "10000 activities: first sync, peak memory of the device",
    ),
    (
        "first-sync",
        "wire, down, a listing imported",
        "10000 activities: first sync, wire, down, each",
    ),
    (
        "documents",
        "1000 documents: time",
        "1000 activities: first sync of a sealed private space",
    ),
    (
        "documents",
        "1000 documents: processor time",
        "1000 activities: the same, processor time of the device",
    ),
    (
        "documents",
        "1000 documents: peak memory",
        "1000 activities: the same, peak memory of the device",
    ),
    (
        "documents",
        "1000 documents: wire, down, each",
        "1000 activities: the same, wire, down, each",
    ),
    (
        "documents",
        "10000 documents: time",
        "10000 activities: first sync of a sealed private space",
    ),
    (
        "documents",
        "10000 documents: processor time",
        "10000 activities: the same, processor time of the device",
    ),
    (
        "documents",
        "10000 documents: peak memory",
        "10000 activities: the same, peak memory of the device",
    ),
    (
        "documents",
        "10000 documents: wire, down, each",
        "10000 activities: the same, wire, down, each",
    ),
    (
        "screens",
        "open and first page, 1000, cold",
        "1000 activities: open with no network, first page",
    ),
    (
        "screens",
        "open and first page, 1000, warm",
        "1000 activities: open with no network, first page",
    ),
    (
        "private-edit",
        "to the other phone, shown",
        "one edit to the other device",
    ),
];

/// Puts the peers beside the lines that have the same job, where both were measured on one day at full size.
pub fn peers(all: &mut [Measured]) {
    let Some(beside) = all
        .iter()
        .find(|measured| measured.figure.id == figures::PEERS)
        .cloned()
    else {
        return;
    };
    for measured in all {
        if measured.date != beside.date || measured.quick || beside.quick {
            continue;
        }
        let id = measured.figure.id.clone();
        for line in &mut measured.figure.lines {
            if let Some(same) = same(&id, line, &beside.figure.lines) {
                line.peers.clone_from(&same.peers);
            }
        }
    }
}

fn same<'a>(figure: &str, line: &Line, beside: &'a [Line]) -> Option<&'a Line> {
    let (_, _, what) = SAME
        .iter()
        .find(|(id, what, _)| *id == figure && *what == line.what)?;
    beside
        .iter()
        .find(|other| other.what == *what && other.unit == line.unit)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::{Figure, Peer, Spread};

    fn measured(id: &str, date: &str, line: Line) -> Measured {
        Measured {
            figure: Figure {
                id: id.to_owned(),
                title: String::new(),
                how: String::new(),
                lines: vec![line],
                curves: Vec::new(),
            },
            date: date.to_owned(),
            commit: String::new(),
            machine: String::new(),
            quick: false,
            took_s: 0.0,
            load: None,
        }
    }

    #[test]
    fn a_peer_stands_where_the_same_job_was_measured_on_the_same_day() {
        let line = |what: &str| Line::alone(what, "ms", [2.0], None).unwrap();
        let theirs = line("one edit to the other device").among(vec![Peer {
            name: "A".to_owned(),
            took: Spread::of([6.0]),
            why: None,
        }]);
        let ours = || line("to the other phone, shown");
        let mut all = [
            measured("private-edit", "today", ours()),
            measured("private-edit", "before", ours()),
            measured("members", "today", ours()),
            measured(figures::PEERS, "today", theirs),
        ];
        peers(&mut all);
        let beside = all.map(|measured| {
            measured
                .figure
                .lines
                .iter()
                .all(|line| line.best_peer().is_some())
        });
        assert_eq!(beside, [true, false, false, true]);
    }
}
