//! Whole-system tests.

pub mod forger;
pub mod scene;
pub mod traces;
