//! A private space's history ends: what the checkpoint costs, and what it saves whoever comes later.

use std::path::Path;
use std::time::Instant;

use ekin_core::domain::language::LanguageTag;
use ekin_harness::Cable;
use ekin_limit::gauge::Reading;
use ekin_protocol::membership::Role;
use rusqlite::Connection;

use super::healing::operate;
use crate::error::{BenchError, Result};
use crate::figure::{Figure, Line};
use crate::house::{House, NewMember};
use crate::world::{World, sync};

pub const ID: &str = "checkpoint";

/// Edits of each document, beside the command that made it.
const EDITS: usize = 4;

pub fn measure(world: &World) -> Result<Figure> {
    let documents = world.pick(200, 10_000);
    let house = House::of(world, ID, 0)?;
    let made = house.fill(world, documents)?;
    for n in 0..EDITS {
        for object in &made {
            let field = [format!("place=Salle {n}")];
            let id = object.to_string();
            house
                .owner
                .edit_document(house.space, &id, &field, LanguageTag::FR)?;
        }
        sync(&house.owner)?;
    }
    let (before, bytes_before) = newcomers(world, &house, documents, "before")?;

    let (looks, invited) = (world.path("checkpoint-looks"), house.invitation(Role::Volunteer)?);
    let looks = house.member(&looks, &invited)?;
    sync(&house.owner)?;
    sync(&looks)?;
    house.owner.end_history(house.space, false)?;
    let making = Instant::now();
    sync(&house.owner)?;
    let making = making.elapsed();
    let relay = world.path("checkpoint-relay").join("relay.db");
    let log = |relay: &Path| count(relay, "SELECT coalesce(sum(length(body)), 0) FROM log");
    let (log_before, pack) = (
        log(&relay)?,
        count(&relay, "SELECT coalesce(sum(length(body)), 0) FROM chunk")?,
    );
    // No log goes that two backups do not hold.
    for n in 0..2 {
        let field = [format!("place=Après {n}")];
        let id = made.first().map(ToString::to_string).unwrap_or_default();
        house
            .owner
            .edit_document(house.space, &id, &field, LanguageTag::FR)?;
        sync(&house.owner)?;
        let file = world.path(&format!("checkpoint-{n}.db"));
        operate(world, &house, &["backup"], &file)?;
    }
    let looking = Instant::now();
    // The log passes the record, then the pack is looked at, then it is said.
    for _ in 0..3 {
        sync(&looks)?;
    }
    let looking = looking.elapsed();
    let stands = house.owner.history_of(house.space)?;
    sync(&house.owner)?;
    if house.owner.history_of(house.space)?.attested != 1 {
        return Err(BenchError::unexpected(format!("{stands:?}")));
    }
    let log_after = log(&relay)?;
    let (after, bytes_after) = newcomers(world, &house, documents, "after")?;

    let said = |what: &str| {
        format!(
            "{documents} documents, {} changes: {what}",
            made.len() * (EDITS + 1)
        )
    };
    let time = |all: &[Reading]| all.iter().map(|reading| reading.wall_ms).collect::<Vec<_>>();
    Ok(Figure {
        id: ID.to_owned(),
        title: "A private space's history ends".to_owned(),
        how: "Each document has thirteen fields, about 1.4 kB of JSON, made by one command and changed by four more, each an envelope of its own. \
              The owner's device sums them up and sends the pack; a volunteer's device passes the record, computes the state, takes the pack and \
              computes it again, and says so; two backups hold it, and the relay lets the log go. A new device is a fresh process that opens a home, follows an invitation \
              and takes everything: first out of the whole log, then out of the pack."
            .to_owned(),
        lines: vec![
            Line::alone(&said("making and sending the checkpoint"), "ms", [making.as_secs_f64() * 1_000.0], None)?,
            Line::alone(&said("looking at it on another device"), "ms", [looking.as_secs_f64() * 1_000.0], None)?,
            Line::alone(&said("the pack"), "MB", [pack as f64 / 1e6], None)?,
            Line::alone(&said("the log at the relay before"), "MB", [log_before as f64 / 1e6], None)?,
            Line::alone(&said("the log at the relay after"), "MB", [log_after as f64 / 1e6], None)?,
            Line::alone(&said("a new device before"), "ms", time(&before), None)?,
            Line::alone(&said("a new device after"), "ms", time(&after), None)?,
            Line::alone(&said("a new device before, down"), "MB", [bytes_before as f64 / 1e6], None)?,
            Line::alone(&said("a new device after, down"), "MB", [bytes_after as f64 / 1e6], None)?,
        ],
        curves: Vec::new(),
    })
}

/// Processes that join, one after the other; and what one of them took from the relay, in bytes.
fn newcomers(world: &World, house: &House, documents: u64, when: &str) -> Result<(Vec<Reading>, u64)> {
    let mut readings = Vec::new();
    let mut down = 0;
    // An invitation carries the key of its day.
    let link = house.invitation(Role::Reader)?;
    for n in 0..world.pick(1, 3) {
        let cable = Cable::to(house.relay.address())?;
        let job = NewMember {
            home: world.path(&format!("checkpoint-{when}-{n}")),
            link: super::documents::through(&link, cable.url())?,
            documents,
        };
        readings.push(world.ours("documents", &job)?);
        down = cable.bytes().1;
    }
    Ok((readings, down))
}

fn count(relay: &Path, sql: &str) -> Result<u64> {
    let store = Connection::open(relay)?;
    let bytes: i64 = store.query_row(sql, [], |row| row.get(0))?;
    Ok(bytes.unsigned_abs())
}
