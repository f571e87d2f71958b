//! The session with one relay: one WebSocket for all private spaces, and those in which this device may write.

mod clock;
mod greeting;
mod heal;
mod join;
mod line;

use std::collections::BTreeMap;

use ed25519_dalek::SigningKey;
use ekin_protocol::VERSION;
use ekin_protocol::code::{Class, Code};
use ekin_protocol::id::{Instance, SignKey, SpaceId};
use ekin_protocol::limits;
use ekin_protocol::membership::SignedRecord;
use ekin_protocol::session::{ToDevice, ToRelay, prove};

use line::Line;

use super::desk::Desk;
use super::event::{Failure, Id, Lie, Millis, Notice, Outcome, SocketEvent, SpaceView, Work};

/// Bytes of frames that may be without a receipt.
const WINDOW: usize = 1 << 20;
/// Bytes of one push.
const PUSH: usize = limits::MESSAGE - 4096;

/// Where a session stands after an event.
#[derive(Debug, PartialEq, Eq)]
pub enum Step {
    /// It goes on.
    Going,
    /// It is over; again later.
    Ended,
    /// It is over; again at once, with what was made new meanwhile.
    Renew,
    /// It is over: the relay does not let this device join that space.
    NotJoined(SpaceId),
    /// Another relay answers, or its words cannot be.
    Lied(Option<SpaceId>, Lie),
}

#[derive(Debug, PartialEq, Eq)]
enum Stage {
    Connecting,
    Greeting,
    Proving,
    Live,
}

/// One session.
#[derive(Debug)]
pub struct Session {
    url: String,
    stage: Stage,
    lines: Vec<Line>,
    heard: Millis,
    /// When something last came that was more than a sign of life.
    answered: Millis,
    pinged: bool,
    /// Folds under way, with the bytes to credit when they are done.
    folds: BTreeMap<Id, (usize, u64)>,
    /// The key that the relay shows.
    relay: Option<SignKey>,
    /// The relay's clock as it told it, when that was, and when it was last looked at what is due by it.
    relay_time: Option<(u64, Millis, Millis)>,
}

impl Session {
    /// Opens a session for spaces of one relay.
    pub fn open(url: String, views: Vec<SpaceView>, now: Millis, desk: &mut Desk<'_>) -> Self {
        desk.open(&url);
        Self {
            url,
            stage: Stage::Connecting,
            lines: views
                .into_iter()
                .take(limits::HELLO_SPACES)
                .map(Line::new)
                .collect(),
            heard: now,
            answered: now,
            pinged: false,
            folds: BTreeMap::new(),
            relay: None,
            relay_time: None,
        }
    }

    /// Whether it stands and nothing waits for an answer.
    pub fn is_settled(&self) -> bool {
        self.stage == Stage::Live && self.folds.is_empty() && self.lines.iter().all(Line::is_settled)
    }

    /// Whether it speaks for this space.
    pub fn holds(&self, space: &SpaceId) -> bool {
        self.lines.iter().any(|line| line.view.space == *space)
    }

    /// Folds that are under way.
    pub fn folds(&self) -> impl Iterator<Item = Id> {
        self.folds.keys().copied()
    }

    /// Something on the connection.
    pub fn socket(&mut self, event: SocketEvent, key: &SigningKey, now: Millis, desk: &mut Desk<'_>) -> Step {
        match event {
            SocketEvent::Opened => {
                self.stage = Stage::Greeting;
                (self.heard, self.answered) = (now, now);
                let key = self.prover(key);
                let hello = ToRelay::Hello {
                    versions: vec![VERSION],
                    features: 0,
                    device: SignKey(key.verifying_key().to_bytes()),
                    // The oldest: of each newer one the relay says where it began.
                    instance: self
                        .lines
                        .iter()
                        .filter(|line| !line.view.left)
                        .filter_map(|line| line.view.instance)
                        .min_by_key(Instance::ordinal),
                    cursors: self.lines.iter().map(Line::cursor).collect(),
                };
                desk.send(&self.url, hello.write());
                Step::Going
            }
            SocketEvent::Closed => Step::Ended,
            SocketEvent::Message(bytes) => {
                self.heard = now;
                self.pinged = false;
                match ToDevice::read(&bytes) {
                    Ok(ToDevice::Pong(_)) => Step::Going,
                    Ok(message) => {
                        self.answered = now;
                        self.message(message, bytes.len(), key, now, desk)
                    }
                    Err(_) => Step::Lied(None, Lie::Form),
                }
            }
        }
    }

