//! What is drawn from a seed.

use rand_chacha::ChaCha8Rng;
use rand_core::{Rng, SeedableRng};

/// Numbers from a seed: the same seed gives the same numbers on every machine.
pub struct Dice(ChaCha8Rng);

impl Dice {
    /// Of this seed.
    pub fn of(seed: u64) -> Self {
        Self(ChaCha8Rng::seed_from_u64(seed))
    }

    /// A number below `n`; 0 where there is none. (A choice among few: the remainder's bias does not matter.)
    pub fn below(&mut self, n: usize) -> usize {
        let drawn = self.0.next_u64().checked_rem(n as u64);
        drawn.and_then(|drawn| usize::try_from(drawn).ok()).unwrap_or(0)
    }

    /// One of these.
    pub fn one<'a, T>(&mut self, of: &'a [T]) -> Option<&'a T> {
        of.get(self.below(of.len()))
    }

    /// Whether it happens, in so many of a hundred cases.
    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }
}
