//! The tokio driver: carries out the sync engine's effects on real sockets and threads.

mod driver;
mod http;
pub mod near;
mod reader;
mod socket;
mod solver;
mod tls;

pub use driver::{Carry, Driver, Prepared, Stop};
pub use http::{HttpError, Web};
pub use reader::{Reader, ReaderError};
