//! Syncing: one engine and its driver over this device's store, until all is done or for as long as wanted.

use std::sync::Arc;

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

    /// Syncs every territory. `say` hears what happens; returning false from it ends the run. With
    /// [`Mode::Once`] the run ends when everything that could be done is done.
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
