//! `near listen|meet`.

use std::net::SocketAddr;
use std::time::Duration;

use clap::{ArgMatches, Command};
use ekin_core::app::near::MetIn;
use ekin_core::app::qr::{Qr, Terminal};
use ekin_core::app::says;
use ekin_i18n::{Catalog, msg};

use crate::args;
use crate::failure::Failure;
use crate::json;
use crate::output::Output;
use crate::session::Session;

/// Minutes that a device waits for another.
const MINUTES: u64 = 10;

/// `ekin near`
pub fn command(words: Catalog) -> Command {
    let listen = args::command(words, "listen", &msg::cli_near_listen())
        .arg(args::flag(words, "qr", &msg::cli_near_qr()))
        .arg(args::option(
            words,
            "address",
            &msg::cli_value_address(),
            &msg::cli_near_address(),
        ))
        .arg(
            args::option(
                words,
                "minutes",
                &msg::cli_value_number(),
                &msg::cli_near_minutes(),
            )
            .value_parser(args::number(1, 600)),
        );
    let meet = args::command(words, "meet", &msg::cli_near_meet())
        .arg(args::positional(words, "link", &msg::cli_value_link(), &msg::cli_near_code()).required(true));
    args::command(words, "near", &msg::cli_near())
        .subcommand_required(true)
        .subcommand(listen)
        .subcommand(meet)
}

/// Does it.
pub fn run(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    match matches.subcommand() {
        Some(("listen", matches)) => listen(session, matches, out),
        Some(("meet", matches)) => meet(session, matches, out),
        _ => Err(Failure::Missing("listen")),
    }
}

fn listen(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let address = args::text(matches, "address")
        .map(|text| {
            text.parse::<SocketAddr>()
                .map_err(|_| Failure::value("--address", text))
        })
        .transpose()?;
    let minutes = args::count(matches, "minutes").unwrap_or(MINUTES);
    let device = session.open_known("near listen")?;
    let waiting = device.wait_near(address)?;
    let link = waiting.link();
    out.say(&msg::near_waiting());
    out.unbroken(&link);
    if matches.get_flag("qr") && !out.is_json() {
        let qr = Qr::of(&link).map_err(|error| Failure::Said(says::qr_error(&error)))?;
        out.raw(qr.to_terminal(Terminal::Coloured).as_bytes());
    }
    out.say(&msg::near_secret());
    // A program gets two documents: the code now, and what came of it.
    out.answer(&json::NearCode { link })?;
    out.flush();
    met(&waiting.meet(Duration::from_secs(minutes * 60))?, out)
}

fn meet(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let device = session.open_known("near meet")?;
    met(&device.meet_near(args::required(matches, "link")?)?, out)
}

/// What came of a meeting.
pub fn met(met: &[MetIn], out: &mut Output) -> Result<(), Failure> {
    if met.is_empty() {
        out.say(&msg::near_nothing());
    }
    for one in met {
        let who = one.device.map(|ord| ord.to_string()).unwrap_or_default();
        out.say(&msg::near_met(&one.name, who));
        let came = &one.exchanged;
        let mut lines = vec![msg::near_given(came.given), msg::near_taken(came.taken)];
        for (count, line) in [
            (came.left, msg::near_left(came.left)),
            (came.forked, msg::near_forked(came.forked)),
            (came.records, msg::near_records(came.records)),
        ] {
            lines.extend((count > 0).then_some(line));
        }
        for line in lines {
            let line = out.text(&line);
            out.hanging(&line, 2);
        }
    }
    let list: Vec<_> = met.iter().map(json::Met::of).collect();
    out.answer(&list)
}
