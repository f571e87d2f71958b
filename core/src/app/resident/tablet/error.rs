//! What a command about a shared tablet can fail with.

use crate::domain::pin::PinError;
use crate::domain::tablet::ChoicesError;

/// What a command about a shared tablet can fail with.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TabletError {
    /// Not a code that can be kept or tried.
    #[error(transparent)]
    Pin(#[from] PinError),
    /// Simple mode begins with a code, else nobody could leave it.
    #[error("there is no code yet")]
    NoPin,
    /// A recovery code that opens no house of this tablet.
    #[error("a recovery code of no house here")]
    OtherHouse,
    /// What was chosen cannot be kept.
    #[error(transparent)]
    Choices(#[from] ChoicesError),
}
