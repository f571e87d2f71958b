//! `recovery make|try|use|show`.

use std::io::{self, BufRead, IsTerminal};

use clap::{Arg, ArgAction, ArgMatches, Command};
use ekin_core::app::ids::SpaceId;
use ekin_core::app::recovery::{Recovered, WORDS, WhereSpaces, WordLanguage};
use ekin_core::app::says;
use ekin_i18n::{Catalog, Language, msg};
use zeroize::Zeroizing;

use super::sync::round;
use crate::args;
use crate::failure::Failure;
use crate::json;
use crate::output::Output;
use crate::session::Session;

/// `ekin recovery`
pub fn command(words: Catalog) -> Command {
    let typed = || {
        args::positional(
            words,
            "words",
            &msg::cli_value_words(),
            &msg::cli_recovery_words(),
        )
        .num_args(0..)
        .action(ArgAction::Append)
    };
    let many = |name, value, help| args::option(words, name, &value, &help).action(ArgAction::Append);
    let link: Arg = many("link", msg::cli_value_link(), msg::cli_recovery_link());
    let space: Arg = many("space", msg::cli_value_id(), msg::cli_recovery_space());
    let relay = args::option(
        words,
        "relay",
        &msg::cli_value_address(),
        &msg::cli_recovery_relay(),
    );
    args::command(words, "recovery", &msg::cli_recovery())
        .subcommand_required(true)
        .subcommand(args::command(words, "make", &msg::cli_recovery_make()))
        .subcommand(args::command(words, "try", &msg::cli_recovery_try()).arg(typed()))
        .subcommand(
            args::command(words, "use", &msg::cli_recovery_use())
                .arg(typed())
                .arg(link.required_unless_present("space"))
                .arg(relay.requires("space"))
                .arg(space.requires("relay"))
                .arg(args::flag(words, "remove-lost", &msg::cli_recovery_lost())),
        )
        .subcommand(args::command(words, "show", &msg::cli_recovery_show()))
}

/// Does it.
pub fn run(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    match matches.subcommand() {
        Some(("make", _)) => make(session, out),
        Some(("try", matches)) => try_it(session, matches, out),
        Some(("use", matches)) => bring_back(session, matches, out),
        _ => show(session, out),
    }
}

fn make(session: &Session, out: &mut Output) -> Result<(), Failure> {
    let device = session.open_known("recovery make")?;
    let code = device.make_recovery()?;
    let language = match out.words().language() {
        Language::Fr => WordLanguage::French,
        Language::Eu => WordLanguage::Basque,
        Language::Es => WordLanguage::Spanish,
    };
    let words = code.words(language);
    out.say(&msg::recovery_code_is());
    for (n, word) in (1..).zip(words) {
        out.line(&format!("{n:>4}. {word}"));
    }
    out.say(&msg::recovery_write_down());
    out.say(&msg::recovery_now_try());
    let sheets = device.recovery()?.sheets;
    show_sheets(out, &sheets);
    out.answer(&json::RecoveryMade {
        words: &words,
        language: out.words().language().tag(),
        sheets,
    })
}

fn show_sheets(out: &mut Output, sheets: &[String]) {
    if !sheets.is_empty() {
        out.say(&msg::recovery_sheet());
    }
    for sheet in sheets {
        out.unbroken(sheet);
    }
}

fn try_it(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let typed = typed(matches)?;
    let device = session.open_known("recovery try")?;
    let tried = device.try_recovery(&typed)?;
    if tried.language.tag() != out.words().language().tag() {
        out.say(&msg::recovery_read_in(says::language(tried.language)));
    }
    match tried.first {
        true => out.say(&msg::recovery_counts(tried.spaces as u64)),
        false => out.say(&msg::recovery_still_right()),
    }
    out.answer(&json::RecoveryTried {
        first: tried.first,
        spaces: tried.spaces,
        language: tried.language.tag(),
    })
}

fn show(session: &Session, out: &mut Output) -> Result<(), Failure> {
    let state = session.look()?.recovery()?;
    if state.tried {
        out.say(&msg::recovery_state_tried());
    }
    if state.shown {
        out.say(&msg::recovery_state_shown());
    }
    if !state.tried && !state.shown {
        out.say(&msg::recovery_state_none());
    }
    show_sheets(out, &state.sheets);
    out.answer(&json::RecoveryState {
        shown: state.shown,
        tried: state.tried,
        sheets: state.sheets,
    })
}

fn bring_back(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let mut at = Vec::new();
    for link in matches.get_many::<String>("link").into_iter().flatten() {
        at.push(WhereSpaces::Link(link.clone()));
    }
    for space in matches.get_many::<String>("space").into_iter().flatten() {
        let id: SpaceId = space
            .trim()
            .parse()
            .map_err(|_| Failure::value("--space", space))?;
        at.push(WhereSpaces::Relay(
            args::required(matches, "relay")?.to_owned(),
            id,
        ));
    }
    let typed = typed(matches)?;
    let device = session.open("recovery use")?;
    let spaces = device.use_recovery(&typed, &at)?;
    drop(typed);
    round(&device, out)?;
    let mut recovered = device.recovered(&spaces)?;
    if matches.get_flag("remove-lost") {
        let mut removes = false;
        for one in recovered.iter().filter(|one| one.owner.is_ok()) {
            if let Some(ord) = one.lost {
                device.remove_member(one.space, ord)?;
                removes = true;
            }
        }
        if removes {
            round(&device, out)?;
            recovered = device.recovered(&spaces)?;
        }
    }
    for one in &recovered {
        tell(out, one);
    }
    out.answer(&recovered.iter().map(json::Recovered::of).collect::<Vec<_>>())?;
    match recovered.iter().all(|one| one.owner.is_ok()) {
        true => Ok(()),
        false => Err(Failure::Partly),
    }
}

fn tell(out: &mut Output, one: &Recovered) {
    match &one.owner {
        Ok(()) => {
            out.say(&msg::recovery_back(&one.name));
            if let Some(ord) = one.lost {
                out.say(&msg::recovery_remove_lost(ord.to_string(), &one.name));
            }
        }
        Err(why) => out.say(&msg::recovery_not_back(&one.name, says::not_recovered(*why))),
    }
}

/// The words as arguments, else from the standard input, which keeps them out of the list of processes: until there are
/// enough, or it ends.
fn typed(matches: &ArgMatches) -> Result<Zeroizing<String>, Failure> {
    let given: Vec<&str> = matches
        .get_many::<String>("words")
        .into_iter()
        .flatten()
        .map(String::as_str)
        .collect();
    if !given.is_empty() {
        return Ok(Zeroizing::new(given.join(" ")));
    }
    let input = io::stdin();
    let by_hand = input.is_terminal();
    let mut typed = Zeroizing::new(String::new());
    let mut input = io::Read::take(input.lock(), LONGEST);
    while let Ok(1..) = input.read_line(&mut typed) {
        if by_hand && typed.split_whitespace().count() >= WORDS {
            break;
        }
    }
    Ok(typed)
}

/// Bytes that are read at most: twelve words, their numbers, and patience.
const LONGEST: u64 = 4096;
