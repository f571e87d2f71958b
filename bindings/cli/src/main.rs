//! ekin: a device without a screen. It asks the core's app and shows what it says; what can be asked is in
//! [`commands`], how it is shown in [`output`].

mod args;
mod commands;
mod failure;
mod json;
mod lines;
mod output;
mod progress;
mod scenario;
mod session;
mod tongue;
mod usage;

use std::process::ExitCode;

use crate::failure::Failure;
use crate::output::Output;
use crate::session::Session;

/// Exit code of what failed.
const FAILED: u8 = 1;
/// Exit code of a command line that cannot be understood.
const USAGE: u8 = 2;

fn main() -> ExitCode {
    let given: Vec<std::ffi::OsString> = std::env::args_os().collect();
    let words = tongue::words(&given);
    let json = given.iter().any(|one| one == "--json");
    let mut out = Output::new(words, json);
    let code = match run(&given, &mut out) {
        Ok(()) => 0,
        Err(failure) => {
            out.failure(&failure);
            if failure.is_usage() { USAGE } else { FAILED }
        }
    };
    out.flush();
    ExitCode::from(code)
}

fn run(given: &[std::ffi::OsString], out: &mut Output) -> Result<(), Failure> {
    let command = commands::all(out.words());
    let matches = match command.clone().try_get_matches_from(given) {
        Ok(matches) => matches,
        Err(error) => return usage::answer(&error, &command, given, out),
    };
    let session = Session::of(&matches)?;
    commands::run(&session, &matches, out)
}
