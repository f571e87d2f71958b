//! `offer` and `message`: what people without an account write to a territory's moderators and to the staff of a house.

use clap::{ArgMatches, Command};
use ekin_core::app::draft_file::read_drafts;
use ekin_core::app::exchange::Draft;
use ekin_core::app::ids::MessageKind;
use ekin_core::app::inbox::letter::{LetterState, LetterView, NewMessage};
use ekin_core::app::inbox::{Contents, Outcome};
use ekin_core::app::says;
use ekin_core::app::territory::NewTerritory;
use ekin_core::domain::language::LanguageTag;
use ekin_core::domain::text::Texts;
use ekin_i18n::{Catalog, msg};

use crate::args;
use crate::failure::Failure;
use crate::json;
use crate::lines::{joined, safe_line, short_id};
use crate::output::Output;
use crate::session::Session;

/// The commands of this file.
pub fn commands(words: Catalog) -> Vec<Command> {
    let number = args::positional(
        words,
        "number",
        &msg::cli_value_number(),
        &msg::cli_offer_number(),
    )
    .required(true)
    .value_parser(args::number(1, u32::MAX.into()));
    let offer = args::command(words, "offer", &msg::cli_offer())
        .arg(args::positional(
            words,
            "file",
            &msg::cli_value_file(),
            &msg::cli_offer_file(),
        ))
        .arg(args::flag(words, "sure", &msg::cli_ad_sure()))
        .args_conflicts_with_subcommands(true)
        .subcommand(args::command(words, "list", &msg::cli_offer_list()))
        .subcommand(args::command(words, "withdraw", &msg::cli_offer_withdraw()).arg(number));
    let message = args::command(words, "message", &msg::cli_message())
        .arg(args::positional(words, "link", &msg::cli_value_link(), &msg::cli_message_link()).required(true))
        .arg(args::positional(words, "text", &msg::cli_value_name(), &msg::cli_message_text()).required(true))
        .arg(args::flag(words, "speak-up", &msg::cli_message_speak_up()))
        .arg(args::flag(words, "no-reply", &msg::cli_message_no_reply()));
    vec![offer, message]
}

/// `ekin offer`
pub fn offer(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    match (matches.subcommand(), args::text(matches, "file")) {
        (Some(("withdraw", matches)), _) => withdraw(session, matches, out),
        (Some(_), _) | (None, None) => list(session, out),
        (None, Some(path)) => write(session, path, matches.get_flag("sure"), out),
    }
}

fn write(session: &Session, path: &str, sure: bool, out: &mut Output) -> Result<(), Failure> {
    let bytes = super::publish::read(path)?;
    let drafts = read_drafts(&bytes).map_err(|error| Failure::Said(says::draft_file(&error, path)))?;
    let device = session.open_known("offer")?;
    let numbers = device.offer(session.territory(&device)?, &drafts, sure)?;
    for number in &numbers {
        out.say(&msg::offer_written(number.to_string()));
    }
    out.say(&msg::state_on_this_device());
    out.say(&msg::letter_awaits());
    out.answer(&json::Written { numbers })
}

fn withdraw(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let device = session.open_known("offer withdraw")?;
    let number = args::count(matches, "number").unwrap_or_default();
    let number = i64::try_from(number).unwrap_or(i64::MAX);
    device.withdraw_letter(number)?;
    out.say(&msg::offer_withdrawn(number.to_string()));
    out.answer(&json::Written {
        numbers: vec![number],
    })
}

fn list(session: &Session, out: &mut Output) -> Result<(), Failure> {
    let letters = session.look()?.letters()?;
    if letters.is_empty() {
        out.say(&msg::offer_none());
    }
    for letter in &letters {
        row(out, letter);
    }
    let list: Vec<_> = letters
        .iter()
        .map(|one| json::Letter::of(one, out.words()))
        .collect();
    out.answer(&list)
}

