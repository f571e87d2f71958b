//! What changed, told to whoever waits: topics and a revision of this run. It is bounded by its form, one number a topic, so a
//! burst of any length is one answer; and nobody is called: who wants to know, asks.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Condvar, Mutex, PoisonError};
use std::time::Duration;

/// What a screen shows that may have changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Topic {
    /// Listings.
    Listings,
    /// What was written here to inboxes, and what was answered.
    Letters,
    /// What others wrote to an inbox that is opened here.
    Inbox,
    /// Documents of private spaces.
    Documents,
    /// Facts of private spaces: heads, places, decisions.
    Facts,
    /// Territories, private spaces, and who belongs to them.
    Spaces,
    /// Own commands and how far they have come.
    Outbox,
    /// Photos, scans and sounds.
    Blobs,
    /// Choices of this device.
    Settings,
    /// How far a running sync has come.
    Progress,
}

impl Topic {
    /// All of them.
    pub const ALL: [Topic; 10] = [
        Topic::Listings,
        Topic::Letters,
        Topic::Inbox,
        Topic::Documents,
        Topic::Facts,
        Topic::Spaces,
        Topic::Outbox,
        Topic::Blobs,
        Topic::Settings,
        Topic::Progress,
    ];

    /// The topic of a table whose rows screens are made of.
    fn of_table(table: &str) -> Option<Self> {
        Some(match table {
            "listing" => Topic::Listings,
            "letter" => Topic::Letters,
            "message" => Topic::Inbox,
            "document" => Topic::Documents,
            "fact" | "kept_incident" => Topic::Facts,
            "space" | "intent" | "invitation" => Topic::Spaces,
            "outbox" => Topic::Outbox,
            "blob" | "unshared" => Topic::Blobs,
            _ => return None,
        })
    }

    const fn bit(self) -> u32 {
        1 << self as u32
    }
}

/// Topics that a transaction has touched so far.
#[derive(Debug, Default)]
pub(super) struct Touched(AtomicU32);

impl Touched {
    pub(super) fn table(&self, table: &str) {
        if let Some(topic) = Topic::of_table(table) {
            self.topic(topic);
        }
    }

    pub(super) fn topic(&self, topic: Topic) {
        self.0.fetch_or(topic.bit(), Ordering::Relaxed);
    }

    /// What was touched; nothing is, afterwards.
    pub(super) fn take(&self) -> u32 {
        self.0.swap(0, Ordering::Relaxed)
    }
}

/// What changed since a revision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// The revision now: ask with it the next time.
    pub revision: u64,
    /// What changed, in the order of [`Topic::ALL`].
    pub topics: Vec<Topic>,
}

#[derive(Debug, Default)]
struct State {
    revision: u64,
    /// Revision at which each topic last changed.
    last: [u64; Topic::ALL.len()],
    closed: bool,
}

impl State {
    fn since(&self, revision: u64) -> Changed {
        let changed = |(topic, last): (Topic, &u64)| (*last > revision).then_some(topic);
        Changed {
            revision: self.revision,
            topics: Topic::ALL
                .into_iter()
                .zip(&self.last)
                .filter_map(changed)
                .collect(),
        }
    }
}

/// Tells of changes. Any number of askers, each with the revision that it knows.
#[derive(Debug, Default)]
pub struct Changes {
    state: Mutex<State>,
    rung: Condvar,
}

impl Changes {
    /// Topics changed: one revision more.
    pub(super) fn tell(&self, topics: u32) {
        if topics == 0 {
            return;
        }
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.revision += 1;
        let revision = state.revision;
        for (topic, last) in Topic::ALL.into_iter().zip(&mut state.last) {
            if topics & topic.bit() != 0 {
                *last = revision;
            }
        }
        drop(state);
        self.rung.notify_all();
    }

    /// One topic changed that is in no table.
    pub fn tell_of(&self, topic: Topic) {
        self.tell(topic.bit());
    }

    /// Nobody waits any more, now and later.
    pub fn close(&self) {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).closed = true;
        self.rung.notify_all();
    }

    /// What changed after `revision`, as soon as something did; at the latest after `timeout`, and then with no topic. It begins
    /// at 0 when a store is opened.
    pub fn wait(&self, revision: u64, timeout: Duration) -> Changed {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let nothing = |state: &mut State| state.revision <= revision && !state.closed;
        let waited = self.rung.wait_timeout_while(state, timeout, nothing);
        waited.unwrap_or_else(PoisonError::into_inner).0.since(revision)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;
    use std::thread;

    /// Longer than any test may take: who waits for this long has failed.
    const LONG: Duration = Duration::from_secs(60);

    #[test]
    fn two_thousand_changes_are_one_answer() {
        let changes = Changes::default();
        for n in 0..2_000 {
            changes.tell_of(if n % 2 == 0 { Topic::Facts } else { Topic::Listings });
        }
        let changed = changes.wait(0, LONG);
        assert_eq!(changed.topics, [Topic::Listings, Topic::Facts]);
        assert_eq!(changed.revision, 2_000);
        assert!(changes.wait(changed.revision, Duration::ZERO).topics.is_empty());
    }

    #[test]
    fn each_asker_hears_what_is_new_to_it() {
        let changes = Changes::default();
        changes.tell_of(Topic::Blobs);
        let first = changes.wait(0, LONG).revision;
        changes.tell_of(Topic::Inbox);
        assert_eq!(changes.wait(first, LONG).topics, [Topic::Inbox]);
        assert_eq!(changes.wait(0, LONG).topics, [Topic::Inbox, Topic::Blobs]);
    }

    #[test]
    fn who_waits_is_woken_by_a_change_and_by_the_end() {
        let changes = Arc::new(Changes::default());
        let other = changes.clone();
        let waiting = thread::spawn(move || other.wait(0, LONG));
        changes.tell_of(Topic::Spaces);
        assert_eq!(waiting.join().unwrap().topics, [Topic::Spaces]);
        let other = changes.clone();
        let waiting = thread::spawn(move || other.wait(1, LONG));
        changes.close();
        assert!(waiting.join().unwrap().topics.is_empty());
    }

    #[test]
    fn every_topic_has_its_own_bit() {
        let bits = Topic::ALL.iter().fold(0, |bits, topic| bits | topic.bit());
        assert_eq!(bits.count_ones() as usize, Topic::ALL.len());
    }
}
