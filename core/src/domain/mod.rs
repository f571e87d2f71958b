//! Rules and newtypes of the catalogue and of documents, a file a noun: no I/O, no clock, no randomness.

pub mod accessibility;
pub mod answer;
pub mod audience;
pub mod field;
pub mod flags;
pub mod fold;
pub mod image;
pub mod kind;
pub mod language;
pub mod listing;
pub mod listing_type;
pub mod moment;
pub mod occurrence;
pub mod paper_code;
pub mod person;
pub mod place;
pub mod price;
pub mod recovery_key;
pub mod recurrence;
pub mod source;
pub mod status;
pub mod territory;
pub mod text;
pub mod timing;
pub mod towns;
pub mod unknown;
