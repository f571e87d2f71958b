//! Errands with one relay, one after the other. What is for members is asked with the token of a session, for which the
//! device proves its key first.

use std::collections::VecDeque;

use ed25519_dalek::SigningKey;
use ekin_protocol::VERSION;
use ekin_protocol::cbor::{self, Writer};
use ekin_protocol::code::{Class, Code};
use ekin_protocol::id::{SignKey, SpaceId};
use ekin_protocol::inbox::{Challenge, MailboxId, MessageId};
use ekin_protocol::pages::{Letter, read_replies, read_waiting};
use ekin_protocol::session::{ToDevice, ToRelay, prove};

use super::{Errand, MailOutcome, MailWork, Round, Sealed};
use crate::sync::desk::Desk;
use crate::sync::event::{Id, Method, Notice, Reply, Request, Work};

/// Pages of one inbox fetched in one round: a relay that goes on for ever ends there.
const PAGES: u32 = 64;
/// Challenges asked for one letter: one that ran out while it was worked on is replaced.
const CHALLENGES: u32 = 2;
/// Largest page of messages or of replies, in bytes.
const PAGE: usize = 2 << 20;
/// Largest other answer.
const SMALL: usize = 64 << 10;

/// How a line ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// Everything was done that could be.
    Finished,
    /// The relay does not answer, or not sensibly: again later.
    Unreachable,
    /// Another relay answers than the one that the space has pinned.
    OtherRelay,
    /// The relay asks to come again.
    Later,
    /// The store cannot write, or somebody wants to stop.
    Stopped,
}

#[derive(Debug)]
enum Stage {
    /// Between two errands.
    Free,
    /// POST of hello, and of the proof.
    Greet(Id),
    Prove(Id),
    /// GET of messages after a place.
    Fetch(Id, SpaceId, u64),
    TakeAway(Id, SpaceId, u64),
    Collect(Id, MailboxId),
    /// Something is being written down; then this errand goes on.
    Note(Id, Option<Errand>),
    /// A letter is being sealed.
    Seal(Id, i64),
    /// GET of a challenge for it.
    Ask(Id, i64, Box<Sealed>),
    /// The work is being done.
    Solve(Id, i64, Box<Sealed>, Vec<u8>),
    /// It is being written down that it leaves: after a death in between, the same bytes go again.
    Leave(Id, i64, String, Box<Letter>),
    /// POST of it.
    Drop(Id, i64),
}

/// The errands with one relay.
#[derive(Debug)]
pub struct Line {
    url: String,
    key: SigningKey,
    relay: Option<SignKey>,
    errands: VecDeque<Errand>,
    stage: Stage,
    /// The token of the session; none before it is needed.
    token: Option<String>,
    /// Whether the relay gave no token: what is for members is left out.
    shut: bool,
    pages: u32,
    challenges: u32,
    later: bool,
    end: Option<End>,
}

impl Line {
    /// Begins with the first errand.
    pub fn start(round: Round, key: SigningKey, desk: &mut Desk<'_>) -> Self {
        let mut line = Self {
            url: round.url,
            key,
            relay: round.relay,
            errands: round.errands.into(),
            stage: Stage::Free,
            token: None,
            shut: false,
            pages: 0,
            challenges: 0,
            later: false,
            end: None,
        };
        line.next(desk);
        line
    }

    /// The relay's address.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// How it ended, once it did.
    pub fn end(&self) -> Option<End> {
        self.end
    }

    /// Whether this piece of work is its own.
    pub fn works(&self, id: Id) -> bool {
        match &self.stage {
            Stage::Note(at, _) | Stage::Seal(at, _) => *at == id,
            Stage::Solve(at, ..) | Stage::Leave(at, ..) => *at == id,
            _ => false,
        }
    }

    /// Whether this request is its own.
    pub fn asks(&self, id: Id) -> bool {
        match &self.stage {
            Stage::Greet(at) | Stage::Prove(at) | Stage::Collect(at, _) | Stage::Drop(at, _) => *at == id,
            Stage::Fetch(at, ..) | Stage::TakeAway(at, ..) | Stage::Ask(at, ..) => *at == id,
            _ => false,
        }
    }

    fn request(&self, method: Method, page: &str, max: usize) -> Request {
        Request {
            url: format!("{}{page}", self.url.trim_end_matches('/')),
            method,
            max,
            ..Request::default()
        }
    }

    /// The same with the token of the session: for what members alone may ask, and for nothing else. What goes into inboxes
    /// and mailboxes is nobody's.
    fn as_member(&self, request: Request) -> Request {
        Request {
            session: self.token.clone(),
            ..request
        }
    }

