//! A relay that moves, or has a new key.

use ekin_core::app::moving;
use serde::Serialize;

/// `relay move` and `relay renew`: an array, one of these for each space at the old address.
#[derive(Serialize)]
pub struct Moved {
    space: String,
    name: String,
    said: bool,
}

impl Moved {
    /// Of what the core says.
    pub fn of(moved: &moving::Moved) -> Self {
        Self {
            space: moved.space.to_string(),
            name: moved.name.clone(),
            said: moved.said,
        }
    }
}
