//! Everything that a change must pass besides its tests. All steps run, then the failed ones are named.

use crate::cargo::cargo;
use crate::step::{Failure, Steps, quietly};
use crate::{bindings, layers, licences, locales, phones, size, supply};
use std::process::{Command, Stdio};

/// Runs every check.
pub fn run() -> Result<(), Failure> {
    let mut steps = Steps::default();
    steps.run("format", || {
        quietly(cargo().args(["fmt", "--all", "--check", "--", "--color=never"]))
    });
    steps.run("size", size::check);
    steps.run("layers", layers::check);
    steps.run("licences", licences::check);
    steps.run("supply", supply::check);
    steps.run("phones", phones::check);
    if has_cargo_deny() {
        steps.run("deny", deny);
    } else {
        steps.say("  SKIPPED deny: cargo-deny is not installed (`cargo install cargo-deny --locked`);");
        steps.say("          licences, bans and sources were checked by the step before");
    }
    steps.say("  note: known vulnerabilities are not looked up, because their database needs the network;");
    steps.say("        `cargo deny check advisories` does it");
    steps.run("clippy", || {
        quietly(cargo().args([
            "clippy",
            "--quiet",
            "--workspace",
            "--all-targets",
            "--",
            "-D",
            "warnings",
        ]))
    });
    steps.run("documents", || {
        let mut command = cargo();
        command
            .args(["doc", "--quiet", "--workspace", "--no-deps"])
            .env("RUSTDOCFLAGS", "-D warnings");
        quietly(&mut command)
    });
    steps.run("bindings", bindings::check);
    steps.run("locales", locales::check);
    steps.finish()
}

fn has_cargo_deny() -> bool {
    Command::new("cargo-deny")
        .arg("--version")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

fn deny() -> Result<(), Failure> {
    quietly(cargo().args([
        "deny",
        "check",
        "--hide-inclusion-graph",
        "bans",
        "licenses",
        "sources",
    ]))
}
