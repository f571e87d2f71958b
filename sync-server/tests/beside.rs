//! What a relay keeps beside its logs: slots, blobs, inboxes, mailboxes, whom it wakes.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "what a test cannot set up fails the test"
)]

mod support;

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::time::Duration;

use data_encoding::HEXLOWER;
use ekin_protocol::code::Code;
use ekin_protocol::hash::sha256;
use ekin_protocol::id::SpaceId;
use ekin_protocol::inbox::{Challenge, MessageId, TerritoryCode};
use ekin_protocol::membership::{Body, Inbox, Role};
use ekin_protocol::pages::{
    BlobState, ChunkList, Letter, Right, Slot, Ticket, TicketRequest, read_replies, read_waiting,
    write_endpoint,
};
use ekin_protocol::session::ToRelay;
use support::house::House;
use support::*;

/// A member's requests.
struct Member<'r> {
    relay: &'r Relay,
    token: String,
    space: SpaceId,
}

impl<'r> Member<'r> {
    fn new(relay: &'r Relay, by: &Publisher) -> (Self, Device<'r>) {
        let (device, _) = Device::open(relay, by, start_of(&by.space));
        let member = Self {
            relay,
            token: device.token.clone(),
            space: by.space,
        };
        (member, device)
    }

    fn ask(&self, method: &str, page: &str, body: &[u8]) -> Answer {
        let path = format!("/v1/spaces/{}/{page}", self.space);
        http(
            self.relay.at,
            method,
            &path,
            &[("ekin-session", &self.token)],
            body,
        )
    }

    fn ticket(&self, blob: [u8; 32], right: Right) -> String {
        let answer = self.ask("POST", "tickets", &TicketRequest { blob, right }.write());
        assert_eq!(answer.status, 200, "{answer:?}");
        HEXLOWER.encode(&Ticket::read(&answer.body).unwrap().bytes)
    }
}

fn code(answer: &Answer) -> Code {
    assert!(answer.status >= 400, "{answer:?}");
    Code::from_number(answer.code())
}

fn slot(unit: u8, epoch: u32, sealed: u8) -> Slot {
    Slot {
        unit: [unit; 16],
        epoch,
        sealed: vec![sealed; 72],
    }
}

#[test]
fn a_slot_is_overwritten_by_who_writes_and_read_by_who_reads() {
    let folder = tempfile::tempdir().unwrap();
    let relay = Relay::start(folder.path(), &[]);
    let (mut house, owner) = House::on(&relay, 1);
    let (member, desk) = Member::new(&relay, &owner);
    let page = |unit: u8| format!("slots/{}", HEXLOWER.encode(&[unit; 16]));
    for put in [slot(7, 1, 1), slot(7, 1, 2), slot(8, 1, 3)] {
        assert_eq!(member.ask("PUT", &page(put.unit[0]), &put.write()).status, 204);
    }
    let slots = Slot::read_all(&member.ask("GET", "slots", &[]).body).unwrap();
    assert_eq!(slots, [slot(7, 1, 2), slot(8, 1, 3)]);
    let after = format!("slots?after={}", HEXLOWER.encode(&[7; 16]));
    assert_eq!(
        Slot::read_all(&member.ask("GET", &after, &[]).body).unwrap(),
        [slot(8, 1, 3)]
    );
    let alone = member.ask("GET", &page(7), &[]).body;
    assert_eq!(Slot::read(&alone).unwrap(), slot(7, 1, 2));
    let none = [0, 6, 9, 255].map(|unit| code(&member.ask("GET", &page(unit), &[])));
    assert_eq!(none, [Code::NotFound; 4]);
    assert_eq!(
        code(&member.ask("PUT", &page(7), &slot(7, 2, 1).write())),
        Code::EpochStale
    );
    assert_eq!(
        code(&member.ask("PUT", &page(8), &slot(7, 1, 1).write())),
        Code::BadForm
    );
    assert_eq!(code(&member.ask("PUT", &page(7), b"\xa0")), Code::BadForm);

    let reader = ed25519_dalek::SigningKey::from_bytes(&[40; 32]);
    let added = add(&owner, house.members.head, &reader, Role::Reader, owner.org);
    let record = added.write();
    desk.say(&[ToRelay::PushRecord { space: 0, record }]);
    house.members.append(&added, 4, 2).unwrap();
    let reader = Publisher::new(reader, 1, owner.org, owner.space);
    let (reads, _) = Member::new(&relay, &reader);
    assert_eq!(
        Slot::read_all(&reads.ask("GET", "slots", &[]).body)
            .unwrap()
            .len(),
        2
    );
    assert_eq!(
        code(&reads.ask("PUT", &page(7), &slot(7, 1, 9).write())),
        Code::NotAllowed
    );
    assert_eq!(code(&reads.ask("DELETE", &page(7), &[])), Code::NotAllowed);
    let nobody = http(
        relay.at,
        "GET",
        &format!("/v1/spaces/{}/slots", owner.space),
        &[],
        &[],
    );
    assert_eq!(code(&nobody), Code::NoSpace);
    let removal = house.removal(&owner, 1);
    let record = removal.write();
    desk.say(&[ToRelay::PushRecord { space: 0, record }]);
    assert_eq!(code(&reads.ask("GET", "slots", &[])), Code::NoSpace);
    assert_eq!(member.ask("DELETE", &page(7), &[]).status, 204);
    assert_eq!(
        Slot::read_all(&member.ask("GET", "slots", &[]).body).unwrap(),
        [slot(8, 1, 3)]
    );
}