    fn message(
        &mut self,
        message: ToDevice,
        bytes: usize,
        key: &SigningKey,
        now: Millis,
        desk: &mut Desk<'_>,
    ) -> Step {
        match (message, &self.stage) {
            (ToDevice::Challenge { nonce, relay }, Stage::Greeting) => {
                self.on_relay(relay);
                desk.send(
                    &self.url,
                    ToRelay::Proof(prove(self.prover(key), &relay, &nonce)).write(),
                );
                self.stage = Stage::Proving;
            }
            (ToDevice::Ok { exceptions, t_ms, .. }, Stage::Proving) => {
                self.stage = Stage::Live;
                self.relay_time = Some((t_ms, now, now));
                for (at, exception) in exceptions {
                    if !self.on_exception(at, exception, desk) {
                        return Step::Renew;
                    }
                }
                self.look_what_is_due(t_ms, desk);
                self.ask_who_named(desk);
                self.ask_members(desk);
                self.offer(desk);
            }
            (ToDevice::Members { space, entries }, Stage::Live) => self.on_members(space, entries, desk),
            (ToDevice::Entries { space, entries, head }, Stage::Live) => {
                let Some(line) = self.lines.get(space) else {
                    return Step::Going;
                };
                if line.doubted {
                    // Something new came there: perhaps that an owner has named it.
                    desk.send(&self.url, ToRelay::Credit(bytes as u64).write());
                    self.ask_who_named(desk);
                } else if !line.view.left {
                    let work = Work::Fold {
                        space: line.view.space,
                        entries,
                        head,
                    };
                    self.folds.insert(desk.work(work), (space, bytes as u64));
                }
            }
            (ToDevice::Restored { space, head }, Stage::Live) => self.on_restored(space, head, desk),
            (ToDevice::Backed { space, backed }, Stage::Live) => {
                let concerns = |line: &&Line| !line.view.left && !line.doubted;
                if let Some(line) = self.lines.get(space).filter(concerns) {
                    let (space, backed) = (line.view.space, Box::new(backed));
                    desk.work(Work::Backed { space, backed });
                }
            }
            (ToDevice::Receipt { space, receipt }, Stage::Live) => {
                if let Some(line) = self.lines.get_mut(space) {
                    line.heal.received(&receipt);
                    if line.view.left {
                        self.offer(desk);
                        return Step::Going;
                    }
                    let n = receipt.entries.len().min(line.unanswered.len());
                    line.unanswered.drain(..n);
                    line.promised = line.promised.max(receipt.head.seq);
                    let space = line.view.space;
                    desk.work(Work::Received {
                        space,
                        receipt: Box::new(receipt),
                    });
                }
                self.offer(desk);
            }
            (ToDevice::Refused { space, refusal }, Stage::Live) => {
                if let Some(line) = self.lines.get_mut(space) {
                    if line.lost_refused(&refusal.id.0, refusal.code, desk) {
                        self.offer(desk);
                        return Step::Going;
                    }
                    let space = line.view.space;
                    desk.say(Notice::Refused {
                        space: Some(space),
                        code: refusal.code,
                    });
                    desk.work(Work::Refused { space, refusal });
                }
                // What follows in the chain is void too: the rest goes in the next session, made anew.
                return Step::Renew;
            }
            (ToDevice::RecordTaken { space, record, seq }, Stage::Live) => {
                if let Some(line) = self.lines.get_mut(space)
                    && line.heal.answered()
                {
                    line.promised = line.promised.max(seq);
                    self.offer(desk);
                    return Step::Going;
                }
                if let Some(line) = self
                    .lines
                    .get_mut(space)
                    .filter(|line| line.record == Some(record))
                {
                    line.record = None;
                    line.promised = line.promised.max(seq);
                    if line.view.joining.is_some() {
                        // From now on the device shows its own key.
                        let space = line.view.space;
                        desk.work(Work::Joined { space });
                        return Step::Renew;
                    }
                }
            }
            (ToDevice::RecordRefused { space, record, code }, Stage::Live) => {
                if let Some(line) = self.lines.get_mut(space)
                    && line.lost_refused(&record.0, code, desk)
                {
                    self.offer(desk);
                    return Step::Going;
                }
                if let Some(line) = self
                    .lines
                    .get_mut(space)
                    .filter(|line| line.record == Some(record))
                {
                    line.record = None;
                    let space = line.view.space;
                    if line.view.joining.is_some() {
                        return self.join_refused(space, code, desk);
                    }
                    if code != Code::HeadMoved {
                        desk.say(Notice::Refused {
                            space: Some(space),
                            code,
                        });
                    }
                    desk.work(Work::IntentRefused { space, record, code });
                    // Where another record came before it, the log brings that one, and then it is made again. What the
                    // relay takes later is not pressed upon it in this session.
                    if code.class() == Class::Later {
                        line.view.intents = false;
                        line.later = true;
                    } else if code != Code::HeadMoved {
                        self.offer(desk);
                    }
                }
            }
            (ToDevice::Failure(code), _) => {
                desk.say(Notice::Refused { space: None, code });
                return Step::Ended;
            }
            (ToDevice::Chain { .. }, _) => {}
            _ => return Step::Lied(None, Lie::Form),
        }
        Step::Going
    }

