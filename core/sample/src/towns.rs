//! Towns on both sides of the border: names in each language, postal code, and where they lie.

use std::sync::OnceLock;

use serde::Deserialize;

/// One town. Coordinates are its centre, degrees, WGS 84.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Town {
    /// Short name that the data files use.
    pub key: String,
    /// Name as the road signs have it, both languages where both are official.
    pub name: String,
    /// Name in French, Basque and Spanish.
    pub names: TownNames,
    /// Postal code.
    pub postcode: String,
    /// `FR` or `ES`.
    pub country: String,
    /// Latitude.
    pub lat: f64,
    /// Longitude.
    pub lon: f64,
}

/// Names of one town.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TownNames {
    /// French.
    pub fr: String,
    /// Basque.
    pub eu: String,
    /// Spanish.
    pub es: String,
}

impl Town {
    /// IANA zone of the town.
    pub fn zone(&self) -> &'static str {
        if self.country == "FR" {
            "Europe/Paris"
        } else {
            "Europe/Madrid"
        }
    }
}

/// All towns, parsed once. A test reads the file, so the empty list never comes back from a released crate.
pub fn towns() -> &'static [Town] {
    static TOWNS: OnceLock<Vec<Town>> = OnceLock::new();
    TOWNS.get_or_init(|| serde_json::from_str(include_str!("../data/towns.json")).unwrap_or_default())
}

/// The town of that key.
pub fn town(key: &str) -> Option<&'static Town> {
    towns().iter().find(|town| town.key == key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn towns_parse_lie_in_the_basque_country_and_have_one_key_each() {
        let parsed: Vec<Town> = serde_json::from_str(include_str!("../data/towns.json")).unwrap();
        assert!(parsed.len() >= 25);
        for town in &parsed {
            assert!((41.9..43.6).contains(&town.lat), "{}", town.key);
            assert!((-3.5..-0.7).contains(&town.lon), "{}", town.key);
            assert!(["FR", "ES"].contains(&town.country.as_str()));
            assert_eq!(town.postcode.len(), 5);
            assert_eq!(parsed.iter().filter(|other| other.key == town.key).count(), 1);
        }
        assert_eq!(towns(), parsed);
    }
}
