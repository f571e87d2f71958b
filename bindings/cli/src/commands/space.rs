//! `space create|list|link|join|leave|checkpoint`.

use std::io::Write;

use clap::{ArgMatches, Command};
use ekin_core::app::ids::{Role, SpaceId};
use ekin_core::app::qr::{Qr, Terminal};
use ekin_core::app::says;
use ekin_core::app::space::checkpoint::History;
use ekin_core::app::space::{Kind, NewPrivateSpace, PrivateSpace, member::NewInvitation};
use ekin_i18n::{Catalog, Message, Value, msg};

use crate::args;
use crate::failure::Failure;
use crate::json;
use crate::lines::{joined, short_id};
use crate::output::Output;
use crate::session::Session;

/// Sorts of space as they are typed. A house is two: what everybody sees at home, and what is the staff's.
const SORTS: [&str; 3] = ["house", "outing", "personal"];
/// Roles for which there are invitations.
pub const ROLES: [&str; 7] = [
    "owner",
    "admin",
    "moderator",
    "educator",
    "volunteer",
    "resident",
    "reader",
];
const DAY_MS: u64 = 86_400_000;
/// Pixels of a side of a code to scan, at least.
const PICTURE: u32 = 800;

/// `ekin space`
pub fn command(words: Catalog) -> Command {
    let create = args::command(words, "create", &msg::cli_space_create())
        .arg(
            args::positional(words, "sort", &msg::cli_value_name(), &msg::cli_space_sort())
                .required(true)
                .value_parser(SORTS),
        )
        .arg(args::option(words, "name", &msg::cli_value_name(), &msg::cli_space_name()).required(true))
        .arg(
            args::option(words, "relay", &msg::cli_value_address(), &msg::cli_space_relay())
                .action(clap::ArgAction::Append),
        )
        .arg(args::option(
            words,
            "code",
            &msg::cli_value_name(),
            &msg::cli_space_code(),
        ));
    let number = |name, help, least, most, usual| {
        args::option(words, name, &msg::cli_value_number(), &help)
            .value_parser(args::number(least, most))
            .default_value(usual)
            .hide_default_value(true)
    };
    let link = args::command(words, "link", &msg::cli_space_link())
        .arg(
            args::choice(
                words,
                "role",
                &msg::cli_value_name(),
                &msg::cli_space_role(),
                ROLES,
            )
            .required(true),
        )
        .arg(number("days", msg::cli_space_days(), 1, 365, "7"))
        .arg(number("uses", msg::cli_space_uses(), 1, 1_000, "1"))
        .arg(args::flag(words, "qr", &msg::cli_space_qr()))
        .arg(args::option(
            words,
            "picture",
            &msg::cli_value_file(),
            &msg::cli_space_picture(),
        ))
        .arg(which(words));
    let join = args::command(words, "join", &msg::cli_space_join())
        .arg(args::positional(words, "link", &msg::cli_value_link(), &msg::cli_join_link()).required(true));
    let leave = args::command(words, "leave", &msg::cli_space_leave())
        .arg(args::flag(words, "force", &msg::cli_space_force()))
        .arg(which(words));
    let checkpoint = args::command(words, "checkpoint", &msg::cli_space_checkpoint())
        .arg(args::flag(words, "now", &msg::cli_space_checkpoint_now()))
        .arg(args::flag(words, "prose", &msg::cli_space_checkpoint_prose()).requires("now"))
        .arg(which(words));
    args::command(words, "space", &msg::cli_space())
        .subcommand_required(true)
        .subcommand(create)
        .subcommand(args::command(words, "list", &msg::cli_space_list()))
        .subcommand(link)
        .subcommand(join)
        .subcommand(leave)
        .subcommand(checkpoint)
}

/// The option that names a space.
pub fn which(words: Catalog) -> clap::Arg {
    args::option(words, "space", &msg::cli_value_name(), &msg::cli_space_which())
}

/// The space that a command is about.
pub fn named(device: &ekin_core::app::device::Device, matches: &ArgMatches) -> Result<SpaceId, Failure> {
    Ok(device.space_named(args::text(matches, "space"))?)
}

