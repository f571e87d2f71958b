//! What screens ask: lists with a cursor, one listing whole, what is saved, what is new, and how things stand.
//! Times come as a calendar shows them, in the listing's zone.

mod doctor;
mod export;
mod near;
mod news;
mod saved;
mod search;
mod show;
mod status;
mod when;

pub use doctor::Health;
pub use export::Exported;
pub use near::UnknownTown;
pub use news::NewsPage;
pub use search::{Ask, BadCursor, Found, Hit, Less};
pub use show::{Shown, ShownVersion};
pub use status::{RefusedListing, Status, TerritoryStatus};
pub(crate) use when::moment;
pub use when::{When, day_at};

pub use crate::storage::query::{Card, Change};
pub use crate::storage::{ListingCounts, OutCounts, OutState};
