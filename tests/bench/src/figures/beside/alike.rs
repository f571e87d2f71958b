//! What one program took at each job, by row.

use std::collections::BTreeMap;

use crate::figure::Spread;

/// Numbers of one program, and why some lack.
#[derive(Debug, Default)]
pub struct Told {
    numbers: BTreeMap<&'static str, Vec<f64>>,
    why: BTreeMap<&'static str, String>,
    all: Option<String>,
}

impl Told {
    /// One run's number for a row.
    pub fn put(&mut self, row: &'static str, number: f64) {
        self.numbers.entry(row).or_default().push(number);
    }

    /// These rows were not done.
    pub fn not(&mut self, rows: &[&'static str], why: &str) {
        for row in rows {
            self.why.insert(row, why.to_owned());
        }
    }

    /// Nothing was done.
    pub fn lacks(&mut self, why: &str) {
        self.all = Some(why.to_owned());
    }

    /// All runs of a row.
    pub fn runs(&self, row: &str) -> &[f64] {
        self.numbers.get(row).map_or(&[], Vec::as_slice)
    }

    /// What a row took.
    pub fn spread(&self, row: &str) -> Option<Spread> {
        Spread::of(self.runs(row).iter().copied())
    }

    /// Why a row lacks; nothing where it was not asked for.
    pub fn why(&self, row: &str) -> Option<String> {
        self.all.clone().or_else(|| self.why.get(row).cloned())
    }
}