/// A blob of three sealed chunks.
fn blob() -> (Vec<Vec<u8>>, ChunkList) {
    let chunks: Vec<Vec<u8>> = [(1u8, (256 << 10) + 16), (2, (256 << 10) + 16), (3, 1000)]
        .map(|(n, size): (u8, usize)| (0..size).map(|i| (i / 251) as u8 ^ n).collect())
        .into();
    let list = ChunkList {
        size: chunks.iter().map(|chunk| chunk.len() as u64).sum(),
        hashes: chunks.iter().map(|chunk| sha256(chunk)).collect(),
    };
    (chunks, list)
}

#[test]
fn a_blob_is_resumed_both_ways_and_nothing_false_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let args = ["--blob-quota-bytes", "600000"];
    let mut relay = Relay::start(folder.path(), &args);
    let (mut house, owner) = House::on(&relay, 1);
    let (chunks, list) = blob();
    let address = list.address().0;
    let at = format!("/v1/blobs/{}", HEXLOWER.encode(&address));
    let name = format!("{at}/names/{}", HEXLOWER.encode(&[5; 16]));
    let ticket = Member::new(&relay, &owner).0.ticket(address, Right::Put);
    let put = |relay: &Relay, path: &str, ticket: &str, body: &[u8]| {
        http(relay.at, "PUT", path, &[("ekin-ticket", ticket)], body)
    };
    assert_eq!(
        code(&put(&relay, &format!("{at}/0"), &ticket, &chunks[0])),
        Code::NotFound,
        "named first"
    );
    let state = put(&relay, &name, &ticket, &list.write());
    assert_eq!(BlobState::read(&state.body).unwrap().here, [false; 3]);
    assert_eq!(put(&relay, &format!("{at}/2"), &ticket, &chunks[2]).status, 204);
    assert_eq!(
        code(&put(&relay, &format!("{at}/0"), &ticket, &chunks[1])),
        Code::BadForm,
        "swapped"
    );
    assert_eq!(
        code(&put(&relay, &format!("{at}/0"), &ticket, &chunks[0][1..])),
        Code::BadForm,
        "cut short"
    );
    assert_eq!(
        code(&put(&relay, &format!("{at}/3"), &ticket, &chunks[0])),
        Code::NotFound
    );
    let mut lie = list.clone();
    lie.size += 1;
    lie.hashes[0] = [0; 32];
    assert_eq!(
        code(&put(&relay, &name, &ticket, &lie.write())),
        Code::BadForm,
        "another blob's list"
    );
    let get = |relay: &Relay, ticket: &str, range: &str| {
        let headers = [("ekin-ticket", ticket), ("range", range)];
        http(
            relay.at,
            "GET",
            &at,
            &headers[..if range.is_empty() { 1 } else { 2 }],
            &[],
        )
    };
    assert_eq!(code(&get(&relay, &ticket, "")), Code::NotFound, "not whole yet");

    relay.terminate();
    relay = Relay::start(folder.path(), &args);
    let state = http(
        relay.at,
        "GET",
        &format!("{at}/state"),
        &[("ekin-ticket", &ticket)],
        &[],
    );
    assert_eq!(BlobState::read(&state.body).unwrap().here, [false, false, true]);
    for n in [1, 0, 0] {
        assert_eq!(put(&relay, &format!("{at}/{n}"), &ticket, &chunks[n]).status, 204);
    }
    let whole = get(&relay, &ticket, "");
    assert!(whole.status == 200 && whole.body == chunks.concat());
    assert_eq!(whole.header("cache-control"), Some("private, no-store"));
    let part = get(&relay, &ticket, "bytes=262150-525000");
    assert!(part.status == 206 && part.body == chunks.concat()[262_150..=525_000]);
    assert_eq!(part.header("content-range"), Some("bytes 262150-525000/525320"));
    assert_eq!(get(&relay, &ticket, "bytes=600000-").status, 416);

    let (member, desk) = Member::new(&relay, &owner);
    let other = ChunkList {
        size: 100_000,
        hashes: vec![[9; 32]],
    };
    let wide = member.ticket(other.address().0, Right::Put);
    let elsewhere = format!(
        "/v1/blobs/{}/names/{}",
        HEXLOWER.encode(&other.address().0),
        HEXLOWER.encode(&[5; 16])
    );
    assert_eq!(code(&put(&relay, &elsewhere, &wide, &other.write())), Code::Quota);
    assert_eq!(
        code(&put(&relay, &name, &wide, &list.write())),
        Code::BadProof,
        "a ticket for another blob"
    );
    let mut forged = ticket.clone();
    forged.replace_range(70..71, if &ticket[70..71] == "0" { "1" } else { "0" });
    for ticket in [forged.as_str(), "", "00", &ticket[2..], "xyz"] {
        assert_eq!(code(&get(&relay, ticket, "")), Code::BadProof);
    }
    let reads = member.ticket(address, Right::Get);
    assert_eq!(get(&relay, &reads, "bytes=0-9").body.len(), 10);
    assert_eq!(
        code(&put(&relay, &format!("{at}/0"), &reads, &chunks[0])),
        Code::BadProof
    );

    // A phone that is lost: its tickets are worth nothing once it is removed.
    let phone = ed25519_dalek::SigningKey::from_bytes(&[40; 32]);
    let added = add(&owner, house.members.head, &phone, Role::Educator, owner.org);
    let record = added.write();
    desk.say(&[ToRelay::PushRecord { space: 0, record }]);
    house.members.append(&added, 4, 2).unwrap();
    let (lost, _) = Member::new(&relay, &Publisher::new(phone, 1, owner.org, owner.space));
    let theirs = lost.ticket(address, Right::Put);
    assert_eq!(get(&relay, &theirs, "bytes=0-9").status, 206);
    let removal = house.removal(&owner, 1);
    let record = removal.write();
    desk.say(&[ToRelay::PushRecord { space: 0, record }]);
    assert_eq!(code(&get(&relay, &theirs, "bytes=0-9")), Code::BadProof);
    assert_eq!(code(&lost.ask("POST", "tickets", &[])), Code::NoSpace);

    let second = format!("{at}/names/{}", HEXLOWER.encode(&[6; 16]));
    assert_eq!(put(&relay, &second, &ticket, &list.write()).status, 200);
    let release = |path: &str| http(relay.at, "DELETE", path, &[("ekin-ticket", &ticket)], &[]);
    assert_eq!(release(&name).status, 204);
    assert_eq!(
        get(&relay, &ticket, "bytes=0-9").status,
        206,
        "still needed under another name"
    );
    assert_eq!(release(&second).status, 204);
    assert_eq!(code(&get(&relay, &ticket, "")), Code::NotFound);
    assert_eq!(
        put(&relay, &elsewhere, &wide, &other.write()).status,
        200,
        "there is room again"
    );
}

