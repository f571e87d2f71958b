//! The facade: what a person asks for, put into the words of the domain. A [`device::Device`] is opened on a
//! home; its commands and queries are methods, a file for each noun.

pub mod device;
pub mod draft;
pub mod edit;
pub mod error;
pub mod import;
pub mod keys;
pub mod publish;
pub mod set_field;
mod show;
pub mod surroundings;
pub mod sync;
pub mod territory;
mod undo;
mod words;
mod worker;
mod write;
