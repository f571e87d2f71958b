//! Help, wrong command lines, exit codes, and what stands in the way of a command.

mod program;

use std::io::Read;
use std::process::Stdio;

use program::Program;

#[test]
fn help_is_in_each_language() {
    let program = Program::new();
    for (language, locale) in [
        ("fr", "fr_FR.UTF-8"),
        ("eu", "eu_ES.UTF-8"),
        ("es", "es_ES.UTF-8"),
    ] {
        let by_option = program.run(&["search", "--help", "--language", language]);
        let by_locale = program
            .command(&["search", "--help"])
            .env("LANG", locale)
            .output()
            .unwrap();
        assert_eq!(by_option.out.as_bytes(), by_locale.stdout);
        assert_eq!((by_option.code, by_option.err.as_str()), (0, ""));
        insta::assert_snapshot!(format!("help-search-{language}"), by_option.out);
        insta::assert_snapshot!(
            format!("help-{language}"),
            program.run(&["--help", "--language", language]).out
        );
    }
}

#[test]
fn wrong_command_lines_are_said_in_each_language_and_exit_with_2() {
    let program = Program::new();
    let mut said = String::new();
    for language in ["fr", "eu", "es"] {
        for line in [
            &["serch"][..],
            &["search", "--wheelchai"],
            &["search", "--on", "demain"],
            &["search", "--on", "2026-11-22", "--from", "2026-11-22"],
            &["search", "--type", "concert"],
            &["search", "--within", "5"],
            &["search", "--limit"],
            &["search", "--from", "2026-11-23", "--to", "2026-11-22"],
            &["agenda", "--from", "2026-11-23", "--to", "2026-11-22"],
            &["search", "--limit", "0"],
            &["search", "--near", "43,-1", "--within", "-3"],
            &["publisher", "add", "ekin:AA", "--org", "Bidea"],
            &["join"],
            &["publisher"],
            &[],
        ] {
            let mut all = line.to_vec();
            all.extend(["--language", language]);
            let answer = program.run(&all);
            assert_eq!(
                (answer.code, answer.out.as_str()),
                (2, ""),
                "{line:?}: {}",
                answer.err
            );
            said.push_str(&format!("$ ekin {}\n{}\n", line.join(" "), answer.err));
        }
    }
    insta::assert_snapshot!("wrong-lines", said);
}

#[test]
fn errors_are_one_document_with_a_code() {
    let program = Program::new();
    for (line, code, word) in [
        (&["status"][..], 1, "no-home"),
        (&["join", "ekin:AAAA"], 1, "link-cut"),
        (&["join", "hello"], 1, "link"),
        (&["import", "/nowhere/file.ics"], 1, "file-missing"),
        (&["search", "--on", "x"], 2, "usage"),
        (&["nonsense"], 2, "usage"),
    ] {
        let mut all = line.to_vec();
        all.push("--json");
        let answer = program.run(&all);
        assert_eq!(answer.code, code, "{line:?}: {}", answer.out);
        let document: serde_json::Value = serde_json::from_str(&answer.out).unwrap();
        assert_eq!(document["error"]["code"], word, "{line:?}");
        assert!(document["error"]["text"].as_str().unwrap().len() > 10);
    }
}

#[test]
fn fields_that_are_wrong_are_named_all_at_once() {
    let program = Program::with_sample();
    let draft = r#"{"title": {}, "timings": [{"start": "tomorrow"}], "answer": [{"email": "no"}]}"#;
    let answer = program.with_input(&["publish", "-", "--json"], draft);
    assert_eq!(answer.code, 1);
    let document: serde_json::Value = serde_json::from_str(&answer.out).unwrap();
    assert_eq!(document["error"]["code"], "fields");
    assert!(
        document["error"]["fields"].as_array().unwrap().len() >= 3,
        "{document}"
    );
}

#[test]
fn a_second_writer_waits_and_is_told_who_writes() {
    let program = Program::with_sample();
    // Reads its listings from a pipe that stays open, but opens the home first with `sync --watch`.
    let mut watching = program
        .command(&["sync", "--watch"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = [0; 1];
    watching.stdout.as_mut().unwrap().read_exact(&mut first).unwrap();
    // It lets go between its rounds, so that a writer that waits gets its turn.
    let answer = program.run(&["device", "--wait", "20"]);
    assert_eq!(answer.code, 0, "{}", answer.err);
    watching.kill().unwrap();
    watching.wait().unwrap();

    let lock = std::fs::OpenOptions::new()
        .write(true)
        .open(program.home().join("lock"))
        .unwrap();
    lock.lock().unwrap();
    let answer = program.run(&["undo", "--wait", "0", "--json"]);
    assert_eq!(answer.code, 1);
    let document: serde_json::Value = serde_json::from_str(&answer.out).unwrap();
    assert_eq!(document["error"]["code"], "already-open");
    // Queries take no lock.
    assert_eq!(program.run(&["search", "bus"]).code, 0);
}

#[test]
fn a_reader_that_hangs_up_is_no_panic_and_nothing_is_coloured() {
    let program = Program::with_sample();
    let mut child = program
        .command(&["search", "--limit", "500"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let mut said = String::new();
    child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    assert_eq!((child.wait().unwrap().code(), said.as_str()), (Some(0), ""));
    assert!(!program.run(&["search"]).out.contains('\u{1b}'));
}

#[test]
fn text_of_listings_cannot_steer_the_terminal() {
    let program = Program::with_sample();
    let ics = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:x1\r\nDTSTART:20300101T100000\r\n\
        SUMMARY:Zzq \u{1b}[31mred\u{202e}dlo\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    let answer = program.with_input(&["import", "-", "--format", "ical"], ics);
    assert_eq!(answer.code, 0, "{}", answer.err);
    let found = program.run(&["search", "Zzq"]);
    assert!(found.out.contains("Zzq"), "{}", found.out);
    assert!(!found.out.contains(['\u{1b}', '\u{202e}']));
}
