//! Whoever tells a story: does each step to devices, relay and network, and hands what concerns a space to that space.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::PathBuf;
use std::sync::atomic::Ordering;

use ekin_core::storage::OutCounts;
use ekin_core::sync::event::Notice;
use ekin_protocol::id::SpaceId;
use ekin_protocol::limits;
use rand_chacha::ChaCha8Rng;
use rand_core::{Rng, SeedableRng};

use super::damage::damage;
use super::territory::Territory;
use super::{Home, Shape, Step, Story, What};
use crate::disk::{self, End};
use crate::phone::Phone;
use crate::relay::Kept;
use crate::world::{Faults, World};

/// Devices of a story, at most.
pub const MOST: usize = 20;

/// A space in which things happen.
pub trait Place<S: Kept> {
    /// Which.
    fn space(&self) -> SpaceId;
    /// Does what concerns it.
    fn act(&mut self, world: &mut World<S>, who: u32, what: What, rng: &mut ChaCha8Rng);
    /// A step was done with this device, or by it.
    fn note(&mut self, world: &World<S>, phone: usize);
    /// A device is about to lose what it did last.
    fn before_loss(&mut self, world: &World<S>, phone: usize);
    /// It has lost it.
    fn after_loss(&mut self, world: &World<S>, phone: usize);
    /// A device was copied.
    fn copied(&mut self, world: &World<S>, of: usize, twin: usize);
    /// The relay is about to make a backup.
    fn before_backup(&mut self, _: &World<S>) {}
    /// It did, or could not.
    fn after_backup(&mut self, _made: bool) {}
    /// The relay was set back to the last backup, or to the one before.
    fn set_back(&mut self, _before: bool) {}
    /// A device whose store is empty comes back.
    fn comes_back(&mut self, world: &mut World<S>, phone: usize);
    /// Checks everything that must be true when nothing is under way any more.
    fn check(&mut self, world: &mut World<S>);
}

/// What a device still has to send in a space, of its own and of others, and how far it is.
type Stand = (OutCounts, (u64, u64), u64);

/// A story while it is told.
pub struct Player<S: Kept> {
    world: World<S>,
    places: Vec<Box<dyn Place<S>>>,
    copies: BTreeMap<usize, PathBuf>,
    /// Whether clocks are set right in the end: whose key may open what is a question of time.
    rights_clocks: bool,
}

impl<S: Kept> Player<S> {
    /// The beginning: its spaces, their owner and the first members.
    pub fn begin(story: &Story) -> Self {
        let mut world = World::new(story.seed);
        let owner = world.add_phone();
        let others: Vec<usize> = (1..story.devices).map(|_| world.add_phone()).collect();
        let mut places: Vec<Box<dyn Place<S>>> = Vec::new();
        // Most stories begin with a territory that stands, some before anything was sent.
        let calm = story.shape != Shape::Territory || !story.seed.is_multiple_of(4);
        if story.shape != Shape::House {
            places.push(Box::new(Territory::begin(&mut world, owner, &others, calm)));
        }
        match story.shape {
            Shape::Territory => {}
            Shape::House => places.push(Box::new(Home::begin(&mut world, owner, &others))),
            // Two houses that share some of their people.
            Shape::Several => {
                let half = others.len() / 2;
                places.push(Box::new(Home::begin(&mut world, owner, &others[..=half])));
                places.push(Box::new(Home::begin(&mut world, others[0], &others[half..])));
            }
        }
        Self {
            world,
            places,
            copies: BTreeMap::new(),
            rights_clocks: story.shape != Shape::Territory,
        }
    }

    /// Lets one step happen, and some time pass.
    pub fn step(&mut self, step: &Step, said: &mut String) {
        let mut rng = ChaCha8Rng::seed_from_u64(step.seed);
        let phone = step.who as usize % self.world.phones.len();
        let _ = writeln!(
            said,
            "  {:>9} ms  device {phone} ({}), space {}: {:?}",
            self.world.now,
            step.who,
            step.place as usize % self.places.len(),
            step.what
        );
        self.act(phone, step, &mut rng);
        for place in &mut self.places {
            place.note(&self.world, phone);
        }
        let pass = match rng.next_u32() % 4 {
            0 => 0,
            1 => rng.next_u64() % 50,
            2 => rng.next_u64() % 1_000,
            _ => rng.next_u64() % 90_000,
        };
        self.world.pass(pass);
        self.come_back();
        self.nobody_lies();
    }

