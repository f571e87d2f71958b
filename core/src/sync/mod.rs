//! The sync engine, sans I/O: [`Engine::handle`] takes the time, randomness and an event, and says what to do.
//! Drivers carry it out: tokio in `net`, virtual time in the simulation.
//!
//! - [`fold`] makes of log entries what the device knows, over the store behind [`port`];
//! - [`pull`] catches up with one space over HTTP;
//! - [`peer`] is a meeting of two phones, without a relay;
//! - [`session`] keeps a WebSocket with one relay for the spaces in which this device writes;
//! - [`left`]: what is asked of the store for spaces that this device left;
//! - [`courier`] does the [`errand`]s of private spaces beside their logs: keys of erasure units, blobs;
//! - [`mail`] carries messages to inboxes and replies to mailboxes, once everything else of a round is done;
//! - the engine decides which of them is due.

pub mod backoff;
pub mod courier;
pub mod desk;
pub mod errand;
mod errands;
pub mod event;
pub mod fold;
pub mod left;
pub mod mail;
mod notice;
pub mod peer;
pub mod port;
pub mod pull;
pub mod request;
pub mod session;
mod told;
mod waiting;

use std::collections::{BTreeMap, BTreeSet};

use ed25519_dalek::SigningKey;
use ekin_protocol::id::SpaceId;
use rand_core::Rng;

use backoff::{Backoff, around};
use courier::Courier;
use desk::Desk;
use event::{Effect, Event, Id, Lie, Millis, Notice, Outcome, SpaceView, Work};
use mail::{End, Mail};
use pull::Pull;
use session::Session;

/// How often a reader asks for what is new while in front.
const POLL_MS: Millis = 60_000;

/// How often inboxes and mailboxes are looked into while in front.
const LOOK_MS: Millis = 300_000;
/// Sessions begun again at once, before the waits of a failing relay apply.
const RENEWALS: u32 = 4;

/// How long the engine goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Until everything is sent and received once.
    Once,
    /// Until it is dropped: polls, and keeps sessions open.
    Watch,
}

/// The engine of one device.
#[derive(Debug)]
pub struct Engine {
    mode: Mode,
    key: SigningKey,
    next_id: Id,
    look: Option<Id>,
    look_again: bool,
    views: Vec<SpaceView>,
    pulls: BTreeMap<SpaceId, Pull>,
    /// ETag of the open log block, with the place at which it is asked for.
    etags: BTreeMap<SpaceId, (u64, String)>,
    /// Spaces whose pack lied: the whole log from now on.
    no_pack: BTreeSet<SpaceId>,
    /// Spaces of which nothing more is asked in this run.
    given_up: BTreeSet<SpaceId>,
    sessions: BTreeMap<String, Session>,
    /// Folds of sessions that are over: what comes behind a fold that failed does not fit, and that is nobody's lie.
    left_behind: BTreeSet<Id>,
    couriers: BTreeMap<String, Courier>,
    /// Spaces whose errands were asked for since something last changed there.
    asked: BTreeSet<SpaceId>,
    backoffs: BTreeMap<String, Backoff>,
    /// When each relay may be asked again.
    due: BTreeMap<String, Millis>,
    looked: bool,
    settled: bool,
    /// Sessions begun again at once in a row: after a refusal or a rewind.
    renewals: u32,
    mail: Mail,
    /// When inboxes and mailboxes are to be looked into again.
    look_due: Millis,
}

impl Engine {
    /// An engine that does nothing until [`Event::Sync`]. `key` signs challenges of relays.
    pub fn new(key: SigningKey, mode: Mode) -> Self {
        Self {
            mode,
            mail: Mail::new(key.clone()),
            look_due: 0,
            key,
            next_id: 0,
            look: None,
            look_again: false,
            views: Vec::new(),
            pulls: BTreeMap::new(),
            etags: BTreeMap::new(),
            no_pack: BTreeSet::new(),
            given_up: BTreeSet::new(),
            sessions: BTreeMap::new(),
            left_behind: BTreeSet::new(),
            couriers: BTreeMap::new(),
            asked: BTreeSet::new(),
            backoffs: BTreeMap::new(),
            due: BTreeMap::new(),
            looked: false,
            settled: false,
            renewals: 0,
        }
    }

