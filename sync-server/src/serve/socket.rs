//! One WebSocket: carries a session's messages, has its writes done in order, and wakes it when a log has grown.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::extract::ws::{Message, WebSocket};
use bytes::Bytes;
use ekin_protocol::code::Code;
use futures_util::StreamExt;
use futures_util::stream::FuturesOrdered;
use tokio::sync::{Notify, oneshot};
use tokio::task::block_in_place;
use tokio::time::{Instant, interval_at, timeout};

use super::halves::Half;
use super::{Shared, drained, now_ms};
use crate::session::{Out, Pending, Session};
use crate::storage::{Storage, Write, Written};

/// Time between two pings.
const PING: Duration = Duration::from_secs(30);
/// Time in which a reader takes one message; whoever is slower comes again later.
const SLOW: Duration = Duration::from_secs(30);
/// Time in which a device proves its key.
const PROVE: Duration = Duration::from_secs(20);
/// Writes of one session that wait at one time; until then nothing more is read from it.
const WRITES: usize = 16;

/// Bytes that are no message: signs of life.
const FEW_BYTES: usize = 1 << 10;
/// Bytes of a message that is read where it arrives: to move to another thread would take longer.
const SMALL: usize = 8 << 10;
/// Entries that are read from the log in the same way: they were written a moment ago.
const FEW: u64 = 8;

/// The session is over.
struct Over;

struct Waiting {
    pending: Pending,
    outcome: oneshot::Receiver<Written>,
}

impl Future for Waiting {
    type Output = Option<(Pending, Written)>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let pending = self.pending;
        Pin::new(&mut self.outcome)
            .poll(cx)
            .map(|outcome| Some((pending, outcome.ok()?)))
    }
}

/// One device's connection.
pub(super) struct Connection<S> {
    shared: Arc<Shared<S>>,
    socket: WebSocket,
    half: Arc<Half>,
    session: Session,
    wake: Arc<Notify>,
    writes: FuturesOrdered<Waiting>,
    follows: bool,
}

impl<S: Storage> Connection<S> {
    /// A connection that was just made.
    pub(super) fn new(shared: Arc<Shared<S>>, socket: WebSocket, half: Arc<Half>) -> Self {
        let session = Session::new(shared.relay.random());
        Self {
            shared,
            socket,
            half,
            session,
            wake: Arc::new(Notify::new()),
            writes: FuturesOrdered::new(),
            follows: false,
        }
    }

    /// Serves it to its end.
    pub(super) async fn run(mut self) {
        let mut ping = interval_at(Instant::now() + PING, PING);
        let (mut unanswered, mut half) = (0u8, 0);
        let prove_by = Instant::now() + PROVE;
        let mut drain = self.shared.drain.subscribe();
        loop {
            let wake = Arc::clone(&self.wake);
            let done = tokio::select! {
                message = self.socket.recv(), if self.writes.len() < WRITES => {
                    unanswered = 0;
                    self.take(message).await
                }
                Some(written) = self.writes.next(), if !self.writes.is_empty() => self.written(written).await,
                () = wake.notified() => self.pull().await,
                _ = ping.tick() => {
                    unanswered += 1;
                    let stands = std::mem::replace(&mut half, self.half.here()) == half && half > FEW_BYTES;
                    match unanswered {
                        // Two pings without a word, or a message that does not go on: nobody is there any more.
                        3.. => Err(Over),
                        _ if stands => Err(Over),
                        _ => self.send(Message::Ping(Bytes::new())).await,
                    }
                }
                () = tokio::time::sleep_until(prove_by), if !self.session.is_open() => {
                    let out = self.session.fail(Code::BadProof);
                    self.carry_out(out).await
                }
                () = drained(&mut drain) => Err(Over),
            };
            if done.is_err() {
                break;
            }
        }
        let _ = timeout(Duration::from_secs(1), self.socket.send(Message::Close(None))).await;
    }

    async fn take(&mut self, message: Option<Result<Message, axum::Error>>) -> Result<(), Over> {
        let Some(Ok(message)) = message else {
            return Err(Over);
        };
        if matches!(message, Message::Binary(_) | Message::Text(_)) {
            self.half.is_whole();
        }
        match message {
            Message::Binary(bytes) => {
                let (session, relay) = (&mut self.session, &self.shared.relay);
                let receive = || session.receive(relay, &bytes, now_ms());
                let out = here_or_apart(bytes.len() <= SMALL, receive);
                self.carry_out(out).await?;
                if self.session.is_open() && !self.follows {
                    self.follows = true;
                    for space in self.session.spaces() {
                        self.shared.followers.add(space, &self.wake);
                    }
                    // What was committed between the session's start and now.
                    self.wake.notify_one();
                }
                Ok(())
            }
            Message::Ping(_) | Message::Pong(_) => Ok(()),
            Message::Text(_) => {
                let out = self.session.fail(Code::BadForm);
                self.carry_out(out).await
            }
            Message::Close(_) => Err(Over),
        }
    }

    async fn written(&mut self, written: Option<(Pending, Written)>) -> Result<(), Over> {
        // The writer went away before it answered: the device asks again at its next session.
        let (pending, written) = written.ok_or(Over)?;
        let out = self.session.written(&self.shared.relay, pending, written);
        self.carry_out(out).await
    }

    async fn pull(&mut self) -> Result<(), Over> {
        loop {
            let (session, relay) = (&mut self.session, &self.shared.relay);
            let few = session.lacks(relay).is_ok_and(|lacks| lacks <= FEW);
            let out = here_or_apart(few, || session.pull(relay, now_ms()));
            if out.is_empty() {
                return Ok(());
            }
            self.carry_out(out).await?;
        }
    }

    async fn carry_out(&mut self, out: Vec<Out>) -> Result<(), Over> {
        for step in out {
            match step {
                Out::Send(bytes) => self.send(Message::Binary(bytes.into())).await?,
                Out::Close => return Err(Over),
                Out::Write(pending, write) => self.queue(pending, write),
            }
        }
        Ok(())
    }

    fn queue(&mut self, pending: Pending, write: Write) {
        let queued = match self.shared.relay.is_read_only() {
            true => Err(write),
            false => self.shared.queue.push(write),
        };
        let outcome = queued.unwrap_or_else(|write| {
            // Full, or no room on the disk: told now, in its turn.
            let (reply, outcome) = oneshot::channel();
            let _ = reply.send(crate::relay::busy(&write));
            outcome
        });
        self.writes.push_back(Waiting { pending, outcome });
    }

    async fn send(&mut self, message: Message) -> Result<(), Over> {
        match timeout(SLOW, self.socket.send(message)).await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(_)) | Err(_) => Err(Over),
        }
    }
}

/// Does what is short at once, and what may take its time where no other connection waits for this thread.
fn here_or_apart<T>(short: bool, work: impl FnOnce() -> T) -> T {
    match short {
        true => work(),
        false => block_in_place(work),
    }
}
