//! Who changed what, and what stood there then.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::Document;
use super::actor::{Actor, ChangeHash};
use super::content::Content;
use super::error::DocumentError;
use super::scan::{At, scan};

/// One change of a document's history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The change.
    pub hash: ChangeHash,
    /// Who wrote it.
    pub actor: Actor,
    /// The author's n-th change in this document.
    pub seq: u64,
    /// Whether the log has it.
    pub confirmed: bool,
    /// The root keys at which it wrote.
    pub fields: BTreeSet<String>,
}

impl Document {
    /// All changes, each behind what it follows; pending ones too.
    ///
    /// # Errors
    /// What this device stored is damaged.
    pub fn history(&self) -> Result<Vec<Step>, DocumentError> {
        let pending: HashSet<ChangeHash> = self.pending.iter().map(|change| change.hash).collect();
        let mut made: HashMap<(Actor, u64), String> = HashMap::new();
        let mut steps = Vec::new();
        for change in self.shown.doc.get_changes(&[]) {
            let summary = scan(change.raw_bytes()).map_err(DocumentError::Own)?;
            let mut fields = BTreeSet::new();
            for (op, counter) in summary.ops.iter().zip(summary.start_op..) {
                let field = match (op.object, op.at) {
                    (None, At::Key(key)) => {
                        made.insert((summary.actor, counter), key.to_owned());
                        Some(key)
                    }
                    (Some(object), _) => {
                        let other = (object.actor as usize).checked_sub(1);
                        let by = other
                            .and_then(|n| summary.others.get(n))
                            .unwrap_or(&summary.actor);
                        made.get(&(*by, object.counter.into())).map(String::as_str)
                    }
                    (None, _) => None,
                };
                if let Some(field) = field.filter(|field| !fields.contains(*field)) {
                    fields.insert(field.to_owned());
                }
            }
            steps.push(Step {
                hash: summary.hash,
                actor: summary.actor,
                seq: summary.seq,
                confirmed: !pending.contains(&summary.hash),
                fields,
            });
        }
        Ok(steps)
    }

    /// What its author saw right after a change.
    ///
    /// # Errors
    /// [`DocumentError::NoSuchChange`].
    pub fn at(&self, change: &ChangeHash) -> Result<Content, DocumentError> {
        Ok(self.around(&[*change])?.1)
    }

    /// What the author of some changes, which follow one another, saw before the first and after the last.
    ///
    /// # Errors
    /// [`DocumentError::NoSuchChange`].
    pub fn around(&self, changes: &[ChangeHash]) -> Result<(Content, Content), DocumentError> {
        let after: Vec<_> = changes.iter().map(|hash| automerge::ChangeHash(hash.0)).collect();
        let mut before = Vec::new();
        for hash in &after {
            let change = self.shown.doc.get_change_meta_by_hash(hash);
            let change = change.ok_or(DocumentError::NoSuchChange)?;
            before.extend(change.deps.iter().filter(|dep| !after.contains(dep)).copied());
        }
        let at = |heads: &[automerge::ChangeHash]| match heads.is_empty() {
            true => Content::default(),
            false => Content::of(&self.shown.doc, Some(heads)),
        };
        Ok((at(&before), at(&after)))
    }
}
