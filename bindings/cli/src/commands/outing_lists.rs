//! The lists of an outing, each by one word: with nothing behind it the list is shown, with names it is changed.

use clap::{Arg, ArgAction, ArgMatches, Command};
use ekin_core::app::outing::authorise::NewAuthorisation;
use ekin_core::app::outing::packing::{NewThing, Thing};
use ekin_core::app::says;
use ekin_core::domain::kind::choices;
use ekin_i18n::{Catalog, Message, msg};

use super::outing::{named, tongue};
use super::seat::outing;
use super::space::which;
use crate::args;
use crate::failure::Failure;
use crate::json;
use crate::lines::{joined, short_id};
use crate::output::Output;
use crate::session::Session;

fn of(words: Catalog, name: &'static str, about: &Message) -> Command {
    args::command(words, name, about)
        .arg(which(words))
        .arg(outing(words))
}

fn several(arg: Arg) -> Arg {
    arg.action(ArgAction::Append).num_args(0..)
}

/// `ekin outing roster`
pub fn roster(words: Catalog) -> Command {
    let people = args::positional(words, "person", &msg::cli_value_name(), &msg::cli_trip_people());
    of(words, "roster", &msg::cli_trip_roster())
        .arg(several(people))
        .arg(
            args::option(words, "group", &msg::cli_value_name(), &msg::cli_trip_group())
                .allow_hyphen_values(true),
        )
        .arg(args::flag(words, "remove", &msg::cli_trip_remove()))
}

/// `ekin outing packing`
pub fn packing(words: Catalog) -> Command {
    let things = args::positional(words, "thing", &msg::cli_value_name(), &msg::cli_trip_things());
    of(words, "packing", &msg::cli_trip_packing())
        .arg(several(things))
        .arg(args::option(
            words,
            "pictogram",
            &msg::cli_value_name(),
            &msg::cli_trip_pictogram(),
        ))
        .arg(
            args::option(words, "count", &msg::cli_value_number(), &msg::cli_trip_count())
                .value_parser(args::number(1, 500)),
        )
        .arg(args::choice(
            words,
            "for",
            &msg::cli_value_name(),
            &msg::cli_trip_for(),
            ["each", "group", "carers"],
        ))
        .arg(args::flag(words, "done", &msg::cli_trip_done()).conflicts_with_all(["undone", "remove"]))
        .arg(args::flag(words, "undone", &msg::cli_trip_not_done()).conflicts_with("remove"))
        .arg(args::flag(words, "remove", &msg::cli_trip_remove()))
}

/// `ekin outing authorise`
pub fn authorise(words: Catalog) -> Command {
    let what = args::positional(words, "what", &msg::cli_value_name(), &msg::cli_trip_what());
    of(words, "authorise", &msg::cli_trip_authorise())
        .arg(
            args::positional(words, "person", &msg::cli_value_name(), &msg::cli_seat_person())
                .requires("what"),
        )
        .arg(
            what.value_parser(choices::AUTHORISATION.words.to_vec())
                .requires("by"),
        )
        .arg(args::option(
            words,
            "by",
            &msg::cli_value_name(),
            &msg::cli_trip_by(),
        ))
        .arg(args::option(
            words,
            "until",
            &msg::cli_value_date(),
            &msg::cli_trip_until(),
        ))
        .arg(args::flag(words, "refused", &msg::cli_trip_refused()))
}

fn names(matches: &ArgMatches, name: &str) -> Vec<String> {
    let names = matches.get_many::<String>(name);
    names.into_iter().flatten().cloned().collect()
}

