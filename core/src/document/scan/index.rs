//! Rules 16 to 19: what must be known of a document to judge its next change. Fed with the document's changes in
//! order; the confirmed state and the pending one have an index each.

use std::collections::HashMap;

use super::{
    AUTHOR_BYTES, AUTHOR_OPS, Action, Actor, At, ChangeHash, Inadmissible, MAX_OTHERS, Op, Ref, Summary, fits,
};

/// Most entries of the vector clocks of a document's changes together: 16 MiB.
const CLOCKS: usize = 1 << 22;

/// Counter and number of the actor in this index: ordered by counter.
type Id = (u32, u32);

/// Where values stand: a key of a map (`None` is the root), or an element of a list or text.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Slot<K> {
    Key(Option<Id>, K),
    Element(Id),
}

#[derive(Clone, Copy)]
struct Row {
    object: Option<Id>,
    action: Action,
    insert: bool,
}

/// A change: the greatest counter of each actor in its causal past, itself included.
#[derive(Clone)]
struct Known {
    clock: Box<[u32]>,
    max_op: u64,
}

#[derive(Clone)]
struct Author {
    actor: Actor,
    last: ChangeHash,
    usage: Usage,
}

/// How much one actor has written in a document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Usage {
    /// Changes.
    pub changes: u64,
    /// Operations.
    pub ops: u64,
    /// Bytes of the changes.
    pub bytes: u64,
}

/// What became of a change that breaks no rule so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Admission {
    /// It is now a part of the document.
    Admitted,
    /// It was so before.
    Known,
    /// It follows a change that is not here; nothing else has been looked at.
    Missing(ChangeHash),
}

/// The document's part of the scanner.
#[derive(Clone, Default)]
pub struct Index {
    numbers: HashMap<Actor, u32>,
    authors: Vec<Author>,
    changes: HashMap<ChangeHash, Known>,
    clocks: usize,
    max_op: u64,
    keys: HashMap<Box<str>, u32>,
    rows: HashMap<Id, Row>,
    /// What was put at each slot, by actor and then by counter.
    updates: HashMap<Slot<u32>, Vec<Id>>,
    overwritten_by: HashMap<Id, Vec<Id>>,
}

/// A change with its references resolved.
struct Resolved<'s> {
    summary: &'s Summary<'s>,
    clock: Vec<u32>,
    mine: u32,
    numbers: Vec<u32>,
}

fn in_past(clock: &[u32], id: Id) -> bool {
    clock.get(id.1 as usize).is_some_and(|counter| id.0 <= *counter)
}

impl Resolved<'_> {
    fn id(&self, it: Ref) -> Id {
        (
            it.counter,
            self.numbers.get(it.actor as usize).copied().unwrap_or(self.mine),
        )
    }

    fn own_id(&self, row: usize) -> Id {
        (self.summary.start_op as u32 + row as u32, self.mine)
    }

    fn is_own(&self, id: Id) -> bool {
        id.1 == self.mine && u64::from(id.0) >= self.summary.start_op
    }

    fn slot<'a>(&self, op: &Op<'a>) -> Slot<&'a str> {
        match op.at {
            At::Key(key) => Slot::Key(op.object.map(|object| self.id(object)), key),
            At::Head => Slot::Element((0, 0)),
            At::Element(element) => Slot::Element(self.id(element)),
        }
    }
}

impl Index {
    /// Whether a change is in the document.
    pub fn has(&self, change: &ChangeHash) -> bool {
        self.changes.contains_key(change)
    }

    /// Changes in the document.
    pub fn changes(&self) -> usize {
        self.changes.len()
    }

    /// Greatest counter of an operation.
    pub fn max_op(&self) -> u64 {
        self.max_op
    }

    /// Actors that wrote in the document.
    pub fn actors(&self) -> usize {
        self.authors.len()
    }

    /// How much an actor wrote in the document.
    pub fn usage(&self, actor: &Actor) -> Usage {
        let author = self
            .numbers
            .get(actor)
            .and_then(|n| self.authors.get(*n as usize));
        author.map(|author| author.usage).unwrap_or_default()
    }

