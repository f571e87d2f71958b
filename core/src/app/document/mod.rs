//! Documents of private spaces: made, shown, edited by several people at once, taken back. Each command is one envelope,
//! and works without a network.

pub(crate) mod open;
mod refused;
mod show;
#[cfg(test)]
mod tests;

use ekin_protocol::id::{ObjectId, SpaceId};

use super::command::Command;
use super::device::Device;
use super::error::AppError;
use super::meant::only;
use crate::document::{Change, DocumentError, Edited};
use crate::domain::kind::{By, Contents, Edit, assign, check, diff};
use crate::domain::language::LanguageTag;
use crate::storage::{DocumentRow, Read, Space, StoreError, Tx, UnitId};

pub use crate::domain::kind::Kind;
pub use refused::Refused;
pub(crate) use show::{Actors, shown};
pub use show::{DocumentLine, FieldHistory, Shown, ShownField};

/// Settings name of the last own change of each space, to be taken back.
const LAST: &str = "document.last";
/// Documents that one look at the store gives.
const PAGE: u32 = 256;

/// What a document holds.
pub(crate) fn contents(read: &Read<'_>, space: &Space, row: &DocumentRow) -> Result<Contents, AppError> {
    let kind = Kind::from_number(row.kind).ok_or(AppError::NewerDocument)?;
    let document = open::open(read, space, &row.object, row.generation)?;
    Ok(Contents::new(kind, document.content().values))
}

/// What a space's settings say; none where it has none.
pub(crate) fn settings(read: &Read<'_>, space: &Space) -> Result<Option<Contents>, AppError> {
    let rows = read.documents(space.sp, Some(Kind::Settings.number()), None, 1)?;
    rows.first().map(|row| contents(read, space, row)).transpose()
}

/// Every document of a space, or every one of a kind, the last changed first.
pub(crate) fn every(
    read: &Read<'_>,
    space: &Space,
    kind: Option<Kind>,
) -> Result<Vec<DocumentRow>, StoreError> {
    let (mut all, mut before) = (Vec::new(), None);
    loop {
        let rows = read.documents(space.sp, kind.map(Kind::number), before, PAGE)?;
        let Some(last) = rows.last() else { return Ok(all) };
        before = Some((last.rev, last.object));
        all.extend(rows);
    }
}

impl Device {
    /// Makes a document with these fields, each `KEY=VALUE`.
    ///
    /// # Errors
    /// [`AppError::DocumentFields`] with every problem; [`AppError::NotAMember`], [`AppError::NotAllowed`],
    /// [`AppError::WrongSpace`].
    pub fn new_document(
        &self,
        space: SpaceId,
        kind: Kind,
        fields: &[String],
        language: LanguageTag,
    ) -> Result<ObjectId, AppError> {
        self.store()
            .write(|tx| self.new_document_in(tx, space, kind, fields, language))
    }

    /// The same, as a part of a larger step.
    pub(crate) fn new_document_in(
        &self,
        tx: &Tx<'_>,
        space: SpaceId,
        kind: Kind,
        fields: &[String],
        language: LanguageTag,
    ) -> Result<ObjectId, AppError> {
        let command = Command::begin(self, tx, space)?;
        let space = command.space();
        kind.lives_in(space.kind).map_err(AppError::WrongSpace)?;
        let object = command.new_object();
        let mut contents = Contents::fresh(kind);
        for edit in assigned(kind, fields, space, language)? {
            contents.apply(&edit);
        }
        checked(&contents, space)?;
        let me = open::actor(space, &object, 0);
        let edited = crate::document::Document::create(me, &contents)?;
        let unit = open::person(&contents).map(|person| command.unit_of(person));
        put(
            command,
            tx,
            &object,
            (kind.number(), 0, unit.transpose()?),
            &edited,
        )?;
        Ok(object)
    }

    /// Changes fields of a document; gives how many it changed, 0 when everything stood there already.
    ///
    /// # Errors
    /// As [`Device::new_document`]; [`AppError::NoDocument`], [`AppError::NewerDocument`], [`AppError::PersonIsFixed`].
    pub fn edit_document(
        &self,
        space: SpaceId,
        id: &str,
        fields: &[String],
        language: LanguageTag,
    ) -> Result<(ObjectId, usize), AppError> {
        self.store()
            .write(|tx| self.edit_document_in(tx, space, id, fields, language))
    }

    /// The same, as a part of a larger step.
    pub(crate) fn edit_document_in(
        &self,
        tx: &Tx<'_>,
        space: SpaceId,
        id: &str,
        fields: &[String],
        language: LanguageTag,
    ) -> Result<(ObjectId, usize), AppError> {
        let command = Command::begin(self, tx, space)?;
        let space = command.space();
        let row = find(tx, space, id)?;
        let kind = Kind::from_number(row.kind).ok_or(AppError::NewerDocument)?;
        let document = open::open(tx, space, &row.object, row.generation)?;
        let before = Contents::new(kind, document.content().values);
        let mut contents = before.clone();
        if contents.read_only() {
            return Err(AppError::NewerDocument);
        }
        let edits = assigned(kind, fields, space, language)?;
        let whose = open::person(&contents);
        for edit in &edits {
            contents.apply(edit);
        }
        // The key under which a document is was chosen by whose it is when it was made.
        if open::person(&contents) != whose {
            return Err(AppError::PersonIsFixed);
        }
        checked(&contents, space)?;
        let edited = document.edit(kind, &edits)?;
        // To choose one of two values changes nothing that is shown, and is a change.
        let changed = diff(&before, &contents).len().max(edited.changes.len().min(1));
        for edit in &edits {
            tx.forget_kept(space.sp, &row.object, edit.root())?;
        }
        put(
            command,
            tx,
            &row.object,
            (row.kind, row.generation, row.unit),
            &edited,
        )?;
        Ok((row.object, changed))
    }

