//! Whether there is still something to decide about a claim, and who would be asked for twice.

use ekin_protocol::id::ObjectId;

use super::error::OutingError;
use super::people::Names;
use super::seats::{ClaimShown, SeatsShown};
use crate::app::error::AppError;
use crate::app::fact::{FactObject, object_of};
use crate::domain::fact::{Claim, Decision};
use crate::domain::seats::Standing;
use crate::storage::{Read, Space};

/// What was said of a claim, as far as it can be read.
pub(super) fn heads_of(claim: &FactObject) -> Vec<Claim> {
    claim.heads.iter().filter_map(|head| head.read().ok()).collect()
}

/// Nobody decides about what was taken back: the answer would be a place that nobody has.
pub(super) fn asked_still(claim: &FactObject) -> Result<(), OutingError> {
    let heads = heads_of(claim);
    match heads.last() {
        Some(last) if heads.iter().all(|one| one.withdrawn == Some(true)) => Err(OutingError::Withdrawn {
            party: last.party.as_str().to_owned(),
        }),
        _ => Ok(()),
    }
}

/// Whether some organiser's word about a claim stands.
pub(super) fn is_decided(read: &Read<'_>, space: &Space, claim: &ObjectId) -> Result<bool, AppError> {
    let decision = object_of(read, space, &Decision::object(&space.id, claim))?;
    let mut said = decision
        .heads
        .iter()
        .filter_map(|head| head.read::<Decision>().ok());
    Ok(said.any(|said| said.accepts.is_some()))
}

/// Nobody is asked for twice: two claims with one person hold two places. Those that met from two devices are shown.
pub(super) fn asked_once(all: &SeatsShown, claim: &Claim, names: &Names) -> Result<(), OutingError> {
    let counts = |one: &&ClaimShown| !matches!(one.standing, Standing::Withdrawn | Standing::Declined);
    let twice = all.claims.iter().filter(counts).find_map(|one| {
        let person = one.people.iter().find(|person| claim.people.contains(person))?;
        Some((person, one))
    });
    match twice {
        Some((person, there)) => Err(OutingError::AskedTwice {
            name: names.get(person).cloned().unwrap_or_else(|| person.to_string()),
            party: there.party.clone(),
        }),
        None => Ok(()),
    }
}
