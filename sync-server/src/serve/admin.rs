//! `/healthz`, `/readyz` and `/metrics`, on a listener of their own that strangers do not reach.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderValue, Request, Response, StatusCode};
use http_body_util::Full;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::TcpListener;
use tokio::sync::Semaphore;
use tokio::task::block_in_place;

use super::{Shared, drained};
use crate::storage::Storage;

/// Connections at one time.
const CONNECTIONS: usize = 16;
const HEAD: Duration = Duration::from_secs(5);

/// Serves the operator's pages until the relay drains.
pub(super) async fn serve<S: Storage>(shared: Arc<Shared<S>>, listener: TcpListener) {
    let seats = Arc::new(Semaphore::new(CONNECTIONS));
    let mut drain = shared.drain.subscribe();
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = drained(&mut drain) => return,
        };
        let (Ok((stream, _)), Ok(seat)) = (accepted, Arc::clone(&seats).try_acquire_owned()) else {
            tokio::task::yield_now().await;
            continue;
        };
        let shared = Arc::clone(&shared);
        tokio::spawn(async move {
            let service = hyper::service::service_fn(move |request| {
                let shared = Arc::clone(&shared);
                async move { Ok::<_, Infallible>(block_in_place(|| answer(&shared, &request))) }
            });
            let connection = http1::Builder::new()
                .timer(TokioTimer::new())
                .header_read_timeout(HEAD)
                .keep_alive(false)
                .serve_connection(TokioIo::new(stream), service);
            // Whatever went wrong on the line concerns the line alone.
            let _ = connection.await;
            drop(seat);
        });
    }
}

fn answer<S: Storage>(shared: &Shared<S>, request: &Request<Incoming>) -> Response<Full<Bytes>> {
    let storage = shared.relay.storage();
    match request.uri().path() {
        "/healthz" => text(StatusCode::OK, "ok\n".to_owned()),
        "/readyz" => {
            let draining = *shared.drain.borrow();
            match (storage.entries_total(), draining, shared.relay.is_read_only()) {
                // It serves all the same: whoever watches is told, visitors are not turned away.
                (Ok(_), false, false) if shared.metrics.no_backup() => text(
                    StatusCode::OK,
                    "ready, but no backup could be made: see the log\n".to_owned(),
                ),
                (Ok(_), false, false) => text(StatusCode::OK, "ready\n".to_owned()),
                (Ok(_), false, true) => text(
                    StatusCode::SERVICE_UNAVAILABLE,
                    "read-only: disk nearly full\n".to_owned(),
                ),
                (Ok(_), true, _) => text(StatusCode::SERVICE_UNAVAILABLE, "stopping\n".to_owned()),
                (Err(_), ..) => text(StatusCode::SERVICE_UNAVAILABLE, "database failed\n".to_owned()),
            }
        }
        "/metrics" => {
            let numbers = storage.spaces().and_then(|spaces| {
                let entries = storage.entries_total()?;
                let held = storage.held()?;
                Ok(shared
                    .metrics
                    .text(&spaces, &held, entries, shared.relay.is_read_only()))
            });
            match numbers {
                Ok(numbers) => text(StatusCode::OK, numbers),
                Err(_) => text(StatusCode::SERVICE_UNAVAILABLE, "database failed\n".to_owned()),
            }
        }
        _ => text(StatusCode::NOT_FOUND, "not found\n".to_owned()),
    }
}

fn text(status: StatusCode, body: String) -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::new(body.into()));
    *response.status_mut() = status;
    response.headers_mut().insert(
        CONTENT_TYPE,
        HeaderValue::from_static("text/plain; charset=utf-8"),
    );
    response
}
