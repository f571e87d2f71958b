//! The relay's pages (protocol, section 3), without sockets: a request in, a response out. What never changes is
//! said to be so, so that any cache may serve it; what changes has an `ETag`.

mod answer;
mod authority;
mod blobs;
mod inbox;
mod log;
mod page;
mod post;
mod push;
mod range;
mod slots;
mod spaces;
mod ticket;

use bytes::Bytes;
use data_encoding::HEXLOWER_PERMISSIVE;
use ekin_protocol::cbor::Writer;
use ekin_protocol::code::Code;
use ekin_protocol::id::SpaceId;
use http::{Method, Request, Response};

pub(crate) use answer::failed;
pub use post::PostSessions;
pub use post::SESSION_HEADER;
pub use ticket::TICKET_HEADER;

use crate::relay::{Relay, cause};
use crate::storage::{Storage, StorageError};

/// Bytes of a request's body that are read at most.
pub const BODY: usize = 2 << 20;

/// What a page gives: an answer, or the code of why there is none.
type Page = Result<Response<Bytes>, Fault>;

/// Why there is no answer.
#[derive(Debug)]
enum Fault {
    /// Said to whoever asked.
    Code(Code),
    /// Said to the operator.
    Storage(StorageError),
}

impl From<Code> for Fault {
    fn from(code: Code) -> Self {
        Self::Code(code)
    }
}

impl From<StorageError> for Fault {
    fn from(error: StorageError) -> Self {
        Self::Storage(error)
    }
}

impl<S: Storage> Relay<S> {
    /// Answers one request. `loopback`: whether it comes from this very machine.
    pub fn handle_http(&self, request: &Request<Bytes>, loopback: bool, now_ms: u64) -> Response<Bytes> {
        match self.page(request, loopback, now_ms) {
            Ok(response) => response,
            Err(Fault::Code(code)) => answer::failed(code),
            Err(Fault::Storage(error)) => {
                tracing::error!(error = %error, cause = cause(&error), "request failed");
                answer::failed(Code::Busy)
            }
        }
    }

    fn page(&self, request: &Request<Bytes>, loopback: bool, now_ms: u64) -> Page {
        let mut parts = request.uri().path().trim_start_matches('/').split('/');
        let path: Vec<&str> = parts.by_ref().take(6).collect();
        let read = matches!(*request.method(), Method::GET | Method::HEAD);
        match (read, path.as_slice()) {
            (true, ["j"]) => Ok(page::join()),
            (true, ["v1", "relay"]) => self.about(now_ms),
            (false, ["v1", "spaces"]) if request.method() == Method::POST => {
                self.create_space(request.body(), loopback, now_ms)
            }
            (false, ["v1", "session"]) if request.method() == Method::POST => {
                self.post_session(request, now_ms)
            }
            (false, _) if self.is_read_only() => Err(Code::Busy.into()),
            (_, ["v1", "blobs", blob, rest @ ..]) => self.blob_page(request, blob, rest, now_ms),
            (_, ["v1", "mailboxes", id, rest @ ..]) => self.mailbox(request, id, rest, now_ms),
            (
                _,
                [
                    "v1",
                    "spaces",
                    space,
                    room @ ("slots" | "tickets" | "push" | "inbox" | "challenge"),
                    rest @ ..,
                ],
            ) => {
                let space: SpaceId = space.parse().map_err(|_| Code::NoSpace)?;
                match (*room, rest) {
                    ("challenge", []) if read => self.inbox_challenge(space, now_ms),
                    ("inbox", rest) => self.inbox(request, &space, rest, now_ms),
                    ("slots", rest) => self.slots(request, &space, rest, now_ms),
                    ("tickets", []) if request.method() == Method::POST => {
                        self.ticket(request, &space, now_ms)
                    }
                    ("push", []) => self.endpoint(request, &space, now_ms),
                    _ => Err(Code::NotFound.into()),
                }
            }
            (true, ["v1", "spaces", space, rest @ ..]) => {
                let space: SpaceId = space.parse().map_err(|_| Code::NoSpace)?;
                let snapshot = self.readable(request, &space, now_ms)?;
                let response = match rest {
                    ["manifest"] => self.manifest(request, &space),
                    ["members"] => self.members(request, &snapshot),
                    ["log", seq] => self.block(request, &snapshot, seq),
                    ["segments", hash] => self.segment(request, &space, hash),
                    _ => Err(Code::NotFound.into()),
                };
                Ok(match snapshot.members.kind.is_public() {
                    true => response?,
                    false => answer::kept_by_nobody(response?),
                })
            }
            _ => Err(Code::NotFound.into()),
        }
    }

    /// `{0 versions, 1 relay key, 2 packer key, 3 instance, 4 t_ms}`.
    fn about(&self, now_ms: u64) -> Page {
        let mut w = Writer::new();
        w.map(5).u64(0).array(1).u64(ekin_protocol::VERSION.into());
        w.u64(1).bytes(&self.keys().relay_public().0);
        w.u64(2).bytes(&self.keys().packer_public().0);
        w.u64(3).bytes(&self.instance()?.0);
        w.u64(4).u64(now_ms);
        Ok(answer::cbor(w.finish(), "no-store"))
    }
}

/// So many bytes, written in hexadecimal.
fn hex<const N: usize>(text: &str) -> Option<[u8; N]> {
    HEXLOWER_PERMISSIVE.decode(text.as_bytes()).ok()?.try_into().ok()
}
