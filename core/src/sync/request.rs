//! Requests over HTTP and their answers, as the engine asks for them.

/// An HTTP answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reply {
    /// Status.
    pub status: u16,
    /// The `ETag` header.
    pub etag: Option<String>,
    /// The `ekin-session` header: the token of a session over HTTP.
    pub session: Option<String>,
    /// The body; of a part of a blob, as much of it as came before the line broke.
    pub body: Vec<u8>,
}

/// What is asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Method {
    /// To get something.
    #[default]
    Get,
    /// To say something.
    Post,
    /// To put something in its place.
    Put,
    /// To delete something.
    Delete,
}

/// An HTTP request. The driver refuses bodies over `max` bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// What is asked for.
    pub method: Method,
    /// Whole address.
    pub url: String,
    /// `If-None-Match`.
    pub etag: Option<String>,
    /// The `ekin-session` header: the token of a session, for what members alone may ask.
    pub session: Option<String>,
    /// The `ekin-ticket` header.
    pub ticket: Option<String>,
    /// The `Range` header: from a byte to before another. What came of it before a line broke is of use.
    pub range: Option<(u64, u64)>,
    /// What it brings.
    pub body: Vec<u8>,
    /// Largest answer that makes sense, in bytes.
    pub max: usize,
}
