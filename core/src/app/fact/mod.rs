//! Records of private spaces: said, replaced, ended, and looked at with who said what, and how far it has come.

use ekin_protocol::id::{ItemHash, ObjectId, Ord, SpaceId};
use ekin_protocol::item::Item;
use zeroize::Zeroizing;

use super::command::Command;
use super::device::Device;
use super::error::AppError;
use super::space::one_space;
use crate::domain::fact::{Fact, FactError};
use crate::storage::{FactRow, Head, OutState, Read, Space};

pub use ekin_protocol::item::kind;

/// A place in a list of facts: the next page begins behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FactCursor(i64, ObjectId);

impl FactCursor {
    pub(crate) fn of(row: &FactRow) -> Self {
        Self(row.place, row.object)
    }
}

/// One line of a list of facts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FactLine {
    /// The object.
    pub object: ObjectId,
    /// Kind of its displayed record.
    pub kind: u16,
    /// Its author's clock, ms since 1970, for display.
    pub at_ms: i64,
    /// Whether several records stand side by side.
    pub several: bool,
    /// Where the next page begins.
    pub cursor: FactCursor,
}

/// An object with its heads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactObject {
    /// The object.
    pub object: ObjectId,
    /// Its heads, the displayed one last.
    pub heads: Vec<FactHead>,
    /// Whether heads say different things.
    pub conflict: bool,
}

/// One record that nothing replaces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactHead {
    /// Hash of its item.
    pub hash: ItemHash,
    /// Its kind.
    pub kind: u16,
    /// The device that said it.
    pub by: Ord,
    /// Its clock then, ms since 1970, for display.
    pub at_ms: u64,
    /// Place and time in the log, once it is there.
    pub place: Option<(u64, u64)>,
    /// How far an own one has come that the log does not have; with no place and none here, it came from its author's phone.
    pub out: Option<OutState>,
    /// None while the key of its erasure unit is not here.
    payload: Option<Zeroizing<Vec<u8>>>,
}

impl FactHead {
    /// What it says.
    ///
    /// # Errors
    /// [`FactError`]; of another kind, [`FactError::Key`]; while its key is not here, [`FactError::Sealed`].
    pub fn read<F: Fact>(&self) -> Result<F, FactError> {
        match &self.payload {
            _ if self.kind != F::KIND => Err(FactError::Key),
            Some(payload) => F::read(payload),
            None => Err(FactError::Sealed),
        }
    }
}

impl FactObject {
    /// The head that is displayed.
    pub fn shown(&self) -> Option<&FactHead> {
        self.heads.last()
    }
}

impl Device {
    /// Says a fact of an object, or of a new one; gives the object.
    ///
    /// # Errors
    /// [`AppError::NotAMember`], [`AppError::NotAllowed`], [`AppError::Fact`].
    pub fn put_fact<F: Fact>(
        &self,
        space: SpaceId,
        object: Option<ObjectId>,
        fact: &F,
    ) -> Result<ObjectId, AppError> {
        self.store().write(|tx| {
            let mut command = Command::begin(self, tx, space)?;
            let object = object.unwrap_or_else(|| command.new_object());
            command.put(&object, fact)?;
            command.send()?;
            Ok(object)
        })
    }

    /// Ends an object: readers do not see it any more.
    ///
    /// # Errors
    /// [`AppError::NoFact`], [`AppError::NotAMember`], [`AppError::NotAllowed`].
    pub fn end_fact(&self, space: SpaceId, object: &ObjectId) -> Result<(), AppError> {
        self.store().write(|tx| {
            let mut command = Command::begin(self, tx, space)?;
            known(tx, command.space(), object)?;
            command.end(object)?;
            command.send()
        })
    }

    /// Objects of one kind, the last said first; at most `limit`, behind a cursor.
    ///
    /// # Errors
    /// [`AppError::UnknownSpace`].
    pub fn facts(
        &self,
        space: SpaceId,
        kind: u16,
        behind: Option<FactCursor>,
        limit: u32,
    ) -> Result<Vec<FactLine>, AppError> {
        self.store().read(|read| {
            let space = one_space(read, space)?;
            let before = behind.map(|FactCursor(place, object)| (place, object));
            let rows = read.facts(space.sp, kind, before, limit)?;
            Ok(rows.into_iter().map(line).collect())
        })
    }

    /// One object with its heads.
    ///
    /// # Errors
    /// [`AppError::NoFact`] where nothing is said of it, or it ended.
    pub fn fact(&self, space: SpaceId, object: &ObjectId) -> Result<FactObject, AppError> {
        self.store().read(|read| {
            let space = one_space(read, space)?;
            known(read, &space, object)?;
            object_of(read, &space, object)
        })
    }
}

fn line(row: FactRow) -> FactLine {
    FactLine {
        object: row.object,
        kind: row.kind,
        at_ms: row.at_ms,
        several: row.heads > 1,
        cursor: FactCursor::of(&row),
    }
}

fn known(read: &Read<'_>, space: &Space, object: &ObjectId) -> Result<FactRow, AppError> {
    read.fact(space.sp, object)?.ok_or_else(|| AppError::NoFact {
        id: object.to_string(),
    })
}

/// An object as this device has it.
pub(crate) fn object_of(read: &Read<'_>, space: &Space, object: &ObjectId) -> Result<FactObject, AppError> {
    let heads = read.heads(space.sp, object)?;
    let heads = heads.into_iter().map(|head| head_of(read, space, head));
    let heads = heads.collect::<Result<Vec<_>, _>>()?;
    // Equal words by two people are no conflict.
    let conflict = heads
        .windows(2)
        .any(|pair| matches!(pair, [a, b] if (a.kind, &a.payload) != (b.kind, &b.payload)));
    Ok(FactObject {
        object: *object,
        heads,
        conflict,
    })
}

/// One record as this device has it.
pub(crate) fn head_of(read: &Read<'_>, space: &Space, head: Head) -> Result<FactHead, AppError> {
    let bytes = head.item_bytes();
    let item = Item::read(&bytes)?;
    Ok(FactHead {
        hash: head.hash,
        kind: head.kind,
        by: head.ord,
        at_ms: item.meta.at_ms,
        place: head.place,
        out: read.out_state_of(&head)?,
        payload: read.opened(space.sp, &item)?,
    })
}

#[cfg(test)]
mod tests;
