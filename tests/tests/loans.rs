//! A laptop lent between two phones with no relay in reach: handed over and signed on both by the pipe between them, then the log has it once, and
//! both say the same.

#![expect(clippy::unwrap_used, reason = "a test")]

use std::process::ChildStdout;

use ekin_harness::DeviceProcess;
use ekin_tests::scene::Scene;
use serde_json::{Deserializer, Value};

fn text(value: &Value, key: &str) -> String {
    value[key].as_str().unwrap().to_owned()
}

struct House {
    scene: Scene,
    ane: DeviceProcess,
    mikel: DeviceProcess,
    space: String,
    kit: String,
}

impl House {
    /// Ane lends, Mikel borrows; both are of the team, and have the kit.
    fn new() -> Self {
        let scene = Scene::new(&[]);
        let device = |name: &str| DeviceProcess::new(&scene.programs.device, &scene.home(name), "fr");
        let (ane, mikel) = (device("ane"), device("mikel"));
        let url = scene.cable.url();
        ane.say(&["space", "create", "house", "--name", "Etxea", "--relay", &url])
            .unwrap();
        let spaces = ane.json(&["space", "list"]).unwrap();
        let home = spaces
            .as_array()
            .unwrap()
            .iter()
            .find(|space| space["sort"] == "home");
        let space = text(home.unwrap(), "space");
        ane.say(&["sync"]).unwrap();
        let fields = [
            "title.fr=Ordinateur",
            "loan_days=7",
            "parts.cable.name.fr=Câble",
            "parts.cable.count=2",
        ];
        let mut new = vec!["doc", "new", "kit", "--space", &space];
        fields.iter().for_each(|field| new.extend(["--field", field]));
        let kit = text(&ane.json(&new).unwrap(), "id");
        let link = ane.json(&["space", "link", "--role", "educator", "--space", &space]);
        ane.say(&["sync"]).unwrap();
        mikel
            .say(&["space", "join", &text(&link.unwrap(), "link")])
            .unwrap();
        for device in [&mikel, &ane] {
            device.say(&["sync"]).unwrap();
        }
        ane.say(&["member", "approve", "1", "--space", &space]).unwrap();
        for device in [&ane, &mikel, &ane, &mikel] {
            device.say(&["sync"]).unwrap();
        }
        Self {
            scene,
            ane,
            mikel,
            space,
            kit,
        }
    }

    fn loan(&self, device: &DeviceProcess, arguments: &[&str]) -> Value {
        let mut all = vec!["loan"];
        all.extend(arguments);
        all.extend(["--space", &self.space]);
        device.json(&all).unwrap()
    }

    /// Two phones meet, whatever became of the relay.
    fn meet(&self) {
        let mut child = self
            .ane
            .talk(&["--json", "near", "listen", "--address", "127.0.0.1:0"])
            .unwrap();
        let mut said = answers(child.stdout.take().unwrap());
        let link = text(&said.next().unwrap().unwrap(), "link");
        self.mikel.json(&["near", "meet", &link]).unwrap();
        said.next().unwrap().unwrap();
        assert!(child.wait().unwrap().success());
    }
}

fn answers(out: ChildStdout) -> impl Iterator<Item = serde_json::Result<Value>> {
    Deserializer::from_reader(out).into_iter()
}

#[test]
fn a_laptop_is_lent_and_returned_with_no_relay_and_both_sign() {
    let house = House::new();
    house.scene.cable.cut();
    let asked = house.loan(
        &house.mikel,
        &["ask", &house.kit, "Kirol taldea", "--from", "2026-12-01"],
    );
    let id = text(&asked, "id");
    house.meet();
    house.loan(&house.ane, &["accept", &id]);
    house.loan(&house.ane, &["give", &id, "--to", "1"]);
    house.meet();
    let signed = house.loan(&house.mikel, &["sign", &id]);
    assert_eq!(signed[0]["out"]["state"], "signed");
    house.loan(&house.mikel, &["return", &id, "--to", "0", "--part", "cable=1"]);
    house.meet();
    let back = house.loan(&house.ane, &["sign", &id]);
    assert_eq!(
        (&back[0]["returned"], &back[0]["missing"]["cable"]),
        (&true.into(), &1.into())
    );
    assert_eq!(back[0]["out"]["on_this_device"], true);

    house.scene.cable.mend();
    for device in [&house.ane, &house.mikel, &house.ane, &house.mikel] {
        device.say(&["sync"]).unwrap();
    }
    let (here, there) = (
        house.loan(&house.ane, &["list"]),
        house.loan(&house.mikel, &["list"]),
    );
    assert_eq!(here, there);
    assert_eq!(here.as_array().unwrap().len(), 1);
    assert_eq!(here[0]["out"]["on_this_device"], false);
    for (language, said) in [
        ("fr", "Il manque 1 pièce"),
        ("eu", "Pieza bat falta da"),
        ("es", "Falta 1 pieza"),
    ] {
        let shown = house
            .ane
            .speaking(language)
            .say(&["loan", "list", "--space", &house.space])
            .unwrap();
        assert!(shown.contains(said), "{shown}");
    }
}

#[test]
fn one_thing_promised_to_two_is_shown_to_both() {
    let house = House::new();
    house.scene.cable.cut();
    let ask = |device: &DeviceProcess, party: &str, from: &str| {
        let asked = house.loan(device, &["ask", &house.kit, party, "--from", from]);
        let id = text(&asked, "id");
        house.loan(device, &["accept", &id]);
        id
    };
    let (one, other) = (
        ask(&house.ane, "Etxe Alaia", "2026-12-01"),
        ask(&house.mikel, "Kirol taldea", "2026-12-05"),
    );
    house.scene.cable.mend();
    for device in [&house.ane, &house.mikel, &house.ane, &house.mikel] {
        device.say(&["sync"]).unwrap();
    }
    let (here, there) = (
        house.loan(&house.ane, &["list"]),
        house.loan(&house.mikel, &["list"]),
    );
    assert_eq!(here, there);
    let find = |id: &str| {
        here.as_array()
            .unwrap()
            .iter()
            .find(|loan| loan["id"] == *id)
            .unwrap()
    };
    let (one, other) = (find(&one), find(&other));
    assert_eq!(
        (&one["standing"], &other["standing"]),
        (&"held".into(), &"held".into())
    );
    assert_ne!(one["conflict"], other["conflict"], "one of the two is flagged");
}
