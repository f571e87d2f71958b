//! Listings to show and to measure with: a [`territory`] of about sixty written by hand in French, Basque
//! and Spanish, a hundred [`searches()`] over it with the hits that a person would want, and a seeded
//! generator ([`generate()`]) of as many listings as a measurement needs.
//!
//! Everything is invented: organisations, places' names, streets. No person is named, no telephone number is
//! given, and every web address lies under `example.org`. Towns and their coordinates are real.
//!
//! **No native speaker has re-read the Basque and the Spanish yet**, and nobody with a learning disability has
//! re-read any of it: nothing here may carry an easy-read label.
//!
//! Data in, values out: no clock, no randomness but the seed, no files at run time.

pub mod day;
pub mod generate;
pub mod searches;
pub mod territory;
pub mod towns;

pub use generate::{Generator, generate, revise};
pub use searches::{Filters, Near, Search, searches};
pub use territory::{Sample, SampleError, sample};
pub use towns::{Town, towns};
