//! The operator's guide, `docs/operate.md`, says what the program does: its settings, metrics, codes and files; and what other
//! documents name is there.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "what a test cannot read fails the test"
)]

mod support;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use clap::{CommandFactory, Parser};
use ekin_protocol::code::Code;
use ekin_sync_server::config::{Cli, Loaded, SettingsError, load};
use support::*;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn guide() -> String {
    std::fs::read_to_string(root().join("docs/operate.md")).unwrap()
}

/// The rows of the first table after a line that begins so, cell by cell.
fn table<'a>(guide: &'a str, before: &str) -> Vec<Vec<&'a str>> {
    let (_, rest) = guide.split_once(before).unwrap();
    rest.lines()
        .skip_while(|line| !line.starts_with('|'))
        .take_while(|line| line.starts_with('|'))
        .skip(2)
        .map(|line| line.trim_matches('|').split(" | ").map(str::trim).collect())
        .collect()
}

fn plain(cell: &str) -> &str {
    cell.trim_matches('`')
}

/// What stands between fences of one language.
fn blocks<'a>(guide: &'a str, language: &str) -> Vec<&'a str> {
    let fence = format!("```{language}\n");
    guide
        .split(fence.as_str())
        .skip(1)
        .map(|rest| rest.split("```").next().unwrap())
        .collect()
}

fn settings(toml: &str) -> Result<Loaded, SettingsError> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("relay.toml");
    std::fs::write(&file, toml).unwrap();
    load(&Cli::parse_from([
        "relay",
        &format!("--config={}", file.display()),
    ]))
}

#[test]
fn every_setting_is_in_the_table_and_no_other() {
    let guide = guide();
    let rows = table(&guide, "## Settings");
    // The program itself lists what it knows when it meets what it does not.
    let error = settings("no_such_setting = 1\n").unwrap_err();
    let said = std::error::Error::source(&error).unwrap().to_string();
    let (_, known) = said
        .split_once("expected one of")
        .unwrap_or_else(|| panic!("{said}"));
    let known: BTreeSet<&str> = known.split('`').skip(1).step_by(2).collect();
    let named: BTreeSet<&str> = rows.iter().map(|row| plain(row[2])).collect();
    assert_eq!(named, known, "names in the file");

    let flags: BTreeSet<&str> = rows
        .iter()
        .map(|row| plain(row[0]))
        .filter(|flag| *flag != "none")
        .collect();
    let command = Cli::command();
    let real: BTreeSet<String> = command
        .get_arguments()
        .filter_map(|argument| argument.get_long())
        .filter(|name| !["help", "version", "config", "new-key"].contains(name))
        .map(|name| format!("--{name}"))
        .collect();
    assert_eq!(flags, real.iter().map(String::as_str).collect(), "flags");
    for row in &rows {
        let name = plain(row[2]);
        assert_eq!(plain(row[1]), format!("EKIN_RELAY_{}", name.to_uppercase()));
        if row[0] != "none" {
            assert_eq!(plain(row[0]), format!("--{}", name.replace('_', "-")));
        }
    }
}

