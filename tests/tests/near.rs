//! Two phones and no network: real programs exchange a note over a socket; with the relay again, the log has it once.

#![expect(clippy::unwrap_used, reason = "a test")]

use std::io::Read;
use std::process::ChildStdout;

use ekin_harness::DeviceProcess;
use ekin_tests::scene::Scene;
use serde_json::{Deserializer, Value};

struct House {
    scene: Scene,
    ane: DeviceProcess,
    mikel: DeviceProcess,
}

fn text(value: &Value, key: &str) -> String {
    value[key].as_str().unwrap().to_owned()
}

impl House {
    /// A house of two devices, whose relay is then cut off.
    fn new() -> Self {
        let scene = Scene::new(&[]);
        let device = |name: &str| DeviceProcess::new(&scene.programs.device, &scene.home(name), "fr");
        let (ane, mikel) = (device("ane"), device("mikel"));
        let url = scene.cable.url();
        ane.say(&["space", "create", "outing", "--name", "Sortie", "--relay", &url])
            .unwrap();
        ane.say(&["sync"]).unwrap();
        let link = text(
            &ane.json(&["space", "link", "--role", "volunteer"]).unwrap(),
            "link",
        );
        ane.say(&["sync"]).unwrap();
        mikel.say(&["space", "join", &link]).unwrap();
        for device in [&mikel, &ane, &mikel] {
            device.say(&["sync"]).unwrap();
        }
        scene.cable.cut();
        Self { scene, ane, mikel }
    }

    fn documents(&self, device: &DeviceProcess) -> Value {
        device.json(&["doc", "list"]).unwrap()
    }
}

/// The next document that a program which goes on says.
fn next(said: &mut impl Iterator<Item = serde_json::Result<Value>>) -> Value {
    said.next().unwrap().unwrap()
}

fn answers(out: ChildStdout) -> impl Iterator<Item = serde_json::Result<Value>> {
    Deserializer::from_reader(out).into_iter()
}

/// One waits, the other comes; what both say of it.
fn meet(waits: &DeviceProcess, comes: &DeviceProcess) -> (Value, Value) {
    let mut child = waits
        .talk(&["--json", "near", "listen", "--address", "127.0.0.1:0"])
        .unwrap();
    let mut said = answers(child.stdout.take().unwrap());
    let link = text(&next(&mut said), "link");
    let there = comes.json(&["near", "meet", &link]).unwrap();
    let here = next(&mut said);
    assert!(child.wait().unwrap().success());
    (here, there)
}

#[test]
fn two_phones_exchange_a_note_without_a_relay_and_the_log_has_it_once() {
    let house = House::new();
    let (ane, mikel) = (&house.ane, &house.mikel);
    ane.say(&["doc", "new", "note", "--field", "title=Prévoir de l’eau"])
        .unwrap();
    let (here, there) = meet(ane, mikel);
    assert_eq!((&here[0]["given"], &here[0]["taken"]), (&1.into(), &0.into()));
    assert_eq!((&there[0]["given"], &there[0]["taken"]), (&0.into(), &1.into()));
    assert_eq!(there[0]["device"], 0);
    let notes = house.documents(mikel);
    assert_eq!(notes[0]["title"], "Prévoir de l’eau");
    assert_eq!(
        (&notes[0]["from_phone"], &notes[0]["on_this_device"]),
        (&0.into(), &false.into())
    );
    assert!(mikel.say(&["doc", "list"]).unwrap().contains("du téléphone 0"));
    // Mikel writes on top of it, and they meet the other way round.
    let id = text(&notes[0], "id");
    mikel.say(&["doc", "edit", &id, "tags+=calme"]).unwrap();
    let (here, there) = meet(mikel, ane);
    assert_eq!((&here[0]["given"], &there[0]["taken"]), (&1.into(), &1.into()));
    // The relay is there again: whoever comes first, one row.
    house.scene.cable.mend();
    for device in [mikel, ane, mikel, ane] {
        device.say(&["sync"]).unwrap();
    }
    for device in [ane, mikel] {
        let notes = house.documents(device);
        assert_eq!(notes.as_array().unwrap().len(), 1);
        assert_eq!(
            (&notes[0]["from_phone"], &notes[0]["on_this_device"]),
            (&Value::Null, &false.into())
        );
        let steps = device.json(&["doc", "history", &id]).unwrap();
        let steps = steps.as_array().unwrap().clone();
        assert_eq!(steps.len(), 2, "one step for each edit");
        assert!(steps.iter().all(|step| step["confirmed"] == true));
    }
}

#[test]
fn whoever_has_not_seen_the_code_is_told_nothing_and_a_stranger_finds_no_space() {
    let house = House::new();
    house
        .ane
        .say(&["doc", "new", "note", "--field", "title=Entre nous"])
        .unwrap();
    let mut child = house
        .ane
        .talk(&["--json", "near", "listen", "--address", "127.0.0.1:0"])
        .unwrap();
    let mut said = answers(child.stdout.take().unwrap());
    let link = text(&next(&mut said), "link");
    let ekin_protocol::link::Link::Near(code) = link.parse().unwrap() else {
        unreachable!("a code")
    };
    // Knocks without the secret: hung up on, without a word.
    for knock in [&b"GET / HTTP/1.1\r\n\r\n"[..], &[0, 48], &[0xff; 70_000]] {
        let mut stream = std::net::TcpStream::connect(&code.addresses[0]).unwrap();
        let _ = std::io::Write::write_all(&mut stream, knock);
        let _ = stream.shutdown(std::net::Shutdown::Write);
        let mut heard = Vec::new();
        let _ = stream.read_to_end(&mut heard);
        assert_eq!(heard, b"");
    }
    // A device with the code that is no member: it finds nothing in common, and has learned nothing.
    let stranger = DeviceProcess::new(&house.scene.programs.device, &house.scene.home("stranger"), "eu");
    stranger
        .say(&["space", "create", "personal", "--name", "Nirea"])
        .unwrap();
    assert_eq!(
        stranger.json(&["near", "meet", &link]).unwrap(),
        Value::Array(Vec::new())
    );
    assert_eq!(next(&mut said), Value::Array(Vec::new()));
    assert!(child.wait().unwrap().success());
    // The code was good once.
    let again = stranger.run(&["--json", "near", "meet", &link]).unwrap();
    let problem: Value = serde_json::from_str(&again.out).unwrap();
    assert_eq!(
        (again.code, &problem["error"]["code"]),
        (Some(1), &"near-no-answer".into())
    );
    let other = stranger.run(&["near", "meet", "ekin:AAAA"]).unwrap();
    assert_eq!(other.code, Some(1));
    assert!(!other.err.is_empty());
}
