//! `sync`: what happens between this device and the relay, said while it happens.

use std::sync::Arc;
use std::time::Instant;

use clap::{ArgMatches, Command};
use ekin_core::app::device::Device;
use ekin_core::app::query::{OutCounts, Status};
use ekin_core::app::says;
use ekin_core::app::sync::{Mode, Notice, Stop};
use ekin_i18n::{Catalog, Message, msg};

use crate::args;
use crate::failure::Failure;
use crate::json;
use crate::output::Output;
use crate::progress::Progress;
use crate::session::Session;

/// `ekin sync`
pub fn command(words: Catalog) -> Command {
    args::command(words, "sync", &msg::cli_sync())
        .arg(args::flag(words, "watch", &msg::cli_sync_watch()))
        .arg(args::flag(words, "metered", &msg::cli_sync_metered()))
}

/// Does it.
pub fn run(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    if matches.get_flag("watch") {
        return super::watch::run(session, matches, out);
    }
    let device = session.open_known("sync")?;
    let letters = device.letters()?;
    let nothing = device.territories()?.is_empty() && device.private_spaces()?.is_empty();
    if nothing && letters.is_empty() {
        return Err(Failure::App(ekin_core::app::error::AppError::NoTerritory));
    }
    device.set_metered(matches.get_flag("metered"));
    let (before, heard_before) = (device.revision()?, device.heard()?);
    let status = device.status()?;
    let (waited, refused_before) = (outbox(&status), refused(&status));
    device.try_now()?;
    let started = Instant::now();
    let heard = round(&device, out)?;
    let news = device.changed_after(before)?;
    // What a checkpoint sums up was never heard one by one.
    let came = device.heard_after(heard_before)? + heard.begun;
    let status = device.status()?;
    let (waiting, refused) = (outbox(&status), refused(&status).saturating_sub(refused_before));
    // Only what the log has come back with was received.
    let received = waited.saturating_sub(waiting + refused);
    if received > 0 {
        out.say(&msg::sync_received(received));
    }
    if heard.troubles.is_empty() {
        let time = ekin_i18n::Value::Milliseconds(started.elapsed().as_millis() as u64);
        // What came of a house is no listing, and is not nothing.
        out.say(&match (news, came) {
            (0, came) if came > 0 => msg::sync_came(came, time),
            _ => msg::sync_finished(news, time),
        });
        if news > 0 && came > 0 {
            out.say(&msg::sync_came_too(came));
        }
    }
    for space in &status.spaces {
        if space.out.refused > 0 {
            out.say(&msg::sync_refused(space.out.refused));
        }
        if space.quarantined > 0 {
            out.say(&msg::sync_not_counted(space.quarantined));
        }
    }
    for one in &status.territories {
        let refused = one.refused.len() as u64;
        if refused > 0 {
            out.say(&msg::sync_refused(refused));
        }
        if one.quarantined > 0 {
            out.say(&msg::sync_not_counted(one.quarantined));
        }
    }
    if waiting > 0 {
        out.say(&msg::state_waiting(waiting));
    }
    // What was written here and has come further, or was answered.
    let moved: Vec<_> = device
        .letters()?
        .into_iter()
        .filter(|letter| !letters.contains(letter))
        .collect();
    moved.iter().for_each(|letter| super::offer::row(out, letter));
    let messages = device.messages_waiting()?;
    if messages > 0 {
        out.say(&msg::inbox_count(messages));
    }
    let alerts = super::reminders::alerts(&device, out)?;
    let done = json::Synced {
        changed: news,
        came,
        received,
        first_bytes: heard.first_bytes,
        waiting,
        letters: moved
            .iter()
            .map(|one| json::Letter::of(one, out.words()))
            .collect(),
        messages,
        kept_changed: alerts
            .iter()
            .map(|one| json::KeptChanged::of(one, out.words()))
            .collect(),
        troubles: heard.troubles.clone(),
        milliseconds: started.elapsed().as_millis() as u64,
    };
    out.answer(&done)?;
    if heard.troubles.is_empty() {
        Ok(())
    } else {
        Err(Failure::Partly)
    }
}

fn counts(status: &Status) -> impl Iterator<Item = &OutCounts> {
    let territories = status.territories.iter().map(|one| &one.out);
    territories.chain(status.spaces.iter().map(|one| &one.out))
}

fn outbox(status: &Status) -> u64 {
    counts(status)
        .map(|out| out.pending + out.sent + out.received)
        .sum()
}

fn refused(status: &Status) -> u64 {
    counts(status).map(|out| out.refused).sum()
}

/// What was heard in a round.
#[derive(Debug, Default)]
pub struct Heard {
    /// Bytes that a first sync took.
    pub first_bytes: u64,
    /// Documents that came with a checkpoint.
    pub begun: u64,
    /// What went wrong, in words.
    pub troubles: Vec<String>,
}

/// What a person may want to know of it: of an invitation that was refused, what to do about it.
fn words(device: &Device, given: &Notice) -> Option<Message> {
    if let Notice::Refused {
        space: Some(id),
        code,
    } = given
        && let Ok(spaces) = device.private_spaces()
        && spaces.iter().any(|one| one.space == *id && one.joining.is_some())
    {
        return Some(says::not_let_in(*code));
    }
    says::notice(given)
}

/// One round with every relay.
pub fn round(device: &Arc<Device>, out: &mut Output) -> Result<Heard, Failure> {
    let mut heard = Heard::default();
    let mut bar: Option<Progress> = None;
    let stop = Stop::default();
    let ended = device.sync(Mode::Once, stop, |notice| {
        match notice {
            Notice::First { bytes, listings, .. } => {
                heard.first_bytes += bytes;
                out.say(&msg::sync_first_size(ekin_i18n::Value::Bytes(*bytes)));
                out.say(&msg::sync_first_listings(*listings));
                out.flush();
                bar = Some(Progress::new(
                    out.words(),
                    &msg::sync_receiving_short(),
                    out.is_json(),
                ));
            }
            Notice::Loaded { bytes, of, .. } => match &bar {
                Some(bar) if bar.is_seen() => bar.at(*bytes, *of),
                _ => {}
            },
            Notice::Began { documents, .. } => heard.begun += documents,
            Notice::Received { .. } => {}
            Notice::Fresh { .. } => {
                if let Some(bar) = bar.take() {
                    bar.end();
                }
            }
            Notice::Settled => {}
            trouble => {
                if let Some(text) = words(device, trouble) {
                    let text = out.text(&text);
                    let told = matches!(
                        trouble,
                        Notice::Restored { .. }
                            | Notice::ManyLives { .. }
                            | Notice::Carried { .. }
                            | Notice::WaitsForWifi { .. }
                            | Notice::Ended { .. }
                    );
                    // A relay that is away may be tried again while the others have their turn: it is said once.
                    if told || !heard.troubles.contains(&text) {
                        out.aside(&text);
                    }
                    if !told && !heard.troubles.contains(&text) {
                        heard.troubles.push(text);
                    }
                }
            }
        }
        // A relay that is away keeps nobody from the others: the run ends when nothing is left to do.
        true
    });
    if let Some(bar) = bar {
        bar.end();
    }
    ended?;
    Ok(heard)
}
