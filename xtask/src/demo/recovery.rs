//! The end of the demo's house: the owner's phone is lost too, and a code on paper brings a new one back.

use ekin_harness::find;
use serde_json::Value;

use super::stage::{Actor, Stage, expect};
use super::story::text;
use crate::step::{Failure, say};

/// Plays it; the house goes on with the new phone.
pub fn play<'a>(stage: &'a Stage, ane: &Actor<'_>, house: &str, note: &str) -> Result<Actor<'a>, Failure> {
    stage.scene("The owner writes a recovery code on paper, and types it back before it counts");
    let made = ane.asks(&["recovery", "make"])?;
    let words = find(&made, "words").and_then(Value::as_array);
    let words: Vec<&str> = words.into_iter().flatten().filter_map(Value::as_str).collect();
    let sheet = find(&made, "sheets").and_then(|sheets| sheets.get(0)?.as_str());
    let (12, Some(sheet)) = (words.len(), sheet) else {
        return expect(false, "a code has twelve words and a sheet").map(|()| stage.device("ane"));
    };
    say(&format!("    (On the paper: {}.)", words.join(" ")));
    expect(
        !protected(ane, house)?,
        "a code that was only shown protects nothing",
    )?;
    let typed = [&["recovery", "try"], words.as_slice()].concat();
    ane.does(&typed)?;
    ane.does(&["sync"])?;
    expect(protected(ane, house)?, "a code that was tried protects the house")?;

    stage.scene(
        "The owner's phone is lost: the code brings a new one back, in Basque, and the lost one is put out",
    );
    let new = stage.device("ane-again");
    let mut wrong = words.clone();
    wrong.swap(0, 1);
    let wrong = [&["recovery", "use", "--link", sheet], wrong.as_slice()].concat();
    let answer = new.speaking("eu").tries(&wrong)?;
    expect(answer.code == Some(1), "words that changed places are told")?;
    let used = ["recovery", "use", "--link", sheet, "--remove-lost"];
    let used = [used.as_slice(), words.as_slice()].concat();
    new.speaking("eu").does(&used)?;
    let plan = |who: &Actor<'_>| {
        let shown = who.asks(&["doc", "show", note, "--space", house])?;
        Ok::<_, Failure>(find(&shown, "contents").cloned())
    };
    expect(
        plan(&new)?.is_some() && plan(&new)? == plan(ane)?,
        "the plan is all there",
    )?;
    new.does(&[
        "doc",
        "edit",
        note,
        "title=Avec le nouveau téléphone",
        "--space",
        house,
    ])?;
    new.does(&["sync"])?;
    ane.tries(&["sync"])?;
    expect(plan(&new)? != plan(ane)?, "the lost phone reads no more")?;
    Ok(new)
}

fn protected(who: &Actor<'_>, house: &str) -> Result<bool, Failure> {
    let spaces = who.asks(&["space", "list"])?;
    let mut all = spaces.as_array().into_iter().flatten();
    let this = all.find(|space| text(space, "space").as_deref() == Some(house));
    Ok(this.and_then(|space| space.get("protected")?.as_bool()) == Some(true))
}
