//! Whole-system tests.

pub mod forger;
