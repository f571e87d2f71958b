//! `report`, `hide`: what is wrong with a listing, to its moderators; and out of one's own lists.

use clap::{ArgMatches, Command};
use ekin_core::app::device::Device;
use ekin_core::app::ids::{ObjectId, SpaceId};
use ekin_core::app::report::ReportView;
use ekin_core::app::says;
use ekin_core::app::territory::NewTerritory;
use ekin_core::domain::report::Wrong;
use ekin_i18n::{Catalog, Value, msg};

use crate::args;
use crate::failure::Failure;
use crate::json;
use crate::lines::short_id;
use crate::output::Output;
use crate::session::Session;

/// `ekin report`, `ekin hide`
pub fn commands(words: Catalog) -> [Command; 2] {
    let id = || args::positional(words, "id", &msg::cli_value_id(), &msg::cli_report_id()).required(true);
    let reason = args::choice(
        words,
        "reason",
        &msg::cli_value_name(),
        &msg::cli_report_reason(),
        Wrong::WORDS,
    );
    [
        args::command(words, "report", &msg::cli_report())
            .arg(id())
            .arg(reason.required(true))
            .arg(args::option(
                words,
                "words",
                &msg::cli_value_words(),
                &msg::cli_report_words(),
            )),
        args::command(words, "hide", &msg::cli_hide())
            .arg(id())
            .arg(args::flag(words, "undo", &msg::cli_hide_undo())),
    ]
}

/// `ekin report`
pub fn report(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let reason = Wrong::from_word(args::required(matches, "reason")?).ok_or(Failure::Missing("reason"))?;
    if reason == Wrong::Words && args::text(matches, "words").is_none() {
        return Err(Failure::Missing("--words"));
    }
    let device = session.open_known("report")?;
    let space = session.territory(&device)?;
    let language = NewTerritory::language_of(out.words().language());
    let words = match args::text(matches, "words") {
        Some(words) => words.to_owned(),
        None => out.text(&says::report::wrong(reason)),
    };
    let id = args::required(matches, "id")?;
    let (number, listing) = device.report_listing(space, id, reason, (&words, language))?;
    out.say(&msg::report_written());
    out.say(&msg::state_on_this_device());
    out.answer(&json::Reported {
        number,
        listing: listing.to_string(),
        reason: reason.word(),
    })
}

/// `ekin hide`
pub fn hide(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let device = session.open_known("hide")?;
    let space = session.territory(&device)?;
    let hidden = !matches.get_flag("undo");
    let listing = device.hide_listing(space, args::required(matches, "id")?, hidden)?;
    out.say(&match hidden {
        true => msg::listing_hidden(short_id(listing)),
        false => msg::listing_not_hidden(),
    });
    out.answer(&json::Hidden {
        listing: listing.to_string(),
        hidden,
    })
}

/// What a moderator sees beside a listing.
pub fn beside(device: &Device, space: SpaceId, about: &ObjectId, out: &mut Output) -> Result<(), Failure> {
    for report in &device.reports_on(space, about)? {
        describe(out, report);
    }
    Ok(())
}

fn describe(out: &mut Output, report: &ReportView) {
    let when = report
        .at
        .map_or_else(|| Value::from(""), |(day, time)| Value::Moment(day, time));
    out.say(&msg::report_beside(
        says::report::wrong(report.reason),
        when,
        short_id(report.message),
    ));
    if let Some(text) = report.text.iter().next() {
        out.hanging(text.text, 2);
    }
}
