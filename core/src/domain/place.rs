//! Where it takes place. A point is two integers of 1e-7 degree: about a centimetre, and no floats travel.

use super::answer::WebAddress;
use super::field::{Form, Problem};

/// Units in one degree.
pub const PER_DEGREE: f64 = 10_000_000.0;
const MAX_LAT: i32 = 900_000_000;
const MAX_LON: i32 = 1_800_000_000;

/// A point in WGS 84, in 1e-7 degree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Point {
    lat: i32,
    lon: i32,
}

impl Point {
    /// From integers of 1e-7 degree; `None` outside the globe.
    pub const fn from_e7(lat: i32, lon: i32) -> Option<Self> {
        if lat < -MAX_LAT || lat > MAX_LAT || lon < -MAX_LON || lon > MAX_LON {
            return None;
        }
        Some(Self { lat, lon })
    }

    /// From degrees, rounded to 1e-7.
    ///
    /// # Errors
    /// [`Problem::OutOfRange`] outside the globe, [`Problem::Form`] for what is no number.
    pub fn from_degrees(lat: f64, lon: f64) -> Result<Self, Problem> {
        Ok(Self {
            lat: to_e7(lat, MAX_LAT)?,
            lon: to_e7(lon, MAX_LON)?,
        })
    }

    /// Latitude in 1e-7 degree.
    pub const fn lat_e7(self) -> i32 {
        self.lat
    }

    /// Longitude in 1e-7 degree.
    pub const fn lon_e7(self) -> i32 {
        self.lon
    }

    /// Latitude and longitude in degrees.
    pub fn degrees(self) -> (f64, f64) {
        (f64::from(self.lat) / PER_DEGREE, f64::from(self.lon) / PER_DEGREE)
    }

    /// Distance on the sphere in metres; within 0.5 % of the ellipsoid's.
    pub fn distance_m(self, other: Self) -> f64 {
        let (lat_a, lon_a) = self.degrees();
        let (lat_b, lon_b) = other.degrees();
        let (lat_a, lat_b) = (lat_a.to_radians(), lat_b.to_radians());
        let half = |d: f64| (d / 2.0).sin().powi(2);
        let h = half(lat_b - lat_a) + lat_a.cos() * lat_b.cos() * half((lon_b - lon_a).to_radians());
        2.0 * 6_371_008.8 * h.sqrt().min(1.0).asin()
    }

    /// South, west, north, east in 1e-7 degree of a box that holds every point within `metres`.
    pub fn box_around(self, metres: f64) -> [i32; 4] {
        let degrees = (metres.clamp(0.0, 20_100_000.0) / 111_000.0) * 1.01;
        let (lat, lon) = self.degrees();
        let shrink = (lat.abs() + degrees).min(89.9).to_radians().cos();
        let (south, north) = ((lat - degrees).max(-90.0), (lat + degrees).min(90.0));
        let wide = (degrees / shrink).min(360.0);
        let (west, east) = ((lon - wide).max(-180.0), (lon + wide).min(180.0));
        [south, west, north, east].map(|d| (d * PER_DEGREE) as i32)
    }
}

fn to_e7(degrees: f64, max: i32) -> Result<i32, Problem> {
    if !degrees.is_finite() {
        return Err(Problem::form(Form::Degrees, &degrees.to_string()));
    }
    let scaled = (degrees * PER_DEGREE).round();
    if scaled.abs() > f64::from(max) {
        let limit = i64::from(max) / 10_000_000;
        return Err(Problem::OutOfRange {
            min: -limit,
            max: limit,
            given: degrees as i64,
        });
    }
    // In range, so the cast is exact.
    Ok(scaled as i32)
}

/// ISO 3166-1 alpha-2 code, upper case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Country([u8; 2]);

impl Country {
    /// Reads a code in either case.
    ///
    /// # Errors
    /// [`Problem::Form`].
    pub fn parse(text: &str) -> Result<Self, Problem> {
        Self::from_wire(&text.trim().to_ascii_uppercase()).ok_or_else(|| Problem::form(Form::Country, text))
    }

    /// Reads a code as a signed payload writes it.
    pub fn from_wire(text: &str) -> Option<Self> {
        match text.as_bytes() {
            [a, b] if a.is_ascii_uppercase() && b.is_ascii_uppercase() => Some(Self([*a, *b])),
            _ => None,
        }
    }

    /// The code.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

/// Where it takes place; everything empty when not said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// Name of the place.
    pub name: Box<str>,
    /// Street and number.
    pub address: Box<str>,
    /// Postal code.
    pub postcode: Box<str>,
    /// Town, as the source writes it.
    pub town: Box<str>,
    /// Country.
    pub country: Option<Country>,
    /// Where on the globe.
    pub point: Option<Point>,
    /// Address of the online meeting or broadcast.
    pub online: Option<WebAddress>,
}

impl Place {
    /// Whether nothing was said.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_are_checked_and_exact() {
        let bayonne = Point::from_degrees(43.492_949, -1.474_841).unwrap();
        assert_eq!((bayonne.lat_e7(), bayonne.lon_e7()), (434_929_490, -14_748_410));
        assert!(Point::from_degrees(90.000_000_1, 0.0).is_err());
        assert!(Point::from_degrees(0.0, -180.1).is_err());
        assert!(Point::from_degrees(f64::NAN, 0.0).is_err());
        assert!(Point::from_degrees(f64::INFINITY, 0.0).is_err());
        assert!(Point::from_e7(i32::MIN, 0).is_none());
    }

    #[test]
    fn the_box_holds_the_circle() {
        let bayonne = Point::from_degrees(43.493, -1.475).unwrap();
        let donostia = Point::from_degrees(43.318, -1.981).unwrap();
        let metres = bayonne.distance_m(donostia);
        assert!((44_000.0..47_000.0).contains(&metres), "{metres}");
        let [south, west, north, east] = bayonne.box_around(metres);
        assert!((south..=north).contains(&donostia.lat_e7()) && (west..=east).contains(&donostia.lon_e7()));
    }

    #[test]
    fn countries_are_two_letters() {
        assert_eq!(Country::parse(" fr ").unwrap().as_str(), "FR");
        assert!(Country::parse("France").is_err());
        assert!(Country::from_wire("fr").is_none());
    }
}
