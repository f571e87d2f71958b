//! A house without sockets, for the tests of commands in private spaces: devices, a log that takes their envelopes, and
//! a relay's key to refuse them with.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use ed25519_dalek::SigningKey;
use ekin_protocol::cbor::Writer;
use ekin_protocol::code::Code;
use ekin_protocol::entry::Entry;
use ekin_protocol::envelope::Frame;
use ekin_protocol::head::{EntryKind, Refusal};
use ekin_protocol::id::{OrgId, SignKey, SpaceId};
use ekin_protocol::membership::{
    Add, Body, Epoch, MembershipError, Record, RelayAt, Remove, Role, SignedRecord, SpaceKind,
};
use ekin_protocol::pages::{BlobState, ChunkList, Slot, Ticket};
use ekin_protocol::seal::EpochKey;
use rand_core::SeedableRng;

use super::device::{Device, OpenOptions};
use super::space::NewPrivateSpace;
use super::surroundings::{Surroundings, Uptime};
use super::sync::Worker;
use crate::net::Carry;
use crate::storage::NewSpace;
use crate::sync::errand::Errand;
use crate::sync::event::{Outcome, Reply, Work};

/// 2026-11-27T00:00Z.
pub const NOW: i64 = 1_795_737_600_000;

/// One device of the house.
#[derive(Clone)]
pub struct Phone {
    pub device: Arc<Device>,
    pub worker: Arc<Worker>,
    home: std::path::PathBuf,
    seed: u8,
    clock: Arc<AtomicI64>,
}

impl Phone {
    fn new(home: std::path::PathBuf, seed: u8, clock: Arc<AtomicI64>) -> Self {
        let told = clock.clone();
        let around = Surroundings::new(
            Arc::new(move || told.load(Ordering::SeqCst)),
            rand_chacha::ChaCha20Rng::from_seed([seed; 32]),
        )
        .with_uptime(move || Uptime {
            boot: [seed; 16],
            ms: 0,
        });
        let device = Arc::new(Device::open(&home, OpenOptions::default(), around).unwrap());
        let worker = Arc::new(Worker::new(device.clone()));
        Self {
            device,
            worker,
            home,
            seed,
            clock,
        }
    }

    /// A device that belongs to nothing.
    pub fn unknown(house: &House, seed: u8) -> Self {
        let home = house.folder.path().join(format!("unknown-{seed}"));
        Self::new(home, seed, house.clock.clone())
    }

    /// The same device, for a test that changes the house while it holds the phone.
    pub fn beside(phone: &Self, device: Arc<Device>) -> Self {
        Self {
            worker: Arc::new(Worker::new(device.clone())),
            device,
            home: phone.home.clone(),
            seed: phone.seed,
            clock: phone.clock.clone(),
        }
    }

    /// The machine is started anew, and the app with it.
    pub fn restart(self) -> Self {
        let (home, seed, clock) = (self.home.clone(), self.seed.wrapping_add(64), self.clock.clone());
        drop(self);
        Self::new(home, seed, clock)
    }

    /// Carries out work that must not fail.
    pub fn work(&self, work: Work) -> Outcome {
        let outcome = self.worker.carry_out(work);
        assert!(!matches!(outcome, Outcome::Failed { .. }), "{outcome:?}");
        outcome
    }
}

/// A blob's list of chunks, and those of them that came.
type KeptBlob = (ChunkList, BTreeMap<usize, Vec<u8>>);

/// The house.
pub struct House {
    pub space: SpaceId,
    kind: SpaceKind,
    pub owner: Phone,
    pub relay: SigningKey,
    pub log: Vec<Entry>,
    pub clock: Arc<AtomicI64>,
    /// What the relay has of units' keys.
    pub slots: BTreeMap<[u8; 16], Slot>,
    /// What it has of blobs, by address.
    pub blobs: BTreeMap<[u8; 32], KeptBlob>,
    folder: tempfile::TempDir,
    made: u8,
}

