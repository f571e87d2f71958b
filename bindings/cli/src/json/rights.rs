//! What is kept of a person.

use ekin_core::app::rights::erase::{self, SpaceErasure};
use ekin_core::app::rights::{self, NamedIn, export, retention};
use serde::Serialize;

/// `erase-person`
#[derive(Serialize)]
pub struct Erasure {
    person: String,
    name: Option<String>,
    erased: bool,
    spaces: Vec<Space>,
    kept_incidents: usize,
    still_named: Vec<Named>,
}

#[derive(Serialize)]
struct Space {
    space: String,
    name: String,
    documents: usize,
    facts: usize,
    photos: usize,
    shared_photos: usize,
    rosters: usize,
    allowed: bool,
    stays_in_sealed_history: bool,
}

/// A place in which somebody is named.
#[derive(Serialize)]
pub struct Named {
    space: Option<String>,
    space_name: String,
    sort: &'static str,
    kind: Option<u16>,
    id: String,
    title: String,
    field: String,
}

impl Erasure {
    /// Of what the core says.
    pub fn of(erasure: &erase::Erasure) -> Self {
        Self {
            person: erasure.person.to_string(),
            name: erasure.name.clone(),
            erased: erasure.done,
            spaces: erasure.spaces.iter().map(space).collect(),
            kept_incidents: erasure.kept,
            still_named: erasure.named.iter().map(Named::of).collect(),
        }
    }
}

fn space(one: &SpaceErasure) -> Space {
    Space {
        space: one.space.to_string(),
        name: one.name.clone(),
        documents: one.documents,
        facts: one.facts,
        photos: one.photos,
        shared_photos: one.shared_photos,
        rosters: one.rosters,
        allowed: one.allowed,
        stays_in_sealed_history: one.stays_sealed,
    }
}

impl Named {
    /// Of what the core says.
    pub fn of(one: &rights::Named) -> Self {
        let (sort, kind) = match one.of {
            NamedIn::Document(kind) => ("document", kind.map(|kind| kind.number())),
            NamedIn::Fact(kind) => ("fact", Some(kind)),
            NamedIn::Message => ("message", None),
            NamedIn::Letter => ("letter", None),
            NamedIn::Listing => ("listing", None),
            NamedIn::Kept => ("kept_incident", None),
        };
        Self {
            space: one.space.map(|space| space.to_string()),
            space_name: one.space_name.clone(),
            sort,
            kind,
            id: one.id.clone(),
            title: one.title.clone(),
            field: one.at.clone(),
        }
    }
}

/// `export-person`
#[derive(Serialize)]
pub struct Exported {
    person: String,
    name: Option<String>,
    file: String,
    language: &'static str,
    documents: usize,
    facts: usize,
    photos: usize,
    photos_not_here: usize,
    photos_of_others_too: usize,
    spaces_not_open: Vec<String>,
    named: Vec<Named>,
}

impl Exported {
    /// Of what the core says, in a file.
    pub fn of(one: &export::Exported, file: &str) -> Self {
        Self {
            person: one.person.to_string(),
            name: one.name.clone(),
            file: file.to_owned(),
            language: one.language.tag(),
            documents: one.documents,
            facts: one.facts,
            photos: one.photos,
            photos_not_here: one.photos_away,
            photos_of_others_too: one.photos_shared,
            spaces_not_open: one.closed.clone(),
            named: one.named.iter().map(Named::of).collect(),
        }
    }
}

/// `retention show`
#[derive(Serialize)]
pub struct Retention {
    keep_outings_days: i64,
    keep_photos_days: i64,
    keep_notes_days: i64,
    goes: Vec<Goes>,
}

#[derive(Serialize)]
struct Goes {
    id: String,
    kind: u16,
    title: String,
    at_ms: i64,
    due: bool,
}

/// `retention run`
#[derive(Serialize)]
pub struct RetentionRun {
    /// Objects that were erased.
    pub erased: usize,
}

impl Retention {
    /// Of what the core says.
    pub fn of(found: &retention::Retention) -> Self {
        let goes = |due: &retention::Due| Goes {
            id: due.object.to_string(),
            kind: due.kind,
            title: due.title.clone(),
            at_ms: due.goes_ms,
            due: due.is_due,
        };
        Self {
            keep_outings_days: found.keep.outings,
            keep_photos_days: found.keep.photos,
            keep_notes_days: found.keep.notes,
            goes: found.due.iter().map(goes).collect(),
        }
    }
}

/// `report`
#[derive(Serialize)]
pub struct Reported {
    /// The letter's number on this device.
    pub number: i64,
    /// The listing.
    pub listing: String,
    /// Word of the reason.
    pub reason: &'static str,
}

/// `hide`
#[derive(Serialize)]
pub struct Hidden {
    /// The listing.
    pub listing: String,
    /// Whether lists leave it out.
    pub hidden: bool,
}
