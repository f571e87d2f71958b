//! One model test for every storage: the same operations give the same words, the same logs and the same packs,
//! and an independent reading of the log agrees with each view.

use ed25519_dalek::SigningKey;
use ekin_protocol::cbor::Writer;
use ekin_protocol::code::Code;
use ekin_protocol::envelope::{Frame, Statement, View};
use ekin_protocol::id::*;
use ekin_protocol::item::{Item, Meta, kind, write_record};
use ekin_protocol::membership::{Add, Body, Genesis, Record, Remove, Role, SignedRecord, SpaceKind};
use proptest::prelude::*;

use super::memory::MemoryStorage;
use super::sqlite::SqliteStorage;
use super::{Prepared, Storage, StorageError, Write, Written};
use crate::keys::Keys;
use crate::operator::Replay;
use crate::packer;
use crate::relay::Relay;

mod beside;
mod erase;
mod healing;
mod private;
mod roles;

const DAY: u64 = 86_400_000;

/// A device that publishes, and what it sent.
pub(crate) struct Device {
    pub(crate) key: SigningKey,
    pub(crate) ord: u32,
    pub(crate) space: SpaceId,
    dev_seq: u64,
    prev: Short,
}

pub(crate) const ORG: OrgId = OrgId([5; 16]);

impl Device {
    /// The owner of a new space, with its genesis.
    pub(crate) fn owner() -> (Self, SignedRecord) {
        let key = SigningKey::from_bytes(&[3; 32]);
        let genesis = genesis(&key, SpaceKind::Catalogue);
        let space = genesis.space().unwrap();
        (Self::new(key, 0, space), genesis)
    }

    fn new(key: SigningKey, ord: u32, space: SpaceId) -> Self {
        Self {
            key,
            ord,
            space,
            dev_seq: 0,
            prev: Short([0; 16]),
        }
    }

    pub(crate) fn item(&self, n: u8, text: &str, names: &[ItemHash], kind: u16) -> (Vec<u8>, ItemHash) {
        let key = ListingKey([n; 16]);
        let meta = Meta {
            kind,
            supersedes: names.iter().map(ItemHash::short).collect(),
            listing: Some((ORG, key)),
            ..Meta::default()
        };
        let payload = Writer::new().map(1).text("t").text(text).finish();
        let bytes = write_record(&self.space.listing(&ORG, &key), &meta, &payload);
        let hash = Item::read(&bytes).unwrap().hash();
        (bytes, hash)
    }

    pub(crate) fn frame(&self, items: &[Vec<u8>], view: Option<View>) -> Frame {
        let statement = Statement {
            ord: self.ord,
            incarnation: Incarnation([8; 8]),
            dev_seq: self.dev_seq + 1,
            prev: self.prev,
            view,
        };
        Frame::public(&self.space, &statement, items, &self.key).unwrap()
    }

    /// The frame is in the log: the chain goes on.
    pub(crate) fn logged(&mut self, frame: &Frame) {
        (self.dev_seq, self.prev) = (frame.statement.dev_seq, frame.content_id.short());
    }

    fn say(&self, previous: RecordId, body: Body) -> SignedRecord {
        let record = Record {
            previous: Some(previous),
            ord: self.ord,
            body,
        };
        SignedRecord::sign(record, &self.key)
    }
}

fn genesis(key: &SigningKey, space_kind: SpaceKind) -> SignedRecord {
    let genesis = Record {
        previous: None,
        ord: 0,
        body: Body::Genesis(Genesis {
            space_kind,
            nonce: [4; 16],
            sign: SignKey(key.verifying_key().to_bytes()),
            seal: SealKey([1; 32]),
            org: ORG,
        }),
    };
    SignedRecord::sign(genesis, key)
}

pub(crate) fn push(storage: &impl Storage, space: SpaceId, frame: &Frame, now: u64) -> Result<u64, Code> {
    let frames = vec![Prepared::Unchecked(Box::new(frame.clone()))];
    let written = storage
        .write(&[Write::Push { space, frames }], now)
        .unwrap()
        .remove(0);
    let Written::Pushed { verdicts, .. } = written else {
        panic!()
    };
    verdicts[0].1
}

#[derive(Clone, Debug)]
enum Op {
    /// Listings (n, text, how many heads it names, whether it names an unknown record, tombstone).
    Publish(Vec<(u8, u8, usize, bool, bool)>, Option<bool>),
    Again(usize),
    /// Another content at a place that is taken.
    Fork,
    /// A record that was replaced.
    Dead,
    Member(u8),
    StaleRecord,
    Days(u16),
    Pack,
    Erase,
}

