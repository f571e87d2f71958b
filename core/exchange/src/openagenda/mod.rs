//! OpenAgenda's event format (API v2, and the older JSON export), both ways.

mod fields;
mod read;
mod rest;
mod write;

pub(crate) use read::{push_tag, read};
pub(crate) use rest::answer;
pub(crate) use write::write;

#[cfg(test)]
mod tests;
