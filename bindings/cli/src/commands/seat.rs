//! `seat list|capacity|claim|withdraw|accept|decline|undo|history`: places of an outing.

use clap::{Arg, ArgAction, ArgMatches, Command};
use ekin_core::app::device::Device;
use ekin_core::app::ids::{ObjectId, SpaceId};
use ekin_core::app::outing::people::Names;
use ekin_core::app::outing::seats::{ClaimShown, NewClaim, SeatsShown};
use ekin_core::app::says;
use ekin_core::domain::seats::{Places, Said};
use ekin_i18n::{Catalog, Message, msg};

use super::outing::named;
use super::space::which;
use crate::args;
use crate::failure::Failure;
use crate::json;
use crate::lines::{joined, short_id};
use crate::output::Output;
use crate::session::Session;

/// Most places of a sort.
const MOST: u64 = 1_000;

/// What a rule of the places is answered by.
const YES: &str = "yes";
const NO: &str = "no";

/// `ekin seat`
pub fn command(words: Catalog) -> Command {
    let of = |name, about| {
        args::command(words, name, &about)
            .arg(which(words))
            .arg(outing(words))
    };
    let places = |command: Command| {
        let help = [
            msg::cli_seat_seats(),
            msg::cli_seat_wheelchair(),
            msg::cli_seat_companions(),
        ];
        with_places(words, command, help)
    };
    let named = |name, help| args::option(words, name, &msg::cli_value_name(), &help);
    let id = || args::positional(words, "id", &msg::cli_value_id(), &msg::cli_seat_id()).required(true);
    // Alone it is a yes; what is not named stays as it was, so a no has to be said.
    let yes_or_no = |name, help| {
        args::choice(words, name, &msg::cli_value_name(), &help, [YES, NO])
            .num_args(0..=1)
            .require_equals(true)
            .default_missing_value(YES)
    };
    let party = args::positional(words, "party", &msg::cli_value_name(), &msg::cli_seat_party());
    args::command(words, "seat", &msg::cli_seat())
        .subcommand_required(true)
        .subcommand(of("list", msg::cli_seat_list()))
        .subcommand(
            places(of("capacity", msg::cli_seat_capacity()))
                .arg(args::flag(words, "no-limit", &msg::cli_seat_no_limit()).conflicts_with("seats"))
                .arg(yes_or_no("flex", msg::cli_seat_flex()))
                .arg(yes_or_no("fill", msg::cli_seat_fill())),
        )
        .subcommand(
            places(of("claim", msg::cli_seat_claim()))
                .arg(party.required(true))
                .arg(named("person", msg::cli_seat_person()).action(ArgAction::Append))
                .arg(named("pick-up", msg::cli_seat_pick_up()))
                .arg(named("vehicle", msg::cli_seat_vehicle()))
                .arg(named("buddy", msg::cli_seat_buddy()))
                .arg(args::flag(words, "missed", &msg::cli_seat_missed()))
                .arg(args::option(
                    words,
                    "note",
                    &msg::cli_value_words(),
                    &msg::cli_seat_note(),
                )),
        )
        .subcommand(of("withdraw", msg::cli_seat_withdraw()).arg(id()))
        .subcommand(of("accept", msg::cli_seat_accept()).arg(id()))
        .subcommand(of("decline", msg::cli_seat_decline()).arg(id()).arg(args::option(
            words,
            "because",
            &msg::cli_value_words(),
            &msg::cli_seat_because(),
        )))
        .subcommand(of("undo", msg::cli_seat_undo()).arg(id()))
        .subcommand(of("history", msg::cli_seat_history()))
}

/// A command with the options that name places: seats, for a wheelchair, for companions.
pub fn with_places(words: Catalog, command: Command, help: [Message; 3]) -> Command {
    let names = ["seats", "wheelchair", "companions"];
    names
        .into_iter()
        .zip(&help)
        .fold(command, |command, (name, help)| {
            let option = args::option(words, name, &msg::cli_value_number(), help);
            command.arg(option.value_parser(args::number(0, MOST)))
        })
}

/// The option that names an outing.
pub fn outing(words: Catalog) -> Arg {
    args::option(words, "outing", &msg::cli_value_id(), &msg::cli_outing())
}

/// Does it.
pub fn run(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    match matches.subcommand() {
        Some(("capacity", matches)) => capacity(session, matches, out),
        Some(("claim", matches)) => claim(session, matches, out),
        Some(("withdraw", matches)) => withdraw(session, matches, out),
        Some(("accept", matches)) => decide(session, matches, out, Some(true)),
        Some(("decline", matches)) => decide(session, matches, out, Some(false)),
        Some(("undo", matches)) => decide(session, matches, out, None),
        Some(("history", matches)) => history(session, matches, out),
        Some((_, matches)) => list(session, matches, out),
        None => Err(Failure::Missing("list")),
    }
}

/// The places that the options name.
pub fn places(matches: &ArgMatches) -> Places {
    Places {
        seats: number(matches, "seats").unwrap_or(0),
        wheelchair: number(matches, "wheelchair").unwrap_or(0),
        companions: number(matches, "companions").unwrap_or(0),
    }
}

fn number(matches: &ArgMatches, name: &str) -> Option<u32> {
    args::count(matches, name).and_then(|n| u32::try_from(n).ok())
}

