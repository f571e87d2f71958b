//! One process writes: a lock of the operating system on the file `lock`, which says who holds it. The system
//! lets go of it when the process ends, however it ends.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::Path;
use std::time::{Duration, Instant};

use super::error::{Result, StoreError};

/// How often a held lock is tried again.
const STEP: Duration = Duration::from_millis(20);
/// Longest command kept in the lock file, in bytes.
const COMMAND: usize = 500;

/// The lock, held until it is dropped.
#[derive(Debug)]
pub(super) struct Lock(File);

impl Lock {
    /// Takes the lock, trying for `wait`.
    pub fn take(path: &Path, wait: Duration, command: &str) -> Result<Self> {
        let io = |source| StoreError::Io {
            path: path.into(),
            source,
        };
        let mut file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(path)
            .map_err(io)?;
        let started = Instant::now();
        loop {
            match file.try_lock() {
                Ok(()) => break,
                Err(TryLockError::Error(source)) => return Err(io(source)),
                Err(TryLockError::WouldBlock) if started.elapsed() >= wait => return Err(holder(&mut file)),
                Err(TryLockError::WouldBlock) => pause(),
            }
        }
        let line = command.lines().next().unwrap_or_default();
        let line: String = line.chars().take(COMMAND / 4).collect();
        file.set_len(0).map_err(io)?;
        file.seek(SeekFrom::Start(0)).map_err(io)?;
        writeln!(file, "{} {line}", std::process::id()).map_err(io)?;
        Ok(Self(file))
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Nobody holds it any more: what the file says would mislead. Failing to say so does no harm.
        let _ = self.0.set_len(0);
        let _ = self.0.unlock();
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "no system tells a process that another one let go of a file lock"
)]
fn pause() {
    std::thread::sleep(STEP);
}

fn holder(file: &mut File) -> StoreError {
    let mut text = String::new();
    // Unreadable where locks are mandatory: then the holder stays unnamed.
    let _ = file.take(COMMAND as u64).read_to_string(&mut text);
    let (pid, command) = text.trim().split_once(' ').unwrap_or((text.trim(), ""));
    StoreError::AlreadyOpen {
        pid: pid.parse().unwrap_or(0),
        command: command.into(),
    }
}
