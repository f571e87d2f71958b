//! A relay whose log is another one than this device's: it is asked for a signed head, and where that is of a newer life the
//! log is taken anew; then what the relay lost is brought back, in the order of the old log, before anything new goes.

use ekin_protocol::code::Code;
use ekin_protocol::head::{Head, Receipt};
use ekin_protocol::id::Instance;
use ekin_protocol::session::ToRelay;

use super::{Line, PUSH, Session, Step};
use crate::sync::desk::Desk;
use crate::sync::event::{Failure, Heal, Id, Notice, Outcome, Work};
use crate::sync::left::LeftWork;

/// How far a space has come with what its relay lost.
#[derive(Debug, Default)]
pub(super) struct Healing {
    stage: Stage,
    /// Number of the last that was sent.
    after: i64,
    /// How much was sent and has no answer yet. A receipt may name another id than was sent: of the same content, signed again by
    /// its author.
    waiting: usize,
    /// Of a space that this device left: the relay's life in which it comes back, and why something was not taken.
    life: Option<Instance>,
    refused: Option<Code>,
}

#[derive(Debug, Default, PartialEq, Eq)]
enum Stage {
    #[default]
    Start,
    /// The proof is being made.
    Proving(Id),
    /// What comes next is being looked up.
    Asking(Id),
    /// It was sent.
    Sent,
    /// Everything that could go went.
    Done,
}

impl Healing {
    /// Whether something is being brought back.
    pub(super) fn is_under_way(&self) -> bool {
        !matches!(self.stage, Stage::Start | Stage::Done)
    }

    /// Whether something of it is being looked up here.
    pub(super) fn is_at_work(&self) -> bool {
        matches!(self.stage, Stage::Proving(_) | Stage::Asking(_))
    }

    /// The relay holds envelopes. While something comes back nothing else of its space is under way: an answer is to that.
    pub(super) fn received(&mut self, receipt: &Receipt) {
        self.waiting = self.waiting.saturating_sub(receipt.entries.len());
    }

    /// One thing has its answer. Says whether it was something that came back.
    pub(super) fn answered(&mut self) -> bool {
        let ours = self.waiting > 0;
        self.waiting = self.waiting.saturating_sub(1);
        ours
    }
}

impl Line {
    /// Whether something that the relay lost goes first.
    pub(super) fn is_healing(&self) -> bool {
        match self.heal.stage {
            Stage::Start => self.view.lost,
            Stage::Done => !self.heal_is_back(),
            _ => true,
        }
    }

    /// Whether the log has come back with what was sent here.
    fn heal_is_back(&self) -> bool {
        self.heal.after == 0 || self.view.seq >= self.promised
    }

    /// Goes on bringing back what the relay lost, once the log is here as the relay has it.
    pub(super) fn offer_lost(&mut self, desk: &mut Desk<'_>) {
        let space = self.view.space;
        match self.heal.stage {
            Stage::Start if self.is_healing() && self.view.seq >= self.promised && self.view.seq > 0 => {
                self.heal.stage = Stage::Proving(desk.work(Work::Prove { space }));
            }
            Stage::Sent if self.heal.waiting == 0 => {
                let (after, budget) = (self.heal.after, PUSH);
                self.heal.stage = Stage::Asking(desk.work(match self.view.left {
                    true => Work::Left(LeftWork::Next { space, after, budget }),
                    false => Work::Heal { space, after, budget },
                }));
            }
            _ => {}
        }
    }

    /// Something that was sent here is not taken. Says whether it was sent here.
    pub(super) fn lost_refused(&mut self, id: &[u8; 32], code: Code, desk: &mut Desk<'_>) -> bool {
        let (space, id) = (self.view.space, *id);
        let ours = self.heal.answered();
        match self.view.left {
            true => self.heal.refused = Some(code),
            false if ours => drop(desk.work(Work::LostRefused { space, id, code })),
            false => {}
        }
        ours || self.view.left
    }

    /// Everything that is kept of a space that this device left had its answer.
    fn left_is_done(&mut self, desk: &mut Desk<'_>) {
        if let Some(instance) = self.heal.life.filter(|_| self.view.left) {
            desk.work(Work::Left(LeftWork::Done {
                space: self.view.space,
                instance,
                refused: self.heal.refused,
            }));
        }
    }
}

impl Session {
    /// The relay shows its head: whether it was restored is for the store to say, which knows the relay's key.
    pub(super) fn on_restored(&mut self, space: usize, head: Head, desk: &mut Desk<'_>) {
        let Some(line) = self.lines.get_mut(space).filter(|line| line.asked_head) else {
            return;
        };
        line.asked_head = false;
        if line.view.left {
            line.heal.life = Some(head.instance);
            line.heal.stage = Stage::Proving(desk.work(Work::Left(LeftWork::Shown {
                space: line.view.space,
                head: Box::new(head),
            })));
            return;
        }
        line.rewinding = Some(desk.work(Work::Rewind {
            space: line.view.space,
            instance: Some(head.instance),
            head: Some(Box::new(head)),
        }));
    }

    /// The outcome of work on this. None when it belongs to somebody else.
    pub(super) fn healed(
        &mut self,
        id: Id,
        outcome: &mut Option<Outcome>,
        desk: &mut Desk<'_>,
    ) -> Option<Step> {
        let ours = |line: &Line| {
            let stage = &line.heal.stage;
            line.rewinding == Some(id) || matches!(stage, Stage::Proving(at) | Stage::Asking(at) if *at == id)
        };
        let at = self.lines.iter().position(ours)?;
        let line = self.lines.get_mut(at)?;
        let space = line.view.space;
        match outcome.take()? {
            Outcome::Space { .. } => {
                line.rewinding = None;
                desk.say(Notice::Restored { space });
                return Some(Step::Renew);
            }
            // The relay was not restored, or the word of this one counts for nothing.
            Outcome::Proofs { proofs, .. } if line.view.left && proofs.is_empty() => {
                line.heal.stage = Stage::Done;
            }
            Outcome::Proofs { proofs, .. } => {
                for (links, head) in proofs {
                    desk.send(
                        &self.url,
                        ToRelay::Lost {
                            space: at,
                            links,
                            head,
                        }
                        .write(),
                    );
                }
                line.heal.stage = Stage::Sent;
            }
            Outcome::Heal { next, .. } => {
                line.heal.stage = Stage::Sent;
                match next {
                    Heal::Record { last, record } => {
                        line.heal.after = last;
                        line.heal.waiting = 1;
                        desk.send(&self.url, ToRelay::PushRecord { space: at, record }.write());
                    }
                    Heal::Frames { last, frames } => {
                        line.heal.after = last;
                        line.heal.waiting = frames.len();
                        desk.send(&self.url, ToRelay::Push { space: at, frames }.write());
                    }
                    Heal::Nothing => {
                        line.heal.stage = Stage::Done;
                        line.left_is_done(desk);
                    }
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
