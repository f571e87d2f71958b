//! The shapes of `--json`: one document an answer, the same from version to version; fields are only ever added.
//! Instants are RFC 3339 or ms since 1970 (`…_ms`), ids hexadecimal. `show --json` prints a listing as `ekin schema`
//! describes it.

use std::collections::BTreeMap;
use std::path::Path;

use ekin_core::app::exchange::{Loss, Problem as ReaderProblem};
use ekin_core::app::ids::{Body, Code, ObjectId};
use ekin_core::app::import::ImportReport;
use ekin_core::app::query;
use ekin_core::app::query::{Hit, Less, OutState};
use ekin_core::app::says::{self, Said};
use ekin_core::app::territory::{Publisher, TerritoryView, WaitingChange};
use ekin_core::domain::field::Field;
use ekin_i18n::Catalog;
use serde::Serialize;

use crate::failure::Failure;

/// `{"error": …}`: what went wrong.
#[derive(Serialize)]
pub struct Problem {
    error: ProblemBody,
}

#[derive(Serialize)]
struct ProblemBody {
    /// Stable word.
    code: &'static str,
    /// What happened and what to do, in the person's language.
    text: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fields: Vec<ProblemField>,
}

#[derive(Serialize)]
struct ProblemField {
    path: String,
    code: &'static str,
    text: String,
}

impl Problem {
    /// Of an error in words.
    pub fn of(said: &Said, words: Catalog) -> Self {
        let field = |point: &says::Point| ProblemField {
            path: point.path.clone(),
            code: point.code,
            text: words.format(&point.text),
        };
        Self {
            error: ProblemBody {
                code: said.code,
                text: words.format(&said.text),
                fields: said.points.iter().map(field).collect(),
            },
        }
    }
}

/// A territory.
#[derive(Serialize)]
pub struct Territory {
    space: String,
    name: String,
    relays: Vec<String>,
    zone: &'static str,
    link: String,
    founded: bool,
    role: Option<&'static str>,
    seq: u64,
    synced_ms: Option<i64>,
    confirmed: bool,
}

impl Territory {
    /// Of what the core says.
    pub fn of(one: &TerritoryView) -> Self {
        Self {
            space: one.space.to_string(),
            name: one.name.clone(),
            relays: one.relays.clone(),
            zone: one.zone.name(),
            link: one.link.clone(),
            founded: one.founded,
            role: one.role.map(|role| role.word()),
            seq: one.seq,
            synced_ms: one.synced_ms,
            confirmed: one.confirmed,
        }
    }
}

/// What has no more to say than that it is done.
#[derive(Serialize)]
pub struct Done {
    left: String,
}

impl Done {
    /// A territory was left.
    pub fn left(name: String) -> Self {
        Self { left: name }
    }
}

/// `device`
#[derive(Serialize)]
pub struct DeviceLink {
    /// The link for `publisher add`.
    pub link: String,
    /// To be compared by voice.
    pub code: String,
}

/// `publisher add`
#[derive(Serialize)]
pub struct Added {
    /// The organisation.
    pub org: String,
    /// The role.
    pub role: String,
}

/// `publisher remove`
#[derive(Serialize)]
pub struct Removed {
    /// The device.
    pub number: u32,
    /// Its organisation.
    pub org: String,
    /// Listings withdrawn with it.
    pub withdrawn: u64,
}

/// `publisher list`
#[derive(Serialize)]
pub struct Publishers {
    publishers: Vec<One>,
    waiting: Vec<Waiting>,
}

#[derive(Serialize)]
struct One {
    number: u32,
    role: Option<&'static str>,
    org: String,
    key: String,
    last_seen_ms: Option<u64>,
    me: bool,
}

/// A membership change that waits or was refused.
#[derive(Serialize)]
pub struct Waiting {
    change: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    org: Option<String>,
    refused: Option<&'static str>,
}

impl Waiting {
    fn of(one: &WaitingChange) -> Self {
        let (change, number, role, org) = match &one.body {
            Body::Add(add) => ("add", None, Some(add.role.word()), Some(add.org.to_string())),
            Body::Remove(remove) => ("remove", Some(remove.ord), None, None),
            Body::Role(role) => ("role", Some(role.ord), Some(role.role.word()), None),
            _ => ("other", None, None, None),
        };
        Self {
            change,
            number,
            role,
            org,
            refused: one.refused.map(Code::word),
        }
    }
}

impl Publishers {
    /// Of what the core says.
    pub fn of(publishers: &[Publisher], waiting: &[WaitingChange]) -> Self {
        let one = |one: &Publisher| One {
            number: one.ord,
            role: one.role.map(|role| role.word()),
            org: one.org.to_string(),
            key: one.sign.to_string(),
            last_seen_ms: one.last_seen_ms,
            me: one.me,
        };
        Self {
            publishers: publishers.iter().map(one).collect(),
            waiting: waiting.iter().map(Waiting::of).collect(),
        }
    }
}

/// `publish`, `undo`
#[derive(Serialize)]
pub struct Published {
    /// The listings.
    pub ids: Vec<String>,
}

/// `edit`, `withdraw`
#[derive(Serialize)]
pub struct Changed {
    id: String,
    fields: Vec<&'static str>,
}

impl Changed {
    /// A listing, and the fields that changed.
    pub fn of(object: &ObjectId, fields: &[Field]) -> Self {
        Self {
            id: object.to_string(),
            fields: fields.iter().map(|field| field.name()).collect(),
        }
    }
}

