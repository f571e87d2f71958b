//! Why a figure could not be measured.

use ekin_core::app::error::AppError;
use ekin_core::app::import::ImportFailure;
use ekin_core::storage::StoreError;
use ekin_harness::HarnessError;

/// What every measurement gives.
pub type Result<T, E = BenchError> = std::result::Result<T, E>;

/// Why a figure could not be measured.
#[derive(Debug, thiserror::Error)]
pub enum BenchError {
    /// A relay or a cable.
    #[error("a relay cannot be driven")]
    Harness(#[from] HarnessError),
    /// A device.
    #[error("a device failed")]
    App(#[from] AppError),
    /// The core, as another language asks it.
    #[error("a call across the boundary failed")]
    Ffi(#[from] ekin_ffi::Failure),
    /// An import.
    #[error("an import failed")]
    Import(#[from] ImportFailure),
    /// A store.
    #[error("a store failed")]
    Store(#[from] StoreError),
    /// No randomness.
    #[error("the machine gives no randomness")]
    Randomness(#[from] ekin_core::app::surroundings::NoRandomness),
    /// A listing that cannot be encoded.
    #[error("a listing cannot be encoded")]
    Payload(#[from] ekin_core::record::payload::PayloadError),
    /// Bytes of the protocol.
    #[error("bytes of the protocol cannot be read")]
    Bytes(#[from] ekin_protocol::cbor::CborError),
    /// An envelope that cannot be made.
    #[error("an envelope cannot be made")]
    Envelope(#[from] ekin_protocol::envelope::EnvelopeError),
    /// A link.
    #[error("a link cannot be read")]
    Link(#[from] ekin_protocol::link::LinkError),
    /// A file or a socket.
    #[error("{what}")]
    Io {
        /// What was tried.
        what: String,
        /// Why it failed.
        #[source]
        source: std::io::Error,
    },
    /// A setting of the process.
    #[error("the system refuses")]
    System(#[from] rustix::io::Errno),
    /// JSON.
    #[error("no JSON of ours")]
    Json(#[from] serde_json::Error),
    /// SQLite.
    #[error("SQLite failed")]
    Sqlite(#[from] rusqlite::Error),
    /// A WebSocket.
    #[error("a WebSocket broke")]
    WebSocket(#[source] Box<tokio_tungstenite::tungstenite::Error>),
    /// A process of ours failed.
    #[error("`{job}` failed: {said}")]
    Child {
        /// Its job.
        job: String,
        /// What it said.
        said: String,
    },
    /// Something did not come as it must.
    #[error("unexpected: {what}")]
    Unexpected {
        /// What.
        what: String,
    },
}

impl From<tokio_tungstenite::tungstenite::Error> for BenchError {
    fn from(error: tokio_tungstenite::tungstenite::Error) -> Self {
        Self::WebSocket(Box::new(error))
    }
}

impl BenchError {
    /// For `map_err`: an I/O error and what was tried.
    pub fn io(what: impl Into<String>) -> impl FnOnce(std::io::Error) -> Self {
        let what = what.into();
        move |source| Self::Io { what, source }
    }

    /// Something that did not come as it must.
    pub fn unexpected(what: impl Into<String>) -> Self {
        Self::Unexpected { what: what.into() }
    }
}
