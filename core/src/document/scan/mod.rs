//! Decides whether the bytes of a change are admissible before Automerge sees one of them (protocol 6).
//!
//! [`scan`] is rules 1 to 15: form, limits and canonical encoding, from the bytes alone. [`Index`] is rules 16 to 19:
//! what must be known of the document. Neither recurses, and neither allocates more than a small multiple of the
//! limits below, whatever the bytes claim.
#![deny(clippy::indexing_slicing)]

mod chunk;
mod column;
mod error;
mod index;
mod reader;
mod rows;
#[cfg(test)]
mod tests;

use std::ops::Range;

use super::actor::{Actor, ChangeHash};

pub use chunk::scan;
pub use error::Inadmissible;
pub use index::{Admission, Index, Usage};

/// Most bytes of a chunk.
pub const MAX_BYTES: usize = 65_536;
/// Most operations of a change.
pub const MAX_OPS: usize = 16_384;
/// Most predecessors of all operations of a change together.
pub const MAX_PREDS: usize = 16_384;
/// Most operations of a change that are neither a delete nor the insert of one character.
pub const MAX_PLAIN: usize = 2_048;
/// Most containers that a change makes.
pub const MAX_MAKES: usize = 64;
/// Most changes that a change follows directly.
pub const MAX_DEPS: usize = 1_024;
/// Most actors that a change names beside its author.
pub const MAX_OTHERS: usize = 1_024;
/// Most bytes of a map's key.
pub const MAX_KEY: usize = 64;
/// Operation counters and sequence numbers are below this.
pub const MAX_COUNTER: u64 = 1 << 24;
/// Most operations that one author may add to one document.
pub const AUTHOR_OPS: u64 = 1 << 20;
/// Most bytes of changes that one author may add to one document.
pub const AUTHOR_BYTES: u64 = 8 << 20;

/// An operation as a chunk names it: index in the chunk's actor table (0 is the author) and counter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Ref {
    /// 0, or 1 + index in [`Summary::others`].
    pub actor: u32,
    /// Counter, from 1.
    pub counter: u32,
}

/// Where in its object an operation acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum At<'a> {
    /// A key of a map.
    Key(&'a str),
    /// The place before the first element of a list or text.
    Head,
    /// An element of a list or text, or, for an insert, the place behind it.
    Element(Ref),
}

/// What an operation does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Makes a map.
    MakeMap,
    /// Makes a list.
    MakeList,
    /// Makes a text.
    MakeText,
    /// Sets a scalar.
    Put,
    /// Deletes.
    Delete,
}

impl Action {
    fn makes(self) -> bool {
        matches!(self, Self::MakeMap | Self::MakeList | Self::MakeText)
    }
}

/// As much of a value as the rules look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scalar {
    /// Null.
    Null,
    /// A string of exactly one Unicode scalar value.
    Character,
    /// Any other admissible value.
    Other,
}

/// One operation of a change.
#[derive(Clone, Debug)]
pub struct Op<'a> {
    /// The object that it edits; `None` is the root.
    pub object: Option<Ref>,
    /// Where in the object.
    pub at: At<'a>,
    /// Inserts a new element behind [`Op::at`].
    pub insert: bool,
    /// What it does.
    pub action: Action,
    /// The value that it sets.
    pub value: Scalar,
    /// Its part of [`Summary::preds`].
    pub preds: Range<usize>,
}

/// What a chunk that passed [`scan`] says.
#[derive(Clone, Debug)]
pub struct Summary<'a> {
    /// The author.
    pub actor: Actor,
    /// The author's n-th change, from 1.
    pub seq: u64,
    /// Counter of its first operation.
    pub start_op: u64,
    /// The changes that it follows, ascending.
    pub deps: Vec<ChangeHash>,
    /// SHA-256 of the chunk behind its checksum.
    pub hash: ChangeHash,
    /// The other actors that it names, ascending.
    pub others: Vec<Actor>,
    /// Its operations, at least one.
    pub ops: Vec<Op<'a>>,
    /// What its operations overwrite.
    pub preds: Vec<Ref>,
    /// Length of the chunk.
    pub bytes: usize,
}

impl Summary<'_> {
    /// Counter of its last operation.
    pub fn max_op(&self) -> u64 {
        (self.start_op + self.ops.len() as u64).saturating_sub(1)
    }

    /// The place of an operation of this very change.
    fn own(&self, it: Ref) -> Option<usize> {
        let counter = u64::from(it.counter);
        (it.actor == 0 && counter >= self.start_op).then(|| (counter - self.start_op) as usize)
    }

    fn preds_of(&self, op: &Op<'_>) -> &[Ref] {
        self.preds.get(op.preds.clone()).unwrap_or_default()
    }
}

/// Rule 17: may `op` act on an object that `made` made?
fn fits(made: Action, op: &Op<'_>) -> Result<(), Inadmissible> {
    let key = matches!(op.at, At::Key(_));
    match made {
        Action::MakeMap if key => Ok(()),
        Action::MakeList if !key => Ok(()),
        Action::MakeText
            if !key && (op.action == Action::Delete || op.insert && op.value == Scalar::Character) =>
        {
            Ok(())
        }
        _ => Err(Inadmissible::Object("of another type")),
    }
}
