//! Parts of what never changes (RFC 9110, section 14): one range a request; of several, the whole.

use bytes::Bytes;
use http::header::{ACCEPT_RANGES, CONTENT_RANGE, IF_RANGE, RANGE};
use http::{HeaderValue, Request, Response, StatusCode};

use super::answer::{CBOR, kept_by_nobody, set, tagged, unchanged, with};

const IMMUTABLE: &str = "public, max-age=31536000, immutable";

/// What a `Range` header asks of so many bytes.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// Everything: no header, or one that is not understood.
    Whole,
    /// From the first to before the second.
    Slice(u64, u64),
    /// Nothing that is there.
    Outside,
}

/// What a request asks of so many bytes that have this tag.
pub(super) fn asked(request: &Request<Bytes>, tag: &str, of: u64) -> Part {
    let header = |name| request.headers().get(name).and_then(|value| value.to_str().ok());
    let current = header(IF_RANGE).is_none_or(|known| known == tag);
    match header(RANGE) {
        Some(range) if current => parse(range, of),
        _ => Part::Whole,
    }
}

/// Nothing of that is there.
pub(super) fn outside(of: u64) -> Response<Bytes> {
    let mut response = with(StatusCode::RANGE_NOT_SATISFIABLE, CBOR, IMMUTABLE, Bytes::new());
    set(&mut response, ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    if let Ok(value) = HeaderValue::from_str(&format!("bytes */{of}")) {
        set(&mut response, CONTENT_RANGE, value);
    }
    response
}

/// The bytes from one place to before another, of so many that never change under this tag and are for one device's eyes.
pub(super) fn part(
    request: &Request<Bytes>,
    tag: &str,
    bytes: Bytes,
    (from, to): (u64, u64),
    of: u64,
) -> Response<Bytes> {
    kept_by_nobody(sliced(request, tag, bytes, (from, to), of))
}

fn sliced(
    request: &Request<Bytes>,
    tag: &str,
    bytes: Bytes,
    (from, to): (u64, u64),
    of: u64,
) -> Response<Bytes> {
    let whole = (from, to) == (0, of) && !request.headers().contains_key(RANGE);
    let status = match whole {
        true => StatusCode::OK,
        false => StatusCode::PARTIAL_CONTENT,
    };
    let mut response = tagged(with(status, CBOR, IMMUTABLE, bytes), tag);
    set(&mut response, ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    let range = format!("bytes {from}-{}/{of}", to.saturating_sub(1));
    if let (false, Ok(value)) = (whole, HeaderValue::from_str(&range)) {
        set(&mut response, CONTENT_RANGE, value);
    }
    response
}

/// Serves bytes that never change under this name.
pub(super) fn immutable(request: &Request<Bytes>, tag: &str, bytes: Bytes) -> Response<Bytes> {
    if let Some(response) = unchanged(request, tag, IMMUTABLE) {
        return response;
    }
    let of = bytes.len() as u64;
    let at = |place: u64| usize::try_from(place).unwrap_or(usize::MAX).min(bytes.len());
    match asked(request, tag, of) {
        Part::Outside => tagged(outside(of), tag),
        Part::Slice(from, to) => sliced(request, tag, bytes.slice(at(from)..at(to)), (from, to), of),
        Part::Whole => {
            let mut response = tagged(with(StatusCode::OK, CBOR, IMMUTABLE, bytes), tag);
            set(&mut response, ACCEPT_RANGES, HeaderValue::from_static("bytes"));
            response
        }
    }
}

fn parse(header: &str, of: u64) -> Part {
    let Some((from, to)) = header
        .trim()
        .strip_prefix("bytes=")
        .filter(|ranges| !ranges.contains(','))
        .and_then(|range| range.split_once('-'))
    else {
        return Part::Whole;
    };
    let (from, to) = (from.trim().parse::<u64>().ok(), to.trim().parse::<u64>().ok());
    let end = match to {
        Some(last) => last.saturating_add(1).min(of),
        None => of,
    };
    match (from, to) {
        (Some(from), Some(last)) if last < from => Part::Whole,
        (Some(from), _) if from < of => Part::Slice(from, end),
        (None, Some(0)) | (Some(_), _) => Part::Outside,
        (None, Some(n)) => Part::Slice(of.saturating_sub(n), of),
        (None, None) => Part::Whole,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_of_ten_bytes() {
        assert_eq!(parse("bytes=2-4", 10), Part::Slice(2, 5));
        assert_eq!(parse("bytes=2-", 10), Part::Slice(2, 10));
        assert_eq!(parse("bytes=2-400", 10), Part::Slice(2, 10));
        assert_eq!(parse("bytes=-3", 10), Part::Slice(7, 10));
        assert_eq!(parse("bytes=-30", 10), Part::Slice(0, 10));
        assert_eq!(parse("bytes=10-", 10), Part::Outside);
        assert_eq!(parse("bytes=-0", 10), Part::Outside);
        assert_eq!(parse("bytes=4-2", 10), Part::Whole);
        assert_eq!(parse("bytes=1-2,4-5", 10), Part::Whole);
        assert_eq!(parse("lines=1-2", 10), Part::Whole);
        assert_eq!(parse("bytes=-", 10), Part::Whole);
        assert_eq!(parse("bytes=99999999999999999999999-", 10), Part::Whole);
    }
}
