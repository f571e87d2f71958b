//! `loan list|ask|withdraw|accept|decline|undo|give|return|sign|refuse`: equipment that is lent.

use clap::{ArgAction, ArgMatches, Command};
use ekin_core::app::loan::{NewLoan, NewPassage, PartCount};
use ekin_core::app::says;
use ekin_core::domain::language::LanguageTag;
use ekin_i18n::{Catalog, msg};

use super::seat;
use super::space::{named, which};
use crate::args;
use crate::failure::Failure;
use crate::json;
use crate::lines::{safe_line, short_id};
use crate::output::Output;
use crate::session::Session;

/// Most devices of a space, as a number may name one.
const DEVICES: u64 = 1_000_000;
/// Most pieces of a part.
const PIECES: u64 = 100_000;

/// `ekin loan`
pub fn command(words: Catalog) -> Command {
    let of = |name, about| args::command(words, name, &about).arg(which(words));
    let id = || args::positional(words, "id", &msg::cli_value_id(), &msg::cli_loan_id()).required(true);
    let kit = || args::positional(words, "kit", &msg::cli_value_id(), &msg::cli_loan_kit());
    let day = |name, help| args::option(words, name, &msg::cli_value_date(), &help);
    let note = || args::option(words, "note", &msg::cli_value_words(), &msg::cli_seat_note());
    let pass = |name, about| {
        of(name, about)
            .arg(id())
            .arg(
                args::option(words, "to", &msg::cli_value_number(), &msg::cli_loan_to())
                    .value_parser(args::number(0, DEVICES)),
            )
            .arg(
                args::option(words, "part", &msg::cli_value_words(), &msg::cli_loan_part())
                    .action(ArgAction::Append),
            )
            .arg(note())
    };
    let party = args::positional(words, "party", &msg::cli_value_name(), &msg::cli_loan_party());
    args::command(words, "loan", &msg::cli_loan())
        .subcommand_required(true)
        .subcommand(of("list", msg::cli_loan_list()).arg(kit()))
        .subcommand(
            of("ask", msg::cli_loan_ask())
                .arg(kit().required(true))
                .arg(party.required(true))
                .arg(day("from", msg::cli_loan_from()))
                .arg(day("until", msg::cli_loan_until()))
                .arg(
                    args::option(words, "person", &msg::cli_value_name(), &msg::cli_seat_person())
                        .action(ArgAction::Append),
                )
                .arg(note()),
        )
        .subcommand(of("withdraw", msg::cli_loan_withdraw()).arg(id()))
        .subcommand(of("accept", msg::cli_loan_accept()).arg(id()))
        .subcommand(of("decline", msg::cli_loan_decline()).arg(id()).arg(args::option(
            words,
            "because",
            &msg::cli_value_words(),
            &msg::cli_seat_because(),
        )))
        .subcommand(of("undo", msg::cli_loan_undo()).arg(id()))
        .subcommand(pass("give", msg::cli_loan_give()))
        .subcommand(pass("return", msg::cli_loan_return()))
        .subcommand(of("sign", msg::cli_loan_sign()).arg(id()))
        .subcommand(of("refuse", msg::cli_loan_refuse()).arg(id()))
}

/// Does it.
pub fn run(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    match matches.subcommand() {
        Some(("ask", matches)) => ask(session, matches, out),
        Some(("withdraw", matches)) => withdraw(session, matches, out),
        Some(("accept", matches)) => decide(session, matches, out, Some(true)),
        Some(("decline", matches)) => decide(session, matches, out, Some(false)),
        Some(("undo", matches)) => decide(session, matches, out, None),
        Some(("give", matches)) => pass(session, matches, out, false),
        Some(("return", matches)) => pass(session, matches, out, true),
        Some(("sign", matches)) => sign(session, matches, out, true),
        Some(("refuse", matches)) => sign(session, matches, out, false),
        Some((_, matches)) => list(session, matches, out),
        None => Err(Failure::Missing("list")),
    }
}

