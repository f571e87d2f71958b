//! The resident's side of a house: what they like and bring, in their own words ([`page`]); whether they want to go
//! ([`wish`]); how they are before and after ([`feeling`]); their day on a shared tablet ([`tablet`]). All of it is of the erasure unit of their profile, and goes with it.

mod aim;
pub mod feeling;
pub mod page;
pub mod tablet;
pub mod wish;

use std::ops::ControlFlow;

use super::error::AppError;
use super::outing::people;
use crate::domain::kind::Contents;
use crate::domain::person::PersonId;
use crate::storage::{DocumentRow, Read, Space};

pub use aim::Aim;

/// The person whom somebody means, with their profile in this space.
///
/// # Errors
/// [`AppError::NoPerson`], [`AppError::Ambiguous`]; [`AppError::NoProfile`] where their profile is in another space.
pub(in crate::app) fn whose(
    read: &Read<'_>,
    space: &Space,
    wanted: &str,
) -> Result<(PersonId, DocumentRow, Contents), AppError> {
    let names = people::names(read)?;
    let person = people::person(&names, [], wanted)?;
    let found = people::profiles(read, space, |row, profile| match profile.unit() == Some(person) {
        true => ControlFlow::Break((row, profile.clone())),
        false => ControlFlow::Continue(()),
    })?;
    let (row, profile) = found.ok_or_else(|| AppError::NoProfile {
        name: wanted.to_owned(),
    })?;
    Ok((person, row, profile))
}
