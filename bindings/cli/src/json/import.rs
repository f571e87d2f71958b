//! What an import did.

use ekin_core::app::exchange::{Loss, Problem as ReaderProblem};
use ekin_core::app::ids::ObjectId;
use ekin_core::app::import::ImportReport;
use ekin_core::app::says;
use ekin_i18n::Catalog;
use serde::Serialize;

use super::{Changed, Problem, ProblemBody};
use crate::failure::Failure;

/// One file of `import`.
#[derive(Serialize)]
pub struct Imported {
    file: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<ProblemBody>,
    new: Vec<String>,
    changed: Vec<String>,
    unchanged: usize,
    superseded: usize,
    rejected: usize,
    stay_withdrawn: Vec<String>,
    withdrawn: Vec<String>,
    kept: Vec<Changed>,
    without_id: usize,
    values: u64,
    left_out: u64,
    losses: Vec<Loss>,
    problems: Vec<ReaderProblem>,
    fields: Vec<EntryField>,
}

#[derive(Serialize)]
struct EntryField {
    at: String,
    path: String,
    code: &'static str,
    text: String,
}

impl Imported {
    /// Of what the core says.
    pub fn of(file: &str, report: &ImportReport, words: Catalog) -> Self {
        let ids = |ids: &[ObjectId]| ids.iter().map(ToString::to_string).collect();
        let read = report.read.as_ref();
        Self {
            file: file.to_owned(),
            error: None,
            new: ids(&report.new),
            changed: ids(&report.changed),
            unchanged: report.same,
            superseded: report.superseded,
            rejected: report.rejected,
            stay_withdrawn: ids(&report.stay_withdrawn),
            withdrawn: ids(&report.withdrawn),
            kept: report
                .kept
                .iter()
                .map(|(object, fields)| Changed::of(object, fields))
                .collect(),
            without_id: report.without_id,
            values: read.map_or(0, |read| read.leaves.mapped),
            left_out: read.map_or(0, |read| read.leaves.left_out),
            losses: read.map(|read| read.losses.clone()).unwrap_or_default(),
            problems: read.map(|read| read.problems.clone()).unwrap_or_default(),
            fields: report
                .fields
                .iter()
                .map(|(at, error)| EntryField {
                    at: at.to_string(),
                    path: error.path.clone(),
                    code: error.problem.code(),
                    text: words.format(&says::problem(&error.problem)),
                })
                .collect(),
        }
    }

    /// A file of several that could not be read.
    pub fn failed(file: &str, failure: &Failure, words: Catalog) -> Self {
        Self {
            error: failure.said().map(|said| Problem::of(&said, words).error),
            ..Self::of(file, &ImportReport::default(), words)
        }
    }
}
