//! One session's WebSocket: a task that turns messages into events.

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

/// The sending half of a session's connection; dropping it closes the connection.
#[derive(Debug)]
pub struct Socket {
    send: mpsc::Sender<Vec<u8>>,
}

impl Socket {
    /// Connects in a task of its own. What happens is told to `events`.
    pub fn open(url: String, tls: Arc<ClientConfig>, events: mpsc::Sender<Event>) -> Self {
        let (send, outgoing) = mpsc::channel(QUEUE);
        tokio::spawn(async move {
            run(&url, tls, outgoing, &events).await;
            // The driver may be gone already; then nobody needs to know.
            let _ = events
                .send(Event::Socket {
                    url,
                    event: SocketEvent::Closed,
                })
                .await;
        });
        Self { send }
    }

    /// Sends a message, waiting while the connection is slow.
    pub async fn send(&self, bytes: Vec<u8>) {
        // A closed connection tells so by itself.
        let _ = self.send.send(bytes).await;
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
    events: &mpsc::Sender<Event>,
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
        events.send(Event::Socket {
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
    use super::address;

    #[test]
    fn a_relay_has_its_session_beside_its_pages() {
        assert_eq!(
            address("https://relay.example/"),
            "wss://relay.example/v1/session"
        );
        assert_eq!(address("http://127.0.0.1:80"), "ws://127.0.0.1:80/v1/session");
    }
}
