//! `import`: files in, and what was left out said.

use std::collections::BTreeMap;

use clap::{ArgAction, ArgMatches, Command};
use ekin_core::app::exchange::{Format, Import, Mapping};
use ekin_core::app::import::{ImportFile, ImportOptions, ImportReport};
use ekin_core::app::says;
use ekin_i18n::{Catalog, Message, msg};

use super::publish::read;
use crate::args;
use crate::failure::Failure;
use crate::json;
use crate::output::Output;
use crate::progress::Progress;
use crate::session::Session;

/// A text that counts something.
type Counted = fn(u64) -> Message;

/// Points that are listed one by one; the others are counted.
const LISTED: usize = 20;

/// `ekin import`
pub fn command(words: Catalog) -> Command {
    let formats = Format::ALL.map(Format::code);
    args::command(words, "import", &msg::cli_import())
        .arg(
            args::positional(words, "file", &msg::cli_value_file(), &msg::cli_import_files())
                .action(ArgAction::Append)
                .num_args(1..)
                .required_unless_present("sample"),
        )
        .arg(args::choice(
            words,
            "format",
            &msg::cli_value_name(),
            &msg::cli_import_format(),
            formats,
        ))
        .arg(args::option(
            words,
            "map",
            &msg::cli_value_file(),
            &msg::cli_import_map(),
        ))
        .arg(args::flag(words, "dry-run", &msg::cli_import_dry_run()))
        .arg(args::flag(words, "complete", &msg::cli_import_complete()))
        .arg(args::flag(words, "revive", &msg::cli_import_revive()))
        .arg(
            args::flag(words, "sample", &msg::cli_import_sample())
                .conflicts_with_all(["file", "format", "map"]),
        )
}

/// Does it.
pub fn run(session: &Session, matches: &ArgMatches, out: &mut Output) -> Result<(), Failure> {
    let mapping = args::text(matches, "map").map(mapping).transpose()?;
    let format = args::text(matches, "format");
    let format = format.and_then(|code| Format::ALL.into_iter().find(|one| one.code() == code));
    let device = session.open_known("import")?;
    let space = session.territory(&device)?;
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    if matches.get_flag("sample") {
        files.push((out.text(&msg::import_sample()), super::sample::file(&device)?));
    }
    for path in matches.get_many::<String>("file").into_iter().flatten() {
        files.push((path.clone(), read(path)?));
    }
    let several = files.len() > 1;
    let options = ImportOptions {
        format: format.or(matches.get_flag("sample").then_some(Format::Ekin)),
        file_name: None,
        mapping: mapping.as_ref(),
        dry_run: matches.get_flag("dry-run"),
        complete: matches.get_flag("complete"),
        revive: matches.get_flag("revive"),
    };
    let given: Vec<_> = files
        .iter()
        .map(|(path, bytes)| ImportFile {
            bytes,
            name: Some(path),
        })
        .collect();
    let progress = Progress::new(out.words(), &msg::import_progress(), out.is_json());
    let done = device.import_all(space, &given, &options, |n, of| progress.at(n as u64, of as u64));
    progress.end();
    let mut reports = Vec::new();
    let mut failed = 0;
    for ((path, _), done) in files.iter().zip(done?) {
        if several {
            out.line(path);
        }
        match done {
            Ok(report) => {
                describe(out, &report, &options);
                reports.push(json::Imported::of(path, &report, out.words()));
            }
            Err(why) => {
                let failure = Failure::Import {
                    path: path.clone(),
                    why,
                };
                // One bad file does not stop the others; alone it is the command's failure.
                if !several {
                    return Err(failure);
                }
                failed += 1;
                reports.push(json::Imported::failed(path, &failure, out.words()));
                if !out.is_json() {
                    out.failure(&failure);
                }
            }
        }
    }
    if failed > 0 && options.complete {
        out.say(&msg::import_not_complete());
    }
    out.answer(&reports)?;
    if failed > 0 { Err(Failure::Partly) } else { Ok(()) }
}

fn mapping(path: &str) -> Result<Mapping, Failure> {
    let text = String::from_utf8(read(path)?).map_err(|_| Failure::Usage(vec![msg::error_encoding()]))?;
    Mapping::parse(&text).map_err(|error| Failure::Said(says::mapping(&error, path, &text)))
}

fn describe(out: &mut Output, report: &ImportReport, options: &ImportOptions<'_>) {
    let n = |count: usize| count as u64;
    let entries = n(report.new.len() + report.changed.len() + report.same + report.rejected)
        + n(report.stay_withdrawn.len() + report.superseded);
    out.say(&msg::import_read(entries));
    let counts: [(usize, Counted); 7] = [
        (report.new.len(), msg::import_new),
        (report.changed.len(), msg::import_changed),
        (report.same, msg::import_unchanged),
        (report.rejected, msg::import_left_out),
        (report.superseded, msg::import_superseded),
        (report.stay_withdrawn.len(), msg::import_withdrawn_kept),
        (report.withdrawn.len(), msg::import_withdrawn),
    ];
    for (count, text) in counts.into_iter().filter(|(count, _)| *count > 0) {
        let text = out.text(&text(n(count)));
        out.hanging(&text, 2);
    }
    let kept: usize = report.kept.iter().map(|(_, fields)| fields.len()).sum();
    if kept > 0 {
        let text = out.text(&msg::import_hand(n(kept)));
        out.hanging(&text, 2);
    }
    if report.without_id > 0 {
        out.say(&msg::import_derived_id(n(report.without_id)));
    }
    for (at, error) in report.fields.iter().take(LISTED) {
        out.say(&msg::import_entry_problem(
            says::place(*at),
            says::field_error(error),
        ));
    }
    more(out, report.fields.len());
    if let Some(read) = &report.read {
        losses(out, read);
    }
    if options.dry_run {
        out.say(&msg::import_dry_run());
    } else if report.new.is_empty() && report.changed.is_empty() && report.withdrawn.is_empty() {
        out.say(&msg::import_nothing_sent());
    } else {
        out.say(&msg::state_on_this_device());
    }
}

fn losses(out: &mut Output, read: &Import) {
    let problems = read.problems.iter().map(|problem| {
        msg::import_entry_problem(says::place(problem.at), says::reader_problem(&problem.kind))
    });
    let problems: Vec<_> = problems.collect();
    for text in problems.iter().take(LISTED) {
        out.say(text);
    }
    more(out, problems.len());
    out.say(&msg::import_total(read.leaves.mapped, read.leaves.left_out));
    let mut reasons: BTreeMap<&str, (u64, Message, Vec<&str>)> = BTreeMap::new();
    for loss in &read.losses {
        let entry = reasons
            .entry(loss.reason.code())
            .or_insert_with(|| (0, says::loss_reason(loss.reason), Vec::new()));
        entry.0 += loss.leaves.max(loss.times);
        entry.2.push(&loss.path);
    }
    let mut reasons: Vec<_> = reasons.into_values().collect();
    reasons.sort_by_key(|(count, _, _)| std::cmp::Reverse(*count));
    for (count, reason, paths) in reasons {
        let text = out.text(&msg::import_loss_line(count, reason));
        out.hanging(&text, 2);
        let mut names: Vec<&str> = paths;
        names.dedup();
        let shown = names.iter().take(6).copied().collect::<Vec<_>>().join(", ");
        let dots = if names.len() > 6 { ", …" } else { "" };
        out.hanging(&format!("{shown}{dots}"), 6);
    }
}

fn more(out: &mut Output, count: usize) {
    if count > LISTED {
        out.say(&msg::import_more((count - LISTED) as u64));
    }
}
