//! `member list|add|approve|role|remove|key|name`.

use clap::{ArgMatches, Command};
use ekin_core::app::ids::Role;
use ekin_core::app::says;
use ekin_core::app::space::member::SpaceMember;
use ekin_i18n::{Catalog, Value, msg};

use super::publisher::changes;
use super::space::{ROLES, named, safety, which};
use crate::args;
use crate::failure::Failure;
use crate::json;
use crate::lines::{joined, safe};
use crate::output::Output;
use crate::session::Session;

/// `ekin member`
pub fn command(words: Catalog) -> Command {
    let number = || {
        args::positional(
            words,
            "number",
            &msg::cli_value_number(),
            &msg::cli_member_number(),
        )
        .required(true)
        .value_parser(args::number(0, u32::MAX.into()))
    };
    let role = || {
        args::choice(
            words,
            "role",
            &msg::cli_value_name(),
            &msg::cli_publisher_role(),
            ROLES,
        )
        .required(true)
    };
    let link = args::positional(words, "link", &msg::cli_value_link(), &msg::cli_publisher_link());
    let name = args::positional(words, "name", &msg::cli_value_name(), &msg::cli_member_called());
    let of = |name, about| args::command(words, name, &about).arg(which(words));
    args::command(words, "member", &msg::cli_member())
        .subcommand_required(true)
        .subcommand(of("list", msg::cli_member_list()))
        .subcommand(
            of("add", msg::cli_member_add())
                .arg(link.required(true))
                .arg(role()),
        )
        .subcommand(of("approve", msg::cli_member_approve()).arg(number()))
        .subcommand(of("role", msg::cli_member_role()).arg(number()).arg(role()))
        .subcommand(of("key", msg::cli_member_key()))
        .subcommand(of("name", msg::cli_member_name()).arg(number()).arg(name))
        .subcommand(of("remove", msg::cli_member_remove()).arg(number()))
}

/// Does it.
pub fn run(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    match matches.subcommand() {
        Some(("add", matches)) => add(session, matches, out),
        Some(("approve", matches)) => approve(session, matches, out),
        Some(("role", matches)) => role(session, matches, out),
        Some(("key", matches)) => key(session, matches, out),
        Some(("name", matches)) => name(session, matches, out),
        Some(("remove", matches)) => remove(session, matches, out),
        Some((_, matches)) => list(session, matches, out),
        None => Err(Failure::Missing("list")),
    }
}

fn list(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let device = session.look()?;
    let id = named(&device, matches)?;
    let (members, waiting) = device.members(id)?;
    for one in &members {
        let row = row(out, one);
        out.line(&row);
    }
    for space in device.private_spaces()?.iter().filter(|space| space.space == id) {
        for message in safety(space) {
            out.say(&message);
        }
    }
    changes(out, &waiting);
    out.answer(&json::Members::of(&members, &waiting))
}

fn row(out: &Output, one: &SpaceMember) -> String {
    let role = match one.role {
        _ if one.recovery => out.text(&msg::member_paper()),
        Some(role) => out.text(&says::role(role)),
        None => out.text(&msg::publisher_gone()),
    };
    let seen = match &one.last_seen {
        Some((day, time)) => out.text(&msg::publisher_last_seen(Value::Moment(*day, *time))),
        None => out.text(&msg::publisher_never_seen()),
    };
    let more = match (one.wanted, one.me) {
        (Some(wanted), _) => out.text(&msg::member_wants(says::role(wanted))),
        (None, true) => out.text(&msg::publisher_me()),
        _ if one.role.is_some() && !one.has_key => out.text(&msg::member_no_key()),
        _ => String::new(),
    };
    let name = one.name.clone().unwrap_or_default();
    joined(&[one.ord.to_string(), safe(&name), role, seen, more])
}

fn number(matches: &ArgMatches) -> Result<u32, Failure> {
    let ord = args::count(matches, "number").and_then(|n| u32::try_from(n).ok());
    ord.ok_or(Failure::Missing("number"))
}

fn wanted(matches: &ArgMatches) -> Result<Role, Failure> {
    let word = args::required(matches, "role")?;
    Role::from_word(word).ok_or_else(|| Failure::value("--role", word))
}

fn add(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let role = wanted(matches)?;
    let device = session.open_known("member add")?;
    let space = named(&device, matches)?;
    device.add_member(space, args::required(matches, "link")?, role, None)?;
    out.say(&msg::member_added(says::role(role)));
    let link = device.space_sheet(space)?;
    out.say(&msg::member_show_link());
    out.unbroken(&link);
    out.answer(&json::MemberAdded {
        role: role.word(),
        link,
    })
}

fn approve(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let ord = number(matches)?;
    let device = session.open_known("member approve")?;
    let role = device.approve_member(named(&device, matches)?, ord)?;
    out.say(&msg::member_approved(ord.to_string(), says::role(role)));
    out.answer(&json::MemberChange::new(Some(ord), Some(role)))
}

fn role(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let (ord, role) = (number(matches)?, wanted(matches)?);
    let device = session.open_known("member role")?;
    device.set_member_role(named(&device, matches)?, ord, role)?;
    out.say(&msg::member_changed(ord.to_string(), says::role(role)));
    out.answer(&json::MemberChange::new(Some(ord), Some(role)))
}

fn key(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let device = session.open_known("member key")?;
    device.renew_key(named(&device, matches)?)?;
    out.say(&msg::member_new_key());
    out.answer(&json::MemberChange::new(None, None))
}

fn remove(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let ord = number(matches)?;
    let device = session.open_known("member remove")?;
    device.remove_member(named(&device, matches)?, ord)?;
    out.say(&msg::member_removed(ord.to_string()));
    out.answer(&json::MemberChange::new(Some(ord), None))
}

fn name(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let (ord, name) = (number(matches)?, args::text(matches, "name").unwrap_or_default());
    let device = session.open_known("member name")?;
    device.name_device(named(&device, matches)?, ord, name)?;
    out.say(&match name.trim() {
        "" => msg::member_unnamed(ord.to_string()),
        name => msg::member_named(ord.to_string(), name),
    });
    out.say(&msg::state_on_this_device());
    out.answer(&json::MemberNamed {
        number: ord,
        name: Some(name.trim()).filter(|name| !name.is_empty()),
    })
}
