//! Relays that lie: servers of their own, which hold a real catalogue and show it twisted to unmodified devices.
//!
//! - [`catalogue`]: what a real relay answered, recorded with its keys, so that a lie can be signed;
//! - [`site`]: the pages that a lying relay shows, made from a catalogue;
//! - [`server`]: how it shows them: whole, cut, dripping, without end;
//! - [`tap`]: a real relay's session with messages left out;
//! - [`victim`]: the device to which all this is shown, and what it must come to.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up fails")]

pub mod catalogue;
pub mod server;
pub mod site;
pub mod tap;
pub mod victim;

pub use catalogue::Catalogue;
pub use server::{Forger, Manner, Page, get};
pub use site::Site;
pub use tap::{Choice, Tap};
pub use victim::Victim;
