//! Law 10: a relay set back to any place, new writes before anything comes again, members back in any order with as much of
//! the log as each had: whatever one of them had is logged again, once, and both storages say the same.

use std::collections::BTreeSet;

use ekin_protocol::entry::Entry;
use ekin_protocol::envelope::{envelope_id, sign, view16};
use ekin_protocol::head::EntryKind;
use ekin_protocol::limits::HEALING_MS;
use ekin_protocol::membership::Epoch;

use super::*;

/// One thing that happens before the relay is set back.
#[derive(Clone, Copy, Debug)]
enum Step {
    /// A member writes; whether it says what it saw.
    Write(usize, bool),
    /// A member begins a new life, and writes.
    Anew(usize),
    /// Somebody is let in.
    Add,
    /// A member is removed, under a new key.
    Remove(usize),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        8 => (0usize..8, any::<bool>()).prop_map(|(by, sees)| Step::Write(by, sees)),
        1 => (0usize..8).prop_map(Step::Anew),
        2 => Just(Step::Add),
        1 => (0usize..8).prop_map(Step::Remove),
    ]
}

/// A member and the life that it is in.
struct Member {
    device: Device,
    life: u8,
}

/// A house on one storage.
struct House<S> {
    storage: S,
    space: SpaceId,
    founding: Vec<SignedRecord>,
    members: Vec<Member>,
    now: u64,
}

fn epoch<S: Storage>(house: &House<S>, without: Option<u32>) -> Epoch {
    let members = house
        .storage
        .snapshot(&house.space)
        .unwrap()
        .unwrap()
        .members
        .clone();
    let entitled = members.entitled(without, house.now);
    Epoch {
        n: members.epoch() + 1,
        grants: entitled.map(|member| (member.ord, vec![1; 80])).collect(),
        prev: (members.epoch() > 0).then(|| vec![2; 72]),
    }
}

impl<S: Storage> House<S> {
    fn on(storage: S) -> Self {
        let owner = SigningKey::from_bytes(&[3; 32]);
        let genesis = genesis(&owner, SpaceKind::Home);
        let space = genesis.space().unwrap();
        let owner = Device::new(owner, 0, space);
        let epoch = Epoch {
            n: 1,
            grants: vec![(0, vec![1; 80])],
            prev: None,
        };
        let second = owner.say(genesis.id(), Body::Epoch(epoch));
        let founding = vec![genesis, second];
        let made = storage.write(&[Write::Create(founding.clone())], 1000).unwrap();
        assert!(matches!(made[0], Written::Created(Ok(_))), "{made:?}");
        let members = vec![Member {
            device: owner,
            life: 1,
        }];
        Self {
            storage,
            space,
            founding,
            members,
            now: 1000,
        }
    }

    fn record(&mut self, record: SignedRecord, lost: bool) -> Result<u64, Code> {
        let (space, record) = (self.space, Box::new(record));
        let write = [Write::Record { space, record, lost }];
        let Written::Recorded(_, said) = self.storage.write(&write, self.now).unwrap().remove(0) else {
            panic!()
        };
        said
    }

    fn say(&mut self, body: Body) -> Result<u64, Code> {
        let head = self.storage.snapshot(&self.space).unwrap().unwrap().members.head;
        let record = self.members[0].device.say(head, body);
        self.record(record, false)
    }

    fn frame(&self, by: usize, sees: bool) -> Frame {
        let snapshot = self.storage.snapshot(&self.space).unwrap().unwrap();
        let Member { device, life } = &self.members[by];
        let view = View {
            seq: snapshot.head.seq,
            view: view16(&snapshot.head.r, &[0; 32]),
        };
        let statement = Statement {
            ord: device.ord,
            incarnation: Incarnation([*life; 8]),
            dev_seq: device.dev_seq + 1,
            prev: device.prev,
            view: sees.then_some(view),
        };
        let content = [device.ord as u8, *life, statement.dev_seq as u8, 7].repeat(8);
        let content_id = ContentId(content.try_into().unwrap());
        let statement_bytes = statement.write();
        let id = envelope_id(&self.space, &content_id, &statement_bytes);
        Frame {
            sig: sign(&device.key, &id),
            statement_bytes,
            statement,
            content_id,
            epoch: snapshot.members.epoch(),
            body: vec![7; 24 + 16 + 256],
        }
    }

    fn write(&mut self, by: usize, sees: bool) {
        let frame = self.frame(by, sees);
        if push(&self.storage, self.space, &frame, self.now).is_ok() {
            self.members[by].device.logged(&frame);
        }
    }

    fn run(&mut self, step: Step) {
        self.now += 10;
        let there = self.members.len();
        match step {
            Step::Write(by, sees) => self.write(by % there, sees),
            Step::Anew(by) => {
                let member = &mut self.members[by % there];
                member.life += 1;
                (member.device.dev_seq, member.device.prev) = (0, Short([0; 16]));
                self.write(by % there, true);
            }
            Step::Add if there < 8 => {
                let key = SigningKey::from_bytes(&[50 + there as u8; 32]);
                let add = Add {
                    sign: SignKey(key.verifying_key().to_bytes()),
                    seal: ekin_protocol::seal::seal_key(&[there as u8; 32]),
                    role: Role::Educator,
                    org: ORG,
                    // Some are let in for a while only, which is over when they come again.
                    not_after: (there % 2 == 1).then_some(self.now + 10_000),
                };
                assert!(self.say(Body::Add(add)).is_ok());
                let device = Device::new(key, there as u32, self.space);
                self.members.push(Member { device, life: 1 });
            }
            Step::Add => {}
            Step::Remove(by) if by % there > 0 => {
                let ord = (by % there) as u32;
                let epoch = Some(epoch(self, Some(ord)));
                let _ = self.say(Body::Remove(Remove { ord, epoch }));
            }
            Step::Remove(_) => {}
        }
    }

