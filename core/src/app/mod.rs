//! The facade: what a person asks for, put into the words of the domain.

pub mod draft;
pub mod edit;
pub mod keys;
pub mod set_field;
mod show;
pub mod surroundings;
mod words;
