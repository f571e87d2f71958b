//! The figures, a file each.

mod apps;
mod beside;
mod checkpoint;
mod day;
mod documents;
mod edit_bytes;
mod edit_latency;
mod edited_often;
mod first_sync;
mod growth;
mod healing;
mod idle;
mod ingest;
mod members;
mod networks;
mod nightly;
mod private_edit;
mod reconnect;
mod relay_growth;
mod scanner;
mod screens;
mod seats;
mod size;

pub use apps::{ACROSS, CHANGES, WITHIN, across, changes, within};
pub use beside::{AGAIN, ID as PEERS, MERGE, again, merge};
pub use day::{STEP, step};
pub use documents::new_member;
pub use first_sync::new_device;
pub use members::{OPEN, open_spaces};
pub use networks::{ARRIVE, arrive};
pub use screens::{first_page, search};
pub use size::ID as SIZE;

use crate::error::Result;
use crate::figure::Figure;
use crate::world::World;

/// One figure: its id, and how it is measured.
pub type Measure = (&'static str, fn(&World) -> Result<Figure>);

/// All of them, in the order of the table.
pub const ALL: [Measure; 23] = [
    (first_sync::ID, first_sync::measure),
    (nightly::ID, nightly::measure),
    (reconnect::ID, reconnect::measure),
    (edit_bytes::ID, edit_bytes::measure),
    (screens::ID, screens::measure),
    (apps::ID, apps::measure),
    (edit_latency::ID, edit_latency::measure),
    (ingest::ID, ingest::measure),
    (idle::ID, idle::measure),
    (edited_often::ID, edited_often::measure),
    (documents::ID, documents::measure),
    (checkpoint::ID, checkpoint::measure),
    (private_edit::ID, private_edit::measure),
    (members::ID, members::measure),
    (healing::ID, healing::measure),
    (scanner::ID, scanner::measure),
    (seats::ID, seats::measure),
    (size::ID, size::measure),
    (beside::ID, beside::measure),
    (networks::ID, networks::measure),
    (growth::ID, growth::measure),
    (relay_growth::ID, relay_growth::measure),
    (day::ID, day::measure),
];
