//! Where a story is played: a folder with a home for each device, a real relay as a process, a cable between them that
//! can be cut for each device apart, a clock for each device.
//!
//! What has happened before a story's beginning is played once; then the folder is frozen, and each order that is drawn
//! plays on a copy of it.

mod actor;
mod folder;

use std::path::{Path, PathBuf};
use std::time::Duration;

use ekin_core::app::error::AppError;
use ekin_core::app::near::MetIn;
use ekin_harness::{Cable, HarnessError, RelayProcess};
use ekin_i18n::{Catalog, Language, msg};

use crate::commands;
use crate::failure::Failure;
use crate::output::Output;
use crate::session::Session;
use crate::usage;

use super::story::{Argument, Do, Each, File, Story, Who};
use super::template::Known;
pub use actor::Actor;
use actor::Times;

/// The relay's variable: where its program lies.
const RELAY: &str = "EKIN_SYNC_SERVER_BIN";
/// The relay's folder, beside the homes.
const RELAY_DATA: &str = "relay";
/// How it is started: packs come while a story lasts, and a letter to an inbox costs little work.
const OPTIONS: &[&str] = &["--pack-after-ms", "200", "--inbox-work-bits", "6"];
/// Files of the story, beside the homes.
const FILES: &str = "files";
/// How long a phone waits for another that is on its way.
const PATIENCE: Duration = Duration::from_secs(60);
/// Columns of what is heard: lines are not broken, so that an expectation finds its words.
pub const UNBROKEN: usize = 100_000;

/// What a command answered.
#[derive(Debug, Default)]
pub struct Answer {
    /// In words, as a terminal shows them.
    pub words: String,
    /// In JSON; null where there is none.
    pub json: serde_json::Value,
    /// What went wrong, by its stable code.
    pub failed: Option<String>,
}

/// A stage.
pub struct Stage<'s> {
    story: &'s Story,
    folder: PathBuf,
    relay: RelayProcess,
    /// The cable to the relay.
    cable: Cable,
    /// The devices, as [`Story::devices`] has them.
    pub actors: Vec<Actor>,
    /// What is kept by name.
    pub known: Known,
    times: Times,
    commands: Vec<(Language, clap::Command)>,
}

/// What a stage is set with.
pub struct Props {
    /// The relay's program.
    pub relay: PathBuf,
    /// The folder in which the story lies.
    pub beside: PathBuf,
}

/// A stage whose story has begun, kept to be begun again.
pub struct Frozen<'s> {
    stage: Stage<'s>,
    program: PathBuf,
}

/// The relay's program: named by a variable, else beside this one.
///
/// # Errors
/// When there is none.
pub fn relay_program() -> Result<PathBuf, Failure> {
    let named = std::env::var_os(RELAY).filter(|path| !path.is_empty());
    let beside = || {
        let own = std::env::current_exe().ok()?;
        let name = format!("ekin-sync-server{}", std::env::consts::EXE_SUFFIX);
        Some(own.with_file_name(name)).filter(|path| path.is_file())
    };
    let found = named.map(PathBuf::from).or_else(beside);
    found.ok_or_else(|| Failure::said_as("no-relay-program", msg::story_no_relay(RELAY)))
}

pub(super) fn broken(error: &HarnessError) -> Failure {
    Failure::said_as("stage", msg::story_stage(error.to_string()))
}

impl<'s> Stage<'s> {
    /// Sets the stage in an empty folder. What devices draw at random comes from the seed.
    ///
    /// # Errors
    /// When the relay does not start, or the folder cannot be written.
    pub fn set(story: &'s Story, props: &Props, folder: &Path, seed: u64) -> Result<Self, Failure> {
        let program = &props.relay;
        let relay = start(program, folder)?;
        let cable = Cable::to(relay.address()).map_err(|error| broken(&error))?;
        let times = Times::now()?;
        let files = folder.join(FILES);
        folder::make(&files)?;
        let mut known: Known = [
            ("relay".to_owned(), cable.url()),
            ("files".to_owned(), files.display().to_string()),
        ]
        .into();
        for (name, days) in &story.dates {
            known.insert(name.clone(), times.day(*days));
        }
        for (name, file) in &story.files {
            match file {
                File::Text(text) => {
                    let text = text.fill(&known).map_err(|_| Failure::Answer)?;
                    folder::write(&files.join(name), text.as_bytes())?;
                }
                File::Beside(beside) => folder::copy_file(&props.beside.join(beside), &files.join(name))?,
            }
        }
        let actors = story.devices.iter().enumerate();
        let actors = actors.map(|(n, device)| Actor::new(folder.join(&device.name), n, seed, &times));
        Ok(Self {
            story,
            folder: folder.to_owned(),
            relay,
            cable,
            actors: actors.collect(),
            known,
            commands: Vec::new(),
            times,
        })
    }

