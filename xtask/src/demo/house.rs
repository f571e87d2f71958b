//! The second half of the demo: a house whose plan several people edit, sealed from the relay; a phone is lost.

use std::path::Path;

use ekin_harness::find;
use serde_json::Value;

use super::stage::{Actor, Stage, expect};
use super::story::text;
use super::{near, recovery};
use crate::step::{Failure, say};

/// A name that stands in the plan, and must stand nowhere on the relay.
const NAME: &str = "Maialen";

/// Plays it.
pub fn play(stage: &Stage) -> Result<(), Failure> {
    let ane = stage.device("ane");
    let (house, note) = make(stage, &ane)?;
    let mikel = join(stage, &ane, &house, "mikel", "educator")?;
    let tablet = join(stage, &ane, &house, "tablet", "resident")?;
    together(stage, [&ane, &mikel, &tablet], &house, &note)?;
    photo(stage, [&ane, &mikel], &house)?;
    near::play(stage, [&ane, &mikel], &house)?;
    lost(stage, [&ane, &mikel, &tablet], &house, &note)?;
    recovery::play(stage, &ane, &house, &note)?;
    stage.scene("What the relay holds of the house is sealed: its files are searched for a name");
    let data = stage.relay.borrow().data().to_owned();
    let files = search(&data, NAME.as_bytes())?;
    expect(files > 0, "the relay has files to search")?;
    say(&format!(
        "    ({NAME} stands in none of {files} files of the relay.)"
    ));
    Ok(())
}

fn make(stage: &Stage, ane: &Actor<'_>) -> Result<(String, String), Failure> {
    stage.scene("A house is made, with a plan that only its members can read");
    let url = stage.cable.url();
    ane.does(&["space", "create", "house", "--name", "Etxea", "--relay", &url])?;
    let spaces = ane.asks(&["space", "list"])?;
    let home = spaces
        .as_array()
        .into_iter()
        .flatten()
        .find(|space| space.get("sort").and_then(Value::as_str) == Some("home"));
    let house = home.and_then(|home| text(home, "space"));
    let house = house.ok_or(Failure::Differs {
        what: "a house has a space for everybody".into(),
    })?;
    let plan = format!("text={NAME} vient en fauteuil.");
    let new = [
        "doc",
        "new",
        "note",
        "--space",
        &house,
        "--field",
        "title=Sortie au musée",
        "--field",
        &plan,
    ];
    ane.does(&new)?;
    ane.does(&["sync"])?;
    let notes = ane.asks(&["doc", "list", "--space", &house])?;
    let note = text(&notes, "id").ok_or(Failure::Differs {
        what: "the house has a plan".into(),
    })?;
    Ok((house, note))
}

fn join<'a>(
    stage: &'a Stage,
    ane: &Actor<'_>,
    house: &str,
    name: &'static str,
    role: &str,
) -> Result<Actor<'a>, Failure> {
    stage.scene("A device is invited from hand to hand, and joins");
    let link = ane.asks(&["space", "link", "--role", role, "--space", house])?;
    let link = text(&link, "link").unwrap_or_default();
    ane.does(&["sync"])?;
    let joined = stage.device(name);
    joined.does(&["space", "join", &link])?;
    joined.does(&["sync"])?;
    ane.does(&["sync"])?;
    let members = ane.asks(&["member", "list", "--space", house])?;
    let last = find(&members, "members")
        .and_then(Value::as_array)
        .and_then(|all| all.last());
    let waits = last.is_some_and(|last| last.get("wanted").is_some_and(Value::is_string));
    if waits {
        let number = last
            .and_then(|last| last.get("number"))
            .and_then(Value::as_u64)
            .unwrap_or(0);
        ane.does(&["member", "approve", &number.to_string(), "--space", house])?;
        ane.does(&["sync"])?;
    }
    ane.does(&["sync"])?;
    joined.does(&["sync"])?;
    joined.does(&["doc", "list", "--space", house])?;
    Ok(joined)
}

