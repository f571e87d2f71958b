//! `export-person`, `erase-person`: what a person may ask for of what is kept of them.

use std::fs::OpenOptions;

use clap::{ArgMatches, Command};
use ekin_core::app::rights::erase::Erasure;
use ekin_core::app::says;
use ekin_i18n::{Catalog, msg};

use crate::args;
use crate::failure::Failure;
use crate::json;
use crate::output::Output;
use crate::session::Session;

/// `ekin export-person`, `ekin erase-person`
pub fn commands(words: Catalog) -> [Command; 2] {
    let person =
        || args::positional(words, "person", &msg::cli_value_name(), &msg::cli_person()).required(true);
    let to = args::option(words, "to", &msg::cli_value_file(), &msg::cli_export_to());
    [
        args::command(words, "export-person", &msg::cli_export_person())
            .arg(person())
            .arg(to.required(true)),
        args::command(words, "erase-person", &msg::cli_erase())
            .arg(person())
            .arg(args::flag(words, "yes", &msg::cli_erase_yes())),
    ]
}

/// `ekin export-person`
pub fn export(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let device = session.look()?;
    let path = args::required(matches, "to")?;
    // A file that is there already is somebody's.
    let file = OpenOptions::new().write(true).create_new(true).open(path);
    let file = file.map_err(|why| Failure::File {
        path: path.to_owned(),
        why,
    })?;
    let language = out.words().language();
    let done = device.export_person(args::required(matches, "person")?, language, file);
    let exported = match done {
        Ok(exported) => exported,
        Err(error) => {
            // Half a copy is none.
            let _ = std::fs::remove_file(path);
            return Err(error.into());
        }
    };
    let name = exported
        .name
        .clone()
        .unwrap_or_else(|| exported.person.to_string());
    out.say(&msg::export_written(name, path));
    if exported.photos_shared > 0 {
        out.say(&msg::export_shared(exported.photos_shared as u64));
    }
    if exported.photos_away > 0 {
        out.say(&msg::export_away(exported.photos_away as u64));
    }
    out.answer(&json::Exported::of(&exported, path))
}

/// `ekin erase-person`
pub fn erase(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let person = args::required(matches, "person")?;
    let erasure = match matches.get_flag("yes") {
        true => session.open_known("erase-person")?.erase_person(person)?,
        false => session.look()?.erasure_of(person)?,
    };
    describe(out, &erasure);
    out.answer(&json::Erasure::of(&erasure))
}

fn describe(out: &mut Output, erasure: &Erasure) {
    let name = erasure.name.clone().unwrap_or_else(|| erasure.person.to_string());
    out.say(&match erasure.done {
        true => msg::erase_done(&name),
        false => msg::erase_would(&name),
    });
    for space in &erasure.spaces {
        if !space.allowed {
            out.say(&msg::erase_not_allowed(&space.name));
            continue;
        }
        out.say(&msg::erase_space(
            &space.name,
            space.documents as u64,
            space.facts as u64,
            space.photos as u64,
        ));
        if space.shared_photos > 0 {
            out.say(&msg::erase_shared_photos(space.shared_photos as u64));
        }
        if space.rosters > 0 {
            out.say(&msg::erase_rosters(space.rosters as u64));
        }
        if space.stays_sealed {
            out.say(&msg::erase_history(&space.name));
        }
    }
    if erasure.kept > 0 {
        out.say(&msg::erase_kept(erasure.kept as u64));
    }
    if erasure.named.is_empty() {
        out.say(&msg::named_none());
    } else {
        out.say(&msg::named_some());
    }
    for one in &erasure.named {
        let line = out.text(&says::rights::named(one));
        out.hanging(&line, 2);
    }
    if erasure.spaces.iter().any(|space| space.shared) {
        out.say(&msg::erase_goes_on());
    }
    if !erasure.done {
        out.say(&msg::erase_confirm());
    }
}
