//! The resident's side and a real relay: a wish said on a tablet with no network goes to the team and comes back as an answer; what
//! somebody needs finds listings and leaves the device never.

#![expect(clippy::unwrap_used, reason = "a test")]

use std::path::Path;
use std::sync::Arc;

use ekin_core::app::device::Device;
use ekin_core::app::document::Kind;
use ekin_core::app::error::AppError;
use ekin_core::app::exchange::Draft;
use ekin_core::app::ids::{Role, SpaceId};
use ekin_core::app::recovery::WordLanguage;
use ekin_core::app::resident::tablet::TabletError;
use ekin_core::app::resident::tablet::lock::Tried;
use ekin_core::app::resident::wish::{NewAnswer, WishShown};
use ekin_core::app::says;
use ekin_core::app::space::Kind as Sort;
use ekin_core::domain::feeling::{Face, Moment};
use ekin_core::domain::language::LanguageTag;
use ekin_core::domain::tablet::{Choices, Tile};
use ekin_core::domain::wish::{Says, Standing};
use ekin_harness::DeviceProcess;
use ekin_tests::scene::{HOUR_MS, Scene, invite, sync};
use serde_json::Value;

struct House {
    scene: Scene,
    space: SpaceId,
    /// Of the team, and a publisher of the territory.
    ane: Arc<Device>,
    tablet: Arc<Device>,
    /// A listing of the territory.
    museum: String,
}

fn house() -> House {
    let scene = Scene::new(&[]);
    let (ane, tablet) = (scene.device("ane"), scene.device("tablet"));
    let territory = scene.territory(&ane);
    let mut draft = Draft::default();
    draft.title.insert("fr".into(), "Le musée basque".into());
    let museum = ane.publish(None, &draft).unwrap().to_string();
    let space = scene.space(&ane, Sort::Home, "Etxea");
    for (n, name) in [(1, "Maialen"), (2, "Ane")] {
        let person = format!("{n:02x}").repeat(16);
        let fields = [format!("person={person}"), format!("name={name}")];
        ane.new_document(space, Kind::Profile, &fields, LanguageTag::FR)
            .unwrap();
    }
    let link = invite(&ane, space, Role::Resident, HOUR_MS);
    sync(&ane);
    tablet.join(&territory.link).unwrap();
    tablet.accept_invitation(&link).unwrap();
    for device in [&tablet, &ane, &tablet, &ane, &tablet] {
        sync(device);
    }
    House {
        scene,
        space,
        ane,
        tablet,
        museum,
    }
}

fn wish(house: &House, device: &Device) -> WishShown {
    let mut all = device.wishes(house.space, Some("Maialen")).unwrap().wishes;
    assert_eq!(all.len(), 1, "{all:?}");
    all.remove(0)
}

#[test]
fn a_wish_said_with_no_network_comes_back_as_an_answer() {
    let house = house();
    let (space, ane, tablet) = (house.space, &house.ane, &house.tablet);
    house.scene.cable.cut();
    let id = tablet
        .wish(space, "Maialen", &house.museum[..12], Says::Yes)
        .unwrap();
    let noted = wish(&house, tablet);
    assert_eq!((noted.standing, noted.pending), (Standing::Noted, true));
    assert_eq!(noted.aim.titles.get(LanguageTag::FR), Some("Le musée basque"));
    house.scene.cable.mend();
    sync(tablet);
    sync(ane);
    let mut answer = NewAnswer {
        told_by: Some("Ane".into()),
        ..NewAnswer::default()
    };
    for (accepts, standing) in [(None, Standing::Known), (Some(true), Standing::Yes)] {
        answer.accepts = accepts;
        ane.answer_wish(space, &id.to_string(), &answer).unwrap();
        sync(ane);
        sync(tablet);
        assert_eq!(wish(&house, tablet).standing, standing);
    }
    // The museum closes: the tablet says so before anything else, in the same words as the team's phone.
    ane.edit(None, &house.museum, &[("status", "cancelled")]).unwrap();
    sync(ane);
    sync(tablet);
    let (here, there) = (wish(&house, tablet), wish(&house, ane));
    assert_eq!(here.standing, Standing::Off);
    let names = tablet.people().unwrap();
    assert_eq!(
        says::resident::wish(&here, &names),
        says::resident::wish(&there, &names)
    );
}

