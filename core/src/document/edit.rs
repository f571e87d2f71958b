//! Own edits: on a clone, in changes that others will take.

use std::collections::VecDeque;
use std::sync::Arc;

use automerge::transaction::{Transactable, Transaction};
use automerge::{Automerge, AutomergeError, ObjId, ObjType, ROOT, ReadDoc, Value};

use super::actor::Actor;
use super::content::{Content, Place, to_scalar};
use super::difference::{Write, difference};
use super::error::DocumentError;
use super::layer::Layer;
use super::scan::{Index, MAX_BYTES, MAX_MAKES, MAX_OPS, MAX_PLAIN, scan};
use super::worker::{Panicked, guarded};
use super::{Change, Document};
use crate::domain::kind::{Contents, Edit, Kind, Plain};

/// Most bytes of a text or of bytes that are set whole.
const MAX_VALUE: usize = 48 << 10;
/// Most bytes of a key that this device writes.
const MAX_KEY: usize = 32;
/// Long stretches of lists and texts are written in pieces of so many.
const PIECE: usize = 512;

/// A document after an own edit.
pub struct Edited {
    /// The document as it is then. To be kept only when the transaction is committed.
    pub document: Document,
    /// The new changes, in order: none when nothing changed, several when one could not carry all.
    pub changes: Vec<Change>,
}

impl Document {
    /// A new document with these contents.
    ///
    /// # Errors
    /// Contents that no document can have.
    pub fn create(me: Actor, contents: &Contents) -> Result<Edited, DocumentError> {
        let new = contents.values().iter();
        Self::new(me).write(
            new.flat_map(|(key, value)| difference(key, None, Some(value)))
                .collect(),
        )
    }

    /// Does what a person asked for. To set a value where several stand settles it, also when the displayed one is set
    /// again.
    ///
    /// # Errors
    /// Edits that do not fit the document; it is unchanged then.
    pub fn edit(&self, kind: Kind, edits: &[Edit]) -> Result<Edited, DocumentError> {
        let Content { values, rivals } = self.content();
        let mut contents = Contents::new(kind, values);
        let mut writes = Vec::new();
        for edit in edits {
            let root = edit.root();
            let before = contents.values().get(root).cloned();
            contents.apply(edit);
            let steps = difference(root, before.as_ref(), contents.values().get(root));
            if let Edit::Put { root, inner, value } = edit
                && steps.is_empty()
                && value.is_scalar()
            {
                let place = Place {
                    root: root.clone(),
                    inner: inner.clone(),
                };
                if rivals.contains_key(&place) {
                    // Put over itself, the displayed value would stay that of its author, and Automerge would only take the
                    // others away: who chooses another one meanwhile would win in silence.
                    writes.push(Write::Delete(place.clone()));
                    writes.push(Write::Put(place, value.clone()));
                }
            }
            writes.extend(steps);
        }
        self.write(writes)
    }

    pub(super) fn write(&self, writes: Vec<Write>) -> Result<Edited, DocumentError> {
        let mut queue = VecDeque::new();
        for write in writes {
            check(&write)?;
            pieces(write, &mut queue);
        }
        let mut document = self.clone();
        let mut changes = Vec::new();
        if !queue.is_empty() {
            let (doc, index) = (self.shown.doc.clone(), self.shown.index()?.clone());
            let done = guarded(|| commit(doc, index, queue)).map_err(|Panicked| DocumentError::Broke)?;
            let (layer, new) = done?;
            document.shown = Arc::new(layer);
            changes = new;
            document.pending.extend(changes.iter().cloned());
        }
        Ok(Edited { document, changes })
    }
}

/// What no change may carry is refused before anything is done.
fn check(write: &Write) -> Result<(), DocumentError> {
    let key =
        |key: &str| match (1..=MAX_KEY).contains(&key.len()) && key.bytes().all(|b| b.is_ascii_graphic()) {
            true => Ok(()),
            false => Err(DocumentError::Key { bytes: key.len() }),
        };
    let value = |value: &Plain| {
        let bytes = match value {
            Plain::Str(text) => text.len(),
            Plain::Bytes(bytes) => bytes.len(),
            Plain::Null | Plain::Bool(_) | Plain::Int(_) => 0,
            Plain::List(_) | Plain::Map(_) | Plain::Text(_) => return Err(DocumentError::Nested),
        };
        match bytes <= MAX_VALUE {
            true => Ok(()),
            false => Err(DocumentError::TooLong {
                bytes,
                max: MAX_VALUE,
            }),
        }
    };
    match write {
        Write::Put(place, put) => {
            key(&place.root)?;
            place.inner.as_deref().map_or(Ok(()), key)?;
            value(put)
        }
        // What another version wrote under a longer key can be taken away.
        Write::Delete(_) => Ok(()),
        Write::Make(root, _) | Write::Prose { root, .. } => key(root),
        Write::Items { root, insert, .. } => {
            key(root)?;
            insert.iter().try_for_each(value)
        }
    }
}

/// Cuts long stretches: what is deleted goes first, what is inserted follows piece by piece.
fn pieces(write: Write, queue: &mut VecDeque<Write>) {
    match write {
        Write::Items {
            root,
            at,
            delete,
            insert,
        } => {
            let piece = |at, delete, insert: &[Plain]| Write::Items {
                root: root.clone(),
                at,
                delete,
                insert: insert.to_vec(),
            };
            queue.extend(cuts(delete).map(|n| piece(at, n, &[])));
            let mut at = at;
            // A few long texts fill a change as well as many short ones.
            for item in insert.chunks(16) {
                queue.push_back(piece(at, 0, item));
                at += item.len();
            }
        }
        Write::Prose {
            root,
            at,
            delete,
            insert,
        } => {
            let piece = |at, delete, insert: String| Write::Prose {
                root: root.clone(),
                at,
                delete,
                insert,
            };
            queue.extend(cuts(delete).map(|n| piece(at, n, String::new())));
            let mut at = at;
            let mut characters = insert.chars();
            loop {
                let text: String = characters.by_ref().take(PIECE).collect();
                if text.is_empty() {
                    break;
                }
                let count = text.chars().count();
                queue.push_back(piece(at, 0, text));
                at += count;
            }
        }
        other => queue.push_back(other),
    }
}

