//! A WebSocket echo that commits what it hears before it says it back.

use std::io::Write;
use std::net::TcpListener;
use std::path::PathBuf;

use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use tokio_tungstenite::tungstenite::{Error, Message, accept};

use crate::LimitError;

/// What to do.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Job {
    /// The database to make.
    pub store: PathBuf,
}

/// Serves one connection to its end. Says the port that it listens on, in a line of its own.
///
/// # Errors
/// When the socket or the database cannot be used.
pub fn run(job: &Job) -> Result<(), LimitError> {
    let db = Connection::open(&job.store)?;
    db.query_row("PRAGMA journal_mode=WAL", [], |_| Ok(()))?;
    db.execute_batch(
        "PRAGMA synchronous=FULL; CREATE TABLE said(k INTEGER PRIMARY KEY, bytes BLOB NOT NULL)",
    )?;
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let mut out = std::io::stdout();
    writeln!(out, "{}", listener.local_addr()?.port())?;
    out.flush()?;
    let (stream, _) = listener.accept()?;
    stream.set_nodelay(true)?;
    let mut socket = accept(stream).map_err(|_| LimitError::Unexpected {
        what: "a connection that is no WebSocket",
    })?;
    let mut insert = db.prepare("INSERT INTO said(bytes) VALUES(?)")?;
    loop {
        match socket.read() {
            Ok(Message::Binary(bytes)) => {
                insert.execute([&bytes[..]])?;
                socket.send(Message::Binary(bytes))?;
            }
            Ok(Message::Close(_)) | Err(Error::ConnectionClosed | Error::Protocol(_) | Error::Io(_)) => {
                return Ok(());
            }
            Ok(_) => {}
            Err(error) => return Err(error.into()),
        }
    }
}