/// Does the work for a message and drops it.
fn leave(relay: &Relay, at: &str, challenge: &str, sealed: Vec<u8>, code: Option<TerritoryCode>) -> Answer {
    let challenge = relay.get(challenge, &[]);
    assert_eq!(challenge.status, 200, "{challenge:?}");
    let work = Challenge::read(&challenge.body).unwrap();
    let number = work.solve(&MessageId::of(&sealed), 0, u32::MAX).unwrap();
    let letter = Letter {
        challenge: challenge.body,
        number,
        sealed,
        code,
    };
    relay.post(at, &[], &letter.write())
}

#[test]
fn a_flood_fills_the_open_lane_alone_and_messages_are_fetched_and_taken_away() {
    let folder = tempfile::tempdir().unwrap();
    let relay = Relay::start(
        folder.path(),
        &["--inbox-work-bits", "4", "--inbox-lane-bytes", "20480"],
    );
    let (house, owner) = House::on(&relay, 1);
    let (at, challenge) = ["inbox", "challenge"]
        .map(|page| format!("/v1/spaces/{}/{page}", owner.space))
        .into();
    assert_eq!(
        code(&relay.get(&challenge, &[])),
        Code::NoSpace,
        "no inbox: nothing is there"
    );
    let (member, desk) = Member::new(&relay, &owner);
    let known = TerritoryCode::new([7; 8]);
    let inbox = Body::Inbox(Inbox {
        key: ekin_protocol::seal::seal_key(&[8; 32]),
        code: Some(known.hash(&owner.space)),
        grants: Vec::new(),
        sealed_code: None,
    });
    let record = house.say(&owner, inbox).write();
    desk.say(&[ToRelay::PushRecord { space: 0, record }]);

    let drop = |n: u8, size: usize, code| leave(&relay, &at, &challenge, vec![n; size], code);
    assert_eq!(drop(1, 4096, None).status, 204);
    assert_eq!(drop(1, 4096, None).status, 204, "the same again");
    assert_eq!(code(&drop(2, 4095, None)), Code::BadForm, "padded to nothing");
    let taken = (10..30).filter(|n| drop(*n, 4096, None).status == 204).count();
    assert_eq!(taken, 4, "the lane is full");
    assert_eq!(code(&drop(40, 4096, None)), Code::Quota);
    assert_eq!(
        code(&drop(40, 4096, Some(TerritoryCode::new([9; 8])))),
        Code::Quota,
        "a code that is guessed"
    );
    assert_eq!(
        drop(41, 16 << 10, Some(known)).status,
        204,
        "the reserved lane is open"
    );
    assert_eq!(code(&drop(42, 16 << 10, Some(known))), Code::Quota);

    let work = relay.get(&challenge, &[]).body;
    let sealed = vec![50; 4096];
    let solved = Challenge::read(&work)
        .unwrap()
        .solve(&MessageId::of(&sealed), 0, u32::MAX)
        .unwrap();
    let letter = |challenge: &[u8], number, sealed: &[u8]| Letter {
        challenge: challenge.to_vec(),
        number,
        sealed: sealed.to_vec(),
        code: None,
    };
    let undone = (0..).find(|number| {
        !Challenge::read(&work)
            .unwrap()
            .is_solved(&MessageId::of(&sealed), *number)
    });
    let lazy = relay.post(&at, &[], &letter(&work, undone.unwrap(), &sealed).write());
    assert_eq!(code(&lazy), Code::BadProof);
    let mut easy = work.clone();
    let last = easy.len() - 1;
    easy[last] ^= 1;
    assert_eq!(
        code(&relay.post(&at, &[], &letter(&easy, solved, &sealed).write())),
        Code::BadProof
    );

    let nobody = relay.get(&at, &[]);
    assert_eq!(code(&nobody), Code::NoSpace);
    let waiting = read_waiting(&member.ask("GET", "inbox", &[]).body).unwrap();
    let lanes: Vec<_> = waiting
        .iter()
        .map(|message| (message.sealed[0], message.reserved))
        .collect();
    assert_eq!(
        lanes,
        [
            (1, false),
            (10, false),
            (11, false),
            (12, false),
            (13, false),
            (41, true)
        ]
    );
    for message in &waiting[..5] {
        assert_eq!(
            member
                .ask("DELETE", &format!("inbox/{}", message.place), &[])
                .status,
            204
        );
    }
    let after = format!("inbox?after={}", waiting[0].place);
    let left = read_waiting(&member.ask("GET", &after, &[]).body).unwrap();
    assert_eq!(left, waiting[5..]);
    assert_eq!(drop(43, 4096, None).status, 204, "there is room again");

    // Whoever comes from elsewhere drops only so many at a time.
    let proxied = [("x-forwarded-for", "203.0.113.5")];
    let codes: Vec<u16> = (0..40)
        .map(|_| relay.post(&at, &proxied, b"\xa0").status)
        .collect();
    assert_eq!((codes[0], codes[39]), (400, 503));
}

