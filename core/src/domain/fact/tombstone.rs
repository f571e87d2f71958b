//! The end of an object: among its heads it hides all others.

use ekin_protocol::item::kind;

use super::fact;

fact! {
    /// The end of an object.
    Tombstone = kind::TOMBSTONE; {}
}

impl Default for Tombstone {
    fn default() -> Self {
        Self {
            version: super::VERSION,
            unknown: crate::domain::unknown::Unknown::default(),
        }
    }
}
