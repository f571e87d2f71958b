//! Durable ingest: the same signatures checked, the same bytes into SQLite, grouped.

use std::path::PathBuf;
use std::sync::mpsc::sync_channel;

use ed25519_dalek::{Signature, VerifyingKey};
use rusqlite::Connection;
use serde::{Deserialize, Serialize};

use crate::LimitError;
use crate::gauge::{Gauge, Reading};

/// What to do.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Job {
    /// Database of `frame(key, message, signature, bytes)`, in order, and of `item(frame, object, hash)`, which
    /// names a frame by its rowid.
    pub prepared: PathBuf,
    /// The database to make.
    pub store: PathBuf,
    /// Frames of one transaction.
    pub group: usize,
    /// Whether each item gets a row with its key, as whoever says what lives must have.
    pub items: bool,
}

struct Frame {
    key: VerifyingKey,
    message: Vec<u8>,
    signature: Signature,
    bytes: Vec<u8>,
    items: Vec<(Vec<u8>, Vec<u8>)>,
}

/// Does it: one thread checks, one writes.
///
/// # Errors
/// When a database cannot be used, or a signature is wrong.
pub fn run(job: &Job) -> Result<Reading, LimitError> {
    let prepared = Connection::open(&job.prepared)?;
    let mut find =
        prepared.prepare("SELECT key, message, signature, bytes, rowid FROM frame ORDER BY rowid")?;
    let mut of = prepared.prepare("SELECT object, hash FROM item WHERE frame = ? ORDER BY rowid")?;
    let mut rows = find.query([])?;
    let mut frames = Vec::new();
    while let Some(row) = rows.next()? {
        frames.push(Frame {
            key: VerifyingKey::from_bytes(&row.get(0)?)?,
            message: row.get(1)?,
            signature: Signature::from_bytes(&row.get(2)?),
            bytes: row.get(3)?,
            items: match job.items {
                true => of
                    .query_map([row.get::<_, i64>(4)?], |row| Ok((row.get(0)?, row.get(1)?)))?
                    .collect::<rusqlite::Result<_>>()?,
                false => Vec::new(),
            },
        });
    }
    let db = Connection::open(&job.store)?;
    db.query_row("PRAGMA journal_mode=WAL", [], |_| Ok(()))?;
    db.execute_batch(
        "PRAGMA synchronous=FULL; PRAGMA cache_size=-65536;
         CREATE TABLE log(k INTEGER PRIMARY KEY, t_ms INTEGER NOT NULL, id BLOB NOT NULL, body BLOB NOT NULL) STRICT;
         CREATE TABLE record(sid INTEGER NOT NULL, object BLOB NOT NULL, item_hash BLOB NOT NULL, seq INTEGER NOT NULL,
             n INTEGER NOT NULL, live INTEGER NOT NULL, PRIMARY KEY(sid, object, item_hash)) STRICT, WITHOUT ROWID",
    )?;
    let gauge = Gauge::start();
    std::thread::scope(|scope| {
        let (checked, waiting) = sync_channel::<&[Frame]>(4);
        let frames = &frames;
        let checking = scope.spawn(move || -> Result<(), LimitError> {
            for group in frames.chunks(job.group.max(1)) {
                for frame in group {
                    frame.key.verify_strict(&frame.message, &frame.signature)?;
                }
                if checked.send(group).is_err() {
                    break;
                }
            }
            Ok(())
        });
        let mut insert = db.prepare("INSERT INTO log(t_ms, id, body) VALUES(0, ?, ?)")?;
        let mut item = db.prepare("INSERT INTO record VALUES(1, ?, ?, ?, ?, 1)")?;
        let mut seq = 0;
        for group in waiting {
            db.execute_batch("BEGIN IMMEDIATE")?;
            for frame in group {
                insert.execute((&frame.message, &frame.bytes))?;
                seq += 1;
                for (n, (object, hash)) in frame.items.iter().enumerate() {
                    item.execute((object, hash, seq, n as i64))?;
                }
            }
            db.execute_batch("COMMIT")?;
        }
        checking.join().map_err(|_| LimitError::Unexpected {
            what: "a thread that panicked",
        })?
    })?;
    Ok(gauge.read())
}
