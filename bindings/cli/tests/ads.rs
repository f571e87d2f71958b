//! `ekin ad` and `ekin answer` with no network: drafts, what becomes of what is published, projects taken up, and what is
//! wrong said in each language.

#![expect(clippy::unwrap_used, reason = "a test")]

mod program;

use program::Program;
use serde_json::Value;

fn id(answer: &Value) -> String {
    answer["id"].as_str().unwrap().to_owned()
}

#[test]
fn somebody_without_a_territory_drafts_all_the_same() {
    let program = Program::new();
    let draft = id(&program.json(&["ad", "new", "need", "title.fr=Un fauteuil", "free=yes"]));
    let listed = program.json(&["ad", "list"]);
    assert_eq!(
        (&listed[0]["state"], &listed[0]["type"]),
        (&"writing".into(), &"need".into())
    );
    program.json(&["ad", "edit", &draft[..8], "title.eu=Aulki bat"]);
    let shown = program.json(&["ad", "show", &draft[..8]]);
    assert_eq!(shown["title"]["eu"], "Aulki bat");
    let submit = program.run(&["ad", "submit", &draft, "--json"]);
    let said: Value = serde_json::from_str(&submit.out).unwrap();
    assert_eq!(said["error"]["code"], "no-territory");
}

#[test]
fn what_is_published_becomes_full_moves_online_is_put_off_cancelled_and_put_away() {
    let program = Program::with_sample();
    let weekly = [
        "ad",
        "new",
        "activity",
        "title.fr=Chorale",
        "timings.a.start=2027-01-06T14:00",
        "timings.a.rule=FREQ=WEEKLY;COUNT=9",
    ];
    let draft = id(&program.json(&weekly));
    let listing = id(&program.json(&["ad", "publish", &draft]));
    assert_eq!(program.json(&["ad", "show", &draft])["state"], "published");
    for (state, shown) in [
        ("full", "full"),
        ("postponed", "postponed"),
        ("cancelled", "cancelled"),
        ("scheduled", "scheduled"),
    ] {
        program.json(&["ad", "state", &listing, state]);
        assert_eq!(program.json(&["show", &listing])["status"], shown);
    }
    program.json(&[
        "ad",
        "state",
        &listing,
        "moved-online",
        "--at",
        "https://salon.eus/chorale",
    ]);
    let moved = program.json(&["show", &listing]);
    assert_eq!(moved["status"], "moved_online");
    assert_eq!(moved["place"]["online"], "https://salon.eus/chorale");
    program.json(&["ad", "skip", &listing, "2027-01-13", "2027-01-20"]);
    let fewer = program.json(&["show", &listing]);
    assert_eq!(
        fewer["timings"][0]["exdate"].as_array().unwrap().len(),
        2,
        "{fewer}"
    );
    for (day, code) in [
        ("2027-01-14", "no-such-day"),
        ("2027-01-13", "no-such-day"),
        ("soon", "no-such-day"),
    ] {
        let wrong = program.run(&["ad", "skip", &listing, day, "--json"]);
        let said: Value = serde_json::from_str(&wrong.out).unwrap();
        assert_eq!(said["error"]["code"], code, "{day}");
    }
    program.json(&["ad", "state", &listing, "archived"]);
    assert_eq!(program.json(&["show", &listing])["about"]["withdrawn"], true);
}

#[test]
fn a_project_is_taken_up_with_its_origin_named_also_by_a_third() {
    let program = Program::with_sample();
    let first = [
        "ad",
        "new",
        "project",
        "title.fr=Jardin partagé",
        "body.fr=Un potager, à plusieurs.",
        "organiser=Lycée Ravel",
        "tags=jardin,voisins",
        "answer_phone=05 59 00 00 00",
    ];
    let listing = id(&program.json(&["ad", "publish", &id(&program.json(&first))]));
    let mut of = listing.clone();
    for organiser in ["Etxe Alaia", "Club Adour"] {
        let taken = id(&program.json(&["ad", "adopt", &of, &format!("organiser={organiser}")]));
        of = id(&program.json(&["ad", "publish", &taken]));
        let shown = program.json(&["show", &of]);
        assert_eq!(shown["about"]["adopted_from"]["name"], "Lycée Ravel");
        assert_eq!(
            (&shown["type"], &shown["organiser"]["name"]),
            (&"project".into(), &organiser.into())
        );
        assert_eq!(shown["tags"], serde_json::json!(["jardin", "voisins"]));
        assert!(
            shown["answer"].is_null(),
            "whom to answer is whoever's takes it up: {shown}"
        );
        assert!(
            program
                .run(&["show", &of])
                .out
                .contains("Repris de\u{a0}: Lycée Ravel")
        );
    }
    let other = id(&program.json(&[
        "ad",
        "publish",
        &id(&program.json(&["ad", "new", "loan", "title.fr=Vélo"])),
    ]));
    let wrong = program.run(&["ad", "adopt", &other, "--json"]);
    let said: Value = serde_json::from_str(&wrong.out).unwrap();
    assert_eq!(said["error"]["code"], "not-a-project");
}

#[test]
fn words_about_somebody_s_care_are_asked_about_wherever_an_ad_is_written() {
    let program = Program::with_sample();
    let ad = r#"{"type": "need", "title": {"fr": "Pour Jean, épileptique"}}"#;
    let warned = program.with_input(&["offer", "-", "--json"], ad);
    assert_eq!(warned.code, 1, "{}", warned.out);
    let said: Value = serde_json::from_str(&warned.out).unwrap();
    assert_eq!(said["error"]["code"], "names-care");
    assert!(
        said["error"]["text"].as_str().unwrap().contains("épileptique"),
        "{said}"
    );
    let sure = program.with_input(&["offer", "-", "--sure", "--json"], ad);
    assert_eq!(sure.code, 0, "{}", sure.out);
    let warned = program.with_input(&["publish", "-", "--json"], ad);
    assert_eq!(warned.code, 1, "{}", warned.out);
    assert_eq!(
        program.with_input(&["publish", "-", "--sure", "--json"], ad).code,
        0
    );
}

#[test]
fn what_is_wrong_is_said_in_each_language_with_a_code() {
    let program = Program::with_sample();
    let loan = id(&program.json(&["ad", "new", "loan", "title.fr=Vélo"]));
    let listing = id(&program.json(&["ad", "publish", &loan]));
    program.json(&["ad", "submit", &loan]);
    for (arguments, code) in [
        (&["ad", "show", "abcd"][..], "no-ad"),
        (&["ad", "submit", &loan], "ad-submitted"),
        (&["ad", "skip", &listing, "2027-01-06"], "nothing-recurs"),
        (&["ad", "adopt", &listing], "not-a-project"),
        (&["answer", "yes", &listing, "--by", "Maite"], "no-way-to-answer"),
        (&["answer", "yes", "abcd"], "no-listing"),
    ] {
        program.refuses(arguments, code);
    }
}
