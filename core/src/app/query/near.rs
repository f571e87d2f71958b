//! "Near": a position, a town, or the name of a town that listings here are in.

use super::search::{Ask, search_of};
use crate::app::device::Device;
use crate::app::error::AppError;
use crate::domain::fold::fold;
use crate::domain::place::Point;
use crate::domain::towns;
use crate::storage::Read;

/// Listings that are looked at for the middle of a town that is on no list.
const LOOKED_AT: u32 = 200;
/// Towns that are proposed.
const LIKE: usize = 3;

/// A town that is not known here.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an unknown town")]
pub struct UnknownTown {
    /// As written.
    pub town: String,
    /// Known ones with a like name.
    pub like: Vec<String>,
}

impl Device {
    /// Reads `LAT,LON` or the name of a town: one of the country's in any of its languages, else one that listings
    /// here name, in the middle of these.
    ///
    /// # Errors
    /// [`AppError::UnknownTown`], and those of the store.
    pub fn near(&self, text: &str) -> Result<Point, AppError> {
        if let Some(point) = position(text).or_else(|| towns::find(text).and_then(towns::Town::point)) {
            return Ok(point);
        }
        let found = self.store().read(|read| of_listings(read, text))?;
        found.ok_or_else(|| {
            AppError::UnknownTown(UnknownTown {
                town: text.to_owned(),
                like: like(text),
            })
        })
    }
}

fn position(text: &str) -> Option<Point> {
    let (lat, lon) = text.split_once(',')?;
    Point::from_degrees(lat.trim().parse().ok()?, lon.trim().parse().ok()?).ok()
}

/// The middle of the listings, past ones too, that are in a town of this name.
fn of_listings(read: &Read<'_>, text: &str) -> Result<Option<Point>, AppError> {
    let wanted = fold(text);
    if wanted.is_empty() {
        return Ok(None);
    }
    let mut degrees: (Vec<f64>, Vec<f64>) = Default::default();
    let mut search = search_of(
        read,
        &Ask {
            words: text.to_owned(),
            ..Ask::default()
        },
    )?;
    for from in [None, Some(0)] {
        search.filters.from_ms = from;
        for card in read.search(&search, None, LOOKED_AT)?.items {
            if let (Some(point), true) = (card.point, fold(&card.town) == wanted) {
                let (lat, lon) = point.degrees();
                degrees.0.push(lat);
                degrees.1.push(lon);
            }
        }
    }
    let middle = median(degrees.0).zip(median(degrees.1));
    Ok(middle.and_then(|(lat, lon)| Point::from_degrees(lat, lon).ok()))
}

/// The middle one, so that one wrong position moves nothing.
fn median(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied()
}

/// Known towns that begin like what was written, or hold it.
fn like(text: &str) -> Vec<String> {
    let wanted = fold(text);
    let beginning: String = wanted.chars().take(3).collect();
    let name = |town: &towns::Town| town.names.first().map(|name| (*name).to_owned());
    let mut found: Vec<String> = towns::beginning_with(&beginning).filter_map(name).collect();
    found.truncate(LIKE);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_are_read_and_others_refused() {
        assert!(position("43.4929, -1.4748").is_some());
        assert!(position("95,200").is_none() && position("Bayonne").is_none());
    }

    #[test]
    fn towns_with_a_like_name_are_proposed() {
        assert!(like("Bayona la Grande").contains(&"Bayonne".to_owned()));
        assert!(like("Nulleville").is_empty());
    }

    #[test]
    fn the_median_is_not_moved_by_one_that_is_far_off() {
        assert_eq!(median(vec![43.0, 43.1, -80.0]), Some(43.0));
        assert_eq!(median(Vec::new()), None);
    }
}
