//! Calling cargo, and the two programs that whole-system tests start.

use crate::step::{self, Failure};
use crate::tree;
use serde_json::Value;
use std::path::PathBuf;
use std::process::Command;

/// A call of the cargo that runs this task, in the workspace's root.
pub fn cargo() -> Command {
    let program = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(program);
    command.current_dir(tree::root());
    command
}

/// A program of the workspace that other tasks start as a process.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Program {
    /// `ekin`, a device without a screen.
    Device,
    /// `ekin-sync-server`, the relay.
    Relay,
}

impl Program {
    /// Both, in the order in which they are built.
    pub const ALL: [Self; 2] = [Self::Device, Self::Relay];

    /// The executable's name without a suffix.
    pub fn name(self) -> &'static str {
        match self {
            Self::Device => "ekin",
            Self::Relay => "ekin-sync-server",
        }
    }

    /// The environment variable that tells tests where the executable lies.
    pub fn variable(self) -> &'static str {
        match self {
            Self::Device => "EKIN_BIN",
            Self::Relay => "EKIN_SYNC_SERVER_BIN",
        }
    }
}

/// Where the two programs lie once they are built.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Programs {
    /// `ekin`.
    pub device: PathBuf,
    /// `ekin-sync-server`.
    pub relay: PathBuf,
}

impl Programs {
    /// Builds both, in release form when `release` is set, and says where they lie.
    pub fn build(release: bool) -> Result<Self, Failure> {
        let mut command = cargo();
        command.args(["build", "--message-format=json-render-diagnostics"]);
        for program in Program::ALL {
            command.args(["--bin", program.name()]);
        }
        command.args(["--package", "ekin-cli", "--package", "ekin-sync-server"]);
        if release {
            command.arg("--release");
        }
        let messages = step::answer(&mut command)?;
        let find = |program| {
            executable(&messages, program).ok_or_else(|| Failure::Form {
                what: "the answer of cargo build".into(),
                why: format!("it names no executable `{}`", program.name()),
            })
        };
        Ok(Self {
            device: find(Program::Device)?,
            relay: find(Program::Relay)?,
        })
    }

    /// The variables by which tests find both.
    pub fn variables(&self) -> [(&'static str, &std::path::Path); 2] {
        [
            (Program::Device.variable(), &self.device),
            (Program::Relay.variable(), &self.relay),
        ]
    }
}

/// Finds a program's executable in cargo's build messages, one JSON object a line.
fn executable(messages: &[u8], program: Program) -> Option<PathBuf> {
    messages
        .split(|byte| *byte == b'\n')
        .filter_map(|line| serde_json::from_slice::<Value>(line).ok())
        .filter(|message| {
            let kinds = message.pointer("/target/kind").and_then(Value::as_array);
            message.pointer("/target/name").and_then(Value::as_str) == Some(program.name())
                && kinds.is_some_and(|kinds| kinds.iter().any(|kind| kind == "bin"))
        })
        .find_map(|message| {
            message
                .get("executable")
                .and_then(Value::as_str)
                .map(PathBuf::from)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_executable_is_found_among_the_messages() {
        let messages = br#"
{"reason":"compiler-artifact","target":{"name":"ekin","kind":["lib"]},"executable":null}
{"reason":"compiler-artifact","target":{"name":"ekin","kind":["bin"]},"executable":"/t/debug/ekin"}
not json
{"reason":"build-finished","success":true}
"#;
        assert_eq!(
            executable(messages, Program::Device),
            Some(PathBuf::from("/t/debug/ekin"))
        );
        assert_eq!(executable(messages, Program::Relay), None);
    }
}
