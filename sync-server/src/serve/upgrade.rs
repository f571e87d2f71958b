//! From a request to a WebSocket.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::extract::ws::WebSocketUpgrade;
use bytes::Bytes;
use ekin_protocol::code::Code;
use ekin_protocol::limits;
use http::{Request, Response};
use http_body_util::Full;
use hyper::body::Incoming;

use super::Shared;
use super::halves::Half;
use super::socket::Connection;
use crate::http::failed;
use crate::storage::Storage;

/// Bytes read at one time; each idle connection holds so many.
const READ_BUFFER: usize = 4096;

/// Answers the request for a session, and serves the WebSocket from then on.
pub(super) async fn session<S: Storage>(
    shared: Arc<Shared<S>>,
    request: Request<Incoming>,
    half: Arc<Half>,
    held: Arc<dyn Send + Sync>,
) -> Response<Full<Bytes>> {
    let (mut parts, _) = request.into_parts();
    let Ok(upgrade) = WebSocketUpgrade::from_request_parts(&mut parts, &()).await else {
        return failed(Code::BadForm).map(Full::new);
    };
    let response = upgrade
        .read_buffer_size(READ_BUFFER)
        .write_buffer_size(0)
        .max_message_size(limits::MESSAGE)
        .max_frame_size(limits::MESSAGE)
        .on_upgrade(move |socket| async move {
            half.is_socket();
            shared.metrics.session_opened();
            let metrics = Arc::clone(&shared.metrics);
            Box::pin(Connection::new(shared, socket, half).run()).await;
            metrics.session_closed();
            drop(held);
        });
    // The answer to an upgrade has no body.
    response.map(|_| Full::default())
}