/// Does it.
pub fn run(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    match matches.subcommand() {
        Some(("create", matches)) => create(session, matches, out),
        Some(("link", matches)) => link(session, matches, out),
        Some(("join", matches)) => join(session, matches, out),
        Some(("leave", matches)) => leave(session, matches, out),
        Some(("checkpoint", matches)) => checkpoint(session, matches, out),
        _ => list(session, out),
    }
}

fn create(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let kinds: &[Kind] = match args::required(matches, "sort")? {
        "house" => &[Kind::Home, Kind::Staff],
        "outing" => &[Kind::Outing],
        _ => &[Kind::Personal],
    };
    let relays = matches.get_many::<String>("relay").into_iter().flatten();
    let relays: Vec<String> = relays.cloned().collect();
    if relays.is_empty() && kinds != [Kind::Personal] {
        return Err(Failure::Missing("--relay"));
    }
    let device = session.open("space create")?;
    let mut made = Vec::new();
    for kind in kinds {
        let space = device.create_space(&NewPrivateSpace {
            kind: *kind,
            name: args::required(matches, "name")?.to_owned(),
            relays: relays.clone(),
            creation_code: args::text(matches, "code").map(str::to_owned),
        })?;
        out.say(&msg::space_created(
            &space.name,
            says::document::space(space.kind),
        ));
        made.push(json::PrivateSpace::of(&space));
    }
    if kinds != [Kind::Personal] {
        out.say(&msg::space_not_yet());
    }
    out.answer(&made)
}

fn list(session: &Session, out: &mut Output) -> Result<(), Failure> {
    let device = session.look()?;
    let spaces = device.private_spaces()?;
    if spaces.is_empty() {
        out.say(&msg::space_none());
    }
    for space in &spaces {
        describe(out, space);
    }
    let list: Vec<_> = spaces.iter().map(json::PrivateSpace::of).collect();
    out.answer(&list)
}

/// A space: its line, and for its owners how safe it is from the loss of a device.
pub fn describe(out: &mut Output, space: &PrivateSpace) {
    let row = row(out, space);
    out.line(&row);
    if space.misfit {
        out.hanging(&out.text(&msg::space_misfit()), 4);
    }
    for message in history(&space.history) {
        out.hanging(&out.text(&message), 4);
    }
    for message in safety(space) {
        out.hanging(&out.text(&message), 4);
    }
}

/// What is said of where a space's history ends: nothing while it has not, and nothing is awaited.
fn history(history: &History) -> Vec<Message> {
    let mut said = Vec::new();
    if history.begins {
        said.push(msg::checkpoint_begins());
    }
    if let Some((day, time)) = history.made {
        said.push(msg::checkpoint_made(Value::Moment(day, time)));
        said.push(match history.disputed {
            0 => msg::checkpoint_attested(history.attested as u64),
            n => msg::checkpoint_disputed(n as u64),
        });
    }
    if history.same == Some(false) {
        said.push(msg::checkpoint_differs());
    }
    said
}

/// What an owner is told of the loss of a device: nothing says that a space is protected before a recovery code was tried.
pub fn safety(space: &PrivateSpace) -> Vec<Message> {
    if space.role != Some(Role::Owner) || space.kind == Kind::Personal {
        return Vec::new();
    }
    let mut said = Vec::new();
    if space.owners < 2 {
        said.push(msg::space_one_owner());
    }
    said.push(match space.protected {
        true => msg::space_protected(),
        false => msg::space_unprotected(),
    });
    said
}