fn op() -> impl Strategy<Value = Op> {
    let listing = (
        0u8..6,
        0u8..8,
        0usize..3,
        prop::bool::weighted(0.1),
        prop::bool::weighted(0.15),
    );
    prop_oneof![
        8 => (prop::collection::vec(listing, 1..5), prop::option::of(prop::bool::weighted(0.8)))
            .prop_map(|(items, view)| Op::Publish(items, view)),
        1 => (0usize..20).prop_map(Op::Again),
        1 => Just(Op::Fork),
        1 => Just(Op::Dead),
        1 => (0u8..4).prop_map(Op::Member),
        1 => Just(Op::StaleRecord),
        2 => (0u16..250).prop_map(Op::Days),
        2 => Just(Op::Pack),
        1 => Just(Op::Erase),
    ]
}

/// Runs operations on both storages and compares what they say.
struct Bench {
    a: Relay<MemoryStorage>,
    b: Relay<SqliteStorage>,
    _folder: tempfile::TempDir,
    owner: Device,
    now: u64,
    sent: Vec<(Frame, u64)>,
    /// By listing: each hash that was ever logged, its item and whether it lives by the naive rule.
    known: Vec<(u8, ItemHash, Vec<u8>)>,
    naive: Replay,
    members: Vec<RecordId>,
}

