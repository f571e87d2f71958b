//! The model test for what lies beside the logs: the same operations give the same words and the same rooms.

use ekin_protocol::membership::Erase;
use ekin_protocol::pages::{ChunkList, Slot};

use super::*;
use crate::storage::beside::{Beside, Lane, REPLY_MS, UNFINISHED_MS};

#[derive(Clone, Debug)]
enum Op {
    Slot(u8, u32),
    DropSlot(u8),
    /// Which blob, under which name.
    Need(u8, u8),
    Release(u8, u8),
    /// Which blob, which chunk, cut short or not.
    Chunk(u8, usize, bool),
    Message(u8, bool),
    DropMessage(u64),
    Reply(u8, u8),
    Endpoint(u32, Option<u8>),
    Days(u16),
    Sweep,
    /// Which unit and which blob are erased.
    Erase(u8, u8),
    /// In a space that is not here.
    Nowhere,
}

fn op() -> impl Strategy<Value = Op> {
    prop_oneof![
        (0u8..4, 1u32..4).prop_map(|(unit, epoch)| Op::Slot(unit, epoch)),
        (0u8..4).prop_map(Op::DropSlot),
        (0u8..4, 0u8..3).prop_map(|(blob, name)| Op::Need(blob, name)),
        (0u8..4, 0u8..3).prop_map(|(blob, name)| Op::Release(blob, name)),
        (0u8..4, 0usize..4, any::<bool>()).prop_map(|(blob, n, long)| Op::Chunk(blob, n, long)),
        (0u8..8, any::<bool>()).prop_map(|(message, reserved)| Op::Message(message, reserved)),
        (0u64..12).prop_map(Op::DropMessage),
        (0u8..3, 0u8..6).prop_map(|(mailbox, message)| Op::Reply(mailbox, message)),
        (0u32..3, prop::option::of(0u8..3)).prop_map(|(ord, address)| Op::Endpoint(ord, address)),
        (0u16..60).prop_map(Op::Days),
        Just(Op::Sweep),
        (0u8..4, 0u8..4).prop_map(|(unit, blob)| Op::Erase(unit, blob)),
        Just(Op::Nowhere),
    ]
}

fn list(blob: u8) -> ChunkList {
    ChunkList {
        size: u64::from(blob) * 10 + 15,
        hashes: vec![[blob; 32]; usize::from(blob) + 1],
    }
}

/// Does one thing and says all that can be seen then.
fn run(storage: &impl Beside, space: &SpaceId, op: &Op, now: u64) -> Vec<String> {
    let said = match op {
        Op::Slot(unit, epoch) => {
            let sealed = vec![*epoch as u8; 72];
            let (unit, epoch) = ([*unit; 16], *epoch);
            format!(
                "{:?}",
                storage.put_slot(space, &Slot { unit, epoch, sealed }).unwrap()
            )
        }
        Op::DropSlot(unit) => format!("{:?}", storage.drop_slot(space, &[*unit; 16]).unwrap()),
        // Of the four, whose sizes are 15, 25, 35 and 45, not all fit.
        Op::Need(blob, name) => {
            format!(
                "{:?}",
                storage
                    .need_blob(space, &list(*blob), &[*name; 16], 80, now)
                    .unwrap()
            )
        }
        Op::Release(blob, name) => {
            format!(
                "{:?}",
                storage
                    .release_blob(space, &list(*blob).address().0, &[*name; 16])
                    .unwrap()
            )
        }
        Op::Chunk(blob, n, long) => {
            let n = n % list(*blob).hashes.len();
            let chunk = vec![n as u8; if *long { 20 } else { 10 }];
            format!(
                "{:?}",
                storage
                    .put_chunk(space, &list(*blob).address().0, n, &chunk)
                    .unwrap()
            )
        }
        Op::Message(message, reserved) => {
            let lane = if *reserved { Lane::Reserved } else { Lane::Open };
            let sealed = vec![*message; 30];
            format!(
                "{:?}",
                storage
                    .put_message(space, lane, &[*message; 32], &sealed, 70, now)
                    .unwrap()
            )
        }
        Op::DropMessage(place) => format!("{:?}", storage.drop_message(space, *place).unwrap()),
        Op::Reply(mailbox, message) => {
            let sealed = vec![*message; 30];
            format!(
                "{:?}",
                storage
                    .put_reply(&[*mailbox; 32], &[*message; 32], &sealed, 100, now)
                    .unwrap()
            )
        }
        Op::Endpoint(ord, address) => {
            let address = address.map(|n| format!("https://push.example.org/{n}"));
            format!(
                "{:?}",
                storage.set_endpoint(space, *ord, address.as_deref()).unwrap()
            )
        }
        Op::Sweep => format!("{:?}", storage.sweep_beside(now).unwrap()),
        Op::Days(_) | Op::Erase(..) => String::new(),
        Op::Nowhere => {
            let nowhere = SpaceId([0xEE; 32]);
            let refused = storage
                .put_message(&nowhere, Lane::Open, &[1; 32], &[1], 9, now)
                .unwrap();
            assert_eq!(refused, Err(Code::NoSpace));
            format!(
                "{:?}",
                storage.need_blob(&nowhere, &list(0), &[1; 16], 80, now).unwrap()
            )
        }
    };
    let mut seen = vec![said];
    seen.push(format!("{:?}", storage.slots(space, None, 100).unwrap()));
    seen.push(format!("{:?}", storage.slots(space, Some([1; 16]), 1).unwrap()));
    for blob in 0..4 {
        let address = list(blob).address().0;
        seen.push(format!("{:?}", storage.blob(space, &address).unwrap()));
        seen.push(format!("{:?}", storage.chunk_sizes(space, &address).unwrap()));
        seen.push(format!("{:?}", storage.chunk(space, &address, 0).unwrap()));
    }
    seen.push(format!("{:?}", storage.messages(space, 0, 70).unwrap()));
    seen.push(format!("{:?}", storage.messages(space, 2, 1).unwrap()));
    for mailbox in 0..3 {
        seen.push(format!("{:?}", storage.replies(&[mailbox; 32], now).unwrap()));
    }
    seen.push(format!("{:?}", storage.endpoints(space).unwrap()));
    seen.push(format!("{:?}", storage.held().unwrap()));
    seen
}