    /// Judges a change and, when it is admissible, remembers it; otherwise nothing has changed. `same_author` are the
    /// author's actors of earlier incarnations: they share one quota.
    ///
    /// # Errors
    /// The first rule of 16 to 19 that the change breaks, or a quota.
    pub fn admit(&mut self, summary: &Summary<'_>, same_author: &[Actor]) -> Result<Admission, Inadmissible> {
        if self.has(&summary.hash) {
            return Ok(Admission::Known);
        }
        if let Some(missing) = summary.deps.iter().find(|dep| !self.has(dep)) {
            return Ok(Admission::Missing(*missing));
        }
        let resolved = self.resolve(summary)?;
        self.within_quota(&resolved, same_author)?;
        self.references(&resolved)?;
        self.remember(resolved);
        Ok(Admission::Admitted)
    }

    /// Rule 16.
    fn resolve<'s>(&self, summary: &'s Summary<'s>) -> Result<Resolved<'s>, Inadmissible> {
        let number = self.numbers.get(&summary.actor).copied();
        let (seq, own_previous) = match number.and_then(|n| self.authors.get(n as usize)) {
            None => (1, true),
            Some(author) => (
                author.usage.changes + 1,
                summary.deps.binary_search(&author.last).is_ok(),
            ),
        };
        if summary.seq != seq {
            return Err(Inadmissible::Order("not the author's next change"));
        }
        if !own_previous {
            return Err(Inadmissible::Order("does not follow the author's last change"));
        }
        let mut clock = vec![0; self.authors.len()];
        let mut max_op = 0;
        for known in summary.deps.iter().filter_map(|dep| self.changes.get(dep)) {
            max_op = max_op.max(known.max_op);
            for (to, from) in clock.iter_mut().zip(&known.clock) {
                *to = (*to).max(*from);
            }
        }
        if summary.start_op != max_op + 1 {
            return Err(Inadmissible::Order("does not count on from what it follows"));
        }
        let mine = number.unwrap_or(self.authors.len() as u32);
        let mut numbers = vec![mine];
        for actor in &summary.others {
            let number = self.numbers.get(actor).copied();
            numbers.push(number.ok_or(Inadmissible::Actors("one that never wrote here"))?);
        }
        Ok(Resolved {
            summary,
            clock,
            mine,
            numbers,
        })
    }

    fn within_quota(&self, change: &Resolved<'_>, same_author: &[Actor]) -> Result<(), Inadmissible> {
        let summary = change.summary;
        let (mut ops, mut bytes) = (summary.ops.len() as u64, summary.bytes as u64);
        let others = same_author.iter().filter(|actor| **actor != summary.actor);
        for usage in others.chain([&summary.actor]).map(|actor| self.usage(actor)) {
            ops += usage.ops;
            bytes += usage.bytes;
        }
        if ops > AUTHOR_OPS {
            return Err(Inadmissible::Quota("operations"));
        }
        if bytes > AUTHOR_BYTES {
            return Err(Inadmissible::Quota("bytes"));
        }
        if change.mine as usize > MAX_OTHERS || self.clocks + change.clock.len() >= CLOCKS {
            return Err(Inadmissible::Quota("actors"));
        }
        Ok(())
    }

    /// Rules 17 to 19.
    fn references(&self, change: &Resolved<'_>) -> Result<(), Inadmissible> {
        let summary = change.summary;
        // An operation of the causal past, not merely one that this device happens to have.
        let row = |id: Id| in_past(&change.clock, id).then(|| self.rows.get(&id)).flatten();
        // What is visible at each slot that the change touches: in its past, then after each of its operations.
        let mut visible: HashMap<Slot<&str>, Vec<Id>> = HashMap::new();
        for (n, op) in summary.ops.iter().enumerate() {
            if let Some(object) = op.object.filter(|object| summary.own(*object).is_none()) {
                let made = row(change.id(object)).ok_or(Inadmissible::Object("not in the causal past"))?;
                fits(made.action, op)?;
            }
            if let At::Element(element) = op.at
                && summary.own(element).is_none()
            {
                let inserted = row(change.id(element)).ok_or(Inadmissible::Element)?;
                if !inserted.insert || inserted.object != op.object.map(|object| change.id(object)) {
                    return Err(Inadmissible::Element);
                }
            }
            if op.insert {
                continue;
            }
            let slot = change.slot(op);
            let now = visible.entry(slot).or_insert_with(|| self.visible(change, slot));
            now.sort_unstable_by_key(|id| (id.0, self.actor(change, *id)));
            let overwrites = summary.preds_of(op);
            // Putting the winner of a conflict again is written as a delete of all the others.
            let winner = match op.action {
                Action::Delete if overwrites.len() + 1 == now.len() => now.pop(),
                _ => None,
            };
            if !overwrites
                .iter()
                .map(|pred| change.id(*pred))
                .eq(now.iter().copied())
            {
                return Err(Inadmissible::Preds);
            }
            now.clear();
            now.extend(winner);
            if op.action != Action::Delete {
                now.push(change.own_id(n));
            }
        }
        Ok(())
    }

