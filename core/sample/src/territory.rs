//! The sample territory: listings written for Ekin, with dates resolved from today.

use chrono::NaiveDate;
use ekin_exchange::Draft;
use ekin_exchange::draft::{Place, Timing};
use serde::Deserialize;

use crate::day::{RelativeDay, shifted};
use crate::towns::{self, Town};

/// The data files, by theme.
const FILES: [(&str, &str); 7] = [
    ("outings", include_str!("../data/outings.json")),
    ("sport", include_str!("../data/sport.json")),
    ("culture", include_str!("../data/culture.json")),
    ("table-and-hands", include_str!("../data/table-and-hands.json")),
    ("sharing", include_str!("../data/sharing.json")),
    ("projects", include_str!("../data/projects.json")),
    (
        "places-and-partners",
        include_str!("../data/places-and-partners.json"),
    ),
];

/// One listing of the sample territory.
#[derive(Clone, Debug, PartialEq)]
pub struct Sample {
    /// Name that never changes (`sortie-musee-basque`): the same key is the same listing, published again.
    pub key: String,
    /// The listing, its dates counted from the day asked for.
    pub draft: Draft,
}

/// Why the data files cannot be read. The crate's tests read them all, so a released crate never says it.
#[derive(Debug, thiserror::Error)]
pub enum SampleError {
    /// A file is no list of listings.
    #[error("sample data, file {file}: not the expected form")]
    File {
        /// The file's theme.
        file: &'static str,
        /// Where it went wrong.
        #[source]
        source: serde_json::Error,
    },
    /// A listing names a town that the list of towns does not have.
    #[error("sample data, listing {key}: unknown town {town}")]
    Town {
        /// The listing.
        key: String,
        /// The town's key.
        town: String,
    },
}

/// A listing as its file holds it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    key: String,
    town: String,
    #[serde(default)]
    when: Vec<When>,
    /// Day on which somebody last confirmed what has no date.
    confirmed: Option<RelativeDay>,
    listing: Draft,
}

/// A timing relative to today: hours of one day, or whole days.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct When {
    day: RelativeDay,
    from: Option<String>,
    to: Option<String>,
    /// Whole days, the first included; ignored where hours are given.
    #[serde(default)]
    days: i64,
    /// So many times, a week apart.
    weekly: Option<u32>,
    /// Weeks left out, 0 being the first.
    #[serde(default)]
    except: Vec<i64>,
}

impl When {
    fn resolve(&self, today: NaiveDate, zone: &str) -> Timing {
        let first = self.day.from(today);
        let at = |day: NaiveDate, hour: &Option<String>| match hour {
            Some(hour) => format!("{day}T{hour}"),
            None => day.to_string(),
        };
        let end = if self.from.is_some() {
            self.to.is_some().then(|| at(first, &self.to))
        } else {
            (self.days > 1).then(|| shifted(first, self.days - 1).to_string())
        };
        Timing {
            start: at(first, &self.from),
            end,
            tz: Some(zone.to_owned()),
            rrule: self.weekly.map(|times| format!("FREQ=WEEKLY;COUNT={times}")),
            exdate: self
                .except
                .iter()
                .map(|week| at(shifted(first, week.saturating_mul(7)), &self.from))
                .collect(),
            rdate: Vec::new(),
        }
    }
}

/// The sample territory as seen on `today`, in the order of the files.
pub fn sample(today: NaiveDate) -> Result<Vec<Sample>, SampleError> {
    let mut all = Vec::new();
    for (file, text) in FILES {
        let listings: Vec<Written> =
            serde_json::from_str(text).map_err(|source| SampleError::File { file, source })?;
        for written in listings {
            all.push(resolve(written, today)?);
        }
    }
    Ok(all)
}

fn resolve(written: Written, today: NaiveDate) -> Result<Sample, SampleError> {
    let Some(town) = towns::town(&written.town) else {
        return Err(SampleError::Town {
            key: written.key,
            town: written.town,
        });
    };
    let mut draft = written.listing;
    draft.place = Some(located(draft.place.take(), town));
    draft.timings = written
        .when
        .iter()
        .map(|when| when.resolve(today, town.zone()))
        .collect();
    draft.updated = written.confirmed.map(|day| day.from(today).to_string());
    Ok(Sample {
        key: written.key,
        draft,
    })
}

/// The place with its town; where only the town is known, its centre.
fn located(place: Option<Place>, town: &Town) -> Place {
    let place = place.unwrap_or_default();
    Place {
        town: town.name.clone(),
        postcode: town.postcode.clone(),
        country: Some(town.country.clone()),
        lat: place.lat.or(Some(town.lat)),
        lon: place.lon.or(Some(town.lon)),
        ..place
    }
}

#[cfg(test)]
mod tests;
