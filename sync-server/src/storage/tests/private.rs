//! The model test for private spaces: sealed envelopes, of which a storage knows no item, and the records that say who may
//! write under which epoch. What is sealed is noise here: no relay opens it.

use ekin_protocol::entry::Entry;
use ekin_protocol::envelope::{envelope_id, sign, view16};
use ekin_protocol::head::EntryKind;
use ekin_protocol::membership::{Epoch, Invite, Join, RoleChange};

use super::*;

mod cut;

/// One device, and what it sent.
struct Person {
    key: SigningKey,
    ord: u32,
    dev_seq: u64,
    prev: Short,
    /// The newest place of the log that it told.
    told: u64,
}

#[derive(Clone, Copy, Debug)]
enum Op {
    /// Who, what, how many epochs behind, and whether its view is true.
    Write(usize, u8, u32, Option<bool>),
    Again(usize),
    Fork,
    Epoch,
    Grant,
    /// To the staff or not, how many devices, how many days.
    Invite(bool, u32, u16),
    Join,
    /// The last join, once more as it was, and built on the present head.
    JoinAgain,
    Approve,
    Remove,
    Days(u16),
    Pack,
    Retire,
    /// With its pack at the relay, or not yet.
    Checkpoint(bool),
    /// Who says that the last one is right, or wrong.
    Vote(usize, bool),
}

fn op() -> impl Strategy<Value = Op> {
    let late = prop_oneof![5 => Just(0u32), 1 => Just(1u32)];
    let view = prop::option::of(prop::bool::weighted(0.8));
    prop_oneof![
        10 => (0usize..5, any::<u8>(), late, view).prop_map(|(who, what, late, view)| Op::Write(who, what, late, view)),
        1 => (0usize..20).prop_map(Op::Again),
        1 => Just(Op::Fork),
        2 => Just(Op::Epoch),
        1 => Just(Op::Grant),
        3 => (any::<bool>(), 1u32..3, 0u16..60).prop_map(|(staff, uses, days)| Op::Invite(staff, uses, days)),
        4 => Just(Op::Join),
        1 => Just(Op::JoinAgain),
        2 => Just(Op::Approve),
        1 => Just(Op::Remove),
        1 => (0u16..90).prop_map(Op::Days),
        1 => Just(Op::Pack),
        2 => prop::bool::weighted(0.8).prop_map(Op::Checkpoint),
        3 => (1usize..5, prop::bool::weighted(0.9)).prop_map(|(who, right)| Op::Vote(who, right)),
        1 => prop::bool::weighted(0.1).prop_map(|end| if end { Op::Retire } else { Op::Epoch }),
    ]
}

struct Bench {
    a: Relay<MemoryStorage>,
    b: Relay<SqliteStorage>,
    folder: tempfile::TempDir,
    space: SpaceId,
    people: Vec<Person>,
    now: u64,
    sent: Vec<(Frame, u64)>,
    naive: Replay,
    invited: Option<(RecordId, SigningKey)>,
    joined: Option<(SignedRecord, u64)>,
}

