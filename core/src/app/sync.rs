//! Syncing: one engine and its driver over this device's store, until all is done or for as long as wanted.

use std::sync::Arc;

use ekin_protocol::id::SpaceId;
use ekin_protocol::limits;
use tokio::sync::mpsc;

use super::device::Device;
use super::error::AppError;
pub use super::worker::{Segment, WorkError, Worker};
use crate::net::Driver;
use crate::sync::Engine;

pub use crate::net::Stop;
pub use crate::sync::Mode;
pub use crate::sync::event::{Lie, Notice};

impl Device {
    /// The engine for a run of one's own, beside a [`Worker`]: whoever drives them carries out its effects.
    pub fn engine(&self, mode: Mode) -> Engine {
        Engine::new(self.keys().sign().clone(), mode)
    }

    /// What a relay told to wait is tried at once in the next run: a person asks. So is an invitation that it refused:
    /// whoever made it may have synced since, and to a stranger the relay does not say which it knows.
    ///
    /// # Errors
    /// When the store cannot write.
    pub fn try_now(&self) -> Result<(), AppError> {
        Ok(self.store().write(|tx| {
            tx.end_delays()?;
            tx.show_invitations_again()
        })?)
    }

    /// Territories in which this device's chain began anew so often within a day that its owner has to know.
    fn many_lives(&self) -> Result<Vec<(SpaceId, usize)>, AppError> {
        self.store().read(|read| {
            let mut many = Vec::new();
            for space in read.spaces()? {
                let lives = read.own_lives_today(space.sp)?;
                if lives >= limits::MANY_LIVES {
                    many.push((space.id, lives));
                }
            }
            Ok(many)
        })
    }

    /// Syncs every space. `say` hears what happens; returning false from it ends the run. With
    /// [`Mode::Once`] the run ends when everything that could be done is done. What a house keeps of outings that are over is
    /// written first, and the spaces of outings that ended go last.
    ///
    /// # Errors
    /// When the store cannot write, or threads and secure connections cannot be had. A relay that cannot be
    /// reached is no error: `say` hears of it.
    pub fn sync(
        self: &Arc<Self>,
        mode: Mode,
        stop: Stop,
        mut say: impl FnMut(&Notice) -> bool,
    ) -> Result<(), AppError> {
        self.lock_out_of_touch()?;
        self.forget_left()?;
        self.attended()?;
        self.keep_attendance()?;
        self.seal_kept_incidents()?;
        let (mut goes_on, mut failed) = (true, None);
        self.run(mode, stop.clone(), |notice| {
            goes_on = say(notice);
            if matches!(notice, Notice::Settled) && mode != Mode::Once {
                failed = self.attended().err();
            }
            goes_on && failed.is_none()
        })?;
        if let Some(error) = failed {
            return Err(error);
        }
        let (ended, kept) = self.forget_ended()?;
        for one in ended {
            say(&Notice::Ended {
                space: one.space,
                name: one.name,
                unsent: one.unsent,
            });
        }
        // What follows from what came, and what the house keeps of what ended, is not to wait for another day.
        let more = self.attended()? || kept > 0;
        match more && mode == Mode::Once && goes_on {
            true => self.run(mode, stop, say),
            false => Ok(()),
        }
    }

    /// Attends to what follows from what came; a store that shows itself damaged by it is suspected.
    fn attended(&self) -> Result<bool, AppError> {
        let done = self.attend();
        if let Err(AppError::Store(error)) = &done
            && error.is_damage()
        {
            self.store().suspect()?;
        }
        done
    }

    /// One run of the engine.
    fn run(
        self: &Arc<Self>,
        mode: Mode,
        stop: Stop,
        mut say: impl FnMut(&Notice) -> bool,
    ) -> Result<(), AppError> {
        let worker = Arc::new(Worker::new(self.clone()));
        let driver = Driver::new(worker.clone(), stop)?;
        let engine = self.engine(mode);
        let mut jitter = self.around().jitter();
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(AppError::Runtime)?;
        let (changed, changes) = mpsc::channel(1);
        self.tell_of_changes(Some(changed));
        runtime.block_on(driver.run(engine, &mut jitter, changes, |notice| {
            let settled = matches!(notice, Notice::Settled) && mode == Mode::Once;
            say(notice) && !settled
        }));
        self.tell_of_changes(None);
        if let Some(told_ms) = driver.time_told() {
            self.hear_time(told_ms);
        }
        self.sweep_blobs()?;
        for (space, lives) in self.many_lives()? {
            say(&Notice::ManyLives { space, lives });
        }
        match worker.take_error() {
            Some(error) => {
                if error.is_damage() {
                    self.store().suspect()?;
                }
                Err(error.into())
            }
            None => Ok(()),
        }
    }
}
