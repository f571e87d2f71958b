//! The one-way dependencies of the house.
//!
//! `protocol <- domain <- document, record, sync <- storage, net <- app <- bindings <- shells`, and
//! `i18n, exchange <- app`. The relay depends on `protocol` and `i18n` alone; no program under MPL-2.0
//! links it. The manifests are compared through `cargo metadata`, the folders through the paths that
//! their code names.

mod manifests;
mod sources;

use crate::step::{Failure, none_of};
use crate::tree;

/// Finds every dependency that goes the wrong way.
pub fn check() -> Result<(), Failure> {
    let mut findings = manifests::findings(&manifests::packages()?);
    findings.extend(sources::findings(&tree::files(&["rs"])?));
    none_of(findings)
}
