//! Documents of private spaces: made, shown, edited by several people at once, taken back. Each command is one envelope,
//! and works without a network.

pub(crate) mod open;
mod show;

use ekin_protocol::id::{ObjectId, SpaceId};
use ekin_protocol::item::{ItemType, Meta, write_private};
use ekin_protocol::membership::Role;

use super::device::Device;
use super::error::AppError;
use super::space::one_space;
use super::territory::role_here;
use crate::document::{Change, Edited};
use crate::domain::kind::{By, Contents, Edit, assign, check};
use crate::domain::language::LanguageTag;
use crate::storage::{DocumentRow, Read, Space, Tx};

pub use crate::domain::kind::Kind;
pub use show::{DocumentLine, FieldHistory, Shown, ShownField};

/// Settings name of the last own change of each space, to be taken back.
const LAST: &str = "document.last";

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
        self.store().write(|tx| {
            let space = writable(tx, space)?;
            kind.lives_in(space.kind).map_err(AppError::WrongSpace)?;
            let object = ObjectId(self.around().random());
            let mut contents = Contents::fresh(kind);
            for edit in assigned(kind, fields, &space, language)? {
                contents.apply(&edit);
            }
            checked(&contents, &space)?;
            let me = open::actor(&space, &object, 0);
            let edited = crate::document::Document::create(me, &contents)?;
            self.put_document(tx, &space, &object, kind.number(), 0, &edited)?;
            Ok(object)
        })
    }

    /// Changes fields of a document; gives how many changes it took, 0 when everything stood there already.
    ///
    /// # Errors
    /// As [`Device::new_document`]; [`AppError::NoDocument`], [`AppError::NewerDocument`].
    pub fn edit_document(
        &self,
        space: SpaceId,
        id: &str,
        fields: &[String],
        language: LanguageTag,
    ) -> Result<(ObjectId, usize), AppError> {
        self.store().write(|tx| {
            let space = writable(tx, space)?;
            let row = find(tx, &space, id)?;
            let kind = Kind::from_number(row.kind).ok_or(AppError::NewerDocument)?;
            let document = open::open(tx, &space, &row.object, row.generation)?;
            let mut contents = Contents::new(kind, document.content().values);
            if contents.read_only() {
                return Err(AppError::NewerDocument);
            }
            let edits = assigned(kind, fields, &space, language)?;
            for edit in &edits {
                contents.apply(edit);
            }
            checked(&contents, &space)?;
            let edited = document.edit(kind, &edits)?;
            let changes = edited.changes.len();
            self.put_document(tx, &space, &row.object, row.kind, row.generation, &edited)?;
            Ok((row.object, changes.min(edits.len())))
        })
    }

    /// Takes back the last change that this device made to a document in this space, by a new change. What others wrote
    /// meanwhile stays.
    ///
    /// # Errors
    /// [`AppError::NothingToUndo`], and as [`Device::edit_document`].
    pub fn undo_document(&self, space: SpaceId) -> Result<ObjectId, AppError> {
        self.store().write(|tx| {
            let space = writable(tx, space)?;
            let (object, hashes) = last(tx, &space)?.ok_or(AppError::NothingToUndo)?;
            let row = tx.document(space.sp, &object)?.ok_or(AppError::NothingToUndo)?;
            let document = open::open(tx, &space, &object, row.generation)?;
            let redone = document.undo(&hashes)?;
            self.put_document(tx, &space, &object, row.kind, row.generation, &redone.edited)?;
            tx.unset(&last_name(&space))?;
            Ok(object)
        })
    }

    /// Puts the changes of an edit into one envelope, its rows and the outbox.
    fn put_document(
        &self,
        tx: &Tx<'_>,
        space: &Space,
        object: &ObjectId,
        kind: u16,
        generation: u32,
        edited: &Edited,
    ) -> Result<(), AppError> {
        if edited.changes.is_empty() {
            return Ok(());
        }
        let meta = Meta {
            kind,
            at_ms: self.around().wire_ms(),
            generation,
            ..Meta::default()
        };
        let item = |change: &Change| {
            let salt = self.around().random();
            write_private(&salt, ItemType::Change, object, &meta, &change.bytes)
        };
        let items: Vec<_> = edited.changes.iter().map(item).collect();
        self.put_sealed(tx, space.sp, &items)?;
        open::note_line(tx, space, object, kind, &edited.document)?;
        remember(tx, space, object, &edited.changes)
    }
}

/// The space, if this device may write in it.
fn writable(read: &Read<'_>, space: SpaceId) -> Result<Space, AppError> {
    let space = one_space(read, space)?;
    match role_here(read, space.sp)? {
        Some(role) if role.writes_in_private() => Ok(space),
        Some(Role::Pending) | None => Err(AppError::NotAMember),
        Some(_) => Err(AppError::NotAllowed),
    }
}

fn assigned(
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

fn checked(contents: &Contents, space: &Space) -> Result<(), AppError> {
    let wrong = check(contents, space.kind);
    match wrong.is_empty() {
        true => Ok(()),
        false => Err(AppError::DocumentFields(wrong)),
    }
}

/// The document whose id begins so.
fn find(read: &Read<'_>, space: &Space, id: &str) -> Result<DocumentRow, AppError> {
    let id = id.trim().to_lowercase();
    let missing = || AppError::NoDocument { id: id.clone() };
    match read.documents_beginning(space.sp, &id)?.as_slice() {
        [object] => read.document(space.sp, object)?.ok_or_else(missing),
        [] => Err(missing()),
        several => Err(AppError::Ambiguous {
            id: id.clone(),
            count: several.len(),
        }),
    }
}

fn last_name(space: &Space) -> String {
    format!("{LAST}.{}", space.sp.0)
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
