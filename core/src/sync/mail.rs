//! Mail: messages dropped into inboxes and replies into mailboxes, each for work in place of an account; what waits for
//! members fetched and taken away; replies collected. It begins when everything else of a round is done, one line to a
//! relay, one errand after the other, so that nothing waits for it; the work itself is done off the store's thread.

mod line;

use std::collections::BTreeSet;

use ed25519_dalek::SigningKey;
use ekin_protocol::code::Code;
use ekin_protocol::id::{SignKey, SpaceId};
use ekin_protocol::inbox::{Challenge, MailboxId, MessageId, TerritoryCode};
use ekin_protocol::pages::Waiting;

use super::desk::Desk;
use super::event::{Id, Reply, Work};
pub use line::End;
use line::Line;

/// Numbers tried between two looks at whether somebody wants to stop.
const SLICE: u32 = 1 << 12;

/// One thing to do with a relay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Errand {
    /// Fetch the messages of a space after a place of its inbox.
    Fetch {
        /// The space.
        space: SpaceId,
        /// The place.
        after: u64,
    },
    /// Take a message away: it is here and was dealt with.
    TakeAway {
        /// The space.
        space: SpaceId,
        /// Its place.
        place: u64,
    },
    /// Look into a mailbox.
    Collect(MailboxId),
    /// Send a letter, by its number.
    Send(i64),
}

impl Errand {
    /// Whether it is for members alone.
    fn is_member_s(&self) -> bool {
        matches!(self, Self::Fetch { .. } | Self::TakeAway { .. })
    }
}

/// What there is to do with one relay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Round {
    /// Its address.
    pub url: String,
    /// Its key, where a space has pinned it.
    pub relay: Option<SignKey>,
    /// What to do, in order.
    pub errands: Vec<Errand>,
}

/// Work on the store, and the work for a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MailWork {
    /// Say what there is to do; with `look`, also what may have come.
    Plan {
        /// Whether inboxes and mailboxes are looked into.
        look: bool,
    },
    /// Hand out a letter, sealed now if it never was.
    Letter(i64),
    /// A letter is about to be sent.
    Sending(i64),
    /// The relay's word on a letter; none when it holds it.
    Answered(i64, Option<Code>),
    /// Keep messages that were fetched, and open what opens.
    Keep(SpaceId, Vec<Waiting>),
    /// A message was taken away.
    TakenAway(SpaceId, u64),
    /// Keep what lay in a mailbox.
    Collected(MailboxId, Vec<Vec<u8>>),
    /// Find the number that solves a challenge for a message.
    Solve(Box<Challenge>, MessageId),
}

/// A letter as it is dropped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sealed {
    /// The page that takes it, such as `/v1/spaces/…/inbox`.
    pub page: String,
    /// The page with the work for it.
    pub challenge: String,
    /// The sealed message.
    pub bytes: Vec<u8>,
    /// The territory's code, for the lane that it keeps free.
    pub code: Option<TerritoryCode>,
}

/// What came of the work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MailOutcome {
    /// Of [`MailWork::Plan`].
    Plan(Vec<Round>),
    /// Of [`MailWork::Letter`]; none where it is not to be sent now.
    Letter(Option<Box<Sealed>>),
    /// Of [`MailWork::Solve`]; none when it was broken off.
    Solved(Option<u64>),
    /// It is done.
    Done,
    /// It is done, and this is to be done next.
    Then(Errand),
    /// The store failed.
    Failed,
}

/// Looks for the number that solves a challenge, for as long as `goes_on` says so.
pub fn solve(challenge: &Challenge, message: &MessageId, goes_on: &dyn Fn() -> bool) -> Option<u64> {
    let mut from = 0;
    while goes_on() {
        if let Some(number) = challenge.solve(message, from, SLICE) {
            return Some(number);
        }
        from = from.checked_add(SLICE.into())?;
    }
    None
}

/// Where mail stands.
#[derive(Debug)]
enum Stage {
    /// Something may have come.
    Idle,
    /// What there is to do is being looked up.
    Planning(Id),
    /// Errands are under way.
    Running,
    /// Everything was done.
    Done,
}

/// The mail of one device.
#[derive(Debug)]
pub struct Mail {
    /// Signs challenges of relays.
    key: SigningKey,
    stage: Stage,
    lines: Vec<Line>,
    /// Something new came while errands were under way.
    again: bool,
}

impl Mail {
    /// No mail yet.
    pub fn new(key: SigningKey) -> Self {
        Self {
            key,
            stage: Stage::Idle,
            lines: Vec::new(),
            again: false,
        }
    }

    /// There may be something to do.
    pub fn want(&mut self) {
        match self.stage {
            Stage::Idle | Stage::Done => self.stage = Stage::Idle,
            Stage::Planning(_) | Stage::Running => self.again = true,
        }
    }

    /// Whether something was asked for that has not begun.
    pub fn is_wanted(&self) -> bool {
        matches!(self.stage, Stage::Idle)
    }

    /// Begins: everything else is done.
    pub fn begin(&mut self, look: bool, desk: &mut Desk<'_>) {
        self.stage = Stage::Planning(desk.work(Work::Mail(MailWork::Plan { look })));
    }

    /// Whether nothing is left to do.
    pub fn is_done(&self) -> bool {
        matches!(self.stage, Stage::Done)
    }

    /// The outcome of work: what ended with it, by the relay's address. None when it belongs to somebody else.
    pub fn done(
        &mut self,
        id: Id,
        outcome: &MailOutcome,
        waits: &BTreeSet<String>,
        desk: &mut Desk<'_>,
    ) -> Option<Vec<(String, End)>> {
        if matches!(self.stage, Stage::Planning(at) if at == id) {
            let rounds = match outcome {
                MailOutcome::Plan(rounds) => rounds.as_slice(),
                _ => &[],
            };
            let due = rounds.iter().filter(|round| !waits.contains(&round.url));
            let start = |round: &Round| Line::start(round.clone(), self.key.clone(), desk);
            self.lines = due.map(start).collect();
            self.stage = Stage::Running;
        } else {
            let line = self.lines.iter_mut().find(|line| line.works(id))?;
            line.worked(outcome, desk);
        }
        Some(self.ended())
    }

    /// An HTTP answer: what ended with it. None when it belongs to somebody else.
    pub fn http(&mut self, id: Id, reply: Option<&Reply>, desk: &mut Desk<'_>) -> Option<Vec<(String, End)>> {
        let line = self.lines.iter_mut().find(|line| line.asks(id))?;
        line.answered(reply, desk);
        Some(self.ended())
    }

    fn ended(&mut self) -> Vec<(String, End)> {
        let ended = self
            .lines
            .extract_if(.., |line| line.end().is_some())
            .filter_map(|line| Some((line.url().to_owned(), line.end()?)))
            .collect();
        if self.lines.is_empty() {
            self.stage = match std::mem::take(&mut self.again) {
                true => Stage::Idle,
                false => Stage::Done,
            };
        }
        ended
    }
}

#[cfg(test)]
mod tests;
