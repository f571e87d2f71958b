//! Whether the device's own clock is right enough for a person: hours, reminders and *today* go by it. Relays say what time it is;
//! whether something is over, [`super::relay_time`] decides, and nothing rests on what is told here.

use std::sync::PoisonError;

use super::device::Device;
use super::error::AppError;
use super::relay_time;

/// How far the clock may be off before it is said: less than the hour of a wrong zone or season, more than a slow network.
const OFF_MS: u64 = 15 * 60_000;

impl Device {
    /// A relay says what time it is, in ms since 1970.
    pub(crate) fn hear_time(&self, told_ms: i64) {
        *self.told.lock().unwrap_or_else(PoisonError::into_inner) = Some((told_ms, self.around().uptime()));
    }

    /// Whether the device's clock is off by more than a quarter of an hour, by what a relay last said while this program runs;
    /// before that, whether it is behind what a relay ever said.
    ///
    /// # Errors
    /// Those of the store.
    pub fn clock_is_off(&self) -> Result<bool, AppError> {
        let told = *self.told.lock().unwrap_or_else(PoisonError::into_inner);
        let up = self.around().uptime();
        let about =
            told.and_then(|(ms, then)| Some(ms.saturating_add_unsigned(up.since(then.boot, then.ms)?)));
        if let Some(about) = about {
            return Ok(about.abs_diff(self.now_ms()) > OFF_MS);
        }
        let now = self.around().wire_ms().saturating_add(OFF_MS);
        Ok(self.store().read(|read| {
            for space in read.spaces()? {
                if relay_time::at_least(read, space.sp, self.around())?.is_some_and(|least| least > now) {
                    return Ok::<_, crate::storage::StoreError>(true);
                }
            }
            Ok(false)
        })?)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicI64, Ordering};

    use super::*;
    use crate::app::device::OpenOptions;
    use crate::app::surroundings::{Surroundings, Uptime};
    use crate::app::territory::NewTerritory;
    use crate::domain::language::LanguageTag;
    use rand_core::SeedableRng;

    const NOW: i64 = 1_795_000_000_000;
    const MINUTE: i64 = 60_000;
    const TEN_YEARS: i64 = 3_652 * 24 * 60 * MINUTE;

    /// A machine of which a test sets the clock, and how long it has been running.
    struct Machine {
        home: tempfile::TempDir,
        wall: Arc<AtomicI64>,
        up: Arc<AtomicI64>,
    }

    impl Machine {
        fn start(&self) -> Device {
            let (wall, up) = (self.wall.clone(), self.up.clone());
            let clock = Arc::new(move || wall.load(Ordering::SeqCst));
            let around = Surroundings::new(clock, rand_chacha::ChaCha20Rng::from_seed([7; 32])).with_uptime(
                move || Uptime {
                    boot: [1; 16],
                    ms: up.load(Ordering::SeqCst).unsigned_abs(),
                },
            );
            Device::open(self.home.path(), OpenOptions::default(), around).unwrap()
        }
    }

    #[test]
    fn a_clock_is_off_by_what_a_relay_said_last_and_right_once_it_was_set() {
        let machine = Machine {
            home: tempfile::tempdir().unwrap(),
            wall: Arc::new(AtomicI64::new(NOW + TEN_YEARS)),
            up: Arc::new(AtomicI64::new(5)),
        };
        let device = machine.start();
        assert!(!device.clock_is_off().unwrap(), "nobody said what time it is");
        device.hear_time(NOW);
        assert!(device.clock_is_off().unwrap(), "ten years ahead");
        for (off, told) in [
            (-TEN_YEARS, true),
            (-16 * MINUTE, true),
            (-14 * MINUTE, false),
            (14 * MINUTE, false),
            (16 * MINUTE, true),
        ] {
            machine.wall.store(NOW + off, Ordering::SeqCst);
            assert_eq!(device.clock_is_off().unwrap(), told, "{off}");
        }
        // An hour goes by, for the clock and for the machine.
        machine.wall.store(NOW + 60 * MINUTE, Ordering::SeqCst);
        assert!(device.clock_is_off().unwrap());
        machine.up.fetch_add(60 * MINUTE, Ordering::SeqCst);
        assert!(!device.clock_is_off().unwrap());
    }

    #[test]
    fn with_no_network_a_clock_that_is_behind_what_a_relay_once_said_is_off() {
        let machine = Machine {
            home: tempfile::tempdir().unwrap(),
            wall: Arc::new(AtomicI64::new(NOW)),
            up: Arc::new(AtomicI64::new(5)),
        };
        let device = machine.start();
        let new = NewTerritory {
            name: "Bidasoa".to_owned(),
            language: LanguageTag::FR,
            relays: vec!["http://relay.test".to_owned()],
            zone: NewTerritory::DEFAULT_ZONE,
            creation_code: None,
        };
        device.create_territory(&new).unwrap();
        let told = |device: &Device| {
            let around = device.around().clone();
            device.store().write(|tx| {
                let sp = tx.spaces()?.first().unwrap().sp;
                relay_time::hear(tx, sp, NOW as u64, &around)
            })
        };
        told(&device).unwrap();
        drop(device);
        // The battery was empty: the clock begins anew.
        machine.wall.store(0, Ordering::SeqCst);
        let device = machine.start();
        assert!(device.clock_is_off().unwrap());
        machine.wall.store(NOW, Ordering::SeqCst);
        assert!(!device.clock_is_off().unwrap());
    }
}