#[test]
fn defaults_are_those_of_the_table() {
    let guide = guide();
    let loaded = settings("").unwrap();
    let serve = &loaded.serve;
    let backups = settings("backup_folder = \"there\"")
        .unwrap()
        .serve
        .backups
        .unwrap();
    for row in table(&guide, "## Settings") {
        let real = match plain(row[2]) {
            "data" => continue,
            "listen" => serve.listen.to_string(),
            "admin_listen" => serve.admin_listen.unwrap().to_string(),
            "tls_cert" | "tls_key" => {
                assert!(serve.tls.is_none());
                "none".to_owned()
            }
            "pack_after_ms" => serve.pack_after_ms.to_string(),
            "quota_bytes" => serve.quota.to_string(),
            "blob_quota_bytes" => serve.limits.blob_bytes.to_string(),
            "inbox_lane_bytes" => serve.limits.inbox_bytes.to_string(),
            "mailbox_bytes" => serve.limits.mailbox_bytes.to_string(),
            "inbox_work_bits" => serve.limits.work_bits.to_string(),
            "wake_loopback" => serve.limits.wake_loopback.to_string(),
            "max_connections" => serve.max_connections.to_string(),
            "max_connections_per_prefix" => serve.max_connections_per_prefix.to_string(),
            "request_burst" => serve.request_burst.to_string(),
            "requests_per_second" => serve.requests_per_second.to_string(),
            "trusted_proxies" => {
                assert!(serve.trusted_proxies.is_empty());
                "none".to_owned()
            }
            "backup_folder" => {
                assert!(serve.backups.is_none());
                "none".to_owned()
            }
            "backup_every_minutes" => (backups.every_ms / 60_000).to_string(),
            "backup_keep" => backups.keep.to_string(),
            "log_format" => format!("{:?}", loaded.log_format).to_lowercase(),
            "log_level" => loaded.log_level.clone(),
            other => panic!("{other} has no check"),
        };
        assert_eq!(plain(row[3]), real, "{}", row[2]);
    }
}

#[test]
fn the_environment_is_read_under_the_names_of_the_table() {
    let guide = guide();
    let folder = tempfile::tempdir().unwrap();
    let fails = |name: &str, value: &str| {
        let mut command = program();
        let command = command.args(["creation-code", "--data"]).arg(folder.path());
        let output = command
            .env(name, value)
            .stderr(std::process::Stdio::piped())
            .output()
            .unwrap();
        assert!(!output.status.success(), "{name}");
        String::from_utf8(output.stderr).unwrap()
    };
    for row in table(&guide, "## Settings") {
        let said = match plain(row[2]) {
            // What is wrong with these shows only later.
            "data" | "log_level" | "backup_folder" => continue,
            "tls_cert" | "tls_key" => fails(plain(row[1]), "/a.pem"),
            _ => fails(plain(row[1]), "no such value"),
        };
        assert!(!said.contains("relay.key"), "{}: {said}", row[1]);
    }
    assert!(fails("EKIN_RELAY_LISTENN", "127.0.0.1:1").contains("listenn"));
    let mut command = program();
    let data = folder.path().join("by-environment");
    let output = command
        .arg("creation-code")
        .env("EKIN_RELAY_DATA", &data)
        .stderr(std::process::Stdio::piped())
        .output()
        .unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("by-environment"), "{said}");
}

#[test]
fn every_file_of_settings_in_the_guide_is_read() {
    let guide = guide();
    let files = blocks(&guide, "toml");
    assert_eq!(files.len(), 4);
    for file in files {
        settings(file).unwrap();
    }
}

#[test]
fn every_metric_is_named_and_no_other() {
    let guide = guide();
    let folder = tempfile::tempdir().unwrap();
    let relay = Relay::start(folder.path(), &[]);
    let answer = http(relay.admin, "GET", "/metrics", &[], &[]);
    let text = String::from_utf8(answer.body).unwrap();
    let real: BTreeSet<&str> = text
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split(' ').next())
        .collect();
    let (_, health) = guide.split_once("## Health and metrics").unwrap();
    let named: BTreeSet<&str> = table(health, "numbers for Prometheus |\n\n")
        .iter()
        .map(|row| plain(row[0]))
        .collect();
    assert_eq!(named, real);
}

#[test]
fn codes_and_commands_are_the_program_s() {
    let guide = guide();
    for row in table(&guide, "## When something is wrong") {
        let numbers = row[0].split(", ").map(|number| number.parse().unwrap());
        for (number, word) in numbers.zip(row[1].split(", ")) {
            assert_eq!(Code::from_number(number).word(), plain(word));
        }
    }
    let mut command = Cli::command();
    command.build();
    for (line, _) in guide.match_indices("ekin-sync-server --") {
        let rest: &str = guide[line..].lines().next().unwrap();
        let rest = rest.split('`').next().unwrap();
        let rest = rest.split('#').next().unwrap();
        let words = rest.split_whitespace().map(|word| match word {
            // Words in capitals stand for something of the operator's.
            "SPACE" => "00".repeat(32),
            "BYTES" => "1".to_owned(),
            word => word.to_owned(),
        });
        let words: Vec<String> = words.collect();
        if words
            .iter()
            .any(|word| word == "--version" || word == "--package")
        {
            continue;
        }
        Cli::try_parse_from(&words).unwrap_or_else(|error| panic!("{rest}: {error}"));
    }
}

