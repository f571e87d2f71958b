//! `doc new|list|show|edit|history|undo|refused`.

use clap::{ArgAction, ArgMatches, Command};
use ekin_core::app::document::{DocumentLine, Kind, Shown};
use ekin_core::app::says;
use ekin_core::app::space::called::Devices;
use ekin_core::app::territory::NewTerritory;
use ekin_i18n::{Catalog, Value, msg};

use super::space::{named, which};
use crate::args;
use crate::failure::Failure;
use crate::json;
use crate::lines::{joined, short_id};
use crate::output::Output;
use crate::session::Session;

/// Fields that are typed without the option's name.
const FIELDS: &str = "fields";

/// Lines of a list.
const LIMIT: u32 = 200;

/// `ekin doc`
pub fn command(words: Catalog) -> Command {
    let kind = || {
        args::positional(words, "kind", &msg::cli_value_name(), &msg::cli_doc_kind())
            .value_parser(Kind::ALL.map(Kind::word))
    };
    let id = || args::positional(words, "id", &msg::cli_value_id(), &msg::cli_doc_id()).required(true);
    let of = |name, about| args::command(words, name, &about).arg(which(words));
    let field = || {
        args::option(words, "field", &msg::cli_value_field(), &msg::cli_doc_field())
            .action(ArgAction::Append)
            .num_args(1)
    };
    let fields = || {
        args::positional(words, FIELDS, &msg::cli_value_field(), &msg::cli_doc_field())
            .action(ArgAction::Append)
            .num_args(1..)
    };
    args::command(words, "doc", &msg::cli_doc())
        .subcommand_required(true)
        .subcommand(
            of("new", msg::cli_doc_new())
                .arg(kind().required(true))
                .arg(fields())
                .arg(field()),
        )
        .subcommand(of("list", msg::cli_doc_list()).arg(kind()))
        .subcommand(of("show", msg::cli_doc_show()).arg(id()))
        .subcommand(
            of("edit", msg::cli_doc_edit())
                .arg(id())
                .arg(fields().required_unless_present("field"))
                .arg(field()),
        )
        .subcommand(of("history", msg::cli_doc_history()).arg(id()))
        .subcommand(of("undo", msg::cli_doc_undo()).arg(args::positional(
            words,
            "id",
            &msg::cli_value_id(),
            &msg::cli_doc_undo_id(),
        )))
        .subcommand(of("refused", msg::cli_doc_refused()))
}

/// Does it.
pub fn run(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    match matches.subcommand() {
        Some(("new", matches)) => new(session, matches, out),
        Some(("list", matches)) => list(session, matches, out),
        Some(("show", matches)) => show(session, matches, out),
        Some(("edit", matches)) => edit(session, matches, out),
        Some(("history", matches)) => history(session, matches, out),
        Some(("refused", matches)) => refused(session, matches, out),
        Some((_, matches)) => undo(session, matches, out),
        None => Err(Failure::Missing("list")),
    }
}

fn kind(matches: &ArgMatches) -> Option<Kind> {
    args::text(matches, "kind").and_then(Kind::from_word)
}

fn fields(matches: &ArgMatches) -> Vec<String> {
    let typed = [FIELDS, "field"].map(|name| matches.get_many::<String>(name));
    typed.into_iter().flatten().flatten().cloned().collect()
}

fn new(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let kind = kind(matches).ok_or(Failure::Missing("kind"))?;
    let device = session.open_known("doc new")?;
    let space = named(&device, matches)?;
    let language = NewTerritory::language_of(out.words().language());
    let id = device
        .new_document(space, kind, &fields(matches), language)?
        .to_string();
    out.say(&msg::doc_created(says::document::kind(kind), short_id(&id)));
    out.say(&msg::state_on_this_device());
    out.answer(&json::DocumentId { id })
}

fn edit(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let device = session.open_known("doc edit")?;
    let space = named(&device, matches)?;
    let language = NewTerritory::language_of(out.words().language());
    let (id, changed) =
        device.edit_document(space, args::required(matches, "id")?, &fields(matches), language)?;
    out.say(&msg::doc_edited(changed as u64));
    out.answer(&json::DocumentId { id: id.to_string() })
}

fn undo(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let device = session.open_known("doc undo")?;
    let space = named(&device, matches)?;
    let id = match args::text(matches, "id") {
        Some(id) => device.undo_in_document(space, id)?,
        None => device.undo_document(space)?,
    };
    out.say(&msg::doc_undone());
    out.answer(&json::DocumentId { id: id.to_string() })
}

