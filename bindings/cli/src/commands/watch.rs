//! `sync --watch`: a round, then a pause in which other commands may write; until somebody stops it.

use std::sync::mpsc::{RecvTimeoutError, sync_channel};
use std::time::Duration;

use clap::ArgMatches;
use ekin_i18n::msg;

use super::sync::round;
use crate::failure::Failure;
use crate::output::Output;
use crate::session::Session;

/// Pause between two rounds.
const PAUSE: Duration = Duration::from_secs(10);
/// Pause after a round in which a relay could not be reached.
const LONG_PAUSE: Duration = Duration::from_secs(30);

/// Goes on until it is interrupted, or until nobody reads any more.
pub fn run(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    out.say(&msg::sync_watching());
    out.flush();
    // The sender stays here: the channel never closes and only the time runs out.
    let (_never, pause) = sync_channel::<()>(0);
    loop {
        let heard = {
            let device = session.open_known("sync --watch")?;
            device.set_metered(matches.get_flag("metered"));
            round(&device, out)?
        };
        out.flush();
        if out.hung_up() {
            return Ok(());
        }
        let wait = if heard.troubles.is_empty() {
            PAUSE
        } else {
            LONG_PAUSE
        };
        if pause.recv_timeout(wait) == Err(RecvTimeoutError::Disconnected) {
            return Ok(());
        }
    }
}
