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
fn a_backup_s_word_that_is_endless_is_no_word_and_is_not_read_whole() {
    let program = Program::with_sample();
    let folder = tempfile::tempdir().unwrap();
    let copy = folder.path().join("copy");
    std::fs::write(&copy, b"not a backup").unwrap();
    // It takes no room on the disk, and would take 64 GiB of memory.
    let word = std::fs::File::create(folder.path().join("copy.backed")).unwrap();
    word.set_len(64 << 30).unwrap();
    let said = program.run(&["verify", copy.to_str().unwrap(), "--json"]);
    assert!(said.code > 0, "{}", said.out);
    let answer: serde_json::Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!(
        (&answer["whole"], &answer["good"]),
        (&false.into(), &false.into())
    );
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

#[test]
fn what_no_single_part_is_to_blame_for_is_relaxed_as_a_whole() {
    let program = Program::with_sample();
    let relaxed = |line: &[&str]| {
        let found = program.json(line);
        assert_eq!(found["listings"].as_array().unwrap().len(), 0, "{line:?}");
        found["relax"][0]["less"].as_str().map(str::to_owned)
    };
    assert_eq!(relaxed(&["search", "zzzz"]).as_deref(), Some("words="));
    assert_eq!(
        relaxed(&["search", "musée", "zzzz"]).as_deref(),
        Some("words=musée")
    );
    assert_eq!(
        relaxed(&["search", "musée", "--type", "loan", "--on", "2020-01-01"]).as_deref(),
        Some("only-words"),
        "no single part is to blame, and the words find something"
    );
    assert_eq!(
        relaxed(&["search", "zzzz", "--type", "loan", "--free", "--on", "2020-01-01"]).as_deref(),
        Some("everything")
    );
    assert_eq!(program.run(&["search", "--saved", "--language", "fr"]).code, 0);
}

#[test]
fn near_takes_a_town_that_only_listings_name_and_proposes_others() {
    let program = Program::with_sample();
    let draft =
        r#"{"title": {"fr": "Bal"}, "place": {"town": "Villeneuve-d’Ailleurs", "lat": 44.1, "lon": 2.2}}"#;
    assert_eq!(program.with_input(&["publish", "-"], draft).code, 0);
    let near = |town| program.json(&["search", "--near", town, "--within", "5"]);
    let found = near("villeneuve d’ailleurs");
    assert_eq!(found["listings"][0]["title"]["fr"], "Bal");
    for (town, says) in [("Bayonnet", "Bayonne"), ("Nulleville", "Nulleville")] {
        let answer = program.run(&["search", "--near", town, "--language", "fr"]);
        assert_eq!(answer.code, 2, "{}", answer.err);
        assert!(answer.err.contains(says), "{}", answer.err);
        assert!(!answer.err.contains('…'), "{}", answer.err);
    }
}

#[test]
fn the_option_territory_is_heeded_by_every_list() {
    let program = Program::with_sample();
    let relay = ["--relay", "http://127.0.0.1:1"];
    program.json(&[&["territory", "create", "Ailleurs"][..], &relay].concat());
    let draft = r#"{"title": {"fr": "Bal"}, "timings": [{"start": "2100-01-01T10:00"}]}"#;
    let published = program.with_input(&["publish", "-", "--territory", "Ailleurs"], draft);
    assert_eq!(published.code, 0, "{}", published.err);
    for (line, list) in [
        (&["search", "--limit", "1"][..], "listings"),
        (&["search", "--from", "2099-12-31", "--limit", "1"], "listings"),
        (&["agenda", "--from", "2099-12-31"], "listings"),
        (&["news", "--keep", "--limit", "1"], "news"),
    ] {
        let of = |name| program.json(&[line, &["--territory", name]].concat())[list].clone();
        let here = of("Ailleurs");
        let one = here[0].get("listing").unwrap_or(&here[0]);
        assert_eq!(
            (here.as_array().unwrap().len(), &one["title"]["fr"]),
            (1, &"Bal".into()),
            "{line:?}"
        );
        let unknown = program.run(&[line, &["--territory", "Nulle part"]].concat());
        assert_eq!(unknown.code, 1, "{line:?}");
    }
}

#[test]
fn an_agenda_says_what_began_before_and_still_goes_on() {
    let program = Program::with_sample();
    let draft =
        r#"{"title": {"fr": "Exposition"}, "timings": [{"start": "2100-01-01", "end": "2100-01-20"}]}"#;
    assert_eq!(program.with_input(&["publish", "-"], draft).code, 0);
    let agenda = program.json(&["agenda", "--from", "2100-01-10", "--to", "2100-01-10"]);
    assert_eq!(agenda["listings"].as_array().unwrap().len(), 0);
    assert_eq!(agenda["ongoing"][0]["title"]["fr"], "Exposition");
}

#[test]
fn publish_names_the_field_that_does_not_fit() {
    let program = Program::with_sample();
    for (draft, names) in [
        (r#"{"titel": {"fr": "x"}}"#, "titel"),
        (r#"{"title": "x"}"#, "titre"),
        (r#"{"title": {"fr": "x"}, "type": "zz"}"#, "activity"),
        (r#"{"title": {"fr": "x"}, "ages": {"min": 300}}"#, "ages.min"),
        (r#"[{"title": {"fr": "x"}}, {}]"#, "[1].title"),
    ] {
        let answer = program.with_input(&["publish", "-", "--language", "fr"], draft);
        assert_eq!(answer.code, 1);
        assert!(answer.err.contains(names), "{draft}: {}", answer.err);
        assert!(!answer.err.contains("JSON"), "{draft}: {}", answer.err);
    }
    let answer = program.with_input(&["publish", "-", "--language", "fr"], "{");
    assert!(answer.err.contains("JSON"), "{}", answer.err);
}

#[test]
fn an_empty_value_takes_a_whole_field_back() {
    let program = Program::with_sample();
    let draft = r#"{"title": {"fr": "Bal"}, "place": {"town": "Irun"}, "ages": {"min": 3}, "organiser": {"name": "x"}}"#;
    let published = program.with_input(&["publish", "-", "--json"], draft);
    let id: serde_json::Value = serde_json::from_str(&published.out).unwrap();
    let id = id["ids"][0].as_str().unwrap();
    program.json(&["edit", id, "place=", "ages=", "organiser="]);
    let shown = program.json(&["show", id]);
    for field in ["place", "ages", "organiser"] {
        assert!(shown.get(field).is_none(), "{field}: {shown}");
    }
    let answer = program.run(&["edit", id, "price=5", "--language", "fr"]);
    assert!(answer.err.contains("ekin schema"), "{}", answer.err);
}

#[test]
fn a_document_says_how_many_fields_changed_and_takes_back_only_what_is_meant() {
    let program = Program::new();
    program.json(&[
        "space",
        "create",
        "outing",
        "--name",
        "Museoa",
        "--relay",
        "http://127.0.0.1:9",
    ]);
    let made = program.json(&["doc", "new", "note", "title=Lehena", "--field", "tags+=bat"]);
    let id = made["id"].as_str().unwrap();
    let other = program.json(&["doc", "new", "note", "--field", "title=Bestea"]);
    let edit = ["doc", "edit", id, "title=Bigarrena", "--field", "important=yes"];
    let said = program.run(&[&edit[..], &["--language", "fr"]].concat());
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(said.out.contains("2 champs modifiés"), "{}", said.out);
    let same = program.run(&[&edit[..], &["--language", "fr"]].concat());
    assert!(same.out.contains("Rien n’a changé"), "{}", same.out);

    let history = program.run(&["doc", "history", id, "--language", "fr"]);
    assert!(history.out.contains("titre"), "{}", history.out);
    assert!(!history.out.contains("title"), "{}", history.out);

    let elsewhere = other["id"].as_str().unwrap();
    assert_ne!(
        program.run(&["doc", "undo", elsewhere]).code,
        0,
        "not the last change"
    );
    program.json(&["doc", "undo", id]);
    let shown = program.json(&["doc", "show", id]);
    assert_eq!(shown["contents"]["fields"]["title"], "Lehena");
}
