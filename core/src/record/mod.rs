//! Records: what travels of a listing, and how it is read back.

pub mod payload;
pub mod territory;
mod wire;
