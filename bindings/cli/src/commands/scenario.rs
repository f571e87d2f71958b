//! `scenario FILE`: plays a written story, as it is told or in orders that seeds draw, and tells it.

use std::io::Read;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};
use std::time::Instant;

use clap::{ArgMatches, Command};
use ekin_core::app::surroundings::Surroundings;
use ekin_i18n::{Catalog, Value, msg};
use tempfile::TempDir;

use crate::args;
use crate::failure::Failure;
use crate::json;
use crate::output::Output;
use crate::scenario::dice::Dice;
use crate::scenario::fault::Stopped;
use crate::scenario::play::{self, Counts, Play};
use crate::scenario::read::{self, read};
use crate::scenario::stage::{Frozen, Props, Stage, relay_program};
use crate::scenario::story::Story;
use crate::scenario::tell::Tell;

/// Orders that are played in one run, at most.
const MOST: u64 = 100_000;
/// What devices draw from in what has happened before.
const BEFORE: u64 = 0;

/// `ekin scenario`
pub fn command(words: Catalog) -> Command {
    let number = |name, help| {
        args::option(words, name, &msg::cli_value_number(), &help).value_parser(args::number(0, u64::MAX))
    };
    args::command(words, "scenario", &msg::cli_scenario())
        .arg(
            args::positional(words, "file", &msg::cli_value_file(), &msg::cli_scenario_file()).required(true),
        )
        .arg(number("seed", msg::cli_scenario_seed()).conflicts_with("seeds"))
        .arg(args::option(
            words,
            "seeds",
            &msg::cli_value_range(),
            &msg::cli_scenario_seeds(),
        ))
        .arg(args::option(
            words,
            "data",
            &msg::cli_value_folder(),
            &msg::cli_scenario_data(),
        ))
        .arg(args::flag(words, "check", &msg::cli_scenario_check()))
}

/// Does it.
pub fn run(matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let file = args::required(matches, "file")?;
    let story = load(file)?;
    if matches.get_flag("check") {
        out.say(&msg::story_reads_well(
            file,
            (story.before.len() + story.steps.len()) as u64,
        ));
        return out.answer(&json::Scenario {
            title: story.title,
            plays: Vec::new(),
        });
    }
    let seeds = args::text(matches, "seeds").map(seeds).transpose()?;
    let theatre = Theatre {
        file,
        story: &story,
        props: Props {
            relay: relay_program()?,
            beside: Path::new(file).parent().map(Path::to_owned).unwrap_or_default(),
        },
        folder: Folder::of(args::text(matches, "data"))?,
    };
    let played = match (args::count(matches, "seed"), seeds) {
        (None, None) => theatre.as_told(out),
        (Some(seed), _) => theatre.as_drawn(seed..=seed, true, out),
        (None, Some(seeds)) => theatre.as_drawn(seeds, false, out),
    };
    match played {
        Ok(plays) => {
            let title = story.title.clone();
            out.answer(&json::Scenario { title, plays })
        }
        Err(failure) => {
            let kept = theatre.folder.keep();
            out.warn(&msg::story_kept(kept.display().to_string()));
            Err(failure)
        }
    }
}

/// Reads the file, never more of it than a story may have.
fn load(file: &str) -> Result<Story, Failure> {
    let failed = |why| Failure::File {
        path: file.to_owned(),
        why,
    };
    let mut bytes = Vec::new();
    let open = std::fs::File::open(file).map_err(failed)?;
    open.take(read::BYTES as u64 + 1)
        .read_to_end(&mut bytes)
        .map_err(failed)?;
    read(&bytes).map_err(|misread| Failure::Said(misread.said(file)))
}

/// `0-199`, both among them.
fn seeds(text: &str) -> Result<RangeInclusive<u64>, Failure> {
    let range = text.split_once('-').and_then(|(from, to)| {
        let (from, to) = (from.trim().parse::<u64>().ok()?, to.trim().parse::<u64>().ok()?);
        (to.checked_sub(from)? < MOST).then_some(from..=to)
    });
    range.ok_or_else(|| Failure::value_as("--seeds", text, msg::scenario_seeds_how()))
}

/// Where homes and the relay's data lie: a folder that was named, or one that goes when all went well.
enum Folder {
    Named(PathBuf),
    Passing(TempDir),
}

impl Folder {
    fn of(named: Option<&str>) -> Result<Self, Failure> {
        let Some(named) = named else {
            let passing = tempfile::Builder::new().prefix("ekin-scenario-").tempdir();
            let place = std::env::temp_dir().display().to_string();
            return passing
                .map(Self::Passing)
                .map_err(|why| Failure::File { path: place, why });
        };
        let failed = |why| Failure::File {
            path: named.to_owned(),
            why,
        };
        let path = PathBuf::from(named);
        if path.exists() && path.read_dir().map_err(failed)?.next().is_some() {
            return Err(Failure::Exists(named.to_owned()));
        }
        // Commands of a story are given this path: it must not depend on where this program was started.
        std::fs::create_dir_all(&path).map_err(failed)?;
        path.canonicalize().map(Self::Named).map_err(failed)
    }