fn list(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let device = session.look()?;
    let lines = device.documents(named(&device, matches)?, kind(matches), None, LIMIT)?;
    if lines.is_empty() {
        out.say(&msg::doc_none());
    }
    for line in &lines {
        let row = row(out, line);
        out.line(&row);
    }
    let list: Vec<_> = lines.iter().map(json::DocumentLine::of).collect();
    out.answer(&list)
}

fn row(out: &Output, line: &DocumentLine) -> String {
    let kind = match line.kind {
        Some(kind) => out.text(&says::document::kind(kind)),
        None => out.text(&msg::doc_newer()),
    };
    let changed = line
        .changed
        .map(|(day, time)| out.value(&Value::Moment(day, time)))
        .unwrap_or_default();
    let state = match (line.conflict, line.pending, line.carried) {
        (true, _, _) => out.text(&msg::doc_two_values()),
        (false, true, _) => out.text(&msg::doc_pending()),
        (false, false, Some(by)) => out.text(&msg::doc_carried(by.to_string())),
        (false, false, None) => String::new(),
    };
    joined(&[short_id(line.object), kind, line.title.clone(), changed, state])
}

fn show(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let device = session.look()?;
    let space = named(&device, matches)?;
    let shown = device.show_document(space, args::required(matches, "id")?)?;
    let devices = device.devices(space)?;
    let nobody = |_| None;
    let reader = says::document::Reader {
        zone: NewTerritory::DEFAULT_ZONE,
        name: &nobody,
    };
    let heading = row(out, &shown.line);
    out.line(&heading);
    for leaf in shown.contents.leaves() {
        out.say(&says::document::shown(&leaf, reader));
    }
    rivals(&shown, &devices, reader, out);
    for (at, mine) in &shown.kept {
        let mine = says::document::written(&shown.contents, at, mine, reader);
        out.say(&msg::doc_kept(mine));
    }
    if shown.contents.read_only() {
        out.say(&msg::doc_newer());
    }
    out.answer(&json::Document::of(&shown))
}

/// What two people wrote in one place, each value with whoever wrote it.
pub(super) fn rivals(shown: &Shown, devices: &Devices, reader: says::document::Reader<'_>, out: &mut Output) {
    for rival in &shown.rivals {
        out.say(&msg::doc_two_values());
        for (value, by) in &rival.values {
            let who = device_of(*by, devices, out);
            let value = out.text(&says::document::written(
                &shown.contents,
                &rival.at,
                value,
                reader,
            ));
            out.hanging(format!("{value}  {who}").trim_end(), 2);
        }
    }
}

/// What the device is called that wrote something; nothing where nobody knows it.
fn device_of(by: Option<u32>, devices: &Devices, out: &Output) -> String {
    by.map(|by| out.value(&says::outing::device(devices.name(by), by)))
        .unwrap_or_default()
}

fn refused(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let device = session.look()?;
    let all = device.refused_documents(named(&device, matches)?)?;
    let nobody = |_| None;
    let reader = says::document::Reader {
        zone: NewTerritory::DEFAULT_ZONE,
        name: &nobody,
    };
    if all.is_empty() {
        out.say(&msg::doc_refused_none());
    }
    for one in &all {
        out.line(&short_id(one.object));
        out.say(&msg::state_refused(says::code(one.code)));
        for leaf in one.contents.leaves() {
            out.say(&says::document::shown(&leaf, reader));
        }
    }
    let all: Vec<_> = all.iter().map(json::RefusedDocument::of).collect();
    out.answer(&all)
}

fn history(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let device = session.look()?;
    let (space, id) = (named(&device, matches)?, args::required(matches, "id")?);
    let steps = device.document_history(space, id)?;
    let kind = device.show_document(space, id)?.contents.kind();
    let devices = device.devices(space)?;
    for (n, step) in steps.iter().enumerate() {
        let who = device_of(step.by, &devices, out);
        let state = match (step.confirmed, step.carried, step.by) {
            (true, _, _) => String::new(),
            (false, true, Some(by)) => out.text(&msg::doc_carried(by.to_string())),
            (false, _, _) => out.text(&msg::doc_pending()),
        };
        // The major of the kind and the zone of an hour are in no table of fields.
        let fields = step
            .fields
            .iter()
            .filter(|key| *key != "v" && !key.ends_with("_zone"));
        let fields: Vec<_> = fields
            .map(|key| out.value(&says::document::field(kind, key)))
            .collect();
        let line = format!("{}. {who}  {}  {state}", n + 1, fields.join(", "));
        out.line(line.trim_end());
    }
    let steps: Vec<_> = steps.iter().map(json::DocumentStep::of).collect();
    out.answer(&steps)
}
