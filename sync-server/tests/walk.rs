//! A relay's process from its first start: a space is made, a publisher sends, a reader reads, a pack appears.

mod support;

use std::time::{Duration, Instant};

use ekin_protocol::cbor;
use ekin_protocol::entry::{Block, read_entries};
use ekin_protocol::id::{R, SignKey};
use ekin_protocol::manifest::Manifest;
use ekin_protocol::membership::{Membership, SignedRecord, verifying_key};
use ekin_protocol::segment::Segment;
use ekin_protocol::session::{Exception, ToDevice};
use support::*;

#[test]
fn from_the_first_start_to_a_pack() {
    let folder = tempfile::tempdir().unwrap();
    let relay = Relay::start(folder.path(), &["--pack-after-ms", "20"]);
    let about = relay.get("/v1/relay", &[]);
    let mut fields = cbor::Fields::read(&about.body, "about").unwrap();
    fields.required(0).unwrap();
    let relay_key: SignKey = cbor::fixed(fields.required(1).unwrap(), "about").unwrap();
    let packer_key: SignKey = cbor::fixed(fields.required(2).unwrap(), "about").unwrap();

    let (mut owner, records) = territory(1);
    let head = settle(&relay, &records);
    assert_eq!(head.seq, 2);
    assert!(head.verify(&verifying_key(&relay_key).unwrap()));
    assert_eq!(settle(&relay, &records), head, "the same again changes nothing");

    let (device, opened) = Device::open(&relay, &owner, start_of(&owner.space));
    assert!(
        matches!(&opened[0], ToDevice::Ok { exceptions, .. } if exceptions == &[(0, Exception::Behind(2))])
    );
    assert!(matches!(&opened[1], ToDevice::Entries { entries, head: Some(_), .. } if entries.len() == 2));
    let items: Vec<_> = (0..5).map(|n| owner.listing(n, "Marché de Noël", &[])).collect();
    let frame = owner.frame(&items, None);
    let said = device.push(std::slice::from_ref(&frame));
    let ToDevice::Receipt { receipt, .. } = &said[0] else {
        panic!("{said:?}")
    };
    assert_eq!(receipt.entries, [(3, frame.id(&owner.space))]);
    let again = device.push(&[frame]);
    let ToDevice::Receipt { receipt: same, .. } = &again[0] else {
        panic!("{again:?}")
    };
    assert_eq!(same.entries, receipt.entries);

    // A reader: membership, then the log, against the signed head.
    let at = format!("/v1/spaces/{}", owner.space);
    let members = relay.get(&format!("{at}/members?after=0"), &[]);
    let entries = read_entries(&members.body).unwrap();
    let genesis = SignedRecord::read(&entries[0].body).unwrap();
    let mut membership = Membership::start(owner.space, &genesis, 1).unwrap();
    let second = SignedRecord::read(&entries[1].body).unwrap();
    membership
        .append(&second, entries[1].seq, entries[1].t_ms)
        .unwrap();
    let log = relay.get(&format!("{at}/log/1"), &[]);
    let block = Block::read(&log.body).unwrap();
    let mut r = R::start(&owner.space);
    for entry in &block.entries {
        r = entry.next_r(&owner.space, &r).unwrap();
    }
    assert_eq!(r, block.head.unwrap().r);
    let tag = log.header("etag").unwrap();
    assert_eq!(
        relay
            .get(&format!("{at}/log/1"), &[("if-none-match", tag)])
            .status,
        304
    );
    let empty = Block::read(&relay.get(&format!("{at}/log/4"), &[]).body).unwrap();
    assert!(empty.entries.is_empty() && empty.head.unwrap().seq == 3);
    assert_eq!(relay.get(&format!("{at}/log/5"), &[]).status, 404);

    // A pack, once the packer has run.
    let until = Instant::now() + Duration::from_secs(20);
    let signed = loop {
        let answer = relay.get(&format!("{at}/manifest"), &[]);
        match Manifest::read(&answer.body) {
            Ok(signed) if signed.manifest.seq == 3 => break signed,
            _ => assert!(Instant::now() < until, "no pack"),
        }
    };
    assert!(signed.verify(&verifying_key(&packer_key).unwrap()));
    assert_eq!(
        (signed.manifest.live_count, signed.manifest.segments.len()),
        (5, 1)
    );
    let name = signed.manifest.segments[0].hash;
    let whole = relay.get(&format!("{at}/segments/{name}"), &[]);
    let segment = Segment::open(&whole.body, &name).unwrap();
    let verified = segment.verify(&membership).unwrap();
    assert_eq!(
        verified
            .iter()
            .map(|envelope| envelope.items.len())
            .sum::<usize>(),
        5
    );
    let part = relay.get(&format!("{at}/segments/{name}"), &[("range", "bytes=10-")]);
    assert_eq!((part.status, &part.body[..]), (206, &whole.body[10..]));

    let health = http(relay.admin, "GET", "/healthz", &[], &[]);
    assert_eq!((health.status, &health.body[..]), (200, &b"ok\n"[..]));
    let metrics = String::from_utf8(http(relay.admin, "GET", "/metrics", &[], &[]).body).unwrap();
    assert!(metrics.contains("ekin_log_entries 3\n"), "{metrics}");

    // A stranger's device is not let in; what it follows is gone.
    let (stranger, _) = territory(2);
    let (_, opened) = Device::open(&relay, &stranger, start_of(&owner.space));
    assert!(matches!(&opened[0], ToDevice::Ok { exceptions, .. } if exceptions == &[(0, Exception::Gone)]));
    assert!(relay.terminate().success());
}