    fn path(&self) -> &Path {
        match self {
            Self::Named(path) => path,
            Self::Passing(folder) => folder.path(),
        }
    }

    fn keep(self) -> PathBuf {
        match self {
            Self::Named(path) => path,
            Self::Passing(folder) => folder.keep(),
        }
    }
}

/// What a story is played with.
struct Theatre<'s> {
    file: &'s str,
    story: &'s Story,
    props: Props,
    folder: Folder,
}

impl<'s> Theatre<'s> {
    /// Once, as it is told.
    fn as_told(&self, out: &mut Output) -> Result<Vec<json::StoryPlay>, Failure> {
        let (started, words) = (Instant::now(), out.words());
        let seed = Surroundings::of_machine().map_err(|error| Failure::App(error.into()))?;
        let seed = u64::from_be_bytes(seed.random());
        let stage = Stage::set(self.story, &self.props, self.folder.path(), seed)?;
        let mut play = self.begin(stage, out, false);
        play.tell.title();
        let mut whole = || {
            if !self.story.before.is_empty() {
                play.tell.before();
                play.as_told(&self.story.before)?;
            }
            play.tell.begins(None);
            play.as_told(&self.story.steps)?;
            play.tell.ends();
            play.end()
        };
        let played: Result<(), Stopped> = whole();
        let done = self.done(play, None, started);
        out.speak(words);
        played.map_err(|stopped| play::failure(self.file, stopped))?;
        self.tell_done(out, &done);
        Ok(vec![done])
    }

    /// In the orders of these seeds.
    fn as_drawn(
        &self,
        seeds: RangeInclusive<u64>,
        told: bool,
        out: &mut Output,
    ) -> Result<Vec<json::StoryPlay>, Failure> {
        let words = out.words();
        let frozen = self.before(told, out);
        out.speak(words);
        let frozen = frozen?;
        let mut plays = Vec::new();
        for seed in seeds {
            let played = self.one(&frozen, seed, told, out);
            out.speak(words);
            let done = match played {
                Ok(done) => done,
                Err(failure) => {
                    out.warn(&msg::story_replay(self.file, seed.to_string()));
                    return Err(failure);
                }
            };
            self.tell_done(out, &done);
            plays.push(done);
        }
        Ok(plays)
    }

    /// Plays what has happened before, and keeps the stage.
    fn before(&self, told: bool, out: &mut Output) -> Result<Frozen<'s>, Failure> {
        let stage = Stage::set(
            self.story,
            &self.props,
            &self.folder.path().join("before"),
            BEFORE,
        )?;
        let mut play = self.begin(stage, out, !told);
        play.tell.title();
        if !self.story.before.is_empty() {
            play.tell.before();
        }
        let before = play.as_told(&self.story.before);
        before.map_err(|stopped| play::failure(self.file, stopped))?;
        play.stage.freeze(&self.props)
    }

    /// One order.
    fn one(
        &self,
        frozen: &Frozen<'s>,
        seed: u64,
        told: bool,
        out: &mut Output,
    ) -> Result<json::StoryPlay, Failure> {
        let started = Instant::now();
        let folder = self.folder.path().join(format!("seed-{seed}"));
        let stage = frozen.begin(&folder, seed)?;
        let mut play = self.begin(stage, out, !told);
        play.tell.begins(Some(seed));
        let mut whole = || {
            play.as_drawn(&self.story.steps, &mut Dice::of(seed))?;
            play.tell.ends();
            play.end()
        };
        let played: Result<(), Stopped> = whole();
        let done = self.done(play, Some(seed), started);
        played.map_err(|stopped| play::failure(self.file, stopped))?;
        // A thousand orders would fill a disk; those that differ stay.
        std::fs::remove_dir_all(&folder).map_err(|why| Failure::File {
            path: folder.display().to_string(),
            why,
        })?;
        Ok(done)
    }

    fn begin<'t>(&self, stage: Stage<'s>, out: &'t mut Output, quiet: bool) -> Play<'t, 's> {
        Play {
            stage,
            tell: Tell::new(out, self.story, quiet),
            counts: Counts::default(),
        }
    }

    fn done(&self, play: Play<'_, 's>, seed: Option<u64>, started: Instant) -> json::StoryPlay {
        let Counts {
            steps,
            syncs,
            cuts,
            meetings,
        } = play.counts;
        json::StoryPlay {
            seed,
            commands: steps,
            exchanges: syncs,
            cuts,
            meetings,
            milliseconds: u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX),
            steps: play.tell.steps(),
        }
    }

    fn tell_done(&self, out: &mut Output, done: &json::StoryPlay) {
        let took = Value::Milliseconds(done.milliseconds);
        let counts = msg::story_counts(done.commands, done.exchanges, done.cuts, done.meetings, took);
        out.say(&match done.seed {
            None => msg::story_passed(counts),
            Some(seed) => msg::story_seed_passed(seed.to_string(), counts),
        });
        out.flush();
    }
}
