//! Time in a session: what is due by the relay's clock, and a relay that says nothing any more.

use ekin_protocol::session::ToRelay;

use super::{Line, Session, Stage, Step};
use crate::sync::desk::Desk;
use crate::sync::event::{Millis, Work};

/// A ping after so much silence.
const QUIET_MS: Millis = 30_000;
/// The end after so much silence, or so long without an answer to what was sent.
const DEAD_MS: Millis = 75_000;
/// How often it is looked for what is due by the relay's time, in a session that stands for long.
const DUE_MS: Millis = 3_600_000;
/// The end of a greeting that takes so long.
const GREET_MS: Millis = 30_000;

impl Session {
    /// What is due by the relay's time is looked for in each private space that this device reads.
    pub(super) fn look_what_is_due(&mut self, t_ms: u64, desk: &mut Desk<'_>) {
        let reads = |line: &&mut Line| line.view.private && line.view.known && !line.gone;
        for line in self.lines.iter_mut().filter(reads) {
            let space = line.view.space;
            line.due = Some(desk.work(Work::Time { space, t_ms }));
        }
    }

    fn is_at_work(&self) -> bool {
        !self.folds.is_empty() || self.lines.iter().any(Line::is_at_work)
    }

    /// Time passes: pings a silent relay and ends with a dead one.
    pub fn tick(&mut self, now: Millis, desk: &mut Desk<'_>) -> Step {
        // A device that is at work itself, on what came or on what is to go, waits for nobody: a checkpoint of a large house, or what
        // came after months, may take it minutes.
        if self.is_settled() || self.is_at_work() {
            self.answered = now;
        }
        if let Some((told, at, looked)) = self.relay_time
            && now.saturating_sub(looked) >= DUE_MS
        {
            self.relay_time = Some((told, at, now));
            self.look_what_is_due(told.saturating_add(now.saturating_sub(at)), desk);
        }
        let silent = now.saturating_sub(self.heard);
        // Pongs alone do not hold a session in which something waits.
        let waits = now.saturating_sub(self.answered);
        let over = match self.stage {
            Stage::Live => silent >= DEAD_MS || waits >= DEAD_MS,
            _ => silent >= GREET_MS,
        };
        if over {
            desk.close(&self.url);
            return Step::Ended;
        }
        if silent >= QUIET_MS && !self.pinged && self.stage == Stage::Live {
            self.pinged = true;
            desk.send(&self.url, ToRelay::Ping(now).write());
        }
        Step::Going
    }
}