fn both() -> (MemoryStorage, SqliteStorage, tempfile::TempDir, SpaceId) {
    let folder = tempfile::tempdir().unwrap();
    let instance = Instance([7; 16]);
    let sqlite = SqliteStorage::open(&folder.path().join("relay.db"), instance, 1 << 30).unwrap();
    let memory = MemoryStorage::with_quota(instance, 1 << 30);
    let genesis = genesis(&SigningKey::from_bytes(&[3; 32]), SpaceKind::Home);
    let space = genesis.space().unwrap();
    let write = [Write::Create(vec![genesis])];
    memory.write(&write, 1).unwrap();
    sqlite.write(&write, 1).unwrap();
    (memory, sqlite, folder, space)
}

/// The owner has a unit and a blob erased.
fn erase(storage: &impl Storage, space: SpaceId, [unit, blob]: [u8; 2], now: u64) -> Vec<Written> {
    let members = storage.snapshot(&space).unwrap().unwrap().members.clone();
    let record = Record {
        previous: Some(members.head),
        ord: 0,
        body: Body::Erase(Erase {
            units: vec![[unit; 16]],
            blobs: vec![list(blob).address()],
            ..Erase::default()
        }),
    };
    let record = Box::new(SignedRecord::sign(record, &SigningKey::from_bytes(&[3; 32])));
    storage
        .write(
            &[Write::Record {
                space,
                record,
                lost: false,
            }],
            now,
        )
        .unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(30))]
    #[test]
    fn every_storage_keeps_the_same_beside_its_logs(ops in prop::collection::vec(op(), 1..50)) {
        let (memory, sqlite, _folder, space) = both();
        let mut now = 1_000;
        for op in &ops {
            if let Op::Days(days) = op {
                now += u64::from(*days) * DAY;
            }
            if let Op::Erase(unit, blob) = op {
                let erased = [*unit, *blob];
                let said = [erase(&memory, space, erased, now), erase(&sqlite, space, erased, now)];
                prop_assert_eq!(&said[0], &said[1]);
                for storage in [&memory as &dyn Beside, &sqlite] {
                    let slot = Slot { unit: [*unit; 16], epoch: 9, sealed: vec![9; 72] };
                    prop_assert_eq!(storage.put_slot(&space, &slot).unwrap(), Err(Code::NotAllowed));
                    let needed = storage.need_blob(&space, &list(*blob), &[9; 16], 1 << 20, now).unwrap();
                    prop_assert_eq!(needed, Err(Code::NotAllowed));
                }
            }
            prop_assert_eq!(run(&memory, &space, op, now), run(&sqlite, &space, op, now), "{:?}", op);
        }
        memory.delete(&space).unwrap();
        sqlite.delete(&space).unwrap();
        let left = sqlite.held().unwrap();
        prop_assert_eq!(left, memory.held().unwrap());
        prop_assert_eq!((left.slots, left.blob_bytes, left.messages, left.endpoints), (0, 0, 0, 0));
    }
}

