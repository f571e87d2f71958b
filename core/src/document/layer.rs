//! One state of a document: Automerge's, and the scanner's index of it.

use std::sync::OnceLock;

use automerge::{ActorId, Automerge};

use super::Change;
use super::actor::{Actor, ChangeHash};
use super::content::Content;
use super::error::DocumentError;
use super::scan::{Index, scan};
use super::trial;
use super::worker::{Panicked, guarded};

/// Automerge draws an actor at random whenever it makes or loads a document: it is set at once.
#[derive(Clone)]
pub(super) struct Layer {
    pub doc: Automerge,
    /// Built from the document's changes when it is first needed: who only reads does not pay for it.
    index: OnceLock<Index>,
}

impl Layer {
    pub fn empty(me: Actor) -> Self {
        Self::with_index(Automerge::new().with_actor(actor_id(me)), Index::default())
    }

    pub fn load(me: Actor, save: &[u8]) -> Result<Self, DocumentError> {
        let loaded = guarded(|| Automerge::load(save)).map_err(|Panicked| DocumentError::Broke)?;
        Ok(Self {
            doc: loaded
                .map_err(DocumentError::Unreadable)?
                .with_actor(actor_id(me)),
            index: OnceLock::new(),
        })
    }

    pub fn with_index(doc: Automerge, index: Index) -> Self {
        Self {
            doc,
            index: OnceLock::from(index),
        }
    }

    pub fn signed_by(&self, me: Actor) -> Self {
        let mut layer = self.clone();
        layer.doc.set_actor(actor_id(me));
        layer
    }

    pub fn index(&self) -> Result<&Index, DocumentError> {
        if let Some(index) = self.index.get() {
            return Ok(index);
        }
        let mut index = Index::default();
        for change in self.doc.get_changes(&[]) {
            let summary = scan(change.raw_bytes()).map_err(DocumentError::Own)?;
            index.admit(&summary, &[]).map_err(DocumentError::Own)?;
        }
        Ok(self.index.get_or_init(|| index))
    }

    pub fn content(&self) -> Content {
        Content::of(&self.doc, None)
    }

    pub fn save(&self) -> Vec<u8> {
        trial::save(&self.doc)
    }

    pub fn heads(&self) -> Vec<ChangeHash> {
        heads(&self.doc)
    }

    pub fn changes(&self) -> Result<Vec<Change>, DocumentError> {
        let changes = self.doc.get_changes(&[]);
        let read = |change: &automerge::Change| Change::read(change.raw_bytes()).map_err(DocumentError::Own);
        changes.iter().map(read).collect()
    }
}

pub(super) fn actor_id(actor: Actor) -> ActorId {
    ActorId::from(actor.0)
}

pub(super) fn heads(doc: &Automerge) -> Vec<ChangeHash> {
    let mut heads: Vec<_> = doc.get_heads().iter().map(|hash| ChangeHash(hash.0)).collect();
    heads.sort_unstable();
    heads
}
