//! When to try again: exponential with full jitter, so that a village's phones do not come back together.

use rand_core::Rng;

use super::event::Millis;

const FIRST: Millis = 1_000;
const MOST: Millis = 300_000;

/// Waits of one relay.
#[derive(Clone, Copy, Debug, Default)]
pub struct Backoff {
    failures: u32,
}

impl Backoff {
    /// It failed again: how long to wait, between a tenth and the whole of a span that doubles.
    pub fn fail(&mut self, rng: &mut dyn Rng) -> Millis {
        let span = (FIRST << self.failures.min(12)).min(MOST);
        self.failures = self.failures.saturating_add(1);
        span / 10 + u64::from(rng.next_u32()) % (span - span / 10)
    }

    /// It worked.
    pub fn reset(&mut self) {
        self.failures = 0;
    }
}

/// A time around `period`, between 0.75 and 1.25 of it.
pub fn around(period: Millis, rng: &mut dyn Rng) -> Millis {
    period - period / 4 + u64::from(rng.next_u32()) % (period / 2).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand_core::SeedableRng;

    #[test]
    fn waits_grow_to_five_minutes_and_are_never_nothing() {
        let mut rng = rand_chacha::ChaCha8Rng::seed_from_u64(1);
        let mut backoff = Backoff::default();
        for failure in 0..40 {
            let wait = backoff.fail(&mut rng);
            let span = (FIRST << failure.min(12)).min(MOST);
            assert!((span / 10..=span).contains(&wait), "{wait}");
        }
        backoff.reset();
        assert!(backoff.fail(&mut rng) <= FIRST);
    }
}
