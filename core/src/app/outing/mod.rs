//! Outings as those who go along have them: the plan and how far it is prepared in [`trip`], who goes along in [`roster`], what
//! must be signed in [`authorise`], what is packed in [`packing`], places in [`seats`] and who changed what of them in [`history`], heads in [`heads`], groups that change hands
//! in [`handover`], the emergency card in [`card`], the end in [`close`]. What is said are facts of the outing's space; the plan
//! and the profiles are documents.

pub mod authorise;
pub mod card;
pub mod close;
mod desk;
pub mod error;
pub mod handover;
pub mod heads;
pub mod history;
pub mod lines;
pub mod packing;
pub mod people;
pub mod roster;
pub mod seats;
mod standing;
pub mod travel;
pub mod trip;
pub mod under_way;

use ekin_protocol::id::{ObjectId, Ord};
use ekin_protocol::membership::Membership;

use super::command::Command;
use super::device::Device;
use super::document::{Kind, checked, contents, find, open};
use super::error::AppError;
use super::fact::{FactObject, object_of};
use crate::domain::fact::Fact;
use crate::domain::kind::{Contents, Edit};
use crate::storage::{DocumentRow, Read, Space};

/// Objects that one look at the store gives.
const PAGE: u32 = 256;

/// The plan of an outing: the one that a person names by the beginning of its id, or the only one here.
pub(super) fn plan(
    read: &Read<'_>,
    space: &Space,
    id: Option<&str>,
) -> Result<(ObjectId, Contents), AppError> {
    let row = plan_row(read, space, id)?;
    Ok((row.object, contents(read, space, &row)?))
}

/// The row of that plan.
fn plan_row(read: &Read<'_>, space: &Space, id: Option<&str>) -> Result<DocumentRow, AppError> {
    let number = Kind::Outing.number();
    let row = match id {
        Some(id) => find(read, space, id)?,
        None => match read.documents(space.sp, Some(number), None, 2)?.as_slice() {
            [one] => one.clone(),
            [] => return Err(AppError::NoOuting),
            _ => return Err(AppError::SeveralOutings),
        },
    };
    match row.kind == number {
        true => Ok(row),
        false => Err(AppError::NoOuting),
    }
}

/// Changes a document by a command that is not sent yet, as long as what becomes of it is right.
fn edit(
    read: &Read<'_>,
    command: &mut Command<'_, '_, '_>,
    row: &DocumentRow,
    edits: &[Edit],
) -> Result<(), AppError> {
    let space = command.space().clone();
    let kind = Kind::from_number(row.kind).ok_or(AppError::NewerDocument)?;
    let document = open::open(read, &space, &row.object, row.generation)?;
    let mut contents = Contents::new(kind, document.content().values);
    if contents.read_only() {
        return Err(AppError::NewerDocument);
    }
    edits.iter().for_each(|edit| contents.apply(edit));
    checked(&contents, &space)?;
    let edited = document.edit(kind, edits)?;
    command.edit(&row.object, (row.kind, row.generation, row.unit), &edited)
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
pub(in crate::app) fn must_organise(read: &Read<'_>, space: &Space) -> Result<(), AppError> {
    let members = read.membership(space.sp)?.ok_or(AppError::NotAMember)?;
    let me = Device::author(read, space.sp)?.ord;
    match organises(&members, me, None) {
        true => Ok(()),
        false => Err(AppError::NotAllowed),
    }
}
