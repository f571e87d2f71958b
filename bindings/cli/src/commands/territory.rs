//! `territory create|list`, `join`, `leave`, `device`.

use clap::{ArgMatches, Command};
use ekin_core::app::error::AppError;
use ekin_core::app::inbox::code::CodeView;
use ekin_core::app::territory::{NewTerritory, TerritoryView, zone};
use ekin_i18n::{Catalog, msg};

use crate::args;
use crate::failure::Failure;
use crate::json;
use crate::output::Output;
use crate::session::Session;

/// The commands of this file.
pub fn commands(words: Catalog) -> Vec<Command> {
    let create = args::command(words, "create", &msg::cli_territory_create())
        .arg(
            args::positional(words, "name", &msg::cli_value_name(), &msg::cli_territory_name())
                .required(true),
        )
        .arg(
            args::option(
                words,
                "relay",
                &msg::cli_value_address(),
                &msg::cli_territory_relay(),
            )
            .required(true)
            .action(clap::ArgAction::Append),
        )
        .arg(args::option(
            words,
            "zone",
            &msg::cli_value_name(),
            &msg::cli_territory_zone(),
        ))
        .arg(args::option(
            words,
            "code",
            &msg::cli_value_name(),
            &msg::cli_territory_code(),
        ));
    let list = args::command(words, "list", &msg::cli_territory_list());
    let link = args::command(words, "link", &msg::cli_territory_link());
    let code = args::command(words, "code", &msg::cli_code())
        .arg(args::flag(words, "new", &msg::cli_code_new()))
        .arg(
            args::positional(words, "code", &msg::cli_value_name(), &msg::cli_code_value())
                .conflicts_with("new"),
        );
    let territory = args::command(words, "territory", &msg::cli_territory())
        .subcommand_required(true)
        .subcommand(create)
        .subcommand(list)
        .subcommand(link)
        .subcommand(code);
    let join = args::command(words, "join", &msg::cli_join())
        .arg(args::positional(words, "link", &msg::cli_value_link(), &msg::cli_join_link()).required(true));
    let leave =
        args::command(words, "leave", &msg::cli_leave()).arg(args::flag(words, "force", &msg::cli_force()));
    let device = args::command(words, "device", &msg::cli_device()).arg(args::option(
        words,
        "name",
        &msg::cli_value_name(),
        &msg::cli_device_name(),
    ));
    vec![territory, join, leave, device]
}

/// `ekin territory …`
pub fn territory(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    match matches.subcommand() {
        Some(("create", matches)) => create(session, matches, out),
        Some(("link", _)) => link(session, out),
        Some(("code", matches)) => code(session, matches, out),
        _ => list(session, out),
    }
}

fn create(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let zone_name = args::text(matches, "zone");
    let zone = match zone_name {
        Some(name) => zone(name).ok_or_else(|| Failure::value("--zone", name))?,
        None => NewTerritory::DEFAULT_ZONE,
    };
    let relays = matches.get_many::<String>("relay").into_iter().flatten();
    let device = session.open("territory create")?;
    let new = NewTerritory {
        name: args::required(matches, "name")?.to_owned(),
        language: NewTerritory::language_of(out.words().language()),
        relays: relays.cloned().collect(),
        zone,
        creation_code: args::text(matches, "code").map(str::to_owned),
    };
    let made = device.create_territory(&new)?;
    out.say(&msg::territory_created(&made.name));
    out.say(&msg::territory_link(""));
    out.unbroken(&made.link);
    out.say(&msg::territory_not_yet());
    out.answer(&json::Territory::of(&made))
}

fn list(session: &Session, out: &mut Output) -> Result<(), Failure> {
    let device = session.look()?;
    let territories = device.territories()?;
    if territories.is_empty() {
        out.say(&msg::error_not_joined());
    }
    for territory in &territories {
        describe(out, territory);
    }
    let list: Vec<_> = territories.iter().map(json::Territory::of).collect();
    out.answer(&list)
}

/// What stands on a poster: name, link, code.
fn link(session: &Session, out: &mut Output) -> Result<(), Failure> {
    let device = session.look()?;
    let space = session.territory(&device)?;
    let code = device.territory_code(space)?;
    let territory = device
        .territories()?
        .into_iter()
        .find(|one| space.is_none_or(|space| one.space == space))
        .ok_or(AppError::NoTerritory)?;
    out.say(&msg::poster_title(&territory.name));
    out.say(&msg::poster_link(""));
    out.unbroken(&territory.link);
    said_code(out, code.as_ref());
    out.answer(&json::Poster {
        link: Some(territory.link),
        in_force: code.as_ref().is_some_and(|code| code.in_force),
        code: code.map(|code| code.code),
    })
}

fn code(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let given = args::text(matches, "code");
    let changes = matches.get_flag("new") || given.is_some();
    let device = match changes {
        true => session.open_known("territory code")?,
        false => session.look()?,
    };
    let space = session.territory(&device)?;
    if matches.get_flag("new") {
        device.renew_territory_code(space)?;
    } else if let Some(given) = given {
        device.enter_territory_code(space, given)?;
        out.say(&msg::code_kept());
    }
    let code = device.territory_code(space)?;
    said_code(out, code.as_ref());
    out.answer(&json::Poster {
        link: None,
        in_force: code.as_ref().is_some_and(|code| code.in_force),
        code: code.map(|code| code.code),
    })
}

fn said_code(out: &mut Output, code: Option<&CodeView>) {
    match code {
        None => out.say(&msg::code_unknown()),
        Some(code) => {
            out.say(&msg::poster_code(&code.code));
            out.say(&match code.in_force {
                true => msg::poster_how(),
                false => msg::code_not_yet(),
            });
        }
    }
}

/// Name, relay and link of a territory.
pub fn describe(out: &mut Output, territory: &TerritoryView) {
    out.say(&msg::status_territory(&territory.name));
    for url in &territory.relays {
        out.say(&msg::status_relay(url));
    }
    out.say(&msg::territory_link(""));
    out.unbroken(&territory.link);
    if !territory.founded {
        out.say(&msg::territory_not_yet());
    }
}

/// `ekin join`
pub fn join(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let device = session.open("join")?;
    let joined = device.join(args::required(matches, "link")?)?;
    out.say(&msg::join_done(&joined.name));
    out.answer(&json::Territory::of(&joined))
}

/// `ekin leave`
pub fn leave(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let device = session.open_known("leave")?;
    let space = session.territory(&device)?;
    let name = device
        .territories()?
        .into_iter()
        .find(|one| space.is_none_or(|space| one.space == space))
        .map(|one| one.name)
        .unwrap_or_default();
    device.leave(space, matches.get_flag("force"))?;
    out.say(&msg::leave_done(&name));
    out.answer(&json::Done::left(name))
}

/// `ekin device`
pub fn device(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let device = session.open("device")?;
    let link = device.device_link(args::text(matches, "name").unwrap_or_default());
    let code = device.spoken_code();
    out.say(&msg::device_link(""));
    out.unbroken(&link);
    out.say(&msg::device_code(&code));
    out.answer(&json::DeviceLink { link, code })
}
