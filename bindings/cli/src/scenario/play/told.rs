//! As the story is told: step after step, the network as written.

use super::{Came, Play};
use crate::scenario::fault::Stopped;
use crate::scenario::story::{Act, Step};

impl<'s> Play<'_, 's> {
    /// Plays steps as they are written.
    ///
    /// # Errors
    /// Where something is otherwise than written.
    pub fn as_told(&mut self, steps: &'s [Step]) -> Result<(), Stopped> {
        steps.iter().try_for_each(|step| self.step(step))
    }

    fn step(&mut self, step: &'s Step) -> Result<(), Stopped> {
        match &step.act {
            Act::Do(command) => match self.command(step, command, true)? {
                Came::Done => Ok(()),
                Came::NotYet(place, what) => Err(Stopped::Differs(place, what)),
            },
            Act::Sync(all) => {
                self.tell.words(step);
                for who in all {
                    self.sync(step.place, *who)?;
                }
                Ok(())
            }
            Act::Meet(a, b) => {
                self.tell.words(step);
                self.meet(step.place, [*a, *b])
            }
            Act::Together => {
                self.tell.words(step);
                self.together(step.place)
            }
            Act::Cut(all) | Act::Mend(all) => {
                let cut = matches!(step.act, Act::Cut(_));
                for who in all {
                    self.set_cut(*who, cut);
                }
                self.tell.network(step.place, step.words.as_deref(), all, cut);
                Ok(())
            }
            _ => {
                self.own(step);
                Ok(())
            }
        }
    }

    /// A device loses the network, or has it again.
    pub(super) fn set_cut(&mut self, who: usize, cut: bool) {
        if let Some(actor) = self.stage.actors.get_mut(who) {
            self.counts.cuts += u64::from(cut && !actor.cut);
            actor.cut = cut;
        }
    }

    /// What happens to a device itself, or to all clocks: the same in any order.
    pub(super) fn own(&mut self, step: &'s Step) {
        match &step.act {
            Act::Pass(ms) => self.stage.pass(*ms),
            Act::SetClock(on, ms) => {
                if let Some(actor) = self.stage.actors.get(*on) {
                    actor.set_clock(*ms);
                }
            }
            Act::Lose(who) => {
                if let Some(actor) = self.stage.actors.get_mut(*who) {
                    actor.lost = true;
                }
            }
            Act::Battery { on, empty } => {
                if let Some(actor) = self.stage.actors.get_mut(*on) {
                    actor.empty = *empty;
                }
            }
            _ => {}
        }
        self.tell.event(step);
    }
}
