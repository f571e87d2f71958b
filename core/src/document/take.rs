//! Changes that others wrote: judged one by one, tried all at once.

use std::collections::HashMap;
use std::convert::Infallible;
use std::sync::Arc;

use super::actor::{Actor, ChangeHash};
use super::error::{DocumentError, Refusal};
use super::layer::Layer;
use super::scan::{Admission, Inadmissible, Index, scan};
use super::trial::{self, Caught, Passed, trial};
use super::worker::{Panicked, guarded, on_worker};
use super::{Change, Document};

/// Where changes come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lane {
    /// Out of the log, in its order: they become a part of the confirmed state.
    Logged,
    /// From another phone: they are pending.
    Pending,
}

/// A change as it came, with whoever signed it.
#[derive(Clone, Copy, Debug)]
pub struct Incoming<'a> {
    /// The actor of whoever signed it ([`Actor::of`]).
    pub actor: Actor,
    /// The same author's actors of earlier incarnations: all share one quota.
    pub same_author: &'a [Actor],
    /// The raw chunk.
    pub change: &'a [u8],
}

/// What became of one change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is now a part of the document.
    Applied(ChangeHash),
    /// It was so before.
    Known(ChangeHash),
    /// It follows a change that is not here: to be kept, and handed in again with that one, in the log's order.
    Staged {
        /// What it is called.
        hash: ChangeHash,
        /// What it follows.
        missing: ChangeHash,
    },
    /// It is no part of the document and never will be.
    Refused(Refusal),
}

/// The outcome of a batch.
pub struct Taken {
    /// The document with what was applied. To be kept only when the transaction is committed.
    pub document: Document,
    /// What became of each change, in the order of the batch.
    pub verdicts: Vec<Verdict>,
    /// The new confirmed save, where it changed.
    pub save: Option<Vec<u8>>,
    /// Pending changes that the log has outdone: another change has their actor and number, or they follow such a one.
    pub outdone: Vec<ChangeHash>,
}

struct Judged {
    verdicts: Vec<Verdict>,
    /// The changes that were admitted, in an order in which each is behind what it follows.
    order: Vec<usize>,
    index: Index,
}

