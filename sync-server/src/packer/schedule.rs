//! When to pack: some time after a change, or when the tail has grown; but not in the middle of a burst, of which what is
//! packed now would be packed again with what comes next.

use std::collections::HashMap;

use ekin_protocol::id::SpaceId;

/// Bytes of tail that are packed at once.
const TAIL: u64 = 256 << 10;
/// Time in ms without a change after which a burst is over, at most.
const CALM: u64 = 1_000;
/// Time in ms that a burst is waited for.
const PATIENCE: u64 = 10_000;
/// The packer rests this many times as long as its last run took.
const REST: u64 = 5;

/// Which spaces wait for the packer.
#[derive(Debug)]
pub struct Schedule {
    after_ms: u64,
    changed: HashMap<SpaceId, Waiting>,
}

#[derive(Debug)]
struct Waiting {
    since_ms: u64,
    last_ms: u64,
    tail: u64,
    not_before_ms: u64,
}

impl Schedule {
    /// Packs `after_ms` after a change.
    pub fn new(after_ms: u64) -> Self {
        Self {
            after_ms,
            changed: HashMap::new(),
        }
    }

    /// A space changed; its tail has so many bytes.
    pub fn changed(&mut self, space: SpaceId, tail: u64, now_ms: u64) {
        let waiting = self.changed.entry(space).or_insert(Waiting {
            since_ms: now_ms,
            last_ms: now_ms,
            tail: 0,
            not_before_ms: 0,
        });
        waiting.since_ms = waiting.since_ms.min(now_ms);
        waiting.last_ms = now_ms;
        waiting.tail = tail;
    }

    /// The spaces whose time has come.
    pub fn due(&self, now_ms: u64) -> Vec<SpaceId> {
        let due = |waiting: &Waiting| self.due_at(waiting).is_some_and(|at| at <= now_ms);
        let waiting = self.changed.iter().filter(|(_, waiting)| due(waiting));
        waiting.map(|(space, _)| *space).collect()
    }

    /// When a space is due; never while nothing has changed.
    fn due_at(&self, waiting: &Waiting) -> Option<u64> {
        let ripe = match waiting.tail >= TAIL {
            true => waiting.since_ms,
            false => waiting.since_ms.checked_add(self.after_ms)?,
        };
        let calm = waiting.last_ms.saturating_add(self.after_ms.min(CALM));
        let latest = ripe.checked_add(PATIENCE)?;
        Some(calm.clamp(ripe, latest).max(waiting.not_before_ms))
    }

    /// A space was packed; the run took so long.
    pub fn packed(&mut self, space: &SpaceId, took_ms: u64, now_ms: u64) {
        if let Some(waiting) = self.changed.get_mut(space) {
            waiting.since_ms = u64::MAX;
            waiting.tail = 0;
            waiting.not_before_ms = now_ms.saturating_add(took_ms.saturating_mul(REST));
        }
    }

    /// When the next space is due, in ms from now.
    pub fn next_in(&self, now_ms: u64) -> Option<u64> {
        let due = self.changed.values().filter_map(|waiting| self.due_at(waiting));
        due.map(|at| at.saturating_sub(now_ms)).min()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn after_a_minute_or_with_much_tail_and_with_rests() {
        let space = SpaceId([1; 32]);
        let mut schedule = Schedule::new(60_000);
        assert_eq!(schedule.next_in(0), None);
        schedule.changed(space, 10, 1_000);
        schedule.changed(space, 20, 30_000);
        assert_eq!(schedule.next_in(30_000), Some(31_000));
        assert!(schedule.due(60_999).is_empty());
        assert_eq!(schedule.due(61_000), [space]);
        schedule.packed(&space, 100, 61_100);
        assert!(schedule.due(999_999).is_empty() && schedule.next_in(0).is_none());
        schedule.changed(space, TAIL, 61_150);
        assert_eq!(schedule.next_in(61_150), Some(1_000), "more may come");
        schedule.packed(&space, 500, 61_200);
        schedule.changed(space, TAIL, 61_250);
        assert!(schedule.due(63_699).is_empty(), "it rests");
        assert_eq!(schedule.due(63_700), [space]);
    }

    #[test]
    fn a_burst_is_let_pass_but_not_for_ever() {
        let space = SpaceId([1; 32]);
        let mut schedule = Schedule::new(60_000);
        for at in (0..9_500).step_by(500) {
            schedule.changed(space, TAIL + at, at);
            assert!(schedule.due(at + 499).is_empty());
        }
        assert_eq!(schedule.due(10_000), [space], "it was waited for long enough");
        let mut soon = Schedule::new(50);
        soon.changed(space, TAIL, 0);
        soon.changed(space, TAIL, 40);
        assert_eq!((soon.due(89), soon.due(90)), (vec![], vec![space]));
    }
}
