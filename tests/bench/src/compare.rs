//! Figures beside the last committed ones: what became worse by more than the scatter of both.

use std::path::Path;
use std::process::Command;

use crate::figure::{Bar, Line, Spread};
use crate::report::{Measured, number};

/// Of numbers with a spread: how much the middle may move while the runs of both lie apart.
const MOVED: f64 = 1.1;
/// Of bytes, which do not scatter.
const BYTES: f64 = 1.02;
/// Of other numbers that were taken once.
const ONCE: f64 = 1.5;

/// The committed figure of this name; nothing where there is none, or no git.
pub fn committed(folder: &Path, id: &str) -> Option<Measured> {
    let mut git = Command::new("git");
    git.arg("-C")
        .arg(folder)
        .args(["show", &format!("HEAD:./{id}.json")]);
    let said = git.output().ok()?;
    serde_json::from_slice(&said.stdout).ok()
}

/// What is worse now, a line each.
pub fn worse(before: &Measured, now: &Measured) -> Vec<String> {
    let lines = now.figure.lines.iter().filter_map(|line| {
        let old = before
            .figure
            .lines
            .iter()
            .find(|old| old.what == line.what && old.unit == line.unit)?;
        let (was, is, unit) = match (old.ratio, line.ratio) {
            // The same machine did both in one run: that is what the machine's mood cannot change.
            (Some(was), Some(is)) => (was, is, " x of the limit".to_owned()),
            _ => (old.ours, line.ours, format!(" {}", line.unit)),
        };
        is_worse(line, was, is).then(|| {
            let (was, is) = (number(was.median), number(is.median));
            format!("{}: {}: {is}{unit} instead of {was}", now.figure.id, line.what)
        })
    });
    lines.collect()
}

fn is_worse(line: &Line, was: Spread, is: Spread) -> bool {
    let more_is_better = line.unit.ends_with("/s") || matches!(line.bar, Some(Bar::RatioAtLeast(_)));
    let (grown, apart) = match more_is_better {
        true => (was.median / is.median, is.max < was.min),
        false => (is.median / was.median, is.min > was.max),
    };
    let allowed = match (was.runs.min(is.runs), line.unit.as_str()) {
        (1, "B") => BYTES,
        (1, _) => ONCE,
        _ => MOVED,
    };
    apart && grown > allowed
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::Figure;

    fn measured(lines: Vec<Line>) -> Measured {
        Measured {
            figure: Figure {
                id: "x".to_owned(),
                title: String::new(),
                how: String::new(),
                lines,
                curves: Vec::new(),
            },
            date: String::new(),
            commit: String::new(),
            machine: String::new(),
            quick: false,
            took_s: 0.0,
            load: None,
        }
    }

    fn alone(unit: &str, values: &[f64]) -> Line {
        Line::alone("a", unit, values.iter().copied(), None).unwrap()
    }

    fn said(before: Line, now: Line) -> Vec<String> {
        worse(&measured(vec![before]), &measured(vec![now]))
    }

    #[test]
    fn only_what_lies_outside_the_scatter_is_worse() {
        let before = || alone("ms", &[10.0, 12.0, 15.0]);
        assert!(said(before(), alone("ms", &[11.0, 14.0, 20.0])).is_empty());
        assert_eq!(
            said(before(), alone("ms", &[16.0, 18.0, 20.0])),
            ["x: a: 18 ms instead of 12"]
        );
        assert!(said(before(), alone("ms", &[1.0, 2.0, 3.0])).is_empty());
        assert!(said(alone("B", &[1000.0]), alone("B", &[1010.0])).is_empty());
        assert_eq!(said(alone("B", &[1000.0]), alone("B", &[1050.0])).len(), 1);
        assert!(said(alone("MiB", &[10.0]), alone("MiB", &[14.0])).is_empty());
    }

    #[test]
    fn a_rate_is_worse_when_it_is_smaller_and_ratios_count_before_times() {
        let rate = |values: &[f64]| alone("/s", values);
        assert_eq!(said(rate(&[100.0, 110.0]), rate(&[50.0, 60.0])).len(), 1);
        assert!(said(rate(&[50.0, 60.0]), rate(&[100.0, 110.0])).is_empty());
        // Twice as slow, and so is the limit: the machine was busy.
        let pairs = |ours: f64, limit: f64| Line::beside("a", "ms", &[(ours, limit); 3], None).unwrap();
        assert!(said(pairs(10.0, 5.0), pairs(20.0, 10.0)).is_empty());
        assert_eq!(said(pairs(10.0, 5.0), pairs(20.0, 5.0)).len(), 1);
    }
}
