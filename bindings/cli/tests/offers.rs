//! Ads and messages of people without an account, with no network: written, listed, taken back; what is wrong is said.

mod program;

use program::Program;
use serde_json::Value;

const AD: &str = r#"{"type": "loan", "title": {"eu": "Bizikleta"}}"#;

#[test]
fn an_ad_is_written_listed_and_taken_back() {
    let program = Program::with_sample();
    let written = program.with_input(&["offer", "-", "--json"], AD);
    assert_eq!(written.code, 0, "{}", written.out);
    let written: Value = serde_json::from_str(&written.out).unwrap();
    let number = written["numbers"][0].as_i64().unwrap().to_string();
    let listed = program.json(&["offer", "list"]);
    assert_eq!(listed, program.json(&["offer"]), "with no file it lists");
    assert_eq!(listed[0]["state"], "on-this-device");
    assert_eq!(listed[0]["ad"]["title"]["eu"], "Bizikleta");
    assert!(program.run(&["status"]).out.contains("Bizikleta"));
    let unsent = program.run(&["leave"]);
    assert_eq!(unsent.code, 1, "{}", unsent.out);
    program.json(&["offer", "withdraw", &number]);
    assert!(program.json(&["offer", "list"]).as_array().unwrap().is_empty());
}

#[test]
fn several_ads_are_written_all_or_none() {
    let program = Program::with_sample();
    let wrong = program.with_input(
        &["offer", "-", "--json"],
        &format!(r#"[{AD}, {{"type": "loan", "title": {{"fr": ""}}}}]"#),
    );
    assert_eq!(wrong.code, 1);
    let wrong: Value = serde_json::from_str(&wrong.out).unwrap();
    assert_eq!(wrong["error"]["fields"][0]["path"], "[1].title", "{wrong}");
    assert!(program.json(&["offer"]).as_array().unwrap().is_empty());
}

#[test]
fn a_poster_has_link_and_code_and_whoever_joins_by_it_has_the_code() {
    let program = Program::with_sample();
    let poster = program.json(&["territory", "link"]);
    let code = poster["code"].as_str().unwrap();
    assert_eq!((code.len(), &poster["in_force"]), (13, &Value::Bool(true)));
    let citizen = Program::new();
    citizen.json(&["join", poster["link"].as_str().unwrap()]);
    assert_eq!(citizen.json(&["territory", "code"])["code"], code);
    let typed = code.to_lowercase().replace('-', " ");
    assert_eq!(citizen.json(&["territory", "code", &typed])["code"], code);
    let fresh = program.json(&["territory", "code", "--new"]);
    assert_ne!(fresh["code"], code);
    assert_eq!(fresh["in_force"], false, "before the relay has it");
    assert!(program.run(&["status"]).out.contains("Boîte de réception"));
}

#[test]
fn what_is_wrong_is_said_in_each_language_with_a_code() {
    let program = Program::with_sample();
    let link = program.json(&["territory", "link"])["link"]
        .as_str()
        .unwrap()
        .to_owned();
    for (arguments, code) in [
        (&["message", &link, "Bonjour"][..], "not-an-inbox"),
        (&["message", "ekin:ABC", "Bonjour"], "link-cut"),
        (&["territory", "code", "ABCD"], "code"),
        (&["inbox", "open", "abcd"], "no-message"),
        (&["inbox", "publish", "abcd"], "no-message"),
        (&["offer", "withdraw", "9"], "no-letter"),
        (&["offer", "nowhere.json"], "file-missing"),
        (&["inbox", "link"], "no-space"),
    ] {
        program.refuses(arguments, code);
    }
    let refuse = program.run(&["inbox", "refuse", "abcd", "--because", "ugly"]);
    assert_eq!(refuse.code, 2, "{}", refuse.err);
}
