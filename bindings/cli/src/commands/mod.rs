//! Every command: what it is called, and what it does. A file for each group.

mod ad;
mod agenda;
mod answer;
mod blob;
mod card;
mod check;
mod conflicts;
mod consent;
mod doc;
mod export;
mod feel;
mod import;
mod inbox;
mod incident;
mod loan;
mod member;
mod moment;
pub mod near;
mod needs;
mod offer;
mod outing;
mod outing_lists;
mod person;
mod pictograms;
mod publish;
mod publisher;
mod recovery;
mod relay;
mod reminders;
mod report;
mod retention;
mod sample;
mod scenario;
mod search;
mod seat;
mod show;
mod space;
mod status;
mod sync;
mod territory;
mod verify;
mod watch;
mod wish;

use clap::{ArgAction, ArgMatches, Command};
use ekin_i18n::{Catalog, msg};

use crate::args;
use crate::failure::Failure;
use crate::output::Output;
use crate::session::Session;

/// The whole command line.
pub fn all(words: Catalog) -> Command {
    let global = |arg: clap::Arg| arg.global(true).display_order(900);
    let version = clap::Arg::new("version")
        .long("version")
        .short('V')
        .action(ArgAction::Version)
        .display_order(1_001)
        .help(words.format(&msg::cli_option_version()));
    let command = args::command(words, "ekin", &msg::cli_about())
        .version(env!("CARGO_PKG_VERSION"))
        .subcommand_required(true)
        .arg_required_else_help(false)
        .infer_subcommands(false)
        .term_width(
            console::Term::stdout()
                .size_checked()
                .map_or(100, |(_, columns)| columns.into()),
        )
        .arg(version)
        .arg(global(args::option(
            words,
            "home",
            &msg::cli_value_folder(),
            &msg::cli_home(),
        )))
        .arg(global(args::choice(
            words,
            "language",
            &msg::cli_value_name(),
            &msg::cli_language(),
            ["fr", "eu", "es"],
        )))
        .arg(global(args::flag(words, "json", &msg::cli_json())))
        .arg(global(
            args::option(words, "wait", &msg::cli_value_number(), &msg::cli_wait())
                .value_parser(args::number(0, 3_600)),
        ))
        .arg(global(args::option(
            words,
            "territory",
            &msg::cli_value_name(),
            &msg::cli_territory_option(),
        )))
        .arg(global(
            args::option(words, "key-file", &msg::cli_value_file(), &msg::cli_key_file())
                .env("EKIN_KEY_FILE")
                .hide_env(true),
        ))
        .subcommands(territory::commands(words))
        .subcommand(publisher::command(words))
        .subcommand(space::command(words))
        .subcommand(member::command(words))
        .subcommand(recovery::command(words))
        .subcommand(doc::command(words))
        .subcommand(outing::command(words))
        .subcommand(seat::command(words))
        .subcommand(check::command(words))
        .subcommand(card::command(words))
        .subcommand(loan::command(words))
        .subcommand(wish::command(words))
        .subcommand(feel::command(words))
        .subcommand(moment::command(words))
        .subcommand(consent::command(words))
        .subcommand(incident::command(words))
        .subcommand(blob::command(words))
        .subcommands(person::commands(words))
        .subcommand(conflicts::command(words))
        .subcommand(retention::command(words))
        .subcommands(report::commands(words))
        .subcommand(near::command(words))
        .subcommand(ad::command(words))
        .subcommand(answer::command(words))
        .subcommands(offer::commands(words))
        .subcommand(inbox::command(words))
        .subcommand(import::command(words))
        .subcommands(publish::commands(words))
        .subcommand(sync::command(words))
        .subcommands(search::commands(words))
        .subcommands(agenda::commands(words))
        .subcommands(needs::commands(words))
        .subcommand(reminders::command(words))
        .subcommand(pictograms::command(words))
        .subcommands(show::commands(words))
        .subcommand(status::command(words))
        .subcommands(verify::commands(words))
        .subcommand(relay::command(words))
        .subcommands(export::commands(words))
        .subcommand(scenario::command(words));
    let command = if words.language().reviewed() {
        command
    } else {
        command.after_help(words.format(&msg::cli_not_reviewed()))
    };
    let mut command = args::finish(words, command, "");
    command.build();
    command
}

/// Does what was asked.
///
/// # Errors
/// Those of the command.
pub fn run(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let Some((name, matches)) = matches.subcommand() else {
        return Err(Failure::Usage(vec![msg::cli_missing_command()]));
    };
    match name {
        "territory" => territory::territory(session, matches, out),
        "join" => territory::join(session, matches, out),
        "leave" => territory::leave(session, matches, out),
        "device" => territory::device(session, matches, out),
        "publisher" => publisher::run(session, matches, out),
        "space" => space::run(session, matches, out),
        "doc" => doc::run(session, matches, out),
        "outing" => outing::run(session, matches, out),
        "seat" => seat::run(session, matches, out),
        "check" => check::run(session, matches, out),
        "card" => card::run(session, matches, out),
        "loan" => loan::run(session, matches, out),
        "wish" => wish::run(session, matches, out),
        "feel" => feel::run(session, matches, out),
        "moment" => moment::run(session, matches, out),
        "consent" => consent::run(session, matches, out),
        "incident" => incident::run(session, matches, out),
        "blob" => blob::run(session, matches, out),
        "conflicts" => conflicts::run(session, matches, out),
        "report" => report::report(session, matches, out),
        "hide" => report::hide(session, matches, out),
        "retention" => retention::run(session, matches, out),
        "export-person" => person::export(session, matches, out),
        "erase-person" => person::erase(session, matches, out),
        "near" => near::run(session, matches, out),
        "member" => member::run(session, matches, out),
        "answer" => answer::run(session, matches, out),
        "ad" => ad::run(session, matches, out),
        "offer" => offer::offer(session, matches, out),
        "message" => offer::message(session, matches, out),
        "inbox" => inbox::run(session, matches, out),
        "recovery" => recovery::run(session, matches, out),
        "import" => import::run(session, matches, out),
        "publish" => publish::publish(session, matches, out),
        "edit" => publish::edit(session, matches, out),
        "withdraw" => publish::withdraw(session, matches, out),
        "undo" => publish::undo(session, out),
        "sync" => sync::run(session, matches, out),
        "search" => search::search(session, matches, out),
        "agenda" => agenda::agenda(session, matches, out),
        "news" => agenda::news(session, matches, out),
        "needs" => needs::needs(session, matches, out),
        "match" => needs::matching(session, matches, out),
        "pictograms" => pictograms::run(out),
        "reminders" => reminders::run(session, matches, out),
        "show" => show::show(session, matches, out),
        "save" => show::save(session, matches, out),
        "status" => status::run(session, out),
        "relay" => relay::run(session, matches, out),
        "verify" => verify::verify(session, matches, out),
        "doctor" => verify::doctor(session, out),
        "export" => export::export(session, matches, out),
        "generate" => export::generate(matches, out),
        "schema" => export::schema(out),
        "scenario" => scenario::run(matches, out),
        "completions" => export::completions(matches, out),
        _ => Err(Failure::Usage(vec![msg::cli_unknown_command(name)])),
    }
}
