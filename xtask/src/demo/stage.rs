//! The stage of the demo: folders, the relay, the cable, the devices; and how the story is told.

use std::path::{Path, PathBuf};
use std::time::Instant;

use ekin_harness::{Answer, Cable, DeviceProcess, RelayProcess};
use serde_json::Value;

use crate::cargo::Programs;
use crate::step::{Failure, say};

/// Everything that plays.
pub struct Stage {
    folder: PathBuf,
    program: PathBuf,
    /// The relay.
    pub relay: std::cell::RefCell<RelayProcess>,
    /// The cable between all devices and the relay.
    pub cable: Cable,
}

impl Stage {
    /// Empties the folder, starts a relay in it and lays the cable.
    pub fn set(programs: &Programs, folder: &Path) -> Result<Self, Failure> {
        let ours = folder.join("ekin-demo");
        if folder.exists()
            && !ours.exists()
            && folder.read_dir().is_ok_and(|mut files| files.next().is_some())
        {
            let what = format!("{} is empty, or was made by the demo", folder.display());
            return Err(Failure::Differs { what });
        }
        let io = |source| Failure::Read {
            path: folder.display().to_string(),
            source,
        };
        if folder.exists() {
            std::fs::remove_dir_all(folder).map_err(io)?;
        }
        std::fs::create_dir_all(folder).map_err(io)?;
        std::fs::write(
            &ours,
            b"This folder was made by `cargo demo` and is emptied by it.\n",
        )
        .map_err(io)?;
        let relay = RelayProcess::start(
            &programs.relay,
            &folder.join("relay"),
            &["--pack-after-ms", "200"],
        )?;
        let cable = Cable::to(relay.address())?;
        say(&format!(
            "The relay runs on {} and keeps its data in {}.",
            relay.url(),
            relay.data().display()
        ));
        say(&format!(
            "All devices reach it over a cable on {} that the demo can cut.",
            cable.url()
        ));
        let program = programs.device.clone();
        Ok(Self {
            folder: folder.to_owned(),
            program,
            relay: relay.into(),
            cable,
        })
    }

    /// A device at home in a folder of its own.
    pub fn device(&self, name: &str) -> Actor<'_> {
        let home = self.folder.join(name);
        Actor {
            stage: self,
            name: name.to_owned(),
            process: DeviceProcess::new(&self.program, &home, "fr"),
        }
    }

    /// Waits until the relay has packed a space, so that a newcomer takes the pack and not the log.
    pub fn wait_for_pack(&self, space: &str) -> Result<(), Failure> {
        let started = Instant::now();
        while started.elapsed().as_secs() < 30 {
            if self.relay.borrow().has_pack(space) {
                return Ok(());
            }
            std::thread::park_timeout(std::time::Duration::from_millis(20));
        }
        expect(false, "the relay makes a pack")
    }

    /// A path in the demo's folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// A new part of the story.
    pub fn scene(&self, title: &str) {
        say(&format!("\n== {title}"));
    }

    /// Where everything lies, and how to go on by hand.
    pub fn farewell(&self) {
        let (program, relay) = (
            self.program.display(),
            self.relay.borrow().data().display().to_string(),
        );
        say("\nEverything agreed. The data stays where it is:");
        say(&format!("  {}", self.folder.display()));
        say("To go on by hand, start the relay again and ask any device:");
        let address = self.relay.borrow().address();
        let server = self.program.with_file_name("ekin-sync-server");
        say(&format!(
            "  {} serve --listen {address} --data {relay} &",
            server.display()
        ));
        say(&format!(
            "  {program} --home {} search musée",
            self.path("reader").display()
        ));
        say(&format!(
            "  {program} --home {} --language eu status",
            self.path("reader").display()
        ));
    }
}

/// One device of the story.
pub struct Actor<'a> {
    stage: &'a Stage,
    name: String,
    /// Its program on its home.
    pub process: DeviceProcess,
}

impl<'a> Actor<'a> {
    /// The same device in another language.
    pub fn speaking(&self, language: &'static str) -> Actor<'a> {
        Actor {
            stage: self.stage,
            name: self.name.clone(),
            process: self.process.speaking(language),
        }
    }

    /// Runs a command to whatever end and shows it as a person would type it.
    pub fn tries(&self, arguments: &[&str]) -> Result<Answer, Failure> {
        say(&format!("{}$ ekin {}", self.name, shown(arguments)));
        let (started, before) = (Instant::now(), self.stage.cable.bytes());
        let answer = self.process.run(arguments)?;
        let (up, down) = self.stage.cable.bytes();
        let said = format!("{}{}", answer.out, answer.err);
        for line in said.lines().take(12) {
            say(&format!("    {line}"));
        }
        let more = said.lines().count().saturating_sub(12);
        if more > 0 {
            say(&format!("    … and {more} more lines"));
        }
        let (up, down) = (up - before.0, down - before.1);
        if up + down > 0 {
            let ms = started.elapsed().as_millis();
            say(&format!("    ({ms} ms, {up} bytes sent, {down} bytes received)"));
        }
        Ok(answer)
    }

    /// Runs a command that must end well.
    pub fn does(&self, arguments: &[&str]) -> Result<(), Failure> {
        let answer = self.tries(arguments)?;
        expect(
            answer.code == Some(0),
            &format!("`ekin {}` ends well", shown(arguments)),
        )
    }

    /// Asks with `--json`, without showing.
    pub fn asks(&self, arguments: &[&str]) -> Result<Value, Failure> {
        Ok(self.process.json(arguments)?)
    }
}

/// Arguments as a shell would take them, long ones shortened.
fn shown(arguments: &[&str]) -> String {
    let word = |word: &&str| {
        let short: String = word.chars().take(60).collect();
        let short = if short.len() < word.len() {
            format!("{short}…")
        } else {
            short
        };
        if short.contains([' ', '\'', '=']) {
            format!("\"{short}\"")
        } else {
            short
        }
    };
    arguments.iter().map(word).collect::<Vec<_>>().join(" ")
}

/// Fails the demo unless something holds.
pub fn expect(holds: bool, what: &str) -> Result<(), Failure> {
    match holds {
        true => Ok(()),
        false => Err(Failure::Differs {
            what: what.to_owned(),
        }),
    }
}
