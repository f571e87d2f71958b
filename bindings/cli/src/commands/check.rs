//! `check list|here|absent|excused|unnamed|hand|take|handovers`: heads of an outing, at each leg, and groups that change hands.

use clap::{ArgAction, ArgMatches, Command};
use ekin_core::app::device::Device;
use ekin_core::app::ids::SpaceId;
use ekin_core::app::outing::handover::{HandoverShown, NewHandover};
use ekin_core::app::outing::heads::NewCheck;
use ekin_core::app::says;
use ekin_core::domain::heads::Seen;
use ekin_i18n::{Catalog, msg};

use super::outing::named;
use super::seat::outing;
use super::space::which;
use crate::args;
use crate::failure::Failure;
use crate::json;
use crate::lines::{joined, short_id};
use crate::output::Output;
use crate::session::Session;

/// `ekin check`
pub fn command(words: Catalog) -> Command {
    let of = |name, about| {
        args::command(words, name, &about)
            .arg(which(words))
            .arg(outing(words))
    };
    let leg = || args::option(words, "leg", &msg::cli_value_name(), &msg::cli_check_leg());
    let of_people = |name, about| {
        of(name, about)
            .arg(
                args::positional(words, "person", &msg::cli_value_name(), &msg::cli_seat_person())
                    .action(ArgAction::Append)
                    .num_args(1..)
                    .required(true),
            )
            .arg(args::option(
                words,
                "with",
                &msg::cli_value_name(),
                &msg::cli_check_with(),
            ))
            .arg(args::option(
                words,
                "place",
                &msg::cli_value_words(),
                &msg::cli_check_place(),
            ))
    };
    let number = args::positional(
        words,
        "number",
        &msg::cli_value_number(),
        &msg::cli_check_number(),
    );
    let named = |name, help| args::option(words, name, &msg::cli_value_name(), &help);
    let hand = of("hand", msg::cli_check_hand())
        .arg(args::positional(
            words,
            "group",
            &msg::cli_value_name(),
            &msg::cli_check_group(),
        ))
        .arg(
            args::option(words, "to", &msg::cli_value_number(), &msg::cli_check_to())
                .value_parser(args::number(0, u32::MAX.into()))
                .required(true),
        )
        .arg(named("person", msg::cli_seat_person()).action(ArgAction::Append))
        .arg(named("with", msg::cli_check_with()))
        .arg(args::option(
            words,
            "note",
            &msg::cli_value_words(),
            &msg::cli_seat_note(),
        ))
        .arg(leg());
    let take = of("take", msg::cli_check_take())
        .arg(args::positional(
            words,
            "id",
            &msg::cli_value_id(),
            &msg::cli_check_handover_id(),
        ))
        .arg(args::flag(words, "refuse", &msg::cli_check_refuse()));
    args::command(words, "check", &msg::cli_check())
        .subcommand_required(true)
        .subcommand(of("list", msg::cli_check_list()).arg(leg().required(true)))
        .subcommand(of_people("here", msg::cli_check_here()).arg(leg().required(true)))
        .subcommand(of_people("absent", msg::cli_check_absent()).arg(leg().required(true)))
        .subcommand(of_people("excused", msg::cli_check_excused()).arg(leg()))
        .subcommand(
            of("unnamed", msg::cli_check_unnamed())
                .arg(number.required(true).value_parser(args::number(0, 1_000)))
                .arg(leg().required(true)),
        )
        .subcommand(hand)
        .subcommand(take)
        .subcommand(of("handovers", msg::cli_check_handovers()))
}

/// Does it.
pub fn run(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    match matches.subcommand() {
        Some(("here", matches)) => check(session, matches, out, Seen::Present),
        Some(("absent", matches)) => check(session, matches, out, Seen::Absent),
        Some(("excused", matches)) => check(session, matches, out, Seen::Excused),
        Some(("unnamed", matches)) => unnamed(session, matches, out),
        Some(("hand", matches)) => hand(session, matches, out),
        Some(("take", matches)) => take(session, matches, out),
        Some(("handovers", matches)) => handovers(session, matches, out),
        Some((_, matches)) => list(session, matches, out),
        None => Err(Failure::Missing("list")),
    }
}

fn check(session: &Session, matches: &ArgMatches, out: &mut Output, seen: Seen) -> Result<(), Failure> {
    let device = session.open_known("check")?;
    let space = named(&device, matches)?;
    let text = |name| args::text(matches, name).map(ToOwned::to_owned);
    let people = matches.get_many::<String>("person").into_iter().flatten();
    let new = NewCheck {
        leg: text("leg"),
        people: people.cloned().collect(),
        seen,
        with: text("with"),
        place: text("place"),
    };
    let outing = args::text(matches, "outing");
    device.check_heads(space, outing, &new)?;
    out.say(&msg::heads_noted());
    shown(&device.heads(space, outing, new.leg.as_deref())?, out)
}

fn unnamed(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let device = session.open_known("check")?;
    let space = named(&device, matches)?;
    let leg = args::required(matches, "leg")?;
    let number = args::count(matches, "number").and_then(|n| u32::try_from(n).ok());
    let outing = args::text(matches, "outing");
    device.count_unnamed(space, outing, leg, number.unwrap_or(0))?;
    out.say(&msg::heads_noted());
    shown(&device.heads(space, outing, Some(leg))?, out)
}

fn list(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let device = session.look()?;
    let space = named(&device, matches)?;
    let heads = device.heads(space, args::text(matches, "outing"), args::text(matches, "leg"))?;
    shown(&heads, out)
}

fn shown(heads: &ekin_core::app::outing::heads::HeadsShown, out: &mut Output) -> Result<(), Failure> {
    for line in says::outing::heads(heads) {
        out.say(&line);
    }
    out.answer(&json::Heads::of(heads))
}

fn hand(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let device = session.open_known("check hand")?;
    let text = |name| args::text(matches, name).map(ToOwned::to_owned);
    let people = matches.get_many::<String>("person").into_iter().flatten();
    let to = args::count(matches, "to").and_then(|to| u32::try_from(to).ok());
    let new = NewHandover {
        leg: text("leg"),
        group: text("group"),
        people: people.cloned().collect(),
        to: to.ok_or(Failure::Missing("to"))?,
        with: text("with"),
        note: text("note"),
    };
    let space = named(&device, matches)?;
    let id = device.hand_over(space, args::text(matches, "outing"), &new)?;
    out.say(&msg::handover_made());
    out.answer(&json::DocumentId { id: id.to_string() })
}

fn take(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let device = session.open_known("check take")?;
    let space = named(&device, matches)?;
    let accepts = !matches.get_flag("refuse");
    let (outing, id) = (args::text(matches, "outing"), args::text(matches, "id"));
    let taken = device.answer_handover(space, outing, id, accepts)?;
    handed((&device, space), &[taken], out)
}

fn handovers(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let device = session.look()?;
    let space = named(&device, matches)?;
    let all = device.handovers(space, args::text(matches, "outing"))?;
    if all.is_empty() {
        out.say(&msg::handover_none());
    }
    handed((&device, space), &all, out)
}

fn handed(
    (device, space): (&Device, SpaceId),
    all: &[HandoverShown],
    out: &mut Output,
) -> Result<(), Failure> {
    let (names, devices) = (device.people()?, device.devices(space)?);
    for one in all {
        let words = out.text(&says::trip::handover(one, &names, &devices));
        out.line(&joined(&[short_id(one.object), words]));
    }
    let all: Vec<_> = all.iter().map(json::Handover::of).collect();
    out.answer(&all)
}
