//! `publish`, `edit`, `withdraw`, `undo`.

use std::io::Read;

use clap::{ArgAction, ArgMatches, Command};
use ekin_core::app::device::Device;
use ekin_core::app::draft_file::read_drafts;
use ekin_core::app::says;
use ekin_i18n::{Catalog, msg};

use crate::args;
use crate::failure::Failure;
use crate::json;
use crate::output::Output;
use crate::session::Session;

/// Bytes of a file of listings.
const FILE: u64 = 64 << 20;

/// The commands of this file.
pub fn commands(words: Catalog) -> Vec<Command> {
    let id = || args::positional(words, "id", &msg::cli_value_id(), &msg::cli_id()).required(true);
    let publish = args::command(words, "publish", &msg::cli_publish())
        .arg(args::positional(words, "file", &msg::cli_value_file(), &msg::cli_publish_file()).required(true))
        .arg(args::flag(words, "sure", &msg::cli_ad_sure()));
    let edit = args::command(words, "edit", &msg::cli_edit())
        .arg(id())
        .arg(
            args::positional(words, "field", &msg::cli_value_field(), &msg::cli_edit_fields())
                .action(ArgAction::Append)
                .num_args(1..)
                .required_unless_present("keep"),
        )
        .arg(
            args::option(words, "keep", &msg::cli_value_version(), &msg::cli_edit_keep())
                .conflicts_with("field"),
        );
    let withdraw = args::command(words, "withdraw", &msg::cli_withdraw()).arg(id());
    let undo = args::command(words, "undo", &msg::cli_undo());
    vec![publish, edit, withdraw, undo]
}

/// The bytes of a file, or of the standard input for `-`.
pub fn read(path: &str) -> Result<Vec<u8>, Failure> {
    let failed = |why| Failure::File {
        path: path.to_owned(),
        why,
    };
    let mut bytes = Vec::new();
    let done = match path {
        "-" => std::io::stdin().lock().take(FILE + 1).read_to_end(&mut bytes),
        path => std::fs::File::open(path).and_then(|file| file.take(FILE + 1).read_to_end(&mut bytes)),
    };
    done.map_err(failed)?;
    Ok(bytes)
}

/// `ekin publish`
pub fn publish(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let path = args::required(matches, "file")?;
    let drafts = read_drafts(&read(path)?).map_err(|error| Failure::Said(says::draft_file(&error, path)))?;
    let device = session.open_known("publish")?;
    device.ask_about_care(session.territory(&device)?, &drafts, matches.get_flag("sure"))?;
    let ids = device.publish_all(session.territory(&device)?, &drafts)?;
    let ids: Vec<String> = ids.iter().map(ToString::to_string).collect();
    for id in &ids {
        out.say(&msg::publish_done(id));
    }
    out.say(&msg::state_on_this_device());
    out.answer(&json::Published { ids })
}

/// `ekin edit`
pub fn edit(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let id = args::required(matches, "id")?;
    let device = session.open_known("edit")?;
    let space = session.territory(&device)?;
    if let Some(version) = args::text(matches, "keep") {
        let object = device.keep_version(space, id, version)?;
        out.say(&msg::conflict_resolved());
        return out.answer(&json::Changed::of(&object, &[]));
    }
    let given: Vec<&String> = matches
        .get_many::<String>("field")
        .into_iter()
        .flatten()
        .collect();
    let mut changes = Vec::with_capacity(given.len());
    for one in given {
        let (field, value) = one
            .split_once('=')
            .ok_or_else(|| Failure::Usage(vec![msg::field_problem(one, msg::problem_edit_form())]))?;
        changes.push((field.trim(), value));
    }
    let had_versions = several(&device, id);
    let (object, fields) = device.edit(space, id, &changes)?;
    let said = match fields.is_empty() {
        true => msg::edit_nothing(),
        false => msg::edit_done(),
    };
    out.say(&said);
    for field in &fields {
        let name = out.text(&says::field_name(*field));
        out.hanging(&name, 2);
    }
    if had_versions {
        out.say(&msg::conflict_resolved());
    }
    out.answer(&json::Changed::of(&object, &fields))
}

fn several(device: &Device, id: &str) -> bool {
    let shown = device.show(id, crate::commands::show::here());
    shown.is_ok_and(|shown| shown.versions.len() > 1)
}

/// `ekin withdraw`
pub fn withdraw(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let device = session.open_known("withdraw")?;
    let space = session.territory(&device)?;
    let object = device.withdraw(space, args::required(matches, "id")?)?;
    out.say(&msg::withdraw_done());
    out.answer(&json::Changed::of(&object, &[]))
}

/// `ekin undo`
pub fn undo(session: &Session, out: &mut Output) -> Result<(), Failure> {
    let device = session.open_known("undo")?;
    let objects = device.undo()?;
    for object in &objects {
        let shown = device.show(&object.to_string(), crate::commands::show::here());
        let title = shown
            .ok()
            .and_then(|shown| crate::commands::show::title(&shown.draft, out));
        out.say(&msg::undo_done(title.unwrap_or_else(|| object.to_string())));
    }
    let ids = objects.iter().map(ToString::to_string).collect();
    out.answer(&json::Published { ids })
}