    fn act(&mut self, phone: usize, step: &Step, rng: &mut ChaCha8Rng) {
        let world = &mut self.world;
        match step.what {
            What::Sync => world.sync(phone, false),
            What::Watch => world.sync(phone, true),
            What::StopWatching => world.end(phone),
            What::Meet(other) => self.meet(phone, other, None),
            What::MeetBroken(other, bytes) => self.meet(phone, other, Some(bytes as usize)),
            What::DieMeeting(other, bytes) => {
                self.meet(phone, other, Some(bytes as usize));
                self.world.kill(phone);
            }
            What::Cut => world.link(phone, false),
            What::Mend => world.link(phone, true),
            What::Part(rest) => {
                for one in 0..world.phones.len() {
                    world.link(one, one % (2 + usize::from(rest)) != 0);
                }
            }
            What::DieAfter(n) => {
                world.sync(phone, false);
                world.phones[phone].dies_in = Some(n);
            }
            What::DieNow => world.kill(phone),
            What::DieWriting(n, part) => {
                world.phones[phone].disk.ends_in(n, End::Dies(part));
                world.sync(phone, false);
            }
            What::NoRoom(n) => world.phones[phone].disk.ends_in(n, End::Full),
            What::Room => {
                let disk = &world.phones[phone].disk;
                if disk.is_full() {
                    disk.mend();
                }
            }
            What::Damage(n) => self.damage(phone, n, rng),
            What::Clock(offset) => world.phones[phone].offset.store(offset, Ordering::Relaxed),
            What::Copy => {
                let to = world.folder.path().join(format!("kept-{phone}-{}", world.now));
                if !to.exists() {
                    world.kill(phone);
                    world.phones[phone].copy_to(&to);
                    self.copies.insert(phone, to);
                }
            }
            What::SetBack => {
                if let Some(from) = self.copies.get(&phone).cloned() {
                    self.loses(phone, |world| world.phones[phone].restore_from(&from));
                }
            }
            What::Clone if world.phones.len() < MOST => {
                let twin = world.clone_phone(phone);
                for place in &mut self.places {
                    place.copied(&self.world, phone, twin);
                }
            }
            What::KillRelay => world.kill_relay(),
            What::RelayDiesWriting(n, part) => world.relay.disk.ends_in(n, End::Dies(part)),
            What::RelayNoRoom(n) => world.relay.disk.ends_in(n, End::Full),
            What::BackUp => self.back_up(),
            What::Restore => self.restore(false),
            What::RestoreBefore => self.restore(true),
            What::Deceive(n, deaf) => {
                let told = (0..world.phones.len()).filter(|phone| n >> (phone % 32) & 1 == 1);
                let told: BTreeSet<usize> = told.collect();
                world.deceive(told, deaf);
            }
            What::ComeClean => world.come_clean(),
            What::Pack => world.relay.pack(world.wall()),
            What::Purge => {
                let now = world.wall();
                // A full disk is purged another time.
                let _ = world.relay.relay().storage().purge_segments(now);
            }
            What::Faults(lost, twice, relay_dies) => {
                world.faults = Faults {
                    lost,
                    twice,
                    relay_dies,
                    slow: 1 + rng.next_u64() % 400,
                };
            }
            What::Wait | What::Clone => {}
            what => {
                let place = step.place as usize % self.places.len();
                self.places[place].act(world, step.who, what, rng);
            }
        }
        if self.world.relay.disk.died() {
            self.world.kill_relay();
        }
    }

    fn meet(&mut self, phone: usize, other: u32, breaks_after: Option<usize>) {
        let world = &mut self.world;
        let other = other as usize % world.phones.len();
        if other == phone || !world.start(phone) || !world.start(other) {
            return;
        }
        let (one, two) = world.meet(phone, other, breaks_after);
        let same = world.phones[phone].sign == world.phones[other].sign;
        let disk = |phone: usize| world.phones[phone].disk.died() || world.phones[phone].disk.refused();
        let excused = same || disk(phone) || disk(other);
        for end in [one, two] {
            assert!(end.is_ok() || excused, "{:?}", end.err());
        }
        for one in [phone, other] {
            self.world.survives(one);
            for place in &mut self.places {
                place.note(&self.world, one);
            }
        }
    }

    /// A device loses what it did last, and others hold its keys, or it forgot: from now on it may say things twice.
    fn loses(&mut self, phone: usize, how: impl FnOnce(&mut World<S>)) {
        self.world.kill(phone);
        for place in &mut self.places {
            place.before_loss(&self.world, phone);
        }
        how(&mut self.world);
        self.world.phones[phone].doubled = true;
        self.come_back();
        for place in &mut self.places {
            place.after_loss(&self.world, phone);
        }
    }

