//! The texts in three languages: `ekin-i18n` is built, which compares them, and tested.

use crate::cargo::cargo;
use crate::step::{Failure, alone, quietly};

/// Runs the texts' tests as a task of its own.
pub fn run() -> Result<(), Failure> {
    alone("locales", check)
}

/// Builds and tests the texts; their build fails where a message lacks in one language.
pub fn check() -> Result<(), Failure> {
    quietly(cargo().args(["test", "--quiet", "--package", "ekin-i18n"]))
}
