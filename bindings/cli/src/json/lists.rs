//! Pages of listings.

use std::collections::BTreeMap;

use ekin_core::app::query;
use ekin_core::app::query::{Change, Hit, Less, OutState};
use serde::Serialize;

/// `search`, `agenda`
#[derive(Serialize)]
pub struct Found {
    listings: Vec<Card>,
    next: Option<String>,
    /// What has gone on for longer already; of an agenda alone, on its first page.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    ongoing: Vec<Card>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    relax: Vec<Relax>,
    /// When everything was last here, ms since 1970.
    #[serde(skip_serializing_if = "Option::is_none")]
    as_of_ms: Option<i64>,
}

/// A listing in a list.
#[derive(Serialize)]
pub struct Card {
    id: String,
    #[serde(rename = "type")]
    listing_type: String,
    status: String,
    title: BTreeMap<String, String>,
    place: String,
    town: String,
    organiser: String,
    start: Option<String>,
    end: Option<String>,
    zone: Option<&'static str>,
    all_day: bool,
    lat: Option<f64>,
    lon: Option<f64>,
    metres: Option<f64>,
    withdrawn: bool,
    conflict: bool,
    saved: bool,
    state: &'static str,
    refused: Option<&'static str>,
}

#[derive(Serialize)]
struct Relax {
    less: String,
    count: u64,
}

impl Card {
    /// Of what the core says.
    pub fn of(hit: &Hit) -> Self {
        let card = &hit.card;
        let point = card.point.map(|point| point.degrees());
        let (state, refused) = state(card.out);
        Self {
            id: card.object.to_string(),
            listing_type: card.listing_type.as_str().to_owned(),
            status: card.status.as_str().to_owned(),
            title: card
                .titles
                .iter()
                .map(|text| (text.language.to_string(), text.text.to_owned()))
                .collect(),
            place: card.place.clone(),
            town: card.town.clone(),
            organiser: card.organiser.clone(),
            start: hit.when.as_ref().map(|when| when.start.clone()),
            end: hit.when.as_ref().map(|when| when.end.clone()),
            zone: hit.when.as_ref().map(|when| when.zone.name()),
            all_day: hit.when.as_ref().is_some_and(|when| when.time.is_none()),
            lat: point.map(|(lat, _)| lat),
            lon: point.map(|(_, lon)| lon),
            metres: hit.metres.map(f64::round),
            withdrawn: card.withdrawn,
            conflict: card.conflict,
            saved: hit.saved,
            state,
            refused,
        }
    }
}

fn state(out: Option<OutState>) -> (&'static str, Option<&'static str>) {
    match out {
        None => ("received", None),
        Some(OutState::Pending) => ("on_this_device", None),
        Some(OutState::Sent | OutState::Received) => ("sent", None),
        Some(OutState::Refused(code)) => ("refused", Some(code.word())),
    }
}

impl Found {
    /// Of what the core says.
    pub fn of(found: &query::Found) -> Self {
        let relax = |(less, count): &(Less, u64)| Relax {
            less: match less {
                Less::Words(words) => format!("words={words}"),
                Less::NoWords => "words=".to_owned(),
                Less::OnlyWords => "only-words".to_owned(),
                Less::Everything => "everything".to_owned(),
                Less::Option(option) => (*option).to_owned(),
                Less::Kilometres(km) => format!("--within={km}"),
                Less::Past => "past".to_owned(),
            },
            count: *count,
        };
        Self {
            listings: found.hits.iter().map(Card::of).collect(),
            next: found.next.clone(),
            ongoing: Vec::new(),
            relax: found.relax.iter().map(relax).collect(),
            as_of_ms: None,
        }
    }

    /// The same, with how old it is.
    pub fn dated(self, fresh: Option<query::Freshness>) -> Self {
        Self {
            as_of_ms: fresh.map(|fresh| fresh.at_ms),
            ..self
        }
    }

    /// An agenda's page.
    pub fn agenda(found: &query::Found, ongoing: &[Hit]) -> Self {
        Self {
            ongoing: ongoing.iter().map(Card::of).collect(),
            ..Self::of(found)
        }
    }
}

/// `news`
#[derive(Serialize)]
pub struct News {
    /// What somebody here keeps, and that changed; on the first page.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    kept_changed: Vec<super::KeptChanged>,
    news: Vec<One>,
    next: Option<String>,
}

#[derive(Serialize)]
struct One {
    change: &'static str,
    listing: Card,
}

impl News {
    /// Of what the core says.
    pub fn of(page: &query::NewsPage, kept_changed: Vec<super::KeptChanged>) -> Self {
        let one = |(change, hit): &(Change, Hit)| One {
            change: match change {
                Change::New => "new",
                Change::Changed => "changed",
                Change::Cancelled => "cancelled",
                Change::Withdrawn => "withdrawn",
            },
            listing: Card::of(hit),
        };
        Self {
            kept_changed,
            news: page.news.iter().map(one).collect(),
            next: page.next.clone(),
        }
    }
}
