//! Why a run could not be carried out; what it finds is no error but a finding.

use ekin_core::app::error::AppError;
use ekin_harness::HarnessError;

/// What every step gives.
pub type Result<T, E = TortureError> = std::result::Result<T, E>;

/// Why a run could not be carried out.
#[derive(Debug, thiserror::Error)]
pub enum TortureError {
    /// A program that could not be driven.
    #[error("a program cannot be driven")]
    Harness(#[from] HarnessError),
    /// A home that could not be read.
    #[error("a home cannot be read")]
    App(#[from] AppError),
    /// The machine gives no randomness.
    #[error("the machine gives no randomness")]
    Randomness(#[from] ekin_core::app::surroundings::NoRandomness),
    /// A file or a socket.
    #[error("{what}")]
    Io {
        /// What was tried.
        what: &'static str,
        /// Why it failed.
        #[source]
        source: std::io::Error,
    },
    /// A limit of the process could not be set.
    #[error("the system refuses more open files")]
    System(#[from] rustix::io::Errno),
    /// Something that every run needs did not come.
    #[error("expected {what}")]
    Lacks {
        /// What.
        what: String,
    },
}

impl TortureError {
    /// For `map_err`: an I/O error and what was tried.
    pub fn io(what: &'static str) -> impl FnOnce(std::io::Error) -> Self {
        move |source| Self::Io { what, source }
    }

    /// Something that every run needs.
    pub fn lacks(what: impl Into<String>) -> Self {
        Self::Lacks { what: what.into() }
    }
}
