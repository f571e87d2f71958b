//! Outings as those who go along have them: places in [`seats`], heads in [`heads`], the emergency card in [`card`]. What is
//! said are facts of the outing's space; the plan and the profiles are documents.

pub mod card;
pub mod heads;
pub mod people;
pub mod seats;

use ekin_protocol::id::{ObjectId, Ord};
use ekin_protocol::membership::Membership;

use super::device::Device;
use super::document::{Kind, find, open};
use super::error::AppError;
use super::fact::{FactObject, object_of};
use crate::domain::fact::Fact;
use crate::domain::kind::Contents;
use crate::storage::{Read, Space};

/// Objects that one look at the store gives.
const PAGE: u32 = 256;

/// The plan of an outing: the one that a person names by the beginning of its id, or the only one here.
pub(super) fn plan(
    read: &Read<'_>,
    space: &Space,
    id: Option<&str>,
) -> Result<(ObjectId, Contents), AppError> {
    let number = Kind::Outing.number();
    let row = match id {
        Some(id) => find(read, space, id)?,
        None => match read.documents(space.sp, Some(number), None, 2)?.as_slice() {
            [one] => one.clone(),
            [] => return Err(AppError::NoOuting),
            _ => return Err(AppError::SeveralOutings),
        },
    };
    if row.kind != number {
        return Err(AppError::NoOuting);
    }
    let document = open::open(read, space, &row.object, row.generation)?;
    Ok((row.object, Contents::new(Kind::Outing, document.content().values)))
}

/// Every object of a kind in a space.
pub(super) fn objects<F: Fact>(read: &Read<'_>, space: &Space) -> Result<Vec<FactObject>, AppError> {
    let (mut all, mut before) = (Vec::new(), None);
    loop {
        let rows = read.facts(space.sp, F::KIND, before, PAGE)?;
        let Some(last) = rows.last() else { return Ok(all) };
        before = Some((last.place, last.object));
        for row in rows {
            all.push(object_of(read, space, &row.object)?);
        }
    }
}

/// Whether a device decides for the outing: as the membership had it at that place, or has it now.
pub(super) fn organises(members: &Membership, by: Ord, place: Option<(u64, u64)>) -> bool {
    let role = members.member(by).and_then(|member| match place {
        Some((seq, t_ms)) => member.role_at(seq, t_ms).map(|(role, _)| role),
        None => member.role(),
    });
    role.is_some_and(|role| role.is_staff())
}

/// This device decides for the outing.
///
/// # Errors
/// [`AppError::NotAllowed`].
pub(super) fn must_organise(read: &Read<'_>, space: &Space) -> Result<(), AppError> {
    let members = read.membership(space.sp)?.ok_or(AppError::NotAMember)?;
    let me = Device::author(read, space.sp)?.ord;
    match organises(&members, me, None) {
        true => Ok(()),
        false => Err(AppError::NotAllowed),
    }
}