/// `ekin outing roster`
pub fn run_roster(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let (people, of) = (names(matches, "person"), args::text(matches, "outing"));
    let device = match people.is_empty() {
        true => session.look()?,
        false => session.open_known("outing roster")?,
    };
    let space = named(&device, matches)?;
    if !people.is_empty() {
        out.say(&match matches.get_flag("remove") {
            true => msg::roster_removed(device.expect_no_longer(space, of, &people)? as u64),
            false => {
                let group = args::text(matches, "group");
                msg::roster_added(device.expect_people(space, of, &people, group)? as u64)
            }
        });
    }
    let roster = device.roster(space, of)?;
    if roster.people.is_empty() {
        out.say(&msg::roster_empty());
    }
    for one in &roster.people {
        let short = short_id(one.person);
        let name = roster.names.get(&one.person).cloned().unwrap_or_default();
        let lacks = one.profile.is_none().then(|| out.text(&msg::roster_no_card()));
        out.line(&joined(&[
            short,
            name,
            one.group.clone(),
            lacks.unwrap_or_default(),
        ]));
    }
    if roster.people.iter().any(|one| one.profile.is_some()) {
        out.say(&msg::sight_closed());
    }
    out.answer(&json::Roster::of(&roster))
}

/// `ekin outing packing`
pub fn run_packing(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let (things, of) = (names(matches, "thing"), args::text(matches, "outing"));
    let device = match things.is_empty() {
        true => session.look()?,
        false => session.open_known("outing packing")?,
    };
    let space = named(&device, matches)?;
    let flag = |name| matches.get_flag(name);
    if !things.is_empty() {
        if flag("remove") {
            device.remove_from_packing(space, of, &things, tongue(out))?;
        } else if flag("done") || flag("undone") {
            device.set_packed(space, of, &things, flag("done"), tongue(out))?;
        } else {
            for thing in &things {
                let new = NewThing {
                    name: thing.clone(),
                    pictogram: args::text(matches, "pictogram").map(ToOwned::to_owned),
                    count: args::count(matches, "count"),
                    packed_for: args::text(matches, "for").map(ToOwned::to_owned),
                };
                device.add_to_packing(space, of, &new, tongue(out))?;
            }
        }
        out.say(&msg::heads_noted());
    }
    let list = device.packing(space, of)?;
    if list.is_empty() {
        out.say(&msg::packing_empty());
    }
    for thing in &list {
        let row = thing_row(out, thing);
        out.line(&row);
    }
    let list: Vec<_> = list.iter().map(json::Thing::of).collect();
    out.answer(&list)
}

fn thing_row(out: &Output, thing: &Thing) -> String {
    let mine = tongue(out);
    let first = || thing.name.iter().next().map(|text| text.text);
    let name = thing.name.get(mine).or_else(first).unwrap_or_default();
    let who = says::document::word(choices::PACKED_FOR, &thing.packed_for);
    let state = if thing.packed {
        msg::packing_packed()
    } else {
        msg::packing_to_pack()
    };
    joined(&[
        thing.row.clone(),
        out.text(&msg::packing_line(name, thing.count, who)),
        thing.pictogram.clone().unwrap_or_default(),
        out.text(&state),
    ])
}

/// `ekin outing authorise`
pub fn run_authorise(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let of = args::text(matches, "outing");
    let text = |name| args::text(matches, name).map(ToOwned::to_owned);
    let device = match text("person") {
        None => session.look()?,
        Some(_) => session.open_known("outing authorise")?,
    };
    let space = named(&device, matches)?;
    if let (Some(person), Some(what), Some(by)) = (text("person"), text("what"), text("by")) {
        let allowed = !matches.get_flag("refused");
        let new = NewAuthorisation {
            person,
            what,
            allowed,
            by,
            until: text("until"),
        };
        device.authorise(space, of, &new, tongue(out))?;
        out.say(&match allowed {
            true => msg::authorise_noted(),
            false => msg::authorise_refusal_noted(),
        });
    }
    let shown = device.authorisations(space, of)?;
    if shown.lines.is_empty() {
        out.say(&msg::authorise_nothing());
    }
    for line in &shown.lines {
        let mut words = says::trip::authorisation(line, &shown.names).into_iter();
        if let Some(first) = words.next() {
            out.say(&first);
        }
        for more in words {
            let more = out.text(&more);
            out.hanging(&format!("  {more}"), 2);
        }
    }
    out.answer(&json::Authorisations::of(&shown))
}
