//! The story of the demo, scene by scene. Each ends with a check; what differs ends the demo.

use std::path::PathBuf;

use ekin_harness::find;
use serde_json::Value;

use super::stage::{Actor, Stage, expect};
use crate::step::{Failure, say};

/// Bytes of a first sync after which the network goes.
const CUT_AFTER: u64 = 9_000;
/// Listings that are on their way when the relay is killed.
const MANY: &str = "3000";

/// Plays it.
pub fn play(stage: &Stage, from: &[PathBuf]) -> Result<(), Failure> {
    let owner = stage.device("owner");
    let link = publish(stage, &owner, from)?;
    let reader = browse(stage, &link)?;
    offline(stage, &reader)?;
    interrupted(stage, &link)?;
    let second = publisher(stage, &owner, &link)?;
    conflict(stage, &owner, &second, &reader)?;
    killed(stage, &owner, &reader)?;
    stage.scene("Every device checks what it holds, with a second program that shares nothing with sync");
    for device in [&owner, &second, &reader] {
        device.does(&["sync"])?;
        device.does(&["verify"])?;
        device.does(&["verify", "--full"])?;
    }
    let seqs: Vec<_> = [&owner, &second, &reader]
        .iter()
        .map(|device| Ok(find(&device.asks(&["status"])?, "seq").cloned()))
        .collect::<Result<_, Failure>>()?;
    expect(
        seqs.iter().all(|seq| seq.is_some() && *seq == seqs[0]),
        "all devices stand at the same place",
    )
}

fn publish(stage: &Stage, owner: &Actor<'_>, from: &[PathBuf]) -> Result<String, Failure> {
    stage.scene("A territory is made and listings are published, with no network yet");
    stage.cable.cut();
    let url = stage.cable.url();
    owner.does(&["territory", "create", "Euskal Herria", "--relay", &url])?;
    let files: Vec<String> = from.iter().map(|file| file.display().to_string()).collect();
    let mut import = vec!["import"];
    if files.is_empty() {
        import.push("--sample");
    }
    import.extend(files.iter().map(String::as_str));
    owner.does(&import)?;
    owner.tries(&["sync"])?;
    say("    (Nothing was lost: it waits on the device. Now the cable is mended.)");
    stage.cable.mend();
    owner.does(&["sync"])?;
    let territories = owner.asks(&["territory", "list"])?;
    stage.wait_for_pack(&text(&territories, "space").unwrap_or_default())?;
    text(&territories, "link").ok_or(Failure::Differs {
        what: "a territory has a link".into(),
    })
}

fn browse<'a>(stage: &'a Stage, link: &str) -> Result<Actor<'a>, Failure> {
    stage.scene("A second device joins by the link and takes the pack");
    let reader = stage.device("reader");
    reader.does(&["join", link])?;
    reader.does(&["sync"])?;
    Ok(reader)
}

fn offline(stage: &Stage, reader: &Actor<'_>) -> Result<(), Failure> {
    stage.scene("The network is cut; the device searches in three languages");
    stage.cable.cut();
    for (language, words) in [("fr", "musée"), ("eu", "museo"), ("es", "museo")] {
        let device = Actor::speaking(reader, language);
        device.does(&["search", words, "--limit", "3"])?;
        let hits = device.asks(&["search", words])?;
        expect(
            find(&hits, "id").is_some(),
            "a search with no network finds something",
        )?;
    }
    stage.cable.mend();
    Ok(())
}

fn interrupted(stage: &Stage, link: &str) -> Result<(), Failure> {
    stage.scene("A first sync is cut in the middle of a message, and goes on where it was");
    let late = stage.device("late");
    late.does(&["join", link])?;
    stage.cable.cut_after(CUT_AFTER);
    let cut = late.tries(&["sync"])?;
    say(&format!(
        "    (The cable was cut after {CUT_AFTER} bytes; the program ended with {:?}.)",
        cut.code
    ));
    stage.cable.mend();
    late.does(&["sync"])?;
    late.does(&["verify"])?;
    Ok(())
}

