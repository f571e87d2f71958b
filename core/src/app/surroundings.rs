//! What a device takes from the machine: the clock and randomness. Handed in, so that a simulation can turn
//! both; the one place of the core that asks the operating system for them.

use std::sync::{Arc, Mutex, PoisonError};

use rand_core::{CryptoRng, Rng, SeedableRng};
use zeroize::Zeroizing;

/// Tells the time in ms since 1970.
pub type Clock = Arc<dyn Fn() -> i64 + Send + Sync>;

/// How long the machine has been running.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Uptime {
    /// Which start of the machine it is: another after each.
    pub boot: [u8; 16],
    /// Time since then in ms, sleep included. Nobody sets it.
    pub ms: u64,
}

impl Uptime {
    /// What has passed since an earlier moment of the same start; none where the machine was started anew in between.
    pub fn since(self, boot: [u8; 16], ms: u64) -> Option<u64> {
        (boot == self.boot).then(|| self.ms.saturating_sub(ms))
    }
}

/// Clock and randomness.
#[derive(Clone)]
pub struct Surroundings {
    /// The device's clock.
    pub clock: Clock,
    uptime: Arc<dyn Fn() -> Uptime + Send + Sync>,
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
        let seed = Zeroizing::new(seed);
        let around = Self::new(Arc::new(machine_time), rand_chacha::ChaCha20Rng::from_seed(*seed));
        let uptime = uptime_of_machine(around.random());
        Ok(around.with_uptime(uptime))
    }

    /// A clock and randomness of one's own, on a machine that does not say how long it has been running.
    pub fn new(clock: Clock, random: impl CryptoRng + Send + 'static) -> Self {
        Self {
            clock,
            uptime: Arc::new(|| Uptime { boot: [0; 16], ms: 0 }),
            random: Arc::new(Mutex::new(random)),
        }
    }

    /// The same with a clock that nobody sets.
    #[must_use]
    pub fn with_uptime(self, uptime: impl Fn() -> Uptime + Send + Sync + 'static) -> Self {
        Self {
            uptime: Arc::new(uptime),
            ..self
        }
    }

    /// How long the machine has been running.
    pub fn uptime(&self) -> Uptime {
        (self.uptime)()
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

/// What Linux and Android say of their start; elsewhere, and where that may not be read, this run of the program is the
/// start, which is less but not wrong. `run` names such a one.
fn uptime_of_machine(run: [u8; 16]) -> impl Fn() -> Uptime + Send + Sync {
    let started = std::time::Instant::now();
    move || {
        machine_uptime().unwrap_or_else(|| Uptime {
            boot: run,
            ms: u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX),
        })
    }
}

fn machine_uptime() -> Option<Uptime> {
    let boot = std::fs::read_to_string("/proc/sys/kernel/random/boot_id").ok()?;
    let seconds = std::fs::read_to_string("/proc/uptime").ok()?;
    let (seconds, rest) = seconds.split_once('.')?;
    let hundredths: u64 = rest.get(..2)?.parse().ok()?;
    let ms = seconds.parse::<u64>().ok()?.checked_mul(1_000)?;
    let boot = ekin_protocol::hash::sha256(boot.trim().as_bytes());
    Some(Uptime {
        boot: *boot.first_chunk()?,
        ms: ms.checked_add(hundredths * 10)?,
    })
}

#[expect(
    clippy::disallowed_methods,
    reason = "the one place of the core that reads the wall clock"
)]
fn machine_time() -> i64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    since.map_or(0, |since| i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}
