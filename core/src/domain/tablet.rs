//! What a carer chose for a resident on a shared tablet in simple mode. It is of that tablet alone and goes nowhere.

use serde::{Deserialize, Serialize};

/// One thing that a resident finds on their first screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tile {
    /// What one can go to.
    Outings,
    /// Where I go.
    Mine,
    /// What I want, and what the team said.
    Wishes,
    /// Photos on which I am.
    Photos,
    /// How I am.
    Feel,
    /// My day, read aloud.
    Listen,
}

impl Tile {
    /// All, as a first screen has them.
    pub const ALL: [Tile; 6] = [
        Tile::Outings,
        Tile::Mine,
        Tile::Wishes,
        Tile::Photos,
        Tile::Feel,
        Tile::Listen,
    ];
}

/// Fewest tiles of a first screen.
pub const FEWEST_TILES: usize = 2;
/// Slowest and fastest step of scanning, in ms.
pub const STEP_MS: std::ops::RangeInclusive<u32> = 500..=5_000;
/// Most residents of one tablet.
pub const MOST_RESIDENTS: usize = 24;

/// What was chosen for one resident.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choices {
    /// The space of their house, 64 hexadecimal digits.
    pub space: String,
    /// The person, 32 hexadecimal digits.
    pub person: String,
    /// Their tiles.
    pub tiles: Vec<Tile>,
    /// A first touch reads aloud, a second one does it.
    #[serde(default)]
    pub reads_first: bool,
    /// Scanning by one switch, with so many ms a step; none: by touch.
    #[serde(default)]
    pub step_ms: Option<u32>,
    /// Name of the picture that they choose to come in; none: no question.
    #[serde(default)]
    pub secret: Option<String>,
}

/// Why choices cannot be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ChoicesError {
    /// Fewer than two tiles, or one of them twice.
    #[error("two to six tiles")]
    Tiles,
    /// A step outside of [`STEP_MS`].
    #[error("a step takes half a second to five")]
    Step,
    /// Nobody, too many, or somebody twice.
    #[error("one resident at least, each once")]
    Residents,
}

/// Whether these can be kept.
///
/// # Errors
/// [`ChoicesError`].
pub fn check(all: &[Choices]) -> Result<(), ChoicesError> {
    for (n, one) in all.iter().enumerate() {
        let twice = |m: usize| all.iter().skip(m + 1).any(|other| other.person == one.person);
        if twice(n) {
            return Err(ChoicesError::Residents);
        }
        let repeated = |(n, tile): (usize, &Tile)| one.tiles.iter().skip(n + 1).any(|other| other == tile);
        if one.tiles.len() < FEWEST_TILES || one.tiles.iter().enumerate().any(repeated) {
            return Err(ChoicesError::Tiles);
        }
        if one.step_ms.is_some_and(|step| !STEP_MS.contains(&step)) {
            return Err(ChoicesError::Step);
        }
    }
    match (1..=MOST_RESIDENTS).contains(&all.len()) {
        true => Ok(()),
        false => Err(ChoicesError::Residents),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(person: &str, tiles: &[Tile], step_ms: Option<u32>) -> Choices {
        Choices {
            space: String::new(),
            person: person.to_owned(),
            tiles: tiles.to_vec(),
            reads_first: false,
            step_ms,
            secret: None,
        }
    }

    #[test]
    fn two_to_six_tiles_each_once_and_steps_that_somebody_can_follow() {
        let two = [Tile::Outings, Tile::Photos];
        assert_eq!(
            check(&[one("a", &two, Some(500)), one("b", &Tile::ALL, None)]),
            Ok(())
        );
        assert_eq!(check(&[one("a", &two[..1], None)]), Err(ChoicesError::Tiles));
        let twice = [Tile::Feel, Tile::Listen, Tile::Feel];
        assert_eq!(check(&[one("a", &twice, None)]), Err(ChoicesError::Tiles));
        for step in [0, 499, 5_001] {
            assert_eq!(check(&[one("a", &two, Some(step))]), Err(ChoicesError::Step));
        }
        assert_eq!(check(&[]), Err(ChoicesError::Residents));
        assert_eq!(
            check(&[one("a", &two, None), one("a", &two, None)]),
            Err(ChoicesError::Residents)
        );
    }

    #[test]
    fn what_an_older_ekin_kept_is_read() {
        let kept = r#"{"space":"s","person":"p","tiles":["outings","listen"]}"#;
        let read: Choices = serde_json::from_str(kept).unwrap();
        assert_eq!(
            (read.tiles, read.step_ms),
            (vec![Tile::Outings, Tile::Listen], None)
        );
    }
}
