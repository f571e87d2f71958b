//! Requests over HTTP and their answers, as the engine asks for them.

use ekin_protocol::cbor::{self, Fields};
use ekin_protocol::code::Code;

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

impl Reply {
    /// The code in the body of an error, `CBOR{0: code, 1: detail}`; busy, where it says none.
    pub fn code(&self) -> Code {
        let code = || -> cbor::Result<Code> {
            cbor::check(&self.body)?;
            let mut fields = Fields::read(&self.body, "error")?;
            Ok(Code::from_number(cbor::u16(fields.required(0)?, "error")?))
        };
        code().unwrap_or(Code::Busy)
    }
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
