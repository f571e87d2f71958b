//! Real programs for tests, the demo and benches: relays and devices as processes, and a cable between them
//! that can be cut. Links neither the core nor the relay: what is driven here is what people run.

mod cable;
mod device;
mod relay;

pub use cable::Cable;
pub use device::{Answer, DeviceProcess, find};
pub use relay::RelayProcess;

use std::path::PathBuf;

/// Why a program could not be driven.
#[derive(Debug, thiserror::Error)]
pub enum HarnessError {
    /// A program or a socket could not be used.
    #[error("{what}: {source}")]
    Io {
        /// What was tried.
        what: &'static str,
        /// Why it failed.
        #[source]
        source: std::io::Error,
    },
    /// A relay ended, or said nothing, before it was ready.
    #[error("the relay did not get ready: {said}")]
    NotReady {
        /// What it said.
        said: String,
    },
    /// A device ended otherwise than wanted.
    #[error("`ekin {command}` ended with {code:?}: {said}")]
    Failed {
        /// Its arguments.
        command: String,
        /// Its exit code.
        code: Option<i32>,
        /// What it said.
        said: String,
    },
    /// An answer that is no JSON.
    #[error("`ekin {command}` answered no JSON")]
    NoJson {
        /// Its arguments.
        command: String,
        /// Why.
        #[source]
        source: serde_json::Error,
    },
    /// A program was not built.
    #[error("{variable} is not set: run `cargo xtask test`, which builds the programs first")]
    NoProgram {
        /// The variable that names it.
        variable: &'static str,
    },
}

impl HarnessError {
    fn io(what: &'static str) -> impl FnOnce(std::io::Error) -> Self {
        move |source| Self::Io { what, source }
    }
}

/// Where the two programs are.
#[derive(Clone, Debug)]
pub struct Programs {
    /// `ekin`.
    pub device: PathBuf,
    /// `ekin-sync-server`.
    pub relay: PathBuf,
}

impl Programs {
    /// As `EKIN_BIN` and `EKIN_SYNC_SERVER_BIN` say.
    ///
    /// # Errors
    /// [`HarnessError::NoProgram`].
    pub fn from_environment() -> Result<Self, HarnessError> {
        let path = |variable| {
            std::env::var_os(variable)
                .map(PathBuf::from)
                .ok_or(HarnessError::NoProgram { variable })
        };
        Ok(Self {
            device: path("EKIN_BIN")?,
            relay: path("EKIN_SYNC_SERVER_BIN")?,
        })
    }
}
