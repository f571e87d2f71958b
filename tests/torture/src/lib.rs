//! Real relays and real phones on the loopback, killed, restored and attacked. A model in the simplest code says what was
//! acknowledged; nothing of it may be lost or doubled, and all phones have to show the same.
//!
//! Three parts, each on a scene of its own: [`kills`], [`restores`], [`attacks`]. The seed decides what is done and after which time it
//! is killed; what the machine does meanwhile is its own, so that a seed repeats a plan, not every moment of it.

pub mod attacks;
pub mod chance;
pub mod check;
pub mod error;
pub mod honest;
pub mod kills;
pub mod model;
pub mod report;
pub mod restores;
pub mod scene;
pub mod writing;

use std::path::Path;
use std::time::{Duration, Instant};

use ekin_harness::Programs;

use error::Result;
use model::Place;
use report::Report;
use scene::Scene;
use writing::Book;

/// What heals after a relay was restored, in this version.
///
/// A phone that is in a private space does not come to rest with a relay whose log of that space is older than its own: until private
/// spaces heal, restores are tried with phones that are in none.
pub const HEALS: [Place; 2] = [Place::Catalogue, Place::House];

/// What is to be done.
#[derive(Clone, Debug)]
pub struct Plan {
    /// Seed of all dice.
    pub seed: u64,
    /// Longest time of kills and of restores, each.
    pub time: Duration,
    /// Kills of phones, and as many of the relay; none for no such part.
    pub kills: u64,
    /// Restores; none for no such part.
    pub restores: u64,
    /// Attacks; none for no such part.
    pub attacks: Option<attacks::Strength>,
}

/// Does it all in this folder, part by part, and tells after each.
///
/// # Errors
/// [`error::TortureError`] where a part could not be carried out. What is found is in the report.
pub fn run(programs: &Programs, folder: &Path, plan: &Plan, mut tell: impl FnMut(&str)) -> Result<Report> {
    let mut report = Report::new(plan);
    if plan.kills > 0 {
        let (scene, book) = (
            Scene::set(programs, &folder.join("kills"), PACKS, true)?,
            Book::default(),
        );
        let started = Instant::now();
        let done = kills::run(&scene, &book, plan.seed, plan.kills, started + plan.time)?;
        report.killed(done, &book, started.elapsed());
        tell(&report.last());
    }
    if plan.restores > 0 {
        let houses = HEALS.contains(&Place::House);
        let scene = Scene::set(programs, &folder.join("restores"), PACKS, houses)?;
        let book = Book::default();
        let started = Instant::now();
        let until = started + plan.time;
        let done = restores::run(&scene, &book, plan.seed, plan.restores, until, &HEALS)?;
        report.restored(done, &book, started.elapsed());
        tell(&report.last());
    }
    if let Some(strength) = plan.attacks {
        attacks::raise_limit()?;
        let options = [PACKS, &["--inbox-work-bits", "4"]].concat();
        let (scene, book) = (
            Scene::set(programs, &folder.join("attacks"), &options, true)?,
            Book::default(),
        );
        let started = Instant::now();
        let done = attacks::run(&scene, &book, strength)?;
        report.attacked(&done, &book, started.elapsed());
        tell(&report.last());
    }
    Ok(report)
}

/// Packs are made soon, so that they too are made while everything dies.
const PACKS: &[&str] = &["--pack-after-ms", "200"];
