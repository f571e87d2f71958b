//! An unmodified device that meets a lying relay: within limits of memory and time, and looked at afterwards.

use std::path::Path;
use std::time::{Duration, Instant};

use ekin_harness::{Answer, DeviceProcess, Programs};
use rusqlite::{Connection, OpenFlags};
use serde_json::Value;

/// Kilobytes that an honest sync of the sample gets; see the test that holds it to this.
pub const OWN_KB: u64 = 40 << 10;
/// Kilobytes that a lie may cost beside it.
pub const LIE_KB: u64 = 64 << 10;
/// Longest time of a run.
const LONGEST: Duration = Duration::from_secs(60);

/// The device.
pub struct Victim {
    /// Its program on its home.
    pub device: DeviceProcess,
}

impl Victim {
    /// A new device that joins by this link.
    pub fn join(programs: &Programs, home: &Path, link: &str) -> Self {
        let device = DeviceProcess::new(&programs.device, home, "fr");
        device.say(&["join", link]).unwrap();
        let kb = OWN_KB + LIE_KB;
        Self {
            device: device.within(&format!("ulimit -d {kb}")),
        }
    }

    /// Runs a command that may fail, but neither crashes nor takes for ever.
    pub fn run(&self, arguments: &[&str]) -> Answer {
        let started = Instant::now();
        let answer = self.device.run(arguments).unwrap();
        let took = started.elapsed();
        assert!(took < LONGEST, "{arguments:?} took {took:?}: {answer:?}");
        assert!(
            !answer.err.contains("panicked") && !answer.err.contains("memory allocation"),
            "{arguments:?}: {answer:?}"
        );
        // 101 is a panic, none a signal.
        assert!(matches!(answer.code, Some(0 | 1)), "{arguments:?}: {answer:?}");
        assert!(
            !answer.err.contains("ekin doctor"),
            "not in words of its own: {answer:?}"
        );
        answer
    }

    /// Syncs once.
    pub fn sync(&self) -> Answer {
        self.run(&["sync"])
    }

    /// How many listings it shows, after its file was looked through for damage.
    pub fn listings(&self) -> u64 {
        self.check_file();
        let status = self.device.json(&["status"]).unwrap();
        status
            .pointer("/territories/0/listings")
            .unwrap()
            .as_u64()
            .unwrap()
    }

    /// How far it has read the log.
    pub fn seq(&self) -> u64 {
        let status = self.device.json(&["status"]).unwrap();
        status.pointer("/territories/0/seq").unwrap().as_u64().unwrap()
    }

    /// Whether a search finds something.
    pub fn finds(&self, words: &str) -> bool {
        let found = self.device.json(&["search", words]).unwrap();
        let list = found.get("listings").and_then(Value::as_array);
        !list.unwrap().is_empty()
    }

    fn check_file(&self) {
        let path = self.device.home().join("ekin.db");
        let db = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
        let said: String = db
            .query_row("PRAGMA integrity_check", [], |row| row.get(0))
            .unwrap();
        assert_eq!(said, "ok");
        let mut wrong = db.prepare("PRAGMA foreign_key_check").unwrap();
        assert!(!wrong.exists([]).unwrap());
    }
}
