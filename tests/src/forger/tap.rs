//! A tap on the line between devices and a real relay: it reads what the relay says in a session, and leaves
//! messages out or ends the line before one.

use std::io::{Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, PoisonError};

use ekin_protocol::session::ToDevice;

/// What happens with one message of the relay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// It goes on.
    Pass,
    /// It is left out.
    Drop,
    /// It goes on, and nothing after it: the line ends.
    Last,
    /// The line ends before it.
    Cut,
}

type Chooses = Arc<dyn Fn(&ToDevice) -> Choice + Send + Sync>;

/// A tapped line; it ends with the process.
#[derive(Clone)]
pub struct Tap {
    address: SocketAddr,
    choose: Arc<Mutex<Chooses>>,
}

impl Tap {
    /// Lays it to this relay; everything passes.
    pub fn to(relay: SocketAddr) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let tap = Self {
            address: listener.local_addr().unwrap(),
            choose: Arc::new(Mutex::new(Arc::new(|_: &ToDevice| Choice::Pass))),
        };
        let laid = tap.clone();
        std::thread::spawn(move || {
            for device in listener.incoming().map_while(Result::ok) {
                let laid = laid.clone();
                std::thread::spawn(move || laid.carry(&device, relay));
            }
        });
        tap
    }

    /// The address for devices.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Chooses otherwise from now on.
    pub fn choose(&self, choose: impl Fn(&ToDevice) -> Choice + Send + Sync + 'static) {
        *self.choose.lock().unwrap_or_else(PoisonError::into_inner) = Arc::new(choose);
    }

    fn carry(&self, device: &TcpStream, relay: SocketAddr) -> Option<()> {
        let relay = TcpStream::connect(relay).ok()?;
        let (mut up_from, mut up_to) = (device.try_clone().ok()?, relay.try_clone().ok()?);
        std::thread::spawn(move || {
            let _ = std::io::copy(&mut up_from, &mut up_to);
            let _ = up_to.shutdown(Shutdown::Both);
        });
        let choose = self.choose.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let done = down(
            &mut relay.try_clone().ok()?,
            &mut device.try_clone().ok()?,
            &*choose,
        );
        let _ = (device.shutdown(Shutdown::Both), relay.shutdown(Shutdown::Both));
        done
    }
}

/// Carries what the relay says; none at the end of the line.
fn down(
    relay: &mut TcpStream,
    device: &mut TcpStream,
    choose: &(dyn Fn(&ToDevice) -> Choice + Send + Sync),
) -> Option<()> {
    // Pages pass as they are; a session begins with the answer to its upgrade.
    let mut first = Vec::new();
    while !first.ends_with(b"\r\n\r\n") {
        let mut byte = [0; 1];
        relay.read_exact(&mut byte).ok()?;
        first.extend_from_slice(&byte);
    }
    device.write_all(&first).ok()?;
    if !first.starts_with(b"HTTP/1.1 101") {
        std::io::copy(relay, device).ok()?;
        return None;
    }
    loop {
        let (frame, payload) = message(relay)?;
        let choice = ToDevice::read(&payload).map_or(Choice::Pass, |message| choose(&message));
        if matches!(choice, Choice::Pass | Choice::Last) {
            device.write_all(&frame).ok()?;
        }
        if matches!(choice, Choice::Last | Choice::Cut) {
            return None;
        }
    }
}

/// One WebSocket frame of a server: whole, and what it carries.
fn message(relay: &mut TcpStream) -> Option<(Vec<u8>, Vec<u8>)> {
    let mut frame = vec![0; 2];
    relay.read_exact(&mut frame).ok()?;
    let short = frame.get(1)? & 0x7f;
    let more = match short {
        126 => 2,
        127 => 8,
        _ => 0,
    };
    let mut length = vec![0; more];
    relay.read_exact(&mut length).ok()?;
    let n = match more {
        0 => usize::from(short),
        _ => length.iter().fold(0, |n, byte| n << 8 | usize::from(*byte)),
    };
    let mut payload = vec![0; n];
    relay.read_exact(&mut payload).ok()?;
    frame.extend_from_slice(&length);
    frame.extend_from_slice(&payload);
    Some((frame, payload))
}
