//! Which ads fit whom, on the device that knows who asks: what a listing says to each need ([`need`]), and which ads speak of what
//! somebody wants ([`ad`]). Ads are matched, never people: they stand in the order of time and place, and each with its reasons, so that a
//! person sees why and decides. Nothing is excluded in silence: *not said* is not *no*.

pub mod ad;
pub mod need;
mod word;

pub use ad::{Ad, Match, Reason, Want, matched};
pub use need::{Fit, Need, Said, answers, fit, said};
pub use word::{Words, stem, words};