impl Bench {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let instance = Instance([7; 16]);
        let sqlite = SqliteStorage::open(&folder.path().join("relay.db"), instance, 1 << 30).unwrap();
        let random = || Box::new(|bytes: &mut [u8]| bytes.fill(1));
        let a = Relay::new(
            MemoryStorage::with_quota(instance, 1 << 30),
            Keys::of_seed(&[1; 32]),
            random(),
        );
        let b = Relay::new(sqlite, Keys::of_seed(&[1; 32]), random());
        let key = SigningKey::from_bytes(&[3; 32]);
        let genesis = genesis(&key, SpaceKind::Home);
        let space = genesis.space().unwrap();
        let write = [Write::Create(vec![genesis])];
        let made = a.storage().write(&write, 1000).unwrap();
        assert_eq!(made, b.storage().write(&write, 1000).unwrap());
        assert_eq!(made, a.storage().write(&write, 2000).unwrap(), "the same again");
        let mut bench = Self {
            a,
            b,
            folder,
            space,
            people: vec![person(key, 0)],
            now: 1000,
            sent: Vec::new(),
            naive: Replay::new(space),
            invited: None,
            joined: None,
        };
        bench.catch_up();
        bench
    }

    /// Reads what is new from both logs, with the naive reader beside: each view is made with 32 zero bytes.
    fn catch_up(&mut self) {
        loop {
            let entries = self
                .a
                .storage()
                .read(&self.space, self.naive.seq, 100_000, 7)
                .unwrap();
            let stored = self
                .b
                .storage()
                .read(&self.space, self.naive.seq, 100_000, 7)
                .unwrap();
            assert_eq!(entries, stored);
            if entries.is_empty() {
                break;
            }
            for entry in &entries {
                self.naive.take(entry).unwrap();
                let mark = Some((self.naive.r, view16(&self.naive.r, &[0; 32])));
                assert_eq!(self.a.storage().mark(&self.space, entry.seq).unwrap(), mark);
                assert_eq!(self.b.storage().mark(&self.space, entry.seq).unwrap(), mark);
            }
        }
        let (a, b) = (self.a.storage(), self.b.storage());
        let (a, b) = (
            a.snapshot(&self.space).unwrap().unwrap(),
            b.snapshot(&self.space).unwrap().unwrap(),
        );
        assert_eq!((a.head, a.bytes, a.open_block), (b.head, b.bytes, b.open_block));
        assert_eq!((a.head.seq, a.head.r), (self.naive.seq, self.naive.r));
    }

    fn members(&self) -> &ekin_protocol::membership::Membership {
        self.naive.members.as_ref().unwrap()
    }

    fn push(&mut self, frame: &Frame) -> Result<u64, Code> {
        let said = push(self.a.storage(), self.space, frame, self.now);
        assert_eq!(said, push(self.b.storage(), self.space, frame, self.now));
        self.catch_up();
        said
    }

    fn record(&mut self, record: &SignedRecord) -> Result<u64, Code> {
        let (space, record) = (self.space, Box::new(record.clone()));
        let write = [Write::Record {
            space,
            record,
            lost: false,
        }];
        let said = self.a.storage().write(&write, self.now).unwrap().remove(0);
        assert_eq!(said, self.b.storage().write(&write, self.now).unwrap().remove(0));
        self.catch_up();
        let Written::Recorded(_, said) = said else {
            panic!()
        };
        said
    }

    fn say(&mut self, body: Body) -> (SignedRecord, Result<u64, Code>) {
        let record = Record {
            previous: Some(self.members().head),
            ord: 0,
            body,
        };
        let record = SignedRecord::sign(record, &self.people[0].key);
        let said = self.record(&record);
        if self.members().retired && said.is_err() {
            assert_eq!(said, Err(Code::NotAllowed), "a retired space takes nothing more");
        }
        (record, said)
    }

    /// The next epoch, for everybody who is in but one.
    fn next(&self, without: Option<u32>) -> Epoch {
        let members = self.members();
        let n = members.epoch() + 1;
        let may = members
            .members
            .iter()
            .filter(|m| m.role().is_some_and(|role| role != Role::Pending));
        let ords = may.map(|m| m.ord).filter(|ord| Some(*ord) != without);
        Epoch {
            n,
            grants: ords.map(|ord| (ord, vec![n as u8; 80])).collect(),
            prev: (n > 1).then(|| vec![n as u8; 72]),
        }
    }

    fn write(&mut self, who: usize, what: u8, late: u32, view: Option<bool>) {
        let who = who % self.people.len();
        let epoch = self.members().epoch();
        let view = view.map(|truly| View {
            seq: self.naive.seq,
            view: if truly { self.naive.view() } else { Short([9; 16]) },
        });
        let lies = view.is_some_and(|view| view.view == Short([9; 16]));
        let frame = self.people[who].frame(&self.space, what, epoch.saturating_sub(late), view);
        let role = self.members().member(self.people[who].ord).unwrap().role();
        let (writes, retired) = (role.map(Role::writes_in_private), self.members().retired);
        let person = &self.people[who];
        let told = view.map_or(0, |view| view.seq).max(person.told);
        let stale = told < self.members().checkpoint_before(self.naive.seq + 1);
        let said = self.push(&frame);
        let expected = match (retired, writes) {
            _ if frame.epoch == 0 => Err(Code::BadForm),
            (true, _) | (_, Some(false)) => Err(Code::NotAllowed),
            (_, None) => Err(Code::Removed),
            _ if late > 0 => Err(Code::EpochStale),
            _ if stale => Err(Code::CheckpointStale),
            _ if lies => Err(Code::ViewStale),
            _ => Ok(self.naive.seq),
        };
        assert_eq!(said, expected);
        if let Ok(seq) = said {
            let person = &mut self.people[who];
            (person.dev_seq, person.prev) = (frame.statement.dev_seq, frame.content_id.short());
            person.told = told;
            self.sent.push((frame, seq));
        }
    }

    fn join(&mut self) {
        let Some((invite, key)) = self.invited.clone() else {
            return;
        };
        let ord = self.members().next_ord();
        let device = SigningKey::from_bytes(&[100 + ord as u8; 32]);
        let sign = SignKey(device.verifying_key().to_bytes());
        let good = self
            .members()
            .invitation(&SignKey(key.verifying_key().to_bytes()));
        let good = good.is_some_and(|invitation| invitation.is_good(self.now)) && !self.members().retired;
        let record = Record {
            previous: Some(self.members().head),
            ord,
            body: Body::Join(Join::sign(&self.space, invite, sign, SealKey([1; 32]), &key)),
        };
        let record = SignedRecord::sign(record, &device);
        match self.record(&record) {
            Ok(seq) => {
                assert!(good && seq == self.naive.seq);
                self.people.push(person(device, ord));
                self.joined = Some((record, seq));
            }
            Err(code) => assert!(!good && code == Code::NotAllowed),
        }
    }

    /// The whole log, which both storages have alike.
    fn log(&self) -> Vec<Entry> {
        let a = self
            .a
            .storage()
            .read(&self.space, 0, usize::MAX, usize::MAX)
            .unwrap();
        let b = self
            .b
            .storage()
            .read(&self.space, 0, usize::MAX, usize::MAX)
            .unwrap();
        assert_eq!(a, b);
        a
    }

    /// Of what a retired space's log had, no storage keeps anything that a key could open.
    fn nothing_sealed_is_left(&self) {
        for entry in self
            .log()
            .iter()
            .filter(|entry| entry.kind == EntryKind::Envelope)
        {
            assert!(Frame::read(&entry.body).unwrap().body.is_empty());
        }
    }

    fn run(&mut self, op: Op) {
        match op {
            Op::Write(who, what, late, view) => self.write(who, what, late, view),
            Op::Again(at) => {
                if let Some((mut frame, seq)) = self.sent.get(at).cloned() {
                    if seq <= self.cut() {
                        // It is in the checkpoint's pack, as the end of its chain says.
                        let said = self.push(&frame);
                        assert!(said.is_err(), "{said:?}");
                        return;
                    }
                    assert_eq!(self.push(&frame), Ok(seq), "the same receipt");
                    // Sealed again, as after a lost receipt and a new epoch.
                    frame.body[30] ^= 1;
                    frame.epoch += 1;
                    assert_eq!(self.push(&frame), Ok(seq), "the same receipt");
                }
            }
            Op::Fork => {
                if let Some((frame, _)) = self.sent.last().cloned() {
                    let who = self.people.iter().find(|p| p.ord == frame.statement.ord).unwrap();
                    let mut content = frame.content_id.0;
                    content[0] ^= 1;
                    let other = who.sealed(&self.space, &frame.statement, content, frame.epoch);
                    let said = self.push(&other);
                    let cut = frame.statement.dev_seq > 0 && self.cut() > 0;
                    assert!(said == Err(Code::Fork) || (cut && said.is_err()), "{said:?}");
                }
            }
            Op::Epoch => {
                let epoch = self.next(None);
                let _ = self.say(Body::Epoch(epoch));
            }
            Op::Grant => {
                let n = self.members().epoch();
                let whole = self.next(None).grants.into_iter();
                let grants = whole
                    .filter(|(ord, _)| !self.members().has_grant(n, *ord))
                    .collect();
                let _ = self.say(Body::Epoch(Epoch {
                    n,
                    grants,
                    prev: None,
                }));
            }
            Op::Invite(staff, uses, days) => {
                let key = SigningKey::from_bytes(&[self.naive.seq as u8; 32]);
                let body = Body::Invite(Invite {
                    key: SignKey(key.verifying_key().to_bytes()),
                    role: if staff { Role::Educator } else { Role::Resident },
                    org: ORG,
                    not_after: self.now + u64::from(days) * DAY,
                    uses,
                    member_not_after: None,
                });
                if let (record, Ok(_)) = self.say(body) {
                    self.invited = Some((record.id(), key));
                }
            }
            Op::Join => self.join(),
            Op::JoinAgain => {
                if let Some((record, seq)) = self.joined.clone() {
                    assert_eq!(self.record(&record), Ok(seq), "the same place");
                    let mut again = record.record;
                    let key = &self.people.last().unwrap().key;
                    (again.previous, again.ord) = (Some(self.members().head), self.members().next_ord());
                    let again = SignedRecord::sign(again, key);
                    let there = self.members().by_key(&SignKey(key.verifying_key().to_bytes()));
                    if there.is_some_and(|member| member.role().is_some()) {
                        assert_eq!(self.record(&again), Err(Code::NotAllowed));
                    }
                }
            }
            Op::Approve => {
                let waits = |m: &&ekin_protocol::membership::Member| m.role() == Some(Role::Pending);
                if let Some(ord) = self.members().members.iter().find(waits).map(|m| m.ord) {
                    let (role, org) = (Role::Educator, None);
                    let _ = self.say(Body::Role(RoleChange { ord, role, org }));
                }
            }
            Op::Remove => {
                let last = self
                    .members()
                    .members
                    .iter()
                    .rev()
                    .find(|m| m.role().is_some() && m.ord > 0);
                if let Some(ord) = last.map(|m| m.ord) {
                    let bare = Remove { ord, epoch: None };
                    assert_eq!(
                        self.say(Body::Remove(bare)).1,
                        Err(Code::NotAllowed),
                        "with no new epoch"
                    );
                    let epoch = Some(self.next(Some(ord)));
                    let _ = self.say(Body::Remove(Remove { ord, epoch }));
                }
            }
            Op::Days(days) => self.now += u64::from(days) * DAY,
            Op::Pack => {
                assert_eq!(packer::pack(&self.a, &self.space, self.now).unwrap(), None);
                assert_eq!(packer::pack(&self.b, &self.space, self.now).unwrap(), None);
                assert_eq!(self.b.storage().manifest(&self.space).unwrap(), None);
                assert_eq!(self.b.storage().erase_dead(u64::MAX >> 1, 1000).unwrap(), 0);
            }
            Op::Checkpoint(whole) => self.checkpoint(whole),
            Op::Vote(who, right) => self.vote(who % self.people.len(), right),
            Op::Retire => {
                if let (_, Ok(_)) = self.say(Body::Retire) {
                    self.nothing_sealed_is_left();
                }
            }
        }
    }
}