    /// Takes an event; says what to do, in order.
    pub fn handle(&mut self, now: Millis, rng: &mut dyn Rng, event: Event) -> Vec<Effect> {
        let mut effects = Vec::new();
        let mut next_id = self.next_id;
        let mut desk = Desk::new(&mut effects, &mut next_id);
        match event {
            Event::Sync => {
                self.due.clear();
                self.look_due = 0;
                self.look(&mut desk);
            }
            Event::Changed => self.look(&mut desk),
            Event::Tick => self.tick(now, rng, &mut desk),
            Event::Http { id, reply } => {
                let ended = self.mail.http(id, reply.as_ref(), &mut desk);
                self.mail_ended(ended.unwrap_or_default(), now, rng, &mut desk);
                let step = self.pulls.iter_mut().find_map(|(space, pull)| {
                    pull.http(id, reply.as_ref(), &mut desk)
                        .map(|step| (*space, step))
                });
                self.pulled(step, now, rng, &mut desk);
                let (key, couriers) = (&self.key, &mut self.couriers);
                let step = couriers.iter_mut().find_map(|(url, courier)| {
                    let step = courier.http(id, reply.as_ref(), key, now, &mut desk)?;
                    Some((url.clone(), step))
                });
                self.carried(step, now, rng, &mut desk);
            }
            Event::Done { id, outcome } => self.done(id, outcome, now, rng, &mut desk),
            Event::Socket { url, event } => {
                if let Some(session) = self.sessions.get_mut(&url) {
                    let step = session.socket(event, &self.key, now, &mut desk);
                    self.in_session(&url, step, now, rng, &mut desk);
                }
            }
        }
        self.send_couriers(&mut desk);
        self.settle(now, rng, &mut desk);
        self.next_id = next_id;
        effects
    }

    fn look(&mut self, desk: &mut Desk<'_>) {
        self.settled = false;
        self.mail.want();
        if self.look.is_some() {
            self.look_again = true;
        } else {
            self.look = Some(desk.work(Work::Look));
        }
    }

    fn done(&mut self, id: Id, outcome: Outcome, now: Millis, rng: &mut dyn Rng, desk: &mut Desk<'_>) {
        if self.look == Some(id) {
            self.look = None;
            if let Outcome::Spaces(views) = outcome {
                self.views = views;
                self.asked.clear();
                self.looked = true;
                self.start(now, desk);
            }
            if std::mem::take(&mut self.look_again) {
                self.look(desk);
            }
            return;
        }
        if let Outcome::Mail(outcome) = &outcome {
            let waiting = |url: &&String| self.due.get(*url).is_some_and(|due| *due > now);
            let waits = self.backoffs.keys().filter(waiting).cloned().collect();
            let ended = self.mail.done(id, outcome, &waits, desk).unwrap_or_default();
            return self.mail_ended(ended, now, rng, desk);
        }
        if let Outcome::Space { said, view, .. } = &outcome {
            said.iter().cloned().for_each(|notice| desk.say(notice));
            let known = self.views.iter_mut().find(|known| known.space == view.space);
            if let Some(known) = known.filter(|_| view.errands) {
                (known.errands, known.relay) = (true, view.relay);
                self.asked.remove(&view.space);
            }
        }
        let mut outcome = Some(outcome);
        let step = self
            .pulls
            .iter_mut()
            .find_map(|(space, pull)| pull.done(id, &mut outcome, desk).map(|step| (*space, step)));
        if step.is_some() {
            return self.pulled(step, now, rng, desk);
        }
        let step = self.sessions.iter_mut().find_map(|(url, session)| {
            session
                .done(id, &mut outcome, desk)
                .map(|step| (url.clone(), step))
        });
        if let Some((url, step)) = step {
            return self.in_session(&url, step, now, rng, desk);
        }
        let (key, couriers) = (&self.key, &mut self.couriers);
        let step = couriers.iter_mut().find_map(|(url, courier)| {
            let step = courier.done(id, &mut outcome, key, now, desk)?;
            Some((url.clone(), step))
        });
        if step.is_some() {
            return self.carried(step, now, rng, desk);
        }
        if self.left_behind.remove(&id) {
            return;
        }
        // Work that nobody waits for: receipts, refusals, rewinds.
        match outcome {
            Some(Outcome::Failed {
                space,
                why: event::Failure::Lie(lie),
            }) => self.lied(space, lie, desk),
            Some(Outcome::Space { view, .. }) if view.seq == 0 && view.member_seq == 0 => self.look(desk),
            _ => {}
        }
    }

