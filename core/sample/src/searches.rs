//! Searches that a person would make in the sample territory, with the listings that must come.

use ekin_exchange::draft::ListingType;
use serde::Deserialize;

use crate::day::RelativeDay;
use crate::territory::SampleError;

/// One search and what must be found.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Search {
    /// Language of the person who searches.
    pub lang: String,
    /// What is typed; empty where only filters are set.
    pub words: String,
    /// Filters set beside the words.
    #[serde(default)]
    pub filters: Filters,
    /// Keys of the listings that must all be among the first 20 hits.
    #[serde(default)]
    pub want: Vec<String>,
    /// Key of the listing that must come first.
    #[serde(default)]
    pub first: Option<String>,
    /// Keys of the listings that must not come at all.
    #[serde(default)]
    pub not: Vec<String>,
    /// Whether nothing at all must come.
    #[serde(default)]
    pub nothing: bool,
    /// What the search is there to show.
    pub why: String,
}

/// Filters of a search; what is absent does not filter.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Filters {
    /// Motor or step-free answered with yes.
    pub wheelchair: bool,
    /// A quiet place or hour.
    pub quiet: bool,
    /// Free for everybody.
    pub free: bool,
    /// Around a point.
    pub near: Option<Near>,
    /// One type of listing.
    #[serde(rename = "type")]
    pub listing_type: Option<ListingType>,
    /// Has a title in this language.
    pub language: Option<String>,
    /// Takes place on this day.
    pub on: Option<RelativeDay>,
    /// Takes place on this day or later.
    pub from: Option<RelativeDay>,
    /// Takes place on this day or earlier.
    pub to: Option<RelativeDay>,
}

/// A circle on the map.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Near {
    /// Latitude in degrees, WGS 84.
    pub lat: f64,
    /// Longitude in degrees, WGS 84.
    pub lon: f64,
    /// Radius in kilometres.
    pub within_km: f64,
}

/// The hundred searches. They hold on any `today` from which the sample territory is made.
pub fn searches() -> Result<Vec<Search>, SampleError> {
    serde_json::from_str(include_str!("../searches.json")).map_err(|source| SampleError::File {
        file: "searches",
        source,
    })
}

#[cfg(test)]
mod tests;
