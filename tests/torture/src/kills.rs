//! Phones and the relay are killed (SIGKILL) at random moments while phones write and sync.

use std::sync::PoisonError;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use crate::chance::Chance;
use crate::check::{check, newcomer, settle};
use crate::error::Result;
use crate::model::Place;
use crate::scene::Scene;
use crate::writing::{Book, Writer};

/// Kills of phones, and of the relay, in one round, after which all is compared.
const ROUND: u64 = 25;
/// Longest life of a relay.
const RELAY_LIVES: Duration = Duration::from_millis(400);
/// Tries of the reader's sync after the relay came back.
const TRIES: usize = 3;
/// Everything.
const BOTH: [Place; 2] = [Place::Catalogue, Place::House];

/// What was done.
#[derive(Clone, Copy, Debug, Default)]
pub struct Killed {
    /// Commands on phones that were killed while they ran.
    pub phones: u64,
    /// Kills of the relay.
    pub relays: u64,
    /// Commands that ended by themselves.
    pub steps: u64,
    /// Times that everything was compared.
    pub rounds: u64,
}

/// Kills until so many phones and as many relays were, or the time is over.
pub fn run(scene: &Scene, book: &Book, seed: u64, kills: u64, until: Instant) -> Result<Killed> {
    let mut done = Killed::default();
    let mut writers = Vec::new();
    for number in 0..scene.writers.len() {
        writers.push(Writer::new(scene, number, book)?);
    }
    while (done.phones < kills || done.relays < kills) && Instant::now() < until {
        let common = match writers.first() {
            Some(first) => first.common()?,
            None => String::new(),
        };
        settle(scene, book)?;
        let wanted = ROUND.min(kills);
        round(scene, book, seed, &mut done, &mut writers, &common, wanted)?;
        done.rounds += 1;
        settle(scene, book)?;
        check(scene, book, &BOTH)?;
        if done.rounds.is_multiple_of(5) {
            let phone = scene.newcomer(&format!("newcomer{}", done.rounds))?;
            newcomer(&phone, scene, book, &[Place::Catalogue])?;
        }
        if !book.findings().is_empty() {
            break;
        }
    }
    if book.findings().is_empty() {
        let phone = scene.newcomer_in_the_house("newest")?;
        newcomer(&phone, scene, book, &BOTH)?;
    }
    Ok(done)
}

/// Phones write, and are killed until so many were; meanwhile the relay is killed as often.
fn round(
    scene: &Scene,
    book: &Book,
    seed: u64,
    done: &mut Killed,
    writers: &mut [Writer<'_>],
    common: &str,
    wanted: u64,
) -> Result<()> {
    let (ended, killed) = (AtomicBool::new(false), AtomicU64::new(0));
    let number = done.rounds;
    let before: u64 = writers.iter().map(|writer| writer.kills).sum();
    let outcome = std::thread::scope(|scope| {
        let mut threads = Vec::new();
        for (n, writer) in writers.iter_mut().enumerate() {
            let (ended, killed) = (&ended, &killed);
            threads.push(scope.spawn(move || -> Result<()> {
                let mut chance = Chance::of(seed, number << 8 | n as u64);
                loop {
                    let enough = killed.load(Ordering::Relaxed) >= wanted;
                    if ended.load(Ordering::Relaxed) {
                        break;
                    }
                    let before = writer.kills;
                    let deadly = chance.below(3) > 0 && !enough;
                    writer.step(book, common, &mut chance, deadly)?;
                    killed.fetch_add(writer.kills - before, Ordering::Relaxed);
                }
                Ok(())
            }));
        }
        let mut chance = Chance::of(seed, number << 8 | 0xff);
        let mut count = 0;
        let mut relays = Ok(());
        while relays.is_ok() && (count < wanted || killed.load(Ordering::Relaxed) < wanted) {
            if threads.iter().all(|thread| thread.is_finished()) {
                break;
            }
            std::thread::park_timeout(chance.within(RELAY_LIVES));
            relays = kill_relay(scene, book);
            count += 1;
        }
        ended.store(true, Ordering::Relaxed);
        for thread in threads {
            match thread.join() {
                Ok(ended) => ended?,
                Err(_) => book.finding("a thread of the torture itself broke".to_owned()),
            }
        }
        relays.map(|()| count)
    });
    done.relays += outcome?;
    done.phones += writers.iter().map(|writer| writer.kills).sum::<u64>() - before;
    done.steps = writers.iter().map(|writer| writer.steps).sum();
    Ok(())
}

/// Kills the relay, starts it again, and has the reader look whether all is there that somebody was told is received: before any
/// phone can have sent it again, as far as this can be known.
fn kill_relay(scene: &Scene, book: &Book) -> Result<()> {
    let received = book.model().received();
    {
        let mut relay = scene.relay.lock().unwrap_or_else(PoisonError::into_inner);
        relay.kill()?;
        relay.start_again()?;
    }
    let mut last = None;
    for _ in 0..TRIES {
        let answer = scene.reader.run(&["sync"])?;
        let well = answer.code == Some(0);
        last = Some(answer);
        if well {
            break;
        }
    }
    if let Some(answer) = last.filter(|answer| answer.code != Some(0)) {
        book.finding(format!(
            "the reader cannot sync after the relay came back: {}{}",
            answer.out.trim(),
            answer.err.trim()
        ));
    }
    let seen = scene.reader.seen(scene.house)?;
    for (place, word) in received {
        if !seen.words.contains_key(&(place, word.clone())) {
            book.finding(format!(
                "{word} ({place:?}) was received and is not in the relay's log"
            ));
        }
    }
    Ok(())
}
