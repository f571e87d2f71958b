//! What a team would pick instead (`tests/peers`): who they are, whether they are here, and how their jobs are run.

mod process;

use std::path::{Path, PathBuf};
use std::process::Command;

pub use process::{Ended, Said, Server, Working};

/// One of them.
#[derive(Clone, Copy, Debug)]
pub struct Peer {
    /// Its name in tables.
    pub name: &'static str,
    /// Documents of a batch, where it has batches.
    pub batch: u32,
    module: &'static str,
}

/// The module that is a program of its own and not one of Node's.
const NATIVE: &str = "samod";

/// All of them.
pub const ALL: [Peer; 5] = [
    Peer {
        name: "PouchDB 9, batches of 1000",
        batch: 1_000,
        module: "pouchdb",
    },
    Peer {
        name: "PouchDB 9, batches of 100",
        batch: 100,
        module: "pouchdb",
    },
    Peer {
        name: "Yjs with Hocuspocus",
        batch: 0,
        module: "yjs",
    },
    Peer {
        name: "automerge-repo",
        batch: 0,
        module: "automerge",
    },
    Peer {
        name: "samod",
        batch: 0,
        module: NATIVE,
    },
];

impl Peer {
    /// Whether it is driven at this job.
    pub fn does(&self, job: &str) -> bool {
        self.module != NATIVE || ["fill", "first-sync", "reconnect", "open"].contains(&job)
    }

    /// Whether it takes tens of seconds for hundreds of activities.
    pub fn is_slow(&self) -> bool {
        self.module == "automerge"
    }

    /// Why it cannot be measured on this machine; nothing when it can.
    pub fn missing(&self) -> Option<String> {
        let folder = folder();
        if self.module == NATIVE {
            return (!native(&folder).is_file())
                .then(|| "its program is not built (`cargo xtask bench` builds it)".to_owned());
        }
        let node = Command::new("node").arg("--version").output();
        if !node.is_ok_and(|said| said.status.success()) {
            return Some("Node is not on this machine".to_owned());
        }
        // What npm writes when it has installed everything.
        let installed = folder.join("node_modules").join(".package-lock.json");
        (!installed.is_file())
            .then(|| "npm has not installed tests/peers (`cargo xtask bench` has it do so)".to_owned())
    }

    /// Bytes of what a phone's program would carry of it, bundled and minified; nothing where it is no library for a
    /// bundle.
    pub fn bundle(&self) -> Option<Vec<u8>> {
        let mut command = Command::new("node");
        command
            .arg(folder().join("src").join("bundle.js"))
            .arg(self.module);
        let said = command.output().ok()?;
        (said.status.success() && !said.stdout.is_empty()).then_some(said.stdout)
    }

    fn command(&self, job: &str, what: &serde_json::Value) -> Command {
        let folder = folder();
        let mut command = if self.module == NATIVE {
            Command::new(native(&folder))
        } else {
            let mut command = Command::new("node");
            command.arg(folder.join("src").join("main.js")).arg(self.module);
            command
        };
        command.arg(job).arg(what.to_string());
        command
    }
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).with_file_name("peers")
}

fn native(folder: &Path) -> PathBuf {
    folder.join("samod/target/release/ekin-peer-samod")
}
