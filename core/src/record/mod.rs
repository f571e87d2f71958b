//! Records: which ones live, what travels of a listing, and what the read model shows of it.

pub mod ledger;
pub mod payload;
pub mod projection;
pub mod report;
pub mod response;
pub mod right;
pub mod territory;
mod wire;
pub mod words;
