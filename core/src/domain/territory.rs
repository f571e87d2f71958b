//! A territory: the name, zone, bounds and languages of a catalogue.

use chrono_tz::Tz;

use super::language::LanguageTag;
use super::place::Point;
use super::text::Texts;
use super::unknown::Unknown;

/// Most languages of a territory.
pub const MAX_LANGUAGES: usize = 16;

/// South, west, north and east of a territory. It may not lie across the 180th meridian.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    south_west: Point,
    north_east: Point,
}

impl Bounds {
    /// A box from its corners; `None` when they are the wrong way round.
    pub fn new(south_west: Point, north_east: Point) -> Option<Self> {
        (south_west.lat_e7() <= north_east.lat_e7() && south_west.lon_e7() <= north_east.lon_e7()).then_some(
            Self {
                south_west,
                north_east,
            },
        )
    }

    /// South-western corner.
    pub fn south_west(self) -> Point {
        self.south_west
    }

    /// North-eastern corner.
    pub fn north_east(self) -> Point {
        self.north_east
    }

    /// Whether a point lies inside, edges included.
    pub fn contains(self, point: Point) -> bool {
        (self.south_west.lat_e7()..=self.north_east.lat_e7()).contains(&point.lat_e7())
            && (self.south_west.lon_e7()..=self.north_east.lon_e7()).contains(&point.lon_e7())
    }
}

/// A territory, as its reserved listing holds it (key = first 16 bytes of the space's id).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Territory {
    /// Major version of the payload it came from.
    pub version: u32,
    /// Name per language.
    pub name: Texts,
    /// Zone of whatever names none.
    pub zone: Tz,
    /// Where it lies, if that is said.
    pub bounds: Option<Bounds>,
    /// Its languages, the first first.
    pub languages: Vec<LanguageTag>,
    /// What a newer version wrote.
    pub unknown: Unknown,
}

impl Territory {
    /// A territory with a name and a zone; French, Basque and Spanish are its languages.
    pub fn new(name: Texts, zone: Tz) -> Self {
        Self {
            version: super::listing::VERSION,
            name,
            zone,
            bounds: None,
            languages: vec![LanguageTag::FR, LanguageTag::EU, LanguageTag::ES],
            unknown: Unknown::default(),
        }
    }

    /// Language of a text whose author named none: the territory's first.
    pub fn language(&self) -> LanguageTag {
        self.languages.first().copied().unwrap_or(LanguageTag::FR)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_have_a_right_way_round() {
        let point = |lat, lon| Point::from_degrees(lat, lon).unwrap();
        let bounds = Bounds::new(point(42.4, -3.5), point(43.8, -0.7)).unwrap();
        assert!(bounds.contains(point(43.49, -1.47)) && bounds.contains(point(42.4, -3.5)));
        assert!(!bounds.contains(point(48.85, 2.35)));
        assert_eq!(Bounds::new(point(43.8, -3.5), point(42.4, -0.7)), None);
    }
}
