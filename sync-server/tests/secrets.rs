//! What a relay can be made to tell: nothing that was sealed is anywhere in its folder, its backups or its logs, in no form. And what
//! is in its folder survives a kill, a backup and its return.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "what a test cannot set up fails the test"
)]

mod support;

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use data_encoding::{BASE64, BASE64URL, HEXLOWER, HEXUPPER};
use ekin_protocol::blob::BlobKey;
use ekin_protocol::compress;
use ekin_protocol::hash::sha256;
use ekin_protocol::inbox::{Challenge, Mailbox, Message, MessageId, MessageKind};
use ekin_protocol::membership::{Body, Inbox};
use ekin_protocol::pages::{ChunkList, Letter, Right, Slot, Ticket, TicketRequest};
use ekin_protocol::seal::{UnitKey, seal_key};
use ekin_protocol::session::{ToDevice, ToRelay};
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;
use support::house::House;
use support::*;

/// What the people of the scenario said, each in a place of its own.
const PLANTED: [&str; 5] = [
    "Maialen Etxeberria",
    "ne marche pas sans canne",
    "photo de la sortie au musée",
    "j'ai peur de rentrer",
    "rendez-vous mardi quatorze heures",
];
/// What is public, and has to be found: else the search finds nothing.
const PUBLIC: &str = "Fête du village de Sare";

/// The forms of a text that are looked for. Of base64 the middle is, for each of three ways in which bytes may lie.
fn forms(text: &str) -> Vec<Vec<u8>> {
    let bytes = text.as_bytes();
    let mut forms = vec![bytes.to_vec()];
    forms.push(text.encode_utf16().flat_map(u16::to_le_bytes).collect());
    forms.push(text.encode_utf16().flat_map(u16::to_be_bytes).collect());
    forms.push(HEXLOWER.encode(bytes).into_bytes());
    forms.push(HEXUPPER.encode(bytes).into_bytes());
    for before in 0..3 {
        let shifted = [&vec![b' '; before], bytes].concat();
        for alphabet in [BASE64, BASE64URL] {
            let encoded = alphabet.encode(&shifted);
            let middle = encoded.get(4..encoded.len() - 4).unwrap();
            forms.push(middle.as_bytes().to_vec());
        }
    }
    forms
}

fn has(bytes: &[u8], what: &[u8]) -> bool {
    bytes.windows(what.len()).any(|window| window == what)
}

/// Every file below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => found.extend(files(&path)),
            false => found.push(path),
        }
    }
    found
}

/// Whatever opens as a compressed stream, anywhere in some bytes.
fn opened(bytes: &[u8]) -> Vec<Vec<u8>> {
    const MAGIC: &[u8] = &[0x28, 0xb5, 0x2f, 0xfd];
    let starts = bytes
        .windows(4)
        .enumerate()
        .filter(|(_, window)| *window == MAGIC);
    starts
        .filter_map(|(at, _)| compress::open_body(&[&[1], &bytes[at..]].concat(), 4 << 20).ok())
        .map(|open| open.to_vec())
        .collect()
}

/// Every value of every table.
fn values(database: &Path) -> Vec<Vec<u8>> {
    let conn = rusqlite::Connection::open(database).unwrap();
    let tables: Vec<String> = conn
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'table'")
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    let mut values = Vec::new();
    for table in tables {
        let mut query = conn.prepare(&format!("SELECT * FROM {table}")).unwrap();
        let columns = query.column_count();
        let mut rows = query.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            for at in 0..columns {
                let value = row.get_ref(at).unwrap();
                values.extend(value.as_bytes().ok().map(<[u8]>::to_vec));
            }
        }
    }
    values
}

/// Whether a text is anywhere below a folder, in any form.
fn tells(folder: &Path, text: &str) -> bool {
    let mut all: Vec<Vec<u8>> = files(folder)
        .iter()
        .map(|file| std::fs::read(file).unwrap())
        .collect();
    let databases = files(folder)
        .into_iter()
        .filter(|file| file.extension().is_some_and(|end| end == "db"));
    for value in databases.flat_map(|database| values(&database)) {
        all.extend(opened(&value));
    }
    let forms = forms(text);
    all.iter().any(|bytes| forms.iter().any(|form| has(bytes, form)))
}

