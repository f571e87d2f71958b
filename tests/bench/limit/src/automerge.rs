//! Automerge by itself: every document of a store loaded, then synced by its own protocol to a peer that has none.

use std::path::PathBuf;
use std::time::Instant;

use automerge::Automerge;
use automerge::sync::{State, SyncDoc};
use rusqlite::Connection;
use serde::{Deserialize, Serialize};

use crate::LimitError;
use crate::gauge::{Gauge, Reading};

/// What to do.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Job {
    /// A store that the core has filled.
    pub store: PathBuf,
}

/// Does it: `load_ms`, `sync_ms` and `sync_bytes` of all documents.
///
/// # Errors
/// When the store holds no documents, or Automerge refuses one.
pub fn run(job: &Job) -> Result<Reading, LimitError> {
    let db = Connection::open(&job.store)?;
    let mut find = db.prepare("SELECT save FROM document WHERE save IS NOT NULL")?;
    let saves = find.query_map([], |row| row.get::<_, Vec<u8>>(0))?;
    let saves: Vec<_> = saves.collect::<rusqlite::Result<_>>()?;
    let gauge = Gauge::start();
    let loading = Instant::now();
    let documents = saves.iter().map(|save| Automerge::load(save));
    let documents: Vec<_> = documents
        .collect::<Result<_, _>>()
        .map_err(|_| LimitError::Unexpected {
            what: "a save that Automerge does not load",
        })?;
    let load_ms = loading.elapsed().as_secs_f64() * 1e3;
    let syncing = Instant::now();
    let mut bytes = 0;
    let mut theirs = Vec::with_capacity(documents.len());
    for document in &documents {
        let (copy, sent) = sync(document)?;
        theirs.push(copy);
        bytes += sent;
    }
    let sync_ms = syncing.elapsed().as_secs_f64() * 1e3;
    let mut reading = gauge.read();
    for (what, count) in [
        ("load_ms", load_ms),
        ("sync_ms", sync_ms),
        ("sync_bytes", bytes as f64),
    ] {
        reading.more.insert(what.into(), count);
    }
    Ok(reading)
}

/// A new peer gets one document: it, and the bytes of all messages.
fn sync(document: &Automerge) -> Result<(Automerge, usize), LimitError> {
    let (mut full, mut empty) = (document.clone(), Automerge::new());
    let (mut at_full, mut at_empty) = (State::new(), State::new());
    let mut bytes = 0;
    loop {
        let ask = empty.generate_sync_message(&mut at_empty);
        let tell = full.generate_sync_message(&mut at_full);
        if ask.is_none() && tell.is_none() {
            return match empty.get_heads() == full.get_heads() {
                true => Ok((empty, bytes)),
                false => Err(LimitError::Unexpected {
                    what: "peers that differ",
                }),
            };
        }
        for (message, to, state) in [(ask, &mut full, &mut at_full), (tell, &mut empty, &mut at_empty)] {
            let Some(message) = message else { continue };
            bytes += message.clone().encode().len();
            to.receive_sync_message(state, message)
                .map_err(|_| LimitError::Unexpected {
                    what: "a message that Automerge refuses",
                })?;
        }
    }
}