/// One line of a space: its name, its sort, how this device stands in it.
fn row(out: &Output, space: &PrivateSpace) -> String {
    let stands = match (&space.joining, space.role) {
        _ if space.recovering == Some(None) => out.text(&msg::space_recovering()),
        _ if space.recovering.is_some() => out.text(&says::not_recovered(space.recovering.flatten())),
        (Some(Some(code)), _) => out.text(&msg::space_refused(says::not_let_in(*code))),
        _ if space.is_locked => out.text(&msg::space_locked()),
        (Some(None), _) => out.text(&msg::space_waiting()),
        (None, Some(Role::Pending)) => out.text(&msg::space_pending()),
        (None, Some(role)) => out.text(&says::role(role)),
        // Nothing was heard of it yet: nobody was removed.
        (None, None) if space.members == 0 => out.text(&msg::space_waiting()),
        (None, None) => out.text(&msg::publisher_gone()),
    };
    let sealed = match space.sealed {
        0 => String::new(),
        n => out.text(&msg::space_sealed(n)),
    };
    joined(&[
        space.name.clone(),
        out.text(&says::document::space(space.kind)),
        stands,
        out.text(&msg::space_members(space.members as u64)),
        sealed,
        short_id(space.space),
    ])
}

fn link(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let word = args::required(matches, "role")?;
    let role = Role::from_word(word).ok_or_else(|| Failure::value("--role", word))?;
    let device = session.open_known("space link")?;
    let space = named(&device, matches)?;
    let link = device.invite(
        space,
        &NewInvitation {
            role,
            valid_ms: args::count(matches, "days").unwrap_or(7) * DAY_MS,
            uses: args::count(matches, "uses")
                .and_then(|uses| u32::try_from(uses).ok())
                .unwrap_or(1),
            member_until: None,
        },
    )?;
    out.say(&msg::space_link(""));
    out.unbroken(&link);
    let (drawn, picture) = (matches.get_flag("qr"), args::text(matches, "picture"));
    if drawn || picture.is_some() {
        let qr = Qr::of(&link).map_err(|error| Failure::Said(says::qr_error(&error)))?;
        if drawn && !out.is_json() {
            out.raw(qr.to_terminal(Terminal::Coloured).as_bytes());
        }
        if let Some(path) = picture {
            save(&qr, path)?;
            out.say(&msg::space_picture(path));
        }
    }
    out.say(&msg::space_link_secret());
    out.answer(&json::SpaceLink { link })
}

/// Writes a code to scan into a file: SVG where the name says so, else PNG.
fn save(qr: &Qr, path: &str) -> Result<(), Failure> {
    let bytes = match path.to_ascii_lowercase().ends_with(".svg") {
        true => qr.to_svg().into_bytes(),
        false => qr
            .to_png(PICTURE)
            .map_err(|error| Failure::Said(says::qr_error(&error)))?,
    };
    let written = std::fs::File::create_new(path).and_then(|mut file| file.write_all(&bytes));
    written.map_err(|why| match why.kind() {
        std::io::ErrorKind::AlreadyExists => Failure::Exists(path.to_owned()),
        _ => Failure::File {
            path: path.to_owned(),
            why,
        },
    })
}

fn join(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let device = session.open("space join")?;
    let space = device.accept_invitation(args::required(matches, "link")?)?;
    out.say(&msg::space_joining(&space.name));
    out.answer(&json::PrivateSpace::of(&space))
}

fn leave(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let device = session.open_known("space leave")?;
    let space = named(&device, matches)?;
    let name = device
        .private_spaces()?
        .into_iter()
        .find(|one| one.space == space)
        .map(|one| one.name)
        .unwrap_or_default();
    let kept = device.leave_space(space, matches.get_flag("force"))?;
    out.say(&msg::space_left(&name));
    if kept.entries > 0 {
        out.say(&msg::space_left_kept());
    }
    out.answer(&json::SpaceLeft::of(name, kept))
}

fn checkpoint(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let device = session.open_known("space checkpoint")?;
    let space = named(&device, matches)?;
    let asked = matches.get_flag("now");
    let stands = match asked {
        true => device.end_history(space, matches.get_flag("prose"))?,
        false => device.history_of(space)?,
    };
    if asked {
        out.say(&msg::checkpoint_asked());
    }
    let said = history(&stands);
    if said.is_empty() && !asked {
        out.say(&msg::checkpoint_none());
    }
    said.iter().for_each(|message| out.say(message));
    if !asked {
        out.say(&msg::checkpoint_entries(stands.entries));
    }
    out.answer(&json::History::of(&stands))
}
