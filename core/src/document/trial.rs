//! The second net (protocol 6): admissible changes are applied to a clone, held against what came, saved, and loaded
//! again, before anyone sees the result. It stops what panics or comes out wrong; what hangs, or eats memory or stack,
//! only the scanner stops.

use std::collections::HashMap;

use automerge::{Automerge, Change, SaveOptions};

use super::content::Content;
use super::layer;
use super::worker::{Panicked, guarded};

/// What the trial found although the scanner let the changes pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Caught {
    /// Automerge cannot read it.
    #[error("trial: Automerge cannot read the change")]
    Unreadable,
    /// Automerge does not apply it.
    #[error("trial: Automerge does not apply the change")]
    NotApplied,
    /// Automerge gives it back in other bytes.
    #[error("trial: Automerge gives the change back in other bytes")]
    OtherBytes,
    /// The document cannot be loaded again once saved.
    #[error("trial: the document cannot be loaded again")]
    Save,
    /// The document says something else once saved and loaded.
    #[error("trial: the document says something else once it is loaded again")]
    OtherContent,
    /// Automerge panicked.
    #[error("trial: Automerge panicked")]
    Panicked,
}

/// A document that passed, and its save.
pub(super) struct Passed {
    pub doc: Automerge,
    pub save: Vec<u8>,
}

/// How a save is written on this device: not compressed, since the store compresses many at once, and without changes
/// whose predecessors are not there.
pub(super) fn save(doc: &Automerge) -> Vec<u8> {
    doc.save_with_options(SaveOptions {
        deflate: false,
        retain_orphans: false,
    })
}

/// Tries changes, each behind what it follows, all at once: one by one takes time that grows with the square.
pub(super) fn trial(base: &Automerge, changes: &[&[u8]]) -> Result<Passed, Caught> {
    guarded(|| {
        let doc = applied(base, changes)?;
        let save = save(&doc);
        let mut loaded = Automerge::load(&save).map_err(|_| Caught::Save)?;
        loaded.set_actor(base.get_actor().clone());
        let same = layer::heads(&loaded) == layer::heads(&doc);
        if !same || Content::of(&loaded, None) != Content::of(&doc, None) {
            return Err(Caught::OtherContent);
        }
        Ok(Passed { doc, save })
    })
    .unwrap_or_else(|Panicked| Err(Caught::Panicked))
}

/// A clone with these changes applied, each of which it gives back byte for byte.
pub(super) fn applied(base: &Automerge, changes: &[&[u8]]) -> Result<Automerge, Caught> {
    let mut given = HashMap::with_capacity(changes.len());
    let mut parsed = Vec::with_capacity(changes.len());
    for bytes in changes {
        let change = Change::from_bytes(bytes.to_vec()).map_err(|_| Caught::Unreadable)?;
        given.insert(change.hash(), *bytes);
        parsed.push(change);
    }
    let mut doc = base.clone();
    doc.apply_changes(parsed).map_err(|_| Caught::NotApplied)?;
    for change in doc.get_changes(&base.get_heads()) {
        match given.remove(&change.hash()) {
            Some(bytes) if bytes == change.raw_bytes() => {}
            _ => return Err(Caught::OtherBytes),
        }
    }
    if given.is_empty() {
        Ok(doc)
    } else {
        Err(Caught::NotApplied)
    }
}