#[test]
fn a_reply_waits_for_whoever_knows_the_mailbox() {
    let folder = tempfile::tempdir().unwrap();
    let relay = Relay::start(folder.path(), &["--inbox-work-bits", "4"]);
    let mailbox = ekin_protocol::inbox::Mailbox::new([3; 32]);
    let at = format!("/v1/mailboxes/{}", HEXLOWER.encode(&mailbox.id().0));
    let challenge = format!("{at}/challenge");
    assert!(read_replies(&relay.get(&at, &[]).body).unwrap().is_empty());
    for n in [1, 2, 1] {
        assert_eq!(leave(&relay, &at, &challenge, vec![n; 4096], None).status, 204);
    }
    let elsewhere = format!("/v1/mailboxes/{}/challenge", HEXLOWER.encode(&[9; 32]));
    assert_eq!(
        code(&leave(&relay, &at, &elsewhere, vec![3; 4096], None)),
        Code::BadProof
    );
    let replies = read_replies(&relay.get(&at, &[]).body).unwrap();
    assert_eq!(replies.len(), 2);
    let full = (10..40)
        .filter(|n| leave(&relay, &at, &challenge, vec![*n; 4096], None).status == 204)
        .count();
    assert_eq!(full, 14, "one mailbox holds sixteen");
}

