//! The tables of a figure with peers: ours between the limit and the best of them, then each of them.

use std::fmt::Write as _;

use super::{number, spread, verdict};
use crate::figure::Line;

/// Both tables.
pub fn tables(lines: &[Line]) -> String {
    let mut out =
        String::from("| | limit | ours | ratio | best peer | | beside us |\n|---|---|---|---|---|---|---|\n");
    for line in lines {
        let unit = format!(" {}", line.unit);
        let limit = line.limit.map(|limit| spread(&limit, &unit)).unwrap_or_default();
        let ratio = line.ratio.map(|ratio| spread(&ratio, "")).unwrap_or_default();
        let (name, took, times) = match line.best_peer() {
            None => ("none", String::new(), String::new()),
            Some((name, took)) => {
                let times = took.median / line.ours.median;
                let beside = match times {
                    // Less than a tick of the clock cannot be divided by.
                    times if !times.is_finite() => String::new(),
                    times if times < 1.0 => format!("**behind**, {} x", number(times)),
                    times => format!("{} x", number(times)),
                };
                (name, spread(&took, &unit), beside)
            }
        };
        let bar = match verdict(line) {
            (bar, met) if !met.is_empty() => format!(", {bar}: {met}"),
            _ => String::new(),
        };
        // Writing to a string cannot fail.
        let _ = writeln!(
            out,
            "| {} | {limit} | {}{bar} | {ratio} | {name} | {took} | {times} |",
            line.what,
            spread(&line.ours, &unit)
        );
    }
    out + &each(lines)
}

/// Each peer at each row.
fn each(lines: &[Line]) -> String {
    let mut names: Vec<&str> = Vec::new();
    for peer in lines.iter().flat_map(|line| &line.peers) {
        if !names.contains(&peer.name.as_str()) {
            names.push(&peer.name);
        }
    }
    let mut out = format!(
        "\n| | {} |\n|---|{}\n",
        names.join(" | "),
        "---|".repeat(names.len())
    );
    for line in lines {
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
    use crate::figure::{Peer, Spread};

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
        let said = tables(&[line, behind]);
        assert!(
            said.contains("| first sync | 100 ms | 200 ms | 2 | A | 900 ms | 4.5 x |"),
            "{said}"
        );
        assert!(
            said.contains("| edit |  | 10 ms |  | A | 5 ms | **behind**, 0.5 x |"),
            "{said}"
        );
        assert!(
            said.contains("| first sync | 900 ms | not done in 600 s: it came to 12 |"),
            "{said}"
        );
    }
}
