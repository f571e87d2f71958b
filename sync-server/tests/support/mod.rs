//! A relay as a process, a plain HTTP client, and a publisher.
#![allow(dead_code, missing_docs, reason = "each test program uses a part")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "what a test cannot set up fails the test"
)]

pub mod house;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use ed25519_dalek::SigningKey;
use ekin_protocol::cbor::{self, Writer};
use ekin_protocol::code::Code;
use ekin_protocol::envelope::{Frame, Statement, View};
use ekin_protocol::head::Head;
use ekin_protocol::id::*;
use ekin_protocol::item::{Item, Meta, kind, write_record};
use ekin_protocol::membership::{Add, Body, Genesis, Record, RelayAt, Role, SignedRecord, SpaceKind};
use ekin_protocol::session::{Cursor, ToDevice, ToRelay, prove};

/// A relay's process; killed when dropped.
pub struct Relay {
    pub child: Child,
    pub at: SocketAddr,
    pub admin: SocketAddr,
}

impl Drop for Relay {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

pub fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ekin-sync-server"));
    command.env_clear().stderr(Stdio::null());
    command
}

impl Relay {
    pub fn start(data: &Path, args: &[&str]) -> Self {
        Self::start_as(program(), data, args)
    }

    /// Started by a command of its own.
    pub fn start_as(mut command: Command, data: &Path, args: &[&str]) -> Self {
        let mut child = command
            .args(["serve", "--listen", "127.0.0.1:0", "--data"])
            .arg(data)
            .args(args)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        let word = |name: &str| -> SocketAddr {
            let found = line.split_whitespace().find_map(|word| word.strip_prefix(name));
            found
                .unwrap_or_else(|| panic!("not ready: {line:?}"))
                .parse()
                .unwrap()
        };
        let (at, admin) = (word("listen="), word("admin="));
        Self { child, at, admin }
    }

    pub fn get(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        http(self.at, "GET", path, headers, &[])
    }

    pub fn post(&self, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Answer {
        http(self.at, "POST", path, headers, body)
    }

    pub fn terminate(mut self) -> std::process::ExitStatus {
        let pid = i32::try_from(self.child.id()).unwrap();
        Command::new("kill")
            .args(["-TERM", &pid.to_string()])
            .status()
            .unwrap();
        self.child.wait().unwrap()
    }
}

#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(n, _)| n.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }

    /// The code of an error.
    pub fn code(&self) -> u16 {
        let mut fields = cbor::Fields::read(&self.body, "error").unwrap();
        cbor::u16(fields.required(0).unwrap(), "error").unwrap()
    }
}

pub fn http(at: SocketAddr, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Answer {
    let mut stream = TcpStream::connect(at).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
    let mut head = format!("{method} {path} HTTP/1.1\r\nhost: relay\r\nconnection: close\r\n");
    for (name, value) in headers {
        head += &format!("{name}: {value}\r\n");
    }
    head += &format!("content-length: {}\r\n\r\n", body.len());
    stream.write_all(head.as_bytes()).unwrap();
    // A relay that has heard enough answers and closes while this still writes.
    let _ = stream.write_all(body);
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    let end = answer
        .windows(4)
        .position(|w| w == b"\r\n\r\n")
        .unwrap_or_else(|| panic!("no answer to {method} {path}"));
    let head = String::from_utf8(answer[..end].to_vec()).unwrap();
    let mut lines = head.lines();
    let status = lines.next().unwrap().split(' ').nth(1).unwrap().parse().unwrap();
    let headers = lines
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| (name.trim().to_owned(), value.trim().to_owned()))
        .collect();
    let body = answer[end + 4..].to_vec();
    Answer {
        status,
        headers,
        body,
    }
}

/// A device that may publish.
pub struct Publisher {
    pub key: SigningKey,
    pub ord: Ord,
    pub org: OrgId,
    pub space: SpaceId,
    pub incarnation: Incarnation,
    pub dev_seq: u64,
    pub prev: Short,
}

/// A space with its owner, before any relay knows it.
pub fn territory(n: u8) -> (Publisher, Vec<SignedRecord>) {
    let key = SigningKey::from_bytes(&[n; 32]);
    let genesis = Record {
        previous: None,
        ord: 0,
        body: Body::Genesis(Genesis {
            space_kind: SpaceKind::Catalogue,
            nonce: [n; 16],
            sign: SignKey(key.verifying_key().to_bytes()),
            seal: SealKey([n; 32]),
            org: OrgId([n; 16]),
        }),
    };
    let genesis = SignedRecord::sign(genesis, &key);
    let relay = Record {
        previous: Some(genesis.id()),
        ord: 0,
        body: Body::Relay(RelayAt {
            urls: vec!["http://127.0.0.1:8440".to_owned()],
            key: SignKey(key.verifying_key().to_bytes()),
        }),
    };
    let relay = SignedRecord::sign(relay, &key);
    let space = genesis.space().unwrap();
    (
        Publisher::new(key, 0, OrgId([n; 16]), space),
        vec![genesis, relay],
    )
}

/// The request that makes a space.
pub fn creation(records: &[SignedRecord], code: Option<&str>) -> Vec<u8> {
    let mut w = Writer::new();
    w.map(1 + usize::from(code.is_some())).u64(0).array(records.len());
    for record in records {
        w.bytes(&record.write());
    }
    if let Some(code) = code {
        w.u64(1).text(code);
    }
    w.finish()
}