    fn get(&self, page: &str, max: usize, desk: &mut Desk<'_>) -> Id {
        desk.http(self.request(Method::Get, page, max))
    }

    fn post(&self, page: &str, body: Vec<u8>, desk: &mut Desk<'_>) -> Id {
        let request = self.request(Method::Post, page, SMALL);
        desk.http(Request { body, ..request })
    }

    fn say(&self, message: &ToRelay, desk: &mut Desk<'_>) -> Id {
        let request = self.request(Method::Post, "/v1/session", SMALL);
        let body = one(message);
        desk.http(self.as_member(Request { body, ..request }))
    }

    fn note(&mut self, work: MailWork, then: Option<Errand>, desk: &mut Desk<'_>) {
        self.stage = Stage::Note(desk.work(Work::Mail(work)), then);
    }

    fn next(&mut self, desk: &mut Desk<'_>) {
        if self.shut {
            self.errands.retain(|errand| !errand.is_member_s());
        }
        match self.errands.pop_front() {
            Some(errand) => self.begin(errand, desk),
            None => {
                self.end = Some(match self.later {
                    true => End::Later,
                    false => End::Finished,
                });
            }
        }
    }

    fn begin(&mut self, errand: Errand, desk: &mut Desk<'_>) {
        if errand.is_member_s() && self.token.is_none() {
            self.errands.push_front(errand);
            return self.greet(desk);
        }
        self.stage = match errand {
            Errand::Fetch { space, after } => {
                let page = format!("/v1/spaces/{space}/inbox?after={after}");
                let request = self.as_member(self.request(Method::Get, &page, PAGE));
                Stage::Fetch(desk.http(request), space, after)
            }
            Errand::TakeAway { space, place } => {
                let page = format!("/v1/spaces/{space}/inbox/{place}");
                let request = self.as_member(self.request(Method::Delete, &page, SMALL));
                Stage::TakeAway(desk.http(request), space, place)
            }
            Errand::Collect(mailbox) => {
                let page = format!("/v1/mailboxes/{mailbox}");
                Stage::Collect(self.get(&page, PAGE, desk), mailbox)
            }
            Errand::Send(letter) => {
                self.challenges = 0;
                Stage::Seal(desk.work(Work::Mail(MailWork::Letter(letter))), letter)
            }
        };
    }

    /// Work that this line waited for is done.
    pub fn worked(&mut self, outcome: &MailOutcome, desk: &mut Desk<'_>) {
        match (std::mem::replace(&mut self.stage, Stage::Free), outcome) {
            (_, MailOutcome::Failed) => self.end = Some(End::Stopped),
            (Stage::Note(_, Some(errand)), _) => self.begin(errand, desk),
            (Stage::Note(..), MailOutcome::Then(errand)) => self.begin(errand.clone(), desk),
            (Stage::Seal(_, letter), MailOutcome::Letter(Some(sealed))) => {
                self.ask(letter, sealed.clone(), desk);
            }
            (Stage::Solve(_, letter, sealed, challenge), MailOutcome::Solved(Some(number))) => {
                let dropped = Letter {
                    challenge,
                    number: *number,
                    sealed: sealed.bytes,
                    code: sealed.code,
                };
                let noted = desk.work(Work::Mail(MailWork::Sending(letter)));
                self.stage = Stage::Leave(noted, letter, sealed.page, Box::new(dropped));
            }
            (Stage::Leave(_, letter, page, dropped), _) => {
                self.stage = Stage::Drop(self.post(&page, dropped.write(), desk), letter);
            }
            (Stage::Solve(..), _) => self.end = Some(End::Stopped),
            _ => self.next(desk),
        }
    }

    fn ask(&mut self, letter: i64, sealed: Box<Sealed>, desk: &mut Desk<'_>) {
        self.challenges += 1;
        self.stage = Stage::Ask(self.get(&sealed.challenge, SMALL, desk), letter, sealed);
    }

