//! `feel before|after|list`: how a person is, by one of three faces.

use clap::{ArgMatches, Command};
use ekin_core::app::says;
use ekin_core::domain::feeling::{Face, Moment};
use ekin_i18n::{Catalog, msg};

use super::space::{named, which};
use super::wish::{about_what, aim, person};
use crate::args;
use crate::failure::Failure;
use crate::json;
use crate::lines::safe_line;
use crate::output::Output;
use crate::session::Session;

/// `ekin feel`
pub fn command(words: Catalog) -> Command {
    let of = |name, about| {
        args::command(words, name, &about)
            .arg(which(words))
            .arg(person(words).required(true))
    };
    let say = |name, about| {
        let face = args::positional(words, "face", &msg::cli_value_name(), &msg::cli_feel_face());
        of(name, about)
            .arg(about_what(words).required(true))
            .arg(face.value_parser(Face::ALL.map(Face::word)).required(true))
            .arg(args::option(
                words,
                "note",
                &msg::cli_value_words(),
                &msg::cli_feel_note(),
            ))
    };
    args::command(words, "feel", &msg::cli_feel())
        .subcommand_required(true)
        .subcommand(say("before", msg::cli_feel_before()))
        .subcommand(say("after", msg::cli_feel_after()))
        .subcommand(of("list", msg::cli_feel_list()))
}

/// Does it.
pub fn run(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    match matches.subcommand() {
        Some(("before", matches)) => say(session, matches, out, Moment::Before),
        Some(("after", matches)) => say(session, matches, out, Moment::After),
        Some((_, matches)) => list(session, matches, out),
        None => Err(Failure::Missing("list")),
    }
}

fn say(session: &Session, matches: &ArgMatches, out: &mut Output, at: Moment) -> Result<(), Failure> {
    let device = session.open_known("feel")?;
    let space = named(&device, matches)?;
    let face = Face::from_word(args::required(matches, "face")?).ok_or(Failure::Missing("face"))?;
    let (person, about) = (
        args::required(matches, "person")?,
        args::required(matches, "about")?,
    );
    let id = device.feel(space, person, about, (at, face), args::text(matches, "note"))?;
    out.say(&msg::feel_noted());
    out.answer(&json::DocumentId { id: id.to_string() })
}

fn list(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let device = session.look()?;
    let all = device.feelings(named(&device, matches)?, args::required(matches, "person")?)?;
    if all.outings.is_empty() {
        out.say(&msg::feel_none());
    }
    for (_, about, faces) in &all.outings {
        let about = aim(about, out);
        out.line(&about);
        for (at, face) in faces {
            for line in says::resident::face(*at, face) {
                let line = out.text(&line);
                out.hanging(&line, 2);
            }
            if let Some(note) = &face.note {
                out.hanging(&safe_line(note), 4);
            }
        }
    }
    out.answer(&json::Feelings::all(&all))
}
