//! The relay's own accept loop: whoever is slow, half open or too many is let go, and nobody else waits for it.

use std::collections::HashMap;
use std::convert::Infallible;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use ekin_protocol::code::Code;
use http::{Request, Response};
use http_body_util::Full;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpListener;
use tokio::sync::Semaphore;
use tokio::task::{JoinSet, block_in_place};

use super::halves::Half;
use super::limit::Prefix;
use super::origin::Origin;
use super::patience::Patient;
use super::tls::Tls;
use super::{Shared, drained, now_ms, upgrade};
use crate::http::failed;
use crate::storage::Storage;

/// Time in which the head of a request has to be there.
const HEAD: Duration = Duration::from_secs(10);
/// Time for a TLS handshake.
const HANDSHAKE: Duration = Duration::from_secs(10);
/// Headers of a request.
const HEADERS: usize = 64;
/// Bytes of the head of a request.
const HEAD_BYTES: usize = 16 << 10;
/// Time that open connections have to finish when the relay stops.
const DRAIN: Duration = Duration::from_secs(10);
/// Rest after the system refused a connection, for want of file handles.
const REFUSED: Duration = Duration::from_millis(100);

/// Connections by where they come from.
#[derive(Debug, Default)]
struct Seats(Mutex<HashMap<Prefix, usize>>);

struct Seat {
    seats: Arc<Seats>,
    prefix: Prefix,
}

impl Seats {
    fn take(self: &Arc<Self>, ip: IpAddr, most: usize) -> Option<Seat> {
        let prefix = Prefix::of(ip);
        let mut taken = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let count = taken.entry(prefix).or_default();
        if *count >= most && !ip.is_loopback() {
            return None;
        }
        *count += 1;
        let seats = Arc::clone(self);
        Some(Seat { seats, prefix })
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        let mut taken = self.seats.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = taken.get_mut(&self.prefix) {
            *count -= 1;
            if *count == 0 {
                taken.remove(&self.prefix);
            }
        }
    }
}

/// Takes connections until the relay drains, then waits for those that are open.
pub(super) async fn accept<S: Storage>(shared: Arc<Shared<S>>, listener: TcpListener, tls: Option<Tls>) {
    let all = Arc::new(Semaphore::new(shared.config.max_connections));
    let seats = Arc::new(Seats::default());
    let mut open = JoinSet::new();
    let mut drain = shared.drain.subscribe();
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            Some(_) = open.join_next() => continue,
            () = drained(&mut drain) => break,
        };
        let (stream, peer) = match accepted {
            Ok(accepted) => accepted,
            Err(error) => {
                tracing::warn!(error = %error, "no connection could be taken: check the limit of open files");
                tokio::time::sleep(REFUSED).await;
                continue;
            }
        };
        let Ok(permit) = Arc::clone(&all).try_acquire_owned() else {
            shared.metrics.refused();
            continue;
        };
        let Some(seat) = seats.take(peer.ip(), shared.config.max_connections_per_prefix) else {
            shared.metrics.refused();
            continue;
        };
        // A reply is one write: nothing is gained by waiting for more.
        let _ = stream.set_nodelay(true);
        let (shared, tls) = (Arc::clone(&shared), tls.clone());
        open.spawn(async move {
            let held = Arc::new((permit, seat));
            match tls {
                None => serve(shared, stream, peer, held).await,
                Some(tls) => {
                    let acceptor = tls.acceptor();
                    if let Ok(Ok(stream)) = tokio::time::timeout(HANDSHAKE, acceptor.accept(stream)).await {
                        serve(shared, stream, peer, held).await;
                    }
                }
            }
        });
    }
    drop(listener);
    let rest = async { while open.join_next().await.is_some() {} };
    if tokio::time::timeout(DRAIN, rest).await.is_err() {
        tracing::warn!("some connections did not end in time and were cut");
    }
}

/// What a connection holds for as long as it lives, as a WebSocket too.
type Held = Arc<dyn Send + Sync>;

async fn serve<S: Storage>(
    shared: Arc<Shared<S>>,
    stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static,
    peer: SocketAddr,
    held: Held,
) {
    shared.metrics.opened();
    let half = Arc::new(Half::new(&shared.halves));
    let (patient, patience) = Patient::new(stream, Arc::clone(&half));
    let service = hyper::service::service_fn({
        let shared = Arc::clone(&shared);
        move |request| {
            let on = (peer, Arc::clone(&half), Arc::clone(&held));
            answer(Arc::clone(&shared), request, on)
        }
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD)
        .max_headers(HEADERS)
        .max_buf_size(HEAD_BYTES)
        .serve_connection(TokioIo::new(patient), service)
        .with_upgrades();
    tokio::pin!(connection);
    let mut drain = shared.drain.subscribe();
    let mut draining = false;
    loop {
        tokio::select! {
            // Whatever went wrong on the line concerns the line alone.
            _ = connection.as_mut() => break,
            () = patience.exhausted() => break,
            () = drained(&mut drain), if !draining => {
                draining = true;
                connection.as_mut().graceful_shutdown();
            }
        }
    }
    shared.metrics.closed();
}

async fn answer<S: Storage>(
    shared: Arc<Shared<S>>,
    request: Request<Incoming>,
    (peer, half, held): (SocketAddr, Arc<Half>, Held),
) -> Result<Response<Full<Bytes>>, Infallible> {
    let from = Origin::of(request.headers(), peer.ip(), &shared.config.trusted_proxies);
    let loopback = from.this_machine;
    shared.metrics.request();
    if !loopback && !shared.limiter.allow(from.ip, now_ms()) {
        return Ok(failed(Code::Busy).map(Full::new));
    }
    let dropped = request.method() == http::Method::POST && takes_messages(request.uri().path());
    if dropped && !loopback && !shared.messages.allow(from.ip, now_ms()) {
        return Ok(failed(Code::Busy).map(Full::new));
    }
    if request.uri().path() == "/v1/session" && request.method() == http::Method::GET {
        return Ok(upgrade::session(shared, request, half, held).await);
    }
    let (parts, body) = request.into_parts();
    // Held until the answer is made: until then it takes memory.
    let body = match shared.bodies.read(body).await {
        Ok(body) => body,
        Err(code) => return Ok(closing(failed(code).map(Full::new))),
    };
    let head_only = parts.method == http::Method::HEAD;
    let request = Request::from_parts(parts, body.bytes.clone());
    let response = block_in_place(|| shared.relay.handle_http(&request, loopback, now_ms()));
    let response = match head_only {
        true => response.map(|_| Full::default()),
        false => response.map(Full::new),
    };
    Ok(response)
}

/// Whether anybody may drop something there.
fn takes_messages(path: &str) -> bool {
    path.starts_with("/v1/mailboxes/") || path.trim_end_matches('/').ends_with("/inbox")
}

/// The same, and the connection ends: what is left of the request is not waited for.
fn closing(mut response: Response<Full<Bytes>>) -> Response<Full<Bytes>> {
    let close = http::HeaderValue::from_static("close");
    response.headers_mut().insert(http::header::CONNECTION, close);
    response
}
