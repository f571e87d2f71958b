//! Private spaces: who may read and write what, over sessions and over pages; what is replayed, forged, late or stale.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "what a test cannot set up fails the test"
)]

mod support;

use ed25519_dalek::SigningKey;
use ekin_protocol::code::Code;
use ekin_protocol::entry::{Block, Entry, read_entries};
use ekin_protocol::envelope::{Frame, View, view16};
use ekin_protocol::id::*;
use ekin_protocol::membership::{Body, Epoch, Role, RoleChange, SignedRecord};
use ekin_protocol::session::{Exception, ToDevice, ToRelay};
use support::house::{House, public};
use support::*;

/// Far in the future, in ms since 1970.
const LATER: u64 = 1 << 42;

fn open<'r>(relay: &'r Relay, by: &Publisher) -> (Device<'r>, Vec<ToDevice>) {
    Device::open(relay, by, start_of(&by.space))
}

fn exceptions(opened: &[ToDevice]) -> &[(usize, Exception)] {
    let Some(ToDevice::Ok { exceptions, .. }) = opened.first() else {
        panic!("{opened:?}")
    };
    exceptions
}

fn entries(said: &[ToDevice]) -> Vec<&Entry> {
    let entries = said.iter().filter_map(|message| match message {
        ToDevice::Entries { entries, .. } => Some(entries),
        _ => None,
    });
    entries.flatten().collect()
}

/// The membership records that a device is shown.
fn members(device: &Device<'_>) -> Vec<Entry> {
    let said = device.say(&[ToRelay::AskMembers { space: 0, after: 0 }]);
    let Some(ToDevice::Members { entries, .. }) = said.into_iter().next() else {
        panic!("no members")
    };
    entries
}

/// The same, which has to be taken; the house knows it then.
fn take(house: &mut House, device: &Device<'_>, said: &SignedRecord) -> u64 {
    let seq = record(device, said).unwrap();
    house.members.append(said, seq, 2).unwrap();
    seq
}

/// What the pages of a space say, in the order of [`PAGES`].
fn pages(relay: &Relay, space: &SpaceId, token: Option<&str>) -> Vec<Answer> {
    let headers: Vec<_> = token.iter().map(|token| ("ekin-session", *token)).collect();
    let hash = "00".repeat(32);
    [
        "log/1",
        "members?after=0",
        "manifest",
        &format!("segments/{hash}"),
    ]
    .map(|page| relay.get(&format!("/v1/spaces/{space}/{page}"), &headers))
    .into()
}

/// All that can be told from an answer but when it was given.
fn face(answer: &Answer) -> (u16, Vec<(String, String)>, Vec<u8>) {
    let headers = answer.headers.iter().filter(|(name, _)| name != "date");
    (answer.status, headers.cloned().collect(), answer.body.clone())
}

/// Whether the pages look as those of a space that is not here.
fn hidden(relay: &Relay, space: &SpaceId, token: Option<&str>) -> bool {
    let unknown = pages(relay, &SpaceId([9; 32]), token);
    let shown = pages(relay, space, token);
    unknown.iter().map(face).eq(shown.iter().map(face))
}

#[test]
fn a_member_reads_and_writes_and_nobody_else_sees_that_the_space_is_there() {
    let folder = tempfile::tempdir().unwrap();
    let relay = Relay::start(folder.path(), &["--pack-after-ms", "1"]);
    let (mut house, mut owner) = House::on(&relay, 1);
    let space = owner.space;
    let (device, opened) = open(&relay, &owner);
    assert_eq!(exceptions(&opened), [(0, Exception::Behind(3))]);
    let head = settle(&relay, &house.founding);
    let r = entries(&opened)
        .iter()
        .fold(R::start(&space), |r, entry| entry.next_r(&space, &r).unwrap());
    assert_eq!(head.r, r);
    let lie = View {
        seq: 3,
        view: view16(&r, &[1; 32]),
    };
    let mut twin = Publisher::new(owner.key.clone(), 0, owner.org, space);
    let signed = house.signed(&mut twin, "x", Some(lie));
    assert_eq!(push(&device, &house.seal(&signed, 1)), Err(Code::ViewStale));
    let truth = View {
        seq: 3,
        view: view16(&r, &[0; 32]),
    };
    let signed = house.signed(&mut owner, "Bonjour", Some(truth));
    let frame = house.seal(&signed, 1);
    assert_eq!(push(&device, &frame), Ok(4));
    assert_eq!(push(&device, &frame), Ok(4), "the same receipt");
    let head = settle(&relay, &house.founding);
    assert_eq!(
        head.seq, 3,
        "whoever founded it once learns nothing of how it goes on"
    );

    assert!(hidden(&relay, &space, None));
    let (stranger, opened) = open(&relay, &{
        let (mut stranger, _) = territory(2);
        stranger.space = space;
        stranger
    });
    assert_eq!(exceptions(&opened), [(0, Exception::Gone)]);
    assert!(hidden(&relay, &space, Some(&stranger.token)));
    let asked = stranger.say(&[ToRelay::AskMembers { space: 0, after: 0 }]);
    let nothing = ToDevice::Members {
        space: 0,
        entries: Vec::new(),
    };
    assert_eq!(asked, [nothing], "as of a space that is not here");

    let shown = pages(&relay, &space, Some(&device.token));
    let block = Block::read(&shown[0].body).unwrap();
    assert_eq!((block.entries.len(), block.head.unwrap().seq), (4, 4));
    assert_eq!(read_entries(&shown[1].body).unwrap().len(), 3);
    for page in &shown[..2] {
        assert_eq!(page.header("cache-control"), Some("private, no-store"));
    }
    assert_eq!(shown[2].status, 404, "no pack of a private space");
    let read = Frame::read(&block.entries[3].body).unwrap();
    assert_eq!(read.open_sealed(&space, &house.keys[0]).unwrap().len(), 1);
}

