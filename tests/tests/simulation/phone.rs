//! One device of a simulation: a real home, its engine and worker, and the process that may die between any two
//! things that it does.

use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use ekin_core::app::device::{Device, OpenOptions};
use ekin_core::app::error::AppError;
use ekin_core::app::surroundings::Surroundings;
use ekin_core::app::sync::{Mode, WorkError, Worker};
use ekin_core::net::{Carry, Prepared};
use ekin_core::storage::{Read, Sp, Store, StoreError};
use ekin_core::sync::Engine;
use ekin_core::sync::event::{Id, Notice, Outcome, Work};
use ekin_core::sync::fold::FoldError;
use ekin_protocol::id::{ObjectId, SignKey, SpaceId};
use rand_chacha::{ChaCha8Rng, ChaCha20Rng};
use rand_core::SeedableRng;

use super::disk::{Disk, End};
use super::relay::Conn;

/// A run of the engine: from its start to its end, or to a crash.
pub struct Run {
    /// Tells this run from the ones before.
    pub number: u64,
    /// The engine.
    pub engine: Engine,
    /// Its source of jitter.
    pub rng: ChaCha8Rng,
    /// Who carries out its work.
    pub worker: Arc<Worker>,
    /// When it started.
    pub started: u64,
    /// Work that waits.
    pub jobs: VecDeque<(Id, Work)>,
    /// Whether a piece of work is under way.
    pub working: bool,
    /// Its connection.
    pub conn: Option<Conn>,
    /// Whether it goes on after it settled.
    pub watch: bool,
}

/// One device.
pub struct Phone {
    /// Its folder.
    pub home: PathBuf,
    /// What its store lies on.
    pub disk: Arc<Disk>,
    /// Its process; none while it is off.
    pub device: Option<Arc<Device>>,
    /// Whether something damaged its files: nothing else has a store set aside.
    pub damaged: bool,
    /// Whether its store was damaged and set aside, and the device has to come back to its spaces.
    pub empty: bool,
    /// How far its clock is off, in ms.
    pub offset: Arc<AtomicI64>,
    /// Its engine, while it runs.
    pub run: Option<Run>,
    /// Whether it has a network.
    pub linked: bool,
    /// What it was told, and has not been asked about yet.
    pub heard: Vec<Notice>,
    /// Things it still does before it dies.
    pub dies_in: Option<u32>,
    /// Whether it was copied or set back: others hold its keys, or it forgot.
    pub doubled: bool,
    /// Whether its rights were ever taken away.
    pub demoted: bool,
    /// Its signing key.
    pub sign: Option<SignKey>,
    clock: Arc<AtomicI64>,
    seed: u64,
}

impl Phone {
    /// A device in this folder, whose clock is the world's and a little off.
    pub fn new(home: PathBuf, clock: Arc<AtomicI64>, seed: u64) -> Self {
        let mut phone = Self {
            disk: Disk::of(&home),
            home,
            device: None,
            damaged: false,
            empty: false,
            offset: Arc::new(AtomicI64::new(i64::try_from(seed % 10_007).unwrap())),
            run: None,
            linked: true,
            heard: Vec::new(),
            dies_in: None,
            doubled: false,
            demoted: false,
            sign: None,
            clock,
            seed,
        };
        phone.start();
        phone
    }

    /// Starts its process again, unless it runs or its disk has no room for that. A process that dies as it starts is
    /// started once more; a store that is damaged is set aside.
    pub fn start(&mut self) {
        let mut again = false;
        while self.device.is_none() {
            self.seed = self.seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            let (clock, offset) = (self.clock.clone(), self.offset.clone());
            let tell = move || clock.load(Ordering::Relaxed) + offset.load(Ordering::Relaxed);
            let around = Surroundings::new(Arc::new(tell), ChaCha20Rng::seed_from_u64(self.seed));
            let opened = Device::open(&self.home, OpenOptions::default(), around);
            if self.disk.died() {
                drop(opened);
                self.disk.mend();
                continue;
            }
            match opened {
                Ok(device) => {
                    let aside = device.was_set_aside().is_some();
                    assert!(!aside || self.damaged, "it was set aside without damage");
                    self.empty |= aside;
                    self.sign = Some(device.public_keys().0);
                    self.device = Some(Arc::new(device));
                }
                Err(AppError::Store(StoreError::Full)) if self.disk.refused() => return,
                // It was damaged, and the next start looks it through.
                Err(AppError::Store(error)) if self.damaged && error.is_damage() && !again => again = true,
                Err(error) => panic!("it does not open: {error:?}"),
            }
        }
    }

