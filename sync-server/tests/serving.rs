//! What a relay does while it serves: a certificate that changes, a disk that fills, an end in the middle of the work, a
//! reader that does not read.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "what a test cannot set up fails the test"
)]

mod support;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{ChildStderr, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use ed25519_dalek::SigningKey;
use ekin_protocol::code::Code;
use ekin_protocol::entry::Block;
use ekin_protocol::head::Receipt;
use ekin_protocol::id::OrgId;
use ekin_protocol::membership::Role;
use ekin_protocol::session::{ToDevice, ToRelay, prove};
use support::*;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName};
use tokio_rustls::rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned, crypto::ring};
use tokio_tungstenite::tungstenite::{self, Message, WebSocket};

/// The log of a relay, line by line.
struct Log(BufReader<ChildStderr>);

impl Log {
    /// Reads on until a line holds this.
    fn until(&mut self, words: &str) {
        let mut line = String::new();
        while !line.contains(words) {
            line.clear();
            assert!(
                self.0.read_line(&mut line).unwrap() > 0,
                "it never said {words:?}"
            );
        }
    }
}

/// A relay whose log is heard.
fn heard(mut command: Command, data: &Path, args: &[&str]) -> (Relay, Log) {
    command.stderr(Stdio::piped());
    let mut relay = Relay::start_as(command, data, args);
    let log = Log(BufReader::new(relay.child.stderr.take().unwrap()));
    (relay, log)
}

fn signal(relay: &Relay, name: &str) {
    let pid = relay.child.id().to_string();
    assert!(
        Command::new("kill")
            .args([name, &pid])
            .status()
            .unwrap()
            .success()
    );
}

/// A session on the WebSocket.
struct Live(WebSocket<TcpStream>);

impl Live {
    fn open(at: SocketAddr, by: &Publisher) -> Self {
        let stream = TcpStream::connect(at).unwrap();
        let (socket, _) = tungstenite::client(format!("ws://{at}/v1/session"), stream).unwrap();
        let mut live = Self(socket);
        live.say(&hello(by, start_of(&by.space)));
        let Some(ToDevice::Challenge { nonce, relay }) = live.hear() else {
            panic!("no challenge")
        };
        live.say(&ToRelay::Proof(prove(&by.key, &relay, &nonce)));
        assert!(matches!(live.hear(), Some(ToDevice::Ok { .. })));
        live
    }

    fn say(&mut self, message: &ToRelay) {
        // Whoever is gone is seen when nothing more is heard.
        let _ = self.0.send(Message::Binary(message.write().into()));
    }

    /// The next message; none once the relay has ended the session.
    fn hear(&mut self) -> Option<ToDevice> {
        loop {
            match self.0.read() {
                Ok(Message::Binary(bytes)) => return Some(ToDevice::read(&bytes).unwrap()),
                Ok(Message::Close(_)) | Err(_) => return None,
                Ok(_) => {}
            }
        }
    }

    fn push(&mut self, publisher: &mut Publisher, items: &[Vec<u8>]) {
        let frame = publisher.frame(items, None);
        let frames = vec![frame.write()];
        self.say(&ToRelay::Push { space: 0, frames });
    }

    /// The next receipt, taking what the log says meanwhile.
    fn receipt(&mut self) -> Option<Receipt> {
        loop {
            match self.hear()? {
                ToDevice::Receipt { receipt, .. } => return Some(receipt),
                ToDevice::Entries { entries, .. } => self.credit(&entries),
                _ => {}
            }
        }
    }

    fn credit(&mut self, entries: &[ekin_protocol::entry::Entry]) {
        let bytes: usize = entries.iter().map(|entry| entry.body.len() + 64).sum();
        self.say(&ToRelay::Credit(bytes as u64));
    }
}

fn pem(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/support/tls")
        .join(name)
}

/// A TLS connection that trusts this certificate alone; none where the relay shows another.
fn secure(at: SocketAddr, trusted: &str) -> Option<StreamOwned<ClientConnection, TcpStream>> {
    let mut roots = RootCertStore::empty();
    roots
        .add(CertificateDer::from_pem_file(pem(trusted)).unwrap())
        .unwrap();
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth();
    let name = ServerName::try_from("relay.test").unwrap();
    let mut line = ClientConnection::new(Arc::new(config), name).unwrap();
    let mut stream = TcpStream::connect(at).unwrap();
    while line.is_handshaking() {
        line.complete_io(&mut stream).ok()?;
    }
    Some(StreamOwned::new(line, stream))
}

/// The status of a page on a connection that stays open.
fn status(stream: &mut impl ReadWrite) -> u16 {
    stream
        .write_all(b"HEAD /v1/relay HTTP/1.1\r\nhost: relay.test\r\n\r\n")
        .unwrap();
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") {
        assert_eq!(stream.read(&mut byte).unwrap(), 1, "the connection ended");
        head.push(byte[0]);
    }
    let head = String::from_utf8(head).unwrap();
    head.split(' ').nth(1).unwrap().parse().unwrap()
}

