//! `verify` and `doctor`.

use std::fs::File;
use std::io::{self, Read};

use clap::{ArgMatches, Command};
use ekin_core::app::device::Device;
use ekin_core::app::says;
use ekin_core::app::verify::{CopyError, Verified};
use ekin_i18n::{Catalog, Value, msg};

use crate::args;
use crate::failure::Failure;
use crate::json;
use crate::output::Output;
use crate::session::Session;

/// Most bytes that are read of a relay's word on a backup, which has some 80 for each space: what is longer is no word.
const WORD: u64 = 16 << 20;
/// Differences that are listed one by one.
const LISTED: usize = 20;

/// The commands of this file.
pub fn commands(words: Catalog) -> Vec<Command> {
    let verify = args::command(words, "verify", &msg::cli_verify())
        .arg(args::positional(
            words,
            "file",
            &msg::cli_value_file(),
            &msg::cli_verify_file(),
        ))
        .arg(args::flag(words, "full", &msg::cli_verify_full()).conflicts_with("file"));
    vec![verify, args::command(words, "doctor", &msg::cli_doctor())]
}

/// `ekin verify`
pub fn verify(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let device = session.look()?;
    if let Some(path) = args::text(matches, "file") {
        return copy(&device, path, out);
    }
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

/// A backup of a relay, with the relay's word beside it.
fn copy(device: &Device, path: &str, out: &mut Output) -> Result<(), Failure> {
    let failed = |path: &str| {
        let path = path.to_owned();
        move |why| Failure::File { path, why }
    };
    let mut word = Vec::new();
    match File::open(format!("{path}.backed")).and_then(|file| file.take(WORD).read_to_end(&mut word)) {
        Ok(_) => {}
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(failed(path)(error)),
    }
    let file = File::open(path).map_err(failed(path))?;
    let checked = match device.check_copy(file, &word) {
        Ok(checked) => checked,
        Err(CopyError::File(why)) => return Err(failed(path)(why)),
        Err(CopyError::App(error)) => return Err(error.into()),
    };
    let Some(checked) = checked else {
        out.say(&msg::copy_no_word());
        out.answer(&json::CopyChecked::default())?;
        return Err(Failure::Differs);
    };
    match checked.at {
        Some((day, time)) if checked.whole => out.say(&msg::copy_whole(Value::Moment(day, time))),
        _ => out.say(&msg::copy_broken()),
    }
    if !checked.known {
        out.say(&msg::copy_unknown());
    }
    for space in &checked.spaces {
        out.say(&msg::copy_space(&space.name, space.seq.to_string()));
        out.say(&match space.agrees {
            Some(true) => msg::copy_agrees(),
            Some(false) => msg::copy_differs(),
            None => msg::copy_cannot_tell(),
        });
        if let (Some(behind), Some(true)) = (space.behind, space.agrees) {
            out.say(&msg::copy_behind(behind));
        }
    }
    if checked.others > 0 {
        out.say(&msg::copy_others(checked.others as u64));
    }
    out.answer(&json::CopyChecked::of(&checked))?;
    match checked.is_good() {
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
