//! What a figure is: lines of numbers with their spread, beside the limit's of the same run, and its bar.

use serde::{Deserialize, Serialize};

use crate::error::{BenchError, Result};

/// Smallest, middle and largest of several runs.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Spread {
    /// The smallest.
    pub min: f64,
    /// The middle one.
    pub median: f64,
    /// The largest.
    pub max: f64,
    /// How many runs.
    pub runs: usize,
}

impl Spread {
    /// Of these values; nothing of none.
    pub fn of(values: impl IntoIterator<Item = f64>) -> Option<Self> {
        let mut values: Vec<f64> = values.into_iter().collect();
        values.sort_by(f64::total_cmp);
        Some(Self {
            min: *values.first()?,
            median: *values.get(values.len() / 2)?,
            max: *values.last()?,
            runs: values.len(),
        })
    }
}

/// What a line has to reach.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Bar {
    /// The median is at most this.
    AtMost(f64),
    /// The largest is at most this.
    WorstAtMost(f64),
    /// The median of the ratios to the limit is at most this.
    RatioAtMost(f64),
    /// The median of the ratios to the limit is at least this.
    RatioAtLeast(f64),
}

/// What another program took for the same work.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Peer {
    /// Its name.
    pub name: String,
    /// What it took; nothing when it did not do it.
    pub took: Option<Spread>,
    /// Why it did not, or what differs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
}

/// A cost at several sizes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Curve {
    /// What was measured.
    pub what: String,
    /// In which unit.
    pub unit: String,
    /// Sizes, and the cost at each.
    pub points: Vec<(f64, f64)>,
}

impl Curve {
    /// The power of the size with which the cost grows: the slope of the least squares through the logarithms; nothing of
    /// fewer than two sizes.
    pub fn exponent(&self) -> Option<f64> {
        let logs: Vec<(f64, f64)> = self.points.iter().map(|(x, y)| (x.ln(), y.ln())).collect();
        let n = logs.len() as f64;
        let (x, y) = logs
            .iter()
            .fold((0.0, 0.0), |(x, y), at| (x + at.0 / n, y + at.1 / n));
        let (over, under) = logs.iter().fold((0.0, 0.0), |(over, under), at| {
            (over + (at.0 - x) * (at.1 - y), under + (at.0 - x).powi(2))
        });
        (under > 0.0)
            .then(|| over / under)
            .filter(|slope| slope.is_finite())
    }
}

/// One line of a figure.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Line {
    /// What was measured.
    pub what: String,
    /// In which unit.
    pub unit: String,
    /// Ours.
    pub ours: Spread,
    /// The limit's, where there is one.
    pub limit: Option<Spread>,
    /// Ours divided by the limit's, pair by pair.
    pub ratio: Option<Spread>,
    /// What it has to reach.
    pub bar: Option<Bar>,
    /// What others took.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub peers: Vec<Peer>,
}

impl Line {
    /// A line with no limit.
    ///
    /// # Errors
    /// Without a value.
    pub fn alone(
        what: &str,
        unit: &str,
        ours: impl IntoIterator<Item = f64>,
        bar: Option<Bar>,
    ) -> Result<Self> {
        let ours = Spread::of(ours).ok_or_else(|| BenchError::unexpected(format!("{what}: not measured")))?;
        Ok(Self {
            what: what.to_owned(),
            unit: unit.to_owned(),
            ours,
            limit: None,
            ratio: None,
            bar,
            peers: Vec::new(),
        })
    }

    /// A line of pairs: ours and the limit's, one after the other.
    ///
    /// # Errors
    /// Without a value.
    pub fn beside(what: &str, unit: &str, pairs: &[(f64, f64)], bar: Option<Bar>) -> Result<Self> {
        Ok(Self {
            limit: Spread::of(pairs.iter().map(|(_, limit)| *limit)),
            ratio: Spread::of(pairs.iter().map(|(ours, limit)| ours / limit)),
            ..Self::alone(what, unit, pairs.iter().map(|(ours, _)| *ours), bar)?
        })
    }

    /// The same beside others, of which less is better.
    #[must_use]
    pub fn among(self, peers: Vec<Peer>) -> Self {
        Self { peers, ..self }
    }

    /// The one that took least.
    pub fn best_peer(&self) -> Option<(&str, Spread)> {
        let done = self
            .peers
            .iter()
            .filter_map(|peer| Some((peer.name.as_str(), peer.took?)));
        done.min_by(|a, b| a.1.median.total_cmp(&b.1.median))
    }

    /// Whether it reached its bar; nothing when it has none.
    pub fn met(&self) -> Option<bool> {
        Some(match self.bar? {
            Bar::AtMost(most) => self.ours.median <= most,
            Bar::WorstAtMost(most) => self.ours.max <= most,
            Bar::RatioAtMost(most) => self.ratio?.median <= most,
            Bar::RatioAtLeast(least) => self.ratio?.median >= least,
        })
    }
}

/// One figure.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// Name of its file.
    pub id: String,
    /// Its heading.
    pub title: String,
    /// How it was measured, and what the limit is.
    pub how: String,
    /// Its numbers.
    pub lines: Vec<Line>,
    /// Its costs by size.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub curves: Vec<Curve>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ratios_are_taken_pair_by_pair() {
        let line = Line::beside(
            "x",
            "ms",
            &[(2.0, 1.0), (9.0, 3.0), (4.0, 4.0)],
            Some(Bar::RatioAtMost(1.5)),
        );
        let line = line.unwrap();
        let ratio = line.ratio.unwrap();
        assert_eq!(
            (ratio.min, ratio.median, ratio.max, ratio.runs),
            (1.0, 2.0, 3.0, 3)
        );
        assert_eq!((line.ours.median, line.limit.unwrap().median), (4.0, 3.0));
        assert_eq!(line.met(), Some(false));
        let at = |bar| {
            Line {
                bar: Some(bar),
                ..line.clone()
            }
            .met()
        };
        assert_eq!(at(Bar::RatioAtLeast(1.5)), Some(true));
        assert_eq!(
            (at(Bar::AtMost(4.0)), at(Bar::WorstAtMost(8.9))),
            (Some(true), Some(false))
        );
        assert!(Line::alone("x", "ms", [], None).is_err());
    }

    #[test]
    fn the_best_peer_is_the_one_that_took_least_and_did_it() {
        let peer = |name: &str, took: Option<f64>| Peer {
            name: name.to_owned(),
            took: took.and_then(|took| Spread::of([took])),
            why: None,
        };
        let line = Line::alone("x", "ms", [2.0], None).unwrap();
        assert_eq!(line.best_peer(), None);
        let line = line.among(vec![peer("a", Some(9.0)), peer("b", None), peer("c", Some(3.0))]);
        assert_eq!(
            line.best_peer().map(|(name, took)| (name, took.median)),
            Some(("c", 3.0))
        );
    }

    #[test]
    fn the_exponent_of_a_power_is_found_again() {
        let curve = |power: f64| Curve {
            what: String::new(),
            unit: String::new(),
            points: [1e3, 1e4, 1e5].map(|x: f64| (x, 3.0 * x.powf(power))).to_vec(),
        };
        for power in [0.0, 0.5, 1.0, 2.0] {
            let found = curve(power).exponent().unwrap();
            assert!((found - power).abs() < 1e-9, "{found}");
        }
        let one = Curve {
            points: vec![(1.0, 2.0)],
            ..curve(1.0)
        };
        assert_eq!(one.exponent(), None);
    }
}
