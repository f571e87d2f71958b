//! What a phone does all day: it publishes, edits, writes notes, adds to what others began, and syncs. Each step is a process, which
//! may be killed while it runs.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::chance::Chance;
use crate::error::{Result, TortureError};
use crate::model::{Model, Place};
use crate::scene::{COMMON, Phone, Scene, text};

/// Time that a step takes, until one was seen.
const FIRST_GUESS: Duration = Duration::from_millis(40);

/// What all who write share.
#[derive(Default)]
pub struct Book {
    model: Mutex<Model>,
    findings: Mutex<Vec<String>>,
}

impl Book {
    /// The model.
    pub fn model(&self) -> MutexGuard<'_, Model> {
        self.model.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Something is not as it must be.
    pub fn finding(&self, what: String) {
        let mut findings = self.findings.lock().unwrap_or_else(PoisonError::into_inner);
        if !findings.contains(&what) {
            findings.push(what);
        }
    }

    /// All that is not as it must be.
    pub fn findings(&self) -> Vec<String> {
        self.findings
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }
}

/// A step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Step {
    Publish,
    EditListing,
    Note,
    EditNote,
    AddToCommon,
    Sync,
}

/// As often as each comes.
const STEPS: [Step; 13] = [
    Step::Publish,
    Step::Publish,
    Step::EditListing,
    Step::EditListing,
    Step::Note,
    Step::Note,
    Step::EditNote,
    Step::AddToCommon,
    Step::AddToCommon,
    Step::Sync,
    Step::Sync,
    Step::Sync,
    Step::Sync,
];

/// A phone that writes.
pub struct Writer<'s> {
    scene: &'s Scene,
    phone: &'s Phone,
    number: usize,
    listing: String,
    /// House and note, where there is a house.
    note: Option<(String, String)>,
    took: BTreeMap<Step, Duration>,
    /// Commands that were killed while they ran.
    pub kills: u64,
    /// Commands that ended by themselves.
    pub steps: u64,
}

