//! The laws of the protocol (section 16) for the public lane and for private spaces, as seeded simulations and property tests. Real
//! devices and a real relay, under virtual time, on a network that does what networks do.
//!
//! `EKIN_SEED=n cargo test -p ekin-tests --test simulation` tells one story again; `EKIN_SEEDS=n` tells so many
//! new ones instead of a few. `EKIN_HOUSE=n` and `EKIN_HOUSES=n` do the same for stories of houses, `EKIN_MEETINGS=n` says how many
//! times law 11 is tried.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "what a test cannot do fails the test"
)]

mod devices;
mod hostile_member;
mod hostile_peers;
mod house;
mod meeting;
mod model;
mod packs;
mod peers;
mod phone;
mod private_model;
mod private_story;
mod raw;
mod records;
mod relay;
mod story;
mod telling;
mod wire;
mod world;

use story::tell;

/// Stories that once found a fault.
const REGRESSIONS: &str = include_str!("regressions.txt");

#[test]
fn stories_that_once_found_a_fault() {
    for line in REGRESSIONS.lines().filter(|line| !line.starts_with('#')) {
        let mut words = line.split_whitespace();
        if let Some(seed) = words.next().and_then(|word| word.parse().ok()) {
            tell(seed, words.next() == Some("sqlite"));
        }
    }
}

#[test]
fn stories() {
    if let Some(seed) = number("EKIN_SEED") {
        return tell(seed, false);
    }
    let fresh = number("EKIN_SEEDS").unwrap_or(FRESH);
    let start = std::time::UNIX_EPOCH.elapsed().map_or(0, |since| since.as_secs()) % 1_000_000 * 10_000;
    for seed in (1..=FIXED).chain(start..start + fresh) {
        tell(seed, false);
    }
}

#[test]
fn stories_over_sqlite() {
    for seed in 1..=SQLITE {
        tell(seed, true);
    }
}

#[test]
fn houses() {
    if let Some(seed) = number("EKIN_HOUSE") {
        return private_story::tell(seed, false);
    }
    let fresh = number("EKIN_HOUSES").unwrap_or(FRESH);
    let start = std::time::UNIX_EPOCH.elapsed().map_or(0, |since| since.as_secs()) % 1_000_000 * 10_000;
    for seed in (1..=FIXED_HOUSES).chain(start..start + fresh) {
        private_story::tell(seed, false);
    }
}

#[test]
fn houses_over_sqlite() {
    for seed in 1..=SQLITE {
        private_story::tell(seed, true);
    }
}

#[test]
fn houses_that_once_found_a_fault() {
    for line in include_str!("regressions-houses.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
    {
        let mut words = line.split_whitespace();
        if let Some(seed) = words.next().and_then(|word| word.parse().ok()) {
            private_story::tell(seed, words.next() == Some("sqlite"));
        }
    }
}

/// Stories of houses told each time.
const FIXED_HOUSES: u64 = 12;
/// Stories told each time.
const FIXED: u64 = 20;
/// Stories told for the first time.
const FRESH: u64 = 10;
/// Stories told over the relay's real storage.
const SQLITE: u64 = 4;

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}