fn person(key: SigningKey, ord: u32) -> Person {
    Person {
        key,
        ord,
        dev_seq: 0,
        prev: Short([0; 16]),
        told: 0,
    }
}

impl Person {
    fn frame(&self, space: &SpaceId, what: u8, epoch: u32, view: Option<View>) -> Frame {
        let statement = Statement {
            ord: self.ord,
            incarnation: Incarnation([8; 8]),
            dev_seq: self.dev_seq + 1,
            prev: self.prev,
            view,
        };
        self.sealed(space, &statement, [what; 32], epoch)
    }

    fn sealed(&self, space: &SpaceId, statement: &Statement, content: [u8; 32], epoch: u32) -> Frame {
        let (content_id, statement_bytes) = (ContentId(content), statement.write());
        let sig = sign(&self.key, &envelope_id(space, &content_id, &statement_bytes));
        Frame {
            statement_bytes,
            statement: statement.clone(),
            content_id,
            sig,
            epoch,
            body: vec![content[0]; 24 + 16 + 256],
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]
    #[test]
    fn every_storage_says_and_keeps_the_same_of_a_private_space(ops in prop::collection::vec(op(), 1..60)) {
        let mut bench = Bench::new();
        bench.run(Op::Epoch);
        for op in ops {
            bench.run(op);
        }
        // A database opened again knows all it knew, and a check of it finds nothing wrong.
        let again = SqliteStorage::open(&bench.folder.path().join("relay.db"), Instance([0; 16]), 0).unwrap();
        let epoch = bench.members().epoch();
        let frame = bench.people[0].frame(&bench.space, 250, epoch, None);
        let said = push(&again, bench.space, &frame, bench.now);
        prop_assert_eq!(said, push(bench.a.storage(), bench.space, &frame, bench.now));
        crate::operator::check(&again, None).unwrap();
    }
}
