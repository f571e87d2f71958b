//! Two phones side by side, with no relay: one shows a code, the other follows it; later the log has the note once.

use std::io::{BufRead, BufReader};

use serde_json::Value;

use super::stage::{Actor, Stage, expect};
use super::story::text;
use crate::step::{Failure, say};

/// Plays it.
pub fn play(stage: &Stage, all: [&Actor<'_>; 2], house: &str) -> Result<(), Failure> {
    stage.scene("Two phones meet where there is no network: one shows a code, the other follows it");
    let [ane, mikel] = all;
    stage.cable.cut();
    let new = [
        "doc",
        "new",
        "note",
        "--space",
        house,
        "--field",
        "title=Point de rencontre",
    ];
    ane.does(&new)?;
    meet(ane, mikel)?;
    mikel.does(&["doc", "list", "note", "--space", house])?;
    let met = |who: &Actor<'_>| {
        let notes = who.asks(&["doc", "list", "note", "--space", house])?;
        let all = notes.as_array().cloned().unwrap_or_default();
        let of = |note: &Value| text(note, "title").as_deref() == Some("Point de rencontre");
        Ok::<_, Failure>(all.into_iter().filter(of).collect::<Vec<_>>())
    };
    let from_phone = |notes: &[Value]| notes.first().is_some_and(|note| note["from_phone"].is_u64());
    expect(from_phone(&met(mikel)?), "the note came from a phone")?;
    stage.cable.mend();
    for device in [mikel, ane] {
        device.does(&["sync"])?;
    }
    for device in all {
        let notes = met(device)?;
        expect(notes.len() == 1, "the note is there once")?;
        expect(!from_phone(&notes), "and the server has it")?;
    }
    Ok(())
}

/// One waits, the other comes.
fn meet(waits: &Actor<'_>, comes: &Actor<'_>) -> Result<(), Failure> {
    let listen = ["near", "listen", "--address", "127.0.0.1:0"];
    say("ane$ ekin near listen --address 127.0.0.1:0");
    let mut child = waits.process.talk(&listen)?;
    let mut said = child.stdout.take().map(BufReader::new);
    let mut next = || {
        let mut line = String::new();
        let read = said.as_mut().map(|said| said.read_line(&mut line));
        match read {
            Some(Ok(n)) if n > 0 => Some(line.trim_end().to_owned()),
            _ => None,
        }
    };
    let mut link = None;
    while link.is_none() {
        let line = next();
        expect(line.is_some(), "the phone that waits shows a code")?;
        let line = line.unwrap_or_default();
        say(&format!("    {line}"));
        link = line.starts_with("ekin:").then_some(line);
    }
    comes.does(&["near", "meet", &link.unwrap_or_default()])?;
    while let Some(line) = next() {
        say(&format!("    {line}"));
    }
    let ended = child.wait().is_ok_and(|status| status.success());
    expect(ended, "both phones say that all went well")
}
