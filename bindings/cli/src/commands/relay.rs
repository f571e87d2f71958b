//! `relay move`: an owner says where a relay is from now on.

use clap::{ArgMatches, Command};
use ekin_i18n::{Catalog, msg};

use crate::args;
use crate::failure::Failure;
use crate::json;
use crate::output::Output;
use crate::session::Session;

/// `ekin relay`
pub fn command(words: Catalog) -> Command {
    let address =
        |name, about| args::positional(words, name, &msg::cli_value_address(), about).required(true);
    let moves = args::command(words, "move", &msg::cli_relay_move())
        .arg(address("from", &msg::cli_relay_from()))
        .arg(address("to", &msg::cli_relay_to()));
    args::command(words, "relay", &msg::cli_relay())
        .subcommand_required(true)
        .subcommand(moves)
}

/// Does it.
pub fn run(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let Some(("move", matches)) = matches.subcommand() else {
        return Err(Failure::Missing("move"));
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
