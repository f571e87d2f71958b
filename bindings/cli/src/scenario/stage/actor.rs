//! A device on the stage: its home, its clock, its dice, and whether it has a network and a battery.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Instant;

use chrono::{DateTime, Days};
use ekin_core::app::surroundings::{Clock, Surroundings, Uptime};
use ekin_core::app::territory::NewTerritory;
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng;

use crate::failure::Failure;

/// How long each machine has been running when a story begins, in ms.
const UP: u64 = 3_600_000;

/// The machine's time, from which all clocks of a stage go.
#[derive(Clone)]
pub struct Times {
    clock: Clock,
    started: Instant,
}

impl Times {
    /// The machine's own.
    ///
    /// # Errors
    /// When the machine gives no randomness.
    pub fn now() -> Result<Self, Failure> {
        let machine = Surroundings::of_machine().map_err(|error| Failure::App(error.into()))?;
        Ok(Self {
            clock: machine.clock,
            started: Instant::now(),
        })
    }

    /// The day so many days after today, `YYYY-MM-DD`, where Ekin is at home.
    pub fn day(&self, days: u32) -> String {
        let now = DateTime::from_timestamp_millis((self.clock)()).unwrap_or_default();
        let today = now.with_timezone(&NewTerritory::DEFAULT_ZONE).date_naive();
        let day = today.checked_add_days(Days::new(days.into())).unwrap_or(today);
        day.to_string()
    }
}

/// A device.
pub struct Actor {
    home: PathBuf,
    around: Surroundings,
    /// How far its clock is from the machine's, in ms.
    clock: Arc<AtomicI64>,
    /// How much time has passed for it beyond the machine's, in ms.
    passed: Arc<AtomicI64>,
    /// It has no network.
    pub cut: bool,
    /// Its battery is empty.
    pub empty: bool,
    /// It is lost.
    pub lost: bool,
}

impl Actor {
    /// A new device.
    pub fn new(home: PathBuf, n: usize, seed: u64, times: &Times) -> Self {
        Self::with(home, n, seed, times, [0, 0])
    }

    /// The same device on a copy of its home.
    pub fn again(&self, home: PathBuf, n: usize, seed: u64, times: &Times) -> Self {
        let at = [&self.clock, &self.passed].map(|at| at.load(Ordering::SeqCst));
        Self {
            cut: self.cut,
            empty: self.empty,
            lost: self.lost,
            ..Self::with(home, n, seed, times, at)
        }
    }

    fn with(home: PathBuf, n: usize, seed: u64, times: &Times, at: [i64; 2]) -> Self {
        let [clock, passed] = at.map(|at| Arc::new(AtomicI64::new(at)));
        let (machine, off) = (times.clock.clone(), clock.clone());
        let tell = move || machine().saturating_add(off.load(Ordering::SeqCst));
        let (started, more) = (times.started, passed.clone());
        let boot = [u8::try_from(n).unwrap_or(u8::MAX).wrapping_add(1); 16];
        let up = move || {
            let since = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX);
            let more = u64::try_from(more.load(Ordering::SeqCst)).unwrap_or(0);
            Uptime {
                boot,
                ms: UP.saturating_add(since).saturating_add(more),
            }
        };
        let mut drawn = [0; 32];
        for (byte, from) in drawn.iter_mut().zip(seed.to_be_bytes().into_iter().chain(boot)) {
            *byte = from;
        }
        let around = Surroundings::new(Arc::new(tell), ChaCha20Rng::from_seed(drawn)).with_uptime(up);
        Self {
            home,
            around,
            clock,
            passed,
            cut: false,
            empty: false,
            lost: false,
        }
    }

    /// Its home, its clock and its dice.
    pub fn machine(&self) -> (PathBuf, Surroundings) {
        (self.home.clone(), self.around.clone())
    }

    /// Time passes.
    pub fn pass(&self, ms: i64) {
        self.clock.fetch_add(ms, Ordering::SeqCst);
        self.passed.fetch_add(ms, Ordering::SeqCst);
    }

    /// Somebody sets its clock.
    pub fn set_clock(&self, by: i64) {
        self.clock.fetch_add(by, Ordering::SeqCst);
    }
}
