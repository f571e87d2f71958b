//! The name under which this device's person decides and answers. It is told to those who read the same mailbox, and to
//! whoever is answered; nobody else sees it, and nothing proves it.

use super::device::Device;
use super::error::AppError;
use crate::domain::text::{Lines, clean};
use crate::storage::Read;

/// Setting that holds it.
const NAME: &str = "person.signature";
/// Longest name, in characters.
const LONGEST: usize = 80;

impl Device {
    /// The name, where the person gave one.
    ///
    /// # Errors
    /// Those of the store.
    pub fn signature(&self) -> Result<Option<String>, AppError> {
        self.store().read(signature)
    }

    /// Signs with this name from now on; an empty one takes it back.
    ///
    /// # Errors
    /// [`AppError::Words`] for what no line of text holds.
    pub fn sign_as(&self, name: &str) -> Result<(), AppError> {
        let name = clean(name, LONGEST, Lines::One).map_err(|_| AppError::Words)?;
        self.store().write(|tx| match name.is_empty() {
            true => Ok(tx.unset(NAME)?),
            false => Ok(tx.set_setting(NAME, name.as_bytes())?),
        })
    }
}

/// The name, where the person gave one.
pub(crate) fn signature(read: &Read<'_>) -> Result<Option<String>, AppError> {
    let name = read.setting(NAME)?;
    Ok(name.and_then(|name| String::from_utf8(name).ok()))
}