impl Bench {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let instance = Instance([7; 16]);
        let sqlite = SqliteStorage::open(&folder.path().join("relay.db"), instance, 1 << 30).unwrap();
        let memory = MemoryStorage::with_quota(instance, 1 << 30);
        let random = || Box::new(|bytes: &mut [u8]| bytes.fill(1));
        let (owner, genesis) = Device::owner();
        let a = Relay::new(memory, Keys::of_seed(&[1; 32]), random());
        let b = Relay::new(sqlite, Keys::of_seed(&[1; 32]), random());
        let write = [Write::Create(vec![genesis.clone()])];
        let made = a.storage().write(&write, 1000).unwrap();
        assert_eq!(made, b.storage().write(&write, 1000).unwrap());
        assert!(matches!(made[0], Written::Created(Ok(head)) if head.seq == 1));
        let naive = Replay::new(owner.space);
        let members = vec![genesis.id()];
        let mut bench = Self {
            a,
            b,
            _folder: folder,
            owner,
            now: 1000,
            sent: Vec::new(),
            known: Vec::new(),
            naive,
            members,
        };
        bench.catch_up();
        bench
    }

    /// Reads what is new from both logs, with the naive reader beside.
    fn catch_up(&mut self) {
        let space = self.owner.space;
        loop {
            let entries = self.a.storage().read(&space, self.naive.seq, 100_000, 7).unwrap();
            assert_eq!(
                entries,
                self.b.storage().read(&space, self.naive.seq, 100_000, 7).unwrap()
            );
            if entries.is_empty() {
                break;
            }
            for entry in &entries {
                self.naive.take(entry).unwrap();
                let mark = Some((self.naive.r, self.naive.view()));
                assert_eq!(self.a.storage().mark(&space, entry.seq).unwrap(), mark);
                assert_eq!(self.b.storage().mark(&space, entry.seq).unwrap(), mark);
            }
        }
        let head = self.a.storage().snapshot(&space).unwrap().unwrap();
        assert_eq!((head.head.seq, head.head.r), (self.naive.seq, self.naive.r));
        let stored = self.b.storage().snapshot(&space).unwrap().unwrap();
        assert_eq!(
            (head.head, head.bytes, head.open_block),
            (stored.head, stored.bytes, stored.open_block)
        );
    }

    fn push(&mut self, frame: &Frame) -> Result<u64, Code> {
        let said = push(self.a.storage(), self.owner.space, frame, self.now);
        assert_eq!(said, push(self.b.storage(), self.owner.space, frame, self.now));
        self.catch_up();
        said
    }

    fn record(&mut self, record: &SignedRecord) -> Result<u64, Code> {
        let write = [Write::Record {
            space: self.owner.space,
            record: Box::new(record.clone()),
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

    fn run(&mut self, op: Op) {
        match op {
            Op::Publish(listings, view) => {
                let mut items = Vec::new();
                let mut new = Vec::new();
                for (n, text, names, unknown, tombstone) in listings {
                    let mut heads: Vec<ItemHash> = self
                        .known
                        .iter()
                        .rev()
                        .filter(|(m, ..)| *m == n)
                        .map(|(_, h, _)| *h)
                        .take(names)
                        .collect();
                    if unknown {
                        heads.push(ItemHash([text; 32]));
                    }
                    let kind = if tombstone { kind::TOMBSTONE } else { kind::LISTING };
                    let (bytes, hash) = self.owner.item(n, &text.to_string(), &heads, kind);
                    new.push((n, hash, bytes.clone()));
                    items.push(bytes);
                }
                let view = view.map(|truly| View {
                    seq: self.naive.seq,
                    view: if truly { self.naive.view() } else { Short([9; 16]) },
                });
                let lies = view.is_some_and(|view| view.view == Short([9; 16]));
                let frame = self.owner.frame(&items, view);
                match self.push(&frame) {
                    Ok(seq) => {
                        assert!(!lies && seq == self.naive.seq);
                        self.owner.logged(&frame);
                        self.sent.push((frame, seq));
                        self.known.extend(new);
                    }
                    Err(Code::ViewStale) => assert!(lies),
                    // Only what was replaced before is refused.
                    Err(code) => assert_eq!(code, Code::BadForm),
                }
            }
            Op::Again(at) => {
                if let Some((frame, seq)) = self.sent.get(at).cloned() {
                    assert_eq!(self.push(&frame), Ok(seq), "the same receipt");
                }
            }
            Op::Fork => {
                if let Some((frame, _)) = self.sent.last().cloned() {
                    let (item, _) = self.owner.item(99, "other", &[], kind::LISTING);
                    let other = Frame::public(&self.owner.space, &frame.statement, &[item], &self.owner.key);
                    assert_eq!(self.push(&other.unwrap()), Err(Code::Fork));
                }
            }
            Op::Dead => {
                let dead = self.known.iter().find(|(n, hash, _)| {
                    let object = self.owner.space.listing(&ORG, &ListingKey([*n; 16]));
                    !self.naive.tree.clone().remove(&object, hash)
                });
                if let Some((_, _, bytes)) = dead.cloned() {
                    let frame = self.owner.frame(&[bytes], None);
                    assert_eq!(self.push(&frame), Err(Code::BadForm));
                }
            }
            Op::Member(n) => {
                let key = SigningKey::from_bytes(&[100 + n; 32]);
                let sign = SignKey(key.verifying_key().to_bytes());
                let head = *self.members.last().unwrap();
                let there = self
                    .a
                    .storage()
                    .snapshot(&self.owner.space)
                    .unwrap()
                    .and_then(|s| {
                        s.members
                            .by_key(&sign)
                            .filter(|m| m.role().is_some())
                            .map(|m| m.ord)
                    });
                let body = match there {
                    Some(ord) => Body::Remove(Remove { ord, epoch: None }),
                    None => Body::Add(Add {
                        sign,
                        seal: SealKey([1; 32]),
                        role: Role::Publisher,
                        org: ORG,
                        not_after: None,
                    }),
                };
                let record = self.owner.say(head, body);
                let seq = self.record(&record);
                assert_eq!(seq, Ok(self.naive.seq));
                assert_eq!(self.record(&record), seq, "the same place");
                self.members.push(record.id());
            }
            Op::StaleRecord => {
                let record = self.owner.say(RecordId([1; 32]), Body::Retire);
                assert_eq!(self.record(&record), Err(Code::HeadMoved));
            }
            Op::Days(days) => self.now += u64::from(days) * DAY,
            Op::Pack => {
                let space = self.owner.space;
                let a = packer::pack(&self.a, &space, self.now).unwrap();
                assert_eq!(a, packer::pack(&self.b, &space, self.now).unwrap());
                let manifest = self.a.storage().manifest(&space).unwrap();
                assert_eq!(manifest, self.b.storage().manifest(&space).unwrap());
                crate::operator::check_pack(self.b.storage(), &self.naive, space).unwrap();
            }
            Op::Erase => {
                let before = self.now.saturating_sub(30 * DAY);
                let a = self.a.storage().erase_dead(before, 1000).unwrap();
                assert_eq!(a, self.b.storage().erase_dead(before, 1000).unwrap());
                self.reread();
            }
        }
    }

    /// The whole log again: what was erased still gives every hash.
    fn reread(&self) {
        let space = self.owner.space;
        let mut naive = Replay::new(space);
        let mut from = 1;
        while let Some(stretch) = self.b.storage().stretch(&space, from).unwrap() {
            assert_eq!(
                Some(&stretch),
                self.a.storage().stretch(&space, from).unwrap().as_ref()
            );
            for entry in &stretch.entries {
                naive.take(entry).unwrap();
            }
            from = naive.seq + 1;
        }
        assert_eq!(
            (naive.seq, naive.r, naive.view()),
            (self.naive.seq, self.naive.r, {
                let mut again = naive.tree.clone();
                ekin_protocol::envelope::view16(&self.naive.r, &again.root())
            })
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]
    #[test]
    fn every_storage_says_and_keeps_the_same(ops in prop::collection::vec(op(), 1..40)) {
        let mut bench = Bench::new();
        for op in ops {
            bench.run(op);
        }
        bench.reread();
        // A database opened again knows all it knew.
        let space = bench.owner.space;
        let path = bench._folder.path().join("relay.db");
        let again = SqliteStorage::open(&path, Instance([0; 16]), 0).unwrap();
        let (item, _) = bench.owner.item(50, "last", &[], kind::LISTING);
        let frame = bench.owner.frame(&[item], None);
        prop_assert_eq!(push(&again, space, &frame, bench.now), push(bench.a.storage(), space, &frame, bench.now));
        prop_assert_eq!(again.entries_total().unwrap(), bench.a.storage().entries_total().unwrap());
    }
}

#[test]
fn a_full_disk_loses_nothing_and_keeps_what_was_said() {
    let folder = tempfile::tempdir().unwrap();
    let storage = SqliteStorage::open(&folder.path().join("r.db"), Instance([7; 16]), 1 << 30).unwrap();
    let (mut owner, genesis) = Device::owner();
    storage.write(&[Write::Create(vec![genesis])], 1).unwrap();
    storage.limit_pages(60).unwrap();
    let mut kept = 1;
    let stopped = (0u32..2000).find_map(|n| {
        let text: String = (0..200)
            .map(|i| char::from(b'a' + ((n * 7 + i * i) % 26) as u8))
            .collect();
        let (item, _) = owner.item((n % 200) as u8, &format!("{n}{text}"), &[], kind::LISTING);
        let frame = owner.frame(&[item], None);
        let frames = vec![Prepared::Unchecked(Box::new(frame.clone()))];
        match storage.write(
            &[Write::Push {
                space: owner.space,
                frames,
            }],
            2,
        ) {
            Ok(_) => {
                owner.logged(&frame);
                kept += 1;
                None
            }
            Err(error) => Some((frame, error)),
        }
    });
    let (frame, error) = stopped.unwrap();
    assert!(matches!(error, StorageError::Sqlite(_)), "{error:?}");
    assert_eq!(storage.snapshot(&owner.space).unwrap().unwrap().head.seq, kept);
    storage.limit_pages(100_000).unwrap();
    assert_eq!(push(&storage, owner.space, &frame, 3), Ok(kept + 1));
    assert!(storage.integrity().unwrap().is_none());
}

#[test]
fn one_bad_frame_of_a_group_fails_alone_and_quota_and_freezing_are_said() {
    let folder = tempfile::tempdir().unwrap();
    let storage = SqliteStorage::open(&folder.path().join("r.db"), Instance([7; 16]), 1 << 30).unwrap();
    let (mut owner, genesis) = Device::owner();
    storage.write(&[Write::Create(vec![genesis])], 1).unwrap();
    let (item, _) = owner.item(1, "a", &[], kind::LISTING);
    let good = owner.frame(&[item], None);
    owner.logged(&good);
    let (item, _) = owner.item(2, "b", &[], kind::LISTING);
    let mut bad = owner.frame(&[item], None);
    let next = bad.clone();
    bad.sig.0[0] ^= 1;
    let write = |frame: &Frame| Write::Push {
        space: owner.space,
        frames: vec![Prepared::Unchecked(Box::new(frame.clone()))],
    };
    let said = storage
        .write(&[write(&good), write(&bad), write(&next)], 2)
        .unwrap();
    let verdicts: Vec<_> = said
        .iter()
        .map(|written| match written {
            Written::Pushed { verdicts, .. } => verdicts[0].1,
            _ => panic!(),
        })
        .collect();
    assert_eq!(verdicts, [Ok(2), Err(Code::BadForm), Ok(3)]);
    owner.logged(&next);
    let (item, _) = owner.item(3, "c", &[], kind::LISTING);
    let frame = owner.frame(&[item], None);
    storage.set_quota(&owner.space, 10).unwrap();
    assert_eq!(push(&storage, owner.space, &frame, 3), Err(Code::Quota));
    storage.set_quota(&owner.space, 1 << 20).unwrap();
    storage.set_frozen(&owner.space, true).unwrap();
    assert_eq!(push(&storage, owner.space, &frame, 3), Err(Code::Frozen));
    // Another process lets it go on, as an operator does beside a running relay.
    let other = SqliteStorage::open(&folder.path().join("r.db"), Instance([0; 16]), 0).unwrap();
    other.set_frozen(&owner.space, false).unwrap();
    assert_eq!(push(&storage, owner.space, &frame, 4), Ok(4));
    assert!(storage.delete(&owner.space).unwrap());
    assert_eq!(push(&storage, owner.space, &frame, 5), Err(Code::NoSpace));
}
