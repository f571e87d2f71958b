//! Honest users while others attack: how long a person waits for what they wrote to be received, and for news.

use std::time::{Duration, Instant};

use crate::error::Result;
use crate::model::Place;
use crate::scene::Scene;
use crate::writing::{Book, waiting, write};

/// What was measured, each in ms, and what did not end well.
#[derive(Clone, Debug, Default)]
pub struct Waited {
    /// `ekin sync` of a phone that has one listing and one note to send.
    pub push: Vec<f64>,
    /// `ekin sync` of a phone that only reads, with news to take.
    pub sync: Vec<f64>,
    /// Those that did not end with 0, or left something waiting.
    pub failed: u64,
}

/// Measures so many times, and on until `enough` says so or the time is over.
pub fn measure(
    scene: &Scene,
    book: &Book,
    samples: usize,
    most: Duration,
    enough: impl Fn() -> bool,
) -> Result<Waited> {
    let mut waited = Waited::default();
    let Some(phone) = scene.writers.get(1) else {
        return Ok(waited);
    };
    let file = scene.path("honest.json");
    let until = Instant::now() + most;
    while (waited.sync.len() < samples || !enough()) && Instant::now() < until {
        let word = book.model().say(1, Place::Catalogue);
        write(
            &file,
            &format!(r#"{{"type": "offer", "title": {{"fr": "{word}"}}}}"#),
        )?;
        phone.ask(&["publish", &file.display().to_string()])?;
        book.model().acknowledge(&word);
        if let Some(house) = scene.house.map(|house| house.to_string()) {
            let note = book.model().say(1, Place::House);
            let title = format!("title={note}");
            phone.ask(&["doc", "new", "note", "--field", &title, "--space", &house])?;
            book.model().acknowledge(&note);
        }
        let carried = book.model().acknowledged_by(1);
        let started = Instant::now();
        let answer = phone.run(&["sync"])?;
        waited.push.push(started.elapsed().as_secs_f64() * 1e3);
        match answer.code == Some(0) && waiting(&answer.out) == Some(0) {
            true => book.model().receive(&carried),
            false => waited.failed += 1,
        }
        let started = Instant::now();
        let answer = scene.reader.run(&["sync"])?;
        waited.sync.push(started.elapsed().as_secs_f64() * 1e3);
        waited.failed += u64::from(answer.code != Some(0));
    }
    Ok(waited)
}

/// The value below which so many of a hundred lie: the nearest rank; none of none.
pub fn percentile(values: &[f64], percent: usize) -> Option<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let rank = (sorted.len() * percent).div_ceil(100);
    sorted.get(rank.saturating_sub(1)).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_those_of_the_nearest_rank() {
        let values: Vec<f64> = (1..=200).rev().map(f64::from).collect();
        assert_eq!(percentile(&values, 50), Some(100.0));
        assert_eq!(percentile(&values, 99), Some(198.0));
        assert_eq!(percentile(&values[..1], 99), Some(200.0));
        assert_eq!(percentile(&[], 50), None);
    }
}
