//! `wish list|go|no|unsure|no-more|known|accept|decline|page|write`: what a person wants, and what the team answers.

use clap::{Arg, ArgMatches, Command};
use ekin_core::app::outing::people::Names;
use ekin_core::app::resident::Aim;
use ekin_core::app::resident::page::Choice;
use ekin_core::app::resident::wish::{NewAnswer, WishShown};
use ekin_core::app::says;
use ekin_core::domain::language::LanguageTag;
use ekin_core::domain::wish::Says;
use ekin_i18n::{Catalog, Value, date_long, msg};

use super::space::{named, which};
use crate::args;
use crate::failure::Failure;
use crate::json;
use crate::lines::{joined, safe_line, short_id};
use crate::output::Output;
use crate::session::Session;

/// What a person says, by the name of the command.
const WORDS: [(&str, Says); 4] = [
    ("go", Says::Yes),
    ("no", Says::No),
    ("unsure", Says::Unsure),
    ("no-more", Says::NoMore),
];

/// `ekin wish`
pub fn command(words: Catalog) -> Command {
    let of = |name, about| args::command(words, name, &about).arg(which(words));
    let says = |name| {
        let about = match name {
            "go" => msg::cli_wish_go(),
            "no" => msg::cli_wish_no(),
            "unsure" => msg::cli_wish_unsure(),
            _ => msg::cli_wish_no_more(),
        };
        of(name, about)
            .arg(person(words).required(true))
            .arg(about_what(words).required(true))
    };
    let answer = |name, about| {
        of(name, about)
            .arg(args::positional(words, "id", &msg::cli_value_id(), &msg::cli_wish_id()).required(true))
            .arg(args::option(
                words,
                "by",
                &msg::cli_value_name(),
                &msg::cli_wish_told_by(),
            ))
    };
    let because = args::option(
        words,
        "because",
        &msg::cli_value_words(),
        &msg::cli_seat_because(),
    );
    let choice = args::positional(words, "choice", &msg::cli_value_name(), &msg::cli_wish_choice())
        .value_parser(Choice::ALL.map(Choice::word))
        .required(true);
    let text = args::positional(words, "words", &msg::cli_value_words(), &msg::cli_wish_words());
    args::command(words, "wish", &msg::cli_wish())
        .subcommand_required(true)
        .subcommand(of("list", msg::cli_wish_list()).arg(person(words)))
        .subcommands(WORDS.map(|(name, _)| says(name)))
        .subcommand(answer("known", msg::cli_wish_known()))
        .subcommand(answer("accept", msg::cli_wish_accept()))
        .subcommand(answer("decline", msg::cli_wish_decline()).arg(because.required(true)))
        .subcommand(of("page", msg::cli_wish_page()).arg(person(words).required(true)))
        .subcommand(
            of("write", msg::cli_wish_write())
                .arg(person(words).required(true))
                .arg(choice)
                .arg(text.required(true))
                .arg(args::flag(words, "remove", &msg::cli_wish_remove())),
        )
}

/// A person, by name.
pub fn person(words: Catalog) -> Arg {
    args::positional(words, "person", &msg::cli_value_name(), &msg::cli_seat_person())
}

/// An outing or a listing.
pub fn about_what(words: Catalog) -> Arg {
    args::positional(words, "about", &msg::cli_value_id(), &msg::cli_wish_about())
}

/// Does it.
pub fn run(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let Some((name, matches)) = matches.subcommand() else {
        return Err(Failure::Missing("list"));
    };
    if let Some((_, says)) = WORDS.iter().find(|(word, _)| *word == name) {
        return say(session, matches, out, *says);
    }
    match name {
        "known" => answer(session, matches, out, None),
        "accept" => answer(session, matches, out, Some(true)),
        "decline" => answer(session, matches, out, Some(false)),
        "page" => page(session, matches, out),
        "write" => write(session, matches, out),
        _ => list(session, matches, out),
    }
}

fn say(session: &Session, matches: &ArgMatches, out: &mut Output, says: Says) -> Result<(), Failure> {
    let device = session.open_known("wish")?;
    let space = named(&device, matches)?;
    let (person, about) = (
        args::required(matches, "person")?,
        args::required(matches, "about")?,
    );
    let id = device.wish(space, person, about, says)?;
    let all = device.wishes(space, Some(person))?;
    for wish in all.wishes.iter().filter(|wish| wish.object == id) {
        state(wish, &all.names, out);
    }
    out.answer(&json::DocumentId { id: id.to_string() })
}

fn answer(
    session: &Session,
    matches: &ArgMatches,
    out: &mut Output,
    accepts: Option<bool>,
) -> Result<(), Failure> {
    let device = session.open_known("wish")?;
    let space = named(&device, matches)?;
    let because = match accepts {
        Some(false) => args::text(matches, "because").map(ToOwned::to_owned),
        _ => None,
    };
    let new = NewAnswer {
        accepts,
        because,
        told_by: args::text(matches, "by").map(ToOwned::to_owned),
    };
    let id = device.answer_wish(space, args::required(matches, "id")?, &new)?;
    out.say(&msg::wish_answered());
    out.answer(&json::DocumentId { id: id.to_string() })
}

fn list(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let device = session.look()?;
    let all = device.wishes(named(&device, matches)?, args::text(matches, "person"))?;
    if all.wishes.is_empty() {
        out.say(&msg::wish_none());
    }
    for wish in &all.wishes {
        let name = all.names.get(&wish.person).cloned().unwrap_or_default();
        let about = aim(&wish.aim, out);
        out.line(&joined(&[short_id(wish.object), safe_line(&name), about]));
        state(wish, &all.names, out);
    }
    out.answer(&json::Wish::all(&all))
}

fn state(wish: &WishShown, names: &Names, out: &mut Output) {
    for line in says::resident::wish(wish, names) {
        let line = out.text(&line);
        out.hanging(&line, 2);
    }
}

/// What it is about, in one line: title, day, hour.
pub fn aim(aim: &Aim, out: &Output) -> String {
    let own = LanguageTag::parse(out.words().language().tag());
    let title = match aim.titles.choose(own.as_slice(), None) {
        Some(text) => safe_line(text.text),
        None => out.text(&msg::wish_unknown()),
    };
    let when = aim.when.map(|(day, time)| match time {
        Some(time) => out.value(&Value::Moment(day, time)),
        None => date_long(out.words().language(), day),
    });
    joined(&[title, when.unwrap_or_default(), safe_line(&aim.place)])
}

fn page(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let device = session.look()?;
    let page = device.page(named(&device, matches)?, args::required(matches, "person")?)?;
    out.line(&safe_line(&page.name));
    for line in says::resident::page(&page) {
        out.say(&line);
    }
    out.answer(&json::Page::of(&page))
}

fn write(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let device = session.open_known("wish write")?;
    let space = named(&device, matches)?;
    let choice = Choice::from_word(args::required(matches, "choice")?).ok_or(Failure::Missing("choice"))?;
    let (person, text) = (
        args::required(matches, "person")?,
        args::required(matches, "words")?,
    );
    let keep = !matches.get_flag("remove");
    device.choose(space, person, (choice, text), keep)?;
    out.say(&match keep {
        true => msg::choice_kept(),
        false => msg::choice_removed(),
    });
    out.answer(&json::Page::of(&device.page(space, person)?))
}
