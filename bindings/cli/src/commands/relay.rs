//! `relay move`: an owner says where a relay is from now on; `relay renew`: which key it has, after it lost its own.

use clap::{ArgMatches, Command};
use ekin_core::app::moving::RelayKeys;
use ekin_i18n::{Catalog, Message, msg};

use crate::args;
use crate::failure::Failure;
use crate::json;
use crate::output::Output;
use crate::session::Session;

/// `ekin relay`
pub fn command(words: Catalog) -> Command {
    let address = |name, about: &Message| {
        args::positional(words, name, &msg::cli_value_address(), about).required(true)
    };
    let moves = args::command(words, "move", &msg::cli_relay_move())
        .arg(address("from", &msg::cli_relay_from()))
        .arg(address("to", &msg::cli_relay_to()));
    let renews = args::command(words, "renew", &msg::cli_relay_renew())
        .arg(address("from", &msg::cli_relay_from()))
        .arg(args::positional(words, "keys", &msg::cli_value_keys(), &msg::cli_relay_keys()).required(true))
        .arg(args::option(
            words,
            "at",
            &msg::cli_value_address(),
            &msg::cli_relay_at(),
        ));
    args::command(words, "relay", &msg::cli_relay())
        .subcommand_required(true)
        .subcommand(moves)
        .subcommand(renews)
}

/// Does it.
pub fn run(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let matches = match matches.subcommand() {
        Some(("move", matches)) => matches,
        Some(("renew", matches)) => return renew(session, matches, out),
        _ => return Err(Failure::Missing("move")),
    };
    let (from, to) = (args::required(matches, "from")?, args::required(matches, "to")?);
    let moved = session.open_known("relay move")?.move_relay(from, to)?;
    if moved.is_empty() {
        out.say(&msg::move_nothing(from));
    }
    for space in &moved {
        out.say(&match space.said {
            true => msg::move_said(&space.name),
            false => msg::move_not_owner(&space.name),
        });
    }
    if moved.iter().any(|space| space.said) {
        out.say(&msg::move_next(from));
    }
    let list: Vec<_> = moved.iter().map(json::Moved::of).collect();
    out.answer(&list)
}

fn renew(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let from = args::required(matches, "from")?;
    let keys: RelayKeys = args::required(matches, "keys")?.parse()?;
    let to = args::text(matches, "at").unwrap_or(from);
    let renewed = session.open_known("relay renew")?.renew_relay(from, to, keys)?;
    if renewed.is_empty() {
        out.say(&msg::renew_nothing(from));
    }
    for space in &renewed {
        out.say(&match space.said {
            true => msg::renew_said(&space.name),
            false => msg::renew_not_owner(&space.name),
        });
    }
    let list: Vec<_> = renewed.iter().map(json::Moved::of).collect();
    out.answer(&list)
}
