//! Who waits for which log to grow.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError, Weak};

use ekin_protocol::id::SpaceId;
use tokio::sync::Notify;

/// Sessions by the spaces that they follow.
#[derive(Debug, Default)]
pub struct Followers(Mutex<HashMap<SpaceId, Vec<Weak<Notify>>>>);

impl Followers {
    /// Wakes `waiter` each time when the space's log grows, as long as it lives.
    pub fn add(&self, space: SpaceId, waiter: &Arc<Notify>) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let waiters = all.entry(space).or_default();
        // Whoever is gone makes room before the list has to grow.
        if waiters.len() == waiters.capacity() {
            waiters.retain(|waiter| waiter.strong_count() > 0);
        }
        waiters.push(Arc::downgrade(waiter));
    }

    /// The space's log has grown.
    pub fn wake(&self, space: &SpaceId) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(waiters) = all.get_mut(space) {
            waiters.retain(|waiter| waiter.upgrade().inspect(|waiter| waiter.notify_one()).is_some());
            if waiters.is_empty() {
                all.remove(space);
            }
        }
    }
}
