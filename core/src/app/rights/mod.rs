//! What a person may ask for what is kept of them: a copy of all of it ([`export`]) and that it is forgotten ([`erase`]).
//! Regulation (EU) 2016/679 (GDPR): access is article 15, erasure article 17, portability article 20.

pub mod erase;
pub mod export;
mod held;
pub mod retention;

use ekin_protocol::id::SpaceId;

use super::document::Kind;
use super::error::AppError;
use super::outing::people::{Names, names, person};
use crate::domain::person::PersonId;
use crate::storage::Read;

/// In what a person is named who was not the reason to write it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NamedIn {
    /// A document; none for a kind of a newer version.
    Document(Option<Kind>),
    /// A fact of this kind.
    Fact(u16),
    /// A message that came.
    Message,
    /// A message that was written here.
    Letter,
    /// A listing of a catalogue.
    Listing,
    /// An incident of several people that waits on this device for a space of a staff.
    Kept,
}

/// A place in which a person is still named, for somebody to put right.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Named {
    /// The space; none for what was written to others.
    pub space: Option<SpaceId>,
    /// What people call the space.
    pub space_name: String,
    /// In what.
    pub of: NamedIn,
    /// Its id.
    pub id: String,
    /// Its title, where it has one.
    pub title: String,
    /// The field, as a person writes it.
    pub at: String,
}

/// The person whom somebody means: by name, by the beginning of the id of whoever has a profile here, or by a whole id.
///
/// # Errors
/// [`AppError::NoPerson`], [`AppError::SeveralPeople`].
fn meant(read: &Read<'_>, wanted: &str) -> Result<(PersonId, Names), AppError> {
    let names = names(read)?;
    if let Ok(person) = wanted.trim().to_lowercase().parse::<PersonId>() {
        return Ok((person, names));
    }
    Ok((person(&names, [], wanted)?, names))
}

#[cfg(test)]
mod roles;
#[cfg(test)]
mod tests;
