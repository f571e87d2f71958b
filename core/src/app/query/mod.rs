//! What screens ask: lists with a cursor, one listing whole, what is saved, what is new, and how things stand.
//! Times come as a calendar shows them, in the listing's zone.

mod alerts;
mod doctor;
mod export;
mod fit;
mod matches;
mod near;
mod needs;
mod news;
mod plans;
mod reminders;
mod saved;
mod search;
mod show;
mod status;
mod week;
mod when;

pub(super) use alerts::follow;
pub use alerts::{Alert, Followed};
pub use doctor::Health;
pub use export::Exported;
pub use fit::Fitting;
pub use matches::{For, Matched};
pub use near::UnknownTown;
pub use news::NewsPage;
pub(super) use plans::changed_here;
pub use reminders::ReminderShown;
pub(super) use saved::Listed;
pub(crate) use search::Zones;
pub use search::{Ask, BadCursor, Found, Hit, Less};
pub use show::{Shown, ShownVersion};
pub use status::{RefusedListing, Status, TerritoryStatus};
pub use week::{Freshness, STALE_MS, Week};
pub(crate) use when::end_of;
pub use when::{When, day_at, moment};

pub use crate::storage::query::{Card, Change};
pub use crate::storage::{ListingCounts, OutCounts, OutState};