fn run(args: &[&str]) -> String {
    let output = program().args(args).stderr(Stdio::piped()).output().unwrap();
    assert!(
        output.status.success(),
        "{args:?}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn nothing_that_was_sealed_is_in_the_folder_the_backup_or_the_log() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let log = File::create(folder.path().join("relay.log")).unwrap();
    let mut random = ChaCha20Rng::seed_from_u64(1);
    let args = [
        "--inbox-work-bits",
        "4",
        "--log-level",
        "trace",
        "--pack-after-ms",
        "10",
    ];
    let mut logged = program();
    logged.stderr(log);
    let relay = Relay::start_as(logged, &data, &args);
    let (mut village, records) = territory(1);
    settle(&relay, &records);
    let (public, _) = Device::open(&relay, &village, start_of(&village.space));
    let listing = village.listing(1, PUBLIC, &[]);
    public.push(&[village.frame(&[listing], None)]);

    let (mut house, mut owner) = House::on(&relay, 2);
    let space = owner.space;
    let (desk, _) = Device::open(&relay, &owner, start_of(&space));
    for text in &PLANTED[..2] {
        let frame = house.frame(&mut owner, text);
        desk.push(&[frame]);
    }
    let session = [("ekin-session", desk.token.as_str())];
    let page = |page: &str| format!("/v1/spaces/{space}/{page}");
    let unit = UnitKey::new(*b"a key that nobody may ever see!!");
    let sealed = unit
        .to_slot(&space, 1, &[7; 16], &house.keys[0], &mut random)
        .unwrap();
    let slot = Slot {
        unit: [7; 16],
        epoch: 1,
        sealed,
    };
    let at = page(&format!("slots/{}", HEXLOWER.encode(&[7; 16])));
    assert_eq!(http(relay.at, "PUT", &at, &session, &slot.write()).status, 204);

    let photo = PLANTED[2].repeat(50);
    let chunk = BlobKey::new([8; 32])
        .seal(photo.len() as u64, 0, photo.as_bytes())
        .unwrap();
    let list = ChunkList {
        size: chunk.len() as u64,
        hashes: vec![sha256(&chunk)],
    };
    let blob = list.address().0;
    let asked = TicketRequest {
        blob,
        right: Right::Put,
    }
    .write();
    let ticket = Ticket::read(&relay.post(&page("tickets"), &session, &asked).body).unwrap();
    let ticket = HEXLOWER.encode(&ticket.bytes);
    let ticket = [("ekin-ticket", ticket.as_str())];
    let at = format!("/v1/blobs/{}", HEXLOWER.encode(&blob));
    let name = format!("{at}/names/{}", HEXLOWER.encode(&[1; 16]));
    assert_eq!(http(relay.at, "PUT", &name, &ticket, &list.write()).status, 200);
    assert_eq!(
        http(relay.at, "PUT", &format!("{at}/0"), &ticket, &chunk).status,
        204
    );

    let key = seal_key(&[9; 32]);
    let inbox = Body::Inbox(Inbox {
        key,
        code: None,
        grants: Vec::new(),
        sealed_code: None,
    });
    let record = house.say(&owner, inbox).write();
    desk.say(&[ToRelay::PushRecord { space: 0, record }]);
    let payload = ekin_protocol::cbor::Writer::new()
        .map(1)
        .text("text")
        .text(PLANTED[3])
        .finish();
    let message = Message {
        kind: MessageKind::SpeakUp,
        payload,
        reply: None,
        at_ms: 5,
    };
    let sealed = message.seal(&space, &key, &mut random).unwrap();
    let leave = |at: &str, challenge: &str, sealed: Vec<u8>| {
        let challenge = relay.get(challenge, &[]).body;
        let work = Challenge::read(&challenge).unwrap();
        let number = work.solve(&MessageId::of(&sealed), 0, u32::MAX).unwrap();
        let letter = Letter {
            challenge,
            number,
            sealed,
            code: None,
        };
        assert_eq!(relay.post(at, &[], &letter.write()).status, 204);
    };
    leave(&page("inbox"), &page("challenge"), sealed);
    let mailbox = Mailbox::new([3; 32]);
    let at = format!("/v1/mailboxes/{}", HEXLOWER.encode(&mailbox.id().0));
    leave(
        &at,
        &format!("{at}/challenge"),
        mailbox.seal(PLANTED[4].as_bytes(), &mut random).unwrap(),
    );

    // A bad request, so that the log has something to say.
    relay.post("/v1/session", &[], PLANTED[0].as_bytes());
    let backup = folder.path().join("backup.db");
    run(&[
        "backup",
        backup.to_str().unwrap(),
        "--data",
        data.to_str().unwrap(),
    ]);
    let seen = |text: &str| tells(folder.path(), text);
    assert!(seen(PUBLIC), "the search finds what is there");
    for text in PLANTED.into_iter().chain(["a key that nobody may ever see!!"]) {
        assert!(!seen(text), "{text}");
    }
    assert!(relay.terminate().success());
    for text in PLANTED {
        assert!(!seen(text), "{text}");
    }
}

#[test]
fn a_private_space_is_backed_up_checked_and_put_back_and_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let (data_arg, backup) = (data.to_str().unwrap(), folder.path().join("backup.db"));
    let relay = Relay::start(&data, &[]);
    let (mut house, mut owner) = House::on(&relay, 2);
    let (desk, _) = Device::open(&relay, &owner, start_of(&owner.space));
    let frame = house.frame(&mut owner, "before the backup");
    desk.push(&[frame]);
    assert!(run(&["check", "--data", data_arg]).contains(&owner.space.to_string()));
    run(&["backup", backup.to_str().unwrap(), "--data", data_arg]);
    let lost = house.frame(&mut owner, "after the backup");
    desk.push(std::slice::from_ref(&lost));
    assert!(relay.terminate().success());
    run(&["restore", backup.to_str().unwrap(), "--data", data_arg]);
    run(&["check", "--data", data_arg]);
    let relay = Relay::start(&data, &[]);
    let (desk, opened) = Device::open(&relay, &owner, start_of(&owner.space));
    let entries: usize = opened
        .iter()
        .map(|message| match message {
            ToDevice::Entries { entries, .. } => entries.len(),
            _ => 0,
        })
        .sum();
    assert_eq!(entries, 5, "four, and the notice of the new instance");
    let said = desk.push(&[lost]);
    assert!(
        matches!(&said[0], ToDevice::Receipt { receipt, .. } if receipt.entries[0].0 == 6),
        "{said:?}"
    );
}

#[test]
fn killed_between_commit_and_receipt_a_sealed_envelope_is_there_once() {
    let folder = tempfile::tempdir().unwrap();
    let mut relay = Relay::start(folder.path(), &[]);
    let (mut house, mut owner) = House::on(&relay, 2);
    let frames: Vec<_> = (0..20).map(|n| house.frame(&mut owner, &n.to_string())).collect();
    for round in 0..4 {
        let (desk, _) = Device::open(&relay, &owner, start_of(&owner.space));
        desk.push(&frames[..5 * (round + 1)]);
        // Whether the answer came or not, the next round sends all again.
        relay.child.kill().unwrap();
        relay.child.wait().unwrap();
        relay = Relay::start(folder.path(), &[]);
    }
    let (desk, _) = Device::open(&relay, &owner, start_of(&owner.space));
    let said = desk.push(&frames);
    let Some(ToDevice::Receipt { receipt, .. }) = said.first() else {
        panic!("{said:?}")
    };
    let places: Vec<u64> = receipt.entries.iter().map(|(seq, _)| *seq).collect();
    assert_eq!(places, (4..24).collect::<Vec<u64>>());
    assert_eq!(receipt.head.seq, 23);
}
