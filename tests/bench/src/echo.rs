//! The limit's echo as a process: a WebSocket that commits what it hears before it says it back.

use std::io::{BufRead, BufReader};
use std::net::{SocketAddr, TcpStream};
use std::process::{Child, Stdio};

use ekin_limit::echo::Job;
use tokio_tungstenite::tungstenite::{Message, WebSocket};

use crate::error::{BenchError, Result};
use crate::session::connect;
use crate::world::World;

/// A running echo. It serves one connection.
pub struct Echo {
    child: Child,
    at: SocketAddr,
}

impl Echo {
    /// Starts it on a store of this name.
    ///
    /// # Errors
    /// When it does not say where it listens.
    pub fn start(world: &World, store: &str) -> Result<Self> {
        let job = Job {
            store: world.path(store),
        };
        let mut command = world.limit_command("echo", &job)?;
        let mut child = command
            .stdout(Stdio::piped())
            .spawn()
            .map_err(BenchError::io("starting the echo"))?;
        let mut port = String::new();
        let said = child
            .stdout
            .take()
            .ok_or_else(|| BenchError::unexpected("no echo"))?;
        BufReader::new(said)
            .read_line(&mut port)
            .map_err(BenchError::io("hearing the echo"))?;
        let port: u16 = port
            .trim()
            .parse()
            .map_err(|_| BenchError::unexpected("no port"))?;
        Ok(Self {
            child,
            at: SocketAddr::from(([127, 0, 0, 1], port)),
        })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.at
    }

    /// Ends the connection, and the echo with it.
    ///
    /// # Errors
    /// When either breaks.
    pub fn end(mut self, mut socket: WebSocket<TcpStream>) -> Result<()> {
        socket.close(None)?;
        while socket.read().is_ok() {}
        self.child
            .wait()
            .map_err(BenchError::io("waiting for the echo"))?;
        Ok(())
    }
}

/// Connects by this address.
///
/// # Errors
/// When it cannot be reached.
pub fn to(at: SocketAddr) -> Result<WebSocket<TcpStream>> {
    connect(&format!("ws://{at}/"), at)
}

/// Says so many bytes and hears them again.
///
/// # Errors
/// When the connection broke.
pub fn say(socket: &mut WebSocket<TcpStream>, bytes: Vec<u8>) -> Result<()> {
    socket.send(Message::Binary(bytes.into()))?;
    while !matches!(socket.read()?, Message::Binary(_)) {}
    Ok(())
}
