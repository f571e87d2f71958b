//! `verify` and `doctor`.

use clap::{ArgMatches, Command};
use ekin_core::app::says;
use ekin_core::app::verify::Verified;
use ekin_i18n::{Catalog, Value, msg};

use crate::args;
use crate::failure::Failure;
use crate::json;
use crate::output::Output;
use crate::session::Session;

/// Differences that are listed one by one.
const LISTED: usize = 20;

/// The commands of this file.
pub fn commands(words: Catalog) -> Vec<Command> {
    let verify = args::command(words, "verify", &msg::cli_verify()).arg(args::flag(
        words,
        "full",
        &msg::cli_verify_full(),
    ));
    vec![verify, args::command(words, "doctor", &msg::cli_doctor())]
}

/// `ekin verify`
pub fn verify(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let device = session.look()?;
    let full = matches.get_flag("full");
    let all = device.verify(session.territory(&device)?, full)?;
    for one in &all {
        describe(out, one, full);
    }
    let answers: Vec<_> = all
        .iter()
        .map(|one| json::Verified::of(one, out.words()))
        .collect();
    out.answer(&answers)?;
    match all.iter().all(|one| one.differences.is_empty()) {
        true => Ok(()),
        false => Err(Failure::Differs),
    }
}

fn describe(out: &mut Output, one: &Verified, full: bool) {
    out.say(&msg::status_territory(&one.name));
    out.say(&msg::verify_listings(one.listings));
    out.say(&msg::verify_signatures(one.signatures));
    if one.partly > 0 {
        out.say(&msg::verify_partly(one.partly));
    }
    if let Some(seq) = one.replayed {
        out.say(&msg::verify_log(seq));
    }
    if one.not_counted > 0 {
        out.say(&msg::sync_not_counted(one.not_counted));
    }
    for difference in one.differences.iter().take(LISTED) {
        let text = out.text(&says::difference(difference));
        out.line(&format!("{} ({}, {})", text, difference.code(), difference.at()));
    }
    let more = one.differences.len().saturating_sub(LISTED);
    if more > 0 {
        out.say(&msg::import_more(more as u64));
    }
    match (one.confirmed_seq, one.synced) {
        (Some(_), Some((day, time))) => out.say(&msg::verify_confirmed(Value::Moment(day, time))),
        (Some(_), None) => {}
        (None, _) => out.say(&msg::verify_unconfirmed()),
    }
    if one.differences.is_empty() {
        out.say(&msg::verify_agrees());
        if !full {
            out.say(&msg::verify_not_checked());
        }
    }
}

/// `ekin doctor`
pub fn doctor(session: &Session, out: &mut Output) -> Result<(), Failure> {
    let health = session.look()?.health()?;
    let answer = json::Doctor::of(&health);
    out.say(&msg::doctor_intro());
    out.say(&msg::doctor_version(env!("CARGO_PKG_VERSION")));
    out.say(&msg::doctor_schema(health.schema.to_string()));
    out.say(&msg::status_size(Value::Bytes(health.bytes)));
    for (why, count) in &health.reasons {
        let text = out.text(&msg::doctor_quarantine(*count));
        out.line(&format!("{text} ({why})"));
    }
    for damage in &health.damage {
        out.line(damage);
    }
    if health.damage.is_empty() && health.set_aside == 0 {
        out.say(&msg::doctor_fine());
    }
    if !out.is_json() {
        // The numbers are for a program of the support: one form for both.
        let numbers = serde_json::to_string_pretty(&answer)?;
        out.raw(numbers.as_bytes());
        out.raw(b"\n");
    }
    out.answer(&answer)?;
    match health.damage.is_empty() {
        true => Ok(()),
        false => Err(Failure::Differs),
    }
}
