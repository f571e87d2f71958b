//! Documents out of the store and back into it: what the log confirmed, with the own changes that wait on top.

use ekin_protocol::id::{Incarnation, ObjectId};

use super::show::Actors;
use crate::document::{Actor, Document, Place};
use crate::domain::kind::{Contents, Kind, View};
use crate::domain::person::PersonId;
use crate::storage::{Author, Read, Sort, Space, StoreError, Tx};

/// How this device signs its changes in a document. Whoever writes in no space has an actor that nobody is.
pub(crate) fn actor(space: &Space, object: &ObjectId, generation: u32) -> Actor {
    let (ord, incarnation) = match space.author {
        Some(author) => (author.ord, author.incarnation),
        None => (Author::JOINING, Incarnation([0; 8])),
    };
    Actor::of(&space.id, object, generation, ord, &incarnation)
}

/// The document as this device has it; an empty one when nothing of it is here.
///
/// # Errors
/// Those of the store, and [`StoreError::Document`] for one that cannot be read any more.
pub(crate) fn open(
    read: &Read<'_>,
    space: &Space,
    object: &ObjectId,
    generation: u32,
) -> Result<Document, StoreError> {
    let me = actor(space, object, generation);
    let pending = read.pending_changes(space.sp, object)?;
    let pending: Vec<&[u8]> = pending.iter().map(|pending| &*pending.change).collect();
    let save = read.document_save(space.sp, object)?;
    Ok(match save {
        Some(save) => Document::open(me, &save, &pending)?,
        None if pending.is_empty() => Document::new(me),
        None => Document::open(me, &Document::new(me).save(), &pending)?,
    })
}

/// Makes the line that a list shows of a document; without content it goes from the list.
pub(crate) fn note_line(
    tx: &Tx<'_>,
    space: &Space,
    object: &ObjectId,
    kind: u16,
    document: &Document,
) -> Result<(), StoreError> {
    tx.remove_document_without_content(space.sp, object)?;
    let content = document.content();
    let row = tx.document(space.sp, object)?;
    if let (Some(unit), Some(kind)) = (row.and_then(|row| row.unit), Kind::from_number(kind))
        && let Some(person) = person(&Contents::new(kind, content.values.clone()))
    {
        tx.set_unit_person(space.sp, &unit, &person.0)?;
    }
    let conflict = !content.rivals.is_empty();
    let stands = conflict || !tx.kept(space.sp, object)?.is_empty();
    tx.note_conflict((space.sp, object), Sort::Document, stands, || {
        let row = tx.document(space.sp, object)?;
        let Some(row) = row else {
            return Ok((None, tx.now_ms));
        };
        // Whoever wrote last has chosen.
        let last = document.history()?.pop();
        let actors = Actors::of(tx, space, &row)?;
        Ok((last.and_then(|step| actors.who(&step.actor)), row.at_ms))
    })?;
    let title = Kind::from_number(kind)
        .map(|kind| title(&Contents::new(kind, content.values)))
        .unwrap_or_default();
    tx.set_document_line(space.sp, object, &title, conflict)
}

/// A place as a person writes it.
pub(crate) fn at(place: &Place) -> String {
    match &place.inner {
        Some(inner) => format!("{}.{inner}", place.root),
        None => place.root.clone(),
    }
}

/// The person with whom a document is forgotten.
pub(crate) fn person(contents: &Contents) -> Option<PersonId> {
    contents.view().person(contents.kind().unit_field()?)
}

/// What a list calls a document: its title or name, in the first language that it has.
pub(crate) fn title(contents: &Contents) -> String {
    let view = contents.view();
    ["title", "name"]
        .into_iter()
        .find_map(|key| first_text(&view, key))
        .unwrap_or_default()
}

fn first_text(view: &View<'_>, key: &str) -> Option<String> {
    let texts = view.texts(key);
    let first = texts.iter().next().map(|text| text.text.to_owned());
    first.or_else(|| view.text(key).map(ToOwned::to_owned))
}
