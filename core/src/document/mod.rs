//! Documents: what several people edit at once, merged by Automerge behind a scanner of our own. The only folder that
//! may name Automerge.
//!
//! A [`Document`] is a confirmed state, the changes that the log holds, and pending changes on top: one's own that wait
//! in the outbox, and those that came from other phones (protocol 5). What is shown is both. It is a value: each
//! operation returns a new one, and the caller keeps it only when its transaction has been committed. Nothing is ever
//! taken out of Automerge: to drop pending changes is to build the shown state from the confirmed one again.
//!
//! Automerge sees a change that others wrote only when [`scan`] has found it admissible, and then first on a clone, on
//! a thread with a stack of its own ([`on_worker`]).

mod actor;
mod begin;
mod content;
mod difference;
mod edit;
mod error;
mod history;
mod layer;
mod redo;
pub mod scan;
mod take;
#[cfg(test)]
mod tests;
mod trial;
mod worker;

use std::sync::Arc;

pub use actor::{Actor, ChangeHash, LATE};
pub use content::{Content, Place, Said};
pub use edit::Edited;
pub use error::{DocumentError, Refusal};
pub use history::Step;
pub use redo::{Kept, Redone};
pub use take::{Incoming, Lane, Taken, Verdict};
pub use trial::Caught;
pub use worker::on_worker;

use layer::Layer;
use scan::{Inadmissible, Summary};

/// From this many operations on, a document is marked for the next checkpoint (protocol 6).
const MARKED_OPS: u64 = 1 << 22;
/// From more than this many changes on, too.
const MARKED_CHANGES: usize = 512;

/// A change that others are to get, or have sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What others call it.
    pub hash: ChangeHash,
    /// Who wrote it.
    pub actor: Actor,
    /// The author's n-th change in this document, from 1.
    pub seq: u64,
    /// The raw chunk, as it travels.
    pub bytes: Arc<[u8]>,
}

impl Change {
    fn of(summary: &Summary<'_>, bytes: &[u8]) -> Self {
        Self {
            hash: summary.hash,
            actor: summary.actor,
            seq: summary.seq,
            bytes: bytes.into(),
        }
    }

    fn read(bytes: &[u8]) -> Result<Self, Inadmissible> {
        Ok(Self::of(&scan::scan(bytes)?, bytes))
    }
}

/// A document as this device has it. Cheap to clone.
#[derive(Clone)]
pub struct Document {
    me: Actor,
    confirmed: Arc<Layer>,
    pending: Vec<Change>,
    shown: Arc<Layer>,
}

impl Document {
    /// A document in which nobody has written. `me` is how this device signs its own changes in it.
    pub fn new(me: Actor) -> Self {
        let confirmed = Arc::new(Layer::empty(me));
        Self {
            me,
            shown: confirmed.clone(),
            confirmed,
            pending: Vec::new(),
        }
    }

    /// Opens what this device stored: the confirmed save and, in their order, the pending changes.
    ///
    /// # Errors
    /// What this device stored cannot be read any more.
    pub fn open(me: Actor, save: &[u8], pending: &[&[u8]]) -> Result<Self, DocumentError> {
        let confirmed = Arc::new(Layer::load(me, save)?);
        let opened = Self {
            me,
            shown: confirmed.clone(),
            confirmed,
            pending: Vec::new(),
        };
        if pending.is_empty() {
            return Ok(opened);
        }
        opened.with_pending(pending)
    }

    /// How this device signs its own changes in it.
    pub fn me(&self) -> Actor {
        self.me
    }

    /// What is shown: confirmed and pending changes together.
    pub fn content(&self) -> Content {
        self.shown.content()
    }

    /// What the log alone says.
    pub fn confirmed_content(&self) -> Content {
        self.confirmed.content()
    }

    /// The confirmed state, to be stored on this device. Never to be sent, and never taken from others: a forged save
    /// ends the process. Saves of equal documents need not be equal; [`Document::heads`] are.
    pub fn save(&self) -> Vec<u8> {
        self.confirmed.save()
    }

    /// The last changes of the confirmed state, ascending: equal exactly where the documents are.
    pub fn heads(&self) -> Vec<ChangeHash> {
        self.confirmed.heads()
    }

    /// The changes of the confirmed state, each behind what it follows: what packs and checkpoints carry.
    ///
    /// # Errors
    /// What this device stored is damaged.
    pub fn confirmed(&self) -> Result<Vec<Change>, DocumentError> {
        self.confirmed.changes()
    }

    /// Changes that are not in the log, each behind what it follows.
    pub fn pending(&self) -> &[Change] {
        &self.pending
    }

    /// Whether the next checkpoint is to begin a new generation of it (protocol 6): more than 512 confirmed changes, or
    /// a counter past 2^22.
    ///
    /// # Errors
    /// What this device stored is damaged.
    pub fn is_marked(&self) -> Result<bool, DocumentError> {
        let index = self.confirmed.index()?;
        Ok(index.max_op() > MARKED_OPS || index.changes() > MARKED_CHANGES)
    }

    /// The same document for a new incarnation of this device: signed by another actor, without the changes that the
    /// old one has pending, and without what follows them. [`Document::redo`] writes them again.
    ///
    /// # Errors
    /// What this device stored is damaged.
    pub fn reincarnate(&self, me: Actor) -> Result<Self, DocumentError> {
        let confirmed = Arc::new(self.confirmed.signed_by(me));
        let fresh = Self {
            me,
            shown: confirmed.clone(),
            confirmed,
            pending: Vec::new(),
        };
        let others = self.pending.iter().filter(|change| change.actor != self.me);
        fresh.with_pending(&others.map(|change| &*change.bytes).collect::<Vec<_>>())
    }

    /// The document without some pending changes, and without what follows them: they were refused, or their row is
    /// gone. Without any pending change it is the confirmed state, exactly.
    ///
    /// # Errors
    /// What this device stored is damaged.
    pub fn drop_pending(&self, gone: &[ChangeHash]) -> Result<Self, DocumentError> {
        let kept = self.pending.iter().filter(|change| !gone.contains(&change.hash));
        let bare = Self {
            shown: self.confirmed.clone(),
            pending: Vec::new(),
            ..self.clone()
        };
        bare.with_pending(&kept.map(|change| &*change.bytes).collect::<Vec<_>>())
    }
}
