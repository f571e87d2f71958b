//! Which stories there are: what is drawn from a seed, and how often.

use rand_chacha::ChaCha8Rng;
use rand_core::{Rng, SeedableRng};

use super::{Shape, Step, Story, What};

/// Ten years in ms.
const TEN_YEARS: i64 = 315_360_000_000;

/// What a story may have in it: each of them is left out of some, so that what it hides is seen in others.
struct Mix {
    shape: Shape,
    /// Copies of devices, and devices that are set back: then an edit may be logged twice.
    doubles: bool,
    removals: bool,
    meetings: bool,
    /// Disks that end, and what they do to a store.
    disks: bool,
    damage: bool,
    /// A relay that is restored.
    restores: bool,
    /// A relay that lies.
    lies: bool,
    harm: bool,
    /// Checkpoints, and backups without which no log is cut at one.
    ends: bool,
}

/// The story of a seed.
pub fn draw(shape: Shape, seed: u64, sqlite: bool) -> Story {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let mut one_in = |n: u32| rng.next_u32().is_multiple_of(n);
    let mix = Mix {
        shape,
        doubles: one_in(3),
        removals: one_in(2),
        meetings: !one_in(4),
        disks: one_in(2),
        damage: one_in(3),
        restores: one_in(5),
        lies: one_in(6),
        harm: one_in(2),
        ends: one_in(2),
    };
    let devices = match rng.next_u32() % 20 {
        0..=13 => 3 + rng.next_u32() % 4,
        14..=18 => 6 + rng.next_u32() % 5,
        _ => 10 + rng.next_u32() % 11,
    };
    let length = 15 + rng.next_u32() % 80;
    Story {
        shape,
        seed,
        sqlite,
        devices: devices as usize,
        steps: (0..length).map(|_| mix.step(&mut rng)).collect(),
    }
}

impl Mix {
    fn step(&self, rng: &mut ChaCha8Rng) -> Step {
        let (n, m) = (rng.next_u32(), rng.next_u32());
        let what = match rng.next_u32() % 100 {
            0..=47 => self.in_space(rng.next_u32() % 100, n),
            48..=83 => self.on_device(rng.next_u32() % 100, n, m),
            84..=93 => self.to_relay(rng.next_u32() % 100, n),
            94..=96 => What::Faults(n % 100, (n >> 8) % 100, (n >> 16) % 60),
            _ => What::Wait,
        };
        Step {
            who: rng.next_u32(),
            place: rng.next_u32(),
            what,
            seed: rng.next_u64(),
        }
    }

    fn in_space(&self, lot: u32, n: u32) -> What {
        let public = self.shape != Shape::House;
        match lot {
            0..=16 => What::Write,
            17..=49 => What::Edit(n),
            50..=53 if self.ends && self.shape != Shape::Territory => What::End(n.is_multiple_of(2)),
            54..=64 => What::Retitle(n),
            65..=69 if public => What::Withdraw,
            70..=72 => What::Undo,
            73..=76 if public => What::Import(1 + n % 70),
            77..=80 if public => What::ImportAgain(1 + n % 70),
            81..=84 => What::Join((n % 4) as u8, n & 256 == 0),
            85..=86 if self.removals => What::Role((n % 3) as u8),
            87..=89 if self.removals => What::Remove,
            90..=92 if public => What::Offer,
            93..=94 if public => What::Decide(n),
            95..=96 if self.harm && self.ends && self.shape != Shape::Territory => What::Lie((n % 12) as u8),
            95..=99 if self.harm => What::Harm((n % 8) as u8),
            _ => What::Edit(n),
        }
    }

    fn on_device(&self, lot: u32, n: u32, m: u32) -> What {
        match lot {
            0..=29 => What::Sync,
            30..=36 => What::Watch,
            37..=38 => What::StopWatching,
            39..=50 if self.meetings => What::Meet(n),
            51..=54 if self.meetings => What::MeetBroken(n, m % 5_000),
            55..=56 if self.meetings => What::DieMeeting(n, m % 5_000),
            57..=60 => What::Cut,
            61..=65 => What::Mend,
            66 => What::Part((n % 2) as u8),
            67..=73 => What::DieAfter(n % 40),
            74..=75 => What::DieNow,
            76..=81 if self.disks => What::DieWriting(n % 60, (m % 256) as u8),
            82..=84 if self.disks => What::NoRoom(n % 30),
            85..=86 if self.disks => What::Room,
            87..=89 if self.damage => What::Damage(n),
            90..=92 => What::Clock(TEN_YEARS * (i64::from(n % 3) - 1)),
            93..=95 => What::Copy,
            96..=97 if self.doubles => What::SetBack,
            98 if self.doubles => What::Clone,
            _ => What::Sync,
        }
    }

    fn to_relay(&self, lot: u32, n: u32) -> What {
        match lot {
            0..=19 => What::KillRelay,
            20..=29 if self.disks => What::RelayDiesWriting(n % 40, (n >> 8) as u8),
            30..=34 if self.disks => What::RelayNoRoom(n % 20),
            35..=44 if self.restores || self.ends => What::BackUp,
            45..=50 if self.restores => What::Restore,
            51..=54 if self.restores => What::RestoreBefore,
            55..=64 if self.lies => What::Deceive(n, self.shape != Shape::Territory || !n.is_multiple_of(3)),
            65..=72 if self.lies => What::ComeClean,
            73..=92 => What::Pack,
            _ => What::Purge,
        }
    }
}
