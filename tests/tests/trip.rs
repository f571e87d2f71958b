//! An outing from its preparation to its end, with a real relay: a group changes hands between two phones with no network, and
//! what ended is on no device and at no relay any more.

#![expect(clippy::unwrap_used, reason = "a test")]

use std::io::Read;
use std::path::Path;
use std::sync::Arc;

use ekin_core::app::device::Device;
use ekin_core::app::document::Kind;
use ekin_core::app::ids::{Role, SpaceId};
use ekin_core::app::outing::heads::NewCheck;
use ekin_core::app::outing::trip::NewOuting;
use ekin_core::app::space::Kind as Sort;
use ekin_core::app::sync::Notice;
use ekin_core::domain::heads::Seen;
use ekin_core::domain::language::LanguageTag;
use ekin_harness::DeviceProcess;
use ekin_tests::scene::{HOUR_MS, Scene, invite, sync};
use serde_json::{Deserializer, Value};

/// Somebody whom the house knows, and somebody who is on this outing alone.
const JOSEPH: &str = "0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a";
const GUEST: &str = "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b";
const GUEST_NAME: &str = "Zurine-la-voisine";

fn owned(fields: &[&str]) -> Vec<String> {
    fields.iter().map(|field| (*field).to_owned()).collect()
}

/// Whether any file of a folder holds these bytes.
fn found_in(folder: &Path, what: &str) -> bool {
    std::fs::read_dir(folder).unwrap().any(|entry| {
        let path = entry.unwrap().path();
        if path.is_dir() {
            return found_in(&path, what);
        }
        let mut bytes = Vec::new();
        std::fs::File::open(&path)
            .unwrap()
            .read_to_end(&mut bytes)
            .unwrap();
        bytes.windows(what.len()).any(|window| window == what.as_bytes())
    })
}

fn join(owner: &Arc<Device>, space: SpaceId, device: &Arc<Device>, role: Role, ord: u32) {
    let link = invite(owner, space, role, HOUR_MS);
    sync(owner);
    device.accept_invitation(&link).unwrap();
    sync(device);
    sync(owner);
    if role.is_staff() {
        owner.approve_member(space, ord).unwrap();
        sync(owner);
    }
    sync(device);
}

fn here(device: &Device, space: SpaceId, person: &str) {
    let new = NewCheck {
        leg: Some("a".into()),
        people: vec![person.to_owned()],
        seen: Seen::Present,
        with: None,
        place: None,
    };
    device.check_heads(space, None, &new).unwrap();
}

#[test]
fn an_outing_that_ended_is_on_no_device_and_the_house_knows_who_came() {
    let scene = Scene::new(&[]);
    let (ane, mikel) = (scene.device("ane"), scene.device("mikel"));
    let home = scene.space(&ane, Sort::Home, "Etxe Alaia");
    let person = format!("person={JOSEPH}");
    ane.new_document(
        home,
        Kind::Profile,
        &owned(&[&person, "name=Joseph"]),
        LanguageTag::FR,
    )
    .unwrap();
    let new = NewOuting {
        house: Some(home),
        fields: owned(&[
            "title=Musee-de-la-mer",
            "start=2026-12-05T14:00",
            "legs.a.what=departure",
        ]),
        ..NewOuting::default()
    };
    let (outing, _) = ane.new_outing(&new, LanguageTag::FR).unwrap();
    ane.expect_people(outing, None, &owned(&["Joseph"]), None)
        .unwrap();
    let guest = owned(&[&format!("person={GUEST}"), &format!("name={GUEST_NAME}")]);
    ane.new_document(outing, Kind::Profile, &guest, LanguageTag::FR)
        .unwrap();
    sync(&ane);
    join(&ane, outing, &mikel, Role::Educator, 1);
    join(&ane, home, &mikel, Role::Educator, 1);
    // The unit's key comes by the relay, the profile behind it.
    sync(&mikel);
    assert!(mikel.people().unwrap().values().any(|name| name == GUEST_NAME));
    for name in ["ane", "mikel"] {
        assert!(
            found_in(&scene.home(name), GUEST_NAME),
            "before its end {name} knows the name"
        );
    }
    // In the car park there is no network, and Mikel is not back when Ane ends it.
    here(&mikel, outing, "Joseph");
    ane.close_outing(outing, None, true).unwrap();
    let heard = sync(&ane);
    let whole =
        |notice: &Notice| matches!(notice, Notice::Ended { space, unsent: 0, .. } if *space == outing);
    assert!(heard.iter().any(whole), "{heard:?}");
    assert!(!found_in(&scene.home("ane"), GUEST_NAME));
    assert!(
        ane.private_spaces()
            .unwrap()
            .iter()
            .all(|space| space.space != outing)
    );
    // He closes it too, for his phone's clock does not know that it is over; then his phone hears of it.
    mikel.close_outing(outing, None, false).unwrap();
    let heard = sync(&mikel);
    let ended = |notice: &Notice| matches!(notice, Notice::Ended { space, .. } if *space == outing);
    assert!(heard.iter().any(ended), "{heard:?}");
    assert!(!found_in(&scene.home("mikel"), GUEST_NAME));
    sync(&ane);
    for device in [&ane, &mikel] {
        let past = device.past_outings().unwrap();
        assert_eq!(past.len(), 1);
        assert_eq!(
            past[0].people.values().collect::<Vec<_>>(),
            [&Some(Seen::Present)]
        );
    }
}