    fn damage(&mut self, phone: usize, n: u32, rng: &mut ChaCha8Rng) {
        // What no relay holds yet is lost with its only copy.
        let storage = self.world.relay.relay().storage();
        let mut held = self
            .places
            .iter()
            .map(|place| storage.snapshot(&place.space()).unwrap());
        if held.all(|space| space.is_some()) {
            self.loses(phone, |world| damage(&mut world.phones[phone], n, rng));
        }
    }

    /// Devices whose stores were set aside come back to their spaces.
    fn come_back(&mut self) {
        for phone in 0..self.world.phones.len() {
            if std::mem::take(&mut self.world.phones[phone].empty) {
                for place in &mut self.places {
                    place.comes_back(&mut self.world, phone);
                }
            }
        }
    }

    fn back_up(&mut self) {
        let now_ms = self.world.wall();
        // As the logs are before any of them is cut.
        for place in &mut self.places {
            place.before_backup(&self.world);
        }
        let made = self.world.relay.back_up(now_ms);
        for place in &mut self.places {
            place.after_backup(made);
        }
    }

    fn restore(&mut self, before: bool) {
        let Some(then) = self.world.relay.backup(before) else {
            return;
        };
        // A space that no backup knows is gone with the relay's disk.
        let held = |space: SpaceId| then.snapshot(&space).unwrap().is_some();
        if self.places.iter().all(|place| held(place.space())) {
            self.world.restore_relay(before);
            for place in &mut self.places {
                place.set_back(before);
            }
        }
    }

    /// An honest relay is not said to lie.
    fn nobody_lies(&self) {
        for (n, phone) in self.world.phones.iter().enumerate() {
            let lied = phone
                .heard
                .iter()
                .find(|notice| matches!(notice, Notice::Lied { .. }));
            assert!(
                lied.is_none() || !self.world.honest,
                "device {n}: an honest relay is said to lie: {lied:?}"
            );
        }
    }

    /// Everything heals, and every device syncs until nothing changes any more.
    pub fn settle(&mut self) {
        let world = &mut self.world;
        world.come_clean();
        world.faults = Faults::NONE;
        world.relay.disk.mend();
        for phone in 0..world.phones.len() {
            world.phones[phone].disk.mend();
            world.end(phone);
            world.phones[phone].linked = true;
            world.phones[phone].dies_in = None;
            if self.rights_clocks {
                world.phones[phone].offset.store(0, Ordering::Relaxed);
            }
            assert!(world.start(phone), "it starts on a disk that is whole");
        }
        self.come_back();
        self.rest();
        if self.world.restored {
            // New membership changes wait until what was lost is back, at most for this long (protocol 10).
            self.world.pass(limits::HEALING_MS);
            self.rest();
        }
        for phone in 0..self.world.phones.len() {
            for place in &mut self.places {
                place.note(&self.world, phone);
            }
        }
    }

    /// Every device syncs until nothing changes any more.
    fn rest(&mut self) {
        let mut before = None;
        for _ in 0..40 {
            for phone in 0..self.world.phones.len() {
                let world = &mut self.world;
                world.phones[phone].heard.clear();
                world.sync(phone, false);
                let quiet = world.until_quiet(600_000);
                let heard = &world.phones[phone].heard;
                assert!(quiet, "device {phone} does not come to rest: {heard:?}");
                self.nobody_lies();
            }
            self.world.pass(70_000);
            let state: Vec<_> = self
                .places
                .iter()
                .map(|place| self.state(place.space()))
                .collect();
            if before.as_ref() == Some(&state) {
                break;
            }
            before = Some(state);
        }
    }

    /// What each device still has to do in a space, and how far it is.
    fn state(&self, space: SpaceId) -> Vec<Option<Stand>> {
        let one = |phone: &Phone| {
            phone.look_at(&space, |read, sp| {
                let carried = read.carried_size(sp)?;
                Ok((read.out_counts(sp)?, carried, read.space(sp)?.cursor.seq))
            })
        };
        self.world.phones.iter().map(one).collect()
    }

    /// Checks every space.
    pub fn check(&mut self) {
        for place in &mut self.places {
            place.check(&mut self.world);
        }
    }
}

impl<S: Kept> Drop for Player<S> {
    fn drop(&mut self) {
        disk::forget(self.world.folder.path());
    }
}
