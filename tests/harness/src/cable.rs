//! A cable between devices and a relay: a TCP proxy on the loopback that counts bytes and can be cut, which
//! drops live connections in the middle of whatever they were saying.

use std::io::{Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use crate::HarnessError;

/// Time for a connection to the relay.
const CONNECT: Duration = Duration::from_secs(5);

#[derive(Debug)]
struct State {
    relay: Mutex<SocketAddr>,
    cut: AtomicBool,
    up: AtomicU64,
    down: AtomicU64,
    /// Bytes from the relay, and to it, after which the cable cuts itself; `u64::MAX` for never.
    cut_after: AtomicU64,
    cut_after_sent: AtomicU64,
    live: Mutex<Vec<TcpStream>>,
}

/// A cable that can be cut. It ends with the process.
#[derive(Clone, Debug)]
pub struct Cable {
    address: SocketAddr,
    state: Arc<State>,
}

impl Cable {
    /// Lays a cable to this address.
    ///
    /// # Errors
    /// [`HarnessError::Io`].
    pub fn to(relay: SocketAddr) -> Result<Self, HarnessError> {
        let listener = TcpListener::bind("127.0.0.1:0").map_err(HarnessError::io("laying a cable"))?;
        let address = listener
            .local_addr()
            .map_err(HarnessError::io("laying a cable"))?;
        let state = Arc::new(State {
            relay: Mutex::new(relay),
            cut: AtomicBool::new(false),
            up: AtomicU64::new(0),
            down: AtomicU64::new(0),
            cut_after: AtomicU64::new(u64::MAX),
            cut_after_sent: AtomicU64::new(u64::MAX),
            live: Mutex::default(),
        });
        let shared = state.clone();
        std::thread::spawn(move || {
            for device in listener.incoming().map_while(Result::ok) {
                let state = shared.clone();
                std::thread::spawn(move || carry(&device, &state));
            }
        });
        Ok(Self { address, state })
    }

    /// The address for devices.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Leads it to another relay: connections to the old one break.
    pub fn lead_to(&self, relay: SocketAddr) {
        *self.state.relay.lock().unwrap_or_else(PoisonError::into_inner) = relay;
        self.cut();
        self.mend();
    }

    /// Cuts it: live connections break, new ones are refused.
    pub fn cut(&self) {
        self.state.cut.store(true, Ordering::SeqCst);
        let mut live = self.state.live.lock().unwrap_or_else(PoisonError::into_inner);
        for stream in live.drain(..) {
            // It may be closed already.
            let _ = stream.shutdown(Shutdown::Both);
        }
    }

    /// Cuts it once so many more bytes have come from the relay: in the middle of a message.
    pub fn cut_after(&self, bytes: u64) {
        let at = self.state.down.load(Ordering::SeqCst).saturating_add(bytes);
        self.state.cut_after.store(at, Ordering::SeqCst);
    }

    /// Cuts it once so many more bytes have gone to the relay.
    pub fn cut_after_sent(&self, bytes: u64) {
        let at = self.state.up.load(Ordering::SeqCst).saturating_add(bytes);
        self.state.cut_after_sent.store(at, Ordering::SeqCst);
    }

    /// Mends it.
    pub fn mend(&self) {
        self.state.cut_after_sent.store(u64::MAX, Ordering::SeqCst);
        self.state.cut_after.store(u64::MAX, Ordering::SeqCst);
        self.state.cut.store(false, Ordering::SeqCst);
    }

    /// Bytes to the relay and from it so far.
    pub fn bytes(&self) -> (u64, u64) {
        (
            self.state.up.load(Ordering::SeqCst),
            self.state.down.load(Ordering::SeqCst),
        )
    }
}

fn carry(device: &TcpStream, state: &Arc<State>) {
    if state.cut.load(Ordering::SeqCst) {
        return;
    }
    let relay = *state.relay.lock().unwrap_or_else(PoisonError::into_inner);
    let Ok(relay) = TcpStream::connect_timeout(&relay, CONNECT) else {
        return;
    };
    let pair = (device.try_clone(), relay.try_clone());
    let (Ok(device_again), Ok(relay_again)) = pair else {
        return;
    };
    let _ = (device.set_nodelay(true), relay.set_nodelay(true));
    {
        let mut live = state.live.lock().unwrap_or_else(PoisonError::into_inner);
        live.extend([device.try_clone(), relay.try_clone()].into_iter().flatten());
    }
    let up = state.clone();
    let sending = std::thread::spawn(move || copy(device_again, relay_again, &up, &up.up));
    let Ok(device) = device.try_clone() else { return };
    copy(relay, device, state, &state.down);
    // The other half ended with its socket.
    let _ = sending.join();
}

fn copy(mut from: TcpStream, mut to: TcpStream, state: &State, count: &AtomicU64) {
    let mut buffer = [0; 16 << 10];
    while let Ok(n @ 1..) = from.read(&mut buffer) {
        let total = count.fetch_add(n as u64, Ordering::SeqCst) + n as u64;
        let bound = match std::ptr::eq(count, &raw const state.down) {
            true => &state.cut_after,
            false => &state.cut_after_sent,
        };
        let over = total > bound.load(Ordering::SeqCst);
        // The first half of the last message still goes out.
        let n = if over { n / 2 } else { n };
        if to.write_all(buffer.get(..n).unwrap_or_default()).is_err() {
            break;
        }
        if over {
            state.cut.store(true, Ordering::SeqCst);
            break;
        }
    }
    let _ = (from.shutdown(Shutdown::Both), to.shutdown(Shutdown::Both));
}