    /// What stands at a slot in the causal past of a change. An element that the change itself inserts counts.
    fn visible(&self, change: &Resolved<'_>, slot: Slot<&str>) -> Vec<Id> {
        let (element, known) = match slot {
            Slot::Element(element) => (Some(element), Some(Slot::Element(element))),
            Slot::Key(object, key) => (None, self.keys.get(key).map(|key| Slot::Key(object, *key))),
        };
        let overwritten = |id: &Id| {
            let by = self.overwritten_by.get(id);
            by.is_some_and(|by| by.iter().any(|id| in_past(&change.clock, *id)))
        };
        let stands = |id: &Id| change.is_own(*id) || in_past(&change.clock, *id) && !overwritten(id);
        let updates = known.and_then(|slot| self.updates.get(&slot));
        let mut rest: &[Id] = updates.map_or(&[], Vec::as_slice);
        // Whoever puts something overwrites all that stood there in their past (rule 19), their own before it too: of each
        // actor the last one alone may stand. All of them looked at would take time that grows with the square.
        let lasts = std::iter::from_fn(|| {
            let (_, actor) = *rest.first()?;
            let (theirs, others) = rest.split_at(rest.partition_point(|id| id.1 == actor));
            rest = others;
            let known = theirs.partition_point(|id| in_past(&change.clock, *id));
            Some(known.checked_sub(1).and_then(|last| theirs.get(last)).copied())
        });
        element
            .into_iter()
            .chain(lasts.flatten())
            .filter(stands)
            .collect()
    }

    fn actor(&self, change: &Resolved<'_>, id: Id) -> Actor {
        let author = self.authors.get(id.1 as usize).filter(|_| id.1 != change.mine);
        author.map_or(change.summary.actor, |author| author.actor)
    }

    fn remember(&mut self, mut change: Resolved<'_>) {
        let summary = change.summary;
        if change.mine as usize == self.authors.len() {
            self.numbers.insert(summary.actor, change.mine);
            self.authors.push(Author {
                actor: summary.actor,
                last: summary.hash,
                usage: Usage::default(),
            });
            change.clock.push(0);
        }
        if let Some(author) = self.authors.get_mut(change.mine as usize) {
            author.last = summary.hash;
            author.usage.changes += 1;
            author.usage.ops += summary.ops.len() as u64;
            author.usage.bytes += summary.bytes as u64;
        }
        for (n, op) in summary.ops.iter().enumerate() {
            let id = change.own_id(n);
            for pred in summary.preds_of(op) {
                self.overwritten_by.entry(change.id(*pred)).or_default().push(id);
            }
            if op.action == Action::Delete {
                continue;
            }
            let row = Row {
                object: op.object.map(|object| change.id(object)),
                action: op.action,
                insert: op.insert,
            };
            self.rows.insert(id, row);
            if !op.insert {
                let slot = match change.slot(op) {
                    Slot::Element(element) => Slot::Element(element),
                    Slot::Key(object, key) => Slot::Key(object, self.key(key)),
                };
                let there = self.updates.entry(slot).or_default();
                let place = there.partition_point(|other| (other.1, other.0) < (id.1, id.0));
                there.insert(place, id);
            }
        }
        if let Some(own) = change.clock.get_mut(change.mine as usize) {
            *own = summary.max_op() as u32;
        }
        self.clocks += change.clock.len();
        self.max_op = self.max_op.max(summary.max_op());
        let known = Known {
            clock: change.clock.into(),
            max_op: summary.max_op(),
        };
        self.changes.insert(summary.hash, known);
    }

    fn key(&mut self, key: &str) -> u32 {
        let next = self.keys.len() as u32;
        match self.keys.get(key) {
            Some(known) => *known,
            None => *self.keys.entry(key.into()).or_insert(next),
        }
    }
}
