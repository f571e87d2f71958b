//! Phone to phone over TCP: one listens in the local network, the other calls. Whoever does not know the secret of the code
//! is hung up on, and told nothing.

use std::net::{IpAddr, Ipv4Addr, SocketAddr, UdpSocket};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

use crate::sync::peer::port::Holdings;
use crate::sync::peer::{Meeting, MeetingError, PipeError};

/// The end of a meeting in which nothing comes for so long.
const SILENCE: Duration = Duration::from_secs(20);
/// The end of any meeting.
const LONGEST: Duration = Duration::from_secs(600);
/// How long a call may ring.
const RING: Duration = Duration::from_secs(10);
/// How long whoever calls has to show that it knows the secret.
const GREETING: Duration = Duration::from_secs(5);
/// Strangers who may call before it is enough.
const STRANGERS: usize = 64;
/// Bytes read at once.
const CHUNK: usize = 64 << 10;

/// Why two phones did not come together.
#[derive(Debug, thiserror::Error)]
pub enum TalkError<E> {
    /// Nothing can listen there.
    #[error("nothing can listen there")]
    Listen(#[source] std::io::Error),
    /// No threads or sockets can be had.
    #[error("the machine gives no sockets")]
    Machine(#[source] std::io::Error),
    /// Nobody came.
    #[error("nobody came")]
    Nobody,
    /// Nobody answers there.
    #[error("nobody answers")]
    NoAnswer,
    /// The other went away, or was silent for too long.
    #[error("the other went away")]
    Gone,
    /// What was said there.
    #[error("the meeting ended before its time")]
    Meeting(#[from] MeetingError<E>),
}

/// A place where another phone may call.
#[derive(Debug)]
pub struct Listener {
    socket: std::net::TcpListener,
    addresses: Vec<String>,
}

impl Listener {
    /// Listens on an address; with none, on the one that this machine has in its local network.
    ///
    /// # Errors
    /// [`TalkError::Listen`].
    pub fn open<E>(address: Option<SocketAddr>) -> Result<Self, TalkError<E>> {
        let address = address.unwrap_or_else(|| SocketAddr::new(local_address(), 0));
        let listen = || {
            let socket = std::net::TcpListener::bind(address)?;
            socket.set_nonblocking(true)?;
            let addresses = vec![socket.local_addr()?.to_string()];
            Ok(Self { socket, addresses })
        };
        listen().map_err(TalkError::Listen)
    }

    /// Where it listens.
    pub fn addresses(&self) -> &[String] {
        &self.addresses
    }
}

/// The address by which this machine would leave it; nothing is sent for this.
fn local_address() -> IpAddr {
    let asked = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0)).and_then(|socket| {
        // An address that is kept for examples (RFC 5737).
        socket.connect((Ipv4Addr::new(192, 0, 2, 1), 9))?;
        socket.local_addr()
    });
    asked.map_or(IpAddr::V4(Ipv4Addr::LOCALHOST), |address| address.ip())
}

fn run<E, T>(work: impl Future<Output = Result<T, TalkError<E>>>) -> Result<T, TalkError<E>> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.map_err(TalkError::Machine)?.block_on(work)
}

/// Waits for whoever knows the secret, at most `patience`, and meets them; `begin` makes an end for each that calls.
///
/// # Errors
/// [`TalkError`].
pub fn serve<H: Holdings>(
    listener: Listener,
    patience: Duration,
    begin: impl Fn() -> Result<Meeting, PipeError>,
    holdings: &mut H,
) -> Result<Meeting, TalkError<H::Error>> {
    run(async move {
        let socket = tokio::net::TcpListener::from_std(listener.socket).map_err(TalkError::Machine)?;
        let comes = async {
            for _ in 0..STRANGERS {
                let (stream, _) = socket.accept().await.map_err(TalkError::Machine)?;
                let meeting = begin().map_err(MeetingError::from)?;
                let mut talk = Talk::new(stream, meeting);
                // Whoever knows the secret is known by its first words.
                if let Ok(Ok(())) = timeout(GREETING, talk.greet(holdings)).await {
                    return Ok(talk);
                }
            }
            Err(TalkError::Nobody)
        };
        let talk = timeout(patience, comes).await.map_err(|_| TalkError::Nobody)??;
        talk.finish(holdings).await
    })
}

/// Calls a phone that listens at one of these addresses, and meets it.
///
/// # Errors
/// [`TalkError`].
pub fn call<H: Holdings>(
    addresses: &[String],
    meeting: Meeting,
    holdings: &mut H,
) -> Result<Meeting, TalkError<H::Error>> {
    run(async move {
        for address in addresses {
            // Numbers alone: a name would be asked of others.
            let Ok(address) = address.parse::<SocketAddr>() else {
                continue;
            };
            if let Ok(Ok(stream)) = timeout(RING, TcpStream::connect(address)).await {
                return Talk::new(stream, meeting).finish(holdings).await;
            }
        }
        Err(TalkError::NoAnswer)
    })
}

/// A meeting on its connection.
struct Talk {
    stream: TcpStream,
    meeting: Meeting,
    /// Bytes to send.
    out: Vec<u8>,
}

impl Talk {
    fn new(stream: TcpStream, meeting: Meeting) -> Self {
        Self {
            stream,
            meeting,
            out: Vec::new(),
        }
    }

    /// Until the other has proved its key.
    async fn greet<H: Holdings>(&mut self, holdings: &mut H) -> Result<(), TalkError<H::Error>> {
        while self.meeting.peer().is_none() {
            self.turn(holdings).await?;
        }
        Ok(())
    }

    /// Until both have said everything.
    async fn finish<H: Holdings>(mut self, holdings: &mut H) -> Result<Meeting, TalkError<H::Error>> {
        let all = async {
            let first = self.meeting.begin();
            let first = first.map_err(|error| TalkError::Meeting(error.into()))?;
            self.out.extend(first);
            while !self.meeting.is_over() || !self.out.is_empty() {
                timeout(SILENCE, self.turn(holdings))
                    .await
                    .map_err(|_| TalkError::Gone)??;
            }
            // The other may have hung up already: everything was said.
            let _ = self.stream.shutdown().await;
            Ok::<_, TalkError<H::Error>>(())
        };
        timeout(LONGEST, all).await.map_err(|_| TalkError::Gone)??;
        Ok(self.meeting)
    }

    /// Sends some of what waits, or takes some of what comes: a pipe that is full one way never stops the other.
    async fn turn<H: Holdings>(&mut self, holdings: &mut H) -> Result<(), TalkError<H::Error>> {
        let mut chunk = vec![0; CHUNK];
        let (mut read, mut write) = self.stream.split();
        let (waits, over) = (!self.out.is_empty(), self.meeting.is_over());
        tokio::select! {
            sent = write.write(&self.out), if waits => {
                let sent = sent.map_err(|_| TalkError::Gone)?;
                self.out.drain(..sent);
            }
            came = read.read(&mut chunk), if !over => {
                let came = came.map_err(|_| TalkError::Gone)?;
                match chunk.get(..came) {
                    None | Some([]) => return Err(TalkError::Gone),
                    Some(bytes) => self.out.extend(self.meeting.hear(bytes, holdings)?),
                }
            }
        }
        Ok(())
    }
}