#[test]
fn a_face_is_read_by_the_person_and_the_team_and_the_relay_has_only_what_is_sealed() {
    let house = house();
    let (space, tablet) = (house.space, &house.tablet);
    let said = "Maialen-was-there-and-sang";
    tablet
        .feel(
            space,
            "Maialen",
            &house.museum,
            (Moment::After, Face::Good),
            Some(said),
        )
        .unwrap();
    sync(tablet);
    sync(&house.ane);
    for device in [tablet, &house.ane] {
        let shown = device.feelings(space, "Maialen").unwrap().outings;
        let face = &shown[0].2[&Moment::After];
        assert_eq!((face.face, face.note.as_deref()), (Some(Face::Good), Some(said)));
    }
    assert!(!holds(house.scene.relay.data(), said.as_bytes()));
}

/// Whether some file of a folder holds these bytes.
fn holds(folder: &Path, bytes: &[u8]) -> bool {
    std::fs::read_dir(folder).unwrap().flatten().any(|entry| {
        let file = std::fs::read(entry.path()).unwrap_or_default();
        file.windows(bytes.len()).any(|window| window == bytes)
    })
}

fn listing(title: &str, accessibility: &str) -> String {
    format!(r#"{{"title": {{"fr": "{title}"}}, "accessibility": {accessibility}}}"#)
}

fn titles(found: &Value, list: &str) -> Vec<String> {
    let listings = found[list].as_array().unwrap().iter();
    listings
        .map(|one| one["title"]["fr"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn needs_find_listings_with_reasons_and_stay_on_the_device() {
    let scene = Scene::new(&[]);
    let program = |name: &str| DeviceProcess::new(&scene.programs.device, &scene.home(name), "fr");
    let (owner, citizen) = (program("owner"), program("citizen"));
    owner
        .say(&[
            "territory",
            "create",
            "Euskal Herria",
            "--relay",
            &scene.cable.url(),
        ])
        .unwrap();
    for (title, accessibility) in [
        ("Musée tranquille", r#"{"motor": true, "quiet": true}"#),
        ("Musée en fête", r#"{"motor": true, "quiet": false}"#),
        ("Musée sans rien dire", r#"{"motor": true}"#),
        ("Chorale", r#"{"motor": true, "quiet": true}"#),
    ] {
        let file = scene.home("listing.json");
        std::fs::write(&file, listing(title, accessibility)).unwrap();
        owner.say(&["publish", file.to_str().unwrap()]).unwrap();
    }
    owner.say(&["sync"]).unwrap();
    let link = owner.json(&["territory", "link"]).unwrap();
    citizen.say(&["join", link["link"].as_str().unwrap()]).unwrap();
    citizen.say(&["sync"]).unwrap();
    let kept = citizen.json(&["needs", "set", "wheelchair", "quiet"]).unwrap();
    assert_eq!(kept["needs"][1]["need"], "quiet");

    let fits = citizen.json(&["search", "musée", "--for-me"]).unwrap();
    assert_eq!(titles(&fits, "listings"), ["Musée tranquille"]);
    assert_eq!(fits["listings"][0]["needs"][0]["said"], "yes");
    assert_eq!(fits["unsaid"][0]["need"], "quiet");
    assert_eq!(fits["unsaid"][0]["count"], 1);
    assert!(fits["as_of_ms"].is_i64());
    let unsaid = citizen.json(&["search", "musée", "--unsaid"]).unwrap();
    assert_eq!(titles(&unsaid, "listings"), ["Musée sans rien dire"]);
    for (language, said) in [
        ("fr", "Lieu calme : on ne sait pas"),
        ("eu", "ez dakigu"),
        ("es", "no se sabe"),
    ] {
        let shown = citizen
            .speaking(language)
            .say(&["search", "musée", "--unsaid"])
            .unwrap();
        assert!(shown.replace('\u{a0}', " ").contains(said), "{shown}");
    }
    let matched = citizen.json(&["match", "un", "musée"]).unwrap();
    assert_eq!(titles(&matched, "matches").len(), 2, "{matched}");
    assert_eq!(matched["matches"][0]["about"][0], "musee");
    let week = citizen.json(&["agenda", "--week", "2026-12-03"]).unwrap();
    assert_eq!(week["days"].as_array().unwrap().len(), 7);
    assert_eq!(week["days"][0]["day"], "2026-11-30");

    citizen.say(&["sync"]).unwrap();
    assert!(!holds(scene.relay.data(), b"wheelchair"));
    citizen.say(&["needs", "forget"]).unwrap();
    assert_eq!(
        citizen.json(&["needs", "show"]).unwrap()["needs"],
        Value::Array(Vec::new())
    );
}

#[test]
fn what_is_kept_is_called_to_mind_and_its_end_is_told_at_once() {
    let scene = Scene::new(&[]);
    let program = |name: &str| {
        DeviceProcess::new(&scene.programs.device, &scene.home(name), "fr").with("TZ", "Europe/Paris")
    };
    let (owner, citizen) = (program("owner"), program("citizen"));
    owner
        .say(&[
            "territory",
            "create",
            "Euskal Herria",
            "--relay",
            &scene.cable.url(),
        ])
        .unwrap();
    owner.say(&["sync"]).unwrap();
    let link = owner.json(&["territory", "link"]).unwrap();
    citizen.say(&["join", link["link"].as_str().unwrap()]).unwrap();
    citizen.say(&["sync"]).unwrap();
    // Ten days from now, whatever day it is.
    let now_ms = citizen.json(&["agenda"]).unwrap()["as_of_ms"].as_i64().unwrap();
    let day = |days: i64| {
        let day = chrono::DateTime::from_timestamp_millis(now_ms + days * 86_400_000).unwrap();
        day.format("%Y-%m-%dT14:00").to_string()
    };
    let file = scene.home("listing.json");
    let draft = |start: &str| {
        format!(
            r#"{{"title": {{"fr": "Musée", "eu": "Museoa"}}, "timings": [{{"start": "{start}", "tz": "Europe/Paris"}}]}}"#
        )
    };
    std::fs::write(&file, draft(&day(10))).unwrap();
    let id = owner.json(&["publish", file.to_str().unwrap()]).unwrap()["ids"][0].clone();
    let id = id.as_str().unwrap();
    let meet = || {
        owner.say(&["sync"]).unwrap();
        citizen.json(&["sync"]).unwrap()
    };
    let told = meet();
    assert!(told.get("kept_changed").is_none(), "{told}");
    citizen.say(&["save", id]).unwrap();
    let list = citizen.json(&["reminders"]).unwrap();
    let why: Vec<&str> = list["reminders"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["why"].as_str().unwrap())
        .collect();
    assert_eq!(why, ["tomorrow", "soon"]);
    let basque = citizen.speaking("eu").say(&["reminders"]).unwrap();
    assert!(basque.contains("Bihar, 14:00: Museoa"), "{basque}");
    // All day is quiet but one hour: both are said in it.
    let quiet = citizen.json(&["reminders", "--quiet", "10:00-09:00"]).unwrap();
    assert_eq!(quiet["reminders"].as_array().unwrap().len(), 2, "{quiet}");
    assert_eq!(quiet["quiet_from_minute"], 600);

    owner
        .say(&["edit", id, &format!("timings[0].start={}", day(12))])
        .unwrap();
    let told = meet();
    assert_eq!(told["kept_changed"][0]["changes"][0], "moved", "{told}");
    owner.say(&["edit", id, "status=cancelled"]).unwrap();
    let told = meet();
    assert_eq!(
        told["kept_changed"][0]["changes"],
        serde_json::json!(["cancelled"])
    );
    let words = told["kept_changed"][0]["texts"][0].as_str().unwrap();
    assert_eq!(words, "Annulé. N’y allez pas.");
    assert!(
        citizen.json(&["reminders"]).unwrap()["reminders"]
            .as_array()
            .unwrap()
            .is_empty()
    );
    // Once it was looked at, it is not told again.
    citizen.say(&["news"]).unwrap();
    assert!(meet().get("kept_changed").is_none());
}

#[test]
fn a_carer_who_forgot_the_code_opens_the_tablet_by_the_house_s_paper_with_no_network_and_loses_nothing() {
    let house = house();
    let (space, ane, tablet) = (house.space, &house.ane, &house.tablet);
    let for_maialen = Choices {
        space: space.to_string(),
        person: "01".repeat(16),
        tiles: vec![Tile::Outings, Tile::Mine],
        reads_first: false,
        step_ms: None,
        secret: None,
    };
    tablet.set_tablet(&[for_maialen]).unwrap();
    tablet.set_pin("120987").unwrap();
    tablet.set_simple(true).unwrap();

    let other_house =
        |tried: Result<(), AppError>| matches!(tried, Err(AppError::Tablet(TabletError::OtherHouse)));
    let paper = |of: &Device| of.make_recovery().unwrap().words(WordLanguage::French).join(" ");
    let typed = paper(ane);
    for device in [ane, tablet] {
        sync(device);
    }
    assert!(
        other_house(tablet.open_with_recovery(&typed)),
        "a sheet that nobody typed back opens nothing"
    );
    ane.try_recovery(&typed).unwrap();
    assert!(
        other_house(tablet.open_with_recovery(&typed)),
        "the tablet has not heard of it yet"
    );
    for device in [ane, tablet] {
        sync(device);
    }
    house.scene.cable.cut();
    for wrong in ["111112", "111113", "111114", "111115"] {
        assert_ne!(tablet.try_pin(wrong).unwrap(), Tried::Open);
    }
    assert!(
        tablet.pin_wait_ms().unwrap() > 0,
        "nobody may try the code for now"
    );
    tablet.open_with_recovery(&typed.to_uppercase()).unwrap();
    assert_eq!(tablet.pin_wait_ms().unwrap(), 0);
    let shown = tablet.tablet().unwrap();
    assert!(shown.on && shown.has_pin && shown.dwellers[0].choices.is_some());
    assert_eq!(
        tablet.try_pin("120987").unwrap(),
        Tried::Open,
        "the code stays until it is changed"
    );
    tablet.set_pin("739182").unwrap();
    assert_eq!(tablet.try_pin("739182").unwrap(), Tried::Open);

    // The paper of another house is worth nothing here, and neither is half of this one.
    let stranger = house.scene.device("stranger");
    house.scene.space(&stranger, Sort::Home, "Beste etxea");
    let theirs = paper(&stranger);
    stranger.try_recovery(&theirs).unwrap();
    assert!(other_house(tablet.open_with_recovery(&theirs)));
    let half = typed.split(' ').take(6).collect::<Vec<_>>().join(" ");
    assert!(matches!(
        tablet.open_with_recovery(&half),
        Err(AppError::PaperCode(_))
    ));
    // A sheet that was replaced opens no more, once the tablet has heard of the new one.
    house.scene.cable.mend();
    let newer = paper(ane);
    ane.try_recovery(&newer).unwrap();
    for device in [ane, tablet] {
        sync(device);
    }
    assert!(other_house(tablet.open_with_recovery(&typed)));
    tablet.open_with_recovery(&newer).unwrap();
}
