//! The shapes of `--json`: one document an answer, the same from version to version; fields are only ever added.
//! Instants are RFC 3339 or ms since 1970 (`…_ms`), ids hexadecimal. `show --json` prints a listing as `ekin schema`
//! describes it.

mod ad;
mod blob;
mod conflict;
mod copy;
mod easy;
mod finding;
mod import;
mod inbox;
mod lists;
mod loan;
mod moment;
mod moving;
mod near;
mod outing;
mod private;
mod recovery;
mod resident;
mod rights;
mod scenario;
mod state;
mod trip;

use ekin_core::app::ids::{Body, Code, ObjectId};
use ekin_core::app::says::{self, Said};
use ekin_core::app::territory::{Publisher, TerritoryView, WaitingChange};
use ekin_core::domain::field::Field;
use ekin_i18n::Catalog;
use serde::Serialize;

pub use ad::{Ad, AdId, Asked};
pub use blob::{Blob, BlobAdded, BlobSettings};
pub use conflict::{Conflict, SettledConflict};
pub use copy::CopyChecked;
pub use easy::{Pictograms, Sentence};
pub use finding::{Changed as KeptChanged, Fitting, Matches, Needs, Reminders, Week};
pub use import::Imported;
pub use inbox::{InboxMessage, Letter, Poster, Written};
pub use lists::{Found, News};
pub use loan::Loan;
pub use moment::{Consent, ConsentNoted, Incident, IncidentReported, Moment, MomentShared, MomentsGone};
pub use moving::Moved;
pub use near::{Met, NearCode};
pub use outing::{Card, Heads, Opening, SeatStep, Seats};
pub use private::{
    Document, DocumentId, DocumentLine, DocumentStep, History, MemberAdded, MemberChange, MemberNamed,
    Members, PrivateSpace, RefusedDocument, SpaceLeft, SpaceLink,
};
pub use recovery::{Recovered, RecoveryMade, RecoveryState, RecoveryTried};
pub use resident::{Feelings, Page, Wish};
pub use rights::{Erasure, Exported, Hidden, Reported, Retention, RetentionRun};
pub use scenario::{Scenario, StoryPlay, StoryStep};
pub use state::{Doctor, Status, Verified};
pub use trip::{Authorisations, Closed, Handover, NewOuting, Outing, OutingLine, Outings, Roster, Thing};

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
            Body::Invite(invite) => ("invite", None, Some(invite.role.word()), None),
            Body::Epoch(_) => ("key", None, None, None),
            Body::Inbox(_) => ("inbox", None, None, None),
            Body::Retire => ("retire", None, None, None),
            Body::Erase(_) => ("erase", None, None, None),
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

/// `sync`
#[derive(Serialize)]
pub struct Synced {
    /// Listings new or changed here.
    pub changed: u64,
    /// How often others wrote something in private spaces of this device.
    pub came: u64,
    /// Own envelopes that the relay received.
    pub received: u64,
    /// Bytes of a first sync.
    pub first_bytes: u64,
    /// Own envelopes that wait.
    pub waiting: u64,
    /// What was written into inboxes from here, and has come further or was answered.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub letters: Vec<Letter>,
    /// Messages that wait for a decision here.
    pub messages: u64,
    /// What somebody here keeps, and that changed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub kept_changed: Vec<KeptChanged>,
    /// What went wrong, in words.
    pub troubles: Vec<String>,
    /// Time taken.
    pub milliseconds: u64,
}