    /// Dies: what was not committed is gone, and nothing is tidied up.
    pub fn die(&mut self) {
        let full = self.disk.is_full();
        self.disk.ends_in(0, End::Dies(0));
        self.run = None;
        self.device = None;
        self.dies_in = None;
        self.disk.mend();
        if full {
            self.disk.ends_in(0, End::Full);
        }
    }

    /// What a piece of work failed for, as the app's own run takes it: damage is looked into at the next start. Gives
    /// the error where the disk does not explain it.
    pub fn explain(&mut self, error: WorkError) -> Option<WorkError> {
        match &error {
            _ if self.disk.died() => None,
            WorkError::Store(StoreError::Full) | WorkError::Fold(FoldError::Store(StoreError::Full))
                if self.disk.refused() =>
            {
                None
            }
            _ => Some(error),
        }
    }

    /// Its process.
    pub fn device(&self) -> &Arc<Device> {
        self.device.as_ref().unwrap()
    }

    /// Begins a run.
    pub fn begin(&mut self, number: u64, now: u64, watch: bool) {
        let device = self.device().clone();
        let mode = if watch { Mode::Watch } else { Mode::Once };
        self.run = Some(Run {
            number,
            engine: device.engine(mode),
            rng: ChaCha8Rng::seed_from_u64(self.seed ^ number),
            worker: Arc::new(Worker::new(device)),
            started: now,
            jobs: VecDeque::new(),
            working: false,
            conn: None,
            watch,
        });
    }

    /// Copies its home, as it lies on the disk now, into another folder.
    pub fn copy_to(&mut self, to: &Path) {
        let was_on = self.device.is_some();
        self.die();
        copy(&self.home, to);
        if was_on {
            self.start();
        }
    }

    /// Puts what was copied in the place of what is here.
    pub fn restore_from(&mut self, from: &Path) {
        self.die();
        std::fs::remove_dir_all(&self.home).unwrap();
        copy(from, &self.home);
        self.start();
    }

    /// Looks at the first space of its store, beside whoever writes.
    pub fn look<T>(&self, look: impl FnOnce(&Read<'_>, Sp) -> Result<T, StoreError>) -> Option<T> {
        self.read(|read| {
            let first = read.spaces()?.first().map(|space| space.sp);
            first.map(|sp| look(read, sp)).transpose()
        })
    }

    /// Looks at a space of its store, beside whoever writes; none where it does not have it.
    pub fn look_at<T>(
        &self,
        space: &SpaceId,
        look: impl FnOnce(&Read<'_>, Sp) -> Result<T, StoreError>,
    ) -> Option<T> {
        self.read(|read| read.find_space(space)?.map(|sp| look(read, sp)).transpose())
    }

    /// The listings that it shows, at most two hundred.
    ///
    /// # Errors
    /// Where its store is damaged.
    pub fn cards(&self) -> Result<Vec<ObjectId>, StoreError> {
        let cards = self.try_read(|read| read.all_listings(None, 200))?;
        Ok(cards.items.iter().map(|card| card.object).collect())
    }

    fn read<T>(&self, look: impl FnOnce(&Read<'_>) -> Result<T, StoreError>) -> T {
        self.try_read(look).unwrap()
    }

    fn try_read<T>(&self, look: impl FnOnce(&Read<'_>) -> Result<T, StoreError>) -> Result<T, StoreError> {
        Store::open_read_only(&self.home.join("ekin.db"), Arc::new(|| 0), None)?.read(look)
    }
}

/// Carries out one piece of work, as the driver's threads would. Segments that `more` has by then are verified while
/// the first is being loaded.
pub fn carry_out(worker: &Worker, work: Work, more: &mut dyn FnMut() -> Option<Work>) -> Outcome {
    let mut failed = None;
    let outcome = match work {
        Work::Segment { .. } => match worker.prepare(work) {
            Prepared::Failed(outcome) => outcome,
            Prepared::Ready(segment) => worker.load(segment, &mut || match worker.prepare(more()?) {
                Prepared::Ready(segment) => Some(segment),
                Prepared::Failed(outcome) => {
                    failed = Some(outcome);
                    None
                }
            }),
        },
        work => worker.carry_out(work),
    };
    failed.unwrap_or(outcome)
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for file in std::fs::read_dir(from).unwrap() {
        let file = file.unwrap();
        let to = to.join(file.file_name());
        if file.path().is_dir() {
            copy(&file.path(), &to);
        } else if file.file_name() != "lock" {
            std::fs::copy(file.path(), to).unwrap();
        }
    }
}
