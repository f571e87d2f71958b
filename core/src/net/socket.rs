//! The sessions' WebSockets: for each a task that turns messages into events.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use ekin_protocol::limits;
use futures_util::{SinkExt, StreamExt};
use rustls::ClientConfig;
use tokio::sync::mpsc;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;
use tokio_tungstenite::{Connector, connect_async_tls_with_config};

use crate::sync::event::{Event, SocketEvent};

/// Time for the connection and its upgrade.
const OPEN: Duration = Duration::from_secs(20);
/// Messages that may wait to be sent.
const QUEUE: usize = 64;

/// What happened on a connection, with its number.
#[derive(Debug)]
pub struct Heard {
    number: u64,
    url: String,
    event: SocketEvent,
}

/// The sending half of a session's connection; dropping it closes the connection.
#[derive(Debug)]
struct Socket {
    number: u64,
    send: mpsc::Sender<Vec<u8>>,
}

/// The open connections, by the relay's address.
#[derive(Debug)]
pub struct Sockets {
    open: HashMap<String, Socket>,
    opened: u64,
    heard: mpsc::Sender<Heard>,
}

impl Sockets {
    /// None yet. What happens on them is told to `heard`.
    pub fn new(heard: mpsc::Sender<Heard>) -> Self {
        Self {
            open: HashMap::new(),
            opened: 0,
            heard,
        }
    }

    /// Connects in a task of its own.
    pub fn open(&mut self, url: String, tls: Arc<ClientConfig>) {
        let (send, outgoing) = mpsc::channel(QUEUE);
        self.opened += 1;
        let number = self.opened;
        self.open.insert(url.clone(), Socket { number, send });
        let heard = self.heard.clone();
        tokio::spawn(async move {
            run(&url, tls, outgoing, number, &heard).await;
            // The driver may be gone already; then nobody needs to know.
            let event = SocketEvent::Closed;
            let _ = heard.send(Heard { number, url, event }).await;
        });
    }

    /// Sends a message, waiting while the connection is slow.
    pub async fn send(&self, url: &str, bytes: Vec<u8>) {
        if let Some(socket) = self.open.get(url) {
            // A closed connection tells so by itself.
            let _ = socket.send.send(bytes).await;
        }
    }

    /// Closes the connection.
    pub fn close(&mut self, url: &str) {
        self.open.remove(url);
    }

    /// What was heard, if it is of a connection that is open: the last words of one that was closed here are not for
    /// the next one to the same relay.
    pub fn current(&self, heard: Heard) -> Option<Event> {
        let open = self.open.get(&heard.url)?;
        (open.number == heard.number).then_some(Event::Socket {
            url: heard.url,
            event: heard.event,
        })
    }
}

/// `http://...` to `ws://.../v1/session`.
fn address(url: &str) -> String {
    let url = url.trim_end_matches('/');
    let url = match url.split_once("://") {
        Some(("https", rest)) => format!("wss://{rest}"),
        Some((_, rest)) => format!("ws://{rest}"),
        None => url.to_owned(),
    };
    format!("{url}/v1/session")
}

async fn run(
    url: &str,
    tls: Arc<ClientConfig>,
    mut outgoing: mpsc::Receiver<Vec<u8>>,
    number: u64,
    heard: &mpsc::Sender<Heard>,
) {
    let config = WebSocketConfig::default()
        .max_message_size(Some(limits::MESSAGE))
        .max_frame_size(Some(limits::MESSAGE));
    let connect =
        connect_async_tls_with_config(address(url), Some(config), true, Some(Connector::Rustls(tls)));
    let Ok(Ok((stream, _))) = tokio::time::timeout(OPEN, connect).await else {
        return;
    };
    let (mut sink, mut stream) = stream.split();
    let tell = |event| {
        heard.send(Heard {
            number,
            url: url.to_owned(),
            event,
        })
    };
    if tell(SocketEvent::Opened).await.is_err() {
        return;
    }
    loop {
        tokio::select! {
            message = stream.next() => match message {
                Some(Ok(Message::Binary(bytes))) => {
                    if tell(SocketEvent::Message(bytes.into())).await.is_err() {
                        return;
                    }
                }
                Some(Ok(Message::Ping(_) | Message::Pong(_))) => {}
                _ => return,
            },
            bytes = outgoing.recv() => match bytes {
                Some(bytes) => {
                    if sink.send(Message::Binary(bytes.into())).await.is_err() {
                        return;
                    }
                }
                None => {
                    let _ = sink.close().await;
                    return;
                }
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn the_last_words_of_a_closed_connection_are_not_for_the_next_one() {
        let url = "http://127.0.0.1:9";
        let (heard, _words) = mpsc::channel(1);
        let tls = crate::net::tls::client().unwrap();
        let mut sockets = Sockets::new(heard);
        let closed = |number| Heard {
            number,
            url: url.to_owned(),
            event: SocketEvent::Closed,
        };
        sockets.open(url.to_owned(), tls.clone());
        assert!(sockets.current(closed(1)).is_some(), "it is open");
        sockets.close(url);
        assert!(sockets.current(closed(1)).is_none(), "nobody waits for it");
        sockets.open(url.to_owned(), tls);
        assert!(sockets.current(closed(1)).is_none(), "another is open");
        assert!(sockets.current(closed(2)).is_some());
    }

    #[test]
    fn a_relay_has_its_session_beside_its_pages() {
        assert_eq!(
            address("https://relay.example/"),
            "wss://relay.example/v1/session"
        );
        assert_eq!(address("http://127.0.0.1:80"), "ws://127.0.0.1:80/v1/session");
    }
}
