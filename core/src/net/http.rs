//! HTTP requests with a size limit and a time limit.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use bytes::Bytes;
use chrono::DateTime;
use http_body_util::{BodyExt, Full};
use hyper::header::{CONTENT_TYPE, DATE, ETAG, HeaderName, IF_NONE_MATCH, RANGE};
use hyper_rustls::HttpsConnector;
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::{TokioExecutor, TokioTimer};
use rustls::ClientConfig;

use crate::sync::event::{Method, Reply, Request};

/// Time for a connection.
const CONNECT: Duration = Duration::from_secs(10);
/// Time for the head of an answer.
const HEAD: Duration = Duration::from_secs(20);
/// Bytes of a request's body that a line takes at least in a millisecond.
const UPLOAD_PER_MS: u64 = 4;
/// Headers of the protocol (10).
const SESSION: HeaderName = HeaderName::from_static("ekin-session");
const TICKET: HeaderName = HeaderName::from_static("ekin-ticket");
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
    /// What time it was by the last answer that said so, and when that came.
    told: Arc<Mutex<Option<(i64, Instant)>>>,
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
        Self {
            client,
            told: Arc::default(),
        }
    }

    /// What time it is by the last answer that said so, in ms since 1970. Nobody signed it.
    pub fn time_told(&self) -> Option<i64> {
        let told = *self.told.lock().unwrap_or_else(PoisonError::into_inner);
        let (ms, at) = told?;
        Some(ms.saturating_add_unsigned(u64::try_from(at.elapsed().as_millis()).unwrap_or(u64::MAX)))
    }

    /// Carries out one request. An answer longer than what makes sense is cut there: whoever reads it finds that
    /// it is not what it should be.
    pub async fn ask(&self, request: Request) -> Result<Reply, HttpError> {
        let mut builder = hyper::Request::builder()
            .uri(&request.url)
            .method(match request.method {
                Method::Get => hyper::Method::GET,
                Method::Post => hyper::Method::POST,
                Method::Put => hyper::Method::PUT,
                Method::Delete => hyper::Method::DELETE,
            });
        let range = request.range;
        let headers = [
            (IF_NONE_MATCH, request.etag),
            (SESSION, request.session),
            (TICKET, request.ticket),
            (
                RANGE,
                range.map(|(from, to)| format!("bytes={from}-{}", to.saturating_sub(1))),
            ),
        ];
        for (name, value) in headers {
            if let Some(value) = value {
                builder = builder.header(name, value);
            }
        }
        let sent = request.body.len();
        if matches!(request.method, Method::Post | Method::Put) {
            builder = builder.header(CONTENT_TYPE, "application/cbor");
        }
        let body = Full::from(request.body);
        let asked = self
            .client
            .request(builder.body(body).map_err(HttpError::Address)?);
        // What is sent takes its time, too.
        let upload = Duration::from_millis(sent as u64 / UPLOAD_PER_MS);
        let answer = tokio::time::timeout(HEAD + upload, asked)
            .await
            .map_err(|_| HttpError::Time)?;
        let answer = answer.map_err(HttpError::Connection)?;
        let status = answer.status().as_u16();
        let header = |name: HeaderName| {
            let value = answer.headers().get(name)?;
            value.to_str().ok().map(str::to_owned)
        };
        let (etag, session) = (header(ETAG), header(SESSION));
        if let Some(date) = header(DATE).and_then(|date| DateTime::parse_from_rfc2822(&date).ok()) {
            let told = (date.timestamp_millis(), Instant::now());
            *self.told.lock().unwrap_or_else(PoisonError::into_inner) = Some(told);
        }
        // Errors are small; an answer that makes sense is at most what was promised.
        let max = if matches!(status, 200 | 206) {
            request.max
        } else {
            4096
        };
        let mut body = answer.into_body();
        let mut bytes = Vec::new();
        let mut until = Instant::now() + STALL;
        let mut due = LEAST;
        while bytes.len() < max {
            let frame = tokio::time::timeout_at(until.into(), body.frame());
            let frame = match frame.await {
                Ok(Some(Ok(frame))) => frame,
                Ok(None) => break,
                // Of a part of a blob, what came is kept: the next request goes on behind it.
                _ if range.is_some() && status == 206 && !bytes.is_empty() => break,
                Ok(Some(Err(error))) => return Err(HttpError::Body(error)),
                Err(_) => return Err(HttpError::Time),
            };
            if let Ok(data) = frame.into_data() {
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
