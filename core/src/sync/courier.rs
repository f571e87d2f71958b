//! The courier to one relay: does the errands of its spaces one after the other, over plain HTTP, in a session of its own.
//! It runs when the logs are up to date, and knows nothing of what it carries.

use std::collections::VecDeque;

use ed25519_dalek::SigningKey;
use ekin_protocol::VERSION;
use ekin_protocol::cbor::{self, Writer};
use ekin_protocol::id::{SignKey, SpaceId};
use ekin_protocol::limits;
use ekin_protocol::session::{ToDevice, ToRelay, prove};

use super::desk::Desk;
use super::errand::Errand;
use super::event::{Id, Lie, Method, Millis, Outcome, Reply, Request, Work};

/// How long a token is used: it is good for 10 minutes.
const TOKEN_MS: Millis = 9 * 60_000;

/// Where the courier stands after an event.
#[derive(Debug, PartialEq, Eq)]
pub enum Step {
    /// It goes on.
    Going,
    /// Nothing more to do; whether anything was done.
    Home(bool),
    /// The relay does not answer, or lets nobody in: again later.
    Unreachable,
    /// Another relay answers than that of this space, or its words cannot be.
    Lied(SpaceId, Lie),
}

#[derive(Debug)]
enum Stage {
    /// The greeting.
    Hello(Id),
    /// The proof, with the token that came with the challenge.
    Proof(Id, String),
    /// The store is asked.
    Asking(Id, SpaceId),
    /// The relay is asked.
    Errand(Id, SpaceId, Box<Errand>),
    /// Nothing.
    Home,
}

/// One courier.
#[derive(Debug)]
pub struct Courier {
    url: String,
    /// Spaces to do errands for, each with its relay's key.
    spaces: VecDeque<(SpaceId, Option<SignKey>)>,
    token: Option<(String, Millis)>,
    stage: Stage,
    done: bool,
}

impl Courier {
    /// Sends a courier out for these spaces.
    pub fn start(url: String, spaces: VecDeque<(SpaceId, Option<SignKey>)>, desk: &mut Desk<'_>) -> Self {
        let mut courier = Self {
            url,
            spaces,
            token: None,
            stage: Stage::Home,
            done: false,
        };
        courier.ask_next(desk);
        courier
    }

    fn ask_next(&mut self, desk: &mut Desk<'_>) -> Step {
        let Some((space, _)) = self.spaces.front() else {
            self.stage = Stage::Home;
            return Step::Home(self.done);
        };
        let id = desk.work(Work::Errand {
            space: *space,
            came: None,
        });
        self.stage = Stage::Asking(id, *space);
        Step::Going
    }

    /// The outcome of work. None when it belongs to somebody else.
    pub fn done(
        &mut self,
        id: Id,
        outcome: &mut Option<Outcome>,
        key: &SigningKey,
        now: Millis,
        desk: &mut Desk<'_>,
    ) -> Option<Step> {
        let Stage::Asking(at, space) = self.stage else {
            return None;
        };
        if at != id {
            return None;
        }
        Some(match outcome.take()? {
            Outcome::Errand { next, said, .. } => {
                said.into_iter().for_each(|notice| desk.say(notice));
                match next {
                    Some(errand) => self.go(space, errand, key, now, desk),
                    None => {
                        self.spaces.pop_front();
                        self.ask_next(desk)
                    }
                }
            }
            // The store has told why; the other spaces may do better.
            _ => {
                self.spaces.pop_front();
                self.ask_next(desk)
            }
        })
    }

    fn go(
        &mut self,
        space: SpaceId,
        errand: Box<Errand>,
        key: &SigningKey,
        now: Millis,
        desk: &mut Desk<'_>,
    ) -> Step {
        match &self.token {
            Some((token, until)) if *until > now => {
                let id = desk.http(errand.request(&self.url, &space, token));
                self.stage = Stage::Errand(id, space, errand);
            }
            _ => {
                let hello = ToRelay::Hello {
                    versions: vec![VERSION],
                    features: 0,
                    device: SignKey(key.verifying_key().to_bytes()),
                    instance: None,
                    cursors: Vec::new(),
                };
                // The errand is asked for once more when the session stands: the store gives it again.
                self.stage = Stage::Hello(desk.http(self.session(None, &hello)));
            }
        }
        Step::Going
    }

    fn session(&self, token: Option<String>, message: &ToRelay) -> Request {
        let mut w = Writer::new();
        w.array(1).raw(&message.write());
        Request {
            method: Method::Post,
            url: format!("{}/v1/session", self.url.trim_end_matches('/')),
            session: token,
            body: w.finish(),
            max: limits::MESSAGE,
            ..Request::default()
        }
    }

    /// An HTTP answer. None when it belongs to somebody else.
    pub fn http(
        &mut self,
        id: Id,
        reply: Option<&Reply>,
        key: &SigningKey,
        now: Millis,
        desk: &mut Desk<'_>,
    ) -> Option<Step> {
        let ours = match &self.stage {
            Stage::Hello(at) | Stage::Proof(at, _) | Stage::Errand(at, ..) => *at == id,
            Stage::Asking(..) | Stage::Home => false,
        };
        if !ours {
            return None;
        }
        // 507 says that a quota is full: an answer to the errand, not a relay in trouble.
        let Some(reply) =
            reply.filter(|reply| (reply.status < 500 && reply.status != 429) || reply.status == 507)
        else {
            return Some(Step::Unreachable);
        };
        Some(match std::mem::replace(&mut self.stage, Stage::Home) {
            Stage::Hello(_) => self.challenged(reply, key, desk),
            Stage::Proof(_, token) => match (reply.status, answer(reply)) {
                (200, Some(ToDevice::Ok { .. })) => {
                    self.token = Some((token, now.saturating_add(TOKEN_MS)));
                    self.ask_next(desk)
                }
                _ => Step::Unreachable,
            },
            Stage::Errand(_, space, errand) => {
                self.done = true;
                let work = Work::Errand {
                    space,
                    came: Some(Box::new((*errand, reply.clone()))),
                };
                self.stage = Stage::Asking(desk.work(work), space);
                Step::Going
            }
            other => {
                self.stage = other;
                Step::Going
            }
        })
    }

    fn challenged(&mut self, reply: &Reply, key: &SigningKey, desk: &mut Desk<'_>) -> Step {
        let (200, Some(ToDevice::Challenge { nonce, relay }), Some(token)) =
            (reply.status, answer(reply), reply.session.clone())
        else {
            return Step::Unreachable;
        };
        let other = |(_, pinned): &&(SpaceId, Option<SignKey>)| pinned.is_some_and(|pinned| pinned != relay);
        if let Some((space, _)) = self.spaces.iter().find(other) {
            return Step::Lied(*space, Lie::Relay);
        }
        let proof = ToRelay::Proof(prove(key, &relay, &nonce));
        let id = desk.http(self.session(Some(token.clone()), &proof));
        self.stage = Stage::Proof(id, token);
        Step::Going
    }
}

/// The first message of an answer to a session over HTTP.
fn answer(reply: &Reply) -> Option<ToDevice> {
    cbor::check(&reply.body).ok()?;
    let messages = cbor::elements(&reply.body, "messages", 64).ok()?;
    ToDevice::read(messages.first()?).ok()
}
