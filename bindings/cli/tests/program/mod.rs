//! The real program on a home of its own.
#![allow(
    dead_code,
    clippy::unwrap_used,
    reason = "each test program uses a part; a panic is how a test fails"
)]

use std::path::Path;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// A home and the program.
pub struct Program {
    home: TempDir,
}

/// What a run answered.
pub struct Answer {
    /// Exit code.
    pub code: i32,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl Program {
    /// With nothing in its home.
    pub fn new() -> Self {
        Self {
            home: tempfile::tempdir().unwrap(),
        }
    }

    /// With a territory whose relay nobody runs, and the sample in it.
    pub fn with_sample() -> Self {
        let program = Self::new();
        let relay = [
            "territory",
            "create",
            "Euskal Herria",
            "--relay",
            "http://127.0.0.1:9",
        ];
        assert_eq!(program.run(&relay).code, 0);
        assert_eq!(program.run(&["import", "--sample"]).code, 0);
        program
    }

    /// Its home.
    pub fn home(&self) -> &Path {
        self.home.path()
    }

    /// The command, with a clean environment.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_ekin"));
        command
            .env_clear()
            .env("TZ", "Europe/Paris")
            .arg("--home")
            .arg(self.home.path())
            .args(arguments)
            .stdin(Stdio::null());
        command
    }

    /// Runs it.
    pub fn run(&self, arguments: &[&str]) -> Answer {
        answer(self.command(arguments).output().unwrap())
    }

    /// Runs it with a text on the standard input.
    pub fn with_input(&self, arguments: &[&str], input: &str) -> Answer {
        use std::io::Write;
        let mut child = self
            .command(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
        answer(child.wait_with_output().unwrap())
    }

    /// Runs it with `--json`, which must end well, and reads the one document.
    pub fn json(&self, arguments: &[&str]) -> serde_json::Value {
        let mut all = arguments.to_vec();
        all.push("--json");
        let answer = self.run(&all);
        assert_eq!(answer.code, 0, "{arguments:?}: {} {}", answer.out, answer.err);
        serde_json::from_str(&answer.out).unwrap()
    }
}

impl Program {
    /// Runs what must fail with this code of `--json`, in each language with words of its own.
    pub fn refuses(&self, arguments: &[&str], code: &str) {
        let mut said = std::collections::BTreeSet::new();
        for language in ["fr", "eu", "es"] {
            let mut all = arguments.to_vec();
            all.extend(["--json", "--language", language]);
            let answer = self.run(&all);
            assert_eq!(answer.code, 1, "{arguments:?}: {}", answer.out);
            let answer: serde_json::Value = serde_json::from_str(&answer.out).unwrap();
            assert_eq!(answer["error"]["code"], code, "{arguments:?}");
            said.insert(answer["error"]["text"].as_str().unwrap().to_owned());
        }
        assert_eq!(said.len(), 3, "{said:?}");
    }
}

fn answer(output: Output) -> Answer {
    Answer {
        code: output.status.code().unwrap(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}
