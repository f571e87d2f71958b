//! A relay that was set back: what it lost is taken again from whoever shows that it was in its log, and nothing else is
//! taken so; membership waits; devices are told of backups.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "what a test cannot set up fails the test"
)]

mod support;

use ekin_protocol::code::Code;
use ekin_protocol::entry::Entry;
use ekin_protocol::envelope::{View, view16};
use ekin_protocol::head::{EntryKind, Head};
use ekin_protocol::heal::Link;
use ekin_protocol::id::*;
use ekin_protocol::membership::{Body, RelayAt};
use ekin_protocol::session::{Cursor, Exception, ToDevice, ToRelay};
use support::house::House;
use support::*;

fn entries(said: &[ToDevice]) -> Vec<Entry> {
    let entries = said.iter().filter_map(|message| match message {
        ToDevice::Entries { entries, .. } => Some(entries.clone()),
        _ => None,
    });
    entries.flatten().collect()
}

fn head(said: &[ToDevice]) -> Head {
    let mut heads = said.iter().filter_map(|message| match message {
        ToDevice::Entries { head, .. } => head.clone(),
        ToDevice::Restored { head, .. } => Some(head.clone()),
        _ => None,
    });
    heads.next_back().unwrap()
}

fn links(space: &SpaceId, log: &[Entry]) -> Vec<Link> {
    let link = |entry: &Entry| Link {
        seq: entry.seq,
        t_ms: entry.t_ms,
        kind: entry.kind,
        id: entry.id(space).unwrap(),
    };
    log.iter().map(link).collect()
}

#[test]
fn what_was_lost_comes_again_by_its_proof_alone() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let file = folder.path().join("copy.db");
    let run = |args: &[&str]| {
        let output = program().args(args).arg("--data").arg(&data).output().unwrap();
        (output.status.success(), String::from_utf8(output.stdout).unwrap())
    };
    let relay = Relay::start(&data, &[]);
    let (mut house, mut owner) = House::on(&relay, 1);
    let space = owner.space;
    let (device, _) = Device::open(&relay, &owner, start_of(&space));
    let kept = house.frame(&mut owner, "text");
    assert_eq!(push(&device, &kept), Ok(4));
    assert!(run(&["backup", file.to_str().unwrap()]).0);
    let lost = house.frame(&mut owner, "text");
    assert_eq!(push(&device, &lost), Ok(5));
    let moved = Body::Relay(RelayAt {
        urls: vec!["http://127.0.0.1:9".into()],
        key: SignKey(owner.key.verifying_key().to_bytes()),
    });
    let named = house.say(&owner, moved.clone());
    assert_eq!(record(&device, &named), Ok(6));
    house.members.append(&named, 6, 2).unwrap();
    drop(device);

    let (device, opened) = Device::open(&relay, &owner, start_of(&space));
    let log = entries(&opened);
    let old = head(&opened);
    let r = |n: usize| {
        log[..n]
            .iter()
            .fold(R::start(&space), |r, e| e.next_r(&space, &r).unwrap())
    };
    assert_eq!((old.seq, old.r, log.len()), (6, r(6), 6));
    // What this one has seen is on the lost log.
    let view = View {
        seq: 6,
        view: view16(&r(6), &[0; 32]),
    };
    let saw = house.signed(&mut owner, "later", Some(view));
    let saw = house.seal(&saw, 1);
    assert_eq!(push(&device, &saw), Ok(7));
    drop(device);
    let (device, opened) = Device::open(&relay, &owner, start_of(&space));
    let (log, old) = (entries(&opened), head(&opened));
    assert!(
        opened
            .iter()
            .any(|said| matches!(said, ToDevice::Backed { backed, .. } if backed.seq == 4)),
        "{opened:?}"
    );
    drop(device);
    assert!(relay.terminate().success());
    assert!(run(&["restore", file.to_str().unwrap()]).0);

    let relay = Relay::start(&data, &[]);
    let r7 = log
        .iter()
        .fold(R::start(&space), |r, e| e.next_r(&space, &r).unwrap());
    let (device, opened) = Device::open(&relay, &owner, Cursor::new(&space, 7, &r7));
    let ToDevice::Ok { exceptions, .. } = &opened[0] else {
        panic!("{opened:?}")
    };
    assert_eq!(exceptions[..], [(0, Exception::Rewind(4))]);
    assert!(
        entries(&opened).is_empty(),
        "nothing follows on a log that is another"
    );
    let shown = device.say(&[ToRelay::ShowHead {
        space: 0,
        head: Some(old.clone()),
    }]);
    let new = head(&shown);
    assert_eq!((new.seq, new.instance.ordinal()), (5, 2), "the notice alone");
    // Without a proof: as anything new.
    assert_eq!(
        push(&device, &saw),
        Err(Code::Fork),
        "its chain lacks what came before"
    );
    assert_eq!(record(&device, &named), Err(Code::Healing));
    // A proof that does not hold proves nothing.
    let chain = links(&space, &log[4..]);
    let mut forged = chain.clone();
    forged[0].id = [7; 32];
    for (links, head) in [(forged, old.clone()), (chain[1..].to_vec(), old.clone())] {
        device.say(&[
            ToRelay::Lost {
                space: 0,
                links,
                head: Some(head),
            },
            ToRelay::Ping(1),
        ]);
        assert_eq!(record(&device, &named), Err(Code::Healing));
    }
    // In parts, as long chains come.
    let parts = [
        ToRelay::Lost {
            space: 0,
            links: chain[..1].to_vec(),
            head: None,
        },
        ToRelay::Lost {
            space: 0,
            links: chain[1..].to_vec(),
            head: Some(old),
        },
        ToRelay::Ping(2),
    ];
    device.say(&parts);
    assert_eq!(push(&device, &lost), Ok(6));
    assert_eq!(record(&device, &named), Ok(7));
    assert_eq!(push(&device, &saw), Ok(8));
    assert_eq!(push(&device, &lost), Ok(6), "once");
    // New membership waits, until the operator says that everybody was here.
    let new = house.say(&owner, moved);
    assert_eq!(record(&device, &new), Err(Code::Healing));
    let (ok, said) = run(&["heal"]);
    assert!(
        ok && said.contains("72 hours more, 3 entries came again"),
        "{said}"
    );
    let (ok, said) = run(&["heal", &space.to_string(), "--finish"]);
    assert!(ok && said.contains("takes membership records again"), "{said}");
    assert_eq!(record(&device, &new), Ok(9));
    drop(device);

    let (_, opened) = Device::open(&relay, &owner, start_of(&space));
    let kinds: Vec<_> = entries(&opened).iter().skip(4).map(|entry| entry.kind).collect();
    assert_eq!(
        kinds,
        [
            EntryKind::Notice,
            EntryKind::HealedEnvelope,
            EntryKind::HealedMembership,
            EntryKind::HealedEnvelope,
            EntryKind::Membership
        ]
    );
    let (ok, said) = run(&["check"]);
    assert!(ok && said.ends_with("ok\n"), "{said}");
}