fn together(stage: &Stage, all: [&Actor<'_>; 3], house: &str, note: &str) -> Result<(), Failure> {
    stage.scene("Three people edit the plan at once, with no network");
    let [ane, mikel, tablet] = all;
    let edit = |who: &Actor<'_>, field: &str| who.does(&["doc", "edit", note, field, "--space", house]);
    stage.cable.cut();
    edit(ane, "title=Musée basque")?;
    edit(mikel, "title=Musée de Bayonne")?;
    edit(tablet, "tags+=calme")?;
    stage.cable.mend();
    for device in [ane, mikel, tablet, ane, mikel] {
        device.does(&["sync"])?;
    }
    ane.does(&["doc", "show", note, "--space", house])?;
    let shown = |who: &Actor<'_>| who.asks(&["doc", "show", note, "--space", house]);
    let rivals = |shown: &Value| {
        find(shown, "rivals")
            .and_then(Value::as_array)
            .map_or(0, Vec::len)
    };
    for device in all {
        expect(
            rivals(&shown(device)?) == 1,
            "everybody sees that two people edited the title",
        )?;
    }
    edit(mikel, "title=Musée de Bayonne")?;
    for device in [mikel, ane, tablet] {
        device.does(&["sync"])?;
    }
    let same = all.map(|device| shown(device).map(|shown| find(&shown, "contents").cloned()));
    let [a, b, c] = same;
    let (a, b, c) = (a?, b?, c?);
    expect(a.is_some() && a == b && b == c, "all hold the same plan")
}

/// A small picture with a place in it, as a camera writes one.
const PHOTO: &[u8] = include_bytes!("garden.jpg");
/// What stands in its EXIF.
const PLACE: &[u8] = b"43.4929 N 1.4748 W";

fn photo(stage: &Stage, [ane, mikel]: [&Actor<'_>; 2], house: &str) -> Result<(), Failure> {
    stage.scene("One educator adds a photo; the other sees it, without the place where it was taken");
    let failed = |path: &Path, source| Failure::Read {
        path: path.display().to_string(),
        source,
    };
    let (taken, seen) = (stage.path("garden.jpg"), stage.path("seen.jpg"));
    std::fs::write(&taken, PHOTO).map_err(|source| failed(&taken, source))?;
    let title = format!("{NAME} au jardin");
    let path = taken.display().to_string();
    let added = ane.asks(&[
        "blob", "add", &path, "--nobody", "--title", &title, "--space", house,
    ])?;
    let id = text(&added, "id").unwrap_or_default();
    ane.does(&["sync"])?;
    mikel.does(&["sync"])?;
    mikel.does(&["blob", "list", "--space", house])?;
    let to = seen.display().to_string();
    mikel.does(&["blob", "get", &id, "--space", house, "--to", &to])?;
    let bytes = std::fs::read(&seen).map_err(|source| failed(&seen, source))?;
    let holds = |bytes: &[u8]| bytes.windows(PLACE.len()).any(|window| window == PLACE);
    expect(holds(PHOTO), "the camera wrote where it was")?;
    expect(
        bytes.starts_with(&[0xff, 0xd8]) && !holds(&bytes),
        "nobody else learns it",
    )
}

fn lost(stage: &Stage, all: [&Actor<'_>; 3], house: &str, note: &str) -> Result<(), Failure> {
    stage.scene("The tablet is lost: it is removed, and the house gets a new key");
    let [ane, mikel, tablet] = all;
    ane.does(&["member", "remove", "2", "--space", house])?;
    ane.does(&["sync"])?;
    ane.does(&["doc", "edit", note, "title=Après la perte", "--space", house])?;
    ane.does(&["sync"])?;
    tablet.tries(&["sync"])?;
    mikel.does(&["sync"])?;
    let title = |who: &Actor<'_>| {
        let notes = who.asks(&["doc", "list", "--space", house])?;
        Ok::<_, Failure>(text(&notes, "title"))
    };
    expect(
        title(mikel)?.as_deref() == Some("Après la perte"),
        "members read on",
    )?;
    expect(
        title(tablet)?.as_deref() == Some("Musée de Bayonne"),
        "the lost tablet does not",
    )
}

/// Fails where a file below a folder holds these bytes; says how many files were read.
pub(super) fn search(folder: &Path, wanted: &[u8]) -> Result<usize, Failure> {
    let failed = |path: &Path, source| Failure::Read {
        path: path.display().to_string(),
        source,
    };
    let mut files = 0;
    for entry in std::fs::read_dir(folder).map_err(|source| failed(folder, source))? {
        let path = entry.map_err(|source| failed(folder, source))?.path();
        if path.is_dir() {
            files += search(&path, wanted)?;
            continue;
        }
        let bytes = std::fs::read(&path).map_err(|source| failed(&path, source))?;
        let found = bytes.windows(wanted.len()).any(|window| window == wanted);
        expect(!found, &format!("{} does not hold the name", path.display()))?;
        files += 1;
    }
    Ok(files)
}
