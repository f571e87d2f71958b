//! Stories: what people do to their devices, and what happens to these and to their relay. A story is a list of steps, each drawn
//! from its own seed, so that a shorter list still means the same.

mod damage;
mod draw;
mod erasure;
mod harm;
mod home;
mod liar;
mod mail;
mod past;
mod player;
mod run;
mod territory;

use std::panic::{AssertUnwindSafe, catch_unwind};

use ekin_sync_server::storage::memory::MemoryStorage;
use ekin_sync_server::storage::sqlite::SqliteStorage;
use serde::{Deserialize, Serialize};

use super::relay::Kept;
pub use draw::draw;
pub use harm::Insider;
pub use home::Home;
pub use past::Past;
use player::Player;
pub use run::{Range, run_all};

/// What a story is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Shape {
    /// A territory's public catalogue.
    Territory,
    /// The private space of a house.
    House,
    /// A territory and two houses, on the same devices.
    Several,
}

impl Shape {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Territory, Self::House, Self::Several];

    /// What it is called on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Territory => "territory",
            Self::House => "house",
            Self::Several => "several",
        }
    }
}

/// One thing that happens. Numbers are counted around: any of them names a device, a document, a listing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum What {
    // In a space, by a person.
    Write,
    Edit(u32),
    Retitle(u32),
    Withdraw,
    Undo,
    Import(u32),
    ImportAgain(u32),
    /// Somebody new comes in, some at once.
    Join(u8, bool),
    Role(u8),
    Remove,
    /// Staff ends a house's history; with `true` shared texts begin anew too.
    End(bool),
    /// An ad for the territory's inbox, and what a moderator does with one.
    Offer,
    Decide(u32),
    /// By a member who means harm.
    Harm(u8),
    /// By one of a house's staff, who lies about the state in which its history ends.
    Lie(u8),
    // On a device.
    Sync,
    Watch,
    StopWatching,
    Meet(u32),
    MeetBroken(u32, u32),
    DieMeeting(u32, u32),
    Cut,
    Mend,
    /// Every second device loses its network, or every third.
    Part(u8),
    DieAfter(u32),
    DieNow,
    /// It dies at this step of writing to its disk, of which a part may come through.
    DieWriting(u32, u8),
    NoRoom(u32),
    Room,
    Damage(u32),
    Clock(i64),
    Copy,
    SetBack,
    Clone,
    // To the relay.
    KillRelay,
    RelayDiesWriting(u32, u8),
    RelayNoRoom(u32),
    BackUp,
    Restore,
    /// The backup before the last.
    RestoreBefore,
    /// Some devices are told another history; with `true` one in which nothing happens any more.
    Deceive(u32, bool),
    ComeClean,
    Pack,
    Purge,
    // To the network.
    Faults(u32, u32, u32),
    Wait,
}

/// A step: whose device, in which space, what, and what else is drawn by lot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// Whose; counted around.
    pub who: u32,
    /// Which space; counted around.
    pub place: u32,
    /// What happens.
    pub what: What,
    /// What else is drawn by lot.
    pub seed: u64,
}

/// A story, before it is told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Story {
    /// What it is about.
    pub shape: Shape,
    /// Of the network and of all that is drawn as it is told.
    pub seed: u64,
    /// Whether the relay keeps its logs in SQLite.
    pub sqlite: bool,
    /// Devices at its beginning.
    pub devices: usize,
    /// What happens.
    pub steps: Vec<Step>,
}

/// Why a story went wrong: what happened in it, and what was found.
pub type Wrong = (String, String);

impl Story {
    /// Tells it, and checks the laws when it has come to rest.
    pub fn told(&self) -> Result<(), Wrong> {
        match self.sqlite {
            true => self.told_over::<SqliteStorage>(),
            false => self.told_over::<MemoryStorage>(),
        }
    }

    fn told_over<S: Kept>(&self) -> Result<(), Wrong> {
        let mut said = String::new();
        let told = catch_unwind(AssertUnwindSafe(|| {
            let mut player: Player<S> = Player::begin(self);
            for step in &self.steps {
                player.step(step, &mut said);
            }
            player.settle();
            player.check();
        }));
        told.map_err(|panic| {
            let why = panic
                .downcast_ref::<String>()
                .cloned()
                .or_else(|| panic.downcast_ref::<&str>().map(|why| (*why).to_owned()));
            (said, why.unwrap_or_default())
        })
    }

    /// A shorter one that goes wrong too, with what is wrong with it; at least itself.
    pub fn shortened(mut self, mut wrong: Wrong) -> (Self, Wrong) {
        let mut piece = self.steps.len() / 2;
        while piece > 0 {
            let mut from = 0;
            while from < self.steps.len() {
                let mut shorter = self.clone();
                shorter.steps.drain(from..(from + piece).min(self.steps.len()));
                match shorter.told() {
                    Err(again) => (self, wrong) = (shorter, again),
                    Ok(()) => from += piece,
                }
            }
            piece /= 2;
        }
        (self, wrong)
    }
}

impl std::fmt::Display for Story {
    /// The line by which it is kept among the regressions.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&serde_json::to_string(self).map_err(|_| std::fmt::Error)?)
    }
}
