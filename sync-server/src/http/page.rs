//! The page for people who open a link in a browser: open it in Ekin. No script, so that the part of the link
//! after `#` stays on the phone.

use bytes::Bytes;
use http::header::{CONTENT_SECURITY_POLICY, REFERRER_POLICY};
use http::{HeaderValue, Response, StatusCode};

use super::answer::{set, with};

const PAGE: &str = include_str!("join.html");

/// The page of `/j`.
pub(super) fn join() -> Response<Bytes> {
    let html = HeaderValue::from_static("text/html; charset=utf-8");
    let mut page = with(
        StatusCode::OK,
        html,
        "public, max-age=3600",
        Bytes::from_static(PAGE.as_bytes()),
    );
    let policy = HeaderValue::from_static("default-src 'none'; style-src 'unsafe-inline'");
    set(&mut page, CONTENT_SECURITY_POLICY, policy);
    set(
        &mut page,
        REFERRER_POLICY,
        HeaderValue::from_static("no-referrer"),
    );
    page
}
