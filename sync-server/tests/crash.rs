//! Many who push at once, a relay that is killed in the middle, a backup put back.
#![allow(clippy::unwrap_used, reason = "what a test cannot set up fails the test")]

mod support;

use std::collections::HashSet;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use ed25519_dalek::SigningKey;
use ekin_protocol::backup::Backup;
use ekin_protocol::entry::Block;
use ekin_protocol::head::EntryKind;
use ekin_protocol::id::{OrgId, R};
use ekin_protocol::membership::Role;
use ekin_protocol::session::{Cursor, Exception, ToDevice, ToRelay};
use support::*;

/// The space's owner and so many publishers, all known to the relay.
fn people(relay: &Relay, n: u8) -> (Publisher, Vec<Publisher>) {
    let (owner, mut records) = territory(1);
    let mut publishers = Vec::new();
    for i in 0..n {
        let key = SigningKey::from_bytes(&[50 + i; 32]);
        let org = OrgId([50 + i; 16]);
        records.push(add(
            &owner,
            records.last().unwrap().id(),
            &key,
            Role::Publisher,
            org,
        ));
        publishers.push(Publisher::new(key, u32::from(i) + 1, org, owner.space));
    }
    settle(relay, &records);
    (owner, publishers)
}

fn whole_log(relay: &Relay, owner: &Publisher) -> Vec<ekin_protocol::entry::Entry> {
    let mut entries = Vec::new();
    let mut r = R::start(&owner.space);
    loop {
        let next = entries.len() + 1;
        let block = Block::read(
            &relay
                .get(&format!("/v1/spaces/{}/log/{next}", owner.space), &[])
                .body,
        )
        .unwrap();
        for entry in block.entries {
            assert_eq!(entry.seq, entries.len() as u64 + 1, "gapless");
            r = entry.next_r(&owner.space, &r).unwrap();
            entries.push(entry);
        }
        if let Some(head) = block.head {
            assert_eq!((head.seq, head.r), (entries.len() as u64, r));
            return entries;
        }
    }
}

#[test]
fn eight_push_at_once_and_the_log_has_no_gap() {
    let folder = tempfile::tempdir().unwrap();
    let relay = Relay::start(folder.path(), &[]);
    let (owner, publishers) = people(&relay, 8);
    std::thread::scope(|scope| {
        for mut publisher in publishers {
            let relay = &relay;
            scope.spawn(move || {
                let (device, _) = Device::open(relay, &publisher, start_of(&publisher.space));
                for n in 0..25 {
                    let items = [publisher.listing(n, "text", &[])];
                    let frame = publisher.frame(&items, None);
                    let said = device.push(&[frame]);
                    assert!(
                        said.iter().any(|m| matches!(m, ToDevice::Receipt { .. })),
                        "{said:?}"
                    );
                }
            });
        }
    });
    assert_eq!(whole_log(&relay, &owner).len(), 2 + 8 + 8 * 25);
}

#[test]
fn killed_at_any_moment_each_envelope_is_there_exactly_once_after_a_retry() {
    let folder = tempfile::tempdir().unwrap();
    let mut relay = Relay::start(folder.path(), &[]);
    let (owner, mut publishers) = people(&relay, 1);
    let mut publisher = publishers.remove(0);
    let frames: Vec<_> = (0..60)
        .map(|n| {
            let items = [publisher.listing(n, "text", &[])];
            publisher.frame(&items, None)
        })
        .collect();
    let mut received: HashSet<_> = HashSet::new();
    for round in 0..6u64 {
        let (device, _) = Device::open(&relay, &publisher, start_of(&publisher.space));
        let pid = relay.child.id().to_string();
        let stop = AtomicBool::new(false);
        std::thread::scope(|scope| {
            scope.spawn(|| {
                std::thread::park_timeout(Duration::from_millis(3 + round * 11));
                std::process::Command::new("kill")
                    .args(["-KILL", &pid])
                    .status()
                    .unwrap();
                stop.store(true, Ordering::Relaxed);
            });
            for frame in &frames {
                let pushed = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
                    device.push(std::slice::from_ref(frame))
                }));
                let Ok(said) = pushed else { break };
                for message in said {
                    if let ToDevice::Receipt { receipt, .. } = message {
                        received.extend(receipt.entries);
                    }
                }
            }
        });
        assert!(stop.load(Ordering::Relaxed));
        relay.child.wait().unwrap();
        relay = Relay::start(folder.path(), &[]);
    }
    let (device, opened) = Device::open(&relay, &publisher, start_of(&publisher.space));
    assert!(matches!(&opened[0], ToDevice::Ok { instance, .. } if instance.ordinal() == 1));
    device.push(&frames);
    let log = whole_log(&relay, &owner);
    let ids: Vec<_> = log
        .iter()
        .filter(|entry| entry.kind == EntryKind::Envelope)
        .map(|entry| entry.id(&owner.space).unwrap())
        .collect();
    assert_eq!(
        ids,
        frames
            .iter()
            .map(|frame| frame.id(&owner.space).0)
            .collect::<Vec<_>>()
    );
    for (seq, id) in received {
        assert_eq!(
            log[seq as usize - 1].id(&owner.space).unwrap(),
            id.0,
            "what was received stays"
        );
    }
}

