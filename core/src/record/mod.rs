//! Records: which ones live, and what travels of a listing.

pub mod ledger;
pub mod payload;
pub mod territory;
mod wire;