impl House {
    pub fn new() -> Self {
        Self::of(SpaceKind::Home)
    }

    /// One that is a space of another sort.
    pub fn of(kind: SpaceKind) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = Arc::new(AtomicI64::new(NOW));
        let owner = Phone::new(folder.path().join("owner"), 1, clock.clone());
        let new = NewPrivateSpace {
            kind,
            name: "Etxea".into(),
            relays: vec!["http://relay.test".into()],
            creation_code: None,
        };
        let space = owner.device.create_space(&new).unwrap().space;
        let mut house = Self {
            space,
            kind,
            owner,
            relay: SigningKey::from_bytes(&[9; 32]),
            log: Vec::new(),
            clock,
            slots: BTreeMap::new(),
            blobs: BTreeMap::new(),
            folder,
            made: 1,
        };
        let made = house.owner.device.store().read(|read| {
            let sp = read.find_space(&space)?.unwrap();
            read.member_records(sp)
        });
        for record in made.unwrap() {
            house.enter(EntryKind::Membership, record.record.write());
        }
        let relay = SignKey(house.relay.verifying_key().to_bytes());
        house.say(Body::Relay(RelayAt {
            urls: vec!["http://relay.test".into()],
            key: relay,
        }));
        house
    }

    /// The relay takes an entry, whatever it says.
    pub fn enter(&mut self, kind: EntryKind, body: Vec<u8>) {
        let seq = self.log.len() as u64 + 1;
        self.log.push(Entry {
            seq,
            t_ms: self.clock.load(Ordering::SeqCst) as u64 + seq,
            kind,
            body,
        });
    }

    /// The owner signs a membership record.
    pub fn say(&mut self, body: Body) {
        self.fold(&self.owner);
        let members = self.owner.device.store().read(|read| {
            let sp = read.find_space(&self.space)?.unwrap();
            read.membership(sp)
        });
        let record = Record {
            previous: Some(members.unwrap().unwrap().head),
            ord: 0,
            body,
        };
        let signed = SignedRecord::sign(record, self.owner.device.keys().sign());
        self.enter(EntryKind::Membership, signed.write());
        self.fold(&self.owner);
    }

    fn key(&self, n: u32) -> EpochKey {
        let key = self.owner.device.store().read(|read| {
            let sp = read.find_space(&self.space)?.unwrap();
            read.epoch_key(sp, n)
        });
        key.unwrap().unwrap()
    }

    /// A device that was added, and has no key yet.
    pub fn stranger(&mut self, role: Role, org: OrgId) -> Phone {
        self.stranger_until(role, org, None, self.clock.clone())
    }

    /// The same with an end of its time, and a clock of its own.
    pub fn stranger_until(
        &mut self,
        role: Role,
        org: OrgId,
        not_after: Option<u64>,
        clock: Arc<AtomicI64>,
    ) -> Phone {
        self.made += 1;
        let home = self.folder.path().join(format!("phone-{}", self.made));
        let phone = Phone::new(home, self.made, clock);
        let (space, kind) = (self.space, self.kind);
        let added = phone.device.store().write(|tx| {
            tx.add_space(&NewSpace {
                id: space,
                kind,
                name: "Etxea",
                urls: &["http://relay.test".into()],
            })
        });
        added.unwrap();
        self.say(Body::Add(Add {
            sign: phone.device.keys().sign_key(),
            seal: phone.device.keys().seal_key(),
            role,
            org,
            not_after,
        }));
        phone
    }

    /// The relay's time now.
    pub fn now(&self) -> u64 {
        self.clock.load(Ordering::SeqCst) as u64 + self.log.len() as u64 + 1
    }

    /// The relay tells a device the time, in a session.
    pub fn tell_time(&self, phone: &Phone) {
        let t_ms = self.now();
        phone.work(Work::Time {
            space: self.space,
            t_ms,
        });
    }

    /// The membership record that a device would send, as the relay takes it or not; none where it has none to send.
    pub fn record(&mut self, phone: &Phone) -> Option<Result<Body, MembershipError>> {
        let Outcome::Record { record, .. } = phone.work(Work::Intent { space: self.space }) else {
            panic!("no answer")
        };
        let signed = SignedRecord::read(&record?).unwrap();
        let members = self.owner.device.store().read(|read| {
            let sp = read.find_space(&self.space)?.unwrap();
            read.membership(sp)
        });
        let seq = self.log.len() as u64 + 1;
        if let Err(error) = members.unwrap().unwrap().check(&signed, seq, self.now()) {
            phone.work(Work::IntentRefused {
                space: self.space,
                record: signed.id(),
                code: Code::NotAllowed,
            });
            return Some(Err(error));
        }
        let body = signed.record.body.clone();
        self.enter(EntryKind::Membership, signed.write());
        self.fold(phone);
        self.fold(&self.owner);
        Some(Ok(body))
    }

    /// Hands a member the present key.
    pub fn grant(&mut self, phone: &Phone, ord: u32) {
        let key = self.key(self.epoch());
        self.grant_key(phone, ord, &key);
    }

    /// Hands a member a key as if it were the present one.
    pub fn grant_key(&mut self, phone: &Phone, ord: u32, key: &EpochKey) {
        let n = self.epoch();
        let seal = phone.device.keys().seal_key();
        let sealed = self
            .owner
            .device
            .around()
            .with_random(|random| key.grant(&self.space, n, ord, &seal, random));
        self.say(Body::Epoch(Epoch {
            n,
            grants: vec![(ord, sealed.unwrap())],
            prev: None,
        }));
    }

    /// The present epoch.
    pub fn epoch(&self) -> u32 {
        let members = self.owner.device.store().read(|read| {
            let sp = read.find_space(&self.space)?.unwrap();
            read.membership(sp)
        });
        members.unwrap().unwrap().epoch()
    }

    /// A member with the present key.
    pub fn member(&mut self, role: Role, org: OrgId) -> Phone {
        let phone = self.stranger(role, org);
        let ord = u32::from(self.made) - 1;
        self.grant(&phone, ord);
        self.sync(&phone);
        phone
    }

    /// A member goes; those who stay get a new key.
    pub fn remove(&mut self, ord: u32) {
        let (n, before) = (self.epoch() + 1, self.key(self.epoch()));
        let around = self.owner.device.around();
        let key = EpochKey::new(around.random());
        let members = self.owner.device.store().read(|read| {
            let sp = read.find_space(&self.space)?.unwrap();
            read.membership(sp)
        });
        let members = members.unwrap().unwrap();
        let grant = |member: &ekin_protocol::membership::Member| {
            let sealed =
                around.with_random(|random| key.grant(&self.space, n, member.ord, &member.seal, random));
            (member.ord, sealed.unwrap())
        };
        let grants = members.entitled(Some(ord), NOW as u64).map(grant).collect();
        let prev = around.with_random(|random| key.seal_prev(&self.space, n, &before, random));
        let epoch = Epoch {
            n,
            grants,
            prev: Some(prev.unwrap()),
        };
        self.say(Body::Remove(Remove {
            ord,
            epoch: Some(epoch),
        }));
    }

    /// A device takes what the log has.
    pub fn fold(&self, phone: &Phone) -> Outcome {
        phone.work(Work::Fold {
            space: self.space,
            entries: self.log.clone(),
            head: None,
        })
    }

    /// What a device would send.
    pub fn frames(&self, phone: &Phone) -> Vec<Vec<u8>> {
        self.fold(phone);
        let work = Work::Outbox {
            space: self.space,
            after: 0,
            budget: usize::MAX,
        };
        match phone.work(work) {
            Outcome::Frames { frames, .. } => frames.into_iter().map(|(_, frame)| frame).collect(),
            other => panic!("{other:?}"),
        }
    }

    /// A device does its errands.
    pub fn errands(&mut self, phone: &Phone) {
        let (space, mut came) = (self.space, None);
        loop {
            let outcome = phone.work(Work::Errand { space, came });
            let Outcome::Errand { next, .. } = outcome else {
                panic!("{outcome:?}");
            };
            let Some(errand) = next else { return };
            let reply = self.answer(&errand);
            came = Some(Box::new((*errand, reply)));
        }
    }

    /// What the relay answers to an errand.
    pub fn answer(&mut self, errand: &Errand) -> Reply {
        let body = match errand {
            Errand::PutSlot(slot) => {
                self.slots.insert(slot.unit, slot.clone());
                Some(Vec::new())
            }
            Errand::DropSlot { unit } => {
                self.slots.remove(unit);
                Some(Vec::new())
            }
            Errand::Slot { unit } => self.slots.get(unit).map(Slot::write),
            Errand::Slots { after } => {
                let all: Vec<_> = self
                    .slots
                    .values()
                    .filter(|slot| Some(slot.unit) > *after)
                    .collect();
                let mut w = Writer::new();
                w.array(all.len());
                all.iter().for_each(|slot| slot.write_into(&mut w));
                Some(w.finish())
            }
            other => self.of_blob(other),
        };
        Reply {
            status: match (&body, errand) {
                (None, _) => 404,
                (_, Errand::Bytes { .. }) => 206,
                _ => 200,
            },
            body: body.unwrap_or_default(),
            ..Reply::default()
        }
    }

    fn of_blob(&mut self, errand: &Errand) -> Option<Vec<u8>> {
        match errand {
            Errand::Ticket { .. } => {
                let ticket = Ticket {
                    bytes: vec![1; 8],
                    until_ms: u64::MAX,
                };
                Some(ticket.write())
            }
            Errand::Need { list, .. } => {
                let blob = self.blobs.entry(list.address().0);
                blob.or_insert_with(|| (list.clone(), BTreeMap::new()));
                self.state(&list.address().0)
            }
            Errand::Chunk { blob, n, bytes, .. } => {
                self.blobs.get_mut(&blob.0)?.1.insert(*n, bytes.clone());
                Some(Vec::new())
            }
            Errand::State { blob, .. } => self.state(&blob.0),
            Errand::Bytes { blob, from, to, .. } => {
                let whole: Vec<u8> = self.blobs.get(&blob.0)?.1.values().flatten().copied().collect();
                let to = whole.len().min(*to as usize);
                whole.get(*from as usize..to).map(<[u8]>::to_vec)
            }
            _ => None,
        }
    }

    fn state(&self, blob: &[u8; 32]) -> Option<Vec<u8>> {
        let (list, chunks) = self.blobs.get(blob)?;
        let here = (0..list.hashes.len()).map(|n| chunks.contains_key(&n)).collect();
        let list = list.clone();
        Some(BlobState { list, here }.write())
    }

    /// A device takes what the log has, does its errands, sends what waits, and hears that it came.
    pub fn sync(&mut self, phone: &Phone) {
        self.fold(phone);
        self.errands(phone);
        for frame in self.frames(phone) {
            self.enter(EntryKind::Envelope, frame);
        }
        self.fold(phone);
    }

    /// The owner does.
    pub fn sync_owner(&mut self) {
        let owner = self.owner.clone();
        self.sync(&owner);
    }

    /// The relay refuses the first envelope that a device would send.
    pub fn refuse(&self, phone: &Phone, code: Code) {
        let frames = self.frames(phone);
        let id = Frame::read(&frames[0]).unwrap().id(&self.space);
        phone.work(Work::Refused {
            space: self.space,
            refusal: Refusal::sign(&self.relay, id, code),
        });
    }
}
