//! Who plays: a relay, three phones that write to the catalogue and to a house, and one that only reads; all as processes.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;
use std::time::Duration;

use ekin_core::app::device::Device;
use ekin_core::app::ids::SpaceId;
use ekin_core::app::surroundings::Surroundings;
use ekin_core::domain::kind::Plain;
use ekin_harness::{Answer, DeviceProcess, Programs, RelayProcess, find};
use serde_json::Value;

use crate::error::{Result, TortureError};
use crate::model::{Place, Seen};

/// Names of those who write; the first owns territory and house.
pub const WRITERS: [&str; 3] = ["ane", "jon", "miren"];
/// Most documents that are read.
const DOCUMENTS: u32 = 1_000_000;
/// Time for any command that is not to be killed.
const PATIENCE: Duration = Duration::from_secs(120);

/// A phone: a home, and the program that is run on it.
pub struct Phone {
    /// Its name.
    pub name: String,
    /// Its program on its home.
    pub process: DeviceProcess,
}

impl Phone {
    /// Runs a command with `--json` to its end.
    pub fn run(&self, arguments: &[&str]) -> Result<Answer> {
        let answer = self.run_within(arguments, PATIENCE)?;
        answer.ok_or_else(|| {
            TortureError::lacks(format!("`ekin {}` to end in {PATIENCE:?}", arguments.join(" ")))
        })
    }

    /// The same, killed where it has not ended by then: none.
    pub fn run_within(&self, arguments: &[&str], time: Duration) -> Result<Option<Answer>> {
        Ok(self
            .process
            .run_within(&[&["--json"], arguments].concat(), time)?)
    }

    /// Runs a command that must end well.
    pub fn ask(&self, arguments: &[&str]) -> Result<Value> {
        Ok(self.process.json(arguments)?)
    }

    /// What is on it. Nothing is started for this: its home is read as the program's own queries read it.
    pub fn seen(&self, house: Option<SpaceId>) -> Result<Seen> {
        let device = Device::look(self.process.home(), None, Surroundings::of_machine()?)?;
        let mut seen = Seen::default();
        let mut word = |place, word: &str| *seen.words.entry((place, word.to_owned())).or_insert(0) += 1;
        let mut values = BTreeMap::new();
        for draft in device.export(None, None)?.drafts {
            let title = draft.title.get("fr").map_or("", String::as_str);
            match draft.title.get("es") {
                Some(value) => {
                    values.insert((Place::Catalogue, title.to_owned()), value.clone());
                }
                None => word(Place::Catalogue, title),
            }
        }
        for line in house.map_or(Ok(Vec::new()), |house| {
            device.documents(house, None, None, DOCUMENTS)
        })? {
            if let Some((name, value)) = line.title.split_once('=') {
                values.insert((Place::House, name.to_owned()), value.to_owned());
            } else if line.title.starts_with('w') {
                word(Place::House, &line.title);
            }
            let Some(house) = house.filter(|_| line.title == COMMON) else {
                continue;
            };
            let shown = device.show_document(house, &line.object.to_string())?;
            if let Some(Plain::List(tags)) = shown.contents.values().get("tags") {
                tags.iter().for_each(|tag| {
                    if let Plain::Str(tag) = tag {
                        word(Place::House, tag);
                    }
                });
            }
        }
        seen.values = values;
        Ok(seen)
    }
}

/// Title of the notes to which all add words.
pub const COMMON: &str = "common";

/// Everybody.
pub struct Scene {
    /// The relay.
    pub relay: Mutex<RelayProcess>,
    /// Those who write.
    pub writers: Vec<Phone>,
    /// Who reads, the catalogue and the house.
    pub reader: Phone,
    /// The house's space, where there is one.
    pub house: Option<SpaceId>,
    /// Link to the territory.
    pub link: String,
    programs: Programs,
    folder: PathBuf,
}

impl Scene {
    /// A relay in this folder, a territory and maybe a house, and everybody in both.
    pub fn set(programs: &Programs, folder: &Path, options: &[&str], with_house: bool) -> Result<Self> {
        let relay = RelayProcess::start(&programs.relay, &folder.join("relay"), options)?;
        let phone = |name: &str| Phone {
            name: name.to_owned(),
            process: DeviceProcess::new(&programs.device, &folder.join(name), "fr"),
        };
        let writers: Vec<_> = WRITERS.map(phone).into();
        let reader = phone("reader");
        let owner = writers.first().ok_or_else(|| TortureError::lacks("an owner"))?;
        let url = relay.url();
        owner.ask(&["territory", "create", "Euskal Herria", "--relay", &url])?;
        owner.ask(&["sync"])?;
        let link = text(&owner.ask(&["territory", "link"])?, "link")?;
        let house = with_house.then(|| make_house(owner, &url)).transpose()?;
        for phone in writers.iter().skip(1) {
            joins(owner, phone, &link, house, "educator")?;
            publishes(owner, phone)?;
        }
        joins(owner, &reader, &link, house, "reader")?;
        Ok(Self {
            relay: Mutex::new(relay),
            writers,
            reader,
            house,
            link,
            programs: programs.clone(),
            folder: folder.to_owned(),
        })
    }

