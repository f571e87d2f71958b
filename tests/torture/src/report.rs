//! What was done and what came of it, as a table for a person and for `docs/reliability.md`.

use std::fmt::Write;
use std::time::Duration;

use crate::Plan;
use crate::attacks::Attacked;
use crate::honest::percentile;
use crate::kills::Killed;
use crate::restores::Restored;
use crate::writing::Book;

/// The outcome of a run.
#[derive(Clone, Debug)]
pub struct Report {
    seed: u64,
    again: String,
    parts: Vec<String>,
    findings: Vec<String>,
}

impl Report {
    /// Of a run that begins.
    pub fn new(plan: &Plan) -> Self {
        Self {
            seed: plan.seed,
            again: format!(
                "cargo xtask torture --seed {} --kills {} --restores {} --minutes {}",
                plan.seed,
                plan.kills,
                plan.restores,
                plan.time.as_secs().div_ceil(60)
            ),
            parts: Vec::new(),
            findings: Vec::new(),
        }
    }

    /// What was found.
    pub fn findings(&self) -> &[String] {
        &self.findings
    }

    /// The last part, in words.
    pub fn last(&self) -> String {
        self.parts.last().cloned().unwrap_or_default()
    }

    fn part(&mut self, what: String, book: &Book, took: Duration) {
        let (tried, there) = book.model().counts();
        let found = book.findings();
        let outcome = match found.len() {
            0 => "nothing lost, nothing doubled, all alike".to_owned(),
            n => format!("{n} FINDINGS"),
        };
        let took = took.as_secs_f64();
        let left = if tried > 0 {
            format!(", {tried} not compared any more")
        } else {
            String::new()
        };
        self.parts.push(format!(
            "{what}; {there} words compared{left}; {took:.0} s: {outcome}"
        ));
        self.findings.extend(found);
    }

    /// Kills.
    pub fn killed(&mut self, done: Killed, book: &Book, took: Duration) {
        let what = format!(
            "kills: {} of phones' commands while they ran, {} of the relay, {} commands that ended, {} comparisons",
            done.phones, done.relays, done.steps, done.rounds
        );
        self.part(what, book, took);
    }

    /// Restores.
    pub fn restored(&mut self, done: Restored, book: &Book, took: Duration) {
        let what = format!(
            "restores: {} by command, {} by hand, {} of them of a backup that was not the newest",
            done.by_command, done.by_hand, done.old
        );
        self.part(what, book, took);
    }

    /// Attacks.
    pub fn attacked(&mut self, all: &[Attacked], book: &Book, took: Duration) {
        let mut table = String::from(
            "attacks, with the time honest users wait in ms (p50 / p99; before -> during):\n\
             | Attack | sent | held at once | cut or refused | one push | one sync | failed | relay's peak |\n\
             |---|---|---|---|---|---|---|---|\n",
        );
        for one in all {
            let pair = |values: &[f64]| {
                let value = |percent| percentile(values, percent).unwrap_or(f64::NAN);
                format!("{:.0} / {:.0}", value(50), value(99))
            };
            let change = |before: &[f64], during: &[f64]| format!("{} -> {}", pair(before), pair(during));
            // Writing into a string cannot fail.
            let _ = writeln!(
                table,
                "| {} | {} | {} | {} | {} | {} | {} of {} | {} MiB |",
                one.attack.name(),
                one.sent,
                one.held,
                one.refused,
                change(&one.before.push, &one.during.push),
                change(&one.before.sync, &one.during.sync),
                one.during.failed,
                one.during.push.len() + one.during.sync.len(),
                one.memory_mib
            );
        }
        table.push_str("attacks");
        self.part(table, book, took);
    }
}

impl std::fmt::Display for Report {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        writeln!(f, "seed {}", self.seed)?;
        for part in &self.parts {
            writeln!(f, "{part}")?;
        }
        for finding in &self.findings {
            writeln!(f, "FOUND: {finding}")?;
        }
        match self.findings.is_empty() {
            true => write!(f, "all held"),
            false => write!(f, "run it again: {}", self.again),
        }
    }
}