#[test]
fn a_flood_of_one_lane_leaves_the_other_and_nothing_that_was_taken_is_lost() {
    let (memory, sqlite, _folder, space) = both();
    for storage in [&memory as &dyn Beside, &sqlite] {
        let put = |lane, n: u8, room| {
            storage
                .put_message(&space, lane, &[n; 32], &[n; 100], room, 5)
                .unwrap()
        };
        assert_eq!(put(Lane::Open, 0, 1000), Ok(()));
        let taken = (1..100).filter(|n| put(Lane::Open, *n, 1000).is_ok()).count();
        assert_eq!(taken, 9);
        assert_eq!(put(Lane::Open, 200, 1000), Err(Code::Quota));
        assert_eq!(put(Lane::Open, 0, 1000), Ok(()), "the same again");
        for n in 201..211 {
            assert_eq!(put(Lane::Reserved, n, 1000), Ok(()));
        }
        let waiting = storage.messages(&space, 0, 1 << 20).unwrap();
        assert_eq!((waiting.len(), waiting[0].sealed[0]), (20, 0));
    }
}

#[test]
fn a_retired_space_keeps_no_key_no_blob_and_no_message() {
    let (memory, sqlite, _folder, space) = both();
    let owner = SigningKey::from_bytes(&[3; 32]);
    let previous = Some(genesis(&owner, SpaceKind::Home).id());
    let (ord, body) = (0, Body::Retire);
    let retire = SignedRecord::sign(Record { previous, ord, body }, &owner);
    let run_all = |storage: &dyn Beside| {
        let (unit, epoch, sealed) = ([1; 16], 1, vec![7; 72]);
        storage
            .put_slot(&space, &Slot { unit, epoch, sealed })
            .unwrap()
            .unwrap();
        storage
            .put_message(&space, Lane::Open, &[1; 32], &[9; 100], 1000, 5)
            .unwrap()
            .unwrap();
        let blob = list(1);
        storage
            .need_blob(&space, &blob, &[1; 16], 1000, 5)
            .unwrap()
            .unwrap();
        storage
            .put_chunk(&space, &blob.address().0, 0, &[1; 10])
            .unwrap()
            .unwrap();
        assert_eq!(storage.held().unwrap().slots, 1);
    };
    run_all(&memory);
    run_all(&sqlite);
    let write = [Write::Record {
        space,
        record: Box::new(retire),
        lost: false,
    }];
    for held in [
        memory.write(&write, 2).map(|_| memory.held().unwrap()).unwrap(),
        sqlite.write(&write, 2).map(|_| sqlite.held().unwrap()).unwrap(),
    ] {
        assert_eq!((held.slots, held.blob_bytes, held.messages), (0, 0, 0));
    }
}

#[test]
fn what_is_overwritten_or_forgotten_is_not_in_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("relay.db");
    let storage = SqliteStorage::open(&path, Instance([7; 16]), 1 << 30).unwrap();
    let genesis = genesis(&SigningKey::from_bytes(&[3; 32]), SpaceKind::Home);
    let space = genesis.space().unwrap();
    storage.write(&[Write::Create(vec![genesis])], 1).unwrap();
    let slot = |n: u8| Slot {
        unit: [1; 16],
        epoch: 1,
        sealed: (0..72).map(|i| i ^ n).collect(),
    };
    storage.put_slot(&space, &slot(0x40)).unwrap().unwrap();
    storage.put_slot(&space, &slot(0x80)).unwrap().unwrap();
    let message: Vec<u8> = (0..4096u32).map(|i| (i * 7 % 251) as u8).collect();
    storage
        .put_message(&space, Lane::Open, &[1; 32], &message, 1 << 20, 1)
        .unwrap()
        .unwrap();
    let has = |bytes: &[u8], what: &[u8]| bytes.windows(what.len()).any(|window| window == what);
    let place = storage.messages(&space, 0, 1).unwrap()[0].place;
    storage.drop_message(&space, place).unwrap();
    let (blob, chunk) = (list(0).address().0, b"a chunk of the blob".as_slice());
    let mut whole = list(0);
    whole.size = 100;
    storage
        .need_blob(&space, &whole, &[1; 16], 1000, 5)
        .unwrap()
        .unwrap();
    storage.put_chunk(&space, &blob, 0, chunk).unwrap().unwrap();
    storage.sweep_beside(5 + UNFINISHED_MS + REPLY_MS).unwrap();
    assert!(storage.blob(&space, &blob).unwrap().is_some(), "it is whole");
    storage.release_blob(&space, &blob, &[1; 16]).unwrap();
    storage.close().unwrap();
    let file = std::fs::read(&path).unwrap();
    assert!(has(&file, &slot(0x80).sealed));
    assert!(!has(&file, &slot(0x40).sealed), "the key before it");
    assert!(!has(&file, &message[..64]) && !has(&file, chunk));
}
