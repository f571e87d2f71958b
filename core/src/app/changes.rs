//! Telling a screen that what it shows may have changed: it waits, and asks again. Nobody is called.

use std::time::Duration;

use super::device::Device;
pub use crate::storage::{Changed, Topic};

impl Device {
    /// What changed after a revision that [`Changed`] named, 0 at the beginning: as soon as something did, at the latest after
    /// `timeout`, and then with no topic. Any number of screens may wait, each on a thread of its own.
    pub fn wait_for_changes(&self, revision: u64, timeout: Duration) -> Changed {
        self.store().changes().wait(revision, timeout)
    }

    /// Whoever waits goes on, and nobody waits any more: the shell closes.
    pub fn end_waiting(&self) {
        self.store().changes().close();
    }

    /// A running sync has come further.
    pub fn tell_progress(&self) {
        self.store().changes().tell_of(Topic::Progress);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::document::Kind;
    use crate::app::house::House;
    use crate::domain::language::LanguageTag;

    #[test]
    fn a_command_says_what_it_changed_and_a_failed_one_nothing() {
        let house = House::new();
        let device = &house.owner.device;
        let before = device.wait_for_changes(0, Duration::ZERO).revision;
        let fields = ["title=A".to_owned()];
        device
            .new_document(house.space, Kind::Note, &fields, LanguageTag::FR)
            .unwrap();
        let changed = device.wait_for_changes(before, Duration::ZERO);
        assert!(changed.topics.contains(&Topic::Documents) && changed.topics.contains(&Topic::Outbox));
        assert!(!changed.topics.contains(&Topic::Listings));
        device.join("not a link").unwrap_err();
        let after = device.wait_for_changes(changed.revision, Duration::ZERO);
        assert_eq!((after.revision, after.topics), (changed.revision, Vec::new()));
    }
}