#[test]
fn a_backup_put_back_starts_an_instance_and_devices_are_sent_back() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let file = folder.path().join("copy.db");
    let relay = Relay::start(&data, &["--pack-after-ms", "10"]);
    let (owner, mut publishers) = people(&relay, 1);
    let mut publisher = publishers.remove(0);
    let push = |relay: &Relay, publisher: &mut Publisher, n| {
        let (device, _) = Device::open(relay, publisher, start_of(&publisher.space));
        let items = [publisher.listing(n, "text", &[])];
        let frame = publisher.frame(&items, None);
        assert!(matches!(
            device.push(std::slice::from_ref(&frame))[0],
            ToDevice::Receipt { .. }
        ));
        frame
    };
    push(&relay, &mut publisher, 1);
    let run = |args: &[&str]| {
        let output = program().args(args).arg("--data").arg(&data).output().unwrap();
        (output.status.success(), String::from_utf8(output.stdout).unwrap())
    };
    let (ok, said) = run(&["backup", file.to_str().unwrap()]);
    assert!(ok && said.contains("up to place 4"), "{said}");
    let backed = std::fs::read(folder.path().join("copy.db.backed")).unwrap();
    let word = Backup::read(&backed).unwrap();
    assert!(word.verify() && word.backed[0].seq == 4);
    assert_eq!(word.bytes, std::fs::metadata(&file).unwrap().len());
    let (ok, said) = run(&["check", file.to_str().unwrap()]);
    assert!(ok && said.ends_with("ok\n"), "{said}");
    assert!(!folder.path().join("copy.db.key").exists());
    let lost = push(&relay, &mut publisher, 2);
    let before = whole_log(&relay, &owner);
    let (ok, _) = run(&["restore", file.to_str().unwrap()]);
    assert!(!ok, "not while it runs");
    let (ok, said) = run(&["check"]);
    assert!(ok && said.ends_with("ok\n"), "{said}");
    let (ok, said) = run(&["space", "list"]);
    assert!(ok && said.contains(&owner.space.to_string()), "{said}");
    assert!(relay.terminate().success());
    let (ok, said) = run(&["restore", file.to_str().unwrap()]);
    assert!(ok && said.contains("instance 2"), "{said}");

    let relay = Relay::start(&data, &[]);
    let after = whole_log(&relay, &owner);
    assert_eq!(after[..4], before[..4]);
    assert_eq!((after.len(), after[4].kind), (5, EntryKind::Notice));
    // A device that had place 5 of the old log: back to 4, and it sends again.
    let r5 = before
        .iter()
        .fold(R::start(&owner.space), |r, e| e.next_r(&owner.space, &r).unwrap());
    let (device, opened) = Device::open(&relay, &publisher, Cursor::new(&owner.space, 5, &r5));
    let ToDevice::Ok {
        instance, exceptions, ..
    } = &opened[0]
    else {
        panic!("{opened:?}")
    };
    assert_eq!(
        (instance.ordinal(), &exceptions[..]),
        (2, &[(0, Exception::Rewind(4))][..])
    );
    let chain = device.say(&[ToRelay::AskChain {
        space: 0,
        ord: publisher.ord,
        incarnation: publisher.incarnation,
    }]);
    assert!(
        matches!(chain[0], ToDevice::Chain { dev_seq: 1, .. }),
        "{chain:?}"
    );
    assert!(matches!(device.push(&[lost])[0], ToDevice::Receipt { .. }));
    assert!(relay.terminate().success());

    // An older file put back by hand is known by the boot file.
    std::fs::copy(&file, data.join("relay.db")).unwrap();
    let relay = Relay::start(&data, &[]);
    let (_, opened) = Device::open(&relay, &publisher, start_of(&owner.space));
    assert!(
        matches!(&opened[0], ToDevice::Ok { instance, .. } if instance.ordinal() == 3),
        "{opened:?}"
    );
}
