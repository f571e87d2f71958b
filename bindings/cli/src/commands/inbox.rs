//! `inbox list|open|publish|refuse|close|link`: what people without an account wrote, and what is decided about it.

use clap::{ArgMatches, Command};
use ekin_core::app::device::Device;
use ekin_core::app::ids::SpaceId;
use ekin_core::app::inbox::{Contents, Handled, MessageView};
use ekin_core::app::says;
use ekin_core::domain::canned::Canned;
use ekin_core::domain::language::LanguageTag;
use ekin_core::domain::refusal::Reason;
use ekin_i18n::{Catalog, Value, msg};

use super::offer::{self, contents, first_words, outcome};
use crate::args;
use crate::failure::Failure;
use crate::json;
use crate::lines::{joined, short_id};
use crate::output::Output;
use crate::session::Session;

/// `ekin inbox`
pub fn command(words: Catalog) -> Command {
    let id = || args::positional(words, "id", &msg::cli_value_id(), &msg::cli_inbox_id()).required(true);
    let space = || super::space::which(words);
    let text = || args::option(words, "text", &msg::cli_value_name(), &msg::cli_inbox_words());
    let because = args::choice(
        words,
        "because",
        &msg::cli_value_name(),
        &msg::cli_inbox_because(),
        Reason::WORDS,
    );
    let say = args::choice(
        words,
        "say",
        &msg::cli_value_name(),
        &msg::cli_inbox_say(),
        Canned::WORDS,
    );
    args::command(words, "inbox", &msg::cli_inbox())
        .subcommand_required(true)
        .subcommand(args::command(words, "list", &msg::cli_inbox_list()).arg(space()))
        .subcommand(
            args::command(words, "open", &msg::cli_inbox_open())
                .arg(id())
                .arg(space()),
        )
        .subcommand(
            args::command(words, "publish", &msg::cli_inbox_publish())
                .arg(id())
                .arg(by(words)),
        )
        .subcommand(
            args::command(words, "refuse", &msg::cli_inbox_refuse())
                .arg(id())
                .arg(because.required(true))
                .arg(text())
                .arg(by(words)),
        )
        .subcommand(
            args::command(words, "close", &msg::cli_inbox_close())
                .arg(id())
                .arg(say)
                .arg(text())
                .arg(by(words))
                .arg(space()),
        )
        .subcommand(args::command(words, "link", &msg::cli_inbox_link()).arg(space()))
}

/// The name under which somebody decides or answers.
pub fn by(words: Catalog) -> clap::Arg {
    args::option(words, "by", &msg::cli_value_name(), &msg::cli_by())
}

/// Keeps the name that was given, for this and what comes after.
pub fn sign(device: &Device, matches: &ArgMatches) -> Result<(), Failure> {
    match args::text(matches, "by") {
        Some(name) => Ok(device.sign_as(name)?),
        None => Ok(()),
    }
}

/// Does it.
pub fn run(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    match matches.subcommand() {
        Some(("open", matches)) => open(session, matches, out),
        Some(("publish", matches)) => publish(session, matches, out),
        Some(("refuse", matches)) => refuse(session, matches, out),
        Some(("close", matches)) => close(session, matches, out),
        Some(("link", matches)) => link(session, matches, out),
        Some((_, matches)) => list(session, matches, out),
        None => Ok(()),
    }
}

/// The space whose inbox is meant: a private one with `--space`, else a territory.
fn which(session: &Session, device: &Device, matches: &ArgMatches) -> Result<Option<SpaceId>, Failure> {
    match args::text(matches, "space") {
        Some(name) => Ok(Some(device.space_named(Some(name))?)),
        None => session.territory(device),
    }
}

fn list(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let device = session.look()?;
    let messages = device.inbox(which(session, &device, matches)?)?;
    if messages.is_empty() {
        out.say(&msg::inbox_empty());
    }
    for message in &messages {
        let row = joined(&[
            short_id(message.id),
            kind(out, message),
            first_words(out, &message.contents).unwrap_or_default(),
            offer::about(out, &message.contents, message.about.as_ref()).unwrap_or_default(),
            out.text(&says::handled(&message.handled)),
        ]);
        out.line(&row);
        marks(out, message);
    }
    let list: Vec<_> = messages
        .iter()
        .map(|one| json::InboxMessage::of(one, out.words()))
        .collect();
    out.answer(&list)
}