    /// Starts what is due, from the views just looked up.
    fn start(&mut self, now: Millis, desk: &mut Desk<'_>) {
        let mut begun = Vec::new();
        for (url, session) in &mut self.sessions {
            if session.changed(&self.views, desk) {
                begun.push(url.clone());
            }
        }
        for url in begun {
            self.sessions.remove(&url);
            desk.close(&url);
        }
        // Private logs are served in sessions alone.
        let mut in_session = BTreeSet::new();
        for view in &self.views {
            let url = url_of(view);
            let wait = self.due.get(url).is_some_and(|due| *due > now);
            let held = self.sessions.values().any(|session| session.holds(&view.space));
            if wait || held || self.pulls.contains_key(&view.space) || self.given_up.contains(&view.space) {
                continue;
            }
            if view.private && !view.unfounded {
                in_session.insert(url.to_owned());
                continue;
            }
            let etag = self.etags.remove(&view.space).filter(|(seq, _)| *seq == view.seq);
            let no_pack = self.no_pack.contains(&view.space);
            let pull = Pull::start(view.clone(), no_pack, etag.map(|(_, etag)| etag), desk);
            self.pulls.insert(view.space, pull);
        }
        for url in in_session {
            self.open_session(&url, now, desk);
        }
    }

    fn pulled(
        &mut self,
        step: Option<(SpaceId, pull::Step)>,
        now: Millis,
        rng: &mut dyn Rng,
        desk: &mut Desk<'_>,
    ) {
        let Some((space, step)) = step else { return };
        if step == pull::Step::Going {
            return;
        }
        let Some(pull) = self.pulls.remove(&space) else {
            return;
        };
        let view = pull.view().clone();
        let url = url_of(&view).to_owned();
        match step {
            pull::Step::Going => {}
            pull::Step::Finished => {
                self.backoffs.remove(&url);
                self.due.insert(url.clone(), now + around(POLL_MS, rng));
                let known = self.views.iter_mut().find(|known| known.space == space);
                let was = known.map(|known| std::mem::replace(known, view));
                if let Some(etag) = pull.etag() {
                    self.etags.insert(space, etag);
                }
                desk.say(Notice::Fresh { space });
                // Of a relay that moves, other spaces are still at the old address.
                for moved in was.iter().map(url_of).filter(|was| *was != url) {
                    self.open_session(moved, now, desk);
                }
                self.open_session(&url, now, desk);
            }
            pull::Step::Unreachable => self.later(&url, now, rng, desk),
            pull::Step::Gone => {
                self.given_up.insert(space);
                desk.say(Notice::Refused {
                    space: Some(space),
                    code: ekin_protocol::code::Code::NoSpace,
                });
            }
            pull::Step::Store => {
                self.given_up.insert(space);
            }
            // A page of something else, a network that asks to log in first: no proof of anything, and over one day.
            pull::Step::Lied(lie @ Lie::Form) => {
                self.wait(&url, now, rng);
                desk.say(Notice::Lied { space, lie });
            }
            pull::Step::Lied(lie) => self.lied(space, lie, desk),
        }
        self.wake(desk);
    }

    /// Opens a session when every public space of the relay is up to date, and there is a private one or one in which
    /// this device writes. A space to be joined has a session of its own before: who joins shows another key.
    fn open_session(&mut self, url: &str, now: Millis, desk: &mut Desk<'_>) {
        let busy = self.pulls.values().any(|pull| url_of(pull.view()) == url);
        if busy || self.sessions.contains_key(url) {
            return;
        }
        let here = |view: &&SpaceView| url_of(view) == url && !self.given_up.contains(&view.space);
        let wanted = |view: &&SpaceView| {
            let something = view.outbox || view.intents || view.lost || self.mode == Mode::Watch;
            here(view) && !view.unfounded && (view.private || (view.writes && something))
        };
        let joins = |view: &&SpaceView| wanted(view) && view.joining.is_some();
        let views: Vec<_> = match self.views.iter().find(joins) {
            Some(joining) => vec![joining.clone()],
            None => self.views.iter().filter(wanted).cloned().collect(),
        };
        if !views.is_empty() {
            self.sessions
                .insert(url.to_owned(), Session::open(url.to_owned(), views, now, desk));
        }
    }