/// Takes one connection, reads a request, answers.
fn woken(listener: &TcpListener) -> String {
    let (mut stream, _) = listener.accept().unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
    let mut request = Vec::new();
    let mut byte = [0; 1];
    while !request.ends_with(b"\r\n\r\n") {
        stream.read_exact(&mut byte).unwrap();
        request.push(byte[0]);
    }
    stream.write_all(b"HTTP/1.1 204 No Content\r\n\r\n").unwrap();
    let mut rest = Vec::new();
    let _ = TcpStream::read_to_end(&mut stream, &mut rest);
    assert!(rest.is_empty(), "a wake says nothing");
    String::from_utf8(request).unwrap()
}

#[test]
fn a_member_is_woken_by_an_empty_post_and_never_told_what_for() {
    let folder = tempfile::tempdir().unwrap();
    let settings = folder.path().join("relay.toml");
    std::fs::write(&settings, "wake_loopback = true\n").unwrap();
    let settings = settings.display().to_string();
    let relay = Relay::start(&folder.path().join("data"), &["--config", &settings]);
    let (mut house, mut owner) = House::on(&relay, 1);
    let (member, desk) = Member::new(&relay, &owner);
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/up?a=b", listener.local_addr().unwrap());
    for bad in [
        "http://10.0.0.1/up",
        "https://127.0.0.1/up",
        "http://example.org/",
        "ftp://example.org/",
    ] {
        assert_eq!(
            code(&member.ask("PUT", "push", &write_endpoint(bad))),
            Code::BadForm,
            "{bad}"
        );
    }
    assert_eq!(member.ask("PUT", "push", &write_endpoint(&address)).status, 204);
    let frame = house.frame(&mut owner, "Bonjour");
    desk.push(&[frame]);
    let request = woken(&listener);
    assert!(request.starts_with("POST /up?a=b HTTP/1.1\r\n"), "{request}");
    assert!(request.contains("content-length: 0\r\n"), "{request}");
    let names: Vec<&str> = request
        .lines()
        .skip(1)
        .filter_map(|line| Some(line.split_once(":")?.0))
        .collect();
    assert_eq!(names, ["host", "content-length", "ttl"], "{request}");
    assert_eq!(member.ask("DELETE", "push", &[]).status, 204);
}
