//! Whether there is still something to decide about a claim, and who would be asked for twice.

use ekin_protocol::id::ObjectId;

use super::error::OutingError;
use super::people::Names;
use super::seats::SeatsShown;
use crate::app::error::AppError;
use crate::app::fact::{FactObject, object_of};
use crate::domain::fact::{Claim, Decision};
use crate::storage::{Read, Space};

/// What was said of a claim, as far as it can be read.
fn heads_of(claim: &FactObject) -> Vec<Claim> {
    claim.heads.iter().filter_map(|head| head.read().ok()).collect()
}

/// The claim that was taken back, whoever wrote on it last; none while somebody still asks.
pub(super) fn taken_back(claim: &FactObject) -> Option<Claim> {
    let mut heads = heads_of(claim);
    let all = heads.iter().all(|one| one.withdrawn == Some(true));
    heads.pop().filter(|_| all)
}

/// Nobody decides about what was taken back: the answer would be a place that nobody has.
pub(super) fn asked_still(claim: &FactObject) -> Result<(), OutingError> {
    match taken_back(claim) {
        Some(last) => Err(OutingError::Withdrawn {
            party: last.party.as_str().to_owned(),
        }),
        None => Ok(()),
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
    let twice = all.claims.iter().filter(|one| one.asks()).find_map(|one| {
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