    /// The relay answered, or cannot be reached.
    pub fn answered(&mut self, reply: Option<&Reply>, desk: &mut Desk<'_>) {
        let Some(reply) = reply else {
            self.end = Some(End::Unreachable);
            return;
        };
        let good = reply.status / 100 == 2;
        match std::mem::replace(&mut self.stage, Stage::Free) {
            Stage::Greet(_) => self.prove(reply, desk),
            Stage::Prove(_) => {
                let open =
                    messages(reply).is_some_and(|all| matches!(all.first(), Some(ToDevice::Ok { .. })));
                self.shut = !open;
                self.token = self.token.take().filter(|_| open);
                self.next(desk);
            }
            Stage::Fetch(_, space, after) if good => self.fetched(reply, space, after, desk),
            Stage::TakeAway(_, space, place) if good => {
                self.note(MailWork::TakenAway(space, place), None, desk);
            }
            Stage::Collect(_, mailbox) if good => match read_replies(&reply.body) {
                Ok(replies) if !replies.is_empty() => {
                    self.note(MailWork::Collected(mailbox, replies), None, desk);
                }
                Ok(_) => self.next(desk),
                Err(_) => self.end = Some(End::Unreachable),
            },
            Stage::Ask(_, letter, sealed) if good => match Challenge::read(&reply.body) {
                Ok(challenge) => {
                    let message = MessageId::of(&sealed.bytes);
                    let work = MailWork::Solve(Box::new(challenge), message);
                    let id = desk.work(Work::Mail(work));
                    self.stage = Stage::Solve(id, letter, sealed, reply.body.clone());
                }
                Err(_) => self.end = Some(End::Unreachable),
            },
            Stage::Drop(_, letter) if good => self.note(MailWork::Answered(letter, None), None, desk),
            Stage::Ask(_, letter, _) => self.refused(letter, reply, desk),
            // It ran out while it was worked on.
            Stage::Drop(_, letter) if reply.code() == Code::BadProof && self.challenges < CHALLENGES => {
                let id = desk.work(Work::Mail(MailWork::Letter(letter)));
                self.stage = Stage::Seal(id, letter);
            }
            Stage::Drop(_, letter) => self.refused(letter, reply, desk),
            // What is for members, or looked for, and is not to be had now: whoever may not see it is told so elsewhere.
            _ => {
                self.later |= reply.code().class() == Class::Later;
                self.next(desk);
            }
        }
    }

    /// What is here of an answer that refuses a letter: later, or never.
    fn refused(&mut self, letter: i64, reply: &Reply, desk: &mut Desk<'_>) {
        let code = match reply.code() {
            // Asked for twice and too late twice: the clock of one of the two runs away.
            Code::BadProof => Code::Busy,
            code => code,
        };
        self.later |= code.class() == Class::Later;
        desk.say(Notice::Refused { space: None, code });
        self.note(MailWork::Answered(letter, Some(code)), None, desk);
    }

    fn fetched(&mut self, reply: &Reply, space: SpaceId, after: u64, desk: &mut Desk<'_>) {
        let Ok(waiting) = read_waiting(&reply.body) else {
            self.end = Some(End::Unreachable);
            return;
        };
        let last = waiting.iter().map(|message| message.place).max();
        let Some(last) = last.filter(|last| *last > after) else {
            return self.next(desk);
        };
        self.pages += 1;
        let more = (self.pages < PAGES).then_some(Errand::Fetch { space, after: last });
        self.note(MailWork::Keep(space, waiting), more, desk);
    }

    /// Asks for a session: members alone may ask what comes next.
    fn greet(&mut self, desk: &mut Desk<'_>) {
        let hello = ToRelay::Hello {
            versions: vec![VERSION],
            features: 0,
            device: SignKey(self.key.verifying_key().to_bytes()),
            instance: None,
            cursors: Vec::new(),
        };
        self.stage = Stage::Greet(self.say(&hello, desk));
    }

    fn prove(&mut self, reply: &Reply, desk: &mut Desk<'_>) {
        let first = messages(reply).and_then(|all| all.into_iter().next());
        let (Some(ToDevice::Challenge { nonce, relay }), Some(token)) = (first, &reply.session) else {
            self.shut = true;
            return self.next(desk);
        };
        if self.relay.is_some_and(|pinned| pinned != relay) {
            self.end = Some(End::OtherRelay);
            return;
        }
        self.token = Some(token.clone());
        let proof = ToRelay::Proof(prove(&self.key, &relay, &nonce));
        self.stage = Stage::Prove(self.say(&proof, desk));
    }
}

/// A request of a session with one message.
fn one(message: &ToRelay) -> Vec<u8> {
    let mut w = Writer::new();
    w.array(1).raw(&message.write());
    w.finish()
}

/// The messages of a session's answer.
fn messages(reply: &Reply) -> Option<Vec<ToDevice>> {
    cbor::check(&reply.body).ok()?;
    let messages = cbor::elements(&reply.body, "messages", 64).ok()?;
    messages.into_iter().map(|one| ToDevice::read(one).ok()).collect()
}
