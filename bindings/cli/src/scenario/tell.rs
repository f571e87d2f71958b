//! Tells a play in plain words, in the language of the story; what devices say is in their own. A step tells itself by its
//! `words`, else by what the help says of its command.

use ekin_i18n::{Catalog, Message, Value, msg};

use super::stage::Answer;
use super::story::{Act, Place, Question, Step, Story, Who};
use crate::commands;
use crate::json;
use crate::output::Output;

/// Lines of an answer that are shown.
const LINES: usize = 10;
/// Columns in front of them.
const IN: usize = 4;
/// Characters of an argument that are shown, and of all of a command.
const ARGUMENT: usize = 40;
const ARGUMENTS: usize = 120;

/// A teller.
pub struct Tell<'t, 's> {
    out: &'t mut Output,
    story: &'s Story,
    quiet: bool,
    steps: Vec<json::StoryStep>,
    help: clap::Command,
}

impl<'t, 's> Tell<'t, 's> {
    /// Of a story; one that is quiet says nothing, and keeps nothing.
    pub fn new(out: &'t mut Output, story: &'s Story, quiet: bool) -> Self {
        let words = Catalog::new(story.language);
        out.speak(words);
        Self {
            out,
            story,
            quiet,
            steps: Vec::new(),
            help: commands::all(words),
        }
    }

    /// What was told, for programs.
    pub fn steps(self) -> Vec<json::StoryStep> {
        self.steps
    }

    /// Whether it says nothing from now on; what it did before.
    pub fn hush(&mut self, quiet: bool) -> bool {
        std::mem::replace(&mut self.quiet, quiet)
    }

    /// How the story calls a device.
    pub fn who(&self, who: Who) -> String {
        self.story
            .devices
            .get(who)
            .map(|device| device.who.clone())
            .unwrap_or_default()
    }

    fn several(&self, all: &[Who]) -> Vec<String> {
        all.iter().map(|who| self.who(*who)).collect()
    }

    /// The title, and who plays.
    pub fn title(&mut self) {
        if self.quiet {
            return;
        }
        let story = self.story;
        self.out.line(&format!("== {}", story.title));
        for device in &story.devices {
            let kind = match device.kind {
                super::story::Kind::Phone => msg::story_phone(),
                super::story::Kind::Tablet => msg::story_tablet(),
                super::story::Kind::Computer => msg::story_computer(),
            };
            let line = msg::story_device(&device.who, kind, device.language.own_name());
            let line = self.out.text(&line);
            self.out.hanging(&line, IN);
        }
    }

    /// What has happened before.
    pub fn before(&mut self) {
        self.heading(&msg::story_before());
    }

    /// The story itself begins.
    pub fn begins(&mut self, seed: Option<u64>) {
        let heading = match seed {
            None => msg::story_as_told(),
            Some(seed) => msg::story_as_drawn(seed.to_string()),
        };
        self.heading(&heading);
    }

    /// The end begins.
    pub fn ends(&mut self) {
        self.heading(&msg::story_end());
    }

    fn heading(&mut self, text: &Message) {
        if !self.quiet {
            let text = self.out.text(text);
            self.out.line(&format!("\n-- {text}"));
        }
    }

    /// A command and what the device said.
    pub fn command(
        &mut self,
        step: &Step,
        command: &super::story::Do,
        arguments: &[String],
        times: usize,
        answer: &Answer,
    ) {
        if self.quiet {
            return;
        }
        let text = match &step.words {
            Some(words) => words.clone(),
            None => {
                let does = self.does(arguments);
                let does = match times {
                    1 => msg::story_does(self.who(command.on), does),
                    n => msg::story_does_each(self.who(command.on), does, n as u64),
                };
                self.out.text(&does)
            }
        };
        let on = self
            .story
            .devices
            .get(command.on)
            .map(|device| device.name.clone());
        self.say(step.place, on, Some(arguments), &text, Some(answer));
    }

    /// What a command does, as the help says it, with its arguments.
    fn does(&self, arguments: &[String]) -> String {
        let mut at = &self.help;
        let mut rest = arguments;
        while let Some((word, after)) = rest.split_first()
            && let Some(sub) = at.find_subcommand(word)
        {
            (at, rest) = (sub, after);
        }
        let about = at.get_about().map(ToString::to_string).unwrap_or_default();
        let mut shown = String::new();
        for argument in rest {
            let argument: String = argument.chars().take(ARGUMENT).collect();
            if shown.chars().count() + argument.chars().count() > ARGUMENTS {
                shown.push_str(" …");
                break;
            }
            shown.push(' ');
            shown.push_str(&argument);
        }
        match shown.is_empty() {
            true => about,
            false => format!("{about} ({})", shown.trim_start()),
        }
    }

