//! Dice from a seed. A seed replays what is tried and after which time it is killed; what the machine does meanwhile is its own.

use std::time::Duration;

use rand_chacha::ChaCha8Rng;
use rand_core::{Rng, SeedableRng};

/// Dice.
pub struct Chance(ChaCha8Rng);

impl Chance {
    /// Those of a seed, for one of many who throw.
    pub fn of(seed: u64, whom: u64) -> Self {
        let mut dice = ChaCha8Rng::seed_from_u64(seed);
        dice.set_stream(whom);
        Self(dice)
    }

    /// A number below this one; 0 below 0.
    pub fn below(&mut self, n: u64) -> u64 {
        self.0.next_u64().checked_rem(n).unwrap_or(0)
    }

    /// One of several.
    pub fn one<'a, T>(&mut self, of: &'a [T]) -> Option<&'a T> {
        let n = u64::try_from(of.len()).unwrap_or(0);
        of.get(usize::try_from(self.below(n)).unwrap_or(0))
    }

    /// A time up to this one.
    pub fn within(&mut self, most: Duration) -> Duration {
        Duration::from_micros(self.below(u64::try_from(most.as_micros()).unwrap_or(u64::MAX)))
    }
}
