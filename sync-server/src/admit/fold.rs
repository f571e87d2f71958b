//! Records as a multi-value register: which ones live once an envelope has its place. The same fold as on a
//! phone, over what the relay keeps: it knows every item that it ever held, so that a name is *dangling* only
//! while the log lacks its record.

use std::collections::HashMap;

use ekin_protocol::admission::{Checked, CheckedItem};
use ekin_protocol::code::Code;
use ekin_protocol::id::{ObjectId, Short};
use ekin_protocol::item::kind;
use ekin_protocol::limits::TOMBSTONE_DAYS;

use super::{Change, Held, Ledger, SpaceState};

/// Log time for which a tombstone lives, in ms.
pub const TOMBSTONE_MS: u64 = TOMBSTONE_DAYS * 86_400_000;

/// What this envelope has changed so far, over what the ledger says.
struct Overlay<'a, L> {
    ledger: &'a mut L,
    seq: u64,
    any_dangling: bool,
    records: HashMap<(ObjectId, Short), Held>,
    dangling: HashMap<(ObjectId, Short), bool>,
    changes: Vec<Change>,
}

impl<L: Ledger> Overlay<'_, L> {
    fn record(&mut self, object: &ObjectId, name: &Short) -> Result<Option<Held>, L::Error> {
        match self.records.get(&(*object, *name)) {
            Some(held) => Ok(Some(*held)),
            None => self.ledger.record(object, name),
        }
    }

    fn dangling(&mut self, object: &ObjectId, name: &Short) -> Result<bool, L::Error> {
        match self.dangling.get(&(*object, *name)) {
            Some(dangling) => Ok(*dangling),
            None if self.any_dangling => self.ledger.dangling(object, name),
            None => Ok(false),
        }
    }

    fn kill(&mut self, object: &ObjectId, held: Held) {
        self.changes.push(Change::Kill {
            object: *object,
            hash: held.hash,
            seq: held.seq,
            n: held.n,
        });
        self.records
            .insert((*object, held.hash.short()), Held { live: false, ..held });
    }

    /// Takes one item. An item that the log holds dead is refused: it was replaced, and does not come back.
    fn take(&mut self, item: &CheckedItem, n: u8) -> Result<Result<(), Code>, L::Error> {
        let (object, hash, name) = (item.object, item.hash, item.hash.short());
        if let Some(held) = self.record(&object, &name)? {
            if !held.live || held.hash != hash {
                return Ok(Err(Code::BadForm));
            }
            self.changes.push(Change::Copy { object, hash, n });
            return Ok(Ok(()));
        }
        for replaced in &item.supersedes {
            match self.record(&object, replaced)? {
                Some(held) if held.live => self.kill(&object, held),
                Some(_) => {}
                None => {
                    self.dangling.insert((object, *replaced), true);
                    self.changes.push(Change::Dangle {
                        object,
                        name: *replaced,
                        n,
                    });
                }
            }
        }
        let replaced = self.dangling(&object, &name)?;
        if replaced {
            self.dangling.insert((object, name), false);
            self.changes.push(Change::Settle { object, name });
        } else if item.erased {
            // Only what is dead may come without its payload.
            return Ok(Err(Code::BadForm));
        }
        let held = Held {
            hash,
            seq: self.seq,
            n,
            live: !replaced,
        };
        self.records.insert((object, name), held);
        self.changes.push(Change::Insert {
            object,
            hash,
            n,
            kind: item.kind,
            live: held.live,
        });
        Ok(Ok(()))
    }
}

/// What an envelope at `place` would change, or why it is refused.
pub(super) fn plan<L: Ledger>(
    state: &mut SpaceState,
    ledger: &mut L,
    checked: &Checked,
    (seq, t_ms): (u64, u64),
) -> Result<Result<Vec<Change>, Code>, L::Error> {
    let expired = expired(state, ledger, t_ms)?;
    let mut overlay = Overlay {
        ledger,
        seq,
        any_dangling: state.any_dangling,
        records: HashMap::new(),
        dangling: HashMap::new(),
        changes: Vec::with_capacity(expired.len() + checked.items.len()),
    };
    for change in expired {
        if let Change::Kill { object, hash, seq, n } = change {
            let live = true;
            overlay.kill(&object, Held { hash, seq, n, live });
        }
    }
    for (n, item) in (0u8..).zip(&checked.items) {
        if let Err(code) = overlay.take(item, n)? {
            return Ok(Err(code));
        }
    }
    Ok(Ok(overlay.changes))
}

/// The tombstones that an entry at this time lets go: those older than 400 days of log time.
pub(super) fn expired<L: Ledger>(
    state: &mut SpaceState,
    ledger: &mut L,
    t_ms: u64,
) -> Result<Vec<Change>, L::Error> {
    let Some(before) = t_ms.checked_sub(TOMBSTONE_MS) else {
        return Ok(Vec::new());
    };
    if state.oldest_tombstone.is_none_or(|oldest| oldest >= before) {
        return Ok(Vec::new());
    }
    let old = ledger.tombstones_before(before)?;
    if old.is_empty() {
        state.oldest_tombstone = ledger.oldest_tombstone()?;
    }
    Ok(old
        .into_iter()
        .map(|(object, held)| Change::Kill {
            object,
            hash: held.hash,
            seq: held.seq,
            n: held.n,
        })
        .collect())
}

/// Brings the state in memory up to date with what an entry changes.
pub(super) fn apply(state: &mut SpaceState, t_ms: u64, changes: &[Change]) {
    for change in changes {
        match change {
            Change::Insert {
                object,
                hash,
                kind,
                live,
                ..
            } => {
                if *live {
                    state.tree.insert(object, *hash);
                    if *kind == kind::TOMBSTONE {
                        state.oldest_tombstone = Some(state.oldest_tombstone.map_or(t_ms, |t| t.min(t_ms)));
                    }
                }
            }
            Change::Kill { object, hash, .. } => {
                state.tree.remove(object, hash);
            }
            Change::Dangle { .. } => state.any_dangling = true,
            Change::Copy { .. } | Change::Settle { .. } => {}
        }
    }
}