    fn log(&self) -> Vec<Entry> {
        let mut log = Vec::new();
        loop {
            let more = self
                .storage
                .read(&self.space, log.len() as u64, 1 << 20, 99)
                .unwrap();
            if more.is_empty() {
                return log;
            }
            log.extend(more);
        }
    }

    /// The log of a backup at a place, and a new instance on it.
    fn set_back(&mut self, log: &[Entry], to: usize) {
        for entry in log.iter().take(to).skip(self.founding.len()) {
            self.now = entry.t_ms;
            self.bring(entry, false).unwrap();
        }
        self.storage.start_instance(Instance([9; 16]), 50_000).unwrap();
        self.now = 50_000;
    }

    fn bring(&mut self, entry: &Entry, lost: bool) -> Result<u64, Code> {
        if let EntryKind::Membership = entry.kind {
            return self.record(SignedRecord::read(&entry.body).unwrap(), lost);
        }
        let frame = Box::new(Frame::read(&entry.body).unwrap());
        let frame = match lost {
            true => Prepared::Lost(frame),
            false => Prepared::Unchecked(frame),
        };
        let write = [Write::Push {
            space: self.space,
            frames: vec![frame],
        }];
        let Written::Pushed { verdicts, .. } = self.storage.write(&write, self.now).unwrap().remove(0) else {
            panic!()
        };
        verdicts[0].1
    }
}

fn ids(space: &SpaceId, log: &[Entry]) -> BTreeSet<[u8; 32]> {
    let log = log.iter().filter(|entry| entry.kind != EntryKind::Notice);
    log.map(|entry| entry.id(space).unwrap()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn law_10_whatever_somebody_had_is_logged_again(
        steps in prop::collection::vec(step(), 4..40),
        (at, late) in (any::<prop::sample::Index>(), 0usize..4),
        healers in prop::collection::vec(any::<prop::sample::Index>(), 1..5),
    ) {
        let instance = Instance([7; 16]);
        let mut before = House::on(MemoryStorage::new(instance));
        steps.iter().for_each(|step| before.run(*step));
        let log = before.log();
        let to = before.founding.len() + at.index(log.len() - before.founding.len() + 1);

        let folder = tempfile::tempdir().unwrap();
        let sqlite = SqliteStorage::open(&folder.path().join("relay.db"), instance, 1 << 30).unwrap();
        let (mut a, mut b) = (House::on(MemoryStorage::new(instance)), House::on(sqlite));
        a.set_back(&log, to);
        b.set_back(&log, to);
        // The owner's second device, which had nothing of what is lost, goes on before anybody else is back.
        let lives = log.iter().take(to).filter(|entry| entry.kind == EntryKind::Envelope);
        let wrote = lives.filter(|e| Frame::read(&e.body).unwrap().statement.ord == 0).count();
        if wrote == 0 {
            a.members[0].life = 200;
            b.members[0].life = 200;
            for _ in 0..late {
                a.write(0, true);
                b.write(0, true);
            }
        }
        prop_assert_eq!(
            a.say(Body::Add(Add {
                sign: SignKey(SigningKey::from_bytes(&[99; 32]).verifying_key().to_bytes()),
                seal: ekin_protocol::seal::seal_key(&[9; 32]),
                role: Role::Reader,
                org: ORG,
                not_after: None,
            })),
            Err(Code::Healing)
        );
        let mut had = to;
        for healer in &healers {
            let until = to + healer.index(log.len() - to + 1);
            had = had.max(until);
            for entry in &log[to..until] {
                let said = a.bring(entry, true);
                prop_assert_eq!(said, b.bring(entry, true));
                prop_assert!(said.is_ok(), "{:?} at place {}", said, entry.seq);
            }
        }
        let (now, stored) = (a.log(), b.log());
        prop_assert_eq!(&now, &stored);
        let missing: Vec<_> = ids(&a.space, &log[..had]).difference(&ids(&a.space, &now)).copied().collect();
        prop_assert!(missing.is_empty(), "{} are lost", missing.len());
        prop_assert_eq!(ids(&a.space, &now).len(), now.len() - 1, "each once, and one notice");
        // Everybody else reads it as the relay does.
        let mut naive = Replay::new(a.space);
        for entry in &now {
            prop_assert_eq!(naive.take(entry), Ok(()));
        }
        // Nobody waits for ever.
        a.now += HEALING_MS;
        let head = a.storage.snapshot(&a.space).unwrap().unwrap().members.head;
        let late = a.members[0].device.say(head, Body::Retire);
        prop_assert!(a.record(late, false).is_ok());
    }
}
