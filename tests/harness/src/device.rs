//! A device as a process: `ekin` on a home of its own.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::HarnessError;

/// Time between two looks at a process that may have to be killed.
const LOOK: Duration = Duration::from_micros(300);

/// One device: each call is a run of the program.
#[derive(Clone, Debug)]
pub struct DeviceProcess {
    program: PathBuf,
    home: PathBuf,
    language: &'static str,
    variables: Vec<(String, String)>,
    limits: Option<String>,
}

/// How a run ended.
#[derive(Clone, Debug)]
pub struct Answer {
    /// Exit code; none when it was killed.
    pub code: Option<i32>,
    /// What it said.
    pub out: String,
    /// What it complained of.
    pub err: String,
}

/// The first value of an answer under this key, at any depth.
pub fn find<'a>(answer: &'a Value, key: &str) -> Option<&'a Value> {
    match answer {
        Value::Object(map) => map
            .get(key)
            .or_else(|| map.values().find_map(|value| find(value, key))),
        Value::Array(values) => values.iter().find_map(|value| find(value, key)),
        _ => None,
    }
}

impl DeviceProcess {
    /// A device on this home, speaking this language.
    pub fn new(program: &Path, home: &Path, language: &'static str) -> Self {
        Self {
            program: program.to_owned(),
            home: home.to_owned(),
            language,
            variables: Vec::new(),
            limits: None,
        }
    }

    /// The same device in another language.
    pub fn speaking(&self, language: &'static str) -> Self {
        Self {
            language,
            ..self.clone()
        }
    }

    /// The same device with a variable of the environment set.
    pub fn with(&self, name: &str, value: &str) -> Self {
        let mut other = self.clone();
        other.variables.push((name.to_owned(), value.to_owned()));
        other
    }

    /// The same device within limits of the shell, such as `ulimit -d 65536`.
    pub fn within(&self, limits: &str) -> Self {
        Self {
            limits: Some(limits.to_owned()),
            ..self.clone()
        }
    }

    /// Its home.
    pub fn home(&self) -> &Path {
        &self.home
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = match &self.limits {
            None => Command::new(&self.program),
            Some(limits) => {
                let mut shell = Command::new("sh");
                shell
                    .args(["-c", &format!("{limits} && exec \"$0\" \"$@\"")])
                    .arg(&self.program);
                shell
            }
        };
        command
            .arg("--home")
            .arg(&self.home)
            .args(["--language", self.language])
            .args(arguments);
        command.envs(self.variables.iter().map(|(name, value)| (name, value)));
        command.stdin(Stdio::null());
        command
    }

    /// Runs a command to its end, whatever that is.
    ///
    /// # Errors
    /// [`HarnessError::Io`].
    pub fn run(&self, arguments: &[&str]) -> Result<Answer, HarnessError> {
        let output = self
            .command(arguments)
            .output()
            .map_err(HarnessError::io("starting ekin"))?;
        Ok(answer(output))
    }

    /// Runs a command, and kills it (SIGKILL) where it has not ended by then; none when it was killed. What it says has to
    /// fit into a pipe (64 KiB).
    ///
    /// # Errors
    /// [`HarnessError::Io`].
    pub fn run_within(&self, arguments: &[&str], time: Duration) -> Result<Option<Answer>, HarnessError> {
        let mut command = self.command(arguments);
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let started = Instant::now();
        let mut child = command.spawn().map_err(HarnessError::io("starting ekin"))?;
        let waiting = || HarnessError::io("waiting for ekin");
        while child.try_wait().map_err(waiting())?.is_none() {
            if started.elapsed() >= time {
                child.kill().map_err(HarnessError::io("killing ekin"))?;
                let status = child.wait().map_err(waiting())?;
                // It may have ended by itself just now.
                if status.code().is_none() {
                    return Ok(None);
                }
                break;
            }
            std::thread::park_timeout(LOOK);
        }
        let output = child.wait_with_output().map_err(waiting())?;
        Ok(Some(answer(output)))
    }

    /// Runs a command that must end well; gives what it said.
    ///
    /// # Errors
    /// [`HarnessError::Io`], [`HarnessError::Failed`].
    pub fn say(&self, arguments: &[&str]) -> Result<String, HarnessError> {
        let answer = self.run(arguments)?;
        if answer.code == Some(0) {
            return Ok(answer.out);
        }
        let said = format!("{}{}", answer.out, answer.err);
        Err(HarnessError::Failed {
            command: arguments.join(" "),
            code: answer.code,
            said,
        })
    }

    /// Runs a command with `--json` that must end well; gives its answer.
    ///
    /// # Errors
    /// As [`DeviceProcess::say`], and [`HarnessError::NoJson`].
    pub fn json(&self, arguments: &[&str]) -> Result<Value, HarnessError> {
        let out = self.say(&[&["--json"], arguments].concat())?;
        serde_json::from_str(&out).map_err(|source| HarnessError::NoJson {
            command: arguments.join(" "),
            source,
        })
    }

    /// Starts a command whose answers are read while it goes on; what it says is a pipe.
    ///
    /// # Errors
    /// [`HarnessError::Io`].
    pub fn talk(&self, arguments: &[&str]) -> Result<Child, HarnessError> {
        let mut command = self.command(arguments);
        command.stdout(Stdio::piped()).stderr(Stdio::null());
        command.spawn().map_err(HarnessError::io("starting ekin"))
    }

    /// Starts a command and does not wait for it.
    ///
    /// # Errors
    /// [`HarnessError::Io`].
    pub fn start(&self, arguments: &[&str]) -> Result<Child, HarnessError> {
        let mut command = self.command(arguments);
        command.stdout(Stdio::null()).stderr(Stdio::null());
        command.spawn().map_err(HarnessError::io("starting ekin"))
    }
}

fn answer(output: Output) -> Answer {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    Answer {
        code: output.status.code(),
        out: text(&output.stdout),
        err: text(&output.stderr),
    }
}
