//! HTTP requests with a size limit and a time limit.

use std::sync::Arc;
use std::time::{Duration, Instant};

use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::header::{CONTENT_TYPE, ETAG, IF_NONE_MATCH};
use hyper_rustls::HttpsConnector;
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::{TokioExecutor, TokioTimer};
use rustls::ClientConfig;

use crate::sync::event::{Method, Reply, Request};

/// The header with the token of a session.
const SESSION: &str = "ekin-session";
/// Time for a connection.
const CONNECT: Duration = Duration::from_secs(10);
/// Time for the head of an answer.
const HEAD: Duration = Duration::from_secs(20);
/// Time in which some of the body has to come.
const STALL: Duration = Duration::from_secs(20);
/// Bytes of the body that have to come in that time: fewer are no network that a person can use, or a relay that
/// holds the line for ever.
const LEAST: usize = 2048;

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub enum HttpError {
    /// The address cannot be asked.
    #[error("not an address that can be asked")]
    Address(#[source] hyper::http::Error),
    /// No connection, or it broke.
    #[error("no connection")]
    Connection(#[source] hyper_util::client::legacy::Error),
    /// The body broke off.
    #[error("the answer broke off")]
    Body(#[source] hyper::Error),
    /// Nothing came for too long.
    #[error("no answer in time")]
    Time,
}

/// A client that keeps connections.
#[derive(Clone, Debug)]
pub struct Web {
    client: Client<HttpsConnector<HttpConnector>, Full<Bytes>>,
}

impl Web {
    /// A client over this TLS configuration.
    pub fn new(tls: &Arc<ClientConfig>) -> Self {
        let mut connector = HttpConnector::new();
        connector.enforce_http(false);
        connector.set_connect_timeout(Some(CONNECT));
        connector.set_nodelay(true);
        let connector = hyper_rustls::HttpsConnectorBuilder::new()
            .with_tls_config((**tls).clone())
            .https_or_http()
            .enable_http1()
            .wrap_connector(connector);
        let client = Client::builder(TokioExecutor::new())
            .pool_timer(TokioTimer::new())
            .pool_idle_timeout(Duration::from_secs(30))
            .build(connector);
        Self { client }
    }

    /// Carries out one request. An answer longer than what makes sense is cut there: whoever reads it finds that
    /// it is not what it should be.
    pub async fn ask(&self, request: Request) -> Result<Reply, HttpError> {
        let mut builder = hyper::Request::builder().uri(&request.url);
        if let Some(etag) = &request.etag {
            builder = builder.header(IF_NONE_MATCH, etag);
        }
        if let Some(session) = &request.session {
            builder = builder.header(SESSION, session);
        }
        builder = match request.method {
            Method::Get => builder,
            Method::Post => builder
                .method(hyper::Method::POST)
                .header(CONTENT_TYPE, "application/cbor"),
            Method::Delete => builder.method(hyper::Method::DELETE),
        };
        let body = Full::from(request.body);
        let asked = self
            .client
            .request(builder.body(body).map_err(HttpError::Address)?);
        let answer = tokio::time::timeout(HEAD, asked)
            .await
            .map_err(|_| HttpError::Time)?;
        let answer = answer.map_err(HttpError::Connection)?;
        let status = answer.status().as_u16();
        let header = |name: &str| {
            let value = answer.headers().get(name)?.to_str().ok();
            value.map(str::to_owned)
        };
        let (etag, session) = (header(ETAG.as_str()), header(SESSION));
        // Errors are small; an answer that makes sense is at most what was promised.
        let max = if status == 200 { request.max } else { 4096 };
        let mut body = answer.into_body();
        let mut bytes = Vec::new();
        let mut until = Instant::now() + STALL;
        let mut due = LEAST;
        while bytes.len() < max {
            let frame = tokio::time::timeout_at(until.into(), body.frame());
            let Some(frame) = frame.await.map_err(|_| HttpError::Time)? else {
                break;
            };
            if let Ok(data) = frame.map_err(HttpError::Body)?.into_data() {
                let room = max.saturating_sub(bytes.len());
                bytes.extend_from_slice(data.get(..room).unwrap_or(&data));
            }
            if bytes.len() >= due {
                due = bytes.len().saturating_add(LEAST);
                until = Instant::now() + STALL;
            }
        }
        Ok(Reply {
            status,
            etag,
            session,
            body: bytes,
        })
    }
}
