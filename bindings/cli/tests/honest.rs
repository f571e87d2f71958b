//! What is said is so: of what waits, of whom is meant, of files that are there, of days wherever the phone is.

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up fails")]

mod program;

use program::Program;
use serde_json::Value;

/// A house whose relay nobody runs, with people of these names; gives the space and the persons' ids.
fn house(names: &[&str]) -> (Program, String, Vec<String>) {
    let program = Program::new();
    let made = program.json(&[
        "space",
        "create",
        "house",
        "--name",
        "Etxea",
        "--relay",
        "http://127.0.0.1:9",
    ]);
    let space = made[0]["space"].as_str().unwrap().to_owned();
    let mut people = Vec::new();
    for (n, name) in names.iter().enumerate() {
        let person = format!("{n:032x}").replace('0', "a");
        let (person_field, name_field) = (format!("person={person}"), format!("name={name}"));
        program.json(&[
            "doc",
            "new",
            "profile",
            "--space",
            &space,
            "--field",
            &person_field,
            "--field",
            &name_field,
        ]);
        people.push(person);
    }
    (program, space, people)
}

#[test]
fn nobody_is_told_that_nothing_waits_while_a_letter_does() {
    let program = Program::with_sample();
    let id = program.json(&["search"])["listings"][0]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let before = program.json(&["status"]);
    assert_eq!(before["letters"], serde_json::json!([]), "{before}");
    program.json(&["report", &id, "--reason", "over"]);
    let after = program.json(&["status"]);
    assert_eq!(after["letters"][0]["kind"], "report", "{after}");
    assert_eq!(after["letters"][0]["state"], "on-this-device", "{after}");
    let citizen = Program::new();
    let link = program.json(&["territory", "link"])["link"]
        .as_str()
        .unwrap()
        .to_owned();
    citizen.json(&["join", &link]);
    assert!(citizen.run(&["status"]).out.contains("Rien n’attend le réseau"));
    citizen.with_input(
        &["offer", "-"],
        r#"{"type": "loan", "title": {"eu": "Bizikleta"}}"#,
    );
    let said = citizen.run(&["status"]).out;
    assert!(
        said.contains("Bizikleta") && !said.contains("Rien n’attend"),
        "{said}"
    );
}

#[test]
fn a_report_in_other_words_has_words() {
    let program = Program::with_sample();
    let id = program.json(&["search"])["listings"][0]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let refused = program.run(&["report", &id, "--reason", "words"]);
    assert_eq!(refused.code, 2, "{}", refused.out);
    assert!(refused.err.contains("--words"), "{}", refused.err);
    program.json(&["report", &id, "--reason", "words", "--words", "Zaharra da"]);
}

#[test]
fn two_people_of_one_name_are_told_apart_by_their_ids() {
    let (program, space, people) = house(&["Joseph", "joseph", "Łukasz"]);
    for arguments in [
        &["wish", "page", "Joseph", "--space", &space][..],
        &["export-person", "JOSEPH", "--to", "never.zip"],
        &["erase-person", "Joseph"],
    ] {
        program.refuses(arguments, "several-people");
        let said = program.run(arguments).err;
        assert!(
            people[..2].iter().all(|person| said.contains(&person[..8])),
            "{said}"
        );
    }
    // What was written is what is named again.
    let unknown = program.run(&["wish", "page", "Jürgen", "--space", &space]).err;
    assert!(unknown.contains("Jürgen"), "{unknown}");
    program.json(&["wish", "page", "łUKASZ", "--space", &space]);
}

#[test]
fn a_copy_is_not_written_over_another_file_and_that_is_why() {
    let (program, ..) = house(&["Łukasz"]);
    let file = program.home().join("there.zip");
    std::fs::write(&file, b"somebody's").unwrap();
    program.refuses(
        &["export-person", "Łukasz", "--to", file.to_str().unwrap()],
        "file-exists",
    );
    assert_eq!(std::fs::read(&file).unwrap(), b"somebody's");
}

#[test]
fn of_the_places_only_what_is_named_changes_and_a_limit_is_lifted() {
    let (program, space, _) = house(&["Joseph"]);
    program.json(&[
        "outing",
        "new",
        "--space",
        &space,
        "title=Le musée",
        "start=2026-12-05T14:00",
    ]);
    let outing = program.json(&["outing", "list"]);
    let outing = outing["outings"][0]["space"].as_str().unwrap();
    let capacity = |arguments: &[&str]| {
        program.json(&[&["seat", "capacity", "--space", outing][..], arguments].concat())
    };
    let said = |of: &Value| {
        ["seats", "wheelchair", "companions", "flex", "fill"]
            .map(|name| of[name].to_string())
            .join(" ")
    };
    let all = [
        "--seats",
        "9",
        "--wheelchair",
        "2",
        "--companions",
        "1",
        "--flex",
        "--fill",
    ];
    assert_eq!(said(&capacity(&all)), "9 2 1 true true");
    assert_eq!(said(&capacity(&["--wheelchair", "3"])), "9 3 1 true true");
    assert_eq!(said(&capacity(&["--flex=no"])), "9 3 1 false true");
    assert_eq!(said(&capacity(&["--no-limit"])), "null 3 1 false true");
    let nothing = program.run(&["seat", "capacity", "--space", outing]);
    assert_eq!(nothing.code, 2, "{}", nothing.err);
    let both = program.run(&[
        "seat",
        "capacity",
        "--space",
        outing,
        "--seats",
        "3",
        "--no-limit",
    ]);
    assert_eq!(both.code, 2, "{}", both.err);
}

#[test]
fn a_whole_day_is_that_day_wherever_the_phone_is() {
    const HOUR_MS: i64 = 3_600_000;
    let program = Program::with_sample();
    let week = program.json(&["agenda", "--week"]);
    let sunday = week["days"][6]["day"].as_str().unwrap();
    // Three Sundays: the last is far enough on any day.
    let draft = format!(
        r#"{{"title": {{"fr": "Fête"}}, "timings": [{{"start": "{sunday}", "end": "{sunday}", "tz": "Europe/Paris", "rrule": "FREQ=WEEKLY;COUNT=3"}}]}}"#
    );
    let published = program.with_input(&["publish", "-", "--json"], &draft);
    let published: Value = serde_json::from_str(&published.out).unwrap();
    program.json(&["save", published["ids"][0].as_str().unwrap()]);
    let last = |zone: &str| {
        let answer = program
            .command(&["reminders", "--json"])
            .env("TZ", zone)
            .output()
            .unwrap();
        let list: Value = serde_json::from_slice(&answer.stdout).unwrap();
        list["reminders"].as_array().unwrap().last().unwrap()["at_ms"]
            .as_i64()
            .unwrap()
    };
    let later = (last("America/New_York") - last("Europe/Paris")) / HOUR_MS;
    assert!((5..=6).contains(&later), "{later} hours");
}
