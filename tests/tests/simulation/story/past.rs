//! What a house's log was, place by place: a relay lets go what a checkpoint sums up, and devices that began from one never had
//! it. Whoever judges in the end has to read it all.

use std::collections::{BTreeMap, VecDeque};

use ekin_protocol::entry::Entry;
use ekin_protocol::id::SpaceId;
use ekin_protocol::seal::EpochKey;

use crate::relay::Kept;
use crate::world::World;

/// A log from its first place, and the keys that any device ever had to it.
#[derive(Default)]
pub struct Past {
    /// Its entries.
    pub entries: Vec<Entry>,
    /// Keys by epoch. A relay that lost one may log another of the same number.
    pub keys: BTreeMap<u32, Vec<EpochKey>>,
    /// How many entries it had at the last two backups, the older first.
    backups: VecDeque<usize>,
}

impl Past {
    /// Reads what is new.
    pub fn read<S: Kept>(&mut self, world: &World<S>, space: &SpaceId) {
        let known = self.entries.len() as u64;
        for (entry, seq) in world.relay.log_after(space, known).into_iter().zip(known + 1..) {
            assert_eq!(entry.seq, seq, "the log has every place once");
            self.entries.push(entry);
        }
    }

    /// Learns the keys that a device has.
    pub fn learn<S: Kept>(&mut self, world: &World<S>, space: &SpaceId, phone: usize) {
        let held = world.phones[phone].look_at(space, |read, sp| {
            let newest = read.newest_epoch(sp)?.unwrap_or(0);
            let held = (1..=newest).map(|n| Ok((n, read.epoch_key(sp, n)?)));
            held.collect::<Result<Vec<_>, ekin_core::storage::StoreError>>()
        });
        for (n, key) in held.into_iter().flatten() {
            let known = self.keys.entry(n).or_default();
            known.extend(key.filter(|key| !known.contains(key)));
        }
    }

    /// A backup was made of the log as it is here.
    pub fn back_up(&mut self) {
        self.backups.push_back(self.entries.len());
        if self.backups.len() > 2 {
            self.backups.pop_front();
        }
    }

    /// The log ends where it did at a backup.
    pub fn set_back(&mut self, before: bool) {
        let end = match before {
            true => self.backups.front().copied(),
            false => self.backups.back().copied(),
        };
        self.entries.truncate(end.unwrap_or(0));
        if before {
            self.backups.truncate(1);
        }
    }
}
