//! `cargo xtask fuzz`: libFuzzer on every target of `fuzz/`, one after the other, each for its time. Nothing is installed for it.
//!
//! With cargo-fuzz and a nightly compiler the address sanitizer watches as well. Without them the same targets are built by this very
//! compiler, with the coverage that libFuzzer needs and no sanitizer: what Rust itself notices (panics, overflows, bounds) is found,
//! a fault in C code may not be.

use std::path::Path;
use std::process::{Command, Stdio};

use crate::cargo::cargo;
use crate::step::{Failure, answer, openly, say};
use crate::tree;

/// Flags that make LLVM count which edges ran and which values were compared: what cargo-fuzz passes too.
const COVERAGE: &str = "-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
    -Cllvm-args=-sanitizer-coverage-trace-compares -Ccodegen-units=1 --cfg=fuzzing";
/// Longest input, in bytes.
const LONGEST: u32 = 8192;
/// Most memory, in MiB. The core may take 64 for what it reads; the fuzzer's own corpus and tables come on top.
const MEMORY: u32 = 1024;

/// How long, and which.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Minutes for each target.
    #[arg(long, default_value_t = 5)]
    minutes: u64,
    /// Only these targets.
    targets: Vec<String>,
}

/// Fuzzes. What breaks a target lies in `fuzz/artifacts`, and the command to run it again is said.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let folder = tree::root().join("fuzz");
    let known = targets(&folder)?;
    let wanted = match arguments.targets.is_empty() {
        true => known.clone(),
        false => arguments.targets.clone(),
    };
    let unknown: Vec<String> = wanted
        .iter()
        .filter(|target| !known.contains(target))
        .map(|target| format!("{target}: no such target; there are {}", known.join(", ")))
        .collect();
    crate::step::none_of(unknown)?;
    let sanitized = has(Command::new("cargo-fuzz").arg("--version"))
        && has(Command::new("rustc").args(["+nightly", "--version"]));
    if !sanitized {
        say("WITHOUT a sanitizer: cargo-fuzz and a nightly compiler are not both here. To get them:");
        say("  rustup toolchain install nightly && cargo install cargo-fuzz --locked");
    }
    let mut broken = Vec::new();
    for target in &wanted {
        say(&format!("\n== {target}, {} minutes", arguments.minutes));
        if let Err(failure) = fuzz(&folder, target, arguments.minutes, sanitized) {
            say(&format!("{target}: {failure}"));
            broken.push(format!(
                "{target}: see fuzz/artifacts/{target}; make a test of it, then mend it"
            ));
        }
    }
    crate::step::none_of(broken)
}

fn fuzz(folder: &Path, target: &str, minutes: u64, sanitized: bool) -> Result<(), Failure> {
    let [found, artifacts] = ["found", "artifacts"].map(|name| folder.join(name).join(target));
    for path in [&found, &artifacts] {
        std::fs::create_dir_all(path).map_err(|source| Failure::Read {
            path: path.display().to_string(),
            source,
        })?;
    }
    let mut command = if sanitized {
        let mut command = Command::new("cargo");
        command.args(["+nightly", "fuzz", "run", target]);
        command
    } else {
        Command::new(build(folder, target)?)
    };
    // What is new goes into the first folder; the committed corpus is only read.
    command.arg(&found).arg(folder.join("corpus").join(target));
    if sanitized {
        command.arg("--");
    } else {
        command.arg(format!("-artifact_prefix={}/", artifacts.display()));
    }
    command.args([
        format!("-max_total_time={}", minutes * 60),
        format!("-max_len={LONGEST}"),
        format!("-rss_limit_mb={MEMORY}"),
        "-timeout=10".to_owned(),
        "-print_final_stats=1".to_owned(),
    ]);
    openly(command.current_dir(tree::root()))
}

/// Builds a target with this compiler; gives the program.
fn build(folder: &Path, target: &str) -> Result<std::path::PathBuf, Failure> {
    let version = answer(Command::new("rustc").arg("-vV"))?;
    let version = String::from_utf8_lossy(&version).into_owned();
    let host = version.lines().find_map(|line| line.strip_prefix("host: "));
    let host = host.ok_or_else(|| Failure::Form {
        what: "the answer of rustc -vV".into(),
        why: "it names no host".into(),
    })?;
    let mut command = cargo();
    command.current_dir(folder).env("RUSTFLAGS", COVERAGE);
    // Named, so that build scripts and macros are not instrumented.
    openly(command.args(["build", "--release", "--target", host, "--bin", target]))?;
    let built = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| folder.join("target"), Into::into);
    Ok(built.join(host).join("release").join(target))
}

/// The targets, by the names of their files.
fn targets(folder: &Path) -> Result<Vec<String>, Failure> {
    let failed = |source| Failure::Read {
        path: "fuzz/fuzz_targets".into(),
        source,
    };
    let mut names = Vec::new();
    for entry in std::fs::read_dir(folder.join("fuzz_targets")).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        names.extend(path.file_stem().map(|stem| stem.to_string_lossy().into_owned()));
    }
    names.sort();
    Ok(names)
}

fn has(command: &mut Command) -> bool {
    let asked = command.stdout(Stdio::null()).stderr(Stdio::null()).status();
    asked.is_ok_and(|status| status.success())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_target_is_a_program_with_a_corpus() {
        let folder = tree::root().join("fuzz");
        let manifest = tree::read("fuzz/Cargo.toml").unwrap();
        let targets = targets(&folder).unwrap();
        assert!(targets.len() >= 10, "{targets:?}");
        for target in targets {
            assert!(
                manifest.contains(&format!("path = \"fuzz_targets/{target}.rs\"")),
                "{target}"
            );
            assert!(folder.join("corpus").join(&target).is_dir(), "{target}");
        }
    }
}
