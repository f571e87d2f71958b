//! Where the engine's parts put what they ask for.

use ekin_protocol::id::SpaceId;

use super::event::{Effect, Id, Millis, Notice, Reply, Request, Work};

/// Collects effects and numbers them.
#[derive(Debug)]
pub struct Desk<'a> {
    effects: &'a mut Vec<Effect>,
    next: &'a mut Id,
}

impl<'a> Desk<'a> {
    /// A desk over the engine's list and counter.
    pub fn new(effects: &'a mut Vec<Effect>, next: &'a mut Id) -> Self {
        Self { effects, next }
    }

    fn id(&mut self) -> Id {
        *self.next += 1;
        *self.next
    }

    /// Asks for an HTTP request.
    pub fn http(&mut self, request: Request) -> Id {
        let id = self.id();
        self.effects.push(Effect::Http { id, request });
        id
    }

    /// Asks for work.
    pub fn work(&mut self, work: Work) -> Id {
        let id = self.id();
        self.effects.push(Effect::Work { id, work });
        id
    }

    /// Sends a message on a session.
    pub fn send(&mut self, url: &str, bytes: Vec<u8>) {
        self.effects.push(Effect::Send {
            url: url.to_owned(),
            bytes,
        });
    }

    /// Opens a session's connection.
    pub fn open(&mut self, url: &str) {
        self.effects.push(Effect::Open { url: url.to_owned() });
    }

    /// Closes a session's connection.
    pub fn close(&mut self, url: &str) {
        self.effects.push(Effect::Close { url: url.to_owned() });
    }

    /// Asks to be called again.
    pub fn wake(&mut self, at: Millis) {
        self.effects.push(Effect::Wake(at));
    }

    /// Tells.
    pub fn say(&mut self, notice: Notice) {
        self.effects.push(Effect::Say(notice));
    }

    /// Tells of the code in the body of an HTTP error.
    pub fn refused_by_http(&mut self, space: Option<SpaceId>, reply: &Reply) {
        let code = reply.code();
        self.say(Notice::Refused { space, code });
    }
}
