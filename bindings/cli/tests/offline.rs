//! What works with no network at all: publishing, searching, showing, editing, exporting, verifying.

mod program;

use program::Program;

#[test]
fn the_sample_is_searched_in_three_languages_and_every_document_parses() {
    let program = Program::with_sample();
    for (language, words) in [("fr", "musée"), ("eu", "museo"), ("es", "museo")] {
        let found = program.json(&["search", words, "--language", language]);
        let listings = found["listings"].as_array().unwrap();
        assert!(!listings.is_empty(), "{language}");
        assert_eq!(listings[0]["state"], "on_this_device");
    }
    for command in [
        &["status"][..],
        &["territory", "list"],
        &["publisher", "list"],
        &["agenda"],
        &["news", "--keep"],
        &["device"],
        &["doctor"],
        &["verify"],
        &["schema"],
        &["search", "--saved"],
    ] {
        program.json(command);
    }
}

#[test]
fn a_second_import_changes_and_sends_nothing() {
    let program = Program::with_sample();
    let before = program.json(&["status"]);
    let again = program.json(&["import", "--sample"]);
    assert_eq!(again[0]["new"].as_array().unwrap().len(), 0);
    assert_eq!(again[0]["changed"].as_array().unwrap().len(), 0);
    let after = program.json(&["status"]);
    assert_eq!(
        before["territories"][0]["outbox"],
        after["territories"][0]["outbox"]
    );
}

#[test]
fn what_show_prints_can_be_published_again_and_edited_and_taken_back() {
    let program = Program::with_sample();
    let id = program.json(&["search", "--limit", "1"])["listings"][0]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let draft = program.json(&["show", &id]);
    assert_eq!(draft["about"]["state"], "on_this_device");
    let published = program.with_input(&["publish", "-", "--json"], &draft.to_string());
    assert_eq!(published.code, 0, "{}", published.out);
    let edited = program.json(&["edit", &id, "status=cancelled", "title.fr=Un autre titre"]);
    assert_eq!(edited["fields"].as_array().unwrap().len(), 2);
    assert_eq!(program.json(&["show", &id])["title"]["fr"], "Un autre titre");
    program.json(&["undo"]);
    assert_eq!(program.json(&["show", &id])["title"], draft["title"]);
    program.json(&["withdraw", &id]);
    assert_eq!(program.json(&["show", &id])["about"]["withdrawn"], true);
    assert_eq!(program.run(&["verify"]).code, 0);
}

#[test]
fn drafts_are_what_the_schema_says() {
    let program = Program::with_sample();
    let schema = program.json(&["schema"]);
    let properties = schema["properties"].as_object().unwrap();
    let required: Vec<&str> = schema["required"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|one| one.as_str())
        .collect();
    for card in program.json(&["search", "--limit", "30"])["listings"]
        .as_array()
        .unwrap()
    {
        let draft = program.json(&["show", card["id"].as_str().unwrap()]);
        for key in draft.as_object().unwrap().keys() {
            assert!(properties.contains_key(key), "{key}");
        }
        assert!(required.iter().all(|key| draft.get(key).is_some()));
    }
}

#[test]
fn a_saved_listing_is_found_again_and_let_go() {
    let program = Program::with_sample();
    let id = program.json(&["search", "--limit", "1"])["listings"][0]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    assert_eq!(program.json(&["save", &id])["saved"], true);
    let saved = program.json(&["search", "--saved"]);
    assert_eq!(saved["listings"][0]["id"], id.as_str());
    program.json(&["save", &id, "--remove"]);
    assert_eq!(
        program.json(&["search", "--saved"])["listings"]
            .as_array()
            .unwrap()
            .len(),
        0
    );
}

#[test]
fn news_are_told_once() {
    let program = Program::with_sample();
    let told = |arguments: &[&str]| program.json(arguments)["news"].as_array().unwrap().len();
    assert!(told(&["news", "--keep", "--limit", "500"]) > 50);
    assert!(told(&["news", "--limit", "500"]) > 50);
    assert_eq!(told(&["news"]), 0);
}

#[test]
fn an_empty_result_says_what_to_relax() {
    let program = Program::with_sample();
    let found = program.json(&["search", "musée", "zzyzx"]);
    assert_eq!(found["listings"].as_array().unwrap().len(), 0);
    assert_eq!(found["relax"][0]["less"], "words=musée");
    assert!(found["relax"][0]["count"].as_u64().unwrap() > 0);
}

#[test]
fn exports_are_read_again_as_the_same_listings() {
    let program = Program::with_sample();
    for format in ["openagenda", "csv", "ekin"] {
        let file = program.home().join(format!("out-{format}"));
        let file = file.to_str().unwrap();
        assert_eq!(program.run(&["export", "--format", format, "-o", file]).code, 0);
        let again = program.json(&["import", file]);
        assert_eq!(again[0]["new"].as_array().unwrap().len(), 0, "{format}");
        // What is there already is not written over.
        assert_eq!(program.run(&["export", "--format", format, "-o", file]).code, 1);
    }
}

#[test]
fn a_sync_that_reaches_nobody_fails_and_loses_nothing() {
    let program = Program::with_sample();
    let answer = program.run(&["sync", "--json"]);
    assert_eq!(answer.code, 1);
    let document: serde_json::Value = serde_json::from_str(&answer.out).unwrap();
    assert!(document["waiting"].as_u64().unwrap() > 0);
    assert_eq!(document["troubles"].as_array().unwrap().len(), 1);
    assert_eq!(program.run(&["status"]).code, 0);
}

#[test]
fn the_same_seed_generates_the_same_file() {
    let program = Program::new();
    let one = program.run(&["generate", "20", "--seed", "7", "--today", "2026-11-22"]);
    let other = program.run(&["generate", "20", "--seed", "7", "--today", "2026-11-22"]);
    assert_eq!((one.code, &one.out), (0, &other.out));
    let events: serde_json::Value = serde_json::from_str(&one.out).unwrap();
    assert_eq!(events["events"].as_array().unwrap().len(), 20);
}
