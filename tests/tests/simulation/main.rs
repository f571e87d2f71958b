//! The laws of the protocol (section 16) for the public lane and for private spaces, as seeded simulations and property tests. Real
//! devices and a real relay, under virtual time, on disks and a network that do what these do.
//!
//! `cargo xtask simulate --seeds A..B` tells stories, one or millions; a seed is told again by `--seeds N..N`. `EKIN_MEETINGS=n` says how
//! many times law 11 is tried.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::indexing_slicing,
    reason = "what a test cannot do fails the test, and says so"
)]

mod devices;
mod disk;
mod hostile_member;
mod hostile_peers;
mod house;
mod lives;
mod meeting;
mod model;
mod one_document;
mod packs;
mod peers;
mod phone;
mod private_model;
mod raw;
mod records;
mod relay;
mod story;
mod wire;
mod world;

use std::time::{Duration, Instant, SystemTime};

use story::{Range, Shape, Story, run_all};

/// Stories that once found a fault, as they were told then: a line each.
const REGRESSIONS: &str = include_str!("regressions.jsonl");
/// Seeds told each time.
const FIXED: Range = Range { first: 1, last: 36 };
/// Seeds told for the first time, each time: few, so that a fault of long ago seldom stops what is new. `cargo xtask simulate` tells many.
const FRESH: u64 = 6;

#[test]
fn stories_that_once_found_a_fault() {
    for line in REGRESSIONS.lines() {
        let story: Story = serde_json::from_str(line).unwrap();
        if let Err((said, why)) = story.told() {
            panic!("{line}\n{said}{why}");
        }
    }
}

#[test]
fn stories() {
    let now = SystemTime::UNIX_EPOCH.elapsed().unwrap().as_secs() * 1_000;
    let now = Range {
        first: now,
        last: now + FRESH - 1,
    };
    let fresh = said("EKIN_SEEDS").map_or(now, |text| Range::parse(&text).expect("EKIN_SEEDS=A..B"));
    println!("seeds {}..{} for the first time", fresh.first, fresh.last);
    for seeds in [FIXED, fresh] {
        let outcome = run_all(seeds, None, None, 2, |_| {});
        assert!(outcome.failures.is_empty(), "{}", outcome.failures.join("\n\n"));
    }
}

fn said(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

/// `cargo xtask simulate`: what it is asked for comes in the environment.
#[test]
#[ignore = "as long as it is asked to: cargo xtask simulate"]
fn simulate() {
    let seeds = said("EKIN_SEEDS")
        .and_then(|text| Range::parse(&text))
        .expect("EKIN_SEEDS=A..B");
    let minutes = said("EKIN_MINUTES").map(|text| text.parse::<f64>().expect("EKIN_MINUTES"));
    let shape = said("EKIN_STORY").map(|name| {
        let named = Shape::ALL.into_iter().find(|shape| shape.name() == name);
        named.expect("EKIN_STORY is territory, house or several")
    });
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    // What a story fails of is said with the story, not where it happened.
    std::panic::set_hook(Box::new(|_| {}));
    let started = Instant::now();
    let limit = minutes.map(|minutes| Duration::from_secs_f64(minutes * 60.0));
    let outcome = run_all(seeds, shape, limit, threads, |failure| println!("{failure}\n"));
    let _ = std::panic::take_hook();
    let told: u64 = outcome.told.iter().sum();
    println!(
        "{told} stories ({} of a territory, {} of a house, {} of several spaces; {} of them over SQLite), seeds {}..{}: {} devices, {} steps, {:.0} s on {threads} threads, {} failed",
        outcome.told[0],
        outcome.told[1],
        outcome.told[2],
        outcome.sqlite,
        seeds.first,
        outcome.last,
        outcome.devices,
        outcome.steps,
        started.elapsed().as_secs_f64(),
        outcome.failures.len()
    );
    assert!(outcome.failures.is_empty(), "see above");
}