trait ReadWrite: Read + Write {}
impl<T: Read + Write> ReadWrite for T {}

#[test]
fn a_new_certificate_is_used_and_a_bad_one_is_not_while_connections_go_on() {
    let folder = tempfile::tempdir().unwrap();
    let (cert, key) = (folder.path().join("cert.pem"), folder.path().join("key.pem"));
    let put = |name: &str| {
        std::fs::copy(pem(&format!("{name}.pem")), &cert).unwrap();
        std::fs::copy(pem(&format!("{name}.key")), &key).unwrap();
    };
    put("one");
    let args = [
        "--tls-cert",
        cert.to_str().unwrap(),
        "--tls-key",
        key.to_str().unwrap(),
    ];
    let (relay, mut log) = heard(program(), &folder.path().join("data"), &args);
    let mut before = secure(relay.at, "one.pem").unwrap();
    assert_eq!(status(&mut before), 200);
    assert!(secure(relay.at, "two.pem").is_none());

    put("two");
    signal(&relay, "-HUP");
    log.until("certificate read again");
    let mut after = secure(relay.at, "two.pem").unwrap();
    assert_eq!((status(&mut before), status(&mut after)), (200, 200));
    assert!(secure(relay.at, "one.pem").is_none());

    // A key that does not fit its certificate.
    std::fs::copy(pem("one.key"), &key).unwrap();
    signal(&relay, "-HUP");
    log.until("new certificate not used, the old one stays");
    let mut still = secure(relay.at, "two.pem").unwrap();
    assert_eq!((status(&mut before), status(&mut still)), (200, 200));
}