    /// The store may hold something new to send. Says whether the session is to begin again: this device has begun from a pack.
    pub fn changed(&mut self, views: &[SpaceView], desk: &mut Desk<'_>) -> bool {
        let mut begun = false;
        for line in &mut self.lines {
            if let Some(view) = views.iter().find(|view| view.space == line.view.space) {
                begun |= view.seq < line.view.seq || (line.cut && view.seq > line.view.seq);
                line.view.outbox |= view.outbox;
                line.view.intents |= view.intents;
            }
        }
        self.offer(desk);
        begun
    }

    fn offer(&mut self, desk: &mut Desk<'_>) {
        if self.stage != Stage::Live {
            return;
        }
        let open = |line: &&mut Line| line.view.left || (!line.gone && line.view.joining.is_none());
        let relay = self.relay;
        for line in self.lines.iter_mut().filter(open) {
            line.offer_lost(desk);
            if line.view.left {
                continue;
            }
            if line.is_healing() {
                // What this device writes may be built on what the relay lost.
                continue;
            }
            let space = line.view.space;
            let on_the_way: usize = line.unanswered.iter().map(|(_, bytes)| bytes).sum();
            if line.view.outbox && line.outbox.is_none() && on_the_way < WINDOW {
                let work = Work::Outbox {
                    space,
                    after: line.sent,
                    budget: PUSH,
                };
                line.outbox = Some(desk.work(work));
            }
            let free = !line.later
                && line.intent.is_none()
                && line.record.is_none()
                && line.view.seq >= line.promised;
            // A relay that has its old key is not to be called another one.
            let named = line.view.awaited.is_none() || line.view.awaited == relay;
            if line.view.intents && free && named {
                line.intent = Some(desk.work(Work::Intent { space }));
            }
        }
    }

    /// The outcome of work. None when it belongs to somebody else.
    pub fn done(&mut self, id: Id, outcome: &mut Option<Outcome>, desk: &mut Desk<'_>) -> Option<Step> {
        if let Some((at, bytes)) = self.folds.remove(&id) {
            desk.send(&self.url, ToRelay::Credit(bytes).write());
            let line = self.lines.get_mut(at)?;
            match outcome.take()? {
                Outcome::Space { view, .. } => line.view = *view,
                Outcome::Failed {
                    space,
                    why: Failure::Lie(lie),
                } => return Some(Step::Lied(Some(space), lie)),
                _ => return Some(Step::Ended),
            }
            self.offer(desk);
            return Some(Step::Going);
        }
        if let Some(line) = self.lines.iter_mut().find(|line| line.due == Some(id)) {
            line.due = None;
            match outcome.take()? {
                Outcome::Space { view, .. } => {
                    line.view.intents |= view.intents;
                    self.offer(desk);
                    return Some(Step::Going);
                }
                _ => return Some(Step::Ended),
            }
        }
        if let Some(step) = self.healed(id, outcome, desk) {
            return Some(step);
        }
        if self.lines.iter().any(|line| line.members == Some(id)) {
            return Some(self.members_kept(id, outcome.take()?, desk));
        }
        let at = self
            .lines
            .iter()
            .position(|line| line.outbox == Some(id) || line.intent == Some(id))?;
        let line = self.lines.get_mut(at)?;
        match outcome.take()? {
            Outcome::Frames { frames, .. } => {
                line.outbox = None;
                line.view.outbox = !frames.is_empty();
                line.sent = frames.last().map_or(line.sent, |(place, _)| *place);
                line.unanswered
                    .extend(frames.iter().map(|(place, frame)| (*place, frame.len())));
                if !frames.is_empty() {
                    let frames = frames.into_iter().map(|(_, frame)| frame).collect();
                    desk.send(&self.url, ToRelay::Push { space: at, frames }.write());
                }
            }
            Outcome::Record { record, .. } => {
                line.intent = None;
                line.view.intents = record.is_some();
                if line.view.joining.is_some() && record.is_none() {
                    let space = line.view.space;
                    return Some(self.join_refused(space, Code::NotAllowed, desk));
                }
                if let Some(record) = record {
                    line.record = SignedRecord::read(&record).ok().map(|signed| signed.id());
                    desk.send(&self.url, ToRelay::PushRecord { space: at, record }.write());
                }
            }
            Outcome::Failed {
                why: Failure::Lie(lie),
                space,
            } => return Some(Step::Lied(Some(space), lie)),
            _ => return Some(Step::Ended),
        }
        self.offer(desk);
        Some(Step::Going)
    }
}

#[cfg(test)]
mod tests;
