//! WebSocket messages of some bytes each, as fast as the relay takes them: pings, which it answers before anybody has proved a key.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use ekin_protocol::session::ToRelay;

use super::Tally;

/// Frames of one write.
const BATCH: u64 = 500;
/// Time in which something has to move.
const STILL: Duration = Duration::from_secs(2);
/// The opening of a WebSocket. The key may be any 16 bytes.
pub const OPENING: &[u8] =
    b"GET /v1/session HTTP/1.1\r\nhost: relay\r\nconnection: Upgrade\r\nupgrade: websocket\r\n\
    sec-websocket-version: 13\r\nsec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";

/// Sends frames until it is told to stop; a new connection whenever the relay cuts one.
pub fn flood(at: SocketAddr, stop: &AtomicBool, tally: &Tally) {
    let frame = frame(&ToRelay::Ping(0).write());
    let batch = frame.repeat(usize::try_from(BATCH).unwrap_or(1));
    while !stop.load(Ordering::Relaxed) {
        let Ok(mut stream) = open(at) else {
            Tally::add(&tally.refused, 1);
            std::thread::park_timeout(STILL);
            continue;
        };
        let Ok(answers) = stream.try_clone() else { return };
        std::thread::scope(|scope| {
            scope.spawn(|| drain(answers));
            while !stop.load(Ordering::Relaxed) && stream.write_all(&batch).is_ok() {
                Tally::add(&tally.sent, BATCH);
            }
            // Ends the reader as well.
            let _ = stream.shutdown(std::net::Shutdown::Both);
        });
        Tally::add(&tally.refused, u64::from(!stop.load(Ordering::Relaxed)));
    }
}

fn open(at: SocketAddr) -> std::io::Result<TcpStream> {
    let mut stream = TcpStream::connect_timeout(&at, STILL)?;
    stream.set_write_timeout(Some(STILL))?;
    stream.write_all(OPENING)?;
    Ok(stream)
}

fn drain(mut answers: TcpStream) {
    let mut buffer = [0; 64 << 10];
    while let Ok(1..) = answers.read(&mut buffer) {}
}

/// A masked binary frame of few bytes (RFC 6455, 5.2); a mask of zeros leaves them as they are.
fn frame(payload: &[u8]) -> Vec<u8> {
    let length = u8::try_from(payload.len()).unwrap_or(125).min(125);
    let mut frame = vec![0x82, 0x80 | length, 0, 0, 0, 0];
    frame.extend(payload.iter().take(usize::from(length)));
    frame
}
