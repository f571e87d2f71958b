//! Processes that live and die: devices and commands that people give them, the relay with what befalls it.

use std::collections::BTreeSet;

use ekin_core::app::device::Device;
use ekin_core::app::error::AppError;
use ekin_core::app::sync::WorkError;
use ekin_core::storage::StoreError;

use super::relay::Kept;
use super::world::World;

impl<S: Kept> World<S> {
    /// A device's process dies.
    pub fn kill(&mut self, phone: usize) {
        let conn = self.phones[phone].run.as_ref().and_then(|run| run.conn);
        self.phones[phone].die();
        if let Some(conn) = conn {
            self.cut(conn);
        }
    }

    /// Starts a device that is off. Says whether it is on: a full disk may keep it off.
    pub fn start(&mut self, phone: usize) -> bool {
        self.phones[phone].start();
        self.phones[phone].device.is_some()
    }

    /// Whether a process is alive after what it just did; one whose disk ended in the middle of it is not.
    pub fn survives(&mut self, phone: usize) -> bool {
        let died = self.phones[phone].disk.died();
        if died {
            self.kill(phone);
        }
        !died
    }

    /// A person gives a command. None where the device died in the middle of it, or its disk had no room: then nobody was told
    /// that it is done.
    pub fn command<T>(
        &mut self,
        phone: usize,
        command: impl FnOnce(&Device) -> Result<T, AppError>,
    ) -> Option<Result<T, AppError>> {
        if !self.start(phone) {
            return None;
        }
        let device = self.phones[phone].device().clone();
        let done = command(&device);
        drop(device);
        if !self.survives(phone) {
            return None;
        }
        if done.is_ok() {
            self.changed(phone);
        }
        Some(done).filter(|done| {
            let full = matches!(done, Err(AppError::Store(StoreError::Full)));
            !(full && self.phones[phone].disk.refused())
        })
    }

    /// Work that failed did so for its disk.
    pub(super) fn explained(&mut self, phone: usize, error: Option<WorkError>) {
        if let Some(error) = error.and_then(|error| self.phones[phone].explain(error)) {
            panic!("phone {phone}: {error:?}");
        }
    }

    /// The relay's process dies and starts again.
    pub fn kill_relay(&mut self) {
        self.relay.restart();
        self.cut_all();
    }

    /// The relay is restored from its backup.
    pub fn restore_relay(&mut self, before: bool) {
        let now_ms = self.wall();
        self.restored = true;
        self.relay.restore(before, now_ms);
        self.cut_all();
    }

    /// The relay tells these devices another history from now on.
    pub fn deceive(&mut self, phones: BTreeSet<usize>, deaf: bool) {
        self.honest = false;
        self.relay.deceive(phones, deaf);
        self.cut_all();
    }

    /// The relay tells everybody the same again.
    pub fn come_clean(&mut self) {
        self.relay.come_clean();
        self.cut_all();
    }

    fn cut_all(&mut self) {
        for conn in self.lines.keys().copied().collect::<Vec<_>>() {
            self.cut(conn);
        }
    }
}
