//! The least work that could do the same jobs: the same bytes by plain HTTP, the same signatures checked, the
//! same rows and indexes into SQLite. A figure is a ratio against this, in one run on one machine.
//!
//! No Ekin crate is linked here: what the core or the relay do clumsily cannot slow the limit down too. Each job is
//! one run of the program `ekin-limit JOB JSON`, which prints a [`gauge::Reading`].

pub mod automerge;
pub mod documents;
pub mod echo;
pub mod first_page;
pub mod first_sync;
pub mod gauge;
pub mod ingest;
pub mod merge;
pub mod take;

/// Why a job could not be done.
#[derive(Debug, thiserror::Error)]
pub enum LimitError {
    /// A file or a socket.
    #[error("a file or a socket cannot be used")]
    Io(#[from] std::io::Error),
    /// SQLite.
    #[error("SQLite failed")]
    Sqlite(#[from] rusqlite::Error),
    /// The description of the job, or its result.
    #[error("not the JSON of a job")]
    Json(#[from] serde_json::Error),
    /// A WebSocket.
    #[error("a WebSocket broke")]
    WebSocket(#[source] Box<tokio_tungstenite::tungstenite::Error>),
    /// A key or a signature.
    #[error("a signature is wrong")]
    Signature(#[from] ed25519_dalek::SignatureError),
    /// Something did not come as it must.
    #[error("unexpected: {what}")]
    Unexpected {
        /// What.
        what: &'static str,
    },
}

impl From<tokio_tungstenite::tungstenite::Error> for LimitError {
    fn from(error: tokio_tungstenite::tungstenite::Error) -> Self {
        Self::WebSocket(Box::new(error))
    }
}
