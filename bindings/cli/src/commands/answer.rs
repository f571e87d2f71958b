//! `answer yes|maybe|not-today|message|list|asked|pass|keep`: answers to ads, and what people of a house answer.

use clap::{ArgMatches, Command};
use ekin_core::app::answer::NewAnswer;
use ekin_core::app::answer::house::{Asked, Passing};
use ekin_core::app::inbox::Contents;
use ekin_core::app::outing::people::Names;
use ekin_core::app::says;
use ekin_core::app::territory::NewTerritory;
use ekin_core::domain::response::Says;
use ekin_i18n::{Catalog, msg};

use super::offer;
use super::seat::{places, with_places};
use super::space::named;
use crate::args;
use crate::failure::Failure;
use crate::json;
use crate::lines::{joined, safe_line, short_id};
use crate::output::Output;
use crate::session::Session;

/// `ekin answer`
pub fn command(words: Catalog) -> Command {
    let of = |name, about| args::command(words, name, &about);
    let text = || args::option(words, "text", &msg::cli_value_words(), &msg::cli_answer_text());
    let by = || args::option(words, "by", &msg::cli_value_name(), &msg::cli_answer_by());
    let space = || args::option(words, "space", &msg::cli_value_name(), &msg::cli_answer_space());
    let asked =
        || args::positional(words, "id", &msg::cli_value_id(), &msg::cli_answer_asked_id()).required(true);
    let seats = |command| {
        with_places(
            words,
            command,
            [
                msg::cli_answer_seats(),
                msg::cli_answer_wheelchair(),
                msg::cli_answer_companions(),
            ],
        )
    };
    let answers = |name, about| {
        of(name, about)
            .arg(args::positional(words, "id", &msg::cli_value_id(), &msg::cli_id()).required(true))
            .arg(by())
            .arg(
                args::option(words, "for", &msg::cli_value_name(), &msg::cli_answer_for())
                    .conflicts_with("by"),
            )
            .arg(space())
            .arg(args::flag(words, "no-reply", &msg::cli_answer_no_reply()))
    };
    let message = args::positional(words, "text", &msg::cli_value_words(), &msg::cli_answer_text());
    args::command(words, "answer", &msg::cli_answer())
        .subcommand_required(true)
        .subcommand(seats(answers("yes", msg::cli_answer_yes()).arg(text())))
        .subcommand(answers("maybe", msg::cli_answer_maybe()).arg(text()))
        .subcommand(answers("not-today", msg::cli_answer_not_today()).arg(text()))
        .subcommand(answers("message", msg::cli_answer_message()).arg(message.required(true)))
        .subcommand(of("list", msg::cli_answer_list()))
        .subcommand(of("asked", msg::cli_answer_asked()).arg(space()))
        .subcommand(seats(
            of("pass", msg::cli_answer_pass())
                .arg(asked())
                .arg(space())
                .arg(text())
                .arg(by())
                .arg(args::flag(words, "sure", &msg::cli_ad_sure())),
        ))
        .subcommand(
            of("keep", msg::cli_answer_keep()).arg(asked()).arg(space()).arg(
                args::option(
                    words,
                    "because",
                    &msg::cli_value_words(),
                    &msg::cli_answer_because(),
                )
                .required(true),
            ),
        )
}

/// Does it.
pub fn run(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    match matches.subcommand() {
        Some(("yes", matches)) => answer(session, matches, Says::Yes, out),
        Some(("maybe", matches)) => answer(session, matches, Says::Maybe, out),
        Some(("not-today", matches)) => answer(session, matches, Says::NotToday, out),
        Some(("message", matches)) => answer(session, matches, Says::Words, out),
        Some(("asked", matches)) => asked(session, matches, out),
        Some(("pass", matches)) => pass(session, matches, out),
        Some(("keep", matches)) => keep(session, matches, out),
        Some((_, _)) => list(session, out),
        None => Err(Failure::Missing("list")),
    }
}

fn answer(session: &Session, matches: &ArgMatches, says: Says, out: &mut Output) -> Result<(), Failure> {
    let device = session.open_known("answer")?;
    let territory = session.territory(&device)?;
    let id = args::required(matches, "id")?;
    let new = NewAnswer {
        says,
        text: args::text(matches, "text"),
        language: NewTerritory::language_of(out.words().language()),
        by: args::text(matches, "by"),
        places: match says {
            Says::Yes => places(matches),
            _ => Default::default(),
        },
        reply: !matches.get_flag("no-reply"),
    };
    if let Some(person) = args::text(matches, "for") {
        let space = named(&device, matches)?;
        let id = device.ask_house(space, territory, id, person, &new)?;
        out.say(&msg::answer_asked());
        return out.answer(&json::DocumentId { id: id.to_string() });
    }
    let number = device.answer(territory, id, &new)?;
    out.say(&msg::answer_written());
    out.say(&msg::state_on_this_device());
    if new.reply {
        out.say(&msg::letter_awaits());
    }
    out.answer(&json::Written {
        numbers: vec![number],
    })
}

fn list(session: &Session, out: &mut Output) -> Result<(), Failure> {
    let mut letters = session.look()?.letters()?;
    letters.retain(|letter| matches!(letter.contents, Contents::Answer(_)));
    if letters.is_empty() {
        out.say(&msg::answer_none());
    }
    for letter in &letters {
        offer::row(out, letter);
    }
    let list: Vec<_> = letters
        .iter()
        .map(|one| json::Letter::of(one, out.words()))
        .collect();
    out.answer(&list)
}

fn asked(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let device = session.look()?;
    let all = device.asked(named(&device, matches)?)?;
    let names = device.people()?;
    if all.is_empty() {
        out.say(&msg::answer_asked_none());
    }
    for one in &all {
        row(out, one, &names);
    }
    let list: Vec<_> = all.iter().map(json::Asked::of).collect();
    out.answer(&list)
}

fn row(out: &mut Output, one: &Asked, names: &Names) {
    let name = one.person.and_then(|person| names.get(&person)).cloned();
    let title = one.ad.as_ref().and_then(|ad| super::show::title(ad, out));
    let head = joined(&[
        short_id(one.object),
        safe_line(&name.unwrap_or_default()),
        out.text(&says::ad::says(one.says)),
        title.unwrap_or_else(|| short_id(one.listing)),
    ]);
    out.line(&head);
    let text = one.text.as_ref().map(msg::outcome_words);
    for line in text.into_iter().chain(says::ad::became(&one.became)) {
        let line = out.text(&line);
        out.hanging(&line, 2);
    }
}

fn pass(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let device = session.open_known("answer pass")?;
    let passing = Passing {
        text: args::text(matches, "text"),
        language: NewTerritory::language_of(out.words().language()),
        by: args::text(matches, "by"),
        places: places(matches),
        sure: matches.get_flag("sure"),
    };
    let (space, territory) = (named(&device, matches)?, session.territory(&device)?);
    let number = device.pass_answer(space, territory, args::required(matches, "id")?, &passing)?;
    out.say(&msg::answer_passed());
    out.say(&msg::state_on_this_device());
    out.answer(&json::Written {
        numbers: vec![number],
    })
}

fn keep(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let device = session.open_known("answer keep")?;
    let because = args::required(matches, "because")?;
    let id = device.keep_answer(named(&device, matches)?, args::required(matches, "id")?, because)?;
    out.say(&msg::answer_kept());
    out.answer(&json::DocumentId { id: id.to_string() })
}