    /// The story.
    pub fn story(&self) -> &'s Story {
        self.story
    }

    /// Ends the relay and keeps all as it is.
    ///
    /// # Errors
    /// When the relay does not end.
    pub fn freeze(mut self, props: &Props) -> Result<Frozen<'s>, Failure> {
        self.relay.kill().map_err(|error| broken(&error))?;
        Ok(Frozen {
            stage: self,
            program: props.relay.clone(),
        })
    }

    /// Time passes for all.
    pub fn pass(&self, ms: i64) {
        self.actors.iter().for_each(|actor| actor.pass(ms));
    }

    /// Whoever plays on: neither lost nor without a battery.
    pub fn present(&self) -> Vec<Who> {
        let there = |who: &Who| self.actors.get(*who).is_some_and(|one| !one.lost && !one.empty);
        (0..self.actors.len()).filter(there).collect()
    }

    fn actor(&self, who: Who) -> Result<&Actor, Failure> {
        self.actors.get(who).ok_or(Failure::Answer)
    }

    /// A command's arguments, all names filled in.
    ///
    /// # Errors
    /// The name that is not known yet.
    pub fn fill(&self, arguments: &[Argument], name: Option<&str>) -> Result<Vec<String>, String> {
        let mut filled = Vec::new();
        let mut known = self.known.clone();
        let with = |known: &mut Known, name: &str| {
            known.insert("name".into(), name.to_owned());
            known.insert("person".into(), self.person(name));
        };
        if let Some(name) = name {
            with(&mut known, name);
        }
        for argument in arguments {
            match argument {
                Argument::One(one) => filled.push(one.fill(&known)?),
                Argument::Each(each, of) => {
                    let mut known = known.clone();
                    for name in self.story.names(each) {
                        with(&mut known, name);
                        for one in of {
                            filled.push(one.fill(&known)?);
                        }
                    }
                }
            }
        }
        Ok(filled)
    }

    /// The names for which a command is repeated.
    pub fn names(&self, each: &Each) -> &'s [String] {
        self.story.names(each)
    }

    /// Whether all names of a command are known.
    pub fn knows(&self, command: &Do) -> bool {
        let name = command.each.as_ref().map(|_| "");
        self.fill(&command.arguments, name).is_ok()
    }

    /// The made-up id of a person: the number of the name in the story.
    fn person(&self, name: &str) -> String {
        let all = self.story.people.values().flatten();
        let mut seen: Vec<&str> = Vec::new();
        for one in all {
            if one == name {
                break;
            }
            if !seen.contains(&one.as_str()) {
                seen.push(one);
            }
        }
        format!("{:032x}", seen.len() + 1)
    }

    /// Runs a command of `ekin` on a device, in its own language or in another.
    ///
    /// # Errors
    /// When there is no such device.
    pub fn run(
        &mut self,
        who: Who,
        arguments: &[String],
        language: Option<Language>,
    ) -> Result<Answer, Failure> {
        let own = self.story.devices.get(who).map(|device| device.language);
        let language = language.or(own).ok_or(Failure::Answer)?;
        let words = Catalog::new(language);
        let (home, around) = self.actor(who)?.machine();
        if !self.commands.iter().any(|(known, _)| *known == language) {
            self.commands.push((language, commands::all(words)));
        }
        let command = self.commands.iter_mut().find(|(known, _)| *known == language);
        let (_, command) = command.ok_or(Failure::Answer)?;
        let given = std::iter::once("ekin").chain(arguments.iter().map(String::as_str));
        let given: Vec<std::ffi::OsString> = given.map(Into::into).collect();
        let mut out = Output::listening(words, UNBROKEN);
        let ended = match command.try_get_matches_from_mut(&given) {
            Ok(matches) => {
                let session = Session::staged(home, around, Some(&matches));
                commands::run(&session, &matches, &mut out)
            }
            Err(error) => usage::answer(&error, command, &given, &mut out),
        };
        Ok(answer(ended, out))
    }

    /// A device exchanges with the relay, over a line that may be cut; with `after` it is cut in the middle, after so many
    /// more bytes from the relay.
    ///
    /// # Errors
    /// As [`Stage::run`].
    pub fn sync(&mut self, who: Who, after: Option<u64>) -> Result<Answer, Failure> {
        match (self.actor(who)?.cut, after) {
            (true, _) => self.cable.cut(),
            (false, Some(bytes)) => self.cable.cut_after(bytes),
            (false, None) => {}
        }
        let answer = self.run(who, &["sync".to_owned()], None);
        self.cable.mend();
        answer
    }

    /// Two devices meet, with no relay; what each says of it.
    ///
    /// # Errors
    /// As [`Stage::run`].
    pub fn meet(&self, waits: Who, comes: Who) -> Result<[Answer; 2], Failure> {
        let session = |who| -> Result<Session, Failure> {
            let (home, around) = self.actor(who)?.machine();
            Ok(Session::staged(home, around, None))
        };
        let (one, other) = (session(waits)?, session(comes)?);
        let (mut listens, mut follows) = (self.ears(waits)?, self.ears(comes)?);
        let met = || {
            let waiting = one.open("near listen")?;
            let other = other.open("near meet")?;
            let loopback = std::net::SocketAddr::from(([127, 0, 0, 1], 0));
            let waiting = waiting.wait_near(Some(loopback))?;
            let link = waiting.link();
            let listening = std::thread::spawn(move || waiting.meet(PATIENCE));
            let came = other.meet_near(&link);
            let heard = listening.join().map_err(|_| Failure::Answer)?;
            Ok::<_, Failure>((heard, came))
        };
        let said = |met: Result<Vec<MetIn>, AppError>, out: &mut Output| commands::near::met(&met?, out);
        let ended = match met() {
            Ok((heard, came)) => [said(heard, &mut listens), said(came, &mut follows)],
            Err(failure) => [Err(failure), Ok(())],
        };
        let [heard, came] = ended;
        Ok([answer(heard, listens), answer(came, follows)])
    }

    fn ears(&self, who: Who) -> Result<Output, Failure> {
        let device = self.story.devices.get(who).ok_or(Failure::Answer)?;
        Ok(Output::listening(Catalog::new(device.language), UNBROKEN))
    }
}

