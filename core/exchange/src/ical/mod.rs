//! iCalendar (RFC 5545, 7986, 9073), both ways. The values of each line are read by `calcard`; lines and
//! components are cut here, so that one broken line costs that line and every line is accounted for.

mod event;
mod lines;
mod read;
mod rule;
mod when;
mod write;
mod zones;

pub(crate) use read::read;
pub(crate) use write::write;

/// Beginning of the names of the properties that only Ekin writes.
const OWN: &str = "X-EKIN";
/// Product identifier of Ekin's exports: their texts are plain.
const PRODUCT: &str = "-//Ekin//Ekin//EN";

#[cfg(test)]
mod tests;