fn cuts(total: usize) -> impl Iterator<Item = usize> {
    (0..total).step_by(PIECE).map(move |done| PIECE.min(total - done))
}

/// How much one more change may carry, by the limits of the scanner.
struct Room {
    bytes: usize,
    ops: usize,
    plain: usize,
    makes: usize,
    fresh: bool,
}

impl Room {
    /// Dependencies and actors take their part of the bytes.
    fn of(doc: &Automerge, index: &Index) -> Self {
        let taken = 2_048 + 32 * doc.get_heads().len() + 17 * index.actors();
        Self {
            bytes: MAX_BYTES.saturating_sub(taken),
            ops: MAX_OPS,
            plain: MAX_PLAIN,
            makes: MAX_MAKES,
            fresh: true,
        }
    }

    /// Takes a step if it fits; the first one always, or there would be no end.
    fn takes(&mut self, write: &Write) -> bool {
        let weigh = |value: &Plain| match value {
            Plain::Str(text) => text.len() + 16,
            Plain::Bytes(bytes) => bytes.len() + 16,
            _ => 26,
        };
        // Bytes are what the columns take at worst, when no two neighbours are alike.
        let (bytes, ops, plain, makes) = match write {
            Write::Put(_, value) => (weigh(value) + 64, 1, 1, 0),
            Write::Delete(_) => (64, 1, 0, 0),
            Write::Make(..) => (64, 1, 1, 1),
            Write::Items { delete, insert, .. } => (
                24 * delete + insert.iter().map(weigh).sum::<usize>(),
                delete + insert.len(),
                insert.len(),
                0,
            ),
            Write::Prose { delete, insert, .. } => {
                let count = insert.chars().count();
                (24 * delete + insert.len() + 8 * count, delete + count, 0, 0)
            }
        };
        let fits = bytes <= self.bytes && ops <= self.ops && plain <= self.plain && makes <= self.makes;
        if !fits && !self.fresh {
            return false;
        }
        self.fresh = false;
        self.bytes = self.bytes.saturating_sub(bytes);
        self.ops = self.ops.saturating_sub(ops);
        self.plain = self.plain.saturating_sub(plain);
        self.makes = self.makes.saturating_sub(makes);
        true
    }
}

/// Does the steps, in as few changes as carry them. Each change passes our own scanner before anyone signs it.
fn commit(
    mut doc: Automerge,
    mut index: Index,
    mut queue: VecDeque<Write>,
) -> Result<(Layer, Vec<Change>), DocumentError> {
    let mut changes = Vec::new();
    while !queue.is_empty() {
        let mut room = Room::of(&doc, &index);
        let mut transaction = doc.transaction();
        while queue.front().is_some_and(|write| room.takes(write))
            && let Some(write) = queue.pop_front()
        {
            apply(&mut transaction, write)?;
        }
        let (Some(_), _) = transaction.commit() else {
            continue;
        };
        let Some(change) = doc.get_last_local_change() else {
            return Err(DocumentError::Broke);
        };
        let summary = scan(change.raw_bytes()).map_err(DocumentError::Own)?;
        index.admit(&summary, &[]).map_err(DocumentError::Own)?;
        changes.push(Change::of(&summary, change.raw_bytes()));
    }
    Ok((Layer::with_index(doc, index), changes))
}

fn apply(to: &mut Transaction<'_>, write: Write) -> Result<(), DocumentError> {
    match write {
        Write::Put(place, value) => {
            let value = to_scalar(&value).ok_or(DocumentError::Nested)?;
            match &place.inner {
                None => to.put(ROOT, place.root.as_str(), value),
                Some(inner) => {
                    let map = container(to, &place.root, ObjType::Map)?;
                    to.put(&map, inner.as_str(), value)
                }
            }
        }
        Write::Delete(place) => match &place.inner {
            None => to.delete(ROOT, place.root.as_str()),
            Some(inner) => {
                let map = container(to, &place.root, ObjType::Map)?;
                to.delete(&map, inner.as_str())
            }
        },
        Write::Make(root, what) => to.put_object(ROOT, root.as_str(), what).map(drop),
        Write::Items {
            root,
            at,
            delete,
            insert,
        } => {
            let list = container(to, &root, ObjType::List)?;
            let scalars: Option<Vec<_>> = insert.iter().map(to_scalar).collect();
            let scalars = scalars.ok_or(DocumentError::Nested)?;
            (|| {
                (0..delete).try_for_each(|_| to.delete(&list, at))?;
                let mut scalars = (at..).zip(scalars);
                scalars.try_for_each(|(at, value)| to.insert(&list, at, value))
            })()
        }
        Write::Prose {
            root,
            at,
            delete,
            insert,
        } => {
            let text = container(to, &root, ObjType::Text)?;
            to.splice_text(&text, at, delete as isize, &insert)
        }
    }
    .map_err(DocumentError::Edit)
}

fn container(of: &Transaction<'_>, root: &str, wanted: ObjType) -> Result<ObjId, DocumentError> {
    let found: Result<_, AutomergeError> = of.get(ROOT, root);
    match found.map_err(DocumentError::Edit)? {
        Some((Value::Object(made), id)) if made == wanted => Ok(id),
        _ => Err(DocumentError::OtherContainer),
    }
}
