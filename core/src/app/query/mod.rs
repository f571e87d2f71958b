//! What screens ask: lists with a cursor, one listing whole, what is saved, what is new, and how things stand.
//! Times come as a calendar shows them, in the listing's zone.

mod near;
mod saved;
mod search;
mod show;
mod status;
mod when;

pub use near::{UnknownTown, near};
pub use search::{Ask, BadCursor, Found, Hit, Less};
pub use show::{Shown, ShownVersion};
pub use status::{RefusedListing, Status, TerritoryStatus};
pub use when::When;
pub(crate) use when::moment;

pub use crate::storage::query::Card;
pub use crate::storage::{ListingCounts, OutCounts, OutState};
