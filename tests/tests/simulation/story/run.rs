//! Many stories at once: seeds shared out over threads, for so many seeds or so many minutes; what went wrong is shortened and said.

use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use super::{Shape, Story, draw};

/// Seeds, both ends among them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    /// The first.
    pub first: u64,
    /// The last.
    pub last: u64,
}

impl Range {
    /// Reads `A..B`, or one number.
    pub fn parse(text: &str) -> Option<Self> {
        let (first, last) = text.split_once("..").unwrap_or((text, text));
        let (first, last) = (first.parse().ok()?, last.parse().ok()?);
        (first <= last).then_some(Self { first, last })
    }
}

/// How many stories were told, and how it went.
#[derive(Debug, Default)]
pub struct Outcome {
    /// Stories of each shape.
    pub told: [u64; 3],
    /// Of these, those over the relay's real storage.
    pub sqlite: u64,
    /// Devices and steps in all of them.
    pub devices: u64,
    /// Steps in all of them.
    pub steps: u64,
    /// Last seed that was told, where all before it were too.
    pub last: u64,
    minutes: u64,
    /// What went wrong: shortened, with what happened in it.
    pub failures: Vec<String>,
}

/// Tells the stories of these seeds, of one shape or all in turn, on so many threads. One in eight is told over SQLite. Says as
/// it goes how far it is, and which fail.
pub fn run_all(
    seeds: Range,
    shape: Option<Shape>,
    limit: Option<Duration>,
    threads: usize,
    say: impl Fn(&str) + Sync,
) -> Outcome {
    let next = AtomicU64::new(seeds.first);
    let started = Instant::now();
    let outcome = Mutex::new(Outcome::default());
    std::thread::scope(|scope| {
        for _ in 0..threads.max(1) {
            // Documents are opened on small stacks of their own; stories are not.
            let builder = std::thread::Builder::new().stack_size(16 << 20);
            let told = || {
                loop {
                    let seed = next.fetch_add(1, Ordering::SeqCst);
                    let over = limit.is_some_and(|limit| started.elapsed() >= limit);
                    if seed > seeds.last || over {
                        break;
                    }
                    let story = story_of(seed, shape);
                    let wrong = story.told().err().map(|wrong| {
                        say(&format!(
                            "seed {seed} ({}) fails, and is being shortened: {}",
                            story.shape.name(),
                            wrong.1
                        ));
                        story.clone().shortened(wrong)
                    });
                    let mut outcome = outcome.lock().unwrap();
                    let minutes = started.elapsed().as_secs() / 60;
                    if std::mem::replace(&mut outcome.minutes, minutes) < minutes {
                        say(&format!("minute {minutes}: seed {seed}"));
                    }
                    outcome.told[story.shape as usize] += 1;
                    outcome.sqlite += u64::from(story.sqlite);
                    outcome.devices += story.devices as u64;
                    outcome.steps += story.steps.len() as u64;
                    outcome.last = outcome.last.max(seed);
                    if let Some((story, (said, why))) = wrong {
                        let text = format!(
                            "FAILED: seed {seed}, {}, shortened to {} steps:\n{said}{why}\n{story}",
                            story.shape.name(),
                            story.steps.len()
                        );
                        say(&text);
                        outcome.failures.push(text);
                    }
                }
            };
            builder.spawn_scoped(scope, told).unwrap();
        }
    });
    outcome.into_inner().unwrap()
}

/// The story of a seed: the shapes take turns.
pub fn story_of(seed: u64, shape: Option<Shape>) -> Story {
    let turn = Shape::ALL[usize::try_from(seed % 3).unwrap()];
    draw(shape.unwrap_or(turn), seed, seed % 8 == 5)
}
