//! The laws of the protocol (section 16) for the public lane, as seeded simulations and property tests. Real
//! devices and a real relay, under virtual time, on a network that does what networks do.
//!
//! `EKIN_SEED=n cargo test -p ekin-tests --test simulation` tells one story again; `EKIN_SEEDS=n` tells so many
//! new ones instead of a few.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "what a test cannot do fails the test"
)]

mod devices;
mod model;
mod packs;
mod phone;
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

/// Stories told each time.
const FIXED: u64 = 20;
/// Stories told for the first time.
const FRESH: u64 = 10;
/// Stories told over the relay's real storage.
const SQLITE: u64 = 4;

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}
