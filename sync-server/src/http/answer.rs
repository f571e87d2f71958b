//! How answers look: CBOR, a word on caching, and errors as `{0 code, 1 detail}`.

use bytes::Bytes;
use ekin_protocol::cbor::Writer;
use ekin_protocol::code::Code;
use http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, HeaderName, IF_NONE_MATCH, RETRY_AFTER};
use http::{HeaderValue, Request, Response, StatusCode};

/// Type of everything but the page for people.
pub(super) const CBOR: HeaderValue = HeaderValue::from_static("application/cbor");
/// May be kept, and is asked for again each time.
pub(super) const REVALIDATE: &str = "public, no-cache";
/// Seconds after which somebody may come again who was told that the relay is busy.
const RETRY_SECONDS: HeaderValue = HeaderValue::from_static("5");

/// A response with a body.
pub(super) fn with(
    status: StatusCode,
    kind: HeaderValue,
    cache: &'static str,
    body: Bytes,
) -> Response<Bytes> {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    set(&mut response, CONTENT_TYPE, kind);
    set(&mut response, CACHE_CONTROL, HeaderValue::from_static(cache));
    response
}

/// An answer in CBOR.
pub(super) fn cbor(body: Vec<u8>, cache: &'static str) -> Response<Bytes> {
    with(StatusCode::OK, CBOR, cache, body.into())
}

/// Done; there is nothing to say.
pub(super) fn done() -> Response<Bytes> {
    with(StatusCode::NO_CONTENT, CBOR, "no-store", Bytes::new())
}

/// Sets a header.
pub(super) fn set(response: &mut Response<Bytes>, name: HeaderName, value: HeaderValue) {
    response.headers_mut().insert(name, value);
}

/// The same, for one device's eyes: no cache on the way keeps it.
pub(super) fn kept_by_nobody(mut response: Response<Bytes>) -> Response<Bytes> {
    let private = HeaderValue::from_static("private, no-store");
    set(&mut response, CACHE_CONTROL, private);
    response
}

/// The same with its `ETag`.
pub(super) fn tagged(mut response: Response<Bytes>, tag: &str) -> Response<Bytes> {
    if let Ok(value) = HeaderValue::from_str(tag) {
        set(&mut response, ETAG, value);
    }
    response
}

/// `304 Not Modified`, when whoever asks has this already.
pub(super) fn unchanged(request: &Request<Bytes>, tag: &str, cache: &'static str) -> Option<Response<Bytes>> {
    let known = request.headers().get(IF_NONE_MATCH)?.to_str().ok()?;
    let same = |known: &str| {
        let known = known.trim();
        known == "*" || known.strip_prefix("W/").unwrap_or(known) == tag
    };
    known.split(',').any(same).then(|| {
        let mut response = tagged(Response::new(Bytes::new()), tag);
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        set(&mut response, CACHE_CONTROL, HeaderValue::from_static(cache));
        response
    })
}

/// An error: `{0 code, 1 detail}`.
pub(crate) fn failed(code: Code) -> Response<Bytes> {
    let body = Writer::new()
        .map(2)
        .u64(0)
        .u64(code.number().into())
        .u64(1)
        .text(code.word())
        .finish();
    let mut response = with(status(code), CBOR, "no-store", body.into());
    if code == Code::Busy {
        set(&mut response, RETRY_AFTER, RETRY_SECONDS);
    }
    response
}

fn status(code: Code) -> StatusCode {
    match code {
        Code::Busy | Code::Healing => StatusCode::SERVICE_UNAVAILABLE,
        Code::Quota => StatusCode::INSUFFICIENT_STORAGE,
        Code::EpochStale | Code::ViewStale | Code::CheckpointStale | Code::HeadMoved | Code::Fork => {
            StatusCode::CONFLICT
        }
        Code::Frozen | Code::Removed | Code::NotAllowed | Code::CreationCode => StatusCode::FORBIDDEN,
        Code::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        Code::NoSpace | Code::NotFound => StatusCode::NOT_FOUND,
        Code::BadProof => StatusCode::UNAUTHORIZED,
        Code::BadForm | Code::Version | Code::Other(_) => StatusCode::BAD_REQUEST,
    }
}
