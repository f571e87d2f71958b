//! A public erasure at once: of a withdrawn listing nothing is left in the log, in packs and in the file, and all verifies.

use super::*;
use ekin_protocol::membership::Erase;
use ekin_protocol::segment::Segment;

const TEXT: &str = "Maialen Etxeberria, 3 rue des Lilas, every Tuesday";

fn has(bytes: &[u8], what: &str) -> bool {
    bytes.windows(what.len()).any(|window| window == what.as_bytes())
}

/// Publishes two listings, withdraws one, packs, and has it erased.
fn story<S: Storage>(relay: &Relay<S>, owner: &mut Device) {
    let (lives, _) = owner.item(1, "the match on Saturday", &[], kind::LISTING);
    let (goes, hash) = owner.item(2, TEXT, &[], kind::LISTING);
    let (gone, _) = owner.item(2, "", &[hash], kind::TOMBSTONE);
    // More than a small segment, which would be written anew anyway.
    let noise = |n: u8| -> String {
        let bytes =
            (0u32..200).map(|at| ekin_protocol::hash::sha256(&[&[n], &at.to_be_bytes()[..]].concat()));
        bytes
            .map(|bytes| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>())
            .collect()
    };
    let many = |from: u8| -> Vec<_> {
        (from..from + 10)
            .map(|n| owner.item(n, &noise(n), &[], kind::LISTING).0)
            .collect()
    };
    let many = [vec![lives, goes], many(10), many(20), many(30), vec![gone]];
    for items in many {
        let frame = owner.frame(&items, None);
        push(relay.storage(), owner.space, &frame, 5).unwrap();
        owner.logged(&frame);
        if owner.dev_seq >= 4 {
            packer::pack(relay, &owner.space, 6).unwrap();
        }
    }
    let members = relay
        .storage()
        .snapshot(&owner.space)
        .unwrap()
        .unwrap()
        .members
        .clone();
    let holds = |relay: &Relay<S>| {
        let (_, bytes) = relay.storage().manifest(&owner.space).unwrap().unwrap();
        let manifest = ekin_protocol::manifest::Manifest::read(&bytes).unwrap().manifest;
        let segments = manifest.segments.iter().map(|segment| {
            let bytes = relay
                .storage()
                .segment(&owner.space, &segment.hash)
                .unwrap()
                .unwrap();
            let segment = Segment::open(&bytes, &segment.hash).unwrap();
            let envelopes = segment.verify(&members).unwrap();
            let mut items = envelopes.iter().flat_map(|envelope| &envelope.items);
            items.any(|(item, _)| has(item.content().unwrap_or_default(), TEXT))
        });
        segments.collect::<Vec<bool>>().contains(&true)
    };
    assert!(holds(relay), "one in thirty is dead: the segment stays as it is");
    let objects = vec![owner.space.listing(&ORG, &ListingKey([2; 16]))];
    let erase = owner.say(
        members.head,
        Body::Erase(Erase {
            objects,
            ..Erase::default()
        }),
    );
    let (space, record) = (owner.space, Box::new(erase));
    let written = relay
        .storage()
        .write(
            &[Write::Record {
                space,
                record,
                lost: false,
            }],
            7,
        )
        .unwrap();
    assert!(matches!(written[0], Written::Recorded(_, Ok(7))));
    packer::pack(relay, &owner.space, 8).unwrap();
    assert!(!holds(relay));
    relay.storage().purge_segments(u64::MAX).unwrap();
    let mut replay = Replay::new(owner.space);
    for entry in relay
        .storage()
        .read(&owner.space, 0, usize::MAX, usize::MAX)
        .unwrap()
    {
        if let Ok(frame) = Frame::read(&entry.body) {
            let items = frame.open().unwrap();
            assert!(
                items.bytes().all(|item| !has(item, TEXT)),
                "in entry {}",
                entry.seq
            );
        }
        replay.take(&entry).unwrap();
    }
    crate::operator::check_pack(relay.storage(), &replay, owner.space).unwrap();
}

#[test]
fn what_is_erased_is_in_no_entry_no_segment_and_no_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("relay.db");
    let instance = Instance([7; 16]);
    let random = || Box::new(|bytes: &mut [u8]| bytes.fill(1));
    let memory = Relay::new(
        MemoryStorage::with_quota(instance, 1 << 30),
        Keys::of_seed(&[1; 32]),
        random(),
    );
    let sqlite = SqliteStorage::open(&path, instance, 1 << 30).unwrap();
    let sqlite = Relay::new(sqlite, Keys::of_seed(&[1; 32]), random());
    let (mut owner, genesis) = Device::owner();
    memory
        .storage()
        .write(&[Write::Create(vec![genesis.clone()])], 1)
        .unwrap();
    sqlite
        .storage()
        .write(&[Write::Create(vec![genesis])], 1)
        .unwrap();
    story(&memory, &mut owner);
    let (mut owner, _) = Device::owner();
    story(&sqlite, &mut owner);
    for file in ["relay.db", "relay.db-wal"] {
        let bytes = std::fs::read(folder.path().join(file)).unwrap_or_default();
        assert!(!has(&bytes, "Etxeberria"), "{file}");
    }
}