fn capacity(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let given = ["seats", "wheelchair", "companions"].map(|name| number(matches, name));
    let no_limit = matches.get_flag("no-limit");
    let rule = |name| args::text(matches, name).map(|said| said == YES);
    let (flex, fill) = (rule("flex"), rule("fill"));
    if given.iter().all(Option::is_none) && !no_limit && flex.or(fill).is_none() {
        return Err(Failure::Usage(vec![msg::seats_capacity_how_many()]));
    }
    let device = session.open_known("seat capacity")?;
    let space = named(&device, matches)?;
    let outing = args::text(matches, "outing");
    // What is not named stays: whoever adds seats takes no wheelchair place away.
    let there = device.seats(space, outing)?.seats.capacity.said();
    let [seats, wheelchair, companions] = given;
    let said = Said {
        seats: seats.or(there.seats.filter(|_| !no_limit)),
        wheelchair: wheelchair.unwrap_or(there.wheelchair),
        companions: companions.or(there.companions),
        flex: flex.unwrap_or(there.flex),
        fill: fill.unwrap_or(there.fill),
    };
    device.set_capacity(space, outing, said)?;
    out.say(&msg::seats_capacity_set());
    shown(&device.seats(space, outing)?, &device.people()?, out)
}

fn claim(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let device = session.open_known("seat claim")?;
    let text = |name| args::text(matches, name).map(ToOwned::to_owned);
    let people = matches.get_many::<String>("person").into_iter().flatten();
    let new = NewClaim {
        party: args::required(matches, "party")?.to_owned(),
        demand: places(matches),
        people: people.cloned().collect(),
        pick_up: text("pick-up"),
        vehicle: text("vehicle"),
        buddy: text("buddy"),
        missed: matches.get_flag("missed"),
        note: text("note"),
    };
    let space = named(&device, matches)?;
    let id = device.claim_places(space, args::text(matches, "outing"), &new)?;
    out.say(&msg::seats_claimed());
    out.say(&msg::state_on_this_device());
    out.answer(&json::DocumentId { id: id.to_string() })
}

fn withdraw(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let device = session.open_known("seat withdraw")?;
    withdrawn(&device, named(&device, matches)?, matches, out)
}

fn decide(
    session: &Session,
    matches: &ArgMatches,
    out: &mut Output,
    accepts: Option<bool>,
) -> Result<(), Failure> {
    let device = session.open_known("seat")?;
    let space = named(&device, matches)?;
    let (id, told) = match accepts {
        Some(true) => (decided(&device, space, matches, accepts)?, msg::seats_accepted()),
        Some(false) => (decided(&device, space, matches, accepts)?, msg::seats_declined()),
        None => match device.undo_claim(space, args::required(matches, "id")?)? {
            (id, true) => (id, msg::seats_asked_again()),
            (id, false) => (id, msg::seats_undone()),
        },
    };
    out.say(&told);
    if accepts == Some(true) {
        // An acceptance stands, and that it is one too many is said at once.
        let all = device.seats(space, args::text(matches, "outing")).ok();
        all.as_ref()
            .and_then(says::outing::over)
            .iter()
            .for_each(|over| out.say(over));
    }
    out.answer(&json::DocumentId { id: id.to_string() })
}

/// Takes a claim back.
pub(super) fn withdrawn(
    device: &Device,
    space: SpaceId,
    matches: &ArgMatches,
    out: &mut Output,
) -> Result<(), Failure> {
    let id = device.withdraw_claim(space, args::required(matches, "id")?)?;
    out.say(&msg::seats_withdrawn());
    out.answer(&json::DocumentId { id: id.to_string() })
}

/// Decides on a claim, with the reason of a no.
pub(super) fn decided(
    device: &Device,
    space: SpaceId,
    matches: &ArgMatches,
    accepts: Option<bool>,
) -> Result<ObjectId, Failure> {
    let because = match accepts {
        Some(false) => args::text(matches, "because"),
        _ => None,
    };
    Ok(device.decide_claim(space, args::required(matches, "id")?, accepts, because)?)
}

fn list(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let device = session.look()?;
    let all = device.seats(named(&device, matches)?, args::text(matches, "outing"))?;
    shown(&all, &device.people()?, out)
}

fn history(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let device = session.look()?;
    let steps = device.seat_history(named(&device, matches)?, args::text(matches, "outing"))?;
    if steps.is_empty() {
        out.say(&msg::seats_empty());
    }
    for step in &steps {
        let line = out.text(&says::outing::seat_step(step));
        let waits = match step.pending {
            true => out.text(&msg::doc_pending()),
            false => String::new(),
        };
        out.line(&joined(&[line, waits]));
    }
    let steps: Vec<_> = steps.iter().map(json::SeatStep::of).collect();
    out.answer(&steps)
}

fn shown(all: &SeatsShown, names: &Names, out: &mut Output) -> Result<(), Failure> {
    for line in says::outing::seats(all) {
        out.say(&line);
    }
    for claim in &all.claims {
        let heading = heading(claim, out);
        out.line(&heading);
        for detail in says::outing::claim(all, claim, names) {
            let detail = out.text(&detail);
            out.hanging(&format!("  {detail}"), 2);
        }
    }
    out.answer(&json::Seats::of(all))
}

fn heading(claim: &ClaimShown, out: &Output) -> String {
    let states: Vec<Message> = says::outing::standing(claim.standing);
    let states: Vec<String> = states.iter().map(|state| out.text(state)).collect();
    joined(&[
        short_id(claim.object),
        claim.party.clone(),
        out.text(&says::outing::demand(claim.demand)),
        states.join(", "),
    ])
}