    fn in_session(
        &mut self,
        url: &str,
        step: session::Step,
        now: Millis,
        rng: &mut dyn Rng,
        desk: &mut Desk<'_>,
    ) {
        match step {
            session::Step::Going => return,
            session::Step::Renew if self.renewals < RENEWALS => {
                self.renewals += 1;
                self.end_session(url);
                self.due.remove(url);
                desk.close(url);
                self.look(desk);
                return;
            }
            session::Step::NotJoined(space) => {
                desk.close(url);
                self.end_session(url);
                self.given_up.insert(space);
                self.look(desk);
            }
            session::Step::Ended | session::Step::Renew => {
                self.end_session(url);
                self.later(url, now, rng, desk);
            }
            session::Step::Lied(space, lie) => {
                desk.close(url);
                if let Some(session) = self.end_session(url) {
                    let spaces = self
                        .views
                        .iter()
                        .map(|view| view.space)
                        .filter(|s| session.holds(s));
                    let about: Vec<_> = space.map_or_else(|| spaces.collect(), |space| vec![space]);
                    about.into_iter().for_each(|space| self.lied(space, lie, desk));
                }
                self.later(url, now, rng, desk);
            }
        }
        self.wake(desk);
    }

    fn end_session(&mut self, url: &str) -> Option<Session> {
        let session = self.sessions.remove(url)?;
        self.left_behind.extend(session.folds());
        Some(session)
    }

    fn mail_ended(&mut self, ended: Vec<(String, End)>, now: Millis, rng: &mut dyn Rng, desk: &mut Desk<'_>) {
        for (url, end) in ended {
            match end {
                End::Finished => drop(self.backoffs.remove(&url)),
                End::Stopped => {}
                End::Later => drop(self.wait(&url, now, rng)),
                End::Unreachable => self.later(&url, now, rng, desk),
                End::OtherRelay => {
                    let here = |view: &&SpaceView| url_of(view) == url && view.relay.is_some();
                    let about: Vec<_> = self.views.iter().filter(here).map(|view| view.space).collect();
                    about
                        .into_iter()
                        .for_each(|space| self.lied(space, Lie::Relay, desk));
                }
            }
        }
        self.wake(desk);
    }

    /// Nothing of a lie is kept. A pack that lied is replaced by the whole log; what else lies is not asked
    /// again in this run, and the person is told.
    fn lied(&mut self, space: SpaceId, lie: Lie, desk: &mut Desk<'_>) {
        desk.say(Notice::Lied { space, lie });
        if lie == Lie::Pack && self.no_pack.insert(space) {
            desk.work(Work::Rewind {
                space,
                instance: None,
                head: None,
            });
            self.look(desk);
        } else {
            self.given_up.insert(space);
        }
    }

    /// Says once that nothing is left to do. In [`Mode::Once`] a relay that cannot be reached counts as done:
    /// the person was told.
    fn settle(&mut self, now: Millis, rng: &mut dyn Rng, desk: &mut Desk<'_>) {
        let idle = self.look.is_none() && self.pulls.is_empty() && self.couriers.is_empty() && self.looked;
        if self.settled || !idle || !self.sessions.values().all(Session::is_settled) {
            return;
        }
        if self.mail.is_wanted() {
            let look = now >= self.look_due;
            if look {
                self.look_due = now + around(LOOK_MS, rng);
            }
            self.mail.begin(look, desk);
        }
        if !self.mail.is_done() {
            return;
        }
        self.settled = true;
        self.renewals = 0;
        if self.mode == Mode::Once {
            for url in std::mem::take(&mut self.sessions).into_keys() {
                desk.close(&url);
            }
        }
        desk.say(Notice::Settled);
    }
}

fn url_of(view: &SpaceView) -> &str {
    view.urls.first().map_or("", String::as_str)
}