fn page(relay: &Relay, path: &str) -> String {
    String::from_utf8(http(relay.admin, "GET", path, &[], &[]).body).unwrap()
}

/// Waits for what the relay does by itself; it may take as long as a slow machine needs.
fn until(mut done: impl FnMut() -> bool) {
    while !done() {
        // The relay hands out few seats on this page at one time.
        std::thread::park_timeout(std::time::Duration::from_millis(50));
    }
}

#[test]
fn a_running_relay_makes_backups_and_says_when_it_cannot() {
    let folder = tempfile::tempdir().unwrap();
    let backups = folder.path().join("backups");
    let relay = Relay::start(
        &folder.path().join("data"),
        &["--backup-folder", backups.to_str().unwrap(), "--backup-keep", "2"],
    );
    let found = || {
        let files = std::fs::read_dir(&backups).into_iter().flatten();
        let mut names: Vec<_> = files
            .map(|f| f.unwrap().file_name().into_string().unwrap())
            .collect();
        names.retain(|name| name.ends_with(".db"));
        names
    };
    until(|| !found().is_empty() && page(&relay, "/metrics").contains("ekin_backups_total 1"));
    assert!(relay.terminate().success());
    // A file stands where the folder should be: it serves, and says so.
    let blocked = folder.path().join("blocked");
    std::fs::write(&blocked, "").unwrap();
    let relay = Relay::start(
        &folder.path().join("other"),
        &["--backup-folder", blocked.to_str().unwrap()],
    );
    until(|| page(&relay, "/metrics").contains("ekin_backup_failing 1"));
    until(|| page(&relay, "/readyz").contains("no backup could be made"));
}
