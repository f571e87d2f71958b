//! The state of a device for support: numbers and codes, no text of anybody, no name, no key.

use super::status::TerritoryStatus;
use crate::app::device::Device;
use crate::app::error::AppError;
use crate::storage::known_schema;

/// The state of a device.
#[derive(Clone, Debug, PartialEq)]
pub struct Health {
    /// Schema of the file.
    pub schema: u32,
    /// Schema of this program.
    pub known_schema: u32,
    /// Bytes of the store.
    pub bytes: u64,
    /// What the database found damaged; empty when nothing is.
    pub damage: Vec<String>,
    /// Damaged files that were set aside.
    pub set_aside: u64,
    /// Why things did not count, and how many.
    pub reasons: Vec<(String, u64)>,
    /// Each territory, with the place of its last pack and the newest confirmed place.
    pub territories: Vec<(TerritoryStatus, u64, Option<u64>)>,
}

impl Device {
    /// The state of this device.
    ///
    /// # Errors
    /// Those of the store.
    pub fn health(&self) -> Result<Health, AppError> {
        let status = self.status()?;
        let damage = self.store().check()?;
        let (schema, reasons, spaces) = self
            .store()
            .read(|read| Ok::<_, AppError>((read.schema()?, read.quarantine_reasons()?, read.spaces()?)))?;
        let territories = status.territories.into_iter().map(|one| {
            let space = spaces.iter().find(|space| space.id == one.territory.space);
            let base = space
                .and_then(|space| Some(space.base.as_ref()?.seq))
                .unwrap_or(0);
            let confirmed = space.and_then(|space| space.confirmed_seq);
            (one, base, confirmed)
        });
        let files = std::fs::read_dir(self.home()).into_iter().flatten().flatten();
        let aside = files.filter(|file| {
            let name = file.file_name();
            let name = name.to_string_lossy();
            name.contains(".corrupt-") && !name.ends_with("-wal") && !name.ends_with("-shm")
        });
        Ok(Health {
            schema,
            known_schema: known_schema(),
            bytes: status.bytes,
            damage,
            set_aside: aside.count() as u64,
            reasons,
            territories: territories.collect(),
        })
    }
}
