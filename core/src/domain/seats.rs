//! Seats of an outing (protocol 12): who has one, who is likely to get one, who waits, and what is too many. Pure
//! functions of capacities, claims and decisions, which give the same answer on every device that knows the same of
//! them. They show and flag; nothing here takes a seat from anybody.

mod capacity;
mod claim;
mod queue;
mod travel;

#[cfg(test)]
mod laws;
#[cfg(test)]
mod tests;

pub use capacity::{Capacity, Places, Said};
pub use claim::{Claim, Decision, Priority};
pub use queue::{Seats, Standing, seats};
pub use travel::{Load, Party, loads, without_buddy};
