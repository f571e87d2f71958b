//! The written stories of `tests/scenarios`: each passes as it is told, and in orders drawn from printed seeds ends with
//! the same words on every device. `ekin scenario FILE --seed N` plays one of them again.

#![expect(clippy::unwrap_used, reason = "a test")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use ekin_harness::Programs;
use serde_json::Value;

/// Orders of each story.
const SEEDS: u64 = 20;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios")
}

fn scenario(file: &Path, options: &[&str]) -> Output {
    let programs = Programs::from_environment().unwrap();
    let mut command = Command::new(programs.device);
    command.arg("scenario").arg(file).args(options);
    command.env("EKIN_SYNC_SERVER_BIN", programs.relay);
    // Homes and the relay's data go when a story has passed. Where there is a disk in memory they need no other.
    let memory = Path::new("/dev/shm");
    if memory.is_dir() {
        command.env("TMPDIR", memory);
    }
    command.output().unwrap()
}

fn plays(file: &Path, options: &[&str]) -> Vec<Value> {
    let output = scenario(file, &[options, &["--json"]].concat());
    let said = String::from_utf8_lossy(&output.stdout);
    let aside = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{}: {said}{aside}", file.display());
    let answer: Value = serde_json::from_str(&said).unwrap();
    answer["plays"].as_array().unwrap().clone()
}

fn passes(name: &str) {
    let file = folder().join(name);
    let told = plays(&file, &[]);
    assert!(told[0]["commands"].as_u64().unwrap() > 0 && told[0]["seed"].is_null());
    let drawn = plays(&file, &["--seeds", &format!("0-{}", SEEDS - 1)]);
    assert_eq!(drawn.len() as u64, SEEDS);
    let sum = |key: &str| drawn.iter().filter_map(|play| play[key].as_u64()).sum::<u64>();
    // The network was no help: it went, and devices met without it.
    assert!(
        sum("cuts") > SEEDS && sum("meetings") > SEEDS,
        "{} cuts",
        sum("cuts")
    );
    let orders: BTreeSet<_> = drawn.iter().map(|play| play["exchanges"].to_string()).collect();
    assert!(orders.len() > 5, "all orders are alike: {orders:?}");
}

macro_rules! stories {
    ($($test:ident: $file:literal,)+) => {
        $(
            #[test]
            fn $test() {
                passes($file);
            }
        )+

        #[test]
        fn every_story_is_played() {
            let there: BTreeSet<String> = std::fs::read_dir(folder())
                .unwrap()
                .map(|entry| entry.unwrap().file_name().into_string().unwrap())
                .filter(|name| name.ends_with(".toml"))
                .collect();
            assert_eq!(there, [$($file.to_owned()),+].into());
        }
    };
}

stories! {
    a_club_seeks_players_and_two_moderators_decide_apart: "club.toml",
    a_laptop_is_lent_and_returned_and_both_sign: "laptop.toml",
    somebody_takes_a_resident_along_to_the_match: "match.toml",
    fifty_five_people_go_to_the_museum_and_nobody_is_left_behind: "museum.toml",
    a_photo_is_gone_everywhere_when_one_who_is_on_it_takes_it_back: "photo.toml",
    a_project_of_students_is_adopted_with_where_it_comes_from: "project.toml",
}

#[test]
fn a_story_that_goes_otherwise_fails_with_its_line_and_its_seed() {
    let whole = std::fs::read_to_string(folder().join("museum.toml")).unwrap();
    let wrong = whole.replace(
        "{ at = \"claims[party=Voisins].standing\", is = \"declined\" }",
        "\"Voisins reste\"",
    );
    assert_ne!(whole, wrong);
    let line = wrong
        .lines()
        .position(|line| line.contains("Voisins reste"))
        .unwrap()
        + 1;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("wrong.toml");
    std::fs::write(&file, wrong).unwrap();
    let data = folder.path().join("data");
    let output = scenario(
        &file,
        &[
            "--seeds",
            "3-4",
            "--language",
            "fr",
            "--data",
            data.to_str().unwrap(),
        ],
    );
    let aside = String::from_utf8_lossy(&output.stderr);
    // As one line: where a terminal's ends is no matter here.
    let aside: Vec<&str> = aside.split_whitespace().collect();
    let aside = aside.join(" ");
    assert_eq!(output.status.code(), Some(1), "{aside}");
    assert!(
        aside.contains(&format!("ligne {line}")) && aside.contains("Voisins reste"),
        "{aside}"
    );
    assert!(aside.contains("--seed 3"), "{aside}");
    assert!(data.join("seed-3").is_dir(), "what differs stays to be looked at");
}
