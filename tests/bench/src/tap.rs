//! A cable that keeps what goes through it: for counting the messages of a session, apart from the upgrade before
//! them.

use std::io::{Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, PoisonError};

use ekin_protocol::session::ToRelay;

use crate::error::{BenchError, Result};

/// What one connection carried.
#[derive(Clone, Debug, Default)]
pub struct Carried {
    /// To the relay.
    pub up: Vec<u8>,
    /// From it.
    pub down: Vec<u8>,
}

impl Carried {
    /// Whether it was upgraded to a session.
    pub fn is_session(&self) -> bool {
        self.up.starts_with(b"GET /v1/session")
    }

    /// Bytes both ways after the upgrade.
    pub fn session_bytes(&self) -> (usize, usize) {
        (after_head(&self.up).len(), after_head(&self.down).len())
    }

    /// The pushes of the session, each with the bytes of its WebSocket frame.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn pushes(&self) -> Result<Vec<(usize, Vec<Vec<u8>>)>> {
        let mut rest = after_head(&self.up);
        let mut pushes = Vec::new();
        while let Some((size, message)) = next_frame(&mut rest)? {
            if let Ok(ToRelay::Push { frames, .. }) = ToRelay::read(&message) {
                pushes.push((size, frames));
            }
        }
        Ok(pushes)
    }
}

fn after_head(bytes: &[u8]) -> &[u8] {
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n");
    end.and_then(|end| bytes.get(end + 4..)).unwrap_or_default()
}

/// The next frame of a client (RFC 6455, 5.2): its size on the wire and what is in it.
fn next_frame(rest: &mut &[u8]) -> Result<Option<(usize, Vec<u8>)>> {
    let [_, second, ..] = *rest else { return Ok(None) };
    let short = || BenchError::unexpected("a WebSocket frame that breaks off");
    let (at, length) = match second & 0x7f {
        126 => (4, rest.get(2..4).map(number)),
        127 => (10, rest.get(2..10).map(number)),
        short => (2, Some(usize::from(short))),
    };
    let length = length.ok_or_else(short)?;
    let masked = second & 0x80 != 0;
    let start = at + if masked { 4 } else { 0 };
    let mask = rest.get(at..start).ok_or_else(short)?;
    let payload = rest.get(start..start + length).ok_or_else(short)?;
    let mask = mask
        .iter()
        .copied()
        .chain(std::iter::repeat_n(0, 4 - mask.len()))
        .cycle();
    let message = payload.iter().zip(mask).map(|(byte, mask)| byte ^ mask).collect();
    *rest = rest.get(start + length..).unwrap_or_default();
    Ok(Some((start + length, message)))
}

fn number(bytes: &[u8]) -> usize {
    bytes.iter().fold(0, |sum, byte| sum << 8 | usize::from(*byte))
}

/// The cable. It ends with the process.
#[derive(Clone, Debug)]
pub struct Tap {
    address: SocketAddr,
    carried: Arc<Mutex<Vec<Arc<Mutex<Carried>>>>>,
}

impl Tap {
    /// Lays it to this address.
    ///
    /// # Errors
    /// When there is no socket.
    pub fn to(relay: SocketAddr) -> Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").map_err(BenchError::io("laying a cable"))?;
        let address = listener.local_addr().map_err(BenchError::io("laying a cable"))?;
        let carried: Arc<Mutex<Vec<Arc<Mutex<Carried>>>>> = Arc::default();
        let all = carried.clone();
        std::thread::spawn(move || {
            for device in listener.incoming().map_while(std::result::Result::ok) {
                let one: Arc<Mutex<Carried>> = Arc::default();
                all.lock()
                    .unwrap_or_else(PoisonError::into_inner)
                    .push(one.clone());
                std::thread::spawn(move || carry(&device, relay, &one));
            }
        });
        Ok(Self { address, carried })
    }

    /// The address for devices.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// What the connections carried since the last call.
    pub fn take(&self) -> Vec<Carried> {
        let mut all = self.carried.lock().unwrap_or_else(PoisonError::into_inner);
        let each = |one: &Arc<Mutex<Carried>>| one.lock().unwrap_or_else(PoisonError::into_inner).clone();
        all.drain(..).map(|one| each(&one)).collect()
    }
}

fn carry(device: &TcpStream, relay: SocketAddr, carried: &Arc<Mutex<Carried>>) {
    let Ok(relay) = TcpStream::connect(relay) else {
        return;
    };
    let _ = (device.set_nodelay(true), relay.set_nodelay(true));
    let (Ok(device), Ok(again), Ok(back)) = (device.try_clone(), device.try_clone(), relay.try_clone())
    else {
        return;
    };
    let kept = carried.clone();
    let sending = std::thread::spawn(move || copy(again, back, &kept, |carried| &mut carried.up));
    copy(relay, device, carried, |carried| &mut carried.down);
    // The other half ended with its socket.
    let _ = sending.join();
}

fn copy(
    mut from: TcpStream,
    mut to: TcpStream,
    kept: &Mutex<Carried>,
    half: fn(&mut Carried) -> &mut Vec<u8>,
) {
    let mut buffer = [0; 16 << 10];
    while let Ok(n @ 1..) = from.read(&mut buffer) {
        let part = buffer.get(..n).unwrap_or_default();
        half(&mut kept.lock().unwrap_or_else(PoisonError::into_inner)).extend_from_slice(part);
        if to.write_all(part).is_err() {
            break;
        }
    }
    let _ = (from.shutdown(Shutdown::Both), to.shutdown(Shutdown::Both));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn masked_frames_are_read_and_counted() {
        let push = ToRelay::Push {
            space: 0,
            frames: vec![vec![7; 200]],
        }
        .write();
        let mut up = b"GET /v1/session HTTP/1.1\r\n\r\n".to_vec();
        let mask = [1, 2, 3, 4];
        up.extend([0x82, 0x80 | 126, 0, u8::try_from(push.len()).unwrap()]);
        up.extend(mask);
        up.extend(push.iter().enumerate().map(|(k, byte)| byte ^ mask[k % 4]));
        let carried = Carried {
            up,
            down: b"HTTP/1.1 101 x\r\n\r\nabc".to_vec(),
        };
        assert!(carried.is_session());
        assert_eq!(carried.session_bytes(), (push.len() + 8, 3));
        assert_eq!(carried.pushes().unwrap(), [(push.len() + 8, vec![vec![7; 200]])]);
        let cut = Carried {
            up: carried.up[..60].to_vec(),
            ..Carried::default()
        };
        assert!(cut.pushes().is_err());
    }
}
