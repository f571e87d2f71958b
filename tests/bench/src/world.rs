//! Where measurements happen: the programs, a folder to work in, and processes of our own that do one job each, so
//! that their processor time and memory are theirs alone.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::{DateTime, NaiveDate};
use ekin_core::app::device::{Device, OpenOptions};
use ekin_core::app::surroundings::Surroundings;
use ekin_core::app::sync::{Mode, Notice, Stop};
use ekin_harness::{Programs, RelayProcess};
use ekin_limit::gauge::Reading;
use serde::Serialize;

use crate::error::{BenchError, Result};

/// Seed of all that is drawn.
pub const SEED: u64 = 3;

/// How long a relay may take to start.
const AWAY: Duration = Duration::from_secs(30);

/// Where measurements happen.
pub struct World {
    /// `ekin` and `ekin-sync-server`.
    pub programs: Programs,
    /// Fewer repeats, smaller sizes.
    pub quick: bool,
    /// The most that one job of a peer may take.
    pub patience: Duration,
    folder: tempfile::TempDir,
    this: PathBuf,
    limit: PathBuf,
    around: Surroundings,
}

impl World {
    /// The programs are found in the environment, `ekin-limit` beside this program.
    ///
    /// # Errors
    /// When a program was not built, or there is no folder to work in.
    pub fn new(quick: bool, patience: Duration) -> Result<Self> {
        let this = std::env::current_exe().map_err(BenchError::io("finding this program"))?;
        // Beside the build, on a disk: a folder for temporary files may lie in memory, where a commit costs nothing.
        let beside = this
            .parent()
            .map_or_else(|| PathBuf::from("."), Path::to_path_buf);
        let folder = tempfile::tempdir_in(&beside).map_err(BenchError::io("making a folder"))?;
        Ok(Self {
            programs: Programs::from_environment()?,
            quick,
            patience,
            folder,
            limit: beside.join("ekin-limit"),
            this,
            around: Surroundings::of_machine()?,
        })
    }

    /// One of two numbers.
    pub fn pick<T>(&self, quick: T, full: T) -> T {
        if self.quick { quick } else { full }
    }

    /// A path in the folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The folder of what was built with this program.
    pub fn built(&self) -> &Path {
        self.this.parent().unwrap_or(&self.this)
    }

    /// Now, ms since 1970.
    pub fn now_ms(&self) -> i64 {
        self.around.now_ms()
    }

    /// The day of this run.
    pub fn today(&self) -> NaiveDate {
        DateTime::from_timestamp_millis(self.now_ms()).map_or(NaiveDate::MIN, |now| now.date_naive())
    }

    /// Starts a relay that packs soon after a change.
    ///
    /// # Errors
    /// When it does not get ready.
    pub fn relay(&self, name: &str, options: &[&str]) -> Result<RelayProcess> {
        let soon: &[&str] = match options.contains(&"--pack-after-ms") {
            true => &[],
            false => &["--pack-after-ms", "50"],
        };
        let options = [soon, &["--log-level", "warn"], options].concat();
        Ok(RelayProcess::start(
            &self.programs.relay,
            &self.path(name),
            &options,
        )?)
    }

    /// A job of this program in a process of its own.
    ///
    /// # Errors
    /// When it fails.
    pub fn ours(&self, job: &str, what: &impl Serialize) -> Result<Reading> {
        run(Command::new(&self.this).args(["job", job]), job, what)
    }

    /// The same under a program that runs another, given with its own arguments.
    ///
    /// # Errors
    /// When it fails.
    pub fn ours_under(&self, mut above: Command, job: &str, what: &impl Serialize) -> Result<Reading> {
        run(above.arg(&self.this).args(["job", job]), job, what)
    }

    /// A job of the limit.
    ///
    /// # Errors
    /// When it fails.
    pub fn limit(&self, job: &str, what: &impl Serialize) -> Result<Reading> {
        run(Command::new(&self.limit).arg(job), job, what)
    }

    /// A job of the limit to be started by hand.
    ///
    /// # Errors
    /// When the job is no JSON.
    pub fn limit_command(&self, job: &str, what: &impl Serialize) -> Result<Command> {
        let mut command = Command::new(&self.limit);
        command.arg(job).arg(serde_json::to_string(what)?);
        Ok(command)
    }
}

fn run(command: &mut Command, job: &str, what: &impl Serialize) -> Result<Reading> {
    let output = command
        .arg(serde_json::to_string(what)?)
        .output()
        .map_err(BenchError::io(format!("starting {job}")))?;
    if !output.status.success() {
        return Err(BenchError::Child {
            job: job.to_owned(),
            said: String::from_utf8_lossy(&output.stderr).into_owned(),
        });
    }
    Ok(serde_json::from_slice(&output.stdout)?)
}

/// Opens a device in this process.
///
/// # Errors
/// When its home cannot be used.
pub fn device(home: &Path) -> Result<Arc<Device>> {
    let around = Surroundings::of_machine()?;
    Ok(Arc::new(Device::open(home, OpenOptions::default(), around)?))
}

/// Syncs until everything is done; fails when anything but good news is heard.
///
/// # Errors
/// When the relay cannot be reached, refuses or lies.
pub fn sync(device: &Arc<Device>) -> Result<()> {
    let mut bad = None;
    device.sync(Mode::Once, Stop::default(), |notice| {
        match notice {
            Notice::Unreachable { .. } | Notice::Refused { .. } | Notice::Lied { .. } => {
                bad = Some(format!("{notice:?}"));
            }
            _ => {}
        }
        true
    })?;
    match bad {
        Some(what) => Err(BenchError::Unexpected { what }),
        None => Ok(()),
    }
}

/// The same with a relay that is starting: a phone that is told that it is away tries again, and so does this.
///
/// # Errors
/// As [`sync`], and when it is still away after [`AWAY`].
pub fn sync_again(device: &Arc<Device>) -> Result<()> {
    let began = Instant::now();
    loop {
        let mut away = false;
        let mut bad = None;
        device.sync(Mode::Once, Stop::default(), |notice| {
            match notice {
                Notice::Unreachable { .. } => away = true,
                Notice::Refused { .. } | Notice::Lied { .. } => bad = Some(format!("{notice:?}")),
                _ => {}
            }
            true
        })?;
        match bad {
            Some(what) => return Err(BenchError::Unexpected { what }),
            None if !away => return Ok(()),
            None if began.elapsed() > AWAY => return Err(BenchError::unexpected("the relay stays away")),
            None => pause(),
        }
    }
}

/// Lets a little time pass between two looks at something that another process does.
pub fn pause() {
    std::thread::park_timeout(Duration::from_millis(20));
}

/// Pairs of runs, ours and the limit's in turn, after one pair that warms and is not counted. Which of the two
/// goes first alternates.
///
/// # Errors
/// Those of the runs.
pub fn pairs(
    runs: usize,
    mut ours: impl FnMut(usize) -> Result<Reading>,
    mut limit: impl FnMut(usize) -> Result<Reading>,
) -> Result<Vec<(Reading, Reading)>> {
    let mut all = Vec::with_capacity(runs);
    for n in 0..=runs {
        let pair = if n % 2 == 0 {
            let ours = ours(n)?;
            (ours, limit(n)?)
        } else {
            let limit = limit(n)?;
            (ours(n)?, limit)
        };
        if n > 0 {
            all.push(pair);
        }
    }
    Ok(all)
}
