//! `publisher add|remove|list`.

use clap::{ArgMatches, Command};
use ekin_core::app::ids::{Body, OrgId, Role};
use ekin_core::app::says;
use ekin_core::app::territory::{Publisher, WaitingChange};
use ekin_i18n::{Catalog, Value, msg};

use crate::args;
use crate::failure::Failure;
use crate::json;
use crate::output::Output;
use crate::session::Session;

/// The roles that can be given.
const ROLES: [&str; 5] = ["publisher", "educator", "moderator", "admin", "owner"];

/// `ekin publisher`
pub fn command(words: Catalog) -> Command {
    let add = args::command(words, "add", &msg::cli_publisher_add())
        .arg(
            args::positional(words, "link", &msg::cli_value_link(), &msg::cli_publisher_link())
                .required(true),
        )
        .arg(
            args::choice(
                words,
                "role",
                &msg::cli_value_name(),
                &msg::cli_publisher_role(),
                ROLES,
            )
            .default_value("publisher")
            .hide_default_value(true),
        )
        .arg(args::option(
            words,
            "org",
            &msg::cli_value_name(),
            &msg::cli_publisher_org(),
        ));
    let remove = args::command(words, "remove", &msg::cli_publisher_remove())
        .arg(
            args::positional(
                words,
                "number",
                &msg::cli_value_number(),
                &msg::cli_publisher_number(),
            )
            .required(true)
            .value_parser(args::number(0, u32::MAX.into())),
        )
        .arg(args::flag(words, "withdraw", &msg::cli_publisher_withdraw()));
    let list = args::command(words, "list", &msg::cli_publisher_list());
    args::command(words, "publisher", &msg::cli_publisher())
        .subcommand_required(true)
        .subcommand(add)
        .subcommand(remove)
        .subcommand(list)
}

/// Does it.
pub fn run(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    match matches.subcommand() {
        Some(("add", matches)) => add(session, matches, out),
        Some(("remove", matches)) => remove(session, matches, out),
        _ => list(session, out),
    }
}

fn add(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let word = args::required(matches, "role")?;
    let role = Role::from_word(word).ok_or_else(|| Failure::value("--role", word))?;
    let org = args::text(matches, "org")
        .map(|text| {
            let wrong = |_| Failure::Usage(vec![msg::cli_invalid_value("--org", text), msg::cli_org_form()]);
            text.parse::<OrgId>().map_err(wrong)
        })
        .transpose()?;
    let device = session.open_known("publisher add")?;
    let space = session.territory(&device)?;
    let org = device.add_publisher(space, args::required(matches, "link")?, role, org)?;
    out.say(&msg::publisher_added(org.to_string()));
    out.answer(&json::Added {
        org: org.to_string(),
        role: word.to_owned(),
    })
}

fn remove(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let ord = args::count(matches, "number").and_then(|n| u32::try_from(n).ok());
    let ord = ord.ok_or(Failure::Missing("number"))?;
    let device = session.open_known("publisher remove")?;
    let space = session.territory(&device)?;
    let (publishers, _) = device.publishers(space)?;
    let one = publishers.iter().find(|one| one.ord == ord);
    let org = one.map(|one| one.org);
    let name = org.map(|org| org.to_string()).unwrap_or_default();
    // Whoever is no member any more can still have listings to withdraw.
    let gone = one.is_some_and(|one| one.role.is_none()) && matches.get_flag("withdraw");
    if !gone {
        device.remove_publisher(space, ord)?;
        out.say(&msg::publisher_removed(&name));
    }
    let mut withdrawn = 0;
    if let Some(org) = org.filter(|_| matches.get_flag("withdraw")) {
        withdrawn = device.withdraw_all_of(space, org)? as u64;
        out.say(&msg::publisher_withdrawn(withdrawn));
    }
    out.answer(&json::Removed {
        number: ord,
        org: name,
        withdrawn,
    })
}

fn list(session: &Session, out: &mut Output) -> Result<(), Failure> {
    let device = session.look()?;
    let (publishers, waiting) = device.publishers(session.territory(&device)?)?;
    for one in &publishers {
        describe(out, one);
    }
    changes(out, &waiting);
    out.answer(&json::Publishers::of(&publishers, &waiting))
}

fn describe(out: &mut Output, one: &Publisher) {
    let role = match one.role {
        Some(role) => out.text(&says::role(role)),
        None => out.text(&msg::publisher_gone()),
    };
    let seen = match &one.last_seen {
        Some((day, time)) => out.text(&msg::publisher_last_seen(Value::Moment(*day, *time))),
        None => out.text(&msg::publisher_never_seen()),
    };
    let me = match one.me {
        true => format!(" ({})", out.text(&msg::publisher_me())),
        false => String::new(),
    };
    out.line(&format!("{}  {role}{me}", one.ord));
    out.hanging(&out.text(&msg::publisher_org(one.org.to_string())), 3);
    out.hanging(&seen, 3);
}

/// Membership changes that wait, or that were refused.
pub fn changes(out: &mut Output, waiting: &[WaitingChange]) {
    for change in waiting {
        let what = match &change.body {
            Body::Add(add) => msg::change_add(says::role(add.role), add.org.to_string()),
            Body::Remove(remove) => msg::change_remove(remove.ord.to_string()),
            Body::Role(role) => msg::change_role(role.ord.to_string(), says::role(role.role)),
            Body::Invite(_) => msg::change_invite(),
            Body::Epoch(_) => msg::change_key(),
            Body::Inbox(_) => msg::change_inbox(),
            Body::Retire => msg::change_retire(),
            Body::Erase(_) => msg::change_erase(),
            _ => msg::change_other(),
        };
        let how = match change.refused {
            Some(code) => msg::state_refused(says::code(code)),
            None => msg::state_on_this_device(),
        };
        let line = format!("{} {}", out.text(&what), out.text(&how));
        out.line(&line);
    }
}
