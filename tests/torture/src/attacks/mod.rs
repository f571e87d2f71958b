//! Attacks on a relay, and honest users meanwhile. All attackers come from this machine, which the relay exempts from its limits by
//! address: they are as strong as an attacker with as many addresses as connections.

mod crowd;
mod frames;
mod inbox;

use std::net::SocketAddr;
use std::sync::PoisonError;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use crate::check::{check, settle};
use crate::error::{Result, TortureError};
use crate::honest::{Waited, measure};
use crate::model::Place;
use crate::scene::Scene;
use crate::writing::Book;

/// Files that this process needs for other things.
const SPARE: u64 = 500;

/// An attack.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Attack {
    /// Requests whose heads come a byte at a time.
    Slowloris,
    /// Requests whose bodies stop in the middle.
    HalfBodies,
    /// WebSocket messages that stop in the middle.
    HalfMessages,
    /// WebSocket messages of some bytes, each of which is answered.
    TinyFrames,
    /// Connections that say nothing.
    Idle,
    /// Messages into the territory's inbox.
    Inbox,
}

impl Attack {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Slowloris,
        Self::HalfBodies,
        Self::HalfMessages,
        Self::TinyFrames,
        Self::Idle,
        Self::Inbox,
    ];

    /// In words.
    pub fn name(self) -> &'static str {
        match self {
            Self::Slowloris => "slowloris",
            Self::HalfBodies => "half bodies",
            Self::HalfMessages => "half messages",
            Self::TinyFrames => "tiny frames",
            Self::Idle => "idle sockets",
            Self::Inbox => "inbox flood",
        }
    }
}

/// How strong the attacks are.
#[derive(Clone, Copy, Debug)]
pub struct Strength {
    /// Connections that are held open.
    pub sockets: u64,
    /// Frames.
    pub frames: u64,
    /// Samples of honest users, before and during each attack.
    pub samples: usize,
    /// Longest time of one attack.
    pub most: Duration,
    /// The only one that is wanted.
    pub only: Option<Attack>,
}

/// What an attacker counts.
#[derive(Debug, Default)]
pub struct Tally {
    /// Connections, frames or messages that were sent.
    pub sent: AtomicU64,
    /// Connections that were open at one time, at most.
    pub held: AtomicU64,
    /// What the relay would not take, or cut.
    pub refused: AtomicU64,
}

impl Tally {
    fn add(count: &AtomicU64, n: u64) {
        count.fetch_add(n, Ordering::Relaxed);
    }
}

/// What came of an attack.
#[derive(Clone, Debug)]
pub struct Attacked {
    /// Which.
    pub attack: Attack,
    /// What the attackers did: sent, held, refused.
    pub sent: u64,
    /// Connections open at one time, at most.
    pub held: u64,
    /// What the relay would not take, or cut.
    pub refused: u64,
    /// Honest users before.
    pub before: Waited,
    /// Honest users meanwhile.
    pub during: Waited,
    /// Most memory of the relay meanwhile, MiB.
    pub memory_mib: u64,
}

/// Lets this process, and those that it starts, open as many files as the machine allows; how many connections that is.
pub fn raise_limit() -> Result<u64> {
    use rustix::process::{Resource, getrlimit, setrlimit};
    let mut limit = getrlimit(Resource::Nofile);
    limit.current = limit.maximum;
    setrlimit(Resource::Nofile, limit)?;
    Ok(limit.current.unwrap_or(u64::MAX).saturating_sub(SPARE))
}

/// All attacks, one after the other.
pub fn run(scene: &Scene, book: &Book, strength: Strength) -> Result<Vec<Attacked>> {
    let sockets = strength.sockets.min(raise_limit()?);
    let strength = Strength { sockets, ..strength };
    let mut all = Vec::new();
    let wanted = |attack: &Attack| strength.only.is_none_or(|only| only == *attack);
    for attack in Attack::ALL.into_iter().filter(wanted) {
        all.push(one(scene, book, attack, strength)?);
        settle(scene, book)?;
        check(scene, book, &[Place::Catalogue, Place::House])?;
    }
    Ok(all)
}

fn one(scene: &Scene, book: &Book, attack: Attack, strength: Strength) -> Result<Attacked> {
    let (at, pid) = {
        let relay = scene.relay.lock().unwrap_or_else(PoisonError::into_inner);
        (relay.address(), relay.pid().unwrap_or_default())
    };
    let before = measure(scene, book, strength.samples, strength.most, || true)?;
    forget_peak(pid)?;
    let (stop, tally) = (AtomicBool::new(false), Tally::default());
    let during = std::thread::scope(|scope| {
        for n in 0..THREADS {
            let (stop, tally) = (&stop, &tally);
            scope.spawn(move || attacker(attack, scene, at, n, strength, stop, tally));
        }
        let enough = || match attack {
            Attack::TinyFrames => tally.sent.load(Ordering::Relaxed) >= strength.frames,
            Attack::Slowloris | Attack::HalfBodies | Attack::HalfMessages | Attack::Idle => {
                tally.held.load(Ordering::Relaxed) + tally.refused.load(Ordering::Relaxed) >= strength.sockets
            }
            Attack::Inbox => tally.sent.load(Ordering::Relaxed) > 0,
        };
        let during = measure(scene, book, strength.samples, strength.most, enough);
        stop.store(true, Ordering::Relaxed);
        during
    })?;
    let count = |count: &AtomicU64| count.load(Ordering::Relaxed);
    Ok(Attacked {
        attack,
        sent: count(&tally.sent),
        held: count(&tally.held),
        refused: count(&tally.refused),
        before,
        during,
        memory_mib: memory_mib(pid)?,
    })
}

/// Threads of an attack.
const THREADS: u64 = 4;

fn attacker(
    attack: Attack,
    scene: &Scene,
    at: SocketAddr,
    n: u64,
    strength: Strength,
    stop: &AtomicBool,
    tally: &Tally,
) {
    let share = strength.sockets.div_ceil(THREADS);
    match attack {
        Attack::Slowloris => crowd::slowloris(at, share, stop, tally),
        Attack::HalfBodies => crowd::half_bodies(at, share, stop, tally),
        Attack::HalfMessages => crowd::half_messages(at, share, stop, tally),
        Attack::Idle => crowd::idle(at, share, stop, tally),
        Attack::TinyFrames => frames::flood(at, stop, tally),
        Attack::Inbox => inbox::flood(at, &scene.link, n, stop, tally),
    }
}

/// Begins to count a process's most memory anew.
fn forget_peak(pid: u32) -> Result<()> {
    std::fs::write(format!("/proc/{pid}/clear_refs"), "5")
        .map_err(TortureError::io("forgetting the relay's memory"))
}

/// Most memory that a process had since then, in MiB.
fn memory_mib(pid: u32) -> Result<u64> {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status"));
    let status = status.map_err(TortureError::io("reading the relay's memory"))?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kib = line.and_then(|line| line.split_whitespace().next());
    let kib = kib.and_then(|kib| kib.parse::<u64>().ok());
    Ok(kib.ok_or_else(|| TortureError::lacks("the relay's memory"))? / 1024)
}
