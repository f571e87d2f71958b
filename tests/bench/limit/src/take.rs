//! The same bytes from a socket, as many rows into SQLite, one commit.

use std::io::Read;
use std::net::{SocketAddr, TcpStream};
use std::path::PathBuf;

use rusqlite::Connection;
use serde::{Deserialize, Serialize};

use crate::LimitError;
use crate::gauge::{Gauge, Reading};

/// What to do.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Job {
    /// Where the bytes come from, until it hangs up.
    pub server: SocketAddr,
    /// How many rows.
    pub rows: u64,
    /// Bytes of each.
    pub row: usize,
    /// The store to make.
    pub store: PathBuf,
}

/// Does it.
///
/// # Errors
/// When the socket or the store cannot be used.
pub fn run(job: &Job) -> Result<Reading, LimitError> {
    let body = vec![0x5a; job.row];
    let gauge = Gauge::start();
    let bytes = std::io::copy(
        &mut TcpStream::connect(job.server)?.take(u64::MAX),
        &mut std::io::sink(),
    )?;
    let db = Connection::open(&job.store)?;
    db.query_row("PRAGMA journal_mode=WAL", [], |_| Ok(()))?;
    db.execute_batch(
        "PRAGMA synchronous=FULL; CREATE TABLE taken(k INTEGER PRIMARY KEY, body BLOB NOT NULL); BEGIN;",
    )?;
    let mut insert = db.prepare("INSERT INTO taken(body) VALUES(?)")?;
    for _ in 0..job.rows {
        insert.execute([&body])?;
    }
    db.execute_batch("COMMIT")?;
    let mut reading = gauge.read();
    reading.more.insert("bytes".into(), bytes as f64);
    Ok(reading)
}
