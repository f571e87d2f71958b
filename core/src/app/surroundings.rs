//! What a device takes from the machine: the clock and randomness. Handed in, so that a simulation can turn
//! both; the one place of the core that asks the operating system for them.

use std::sync::{Arc, Mutex, PoisonError};

use rand_core::{CryptoRng, Rng, SeedableRng};

/// Tells the time in ms since 1970.
pub type Clock = Arc<dyn Fn() -> i64 + Send + Sync>;

/// Clock and randomness.
#[derive(Clone)]
pub struct Surroundings {
    /// The device's clock.
    pub clock: Clock,
    random: Arc<Mutex<dyn CryptoRng + Send>>,
}

/// The machine gives no randomness: nothing can be signed safely.
#[derive(Debug, thiserror::Error)]
#[error("the machine gives no randomness")]
pub struct NoRandomness(#[source] getrandom::Error);

impl Surroundings {
    /// The machine's own.
    ///
    /// # Errors
    /// [`NoRandomness`].
    pub fn of_machine() -> Result<Self, NoRandomness> {
        let mut seed = [0; 32];
        #[expect(
            clippy::disallowed_methods,
            reason = "the one place that asks the machine for a seed"
        )]
        getrandom::fill(&mut seed).map_err(NoRandomness)?;
        Ok(Self::new(
            Arc::new(machine_time),
            rand_chacha::ChaCha20Rng::from_seed(seed),
        ))
    }

    /// A clock and randomness of one's own.
    pub fn new(clock: Clock, random: impl CryptoRng + Send + 'static) -> Self {
        Self {
            clock,
            random: Arc::new(Mutex::new(random)),
        }
    }

    /// The time in ms since 1970.
    pub fn now_ms(&self) -> i64 {
        (self.clock)()
    }

    /// The time as the wire has it: not before 1970.
    pub fn wire_ms(&self) -> u64 {
        u64::try_from(self.now_ms()).unwrap_or(0)
    }

    /// `N` random bytes.
    pub fn random<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.with_random(|random| random.fill_bytes(&mut bytes));
        bytes
    }

    /// Hands out the source of randomness.
    pub fn with_random<T>(&self, draw: impl FnOnce(&mut dyn CryptoRng) -> T) -> T {
        draw(&mut *self.random.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Randomness for what needs no secrecy: jitter.
    pub fn jitter(&self) -> impl Rng + Send + 'static {
        rand_chacha::ChaCha8Rng::from_seed(self.random())
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the one place of the core that reads the wall clock"
)]
fn machine_time() -> i64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    since.map_or(0, |since| i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}
