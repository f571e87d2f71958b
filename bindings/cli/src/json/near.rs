//! Phone to phone.

use ekin_core::app::near::MetIn;
use serde::Serialize;

/// The first document of `near listen`.
#[derive(Serialize)]
pub struct NearCode {
    /// The code to show the other device.
    pub link: String,
}

/// What came of a meeting in one space.
#[derive(Serialize)]
pub struct Met {
    space: String,
    name: String,
    device: Option<u32>,
    given: u64,
    taken: u64,
    left: u64,
    forked: u64,
    records: u64,
}

impl Met {
    /// Of what the core says.
    pub fn of(met: &MetIn) -> Self {
        let came = &met.exchanged;
        Self {
            space: met.space.to_string(),
            name: met.name.clone(),
            device: met.device,
            given: came.given,
            taken: came.taken,
            left: came.left,
            forked: came.forked,
            records: came.records,
        }
    }
}