fn publisher<'a>(stage: &'a Stage, owner: &Actor<'_>, link: &str) -> Result<Actor<'a>, Failure> {
    stage.scene("The owner lets a second device publish");
    let second = stage.device("second");
    second.does(&["join", link])?;
    second.does(&["sync"])?;
    let device = second.asks(&["device"])?;
    let device = text(&device, "link").ok_or(Failure::Differs {
        what: "a device has a link".into(),
    })?;
    owner.does(&["publisher", "add", &device, "--role", "moderator"])?;
    owner.does(&["sync"])?;
    second.does(&["sync"])?;
    owner.does(&["publisher", "list"])?;
    Ok(second)
}

fn conflict(stage: &Stage, owner: &Actor<'_>, second: &Actor<'_>, reader: &Actor<'_>) -> Result<(), Failure> {
    stage.scene("Both edit the same listing with no network; the conflict is shown and settled");
    let hits = owner.asks(&["search", "--limit", "1"])?;
    let id = text(&hits, "id").ok_or(Failure::Differs {
        what: "there is a listing to edit".into(),
    })?;
    stage.cable.cut();
    owner.does(&["edit", &id, "title.fr=Le titre de la première personne"])?;
    second.does(&["edit", &id, "title.fr=Le titre de la seconde personne"])?;
    stage.cable.mend();
    for device in [owner, second, owner, reader] {
        device.does(&["sync"])?;
    }
    reader.does(&["show", &id])?;
    let versions = versions(&reader.asks(&["show", &id])?);
    expect(versions.len() == 2, "two people's edits show as two versions")?;
    let kept = versions.first().cloned().unwrap_or_default();
    owner.does(&["edit", &id, "--keep", kept.get(..12).unwrap_or(&kept)])?;
    for device in [owner, reader] {
        device.does(&["sync"])?;
    }
    let left = self::versions(&reader.asks(&["show", &id])?);
    expect(left.is_empty(), "one version is left once a person has chosen")
}

fn killed(stage: &Stage, owner: &Actor<'_>, reader: &Actor<'_>) -> Result<(), Failure> {
    stage.scene("The relay is killed in the middle of a large publication, and started again");
    let file = stage.path("many.json");
    let many = owner.process.say(&["generate", MANY, "--seed", "7"])?;
    let written = std::fs::write(&file, many);
    written.map_err(|source| Failure::Read {
        path: file.display().to_string(),
        source,
    })?;
    owner.does(&["import", &file.display().to_string()])?;
    let before = stage.cable.bytes().0;
    let mut sending = owner.process.start(&["sync"])?;
    let started = std::time::Instant::now();
    while stage.cable.bytes().0 < before + 60_000 && started.elapsed().as_secs() < 60 {
        if matches!(sending.try_wait(), Ok(Some(_))) {
            break;
        }
        std::thread::park_timeout(std::time::Duration::from_millis(2));
    }
    stage.relay.borrow_mut().kill()?;
    say(&format!(
        "    (The relay was killed after {} bytes.)",
        stage.cable.bytes().0 - before
    ));
    // The device says that the relay is gone and ends; nothing is lost by it.
    let _ = sending.wait();
    stage.relay.borrow_mut().start_again()?;
    owner.does(&["sync"])?;
    owner.does(&["status"])?;
    reader.does(&["sync"])?;
    let waiting = owner.asks(&["status"])?;
    let waits = |name| find(&waiting, name).and_then(Value::as_u64).unwrap_or(0);
    expect(
        waits("on_this_device") + waits("sent") == 0,
        "everything was received, once",
    )
}

fn versions(shown: &Value) -> Vec<String> {
    let versions = shown
        .get("about")
        .and_then(|about| about.get("versions"))
        .and_then(Value::as_array);
    let hash = |version: &Value| version.get("hash").and_then(Value::as_str).map(str::to_owned);
    versions.into_iter().flatten().filter_map(hash).collect()
}

pub(super) fn text(value: &Value, key: &str) -> Option<String> {
    find(value, key).and_then(Value::as_str).map(str::to_owned)
}