impl<'s> Frozen<'s> {
    /// Begins again from here in another folder, where devices draw from another seed.
    ///
    /// # Errors
    /// As [`Stage::set`].
    pub fn begin(&self, folder: &Path, seed: u64) -> Result<Stage<'s>, Failure> {
        let from = &self.stage;
        folder::copy(&from.folder, folder)?;
        let relay = start(&self.program, folder)?;
        from.cable.lead_to(relay.address());
        let mut known = from.known.clone();
        known.insert("files".to_owned(), folder.join(FILES).display().to_string());
        let actors = from.actors.iter().enumerate().map(|(n, actor)| {
            let name = from
                .story
                .devices
                .get(n)
                .map_or("", |device| device.name.as_str());
            actor.again(folder.join(name), n, seed, &from.times)
        });
        Ok(Stage {
            story: from.story,
            folder: folder.to_owned(),
            relay,
            cable: from.cable.clone(),
            actors: actors.collect(),
            known,
            times: from.times.clone(),
            commands: from.commands.clone(),
        })
    }
}

fn start(program: &Path, folder: &Path) -> Result<RelayProcess, Failure> {
    let relay = RelayProcess::start(program, &folder.join(RELAY_DATA), OPTIONS);
    relay.map_err(|error| broken(&error))
}

/// What was heard of a command, and how it ended.
fn answer(ended: Result<(), Failure>, mut out: Output) -> Answer {
    let failed = ended.err().map(|failure| {
        let said = failure.said();
        if said.is_some() {
            out.failure(&failure);
        }
        said.map_or("partly", |said| said.code).to_owned()
    });
    let (words, json) = out.heard();
    Answer { words, json, failed }
}