/// `save`
#[derive(Serialize)]
pub struct Saved {
    /// The listing.
    pub id: String,
    /// Whether it is kept now.
    pub saved: bool,
}

/// One file of `import`.
#[derive(Serialize)]
pub struct Imported {
    file: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<ProblemBody>,
    new: Vec<String>,
    changed: Vec<String>,
    unchanged: usize,
    rejected: usize,
    stay_withdrawn: Vec<String>,
    withdrawn: Vec<String>,
    kept: Vec<Changed>,
    without_id: usize,
    values: u64,
    left_out: u64,
    losses: Vec<Loss>,
    problems: Vec<ReaderProblem>,
    fields: Vec<EntryField>,
}

#[derive(Serialize)]
struct EntryField {
    at: String,
    path: String,
    code: &'static str,
    text: String,
}

impl Imported {
    /// Of what the core says.
    pub fn of(file: &str, report: &ImportReport, words: Catalog) -> Self {
        let ids = |ids: &[ObjectId]| ids.iter().map(ToString::to_string).collect();
        let read = report.read.as_ref();
        Self {
            file: file.to_owned(),
            error: None,
            new: ids(&report.new),
            changed: ids(&report.changed),
            unchanged: report.same,
            rejected: report.rejected,
            stay_withdrawn: ids(&report.stay_withdrawn),
            withdrawn: ids(&report.withdrawn),
            kept: report
                .kept
                .iter()
                .map(|(object, fields)| Changed::of(object, fields))
                .collect(),
            without_id: report.without_id,
            values: read.map_or(0, |read| read.leaves.mapped),
            left_out: read.map_or(0, |read| read.leaves.left_out),
            losses: read.map(|read| read.losses.clone()).unwrap_or_default(),
            problems: read.map(|read| read.problems.clone()).unwrap_or_default(),
            fields: report
                .fields
                .iter()
                .map(|(at, error)| EntryField {
                    at: at.to_string(),
                    path: error.path.clone(),
                    code: error.problem.code(),
                    text: words.format(&says::problem(&error.problem)),
                })
                .collect(),
        }
    }

    /// A file of several that could not be read.
    pub fn failed(file: &str, failure: &Failure, words: Catalog) -> Self {
        Self {
            error: failure.said().map(|said| Problem::of(&said, words).error),
            ..Self::of(file, &ImportReport::default(), words)
        }
    }
}

/// `sync`
#[derive(Serialize)]
pub struct Synced {
    /// Listings new or changed here.
    pub changed: u64,
    /// Own envelopes that the relay received.
    pub received: u64,
    /// Bytes of a first sync.
    pub first_bytes: u64,
    /// Own envelopes that wait.
    pub waiting: u64,
    /// What went wrong, in words.
    pub troubles: Vec<String>,
    /// Time taken.
    pub milliseconds: u64,
}

/// `search`, `agenda`
#[derive(Serialize)]
pub struct Found {
    listings: Vec<Card>,
    next: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    relax: Vec<Relax>,
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
        None | Some(OutState::Received) => ("received", None),
        Some(OutState::Pending) => ("on_this_device", None),
        Some(OutState::Sent) => ("sent", None),
        Some(OutState::Refused(code)) => ("refused", Some(code.word())),
    }
}

impl Found {
    /// Of what the core says.
    pub fn of(found: &query::Found) -> Self {
        let relax = |(less, count): &(Less, u64)| Relax {
            less: match less {
                Less::Words(words) => format!("words={words}"),
                Less::Option(option) => (*option).to_owned(),
                Less::Kilometres(km) => format!("--within={km}"),
                Less::Past => "past".to_owned(),
            },
            count: *count,
        };
        Self {
            listings: found.hits.iter().map(Card::of).collect(),
            next: found.next.clone(),
            relax: found.relax.iter().map(relax).collect(),
        }
    }
}

/// `status`
#[derive(Serialize)]
pub struct Status {
    home: String,
    bytes: u64,
    territories: Vec<TerritoryStatus>,
}

#[derive(Serialize)]
struct TerritoryStatus {
    #[serde(flatten)]
    territory: Territory,
    listings: u64,
    conflicts: u64,
    withdrawn: u64,
    unreadable: u64,
    outbox: Outbox,
    refused: Vec<Refused>,
    changes: Vec<Waiting>,
    not_counted: u64,
}

#[derive(Serialize)]
struct Outbox {
    on_this_device: u64,
    sent: u64,
    received: u64,
    refused: u64,
}

#[derive(Serialize)]
struct Refused {
    id: String,
    code: &'static str,
    text: String,
}

impl Status {
    /// Of what the core says.
    pub fn of(home: &Path, status: &query::Status, words: Catalog) -> Self {
        let one = |one: &query::TerritoryStatus| TerritoryStatus {
            territory: Territory::of(&one.territory),
            listings: one.listings.shown,
            conflicts: one.listings.conflicts,
            withdrawn: one.listings.withdrawn,
            unreadable: one.listings.unreadable,
            outbox: Outbox {
                on_this_device: one.out.pending,
                sent: one.out.sent,
                received: one.out.received,
                refused: one.out.refused,
            },
            refused: one
                .refused
                .iter()
                .map(|refused| Refused {
                    id: refused.object.to_string(),
                    code: refused.code.word(),
                    text: words.format(&says::code(refused.code)),
                })
                .collect(),
            changes: one.changes.iter().map(Waiting::of).collect(),
            not_counted: one.quarantined,
        };
        Self {
            home: home.display().to_string(),
            bytes: status.bytes,
            territories: status.territories.iter().map(one).collect(),
        }
    }
}
