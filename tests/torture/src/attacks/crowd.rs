//! A crowd of connections that are held open: each says something at the start and a little from time to time, and is made again when
//! the relay cuts it.

use std::io::{ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use super::Tally;
use super::frames::OPENING;

/// Time for a connection.
const CONNECT: Duration = Duration::from_millis(500);
/// Time between two rounds through the crowd.
const ROUND: Duration = Duration::from_millis(500);
/// Bytes of a body of which half is sent.
const BODY: usize = 1 << 20;

/// Heads of requests, a byte at a time.
pub fn slowloris(at: SocketAddr, many: u64, stop: &AtomicBool, tally: &Tally) {
    hold(
        at,
        many,
        b"GET /v1/relay HTTP/1.1\r\nhost: relay\r\nx-a: ",
        b"a",
        stop,
        tally,
    );
}

/// Bodies that stop in the middle.
pub fn half_bodies(at: SocketAddr, many: u64, stop: &AtomicBool, tally: &Tally) {
    let mut request =
        format!("POST /v1/session HTTP/1.1\r\nhost: relay\r\ncontent-length: {BODY}\r\n\r\n").into_bytes();
    request.resize(request.len() + BODY / 2, 0);
    hold(at, many, &request, b"", stop, tally);
}

/// WebSocket messages of the largest size (256 KiB) that stop in the middle.
pub fn half_messages(at: SocketAddr, many: u64, stop: &AtomicBool, tally: &Tally) {
    // A masked binary frame with its length in eight bytes (RFC 6455, 5.2).
    let head = [&[0x82, 0xff][..], &(256_u64 << 10).to_be_bytes(), &[0; 4]].concat();
    let half = vec![0; 128 << 10];
    hold(at, many, &[OPENING, &head, &half].concat(), b"", stop, tally);
}

/// Connections that say nothing.
pub fn idle(at: SocketAddr, many: u64, stop: &AtomicBool, tally: &Tally) {
    hold(at, many, b"", b"", stop, tally);
}

/// One connection, and what it has not said of its beginning.
struct Held {
    stream: TcpStream,
    said: usize,
}

fn hold(at: SocketAddr, many: u64, first: &[u8], then: &[u8], stop: &AtomicBool, tally: &Tally) {
    let mut crowd: Vec<Held> = Vec::new();
    while !stop.load(Ordering::Relaxed) {
        let before = crowd.len();
        crowd.retain_mut(|held| is_alive(held, first, then));
        let cut = (before - crowd.len()) as u64;
        Tally::add(&tally.refused, cut);
        let mut open = crowd.len() as u64;
        while open < many && !stop.load(Ordering::Relaxed) {
            let Some(mut held) = connect(at) else { break };
            if !is_alive(&mut held, first, b"") {
                Tally::add(&tally.refused, 1);
                break;
            }
            crowd.push(held);
            open += 1;
            Tally::add(&tally.sent, 1);
        }
        // Of all threads together, about: each adds what it holds more than ever.
        let most = crowd.len() as u64;
        let known = THREAD_MOST.with(|known| known.replace(known.get().max(most)));
        Tally::add(&tally.held, most.saturating_sub(known));
        std::thread::park_timeout(ROUND);
    }
}

std::thread_local! {
    /// Most connections that this thread held.
    static THREAD_MOST: std::cell::Cell<u64> = const { std::cell::Cell::new(0) };
}

fn connect(at: SocketAddr) -> Option<Held> {
    let stream = TcpStream::connect_timeout(&at, CONNECT).ok()?;
    stream.set_nonblocking(true).ok()?;
    Some(Held { stream, said: 0 })
}

/// Says what is due as far as it goes out; whether the relay still holds the line.
fn is_alive(held: &mut Held, first: &[u8], then: &[u8]) -> bool {
    let rest = first.get(held.said..).unwrap_or_default();
    let due = if rest.is_empty() { then } else { rest };
    if !due.is_empty() {
        match held.stream.write(due) {
            Ok(n) if !rest.is_empty() => held.said += n,
            Ok(_) => {}
            Err(error) if error.kind() == ErrorKind::WouldBlock => {}
            Err(_) => return false,
        }
    }
    // An answer is no end yet: whoever is refused is cut next.
    match held.stream.read(&mut [0; 512]) {
        Ok(n) => n > 0,
        Err(error) => error.kind() == ErrorKind::WouldBlock,
    }
}
