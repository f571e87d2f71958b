//! Any table, CSV or JSON, by a mapping file that says which column is what.

mod mapping;
mod put;
mod read;
mod target;

pub use mapping::{Mapping, MappingError};
pub(crate) use read::{read_csv, read_json};

#[cfg(test)]
mod tests;
