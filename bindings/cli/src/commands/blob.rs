//! `blob add|list|get|pin|unpin|remove|settings`.

use std::fs::File;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::{ArgMatches, Command};
use ekin_core::app::blob::{BlobLine, Held, NewBlob};
use ekin_core::app::device::Device;
use ekin_core::app::error::AppError;
use ekin_core::app::ids::SpaceId;
use ekin_core::app::says;
use ekin_core::media::{MAX_PICTURE, is_paper};
use ekin_i18n::{Catalog, Value, msg};

use super::space::{named, which};
use super::sync::round;
use crate::args;
use crate::failure::Failure;
use crate::json;
use crate::lines::{joined, short_id};
use crate::output::Output;
use crate::session::Session;

/// Lines of one page of a list.
const PAGE: u32 = 200;
/// Bytes of a megabyte, as settings count them.
const MEGABYTE: u64 = 1_000_000;

/// `ekin blob`
pub fn command(words: Catalog) -> Command {
    let id = || args::positional(words, "id", &msg::cli_value_id(), &msg::cli_blob_id()).required(true);
    let of = |name, about| args::command(words, name, &about).arg(which(words));
    let file = args::positional(words, "file", &msg::cli_value_file(), &msg::cli_blob_file());
    let title = args::option(words, "title", &msg::cli_value_words(), &msg::cli_blob_title());
    let to = args::option(words, "to", &msg::cli_value_file(), &msg::cli_blob_to());
    let budget = args::option(words, "budget", &msg::cli_value_number(), &msg::cli_blob_budget());
    args::command(words, "blob", &msg::cli_blob())
        .subcommand_required(true)
        .subcommand(
            of("add", msg::cli_blob_add())
                .arg(file.required(true))
                .arg(title)
                .arg(args::flag(words, "pin", &msg::cli_blob_pin_option()))
                .arg(args::flag(words, "nobody", &msg::cli_blob_nobody())),
        )
        .subcommand(of("list", msg::cli_blob_list()))
        .subcommand(
            of("get", msg::cli_blob_get())
                .arg(id())
                .arg(to)
                .arg(args::flag(words, "preview", &msg::cli_blob_preview()))
                .arg(args::flag(words, "metered", &msg::cli_sync_metered())),
        )
        .subcommand(of("pin", msg::cli_blob_pin()).arg(id()))
        .subcommand(of("unpin", msg::cli_blob_unpin()).arg(id()))
        .subcommand(of("remove", msg::cli_blob_remove()).arg(id()))
        .subcommand(
            args::command(words, "settings", &msg::cli_blob_settings())
                .arg(args::choice(
                    words,
                    "wifi-only",
                    &msg::cli_value_name(),
                    &msg::cli_blob_wifi_only(),
                    ["yes", "no"],
                ))
                .arg(budget.value_parser(args::number(1, 1_000_000))),
        )
}

/// Does it.
pub fn run(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    match matches.subcommand() {
        Some(("add", matches)) => add(session, matches, out),
        Some(("list", matches)) => list(session, matches, out),
        Some(("get", matches)) => get(session, matches, out),
        Some(("pin", matches)) => pin(session, matches, out, true),
        Some(("unpin", matches)) => pin(session, matches, out, false),
        Some(("remove", matches)) => remove(session, matches, out),
        Some((_, matches)) => settings(session, matches, out),
        None => Err(Failure::Missing("list")),
    }
}

/// The file, as far as one may be long: what is longer is refused by its length.
pub(super) fn read(path: &str) -> Result<Vec<u8>, Failure> {
    let failed = |why| Failure::File {
        path: path.to_owned(),
        why,
    };
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(failed)?;
    file.take(MAX_PICTURE as u64 + 1)
        .read_to_end(&mut bytes)
        .map_err(failed)?;
    Ok(bytes)
}

fn add(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let device = session.open_known("blob add")?;
    let space = named(&device, matches)?;
    let bytes = read(args::required(matches, "file")?)?;
    // Of people, only what all of them agree to may leave.
    if !is_paper(&bytes) && !matches.get_flag("nobody") {
        return Err(Failure::Usage(vec![msg::blob_nobody()]));
    }
    let new = NewBlob {
        bytes: &bytes,
        title: args::text(matches, "title"),
        pin: matches.get_flag("pin"),
    };
    let added = device.add_blob(space, &new)?;
    let id = added.object.to_string();
    match added.known {
        true => out.say(&msg::blob_known(short_id(&id))),
        false => {
            out.say(&msg::blob_added(short_id(&id)));
            out.say(&msg::state_on_this_device());
        }
    }
    for notice in &added.notices {
        out.say(&says::media_notice(*notice));
    }
    out.answer(&json::BlobAdded {
        id,
        known: added.known,
    })
}

