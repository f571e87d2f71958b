//! In an order that a seed draws: each device does its steps in their order, but which device is next, who has the network,
//! who exchanges with the relay, whose line breaks in the middle of it, and who meets whom is drawn. Steps of the story that
//! are about the network are left out; `together` and the passing of time stay where they are, between what comes before
//! and what comes after.
//!
//! A step waits for the names that it needs, and, where it says `waits`, for what must come from elsewhere. When all wait,
//! the network comes back for everybody; when they still wait then, the story stops.

use std::collections::VecDeque;

use ekin_i18n::{Message, msg};

use super::{Came, Play};
use crate::scenario::dice::Dice;
use crate::scenario::fault::Stopped;
use crate::scenario::story::{Act, Place, Step, Who};

/// Of a hundred things that happen: steps of devices,
const STEPS: usize = 58;
/// exchanges with the relay,
const SYNCS: usize = 20;
/// networks that go or come,
const NETWORKS: usize = 12;
/// of a hundred exchanges, those whose line breaks,
const BREAKS: usize = 20;
/// and after how many bytes from the relay, at most.
const BROKEN_AFTER: usize = 6_000;
/// Things that happen while all wait, before the network comes back for everybody.
const PATIENCE: usize = 12;

/// What a device still has to do.
struct Queue<'s> {
    who: Who,
    steps: VecDeque<&'s Step>,
    /// What its next step waits for, until something comes.
    waits: Option<(Place, Message)>,
}

impl<'s> Play<'_, 's> {
    /// Plays steps in an order that is drawn.
    ///
    /// # Errors
    /// Where something is otherwise than it must be in any order.
    pub fn as_drawn(&mut self, steps: &'s [Step], dice: &mut Dice) -> Result<(), Stopped> {
        for phase in steps.split_inclusive(|step| step.act.is_barrier()) {
            let (barrier, phase) = match phase.split_last() {
                Some((last, before)) if last.act.is_barrier() => (Some(last), before),
                _ => (None, phase),
            };
            self.phase(phase, dice)?;
            match barrier.map(|step| (step, &step.act)) {
                Some((step, Act::Together)) => self.together(step.place)?,
                Some((step, _)) => self.own(step),
                None => {}
            }
        }
        Ok(())
    }

    fn phase(&mut self, steps: &'s [Step], dice: &mut Dice) -> Result<(), Stopped> {
        let mut queues: Vec<Queue<'s>> = Vec::new();
        for step in steps {
            let Some(who) = step.act.owner() else { continue };
            match queues.iter_mut().find(|queue| queue.who == who) {
                Some(queue) => queue.steps.push_back(step),
                None => queues.push(Queue {
                    who,
                    steps: [step].into(),
                    waits: None,
                }),
            }
        }
        let (mut idle, mut rescued) = (0, false);
        while queues.iter().any(|queue| !queue.steps.is_empty()) {
            let ready: Vec<usize> = (0..queues.len()).filter(|n| self.is_ready(&queues, *n)).collect();
            let drawn = dice.below(100);
            if let (true, Some(n)) = (drawn < STEPS, dice.one(&ready)) {
                if let Some(queue) = queues.get_mut(*n)
                    && self.next(queue)?
                {
                    (idle, rescued) = (0, false);
                }
                continue;
            }
            let reached = match drawn % (100 - STEPS) {
                n if n < SYNCS => self.drawn_sync(dice)?,
                n if n < SYNCS + NETWORKS => self.drawn_network(dice),
                _ => self.drawn_meeting(dice)?,
            };
            // Whoever was reached looks again.
            let reached = |queue: &&mut Queue<'_>| reached.contains(&queue.who);
            queues
                .iter_mut()
                .filter(reached)
                .for_each(|queue| queue.waits = None);
            idle += usize::from(ready.is_empty());
            if idle > PATIENCE {
                if rescued {
                    return Err(self.stuck(&queues));
                }
                let place = steps.first().map_or(Place::default(), |step| step.place);
                self.together(place)?;
                queues.iter_mut().for_each(|queue| queue.waits = None);
                (idle, rescued) = (0, true);
            }
        }
        Ok(())
    }

    /// Whether a device has a step that it can try now.
    fn is_ready(&self, queues: &[Queue<'s>], n: usize) -> bool {
        let behind = |who: &Who, line: usize| {
            let mut others = queues.iter().filter(|queue| queue.who == *who);
            let before = |step: &&&Step| step.place.line < line;
            others.any(|queue| queue.steps.front().filter(before).is_some())
        };
        queues.get(n).is_some_and(|queue| {
            let ready = |step: &&Step| match &step.act {
                Act::Do(command) => {
                    let told = !command.after.iter().any(|who| behind(who, step.place.line));
                    told && self.stage.knows(command)
                }
                _ => true,
            };
            queue.waits.is_none() && queue.steps.front().is_some_and(ready)
        })
    }

    /// Tries the next step of a device; whether it is done.
    fn next(&mut self, queue: &mut Queue<'s>) -> Result<bool, Stopped> {
        let Some(step) = queue.steps.front().copied() else {
            return Ok(false);
        };
        match &step.act {
            Act::Do(command) => {
                if let Came::NotYet(place, what) = self.command(step, command, false)? {
                    queue.waits = Some((place, what));
                    return Ok(false);
                }
            }
            _ => self.own(step),
        }
        queue.steps.pop_front();
        Ok(true)
    }

    /// A device exchanges with the relay; whom it reached.
    fn drawn_sync(&mut self, dice: &mut Dice) -> Result<Vec<Who>, Stopped> {
        let there = |who: &Who| self.stage.actors.get(*who).is_some_and(|one| !one.empty);
        let all: Vec<Who> = (0..self.stage.actors.len()).filter(there).collect();
        let Some(who) = dice.one(&all).copied() else {
            return Ok(Vec::new());
        };
        if dice.chance(BREAKS) {
            let after = dice.below(BROKEN_AFTER) as u64;
            let answer = self.stage.sync(who, Some(after))?;
            self.counts.syncs += 1;
            self.counts.cuts += 1;
            self.tell.sync(Place::default(), who, &answer, true);
        } else {
            self.sync(Place::default(), who)?;
        }
        Ok(vec![who])
    }

    /// A device loses the network, or has it again.
    fn drawn_network(&mut self, dice: &mut Dice) -> Vec<Who> {
        let who = dice.below(self.stage.actors.len());
        let cut = self.stage.actors.get(who).is_some_and(|one| !one.cut);
        self.set_cut(who, cut);
        self.tell.network(Place::default(), None, &[who], cut);
        Vec::new()
    }

    /// Two devices meet; whom it reached.
    fn drawn_meeting(&mut self, dice: &mut Dice) -> Result<Vec<Who>, Stopped> {
        let mut all = self.stage.present();
        let a = dice.below(all.len());
        if all.len() < 2 {
            return Ok(Vec::new());
        }
        let a = all.swap_remove(a);
        let Some(b) = dice.one(&all).copied() else {
            return Ok(Vec::new());
        };
        self.meet(Place::default(), [a, b])?;
        Ok(vec![a, b])
    }

    /// Nothing comes any more, and devices wait.
    fn stuck(&self, queues: &[Queue<'s>]) -> Stopped {
        for queue in queues {
            if let Some((place, what)) = &queue.waits {
                return Stopped::Differs(*place, msg::story_waits_for_ever(what.clone()));
            }
        }
        let mut steps = queues.iter().filter_map(|queue| queue.steps.front());
        let place = steps.next().map_or(Place::default(), |step| step.place);
        Stopped::Differs(place, msg::story_waits_for_a_name())
    }
}
