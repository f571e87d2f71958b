//! `status`: what is here, what waits, what was refused and why.

use clap::Command;
use ekin_core::app::device::Device;
use ekin_core::app::ids::SpaceId;
use ekin_core::app::inbox::letter::LetterState;
use ekin_core::app::query::TerritoryStatus;
use ekin_core::app::says;
use ekin_core::domain::language::LanguageTag;
use ekin_i18n::{Catalog, Value, msg};

use super::publisher::changes;
use super::territory::describe;
use crate::args;
use crate::failure::Failure;
use crate::json;
use crate::lines::{safe_line, short_id};
use crate::output::Output;
use crate::session::Session;

/// Age from which news are called old.
const OLD_MS: u64 = 2 * 86_400_000;

/// `ekin status`
pub fn command(words: Catalog) -> Command {
    args::command(words, "status", &msg::cli_status())
}

/// Does it.
pub fn run(session: &Session, out: &mut Output) -> Result<(), Failure> {
    let device = session.look()?;
    let status = device.status()?;
    if status.territories.is_empty() && status.spaces.is_empty() {
        out.say(&msg::error_not_joined());
    }
    let letters = device.letters()?;
    let unsent = letters
        .iter()
        .any(|letter| matches!(letter.state, LetterState::Here | LetterState::Sent));
    for one in &status.territories {
        territory(out, one, unsent);
        kept(&device, one.territory.space, out)?;
        out.line("");
    }
    for space in &status.spaces {
        super::space::describe(out, space);
        out.say(&msg::state_waiting(
            space.out.pending + space.out.sent + space.out.received,
        ));
        kept(&device, space.space, out)?;
        if space.quarantined > 0 {
            out.say(&msg::sync_not_counted(space.quarantined));
        }
        out.line("");
    }
    for letter in &letters {
        super::offer::row(out, letter);
    }
    let messages = device.messages_waiting()?;
    if messages > 0 {
        out.say(&msg::inbox_count(messages));
    }
    out.say(&msg::status_home(session.home().display().to_string()));
    out.say(&msg::status_size(Value::Bytes(status.bytes)));
    let letters = letters.iter().map(|letter| json::Letter::of(letter, out.words()));
    out.answer(&json::Status::of(
        session.home(),
        &status,
        letters.collect(),
        out.words(),
    ))
}

/// What a relay has lost, and that there is no room to keep more for it.
fn kept(device: &Device, space: SpaceId, out: &mut Output) -> Result<(), Failure> {
    let kept = device.kept_for_relay(space)?;
    if kept.lost > 0 {
        out.say(&msg::healing_lost(kept.lost));
    }
    if kept.dropped {
        out.say(&msg::healing_full());
    }
    Ok(())
}

/// A territory; `unsent` letters follow below, and nobody is told before that nothing waits.
fn territory(out: &mut Output, one: &TerritoryStatus, unsent: bool) {
    describe(out, &one.territory);
    if let Some(role) = one.territory.role {
        out.say(&msg::status_role(says::role(role)));
    }
    out.say(&msg::status_listings(one.listings.shown));
    if one.listings.conflicts > 0 {
        out.say(&msg::status_conflicts(one.listings.conflicts));
    }
    let waiting = one.out.pending + one.out.sent + one.out.received;
    if waiting > 0 || !unsent {
        out.say(&msg::state_waiting(waiting));
    }
    let own = LanguageTag::parse(out.words().language().tag());
    for refused in &one.refused {
        let title = refused
            .titles
            .choose(own.as_slice(), None)
            .map(|text| safe_line(text.text));
        let id = short_id(refused.object);
        let why = out.text(&msg::state_refused(says::code(refused.code)));
        out.line(&format!("{id}  {}", title.unwrap_or_default()));
        out.hanging(&why, 10);
    }
    changes(out, &one.changes);
    if let Some(lives) = one.many_lives {
        out.say(&msg::lives_many(lives as u64));
    }
    for (ord, lives) in &one.restless {
        out.say(&msg::lives_many_of(ord.to_string(), *lives as u64));
    }
    if one.quarantined > 0 {
        out.say(&msg::sync_not_counted(one.quarantined));
    }
    match one.synced {
        Some((day, time)) if one.synced_ago_ms.unwrap_or(0) > OLD_MS => {
            out.say(&msg::state_stale(Value::Moment(day, time)));
        }
        Some((day, time)) => out.say(&msg::state_as_of(Value::Moment(day, time))),
        None => out.say(&msg::state_never()),
    }
    if one.territory.seq > 0 && !one.territory.confirmed {
        out.say(&msg::verify_unconfirmed());
    }
}
