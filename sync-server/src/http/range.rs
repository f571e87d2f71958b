//! Parts of what never changes (RFC 9110, section 14): one range a request; of several, the whole.

use bytes::Bytes;
use http::header::{ACCEPT_RANGES, CONTENT_RANGE, IF_RANGE, RANGE};
use http::{HeaderValue, Request, Response, StatusCode};

use super::answer::{CBOR, set, tagged, unchanged, with};

const IMMUTABLE: &str = "public, max-age=31536000, immutable";

/// What a `Range` header asks of so many bytes.
#[derive(Debug, PartialEq, Eq)]
enum Part {
    /// Everything: no header, or one that is not understood.
    Whole,
    /// From the first to before the second.
    Slice(usize, usize),
    /// Nothing that is there.
    Outside,
}

/// Serves bytes that never change under this name.
pub(super) fn immutable(request: &Request<Bytes>, tag: &str, bytes: Bytes) -> Response<Bytes> {
    if let Some(response) = unchanged(request, tag, IMMUTABLE) {
        return response;
    }
    let of = bytes.len();
    let header = |name| request.headers().get(name).and_then(|value| value.to_str().ok());
    let current = header(IF_RANGE).is_none_or(|known| known == tag);
    let part = match header(RANGE) {
        Some(range) if current => parse(range, of),
        _ => Part::Whole,
    };
    let (status, body, range) = match part {
        Part::Whole => (StatusCode::OK, bytes, None),
        Part::Slice(from, to) => (
            StatusCode::PARTIAL_CONTENT,
            bytes.slice(from..to),
            Some(format!("bytes {from}-{}/{of}", to.saturating_sub(1))),
        ),
        Part::Outside => (
            StatusCode::RANGE_NOT_SATISFIABLE,
            Bytes::new(),
            Some(format!("bytes */{of}")),
        ),
    };
    let mut response = tagged(with(status, CBOR, IMMUTABLE, body), tag);
    set(&mut response, ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    if let Some(value) = range.and_then(|range| HeaderValue::from_str(&range).ok()) {
        set(&mut response, CONTENT_RANGE, value);
    }
    response
}

fn parse(header: &str, of: usize) -> Part {
    let Some((from, to)) = header
        .trim()
        .strip_prefix("bytes=")
        .filter(|ranges| !ranges.contains(','))
        .and_then(|range| range.split_once('-'))
    else {
        return Part::Whole;
    };
    let (from, to) = (from.trim().parse::<usize>().ok(), to.trim().parse::<usize>().ok());
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
