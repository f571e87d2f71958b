//! Bodies of requests and messages of WebSockets that stop in the middle: however many, the relay stays small, and serves the others.
#![allow(clippy::unwrap_used, reason = "what a test cannot set up fails the test")]

mod support;

use std::io::{ErrorKind, Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use support::*;

/// Connections that send half a body; of the largest, so that they are far more than what a relay may hold.
const MANY: usize = 200;
/// Bytes of the body that is promised, and of the half that is sent.
const BODY: usize = 2 << 20;

/// MiB that the relay may grow by: the room for bodies, and what allocating and copying them costs.
const MOST: usize = 150;

/// Most memory that a process ever had, in MiB.
fn peak_mib(pid: u32) -> usize {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).unwrap();
    let peak = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))
        .unwrap();
    peak.split_whitespace().next().unwrap().parse::<usize>().unwrap() / 1024
}

/// Those for whom there was no room are told to come again: until then it may be that not all has been read.
fn stays_small(relay: &Relay, before: usize, held: &mut [TcpStream], sent: usize) {
    let started = Instant::now();
    let grown = || peak_mib(relay.child.id()) - before;
    let mut refused = false;
    while !refused && grown() < MOST && started.elapsed() < Duration::from_secs(25) {
        std::thread::park_timeout(Duration::from_millis(20));
        refused = held.iter_mut().any(|stream| {
            stream.set_nonblocking(true).unwrap();
            let read = stream.read(&mut [0; 512]);
            !read.is_err_and(|error| error.kind() == ErrorKind::WouldBlock)
        });
    }
    let grown = grown();
    assert!(grown < MOST, "{grown} MiB for {} MiB of halves", sent >> 20);
    assert!(refused, "there is no room for all");
}

#[test]
fn half_bodies_take_no_more_memory_than_there_is_for_all_and_others_are_served() {
    let folder = tempfile::tempdir().unwrap();
    let relay = Relay::start(folder.path(), &[]);
    let before = peak_mib(relay.child.id());
    let head = format!("POST /v1/session HTTP/1.1\r\nhost: relay\r\ncontent-length: {BODY}\r\n\r\n");
    let half = vec![0; BODY / 2];
    let mut held = Vec::new();
    for _ in 0..MANY {
        let mut stream = TcpStream::connect(relay.at).unwrap();
        stream.write_all(head.as_bytes()).unwrap();
        // Who is refused may find the line closed already.
        let _ = stream.write_all(&half);
        held.push(stream);
    }
    // Somebody who asks for little is answered meanwhile.
    assert_eq!(relay.get("/v1/relay", &[]).status, 200);
    stays_small(&relay, before, &mut held, MANY * BODY / 2);
    // Once they are gone, whoever comes is heard.
    drop(held);
    let (_, records) = territory(1);
    let made = (0..200).any(|_| relay.post("/v1/spaces", &[], &creation(&records, None)).status == 200);
    assert!(made, "there is room again");
}

/// Connections that send nearly a message, and its bytes: far more than what a relay may hold.
const MESSAGES: usize = 800;
const MESSAGE: usize = 250 << 10;

#[test]
fn half_messages_take_no_more_memory_than_there_is_for_all_and_others_are_served() {
    let folder = tempfile::tempdir().unwrap();
    let relay = Relay::start(folder.path(), &[]);
    let before = peak_mib(relay.child.id());
    let upgrade = "GET /v1/session HTTP/1.1\r\nhost: relay\r\nconnection: upgrade\r\nupgrade: websocket\r\n\
                   sec-websocket-version: 13\r\nsec-websocket-key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n";
    // A masked binary frame of 64-bit length.
    let mut half = vec![0x82, 0xff];
    half.extend(u64::try_from(MESSAGE).unwrap().to_be_bytes());
    half.extend([0; 4]);
    half.resize(MESSAGE, 0);
    let mut held = Vec::new();
    for _ in 0..MESSAGES {
        let mut stream = TcpStream::connect(relay.at).unwrap();
        stream.write_all(upgrade.as_bytes()).unwrap();
        let mut answer = [0; 512];
        let read = stream.read(&mut answer).unwrap();
        assert!(answer[..read].starts_with(b"HTTP/1.1 101"));
        // Who is refused may find the line closed already.
        let _ = stream.write_all(&half);
        held.push(stream);
    }
    assert_eq!(relay.get("/v1/relay", &[]).status, 200);
    stays_small(&relay, before, &mut held, MESSAGES * MESSAGE);
}
