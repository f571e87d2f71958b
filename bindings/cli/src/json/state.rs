//! How things stand.

use std::path::Path;

use ekin_core::app::query;
use ekin_core::app::says;
use ekin_core::app::verify;
use ekin_i18n::Catalog;
use serde::Serialize;

use super::{Letter, PrivateSpace, Territory, Waiting};

/// `status`
#[derive(Serialize)]
pub struct Status {
    home: String,
    bytes: u64,
    territories: Vec<TerritoryStatus>,
    spaces: Vec<PrivateSpace>,
    /// What was written to others: ads, answers, reports.
    letters: Vec<Letter>,
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
    #[serde(skip_serializing_if = "Option::is_none")]
    many_lives: Option<usize>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    restless: Vec<Restless>,
    not_counted: u64,
}

#[derive(Serialize)]
struct Outbox {
    on_this_device: u64,
    sent: u64,
    refused: u64,
}

/// A device whose chain begins anew again and again.
#[derive(Serialize)]
struct Restless {
    number: u32,
    lives: usize,
}

#[derive(Serialize)]
struct Refused {
    id: String,
    code: &'static str,
    text: String,
}

impl Status {
    /// Of what the core says.
    pub fn of(home: &Path, status: &query::Status, letters: Vec<Letter>, words: Catalog) -> Self {
        let one = |one: &query::TerritoryStatus| TerritoryStatus {
            territory: Territory::of(&one.territory),
            listings: one.listings.shown,
            conflicts: one.listings.conflicts,
            withdrawn: one.listings.withdrawn,
            unreadable: one.listings.unreadable,
            outbox: Outbox {
                on_this_device: one.out.pending,
                // A receipt alone is not *received* yet: the log has to come back with it.
                sent: one.out.sent + one.out.received,
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
            many_lives: one.many_lives,
            restless: one
                .restless
                .iter()
                .map(|(number, lives)| Restless {
                    number: *number,
                    lives: *lives,
                })
                .collect(),
            not_counted: one.quarantined,
        };
        Self {
            letters,
            home: home.display().to_string(),
            bytes: status.bytes,
            territories: status.territories.iter().map(one).collect(),
            spaces: status.spaces.iter().map(PrivateSpace::of).collect(),
        }
    }
}

/// One territory of `verify`
#[derive(Serialize)]
pub struct Verified {
    territory: String,
    agrees: bool,
    seq: u64,
    listings: u64,
    records: u64,
    signatures: u64,
    partly: u64,
    confirmed_seq: Option<u64>,
    replayed: Option<u64>,
    not_counted: u64,
    differences: Vec<Differs>,
}

#[derive(Serialize)]
struct Differs {
    code: &'static str,
    at: String,
    text: String,
}

impl Verified {
    /// Of what the core says.
    pub fn of(one: &verify::Verified, words: Catalog) -> Self {
        let differs = |difference: &verify::Difference| Differs {
            code: difference.code(),
            at: difference.at(),
            text: words.format(&says::difference(difference)),
        };
        Self {
            territory: one.name.clone(),
            agrees: one.differences.is_empty(),
            seq: one.seq,
            listings: one.listings,
            records: one.records,
            signatures: one.signatures,
            partly: one.partly,
            confirmed_seq: one.confirmed_seq,
            replayed: one.replayed,
            not_counted: one.not_counted,
            differences: one.differences.iter().map(differs).collect(),
        }
    }
}

/// `doctor`
#[derive(Serialize)]
pub struct Doctor {
    version: &'static str,
    system: String,
    schema: u32,
    known_schema: u32,
    bytes: u64,
    damage: Vec<String>,
    set_aside: u64,
    not_counted: Vec<Reason>,
    territories: Vec<Place>,
}

#[derive(Serialize)]
struct Reason {
    why: String,
    count: u64,
}

#[derive(Serialize)]
struct Place {
    seq: u64,
    base_seq: u64,
    confirmed_seq: Option<u64>,
    role: Option<&'static str>,
    listings: u64,
    conflicts: u64,
    withdrawn: u64,
    unreadable: u64,
    waiting: u64,
    refused: Vec<&'static str>,
    changes: usize,
    synced_ago_ms: Option<u64>,
}

impl Doctor {
    /// Of what the core says.
    pub fn of(health: &query::Health) -> Self {
        let place = |(status, base_seq, confirmed_seq): &(query::TerritoryStatus, u64, Option<u64>)| Place {
            seq: status.territory.seq,
            base_seq: *base_seq,
            confirmed_seq: *confirmed_seq,
            role: status.territory.role.map(|role| role.word()),
            listings: status.listings.shown,
            conflicts: status.listings.conflicts,
            withdrawn: status.listings.withdrawn,
            unreadable: status.listings.unreadable,
            waiting: status.out.pending + status.out.sent + status.out.received,
            refused: status.refused.iter().map(|one| one.code.word()).collect(),
            changes: status.changes.len(),
            synced_ago_ms: status.synced_ago_ms,
        };
        let reason = |(why, count): &(String, u64)| Reason {
            why: why.clone(),
            count: *count,
        };
        Self {
            version: env!("CARGO_PKG_VERSION"),
            system: format!("{} {}", std::env::consts::OS, std::env::consts::ARCH),
            schema: health.schema,
            known_schema: health.known_schema,
            bytes: health.bytes,
            damage: health.damage.clone(),
            set_aside: health.set_aside,
            not_counted: health.reasons.iter().map(reason).collect(),
            territories: health.territories.iter().map(place).collect(),
        }
    }
}
