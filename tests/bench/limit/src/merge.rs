//! Automerge by itself: each of two devices edits so many documents, half of them the same, and takes the other's changes,
//! in memory.

use std::path::PathBuf;

use automerge::transaction::Transactable;
use automerge::{ActorId, Automerge, AutomergeError, ROOT};
use rusqlite::Connection;
use serde::{Deserialize, Serialize};

use crate::LimitError;
use crate::gauge::{Gauge, Reading};

/// What to do.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Job {
    /// A store that the core has filled.
    pub store: PathBuf,
    /// Edits of each device.
    pub edits: u64,
}

/// Does it; the edits themselves are not counted.
///
/// # Errors
/// When the store holds too few documents, or Automerge refuses one.
pub fn run(job: &Job) -> Result<Reading, LimitError> {
    let refused = |_: AutomergeError| LimitError::Unexpected {
        what: "a document that Automerge refuses",
    };
    let db = Connection::open(&job.store)?;
    let mut find = db.prepare("SELECT save FROM document WHERE save IS NOT NULL LIMIT ?")?;
    let all = job.edits.saturating_add(job.edits / 2);
    let saves = find.query_map([all.cast_signed()], |row| row.get::<_, Vec<u8>>(0))?;
    let mut pairs = Vec::new();
    for (n, save) in (0u64..).zip(saves) {
        let mut one = Automerge::load(&save?).map_err(refused)?;
        let mut other = one.clone();
        one.set_actor(ActorId::from([1; 16]));
        other.set_actor(ActorId::from([2; 16]));
        if n < job.edits {
            edit(&mut one, "one").map_err(refused)?;
        }
        if n >= job.edits / 2 {
            edit(&mut other, "other").map_err(refused)?;
        }
        pairs.push((one, other));
    }
    if (pairs.len() as u64) < all {
        return Err(LimitError::Unexpected {
            what: "too few documents",
        });
    }
    let gauge = Gauge::start();
    for (one, other) in &mut pairs {
        one.merge(other).map_err(refused)?;
        other.merge(one).map_err(refused)?;
    }
    Ok(gauge.read())
}

fn edit(document: &mut Automerge, value: &str) -> Result<(), AutomergeError> {
    let done = document.transact(|tx| tx.put(ROOT, "seats", value));
    done.map(|_| ()).map_err(|failure| failure.error)
}