    /// Takes back the last change that this device made to a document in this space, by a new change. What others wrote
    /// meanwhile stays.
    ///
    /// # Errors
    /// [`AppError::NothingToUndo`], and as [`Device::edit_document`].
    pub fn undo_document(&self, space: SpaceId) -> Result<ObjectId, AppError> {
        self.undo_last(space, None)
    }

    /// The same, where that change was made to the document whose id begins so.
    ///
    /// # Errors
    /// As [`Device::undo_document`]; [`AppError::NoDocument`].
    pub fn undo_in_document(&self, space: SpaceId, id: &str) -> Result<ObjectId, AppError> {
        self.undo_last(space, Some(id))
    }

    fn undo_last(&self, space: SpaceId, only: Option<&str>) -> Result<ObjectId, AppError> {
        self.store().write(|tx| {
            let command = Command::begin(self, tx, space)?;
            let space = command.space().clone();
            let (object, hashes) = last(tx, &space)?.ok_or(AppError::NothingToUndo)?;
            let meant = only.map(|id| find(tx, &space, id)).transpose()?;
            if meant.is_some_and(|row| row.object != object) {
                return Err(AppError::NothingToUndo);
            }
            let row = tx.document(space.sp, &object)?.ok_or(AppError::NothingToUndo)?;
            let document = open::open(tx, &space, &object, row.generation)?;
            let redone = match document.undo(&hashes) {
                // It was refused, or is written anew in another life: it does not stand there any more.
                Err(DocumentError::NoSuchChange) => return Err(AppError::NothingToUndo),
                redone => redone?,
            };
            put(
                command,
                tx,
                &object,
                (row.kind, row.generation, row.unit),
                &redone.edited,
            )?;
            tx.unset(&last_name(&space))?;
            Ok(object)
        })
    }
}

/// Puts the changes of an edit into one envelope, and remembers them to be taken back.
pub(super) fn put(
    mut command: Command<'_, '_, '_>,
    tx: &Tx<'_>,
    object: &ObjectId,
    of: (u16, u32, Option<UnitId>),
    edited: &Edited,
) -> Result<(), AppError> {
    if edited.changes.is_empty() {
        return Ok(());
    }
    command.edit(object, of, edited)?;
    remember(tx, command.space(), object, &edited.changes)?;
    command.send()
}

/// What a person typed, as edits.
pub(crate) fn assigned(
    kind: Kind,
    fields: &[String],
    space: &Space,
    language: LanguageTag,
) -> Result<Vec<Edit>, AppError> {
    let by = By {
        zone: space.zone,
        language,
    };
    let (mut edits, mut wrong) = (Vec::new(), Vec::new());
    for field in fields {
        match assign(kind, field, by) {
            Ok(more) => edits.extend(more),
            Err(error) => wrong.push(error),
        }
    }
    match wrong.is_empty() {
        true => Ok(edits),
        false => Err(AppError::DocumentFields(wrong)),
    }
}

/// A document that keeps the rules of its kind.
pub(crate) fn checked(contents: &Contents, space: &Space) -> Result<(), AppError> {
    let wrong = check(contents, space.kind);
    match wrong.is_empty() {
        true => Ok(()),
        false => Err(AppError::DocumentFields(wrong)),
    }
}

/// The document whose id begins so.
pub(crate) fn find(read: &Read<'_>, space: &Space, id: &str) -> Result<DocumentRow, AppError> {
    let id = id.trim().to_lowercase();
    let missing = || AppError::NoDocument { id: id.clone() };
    let object = only(read.documents_beginning(space.sp, &id)?, &id, missing)?;
    read.document(space.sp, &object)?.ok_or_else(missing)
}

fn last_name(space: &Space) -> String {
    format!("{LAST}.{}", space.sp.0)
}

/// Forgets what could be taken back in a space.
pub(crate) fn forget_last(tx: &Tx<'_>, space: &Space) -> Result<(), AppError> {
    Ok(tx.unset(&last_name(space))?)
}

/// Remembers the last own change: the object, then the hashes of the changes.
fn remember(tx: &Tx<'_>, space: &Space, object: &ObjectId, changes: &[Change]) -> Result<(), AppError> {
    let mut value = object.0.to_vec();
    for change in changes {
        value.extend_from_slice(&change.hash.0);
    }
    Ok(tx.set_setting(&last_name(space), &value)?)
}

fn last(
    read: &Read<'_>,
    space: &Space,
) -> Result<Option<(ObjectId, Vec<crate::document::ChangeHash>)>, AppError> {
    let Some(value) = read.setting(&last_name(space))? else {
        return Ok(None);
    };
    let Some((object, hashes)) = value.split_first_chunk::<16>() else {
        return Ok(None);
    };
    let hashes = hashes.as_chunks::<32>().0;
    let hashes = hashes.iter().map(|hash| crate::document::ChangeHash(*hash));
    Ok(Some((ObjectId(*object), hashes.collect())))
}
