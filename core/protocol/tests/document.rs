//! `docs/protocol.md` says what the code does: its tables of limits, codes, roles, kinds, payload keys and
//! vector files are compared with the code, both ways.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test")]

use ekin_protocol::code::{Class, Code};
use ekin_protocol::head::EntryKind;
use ekin_protocol::membership::Role;
use ekin_protocol::{VERSION, limits};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

fn read(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn document() -> String {
    read("../../docs/protocol.md")
}

/// The rows of the table under a heading whose header starts with this cell.
fn table(heading: &str, first: &str) -> Vec<Vec<String>> {
    let text = document();
    let (_, section) = text
        .split_once(&format!("\n## {heading}"))
        .unwrap_or_else(|| panic!("no section {heading}"));
    let section = section.split("\n## ").next().unwrap();
    let rows: Vec<Vec<String>> = section
        .lines()
        .skip_while(|line| !line.starts_with(&format!("| {first} |")))
        .skip(2)
        .take_while(|line| line.starts_with('|'))
        .map(|line| {
            line.trim_matches('|')
                .split(" | ")
                .map(|cell| cell.trim().trim_matches('`').to_owned())
                .collect()
        })
        .collect();
    assert!(!rows.is_empty(), "no table {first} in {heading}");
    rows
}

#[test]
fn limits_are_the_code_s() {
    macro_rules! code {
        ($($name:ident),* $(,)?) => {
            BTreeMap::from([$((stringify!($name).to_owned(), limits::$name as u64)),*])
        };
    }
    let code: BTreeMap<String, u64> = code!(
        CBOR_DEPTH,
        ITEMS,
        PAYLOAD,
        PUBLIC_PAYLOAD,
        SUPERSEDES,
        FRAME_BODY,
        FRAME,
        FRAME_RAW,
        ZSTD_WINDOW,
        SEGMENT,
        SEGMENT_RAW,
        SEGMENT_PROOFS,
        MANIFEST_SEGMENTS,
        MANIFEST,
        BLOCK_ENTRIES,
        BLOCK,
        BLOCK_MAX,
        BLOB_CHUNK,
        BLOB_CHUNKS,
        SEALED_CHUNK,
        SLOTS,
        BLOB,
        MEMBER_RECORD,
        ERASED,
        GRANTS,
        GRANT,
        SEALED_KEY,
        URLS,
        URL,
        LINK_NAME,
        LINK_SPACES,
        MESSAGE,
        HELLO_SPACES,
        LINKS,
        LOST,
        HEALING_MS,
        PEER_SPACES,
        PEER_CHAINS,
        PEER_RECORDS,
        PEER_ENVELOPES,
        PEER_BYTES,
        TOMBSTONE_DAYS,
        MANY_LIVES,
        LIVES_WITHIN_MS,
        EPOCH_MS,
        BEGINS,
        PACK_PART,
        UNDISPUTED_MS,
        CHECKPOINT_ENTRIES,
    );
    let source = read("src/limits.rs");
    let declared: BTreeSet<_> = source
        .lines()
        .filter_map(|line| Some(line.strip_prefix("pub const ")?.split_once(':')?.0.to_owned()))
        .collect();
    assert_eq!(
        declared,
        code.keys().cloned().collect(),
        "the list of this test lacks a limit"
    );
    let said: BTreeMap<String, u64> = table("14.", "Name")
        .into_iter()
        .map(|row| (row[0].clone(), row[1].parse().unwrap()))
        .collect();
    assert_eq!(said, code);
}

#[test]
fn codes_are_the_code_s() {
    let said: BTreeMap<u16, (String, String)> = table("6.", "Number")
        .into_iter()
        .map(|row| (row[0].parse().unwrap(), (row[1].clone(), row[2].clone())))
        .collect();
    let class = |code: Code| match code.class() {
        Class::Later => "later",
        Class::Renew => "renew",
        Class::Final => "final",
        Class::Request => "request",
    };
    let code: BTreeMap<u16, (String, String)> = (0..=u16::MAX)
        .map(Code::from_number)
        .filter(|code| !matches!(code, Code::Other(_)))
        .map(|code| (code.number(), (code.word().to_owned(), class(code).to_owned())))
        .collect();
    assert_eq!(said, code);
}

#[test]
fn roles_are_the_code_s() {
    let said: Vec<_> = table("7.", "Role");
    let code: Vec<Vec<String>> = (0..=u16::MAX)
        .map(Role::from_code)
        .filter(|role| !matches!(role, Role::Other(_)))
        .map(|role| {
            let publishes = match (role.publishes_for_any(), role.publishes()) {
                (true, _) => "for any organisation",
                (false, true) => "for its own",
                (false, false) => "nothing",
            };
            let governs = if role.governs() { "yes" } else { "no" };
            [&role.code().to_string(), role.word(), governs, publishes]
                .map(str::to_owned)
                .to_vec()
        })
        .collect();
    assert_eq!(said, code);
}

#[test]
fn kinds_of_entry_and_version_are_the_code_s() {
    let said: Vec<u64> = table("5.", "Kind")
        .into_iter()
        .map(|row| row[0].parse().unwrap())
        .collect();
    let code: Vec<u64> = (0..=255)
        .filter(|code| EntryKind::from_code(*code).is_some())
        .collect();
    assert_eq!(said, code);
    assert!(document().starts_with(&format!("# The protocol of Ekin, version {VERSION}\n")));
}

#[test]
fn messages_are_those_of_the_vectors() {
    let cases: serde_json::Value = serde_json::from_str(&read("vectors/session.json")).unwrap();
    for (op, column) in [("to-relay", "To the relay"), ("to-device", "To a device")] {
        let said: BTreeMap<u64, String> = table("11.", column)
            .into_iter()
            .map(|row| {
                (
                    row[0].parse().unwrap(),
                    row[1].split(':').next().unwrap().replace(' ', "_"),
                )
            })
            .collect();
        let mut code = BTreeMap::new();
        for case in cases["cases"].as_array().unwrap() {
            let Some(message) = case["expect"].as_object().filter(|_| case["op"] == op) else {
                continue;
            };
            let bytes = data_encoding::HEXLOWER
                .decode(case["bytes"].as_str().unwrap().as_bytes())
                .unwrap();
            let number = if bytes[1] == 0x18 { bytes[2] } else { bytes[1] };
            code.insert(u64::from(number), message.keys().next().unwrap().clone());
        }
        assert_eq!(said, code);
    }
}

#[test]
fn every_vector_file_is_named_and_none_that_is_not_there() {
    let said: BTreeSet<String> = table("16.", "File")
        .into_iter()
        .flat_map(|row| {
            row[0]
                .split(", ")
                .map(|name| name.trim_matches('`').to_owned())
                .collect::<Vec<_>>()
        })
        .collect();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors");
    let there: BTreeSet<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(said, there);
    let text = document();
    for name in there {
        assert!(
            text.matches(&format!("`{name}`")).count() > 1,
            "{name} is not named where its structure is"
        );
    }
}

/// The keys that the core reads of a listing, from its source: this crate cannot call it.
#[test]
fn payload_keys_are_those_that_the_core_reads() {
    let source = read("../src/record/payload.rs");
    let (_, body) = source.split_once("fn read_known").unwrap();
    let body = body.split("\n}").next().unwrap();
    let code: BTreeSet<String> = body
        .lines()
        .filter_map(|line| Some(line.trim().strip_prefix('"')?.split_once("\" =>")?.0.to_owned()))
        .collect();
    let said: BTreeSet<String> = table("13.", "Key")
        .into_iter()
        .flat_map(|row| {
            row[0]
                .split(", ")
                .map(|key| key.trim_matches('`').to_owned())
                .collect::<Vec<_>>()
        })
        .collect();
    assert!(code.len() > 30);
    assert_eq!(said, code);
}
