//! The tables of a figure: each row with its limit, ours, the ratio, and the best peer; then each peer, where there are some.

use std::fmt::Write as _;

use super::{lacks, number, spread, verdict};
use crate::figure::{Figure, Line};

/// All tables of a figure's lines, and what is said of those that lack something.
pub fn tables(figure: &Figure) -> String {
    let lines = &figure.lines;
    let mut out = String::from(
        "| | limit | us | ratio | bar | best peer | it took | beside us |\n|---|---|---|---|---|---|---|---|\n",
    );
    for line in lines {
        // Writing to a string cannot fail.
        let _ = writeln!(out, "{}", row(line));
    }
    if lines.iter().any(|line| line.limit.is_none()) {
        let _ = write!(out, "\nNo limit: {}.\n", lacks::limit(&figure.id));
    }
    if lines.iter().any(|line| line.best_peer().is_none()) {
        let _ = write!(out, "\nPeers: {}.\n", lacks::peer(&figure.id));
    }
    out + &each(lines)
}

/// A line of the table.
pub fn row(line: &Line) -> String {
    let unit = match line.unit.as_str() {
        "" => String::new(),
        unit => format!(" {unit}"),
    };
    let or_none = |told: Option<String>| told.unwrap_or_else(|| "none".to_owned());
    let bar = match verdict(line) {
        (bar, "") => bar,
        (bar, met) => format!("{bar}: {met}"),
    };
    let (name, took, beside) = match line.best_peer() {
        None => ("none".to_owned(), String::new(), String::new()),
        Some((name, took)) => (
            name.to_owned(),
            spread(&took, &unit),
            times(took.median / line.ours.median),
        ),
    };
    format!(
        "| {} | {} | {} | {} | {bar} | {name} | {took} | {beside} |",
        line.what,
        or_none(line.limit.map(|limit| spread(&limit, &unit))),
        spread(&line.ours, &unit),
        line.ratio.map(|ratio| spread(&ratio, "")).unwrap_or_default(),
    )
}

/// How many times ours the best peer took.
fn times(times: f64) -> String {
    match times {
        // Less than a tick of the clock cannot be divided by.
        times if !times.is_finite() => "ours too little to divide by".to_owned(),
        times if times < 1.0 => format!("**behind**, {} x", number(times)),
        times => format!("{} x", number(times)),
    }
}

/// Each peer at each row.
fn each(lines: &[Line]) -> String {
    let mut names: Vec<&str> = Vec::new();
    for peer in lines.iter().flat_map(|line| &line.peers) {
        if !names.contains(&peer.name.as_str()) {
            names.push(&peer.name);
        }
    }
    if names.is_empty() {
        return String::new();
    }
    let mut out = format!(
        "\n| | {} |\n|---|{}\n",
        names.join(" | "),
        "---|".repeat(names.len())
    );
    for line in lines.iter().filter(|line| !line.peers.is_empty()) {
        let cells = names.iter().map(|name| {
            let peer = line.peers.iter().find(|peer| peer.name == *name);
            let cell = peer.map(|peer| match (&peer.took, &peer.why) {
                (Some(took), _) => spread(took, &format!(" {}", line.unit)),
                (None, Some(why)) => why.replace('|', "/"),
                (None, None) => String::new(),
            });
            format!(" {} |", cell.unwrap_or_default())
        });
        let cells: String = cells.collect();
        let _ = writeln!(out, "| {} |{cells}", line.what);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::{Bar, Peer, Spread};

    fn figure(lines: Vec<Line>) -> Figure {
        Figure {
            id: "seats".to_owned(),
            title: String::new(),
            how: String::new(),
            lines,
            curves: Vec::new(),
        }
    }

    #[test]
    fn the_best_peer_stands_beside_ours_and_who_failed_is_said() {
        let line = Line::beside("first sync", "ms", &[(200.0, 100.0)], None).unwrap();
        let line = line.among(vec![
            Peer {
                name: "A".to_owned(),
                took: Spread::of([900.0]),
                why: None,
            },
            Peer {
                name: "B".to_owned(),
                took: None,
                why: Some("not done in 600 s: it came to 12".to_owned()),
            },
        ]);
        let behind = Line::alone("edit", "ms", [10.0], None).unwrap().among(vec![Peer {
            name: "A".to_owned(),
            took: Spread::of([5.0]),
            why: None,
        }]);
        let said = tables(&figure(vec![line, behind]));
        for row in [
            "| first sync | 100 ms | 200 ms | 2 |  | A | 900 ms | 4.5 x |",
            "| edit | none | 10 ms |  |  | A | 5 ms | **behind**, 0.5 x |",
            "| first sync | 900 ms | not done in 600 s: it came to 12 |",
            "No limit: none was written.",
        ] {
            assert!(said.contains(row), "{said}");
        }
        assert!(!said.contains("Peers:"), "{said}");
    }

    #[test]
    fn a_row_has_medians_spreads_and_the_verdict() {
        let line = Line::beside(
            "time",
            "ms",
            &[(200.0, 100.0), (90.0, 60.0), (150.0, 100.0)],
            Some(Bar::RatioAtMost(1.3)),
        );
        assert_eq!(
            row(&line.unwrap()),
            "| time | 100 ms (60–100) | 150 ms (90–200) | 1.5 (1.5–2) | ≤ 1.3 x: **missed** | none |  |  |"
        );
        let line = Line::alone("a", "", [0.25], Some(Bar::AtMost(1.0))).unwrap();
        assert_eq!(row(&line), "| a | none | 0.25 |  | ≤ 1: met | none |  |  |");
        assert!(tables(&figure(vec![line])).contains("Peers: none has places."));
    }
}