pub fn add(by: &Publisher, previous: RecordId, key: &SigningKey, role: Role, org: OrgId) -> SignedRecord {
    let body = Body::Add(Add {
        sign: SignKey(key.verifying_key().to_bytes()),
        seal: SealKey([9; 32]),
        role,
        org,
        not_after: None,
    });
    let record = Record {
        previous: Some(previous),
        ord: by.ord,
        body,
    };
    SignedRecord::sign(record, &by.key)
}

impl Publisher {
    pub fn new(key: SigningKey, ord: Ord, org: OrgId, space: SpaceId) -> Self {
        Self {
            key,
            ord,
            org,
            space,
            incarnation: Incarnation([1; 8]),
            dev_seq: 0,
            prev: Short([0; 16]),
        }
    }

    /// A listing's record.
    pub fn item(&self, listing: u32, text: &str, replaces: &[ItemHash], kind: u16) -> Vec<u8> {
        let mut key = [0; 16];
        key[..4].copy_from_slice(&listing.to_be_bytes());
        let key = ListingKey(key);
        let meta = Meta {
            kind,
            supersedes: replaces.iter().map(ItemHash::short).collect(),
            at_ms: 5,
            listing: Some((self.org, key)),
            ..Meta::default()
        };
        let payload = Writer::new().map(1).text("title").text(text).finish();
        write_record(&self.space.listing(&self.org, &key), &meta, &payload)
    }

    pub fn listing(&self, listing: u32, text: &str, replaces: &[ItemHash]) -> Vec<u8> {
        self.item(listing, text, replaces, kind::LISTING)
    }

    /// The next envelope of its chain.
    pub fn frame(&mut self, items: &[Vec<u8>], view: Option<View>) -> Frame {
        let statement = Statement {
            ord: self.ord,
            incarnation: self.incarnation,
            dev_seq: self.dev_seq + 1,
            prev: self.prev,
            view,
        };
        let frame = Frame::public(&self.space, &statement, items, &self.key).unwrap();
        self.dev_seq += 1;
        self.prev = frame.content_id.short();
        frame
    }
}

pub fn hash_of(item: &[u8]) -> ItemHash {
    Item::read(item).unwrap().hash()
}

/// A session over plain HTTP.
pub struct Device<'r> {
    relay: &'r Relay,
    pub token: String,
}

pub fn messages(body: &[u8]) -> Vec<ToDevice> {
    let parts = cbor::elements(body, "answers", 10_000).unwrap();
    parts
        .into_iter()
        .map(|part| ToDevice::read(part).unwrap())
        .collect()
}

fn array(messages: &[ToRelay]) -> Vec<u8> {
    let mut w = Writer::new();
    w.array(messages.len());
    for message in messages {
        w.raw(&message.write());
    }
    w.finish()
}

pub fn hello(by: &Publisher, cursor: Cursor) -> ToRelay {
    ToRelay::Hello {
        versions: vec![1],
        features: 0,
        device: SignKey(by.key.verifying_key().to_bytes()),
        instance: None,
        cursors: vec![cursor],
    }
}

impl<'r> Device<'r> {
    pub fn open(relay: &'r Relay, by: &Publisher, cursor: Cursor) -> (Self, Vec<ToDevice>) {
        let answer = relay.post("/v1/session", &[], &array(&[hello(by, cursor)]));
        assert_eq!(answer.status, 200);
        let token = answer.header("ekin-session").unwrap().to_owned();
        let [ToDevice::Challenge { nonce, relay: key }] = messages(&answer.body)[..] else {
            panic!("no challenge")
        };
        let device = Self { relay, token };
        let opened = device.say(&[ToRelay::Proof(prove(&by.key, &key, &nonce))]);
        (device, opened)
    }

    pub fn say(&self, said: &[ToRelay]) -> Vec<ToDevice> {
        let answer = self
            .relay
            .post("/v1/session", &[("ekin-session", &self.token)], &array(said));
        assert_eq!(answer.status, 200);
        messages(&answer.body)
    }

    pub fn push(&self, frames: &[Frame]) -> Vec<ToDevice> {
        let frames = frames.iter().map(Frame::write).collect();
        self.say(&[ToRelay::Push { space: 0, frames }])
    }
}

pub fn start_of(space: &SpaceId) -> Cursor {
    Cursor::new(space, 0, &R::start(space))
}

/// Makes the space on the relay and gives its head.
pub fn settle(relay: &Relay, records: &[SignedRecord]) -> Head {
    let answer = relay.post("/v1/spaces", &[], &creation(records, None));
    assert_eq!(answer.status, 200, "{answer:?}");
    Head::read(&answer.body).unwrap()
}

/// Where an envelope was logged, or why not.
pub fn push(device: &Device<'_>, frame: &Frame) -> Result<u64, Code> {
    let said = device.push(std::slice::from_ref(frame));
    let verdict = said.iter().find_map(|message| match message {
        ToDevice::Receipt { receipt, .. } => Some(Ok(receipt.entries[0].0)),
        ToDevice::Refused { refusal, .. } => Some(Err(refusal.code)),
        _ => None,
    });
    verdict.unwrap_or_else(|| panic!("{said:?}"))
}

/// Where a record was logged, or why not.
pub fn record(device: &Device<'_>, record: &SignedRecord) -> Result<u64, Code> {
    let record = record.write();
    let said = device.say(&[ToRelay::PushRecord { space: 0, record }]);
    let verdict = said.iter().find_map(|message| match message {
        ToDevice::RecordTaken { seq, .. } => Some(Ok(*seq)),
        ToDevice::RecordRefused { code, .. } => Some(Err(*code)),
        _ => None,
    });
    verdict.unwrap_or_else(|| panic!("{said:?}"))
}
