//! "Near": a position or a town.

use crate::domain::fold::fold;
use crate::domain::place::Point;
use crate::domain::towns;

/// A town that is not known here.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an unknown town")]
pub struct UnknownTown {
    /// As written.
    pub town: String,
    /// Known ones with a like name.
    pub like: Vec<String>,
}

/// Reads `LAT,LON` or the name of a town in any of its languages.
///
/// # Errors
/// [`UnknownTown`].
pub fn near(text: &str) -> Result<Point, UnknownTown> {
    let degrees = text.split_once(',').and_then(|(lat, lon)| {
        let (lat, lon) = (lat.trim().parse().ok()?, lon.trim().parse().ok()?);
        Point::from_degrees(lat, lon).ok()
    });
    let town = || towns::find(text).and_then(towns::Town::point);
    degrees.or_else(town).ok_or_else(|| UnknownTown {
        town: text.to_owned(),
        like: like(text),
    })
}

fn like(text: &str) -> Vec<String> {
    let wanted = fold(text);
    let beginning: String = wanted.chars().take(3).collect();
    let name = |town: &towns::Town| town.names.first().map(|name| (*name).to_owned());
    let mut found: Vec<String> = towns::beginning_with(&beginning).filter_map(name).collect();
    found.truncate(3);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_position_and_a_town_in_each_language_are_read() {
        let bayonne = near("Bayonne").unwrap();
        assert_eq!(near("baiona").unwrap(), bayonne);
        assert!(near("43.4929, -1.4748").unwrap().distance_m(bayonne) < 10.0);
        let error = near("Bayona la Grande").unwrap_err();
        assert!(error.like.contains(&"Bayonne".to_owned()), "{error:?}");
        assert!(near("95,200").is_err());
    }
}