/// The next document that a program which goes on says.
fn next(said: &mut impl Iterator<Item = serde_json::Result<Value>>) -> Value {
    said.next().unwrap().unwrap()
}

fn text(value: &Value, key: &str) -> String {
    value[key].as_str().unwrap().to_owned()
}

/// Two phones are held together: one shows a code, the other scans it.
fn meet(waits: &DeviceProcess, comes: &DeviceProcess) {
    let mut child = waits
        .talk(&["--json", "near", "listen", "--address", "127.0.0.1:0"])
        .unwrap();
    let mut said = Deserializer::from_reader(child.stdout.take().unwrap()).into_iter();
    let link = text(&next(&mut said), "link");
    comes.json(&["near", "meet", &link]).unwrap();
    next(&mut said);
    assert!(child.wait().unwrap().success());
}

#[test]
fn a_group_is_counted_and_handed_over_from_phone_to_phone_with_no_network() {
    let scene = Scene::new(&[]);
    let device = |name: &str| DeviceProcess::new(&scene.programs.device, &scene.home(name), "fr");
    let (ane, mikel) = (device("ane"), device("mikel"));
    let url = scene.cable.url();
    ane.say(&[
        "outing",
        "new",
        "--relay",
        &url,
        "title=Musée",
        "start=2026-12-05T14:00",
        "legs.a.what=departure",
        "groups.b.name=Bleus",
        &format!("roster.{JOSEPH}=b"),
        &format!("roster.{GUEST}=b"),
    ])
    .unwrap();
    for (person, name) in [(JOSEPH, "Joseph"), (GUEST, "Zuriñe")] {
        let (person, name) = (format!("person={person}"), format!("name={name}"));
        ane.say(&["doc", "new", "profile", "--field", &person, "--field", &name])
            .unwrap();
    }
    ane.say(&["sync"]).unwrap();
    let link = text(
        &ane.json(&["outing", "invite", "--role", "educator"]).unwrap(),
        "link",
    );
    ane.say(&["sync"]).unwrap();
    mikel.say(&["space", "join", &link]).unwrap();
    for device in [&mikel, &ane] {
        device.say(&["sync"]).unwrap();
    }
    ane.say(&["member", "approve", "1"]).unwrap();
    for device in [&ane, &mikel, &ane, &mikel] {
        device.say(&["sync"]).unwrap();
    }
    scene.cable.cut();
    // Each counts one, and says where.
    ane.say(&["check", "here", "Joseph", "--leg", "a", "--place", "parking"])
        .unwrap();
    mikel
        .say(&["check", "here", "Zuriñe", "--leg", "a", "--place", "entrée"])
        .unwrap();
    ane.say(&["check", "hand", "bleus", "--to", "1", "--leg", "a"])
        .unwrap();
    meet(&ane, &mikel);
    let heads = |device: &DeviceProcess| device.json(&["check", "list", "--leg", "a"]).unwrap();
    assert_eq!(heads(&mikel)["nobody_is_missing"], true);
    assert_eq!(heads(&ane)["nobody_is_missing"], true);
    let state = |device: &DeviceProcess| text(&device.json(&["check", "handovers"]).unwrap()[0], "state");
    assert_eq!(
        (state(&ane), state(&mikel)),
        ("offered".to_owned(), "offered".to_owned())
    );
    assert!(
        mikel
            .say(&["check", "list", "--leg", "a"])
            .unwrap()
            .contains("Pas encore confirmé"),
    );
    mikel.say(&["check", "take"]).unwrap();
    assert_eq!(state(&ane), "offered", "Ane's phone has not heard of it");
    meet(&mikel, &ane);
    assert_eq!(state(&ane), "signed");
    // With the network again nothing is twice, and nothing changed.
    scene.cable.mend();
    for device in [&mikel, &ane, &mikel] {
        device.say(&["sync"]).unwrap();
    }
    for device in [&ane, &mikel] {
        let all = device.json(&["check", "handovers"]).unwrap();
        assert_eq!(all.as_array().unwrap().len(), 1);
        assert_eq!(
            (&all[0]["state"], &all[0]["on_this_device"]),
            (&"signed".into(), &false.into())
        );
        assert_eq!(heads(device)["present"], 2);
    }
}