impl Document {
    /// Takes a batch of changes of this document. A bad one never stops the others; one that comes before what it follows
    /// waits for it within the batch. The verdicts of [`Lane::Logged`] depend on the log alone, not on how it was cut into
    /// batches nor on what is pending.
    ///
    /// # Errors
    /// What this device stored is damaged, or no thread could be started: nothing is said about the changes then.
    pub fn take(&self, lane: Lane, batch: &[Incoming<'_>]) -> Result<Taken, DocumentError> {
        on_worker(|| self.take_here(lane, batch))?
    }

    fn take_here(&self, lane: Lane, batch: &[Incoming<'_>]) -> Result<Taken, DocumentError> {
        let base = match lane {
            Lane::Logged => &self.confirmed,
            Lane::Pending => &self.shown,
        };
        let (judged, passed) = settle(base, batch)?;
        let mut taken = Taken {
            document: self.clone(),
            verdicts: judged.verdicts,
            save: None,
            outdone: Vec::new(),
        };
        let Some(passed) = passed else {
            return Ok(taken);
        };
        let layer = Arc::new(Layer::with_index(passed.doc, judged.index));
        match lane {
            Lane::Pending => {
                let news = judged.order.iter().filter_map(|n| batch.get(*n));
                for incoming in news {
                    let change = Change::read(incoming.change).map_err(DocumentError::Own)?;
                    taken.document.pending.push(change);
                }
                taken.document.shown = layer;
            }
            Lane::Logged => {
                let bare = Self {
                    me: self.me,
                    confirmed: layer.clone(),
                    shown: layer.clone(),
                    pending: Vec::new(),
                };
                let index = layer.index()?;
                let left: Vec<&Change> = self.pending.iter().filter(|c| !index.has(&c.hash)).collect();
                taken.document = bare.with_pending(&left.iter().map(|c| &*c.bytes).collect::<Vec<_>>())?;
                let still = |hash| taken.document.pending.iter().any(|change| change.hash == hash);
                taken.outdone = left.iter().map(|c| c.hash).filter(|hash| !still(*hash)).collect();
                taken.save = Some(passed.save);
            }
        }
        Ok(taken)
    }

    /// The confirmed state with these changes on top, which have been taken before. What the confirmed state has outdone
    /// is left out.
    pub(super) fn with_pending(&self, changes: &[&[u8]]) -> Result<Self, DocumentError> {
        let mut next = Self {
            shown: self.confirmed.clone(),
            pending: Vec::new(),
            ..self.clone()
        };
        if changes.is_empty() {
            return Ok(next);
        }
        let mut index = self.confirmed.index()?.clone();
        // Other phones hand theirs on in any order.
        each_behind(changes.len(), |n| {
            let Some(bytes) = changes.get(n) else {
                return Ok(Turn::Over);
            };
            let summary = scan(bytes).map_err(DocumentError::Own)?;
            Ok(match index.admit(&summary, &[]) {
                Ok(Admission::Admitted) => {
                    next.pending.push(Change::of(&summary, bytes));
                    Turn::Taken(summary.hash)
                }
                Ok(Admission::Missing(hash)) => Turn::Waits(hash),
                Ok(Admission::Known) | Err(_) => Turn::Over,
            })
        })?;
        if !next.pending.is_empty() {
            let raw: Vec<&[u8]> = next.pending.iter().map(|change| &*change.bytes).collect();
            let doc = guarded(|| trial::applied(&self.confirmed.doc, &raw));
            let doc = doc.map_err(|Panicked| DocumentError::Broke)?;
            let doc = doc.map_err(|_| DocumentError::Broke)?;
            next.shown = Arc::new(Layer::with_index(doc, index));
        }
        Ok(next)
    }
}

/// Judges and tries a batch, until all that is left passes.
fn settle(base: &Layer, batch: &[Incoming<'_>]) -> Result<(Judged, Option<Passed>), DocumentError> {
    let mut caught = HashMap::new();
    loop {
        let judged = judge(base.index()?, batch, &caught);
        if judged.order.is_empty() {
            return Ok((judged, None));
        }
        let admitted: Vec<&[u8]> = judged
            .order
            .iter()
            .filter_map(|n| batch.get(*n))
            .map(|i| i.change)
            .collect();
        match trial(&base.doc, &admitted) {
            Ok(passed) => return Ok((judged, Some(passed))),
            Err(why) => {
                let (bad, why) = first_bad(base, &admitted, why)?;
                caught.extend(judged.order.get(bad).map(|n| (*n, why)));
            }
        }
    }
}

/// Rules A and B. A change is scanned when its turn comes and forgotten at once, so that a batch of small chunks that
/// say much takes the memory of one.
fn judge(base: &Index, batch: &[Incoming<'_>], caught: &HashMap<usize, Caught>) -> Judged {
    let mut index = base.clone();
    let mut verdicts: Vec<Option<Verdict>> = vec![None; batch.len()];
    let mut order = Vec::new();
    let Ok(()) = each_behind(batch.len(), |n| {
        let Some(incoming) = batch.get(n) else {
            return Ok::<_, Infallible>(Turn::Over);
        };
        let verdict = match caught.get(&n) {
            Some(caught) => Verdict::Refused((*caught).into()),
            None => admit(&mut index, incoming).unwrap_or_else(|why| Verdict::Refused(why.into())),
        };
        let turn = match &verdict {
            Verdict::Applied(hash) => {
                order.push(n);
                Turn::Taken(*hash)
            }
            Verdict::Staged { missing, .. } => Turn::Waits(*missing),
            Verdict::Known(_) | Verdict::Refused(_) => Turn::Over,
        };
        if let Some(slot) = verdicts.get_mut(n) {
            *slot = Some(verdict);
        }
        Ok(turn)
    });
    Judged {
        verdicts: verdicts.into_iter().flatten().collect(),
        order,
        index,
    }
}

/// What became of a change whose turn it was.
enum Turn {
    /// It is in, and so may be what waits for it.
    Taken(ChangeHash),
    /// It follows this one, which is not in.
    Waits(ChangeHash),
    /// Nothing waits for it.
    Over,
}

/// Looks at each of `count` changes in turn. What waited for one comes right behind it, before what stands later: cutting a log
/// into other batches changes nothing.
fn each_behind<E>(count: usize, mut look: impl FnMut(usize) -> Result<Turn, E>) -> Result<(), E> {
    let mut waiting: HashMap<ChangeHash, Vec<usize>> = HashMap::new();
    for first in 0..count {
        let mut turn = vec![first];
        while let Some(n) = turn.pop() {
            match look(n)? {
                Turn::Taken(hash) => turn.extend(waiting.remove(&hash).unwrap_or_default().into_iter().rev()),
                Turn::Waits(hash) => waiting.entry(hash).or_default().push(n),
                Turn::Over => {}
            }
        }
    }
    Ok(())
}

fn admit(index: &mut Index, incoming: &Incoming<'_>) -> Result<Verdict, Inadmissible> {
    let summary = scan(incoming.change)?;
    if summary.actor != incoming.actor {
        return Err(Inadmissible::Header("not the actor of whoever signed it"));
    }
    let hash = summary.hash;
    Ok(match index.admit(&summary, incoming.same_author)? {
        Admission::Admitted => Verdict::Applied(hash),
        Admission::Known => Verdict::Known(hash),
        Admission::Missing(missing) => Verdict::Staged { hash, missing },
    })
}

/// The first change with which a batch does not pass, found by halves.
fn first_bad(base: &Layer, changes: &[&[u8]], mut why: Caught) -> Result<(usize, Caught), DocumentError> {
    if trial(&base.doc, &[]).is_err() {
        return Err(DocumentError::Broke);
    }
    let (mut good, mut bad) = (0, changes.len());
    while bad - good > 1 {
        let middle = good + (bad - good) / 2;
        match trial(&base.doc, changes.get(..middle).unwrap_or(changes)) {
            Ok(_) => good = middle,
            Err(caught) => (bad, why) = (middle, caught),
        }
    }
    Ok((good, why))
}
