//! Whether an answer is as it must be.

use ekin_i18n::{Message, Value as Said, msg};
use serde_json::Value;

use crate::scenario::stage::Answer;
use crate::scenario::story::{Expectation, Place, Test, Wanted};
use crate::scenario::template::Known;

/// What is otherwise than wanted; none where nothing is.
pub fn differs(one: &Expectation, answer: &Answer, known: &Known) -> Option<(Place, Message)> {
    wanted(one, answer, known).map(|what| (one.place, what))
}

fn wanted(one: &Expectation, answer: &Answer, known: &Known) -> Option<Message> {
    let unknown = |name: String| msg::story_not_kept(format!("${name}"));
    match &one.wanted {
        Wanted::Says(text) => match text.fill(known) {
            Err(name) => Some(unknown(name)),
            Ok(text) => (!says(answer, &text)).then(|| msg::story_wanted_words(text)),
        },
        Wanted::Silent(text) => match text.fill(known) {
            Err(name) => Some(unknown(name)),
            Ok(text) => says(answer, &text).then(|| msg::story_unwanted_words(text)),
        },
        Wanted::At(path, test) => {
            let found = path.find(&answer.json, known);
            let wanted = match test {
                Test::Text(text) => match text.fill(known) {
                    Err(name) => return Some(unknown(name)),
                    Ok(text) => Value::String(text),
                },
                Test::Number(number) => (*number).into(),
                Test::Flag(flag) => (*flag).into(),
                Test::Nothing | Test::Something | Test::Count(_) => Value::Null,
            };
            let there = found.is_some_and(|found| !found.is_null());
            let (holds, wanted) = match test {
                Test::Nothing => (!there, Said::from(msg::story_is_nothing())),
                Test::Something => (there, msg::story_is_something().into()),
                Test::Count(n) => (
                    found.and_then(Value::as_array).is_some_and(|all| all.len() == *n),
                    msg::story_is_count(*n as u64).into(),
                ),
                _ => (found == Some(&wanted), short(Some(&wanted)).into()),
            };
            (!holds).then(|| msg::story_wanted_at(path.written(), wanted, short(found)))
        }
    }
}

/// Whether words are said. Nobody sees, in a story, where a space may not break.
fn says(answer: &Answer, words: &str) -> bool {
    let plain = |text: &str| text.replace('\u{a0}', " ");
    plain(&answer.words).contains(&plain(words))
}

/// Characters of an answer that are shown.
const SHOWN: usize = 200;

fn short(value: Option<&Value>) -> String {
    let text = value.map_or_else(|| "-".to_owned(), Value::to_string);
    text.chars().take(SHOWN).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::path::Path;
    use crate::scenario::template::Template;
    use serde_json::json;

    #[test]
    fn each_test_passes_what_it_wants_and_nothing_else() {
        let answer = Answer {
            words: "Attention\u{a0}: personne n’est oublié.".into(),
            json: json!({"n": 3, "names": ["a", "b"], "yes": true, "gone": null}),
            failed: None,
        };
        let known = [("who".to_owned(), "a".to_owned())].into();
        let holds = |wanted: Wanted| {
            let place = Place::default();
            differs(&Expectation { place, wanted }, &answer, &known).is_none()
        };
        let text = |text: &str| Template::parse(text).unwrap();
        let at = |path: &str, test| holds(Wanted::At(Path::parse(path).unwrap(), test));
        assert!(holds(Wanted::Says(text("Attention : personne"))) && !holds(Wanted::Says(text("manque"))));
        assert!(holds(Wanted::Silent(text("manque"))) && !holds(Wanted::Silent(text("oublié"))));
        assert!(at("n", Test::Number(3)) && !at("n", Test::Number(4)) && !at("n", Test::Flag(true)));
        assert!(at("names[0]", Test::Text(text("$who"))) && !at("names[1]", Test::Text(text("$who"))));
        assert!(at("names", Test::Count(2)) && !at("names", Test::Count(1)) && !at("n", Test::Count(3)));
        assert!(at("yes", Test::Flag(true)) && !at("yes", Test::Flag(false)));
        assert!(at("gone", Test::Nothing) && at("never", Test::Nothing) && !at("n", Test::Nothing));
        assert!(at("n", Test::Something) && !at("gone", Test::Something));
        assert!(
            !holds(Wanted::Says(text("$nobody"))),
            "a name that nothing is kept under"
        );
    }
}