#[test]
fn the_container_is_given_every_part_of_the_workspace() {
    let container = std::fs::read_to_string(root().join("sync-server/Containerfile")).unwrap();
    let workspace = std::fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let (_, members) = workspace.split_once("members = [").unwrap();
    let (members, _) = members.split_once(']').unwrap();
    for member in members.split('"').skip(1).step_by(2) {
        let folder = member.split('/').next().unwrap();
        assert!(
            container.contains(&format!("COPY {folder} {folder}\n")),
            "{member}"
        );
    }
    for line in container
        .lines()
        .filter_map(|line| line.split_once("EKIN_RELAY_"))
    {
        let name = line.1.split('=').next().unwrap().to_lowercase();
        assert!(guide().contains(&format!("| `{name}` |")), "{name}");
    }
}

/// Words in backticks, in order.
fn ticked(text: &str) -> Vec<&str> {
    text.split('`').skip(1).step_by(2).collect()
}

#[test]
fn what_the_documents_name_is_there() {
    let root = root();
    let mut pages = vec![root.join("ARCHITECTURE.md"), root.join("docs/threat-model.md")];
    let decisions = std::fs::read_dir(root.join("docs/adr")).unwrap();
    pages.extend(decisions.map(|entry| entry.unwrap().path()));
    let mut named = 0;
    for page in pages {
        let text = std::fs::read_to_string(&page).unwrap();
        for paragraph in text.split("\n\n").flat_map(|part| part.split("\n|")) {
            let mut file: Option<PathBuf> = None;
            for word in ticked(paragraph) {
                let top = word.split('/').next().unwrap_or_default();
                let is_path = ["core", "sync-server", "bindings", "tests", "xtask", "docs"].contains(&top);
                if is_path && word.contains('/') {
                    let path = root.join(word);
                    assert!(path.exists(), "{}: {word}", page.display());
                    file = path.is_file().then_some(path);
                } else if let Some(file) = &file
                    && word.len() > 3
                    && word
                        .chars()
                        .all(|c| c.is_ascii_lowercase() || c == '_' || c.is_ascii_digit())
                    && word.contains('_')
                {
                    let source = std::fs::read_to_string(file).unwrap();
                    assert!(
                        source.contains(&format!("fn {word}")),
                        "{}: {word} is not in {}",
                        page.display(),
                        file.display()
                    );
                    named += 1;
                }
            }
        }
    }
    assert!(named > 25, "{named}");
}

#[test]
fn every_table_and_column_is_in_the_threat_model() {
    let folder = tempfile::tempdir().unwrap();
    Relay::start(folder.path(), &[]).terminate();
    let conn = rusqlite::Connection::open(folder.path().join("relay.db")).unwrap();
    let sql = "SELECT t.name || '.' || c.name FROM sqlite_schema t, pragma_table_info(t.name) c
               WHERE t.type = 'table' AND t.name <> 'sqlite_sequence'";
    let mut query = conn.prepare(sql).unwrap();
    let columns = query.query_map([], |row| row.get(0)).unwrap();
    let real: BTreeSet<String> = columns.collect::<Result<_, _>>().unwrap();
    let model = std::fs::read_to_string(root().join("docs/threat-model.md")).unwrap();
    let rows = table(&model, "## What the relay stores");
    let named = rows
        .iter()
        .flat_map(|row| row[1].split(", ").map(|column| format!("{}.{column}", row[0])));
    assert_eq!(named.collect::<BTreeSet<_>>(), real);
}