impl<'s> Writer<'s> {
    /// The phone of this number, with a listing and a note of its own whose values it will replace.
    pub fn new(scene: &'s Scene, number: usize, book: &Book) -> Result<Self> {
        let phone = scene.writers.get(number);
        let phone = phone.ok_or_else(|| TortureError::lacks(format!("phone {number}")))?;
        let name = format!("r{number}");
        let first = |place| {
            let mut model = book.model();
            let value = model.set(place, &name);
            model.acknowledge_value(place, &name, &value);
            value
        };
        let value = first(Place::Catalogue);
        let file = scene.path(&format!("{name}.json"));
        write(
            &file,
            &format!(r#"{{"type": "offer", "title": {{"fr": "{name}", "es": "{value}"}}}}"#),
        )?;
        let published = phone.ask(&["publish", &file.display().to_string()])?;
        let listing = published.get("ids").and_then(Value::as_array);
        let listing = listing.and_then(|ids| ids.first()).and_then(Value::as_str);
        let listing = listing
            .ok_or_else(|| TortureError::lacks("a listing's id"))?
            .to_owned();
        let note = match scene.house.map(|house| house.to_string()) {
            Some(house) => {
                let title = format!("title={name}={}", first(Place::House));
                let new = ["doc", "new", "note", "--space", &house, "--field", &title];
                let note = text(&phone.ask(&new)?, "id")?;
                Some((house, note))
            }
            None => None,
        };
        Ok(Self {
            scene,
            phone,
            number,
            listing,
            note,
            took: BTreeMap::new(),
            kills: 0,
            steps: 0,
        })
    }

    /// A note to which all add words from now on; its id. Empty where there is no house.
    pub fn common(&self) -> Result<String> {
        let Some((house, _)) = &self.note else {
            return Ok(String::new());
        };
        let title = format!("title={COMMON}");
        let new = ["doc", "new", "note", "--space", house, "--field", &title];
        text(&self.phone.ask(&new)?, "id")
    }

    /// Does one thing; it is killed while it runs, if `deadly`.
    pub fn step(&mut self, book: &Book, common: &str, chance: &mut Chance, deadly: bool) -> Result<()> {
        let drawn = chance.one(&STEPS).copied().unwrap_or(Step::Sync);
        let step = match (drawn, &self.note) {
            (Step::Note | Step::AddToCommon, None) => Step::Publish,
            (Step::EditNote, None) => Step::EditListing,
            (step, _) => step,
        };
        let (house, note) = self.note.clone().unwrap_or_default();
        let usual = self.took.get(&step).copied().unwrap_or(FIRST_GUESS);
        // A little beyond the usual time: the end of a step is a moment like others.
        let kill = deadly.then(|| chance.within(usual + usual / 8));
        match step {
            Step::Sync => self.sync(book, kill),
            Step::Publish => self.say(book, step, Place::Catalogue, kill, |writer, word| {
                let file = writer.scene.path(&format!("{}.json", writer.phone.name));
                write(
                    &file,
                    &format!(r#"{{"type": "offer", "title": {{"fr": "{word}"}}}}"#),
                )?;
                Ok(vec!["publish".into(), file.display().to_string()])
            }),
            Step::Note => self.say(book, step, Place::House, kill, |_, word| {
                let field = format!("title={word}");
                let new = ["doc", "new", "note", "--field", &field, "--space", &house];
                Ok(owned(&new))
            }),
            Step::AddToCommon => self.say(book, step, Place::House, kill, |_, word| {
                let tag = format!("tags+={word}");
                Ok(owned(&["doc", "edit", common, &tag, "--space", &house]))
            }),
            Step::EditListing => self.replace(book, step, Place::Catalogue, kill, |writer, value| {
                owned(&["edit", &writer.listing, &format!("title.es={value}")])
            }),
            Step::EditNote => self.replace(book, step, Place::House, kill, |writer, value| {
                let title = format!("title=r{}={value}", writer.number);
                owned(&["doc", "edit", &note, &title, "--space", &house])
            }),
        }
    }

    fn say(
        &mut self,
        book: &Book,
        step: Step,
        place: Place,
        kill: Option<Duration>,
        command: impl FnOnce(&Self, &str) -> Result<Vec<String>>,
    ) -> Result<()> {
        let word = book.model().say(self.number, place);
        let command = command(self, &word)?;
        if self.local(book, step, &command, kill)? {
            book.model().acknowledge(&word);
        }
        Ok(())
    }

    fn replace(
        &mut self,
        book: &Book,
        step: Step,
        place: Place,
        kill: Option<Duration>,
        command: impl FnOnce(&Self, &str) -> Vec<String>,
    ) -> Result<()> {
        let name = format!("r{}", self.number);
        let value = book.model().set(place, &name);
        let command = command(self, &value);
        if self.local(book, step, &command, kill)? {
            book.model().acknowledge_value(place, &name, &value);
        }
        Ok(())
    }

    /// A command that needs no network: whether it ended with 0. Where nobody killed it, it must.
    fn local(&mut self, book: &Book, step: Step, command: &[String], kill: Option<Duration>) -> Result<bool> {
        let arguments: Vec<&str> = command.iter().map(String::as_str).collect();
        let Some(answer) = self.run(step, &arguments, kill)? else {
            return Ok(false);
        };
        if answer.code != Some(0) {
            let (command, said) = (arguments.join(" "), format!("{}{}", answer.out, answer.err));
            book.finding(format!("{}: `ekin {command}` failed: {said}", self.phone.name));
        }
        Ok(answer.code == Some(0))
    }

    fn sync(&mut self, book: &Book, kill: Option<Duration>) -> Result<()> {
        let carried = book.model().acknowledged_by(self.number);
        let Some(answer) = self.run(Step::Sync, &["sync"], kill)? else {
            return Ok(());
        };
        if answer.code == Some(0) && waiting(&answer.out) == Some(0) {
            book.model().receive(&carried);
        }
        Ok(())
    }

    fn run(
        &mut self,
        step: Step,
        arguments: &[&str],
        kill: Option<Duration>,
    ) -> Result<Option<ekin_harness::Answer>> {
        let started = Instant::now();
        let answer = match kill {
            Some(time) => self.phone.run_within(arguments, time)?,
            None => Some(self.phone.run(arguments)?),
        };
        match (&answer, kill) {
            (None, _) => self.kills += 1,
            (Some(_), Some(_)) => self.steps += 1,
            (Some(_), None) => {
                self.steps += 1;
                // An average that follows how busy the machine is.
                let took = self.took.entry(step).or_insert_with(|| started.elapsed());
                *took = (*took * 3 + started.elapsed()) / 4;
            }
        }
        Ok(answer)
    }
}

fn owned(arguments: &[&str]) -> Vec<String> {
    arguments.iter().map(|one| (*one).to_owned()).collect()
}

/// Own envelopes that wait after a sync, as it said.
pub fn waiting(said: &str) -> Option<u64> {
    let answer: Value = serde_json::from_str(said).ok()?;
    answer.get("waiting")?.as_u64()
}

/// Writes a file.
pub fn write(path: &std::path::Path, text: &str) -> Result<()> {
    std::fs::write(path, text).map_err(TortureError::io("writing a file"))
}