#[test]
fn a_disk_that_fills_warns_then_stops_writes_and_takes_them_again() {
    const FILLS: u64 = 200 << 20;
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    std::fs::create_dir(&data).unwrap();
    // A file system of its own, in a space of names of its own: both end with the process.
    let mut small = Command::new("unshare");
    small.args(["--user", "--map-root-user", "--mount", "sh", "-c"]);
    small.arg("mount -t tmpfs -o size=300m tmpfs \"$0\" && exec \"$@\"");
    small.env_clear().env("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
    let possible = {
        let mut trial = Command::new("unshare");
        trial.args(["--user", "--map-root-user", "--mount", "true"]);
        trial
            .stderr(Stdio::null())
            .status()
            .is_ok_and(|status| status.success())
    };
    if !possible {
        eprintln!("not tried: this system gives no file system of one's own");
        return;
    }
    small.arg(&data).arg(program().get_program());
    let (relay, mut log) = heard(small, &data, &[]);
    let ready = || http(relay.admin, "GET", "/readyz", &[], &[]);
    log.until("disk getting full");
    let (mut owner, records) = territory(1);
    settle(&relay, &records);
    let (device, _) = Device::open(&relay, &owner, start_of(&owner.space));
    let item = owner.listing(1, "before", &[]);
    let frame = owner.frame(&[item], None);
    assert!(matches!(device.push(&[frame])[0], ToDevice::Receipt { .. }));

    let seen = format!("/proc/{}/root{}", relay.child.id(), data.display());
    let filler = Path::new(&seen).join("filler");
    let mut file = std::fs::File::create(&filler).unwrap();
    let some = vec![1; 1 << 20];
    (0..FILLS >> 20).for_each(|_| file.write_all(&some).unwrap());
    drop(file);
    log.until("disk nearly full: read-only");
    assert_eq!(ready().status, 503);
    let item = owner.listing(2, "while it is full", &[]);
    let frame = owner.frame(&[item], None);
    let said = device.push(std::slice::from_ref(&frame));
    assert!(
        matches!(&said[0], ToDevice::Refused { refusal, .. } if refusal.code == Code::Busy),
        "{said:?}"
    );
    let log_page = relay.get(&format!("/v1/spaces/{}/log/1", owner.space), &[]);
    assert_eq!(
        Block::read(&log_page.body).unwrap().entries.len(),
        3,
        "readers are served"
    );

    std::fs::remove_file(&filler).unwrap();
    log.until("there is room again");
    assert_eq!(ready().status, 200);
    let said = device.push(&[frame]);
    assert!(
        matches!(said[0], ToDevice::Receipt { .. }),
        "the same bytes: {said:?}"
    );
}

#[test]
fn every_receipt_given_before_the_end_is_in_the_log_after_it() {
    const PUBLISHERS: u8 = 4;
    let folder = tempfile::tempdir().unwrap();
    let relay = Relay::start(folder.path(), &[]);
    let (owner, mut records) = territory(1);
    let publishers: Vec<_> = (0..PUBLISHERS)
        .map(|n| {
            let (key, org) = (SigningKey::from_bytes(&[60 + n; 32]), OrgId([60 + n; 16]));
            let previous = records.last().unwrap().id();
            records.push(add(&owner, previous, &key, Role::Publisher, org));
            Publisher::new(key, u32::from(n) + 1, org, owner.space)
        })
        .collect();
    settle(&relay, &records);
    let given = AtomicUsize::new(0);
    let received: Vec<Receipt> = std::thread::scope(|scope| {
        let threads: Vec<_> = publishers
            .into_iter()
            .map(|mut publisher| {
                let (given, at) = (&given, relay.at);
                scope.spawn(move || {
                    let mut live = Live::open(at, &publisher);
                    let mut receipts = Vec::new();
                    for n in 0.. {
                        // Several under way at any time, so that the end finds some in every state.
                        let items = [publisher.listing(n, "text", &[])];
                        live.push(&mut publisher, &items);
                        if n < 8 {
                            continue;
                        }
                        let Some(receipt) = live.receipt() else { break };
                        receipts.push(receipt);
                        given.fetch_add(1, Ordering::Relaxed);
                    }
                    receipts
                })
            })
            .collect();
        while given.load(Ordering::Relaxed) < 200 {
            std::thread::yield_now();
        }
        signal(&relay, "-TERM");
        threads
            .into_iter()
            .flat_map(|thread| thread.join().unwrap())
            .collect()
    });
    let mut relay = relay;
    assert!(relay.child.wait().unwrap().success());

    let relay = Relay::start(folder.path(), &[]);
    let mut log = Vec::new();
    loop {
        let page = relay.get(&format!("/v1/spaces/{}/log/{}", owner.space, log.len() + 1), &[]);
        let block = Block::read(&page.body).unwrap();
        log.extend(block.entries);
        if block.head.is_some() {
            break;
        }
    }
    assert!(received.len() >= 200);
    for (seq, id) in received.iter().flat_map(|receipt| &receipt.entries) {
        let entry = &log[usize::try_from(*seq).unwrap() - 1];
        assert_eq!((entry.seq, entry.id(&owner.space).unwrap()), (*seq, id.0));
    }
    // The relay takes up where it was.
    let (_, opened) = Device::open(&relay, &owner, start_of(&owner.space));
    assert!(matches!(&opened[0], ToDevice::Ok { instance, .. } if instance.ordinal() == 1));
}

#[test]
fn a_reader_that_does_not_read_is_let_go_and_the_others_go_on() {
    /// More than the system keeps for a connection on its way.
    const MEBIBYTES: u32 = 24;
    let folder = tempfile::tempdir().unwrap();
    let relay = Relay::start(folder.path(), &[]);
    let (mut owner, records) = territory(1);
    settle(&relay, &records);
    let mut slow = Live::open(relay.at, &owner);
    slow.say(&ToRelay::Credit(1 << 30));
    let mut reader = Live::open(relay.at, &owner);
    let mut publisher = Live::open(relay.at, &owner);
    let noise = |n: u32| -> String {
        let mut x = n.wrapping_mul(2_654_435_761) | 1;
        let step = |_| {
            x ^= x << 13;
            x ^= x >> 17;
            x ^= x << 5;
            char::from(b' ' + (x % 90) as u8)
        };
        (0..16_000).map(step).collect()
    };
    let mut listing = 0;
    let mut last = 0;
    for _ in 0..MEBIBYTES * 8 {
        let items: Vec<_> = (0..9)
            .map(|_| {
                listing += 1;
                owner.listing(listing, &noise(listing), &[])
            })
            .collect();
        publisher.push(&mut owner, &items);
        let receipt = publisher.receipt().unwrap();
        last = receipt.head.seq;
    }
    let sessions = || {
        let page = http(relay.admin, "GET", "/metrics", &[], &[]);
        let page = String::from_utf8(page.body).unwrap();
        let line = page.lines().find_map(|line| line.strip_prefix("ekin_sessions "));
        line.unwrap().parse::<u32>().unwrap()
    };
    // The others hear everything, and are heard, while the slow one is waited for.
    let mut seen = 0;
    while seen < last {
        if let Some(ToDevice::Entries { entries, .. }) = reader.hear() {
            seen = entries.last().unwrap().seq;
            reader.credit(&entries);
        }
    }
    while sessions() > 2 {
        let items = [owner.listing(listing + 1, &noise(last as u32), &[])];
        listing += 1;
        publisher.push(&mut owner, &items);
        last = publisher.receipt().unwrap().head.seq;
        while seen < last {
            let Some(ToDevice::Entries { entries, .. }) = reader.hear() else {
                continue;
            };
            seen = entries.last().unwrap().seq;
            reader.credit(&entries);
        }
    }
    // What the slow one finds when it comes back is an end.
    while slow.hear().is_some() {}
    assert_eq!(sessions(), 2);
}
