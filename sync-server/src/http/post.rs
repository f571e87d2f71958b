//! The session over plain HTTP, for a background minute: a request brings an array of the messages that a
//! WebSocket would carry, the answer is an array of the messages back. The first answer has a token, which the
//! later requests show.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use data_encoding::HEXLOWER;
use ekin_protocol::cbor::{self, Writer};
use ekin_protocol::code::Code;
use ekin_protocol::id::SignKey;
use http::header::HeaderName;
use http::{HeaderValue, Request};

use super::Page;
use super::answer::{cbor, set};
use super::authority::token;
use crate::relay::Relay;
use crate::session::{Out, Session};
use crate::storage::Storage;

/// The header with the token.
pub const SESSION_HEADER: HeaderName = HeaderName::from_static("ekin-session");
/// How long a token is good for, in ms.
const TOKEN_MS: u64 = 600_000;
/// Sessions that are open at one time.
const OPEN: usize = 4096;
/// Messages of one request.
const MESSAGES: usize = 64;

/// One session between two requests.
#[derive(Debug)]
struct Kept {
    until: u64,
    device: Option<SignKey>,
    /// Away while its request is at work.
    session: Option<Session>,
}

/// Sessions between two requests, by token.
#[derive(Debug, Default)]
pub struct PostSessions(Mutex<HashMap<[u8; 32], Kept>>);

impl PostSessions {
    fn open(&self) -> MutexGuard<'_, HashMap<[u8; 32], Kept>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The device that proved its key in a session.
    pub(super) fn device(&self, token: &[u8; 32], now_ms: u64) -> Option<SignKey> {
        let open = self.open();
        open.get(token).filter(|kept| kept.until > now_ms)?.device
    }

    /// Takes a session out while its request is at work.
    fn take(&self, token: &[u8; 32], now_ms: u64) -> Option<(u64, Session)> {
        let mut open = self.open();
        let kept = open.get_mut(token).filter(|kept| kept.until > now_ms)?;
        Some((kept.until, kept.session.take()?))
    }

    fn put(&self, token: [u8; 32], until: u64, session: Session, now_ms: u64) {
        let mut open = self.open();
        if open.len() >= OPEN {
            open.retain(|_, kept| kept.until > now_ms);
        }
        if open.len() < OPEN || open.contains_key(&token) {
            let kept = Kept {
                until,
                device: session.device(),
                session: Some(session),
            };
            open.insert(token, kept);
        }
    }

    fn end(&self, token: &[u8; 32]) {
        self.open().remove(token);
    }
}

impl<S: Storage> Relay<S> {
    /// One request of a session.
    pub(super) fn post_session(&self, request: &Request<Bytes>, now_ms: u64) -> Page {
        cbor::check(request.body()).map_err(|_| Code::BadForm)?;
        let messages = cbor::elements(request.body(), "messages", MESSAGES).map_err(|_| Code::BadForm)?;
        let (token, until, mut session) = match request.headers().contains_key(SESSION_HEADER) {
            false => {
                let session = Session::new(self.random());
                (self.random(), now_ms.saturating_add(TOKEN_MS), session)
            }
            true => {
                let token = token(request).ok_or(Code::BadProof)?;
                let (until, session) = self.posts.take(&token, now_ms).ok_or(Code::BadProof)?;
                (token, until, session)
            }
        };
        let mut answers = Vec::new();
        let mut open = true;
        for message in messages {
            let out = session.receive(self, message, now_ms);
            open &= self.carry_out(&mut session, out, &mut answers, now_ms);
        }
        while open {
            let out = session.pull(self, now_ms);
            if out.is_empty() {
                break;
            }
            open &= self.carry_out(&mut session, out, &mut answers, now_ms);
        }
        let mut w = Writer::new();
        w.array(answers.len());
        for answer in &answers {
            w.raw(answer);
        }
        let mut response = cbor(w.finish(), "no-store");
        if open {
            self.posts.put(token, until, session, now_ms);
            if let Ok(value) = HeaderValue::from_str(&HEXLOWER.encode(&token)) {
                set(&mut response, SESSION_HEADER, value);
            }
        } else {
            self.posts.end(&token);
        }
        Ok(response)
    }

    /// Does what a session says, and says whether it goes on.
    pub fn carry_out(
        &self,
        session: &mut Session,
        out: Vec<Out>,
        answers: &mut Vec<Vec<u8>>,
        now_ms: u64,
    ) -> bool {
        for step in out {
            match step {
                Out::Send(message) => answers.push(message),
                Out::Close => return false,
                Out::Write(pending, write) => {
                    let written = self.write(write, now_ms);
                    let out = session.written(self, pending, written);
                    if !self.carry_out(session, out, answers, now_ms) {
                        return false;
                    }
                }
            }
        }
        true
    }
}
