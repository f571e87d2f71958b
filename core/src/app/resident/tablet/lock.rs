//! The carer's lock: a code that is tried without a network. A try is counted before it is looked at, so that a process which is
//! killed meanwhile was not free; waits go by a clock that nobody can set, and begin anew with the machine. Where nobody knows the code
//! any more, the house's recovery code on paper opens it, and nothing is erased.

use ekin_protocol::membership::SpaceKind;

use crate::app::device::Device;
use crate::app::error::AppError;
use crate::app::surroundings::Uptime;
use crate::domain::paper_code::PaperCode;
use crate::domain::pin::{self, Pin};
use crate::domain::recovery_key::RecoveryKeys;
use crate::storage::{Read, StoreError};

use super::TabletError;

/// Settings: salt and what is kept of the code; wrong tries in a row, with the start of the machine and its ms then.
const CODE: &str = "simple.code";
const TRIES: &str = "simple.tries";

const SALT: usize = 16;
const KEPT: usize = 32;

/// What came of a try.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tried {
    /// It is the code.
    Open,
    /// It is not; so many tries are left before a wait.
    Wrong {
        /// One at least.
        left: u32,
    },
    /// Nobody may try for so long; nothing was tried.
    Wait {
        /// In ms.
        ms: u64,
    },
}

/// Wrong tries in a row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Tries {
    wrong: u32,
    boot: [u8; 16],
    ms: u64,
}

impl Tries {
    fn read(read: &Read<'_>) -> Result<Self, StoreError> {
        let kept = read.setting(TRIES)?.unwrap_or_default();
        let Some((wrong, rest)) = kept.split_first_chunk::<4>() else {
            return Ok(Self::default());
        };
        let (Some((boot, rest)), wrong) = (rest.split_first_chunk::<16>(), u32::from_be_bytes(*wrong)) else {
            return Ok(Self::default());
        };
        let ms = rest.first_chunk::<8>().map_or(0, |ms| u64::from_be_bytes(*ms));
        Ok(Self {
            wrong,
            boot: *boot,
            ms,
        })
    }

    fn bytes(&self) -> Vec<u8> {
        [&self.wrong.to_be_bytes()[..], &self.boot, &self.ms.to_be_bytes()].concat()
    }

    /// How long nobody may try yet.
    fn wait_ms(&self, now: Uptime) -> u64 {
        let since = match now.boot == self.boot {
            true => now.ms.saturating_sub(self.ms),
            // The machine began anew: so did the wait.
            false => now.ms,
        };
        pin::wait_ms(self.wrong).saturating_sub(since)
    }
}

impl Device {
    /// Keeps a carer's code, in the place of any other, and forgets wrong tries.
    ///
    /// # Errors
    /// [`TabletError::Pin`].
    pub fn set_pin(&self, typed: &str) -> Result<(), AppError> {
        let salt: [u8; SALT] = self.around().random();
        let kept = Pin::new(typed)
            .and_then(|pin| pin.stretch(&salt))
            .map_err(TabletError::from)?;
        self.store().write(|tx| {
            tx.set_setting(CODE, &[&salt[..], &kept].concat())?;
            tx.unset(TRIES)?;
            Ok(())
        })
    }

    /// Tries a code. Takes a fraction of a second: never on a screen's thread.
    ///
    /// # Errors
    /// [`TabletError::Pin`] for what is no code, which is no try; [`TabletError::NoPin`].
    pub fn try_pin(&self, typed: &str) -> Result<Tried, AppError> {
        let pin = Pin::parse(typed).map_err(TabletError::from)?;
        let now = self.around().uptime();
        let counted = self.store().write(|tx| {
            let kept = tx.setting(CODE)?.ok_or(TabletError::NoPin)?;
            let before = Tries::read(tx)?;
            let ms = before.wait_ms(now);
            if ms > 0 {
                return Ok::<_, AppError>(Err(ms));
            }
            let tries = Tries {
                wrong: before.wrong.saturating_add(1),
                boot: now.boot,
                ms: now.ms,
            };
            tx.set_setting(TRIES, &tries.bytes())?;
            Ok(Ok((kept, tries)))
        })?;
        let (kept, tries) = match counted {
            Ok(counted) => counted,
            Err(ms) => return Ok(Tried::Wait { ms }),
        };
        if fits(&pin, &kept)? {
            self.store().write(|tx| tx.unset(TRIES))?;
            return Ok(Tried::Open);
        }
        Ok(match pin::left(tries.wrong) {
            0 => Tried::Wait {
                ms: tries.wait_ms(now),
            },
            left => Tried::Wrong { left },
        })
    }

    /// Opens the lock with the recovery code of a house of this tablet, for who forgot the code of six figures. The membership of the
    /// house, which is here, says whose key that is: no network is needed. The code stays as it is, to be changed by who is in now.
    /// Takes 64 MiB and up to seconds: never on a screen's thread. Tries are not counted: nobody guesses 108 bits.
    ///
    /// # Errors
    /// [`AppError::PaperCode`] for what is no recovery code, [`TabletError::OtherHouse`] for one that opens no house of this tablet,
    /// [`AppError::RecoveryKey`].
    pub fn open_with_recovery(&self, typed: &str) -> Result<(), AppError> {
        let (code, _) = PaperCode::read_in(typed)?;
        let keys = RecoveryKeys::derive(&code)?;
        self.store().write(|tx| {
            for house in tx
                .private_spaces()?
                .into_iter()
                .filter(|one| one.kind == SpaceKind::Home)
            {
                let members = tx.membership(house.sp)?;
                let paper = members.as_ref().and_then(|all| all.by_key(&keys.sign_key()));
                if paper.is_some_and(|paper| paper.recovery.is_some() && paper.role().is_some()) {
                    return Ok(tx.unset(TRIES)?);
                }
            }
            Err(TabletError::OtherHouse.into())
        })
    }

