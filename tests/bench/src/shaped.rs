//! A bad network: a TCP proxy of our own with latency, a rate, cuts, and a page to sign in at. Loss shows to a program over
//! TCP as a stall; so do cuts here: connections live on and nothing passes.

use std::io::{Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::error::{BenchError, Result};

/// Bytes of one packet.
const PACKET: usize = 1_400;
/// Packets on their way in one direction of one connection.
const ON_THE_WAY: usize = 64;
/// What the page to sign in at says to whatever is asked.
const PORTAL: &[u8] = b"HTTP/1.1 302 Found\r\nlocation: http://portal.invalid/login\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";

/// What a network does to what passes.
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    /// Its name in tables.
    pub name: &'static str,
    /// Time there and back.
    pub round: Duration,
    /// Bytes a second, in each direction.
    pub rate: u64,
    /// When nothing passes.
    pub cut: Option<Cut>,
    /// For how long a page to sign in at answers everything.
    pub portal: Duration,
}

/// Nothing passes for a while, again and again.
#[derive(Clone, Copy, Debug)]
pub struct Cut {
    /// From the start until the first.
    pub first: Duration,
    /// How long each is.
    pub long: Duration,
    /// From the start of one to the start of the next.
    pub every: Duration,
}

impl Cut {
    /// When what is sent then, counted from the start, can pass.
    fn after(&self, then: Duration) -> Duration {
        let Some(since) = then.checked_sub(self.first) else {
            return then;
        };
        let into = Duration::from_nanos((since.as_nanos() % self.every.as_nanos().max(1)) as u64);
        match into < self.long {
            true => then + (self.long - into),
            false => then,
        }
    }
}

/// One direction, which all connections share.
#[derive(Debug)]
struct Link {
    shape: Shape,
    started: Instant,
    free: Mutex<Duration>,
}

impl Link {
    /// When the last of so many bytes that are sent now arrives.
    fn arrival(&self, bytes: usize) -> Instant {
        let mut free = self.free.lock().unwrap_or_else(PoisonError::into_inner);
        let begins = self.passes((*free).max(self.started.elapsed()));
        *free = begins + Duration::from_secs_f64(bytes as f64 / self.shape.rate as f64);
        self.started + self.passes(*free) + self.shape.round / 2
    }

    fn passes(&self, then: Duration) -> Duration {
        self.shape.cut.map_or(then, |cut| cut.after(then))
    }
}

/// Such a network between devices and a server. It ends with the process.
#[derive(Debug)]
pub struct Shaped {
    address: SocketAddr,
}

impl Shaped {
    /// Begins now.
    ///
    /// # Errors
    /// When there is no socket.
    pub fn to(server: SocketAddr, shape: Shape) -> Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").map_err(BenchError::io("laying a network"))?;
        let address = listener
            .local_addr()
            .map_err(BenchError::io("laying a network"))?;
        let started = Instant::now();
        let link = || {
            Arc::new(Link {
                shape,
                started,
                free: Mutex::default(),
            })
        };
        let (up, down) = (link(), link());
        std::thread::spawn(move || {
            for device in listener.incoming().map_while(std::result::Result::ok) {
                let (up, down) = (up.clone(), down.clone());
                std::thread::spawn(move || connect(device, server, &up, &down));
            }
        });
        Ok(Self { address })
    }

    /// Where devices find it.
    pub fn address(&self) -> SocketAddr {
        self.address
    }
}

fn connect(mut device: TcpStream, server: SocketAddr, up: &Arc<Link>, down: &Arc<Link>) {
    // The handshake goes there and back before the first byte.
    let asked = up.passes(up.started.elapsed());
    rest_until(up.started + asked + up.shape.round);
    if up.started.elapsed() < up.shape.portal {
        // Whoever hung up did not want to know.
        let _ = device.read(&mut [0; 4096]).and_then(|_| device.write_all(PORTAL));
        return;
    }
    let Ok(server) = TcpStream::connect(server) else {
        return;
    };
    let _ = (device.set_nodelay(true), server.set_nodelay(true));
    let (Ok(device_again), Ok(server_again)) = (device.try_clone(), server.try_clone()) else {
        return;
    };
    let going = up.clone();
    let sending = std::thread::spawn(move || carry(device_again, server_again, &going));
    carry(server, device, down);
    // The other half ended with its socket.
    let _ = sending.join();
}

fn carry(mut from: TcpStream, to: TcpStream, link: &Link) {
    let (send, sent) = sync_channel(ON_THE_WAY);
    let Ok(again) = from.try_clone() else { return };
    let arriving = std::thread::spawn(move || arrive(&sent, &again, to));
    let mut buffer = [0; PACKET];
    while let Ok(n @ 1..) = from.read(&mut buffer) {
        let packet = buffer.get(..n).unwrap_or_default().to_vec();
        if send.send((link.arrival(n), packet)).is_err() {
            break;
        }
    }
    drop(send);
    // It ends when all that was on its way has arrived.
    let _ = arriving.join();
}

fn arrive(sent: &Receiver<(Instant, Vec<u8>)>, from: &TcpStream, mut to: TcpStream) {
    for (at, packet) in sent {
        rest_until(at);
        if to.write_all(&packet).is_err() {
            break;
        }
    }
    let _ = (from.shutdown(Shutdown::Read), to.shutdown(Shutdown::Write));
}

fn rest_until(at: Instant) {
    // A thread may be woken for nothing.
    while let Some(left) = at
        .checked_duration_since(Instant::now())
        .filter(|left| !left.is_zero())
    {
        std::thread::park_timeout(left);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const S: Duration = Duration::from_secs(1);

    fn link(rate: u64, cut: Option<Cut>) -> Link {
        Link {
            shape: Shape {
                name: "test",
                round: S * 2,
                rate,
                cut,
                portal: Duration::ZERO,
            },
            started: Instant::now(),
            free: Mutex::new(S * 10),
        }
    }

    #[test]
    fn bytes_wait_for_those_before_them_and_for_half_the_way() {
        let link = link(1_000, None);
        let at = |bytes| link.arrival(bytes).duration_since(link.started);
        assert_eq!(at(500), S * 10 + S / 2 + S);
        assert_eq!(at(1_000), S * 11 + S / 2 + S);
    }

    #[test]
    fn nothing_passes_during_a_cut() {
        let cut = Cut {
            first: S,
            long: S * 20,
            every: S * 60,
        };
        let cases = [
            (0, 0),
            (1, 21),
            (20, 21),
            (21, 21),
            (59, 59),
            (61, 81),
            (81, 81),
            (121, 141),
        ];
        for (then, passes) in cases {
            assert_eq!(cut.after(S * then), S * passes, "{then}");
        }
        let link = link(1_000, Some(cut));
        // Free at ten seconds, in the cut: it begins at twenty-one.
        assert_eq!(link.arrival(1_000).duration_since(link.started), S * 23);
    }
}
