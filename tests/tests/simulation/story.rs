//! Stories: what people do to their devices, and what happens to them. A story is a list of steps, each drawn
//! from its own seed, so that a shorter list still means the same.

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};

use ekin_core::sync::event::Notice;
use ekin_sync_server::storage::memory::MemoryStorage;
use ekin_sync_server::storage::sqlite::SqliteStorage;
use rand_chacha::ChaCha8Rng;
use rand_core::{Rng, SeedableRng};

use super::model::check;
use super::relay::Kept;
use super::telling::Telling;
use super::world::World;

/// Ten years in ms.
const TEN_YEARS: i64 = 315_360_000_000;

/// One thing that happens. Devices are counted around: any number names one.
#[derive(Clone, Copy, Debug)]
pub enum What {
    Publish,
    Edit,
    Withdraw,
    Undo,
    Import(u32),
    ImportAgain(u32),
    Sync,
    Watch,
    StopWatching,
    Cut,
    Mend,
    DieAfter(u32),
    DieNow,
    KillRelay,
    Clock(i64),
    Copy,
    SetBack,
    Clone,
    NewReader,
    NewPublisher(u8),
    Role(u8),
    Remove,
    Pack,
    Purge,
    Faults(u32, u32, u32),
    Wait,
}

/// A step: who, what, and what else is drawn by lot.
#[derive(Clone, Copy, Debug)]
pub struct Step {
    /// Whose; counted around.
    pub who: u32,
    /// What happens.
    pub what: What,
    /// What else is drawn by lot.
    pub seed: u64,
}

/// Draws a story.
fn draw(seed: u64) -> Vec<Step> {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let steps = 20 + rng.next_u32() % 100;
    // Some stories have no copies of devices: then nothing may be logged twice.
    let doubles = rng.next_u32() % 2 == 0;
    // Some have nobody removed.
    let removals = rng.next_u32() % 2 == 0;
    (0..steps)
        .map(|_| {
            let n = rng.next_u32();
            let what = match rng.next_u32() % 100 {
                0..=14 => What::Publish,
                15..=27 => What::Edit,
                28..=30 => What::Withdraw,
                31 => What::Undo,
                32..=34 => What::Import(1 + n % 70),
                35..=37 => What::ImportAgain(1 + n % 70),
                38..=54 => What::Sync,
                55..=57 => What::Watch,
                58 => What::StopWatching,
                59..=61 => What::Cut,
                62..=64 => What::Mend,
                65..=70 => What::DieAfter(n % 40),
                71 => What::DieNow,
                72..=74 => What::KillRelay,
                75 => What::Clock(TEN_YEARS * (i64::from(n % 3) - 1)),
                76..=77 => What::Copy,
                78 if doubles => What::SetBack,
                79 if doubles => What::Clone,
                80 => What::NewReader,
                81..=82 => What::NewPublisher((n % 3) as u8),
                83 if removals => What::Role((n % 3) as u8),
                84 if removals => What::Remove,
                85..=88 => What::Pack,
                89 => What::Purge,
                90..=93 => What::Faults(n % 100, (n >> 8) % 100, (n >> 16) % 60),
                _ => What::Wait,
            };
            let (who, seed) = (rng.next_u32(), rng.next_u64());
            Step { who, what, seed }
        })
        .collect()
}

fn run<S: Kept>(seed: u64, steps: &[Step]) -> Told {
    caught(|said| {
        let mut telling: Telling<S> = Telling::begin(seed);
        for step in steps {
            telling.step(step);
            said.clone_from(&telling.said);
            lies(&telling.world);
        }
        telling.settle();
        lies(&telling.world);
        check(&telling.world, &telling.space, &telling.acknowledged);
    })
}

/// How a story went: what happened, and what was wrong in the end.
pub type Told = Result<(), (String, String)>;

/// Tells a story, which writes down what happens as it goes.
pub fn caught(tell: impl FnOnce(&mut String)) -> Told {
    let mut said = String::new();
    let told = catch_unwind(AssertUnwindSafe(|| tell(&mut said)));
    told.map_err(|panic| {
        let why = panic
            .downcast_ref::<String>()
            .cloned()
            .or_else(|| panic.downcast_ref::<&str>().map(|why| (*why).to_owned()));
        (said, why.unwrap_or_default())
    })
}

/// An honest relay is not said to lie.
pub fn lies<S: Kept>(world: &World<S>) {
    let lied: BTreeSet<_> = world
        .phones
        .iter()
        .enumerate()
        .filter_map(|(n, phone)| {
            let lied = phone
                .heard
                .iter()
                .find(|notice| matches!(notice, Notice::Lied { .. }))?;
            Some(format!("phone {n}: {lied:?}"))
        })
        .collect();
    assert!(lied.is_empty(), "an honest relay is said to lie: {lied:?}");
}

fn run_over(seed: u64, sqlite: bool, steps: &[Step]) -> Told {
    match sqlite {
        true => run::<SqliteStorage>(seed, steps),
        false => run::<MemoryStorage>(seed, steps),
    }
}

/// Tells the story of a seed; when it goes wrong, looks for a shorter one that does too, and says it.
pub fn tell(seed: u64, sqlite: bool) {
    shorten("EKIN_SEED", seed, draw(seed), |steps| {
        run_over(seed, sqlite, steps)
    });
}

/// Runs steps; when they go wrong, looks for fewer that do too, and says them.
pub fn shorten<T: Clone>(name: &str, seed: u64, mut steps: Vec<T>, run: impl Fn(&[T]) -> Told) {
    let Err(mut failed) = run(&steps) else {
        return;
    };
    let mut piece = steps.len() / 2;
    while piece > 0 {
        let mut from = 0;
        while from < steps.len() {
            let mut shorter = steps.clone();
            shorter.drain(from..(from + piece).min(steps.len()));
            match run(&shorter) {
                Err(again) => (steps, failed) = (shorter, again),
                Ok(()) => from += piece,
            }
        }
        piece /= 2;
    }
    let (said, why) = failed;
    panic!(
        "{name}={seed}, shortened to {} steps:\n{said}\n{why}",
        steps.len()
    );
}
