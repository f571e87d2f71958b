//! The third part of the demo: a citizen with no account writes two ads without a network; a moderator publishes one and
//! refuses the other; the citizen learns both, in another language than the moderator's.

use ekin_harness::find;
use serde_json::Value;

use super::stage::{Actor, Stage, expect};
use super::story::text;
use crate::step::{Failure, say};

/// A word of the ad that is refused, and must stand nowhere on the relay.
const WORD: &str = "Txirrindularitza";

/// Plays it, with whoever owns the territory of the first part.
pub fn play(stage: &Stage, owner: &Actor<'_>) -> Result<(), Failure> {
    stage.scene("A citizen with no account writes two ads, with no network");
    let poster = owner.asks(&["territory", "link"])?;
    owner.does(&["territory", "link"])?;
    let citizen = stage.device("citizen").speaking("eu");
    citizen.does(&["join", &text(&poster, "link").unwrap_or_default()])?;
    stage.cable.cut();
    for (name, ad) in [
        (
            "loan",
            r#"{"type": "loan", "title": {"eu": "Bizikleta bat uzten dut"}}"#.to_owned(),
        ),
        (
            "sale",
            format!(r#"{{"type": "offer", "title": {{"eu": "{WORD}: eskaintza berezia"}}}}"#),
        ),
    ] {
        let path = stage.path(&format!("{name}.json"));
        std::fs::write(&path, ad).map_err(|source| Failure::Read {
            path: path.display().to_string(),
            source,
        })?;
        citizen.does(&["offer", &path.display().to_string()])?;
    }
    let states = |who: &Actor<'_>| -> Result<Vec<String>, Failure> {
        let letters = who.asks(&["offer", "list"])?;
        let of = |letter: &Value| text(letter, "state");
        Ok(letters.as_array().into_iter().flatten().filter_map(of).collect())
    };
    expect(
        states(&citizen)? == ["on-this-device", "on-this-device"],
        "both wait on the phone",
    )?;
    stage.cable.mend();
    stage.scene("There is a network again: the ads go sealed, for work in place of an account");
    citizen.does(&["sync"])?;
    expect(
        states(&citizen)? == ["received", "received"],
        "the relay holds both",
    )?;

    stage.scene("A moderator publishes one and refuses the other");
    owner.does(&["sync"])?;
    owner.does(&["inbox", "list"])?;
    let messages = owner.asks(&["inbox", "list"])?;
    let named = |word: &str| {
        let about = |message: &&Value| message.to_string().contains(word);
        let found = messages.as_array().into_iter().flatten().find(about);
        found
            .and_then(|message| text(message, "id"))
            .ok_or(Failure::Differs {
                what: format!("{word} arrived"),
            })
    };
    let (loan, sale) = (named("Bizikleta")?, named(WORD)?);
    owner.does(&["inbox", "open", &loan])?;
    owner.does(&["inbox", "publish", &loan])?;
    owner.does(&["inbox", "refuse", &sale, "--because", "commercial"])?;
    owner.does(&["sync"])?;

    stage.scene("The citizen's phone learns both, in its own language");
    citizen.does(&["sync"])?;
    citizen.does(&["offer", "list"])?;
    let letters = citizen.asks(&["offer", "list"])?;
    let outcome = |at: usize| -> Option<(String, Option<String>)> {
        let outcome = letters.get(at)?.get("outcomes")?.get(0)?;
        Some((text(outcome, "outcome")?, text(outcome, "listing")))
    };
    let published = outcome(0);
    let listing = match published {
        Some((kind, Some(listing))) if kind == "published" => listing,
        other => {
            return Err(Failure::Differs {
                what: format!("the first is published: {other:?}"),
            });
        }
    };
    citizen.does(&["show", &listing])?;
    expect(
        outcome(1).is_some_and(|(kind, _)| kind == "refused") && find(&letters, "text").is_some(),
        "the second is refused, with the reason in words",
    )?;
    let data = stage.relay.borrow().data().to_owned();
    let files = super::house::search(&data, WORD.as_bytes())?;
    say(&format!(
        "    ({WORD} stands in none of {files} files of the relay.)"
    ));
    expect(files > 0, "the relay has files to search")
}