/// One letter: what it says, how far it has come, and what was answered.
pub fn row(out: &mut Output, letter: &LetterView) {
    let head = joined(&[
        letter.number.to_string(),
        first_words(out, &letter.contents).unwrap_or_default(),
        about(out, &letter.contents, letter.about.as_ref()).unwrap_or_default(),
        out.text(&msg::letter_to(safe_line(&letter.to))),
    ]);
    out.line(&head);
    if letter.outcomes.is_empty() {
        let state = out.text(&says::letter_state(letter.state));
        out.hanging(&state, 2);
        if let Some(why) = letter.later {
            let later = out.text(&msg::letter_later(says::code(why)));
            out.hanging(&later, 2);
        }
        if matches!(letter.state, LetterState::Refused(_)) {
            let kept = out.text(&msg::state_kept());
            out.hanging(&kept, 2);
        }
    }
    if let Some(said) = letter.verdict.as_ref().and_then(says::verdict_for_author) {
        let said = out.text(&said);
        out.hanging(&said, 2);
    }
    letter.outcomes.iter().for_each(|one| outcome(out, one));
}

/// What became of a message, with the words beside it and the listing that was made of it.
pub fn outcome(out: &mut Output, outcome: &Outcome) {
    let said = out.text(&says::outcome(outcome));
    out.hanging(&said, 2);
    if let Some(text) = &outcome.text {
        let text = out.text(&msg::outcome_words(text));
        out.hanging(&text, 2);
    }
    if let Some(listing) = &outcome.listing {
        let show = format!("ekin show {}", short_id(listing));
        out.hanging(&show, 2);
    }
}

/// The title of an ad, or the beginning of a message, in a language that the person reads.
pub fn first_words(out: &Output, contents: &Contents) -> Option<String> {
    match contents {
        Contents::Ad(draft) => super::show::title(draft, out),
        Contents::Answer(answer) => {
            let said = says::ad::response(answer);
            let mut cells: Vec<String> = said.iter().map(|one| out.text(one)).collect();
            cells.extend(short(out, &answer.text));
            Some(joined(&cells))
        }
        Contents::Words(_, texts) => short(out, texts),
        Contents::Sealed | Contents::Newer => None,
    }
}

/// The ad that an answer answers: its title, or the beginning of its id where it is not on this device.
pub fn about(out: &Output, contents: &Contents, ad: Option<&Draft>) -> Option<String> {
    let Contents::Answer(answer) = contents else {
        return None;
    };
    let listing = answer.listing?;
    let title = ad.and_then(|ad| super::show::title(ad, out));
    Some(out.text(&msg::answer_about(title.unwrap_or_else(|| short_id(listing)))))
}

/// The beginning of a text.
fn short(out: &Output, texts: &Texts) -> Option<String> {
    let line = safe_line(readable(out, texts)?);
    let short: String = line.chars().take(60).collect();
    Some(match short.len() < line.len() {
        true => format!("{short}…"),
        false => short,
    })
}

fn readable<'t>(out: &Output, texts: &'t Texts) -> Option<&'t str> {
    let own = LanguageTag::parse(out.words().language().tag());
    texts.choose(own.as_slice(), None).map(|text| text.text)
}

/// A message whole.
pub fn contents(out: &mut Output, contents: &Contents) {
    match contents {
        Contents::Ad(draft) => super::show::draft(out, draft),
        Contents::Answer(answer) => {
            says::ad::response(answer).iter().for_each(|line| out.say(line));
            text(out, &answer.text);
        }
        Contents::Words(_, texts) => text(out, texts),
        Contents::Sealed | Contents::Newer => {}
    }
}

fn text(out: &mut Output, texts: &Texts) {
    let text = readable(out, texts).unwrap_or_default().to_owned();
    out.line(&text);
}

/// `ekin message`
pub fn message(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let device = session.open("message")?;
    let number = device.send_message(
        args::required(matches, "link")?,
        &NewMessage {
            kind: match matches.get_flag("speak-up") {
                true => MessageKind::SpeakUp,
                false => MessageKind::Answer,
            },
            text: args::required(matches, "text")?,
            language: NewTerritory::language_of(out.words().language()),
            reply: !matches.get_flag("no-reply"),
        },
    )?;
    out.say(&msg::message_written(number.to_string()));
    out.say(&msg::letter_sealed());
    out.say(&msg::state_on_this_device());
    if !matches.get_flag("no-reply") {
        out.say(&msg::letter_awaits());
    }
    out.answer(&json::Written {
        numbers: vec![number],
    })
}
