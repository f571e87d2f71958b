//! A session over the WebSocket, one message after the other.

use std::net::{SocketAddr, TcpStream};

use ed25519_dalek::SigningKey;
use ekin_protocol::id::SignKey;
use ekin_protocol::limits;
use ekin_protocol::session::{Cursor, ToDevice, ToRelay, prove};
use tokio_tungstenite::tungstenite::{Message, WebSocket, client};

use crate::error::{BenchError, Result};

/// Bytes of one push, about.
const PUSH: usize = limits::MESSAGE - 8192;
/// Pushes without a receipt.
const AHEAD: usize = 8;

/// An open session.
pub struct Session {
    socket: WebSocket<TcpStream>,
}

impl Session {
    /// Connects and proves the key.
    ///
    /// # Errors
    /// When the relay does not let it in.
    pub fn open(relay: SocketAddr, key: &SigningKey, cursors: Vec<Cursor>) -> Result<Self> {
        let mut session = Self {
            socket: connect(&format!("ws://{relay}/v1/session"), relay)?,
        };
        let device = SignKey(key.verifying_key().to_bytes());
        session.say(&ToRelay::Hello {
            versions: vec![ekin_protocol::VERSION],
            features: 0,
            device,
            instance: None,
            cursors,
        })?;
        let ToDevice::Challenge { nonce, relay } = session.hear()? else {
            return Err(BenchError::unexpected("no challenge"));
        };
        session.say(&ToRelay::Proof(prove(key, &relay, &nonce)))?;
        match session.hear()? {
            ToDevice::Ok { exceptions, .. } if exceptions.is_empty() => Ok(session),
            other => Err(BenchError::unexpected(format!("{other:?}"))),
        }
    }

    /// Says something.
    ///
    /// # Errors
    /// When the connection broke.
    pub fn say(&mut self, message: &ToRelay) -> Result<()> {
        Ok(self.socket.send(Message::Binary(message.write().into()))?)
    }

    /// Hears the next message.
    ///
    /// # Errors
    /// When the connection broke, or the relay ends the session.
    pub fn hear(&mut self) -> Result<ToDevice> {
        loop {
            if let Message::Binary(bytes) = self.socket.read()? {
                match ToDevice::read(&bytes)? {
                    ToDevice::Failure(code) => return Err(BenchError::unexpected(format!("{code:?}"))),
                    message => return Ok(message),
                }
            }
        }
    }

    /// Sends frames and waits for the receipts of all. Several pushes are under way at a time; what comes back of
    /// the log is taken and given credit for.
    ///
    /// # Errors
    /// When one is refused.
    pub fn push_all(&mut self, frames: &[Vec<u8>]) -> Result<()> {
        let mut pushes = Vec::new();
        let mut size = usize::MAX;
        for frame in frames {
            size = size.saturating_add(frame.len());
            if size > PUSH || pushes.last().is_some_and(|last: &Vec<_>| last.len() >= 200) {
                pushes.push(Vec::new());
                size = frame.len();
            }
            if let Some(last) = pushes.last_mut() {
                last.push(frame.clone());
            }
        }
        let mut waiting = pushes.into_iter();
        let (mut under_way, mut received) = (0, 0);
        while received < frames.len() {
            while under_way < AHEAD
                && let Some(frames) = waiting.next()
            {
                self.say(&ToRelay::Push { space: 0, frames })?;
                under_way += 1;
            }
            match self.hear()? {
                ToDevice::Receipt { receipt, .. } => {
                    received += receipt.entries.len();
                    under_way -= 1;
                }
                ToDevice::Entries { entries, .. } => {
                    let bytes: usize = entries.iter().map(|entry| entry.body.len() + 64).sum();
                    self.say(&ToRelay::Credit(bytes as u64))?;
                }
                ToDevice::Refused { refusal, .. } => {
                    return Err(BenchError::unexpected(format!("{:?}", refusal.code)));
                }
                _ => {}
            }
        }
        Ok(())
    }
}

/// Opens a WebSocket.
///
/// # Errors
/// When it cannot be had.
pub fn connect(url: &str, at: SocketAddr) -> Result<WebSocket<TcpStream>> {
    let stream = TcpStream::connect(at).map_err(BenchError::io("connecting"))?;
    stream.set_nodelay(true).map_err(BenchError::io("connecting"))?;
    match client(url, stream) {
        Ok((socket, _)) => Ok(socket),
        Err(error) => Err(BenchError::unexpected(format!("no WebSocket: {error}"))),
    }
}
