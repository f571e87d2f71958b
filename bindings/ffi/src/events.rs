//! Events, pulled: which topics changed since the revision that a screen knows.

use std::time::Duration;

use ekin_core::app::changes;

use crate::failure::Failure;
use crate::handle::Ekin;

/// What may look different now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum Topic {
    /// Listings.
    Listings,
    /// Own ads and answers, and what came of them.
    Letters,
    /// What others wrote to an inbox that is opened here.
    Inbox,
    /// Documents: plans, profiles, notes, drafts.
    Documents,
    /// Facts: heads, places, decisions.
    Facts,
    /// Territories, houses, members.
    Spaces,
    /// How far own commands have come.
    Outbox,
    /// Photos, scans and sounds.
    Blobs,
    /// Choices of this device.
    Settings,
    /// How far a running sync has come.
    Progress,
}

/// What changed.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Event {
    /// Ask with this the next time.
    pub revision: u64,
    /// What changed; nothing when the time is over.
    pub topics: Vec<Topic>,
}

impl From<changes::Topic> for Topic {
    fn from(topic: changes::Topic) -> Self {
        match topic {
            changes::Topic::Listings => Self::Listings,
            changes::Topic::Letters => Self::Letters,
            changes::Topic::Inbox => Self::Inbox,
            changes::Topic::Documents => Self::Documents,
            changes::Topic::Facts => Self::Facts,
            changes::Topic::Spaces => Self::Spaces,
            changes::Topic::Outbox => Self::Outbox,
            changes::Topic::Blobs => Self::Blobs,
            changes::Topic::Settings => Self::Settings,
            changes::Topic::Progress => Self::Progress,
        }
    }
}

#[uniffi::export]
impl Ekin {
    /// Waits until something changed after `revision` (0 at the beginning), at most so long; a burst is one event. For a thread
    /// of its own: it holds no lock, and [`Ekin::shut`] ends it.
    ///
    /// # Errors
    /// [`Failure::Closed`].
    pub fn wait_event(&self, revision: u64, timeout_ms: u32) -> Result<Event, Failure> {
        let timeout = Duration::from_millis(timeout_ms.into());
        let event = self.ask(|asked| {
            let changed = asked.device.wait_for_changes(revision, timeout);
            Ok(Event {
                revision: changed.revision,
                topics: changed.topics.into_iter().map(Into::into).collect(),
            })
        })?;
        match self.is_shut() {
            true => Err(Failure::Closed),
            false => Ok(event),
        }
    }
}
