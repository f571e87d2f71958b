//! When a relay is asked again, and what time brings by itself.

use rand_core::Rng;

use super::desk::Desk;
use super::event::{Millis, Notice};
use super::{Engine, session, url_of};

impl Engine {
    /// A relay is not asked again before its turn; says in how many ms that is.
    pub(super) fn wait(&mut self, url: &str, now: Millis, rng: &mut dyn Rng) -> Millis {
        let retry_in = self.backoffs.entry(url.to_owned()).or_default().fail(rng);
        self.due.insert(url.to_owned(), now + retry_in);
        retry_in
    }

    /// A relay cannot be reached: the person is told, but where nothing there concerns them any more.
    pub(super) fn later(&mut self, url: &str, now: Millis, rng: &mut dyn Rng, desk: &mut Desk<'_>) {
        let retry_in = self.wait(url, now, rng);
        let mut here = self.views.iter().filter(|view| url_of(view) == url).peekable();
        if here.peek().is_some() && here.all(|view| view.left) {
            return;
        }
        desk.say(Notice::Unreachable {
            url: url.to_owned(),
            retry_in,
        });
    }

    /// Time passes.
    pub(super) fn tick(&mut self, now: Millis, rng: &mut dyn Rng, desk: &mut Desk<'_>) {
        let urls: Vec<_> = self.sessions.keys().cloned().collect();
        for url in urls {
            let step = self.sessions.get_mut(&url).map(|session| session.tick(now, desk));
            self.in_session(&url, step.unwrap_or(session::Step::Going), now, rng, desk);
        }
        let before = self.due.len();
        self.due.retain(|_, due| *due > now);
        if self.due.len() < before {
            self.look(desk);
        }
        self.wake(desk);
    }

    pub(super) fn wake(&self, desk: &mut Desk<'_>) {
        if let Some(at) = self.due.values().min() {
            desk.wake(*at);
        }
    }
}
