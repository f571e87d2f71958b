//! A short slice of the torture, for every change: kills, restores and attacks in small numbers.

#![allow(clippy::unwrap_used, reason = "a test")]

use std::time::Duration;

use ekin_harness::Programs;
use ekin_torture::attacks::Strength;
use ekin_torture::{Plan, run};

#[test]
fn nothing_acknowledged_is_lost_while_everything_dies_comes_back_and_is_attacked() {
    let programs = Programs::from_environment().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let plan = Plan {
        seed: 7,
        // A bound for a machine that is very busy; the counts end it long before.
        time: Duration::from_secs(600),
        kills: 12,
        restores: 3,
        attacks: Some(Strength {
            sockets: 200,
            frames: 20_000,
            samples: 4,
            most: Duration::from_secs(60),
            only: None,
        }),
    };
    let report = run(&programs, folder.path(), &plan, |_| {}).unwrap();
    assert!(report.findings().is_empty(), "{report}");
}
