//! A person chooses: an edit that replaces everything that stood there.

use ekin_protocol::id::ObjectId;

use super::{Conflict, ConflictOf, Says, Side, document};
use crate::app::command::Command;
use crate::app::device::Device;
use crate::app::document::open;
use crate::app::error::AppError;
use crate::app::meant::only;
use crate::document::Edited;
use crate::domain::kind::{Edit, Plain};
use crate::storage::{ConflictRow, DocumentRow, Space, Tx};

/// Objects of one look at the store.
const PAGE: u32 = 256;

/// What was chosen.
#[derive(Clone, Debug, PartialEq)]
pub struct Kept {
    /// What had stood beside each other.
    pub conflict: Conflict,
    /// What stands now.
    pub side: Side,
}

impl Device {
    /// Keeps one of the sides of a conflict, named by its object (the beginning of its id), the field of a document where several
    /// are meant, and the number of the side as it is listed, from 1, or the beginning of its version.
    ///
    /// # Errors
    /// [`AppError::NoConflict`] where nothing stands beside each other there, [`AppError::Ambiguous`];
    /// [`AppError::NotAllowed`] where this device may not replace what the others wrote.
    pub fn keep_conflict(&self, id: &str, at: Option<&str>, choice: &str) -> Result<Kept, AppError> {
        let kept = self.store().read(|read| {
            let (row, all) = find(read, id)?;
            let missing = || AppError::NoConflict { id: id.to_owned() };
            let of_field = all.into_iter().filter(|one| at.is_none_or(|at| one.at == at));
            let conflict = only(of_field, id, missing)?;
            let side = chosen(&conflict, choice).ok_or_else(missing)?.clone();
            Ok::<_, AppError>((row, conflict, side))
        });
        let (row, conflict, side) = kept?;
        match conflict.of {
            ConflictOf::Listing => {
                self.keep_version(Some(conflict.space), &row.object.to_string(), &side.version)?;
            }
            ConflictOf::Fact(_) => self.keep_head(&conflict, &side)?,
            ConflictOf::Heads { .. } => self.keep_seen(conflict.space, &conflict.object, &side.version)?,
            ConflictOf::Document(_) => self.keep_value(&conflict, &side)?,
        }
        Ok(Kept { conflict, side })
    }

    fn keep_head(&self, conflict: &Conflict, side: &Side) -> Result<(), AppError> {
        self.store().write(|tx| {
            let mut command = Command::begin(self, tx, conflict.space)?;
            let heads = tx.heads(command.space().sp, &conflict.object)?;
            let head = heads
                .into_iter()
                .find(|head| head.hash.to_string() == side.version);
            let head = head.ok_or_else(|| AppError::NoConflict {
                id: conflict.object.to_string(),
            })?;
            command.put_again(&conflict.object, &head)?;
            command.send()
        })
    }

    fn keep_value(&self, conflict: &Conflict, side: &Side) -> Result<(), AppError> {
        self.store().write(|tx| {
            let mut command = Command::begin(self, tx, conflict.space)?;
            let space = command.space().clone();
            let missing = || AppError::NoConflict {
                id: conflict.object.to_string(),
            };
            let row = tx.document(space.sp, &conflict.object)?.ok_or_else(missing)?;
            let Says::Value { value, .. } = &side.says else {
                return Err(missing());
            };
            let edited = edit(tx, &space, &row, conflict, value)?;
            let root = conflict.at.split('.').next().unwrap_or(&conflict.at);
            if matches!(side.version.as_str(), document::MINE | document::THEIRS) {
                tx.forget_kept(space.sp, &row.object, root)?;
            }
            command.edit(&row.object, (row.kind, row.generation, row.unit), &edited)?;
            let document = edited.document;
            command.send()?;
            open::note_line(tx, &space, &row.object, row.kind, &document)?;
            Ok(())
        })
    }
}

/// The edit that lets a value stand alone.
fn edit(
    tx: &Tx<'_>,
    space: &Space,
    row: &DocumentRow,
    conflict: &Conflict,
    value: &Plain,
) -> Result<Edited, AppError> {
    let ConflictOf::Document(Some(kind)) = conflict.of else {
        return Err(AppError::NewerDocument);
    };
    let document = open::open(tx, space, &row.object, row.generation)?;
    let content = document.content();
    let whole = content.values.contains_key(&conflict.at) || !conflict.at.contains('.');
    let (root, inner) = match conflict.at.split_once('.') {
        Some((root, inner)) if !whole => (root.to_owned(), Some(inner.to_owned())),
        _ => (conflict.at.clone(), None),
    };
    let edits = match (value, &inner, content.values.get(&root)) {
        // An element of a list has no name of its own: the list is written as it is to be.
        (value, Some(inner), Some(Plain::List(items))) => {
            let mut items = items.clone();
            let at = inner.parse::<usize>().ok().and_then(|at| items.get_mut(at));
            *at.ok_or(AppError::NewerDocument)? = value.clone();
            vec![
                Edit::Delete {
                    root: root.clone(),
                    inner: None,
                },
                Edit::Fill { root, items },
            ]
        }
        (Plain::List(items), None, _) => vec![
            Edit::Delete {
                root: root.clone(),
                inner: None,
            },
            Edit::Fill {
                root,
                items: items.clone(),
            },
        ],
        (value, ..) => vec![Edit::Put {
            root,
            inner,
            value: value.clone(),
        }],
    };
    Ok(document.edit(kind, &edits)?)
}

/// The side that is meant: by its number, or the beginning of its version.
fn chosen<'c>(conflict: &'c Conflict, choice: &str) -> Option<&'c Side> {
    let number = choice.parse::<usize>().ok().and_then(|n| n.checked_sub(1));
    let by_number = number.and_then(|n| conflict.sides.get(n));
    let begins = |side: &&Side| choice.len() >= 4 && side.version.starts_with(choice);
    by_number.or_else(|| conflict.sides.iter().find(begins))
}

/// The object that is meant, with what stands there.
fn find(read: &crate::storage::Read<'_>, id: &str) -> Result<(ConflictRow, Vec<Conflict>), AppError> {
    let id = id.trim().trim_start_matches("ekin:").to_lowercase();
    let (mut before, mut found): (Option<(i64, ObjectId)>, Vec<ConflictRow>) = (None, Vec::new());
    loop {
        let rows = read.conflicts(false, before, PAGE)?;
        let Some(last) = rows.last() else { break };
        before = Some((last.rev, last.object));
        found.extend(
            rows.into_iter()
                .filter(|row| row.object.to_string().starts_with(&id)),
        );
    }
    let missing = || AppError::NoConflict { id: id.clone() };
    let row = only(found, &id, missing)?;
    let all = super::of(read, &read.space(row.sp)?, &row)?;
    Ok((row, all))
}
