//! Packs under edits, against what a newcomer sees.

use ekin_protocol::id::Instance;
use ekin_protocol::item::kind;
use ekin_protocol::manifest::Manifest;

use super::*;
use crate::keys::Keys;
use crate::operator::{Replay, check_pack};
use crate::storage::memory::MemoryStorage;
use crate::storage::tests::{Device, push};
use crate::storage::{Storage, Write};

fn start() -> (Relay<MemoryStorage>, Device) {
    let storage = MemoryStorage::new(Instance([1; 16]));
    let (owner, genesis) = Device::owner();
    storage.write(&[Write::Create(vec![genesis])], 1).unwrap();
    let random = Box::new(|bytes: &mut [u8]| bytes.fill(1));
    (Relay::new(storage, Keys::of_seed(&[2; 32]), random), owner)
}

fn manifest(relay: &Relay<MemoryStorage>, owner: &Device) -> Manifest {
    let (_, bytes) = relay.storage().manifest(&owner.space).unwrap().unwrap();
    Manifest::read(&bytes).unwrap().manifest
}

fn check(relay: &Relay<MemoryStorage>, owner: &Device) {
    let mut replay = Replay::new(owner.space);
    for entry in relay
        .storage()
        .read(&owner.space, 0, usize::MAX, usize::MAX)
        .unwrap()
    {
        replay.take(&entry).unwrap();
    }
    check_pack(relay.storage(), &replay, owner.space).unwrap();
    assert_eq!(manifest(relay, owner).live_root, replay.tree.root());
}

#[test]
fn a_listing_edited_a_thousand_times_costs_a_newcomer_the_same() {
    let (relay, mut owner) = start();
    let mut now = 1_000;
    let mut first = None;
    let mut old = Vec::new();
    for n in 0..60u8 {
        let (item, hash) = owner.item(
            n,
            &format!("{n} {}", "prose ".repeat(n.into())),
            &[],
            kind::LISTING,
        );
        let frame = owner.frame(&[item], None);
        push(relay.storage(), owner.space, &frame, now).unwrap();
        owner.logged(&frame);
        first.get_or_insert(hash);
    }
    pack(&relay, &owner.space, now).unwrap();
    let before = manifest(&relay, &owner).bytes();
    let mut head = first.unwrap();
    for n in 0..1000u32 {
        now += 1_000;
        let (item, hash) = owner.item(0, &format!("edit {n:04}"), &[head], kind::LISTING);
        head = hash;
        let frame = owner.frame(&[item], None);
        push(relay.storage(), owner.space, &frame, now).unwrap();
        owner.logged(&frame);
        if n % 37 == 0 {
            old.extend(manifest(&relay, &owner).segments);
            pack(&relay, &owner.space, now).unwrap();
            check(&relay, &owner);
        }
    }
    pack(&relay, &owner.space, now).unwrap();
    check(&relay, &owner);
    let after = manifest(&relay, &owner);
    assert_eq!(after.live_count, 60);
    assert!(
        after.bytes() * 10 <= before * 11,
        "{} against {before}",
        after.bytes()
    );

    // A download of an older pack goes on; a day later it starts again.
    for segment in &old {
        assert!(
            relay
                .storage()
                .segment(&owner.space, &segment.hash)
                .unwrap()
                .is_some()
        );
    }
    assert!(relay.storage().purge_segments(now + 1).unwrap() > 0);
    for segment in &after.segments {
        assert!(
            relay
                .storage()
                .segment(&owner.space, &segment.hash)
                .unwrap()
                .is_some()
        );
    }
    assert_eq!(pack(&relay, &owner.space, now).unwrap(), None, "nothing is new");
}

#[test]
fn segments_stay_under_their_limit_and_few_dead_items_change_only_the_manifest() {
    let (relay, mut owner) = start();
    let noise = |n: u32| -> String {
        let mut x = n.wrapping_mul(2_654_435_761) | 1;
        let step = |_| {
            x ^= x << 13;
            x ^= x >> 17;
            x ^= x << 5;
            char::from(b' ' + (x % 90) as u8)
        };
        (0..6_000).map(step).collect()
    };
    let mut hashes = Vec::new();
    for n in 0..200u8 {
        let (item, hash) = owner.item(n, &noise(n.into()), &[], kind::LISTING);
        hashes.push(hash);
        let frame = owner.frame(&[item], None);
        push(relay.storage(), owner.space, &frame, 5).unwrap();
        owner.logged(&frame);
    }
    pack(&relay, &owner.space, 5).unwrap();
    check(&relay, &owner);
    let before = manifest(&relay, &owner);
    assert!(before.segments.len() >= 2, "{}", before.segments.len());
    for segment in &before.segments {
        assert!(segment.bytes as usize <= ekin_protocol::limits::SEGMENT);
    }
    let (item, _) = owner.item(3, "short", &[hashes[3]], kind::LISTING);
    let frame = owner.frame(&[item], None);
    push(relay.storage(), owner.space, &frame, 6).unwrap();
    owner.logged(&frame);
    pack(&relay, &owner.space, 6).unwrap();
    check(&relay, &owner);
    let after = manifest(&relay, &owner);
    assert_eq!(after.segments[0].hash, before.segments[0].hash);
    assert_eq!(
        (after.segments[0].live, after.segments[0].total),
        (before.segments[0].live - 1, before.segments[0].total)
    );
    assert!(after.segments[0].is_dead(3) && !after.segments[0].is_dead(4));
}
