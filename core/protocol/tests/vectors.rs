//! The committed vectors: made again they are the same, and decoded they give what they say.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test")]

mod decode;
mod generate;
mod hand;

use serde_json::Value;
use std::path::PathBuf;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("vectors")
}

fn committed(name: &str) -> Value {
    let text = std::fs::read_to_string(folder().join(name)).unwrap_or_else(|e| panic!("{name}: {e}"));
    serde_json::from_str(&text).unwrap_or_else(|e| panic!("{name}: {e}"))
}

fn names() -> Vec<String> {
    let mut names: Vec<_> = std::fs::read_dir(folder())
        .unwrap()
        .map(|f| f.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn made_again_the_vectors_are_the_same() {
    let made = generate::all();
    for (name, content) in &made {
        let committed = committed(name);
        let (old, new) = (
            committed["cases"].as_array().unwrap(),
            content["cases"].as_array().unwrap(),
        );
        for (old, new) in old.iter().zip(new) {
            assert_eq!(old, new, "{name}: {}", new["name"]);
        }
        assert_eq!(&committed, content, "{name}");
    }
    let mut expected: Vec<_> = made.iter().map(|(name, _)| (*name).to_owned()).collect();
    expected.push(generate::compressed::NAME.to_owned());
    expected.sort();
    assert_eq!(names(), expected, "no file but these");
}

#[test]
fn every_committed_vector_decodes_to_what_it_says() {
    let mut seen = 0;
    for name in names() {
        for case in committed(&name)["cases"].as_array().unwrap() {
            let outcome = decode::run(case);
            let expected = match case.get("refused") {
                Some(word) => Err(word.as_str().unwrap()),
                None => Ok(case["expect"].clone()),
            };
            assert_eq!(outcome, expected, "{name}: {} ({})", case["name"], case["why"]);
            seen += 1;
        }
    }
    assert!(seen > 300, "{seen} vectors");
}

#[test]
fn names_are_unique_and_every_structure_has_good_and_bad_ones() {
    use std::collections::{BTreeMap, BTreeSet};
    let mut good_and_bad: BTreeMap<String, [usize; 2]> = BTreeMap::new();
    for name in names() {
        let mut seen = BTreeSet::new();
        for case in committed(&name)["cases"].as_array().unwrap() {
            let text = |key: &str| case[key].as_str().unwrap().to_owned();
            assert!(
                seen.insert((text("op"), text("name"))),
                "{name}: {} twice",
                case["name"]
            );
            assert!(!text("why").is_empty());
            let bad = case.get("refused").is_some()
                || case["expect"]["verifies"] == Value::Bool(false)
                || case["expect"] == Value::Bool(false);
            good_and_bad.entry(text("op")).or_default()[usize::from(bad)] += 1;
        }
    }
    let only_good = [
        "h",
        "listing-object",
        "territory-key",
        "import-key",
        "space-id",
        "view",
        "log",
        "code",
        "live-root",
        "epoch-keys",
        "padded",
        "actor",
        "mailbox-id",
        "peer-key",
        "peer-tag",
        "state",
    ];
    for (op, [good, bad]) in good_and_bad {
        assert!(good > 0, "{op} has no good vector");
        assert!(
            bad > 0 || only_good.contains(&op.as_str()),
            "{op} has no bad vector"
        );
    }
}

/// Whatever version of zstd is linked: what it makes today decodes to the same.
#[test]
fn compressed_vectors_made_today_decode_to_what_they_say() {
    for case in generate::compressed::cases()["cases"].as_array().unwrap() {
        let outcome = decode::run(case);
        let expected = match case.get("refused") {
            Some(word) => Err(word.as_str().unwrap()),
            None => Ok(case["expect"].clone()),
        };
        assert_eq!(outcome, expected, "{}", case["name"]);
    }
}