fn list(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let device = session.look()?;
    let space = named(&device, matches)?;
    let mut lines: Vec<BlobLine> = Vec::new();
    loop {
        let page = device.blobs(space, lines.last().map(|line| line.cursor), PAGE)?;
        let last = page.len() < PAGE as usize;
        lines.extend(page);
        if last {
            break;
        }
    }
    if lines.is_empty() {
        out.say(&msg::blob_none());
    }
    for line in &lines {
        let row = row(out, line);
        out.line(&row);
    }
    let lines: Vec<_> = lines.iter().map(json::Blob::of).collect();
    out.answer(&lines)
}

fn row(out: &Output, line: &BlobLine) -> String {
    let untitled = || out.text(&msg::blob_untitled());
    joined(&[
        short_id(line.object),
        line.media_type.clone().unwrap_or_default(),
        out.value(&Value::Bytes(line.size)),
        line.title.clone().unwrap_or_else(untitled),
        out.text(&says::blob_state(line.state)),
        out.text(&says::held(line.held)),
        match line.pinned {
            true => out.text(&msg::blob_is_pinned()),
            false => String::new(),
        },
    ])
}

fn get(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let device = session.open_known("blob get")?;
    let space = named(&device, matches)?;
    let (id, preview) = (args::required(matches, "id")?, matches.get_flag("preview"));
    device.set_metered(matches.get_flag("metered"));
    if !preview && !device.want_blob(space, id)? {
        round(&device, out)?;
    }
    let line = device.blob(space, id)?;
    match args::text(matches, "to") {
        Some(to) => {
            write(&device, space, id, preview, Path::new(to))?;
            out.say(&msg::blob_written(to));
        }
        None if preview || line.held == Held::Whole => out.say(&msg::blob_here()),
        None => return Err(AppError::BlobNotHere.into()),
    }
    out.answer(&json::Blob::of(&line))
}

/// Writes a blob to a file, whole or not at all.
fn write(device: &Arc<Device>, space: SpaceId, id: &str, preview: bool, to: &Path) -> Result<(), Failure> {
    whole(to, |file| {
        device.write_blob(space, id, preview, file)?;
        Ok(())
    })
}

/// Writes a file, whole or not at all.
pub(super) fn whole(to: &Path, fill: impl FnOnce(&mut File) -> Result<(), Failure>) -> Result<(), Failure> {
    let named = || to.display().to_string();
    let failed = |why| Failure::File { path: named(), why };
    if to.exists() {
        return Err(Failure::Exists(named()));
    }
    let mut half = to.as_os_str().to_owned();
    half.push(".part");
    let half = PathBuf::from(half);
    let write = || -> Result<(), Failure> {
        let mut file = File::create(&half).map_err(failed)?;
        fill(&mut file)?;
        file.flush().map_err(failed)?;
        std::fs::rename(&half, to).map_err(failed)
    };
    write().inspect_err(|_| {
        // Nothing of it was of use.
        let _ = std::fs::remove_file(&half);
    })
}

fn pin(session: &Session, matches: &ArgMatches, out: &mut Output, pinned: bool) -> Result<(), Failure> {
    let device = session.open_known("blob pin")?;
    let space = named(&device, matches)?;
    let id = args::required(matches, "id")?;
    device.pin_blob(space, id, pinned)?;
    out.say(&match pinned {
        true => msg::blob_pinned(),
        false => msg::blob_unpinned(),
    });
    let line = device.blob(space, id)?;
    out.answer(&json::Blob::of(&line))
}

fn remove(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let device = session.open_known("blob remove")?;
    let space = named(&device, matches)?;
    let id = device.remove_blob(space, args::required(matches, "id")?)?;
    out.say(&msg::blob_removed());
    out.answer(&json::DocumentId { id: id.to_string() })
}

fn settings(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let (wifi_only, budget) = (args::text(matches, "wifi-only"), args::count(matches, "budget"));
    let device = match (wifi_only, budget) {
        (None, None) => session.look()?,
        _ => session.open_known("blob settings")?,
    };
    if let Some(yes) = wifi_only {
        device.set_wifi_only(yes == "yes")?;
    }
    if let Some(megabytes) = budget {
        device.set_blob_budget(megabytes.saturating_mul(MEGABYTE))?;
    }
    let answer = json::BlobSettings {
        wifi_only: device.wifi_only()?,
        budget: device.blob_budget()?,
        used: device.blob_bytes()?,
    };
    out.say(&match answer.wifi_only {
        true => msg::blob_wifi_only_yes(),
        false => msg::blob_wifi_only_no(),
    });
    out.say(&msg::blob_settings(
        Value::Bytes(answer.used),
        Value::Bytes(answer.budget),
    ));
    out.answer(&answer)
}
