//! Plays a story: as it is told ([`told`]), or in an order drawn from a seed ([`drawn`]); at its end every device is asked
//! the same ([`end`]).

mod drawn;
mod end;
mod expect;
mod told;

use ekin_i18n::{Message, msg};

use super::fault::Stopped;
use super::path::written;
use super::stage::{Answer, Stage};
use super::story::{Do, Expectation, Place, Step, Who};
use super::tell::Tell;
use super::template::Known;
use crate::failure::Failure;

/// How often everybody exchanges with the relay, at most, until nothing is new.
const ROUNDS: usize = 12;
/// And at least: what one sends in a round, another has in the next.
const LEAST_ROUNDS: usize = 2;

/// A play that goes on.
pub struct Play<'t, 's> {
    /// Where.
    pub stage: Stage<'s>,
    /// How it is told.
    pub tell: Tell<'t, 's>,
    /// What the network did.
    pub counts: Counts,
}

/// What was done, and what the network did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Commands.
    pub steps: u64,
    /// Exchanges with the relay.
    pub syncs: u64,
    /// Times that a device lost the network, or lost it in the middle of an exchange.
    pub cuts: u64,
    /// Meetings of two devices.
    pub meetings: u64,
}

/// What came of a command.
enum Came {
    /// What must come of it.
    Done,
    /// Something else, which may still change: where, and what.
    NotYet(Place, Message),
}

impl<'s> Play<'_, 's> {
    /// Does a command, once for each name; stops where something else comes of it than must, unless it may wait.
    fn command(&mut self, step: &'s Step, command: &'s Do, as_told: bool) -> Result<Came, Stopped> {
        let names = command.each.as_ref().map(|each| self.stage.names(each));
        let nobody = [String::new()];
        let names = names.unwrap_or(&nobody);
        let (mut first, mut last) = (Vec::new(), Answer::default());
        for name in names {
            let name = command.each.as_ref().map(|_| name.as_str());
            let arguments = self.fill(step.place, command, name)?;
            last = self.stage.run(command.on, &arguments, None)?;
            if let Some((place, differs)) = self.judge(step.place, command, &last, name, as_told) {
                let differs = with_words(differs, &last);
                if command.waits && !as_told {
                    return Ok(Came::NotYet(place, differs));
                }
                return Err(Stopped::Differs(place, differs));
            }
            if last.failed.is_none() {
                self.keep(step.place, command, &last)?;
            }
            if first.is_empty() {
                first = arguments;
            }
        }
        self.counts.steps += names.len() as u64;
        self.tell.command(step, command, &first, names.len(), &last);
        Ok(Came::Done)
    }

    fn fill(&self, place: Place, command: &Do, name: Option<&str>) -> Result<Vec<String>, Stopped> {
        let filled = self.stage.fill(&command.arguments, name);
        filled.map_err(|name| Stopped::Differs(place, msg::story_not_kept(format!("${name}"))))
    }

    /// What is otherwise than the step says.
    fn judge(
        &self,
        place: Place,
        command: &Do,
        answer: &Answer,
        name: Option<&str>,
        as_told: bool,
    ) -> Option<(Place, Message)> {
        let ended = match (&command.fails, &answer.failed) {
            // In a drawn order somebody else may have been first.
            (None, Some(code)) if !as_told && command.may_fail.as_ref() == Some(code) => return None,
            (None, Some(code)) => Some(msg::story_failed(code)),
            (Some(wanted), None) => Some(msg::story_did_not_fail(wanted)),
            (Some(wanted), Some(code)) if wanted != code => Some(msg::story_failed_otherwise(wanted, code)),
            _ => None,
        };
        if let Some(ended) = ended {
            return Some((place, ended));
        }
        let mut known = self.stage.known.clone();
        if let Some(name) = name {
            known.insert("name".into(), name.to_owned());
        }
        let told: &[Expectation] = if as_told { &command.told } else { &[] };
        let mut wanted = command.expect.iter().chain(told);
        wanted.find_map(|one| expect::differs(one, answer, &known))
    }

    fn keep(&mut self, place: Place, command: &Do, answer: &Answer) -> Result<(), Stopped> {
        for (name, path) in &command.keep {
            let found = path.find(&answer.json, &self.stage.known).and_then(written);
            let Some(found) = found else {
                let differs = with_words(msg::story_nothing_to_keep(path.written()), answer);
                return Err(Stopped::Differs(place, differs));
            };
            self.stage.known.insert(name.clone(), found);
        }
        Ok(())
    }

    /// A device exchanges with the relay; whether nothing was new. One that has the network, and was not lost, must not
    /// fail; that something of it will go better the next time (a key had changed) is no failure.
    fn sync(&mut self, place: Place, who: Who) -> Result<bool, Stopped> {
        let answer = self.stage.sync(who, None)?;
        self.counts.syncs += 1;
        let free = self.stage.actors.get(who).is_some_and(|one| one.cut || one.lost);
        // A device that has nothing yet has nobody to exchange with.
        let nothing = answer.failed.as_deref() == Some("no-territory");
        self.tell.sync(place, who, &answer, false);
        match answer.failed.as_deref() {
            None => Ok(is_quiet(&answer)),
            Some(_) if nothing => Ok(true),
            Some("partly") => Ok(false),
            Some(_) if free => Ok(false),
            Some(code) => Err(Stopped::Differs(
                place,
                with_words(msg::story_failed(code), &answer),
            )),
        }
    }

    /// Two devices meet.
    fn meet(&mut self, place: Place, pair: [Who; 2]) -> Result<(), Stopped> {
        let [a, b] = pair;
        let answers = self.stage.meet(a, b)?;
        self.counts.meetings += 1;
        self.tell.meet(place, pair, &answers);
        for answer in &answers {
            if let Some(code) = &answer.failed {
                let differs = with_words(msg::story_failed(code), answer);
                return Err(Stopped::Differs(place, differs));
            }
        }
        Ok(())
    }

    /// Everybody has the network, and exchanges until nothing is new.
    fn together(&mut self, place: Place) -> Result<(), Stopped> {
        self.stage.actors.iter_mut().for_each(|actor| actor.cut = false);
        self.tell.together(place);
        let heard = self.tell.hush(true);
        for round in 1..=ROUNDS {
            let mut quiet = true;
            for who in self.stage.present() {
                quiet &= self.sync(place, who)?;
            }
            if quiet && round >= LEAST_ROUNDS {
                self.tell.hush(heard);
                return Ok(());
            }
        }
        Err(Stopped::Differs(place, msg::story_never_quiet(ROUNDS as u64)))
    }

    /// What is known by name.
    fn known(&self) -> &Known {
        &self.stage.known
    }
}

/// Whether an exchange brought nothing and sent nothing.
fn is_quiet(answer: &Answer) -> bool {
    let none = |key| answer.json.get(key).and_then(serde_json::Value::as_u64) == Some(0);
    ["changed", "received", "waiting"].into_iter().all(none)
}

/// What differs, with what was said instead.
fn with_words(differs: Message, answer: &Answer) -> Message {
    let words: Vec<&str> = answer.words.lines().take(LINES).collect();
    match words.is_empty() {
        true => differs,
        false => msg::story_with_words(differs, words.join(" / ")),
    }
}

/// Lines that are shown of what a device said instead.
const LINES: usize = 12;

/// A failure of the stage, or a difference at a line of a file.
pub fn failure(file: &str, stopped: Stopped) -> Failure {
    match stopped {
        Stopped::Stage(failure) => failure,
        Stopped::Differs(place, what) => Failure::said_as(
            "story-differs",
            msg::story_differs(file, place.line.to_string(), what),
        ),
    }
}