    /// All phones.
    pub fn phones(&self) -> impl Iterator<Item = &Phone> {
        self.writers.iter().chain([&self.reader])
    }

    /// A phone that has never been here, with a home of its own; it joins the territory.
    pub fn newcomer(&self, name: &str) -> Result<Phone> {
        let phone = Phone {
            name: name.to_owned(),
            process: DeviceProcess::new(&self.programs.device, &self.folder.join(name), "eu"),
        };
        phone.ask(&["join", &self.link])?;
        Ok(phone)
    }

    /// The same, let into the house as well.
    pub fn newcomer_in_the_house(&self, name: &str) -> Result<Phone> {
        let phone = self.newcomer(name)?;
        if let (Some(owner), Some(house)) = (self.writers.first(), self.house) {
            enters(owner, &phone, &house.to_string(), "reader")?;
        }
        Ok(phone)
    }

    /// A file or folder beside the homes.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// Runs one of the operator's commands on the relay's folder.
    pub fn operate(&self, arguments: &[&str]) -> Result<Answer> {
        let mut command = Command::new(&self.programs.relay);
        command
            .arg("--data")
            .arg(self.folder.join("relay"))
            .args(arguments);
        let output = command.output();
        let output = output.map_err(TortureError::io("starting the operator's command"))?;
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Ok(Answer {
            code: output.status.code(),
            out: text(&output.stdout),
            err: text(&output.stderr),
        })
    }
}

/// Makes a house; its space for everybody.
fn make_house(owner: &Phone, url: &str) -> Result<SpaceId> {
    owner.ask(&["space", "create", "house", "--name", "Etxea", "--relay", url])?;
    owner.ask(&["sync"])?;
    let spaces = owner.ask(&["space", "list"])?;
    let home = spaces.as_array().into_iter().flatten();
    let mut home = home.filter(|space| space.get("sort").and_then(Value::as_str) == Some("home"));
    let home = home.next().ok_or_else(|| TortureError::lacks("a house"))?;
    let device = Device::look(owner.process.home(), None, Surroundings::of_machine()?)?;
    Ok(device.space_named(Some(&text(home, "space")?))?)
}

fn joins(owner: &Phone, phone: &Phone, link: &str, house: Option<SpaceId>, role: &str) -> Result<()> {
    phone.ask(&["join", link])?;
    phone.ask(&["sync"])?;
    house.map_or(Ok(()), |house| enters(owner, phone, &house.to_string(), role))
}

fn enters(owner: &Phone, phone: &Phone, house: &str, role: &str) -> Result<()> {
    let invitation = text(
        &owner.ask(&["space", "link", "--role", role, "--space", house])?,
        "link",
    )?;
    owner.ask(&["sync"])?;
    phone.ask(&["space", "join", &invitation])?;
    phone.ask(&["sync"])?;
    owner.ask(&["sync"])?;
    let members = owner.ask(&["member", "list", "--space", house])?;
    let members = members.get("members").and_then(Value::as_array);
    let last = members.and_then(|members| members.last());
    if let Some(number) = last
        .filter(|last| last.get("wanted").is_some_and(Value::is_string))
        .and_then(|last| last.get("number").and_then(Value::as_u64))
    {
        owner.ask(&["member", "approve", &number.to_string(), "--space", house])?;
        owner.ask(&["sync"])?;
    }
    owner.ask(&["sync"])?;
    phone.ask(&["sync"])?;
    Ok(())
}

fn publishes(owner: &Phone, phone: &Phone) -> Result<()> {
    let device = text(&phone.ask(&["device"])?, "link")?;
    owner.ask(&["publisher", "add", &device, "--role", "publisher"])?;
    owner.ask(&["sync"])?;
    phone.ask(&["sync"])?;
    Ok(())
}

/// The first text under this key, at any depth.
pub fn text(value: &Value, key: &str) -> Result<String> {
    find(value, key)
        .and_then(Value::as_str)
        .map(str::to_owned)
        .ok_or_else(|| TortureError::lacks(format!("an answer with `{key}`")))
}
