//! `needs show|set|forget` and `match`: what somebody needs, kept on this device, and the ads that speak of what they want.

use clap::{ArgAction, ArgMatches, Command};
use ekin_core::app::device::Device;
use ekin_core::app::query::For;
use ekin_core::app::says;
use ekin_core::domain::matching::Need;
use ekin_i18n::{Catalog, msg};

use super::search::{limit, line_of, near_point, page, within_metres};
use super::show::here;
use super::space::{named, which};
use crate::args;
use crate::failure::Failure;
use crate::json;
use crate::output::Output;
use crate::session::Session;

/// The commands of this file.
pub fn commands(words: Catalog) -> Vec<Command> {
    let need = args::positional(words, "need", &msg::cli_value_name(), &msg::cli_needs_word())
        .action(ArgAction::Append)
        .num_args(0..)
        .value_parser(Need::NAMES);
    let needs = args::command(words, "needs", &msg::cli_needs())
        .subcommand_required(true)
        .subcommand(args::command(words, "show", &msg::cli_needs_show()))
        .subcommand(
            args::command(words, "set", &msg::cli_needs_set())
                .arg(need)
                .args(super::search::around(words)),
        )
        .subcommand(args::command(words, "forget", &msg::cli_needs_forget()));
    let typed = args::positional(words, "words", &msg::cli_value_words(), &msg::cli_match_words())
        .action(ArgAction::Append)
        .num_args(0..);
    let matching = args::command(words, "match", &msg::cli_match())
        .arg(typed.required_unless_present_any(["person", "ad"]))
        .arg(
            args::option(words, "person", &msg::cli_value_name(), &msg::cli_match_person())
                .conflicts_with_all(["words", "ad"]),
        )
        .arg(args::option(words, "ad", &msg::cli_value_id(), &msg::cli_match_ad()).conflicts_with("words"))
        .arg(which(words))
        .arg(limit(words));
    vec![needs, matching]
}

/// `ekin needs`
pub fn needs(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    match matches.subcommand() {
        Some(("set", matches)) => set(session, matches, out),
        Some(("forget", _)) => {
            let device = session.open("needs forget")?;
            device.set_needs(&[])?;
            out.say(&msg::need_forgotten());
            shown(&device, out)
        }
        _ => {
            let device = session.look()?;
            if device.needs()?.is_empty() {
                out.say(&msg::need_none());
            }
            shown(&device, out)
        }
    }
}

fn set(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let words = matches.get_many::<String>("need").into_iter().flatten();
    let mut needs: Vec<Need> = words.filter_map(|word| Need::from_word(word)).collect();
    let device = session.open("needs set")?;
    if let Some(point) = near_point(&device, matches)? {
        needs.push(Need::Near(point, within_metres(matches)));
    }
    device.set_needs(&needs)?;
    out.say(&msg::need_kept());
    shown(&device, out)
}

fn shown(device: &Device, out: &mut Output) -> Result<(), Failure> {
    let needs = device.needs()?;
    for need in &needs {
        let need = out.text(&says::finding::need(need));
        out.hanging(&need, 2);
    }
    out.answer(&json::Needs::of(&needs))
}

/// `ekin match`
pub fn matching(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let device = session.look()?;
    let wanted = match (args::text(matches, "person"), args::text(matches, "ad")) {
        (Some(person), _) => For::Person(named(&device, matches)?, person.to_owned()),
        (_, Some(id)) => For::Listing(id.to_owned()),
        _ => {
            let words = matches.get_many::<String>("words").into_iter().flatten();
            For::Words(words.cloned().collect::<Vec<_>>().join(" "))
        }
    };
    let found = device.matches(&wanted, page(matches), here())?;
    for one in &found {
        line_of(out, &one.hit);
        for reason in says::finding::reasons(&one.reasons) {
            let reason = out.text(&reason);
            out.hanging(&reason, 10);
        }
    }
    let fresh = device.freshness(None)?;
    out.say(&match found.is_empty() {
        true => msg::match_none(),
        false => msg::match_reasons(),
    });
    out.say(&says::finding::freshness(fresh));
    out.answer(&json::Matches::of(&found, fresh))
}