    /// How long nobody may try a code yet, in ms.
    ///
    /// # Errors
    /// Those of the store.
    pub fn pin_wait_ms(&self) -> Result<u64, AppError> {
        let tries = self.store().read(Tries::read)?;
        Ok(tries.wait_ms(self.around().uptime()))
    }
}

pub(super) fn has_pin(read: &Read<'_>) -> Result<bool, StoreError> {
    Ok(read.setting(CODE)?.is_some())
}

fn fits(pin: &Pin, kept: &[u8]) -> Result<bool, TabletError> {
    let Some((salt, kept)) = kept.split_first_chunk::<SALT>() else {
        return Ok(false);
    };
    let made = pin.stretch(salt)?;
    // Of stretched values, the time that it takes to compare them says nothing about the code.
    Ok(kept.len() == KEPT && kept == made)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicU64, Ordering};

    use rand_core::SeedableRng;

    use super::*;
    use crate::app::device::OpenOptions;
    use crate::app::house::NOW;
    use crate::app::surroundings::Surroundings;

    /// A tablet whose machine has been running for as long as a test says, since a start that it names.
    struct Tablet {
        device: Device,
        ms: Arc<AtomicU64>,
        boot: Arc<AtomicU64>,
        _home: tempfile::TempDir,
    }

    impl Tablet {
        fn new() -> Self {
            let home = tempfile::tempdir().unwrap();
            let (ms, boot) = (Arc::new(AtomicU64::new(0)), Arc::new(AtomicU64::new(1)));
            let (now, start) = (ms.clone(), boot.clone());
            let random = rand_chacha::ChaCha20Rng::from_seed([7; 32]);
            let around = Surroundings::new(Arc::new(|| NOW), random).with_uptime(move || Uptime {
                boot: [start
                    .load(Ordering::SeqCst)
                    .to_be_bytes()
                    .last()
                    .copied()
                    .unwrap_or(0); 16],
                ms: now.load(Ordering::SeqCst),
            });
            let device = Device::open(home.path(), OpenOptions::default(), around).unwrap();
            device.set_pin("120987").unwrap();
            Self {
                device,
                ms,
                boot,
                _home: home,
            }
        }

        fn tries(&self, typed: &str) -> Tried {
            self.device.try_pin(typed).unwrap()
        }
    }

    #[test]
    fn wrong_tries_slow_down_and_the_right_code_waits_like_the_others() {
        let tablet = Tablet::new();
        let wrong: Vec<Tried> = (0..4).map(|_| tablet.tries("120980")).collect();
        let left = |left| Tried::Wrong { left };
        assert_eq!(wrong, [left(3), left(2), left(1), Tried::Wait { ms: 30_000 }]);
        tablet.ms.store(29_000, Ordering::SeqCst);
        assert_eq!(tablet.tries("120987"), Tried::Wait { ms: 1_000 });
        tablet.ms.store(30_000, Ordering::SeqCst);
        assert_eq!(tablet.tries("120980"), Tried::Wait { ms: 60_000 });
        tablet.ms.store(90_000, Ordering::SeqCst);
        assert_eq!(tablet.tries("120987"), Tried::Open);
        assert_eq!(
            tablet.tries("120980"),
            left(3),
            "what was wrong before is forgotten"
        );
    }

    #[test]
    fn a_new_start_of_the_machine_does_not_end_a_wait() {
        let tablet = Tablet::new();
        tablet.ms.store(500_000, Ordering::SeqCst);
        for _ in 0..4 {
            tablet.tries("120980");
        }
        tablet.boot.store(2, Ordering::SeqCst);
        tablet.ms.store(10_000, Ordering::SeqCst);
        assert_eq!(tablet.tries("120987"), Tried::Wait { ms: 20_000 });
        assert_eq!(tablet.device.pin_wait_ms().unwrap(), 20_000);
        tablet.ms.store(30_000, Ordering::SeqCst);
        assert_eq!(tablet.tries("120987"), Tried::Open);
    }

    #[test]
    fn what_is_no_code_is_no_try_and_nothing_of_the_code_is_in_the_store() {
        let tablet = Tablet::new();
        for _ in 0..9 {
            assert!(tablet.device.try_pin("12098").is_err());
        }
        assert_eq!(tablet.tries("120980"), Tried::Wrong { left: 3 });
        let kept = tablet
            .device
            .store()
            .read(|read| read.setting(CODE))
            .unwrap()
            .unwrap();
        assert_eq!(kept.len(), SALT + KEPT);
        assert!(!kept.windows(6).any(|six| six == b"120987"));
        assert!(matches!(
            tablet.device.set_pin("111111"),
            Err(AppError::Tablet(_))
        ));
        assert_eq!(tablet.tries("120987"), Tried::Open);
    }
}