#[test]
fn whoever_is_invited_joins_waits_and_is_let_in() {
    let folder = tempfile::tempdir().unwrap();
    let relay = Relay::start(folder.path(), &[]);
    let (mut house, mut owner) = House::on(&relay, 1);
    let space = owner.space;
    let (desk, _) = open(&relay, &owner);
    push(&desk, &house.frame(&mut owner, "before")).unwrap();
    let invited = SigningKey::from_bytes(&[60; 32]);
    let invite = house.invite(&owner, &invited, Role::Educator, LATER);
    take(&mut house, &desk, &invite);

    let paper = Publisher::new(invited.clone(), 9, OrgId([9; 16]), space);
    let (guest, opened) = open(&relay, &paper);
    assert!(exceptions(&opened).is_empty() && entries(&opened).is_empty());
    assert_eq!(members(&guest).len(), 4);
    assert!(hidden(&relay, &space, Some(&guest.token)));
    let stray = house.frame(&mut Publisher::new(invited.clone(), 0, owner.org, space), "x");
    assert_eq!(push(&guest, &stray), Err(Code::NotAllowed));
    let (forged, by_another) = house.join(invite.id(), &SigningKey::from_bytes(&[61; 32]), 62);
    assert_eq!(
        record(&guest, &by_another),
        Err(Code::BadForm),
        "signed by another invitation's key"
    );
    let retire = house.say(&forged, Body::Retire);
    assert_eq!(
        record(&guest, &retire),
        Err(Code::NotAllowed),
        "an invitation brings its own word alone"
    );
    let chain = ToRelay::AskChain {
        space: 0,
        ord: 0,
        incarnation: owner.incarnation,
    };

    let (mut ane, join) = house.join(invite.id(), &invited, 70);
    let seq = take(&mut house, &guest, &join);
    assert_eq!(record(&desk, &join), Ok(seq), "the same again has the same place");
    let mut again = join.record.clone();
    (again.previous, again.ord) = (Some(house.members.head), house.members.next_ord());
    let again = SignedRecord::sign(again, &ane.key);
    assert_eq!(
        record(&desk, &again),
        Err(Code::NotAllowed),
        "a join that is replayed"
    );
    let (_, second) = house.join(invite.id(), &invited, 71);
    assert_eq!(record(&desk, &second), Err(Code::NotAllowed), "used up");
    assert_eq!(record(&guest, &second), Err(Code::NotAllowed));
    assert_eq!(
        exceptions(&open(&relay, &paper).1),
        [(0, Exception::Gone)],
        "used up"
    );
    let old = SigningKey::from_bytes(&[63; 32]);
    let expired = house.invite(&owner, &old, Role::Educator, 5);
    take(&mut house, &desk, &expired);
    let late = Publisher::new(old, 9, OrgId([9; 16]), space);
    assert_eq!(
        exceptions(&open(&relay, &late).1),
        [(0, Exception::Gone)],
        "too late"
    );

    let (waiting, opened) = open(&relay, &ane);
    assert!(exceptions(&opened).is_empty() && entries(&opened).is_empty());
    assert_eq!(members(&waiting).len(), 6);
    assert!(hidden(&relay, &space, Some(&waiting.token)));
    let mut eager = Publisher::new(ane.key.clone(), ane.ord, ane.org, space);
    assert_eq!(
        push(&waiting, &house.frame(&mut eager, "x")),
        Err(Code::NotAllowed)
    );
    assert_eq!(
        record(&waiting, &house.say(&ane, Body::Retire)),
        Err(Code::NotAllowed)
    );

    let early = house.grant(ane.ord);
    assert_eq!(
        record(&desk, &house.say(&owner, early)),
        Err(Code::NotAllowed),
        "not approved yet"
    );
    let (ord, role) = (ane.ord, Role::Educator);
    let approval = house.say(&owner, Body::Role(RoleChange { ord, role, org: None }));
    take(&mut house, &desk, &approval);
    let grant = house.grant(ane.ord);
    let grant = house.say(&owner, grant);
    take(&mut house, &desk, &grant);
    let said = waiting.say(&[ToRelay::Credit(1 << 20)]);
    assert_eq!(entries(&said).len(), 9, "the log, in the session that waited");
    assert_eq!(push(&waiting, &house.frame(&mut ane, "Kaixo")), Ok(10));
    assert!(!hidden(&relay, &space, Some(&waiting.token)));
    assert!(matches!(
        waiting.say(std::slice::from_ref(&chain))[..],
        [ToDevice::Chain { dev_seq: 1, .. }, ..]
    ));
    let (guest, _) = open(&relay, &late);
    assert_eq!(guest.say(&[chain]), [ToDevice::Failure(Code::NoSpace)]);
}

