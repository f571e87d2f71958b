//! A peer's processes: a server, and jobs with an end or a deadline.

use std::io::{BufRead, BufReader, Read};
use std::net::SocketAddr;
use std::process::{Child, ChildStdout, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::time::{Duration, Instant};

use ekin_limit::gauge::{Reading, cpu_ms_of, memory_kib};
use serde::Deserialize;
use serde_json::Value;

use super::Peer;
use crate::error::{BenchError, Result};

/// Time for a server to get ready.
const READY: Duration = Duration::from_secs(60);
/// Words that may wait to be heard: an hour's progress.
const WORDS: usize = 1 << 15;
/// The most that is kept of what a process complains of.
const COMPLAINT: usize = 4 << 10;

/// What a process of a peer says, a line each.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Said {
    /// A server listens.
    Ready(Ports),
    /// So many are done.
    Progress(u64),
    /// So many readers follow.
    Following(#[expect(dead_code, reason = "all of them, or nothing is said")] u64),
    /// The job is done.
    Done(Done),
}

/// Where a server listens.
#[derive(Clone, Copy, Debug, Deserialize)]
pub struct Ports {
    port: u16,
    /// Port of questions apart; 0 where there is none.
    pub control: u16,
}

/// A job that was done.
#[derive(Clone, Debug, Deserialize)]
pub struct Done {
    /// What it took.
    #[serde(flatten)]
    pub reading: Reading,
    /// What others find the activities by, where they need one.
    #[serde(default)]
    pub index: Option<String>,
}

/// How a job ended.
#[derive(Debug)]
pub enum Ended {
    /// Well.
    Done(Done),
    /// Not, for this reason.
    Not(String),
}

/// A server. Dropping it kills it.
#[derive(Debug)]
pub struct Server {
    child: Child,
    ports: Ports,
}

impl Server {
    /// Starts one on an empty folder.
    ///
    /// # Errors
    /// When it does not get ready.
    pub fn start(peer: &Peer, data: &std::path::Path) -> Result<Self> {
        let mut working = Working::start(peer, "serve", &serde_json::json!({ "data": data }))?;
        match working.next(Instant::now() + READY) {
            Some(Said::Ready(ports)) => Ok(Self {
                ports,
                child: working.into_child()?,
            }),
            _ => Err(BenchError::unexpected(format!(
                "{} did not get ready: {}",
                peer.name,
                working.complaint()
            ))),
        }
    }

    /// Where devices find it.
    pub fn address(&self) -> SocketAddr {
        SocketAddr::from(([127, 0, 0, 1], self.ports.port))
    }

    /// Where it answers questions apart.
    pub fn control(&self) -> u16 {
        self.ports.control
    }

    /// Processor time so far, ms.
    pub fn cpu_ms(&self) -> f64 {
        cpu_ms_of(self.child.id())
    }

    /// The most memory it ever had, MiB.
    pub fn peak_mib(&self) -> f64 {
        memory_kib(&self.child.id().to_string(), "VmHWM") / 1024.0
    }

    /// Its memory now, MiB.
    pub fn resident_mib(&self) -> f64 {
        memory_kib(&self.child.id().to_string(), "VmRSS") / 1024.0
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        end(&mut self.child);
    }
}

/// A process that is at a job. Dropping it kills it.
#[derive(Debug)]
pub struct Working {
    child: Option<Child>,
    said: Receiver<Said>,
    complained: Option<std::thread::JoinHandle<String>>,
    came_to: u64,
    started: Instant,
}

impl Working {
    /// Starts a job.
    ///
    /// # Errors
    /// When there is no such program.
    pub fn start(peer: &Peer, job: &str, what: &Value) -> Result<Self> {
        let mut child = peer
            .command(job, what)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(BenchError::io(format!("starting {}", peer.name)))?;
        let said = hear(child.stdout.take());
        let errors = child.stderr.take();
        let complained = std::thread::spawn(move || {
            let (mut kept, mut buffer) = (Vec::new(), [0; 4096]);
            if let Some(mut errors) = errors {
                while let Ok(n @ 1..) = errors.read(&mut buffer) {
                    kept.extend_from_slice(buffer.get(..n).unwrap_or_default());
                    kept.truncate(COMPLAINT);
                }
            }
            String::from_utf8_lossy(&kept).trim().to_owned()
        });
        Ok(Self {
            child: Some(child),
            said,
            complained: Some(complained),
            came_to: 0,
            started: Instant::now(),
        })
    }

    /// The next word that is no progress; nothing when it ended, or not in time.
    pub fn next(&mut self, until: Instant) -> Option<Said> {
        loop {
            match self
                .said
                .recv_timeout(until.saturating_duration_since(Instant::now()))
            {
                Ok(Said::Progress(count)) => self.came_to = count,
                Ok(said) => return Some(said),
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => return None,
            }
        }
    }

    /// Waits for its end, or for that moment.
    pub fn end(mut self, until: Instant) -> Ended {
        while let Some(said) = self.next(until) {
            if let Said::Done(done) = said {
                return Ended::Done(done);
            }
        }
        if Instant::now() >= until {
            let seconds = self.started.elapsed().as_secs();
            return Ended::Not(format!("not done in {seconds} s: it came to {}", self.came_to));
        }
        let said = self.complaint();
        Ended::Not(format!("failed at {}: {said}", self.came_to))
    }

    fn complaint(&mut self) -> String {
        if let Some(child) = &mut self.child {
            end(child);
        }
        let said = self.complained.take().and_then(|said| said.join().ok());
        // A trace of calls says little; its first line says what went wrong.
        let lines = said.unwrap_or_default();
        let line = lines
            .lines()
            .find(|line| line.contains("Error: "))
            .or(lines.lines().next());
        line.unwrap_or("it said nothing").to_owned()
    }

    fn into_child(mut self) -> Result<Child> {
        // Its output is read to the end by threads of their own.
        self.child
            .take()
            .ok_or_else(|| BenchError::unexpected("no process"))
    }
}

impl Drop for Working {
    fn drop(&mut self) {
        if let Some(child) = &mut self.child {
            end(child);
        }
    }
}

fn end(child: &mut Child) {
    // It may have ended by itself.
    let _ = child.kill();
    let _ = child.wait();
}

fn hear(out: Option<ChildStdout>) -> Receiver<Said> {
    let (say, said) = sync_channel(WORDS);
    std::thread::spawn(move || {
        let lines = out.into_iter().flat_map(|out| BufReader::new(out).lines());
        for line in lines.map_while(std::io::Result::ok) {
            if let Ok(word) = serde_json::from_str(&line) {
                // A server is not listened to after its first word; its pipe is emptied all the same.
                let _ = say.send(word);
            }
        }
    });
    said
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_process_says_is_understood() {
        let read = |line: &str| serde_json::from_str::<Said>(line).unwrap();
        let done = read(
            r#"{"done":{"wall_ms":1.5,"cpu_ms":2,"peak_kib":3,"more":{"bare_ms":1},"index":"automerge:x"}}"#,
        );
        let Said::Done(done) = done else {
            panic!("{done:?}");
        };
        assert_eq!(
            (done.reading.wall_ms, done.index.as_deref()),
            (1.5, Some("automerge:x"))
        );
        assert_eq!(done.reading.more.get("bare_ms"), Some(&1.0));
        assert!(matches!(read(r#"{"progress":7}"#), Said::Progress(7)));
        assert!(matches!(
            read(r#"{"ready":{"port":80,"control":0}}"#),
            Said::Ready(Ports { port: 80, control: 0 })
        ));
    }
}