    /// A step's own words, where it has some.
    pub fn words(&mut self, step: &Step) {
        if let (false, Some(words)) = (self.quiet, &step.words) {
            let words = words.clone();
            self.say(step.place, None, None, &words, None);
        }
    }

    /// An exchange with the relay.
    pub fn sync(&mut self, place: Place, who: Who, answer: &Answer, broken: bool) {
        let text = match broken {
            true => msg::story_sync_broken(self.who(who)),
            false => msg::story_sync(self.who(who)),
        };
        self.event_of(place, Some(who), &text, Some(answer));
    }

    /// A meeting.
    pub fn meet(&mut self, place: Place, [a, b]: [Who; 2], answers: &[Answer; 2]) {
        let text = msg::story_meet(self.who(a), self.who(b));
        self.event_of(place, Some(b), &text, Some(&answers[1]));
    }

    /// Devices lose the network, or have it again.
    pub fn network(&mut self, place: Place, words: Option<&str>, all: &[Who], cut: bool) {
        if let (false, Some(words)) = (self.quiet, words) {
            self.say(place, None, None, words, None);
            return;
        }
        let all = self.several(all);
        let text = match cut {
            true => msg::story_cut(all),
            false => msg::story_mend(all),
        };
        self.event_of(place, None, &text, None);
    }

    /// Everybody exchanges.
    pub fn together(&mut self, place: Place) {
        self.event_of(place, None, &msg::story_together(), None);
    }

    /// What happens to a device or to all clocks.
    pub fn event(&mut self, step: &Step) {
        let text = match &step.act {
            Act::Pass(ms) => msg::story_time_passes(Value::Milliseconds(ms.unsigned_abs())),
            Act::SetClock(on, ms) => msg::story_clock_set(self.who(*on), set(*ms)),
            Act::Lose(who) => msg::story_lost(self.who(*who)),
            Act::Battery { on, empty: true } => msg::story_battery_empty(self.who(*on)),
            Act::Battery { on, empty: false } => msg::story_battery_charged(self.who(*on)),
            _ => return,
        };
        match (&step.words, self.quiet) {
            (Some(words), false) => {
                let words = words.clone();
                self.say(step.place, None, None, &words, None);
            }
            _ => self.event_of(step.place, step.act.owner(), &text, None),
        }
    }

    fn event_of(&mut self, place: Place, who: Option<Who>, text: &Message, answer: Option<&Answer>) {
        if self.quiet {
            return;
        }
        let text = self.out.text(text);
        let on = who
            .and_then(|who| self.story.devices.get(who))
            .map(|device| device.name.clone());
        self.say(place, on, None, &text, answer);
    }

    /// A question at the end, and what all said.
    pub fn question(&mut self, question: &Question, arguments: &[String], devices: usize, said: &Answer) {
        if self.quiet {
            return;
        }
        let asks = question.words.clone().unwrap_or_else(|| self.does(arguments));
        let text = match question.same {
            true => msg::story_same_words(asks, devices as u64),
            false => msg::story_asked(asks, devices as u64),
        };
        let text = self.out.text(&text);
        self.say(question.place, None, Some(arguments), &text, Some(said));
    }

    fn say(
        &mut self,
        place: Place,
        on: Option<String>,
        did: Option<&[String]>,
        text: &str,
        answer: Option<&Answer>,
    ) {
        self.out.line(text);
        let mut lines = answer.map(|answer| answer.words.lines()).into_iter().flatten();
        for line in lines.by_ref().take(LINES) {
            self.out.hanging(line, IN);
        }
        let more = lines.count();
        if more > 0 {
            let more = self.out.text(&msg::story_more(more as u64));
            self.out.hanging(&more, IN);
        }
        self.out.flush();
        self.steps.push(json::StoryStep {
            line: place.line,
            on,
            did: did.map(<[String]>::to_vec),
            text: text.to_owned(),
            said: answer.map(|answer| answer.words.clone()),
            failed: answer.and_then(|answer| answer.failed.clone()),
        });
    }
}

/// How a clock is set.
fn set(ms: i64) -> Message {
    let amount = Value::Milliseconds(ms.unsigned_abs());
    match ms < 0 {
        true => msg::story_back(amount),
        false => msg::story_forward(amount),
    }
}
