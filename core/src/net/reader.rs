//! Plain requests one after the other, for who reads a log a second time: `verify --full`.

use tokio::runtime::{Builder, Runtime};

use super::http::{HttpError, Web};
use super::tls;
use crate::sync::event::{Reply, Request};

/// Why there is nothing to read with.
#[derive(Debug, thiserror::Error)]
pub enum ReaderError {
    /// TLS cannot be set up.
    #[error("no secure connections")]
    Tls(#[from] rustls::Error),
    /// The runtime cannot be started.
    #[error("no threads")]
    Runtime(#[from] std::io::Error),
}

/// A client that asks and waits.
#[derive(Debug)]
pub struct Reader {
    runtime: Runtime,
    web: Web,
}

impl Reader {
    /// A client with this machine's roots of trust.
    ///
    /// # Errors
    /// [`ReaderError`].
    pub fn new() -> Result<Self, ReaderError> {
        let tls = tls::client()?;
        Ok(Self {
            runtime: Builder::new_current_thread().enable_all().build()?,
            web: Web::new(&tls),
        })
    }

    /// The answer at an address, at most `max` bytes.
    ///
    /// # Errors
    /// [`HttpError`].
    pub fn get(&self, url: String, max: usize) -> Result<Reply, HttpError> {
        self.runtime.block_on(self.web.ask(Request {
            url,
            max,
            ..Request::default()
        }))
    }
}