/// What is to be looked at first: words about somebody's care, and moderators who decided differently.
fn marks(out: &mut Output, message: &MessageView) {
    let mut lines = says::verdict(&message.verdict, &message.me);
    if let Some(reported) = &message.reported {
        let reader = LanguageTag::parse(out.words().language().tag());
        lines.push(says::report::about(reported, reader));
    }
    if message.handled == Handled::Waiting {
        lines.extend((!message.care.is_empty()).then(|| says::ad::care(&message.care)));
        lines.extend(message.past.then(msg::ad_past_marked));
    }
    for line in &lines {
        let line = out.text(line);
        out.hanging(&line, 2);
    }
}

fn kind(out: &Output, message: &MessageView) -> String {
    let kind = out.text(&says::message_kind(&message.contents));
    match message.reserved {
        true => format!("{kind} ({})", out.text(&msg::inbox_reserved())),
        false => kind,
    }
}

fn open(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let device = session.look()?;
    let space = which(session, &device, matches)?;
    let message = device.inbox_message(space, args::required(matches, "id")?)?;
    let when = message.at.map(|(day, time)| out.value(&Value::Moment(day, time)));
    let head = joined(&[kind(out, &message), when.unwrap_or_default()]);
    out.line(&head);
    out.line("");
    match &message.contents {
        Contents::Sealed => out.say(&msg::inbox_sealed()),
        Contents::Newer => out.say(&msg::inbox_newer()),
        readable => {
            if let Contents::Ad(ad) = readable {
                out.say(&says::ad::sort(ad));
            }
            if let Some(about) = offer::about(out, readable, message.about.as_ref()) {
                out.line(&about);
            }
            contents(out, readable);
        }
    }
    out.line("");
    out.say(&says::handled(&message.handled));
    marks(out, &message);
    if let Handled::Refused { why, .. } = &message.handled {
        outcome(out, why);
    }
    if let Some(state) = message.reply {
        out.say(&says::letter_state(state));
    }
    let elsewhere = |one: &ekin_core::app::inbox::Outcome| match &message.handled {
        Handled::Refused { here: false, why } => why != one,
        _ => true,
    };
    let others: Vec<_> = message.others.iter().filter(|one| elsewhere(one)).collect();
    if !others.is_empty() {
        others.into_iter().for_each(|other| outcome(out, other));
    }
    if !message.can_reply && message.contents != Contents::Sealed {
        out.say(&msg::inbox_no_reply());
    }
    out.unbroken(&message.id.to_string());
    out.answer(&json::InboxMessage::of(&message, out.words()))
}

fn publish(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let device = session.open_known("inbox publish")?;
    sign(&device, matches)?;
    let space = session.territory(&device)?;
    let object = device.publish_message(space, args::required(matches, "id")?)?;
    out.say(&msg::inbox_published(short_id(object)));
    out.say(&msg::state_on_this_device());
    out.answer(&json::Published {
        ids: vec![object.to_string()],
    })
}

fn refuse(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let word = args::required(matches, "because")?;
    let reason = Reason::from_word(word).ok_or_else(|| Failure::value("--because", word))?;
    let device = session.open_known("inbox refuse")?;
    sign(&device, matches)?;
    let space = session.territory(&device)?;
    let id = args::required(matches, "id")?;
    device.refuse_message(space, id, reason, args::text(matches, "text"))?;
    out.say(&msg::inbox_refused());
    out.answer(&json::InboxMessage::of(
        &device.inbox_message(space, id)?,
        out.words(),
    ))
}

fn close(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let device = session.open_known("inbox close")?;
    sign(&device, matches)?;
    let space = which(session, &device, matches)?;
    let id = args::required(matches, "id")?;
    let say = args::text(matches, "say").and_then(Canned::from_word);
    device.close_message(space, id, say, args::text(matches, "text"))?;
    out.say(&msg::inbox_closed_done());
    if say.is_some() || args::text(matches, "text").is_some() {
        out.say(&msg::inbox_reply_written());
    }
    out.answer(&json::InboxMessage::of(
        &device.inbox_message(space, id)?,
        out.words(),
    ))
}

fn link(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let device = session.look()?;
    let link = device.inbox_link(super::space::named(&device, matches)?)?;
    out.say(&msg::inbox_link(""));
    out.unbroken(&link);
    out.say(&msg::inbox_link_grace());
    out.answer(&json::SpaceLink { link })
}