fn ask(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let device = session.open_known("loan ask")?;
    let text = |name| args::text(matches, name).map(ToOwned::to_owned);
    let people = matches.get_many::<String>("person").into_iter().flatten();
    let new = NewLoan {
        party: args::required(matches, "party")?.to_owned(),
        people: people.cloned().collect(),
        from: text("from"),
        until: text("until"),
        note: text("note"),
    };
    let id = device.ask_loan(named(&device, matches)?, args::required(matches, "kit")?, &new)?;
    out.say(&msg::loan_asked());
    out.answer(&json::DocumentId { id: id.to_string() })
}

fn withdraw(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let device = session.open_known("loan withdraw")?;
    seat::withdrawn(&device, named(&device, matches)?, matches, out)
}

fn decide(
    session: &Session,
    matches: &ArgMatches,
    out: &mut Output,
    accepts: Option<bool>,
) -> Result<(), Failure> {
    let device = session.open_known("loan")?;
    let id = seat::decided(&device, named(&device, matches)?, matches, accepts)?;
    out.say(&match accepts {
        Some(true) => msg::loan_standing_held(),
        Some(false) => msg::loan_standing_declined(),
        None => msg::seats_undone(),
    });
    // What was promised to two is said at once.
    shown(session, matches, out, Some(&id.to_string()))
}

fn pass(session: &Session, matches: &ArgMatches, out: &mut Output, back: bool) -> Result<(), Failure> {
    let device = session.open_known("loan")?;
    let said = matches.get_many::<String>("part").into_iter().flatten();
    let to = args::count(matches, "to").and_then(|n| u32::try_from(n).ok());
    let new = NewPassage {
        back,
        to,
        parts: said.map(|part| part_count(part)).collect::<Result<_, _>>()?,
        note: args::text(matches, "note").map(ToOwned::to_owned),
    };
    let id = device.pass_loan(named(&device, matches)?, args::required(matches, "id")?, &new)?;
    out.say(&match to {
        Some(_) => msg::loan_given(),
        None => msg::loan_given_alone(),
    });
    drop(device);
    shown(session, matches, out, Some(&id.to_string()))
}

/// `cable=1`, `mouse=1:broken`.
fn part_count(text: &str) -> Result<PartCount, Failure> {
    let wrong = || Failure::value("--part", text);
    let (part, rest) = text.split_once('=').ok_or_else(wrong)?;
    let (count, broken) = match rest.split_once(':') {
        Some((count, "broken")) => (count, true),
        Some(_) => return Err(wrong()),
        None => (rest, false),
    };
    let count = count.trim().parse::<u64>().ok().filter(|count| *count <= PIECES);
    Ok(PartCount {
        part: part.to_owned(),
        count: count.ok_or_else(wrong)?,
        broken,
    })
}

fn sign(session: &Session, matches: &ArgMatches, out: &mut Output, accepts: bool) -> Result<(), Failure> {
    let device = session.open_known("loan sign")?;
    let id = device.sign_loan(named(&device, matches)?, args::required(matches, "id")?, accepts)?;
    out.say(&match accepts {
        true => msg::loan_signed(),
        false => msg::loan_refused(),
    });
    drop(device);
    shown(session, matches, out, Some(&id.to_string()))
}

fn list(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    shown(session, matches, out, None)
}

fn shown(
    session: &Session,
    matches: &ArgMatches,
    out: &mut Output,
    only: Option<&str>,
) -> Result<(), Failure> {
    let device = session.look()?;
    let of = matches.try_get_one::<String>("kit").ok().flatten();
    let mut loans = device.loans(named(&device, matches)?, of.map(String::as_str))?;
    loans
        .loans
        .retain(|loan| only.is_none_or(|only| loan.object.to_string() == only));
    if loans.loans.is_empty() {
        out.say(&msg::loan_none());
    }
    let reader = LanguageTag::parse(out.words().language().tag());
    for loan in &loans.loans {
        let lines: Vec<String> = says::loan::loan(loan, reader, &loans.devices)
            .iter()
            .map(|line| out.text(line))
            .collect();
        for (n, line) in lines.iter().enumerate() {
            match n {
                0 => out.line(&format!("{}  {}", short_id(loan.object), safe_line(line))),
                _ => out.hanging(line, 10),
            }
        }
    }
    out.answer(&json::Loan::all(&loans))
}