#[test]
fn a_removed_device_is_told_so_and_nothing_after() {
    let folder = tempfile::tempdir().unwrap();
    let relay = Relay::start(folder.path(), &[]);
    let (mut house, mut owner) = House::on(&relay, 1);
    let space = owner.space;
    let (desk, _) = open(&relay, &owner);
    let invited = SigningKey::from_bytes(&[60; 32]);
    let invite = house.invite(&owner, &invited, Role::Resident, LATER);
    take(&mut house, &desk, &invite);
    let (mut tablet, join) = house.join(invite.id(), &invited, 70);
    take(&mut house, &desk, &join);
    let stranger = Epoch {
        n: 1,
        grants: vec![(9, vec![0; 80])],
        prev: None,
    };
    let stranger = house.say(&owner, Body::Epoch(stranger));
    assert_eq!(
        record(&desk, &stranger),
        Err(Code::NotAllowed),
        "a key for who is no member"
    );

    let (line, opened) = open(&relay, &tablet);
    assert_eq!(entries(&opened).len(), 5);
    let before = house.frame(&mut tablet, "in time");
    assert_eq!(push(&line, &before), Ok(6));
    let late = house.frame(&mut tablet, "too late");
    let waits = house.signed(&mut owner, "sealed too early", None);
    let stale = house.seal(&waits, 1);
    let removal = house.removal(&owner, tablet.ord);
    assert_eq!(take(&mut house, &desk, &removal), 7);
    assert_eq!(push(&desk, &stale), Err(Code::EpochStale));
    assert_eq!(
        push(&desk, &house.seal(&waits, 2)),
        Ok(8),
        "the same signature under the next key"
    );
    let said = line.say(&[ToRelay::Credit(1 << 20)]);
    let told: Vec<u64> = entries(&said).iter().map(|entry| entry.seq).collect();
    assert_eq!(told, [7], "its removal, and nothing after it");
    assert_eq!(push(&line, &late), Err(Code::Removed));
    assert_eq!(push(&line, &before), Err(Code::Removed));
    assert_eq!(push(&desk, &late), Err(Code::Removed), "nor carried by another");
    assert_eq!(push(&desk, &before), Ok(6), "what was in time has its receipt");
    assert!(hidden(&relay, &space, Some(&line.token)));

    let (again, opened) = open(&relay, &tablet);
    assert_eq!(exceptions(&opened), [(0, Exception::Gone)]);
    assert!(entries(&opened).is_empty());
    let shown = members(&again);
    assert_eq!(shown.last().unwrap().seq, 7, "so that it can verify its removal");
    assert_eq!(push(&again, &late), Err(Code::Removed));
    assert_eq!(
        record(&again, &house.say(&tablet, Body::Retire)),
        Err(Code::Removed)
    );
    assert!(entries(&again.say(&[ToRelay::Credit(1 << 20)])).is_empty());
    assert!(hidden(&relay, &space, Some(&again.token)));

    let end = house.say(&owner, Body::Retire);
    take(&mut house, &desk, &end);
    assert_eq!(push(&desk, &house.frame(&mut owner, "x")), Err(Code::NotAllowed));
    let epoch = house.next_epoch(None);
    assert_eq!(
        record(&desk, &house.say(&owner, Body::Epoch(epoch))),
        Err(Code::NotAllowed)
    );
    assert_eq!(public(&owner.key), house.members.member(0).unwrap().sign);
}
